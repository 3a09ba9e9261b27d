from common import *
L = 'townhall'
copy_texts(L)

# 1 market by-law: numbered sections, cross references, footnotes, header and footer, nested table
d = new_docx('Market By-law'); s = d.sections[0]
s.header.paragraphs[0].text = 'Town of Hollerbeck - Collected Local Law - No. 7.3'
s.footer.paragraphs[0].text = 'In force from 1 March 2024 - replaces the Market By-law of 2009'
fn = Footnotes(d); d.add_heading('Market By-law (MBL)', 0)
S = [('§ 1 Scope', ['(1) This by-law governs the weekly market on Corn Square and the two yearly fairs.', '(2) The flea market is not a market within the meaning of this by-law; see § 11.']),
 ('§ 2 Days and hours', ['(1) The weekly market is held on Wednesdays and Saturdays from 7:00 to 13:00.', '(2) From November to February it begins at 8:00.', '(3) If the day is a public holiday, the market is held on the working day before.']),
 ('§ 3 Pitches', ['(1) A pitch is three metres deep and is let by the running metre.', '(2) Pitches are allotted by the market warden. There is no right to a certain pitch.', '(3) A pitch not taken up by 7:30 may be let to another trader for that day.']),
 ('§ 4 Goods', ['(1) Foodstuffs, flowers, baskets, brushes and pottery may be sold.', '(2) Live animals may not be sold, except poultry and rabbits on the first Saturday of a month.', '(3) Alcoholic drinks may be sold only in closed bottles; this does not hold for the fairs.']),
 ('§ 5 Setting up and clearing', ['(1) Setting up begins at 5:30 at the earliest.', '(2) The square must be cleared and swept by 14:15.', '(3) Vehicles must leave the square by 6:45. Cold-counter vehicles are exempt.']),
 ('§ 6 Fees', ['(1) The fee is 2.40 euros for each running metre and market day.', '(2) Traders with a yearly contract pay four fifths of the fee under paragraph 1.', '(3) Electricity is charged as in the annex.']),
 ('§ 7 Duties of the traders', ['(1) Name and address must be shown at the stall.', '(2) Prices must be shown per kilogram or per piece.', '(3) Loudspeakers are forbidden.']),
 ('§ 8 Market warden', ['(1) The warden may send a trader off the market for the day if he offends against §§ 4, 5 or 7.', '(2) After the third time within twelve months the trader may be shut out for up to six months.']),
 ('§ 9 Dogs', ['Dogs must be led on a leash of at most 1.5 metres. Guide dogs are exempt.']),
 ('§ 10 Penalties', ['Who offends against § 5 paragraph 2 may be fined up to 150 euros; who offends against § 4 paragraph 2, up to 800 euros.']),
 ('§ 11 Flea market', ['The flea market is left to the Friends of Corn Square. Only § 5 paragraph 2 and § 9 apply to it.'])]
for h, ps in S:
    d.add_heading(h, 2)
    for p in ps:
        q = d.add_paragraph(p)
        if h.startswith('§ 3') and p.startswith('(1)'): fn.add(q, 'Corner pitches may be 3.50 metres deep; council resolution of 6 June 2023.')
        if h.startswith('§ 6') and p.startswith('(2)'): fn.add(q, 'Yearly contracts run from 1 April; notice must be given by the end of January.')
d.add_heading('Annex: electricity', 2)
t = docx_table(d, [['Connection', 'Price per market day', 'Remarks'], ['230 V / 16 A', '3.10 euros', ''], ['400 V / 16 A', '5.75 euros', None], ['400 V / 32 A', '9.20 euros', 'only pitches 1-14']])
docx_table(t.cell(2, 2), [['pitches', '1-30'], ['deposit', '20 euros']])
fn.close(); d.save(out(L, 'market_bylaw.docx'))

# 2 parking by-law: two columns, hyphenation, ligatures
H = '\u00ad'
two_columns(out(L, 'parking_bylaw.pdf'), 'Parking By-law', [
 (True, 'Art. 1 Zones'), (False, f'The inner town is di{H}vid{H}ed into three zones. Zone A takes in Corn Square and the streets be{H}tween the two bridges. Zone B takes in the rail{H}way quar{H}ter. All other metered streets be{H}long to zone C.'),
 (True, 'Art. 2 Charges'), (False, f'Charges are due from Mon{H}day to Sat{H}ur{H}day, 8:00 to 19:00. In zone A half an hour costs 0.80 euro and the long{H}est stay is ninety min{H}utes. In zone B an hour costs 1.10 euro and the long{H}est stay is four hours. In zone C an hour costs 0.60 euro with{H}out limit. The \ufb01rst \ufb01fteen min{H}utes are free in all zones.'),
 (True, 'Art. 3 Exemptions'), (False, f'Charged ve{H}hi{H}cles with an elec{H}tric drive pay noth{H}ing in zones B and C. In zone A they pay like others. Hold{H}ers of the blue badge may stay in every zone free of charge for up to six hours, pro{H}vid{H}ed the badge is shown be{H}hind the wind{H}screen. Dur{H}ing the week of the spring fair no ex{H}emp{H}tion holds in zone A, save for the blue badge.'),
 (True, 'Art. 4 Resi\u00addents'), (False, f'Res{H}i{H}dents of zones A and B may ask for one per{H}mit for each dwell{H}ing. A sec{H}ond per{H}mit is is{H}sued only if a mem{H}ber of the house{H}hold is a mid{H}wife, phys{H}ician or in the \ufb01re bri{H}gade. The per{H}mit costs 96 euros a year in zone A and 54 euros a year in zone B. Own{H}ers of a pri{H}vate park{H}ing place have no claim.'),
 (True, 'Art. 5 Visi\u00adtors'), (False, f'Each house{H}hold re{H}ceives twenty vis{H}i{H}tor cards a year. A card holds for one day. Un{H}used cards lapse on 31 Jan{H}u{H}ary of the fol{H}low{H}ing year.'),
 (True, 'Art. 6 Loading'), (False, f'Load{H}ing bays may be used by an{H}y{H}one from 6:00 to 10:00, for at most twelve min{H}utes. Af{H}ter 10:00 they are for the bak{H}ery, the phar{H}macy and the of{H}\ufb01ce of the reg{H}is{H}trar only.'),
 (True, 'Art. 7 Towing'), (False, f'Who blocks a hy{H}drant, a \ufb01re lane or a low{H}ered kerb is towed with{H}out warn{H}ing. The cost of tow{H}ing is 185 euros by day and 240 euros be{H}tween 20:00 and 6:00. Ve{H}hi{H}cles are kept at the de{H}pot in Quar{H}ry Road.'),
 (True, 'Art. 8 Coming into force'), (False, f'This by-law comes in{H}to force on 15 May 2025. It was a{H}dopt{H}ed by the coun{H}cil with nine votes to four.')],
 footer='Hollerbeck Local Law No. 4.1')

# 3 fees: workbook, merged titles and group cells, two years
import openpyxl
from openpyxl.styles import Font
wb = openpyxl.Workbook(); wb.properties.created = wb.properties.modified = WHEN
for k, (yr, f) in enumerate(((2026, 1.0), (2025, 0.9))):
    ws = wb.active if k == 0 else wb.create_sheet(); ws.title = f'Fees {yr}'
    ws['A1'] = f'Town of Hollerbeck - Fees for official acts, {yr}'; ws.merge_cells('A1:E1'); ws['A1'].font = Font(bold=True, size=14)
    ws['A2'] = 'all amounts in euros; n/c = no charge'; ws.merge_cells('A2:E2')
    ws['A4'], ws['B4'], ws['C4'] = 'Office', 'Act', 'Fee'; ws.merge_cells('C4:D4'); ws['E4'] = 'Legal ground'
    ws['C5'], ws['D5'] = 'normal', 'express'; ws.merge_cells('A4:A5'); ws.merge_cells('B4:B5'); ws.merge_cells('E4:E5')
    R = [('Registry', 'Identity card, adult', 37.0, 61.0, 'FO 1.1'), ('', 'Identity card, under 16', 22.8, 46.8, 'FO 1.2'), ('', 'Passport', 70.0, 102.0, 'FO 1.3'), ('', 'Birth certificate, copy', 12.0, None, 'FO 1.7'),
         ('', 'Marriage outside counter hours', 145.0, None, 'FO 1.9'), ('Public Order', 'Dog licence, first dog', 84.0, None, 'FO 3.1'), ('', 'Dog licence, each further dog', 126.0, None, 'FO 3.1'), ('', 'Dog licence, guide dog', 'n/c', None, 'FO 3.2'),
         ('', 'Fishing permit, year', 28.0, None, 'FO 3.6'), ('Works', 'Felling permit, per tree', 33.0, 58.0, 'FO 5.2'), ('', 'Scaffold on footway, per week', 41.5, None, 'FO 5.4')]
    for i, r in enumerate(R):
        for j, v in enumerate(r):
            if v not in ('', None): ws.cell(6+i, 1+j, round(v*f, 2) if isinstance(v, float) else v)
    ws.merge_cells('A6:A10'); ws.merge_cells('A11:A14'); ws.merge_cells('A15:A16')
    ws.column_dimensions['B'].width = 34
wb.save(out(L, 'fees.xlsx'))

# 4 building permit form, PDF with filled fields and check boxes
from reportlab.pdfgen import canvas
c = canvas.Canvas(str(out(L, 'form_shed_permit.pdf')), invariant=1); fm = c.acroForm
c.setFont('Sans-B', 15); c.drawString(60, 780, 'Form W-12: Notice of a small outbuilding'); c.setFont('Sans', 9); c.drawString(60, 764, 'Fill in block letters. Tick what applies.')
y = 730
for n, lab, v in (('name', 'Applicant', 'Corvin Achterberg'), ('addr', 'Address', 'Lime Court 9'), ('tel', 'Telephone', '0555-62 817'), ('parcel', 'Parcel No.', '218/4-B'), ('use', 'Intended use', 'Bee-keeping shed'), ('area', 'Floor area (square metres)', '11.5'), ('height', 'Height of ridge (m)', '2.85'), ('dist', 'Distance to boundary (m)', '1.20'), ('start', 'Start of work', '18 April 2026'), ('cost', 'Estimated cost (euros)', '4,300')):
    c.setFont('Sans', 10); c.drawString(60, y+4, lab); fm.textfield(name=n, value=v, x=240, y=y-3, width=240, height=18, fontSize=10, borderWidth=1); y -= 28
for n, lab, v in (('water', 'Connected to water', False), ('power', 'Connected to electricity', True), ('heat', 'With a fireplace', False), ('neigh', 'Neighbours have agreed in writing', True), ('plan', 'Site plan enclosed', True)):
    c.drawString(86, y+4, lab); fm.checkbox(name=n, checked=v, x=60, y=y, size=16, buttonStyle='check'); y -= 26
c.drawString(60, y-10, 'Received: 3 March 2026, file W-2026-031'); c.save()

# 5 dog licence: docx form with tick marks and a table of keys
d = new_docx('Dog licence'); d.add_heading('Application for a dog licence (form O-5)', 1)
docx_table(d, [['1. Keeper', '', '', ''], ['Surname', 'Delacroix-Hume', 'First name', 'Imogen'], ['Born', '23.07.1988', 'Phone', '0555-77 404'], ['Address', "Tanner's Row 31", None, None],
 ['2. Dog', '', '', ''], ['Name', 'Biscuit', 'Breed', 'Lagotto Romagnolo'], ['Born', '05/2023', 'Chip No.', '985-112-004-7731'], ['Colour', 'brown roan', 'Height', '44 cm'], ['Insured with', 'Harbour Mutual', 'Policy', 'HM-77-20931']],
 merges=[(0, 0, 0, 3), (3, 1, 3, 3), (4, 0, 4, 3)])
d.add_paragraph(); d.add_paragraph('3. Please tick')
for x in ('☐ first dog of the household', '☒ second or further dog (number of dogs so far: 1)', '☐ guide dog', '☒ dog comes from an animal shelter (half fee in the first year)', '☐ payment by direct debit   ☒ payment by invoice'): d.add_paragraph(x)
d.add_paragraph('Hollerbeck, 11 February 2026                     signed: I. Delacroix-Hume')
text_box(d.add_paragraph('For the office only:'), ['Licence tag no. 1407', 'issued 16 February 2026 by M. Quasthoff'])
d.save(out(L, 'form_dog_licence.docx'))

# 6 council minutes, ODT with nested lists
from odf.opendocument import OpenDocumentText
from odf import text as ot, table as otb, style as ost
o = OpenDocumentText()
def P(p, t, lvl=0): (o.text if p is None else p).addElement(ot.H(outlinelevel=lvl, text=t) if lvl else ot.P(text=t))
P(None, 'Minutes of the council meeting of 27 January 2026', 1)
for t in ('Place: Council Chamber. Begin: 19:00. End: 21:50.', 'In the chair: Mayor Hedda Lorimer. Clerk: Silvan Okoro.', 'Present: 13 of 15 councillors. Excused: Councillors Brightwater and Jelinek.'): P(None, t)
def nested(items, par=None):
    l = ot.List()
    for it in items:
        li = ot.ListItem(); 
        if isinstance(it, tuple): li.addElement(ot.P(text=it[0])); li.addElement(nested(it[1]))
        else: li.addElement(ot.P(text=it))
        l.addElement(li)
    return l
o.text.addElement(nested([('Item 1: New roof for the swimming bath', ['Offer of Gebler & Daughter: 212,000 euros', 'Offer of Roofline Co-operative: 198,500 euros', ('Vote', ['for: 8', 'against: 3', 'abstentions: 2']), 'Resolved: the contract goes to Gebler & Daughter, because only they can begin before June.']),
 ('Item 2: Name of the new school street', ['Proposal A: Lantern Street', 'Proposal B: Elm Walk', ('Vote', ['for Proposal A: 4', 'for Proposal B: 9'])]),
 ('Item 3: Night bus to Sellingen', ['Put off until the meeting of 24 March 2026, since the figures of the bus company are missing.', 'Councillor Amadi asks that the railway be heard too.']),
 ('Item 4: Any other business', ['The ice rink had 6,412 visitors this winter.', 'Councillor Tredwell resigns as of 28 February 2026; Ms Yara Fenn moves up.'])]))
o.save(str(out(L, 'council_minutes_2026-01-27.odt')))

# 7 photographed sign
im = Image.new('RGB', (900, 640), (24, 92, 54)); dr = ImageDraw.Draw(im); W = (250, 250, 245)
tx = [(BOLD, 46, 'RECYCLING YARD'), (SANS, 28, 'Quarry Road 14'), (BOLD, 32, 'Summer (April - October)'), (SANS, 30, 'Tue, Thu   14:00 - 19:00'), (SANS, 30, 'Sat            8:00 - 15:00'), (BOLD, 32, 'Winter (November - March)'), (SANS, 30, 'Thu           13:00 - 17:00'), (SANS, 30, 'Sat            9:00 - 13:00'), (BOLD, 28, 'Garden waste: max. 2 cubic metres a day'), (SANS, 26, 'No asbestos. Batteries: ask the warden.')]
y = 24
for f, s_, t in tx: dr.text((40, y), t, font=font(f, s_), fill=W); y += s_+28
photo(im, 3, 1.2).save(out(L, 'sign_recycling_yard.jpg'), quality=85); truth(L, 'sign_recycling_yard.jpg', '\n'.join(t for _, _, t in tx))

# 8 scanned notice: PDF made of an image only
im = Image.new('L', (1240, 900), 250); dr = ImageDraw.Draw(im)
tx = ['PUBLIC NOTICE', '', 'The water supply in Mühlgasse and Lime Court will be', 'turned off on Tuesday, 14 April 2026, from 8:00 to 13:30,', 'because a main is being replaced.', '', 'Drinking water is given out at the pump house.', 'After the work let the tap run for five minutes.', '', 'Emergency number of the waterworks: 0555-41 99', 'Ref. WW/2026/17        signed: Pellworm']
for i, t in enumerate(tx): dr.text((90, 80+i*66), t, font=font(F+'DejaVuSerif-Bold.ttf' if i == 0 else SERIF, 52 if i == 0 else 34), fill=30)
photo(im.convert('RGB'), 5, -0.6, 0.5, bg=(235, 235, 235)).convert('L').save(out(L, 'notice_water.pdf'), resolution=150); truth(L, 'notice_water.pdf', '\n'.join(tx))
