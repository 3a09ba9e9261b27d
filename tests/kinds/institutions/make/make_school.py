from common import *
L = 'school'
copy_texts(L)
import openpyxl
# 1 timetable: double lessons as merged cells, two classes on two sheets
wb = openpyxl.Workbook(); wb.properties.created = wb.properties.modified = WHEN
D = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']
TT = {'Class 8a': [['Maths 114', 'French 203', 'Chemistry LAB2', 'English 114', 'History 114'], ['English 114', 'Maths 114', None, 'Maths 114', 'Geography 118'], ['Sport GYM', 'English 114', 'Reading LIB', 'French 203', 'Maths 114'], [None, 'Music M1', 'History 114', 'Biology LAB1', 'English 114'], ['Lunch', 'Lunch', 'Lunch', 'Lunch', ''], ['Art A3', 'Religion 120', '', 'Choir HALL', '']],
      'Class 8c': [['German 205', 'Maths 116', 'English 116', 'Sport GYM', 'Maths 116'], ['Maths 116', 'Chemistry LAB2', 'German 205', None, 'English 116'], ['English 116', None, 'Reading LIB', 'History 116', 'Biology LAB1'], ['Geography 118', 'English 116', 'Maths 116', 'Music M1', 'German 205'], ['Lunch', 'Lunch', 'Lunch', 'Lunch', ''], ['', 'Art A3', '', 'Chess 120', '']]}
HR = ['8:10 - 8:55', '9:00 - 9:45', '10:05 - 10:50', '10:55 - 11:40', '11:40 - 12:40', '12:40 - 14:10']
for k, (n, rows) in enumerate(TT.items()):
    ws = wb.active if not k else wb.create_sheet(); ws.title = n; ws['A1'] = f'Timetable {n}, from 13 April 2026'; ws.merge_cells('A1:G1'); ws.append(['Lesson', 'Time']+D)
    for i, r in enumerate(rows):
        ws.append([i+1 if i != 4 else '-', HR[i]]+r)
    for i, r in enumerate(rows):
        for j, v in enumerate(r):
            if v is None: ws.merge_cells(start_row=2+i, end_row=3+i, start_column=3+j, end_column=3+j)
wb.save(out(L, 'timetable_year8.xlsx'))

# 2 grades ODS: averages at the bottom, absent pupils, two header rows
from odf.opendocument import OpenDocumentSpreadsheet, OpenDocumentPresentation
from odf.table import Table as OT, TableRow, TableCell
from odf.text import P as OP
o = OpenDocumentSpreadsheet(); t = OT(name='8a'); o.spreadsheet.addElement(t)
def row(vals):
    r = TableRow()
    for v in vals:
        num = isinstance(v, (int, float)); c = TableCell(valuetype='float', value=v) if num else TableCell(valuetype='string')
        if v != '': c.addElement(OP(text=str(v)))
        r.addElement(c)
    t.addElement(r)
row(['Class 8a - marks, spring 2026 (1 best, 6 worst; a = absent)']); row(['', '', 'Written', '', '', 'Oral']); row(['No.', 'Pupil', 'Test 1', 'Test 2', 'Test 3', ''])
for r in [(1, 'Abernathy, Quill', 2, 3, 2, 1), (2, 'Bassett, Yusra', 1, 1, 2, 2), (3, 'Cavendish, Olu', 4, 'a', 3, 3), (4, 'Dubrovnik, Tess', 3, 3, 4, 2), (5, 'Eastlake, Romy', 5, 4, 3, 4), (6, 'Fairbairn, Idris', 2, 2, 1, 2), (7, 'Gillespie, Anouk', 'a', 5, 5, 4), (8, 'Holloway, Pim', 3, 2, 2, 3)]: row(r)
row(['', 'Average', 2.86, 2.86, 2.75, 2.63]); row(['', 'Marks by Dr Vanderlinde, 27 March 2026']); o.save(str(out(L, 'marks_8a_chemistry.ods')))

# 3 newsletter: two columns with hyphens, boxed info on a second page
two_columns(out(L, 'newsletter_march.pdf'), 'Larkmoor Lantern - March 2026', [
 (True, 'A word from the head'), (False, 'Af\u00adter nine years our sec\u00adre\u00adtary Win\u00adi\u00adfred Palm\u00adgren re\u00adtires at East\u00ader. Her suc\u00adces\u00adsor is Dar\u00adius Kow\u00adal\u00adchuk, who comes to us from the har\u00adbour of\ufb01ce.'),
 (True, 'Bi\u00adcy\u00adcle shed'), (False, 'The new shed has room for 132 bi\u00adcy\u00adcles. It was paid for by the Friends of Lark\u00admoor with 18,400 euros; the town added the rest. Please do not lean scoot\u00aders a\u00adgainst the \ufb01re door.'),
 (True, 'Chess'), (False, 'Our team beat Sell\u00ading\u00aden by 5\u00bd to 2\u00bd. The youn\u00adgest play\u00ader, Ji\u00adwoo Tern\u00adblad of class 7b, won her game in nine\u00adteen moves. The re\u00adturn match is on 23 A\u00adpril.'),
 (True, 'Lost prop\u00ader\u00adty'), (False, 'In the box be\u00adside the care\u00adtak\u00ader\u2019s door: a silver \ufb02ute, three left gloves, a French dic\u00adtion\u00adar\u00ady and a brace. What is not fetched by 30 A\u00adpril goes to the char\u00adi\u00adty shop.'),
 (True, 'Sci\u00adence week'), (False, 'The prize for the best ex\u00adper\u00adi\u00adment went to class 9b for a bat\u00adter\u00ady made of lem\u00adons and old coins. Second was class 8c with an earth\u00adquake ta\u00adble. The ju\u00adry was led by Doc\u00adtor Van\u00adder\u00adlin\u00adde.'),
 (True, 'Ex\u00adchange with Lug\u00ado'), (False, 'Twen\u00adty-two pu\u00adpils trav\u00adel to Lug\u00ado from 4 to 13 May. The price is 385 euros; who re\u00adceives the school grant pays 190 euros. Pass\u00adports must be shown at the of\ufb01ce by 17 A\u00adpril.'),
 (True, 'Can\u00adteen'), (False, 'From A\u00adpril a meal costs 4.20 euros in\u00adstead of 3.90. Vouch\u00aders for ten meals stay at 37 euros un\u00adtil the sum\u00admer. Pa\u00adper cups are no long\u00ader giv\u00aden out.')],
 footer='Editors: class 10d. Next number: May 2026', size=11.5)

# 4 exam rules: numbered with exceptions, check list, comment, info box
d = new_docx('Examination rules'); d.add_heading('Examination rules, Years 10 to 12', 0)
for n, x in enumerate(['Papers begin at 9:00. Who comes after 9:30 is not let in, unless the bus was late and the driver confirms it in writing.', 'Allowed on the desk: two pens, a ruler, water in a clear bottle. A calculator is allowed in physics and chemistry, in mathematics only in Part B.', 'Telephones and watches of any kind are handed in at the door. Hearing aids are exempt; diabetes sensors may be kept if the office was told a week before.', 'No candidate may leave in the first 45 minutes or in the last 15 minutes.', 'Who is ill brings a doctor’s note within three working days. Then the paper is written on the repeat date.', 'Candidates whose first language is not English may use a printed dictionary and receive 25 more minutes in history and geography, but not in English.', 'A paper is failed with fewer than 40 of 100 points. One failed paper may be made good by 70 points or more in another of the same group; mathematics may not be made good.', 'An attempt to cheat is marked with 0 points; the head may allow one repetition.', 'Objections are made in writing to the examination board within ten days of the marks being posted.']): d.add_paragraph(f'{n+1}.  {x}')
d.add_heading('Groups', 2)
docx_table(d, [['Group', 'Subject', 'Length', 'Date', 'Repeat date'], ['I', 'English', '180 min', '12 May 2026', '9 June 2026'], [None, 'Spanish', '120 min', '14 May 2026', '11 June 2026'], ['II', 'Mathematics', '165 min', '19 May 2026', '16 June 2026'], [None, 'Chemistry', '120 min', '21 May 2026', None], [None, 'Physics', '120 min', '22 May 2026', '18 June 2026'], ['III', 'History', '150 min', '2 June 2026', '23 June 2026']], merges=[(1,0,2,0), (3,0,5,0), (4,4,5,4)])
text_box(d.add_paragraph('Issued by the examination board, chair: Prof. Leocadia Winterbourne.'), ['INFO', 'Room plan is posted the day before at 15:00', 'Gymnasium: bring warm clothes']); d.save(out(L, 'exam_rules.docx'))

# 5 the canteen menu: a table in a picture
rows = [['', 'Menu 1', 'Menu 2 (veg.)', 'Dessert'], ['Mon', 'Lentil stew', 'Potato bake', 'Pear'], ['Tue', 'Chicken curry', 'Tofu curry', 'Semolina'], ['Wed', 'Fish pie', 'Leek tart', 'Yoghurt'], ['Thu', 'Goulash', 'Mushroom risotto', 'Plum cake'], ['Fri', 'Pancakes', 'Pancakes', '-']]
im = grid(rows, [110, 250, 290, 200], 62, font(SANS, 28), font(BOLD, 28)); big = Image.new('RGB', (im.width+40, im.height+120), 'white'); big.paste(im, (20, 90)); ImageDraw.Draw(big).text((24, 24), 'Canteen, 20 to 24 April 2026', font=font(BOLD, 36), fill='black'); big.save(out(L, 'menu_week17.png')); truth(L, 'menu_week17.png', 'Canteen, 20 to 24 April 2026\n'+'\n'.join(' | '.join(r) for r in rows))

# 6 slides as ODP
from odf.draw import Page, Frame, TextBox
from odf.style import PageLayout, MasterPage, PageLayoutProperties
o = OpenDocumentPresentation(); pl = PageLayout(name='A'); pl.addElement(PageLayoutProperties(margin='0cm', pagewidth='28cm', pageheight='21cm')); o.automaticstyles.addElement(pl); mp = MasterPage(name='M', pagelayoutname=pl); o.masterstyles.addElement(mp)
for n, ls in enumerate((['Trip to the salt mine of Varrow', 'Years 7 and 8, 3 June 2026'], ['Getting there', 'Coach leaves at 7:35 from the bus loop', 'Back at 17:50', 'Seats: 96; teachers: 8'], ['What to bring', 'Jacket: it is 11 degrees down there', 'Packed lunch, no glass', 'Not needed: helmet, lamp (they are lent)'], ['Cost', '23 euros, 14 euros for brothers and sisters', 'Pay by 20 May at the office'])):
    p = Page(name=f's{n}', masterpagename=mp); o.presentation.addElement(p)
    for k, l in enumerate(ls):
        f = Frame(width='24cm', height='2cm', x='2cm', y=f'{2+3*k}cm'); b = TextBox(); b.addElement(OP(text=l)); f.addElement(b); p.addElement(f)
o.save(str(out(L, 'trip_salt_mine.odp')))

# 7 a loudspeaker announcement
say(L, 'announcement.ogg', 'Good morning, everybody. This is the school office. The swimming lesson of class seven b does not take place today, because the heating of the pool has broken down. Class seven b goes to room one hundred and twenty instead. Please remember that the photographer comes on Thursday at ten fifteen. Thank you.', 'en-us', 145, 50)
