import os,random,datetime as dt,csv
from workshop import *
import docx, openpyxl
from openpyxl.styles import Font
D='files/coop/'; os.makedirs(D,exist_ok=True)
names='Adeyemi Baptiste Corless Drummond Eklund Fairweather Verhoeven Hosseini Ivory Jellicoe Kowalczyk Lindqvist Mbeki Norrish Okonjo Pascoe Quilter Rahmani Sandoval Tremlett Ullman Vasey Winterbourne Xu Yardley Zielinski Ambrose Birtwhistle Cassidy Dacosta Elphick Fonseca Gathercole Haldane Inskip Jurado Kettlewell Lomax'.split()
R=random.Random(3838)
# ---------- service charges
size={1:('1 bed',44,118.0),2:('2 bed',61,149.5),3:('3 bed',78,181.0)}
flats=[]
for n in range(1,39):
    b=R.choice([1,2,2,2,3]) if n not in(7,) else 2
    blk='East' if n<=18 else 'West'; fl=(n-1)%18//4 if n<=18 else (n-19)//5
    t,m,c=size[b]; heat=round(m*0.42,2); lift=9.8 if fl>0 else 0
    park=R.choice([0,0,0,14,14]); arre=0
    flats.append([n,blk,fl,names[n-1],t,m,c,heat,lift,park])
arr={4:112.4,11:389.1,16:58,23:716.25,30:204,35:95.5}
wb=openpyxl.Workbook(); ws=wb.active; ws.title='Charges 2025'
ws['A1']='LARKSPUR COURT - monthly service charge from 1 April 2025'; ws['A1'].font=Font(bold=True,size=13); ws['A2']='Heating 42p per square metre. Lift only first floor and up. Parking £14 a space. Arrears as at 31 May 2025'
ws.append([]); ws.append(['Flat','Block','Floor','Household','Size','m2','Basic £','Heating £','Lift £','Parking £','Total £ per month','Arrears £'])
for f in flats: ws.append(f+[round(sum(f[6:]),2),arr.get(f[0],0)])
w2=wb.create_sheet('Basic 2024'); w2.append(['Old basic rates, until 31 March 2025']); w2.append([]); w2.append(['Size','Basic £','Heating p per m2','Parking £'])
for r in [('1 bed',112,39,12),('2 bed',142,39,12),('3 bed',172,39,12)]: w2.append(r)
w3=wb.create_sheet('Notes'); 
for x in ['Direct debit goes out on the 3rd. A returned debit costs the household £8.50.','Flat 23 has agreed to pay off £60 a month on top, first time 3 July.','Flat 7 is the caretaker\'s service flat until October: basic charge is paid by the co-op, heating is not.','Standing orders: please put the flat number first.']: w3.append([x])
wb.save(D+'svc charges 25-26 v3.xlsx'); norm_zip(D+'svc charges 25-26 v3.xlsx')
# ---------- waiting list csv
W=random.Random(77); fn='Amara Bertil Chloe Dev Esme Farid Greta Hamish Imke Joss Kasia Leo Mina Nell Otis Petra Quinn Rosa Silas Tamsin Umar Vera Wren Yusuf'.split(); ln='Abbot Brannock Cheung Doyle Ekwueme Fosdyke Grewal Hartnoll Iqbal Jarman Keogh Lovelace Mistry Naylor Osei Penrose Radcliffe Sorensen Thackray Underhill Varga Whitlow Yilmaz Zeller'.split()
rows=[['list_no','name','applied','size_wanted','people','points','offers_refused','last_confirmed','status','remark']]
d=dt.date(2020,3,9)
for i in range(24):
    st=['active','active','active','active','paused','active'][W.randrange(6)]
    rows.append([101+i,f'{fn[i]} {ln[(i*7+3)%24]}',d.strftime('%d/%m/%Y'),W.choice(['1 bed','1 bed','2 bed','2 bed','3 bed']),0,0,W.choice([0,0,0,1,1,2]),W.choice(['11/2024','01/2025','02/2025','03/2025']),st,''])
    r=rows[-1]; r[4]={'1 bed':W.choice([1,2]),'2 bed':W.choice([2,3,3]),'3 bed':W.choice([4,5])}[r[3]]; r[5]=W.randrange(18,60)
    d+=dt.timedelta(days=W.randrange(35,120))
rows[6][9]='needs ground floor or lift'; rows[12][9]='relative in flat 20'; rows[15][9]='moved abroad until spring 2026'; rows[15][8]='paused'; rows[20][8]='removed'; rows[20][9]='did not confirm'
rows[20][7]='01/2024'
for r in rows[1:]:
    a=dt.datetime.strptime(r[2],'%d/%m/%Y'); m=(2025-a.year)*12+3-a.month
    r[5]=m+(10 if r[4]>=3 else 0)+(10 if 'relative' in r[9] else 0)+(15 if 'ground floor' in r[9] else 0)
rows[0][5]='points_31_03_2025'
with open(D+'waitinglist_export.csv','w',newline='',encoding='utf-8') as f: csv.writer(f,delimiter=';').writerows(rows)
# ---------- repairs
P=random.Random(505); wb=openpyxl.Workbook(); ws=wb.active; ws.title='Log 2025'; ws.append(['Repairs log - caretaker Bram']); ws.append(['P1 = same day, P2 = a week, P3 = a month']); ws.append(['Ref','Reported','Flat / place','What','Priority','Given to','Done on','Cost £','Status'])
what=[('Leak under sink','Sallow Plumbing',3,95),('Toilet cistern runs','Sallow Plumbing',4,60),('Radiator cold','Sallow Plumbing',2,80),('Front door lock stiff','Bram',4,0),('Entryphone dead','Pinder Intercoms',2,135),('Window will not close','Hobday Joinery',4,110),('Mould in bathroom','Bram',5,25),('Stair light out','Bram',1,8),('Gutter dripping','Hobday Joinery',10,160),('Tap dripping','Bram',4,6),('Extractor fan noisy','Bram',6,42)]
place=[str(n) for n in range(1,39)]+['East stairs','West stairs','Laundry','Bike shed','Guest room']
d=dt.date(2025,1,3); reps=[]
for i in range(46):
    w=what[P.randrange(11)]; dur=max(0,w[2]+P.choice([-2,-1,0,1,3,9])); done=d+dt.timedelta(days=dur); pl=P.choice(place); cost=round(w[3]*P.choice([.8,1,1,1.2,1.5]),2)
    if w[0]=='Stair light out': pl=P.choice(['East stairs','West stairs'])
    st='closed'
    if i in (21,34,39,41,43,44,45): st='open'; done=None; cost=None
    if i in (30,38): st='waiting for part'; done=None; cost=None
    reps.append([f'R{i+1:03d}',d,pl,w[0],f'P{P.choice([1,2,2,3])}',w[1],done,cost,st]); ws.append(reps[-1])
    d+=dt.timedelta(days=P.choice([1,2,3,4,6]))
for r in ws.iter_rows(min_row=4):
    for c in (r[1],r[6]): c.number_format='dd/mm/yyyy'
w2=wb.create_sheet('Who to ring'); w2.append(['Firm','For','Telephone','Hourly £']); 
for r in [('Sallow Plumbing','water, heating','0990 555 0171',52),('Pinder Intercoms','entryphones, door closers','0990 555 0118',64),('Hobday Joinery','windows, doors, gutters','0990 555 0183',47),('Bram (caretaker)','small things, Mon-Fri 7.30-15.30','0990 555 0106','-')]: w2.append(r)
wb.save(D+'Repairs LOG.xlsx'); norm_zip(D+'Repairs LOG.xlsx')
# ---------- house rules pdf
B=[('p','Agreed by the general meeting of 12 October 2022. These rules belong to the occupancy agreement of every member. "Committee" means the seven elected members. Later meetings may change single rules; see the minutes.'),
('h','1 Quiet'),('p','1.1 Quiet hours are 10 pm to 7 am on all days. On Sundays and public holidays also 1 pm to 3 pm.'),('p','1.2 Drilling, hammering and sanding: Monday to Friday 9 am to 6 pm and Saturday 10 am to 1 pm only.'),('p','1.3 Music lessons and practice are allowed for two hours a day outside quiet hours. Drums and amplified instruments only in the meeting room.'),('p','1.4 A party that goes on past 10 pm may be held twice a year by each household, until midnight at the latest, if the neighbours above, below and beside have been told three days before. The 31st of December does not count.'),
('h','2 Animals'),('p','2.1 Each household may keep one dog or two cats, after writing to the committee. Small animals in cages need no permission.'),('p','2.2 Dogs are kept on a lead in the whole of the grounds, and are not allowed in the laundry, the meeting room or the playground. Assistance dogs may go everywhere.'),('p','2.3 Visiting animals may stay for up to ten nights without permission.'),('p','2.4 No pigeons are to be fed. Bird tables are allowed from November to March.'),
('h','3 Balconies and windows'),('p','3.1 Barbecues with charcoal or gas are forbidden on balconies. Electric grills under 2 kW are allowed until 9 pm.'),('p','3.2 Flower boxes hang on the inside of the rail. In the East block, where the rail is glass, they stand on the floor.'),('p','3.3 Laundry may dry below the height of the rail.'),('p','3.4 Awnings need the consent of the committee; the colour is sand.'),('p','3.5 Satellite dishes are not allowed. Aerials inside the flat are.'),
('h','4 Stairs, cellar and bicycles'),('p','4.1 Nothing is to be left on the stairs and landings. Pushchairs may stand under the ground floor stairs. Wheelchairs and walking frames are exempt.'),('p','4.2 Bicycles go in the shed. Each household has two hooks. A third bicycle costs £3 a month.'),('p','4.3 Electric bicycle batteries are charged in the flat while someone is at home and awake, never in the shed or cellar.'),('p','4.4 Cellar rooms are not to be lived or worked in. No petrol, gas bottles or paint thinners above one litre.'),('p','4.5 Bulky waste is put out on the first Thursday of the month, after 6 pm on the day before.'),
('h','5 Laundry'),('p','5.1 Two machines and a dryer. Slots of three hours are booked on the list by the door, at most two slots a week for each household, with a third if there is a child under two.'),('p','5.2 A slot not taken up within 20 minutes is free for anyone.'),('p','5.3 A wash costs £1.40, the dryer 90p. Tokens are sold by the caretaker on Monday and Friday from 8 to 9.'),('p','5.4 The laundry is closed in quiet hours. Washing machines in flats follow the same hours.'),
('h','6 Guest room'),('p','6.1 The guest room costs £18 a night for up to two people and £4 for a child\'s bed. Bedding is £6 a stay.'),('p','6.2 A household may book at most seven nights in a row and fourteen in a calendar year. In November, January and February the limit of fourteen does not count.'),('p','6.3 Bookings open four months ahead. Cancelling is free up to seven days before; afterwards half is due, and on the day itself all of it.'),('p','6.4 The key is collected from the caretaker before 3 pm or, at the weekend, from the key safe by agreement. A lost key is £45.'),('p','6.5 Dogs are not allowed in the guest room.'),
('pb',),('h','7 Parking'),('p','7.1 There are 16 spaces. They are let to households, one each, from the waiting list for spaces. They cannot be passed on when a flat is passed on.'),('p','7.2 Visitors use the two bays by the gate for at most 48 hours, with the card behind the windscreen.'),('p','7.3 Vans over 2.2 m high, caravans and trailers may not stand in the yard, except for moving house and on the day of a delivery.'),('p','7.4 Washing cars is not allowed; changing a wheel is.'),('p','7.5 A space may be lent to another member for up to three months. The committee is told, the charge stays with the holder.'),
('h','8 Lodgers, guests and letting'),('p','8.1 Guests may stay for six weeks without permission.'),('p','8.2 A lodger needs the written consent of the committee, which answers within four weeks. Consent is refused only if the flat would hold more people than it has rooms, kitchen not counted, plus one.'),('p','8.3 The whole flat may be sublet once, for at most twelve months, for work, study or care elsewhere, after three years of membership. For care of a relative the three years are waived.'),('p','8.4 Letting to holidaymakers by the night is not allowed in any form.'),('p','8.5 The rent asked from a lodger or subtenant may be at most 10 % above the charge for that part of the flat.'),
('h','9 Repairs and alterations'),('p','9.1 The co-op repairs the building, pipes, wiring, windows and doors. The household repairs what it put in, and pays for damage by carelessness.'),('p','9.2 Painting, floor covering without glue, and shelves need no consent. Moving walls, changing bathrooms or kitchens and anything to do with gas do.'),('p','9.3 Send the form at least six weeks before the start. Work must be finished within four months of consent.'),('p','9.4 Hard floors above another flat need a sound mat of at least 5 mm. Bathrooms and kitchens are exempt.'),('p','9.5 When moving out, improvements made with consent are paid back less 10 % for each year, up to £3,000. Kitchens fitted without consent are not paid for.'),
('h','10 Moving and the share'),('p','10.1 A member ends the agreement with three months\' notice to the end of a month. If the flat can be filled earlier, the charge stops on the day the new member moves in.'),('p','10.2 The share of £1,250 is paid back within six months, less arrears.'),('p','10.3 Swaps between members need the consent of the committee and cost £30 each.'),('p','10.4 If a member dies, a person who has lived in the flat for at least a year may take over the membership.'),
('h','11 Work for the house'),('p','11.1 Each household gives eight hours a year. Households that do not pay £11 for each missing hour in December.'),('p','11.2 Members over 75, carers, and parents in the first year of a child are exempt. Committee members count as having done theirs.'),
('h','12 Arrears and disputes'),('p','12.1 After one month a reminder is sent, after two months £12 is added, after three months the committee invites the household to talk.'),('p','12.2 Disputes between neighbours go first to the two mediators, then to the committee. The members\' meeting decides last.'),
('h','13 Waiting list'),('p','13.1 Points: one for each full month of waiting, ten for children, ten for a relative in the house, fifteen for need of step-free access.'),('p','13.2 People must confirm every year by the end of March. Those who do not are written to once and then removed.'),('p','13.3 After three refused offers an applicant goes to the end of the list. Offers on the ground floor do not count if the applicant asked for an upper floor.'),('p','13.4 Members who wish to move to another size within the house come before the list, once in five years.')]
pdf_text(D+'House_Rules_2022_signed.pdf','Larkspur Court - House rules',B,'Larkspur Court Housing Co-operative, House rules 2022')
# ---------- minutes docx
d=docx.Document(); d.add_heading('Larkspur Court - minutes of the committee and general meetings 2024/25',0)
def mt(t,ps):
    h=d.add_heading(t,1); h.paragraph_format.page_break_before=len(d.paragraphs)>2
    for p in ps: d.add_paragraph(p)
mt('Committee, 17 September 2024',['Present: Ottoline Kettlewell (chair), Piers Quilter (treasurer), Ruth Okonjo (secretary), Stefan Eklund, Moira Haldane, Jun Xu. Apologies: Blanca Sandoval.','1. Minutes of 18 June approved.','2. Boiler East block: the second pump has failed twice. Three offers were read: Sallow £4,180, Marwick Heat £3,950, Tarn & Co £4,610. Sallow gets the work because only they can do it before the cold and give ten years on the pump; the others offer five. Six for, none against.','3. Bike shed: 14 bicycles without a label. Moira puts notes on them; those not claimed by 30 November go to the school workshop.','4. Guest room: the mattress is to be replaced, up to £400. Jun looks for one.','5. Noise from flat 33: the mediators have met both sides. The trumpet is moved to the meeting room on Mondays and Thursdays 5 to 6.30 pm.','6. Window cleaning of the stairs: Stefan asks Brightwell whether it can be part of the contract.','7. Next meeting 19 November, 7.30 pm in the meeting room.'])
mt('Committee, 19 November 2024',['Present: Kettlewell, Quilter, Okonjo, Eklund, Sandoval, Xu. Apologies: Haldane.','1. Minutes of 17 September approved with one change: item 3 should say 13 bicycles.','2. Boiler: pump was fitted on 28 October, £4,180 as offered. The leak in the cellar found on the way cost £265 more.','3. Bicycles: four were claimed, nine go to the school.','4. Brightwell will do the stair windows four times a year for £55 each time. Agreed from January.','5. Lift West: the doors reopen in hot weather. Ascentra wants £1,900 for a new door drive. Put off until the autumn of 2025; until then Ascentra adjusts it free of charge under clause 6.','6. Flat 11 arrears: Piers spoke to the household; they lost a job and hope to catch up by summer.','7. Christmas tree: in the yard from 7 December, lights off at 10 pm. Blanca and her children decorate.','8. Next meeting 21 January.'])
mt('Committee, 21 January 2025',['Present: all seven.','1. Minutes approved.','2. Parking: a survey shows that nine households want a charging point. Jun collects offers. A loan from the Thistle Fund is possible up to £12,000 at 2 %.','3. Playground: the swing frame is rotten at the base. It is closed at once. New frame in larch £1,340, in steel £1,720. Steel chosen because it comes with a fifteen year guarantee and the larch with five.','4. Garden: hedge at the north side cut in February, before birds nest.','5. Laundry: dryer breaks down often. Bram keeps a tally until April.','6. Guest room price: proposal for the general meeting to go to £22, as heating costs have risen.','7. Moira steps down in April because she moves to her daughter. Thanks and applause.'])
mt('Committee, 18 March 2025',['Present: Kettlewell, Quilter, Okonjo, Haldane, Sandoval, Xu. Apologies: Eklund.','1. Minutes of 21 January approved.','2. Playground: the steel frame was put up on 11 March. Thornbury renews the bark under it for £185. The playground opens again on 22 March.','3. Cellar flood of 3 March: the gully in front of the East door was blocked by leaves. Bram clears it every Monday from now on. Seven cellar rooms were wet; Coldwater Mutual pays for the drying, not for the contents.','4. Charging points: Jun has two offers, Kesgrave Power £5,480 and Ohm & Daughters £6,150. The general meeting is to say whether reserves or a loan.','5. Bulky waste: too many mattresses from outside. The gate is closed at 9 pm on the Wednesday before.','6. Sublet of flat 32: consent for ten months from 1 May, because of a course in Trondheim. The subtenant is Mr Pell.','7. Visitor bays: the card from flat 10 has been lost again; a new one costs £5.','8. Front doors: Pinder is asked to change the West panel, up to £900.','9. Next meeting 20 May, after the general meeting.'])
mt('General meeting, 29 April 2025',['Present: 27 of 38 households, 4 more by proxy. Chair: Ottoline Kettlewell. Minutes: Ruth Okonjo.','1. Accounts 2024 accepted, 30 for, 1 abstention. Budget 2025 accepted unanimously.','2. Change of house rule 6.1: the guest room costs £22 a night from 1 June 2025, also for bookings already made. Bedding and child\'s bed stay the same. 24 for, 7 against.','3. Change of house rule 2.1: a household may keep one dog and one cat together, or two cats. Two dogs stay forbidden. 19 for, 10 against, 2 abstentions.','4. Change of house rule 1.1: the quiet time at midday on Sundays is dropped from 1 May 2025. On public holidays it stays. 18 for, 13 against.','5. Proposal of flat 26 to allow gas barbecues on balconies: rejected, 9 for, 20 against, 2 abstentions. One shared charcoal barbecue is set up by the apple tree, to be booked with Bram, until 9.30 pm.','6. Hours for the house: stay at eight. The payment for a missing hour goes from £11 to £13 from the year 2026.','7. Elections: Kettlewell, Quilter, Okonjo, Eklund, Sandoval, Xu confirmed. New: Hedda Lindqvist (flat 12) for Moira Haldane, 29 votes.','8. Charging points: the meeting wants two points for sharing. Money: £5,600 from reserves, no loan. 22 for, 9 against.','9. Any other business: Mr Ivory asks for a bench by the West door. Referred to the committee.'])
mt('Committee, 20 May 2025',['Present: Kettlewell, Quilter, Okonjo, Eklund, Lindqvist, Xu. Apologies: Sandoval.','1. Minutes of 18 March approved.','2. Laundry: Bram\'s tally shows 11 breakdowns in ten weeks. A new dryer (Holmgard 9 kg) is bought for £870, fitted on 24 June; the laundry is shut that day until 4 pm.','3. Bench at the West door: agreed, up to £260, oak. Stefan builds it.','4. Charging points: order placed with Kesgrave Power, two points, £5,480. Work from 14 July for three days; spaces 3 to 8 must be empty then.','5. Flat 23: instalments agreed, see Piers\'s list.','6. Cleaning: five complaints about the East stairs in April and May. Ruth writes to Brightwell and asks for the reduction under clause 5.','7. Roof check: the roofer found 12 slipped tiles on the West block; repair £540, August.','8. Summer party Saturday 12 July from 3 pm. Hedda and Jun organise. Next meeting 15 July.'])
d.save(D+'Minutes 24-25 all.docx'); norm_zip(D+'Minutes 24-25 all.docx')
# ---------- contracts odt
from odf.opendocument import OpenDocumentText
from odf.text import H,P as OP
o=OpenDocumentText()
def P_(t): o.text.addElement(OP(text=t))
def H_(t,l=2): o.text.addElement(H(outlinelevel=l,text=t))
H_('Contracts with firms - typed copies for the committee',1)
C=[('A. Lift maintenance - Ascentra Lifts, contract AL-3307',['1. Two lifts, East and West, six persons each.','2. Term: 1 July 2023 to 30 June 2026, then from year to year. Notice: six months before the end, by recorded letter.','3. Price: £212 a month for both lifts, paid quarterly. Raised every July by the index of wages, at most 4 %.','4. Visits: every six weeks, on working days between 8 and 4. The date is put up five days before.','5. Breakdowns: someone comes within four hours, within 45 minutes if a person is shut in, day and night. If they are later, £40 is credited each time.','6. Adjustments are included. Parts up to £80 each are included, dearer ones need an order from the committee.','7. Not included: damage by vandals, water in the pit, the emergency telephone line.','8. The yearly inspection is by another body; Ascentra is present and charges nothing for that.']),
('B. Cleaning - Brightwell Stair Care, contract 118/B',['1. Stairs, entrances, laundry floor and lift cabins of both blocks.','2. Term: from 1 February 2024 without end. Notice: three months to the end of a quarter, by email is enough.','3. Price: £486 a month, paid at the end of the month. Fixed until 31 January 2026.','4. Visits: Tuesday and Friday before noon; the laundry floor on Fridays only. On public holidays the next working day.','5. Complaints: to be put right within two working days. If there are three or more justified complaints in a month, that month\'s price is lowered by 15 %.','6. The firm brings its own machines; water, power and a cupboard are given by the co-op. Scented products are not used.','7. Not included: graffiti, snow, stair windows (added by letter of January 2025, four times a year).','8. A deposit of £150 is held for the keys.']),
('C. Garden - Thornbury Grounds, contract TG 52',['1. Lawns, hedges, beds and the playground surface.','2. Term: 1 March 2025 to 28 February 2027. Notice: two months before the end, otherwise it goes on for a year.','3. Price: £164 a month from March to October, £70 a month in the other four months.','4. Visits: every two weeks from March to October, once a month otherwise. Mowing not before 9.','5. If a visit is left out because of the weather it is made up within ten days, or £45 is taken off.','6. Plants up to £300 a year are included. Weed killer is not used; salt is not used within two metres of the beds.','7. Not included: trees over four metres, the pond pump.','8. Green waste is taken away, except leaves, which go on the compost of the co-op.']),
('D. Snow and ice - Thornbury Grounds, letter of 4 November 2024',['1. Paths, yard and both entrances. From 1 November to 31 March.','2. Price: £38 each time, salt extra at cost. At most twice a day.','3. Cleared by 7 on working days and by 8.30 at weekends. Caretaker Bram does it himself on weekdays if less than 3 cm has fallen.','4. Either side may stop the arrangement by 30 September each year.'])]
for t,ps in C:
    H_(t)
    for p in ps: P_(p)
H_('Other firms without a contract')
P_('Kesgrave Power (charging points, once), Sallow Plumbing (by the hour), Pinder Intercoms (by the hour), chimney sweep Mr Attlee (each October, £96).')
o.save(D+'contracts typed.odt'); norm_zip(D+'contracts typed.odt')
# ---------- guest room ics
G=random.Random(606); ev=[]; d=dt.date(2025,2,7)
bk=['4 Drummond','12 Lindqvist','20 Tremlett','9 Ivory','27 Ambrose','15 Okonjo','31 Elphick','2 Baptiste','12 Lindqvist','36 Jurado','20 Tremlett','7 Bram','18 Rahmani','33 Gathercole','12 Lindqvist','25 Yardley','5 Eklund','20 Tremlett','38 Lomax','28 Birtwhistle']
for i,b in enumerate(bk):
    n=G.choice([1,2,2,3,3,4,5,7]); ev.append((b,d,d+dt.timedelta(days=n),G.choice(['','','child bed','bedding','bedding']))); d+=dt.timedelta(days=n+G.choice([0,1,3,5,9]))
L=['BEGIN:VCALENDAR','VERSION:2.0','PRODID:-//Larkspur//guest room//EN','X-WR-CALNAME:Guest room Larkspur Court']
for i,(b,a,z,x) in enumerate(ev):
    L+=['BEGIN:VEVENT',f'UID:gr{i+1}@larkspur.example','DTSTAMP:20250601T080000Z',f'DTSTART;VALUE=DATE:{a:%Y%m%d}',f'DTEND;VALUE=DATE:{z:%Y%m%d}',f'SUMMARY:Guest room - flat {b}']+([f'DESCRIPTION:{x}'] if x else [])+[f'STATUS:{"CANCELLED" if i in (9,) else "CONFIRMED"}','END:VEVENT']
L+=['BEGIN:VEVENT','UID:x1@larkspur.example','DTSTAMP:20250601T080000Z','DTSTART;VALUE=DATE:20250804','DTEND;VALUE=DATE:20250809','SUMMARY:Guest room CLOSED - painting','STATUS:CONFIRMED','END:VEVENT','END:VCALENDAR']
open(D+'guestroom.ics','w',newline='').write('\r\n'.join(L)+'\r\n')
# ---------- newsletter html
open(D+'newsletter_spring25.html','w',encoding='utf-8').write('''<!DOCTYPE html><html><head><meta charset="utf-8"><title>The Larkspur Leaf, spring 2025</title><style>body{font-family:sans-serif}</style></head><body>
<h1>The Larkspur Leaf</h1><p><em>Spring 2025, number 41. Put together by Blanca Sandoval, flat 19.</em></p>
<h2>Welcome</h2><p>In flat 14 we welcome Lars and Odile Norrish with baby Tove, born on 2 February. They come from the Saltmarsh estate and already have a plan for the sandpit. Odile repairs accordions and will gladly look at yours.</p>
<h2>Goodbye to Moira</h2><p>After 22 years in the house and nine on the committee, Moira Haldane moves to Port Ellerby in April to be near her daughter. Her tea will be on Sunday 6 April at 4 in the meeting room. Please bring a photograph for the album; Stefan is collecting 5 pounds from everyone who likes for a garden chair.</p>
<h2>Mice in the bin store</h2><p>Bram has found out how they get in: the brush under the East bin store door is worn away. Until the new one comes please keep bread out of the green bin and close the lid. The traps are checked each morning.</p>
<h2>Seeds and beds</h2><p>Five of the twelve raised beds are free. They cost £10 a season, with water from the butts. Ask Jun in flat 24. Hosepipes are for the tomatoes in July and August only.</p>
<h2>Lost and found</h2><ul><li>A child's yellow boot, left foot, West stairs</li><li>Reading glasses in a tartan case, laundry</li><li>A key with a wooden duck, by the gate</li></ul><p>All with Bram.</p>
<h2>Dates</h2><table border="1"><tr><th>When</th><th>What</th><th>Where</th></tr><tr><td>Sat 5 April, 10-1</td><td>Garden morning, soup afterwards</td><td>Yard</td></tr><tr><td>Sun 6 April, 4 pm</td><td>Tea for Moira</td><td>Meeting room</td></tr><tr><td>Tue 29 April, 7 pm</td><td>General meeting</td><td>School hall, Teasel Street</td></tr><tr><td>Sat 17 May, 11-4</td><td>Flea market, tables £3</td><td>Yard</td></tr><tr><td>Thu 22 May</td><td>Meter reading, someone must be in</td><td>All flats, East 8-12, West 1-5</td></tr></table>
<h2>Repair cafe</h2><p>Every second Saturday of the month from 2 to 5 Stefan and Odile mend lamps, toasters and trousers in the meeting room. No microwaves, please, since the one in January gave Stefan a shock.</p></body></html>''')
# ---------- budget pptx
from pptx import Presentation
from pptx.util import Inches,Pt
pr=Presentation()
s=pr.slides.add_slide(pr.slide_layouts[0]); s.shapes.title.text='Budget 2025'; s.placeholders[1].text='Larkspur Court, general meeting 29 April 2025\nPiers Quilter, treasurer'
def tab(t,rows):
    s=pr.slides.add_slide(pr.slide_layouts[5]); s.shapes.title.text=t
    tb=s.shapes.add_table(len(rows),len(rows[0]),Inches(.5),Inches(1.4),Inches(9),Inches(.35*len(rows))).table
    for i,r in enumerate(rows):
        for j,c in enumerate(r):
            tb.cell(i,j).text=str(c); tb.cell(i,j).text_frame.paragraphs[0].font.size=Pt(12)
exp=[('Heating fuel',15800,17240),('Lift maintenance',2496,2544),('Cleaning',5832,6052),('Garden',1510,1592),('Building insurance',6120,7390),('Repairs',9400,8900),('Caretaker wages',27600,28450),('Water and waste',8340,8710),('Audit and bank',1150,1210),('Playground',240,1720),('To reserves',8500,7500)]
inc=[('Service charges',80120,84630),('Parking',2112,2352),('Guest room',2640,3080),('Laundry tokens',1490,1560),('Interest',410,520)]
tab('Spending',[('£','2024','2025')]+[(a,f'{b:,}',f'{c:,}') for a,b,c in exp]+[('Total',f'{sum(x[1] for x in exp):,}',f'{sum(x[2] for x in exp):,}')])
tab('Income',[('£','2024','2025')]+[(a,f'{b:,}',f'{c:,}') for a,b,c in inc]+[('Total',f'{sum(x[1] for x in inc):,}',f'{sum(x[2] for x in inc):,}')])
s=pr.slides.add_slide(pr.slide_layouts[1]); s.shapes.title.text='Why it moves'; s.placeholders[1].text='Insurance up after the water damage claim of 2023 in the West block\nFuel: new two-year price from 1 January\nRepairs lower because the windows on the north side are finished\nReserves at 31 December 2024: £61,300; aim is £70,000 by 2028'
s.notes_slide.notes_text_frame.text='If asked: no one-off levy this year. Insurer is Coldwater Mutual, excess £1,000 for water.'
pr.save(D+'Budget 2025 AGM.pptx'); norm_zip(D+'Budget 2025 AGM.pptx')
# ---------- mails
cm='Committee <committee@larkspur.example>'
M=[('Tilda Corless <tilda@corless.example>',cm,'Sun, 01 Jun 2025 20:15:00 +0100','Charging my e-bike','Dear all, my landing neighbour says I may not charge the bike in the shed. There is a socket there, what is it for? Tilda, flat 3'),
('Ruth Okonjo <secretary@larkspur.example>','Tilda Corless <tilda@corless.example>','Mon, 02 Jun 2025 09:05:00 +0100','Re: Charging my e-bike','Dear Tilda, the socket is for Bram\'s pressure washer. Rule 4.3 still holds, and our insurer asked about it only last month after a fire at Saltmarsh. We hope for a metal charging locker in the autumn. Ruth'),
('Bram Verhoeven <caretaker@larkspur.example>',cm,'Wed, 04 Jun 2025 07:50:00 +0100','holiday','I am off from 21 July to 8 August. Kofi from Saltmarsh stands in, mornings only 8 to 11, same telephone. Laundry tokens only Monday in that time. Keys for the guest room: Hedda in flat 12. Bram'),
('Ascentra Lifts <service@ascentra.example>',cm,'Thu, 05 Jun 2025 11:30:00 +0100','West lift out of use 17 June','Please tell the residents that the West lift will be out of use on Tuesday 17 June from 8.30 to about 2 for a new brake lining. East is not affected. If anyone cannot manage stairs, our man can carry shopping at 9 and at 1. The price from 1 July is £219.50 a month. D. Pargeter'),
('Gordon Pascoe <gpascoe@postbird.example>',cm,'Fri, 06 Jun 2025 22:41:00 +0100','Water stain','There is a brown stain the size of a dinner plate on my bedroom ceiling since Whitsun. It grows when flat 20 above showers, not when it rains. Can somebody come before it falls on my bed? I am home after 4 except Wednesdays. Pascoe, flat 16'),
('Piers Quilter <treasurer@larkspur.example>','All members <all@larkspur.example>','Tue, 10 Jun 2025 18:00:00 +0100','Heating refund and direct debit','Dear members, the fuel bill for last winter was lower than planned. Each household gets back 90p per square metre in one sum with the July debit. Because of the bank\'s changeover the July debit goes out on the 8th, not the 3rd. Piers'),
('Hedda Lindqvist <hedda@lindqvist.example>','All members <all@larkspur.example>','Thu, 12 Jun 2025 08:20:00 +0100','Summer party has moved','Dear all, since the crane for the church tower needs our yard on the 12th, the party will be on Saturday 19 July, same time. We still need two gazebos and a person who can tune a piano. Salads A-M, cakes N-Z by surname please. Hedda and Jun'),
('Brightwell Stair Care <office@brightwell.example>',cm,'Fri, 13 Jun 2025 14:10:00 +0100','Re: complaints East stairs','Dear Mrs Okonjo, we accept three of the five complaints, all from May. The April ones we cannot check. Our colleague Mr Dobrev had broken his wrist and the stand-in did not know about the upper landings. The reduction will be on the June invoice. Mrs L. Hanbury')]
mbox(D+'residents mails (export).mbox',M)
# ---------- scan form
s=Scan(31); s.text(90,70,'LARKSPUR COURT HOUSING CO-OPERATIVE',32,True); s.text(90,120,'Form 9 - Request for alterations in the flat',27); y=190
for a,b in [('Flat','29'),('Name','Mrs J. Cassidy'),('Telephone','0990 555 0129'),('Date of request','6 May 2025'),('What is planned','bath out, walk-in shower in'),('Reason','hip operation in February'),('Firm','Fenner Bathrooms, Teasel Street'),('Cost (estimate)','£4,350'),('Planned start','30 June 2025'),('How long','8 working days'),('Water off','two mornings, riser W3')]:
    s.text(90,y,a+':',24); s.text(430,y,b,26,hand=True); s.d.line((425,y+38,1120,y+38),fill=130); y+=62
y+=20; s.text(90,y,'Neighbours informed:',24); y=s.grid(90,y+46,[200,420,300],[['Flat','Name','Date'],['24','Xu','3 May'],['28','Birtwhistle','4 May'],['34','Haldane','-  (empty)']]); y+=40
s.text(90,y,'FOR THE COMMITTEE',25,True); y+=50
for a,b in [('Decision','yes, with conditions'),('Date','20 May 2025'),('Conditions','old bath to be stored in cellar 29, not thrown out'),('','tiles only with sealing under them'),('Signed','S. Eklund')]:
    s.text(90,y,a+(':' if a else ''),24); s.text(430,y,b,25,hand=True); y+=56
s2=Scan(32); s2.text(90,80,'PINDER INTERCOMS',36,True); s2.text(90,130,'INVOICE  PI-5512',28); y=210
for a,b in [('To','Larkspur Court, c/o P. Quilter'),('Date','27 May 2025'),('Work on','15 and 16 May 2025'),('Place','entrance West, door panel')]: s2.text(90,y,a+':',24); s2.text(330,y,b,24); y+=46
rows=[['Item','Qty','Each','Amount'],['Labour, hours','3.5','64.00','224.00'],['Call panel 20 buttons','1','318.00','318.00'],['Door closer','1','92.50','92.50'],['Key fobs','12','6.20','74.40']]
y=s2.grid(90,y+30,[520,120,170,190],rows,hand_from=99)
for a,b in [('Net','708.90'),('VAT 20 %','141.78'),('Total','850.68')]: y+=46; s2.text(690,y,a,24,True); s2.text(920,y,b,24)
s2.text(90,y+90,'Guarantee on the panel: 3 years. Payable within 21 days, 2 % off within 7.',22)
img_pdf(D+'scan0031.pdf',[s.done(-.5),s2.done(.3)])
