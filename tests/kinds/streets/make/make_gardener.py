"""Makes files/gardener. Everything is invented. Run from the folder that is to hold files/."""
from writers import *
begin("files/gardener")

# ================= TERMS (PDF) =================
write_pdf("Terms and Conditions 2025.pdf", "Corrigan Tree & Garden: terms and conditions 2025", [
 ("p", "Neil Corrigan trading as Corrigan Tree & Garden, The Sidings, Hatch Beacon. These terms hold for every job quoted from 1 January 2025. They are sent out with each quotation. Where the quotation says something else in writing, the quotation goes before these terms."),
 ("h", "1. Quotations"),
 ("p", "A visit to look at the work and a quotation are free within 12 miles of Hatch Beacon. Further away the visit costs £25, which is taken off the bill if the job goes ahead. A quotation holds for 45 days. After storms we may only be able to give an estimate; the bill will then be at most 15 per cent above the estimate unless you have agreed to more in writing."),
 ("p", "Quotations for trees include the removal of branches and chips up to the size of our truck, but not the stump. Stump grinding is always quoted as its own line. If we find nails, wire or concrete in a tree that nobody could see, the time for a spoilt chain is charged at £18 a chain."),
 ("h", "2. Booking and deposit"),
 ("p", "Jobs below £400 need no deposit. From £400 upwards a deposit of 20 per cent is due when you book. Regular garden customers never pay a deposit, whatever the job. The deposit comes off the final bill."),
 ("p", "You may put a booked day off once without cost if you tell us at least three working days ahead. Later than that we charge £90 for the crew's lost morning. If we put you off because of wind, frost or illness nothing is charged on either side and you get the next free day."),
 ("h", "3. Weather"),
 ("p", "We do not climb when the wind is above 25 mph in gusts, nor in thunder, nor on icy bark. Hedge cutting goes on in light rain. Lawns are not mown when the ground is so wet that a footprint fills with water; regular customers then get a different job for the same time, such as weeding or edging."),
 ("h", "4. What the customer sees to"),
 ("li", ["Access at least 90 cm wide for the chipper, or 75 cm for the stump grinder.", "Cars moved at least 10 metres away by 8 am.", "Dogs and children indoors while machines are running.", "The neighbour's agreement, in writing, if we have to stand or climb on the other side of the fence.", "Telling us about drains, cables, septic tanks and ponds."]),
 ("p", "Applications for protected trees are made by us for £60, which includes one sketch and one set of photographs; the council itself charges nothing. We start only when the consent is in our hands. The exception is a dead or dangerous tree, for which we give the council five working days' notice with photographs, or none at all if the danger is immediate, in which case we photograph first and write on the same day."),
 ("h", "5. Wood and waste"),
 ("p", "Logs belong to the customer if wished and are left in lengths of about 30 cm, not split. Splitting is £35 an hour. If you do not want them we take them free of charge. Conifer logs and chips from diseased trees are always taken away. Chips can be left for the beds at no cost, at most four cubic metres. Garden waste that we have not made ourselves is taken only if it fits in the trailer, for £48 a cubic metre."),
 ("pb",),
 ("h", "6. Paying"),
 ("p", "Private customers pay within 14 days of the date on the invoice, parish councils and firms within 30 days. We take bank transfers, cards and cash; cheques only from parish councils. After a first reminder that costs nothing we charge £12 for the second. Interest is charged to firms only, at 8 per cent above the base rate."),
 ("p", "Jobs that take more than four days are billed every Friday for the work done. Prices include VAT where it is due: at present we are not registered for VAT, so no VAT is added."),
 ("h", "7. Damage and insurance"),
 ("p", "We are insured for public liability up to £5 million and for employer's liability up to £10 million with Rowan Mutual, policy RM-604182, until 30 September 2025. Damage must be reported within seven days, with a photograph. We put right what we break. We do not pay for lawns marked by the chipper when the customer has chosen that way in, for plants within one metre of a stump that is ground, or for pipes and cables nobody told us about."),
 ("h", "8. Guarantee for planting"),
 ("p", "Trees and shrubs that we supply and plant are guaranteed for twelve months if we water them under the aftercare plan, and for three months if you water them yourself. Turf is guaranteed for six weeks. Plants in pots, bedding and anything eaten by deer or rabbits are not covered. A plant is replaced once; the replacement has no guarantee of its own."),
 ("h", "9. Regular garden customers"),
 ("p", "A regular visit is at least two hours and comes weekly, fortnightly or every four weeks. From December to February the visits can be paused free of charge; in the other months a visit that you cancel less than 48 hours before is charged at half. Two visits a year may be cancelled late without charge. Holidays of ours, usually the last two weeks of August, are not charged and not made up. Either side ends the arrangement with four weeks' notice."),
 ("h", "10. Complaints"),
 ("p", "Please ring Neil first. If we do not agree within 28 days either of us may go to the mediation service of the Tree Contractors' Guild, of which we are member number 3317. The service is free for private customers."),
], "Corrigan Tree & Garden, terms 2025")

# ================= RISK ASSESSMENT (PDF) =================
write_pdf("RA climbing + chipper rev C.pdf", "Risk assessment and method: climbing, chipper, stump grinder. Revision C", [
 ("p", "Written by Neil Corrigan, 10 February 2025. Replaces revision B of May 2023. To be read by everybody on the job and signed on the back page. Next review in February 2026, or at once after any accident or near miss."),
 ("h", "1. People"),
 ("p", "Nobody climbs alone: while one is in the tree the other stays on the ground within shouting distance and is able to carry out a rescue. Neil Corrigan holds the climbing, aerial rescue and aerial chainsaw certificates. Davy Marsh holds ground chainsaw, chipper and aerial rescue; until he has his aerial chainsaw certificate he may climb and use a handsaw but no chainsaw off the ground. First aid: both, with the extra forestry module; Neil's runs out on 11 October 2025, Davy's on 3 March 2027."),
 ("h", "2. Climbing"),
 ("p", "Two points of attachment while cutting, one of them steel-cored. Ropes are looked over before each climb and thoroughly examined every six months by an outside examiner; harnesses likewise. Karabiners that have fallen more than two metres on to something hard are scrapped. Ropes are discarded after five years even when they look good, and slings after three."),
 ("p", "Trees with fungus brackets at the base, with ash dieback beyond half of the crown or with the root plate lifting are not climbed at all. They are taken down from a hired platform, or felled in one piece if there is room of one and a half times the height."),
 ("h", "3. Chipper"),
 ("p", "Trouser legs and cuffs are close-fitting; gloves without gauntlets. The feed is from the side and never from the front. The stop bar is tested before the first branch of each day, and after every blade change. Nothing shorter than 60 cm is fed by hand; short pieces go in with the help of a long branch. Blockages are cleared only with the engine off, the key in the pocket and the drum at rest, which takes about 90 seconds. Blades are turned after 25 hours and ground after 50."),
 ("p", "The noise at the chute is 112 dB, so that double ear protection is worn by the person who feeds, and single by anyone within 10 metres. On roads two cones and one sign stand on each side; on roads above 30 mph traffic lights are hired."),
 ("h", "4. Stump grinder"),
 ("p", "Cable plans are asked for before any grinding within 3 metres of a building or a street lamp. The guard curtain stays down. Stones fly up to 15 metres, so windows are covered with boards when they are nearer than 8 metres. Depth: 20 cm for lawn, 35 cm where something is to be planted."),
 ("h", "5. Fuel and chemicals"),
 ("p", "Chain oil is vegetable oil only within 10 metres of water. Petrol is carried in two metal cans of 10 litres at most. Stump killer is used only by Neil, who holds the certificate, and never on a day with rain in the forecast within six hours. Brambles are not sprayed from May to July because of the bees."),
 ("h", "6. Emergency"),
 ("p", "Before starting, the location is written on the white board in the truck as a grid reference and as three words. The bleed kit is on the harness of the climber and a second one on the chipper. Air ambulance landing place: note the nearest field without wires. Nearest accident department: Fordham General, which is open day and night; the unit in Hatch Beacon sees small injuries from 8 am to 8 pm."),
 ("t", [["Hazard", "Before measures", "After measures"],
  ["Fall of the climber", "25", "8"], ["Struck by branch", "20", "6"], ["Drawn into the chipper", "20", "5"], ["Chainsaw cut", "16", "6"],
  ["Wasps, hornets, caterpillars", "12", "4"], ["Noise", "16", "4"], ["Vibration of hands", "12", "6"], ["Traffic", "15", "5"], ["Stones from the grinder", "12", "3"]]),
 ("p", "Numbers are likelihood times severity; above 10 we do not work, from 6 to 10 only after talking it over on site, below 6 we work as usual. Oak processionary moth: if nests are seen, work stops and the Forestry Commission is told; the hairs bring on rashes for weeks."),
], "RA rev C, 10 Feb 2025")

# ================= CONTRACT (DOCX) =================
write_docx("Davy contract signed.docx", "Contract of employment: David Marsh", [
 ("p", "Between Neil Corrigan, trading as Corrigan Tree & Garden (the employer), and David Marsh, called Davy, of 8 Station Row, Hatch Beacon. Signed on 22 April 2024. The employment began on 7 May 2024; the trial period of three months has been passed."),
 ("h", "1. Work and hours"),
 ("p", "Davy works as groundsman and gardener. The week has 39 hours, from Monday to Thursday 7.45 am to 4.30 pm and on Friday 7.45 am to 3.15 pm, with half an hour for lunch that is not paid and a quarter of an hour in the morning that is paid. From November to January the day ends half an hour earlier and the missing time is worked off on four Saturdays between March and June."),
 ("p", "The time in the van from the yard to the first job counts as work. The way from home to the yard does not, unless Davy drives straight to the job by arrangement, in which case what is above 30 minutes counts."),
 ("h", "2. Pay"),
 ("p", "The pay is £13.40 an hour, paid on the last working day of the month. Overtime is paid at time and a quarter from the 40th to the 45th hour and at time and a half above that and on Saturdays. For storm call-outs between 8 pm and 6 am there is double pay with a minimum of three hours. When Davy passes the aerial chainsaw certificate the pay rises by £1.60 an hour from the following month."),
 ("h", "3. Holiday"),
 ("p", "There are 23 days a year besides the eight public holidays. Two weeks are taken in the last fortnight of August, when the firm is shut. Holiday is asked for as many days ahead as it has days, times two, but at least one week ahead. Up to four days may be carried into the next year and must be used by 31 March. No holiday is given in the first three weeks of September, because of the hedges."),
 ("h", "4. Illness"),
 ("p", "Davy telephones before 7.15 am; a text message is not enough. From the eighth day a doctor's note is needed. Full pay is given for ten working days in twelve months, the statutory pay after that. No pay beyond the statutory sum is given for an injury from work done for other people."),
 ("h", "5. Training"),
 ("p", "The employer pays for training and the time it takes. If Davy leaves within twelve months after a course that cost more than £500 he pays back half of it; after twelve months nothing. Courses required by law are never paid back."),
 ("h", "6. Clothing and tools"),
 ("p", "The employer provides helmet, chainsaw trousers, boots and gloves, and renews the trousers every two years or at once after a cut. For laundry there is £4 a week. Davy brings his own secateurs and is paid £30 a year for them. The saw Husq 3 is his to look after; he may borrow it at weekends for his own garden but not for paid work."),
 ("h", "7. Van"),
 ("p", "Davy may drive the van and the truck with trailer. Private trips are allowed within 10 miles and on asking. Parking fines are his own; damage is paid by the insurance, the excess of £250 by the employer, unless he was on the phone or had drunk alcohol. Smoking in the vehicles is not permitted."),
 ("h", "8. Other work and end"),
 ("p", "Other paid work in gardens needs the employer's consent, which will not be refused for family. Notice is one month on both sides, and after four years two months on the employer's side. For six months after leaving Davy does not approach regular customers of the firm."),
 ("p", "Signed: N. Corrigan, D. Marsh."),
])

# ================= JOBS (XLSX) =================
jobs = [
 (501,D(2025,1,8),"Whitlock, Eleanor","Apple trees, winter pruning","Tree",6,240.00,D(2025,1,10),D(2025,1,21)),
 (502,D(2025,1,14),"Parish Council Nether Hatch","Churchyard yews, lift crowns","Tree",14,780.00,D(2025,1,17),D(2025,2,12)),
 (503,D(2025,1,16),"Hargreaves, Susan","Clearing of brambles","Garden",9,315.00,D(2025,1,17),D(2025,1,29)),
 (504,D(2025,1,23),"Whitelock, Alan","Ash by barn, fell","Tree",16,1140.00,D(2025,1,24),D(2025,2,5)),
 (505,D(2025,1,28),"Dunmore Farm","Hedge laying, 60 m","Hedge",22,1020.00,D(2025,1,31),D(2025,3,3)),
 (506,D(2025,2,4),"Okafor, Grace","Planting of 5 fruit trees","Planting",7,498.50,D(2025,2,5),D(2025,2,14)),
 (507,D(2025,2,6),"Pettifer, Jean","Shed base and gravel","Garden",12,560.00,D(2025,2,10),None),
 (508,D(2025,2,11),"Hargreave, Peter","Leylandii, reduce to 2.5 m","Hedge",11,640.00,D(2025,2,13),D(2025,2,20)),
 (509,D(2025,2,13),"Mill House B&B","Willow, pollard","Tree",8,430.00,D(2025,2,14),D(2025,3,10)),
 (510,D(2025,2,18),"Saltmarsh, Colin","Stump grinding, 3 stumps","Stump",4,285.00,D(2025,2,19),D(2025,2,24)),
 (511,D(2025,2,20),"Whitlock, Eleanor","Mulching of beds","Garden",5,175.00,D(2025,2,21),D(2025,3,4)),
 (512,D(2025,2,25),"Primary school Fordham","Dead wood over playground","Tree",10,695.00,D(2025,2,26),D(2025,3,24)),
 (513,D(2025,2,27),"Lindqvist, Marie","Beech hedge planting, 24 m","Planting",13,826.00,D(2025,2,28),D(2025,3,11)),
 (514,D(2025,3,4),"Hargreaves, Susan","Lawn renovation","Lawn",8,344.00,D(2025,3,5),D(2025,3,17)),
 (515,D(2025,3,6),"Dunmore Farm","Two poplars, fell","Tree",18,1365.00,D(2025,3,7),D(2025,4,4)),
 (516,D(2025,3,11),"Baptiste, Louis","Pond clearing","Garden",10,410.00,D(2025,3,12),D(2025,3,25)),
 (517,D(2025,3,13),"Whitelock, Alan","Stump of ash, grind","Stump",3,195.00,D(2025,3,14),D(2025,3,20)),
 (518,D(2025,3,18),"Saltmarsh, Colin","Turf, 45 square metres","Lawn",9,612.00,D(2025,3,19),None),
 (519,D(2025,3,20),"Okafor, Grace","Trellis and climbers","Planting",6,287.50,D(2025,3,21),D(2025,4,1)),
 (520,D(2025,3,25),"Mill House B&B","Lawn, scarify and seed","Lawn",7,298.00,D(2025,3,26),D(2025,4,22)),
 (521,D(2025,3,27),"Pettifer, Jean","Cherry, storm damage","Tree",5,325.00,D(2025,3,28),None),
 (522,D(2025,4,1),"Yarrow, Beth","Patio weeds and jointing","Garden",8,336.00,D(2025,4,2),D(2025,4,9)),
 (523,D(2025,4,3),"Parish Council Nether Hatch","Green, mowing April","Lawn",6,210.00,D(2025,4,30),D(2025,5,20)),
 (524,D(2025,4,8),"Hargreave, Peter","Raised beds, 4","Garden",11,588.00,D(2025,4,9),D(2025,4,16)),
 (525,D(2025,4,10),"Lindqvist, Marie","Magnolia, planting","Planting",3,219.00,D(2025,4,11),D(2025,4,25)),
 (526,D(2025,4,15),"Tolland, Fred","Eucalyptus, fell","Tree",9,585.00,D(2025,4,16),D(2025,4,29)),
 (527,D(2025,4,17),"Tolland, Fred","Eucalyptus stump","Stump",2,130.00,D(2025,4,17),D(2025,4,29)),
 (528,D(2025,4,24),"Yarrow, Beth","Fence panels, 6","Garden",7,462.00,D(2025,4,25),D(2025,5,6)),
 (529,D(2025,4,29),"Baptiste, Louis","Water lilies, marginals","Planting",4,243.00,D(2025,4,30),D(2025,5,14)),
 (530,D(2025,5,1),"Parish Council Nether Hatch","Green, mowing May","Lawn",8,280.00,D(2025,5,30),None),
 (531,D(2025,5,6),"Saltmarsh, Colin","Path edging","Garden",6,258.00,D(2025,5,7),D(2025,5,19)),
 (532,D(2025,5,8),"Dunmore Farm","Branch over lane, urgent","Tree",3,210.00,D(2025,5,8),D(2025,6,2)),
 (533,D(2025,5,13),"Whitlock, Eleanor","Rose arch, build and plant","Planting",5,318.50,D(2025,5,14),D(2025,5,27)),
 (534,D(2025,5,15),"Mill House B&B","Gravel drive, weeds","Garden",4,152.00,D(2025,5,16),None),
 (535,D(2025,5,20),"Hargreaves, Susan","Pergola oiling","Garden",5,190.00,D(2025,5,21),D(2025,5,30)),
 (536,D(2025,5,27),"Whitelock, Alan","Lawn edges, new turf strip","Lawn",6,274.00,D(2025,5,28),None),
]
kit = [
 ("Truck Isuzu","HB19 OKT",D(2019,4,2),24800.00,D(2025,9,12),"MOT"),("Van Vivaro","HV66 LNR",D(2021,6,15),9400.00,D(2025,11,3),"MOT"),
 ("Chipper Timberwolf","TW-230",D(2022,3,10),14250.00,D(2025,7,1),"service"),("Stump grinder","SG-13",D(2023,8,21),3980.00,D(2025,10,6),"service"),
 ("Saw Husq 1","365",D(2020,2,4),690.00,D(2025,6,16),"chain brake"),("Saw Husq 2","T540",D(2022,11,8),620.00,D(2025,6,16),"chain brake"),("Saw Husq 3","550",D(2024,5,7),585.00,D(2025,6,16),"chain brake"),
 ("Pole saw","HT-135",D(2021,9,14),560.00,None,""),("Hedge cutter long","HS-87",D(2023,3,30),540.00,None,""),("Hedge cutter battery","HSA-94",D(2024,8,12),410.00,None,"two batteries"),
 ("Mower big","Hayter 56",D(2022,4,1),1195.00,D(2026,2,2),"service"),("Mower small","Hayter 41",D(2018,4,20),520.00,D(2026,2,2),"service"),
 ("Climbing rope A","45 m",D(2023,1,12),168.00,D(2025,8,4),"examination"),("Climbing rope B","35 m",D(2020,1,20),129.00,D(2025,8,4),"examination"),
 ("Harness Neil","TreeMotion",D(2022,1,12),415.00,D(2025,8,4),"examination"),("Harness Davy","Sequoia",D(2024,9,30),330.00,D(2025,8,4),"examination"),
 ("Trailer","2 t tipper",D(2020,10,9),2650.00,D(2025,10,9),"brakes"),("Ladder tripod","3.6 m",D(2019,2,11),260.00,None,"one rubber foot missing"),
]
reg = [
 ("Whitlock, Eleanor","12 Mill Lane","fortnightly","Tuesday",3,72.00,"key under slate; dog Biscuit"),
 ("Whitelock, Alan","Manor Barn","weekly","Wednesday",4,96.00,"mow no lower than 4 cm"),
 ("Hargreaves, Susan","Beech Cottage","every four weeks","Monday",3,72.00,"no chemicals"),
 ("Hargreave, Peter","5 Ridge View","fortnightly","Thursday",2,50.00,"tea at ten"),
 ("Okafor, Grace","The Old Forge","weekly","Friday",2,50.00,"gate code 4471"),
 ("Mill House B&B","Mill Lane","weekly","Monday",5,115.00,"after 10 am, guests"),
 ("Lindqvist, Marie","Orchard End","fortnightly","Tuesday",4,96.00,"compost bays"),
 ("Baptiste, Louis","Pond House","every four weeks","Wednesday",2,50.00,"fish: nothing in the water"),
 ("Yarrow, Beth","17 Ridge View","fortnightly","Thursday",3,72.00,""),
 ("Tolland, Fred","Rookery","every four weeks","Friday",4,96.00,"hearing aid, ring twice"),
 ("Saltmarsh, Colin","2 Quay Cottages","fortnightly","Friday",2,50.00,"park at the pub"),
 ("Pettifer, Jean","Hill Rise","weekly","Thursday",2,50.00,"pays in cash"),
 ("Amberley Care Home","Fordham Road","weekly","Wednesday",6,135.00,"invoice to head office"),
]
write_xlsx("Jobs 2025.xlsx", [
 ("Jobs", [["Corrigan Tree & Garden - one-off jobs, January to May 2025"], []], ["No","Start","Customer","Work","Kind","Hours (both)","Price £","Invoice sent","Paid on"], jobs, []),
 ("Kit", [], ["Item","Model / plate","Bought","Cost £","Next check","What check"], kit, []),
 ("Regulars", [["Regular gardens from April 2025"]], ["Customer","Address","How often","Day","Hours","Price per visit £","Note"], reg, []),
])

# ================= VAN LOG (CSV) =================
log = """2025-03-03|van|Neil|Mill House B&B|14||
2025-03-04|van|Davy|Beech Cottage|22||
2025-03-05|truck|Neil|Beech Cottage|23|48.20|79.05
2025-03-06|truck|Neil|Dunmore Farm|31||
2025-03-07|truck|Davy|Dunmore Farm|31||
2025-03-11|van|Neil|Pond House|18|31.40|46.15
2025-03-13|truck|Neil|Manor Barn|16||
2025-03-14|van|Davy|tip Fordham|27||
2025-03-18|truck|Neil|Quay Cottages|38|52.10|85.95
2025-03-19|truck|Neil|Quay Cottages|38||
2025-03-20|van|Davy|Old Forge|9||
2025-03-25|van|Neil|Mill House B&B|14||
2025-03-27|truck|Neil|Hill Rise|12||
2025-03-31|van|Neil|Fordham, parts|26|29.75|43.45
2025-04-01|van|Davy|Ridge View|7||
2025-04-03|truck|Davy|Nether Hatch green|11||
2025-04-08|truck|Neil|Ridge View|7|50.60|82.45
2025-04-10|van|Neil|Orchard End|19||
2025-04-15|truck|Neil|Rookery|24||
2025-04-16|truck|Davy|tip Fordham|27||
2025-04-17|truck|Neil|Rookery|24|47.00|76.60
2025-04-24|van|Davy|Ridge View|7||
2025-04-25|van|Neil|builders' merchant|21|33.20|48.80
2025-04-29|van|Neil|Pond House|18||
2025-05-01|truck|Davy|Nether Hatch green|11||
2025-05-06|van|Neil|Quay Cottages|37||
2025-05-08|truck|Neil|Dunmore Farm|33|51.30|82.10
2025-05-12|van|Davy|Mill House B&B|14||
2025-05-13|van|Neil|Mill Lane|13|30.90|44.80
2025-05-15|van|Davy|Mill House B&B|14||
2025-05-16|truck|Neil|tip Fordham|29||
2025-05-20|van|Davy|Beech Cottage|22||
2025-05-22|truck|Neil|Amberley Care Home|25||
2025-05-27|van|Neil|Manor Barn|17|28.60|41.20
2025-05-28|truck|Davy|Nether Hatch green|11||
2025-05-30|truck|Neil|workshop, brake light|43|49.80|79.70""".split("\n")
with open(P("van log mar-may 25.csv"), "w", newline="", encoding="utf-8") as f:
    w = csv.writer(f, delimiter=";"); w.writerow(["date","vehicle","driver","where to","miles","litres diesel","fuel cost GBP"])
    w.writerows(x.split("|") for x in log)

# ================= WEBSITE (HTML) =================
write_text("services page (website).html", """
<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Corrigan Tree &amp; Garden, Hatch Beacon</title><meta name="description" content="tree surgeon and gardener"></head>
<body><header><h1>Corrigan Tree &amp; Garden</h1><p>Neil Corrigan and Davy Marsh, since 2011. Telephone 01632 960 733, answered from 7.30 to 8.00 in the morning and from 5 to 7 in the evening.</p></header>
<h2>Trees</h2><p>Crown reduction, lifting and thinning, dead wood, felling in sections, pollards, fruit trees. We work up to a height of 22 metres with ropes; anything higher is passed to our colleagues at Highline Arborists. We do not top trees, that is, cut the crown off flat, because the regrowth is weakly joined and rots from the cut downwards.</p>
<h2>Hedges</h2><p>Cut once or twice a year. We do not cut hedges between 1 March and 31 August if birds are nesting in them, and we look before we start. Hedge laying is done from October to March only, by the metre.</p>
<h2>Gardens</h2><p>Regular visits, lawns, planting, ponds, beds. Our patch for regular gardens is the eight parishes around Hatch Beacon; for trees we come up to 25 miles. We do not build walls, lay patios or do electrical work, but we can name people who do.</p>
<h2>When to do what</h2>
<table border="1"><tr><th>Plant</th><th>Best time</th><th>Not in</th></tr>
<tr><td>Apple, pear</td><td>December to February</td><td>spring</td></tr><tr><td>Plum, cherry</td><td>June to August</td><td>winter, because of silver leaf</td></tr>
<tr><td>Birch, maple, walnut</td><td>July to September</td><td>late winter, they bleed</td></tr><tr><td>Beech hedge</td><td>August</td><td>spring</td></tr>
<tr><td>Yew</td><td>late August to September</td><td>frost</td></tr><tr><td>Magnolia</td><td>July</td><td>winter</td></tr><tr><td>Wisteria</td><td>January and July</td><td>-</td></tr></table>
<h2>Storm service</h2><p>In storms ring the mobile, 07700 900 284, day and night. Blocked roads come first, then trees on houses, then everything else. A call-out between 8 pm and 6 am costs £160 on top of the hours. Regular customers pay half of that.</p>
<h2>Firewood</h2><p>Seasoned ash and oak, delivered within 8 miles: £95 a cubic metre loose, £5 a net at the yard. We sell none between April and August, because the logs are drying then.</p>
<h2>Vouchers</h2><p>Vouchers for three hours of gardening at £75. They hold for 18 months and cannot be used for tree work.</p>
<footer>Last change 18 March 2025. Member of the Tree Contractors' Guild.</footer></body></html>
""")

# ================= NOTES ON TREES (MD) =================
write_text("trees birds permissions.md", """
# Trees, birds, permissions: my own notes

Kept by Neil. Not legal advice, but it is how we do it. Gone over March 2025.

## Preservation orders (TPO)

- Look at the council map **before** quoting, not after. Fordham District has it online; for addresses west of the river it is Marlow Vale District, whose tree officer is Philippa Stroud. Fordham's tree officer is Philip Strode. I've mixed them up twice.
- An application takes eight weeks at Fordham. Marlow Vale usually answers in five, but has the same eight by law.
- Consent lasts two years. A replacement tree can be demanded, normally in the next planting season.
- No consent for: dead wood, dead trees (five working days' notice), fruit trees grown for the crop, anything the water or power company must cut.
- Fine for cutting without consent: up to £20,000 in the lower court, and there is no upper limit in the higher one.

## Conservation areas

Six weeks' notice for stems above 7.5 cm at 1.5 m height. If the council says nothing within the six weeks we may go ahead. Stems up to 10 cm are exempt if they are cut to help other trees grow. Mill Lane, Church Street and the Green at Nether Hatch are in the area; Ridge View isn't.

## Felling licence

More than 5 cubic metres in a calendar quarter needs a licence from the Forestry Commission, even without a TPO. No licence in gardens, churchyards and orchards. If timber is sold the limit falls to 2 cubic metres. The two poplars at Dunmore Farm were 4.1 cubic metres and stayed on the farm, so none was needed.

## Birds and bats

Nesting 1 March to 31 August roughly, but pigeons nest in any month: look every time. An active nest is left alone until the young are out, and we leave at least 5 m around it. Barn owls: nothing within 50 m. Bats: holes, loose bark, ivy thicker than a wrist -> torch check; if droppings, stop and ring Orla Finch (bat worker), 01632 960 265. She comes free of charge for private houses.

## Pests and diseases

| What | Where seen | What we do |
|---|---|---|
| Ash dieback | everywhere | below half of the crown: prune dead wood; above: platform or fell |
| Honey fungus | Orchard End, Hill Rise | stump out, no chips left in the garden |
| Box moth | Mill Lane, Old Forge | bacteria spray in April and again in August |
| Fire blight | Rookery 2023 | cut 60 cm below, saw in disinfectant, burn |
| Oak processionary moth | not yet | stop and tell the Forestry Commission |
| Phytophthora | Pond House alders | boots and saw cleaned before the next job |

## Planting

- Bare roots November to mid March. Pots all year except in frost or drought.
- Two stakes for anything above 1.8 m, tied at a third of the height, ties off after the second summer.
- Water: 30 litres once a week for the first summer is better than a little every day, because the roots then go down.
- No feed in the first year. Fungal powder for roses where roses stood before.
- Nursery: Bellhanger for trees (account no. 20618, 12 per cent off), Green Lane for hedging (no discount below 100 plants).

## Neighbours

Overhanging branches may be cut back to the boundary by the neighbour, but he has to offer the wood back, and he may not go into the other garden without leave. A TPO holds for him as well. High hedges: the council decides only on evergreens above 2 m, two or more in a row; the fee at Fordham is £450.
""")

# ================= PRICE LISTS =================
write_text("price list 2024.txt", """
CORRIGAN TREE & GARDEN
PRICES FROM 1 FEBRUARY 2024

Gardening, one person             23.00 an hour
Gardening, regular (4 hrs or more)  22.00 an hour
Tree crew of two with chipper    460.00 a day
                                 265.00 half a day
Climber alone                      not offered
Stump grinding, first stump       75.00
  each further stump same visit   40.00
  stumps above 60 cm            by quotation
Hedge cutting, up to 2 m high      3.20 a metre (top and both sides)
  2 to 3 m                         5.00 a metre
  above 3 m                     by quotation
Hedge laying                      15.50 a metre
Lawn mowing, first 200 sq m       24.00
Waste, per cubic metre            42.00
Leaf clearing, Oct to Dec         26.00 an hour, blower included
Woodchip delivered, per cu m      20.00, minimum 2
Mileage beyond 12 miles            0.60 a mile

Pensioners 5 per cent off gardening, not off trees.
Minimum charge for any visit 45.00.
Prices hold until the next list.
""")
write_odt("Price list from 1 March 2025.odt", "Corrigan Tree & Garden: prices from 1 March 2025", [
 ("p", "This list takes the place of the list of February 2024. Jobs that had been quoted before 1 March 2025 keep the old prices if they are done by 31 May 2025."),
 ("t", [["Work", "Price", "Remark"],
  ["Gardening, one person", "£25.00 an hour", ""],
  ["Gardening, regular, visits of 3 hours", "£24.00 an hour", ""],
  ["Gardening, regular, visits of 5 hours or more", "£22.50 to £23.00 an hour", "by agreement"],
  ["Tree crew of two with chipper, day", "£495.00", "8 hours on site"],
  ["Tree crew of two with chipper, half day", "£285.00", "4 hours on site"],
  ["Platform hire", "£210.00 a day", "at cost, driver included"],
  ["Stump grinding, first stump", "£85.00", "up to 60 cm across"],
  ["Stump grinding, each further stump", "£45.00", "same visit"],
  ["Stumps above 60 cm", "£1.90 per cm across", "instead of the fixed price"],
  ["Hedge cutting up to 2 m", "£3.50 a metre", "top and both sides"],
  ["Hedge cutting 2 to 3 m", "£5.40 a metre", "top and both sides"],
  ["Hedge laying", "£17.00 a metre", "October to March"],
  ["Turf, supplied and laid", "£13.60 a square metre", "from 50 square metres £12.90"],
  ["Waste, per cubic metre", "£48.00", "only what fits in the trailer"],
  ["Woodchip delivered, per cubic metre", "£22.00", "minimum 2"],
  ["Aftercare watering, per visit", "£19.00", "up to 6 trees"],
  ["Mileage beyond 12 miles", "65p a mile", "one way"]]),
 ("p", "Reductions: pensioners 5 per cent off gardening but not off trees, as before. Two neighbours who book trees for the same day get £40 off each. Churches and village halls get 10 per cent off everything except platform hire. Reductions are not added together; the larger one holds."),
 ("p", "The minimum charge for any visit is £50. Saturdays cost a quarter more and Sundays are not worked, except in storms. Cutting only one side and the top of a hedge costs two thirds of the price."),
 ("p", "Leaf clearing is no longer charged at its own rate: it is ordinary gardening, with £6 a day for the blower."),
])

# ================= QUOTE (RTF) =================
write_rtf("Quote Whitlock oak rev2.rtf", "Quotation 2025-038, revision 2: oak at 12 Mill Lane", [
 ("p", "To Mrs Eleanor Whitlock, 12 Mill Lane, Hatch Beacon. 24 May 2025. This takes the place of revision 1 of 9 May, which allowed for a reduction of 3 metres and came to £860."),
 ("p", "The oak stands 7 metres from the conservatory, is about 17 metres high and measures 92 cm across. It is under a preservation order (Fordham District, order 114 of 1988). Philip Strode looked at it with me on 20 May. He will agree to a reduction of 2 metres all round and to lifting the crown to 4 metres, but not to the 3 metres asked for, because the tree would lose too much leaf in one go."),
 ("t", [["Line", "What", "£"],
  ["1", "Crown reduction by 2 m, lift to 4 m", "640.00"],
  ["2", "Dead wood above the conservatory", "95.00"],
  ["3", "Boards over the conservatory roof", "45.00"],
  ["4", "Application to the council", "60.00"],
  ["5", "Wood: logs left in the wood store, chips taken away", "0.00"],
  ["", "Together", "840.00"]]),
 ("p", "No deposit, as you are a regular customer. The work takes one day and a half and can be done in the second half of September, when the birds have finished and the sap has slowed. The application went off on 23 May; the answer should be here by 18 July. If a cavity with bats is found the day is put off and you pay only for lines 3 and 4."),
 ("p", "Your neighbour at number 14, Mr Doyle, has agreed in writing that one branch may be lowered into his drive, provided that his car can be moved by 7.30. The quotation holds until 8 July 2025. Not included: the stump of the old pear, for which £1.90 per cm would be charged (it measures 70 cm)."),
 ("p", "With kind regards, Neil Corrigan"),
])

# ================= MAIL (MBOX) =================
N = "Neil Corrigan <neil@corrigantree.example>"; DV = "Davy Marsh <davy.marsh@mail.example>"; EW = "Eleanor Whitlock <e.whitlock@mail.example>"; AW = "Alan Whitelock <alan@manorbarn.example>"
M = []
def m(*a, **k): M.append(mail(*a, n=len(M)+1, **k))
m("2025-01-22 18:10", AW, N, "The ash tomorrow", "Neil,\n\nplease note the cattle grid: the chipper has to come in by the top gate, code 1906. I want to keep the logs but not the chips. The heap can go behind the barn if that saves you the trip.\n\nA. Whitelock\n")
m("2025-02-03 12:24", "Rowan Mutual <service@rowanmutual.example>", N, "Your policy RM-604182", "Dear Mr Corrigan,\n\nas you asked we have added the stump grinder to the tools cover with a value of £3,500. The excess for theft from an unattended vehicle is £400 unless the vehicle has an alarm of class 2, in which case it is £150. The premium rises by £38.40 a year.\n\nYour working height remains limited to 25 metres.\n\nRowan Mutual\n")
m("2025-02-21 07:05", DV, N, "Course", "Morning Neil,\n\nthe aerial chainsaw course at Tarrant College has a place from 23 to 27 June, £845 with the exam. The next would be in October. Shall I take June?\n\nDavy\n")
m("2025-02-21 12:40", N, DV, "Re: Course", "Take October please. In June we have the care home hedges and the parish. I'll pay, and the exam as well. Tell them to send the bill to me.\n\nN.\n\n> Shall I take June?\n")
m("2025-03-10 20:15", "Jean Pettifer <jean.pettifer@mail.example>", N, "Invoice 507", "Dear Mr Corrigan,\n\nI have not paid number 507 because the shed base is not level: it falls 3 cm towards the hedge and the door swings open on its own. Please come and look.\n\nJean Pettifer, Hill Rise\n")
m("2025-03-11 07:42", N, "Jean Pettifer <jean.pettifer@mail.example>", "Re: Invoice 507", "Dear Mrs Pettifer,\n\nyou're right, we will lift it and lay it again when we come for the cherry on the 27th. Pay when you are content and not before. I take £40 off for the trouble.\n\nNeil Corrigan\n")
m("2025-03-26 09:00", "Fordham District Council <trees@fordham.example>", N, "TPO consent 25/0117, Church Street", None, htmlbody="<html><body><p>Dear Mr Corrigan,</p><p>Consent is given to fell the horse chestnut at 4 Church Street (G. Doyle-Simms) on condition that <b>one field maple, at least 2.5 metres high</b>, is planted within 5 metres of the stump before 31 March 2026.</p><p>Philip Strode, tree officer</p></body></html>")
m("2025-04-07 16:33", "Amberley Care Home <manager@amberley.example>", N, "Hedges and mowing", "Hello Neil,\n\nthe residents' rest is from 1 to 2.30 pm, so please no machines in that time. The front hedge (46 metres, 1.8 m high) would be for the end of June, the back hedge (70 metres, 2.4 m) for September. Head office wants the purchase order number AC-5590 on each invoice, otherwise they don't pay.\n\nShona Greig, manager\n")
m("2025-04-14 19:20", EW, N, "Biscuit", "Dear Neil,\n\nDavy left the side gate open on Tuesday and Biscuit was found at the mill. No harm done but please be careful. I shall be away from 2 to 16 June. My niece Philippa will feed the cat; the greenhouse should be watered by you on your Tuesday, please, and the tomatoes tied up.\n\nEleanor Whitlock\n")
m("2025-05-02 13:11", "Bellhanger Nurseries <sales@bellhanger.example>", N, "Order 7782", "Dear Neil,\n\nyour order for November: 4 field maples 10/12, 2 crab apples 'Evereste', 1 medlar, 30 hornbeams 60/80. Together £412.60 after the 12 per cent. We cannot get the mulberry, as the grower has closed. Changes until 15 September.\n\nBellhanger\n")
m("2025-05-09 18:45", N, DV, "Near miss yesterday", "Davy,\n\nfor the file: yesterday at Dunmore Farm the hung branch came down two metres from you because the drop zone was not taped. From now on: tape and two cones at every job over a path or a lane, however small. I'll add it to the risk assessment as point 2a. Nobody is in trouble, but we do it.\n\nNeil\n")
m("2025-05-12 08:03", "Colin Saltmarsh <colin.saltmarsh@mail.example>", N, "Turf", "Neil, the turf you laid on 18/19 March has gone yellow along the wall since about Easter Monday, 21 April. I have watered it daily. I told Davy at the time, on 23 April. Is that still under guarantee? I hold back the £612 until then. Colin\n")
m("2025-05-12 19:30", N, "Colin Saltmarsh <colin.saltmarsh@mail.example>", "Re: Turf", "Colin,\n\nyes: six weeks from 19 March ends on 30 April and you told Davy before that. We'll replace the strip by the wall, about 6 square metres, on 3 June. It's dry there because of the eaves, so please give it a can by hand.\n\nNeil\n")
m("2025-05-19 17:55", "Nether Hatch Parish Council <clerk@netherhatch.example>", N, "The green", "Dear Neil,\n\nthe council decided on Thursday: the green is to be mown every ten days instead of every two weeks from June to August, and the strip by the pond is not to be mown before 15 July because of the orchids. The price per cut stays at £70. The cheque for April went off on Friday.\n\nHilary Brand, clerk\n")
m("2025-05-23 07:58", N, EW, "Oak: application is off", "Dear Mrs Whitlock,\n\nthe application went to Fordham this morning. I send the new quotation tomorrow; it is £20 less than the first since we take less off.\n\nBest wishes\nNeil\n")
m("2025-05-29 20:41", N, DV, "Holiday and rope", "Davy,\n\n1. Your three days from 16 to 18 June are fine.\n2. Rope B is out of use as from today, it is the one from January 2020 and should have gone in the new year already. I cut it up and the new one (40 m) comes on Monday.\n3. We shut from 16 to 31 August this year.\n\nN.\n", attach=("week 23.txt", "Mon 2 June: Mill House, then tip. Tue 3 June: Saltmarsh turf strip, then Lindqvist. Wed 4 June: Manor Barn, Amberley. Thu 5 June: Pettifer, Hargreave. Fri 6 June: Old Forge; Davy finishes at noon (dentist).\n"))
write_mbox("inbox corrigan 2025.mbox", M)

# ================= SCAN: WASTE NOTE (PDF WITHOUT TEXT) =================
from PIL import Image, ImageDraw
import io
R_, B_, H_ = fonts()
im = Image.new("RGB", (1240, 1700), (252, 251, 247)); g = ImageDraw.Draw(im)
g.rectangle((40, 40, 1200, 1660), outline=(50,50,50), width=3)
g.text((80, 70), "FORDHAM GREEN RECYCLING LTD", font=B_(40), fill=(15,80,30))
g.text((80, 128), "Waste transfer note / weighbridge ticket", font=B_(30), fill=(20,20,20)); g.text((860, 70), "No. 0417", font=B_(40), fill=(170,20,20))
fields = [("Date","16 May 2025"),("Time in / out","10.52 / 11.14"),("Carrier","N. Corrigan, Corrigan Tree & Garden"),("Carrier licence","CBDU 338 214"),("Vehicle","HB19 OKT"),
 ("Driver","Neil"),("Where from","Mill Lane, Hatch Beacon"),("Kind of waste","green, hedge + branches"),("Code","20 02 01"),
 ("Weight full","3,460 kg"),("Weight empty","2,980 kg"),("Net weight","480 kg"),("Rate","£62.00 per tonne"),("Charge","£29.76"),("Minimum charge","£25.00"),("Paid by","card ending 7719"),("Remarks","2 bags soil refused")]
y = 215
for k, v in fields:
    g.text((80, y+8), k, font=R_(27), fill=(40,40,40)); g.line((430, y+50, 1150, y+50), fill=(150,150,150), width=2)
    g.text((445, y+6), v, font=H_(29), fill=(25,25,110)); y += 74
g.text((80, y+30), "Weighbridge:", font=R_(27), fill=(40,40,40)); g.text((445, y+26), "T. Ansell", font=H_(30), fill=(25,25,110))
im = im.rotate(-0.6, resample=Image.BICUBIC, fillcolor=(235,235,230)).convert("L")
from reportlab.pdfgen import canvas
from reportlab.lib.utils import ImageReader
c = canvas.Canvas(P("Scan_20250516.pdf"), pagesize=(595, 816), invariant=1)
c.drawImage(ImageReader(im), 0, 0, 595, 816); c.save()
