from common import *
import openpyxl, datetime as dt
F='files/executor/'
docx(F+'Will_W_Osgood.docx',[
('Title','Last Will and Testament of Winifred Maud Osgood'),
('Normal','Made on 3 March 2019 by me, Winifred Maud Osgood, retired postmistress, of 14 Tarn Lane, Hexleigh. I revoke all earlier wills and codicils.'),
('Heading 1','Words used in this will'),
('Normal','"The Cottage" means my house at 14 Tarn Lane together with the orchard strip behind it, but not the lock-up garage in Mill Yard. "The Young Legatees" means Tobias Reeve and Imogen Reeve. "The Waiting Period" means 28 days beginning with the day after my death.'),
('Heading 1','Clauses'),
('Normal','1. Executors. I appoint my niece Marta Kilbride as executor. If she cannot or will not act, I appoint Desmond Farrow of Farrow & Lisle, Solicitors, in her place. A professional executor may charge for time; a family executor may recover outlays only, but may take a single payment of £750 in thanks.'),
('Normal','2. Survivorship. A person who does not survive me by the Waiting Period is treated as having died before me, except that this clause does not apply to charities or to clause 6.'),
('Normal','3. Money gifts. I give: (a) £4,000 to my neighbour Pauline Strand; (b) £2,500 to the Hexleigh Lifeboat Museum; (c) £6,000 to each of the Young Legatees. Money gifts are paid within nine months of my death and carry no interest before that time; afterwards interest runs at 2% a year.'),
('Normal','4. Young Legatees. A gift to a Young Legatee is held back until he or she reaches the age of 21. The executor may release up to one third earlier for education or training, but not for a vehicle.[[1]]'),
('Normal','5. Particular things. I give my longcase clock to Gerald Osgood, my sewing machine to Pauline Strand, and my stamp albums to Tobias Reeve. The receiver bears the cost of carriage beyond 40 miles.'),
('Normal','6. The cat. Whoever gives a home to my cat Biscuit is to receive £300 at once and £20 a month for as long as the cat lives.'),
('Normal','7. Other contents. Any other contents may be chosen by family members in turn, eldest first. No one may choose more than five items. Things worth more than £400 apiece are not to be chosen but sold, unless all residuary beneficiaries agree in writing.'),
('Normal','8. The Cottage. The Cottage is to be sold. Gerald Osgood may buy it at the probate value less 5% if he gives written notice within four months of my death.[[2]]'),
('Normal','9. Residue. What is left is divided into ten shares: four to Marta Kilbride, four to Gerald Osgood, and two to the Hexleigh Lifeboat Museum. If the museum has closed, its shares go to the Wardle Bay Rescue Fund.'),
('Normal','10. Funeral. I wish to be cremated, without hymns, and my ashes scattered at Corran Point. The total cost is not to exceed £3,500 before tax.'),
('Normal','Witnesses: Ruth Bellamy, shop assistant; Colin Ashworth, bus driver.'),
],['A bicycle without a motor is not a vehicle for the purposes of this clause.','The discount does not apply to the orchard strip, which is valued separately.'])
wb=openpyxl.Workbook(); a=wb.active; a.title='Assets'
a.append(['Estate of W. M. Osgood - assets at date of death 9 January 2024']); a.append([]); a.append(['Ref','Asset','Holder','Account no.','Value GBP','Valued by','Status'])
A=[['A1','The Cottage, 14 Tarn Lane','-','-',238000,'Penrose & Dyce','for sale'],['A2','Orchard strip','-','-',17500,'Penrose & Dyce','for sale'],['A3','Lock-up garage, Mill Yard','-','-',9200,'Penrose & Dyce','let to C. Ashworth'],['A4','Current account','Northmoor Bank','4471',3814.62,'statement','closed'],['A5','Savings account','Northmoor Bank','4498',21350.00,'statement','open'],['A6','Fixed bond','Calder Building Society','B-20917',15000.00,'certificate','matures 30 September 2024'],['A7','Premium savings','State Savings','77-103','2,600.00','certificate','cashed'],['A8','Car, Marlin hatchback','-','-',2950,'dealer quote','sold'],['A9','Household contents','-','-',6485,'inventory','in hand']]
A[6][4]=2600.00
for r in A:a.append(r)
a.append(['','Total','','',sum(r[4] for r in A),'',''])
b=wb.create_sheet('Debts'); b.append(['Debts and expenses']); b.append(['No','Creditor','What for','Amount GBP','Due','Paid on'])
B=[[1,'Lowther Funerals','funeral',3788.00,'2024-02-29','2024-02-22'],[2,'Fellgas','gas final bill',212.40,'2024-02-15','2024-02-14'],[3,'Brightwire','electricity final bill',148.75,'2024-02-20','2024-02-14'],[4,'Hexleigh Council','council tax arrears',386.10,'2024-03-01',None],[5,'Farrow & Lisle','probate fee on account',1200.00,'2024-03-15','2024-03-12'],[6,'Penrose & Dyce','valuation',420.00,'2024-03-20',None],[7,'Dr S. Amin','care home top-up',930.00,'2024-04-02',None],[8,'Tarnside Roofing','slipped tiles',275.00,'2024-04-10','2024-04-09']]
for r in B:b.append(r)
b.append(['','','TOTAL',sum(r[3] for r in B),'',''])
c=wb.create_sheet('Rent Mill Yard'); c.append(['Garage','Tenant','Month','Rent GBP','Received'])
for m,v in [('January 2024',65),('February 2024',65),('March 2024',0),('April 2024',130),('May 2024',70)]: c.append(['Unit 3','C. Ashworth',m,70 if m.startswith('May') else 65,v])
c.append(['','','Total',330,330])
wb.save(F+'estate_accounts.xlsx')
pdf(F+'Lowther_invoice_2291.pdf',[('Title','Lowther Funerals'),('Normal','6 Chapel Brow, Hexleigh - VAT no. GB 518 2207 44'),('Normal','Invoice no. 2291 - date of invoice 30 January 2024 - payable by 29 February 2024'),('Normal','To: Marta Kilbride, executor of the late W. M. Osgood. Arrangements by: Ivy Lowther. Service: 24 January 2024, 11.30, Ravenglade Crematorium, small chapel.'),
('table',dict(rows=[['Item','Qty','Unit GBP','Amount GBP'],['Professional services','1','1,150.00','1,150.00'],['Wicker coffin','1','640.00','640.00'],['Hearse','1','310.00','310.00'],['Following car','2','145.00','290.00'],['Printed order of service','60','1.75','105.00'],['Celebrant','1','220.00','220.00'],['Crematorium fee (no VAT)','1','650.00','650.00'],['Less: pre-paid deposit','1','-100.00','-100.00']],w=[220,50,80,90])),
('Normal','Net total: GBP 3,265.00'),('Normal','VAT 20% on everything but the crematorium fee (on GBP 2,615.00): GBP 523.00'),('Normal','Total due: GBP 3,788.00'),
('Normal','The ashes are kept free of charge for 90 days from the service; after that GBP 12.00 a month. Ashes may be collected on weekdays between 9.00 and 16.00 by the executor in person with identification. Account: Calder Building Society 5530 1188, reference OSGOOD 2291. Invoices paid within 14 days earn no discount; late payment is charged at 1.5% a month.')])
pdf(F+'Stanwick_empty_home_policy.pdf',[('Title','Stanwick Mutual - Unoccupied Home Policy'),('table',dict(rows=[['Field','Entry'],['Policy number','SM-UH-60418'],['Policyholder','The executors of W. M. Osgood'],['Insured address','14 Tarn Lane, Hexleigh'],['Period','1 February 2024 to 31 July 2024'],['Buildings sum insured','GBP 265,000'],['Contents sum insured','GBP 8,000'],['Premium','GBP 318.60, including tax'],['Standard excess','GBP 250'],['Keyholder','Pauline Strand']],w=[160,260])),
('Heading2','1. What is covered'),('Normal','Fire, lightning, explosion, storm, flood and theft with forced entry. Theft without forced entry is not covered. Malicious damage is covered up to GBP 5,000. Escape of water is covered only if the heating system has been drained or is kept at 12 degrees or more between 1 November and 31 March.'),
('Heading2','2. Your duties'),('Normal','2.1 The home must be inspected inside and out at least once every seven days by you or the keyholder, and each visit noted in a log. 2.2 From 1 May to 30 September the interval is fourteen days. 2.3 Post must be cleared at each visit. 2.4 All window locks must be in use; the keys must not be left in the home.'),('page',''),
('Heading2','3. Excesses'),('Normal','The standard excess applies to each claim. For escape of water the excess is GBP 500; for subsidence it is GBP 1,000. No excess applies to claims for replacement of locks, which are limited to GBP 600.'),
('Heading2','4. Building work'),('Normal','Work costing more than GBP 10,000 must be reported before it starts. During any such work theft cover is suspended, save for theft of fixed kitchen units. Repairs to the roof need no report whatever the cost, as long as no naked flame is used.'),
('Heading2','5. Valuables'),('Normal','No single article of contents is covered for more than GBP 750, and jewellery, stamps and coins are excluded altogether unless kept in a bank. Clocks are covered up to GBP 1,500 each.'),
('Heading2','6. Ending and renewing'),('Normal','You may cancel within 14 days of the start for a full refund. After that we return 10% of the premium for each complete month not used, unless a claim has been made, in which case nothing is returned. The policy ends by itself on the day the sale of the home is completed. It may be extended once, for three months, for a further premium of GBP 172.'),
('Heading2','7. Claims'),('Normal','Report theft to the police within 24 hours and to us within 7 days on 0555 014 0277. Other claims must reach us within 30 days.')])
mbox(F+'solicitor.mbox',[
('Desmond Farrow <d.farrow@farrowlisle.example>','Marta Kilbride <marta@kilbride.example>','Mon, 05 Feb 2024 10:12:00 +0000','Osgood estate - next steps','''Dear Marta,
I attach the draft oath. Our fixed fee for the grant is £2,400 plus VAT, half on account. I propose that we meet at our Hexleigh office on Thursday 22 February at 2.15 pm to sign. Please bring the original will, the death certificate and your passport. The application should go off the same week; the registry takes about eight weeks at present.
The asking price suggested by Penrose & Dyce for the cottage is £245,000. They want 1.4% commission.
Regards, Desmond'''),
('Marta Kilbride <marta@kilbride.example>','Desmond Farrow <d.farrow@farrowlisle.example>','Wed, 07 Feb 2024 20:40:00 +0000','Re: Osgood estate - next steps','''Dear Desmond,
The 22nd is no good, I am on shift till six. Could we do the week after? Also 1.4% strikes me as high. Gerald has not made up his mind about buying. Pauline has taken the cat.
Marta'''),
('Desmond Farrow <d.farrow@farrowlisle.example>','Marta Kilbride <marta@kilbride.example>','Fri, 09 Feb 2024 09:05:00 +0000','Re: Osgood estate - next steps','''Dear Marta,
Let us say Tuesday 27 February at 9.30 am then, and at our Wardle Bay office, since Hexleigh is being painted. A passport is not needed, a driving licence will do. I have spoken with Penrose & Dyce: they will come down to 1.1%, on condition that they have sole agency for 12 weeks.
Desmond'''),
('Desmond Farrow <d.farrow@farrowlisle.example>','Marta Kilbride <marta@kilbride.example>','Mon, 22 Apr 2024 15:31:00 +0100','Osgood - grant issued','''Dear Marta,
The grant was issued on 18 April 2024, number 2024-HX-3306. I hold six sealed copies. After two viewings without an offer the agents now advise an asking price of £239,500 rather than what they first said. Because a notice to creditors goes into the Hexleigh Courier on 25 April, please pay no legacies before 26 June. Our fee stays as quoted.
Desmond'''),
('Marta Kilbride <marta@kilbride.example>','Desmond Farrow <d.farrow@farrowlisle.example>','Thu, 02 May 2024 21:18:00 +0100','Re: Osgood - grant issued','''Dear Desmond,
Agreed on the new price. Gerald told me on the phone on 30 April that he would like to buy after all - does that count? He has written nothing down.
Marta''')])
open(F+'executor_notes.md','w').write('''# Aunt Win - running notes (MK)

WMO d. 9 Jan 2024, Fernhollow care home. Registered 12 Jan, 8 death certs @ £12.50.
abbrevs: G = Gerald (cousin), P = Pauline nxt door, T & I = Tobias / Imogen, NB = Northmoor Bank, CBS = Calder BS

## Jan-Feb
- 15/1 rang NB, bereavement line, ref BRV-8821. spoke to Sunita. need grant for anything > £20k, so savings frozen; current a/c closed ok w/o
- 16/1 CBS: bond can NOT be broken early even on death, but no tax slip needed. ref none given
- 19/1 P took Biscuit. paid her the £300 on 2 Feb from own pocket -> reclaim
- 24/1 service. 43 came. no hymns, one poem
- 1/2 cottage insurance starts. P has back door key, I have front + garage
- meter readings 31/1: gas 08814, elec 52067

## Mar-Apr
- car sold to Neville Tramp of Ousel Motors 6 Mar, £2,950 cash banked same day; logbook sent off 7 Mar
- T (19) asks for £1,800 for welding course at Wardle College. I (17) wants £2,500 towards a moped!! see will
- boiler drained 11 Nov last yr by Win's plumber Kit Hobday, NOT refilled
- 9/4 Tarnside Roofing mended 14 slipped tiles, £275 paid
- house log: visits 3/4, 10/4, 17/4, 24/4, then 9/5, 22/5

## to do
- [ ] council tax: claim class F exemption (empty, awaiting probate)
- [x] cancel tv licence - refund £53 came 4 Mar
- [ ] redirect post, 6 months costs £71
- [ ] ashes! at Lowther still. boat man for Corran Point = Eddie Vane, wants £85, not Sundays
- [ ] ask auction hse re clock - G says he wants it delivered to Port Lorne (112 miles)
''')
open(F+'contents_inventory.csv','w').write('''Item no,Room,Description,Valuation GBP,Chosen by,Lot
1,Hall,Longcase clock (Thos. Pell),1400,Gerald (will),
2,Hall,Barometer,120,Imogen,
3,Sitting room,Walnut bureau,680,,L-41
4,Sitting room,Wing armchair,90,Gerald,
5,Sitting room,Landscape in oils (A. Crewe),950,,L-42
6,Sitting room,Wireless set,45,Tobias,
7,Dining room,Oak table and six chairs,520,,L-43
8,Dining room,China dinner service,180,Marta,
9,Dining room,Silver teapot,410,,L-44
10,Kitchen,Dresser,350,Marta,
11,Kitchen,Copper pans (set of 5),140,Gerald,
12,Front bedroom,Brass bed,260,Imogen,
13,Front bedroom,Sewing machine,75,Pauline (will),
14,Front bedroom,Garnet brooch,390,Marta,
15,Back bedroom,Stamp albums (11),475,Tobias (will),
16,Back bedroom,Camphor chest,240,Gerald,
17,Shed,Lawnmower,60,Pauline,
18,Shed,Workbench,100,Tobias,
''')
open(F+'auction_terms.html','w').write('''<!DOCTYPE html><html><head><title>Selling with Haddow Salerooms</title></head><body>
<h1>Selling with Haddow Salerooms</h1><p>Haddow Salerooms, Corn Street, Wardle Bay. Viewing on the Wednesday before each sale, 10 to 6. Office open Monday to Friday.</p>
<h2>Sales this season</h2><table><tr><th>Sale</th><th>Date</th><th>Goods in by</th><th>Auctioneer</th></tr>
<tr><td>General household</td><td>13 June 2024</td><td>31 May 2024</td><td>Lena Haddow</td></tr>
<tr><td>Fine furniture and pictures</td><td>11 July 2024</td><td>21 June 2024</td><td>Bertram Haddow</td></tr>
<tr><td>Silver and jewellery</td><td>18 July 2024</td><td>28 June 2024</td><td>Lena Haddow</td></tr>
<tr><td>Clocks and instruments</td><td>5 September 2024</td><td>16 August 2024</td><td>Quentin Moss</td></tr></table>
<h2>What it costs</h2><ul><li>Seller's commission is 15% of the hammer price for lots up to £500, and 12% for lots above that. The least we charge is £10 a lot.</li>
<li>Executors' sales of five lots or more: a flat 10%, whatever the price, and the minimum does not apply.</li>
<li>Photographs £4 a lot. Collection by our van £48 within 15 miles, £1.60 for each further mile. Collection is free if the goods collected are estimated at £2,500 or more.</li>
<li>Unsold lots: a fee of £6. Unsold lots not taken away within 10 working days are re-entered without reserve.</li></ul>
<h2>Reserves</h2><p>We accept reserves only on lots estimated at £200 or more; a reserve may not be higher than the lower estimate. The auctioneer may use a discretion of 10% below the reserve. Upholstered furniture made after 1950 is refused without a fire label.</p>
<h2>Payment</h2><p>Sellers are paid 21 days after the sale by bank transfer; cheques only on request and at £2.50. For executors we pay into an estate account only, never to a private person.</p>
<p>Questions: ring 0555 016 0391 and ask for Odette.</p></body></html>''')
ev=[('20240227T093000','Sign oath - Farrow & Lisle','Wardle Bay office','bring will + death cert'),('20240509','Gerald: last day for written notice on cottage (will cl. 8)','',''),('20240605T101500','Haddow van collects lots L-41 to L-44','14 Tarn Lane','Driver Moses, allow 2 hours. Pauline lets them in'),('20240626','Earliest day for legacies','','creditors notice runs out'),('20240731','Empty home cover ends','','ask Stanwick for extension by 17 July'),('20240930','CBS bond matures','','send form CB9 two weeks before'),('20241009','Nine months - money gifts must be paid','','')]
s='BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//mk//estate//EN\r\n'
for i,(d,t,l,n) in enumerate(ev):
    s+='BEGIN:VEVENT\r\nUID:est%d@kilbride.example\r\nDTSTAMP:20240501T080000Z\r\n'%i+('DTSTART:%s\r\n'%d if 'T' in d else 'DTSTART;VALUE=DATE:%s\r\n'%d)+'SUMMARY:%s\r\n'%t+('LOCATION:%s\r\n'%l if l else '')+('DESCRIPTION:%s\r\n'%n if n else '')+'END:VEVENT\r\n'
open(F+'estate_dates.ics','w',newline='').write(s+'END:VCALENDAR\r\n')
