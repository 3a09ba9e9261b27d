from common import *
L = 'shipping'
copy_texts(L)
from reportlab.platypus import SimpleDocTemplate, Paragraph, Table, TableStyle, Spacer
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.pagesizes import A4, A5, landscape
from reportlab.pdfgen import canvas

# 1 manifest of three pages: heading repeated, totals row; last page turned
rnd = random.Random(77); goods = ['Ceramic tiles', 'Bicycle frames', 'Wool blankets', 'Olive oil, tins', 'School desks', 'Water pumps', 'Seed potatoes', 'Glass jars', 'Steel wire', 'Cork boards', 'Lamp shades', 'Paper rolls']
ports = ['Tannis', 'Skarholm', 'Port Oriel']; rows = []
for i in range(64):
    rows.append([f'{i+1:02d}', f'CXQU {rnd.randint(200000, 999999)}-{rnd.randint(0, 9)}', goods[(i*5+i//12) % 12], str(rnd.randint(4, 480)), f'{rnd.randint(300, 21000):,}', ports[(i*7+i//5) % 3], '' if i % 9 else 'reefer'])
rows[17] = ['18', 'CXQU 480017-3', 'Beeswax candles', '212', '3,940', 'Skarholm', '']; rows[52] = ['53', 'CXQU 731990-6', 'Church organ, in parts', '37', '5,615', 'Port Oriel', 'fragile']
tot = sum(int(r[4].replace(',', '')) for r in rows); pk = sum(int(r[3]) for r in rows)
H = ['Item', 'Container', 'Goods', 'Packages', 'Gross kg', 'Port of discharge', 'Note']
def foot(c, d): c.setFont('Sans', 8); c.drawString(50, 30, f'MV Grey Plover, voyage 26-03N  -  page {d.page}')
fl = [Paragraph('Cargo manifest', ParagraphStyle('t', fontName='Sans-B', fontSize=15, leading=24)), Paragraph('Vessel: MV Grey Plover &nbsp; Voyage: 26-03N &nbsp; Master: Capt. Ragnhild Osei &nbsp; Sailing from Northquay: 23 January 2026', ParagraphStyle('n', fontName='Sans', fontSize=9, leading=16)),
      Table([H]+rows+[['', 'Total', f'{len(rows)} containers', f'{pk:,}', f'{tot:,}', '', '']], repeatRows=1, colWidths=[32, 95, 115, 56, 58, 95, 50], style=TableStyle([('FONT', (0,0), (-1,-1), 'Sans', 8.5), ('FONT', (0,0), (-1,0), 'Sans-B', 8.5), ('GRID', (0,0), (-1,-1), .3, 'gray'), ('ALIGN', (3,0), (4,-1), 'RIGHT')]))]
SimpleDocTemplate(str(out(L, 'tmp.pdf')), pagesize=A4, invariant=1).build(fl, onFirstPage=foot, onLaterPages=foot)
c = canvas.Canvas(str(out(L, 'tmp2.pdf')), pagesize=landscape(A5), invariant=1); c.setFont('Sans-B', 13); c.drawString(40, 370, 'Annex: dangerous goods on board')
Table([['UN no.', 'Proper name', 'Class', 'Container', 'Stowage'], ['UN 1263', 'Paint', '3', 'CXQU 480017-3', 'on deck'], ['UN 3480', 'Lithium ion batteries', '9', 'CXQU 655120-8', 'on deck'], ['UN 1950', 'Aerosols', '2.1', 'CXQU 731990-6', 'below deck']], style=TableStyle([('FONT', (0,0), (-1,-1), 'Sans', 9), ('GRID', (0,0), (-1,-1), .3, 'gray')])).wrapOn(c, 500, 200)
t = Table([['UN no.', 'Proper name', 'Class', 'Container', 'Stowage'], ['UN 1263', 'Paint', '3', 'CXQU 480017-3', 'on deck'], ['UN 3480', 'Lithium ion batteries', '9', 'CXQU 655120-8', 'on deck'], ['UN 1950', 'Aerosols', '2.1', 'CXQU 731990-6', 'below deck']], style=TableStyle([('FONT', (0,0), (-1,-1), 'Sans', 9), ('GRID', (0,0), (-1,-1), .3, 'gray')]))
t.wrapOn(c, 500, 200); t.drawOn(c, 40, 250); c.setFont('Sans', 9); c.drawString(40, 220, 'Emergency contact, day and night: 0555-700 99'); c.save()
from pypdf import PdfReader, PdfWriter
w = PdfWriter()
for p in PdfReader(out(L, 'tmp.pdf')).pages: w.add_page(p)
w.add_page(PdfReader(out(L, 'tmp2.pdf')).pages[0].rotate(90)); w.write(out(L, 'manifest_26-03N.pdf')); os.remove(out(L, 'tmp.pdf')); os.remove(out(L, 'tmp2.pdf'))
(ROOT/'truth'/L).mkdir(parents=True, exist_ok=True); (ROOT/'truth'/L/'manifest_numbers.txt').write_text(f'{tot} {pk} {sum(r[5]=="Skarholm" for r in rows)} skarholm\n'+'\n'.join('|'.join(r) for r in rows))

# 2 two further delivery notes like the HTML one
c = canvas.Canvas(str(out(L, 'dn_48213.pdf')), invariant=1); c.setFillColorRGB(.08, .12, .3); c.rect(0, 770, 600, 80, fill=1); c.setFillColorRGB(1, 1, 1); c.setFont('Sans-B', 18); c.drawString(50, 795, 'Delivery note DN-48213'); c.setFillColorRGB(0, 0, 0); c.setFont('Sans', 10)
for i, (a, b) in enumerate((('Consignee', 'Halloran Seeds, Mill Yard 12, Tannis'), ('Delivered', '14 January 2026, 9:25'), ('Driver', 'Perpetua Lindgren'), ('Signed by', 'R. Halloran'))): c.drawString(50, 740-i*18, a); c.drawString(140, 740-i*18, b)
t = Table([['Line', 'Article', 'Qty', 'Packing', 'Gross kg'], ['1', 'Broad beans, seed', '40', '40 sacks', '1,012.0'], ['2', 'Onion sets', '25', '25 nets', '127.5'], ['3', 'Dibbers, ash wood', '60', '1 carton', '22.1'], ['Total', '', '', '66 pieces', '1,161.6']], style=TableStyle([('FONT', (0,0), (-1,-1), 'Sans', 9), ('GRID', (0,0), (-1,-1), .3, 'gray')]))
t.wrapOn(c, 500, 200); t.drawOn(c, 50, 560); c.drawString(50, 530, 'Remark: two nets of onion sets missing.'); c.save()
d = new_docx('DN-48214'); d.add_heading('Delivery note DN-48214', 1)
docx_table(d, [['Consignee', 'Abbey Print Shop, Cloister 3, Skarholm'], ['Delivered', '15 January 2026, 11:50'], ['Driver', 'Perpetua Lindgren'], ['Signed by', 'Br. Anselm']], style=None)
docx_table(d, [['Line', 'Article', 'Qty', 'Packing', 'Gross kg'], [1, 'Paper, 120 g, white', 30, '2 pallets', '1,480.0'], [2, 'Printing ink, cyan', 12, '1 carton', '14.6'], [3, 'Binding thread', 50, '1 carton', '9.3'], ['Total', '', '', '4 pieces', '1,503.9']])
d.add_paragraph('Remark: none.'); text_box(d.add_paragraph(), ['PALLETS EXCHANGED: 2', 'Return label R-0917']); d.save(out(L, 'dn_48214.docx'))

# 3 customs codes in an old XLS
import xlwt
wb = xlwt.Workbook(); ws = wb.add_sheet('Tariff'); ws.write_merge(0, 0, 0, 5, 'Customs codes in use - state January 2026'); ws.write_merge(1, 1, 0, 5, 'duty in % of the value unless a unit is given')
for j, h in enumerate(('Chapter', 'Code', 'Goods', 'Duty', 'VAT %', 'Papers needed')): ws.write(3, j, h)
R = [('69 Ceramics', '6907-21-00', 'Tiles of porcelain', 5.0, 20, ''), ('', '6911-10-00', 'Tableware of porcelain', 12.0, 20, ''), ('15 Oils', '1509-20-00', 'Olive oil, extra virgin', '124.5 EUR/100 kg', 10, 'certificate of origin'), ('63 Textiles', '6301-20-90', 'Blankets of wool', 12.0, 20, ''), ('07 Vegetables', '0701-10-00', 'Seed potatoes', 4.5, 10, 'plant passport'),
     ('', '0703-10-11', 'Onion sets', 9.6, 10, 'plant passport'), ('34 Wax', '3406-00-00', 'Candles', 0, 20, ''), ('87 Vehicles', '8714-92-10', 'Bicycle rims', 4.7, 20, ''), ('', '8714-95-00', 'Saddles', 4.7, 20, ''), ('92 Instruments', '9208-90-00', 'Organs, fairground', 3.7, 20, 'CITES if ivory')]
for i, r in enumerate(R):
    for j, v in enumerate(r):
        if v != '': ws.write(4+i, j, v)
s2 = wb.add_sheet('Offices'); [s2.write(i, j, v) for i, r in enumerate((('Office', 'No.', 'Open'), ('Customs Oriel', 'CO-41', 'Mon-Fri 7-17'), ('Customs Northquay', 'CN-07', 'Mon-Sat 6-22'))) for j, v in enumerate(r)]
wb.save(str(out(L, 'customs_codes.xls')))

# 4 mailbox: a thread of three with a CSV and a PDF attached
from email.message import EmailMessage
import mailbox
def mail(frm, to, sub, date, body, mid, ref=None, att=(), cte='quoted-printable'):
    m = EmailMessage(policy=email.policy.default); m['From'], m['To'], m['Subject'], m['Date'], m['Message-ID'] = frm, to, sub, date, f'<{mid}@northquay.example>'
    if ref: m['In-Reply-To'] = f'<{ref}@northquay.example>'
    m.set_content(body, cte=cte)
    for n, b, mt, st in att: m.add_attachment(b, maintype=mt, subtype=st, filename=n)
    if att: m.set_boundary('=_bound_'+mid)
    return m
b = io.BytesIO(); c = canvas.Canvas(b, invariant=1); c.drawString(60, 780, 'Survey report SR-2026-4'); c.drawString(60, 750, 'Pump crate, NQ-7700-122-1: fork-lift tine through the side, casing cracked.'); c.drawString(60, 730, 'Estimated loss: 1,870 EUR. Surveyor: Ignatius Bramwell, 19 January 2026.'); c.save()
ms = [mail('Lotte Haverkamp <l.haverkamp@pumpwright.example>', 'claims@northquay.example', 'Damaged crate NQ-7700-122-1', 'Fri, 16 Jan 2026 17:05:00 +0100', 'Dear claims desk,\n\nour crate came back today with a hole in its side. The pump inside was worth 2,340 EUR; the invoice follows.\nWho will pay, and when?\n\nLotte Haverkamp\nPumpwright Ltd\n', 'm1'),
 mail('Inés Núñez <claims@northquay.example>', 'l.haverkamp@pumpwright.example', 'Re: Damaged crate NQ-7700-122-1', 'Mon, 19 Jan 2026 15:22:00 +0100', 'Dear Ms Haverkamp,\n\nI am sorry. Our surveyor has seen the crate; his report is attached. The claim has the number CL-0619.\nAs the crate weighed 204 kg, our limit is above your loss, so you will be paid the estimated loss in full by 6 February.\n\nInés Núñez\n\nOn 16 Jan 2026, Lotte Haverkamp wrote:\n> our crate came back today with a hole in its side. The pump inside was worth 2,340 EUR; the invoice follows.\n> Who will pay, and when?\n', 'm2', 'm1', [('survey_SR-2026-4.pdf', b.getvalue(), 'application', 'pdf')]),
 mail('Lotte Haverkamp <l.haverkamp@pumpwright.example>', 'Inés Núñez <claims@northquay.example>', 'Re: Re: Damaged crate NQ-7700-122-1', 'Tue, 20 Jan 2026 08:40:00 +0100', 'Thank you. We accept, although it does not cover the whole price. Please use the account in the attached list, not the old one.\n\n> The claim has the number CL-0619.\n', 'm3', 'm2', [('accounts.csv', b'Use;Bank;Account\nold;Tidewater Bank;TW-100-22\nnew;Saltmarsh Savings;SM-884-19\n', 'text', 'csv')]),
 mail('Dispatch <dispatch@northquay.example>', 'drivers@northquay.example', 'Ebbsworth bridge closed', 'Wed, 21 Jan 2026 06:00:00 +0100', 'The bridge at Ebbsworth is closed for lorries over 12 t until 3 March. Use the ring road; it takes 25 minutes longer.\n', 'm4', cte='base64')]
p = out(L, 'claims_desk.mbox'); p.unlink(missing_ok=True); mb = mailbox.mbox(str(p))
for m in ms: x = mailbox.mboxMessage(m); x.set_from('northquay', (2026,1,20,8,0,0,1,20,0)); mb.add(x)
mb.close()

# 5 a mail with a zip attached, HTML body
z = io.BytesIO(); zipped(z, [('packing/list_HS-311.csv', 'Pallet;Content;Height cm;Weight kg\nP1;Broad beans;142;506\nP2;Broad beans;142;506\nP3;Onion sets, dibbers;96;150\nP4;Seed trays;118;88\n'), ('packing/readme.txt', 'Pallet P4 must not be stacked. Keep P3 above 4 degrees Celsius.\n')])
m = mail('Rufus Halloran <rufus@halloranseeds.example>', 'dispatch@northquay.example', 'Packing list for order HS/311', 'Thu, 8 Jan 2026 09:12:00 +0100', 'Plain text see HTML', 'm9'); m.add_alternative('<html><body><p>Hello dispatch,</p><p>the packing list for <b>HS/311</b> is in the zip. Please <u>ring me</u> one hour before you arrive: <b>0555-218 40</b>. The gate is only 3.60&nbsp;m high!</p><p style="color:#999">Rufus Halloran</p></body></html>', subtype='html'); m.get_payload()[1].set_param('charset', 'utf-8'); m.add_attachment(z.getvalue(), maintype='application', subtype='zip', filename='packing.zip')
put(L, 'halloran_packing.eml', m.as_bytes())

# 6 a label, photographed
im = Image.new('RGB', (760, 520), 'white'); dr = ImageDraw.Draw(im); dr.rectangle([8, 8, 751, 511], outline='black', width=5); dr.rectangle([8, 8, 751, 90], fill='black'); dr.text((30, 28), 'FRAGILE  -  THIS SIDE UP', font=font(BOLD, 40), fill='white')
tx = ['To:  Orrin Vasquez-Lund', 'Lighthouse Road 77, Skarholm', 'Parcel 2 of 3      14.8 kg', 'Ref. NQ-7700-151-0', 'Deliver before 10:30', 'If absent: baker next door']
for i, t in enumerate(tx): dr.text((36, 112+i*64), t, font=font(BOLD if i in (0, 3) else SANS, 36), fill='black')
photo(im, 8, 2.0, 0.8, bg=(150, 118, 80)).save(out(L, 'label_photo.jpg'), quality=80); truth(L, 'label_photo.jpg', 'FRAGILE - THIS SIDE UP\n'+'\n'.join(tx))

# 7 slides with a table, notes
from pptx import Presentation
from pptx.util import Inches
pr = Presentation(); pr.core_properties.created = pr.core_properties.modified = WHEN
s = pr.slides.add_slide(pr.slide_layouts[0]); s.shapes.title.text = 'Yard safety briefing'; s.placeholders[1].text = 'Spring 2026 - trainer: Magnus Threlfall'
s = pr.slides.add_slide(pr.slide_layouts[1]); s.shapes.title.text = 'In the yard'; tf = s.placeholders[1].text_frame; tf.text = 'Speed limit: 10 km/h'
for t, l in (('High-visibility vest everywhere', 0), ('not in the office corridor', 1), ('Hard hat under the crane', 0), ('Phones: only in the yellow boxes', 0)): q = tf.add_paragraph(); q.text = t; q.level = l
s.notes_slide.notes_text_frame.text = 'Tell them about the accident of 4 November 2025: a reversing lorry, no banksman. Nobody was hurt.'
s = pr.slides.add_slide(pr.slide_layouts[5]); s.shapes.title.text = 'Load limits'; t = s.shapes.add_table(4, 3, Inches(1), Inches(2), Inches(8), Inches(2)).table
for i, r in enumerate((('Equipment', 'Limit', 'Check'), ('Fork-lift F1', '2.5 t', 'daily'), ('Fork-lift F2', '1.6 t', 'daily'), ('Gantry crane', '12 t', 'every Monday'))):
    for j, v in enumerate(r): t.cell(i, j).text = v
pr.save(out(L, 'safety_briefing.pptx'))

# 8 an archive
zipped(out(L, 'old_rates_2024.zip'), [('rates_2024.csv', 'Zone,Pallets,EUR\nZ1,1,44.00\nZ2,1,62.50\nZ3,1,95.00\n'), ('note.txt', 'These rates were valid until 31 March 2025. Approved by Constance Ferrier.\n')])
