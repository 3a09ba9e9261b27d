from common import *
import re
L = 'writer'
copy_texts(L)
# 1 the novel as EPUB
from ebooklib import epub
b = epub.EpubBook(); b.set_identifier('salt-ledger'); b.set_title('The Salt Ledger'); b.set_language('en'); b.add_author('Verity Ashgrove-Lund'); b.add_metadata('DC', 'description', 'Working copy for readers, part one of two')
chs = []
for i, part in enumerate(re.split(r'^# ', (ROOT/'text/writer_src/novel.txt').read_text('utf-8'), flags=re.M)[1:]):
    t, body = part.split('\n', 1); c = epub.EpubHtml(title=t, file_name=f'c{i+1}.xhtml', lang='en')
    c.content = f'<h2>{t}</h2>'+''.join(f'<p>{p.strip()}</p>' for p in body.split('\n\n') if p.strip()); b.add_item(c); chs.append(c)
b.toc = chs; b.add_item(epub.EpubNcx()); b.add_item(epub.EpubNav()); b.spine = ['nav']+chs; epub.write_epub(str(out(L, 'the_salt_ledger.epub')), b)

# 2 editor's remarks: DOCX with comments, a struck-out and an inserted run, a footnote
d = new_docx('Chapter 5'); d.add_heading('Chapter Five: The Bell Loft at Pennick', 1); fn = Footnotes(d)
ps = ['Lucan Merrow had been in the bell loft for sixteen days when he was taken, and in all that time, as the sexton swore afterwards, the bells of Pennick had not once been rung out of tune; for the captain, having nothing else to do, had greased them.',
 'It was the linnet that gave him away. He had kept it under his coat in the cold, and it had repaid him with silence; but on the morning of the nineteenth of April the sun came in at the louvres, and the bird, which knew nothing of warrants, sang.',
 'Constable Ruth Amory (the office had come to her from her father along with his boots) was passing below with a can of milk. She knew the song. There was only one linnet on that coast which had been taught the first four bars of a hornpipe.',
 'She went up by the ladder, with the milk, and she found a grey man sitting on a coil of rope. He had eaten nothing for two days save candle-ends. She gave him the milk before she read him the warrant; it is in the papers of the trial that the defence tried to make something of this.',
 '“What will become of the bird?” asked the captain.', 'The bird became the property of the Crown, and lived for a further five years in the window of the gaol, where it taught the hornpipe to the sparrows.']
pars = [d.add_paragraph(p) for p in ps]; fn.add(pars[2], 'Constable from 1781 to 1809; the parish register of Pennick has her as Ruth Emory.')
d.add_comment(pars[0].runs, text='Sixteen days from the thaw is 18 March, not April. Please check the dates! - Benedikt', author='Benedikt Oyston', initials='BO')
d.add_comment(pars[3].runs[:1], text='Lovely. Do not touch this.', author='Benedikt Oyston', initials='BO')
pars[5]._p.append(parse_xml(f'<w:del {nsdecls("w")} w:id="90" w:author="Verity" w:date="2025-11-02T10:00:00Z"><w:r><w:delText xml:space="preserve"> Merrow was hanged in June.</w:delText></w:r></w:del>'))
pars[5]._p.append(parse_xml(f'<w:ins {nsdecls("w")} w:id="91" w:author="Verity" w:date="2025-11-02T10:00:00Z"><w:r><w:t xml:space="preserve"> Merrow was transported for fourteen years.</w:t></w:r></w:ins>'))
fn.close(); d.save(out(L, 'ch5_with_remarks.docx'))

# 3 letters, ODT
from odf.opendocument import OpenDocumentText, OpenDocumentSpreadsheet
from odf import text as ot
o = OpenDocumentText()
for h, ps in (('Letter 1', ['Ostmoor, 3 May 1924', 'Dear Halvard,', 'the roof is on. It cost me 310 crowns and my good temper. The carpenter, Joss Wieland, drinks, but he drinks tea. I planted the quince where you said it would not grow.', 'Your sister Thora']),
 ('Letter 2', ['Brede, 20 May 1924', 'Dear Thora,', 'it will not grow. I have sold the grey mare to the miller for 450 crowns, and with the money I am going to buy the printing press from the convent. Do not tell Father before Whitsun.', 'Halvard']),
 ('Letter 3', ['Ostmoor, 2 June 1924', 'Dear Halvard,', 'Father knows. It was not I, it was the mare: she came home. The quince has four leaves. Send Mother the recipe for the plum vinegar, she asks in every second sentence.', 'Thora', 'P.S. The miller wants his 450 crowns back or the mare; I told him to write to the convent.'])):
    o.text.addElement(ot.H(outlinelevel=1, text=h)); [o.text.addElement(ot.P(text=p)) for p in ps]
o.save(str(out(L, 'family_letters_1924.odt')))

# 4 time line: XLSX, years with gaps, two tables beside each other
import openpyxl
wb = openpyxl.Workbook(); wb.properties.created = wb.properties.modified = WHEN; ws = wb.active; ws.title = 'Time line'
ws['A1'] = 'The Salt Ledger - time line'; ws['F1'] = 'Ages'
for j, h in enumerate(('Year', 'Day', 'What happens', 'Chapter')): ws.cell(2, 1+j, h)
for j, h in enumerate(('Person', 'Born', 'Eyes')): ws.cell(2, 6+j, h)
for i, r in enumerate([(1777, '', 'Peake begins to keep back the post', 3), (1783, 'April', 'Matthias Tarn "dies"', 1), (None, '9 August', 'his letter from Port Mahon', 2), (1784, 'January', 'harbour freezes', 1), (None, '2 March', 'thaw, loss of the Patience Ann', 3), (None, '19 April', 'Merrow taken', 5), (None, '23 June', 'Josefa opens the letter', 3), (1786, '27 October', 'Wick buys his name', 4), (1815, '', 'last entry in the ledger', 6)]): [ws.cell(3+i, 1+j, v) for j, v in enumerate(r) if v not in ('', None)]
for i, r in enumerate([('Josefa Tarn', 1752, 'grey'), ('Ezra Coldwell', 1731, 'brown'), ('Wick', 'c. 1774', 'green'), ('Absalom Peake', 1728, ''), ('Lucan Merrow', 1740, 'blue'), ('Ruth Amory', 1756, 'hazel')]): [ws.cell(3+i, 6+j, v) for j, v in enumerate(r) if v != '']
wb.save(out(L, 'timeline.xlsx'))

# 5 a drawn map
im = Image.new('RGB', (1000, 700), (236, 224, 190)); dr = ImageDraw.Draw(im); dr.polygon([(0, 420), (300, 380), (430, 470), (620, 430), (1000, 520), (1000, 700), (0, 700)], fill=(196, 178, 130)); ink = (60, 40, 20)
L_ = [(60, 30, 'Chart of ALDERMOUTH and the SISTERS', 36), (640, 120, 'Great Sister', 26), (760, 210, 'Little Sister', 26), (560, 300, 'Depth here 7 fathoms', 22), (60, 460, 'Customs stair', 26), (330, 520, 'Lower ferry', 26), (640, 500, 'Anchor Inn', 26), (60, 600, "St Brannoc's", 26), (700, 610, 'to Pennick 9 miles', 24), (60, 90, 'drawn by Cosmo Trewhitt, 1791', 22)]
for x, y, t, s in L_: dr.text((x, y), t, font=font(F+'DejaVuSerif-Italic.ttf' if False else SERIF, s), fill=ink)
for x, y in ((620, 140), (740, 230)): dr.ellipse([x-22, y-10, x, y+10], fill=ink)
im.save(out(L, 'chart_aldermouth.png')); truth(L, 'chart_aldermouth.png', '\n'.join(t for _, _, t, _ in L_))

# 6 spoken notes
say(L, 'memo_01.wav', 'Note to myself, Sunday evening. In chapter six the ledger should end in the middle of a word. The word is harbour. Also, find out how much a boiled egg cost in seventeen eighty four.', 'en-gb', 145, 55, 16000)
say(L, 'memo_02.mp3', 'This is Verity. I spoke to the publisher today. The deadline has moved from the first of March to the fifteenth of April. They want the title to be shorter. My editor Benedikt prefers the name Salt.', 'en-gb', 150, 60)
say(L, 'memo_03.m4a', 'Reading on the twenty second of May in the town library of Sellingen. The fee is two hundred and fifty euros. I must bring my own lamp. The train leaves at sixteen forty.', 'en-us', 145, 55)
say(L, 'memo_04_deutsch.ogg', 'Hier ist eine Notiz für das nächste Buch. Der Held heißt Konrad und ist Uhrmacher in Lübeck. Seine Schwester spielt Geige. Die Geschichte beginnt im Winter achtzehnhundertzwölf, mit einem Brand in der Bäckerei.', 'de', 140, 50)
say(L, 'memo_05_espanol.mp3', 'Hola Verity, soy tu traductora. He terminado los tres primeros capítulos. Tengo una pregunta: ¿la anguila es un pez de río o de mar? Te llamo el jueves por la tarde. Un abrazo, Remedios.', 'es', 140, 55)
