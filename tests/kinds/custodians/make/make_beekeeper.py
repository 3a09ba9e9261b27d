from common import *
import openpyxl
F='files/beekeeper/'
docx(F+'pollination_agreement_Brackley.docx',[
('Title','Pollination Agreement'),
('Normal','Between Saltmarsh Honey (Rosalind Teague, "the Keeper"), 3 Dyke End, Thornsea, and Brackley Fruit Farm (Hugh Brackley, "the Grower"), Long Reach, Aldermere. Signed 19 February 2024.'),
('Heading 1','Definitions'),
('Normal','"Strong colony" means a colony with at least eight frames of bees and four frames of brood. "Season" means from first bloom until petal fall, and in any event no longer than 35 days. "Night" means between one hour after sunset and one hour before sunrise. "Block A" is the cherry ground, "Block B" the pears and "Block C" the late apples.'),
('Heading 1','Terms'),
('Normal','1. Numbers. The Keeper supplies 24 Strong colonies: 8 in Block A, 6 in Block B and 10 in Block C.'),
('Normal','2. Fee. The fee is £46 a colony for the Season. For Block B the fee is £52, since pears give little nectar.[[1]] Half is payable on delivery and the other half within 14 days of removal.'),
('Normal','3. Weak colonies. A colony found on inspection not to be Strong counts as half, but one re-queened within the ten days before the inspection counts in full.'),
('Normal','4. Notice. The Grower calls the bees in with 72 hours\' notice. If he calls them with less, the Keeper may add £90 for the whole delivery, unless frost caused the change.'),
('Normal','5. Moving. Colonies are moved at Night only. Each further move between blocks at the Grower\'s request costs £7 a colony; the first such move is free.'),
('Normal','6. Spraying. The Grower does not spray anything in bloom. He gives 48 hours\' warning of any spraying within 500 metres. Sulphur, and seaweed feed, may be used at dusk with 12 hours\' warning.[[2]]'),
('Normal','7. Losses. For a colony lost to spray the Grower pays £240; for one lost by theft or to livestock £180; for one knocked over but living £35. Nothing is due for swarms.'),
('Normal','8. Water. The Grower sets out a water point within 150 metres of each group. In Block C the stream is enough.'),
('Normal','9. Access. The Keeper may come at any hour, but between 06.00 and 09.00 on picking days she must use the north gate. The gate code is given by text message every Monday.'),
('Normal','10. Ending. Either side may end the agreement by 30 November for the next year. If the Grower ends it later than that he owes a quarter of the fee; a Grower whose orchard has been grubbed up owes nothing.'),
('Normal','11. Honey. All honey belongs to the Keeper, who leaves six jars at the farm shop.'),
],['The higher fee applies only where pears make up more than half of the block.','Warning may be given by telephone or text message, but not by voicemail.'])
wb=openpyxl.Workbook(); a=wb.active; a.title='Hives'
a.append(['Saltmarsh Honey - hive register 2024']); a.append(['last changed 2 September 2024']); a.append(['Hive','Apiary','Type','Queen','Queen year','Marked','Temper (1-5)','State'])
for r in [['H01','Dyke End','National','Agnes',2023,'red',2,'ok'],['H02','Dyke End','National','Beryl',2022,'yellow',4,'requeen'],['H03','Dyke End','National','Cora',2024,'green',1,'ok'],['H04','Dyke End','Smith','Dorcas',2023,'red',3,'ok'],['H05','Pump House','National','Edith',2024,'green',2,'ok'],['H06','Pump House','Commercial','Flora',2022,'yellow',5,'requeen'],['H07','Pump House','Commercial','Greta',2023,'red',1,'ok'],['H08','Vicar\'s Wood','National','Hilda',2024,'green',2,'ok'],['H09','Vicar\'s Wood','Smith','Iris',2023,'none',3,'watch'],['H10','Vicar\'s Wood','National','Juno',2024,'green',1,'ok'],['H11','Vicar\'s Wood','Commercial','Kezia',2022,'yellow',2,'united with H08'],['H12','Quarry Top','National','Lavinia',2023,'none',2,'ok']]: a.append(r)
b=wb.create_sheet('Harvest'); b.append(['Harvest 2024, kg extracted']); b.append(['Hive','Spring (May)','Summer (July)','Heather (September)','Total'])
H=[['H01',11.5,18.0,0],['H02',6.0,9.5,0],['H03',4.5,14.0,0],['H04',9.0,16.5,0],['H05',8.0,21.0,0],['H06',13.0,24.5,0],['H07',10.5,19.0,7.5],['H08',7.0,12.5,9.0],['H09',0,5.5,0],['H10',5.5,15.0,6.5],['H12',12.0,17.5,10.0]]
for r in H:b.append(r+[sum(r[1:])])
t=[sum(r[i] for r in H) for i in (1,2,3)]; b.append(['Total']+t+[sum(t)])
c=wb.create_sheet('Shops'); c.append(['Wholesale 2024']); c.append(['Customer','Contact','Jars 340 g','Price each','Jars 227 g','Price each','Invoiced','Owing'])
C=[['Thornsea Deli','Milo Pratt',96,4.60,48,3.40],['Aldermere Farm Shop','Jean Tuck',120,4.50,0,3.40],['The Copper Kettle','Vikram Shah',36,4.80,60,3.55],['Thornsea Stores','Bette Orme',72,4.60,24,3.40],['Lantern Bakery','Ines Caro',48,4.70,36,3.50]]
ow=[0,180.00,0,125.40,52.00]
for r,o in zip(C,ow): c.append(r+[round(r[2]*r[3]+r[4]*r[5],2),o])
c.append(['TOTAL','',sum(r[2] for r in C),'',sum(r[4] for r in C),'',round(sum(r[2]*r[3]+r[4]*r[5] for r in C),2),sum(ow)])
wb.save(F+'hives_2024.xlsx')
for r in C: print(r[0],round(r[2]*r[3]+r[4]*r[5],2))
print('harvest',t,sum(t))
pdf(F+'Glasswell_invoice_G-7713.pdf',[('Title','Glasswell Packaging'),('Normal','Unit 9, Osier Park, Denholt - VAT no. GB 604 8813 20 - sales@glasswell.example'),('Normal','INVOICE G-7713 - dated 11 June 2024 - your order RT/58 of 4 June 2024 - account holder: Saltmarsh Honey, R. Teague - sales contact: Pavel Hnat'),
('table',dict(rows=[['Code','Description','Quantity','Price','Line total'],['HJ-340','Honey jar 340 g, hexagonal','480','0.42','201.60'],['HJ-227','Honey jar 227 g, round','240','0.36','86.40'],['LG-58','Lid gold 58 mm','480','0.09','43.20'],['LB-53','Lid black 53 mm','240','0.08','19.20'],['TS-01','Tamper seals, roll of 500','2','7.50','15.00'],['BK-25','Bucket 25 kg with lid','6','8.90','53.40'],['','Carriage','1','18.00','18.00']],w=[60,180,60,60,80])),
('Normal','Goods and carriage net: GBP 436.80. VAT at 20%: GBP 87.36. Total to pay: GBP 524.16.'),
('Normal','Terms: 30 days net, that is by 11 July 2024. 3% off the net goods value for payment within 7 days. Carriage is free on orders over GBP 500 net. Breakages must be reported within 3 working days with a photograph. Glass cannot be returned; lids and buckets may be returned unused within 28 days less 15% handling. Delivered 13 June 2024 in 4 parcels by Trundle Couriers, signed for by "Wilf".'),
('Normal','Please pay to Denholt Bank, account 7020 4416, quoting G-7713. On back order: 12 queen cages, expected in week 29, not charged here.')])
pdf(F+'Harrow_Hedge_insurance.pdf',[('Title','Harrow Hedge Smallholders Insurance'),('table',dict(rows=[['Field','Entry'],['Certificate','HH-BEE-0932'],['Insured','Rosalind Teague trading as Saltmarsh Honey'],['From / to','1 April 2024 / 31 March 2025'],['Colonies covered','up to 30'],['Public liability','GBP 5,000,000'],['Product liability','GBP 2,000,000'],['Annual premium','GBP 214.50'],['Excess','GBP 75 each claim'],['Adviser','Tamsin Crouch']],w=[140,280])),
('Heading2','A. Hives and bees'),('Normal','We pay up to GBP 260 for each occupied hive destroyed by fire, flood, vandalism or theft. Hives standing empty are covered at GBP 90. Theft is covered only if hives are branded or chipped. For hives away on pollination the limit is raised to GBP 320, as long as a written agreement is in force.'),
('Heading2','B. Disease'),('Normal','Colonies burnt by order of the bee inspector for foul brood: GBP 150 each, at most eight a year. A waiting time of 40 days from the first start of the policy applies. Varroa, wax moth and starvation are never covered.'),('page',''),
('Heading2','C. Equipment and honey'),('Normal','Extractor, tanks and tools are covered at the honey house up to GBP 4,000 altogether. Honey in store is covered up to GBP 1,800, in the vehicle up to GBP 600. Cover in the vehicle stops between 21.00 and 06.00 unless the vehicle is in a locked building.'),
('Heading2','D. Stings'),('Normal','Claims by the public arising from stings are covered if warning signs stand at each apiary within 50 metres of a path. Claims by helpers are covered only if they wore a veil. Children under 12 may visit only when one adult to each two children is present.'),
('Heading2','E. Excess'),('Normal','The excess is GBP 75 for each claim. It is GBP 200 for flood at sites below the 3 metre line, of which Pump House is one. No excess applies to section B.'),
('Heading2','F. Telling us of changes'),('Normal','New apiaries must be notified within 21 days. More than 30 colonies need our consent beforehand; nuclei with fewer than six frames are not counted. Mead making ends product liability for the mead only.'),
('Heading2','G. Claims and ending'),('Normal','Ring 0555 018 0644 within 5 days; theft also needs a crime number. You may end the insurance at any time with one month\'s notice, and we refund the unused months less GBP 20. The no-claims reduction is 8% after two years without claims and is lost for one year by a claim above GBP 300.')])
mbox(F+'brackley_thread.mbox',[
('Hugh Brackley <hugh@brackleyfruit.example>','Rosalind Teague <ros@saltmarshhoney.example>','Tue, 26 Mar 2024 07:50:00 +0000','Bees for the cherries','''Morning Ros,
Buds are moving. I'd like the first eight hives in Block A on Friday 5 April. Come by the main gate, Stan will be there with the tractor to pull you up the bank. Pears probably 15 April. For the apples I'd guess 29 April.
We'll be using the new wildflower strip, so no need for you to bring a water trough to A.
Hugh'''),
('Rosalind Teague <ros@saltmarshhoney.example>','Hugh Brackley <hugh@brackleyfruit.example>','Tue, 26 Mar 2024 19:22:00 +0000','Re: Bees for the cherries','''Hugh,
5th is fine. Trailer holds twelve so one trip. I need to warn you that two hives came through winter weak; I may bring 22 in all instead of 24. Will tell you by Easter Monday.
Ros'''),
('Hugh Brackley <hugh@brackleyfruit.example>','Rosalind Teague <ros@saltmarshhoney.example>','Sun, 31 Mar 2024 08:03:00 +0100','Re: Bees for the cherries','''Ros, hold on - hard frost on Thursday night put the cherries back. Make it Tuesday 9 April for Block A. And the main gate is dug up for a drain until the 20th, so use the quarry track; it will be Petra meeting you, Stan has done his back. Pears as I said.
H'''),
('Rosalind Teague <ros@saltmarshhoney.example>','Hugh Brackley <hugh@brackleyfruit.example>','Mon, 01 Apr 2024 18:45:00 +0100','Re: Bees for the cherries','''All right, the 9th then. Good news: I have united nothing and bought two colonies from Amos Wray (£210 each), so you get the full 24 after all.
Ros'''),
('Hugh Brackley <hugh@brackleyfruit.example>','Rosalind Teague <ros@saltmarshhoney.example>','Sat, 20 Apr 2024 12:10:00 +0100','Apples + one thing','''Ros,
the apples are racing, can you bring the ten on Wednesday 24 April rather than the 29th? I know that is still four days. Also a heifer got in among the pears last night and one hive is on its side, bees look alive. Sorry. I shall need the invoice made out to Brackley Fruit Farm Partners from now on, new address Long Reach Barn.
Hugh'''),
('Rosalind Teague <ros@saltmarshhoney.example>','Hugh Brackley <hugh@brackleyfruit.example>','Sat, 20 Apr 2024 20:31:00 +0100','Re: Apples + one thing','''Wednesday works, about 10.30 pm. Stood the hive up (it is H04), queen seen, lid cracked. Will put the knock on the bill as per clause 7.
R''')])
open(F+'inspections_2024.txt','w').write('''INSPECTIONS 2024 - shorthand
Q+ = queen seen, Q- = not seen, E = eggs, BIAS = brood in all stages, QC = queen cells, S = supers on
DE = Dyke End, PH = Pump House, VW = Vicar's Wood, QT = Quarry Top

14/4 DE  H01 Q+ BIAS S1 | H02 Q- E S1, followed me to the car | H03 Q+ small, 4 fr | H04 away at Brackley (pears from 15/4)
16/4 PH  H05 Q+ BIAS | H06 v. bad tempered, 3 stings thru glove, S2 | H07 Q+ S1
21/4 VW  H08 ok | H09 drone layer? Q- no E | H10 Q+ | H11 tiny, 2 fr
5/5  DE  H01 QC x3 -> split, old Q into nuc N1 | H02 QC x1 knocked down | H03 ok S1 | H04 back 3/5? NO still away
7/5  PH  flood water up to the stands, moved H05 + H07 to the upper bank w/ Wilf. H06 too angry, left. nothing lost
12/5 VW  H09 new queen in (from Amos Wray, £38), unmarked. chalkbrood few cells H10
19/5 spring extraction, help: Wilf + Noor. moisture 17.8 %. oilseed, so cream it within a week
2/6  bee inspector Mr Lachlan Doyle came to VW + DE. no foul brood. says replace combs older than 3 yrs in H04, H11. next visit spring
23/6 June gap, fed H03 + H10 1 l each, took S off H03
9/7  H12 swarmed, took it off the church lychgate, hived -> N2, given to Noor
21/7 summer extraction, moisture 18.6 % (H05 batch 20.4 % - too wet! dried 2 days in the warm room before jarring)
4/8  H11 queenless -> united w/ H08 over newspaper
10/8 took H07 H08 H10 H12 up to heather, Fell Gate, landowner Mrs Ottoline Birch, rent = 8 jars
1/9  heather down. press broke (screw thread), borrowed Amos's
15/9 mite drop/day: H01 3, H02 14, H05 6, H06 22, H09 2 -> treat anything over 8

Rules for myself: no opening below 14 deg unless queenless. Smoke before lid. New kit scorched or bleached. Batch no = L + yr + day no.
''')
open(F+'treatments.csv','w').write('''Date,Hive,Product,Batch,Dose,Removed on,Honey withdrawal days,By
2024-01-06,H01,Oxalic trickle,OX-118,35 ml,,0,Ros
2024-01-06,H02,Oxalic trickle,OX-118,35 ml,,0,Ros
2024-01-07,H05,Oxalic trickle,OX-118,30 ml,,0,Wilf
2024-01-07,H06,Oxalic trickle,OX-119,40 ml,,0,Wilf
2024-01-07,H07,Oxalic trickle,OX-119,30 ml,,0,Ros
2024-06-24,H09,Formic pads,FP-0402,2 pads,2024-07-01,14,Ros
2024-08-05,H03,Thymol tray,TH-77,1 tray,2024-09-02,21,Ros
2024-08-05,H04,Thymol tray,TH-77,1 tray,2024-09-02,21,Ros
2024-08-06,H05,Thymol tray,TH-78,1 tray,2024-09-05,21,Noor
2024-09-16,H02,Amitraz strips,AZ-5561,2 strips,2024-11-11,10,Ros
2024-09-16,H06,Amitraz strips,AZ-5561,3 strips,2024-11-12,10,Wilf
2024-09-17,H12,Formic pads,FP-0417,1 pad,2024-09-24,14,Noor
''')
open(F+'aldermere_market_rules.html','w').write('''<!DOCTYPE html><html><head><title>Aldermere Producers' Market - stallholder rules</title></head><body>
<h1>Aldermere Producers' Market: rules for stallholders 2024</h1><p>Market manager: Cressida Holt, 0555 019 0127. Held on the second Saturday of the month in Sheep Street, and in December on the first Saturday too.</p>
<h2>Pitches</h2><table><tr><th>Pitch</th><th>Size</th><th>Fee a day</th><th>Power</th></tr><tr><td>Corner</td><td>4 m</td><td>£38</td><td>yes</td></tr><tr><td>Standard</td><td>3 m</td><td>£27</td><td>on request, £4</td></tr><tr><td>Half</td><td>1.5 m</td><td>£16</td><td>no</td></tr><tr><td>Guest (under arcade)</td><td>2 m</td><td>£21</td><td>yes</td></tr></table>
<h2>Who may sell</h2><p>Everything must be grown, reared or made within 30 miles. Honey may come from hives up to 45 miles away if the heather is the reason. Bought-in goods may make up no more than 10% of a stall, candles of bought wax included.</p>
<h2>Times</h2><p>Set up from 07.15; vehicles out by 08.40; trading 09.00 to 13.30. Nobody packs up before 13.00, except in a wind warning. A stallholder who comes after 08.40 forfeits the pitch for that day but not the fee.</p>
<h2>Cancelling</h2><p>Tell the manager by noon on the Wednesday before and half the fee is returned. Later than that nothing is returned, unless a stallholder is ill and sends a substitute. If we cancel the market the whole fee is carried forward; it is not paid out.</p>
<h2>Labels and tasting</h2><p>Honey jars must carry name and address, weight, batch number, country of origin and a best-before date. Jars sold loose to be refilled need no batch number but the tub does. Open tasting is allowed with single-use spoons only. Notices that honey is not for infants under 12 months must be on show.</p>
<h2>Cover</h2><p>Public liability of at least £2,000,000. A copy is to be handed in by 15 January every year. Gazebos need 20 kg of weight on each leg; 25 kg on the corner pitches, which catch the wind.</p></body></html>''')
from pptx import Presentation
p=Presentation()
for t,ls,n in [('Beginners\' day at Dyke End','Saturday 15 June 2024, 10.00 to 15.30|Led by Rosalind Teague; helper Noor Jalali|£55 a head, £40 for association members, lunch included|Ten places, two to a hive','Noor does the lunch: one vegan this time (Mr Pell).'),
('Before you come','Wellington boots, no dark wool, no scent|We lend veils and jackets, sizes S to XL; gloves are yours to bring|Anyone with a known sting allergy may join the indoor part only|Under 16s not this year','Two adrenaline pens are in the green tin in the honey house - check dates.'),
('The day','10.00 Theory in the honey house|11.15 Opening H03 - the gentle one|12.30 Lunch|13.30 Opening H01 and looking for the queen|14.30 Making up frames|15.10 Questions and a jar to take home','If rain: swap frames with H03. Never open H02 with visitors.'),
('What a first year costs','Hive complete, cedar: £265|Nucleus with this year\'s queen: £195|Suit: £85|Smoker and tool: £48|Association fee: £36|Altogether: £629','Second-hand hive is about £110 but must be scorched.'),
('Places taken','Pell, Orchard, Sim (2), Dunmore, Achebe, Lund (2)|Paid in full: all but Dunmore and Sim|Cancel by 8 June: full refund; after that, only if the place is filled','Wait list: none so far.')]:
    s=p.slides.add_slide(p.slide_layouts[1]); s.shapes.title.text=t; s.placeholders[1].text='\n'.join(ls.split('|')); s.notes_slide.notes_text_frame.text=n
p.save(F+'beginners_day.pptx')
