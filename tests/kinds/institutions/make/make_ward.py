from common import *
L = 'ward'
copy_texts(L)

# 1, 2 two more discharge letters like the RTF one: PDF and DOCX
LET = {'ravn': ('Ravn, Solveig, born 19 May 1963', '26-04431', '3 February 2026 to 9 February 2026', 'Dr Ottilie Marchetti',
  'Closed fracture of the right distal radius. Type 2 diabetes, on tablets. Migraine.',
  'Ms Ravn fell on an icy step. The fracture was plated on 4 February under regional anaesthesia. The course was without event; she was up the same evening.',
  'Penicillin (swelling of the face, 1998).', 'Metformin 1000 mg twice daily. Paracetamol 1 g up to four times daily as needed. Tinzaparin 4,500 units once daily until 23 February.',
  'Stitches out on 18 February at the hand clinic. No lifting over 1 kg for six weeks. Weight on discharge 64.9 kg.'),
 'rask': ('Rask, Ingmar, born 30 November 1947', '26-04452', '5 February 2026 to 14 February 2026', 'Dr Jerome Abubakar',
  'Acute cholecystitis. Chronic kidney disease, stage 3b. Gout.',
  'Mr Rask came with pain under the right ribs for two days. The gall bladder was taken out by keyhole surgery on 6 February. After a fall in urine output the fluid intake was raised; creatinine fell from 214 to 158 µmol/l.',
  'None known.', 'Allopurinol 100 mg once daily. Amlodipine 5 mg in the morning. Ibuprofen must not be taken. Paracetamol 1 g three times daily for five days.',
  'Blood test at the general practice on 23 February. Light diet for two weeks. Weight on discharge 91.6 kg.')}
H = ('Patient', 'Case No.', 'Stay', 'Consultant'); B = ('Diagnosis', 'Course', 'Allergies', 'Medicines on discharge', 'Advice')
from reportlab.platypus import SimpleDocTemplate, Paragraph, Table, TableStyle, Spacer
from reportlab.lib.styles import ParagraphStyle
st, hb = ParagraphStyle('n', fontName='Sans', fontSize=10, leading=14), ParagraphStyle('h', fontName='Sans-B', fontSize=11, leading=18)
v = LET['ravn']; fl = [Paragraph('Discharge letter', ParagraphStyle('t', fontName='Sans-B', fontSize=16, leading=26)), Table([[a, b] for a, b in zip(H, v)], colWidths=[100, 340], style=TableStyle([('FONT', (0,0), (-1,-1), 'Sans', 10), ('LINEBELOW', (0,0), (-1,-1), .4, 'gray')])), Spacer(1, 10)]
for a, b in zip(B, v[4:]): fl += [Paragraph(a, hb), Paragraph(b, st)]
SimpleDocTemplate(str(out(L, 'discharge_ravn.pdf')), invariant=1, title='Discharge letter').build(fl)
v = LET['rask']; d = new_docx('Discharge letter'); d.sections[0].header.paragraphs[0].text = 'St Alder Hospital - Ward 4B - confidential'
d.add_heading('Discharge letter', 1); docx_table(d, [[a, b] for a, b in zip(H, v)])
for a, b in zip(B, v[4:]): d.add_heading(a, 3); d.add_paragraph(b)
p = d.paragraphs[-1]; d.add_comment(p.runs, text='Son (Torvald Rask, 0555-30 118) wants a call before the blood test.', author='Sister Oyelaran', initials='BO')
d.save(out(L, 'discharge_rask.docx'))

# 3 dosage table: merged cells, nested table, landscape notes
d = new_docx('Dosage'); d.add_heading('Dosing in reduced kidney function', 1)
d.add_paragraph('GFR in ml/min/1.73 m². Doses are for adults. “-” means: do not give.')
docx_table(d, [['Drug', 'Route', 'GFR', None, None, 'Remark'], [None, None, '> 60', '30 - 60', '< 30', None],
 ['Co-amoxiclav', 'oral', '625 mg every 8 h', '625 mg every 8 h', '625 mg every 12 h', ''], [None, 'i.v.', '1.2 g every 8 h', '1.2 g every 8 h', '1.2 g, then 600 mg every 12 h', ''],
 ['Gentamicin', 'i.v.', '5 mg/kg every 24 h', '3 mg/kg every 24 h', '-', 'Trough level below 1 mg/l; take it before the second dose'],
 ['Metformin', 'oral', '1000 mg every 12 h', '500 mg every 12 h', '-', 'Stop 48 h before contrast medium'],
 ['Allopurinol', 'oral', '300 mg every 24 h', '200 mg every 24 h', '100 mg every 24 h', ''],
 ['Tinzaparin', 's.c.', '4,500 units every 24 h', '4,500 units every 24 h', '3,500 units every 24 h', 'see below'],
 ['Doxycycline', 'oral', '100 mg every 12 h', None, None, 'no change']],
 merges=[(0,0,1,0), (0,1,1,1), (0,2,0,4), (0,5,1,5), (2,0,3,0), (8,2,8,4)])
d.add_paragraph(); t = docx_table(d, [['Body weight', 'Tinzaparin, patient with cancer'], ['under 50 kg', '8,000 units'], ['50 - 80 kg', ''], ['over 80 kg', '14,000 units']])
docx_table(t.cell(2, 1), [['first month', '12,000 units'], ['thereafter', '10,000 units']])
d.save(out(L, 'dosage_kidney.docx'))

# 4 lab values: units and reference ranges, merged header, empty cells
import openpyxl
wb = openpyxl.Workbook(); wb.properties.created = wb.properties.modified = WHEN; ws = wb.active; ws.title = 'Lab 9 Feb'
ws['A1'] = 'Ward 4B - laboratory values of 9 February 2026 (values outside the range are marked * )'; ws.merge_cells('A1:H1')
ws.append([]); ws.append(['Test', 'Unit', 'Reference range', None, 'Patient', None, None, 'Method']); ws.append([None, None, 'women', 'men', 'Rauch 26-04417', 'Ravn 26-04431', 'Rask 26-04452', None])
ws.merge_cells('C3:D3'); ws.merge_cells('E3:G3'); ws.merge_cells('A3:A4'); ws.merge_cells('B3:B4'); ws.merge_cells('H3:H4')
for r in [('Haemoglobin', 'g/dl', '12.0 - 15.5', '13.5 - 17.5', 14.1, '11.6 *', '12.9 *', 'SLS'), ('White cells', '10^9/l', '4.0 - 10.0', '4.0 - 10.0', '11.8 *', 7.3, 9.4, 'flow'), ('Platelets', '10^9/l', '150 - 400', '150 - 400', 288, 251, '143 *', 'flow'),
  ('Sodium', 'mmol/l', '135 - 145', '135 - 145', 138, 141, '133 *', 'ISE'), ('Potassium', 'mmol/l', '3.5 - 5.1', '3.5 - 5.1', 4.4, 3.9, '5.6 *', 'ISE'), ('Creatinine', 'µmol/l', '45 - 84', '59 - 104', 97, 71, '171 *', 'enzymatic'),
  ('Uric acid', 'µmol/l', '140 - 340', '200 - 420', None, None, '512 *', 'uricase'), ('HbA1c', 'mmol/mol', '20 - 42', '20 - 42', None, '58 *', None, 'HPLC'), ('TSH', 'mU/l', '0.4 - 4.0', '0.4 - 4.0', 2.2, None, None, 'CLIA')]: ws.append(r)
wb.save(out(L, 'lab_values_2026-02-09.xlsx'))

# 5 hand-over sheet: image-only PDF, second page turned by 90 degrees
pages = []
tx1 = ['Ward 4B  -  Hand-over, night of 9 February 2026', '', 'Bed 1   Rauch     oxygen off, rash fading, walk twice', 'Bed 2   (empty)', 'Bed 3   Rask       drain 80 ml, weigh at 6:00', 'Bed 4   Ravn       home today, taxi at 11:15', 'Bed 5   Sorabji     nil by mouth from midnight', '', 'Bed 6   Leclair     fall in bathroom at 2:40, no injury']
tx2 = ['Keys', 'Safe: Nurse Adeyemi', 'Linen room: porter', '', 'Broken: infusion pump no. 17', 'sent to workshop 8 Feb']
for k, tx in enumerate((tx1, tx2)):
    im = Image.new('RGB', (1240, 820), (252, 251, 246)); dr = ImageDraw.Draw(im)
    for i, t in enumerate(tx): dr.text((80, 70+i*74), t, font=font(SANS, 38 if i else 44), fill=(25, 25, 60))
    im = photo(im, 9+k, 0.7, 0.6, bg=(252, 251, 246)); pages.append(im.rotate(90, expand=True) if k else im)
pages[0].save(out(L, 'handover_scan.pdf'), save_all=True, append_images=pages[1:], resolution=150); truth(L, 'handover_scan.pdf', '\n'.join(tx1+tx2))

# 6 duty roster ODS: merged title, shifts in a matrix
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table as OT, TableRow, TableCell, CoveredTableCell
from odf.text import P as OP
o = OpenDocumentSpreadsheet(); t = OT(name='Week 8'); o.spreadsheet.addElement(t)
def row(vals, span=0):
    r = TableRow()
    for i, v in enumerate(vals):
        k = {'numbercolumnsspanned': span} if span and i == 0 else {}
        num = isinstance(v, (int, float)); c = TableCell(valuetype='float' if num else 'string', **({'value': v} if num else {}), **k); c.addElement(OP(text=str(v))) if v != '' else None; r.addElement(c)
        if span and i == 0:
            for _ in range(span-1): r.addElement(CoveredTableCell())
    t.addElement(r)
row(['Duty roster Ward 4B, 16 - 22 February 2026   (E = early, L = late, N = night, x = off, H = holiday)'], 9)
row(['Name', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun', 'Hours'])
for r in [('Adeyemi', 'N','N','N','x','x','E','E', 46), ('Castellane', 'E','E','x','L','L','x','x', 32), ('Drummond', 'L','L','L','x','E','E','x', 40), ('Hakimi', 'x','x','N','N','N','N','x', 40), ('Oyelaran', 'E','E','E','E','E','x','x', 40), ('Palsson', 'H','H','H','H','H','x','x', 0), ('Zielke', 'x','L','E','E','x','L','L', 40)]: row(r)
row(['Total', '', '', '', '', '', '', '', 238]); row(['On call for surgery: Dr Abubakar Mon-Wed, Dr Marchetti Thu-Sun'], 9)
o.save(str(out(L, 'duty_roster_w8.ods')))

# 7 white-board, light on dark
im = Image.new('RGB', (1000, 560), (18, 34, 30)); dr = ImageDraw.Draw(im)
tx = ['TO DO  -  Tuesday 10 Feb', 'Rauch: ECG 9:20, room 12', 'Rask: ultrasound 10:45', 'Sorabji: theatre 2, 13:00', 'Leclair: physio cancelled', 'Blood fridge alarm: call 7-204']
for i, t in enumerate(tx): dr.text((50, 36+i*84), t, font=font(BOLD if i == 0 else SANS, 40), fill=(240, 240, 225))
photo(im, 4, -1.0, 0.7, bg=(70, 70, 70)).save(out(L, 'board_10feb.png')); truth(L, 'board_10feb.png', '\n'.join(tx))

# 8 dictated round
say(L, 'dictation_round.mp3', 'Ward round, tenth of February. Mister Rauch is well. His temperature is thirty six point nine. Please order a chest x-ray for Thursday. Mister Rask still has pain when he coughs. We take the drain out tomorrow morning. Missus Leclair may go home on Friday, if the occupational therapist agrees.', 'en-gb', 140)
