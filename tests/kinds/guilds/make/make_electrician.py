import os,random,datetime as dt,csv
from workshop import *
import docx, openpyxl
from openpyxl.styles import Font
D='files/electrician/'; os.makedirs(D,exist_ok=True)
# ---------- jobs xlsx
R=random.Random(4711)
cust=[('Halina Brodie','Wexcombe'),('Pobjoy Lettings','Wexcombe'),('Rev. Tim Askwith (St Osyth hall)','Lower Thane'),('G. Marchetti','Thaneford'),('Sunita Rao-Lyle','Wexcombe'),('Oakley & Finch Bakery','Thaneford'),('Mr & Mrs Dunmore','Pell Bridge'),('Wexcombe Housing','Wexcombe'),('Kit Fairlamb','Pell Bridge'),('Corner Cafe (Nadia)','Lower Thane')]
work=[('Consumer unit change',620,9),('EICR',210,4),('Fault finding',140,2.5),('Extra sockets',230,4),('EV charger',980,8),('Outside lights',310,5),('Kitchen rewire',1640,22),('Fan replacement',125,1.5),('Smoke alarms',260,3)]
who=['Dermot','Priya','Colin']
wb=openpyxl.Workbook(); ws=wb.active; ws.title='Jobs'
ws['A1']='KESTEVEN ELECTRICAL - job book'; ws['A1'].font=Font(bold=True,size=14); ws['A2']='Jan - June 2025. C/D = customer delayed. Jamie goes with whoever is in the With Jamie? column = Y'
ws.append([]); hdr=['Job no','Start','Customer','Where','Work','Done by','With Jamie?','Hours','Status']; ws.append(hdr)
d=dt.date(2025,1,6); jobs=[]
for i in range(42):
    c=cust[R.randrange(10)]; w=work[R.randrange(9)]; p=who[R.choice([0,1,1,2,2])]
    h=max(1,round((w[2]+R.choice([-1,-.5,0,0,.5,1,2]))*2)/2)
    st='Done'
    if i>=38: st='Booked'
    elif i in (17,29): st='Cancelled'
    elif i in (33,35): st='C/D'
    elif i in (36,37): st='Part done'
    jobs.append([f'J{2501+i}',d,c[0],c[1],w[0],p,R.choice(['Y','','']),h if st not in('Cancelled','Booked','C/D') else None,st,w[1]])
    d+=dt.timedelta(days=R.choice([2,3,4,4,5]))
    while d.weekday()>4: d+=dt.timedelta(days=1)
for j in jobs: ws.append(j[:9])
for r in ws.iter_rows(min_row=5,min_col=2,max_col=2):
    for c in r: c.number_format='dd/mm/yyyy'
w2=wb.create_sheet('Invoices'); w2.append(['Invoices raised 2025']); w2.append(['VAT 20 %; terms 14 days, agents on account 30 days']); w2.append(['Inv','Job','Customer','Invoice date','Net','VAT','Total','Due','Paid on','State'])
n=0
for j in jobs:
    if j[8]!='Done': continue
    n+=1; net=round(j[9]*R.choice([.9,1,1,1.05,1.12,1.3]),2); date=j[1]+dt.timedelta(days=R.randrange(1,9)); due=date+dt.timedelta(days=30 if j[2] in('Pobjoy Lettings','Wexcombe Housing') else 14)
    paid=due+dt.timedelta(days=R.choice([-9,-6,-3,-1,0,4,11])); st='paid'
    if n in (11,19,27,31,33,34): paid=None; st='unpaid'
    if n==19: st='disputed'
    w2.append([f'KE-{880+n}',j[0],j[2],date,net,round(net*.2,2),round(net*1.2,2),due,paid,st])
for r in w2.iter_rows(min_row=4):
    for c in (r[3],r[7],r[8]): c.number_format='dd/mm/yyyy'
w3=wb.create_sheet('Vans'); w3.append(['Vans - check monthly']); w3.append([]); w3.append(['Name','Reg','Make','Usual driver','MOT runs out','Next service at (miles)','Mileage 2 June','Tax due','Tow bar','Slam locks','Tyre size'])
for r in [['Big Blue','KN19 TXE','Vellard Cargo L3','Dermot',dt.date(2025,9,14),72000,70940,dt.date(2025,11,1),'yes','yes','215/65 R16'],['Whitey','KP21 OJH','Vellard Cargo L2','Priya',dt.date(2025,11,3),60000,51210,dt.date(2026,3,1),'no','yes','205/65 R16'],['The Loaf','KT17 ZRA','Minton Trader','Colin',dt.date(2025,7,22),98000,97655,dt.date(2025,8,1),'no','no','195/70 R15']]: w3.append(r)
for r in w3.iter_rows(min_row=4):
    for c in (r[4],r[7]): c.number_format='dd/mm/yyyy'
w3.append([]); w3.append(['The Loaf: sliding door sticks, do not use for ladders over 3 m (roof rack rated 40 kg)'])
wb.save(D+'jobs 2025.xlsx'); norm_zip(D+'jobs 2025.xlsx')
# ---------- rates NEW
wb=openpyxl.Workbook(); ws=wb.active; ws.title='Labour'
for r in [['RATES FROM 1 APRIL 2025 - replaces the 2024 list'],['all prices before VAT'],[],['What','Unit','Price £'],['Electrician, weekday 8-5','hour',54],['Electrician, evening / Saturday','hour',81],['Sunday and bank holiday','hour',108],['Apprentice (only with an electrician)','hour',22],['Call-out, first hour included','visit',85],['Emergency call-out after 6 pm, first hour included','visit',140],['Second man on a day job','day',310],['Travel over 20 miles','mile',0.6],[],['Pobjoy Lettings and Wexcombe Housing stay on the 2024 list until 30 September 2025 (D. promised).']]: ws.append(r)
ws=wb.create_sheet('Fixed prices'); ws.append(['Fixed price jobs, labour + normal materials']); ws.append([]); ws.append(['Code','Job','Price £','Remarks'])
fixed=[('F01','EICR 1-2 bedrooms',175,'up to 8 circuits'),('F02','EICR 3 bedrooms',210,'up to 10 circuits'),('F03','EICR 4+ bedrooms',260,'up to 14 circuits'),('F04','Extra circuit on an EICR',14,'each'),('F05','Consumer unit 8 way',560,'with surge protection'),('F06','Consumer unit 12 way',640,'with surge protection'),('F07','Double socket, same wall',68,''),('F08','Double socket, new wall',112,'solid wall + £25'),('F09','Bathroom fan, swap',125,''),('F10','Bathroom fan, new with duct',265,''),('F11','Outside light with sensor',145,''),('F12','Mains smoke alarm, each',78,'min. 2'),('F13','Cooker circuit',285,''),('F14','Shower circuit up to 9.5 kW',340,'not including shower'),('F15','EV charger 7 kW',980,'up to 10 m cable'),('F16','EV cable beyond 10 m',19,'per metre'),('F17','Downlights, set of 6',310,''),('F18','Garden socket on armoured cable',390,'trench by customer')]
for f in fixed: ws.append(f)
wb.save(D+'rates NEW.xlsx'); norm_zip(D+'rates NEW.xlsx')
# ---------- old pdf
pdf_text(D+'price list 2024.pdf','Kesteven Electrical - Price list 2024',[('p','Valid from 1 March 2024 until we issue a new list. All prices before VAT. Ask Dermot before giving any discount.'),('h','Labour'),('t',[['What','Unit','Price'],['Electrician, weekday 8-5','hour','£48'],['Electrician, evening / Saturday','hour','£72'],['Sunday and bank holiday','hour','£96'],['Apprentice (only with an electrician)','hour','£18'],['Call-out, first hour included','visit','£75'],['Emergency call-out after 6 pm, first hour included','visit','£120'],['Second man on a day job','day','£280']]),('h','Fixed price jobs'),('t',[['Job','Price'],['EICR 1-2 bedrooms','£150'],['EICR 3 bedrooms','£180'],['EICR 4+ bedrooms','£225'],['Extra circuit on an EICR','£12'],['Consumer unit 8 way','£495'],['Consumer unit 12 way','£570'],['Double socket, same wall','£60'],['Double socket, new wall','£98'],['Bathroom fan, swap','£110'],['Outside light with sensor','£130'],['Mains smoke alarm, each','£70'],['Cooker circuit','£250'],['EV charger 7 kW','£920']]),('p','Travel is free inside 25 miles of Wexcombe. Parking is charged at cost.')],'Kesteven Electrical, Unit 4 Tannery Yard, Wexcombe')
# ---------- terms + warranty docx
d=docx.Document(); d.add_heading('Customer terms and supplier warranties',0); d.add_paragraph('Kesteven Electrical, Unit 4 Tannery Yard, Wexcombe. Issue 6, January 2025. Part 1 goes out with every quote; Part 2 is for the office and the vans.')
def sec(t,ps):
    d.add_heading(t,2)
    for p in ps: d.add_paragraph(p)
d.add_heading('Part 1 - Our terms of business',1)
sec('1 Quotes',['1.1 A written quote holds for 30 days from its date unless the quote itself says a shorter time.','1.2 An estimate given on the phone is not a quote and may change once we have seen the job.','1.3 Variations are agreed by text or email before the work is done. A variation under £60 may be agreed by word of mouth with the electrician on site.'])
sec('2 Deposits',['2.1 No deposit is taken for work quoted at £1,500 or less before VAT.','2.2 Above £1,500 we take 25 % on acceptance. If more than half of the quote is for specially ordered goods, the deposit is 40 %.','2.3 Deposits are returned in full if the customer withdraws within 14 days of accepting and no goods have been ordered. Once goods are ordered, we keep back the wholesaler\'s restocking fee, which is normally 15 % of the goods.','2.4 Charities and parish bodies pay no deposit whatever the size of the job.'])
sec('3 Appointments',['3.1 The customer may move or cancel a visit free of charge up to two working days before. Later than that we charge half the call-out fee.','3.2 If nobody is in when we arrive, we wait 20 minutes and then charge the whole call-out fee.','3.3 If we are more than 90 minutes late without having rung, the first hour of labour is free.','3.4 Clause 3.1 does not apply where the customer or someone in the house has been taken into hospital.'])
sec('4 Payment',['4.1 Invoices are due 14 days after their date. Agents and housing bodies with an account have 30 days.','4.2 For jobs over five working days we invoice weekly on Fridays.','4.3 From the 22nd day after the due date we add a fixed £40 and interest at 6 % a year.','4.4 Certificates are handed over once the invoice has been paid, except where a tenant is living in the property: then the certificate goes out at once.'])
sec('5 Access, dust and making good',['5.1 The customer clears furniture one metre from the places of work.','5.2 We fill chases flush with bonding plaster. We do not skim, paint, tile or paper.','5.3 Loft boards are lifted and relaid; we do not replace boards that break because of woodworm.','5.4 If we suspect asbestos we stop at once. The time already worked is charged, the rest is not, until a clearance paper is shown.','5.5 Parking and congestion fees are passed on at cost.'])
sec('6 Our guarantee on workmanship',['6.1 Rewires and consumer units: six years from the date of the certificate.','6.2 All other fixed wiring: two years.','6.3 Anything out of doors, including garden lighting and gates: twelve months.','6.4 Where the customer bought the fittings, we guarantee our labour for 90 days only and the fittings not at all.','6.5 The guarantee ends when another person alters the same circuit. It passes on to a new owner of the house if we are told within two months of the sale.','6.6 Guarantee visits are free within 20 miles; beyond that we charge travel.'])
sec('7 Complaints',['7.1 Please write to Dermot first. He answers within five working days and, if needed, comes to look within ten.','7.2 If that does not settle it, either side may ask the Thane Valley Traders\' Panel to decide; its fee of £45 is paid by the side that loses.'])
d.add_heading('Part 2 - What our suppliers give us',1); d.add_paragraph('The four suppliers word their terms alike, so read the right one. Times run from the invoice of the wholesaler unless it says otherwise.')
sup=[('8 Brackwell Switchgear (consumer units, breakers)',['8.1 Warranty: five years if the unit is registered on the Brackwell site within 60 days of fitting, otherwise two years.','8.2 Surge modules inside the unit: one year only, registered or not.','8.3 Claims: send the faulty part with a photo of the label. Brackwell decides within 15 working days.','8.4 Labour: nothing is paid for taking out and refitting.','8.5 Void if breakers of another make are put in the unit.','8.6 Carriage: Brackwell pays both ways.']),
('9 Luminara Trade (light fittings)',['9.1 Warranty: seven years indoors, three years outdoors; loose lamps two years.','9.2 Separate drivers: five years.','9.3 Claims: within 28 days of the failure, with the batch number. The fitting is swapped over the counter and need not be sent off.','9.4 Labour: £15 for each fitting, but only when ten or more from one batch fail.','9.5 Void if the fitting was covered with insulation, except the Luminara F-range which is made for it.','9.6 Carriage: not needed, see 9.3.']),
('10 Voltrane (EV chargers)',['10.1 Warranty: three years; five years if one of our Voltrane-trained people commissioned it and it was put online within 14 days.','10.2 Charging cable and plug: twelve months.','10.3 Claims: ring the Voltrane desk from the site, they test remotely. No part may be sent without a case number.','10.4 Labour: £60 for each visit they have agreed beforehand, at most two visits a charger.','10.5 Void if the charger is moved to another address, unless Voltrane is told within 30 days.','10.6 Carriage: we pay out, Voltrane pays back.']),
('11 Fennwick Air (fans)',['11.1 Warranty: two years; one year in houses within 5 km of the sea and in any commercial kitchen.','11.2 Humidity sensors: one year.','11.3 Claims: return the whole fan within 40 days of the failure with the receipt.','11.4 Labour: nothing in the first year is paid either; a goodwill credit of £20 is possible for three or more fans of one type.','11.5 Void if the fan was run on a duct longer than 6 m.','11.6 Carriage: we pay both ways.'])]
for t,p in sup: sec(t,p)
d.add_heading('Who is trained on what',2)
t=d.add_table(rows=1,cols=3); t.style='Table Grid'
for c,x in zip(t.rows[0].cells,['Person','Supplier course','Valid to']): c.text=x
for r in [('Priya Oduya','Voltrane commissioning','March 2027'),('Dermot Kesteven','Brackwell boards','no end date'),('Colin Strachan','Luminara emergency lighting','October 2025')]:
    for c,x in zip(t.add_row().cells,r): c.text=x
d.save(D+'terms + warranty pack v6.docx'); norm_zip(D+'terms + warranty pack v6.docx')
# ---------- insurance pdf
B=[('p','Policy number TL/48-20931-C. Insured: Dermot Kesteven trading as Kesteven Electrical. Business: electrical contractor, domestic and light commercial. Period: 1 February 2025 to 31 January 2026. Yearly premium £1,386.40 including tax, paid in ten instalments. Broker: Ferris Quill, Thaneford.'),
('h','Summary of limits'),('t',[['Section','Cover','Limit','Excess'],['A','Employers\' liability','£10,000,000','none'],['B','Public and products liability','£2,000,000','£250 (property damage only)'],['C1','Own tools and equipment','£9,500 any one claim, £1,200 any one item','£150'],['C2','Hired-in equipment','£15,000','£300'],['D','Stock and office contents','£4,000','£100'],['E','Personal accident','£110 a week','first 14 days'],['F','Legal expenses','£50,000','none']]),
('h','Section A - Employers\' liability'),('p','A1. We pay for injury to anyone working under a contract of service or apprenticeship with you, and to people on unpaid work experience who are 16 or over.'),('p','A2. We do not pay for injury to a person while offshore, or while driving where motor insurance is compulsory.'),('p','A3. Labour-only subcontractors count as employees. Bona fide subcontractors do not.'),('p','A4. The number of people at work under you may rise by two without telling us. Tell us before a third starts.'),
('h','Section B - Public and products liability'),('p','B1. We pay what you legally owe for injury to others or for damage to their property, arising from the business.'),('p','B2. We do not pay for: (a) work above 12 metres from the ground; (b) work on railways, aircraft, petrol forecourts or in places where explosives are kept; (c) the cost of putting right your own faulty work; (d) advice or design for which you charge a fee without doing the work.'),('p','B3. Damage to the very part you are working on is not covered, but the rest of the building is.'),('p','B4. Loss of customers\' keys: up to £750 for new locks, no excess.'),('p','B5. Bona fide subcontractors must hold their own public liability of at least £2,000,000. Keep a copy of their certificate for three years after the job. Without it, this section does not respond to what they do.'),
('h','Heat work condition'),('p','B6. For blow lamps, hot air guns and disc cutters away from your own premises: clear combustibles to 2 metres, keep an extinguisher to hand, and check the area for 45 minutes after finishing.'),('p','B7. Electric soldering irons and heat-shrink tools under 500 W are exempt from B6.'),('p','B8. If B6 is broken, the excess for fire damage becomes £2,500.'),
('h','Section C1 - Own tools and equipment'),('p','C1.1 Covered: theft, fire, flood and accidental damage to tools that you or your employees own and use for the business, anywhere in Great Britain.'),('p','C1.2 Tools in an unattended vehicle are covered in the daytime (6 am to 9 pm) if all doors are locked and nothing can be seen from outside.'),('p','C1.3 Between 9 pm and 6 am tools in a vehicle are not covered unless the vehicle stands in a locked building or in a compound with a locked gate.'),('p','C1.4 By way of exception to C1.3, tools in a vehicle fitted with slam locks and parked on the private drive of the driver are covered at night, but only up to £2,500.'),('p','C1.5 Test instruments are paid new for old for three years after purchase; all other tools lose 20 % of their price for each full year of age.'),('p','C1.6 An apprentice\'s own tools are covered to £400 with no excess.'),('p','C1.7 Not covered: mobile phones, drones, wear, and tools lent to anyone who does not work for you.'),
('h','Section C2 - Hired-in equipment'),('p','C2.1 Covered: theft, fire and accidental damage to equipment you hire, for a hire of at most 30 days.'),('p','C2.2 At night C1.3 applies. The exception in C1.4 does not.'),('p','C2.3 Continuing hire charges are paid for up to 21 days after the loss.'),('p','C2.4 Not covered: scaffolding, and lifting platforms over 8 metres.'),
('pb',),('h','Section D - Stock and office contents'),('p','D1. Covered at Unit 4 Tannery Yard: fire, flood, theft by forced entry. Copper cable is limited to £1,500.'),('p','D2. Stock left at a customer\'s site is covered to £600 once the building can be locked, otherwise not at all.'),('p','D3. Computers: up to £1,000 of the limit, and data only as far as a backup exists that is less than eight days old.'),
('h','Section E - Personal accident'),('p','E1. If you or an employee between 18 and 67 cannot work because of an accident, we pay £110 a week from the 15th day for at most 52 weeks.'),('p','E2. For people under 18 the payment is £55 a week for at most 26 weeks.'),('p','E3. Loss of an eye or limb: £12,000.'),('p','E4. We do not pay for accidents in motorcycling, climbing or while under the influence of drink or drugs, nor for back pain without a finding on a scan.'),
('h','Section F - Legal expenses'),('p','F1. Disputes with employees, tax enquiries, and recovery of undisputed debts over £200.'),('p','F2. You must ring the helpline 0990 555 0142 before you instruct a solicitor. Fees run up before that call are not paid.'),('p','F3. Disputes with customers about the quality of work are covered only when the amount is between £500 and £10,000.'),
('h','General conditions'),('p','G1. Claims. Theft: to the police within 24 hours and to us within 7 days. Letters claiming injury: to us within 48 hours and unanswered. All other claims: within 30 days.'),('p','G2. Changes. Tell us within 14 days about a new address, a conviction, or a kind of work not named in the schedule. Solar panels and battery storage are not named.'),('p','G3. Ending the policy. In the first 14 days the premium is returned in full if there was no claim. Later, 30 days\' notice is needed and we return the unused part less £35. After a claim nothing is returned.'),('p','G4. Records. Keep the tool list with serial numbers and receipts; items over £400 without a receipt are not paid.'),('p','G5. Instalments. If one is more than 21 days late, cover stops until it is paid.'),('p','G6. Complaints. To the Tallow &amp; Lime complaints desk; an answer comes within eight weeks.'),
('pb',),('h','Endorsements at the date of issue'),('p','E-07 Slam locks: noted for the vehicles KN19 TXE and KP21 OJH only.'),('p','E-11 Work in schools: allowed in term time only when the wing is empty, and in the holidays without restriction.'),('p','E-15 Village halls and churches: work above 6 metres needs a second person on the ground.'),('p','E-19 Heritage buildings: Section B excess becomes £1,000 for buildings listed as grade one.')]
pdf_text(D+'Policy_schedule_TL.pdf','Tallow &amp; Lime Tradesman Policy',B,'Tallow & Lime Tradesman Policy TL/48-20931-C')
# ---------- mails
me='Dermot Kesteven <dermot@kesteven-electrical.example>'
M=[('Halina Brodie <halina.brodie@postbird.example>',me,'Mon, 02 Jun 2025 19:12:40 +0100','kitchen sockets','Hello Dermot,\n\nTuesday is no good any more, my sister is having her operation. Could you come on Thursday 12 June instead, any time after ten? I will be at the hospital so the key is with Mr Pruett at number 9 (not 11, they are away). Please shut the utility room door because of the cat, and the stopcock man has left the cupboard full of pipe so mind your feet.\n\nAlso I decided on the brushed steel plates, not the white.\n\nHalina'),
(me,'Halina Brodie <halina.brodie@postbird.example>','Tue, 03 Jun 2025 07:20:05 +0100','Re: kitchen sockets','Morning Halina,\nThursday 12th it is, Priya will be with you about half ten with Jamie. Brushed steel puts it up by £31.50 for the seven plates. No charge for moving the day of course. All the best to your sister.\nDermot'),
('Gwen Pobjoy <gwen@pobjoylettings.example>',me,'Wed, 14 May 2025 11:02:00 +0100','Mill Street flats','Dermot, we need the five year inspections on all six flats at 40 Mill Street before the end of July. Tenants need 24 hours notice by text and flat 5 works nights so nothing before 2 pm there. Can you do something on the price for six?\nGwen'),
(me,'Gwen Pobjoy <gwen@pobjoylettings.example>','Wed, 14 May 2025 17:45:31 +0100','Re: Mill Street flats','Gwen, yes. For five or more inspections in one building in the same month you get 10 % off the lot. Two of the flats have the meter in the communal cupboard, I need the caretaker\'s key (brass one, tag 7). We would do three on 8 July and three on 9 July. Colin does the testing.\nDermot'),
('Kit Fairlamb <kit@fairlamb.example>',me,'Fri, 23 May 2025 21:30:12 +0100','lights flickering again','Hi, the lights you fitted in the snug are flickering whenever I turn them down below half. Fine at full. My wife says it gives her a headache. Kit Fairlamb, Pell Bridge'),
('Colin Strachan <colin@kesteven-electrical.example>','Kit Fairlamb <kit@fairlamb.example>','Wed, 28 May 2025 16:05:00 +0100','Re: lights flickering again','Dear Kit, I looked today. Nothing wrong with the lamps: the old dimmer needs at least 60 W to run steadily and your six LEDs together take only 33 W. I have put in a trailing-edge one with a low minimum load. That is under our guarantee so nothing to pay. Colin'),
('Ardle Wholesale accounts <accounts@ardle.example>',me,'Mon, 19 May 2025 09:00:00 +0100','Your trade account A-7719','Dear Mr Kesteven, following your request we have raised your credit limit from £3,000 to £4,500 from 1 June. Statement date stays the 25th; settlement by the 10th earns 2.5 %. The Thaneford counter will open at 6.45 instead of 7.15 from that week on; Saturdays it stays shut at noon. Orders for same-day van delivery must reach us by 9.30.\nLorna Tickell'),
('Wexcombe Technical College <apprentices@wextech.example>',me,'Thu, 05 Jun 2025 13:40:00 +0100','Jamie Falk - block release and portfolio','Dear employer, the last block of the year moves from 16-20 June to 30 June - 4 July because the workshop ceiling is being repaired. The portfolio must be uploaded by noon on 27 June. Jamie still lacks two witness statements (three-phase isolation, and testing of ring circuits). The missed inspection practical of 8 May, when he had flu, can be resat on 2 July without a fee.\nMarian Osgood, assessor'),
('Rev. Tim Askwith <vicar@stosyth.example>',me,'Tue, 10 Jun 2025 10:15:00 +0100','hall rewiring on hold','Dear Dermot, I am sorry to say the hall lights must wait. The surveyor took a sample from the ceiling boards above the stage and they contain asbestos. The diocese will have them removed in the last week of August, so please think of early September. The Brownies have lent us their lanterns.\nTim'),
('Ferris Quill Brokers <ines@ferrisquill.example>',me,'Fri, 06 Jun 2025 15:22:10 +0100','Policy TL/48-20931-C - change agreed','Dear Dermot, Tallow & Lime have agreed to raise the limit for your own tools (section C1) from £9,500 to £12,000 any one claim from 15 June 2025; the single item limit and the excess stay as they are. The extra premium until renewal is £48.60. They declined your request to add solar panels. Kind regards, Ines Calloway'),
('Nadia <nadia@cornercafe.example>',me,'Thu, 12 Jun 2025 06:50:00 +0100','fridge circuit tripped','Dermot the back fridge went off again at five this morning, third time since Sunday. I reset it and it holds. Engineer for the fridge says it is not the fridge (well he would). Can somebody come after 3, we close at half two on Thursdays. N.')]
mbox(D+'Inbox export june.mbox',M)
# ---------- quotes docx
d=docx.Document(); d.add_heading('Quotes sent in May/June',1); d.add_paragraph('(working copy - the signed ones are in the blue folder)')
Q=[('Q-311','Sunita Rao-Lyle, 8 Cooper\'s Row, Wexcombe','19 May 2025','Consumer unit and three circuits in the extension',[('Consumer unit 12 way, Brackwell',640),('Ring circuit, 6 double sockets',540),('Lighting circuit with 9 downlights',465),('Cooker circuit',285),('Testing and certificate',120)],'This quote holds for 30 days. Start possible from 7 July, about four days. Does not include plastering or the extractor.'),
('Q-314','G. Marchetti, Sorrel Cottage, Thaneford','27 May 2025','Kitchen rewire',[('Strip out old wiring',180),('Ring circuit, 8 double sockets',690),('Cooker and hob circuits',430),('Under-cupboard lights, Luminara',395),('Testing and certificate',120)],'This quote holds for 14 days only because of the cable price. Start possible from 14 July, about five days. Worktop must be off before we come.'),
('Q-317','Mr & Mrs Dunmore, 2 Weir Lane, Pell Bridge','3 June 2025','EV charger and garage supply',[('EV charger 7 kW, Voltrane',980),('Cable beyond 10 m, 14 m',266),('Garage board and 2 double sockets',420),('Garage light, 2 battens',150),('Testing and certificate',95)],'This quote holds for 30 days. Start possible from 23 June, about two days. Customer digs the trench, 50 cm deep, before we come.')]
for q,c,da,t_,l,rem in Q:
    d.add_heading(f'Quote {q}',2); d.add_paragraph(f'For: {c}\nDate: {da}\nWork: {t_}')
    t=d.add_table(rows=1,cols=2); t.style='Table Grid'; t.rows[0].cells[0].text='Item'; t.rows[0].cells[1].text='£ before VAT'
    s=0
    for a,b in l:
        r=t.add_row().cells; r[0].text=a; r[1].text=f'{b:,.2f}'; s+=b
    for a,b in [('Net',s),('VAT 20 %',s*.2),('Total',s*1.2)]:
        r=t.add_row().cells; r[0].text=a; r[1].text=f'{b:,.2f}'
    d.add_paragraph(rem)
d.save(D+'Untitled 3.docx'); norm_zip(D+'Untitled 3.docx')
# ---------- training log odt
from odf.opendocument import OpenDocumentText
from odf.text import H,P
from odf.table import Table,TableColumn,TableRow,TableCell
o=OpenDocumentText()
def P_(t): o.text.addElement(P(text=t))
def H_(t,l=2): o.text.addElement(H(outlinelevel=l,text=t))
H_('Training log - Jamie Falk (level 3, second year)',1)
P_('Started 4 September 2023. Supervisor: Priya Oduya. College day: Wednesday in term, except in block weeks.')
H_('What Jamie may and may not do')
for x in ['Alone and without anyone in the building: nothing.','With an electrician somewhere in the building: first fix, clipping cable, cutting boxes, fitting plates on a dead circuit that has been proved dead by the electrician.','With an electrician standing next to him: dead testing, isolation, working on a consumer unit.','Never until he has passed AM2: live testing, signing a certificate, altering a supply head.','Ladders: up to 3 metres alone; above that only with someone footing. Tower scaffold only after the tower course (booked for 18 September).','Driving the vans: not before he is 21 (insurance), which is on 9 February 2027. Moving a van inside Tannery Yard is allowed.','Overtime: not more than 4 hours a week, none in college block weeks. Time and a quarter.','Tools: the firm pays half of his first tool set, up to £250. If he leaves before the end of the apprenticeship he pays back half of that.']: P_('- '+x)
H_('Weeks')
tb=Table(); 
def row(cells):
    r=TableRow()
    for c in cells:
        tc=TableCell(); tc.addElement(P(text=str(c))); r.addElement(tc)
    tb.addElement(r)
tb.addElement(TableColumn(numbercolumnsrepeated=6)); row(['Week from','With','Days on site','Off-the-job hours','What','Signed'])
R2=random.Random(99); d0=dt.date(2025,1,6); what=['first fix sockets','clipping SWA in trench','dead testing with Priya','board change, helped','fan swaps','containment in bakery','smoke alarms','EV charger cable run','loft lighting','bonding, gas and water','fault finding, watched']
for i in range(23):
    w=d0+dt.timedelta(days=7*i)
    if i in (6,15): row([w.strftime('%d %b'),'-',0,35,'college block week','yes'])
    elif i==17: row([w.strftime('%d %b'),'Colin',1,2,'flu from Tuesday','no'])
    else: row([w.strftime('%d %b'),R2.choice(['Priya','Priya','Colin','Dermot']),R2.choice([3,4,4]),R2.choice([5,6,7,8,8]),R2.choice(what),'no' if i in (9,20) else 'yes'])
o.text.addElement(tb)
H_('Reviews')
P_('28 February, Priya: tidy worker, good with customers. Rushes the terminations: two of six were loose at the bakery. Target: torque screwdriver on every terminal.')
P_('30 May, Priya: torque habit is there now. Weak on ring circuit theory, does not yet see why figure-of-eight readings differ. Target: do the three-step ring test ten times by the end of July. Wage goes to £9.40 an hour from 1 July if the portfolio is in on time.')
o.save(D+'training log jamie.odt'); norm_zip(D+'training log jamie.odt')
# ---------- tools csv
T=[['No','Tool','Make','Serial','Bought','Price','With','Check due','State'],
[1,'Multifunction tester','Orrin MX4','OX-20418','12/03/2024','789.00','Colin','14/11/2025','ok'],[2,'Multifunction tester','Orrin MX4','OX-20933','02/09/2024','805.00','Priya','02/09/2025','ok'],[3,'Multifunction tester','Orrin MX2','OX-11276','18/05/2019','640.00','Dermot','30/06/2025','ok'],[4,'Clamp meter','Sefton C30','C30-5521','07/01/2023','142.00','Colin','20/01/2026','ok'],[5,'Clamp meter','Sefton C30','C30-5544','07/01/2023','142.00','Priya','20/01/2026','ok'],[6,'Voltage tester + proving unit','Sefton V2','V2-881','11/10/2022','118.00','Dermot','12/10/2025','ok'],[7,'Voltage tester + proving unit','Sefton V2','V2-902','11/10/2022','118.00','Colin','12/10/2025','ok'],[8,'Voltage tester + proving unit','Sefton V2','V2-915','03/09/2023','124.00','Priya','12/10/2025','lent to Ardle'],[9,'SDS drill','Hauck 26','H26-0071','15/06/2021','210.00','Dermot','01/07/2025','ok'],[10,'SDS drill','Hauck 26','H26-0184','20/02/2023','229.00','Colin','01/07/2025','in repair'],[11,'SDS drill cordless','Hauck 18V','H18-3310','09/11/2024','315.00','Priya','01/12/2025','ok'],[12,'Combi drill','Torvo 18','T18-771','14/04/2022','165.00','Dermot','01/07/2025','ok'],[13,'Combi drill','Torvo 18','T18-774','14/04/2022','165.00','Colin','01/07/2025','ok'],[14,'Combi drill','Torvo 18','T18-902','30/01/2025','179.00','Jamie','01/02/2026','ok'],[15,'Wall chaser','Brenner WC150','B150-66','25/08/2020','345.00','Workshop','25/08/2025','ok'],[16,'Dust extractor M','Brenner DX','DX-4410','25/08/2020','398.00','Workshop','25/08/2025','filter due'],[17,'Ladder 3-part 7 m','Alpin','-','03/03/2018','260.00','Dermot','03/09/2025','ok'],[18,'Ladder 2-part 5 m','Alpin','-','03/03/2018','170.00','Priya','03/09/2025','ok'],[19,'Step ladder 8 tread','Alpin','-','12/05/2021','95.00','Colin','03/09/2025','bent foot - do not use'],[20,'Step ladder 6 tread','Alpin','-','12/05/2021','78.00','Priya','03/09/2025','ok'],[21,'Step ladder 6 tread','Alpin','-','17/07/2023','82.00','Workshop','03/09/2025','ok'],[22,'Thermal camera','Orrin TC1','TC1-309','08/12/2023','610.00','Dermot','08/12/2025','ok'],[23,'Cable drum stand','Kettle','-','19/09/2017','55.00','Workshop','','ok'],[24,'Hole saw set','Brenner','-','22/01/2024','64.00','Priya','','two missing'],[25,'Torque screwdriver','Norling 1-6','N-2231','10/03/2025','98.00','Jamie','10/03/2026','ok'],[26,'Torque screwdriver','Norling 1-6','N-1987','16/02/2023','92.00','Colin','16/02/2026','ok'],[27,'Pipe and cable detector','Orrin D8','D8-1120','05/06/2022','155.00','Priya','05/06/2025','overdue'],[28,'Crimper hydraulic','Kettle HC','HC-09','29/11/2019','290.00','Workshop','29/11/2025','ok'],[29,'Label printer','Tabby 40','TB-5127','13/02/2025','74.00','Dermot','','ok'],[30,'Work lights (pair)','Hauck','-','27/10/2023','88.00','Colin','','one cracked'],[31,'Transformer 110 V','Brenner T3','T3-702','01/04/2016','120.00','Workshop','01/10/2025','ok'],[32,'Socket tester','Sefton S1','S1-4477','06/01/2025','36.00','Jamie','06/01/2026','ok']]
with open(D+'tools_list (2).csv','w',newline='',encoding='utf-8') as f: csv.writer(f).writerows(T)
# ---------- scan0012.pdf
s=Scan(12); s.text(90,70,'ELECTRICAL INSTALLATION CERTIFICATE',34,True); s.text(90,120,'Schedule of test results',26)
y=180
for a,b in [('Certificate no','EIC 20871'),('Client','Oakley & Finch Bakery'),('Address','17 Staithe Road, Thaneford'),('Date of test','24 April 2025'),('Tested by','C. Strachan'),('Tester serial no','OX-20418'),('Earthing','TN-C-S      Ze 0.21 ohm'),('Next inspection due','April 2028')]:
    s.text(90,y,a+':',23); s.text(420,y,b,24,hand=True); y+=46
y=s.grid(90,y+20,[80,330,150,170,150,170],[['No','Circuit','Breaker','R1+R2 ohm','Zs ohm','RCD ms'],['1','Oven, left','C32','0.18','0.39','24'],['2','Oven, right','C32','0.22','0.43','27'],['3','Dough mixer','C20','0.31','0.52','22'],['4','Sockets, shop','B32','0.44','0.65','19'],['5','Sockets, store','B32','0.57','0.78','31'],['6','Lights, shop','B6','0.83','1.04','28'],['7','Lights, bakehouse','B6','0.96','1.17','26'],['8','Cold room','C16','0.35','0.56','38']])
s.text(90,y+40,'Insulation resistance all circuits: over 200 megohm, except no 7:',23); s.text(90,y+76,'34 megohm (damp junction box over sink, dried and retested 61)',24,hand=True)
s.text(90,y+150,'Remarks:',23); s.text(90,y+190,'No drawings on site. Spare ways: 2. Customer told to',24,hand=True); s.text(90,y+228,'test RCD button every 6 months.',24,hand=True); s.text(90,y+300,'Signed:',23); s.text(240,y+300,'C Strachan',28,hand=True)
s2=Scan(13); s2.text(90,80,'ARDLE WHOLESALE',36,True); s2.text(90,130,'Thaneford counter - INVOICE',24); y=200
for a,b in [('Invoice','AW 60418'),('Date','29 April 2025'),('Account','A-7719  Kesteven Electrical'),('Order ref','Bakery / Colin'),('Collected by','J. Falk')]:
    s2.text(90,y,a+':',23); s2.text(380,y,b,23); y+=42
L=[('Twin and earth 2.5 mm, 100 m',2,58.40),('SWA 3 core 6 mm, per m',18,4.15),('Breaker C32 Brackwell',2,11.90),('Junction box IP66',3,6.25),('Batten LED 5 ft Luminara',4,27.80)]
rows=[['Article','Qty','Each','Amount']]+[[a,str(q),f'{p:.2f}',f'{q*p:.2f}'] for a,q,p in L]; net=sum(round(q*p,2) for a,q,p in L)
y=s2.grid(90,y+30,[520,120,170,190],rows,hand_from=99)
for a,b in [('Goods',net),('VAT 20 %',net*.2),('To pay',round(net*1.2,2))]: y+=44; s2.text(700,y,a,24,True); s2.text(930,y,f'{b:.2f}',24)
s2.text(90,y+90,'Returns within 21 days with this invoice. Cut cable is not taken back.',22); s2.text(90,y+150,'1 junction box short - follows Friday',26,hand=True)
img_pdf(D+'scan0012.pdf',[s.done(.4),s2.done(-.3)])
# ---------- photo job sheet
s=Scan(2207,1400,1100,238); s.text(60,40,'Kesteven Electrical   JOB SHEET',36,True); y=120
for a,b in [('Sheet no','0457'),('Customer','Corner Cafe (Nadia), Lower Thane'),('Date','12 June 2025'),('Electrician','Colin S.   with Jamie'),('Arrived / left','15:10 / 17:25'),('Fault reported','back fridge circuit trips')]:
    s.text(60,y,a+':',25); s.text(340,y,b,27,hand=True); y+=52
s.text(60,y+10,'Found / done:',25); 
for i,t in enumerate(['Not the fridge. Water from coffee machine hose had run','into the floor socket behind the counter. Socket replaced,','hose clip tightened. 1 x IP55 socket used, £14.80.','Told Nadia plumber must look at the hose properly.']): s.text(60,y+56+i*46,t,27,hand=True)
y+=270; s.text(60,y,'To come back?',25); s.text(340,y,'No',27,hand=True); s.text(60,y+52,'Paid on site:',25); s.text(340,y+52,'No - invoice, call-out + 2nd hour',27,hand=True); s.text(60,y+104,'Customer name:',25); s.text(340,y+104,'N. Haddad',30,hand=True)
s.done(1.1,3500).save(D+'IMG_2207.png')
