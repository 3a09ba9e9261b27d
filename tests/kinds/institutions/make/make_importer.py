from common import *
L = 'importer'
copy_texts(L)
# 1 German framework contract, DOCX with footnote, comment, table
d = new_docx('Rahmenvertrag'); d.sections[0].header.paragraphs[0].text = 'Brandauer Import - vertraulich - Vertrag Nr. RV-2025/19'; fn = Footnotes(d)
d.add_heading('Rahmenvertrag über die Lieferung von Keramik', 1)
d.add_paragraph('zwischen Brandauer Import, Speicherstraße 4, Niederauen, vertreten durch Herrn Leopold Brandauer (Käufer), und Zakład Ceramiczny „Gliniana Wieża“ (Verkäufer).')
for n, ps in (('§ 1 Gegenstand', ['(1) Der Verkäufer liefert Keramik nach der jeweils gültigen Preisliste.', '(2) Muster sind unentgeltlich.']), ('§ 2 Laufzeit und Kündigung', ['(1) Der Vertrag beginnt am 1. Juli 2025 und läuft drei Jahre.', '(2) Er kann mit einer Frist von vier Monaten zum Ende eines Vertragsjahres gekündigt werden.', '(3) Bei Zahlungsverzug von mehr als 45 Tagen kann der Verkäufer fristlos kündigen.']), ('§ 3 Lieferung', ['(1) Geliefert wird frei Rampe Niederauen.', '(2) Bei Verspätung zahlt der Verkäufer für jede angefangene Woche 0,5 % des Auftragswertes, höchstens jedoch 4 %.', '(3) Absatz 2 gilt nicht bei Streik und Hochwasser.']), ('§ 4 Bruch', ['Bruch bis zu 2 % je Sendung trägt der Käufer. Was darüber hinausgeht, wird gutgeschrieben.']), ('§ 5 Gerichtsstand', ['Gerichtsstand ist Niederauen; es gilt das Recht des Käuferlandes.'])):
    d.add_heading(n, 2)
    for p in ps:
        q = d.add_paragraph(p)
        if n.startswith('§ 4'): fn.add(q, 'Für Dzbanki (Krüge) gilt abweichend ein Satz von 3 %.')
docx_table(d, [['Ansprechpartner', 'Aufgabe', 'Telefon'], ['Annegret Kühnle', 'Einkauf', '0555-66 12'], ['Wenzel Achleitner', 'Lager und Rampe', '0555-66 30'], ['Bogna Trzcińska', 'Verkauf Polen', '']])
fn.close(); d.save(out(L, 'rahmenvertrag_keramik.docx'))

# 2 French price list, XLSX with merged families, two price columns
import openpyxl
wb = openpyxl.Workbook(); wb.properties.created = wb.properties.modified = WHEN; ws = wb.active; ws.title = 'Tarif 2026'
ws['A1'] = 'Nougaterie de Mirande - Tarif 2026 (prix hors taxes, en euros)'; ws.merge_cells('A1:E1')
for j, h in enumerate(('Famille', 'Article', 'Poids', 'Prix à la pièce', 'Prix par carton de 12')): ws.cell(3, 1+j, h)
for i, r in enumerate([('Nougat tendre', 'aux amandes', '200 g', 5.4, 58.3), ('', 'aux pistaches', '200 g', 6.2, 67), ('', 'au sésame', '150 g', 4.1, 44.3), ('Nougat dur', 'au miel de lavande', '100 g', 3.3, 35.6), ('', 'noir, aux noisettes', '100 g', 3.6, None), ('Confiture', 'figues', '370 g', 4.8, 51.8), ('', 'abricots', '370 g', 4.5, 48.6)]): [ws.cell(4+i, 1+j, v) for j, v in enumerate(r) if v not in ('', None)]
ws.merge_cells('A4:A6'); ws.merge_cells('A7:A8'); ws.merge_cells('A9:A10'); ws['A12'] = 'Franco de port à partir de 450 euros. Fermé du 3 au 24 août.'; wb.save(out(L, 'tarif_nougat_2026.xlsx'))

# 3 Spanish agency contract, PDF
from reportlab.platypus import SimpleDocTemplate, Paragraph
from reportlab.lib.styles import ParagraphStyle
st, hb = ParagraphStyle('n', fontName='Serif', fontSize=10.5, leading=15, alignment=4), ParagraphStyle('h', fontName='Serif-B', fontSize=11, leading=22)
fl = [Paragraph('Contrato de agencia n.º CA-077', ParagraphStyle('t', fontName='Serif-B', fontSize=16, leading=30)), Paragraph('En Almenara del Puerto, a 20 de octubre de 2025, se reúnen doña Casilda Montesdeoca, en nombre de Azafranes La Umbría, y don Leopold Brandauer, en nombre de Brandauer Import.', st)]
for h, t in (('Primera. Objeto', 'El agente venderá azafrán, pimentón y miel de romero en los territorios indicados en la cláusula tercera. Queda excluido el azafrán a granel.'), ('Segunda. Comisión', 'La comisión es del 8 % sobre las ventas netas. Si las ventas anuales superan los 90.000 euros, la comisión sobre el exceso será del 11 %.'), ('Tercera. Territorio', 'Alemania, Austria y Suiza. En Suiza el agente no tiene exclusividad.'), ('Cuarta. Duración', 'El contrato dura dos años y se prorroga por años sucesivos, salvo aviso con noventa días de antelación.'), ('Quinta. Muestras', 'La empresa entregará cada año, sin cargo, muestras por valor de hasta 600 euros. Las muestras no vendidas no se devuelven.'), ('Sexta. Litigios', 'Las partes se someten a los tribunales de Almenara del Puerto.')): fl += [Paragraph(h, hb), Paragraph(t, st)]
SimpleDocTemplate(str(out(L, 'contrato_agencia.pdf')), invariant=1).build(fl)

# 4 Chinese price list, XLSX; a Chinese sign as a photo
wb = openpyxl.Workbook(); wb.properties.created = wb.properties.modified = WHEN; ws = wb.active; ws.title = '报价单'; ws['A1'] = '青溪丝绸厂 2026年报价单（单位：人民币元）'; ws.merge_cells('A1:E1')
for r in [('编号', '品名', '规格', '单价', '起订量'), ('QX-01', '真丝围巾', '90×90厘米', 128, 50), ('QX-02', '真丝围巾', '180×55厘米', 165, 50), ('QX-07', '丝绸枕套', '48×74厘米', 96, 100), ('QX-09', '丝绸睡衣', '均码', 420, 20), ('QX-12', '刺绣扇子', '长23厘米', 38, 200)]: ws.append(r)
ws.append([]); ws.append(['交货期：收到定金后35天。联系人：沈若兰，电话 0555-8890-16']); wb.save(out(L, '报价单_2026.xlsx'))
im = Image.new('RGB', (820, 470), (150, 20, 24)); dr = ImageDraw.Draw(im)
tx = ['青溪丝绸厂 门市部', '营业时间：上午9点至下午6点', '星期一休息', '电话：0555-8890-22']
for i, t in enumerate(tx): dr.text((50, 40+i*100), t, font=ImageFont.truetype(CJK, 54 if i == 0 else 44), fill=(250, 220, 140))
photo(im, 12, 0.8, 0.5, bg=(90, 90, 90)).save(out(L, 'shop_sign_qingxi.jpg'), quality=88); truth(L, 'shop_sign_qingxi.jpg', '\n'.join(tx))

# 5 Russian specification, ODT with a table
from odf.opendocument import OpenDocumentText
from odf import text as ot, table as tb
o = OpenDocumentText(); o.text.addElement(ot.H(outlinelevel=1, text='Спецификация к контракту № СЛ-88')); o.text.addElement(ot.P(text='Поставщик: ООО «Северный лён». Покупатель: Brandauer Import.'))
t = tb.Table(name='t')
for r in [('Позиция', 'Ткань', 'Ширина, см', 'Метров', 'Цена за метр, EUR'), ('1', 'лён серый', '150', '280', '7,90'), ('2', 'лён некрашеный', '150', '200', '7,20'), ('3', 'лён полосатый', '180', '160', '11,50'), ('', 'Итого', '', '640', '')]:
    tr = tb.TableRow()
    for v in r: c = tb.TableCell(); c.addElement(ot.P(text=v)); tr.addElement(c)
    t.addElement(tr)
o.text.addElement(t); o.text.addElement(ot.P(text='Срок оплаты: 20 дней после получения товара. Директор: Фёдор Мельниченко.')); o.save(str(out(L, 'spetsifikatsiya_SL-88.odt')))

# 6 French/English slides with speaker notes
from pptx import Presentation
from pptx.util import Inches, Pt
pr = Presentation(); pr.core_properties.created = pr.core_properties.modified = WHEN
s = pr.slides.add_slide(pr.slide_layouts[0]); s.shapes.title.text = 'Salon des saveurs, Mirande'; s.placeholders[1].text = 'du 17 au 20 septembre 2026 - stand B-42'
s = pr.slides.add_slide(pr.slide_layouts[1]); s.shapes.title.text = 'À préparer'; tf = s.placeholders[1].text_frame; tf.text = 'Réserver l’hôtel avant le 30 juin'
for x in ('Échantillons : 400 sachets de safran', 'Interprète : Mlle Solenne Kervadec', 'Pas de musique sur le stand'): tf.add_paragraph().text = x
s.notes_slide.notes_text_frame.text = 'Le stand coûte 1 980 euros, la moitié est payable en avril.'
pr.save(out(L, 'salon_mirande.pptx'))

# 7 a voice message in German
say(L, 'sprachnachricht_lager.m4a', 'Hallo Annegret, hier ist Wenzel aus dem Lager. Die Lieferung aus Polen ist da. Von den blauen Tassen sind siebzehn Stück zerbrochen. Die Krüge fehlen ganz. Bitte ruf mich vor vier Uhr zurück.', 'de', 140, 45)
