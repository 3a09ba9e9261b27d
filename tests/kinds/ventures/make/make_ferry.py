from societies import *

OUT = os.path.join(HERE, "files", "ferry"); os.makedirs(OUT, exist_ok=True)
P = lambda n: os.path.join(OUT, n)
D = datetime.date

HTML = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Skerravoe Ferries - Sailings</title></head><body>
<header>SKERRAVOE FERRIES &mdash; Summer 2026 &mdash; web copy v4</header>
<h1>Sailings 3 April to 4 October 2026</h1>
<p>Crossing takes 25 minutes to Skerravoe and a further 35 minutes to the Holm. Be at the slip ten minutes before; we do not wait.</p>
<h2>Portlannan &ndash; Skerravoe</h2>
<table border="1"><tr><th>Code</th><th>Dep. Portlannan</th><th>Arr. Skerravoe</th><th>Dep. Skerravoe</th><th>Days</th><th>Boat</th></tr>
<tr><td>A1</td><td>07:20</td><td>07:45</td><td>07:55</td><td>Mon-Fri</td><td>Kittiwake</td></tr>
<tr><td>A2</td><td>09:15</td><td>09:40</td><td>10:00</td><td>Daily</td><td>Kittiwake</td></tr>
<tr><td>A3</td><td>11:30</td><td>11:55</td><td>12:10</td><td>Daily exc. Sun</td><td>Marigold</td></tr>
<tr><td>A4</td><td>14:10</td><td>14:35</td><td>14:50</td><td>Daily exc. Wed</td><td>Marigold</td></tr>
<tr><td>A5</td><td>16:40</td><td>17:05</td><td>17:20</td><td>Daily</td><td>Kittiwake</td></tr>
<tr><td>A6</td><td>19:00</td><td>19:25</td><td>19:35</td><td>Fri &amp; Sun, July-Aug only</td><td>Kittiwake</td></tr></table>
<h2>Holm of Grist excursion</h2>
<table border="1"><tr><th>Code</th><th>Dep. Portlannan</th><th>Dep. Skerravoe</th><th>Time ashore</th><th>Days</th></tr>
<tr><td>H1</td><td>10:15</td><td>10:50</td><td>2 h 30</td><td>Tue, Thu</td></tr><tr><td>H2</td><td>13:00</td><td>13:35</td><td>1 h 45</td><td>Sat</td></tr></table>
<p>No landing on the Holm before 1 June on account of the ground-nesting terns; until then the trip goes round the stacks without landing and costs &pound;6 less. Minimum eight passengers, decided at 6 pm the evening before.</p>
<h2>Good to know</h2><p>A1 takes the mail and the school pupils; bicycles cannot be carried on it in term time. On the day of the Skerravoe Show (Saturday 8 August) extra boats run every hour from 9 until 18. There is no sailing at all on 14 June (lifeboat gala).</p>
<p>If the wind is southerly force 6 or more the boat lands at Sandgeo jetty in place of the Old Pier; that is a 15-minute walk from the shop.</p>
<footer>Office 01632 960250, 8 to 17. Recorded sailing news after 06:30 on 01632 960251. Page by Senga Dunnet.</footer></body></html>"""
open(P("sailings.html"),"w",encoding="utf-8").write(HTML)

FARES = """
# Fares and Conditions of Carriage
Skerravoe Ferries Ltd, The Slip Office, Portlannan. In force from 1 March 2026. Supersedes the booklet of 2023 and the notice in the waiting room.
## 1. Meaning of words
1.1 "Islander" means a person on the council tax roll for Skerravoe, and that person's children until they leave school, wherever the children board in term. A student away from the island keeps the status until the age of 25.
1.2 "Child" means a passenger from five to fifteen years of age. "Infant" means one under five.
1.3 "Group" means ten or more people who travel together on one booking with one payment.
1.4 "Peak" means the months of July and August and the Easter weekend.
## 2. Fares
| Ticket | Single | Day return | Ten-trip |
| Adult | £9.50 | £16.00 | £74.00 |
| Child | £4.75 | £8.00 | £37.00 |
| Islander adult | £3.80 | £6.40 | £29.00 |
| Islander child | £1.90 | £3.20 | £14.50 |
| Bicycle | £2.50 | £4.00 | - |
| Kayak or board over 2 m | £7.00 | £12.00 | - |
| Dog | £1.50 | £3.00 | - |
2.1 Infants travel free, up to two with each paying adult; any more pay the child fare. Assistance dogs travel free.
2.2 The excursion to the Holm of Grist is £34 for an adult and £19 for a child. No islander rate applies to it, but islanders may go for £20 on the second Thursday of each month.
2.3 Ten-trip books may be shared within a household, and lapse eighteen months after the date of issue. Lapsed coupons are not exchanged.
2.4 A lost islander card is replaced for £5. Until the new card has come, the fare is paid in full and the difference is refunded at the office on showing the card, if claimed within 28 days.
2.5 Groups get 15% off adult and child fares outside peak and 5% in peak; nothing is taken off bicycles, dogs or the Holm excursion. A school party from within the county is charged the islander child fare for pupils and carries one adult free for every eight pupils.
## 3. Booking
3.1 Seats on A1 and A5 are kept for islanders until 24 hours before sailing. After that anyone may book them.
3.2 A booking by telephone is held for 48 hours without payment, and then falls away. Groups leave a deposit of 20%.
3.3 A passenger who is not at the slip five minutes before the time of sailing loses the seat to those waiting, in the order of their numbered tags.
3.4 Wheelchair users are asked to ring the day before, so that the ramp can be put out. Kittiwake carries two wheelchairs and Marigold one. At low water springs the slope of the slip is too steep and we may offer another sailing.
## 4. When we cancel
4.1 The skipper alone decides whether a boat sails. If we cancel for any reason, the passenger may choose between the money back in full and travel on any sailing within the next twelve months.
4.2 Where a boat turns back on the way, clause 4.1 applies in the same way. Where we land at Sandgeo in place of the Old Pier nothing is refunded.
4.3 If the last boat of the day is cancelled by fault of ours, and not by weather, we pay for a bed up to £70 a head and £15 towards a meal, on receipts sent in within 21 days. For weather nothing is paid, but the office will help to find a room.
## 5. When the passenger cancels
5.1 With more than 72 hours to go we return the fare less £2 a ticket. From 72 to 24 hours before sailing we return half. With less than 24 hours to go nothing is returned, unless a letter from a doctor or an undertaker is shown.
5.2 Day returns of which the outward half has been used are not refunded, but the return half is good on the following day if the passenger was kept on the island by illness.
5.3 Moving a booking to another day is free once, if it is asked for before 6 pm on the day before; later moves cost £3.
## 6. Luggage and goods
6.1 Each passenger may take 20 kg without charge, islanders 40 kg. Above that the rate is 35p a kg. No single piece may weigh more than 32 kg unless it goes by the derrick, which is worked on Tuesdays and Fridays only.
6.2 Petrol is not carried with passengers. One gas bottle of up to 15 kg may be stood on the after deck of Marigold, lashed and in the open; Kittiwake has no open deck and does not take gas.
6.3 Goods left at the slip shed for more than three days are charged £2 a day. We are not answerable for frozen food.
6.4 Coffins are carried free, on a sailing of the family's choice, with the flag at half mast.
6.5 Sheep may be carried by arrangement on Marigold only, from 1 October to 31 March, not more than fourteen at a time, with no other passengers than the owner and one helper.
## 7. Dogs and bicycles
7.1 Dogs are kept on a lead. On Kittiwake they stay in the rear saloon. They may not be landed on the Holm from 1 April to 15 August.
7.2 We carry six bicycles on Kittiwake and three on Marigold. Batteries of electric bicycles are taken off and carried by hand. Tandems count as two.
## 8. Conduct
8.1 The master may refuse or land anyone who is drunk or who will not wear a lifejacket when told to. Children under ten wear one on deck at all times.
8.2 Alcohol bought ashore may not be drunk on board. Drones may not be flown from the boat.
## 9. Liability and lost things
9.1 Our liability for injury is limited under the Athens Convention. For luggage it is limited to £450 for each passenger; a claim must be made in writing before leaving the pier for damage that can be seen, and within 15 days for other damage.
9.2 Lost things are kept at the Slip Office for two months, and then go to the lifeboat shop. Passports and bank cards are handed to the police after three days.
## 10. Complaints
10.1 Complaints go to Senga Dunnet at the office. We answer in ten working days. If the matter is not settled it may be taken to the Northern Passenger Council.
"""
make_docx(P("Conditions 2026.docx"), FARES, "Skerravoe Ferries Ltd", "Conditions of carriage / rev C / 24.2.26", "Senga Dunnet")

MAN = """
# VANTOR MARINE - Operator's Manual, V4 series
Extract for craft on board: V4-85 (naturally aspirated) and V4-110 (turbocharged, intercooled). Publication VM-4411-EN, issue 6. Both engines share the same block; where figures differ they are given apart. Read chapter 2 before the first start of the day.
## 1 Identification
The engine plate is riveted to the rocker cover, on the side of the exhaust. The serial number of the V4-85 begins with the letters KN, that of the V4-110 with KT. Quote the whole number when ordering parts. A second plate on the gearbox gives the ratio.
## 1.1 Main figures
| Item | V4-85 | V4-110 |
| Rated output | 62 kW at 2,600 rpm | 81 kW at 2,600 rpm |
| Idle | 750 rpm | 700 rpm |
| Oil in sump, with filter | 8.4 litres | 9.6 litres |
| Coolant, whole system | 13.5 litres | 15.2 litres |
| Valve clearance cold, inlet | 0.25 mm | 0.30 mm |
| Valve clearance cold, exhaust | 0.35 mm | 0.45 mm |
| Injector opening pressure | 210 bar | 240 bar |
| Thermostat opens | 74 C | 79 C |
| Dry weight with gearbox | 395 kg | 428 kg |
| Greatest tilt, running | 20 degrees | 17 degrees |
---
## 2 Before starting
2.1 Check the level of oil with the dipstick while the engine is cold and the craft is level. The level must stand between the two notches. Overfilling by more than half a litre can lead to the engine running on its own oil; if this happens, close the air intake with a board, and do not reach over the engine.
2.2 Check the coolant in the header tank. Never take the cap off above 60 C. Use a mixture of equal parts of water and blue antifreeze VS-2. Do not mix with green antifreeze: the two together form a jelly which blocks the heat exchanger.
2.3 Open the sea cock and look into the strainer. Drain water from the fuel pre-filter until clean fuel comes.
2.4 Run the blower for four minutes before turning the key in a closed engine room.
## 2.1 Starting
Put the lever in neutral and turn the key to the second notch. On the V4-85 the glow plugs heat for 12 seconds, on the V4-110 for 8 seconds; wait until the lamp goes out. Do not crank for more than 15 seconds at a time, and let the starter cool for one minute between tries. After three tries close the sea cock, as water may gather in the exhaust and run back into the cylinders; open it at once when the engine fires.
The oil pressure must reach 2.0 bar within ten seconds. Look over the side for water from the exhaust. If there is none within thirty seconds, stop the engine.
---
## 3 Running
3.1 Let the engine warm up under light load to 60 C. Running for long at idle glazes the cylinders; not more than twenty minutes without load is advised.
3.2 New or rebuilt engines are run in for 50 hours. During this time do not go above 2,200 rpm for more than five minutes at a stretch, and change oil and filter at the end.
3.3 The cruising speed of the engine is 200 rpm below rated speed or lower. Full speed may be held for one hour in every twelve.
3.4 Before stopping, let a turbocharged engine idle for three minutes, so that the turbocharger can cool. For the V4-85 one minute is enough.
3.5 With one engine of a twin installation stopped and the craft under way, lock the shaft of the stopped engine if the trip is to last more than six hours; the gearbox is not oiled when it is turned by the propeller alone.
## 3.1 Alarms
| Lamp | Meaning | What to do |
| A red | Oil pressure below 0.8 bar | Stop at once |
| B red | Coolant above 98 C | Bring to idle for two minutes, then stop |
| C amber | Water in fuel | Drain pre-filter at next chance |
| D amber | Charging fault | Check the belt; go on by day with radio off |
| E amber | Exhaust hose above 75 C | Look at impeller and strainer |
---
## 4 Care
| Work | Every | Remarks |
| Oil and filter | 200 hours or 12 months | 150 hours for V4-110 in commercial use |
| Fuel filter | 400 hours | bleed afterwards |
| Pre-filter element | 200 hours | 10 micron |
| Impeller of sea-water pump | 600 hours or 12 months | smear with glycerine, not grease |
| Valve clearance | 800 hours | first time after 50 hours |
| Coolant | 2 years | |
| Zinc anodes in heat exchanger | 3 months | renew when half gone |
| Timing belt | none | gear driven |
| Injectors | 1,500 hours | by dealer |
| Turbocharger wheel | 1,000 hours | V4-110 only, wash |
4.1 The alternator belt should give 10 mm under the thumb half way between the pulleys. A new belt is tightened again after five hours.
4.2 To change the impeller, close the sea cock, take off the six screws of the cover and draw the impeller with the tool VT-19. Look for missing blades, and find them: they lodge at the inlet of the heat exchanger. Turn the blades counter to the clock when sliding in the new one. The screws are tightened to 6 Nm.
4.3 Oil must meet class CI-4. From -10 to +30 C use 15W-40; below that 5W-40. For the V4-85 mineral oil will do; the V4-110 must have at least a semi-synthetic.
4.4 The cylinder head bolts are tightened in three steps: 40 Nm, 80 Nm and then through a further 90 degrees. They may be used again once; mark them with a punch.
---
## 5 Laying up
5.1 If the engine is to stand for more than eight weeks, warm it, change the oil, and fill the tank to the brim to keep out damp. Rinse the raw-water side with fresh water, then draw in 5 litres of antifreeze mixture until it shows at the exhaust. Take out the impeller and hang a label on the key.
5.2 Slacken the belts. Take the batteries ashore, and charge them every six weeks. Turn the engine by hand a quarter turn each month.
5.3 Stop up the air intake with an oily rag. Write on the label that it is there.
## 6 Faults
| What is seen | Likely cause |
| White smoke, hard to start | glow plug, low compression, water in fuel |
| Black smoke under load | fouled hull or propeller, choked air filter, turbo leak |
| Blue smoke | worn rings, too much oil |
| Hunting at idle | air in fuel, worn governor spring |
| Knock at 1,500 rpm which goes with load | flexible mounting gone soft |
| Coolant lost with no leak seen | tube in heat exchanger holed; oil cooler |
| Milky oil | head gasket or oil cooler; do not start again |
6.1 To bleed the fuel system, slacken screw 1 on the filter head, pump by hand until no bubbles come, close it, then do the same with screw 2 at the injection pump. The injector unions are slackened last, and only two of the four.
6.2 If the stop solenoid fails, pull the red lever under the injection pump towards the flywheel.
---
## 7 Warranty
The warranty is 24 months or 1,000 hours in private use, and 12 months or 1,500 hours in commercial use, whichever comes first. It does not cover impellers, belts, anodes or damage by wrong oil. Work must be done by a dealer or entered in the service book with receipts for parts. A claim is to be sent within 30 days of the fault, with the serial number and the hours.
The seal on the injection pump must not be broken. If it is, the warranty ends for the whole engine and the output is no longer certified.
"""
make_pdf(P("scan_0117.pdf"), MAN, "VM-4411-EN  issue 6", "Vantor Marine Power - V4 series", 12.5, "Vantor")

CON = """
# Berthing Licence
Between (1) the Trustees of the Lannan Estate Trust, of Lannan House ("the Owner"), and (2) Skerravoe Ferries Limited, company number SC990417, of The Slip Office, Portlannan ("the Operator"). Dated 12 October 2022.
## 1. The Pier and the Berth
1.1 The Owner owns the Old Pier on the island of Skerravoe, with its steps, store and approach. It lets the Operator use the north face of the Pier for forty metres from the head ("the Berth"). The south face stays with the fishermen of the island.
1.2 The Operator may use the waiting room jointly with others and the inner store on its own. The outer store is kept by the Owner.
1.3 This is a licence and gives no right of tenancy.
## 2. Time
2.1 The licence runs for ten years from 1 November 2022. Either party may end it on 31 October 2027 ("the Break"), if it gives not less than nine months' notice in writing.
2.2 If the Operator does not use the Berth for sixty days together from April to September, the Owner may end the licence with one month's notice, unless bad weather or repair of the Pier was the cause.
2.3 If the Operator is more than 45 days late with a payment, the Owner may end the licence after a written warning of 14 days.
## 3. Fee
3.1 The fee is £4,200 a year, paid by quarters in advance on 1 November, 1 February, 1 May and 1 August. Late payments bear interest at 4% above base rate.
3.2 From 1 November 2024 and on each first of November after that, the fee goes up with the Consumer Prices Index for the July before, but never by more than 4% in a year and never down.
3.3 In addition the Operator pays 12p for each passenger landed above 18,000 in a calendar year. Islanders and children under five are not counted. A certificate of numbers is sent by 31 January.
3.4 Water is charged at £1.90 a cubic metre by meter. Shore power is included up to 1,500 kWh a year.
---
## 4. Craft
4.1 The Berth may be used by craft of up to 16 m length overall, and 24 tonnes. A larger craft may come alongside only with the consent of the Pier Master, given for each visit. In an emergency no consent is needed.
4.2 Not more than one craft may lie overnight, and only from April to September. In winter no craft may lie unattended for more than two hours.
4.3 Fuel may not be taken on at the Pier from a tanker. Cans of up to 20 litres may be carried along it, not more than four at one time, and not while passengers are boarding.
4.4 The ferry has first claim to the Berth from fifteen minutes before to fifteen minutes after the times in its published timetable. At other times visiting yachts may lie there.
## 5. Upkeep
5.1 The Owner keeps the structure of the Pier, the steps and the lights in good order and inspects it with divers every third year. The Operator looks after fenders, ladders and the gangway, and puts right any harm done by its craft.
5.2 The Owner may shut the Berth for repairs for up to twelve days a year, between 1 November and 15 March, on six weeks' notice. If it is shut for longer, or at another time, the fee is reduced day by day, and doubled reductions apply in July and August.
5.3 If the Pier becomes unsafe, either party may shut it at once, and must tell the other within two hours.
5.4 The Operator clears weed from the steps weekly from May to October, and grits them in frost on days of sailing.
## 6. Insurance
6.1 The Operator keeps third-party insurance of not less than £6 million for each event and shows the certificate each March. The Owner insures the Pier for its rebuilding cost.
6.2 The Operator makes good any loss of the Owner which comes from its use of the Pier, save where the Owner or its staff have been careless.
---
## 7. Dues on others
7.1 The Owner may not give any other operator of scheduled passenger boats the use of the Pier during the licence, except for (a) charter craft with twelve passengers or fewer, (b) the lifeboat, and (c) a replacement service asked for by the Council when the Operator has not sailed for five days together.
7.2 The Operator may not let another use the Berth, nor pass on the licence, without consent; consent may not be held back without good reason where the whole business is sold.
## 8. Signs and trade
8.1 The Operator may put up one timetable board of up to 1.2 square metres. It may not sell food on the Pier. Tickets may be sold from the waiting room, but not on Sundays before noon, out of respect for the kirk.
## 9. Pier Master
9.1 The Owner names a Pier Master, who at the date of this licence is Magnus Heddle. Day-to-day directions of the Pier Master are to be followed, unless the skipper holds that the safety of the vessel calls for something else.
## 10. Disputes
10.1 Disputes go first to a meeting of the factor and a director, within 21 days. If that does not settle them, they go to a single arbiter named by the president of the Society of Harbour Engineers, sitting in Portlannan. The cost is shared equally, unless the arbiter orders otherwise.
10.2 While a dispute lasts, the fee goes on being paid and the ferry goes on being berthed.
## 11. At the end
11.1 At the end the Operator takes away its gangway and board within 28 days and leaves the fenders, for which the Owner pays their value at the time.
11.2 Notices are sent by recorded post to the addresses above; e-mail is not notice.
Signed for the Owner: Rosalind Carfax, Factor.    Signed for the Operator: Rhona Mackelvie, Director.    Witness: T. Ishbister, Skerravoe.
## Schedule - Equipment at the Berth on 1 November 2022
| Item | No. | Belongs to | State |
| Tyre fenders | 14 | Operator | fair |
| Timber fenders, greenheart | 6 | Owner | good |
| Steel ladders | 3 | Operator | one bent |
| Bollards | 5 | Owner | good |
| Gangway, aluminium, 4.5 m | 1 | Operator | new |
| Lamp standards | 4 | Owner | one out |
"""
make_pdf(P("Old Pier - signed copy.pdf"), CON, "Berthing Licence - Old Pier, Skerravoe", "LET/SF/2022    initials: R.C.  R.M.", 13, "Carfax & Low")

R = random.Random(77)
crew = ["R Mackelvie","T Ishbister","J Okafor","B Leask","P Wilk","A Drever"]
rota = [["Date","Day","Boat","Duty","Skipper","Mate","Deck","Start","Finish","Hours","Remarks"]]
rem = {3:"fire drill",9:"MOB drill",14:"school trip 38",20:"slipping Marigold",27:"Leask leaves 15:00 dentist",31:"wedding charter",35:"MCA visit"}
d = D(2026,5,4); i = 0
for k in range(19):
    for boat in ("Kittiwake","Marigold"):
        if boat=="Marigold" and d.weekday()==6: continue
        sk = crew[(k//3+(boat=="Marigold"))%2]
        if k in (8,9): sk = "J Okafor" if boat=="Marigold" else "R Mackelvie"
        ma = R.choice(["J Okafor","A Drever"]) if sk!="J Okafor" else "A Drever"
        de = R.choice(["B Leask","P Wilk"])
        st,fi,h = {"Kittiwake":("06:40","18:10",11.5),"Marigold":("10:45","15:30",4.75)}[boat]
        if boat=="Kittiwake" and d.weekday()>=5: st,fi,h="08:30","18:10",9.67
        du = "Relief" if boat=="Marigold" and d.weekday()==2 else "Charter" if i==31 else "Timetable"
        rota.append([d,d.strftime("%a"),boat,du,sk,ma,de,st,fi,h,rem.get(i,"")]); i+=1
    d += datetime.timedelta(1)
tk = [["Name","Role","Licence","Licence no","Expires","ENG1 medical to","First aid to","Radio","Phone","Next of kin"],
["Rhona Mackelvie","Skipper","Boatmaster Tier 1","BM-30418",D(2028,3,14),D(2027,1,9),D(2026,11,2),"GMDSS ROC","07700 900631","Alec (brother)"],
["Tam Ishbister","Skipper","Boatmaster Tier 1","BM-30481",D(2026,9,30),D(2026,6,21),D(2027,4,18),"SRC","07700 900613","Moira (wife)"],
["Jules Okafor","Mate / relief skipper","Boatmaster Tier 2","BM-41177",D(2029,5,5),D(2027,8,30),D(2026,7,12),"SRC","07700 900655","Dami (sister)"],
["Anders Drever","Mate","Yachtmaster Offshore","YO-20993",D(2030,2,1),D(2026,12,15),D(2028,2,27),"SRC","07700 900656","Inga (mother)"],
["Bryony Leask","Deck","STCW basic","ST-77120",D(2027,10,10),D(2027,2,3),D(2027,9,9),"-","07700 900672","Colin (father)"],
["Piotr Wilk","Deck / engineer","AEC-1","AE-11862",D(2028,8,19),D(2026,10,4),D(2027,1,25),"-","07700 900627","Marta (wife)"]]
make_xlsx(P("rota May.xlsx"), [("4-22 May",rota),("Tickets",tk)], "Senga Dunnet")

jobs = [("Oil & filter",(70,115)),("Pre-filter element",(14,28)),("Impeller",(38,66)),("Zinc anodes",(22,40)),("Alternator belt",(18,34)),("Fuel filter",(20,36)),("Bilge pump float",(25,60)),("Nav light",(8,24)),("Steering cable grease",(0,6)),("Strainer clean",(0,1)),("Coolant hose",(15,48)),("Battery",(120,190))]
log = [["Ref","Date","Boat","Engine","Hours","Job","Parts GBP","Supplier","Man-hours","By","Remarks"]]
hrs = {"Marigold S":6120,"Kittiwake P":3480,"Kittiwake S":3466}; d = D(2025,7,2)
special = {6:("Marigold S","Propeller & shaft check",415,"Kessock Marine",9,"P Wilk","after rope of 19 Aug, see IR"),11:("Kittiwake P","Oil cooler",386,"Kessock Marine",7,"Kessock","milky oil"),19:("Kittiwake S","Turbo wash",0,"-",2.5,"P Wilk",""),24:("Marigold S","Injectors",640,"Kessock Marine",5,"Kessock","all four, done in Stenness yard"),30:("Kittiwake P","Flexible mounting",158,"Brae Chandlery",4,"P Wilk","knock at 1500")}
for n in range(42):
    if n in special:
        e,job,c,su,mh,by,rm = special[n]
    else:
        e = R.choice(list(hrs)); job,(a,b) = R.choice(jobs); c = R.randrange(a,b)+R.choice([0,.5,.95]) if b>6 else 0
        su = R.choice(["Kessock Marine","Brae Chandlery"]) if c else "-"; mh = R.choice([.5,.5,1,1,1.5,2,3]); by = R.choice(["P Wilk","P Wilk","P Wilk","B Leask","T Ishbister"]); rm=""
    if n==6: d = D(2025,8,21)
    for x in hrs: hrs[x]+=R.randrange(9,27)
    log.append(["ML%03d"%(201+n),d.strftime("%d/%m/%Y"),e.split()[0],{"S":"stbd" if "Kitti" in e else "single","P":"port"}[e.split()[1]],hrs[e],job,"%.2f"%c,su,mh,by,rm])
    d += datetime.timedelta(R.randrange(3,9) if n>=6 else R.randrange(4,9))
with open(P("maint_log.csv"),"w",newline="",encoding="utf-8") as f: csv.writer(f).writerows(log)

from odf.opendocument import OpenDocumentText
from odf import text as T, table as TB
doc = OpenDocumentText()
doc.text.addElement(T.H(outlinelevel=1,text="Incident report IR-2025-07"))
form = [("Vessel","MV Marigold"),("Date and time","19 August 2025, 14:41"),("Place","Old Pier, Skerravoe, north face, third ladder"),("Master","Tam Ishbister"),("Other crew","Bryony Leask (deck)"),("Passengers on board","11"),("Wind / sea","SW 4, slight swell"),("Tide","1 h 10 before low water, springs"),("Injured person","Mrs Corinne Abery, 62, visitor"),("Nature of injury","Sprained left wrist"),("Reported to","MCA area office, 20 August 2025; Lannan Estate"),("MCA reference","PL/25/0883"),("Report by","Rhona Mackelvie"),("Status","Closed 3 October 2025")]
tb = TB.Table(name="form"); tb.addElement(TB.TableColumn(numbercolumnsrepeated=2))
for a,b in form:
    tr = TB.TableRow()
    for x in (a,b):
        c = TB.TableCell(); c.addElement(T.P(text=x)); tr.addElement(c)
    tb.addElement(tr)
doc.text.addElement(tb)
for h,ps in [("What happened",["Marigold was coming alongside with the 14:10 from Portlannan. About six metres off, the skipper put the engine astern and it stalled at once. A length of blue polypropylene rope, later found to be from a creel fleet, had been picked up by the propeller. The boat carried her way and struck the corner of the pier at between one and two knots.","Two tyre fenders were torn away and a plank of the rubbing strake was split over 80 cm. Mrs Abery had stood up before the boat was fast and fell against the engine box. Bryony Leask put the wrist in a sling; the island nurse, Eilidh Farquhar, saw her at 15:20. No water came in."]),("Why",["The rope was floating just under the surface with no buoy on it. The skipper had the low sun in his eyes and nobody was keeping a lookout forward, because the only deckhand was already standing by with the stern line. The announcement to stay seated had not been made on this crossing, as the loudspeaker had been out of order since 16 August."]),("What was done",["The rope was cut away by Magnus Heddle's son, diving, at 17:05. Marigold was towed to Portlannan by the creel boat Provider, and the 16:40 was run by Kittiwake as usual. Marigold was out of service until 23 August.","Lessons: (1) on approach with passengers one hand stands in the bow until the boat is within a length; (2) the loudspeaker is on the daily list, and without it the announcement is made by voice; (3) a rope cutter is to be fitted on the shaft of Marigold at the next slipping."]),("Costs",["Strake £540, loudspeaker £86, fenders £0 (spare tyres). Tow: a bottle of whisky. Mrs Abery's fare and a taxi, £58, were paid back to her; she has made no claim."])]:
    doc.text.addElement(T.H(outlinelevel=2,text=h))
    for p in ps: doc.text.addElement(T.P(text=p))
doc.save(P("IR-2025-07.odt")); fixzip(P("IR-2025-07.odt"))

SD="Senga Dunnet <office@skerravoeferries.example>"; RM="Rhona Mackelvie <rhona@skerravoeferries.example>"; RC="Rosalind Carfax <factor@lannanestate.example>"; PW="Piotr Wilk <piotr@skerravoeferries.example>"; KM="Kessock Marine <sales@kessockmarine.example>"; BC="Brae Chandlery <orders@braechandlery.example>"; AL="crew@skerravoeferries.example"
make_mbox(P("office mail.mbox"), [
mail(RC,RM,"Mon, 6 Oct 2025 11:20:00 +0100","Old Pier - fee from 1 November","Dear Rhona,\n\nThe July index came out at 3.8%, so under clause 3.2 the fee goes from £4,368 to £4,533.98 from 1 November. Invoice to follow by quarters.\n\nThe divers are booked for the spring and I am afraid they have found the north steps undercut already from the shore side.\n\nRosalind Carfax"),
mail(RC,RM,"Wed, 14 Jan 2026 16:02:00 +0000","North steps","Dear Rhona,\n\nThe north steps will be rebuilt from Monday 2 March. The contractor, Orrin Marine Works, asks for 26 days, and so the berth will be shut until Friday 27 March. I know that goes past what the licence allows; the Trust will take the extra days off the May quarter. Please use Sandgeo in the meantime.\n\nRosalind"),
mail(SD,AL,"Thu, 15 Jan 2026 09:10:00 +0000","Fwd: North steps","See below. All boats to Sandgeo 2-27 March. I have asked Post Office to meet us there. Tractor for the old folk: Lowrie Flett, 07700 900840, he wants a fiver a run.\n\nSenga"),
mail(KM,PW,"Tue, 3 Feb 2026 10:44:00 +0000","Quote KM-2217","Piotr,\n\n2 x impeller kit V4-110 @ £58.40, 1 x V4-85 @ £44.10, rope cutter 40 mm shaft £312, delivery £15, all plus VAT. In stock, three days.\n\nCarol, Kessock Marine"),
mail(BC,PW,"Wed, 4 Feb 2026 13:30:00 +0000","Re: prices","Hi Piotr,\n\nImpeller kits V4-110 £52.75 each, V4-85 £46.00. Rope cutter 40mm £289 but six weeks from Denmark. Carriage free over £200. Prices plus VAT.\n\nGordie\nBrae Chandlery"),
mail(RM,PW,"Wed, 4 Feb 2026 20:15:00 +0000","Re: Fwd: prices","Take the impellers from Gordie and the cutter from Kessock. Six weeks is no use, she's on the slip on the 9th of March.\n\nR"),
mail(RC,RM,"Thu, 26 Mar 2026 17:40:00 +0000","Re: North steps","Rhona, the concrete has not cured in this cold. Handover will now be Thursday 2 April, in time for your first summer boat, I hope.\n\nPS Magnus retires at Easter; from 7 April the Pier Master is Kirsten Halcro, 07700 900877.\n\nR.C."),
mail(SD,AL,"Mon, 20 Apr 2026 08:35:00 +0100","Changes to the timetable","All,\n\nTwo changes from 1 June that aren't on the web page yet: the 16:40 goes at 16:55 Mon-Fri so that the Inverlannan bus makes it, and the Saturday Holm trip goes at 12:30 in place of 13:00.\n\nThe luggage allowance for non-islanders stays at 20 kg in spite of what Tam told the paper.\n\nSenga"),
mail(SD,RM,"Tue, 28 Apr 2026 12:12:00 +0100","Passenger numbers","Rhona, for the certificate (late, I know, I told Rosalind in January and she didn't mind): 2025 landed 21,460, of whom 4,105 islanders and 312 under five. 2024 was 20,118 in all.\n\nSo we're under the threshold and owe nothing per head.\n\nSenga")])

open(P("notes.txt"),"w",encoding="utf-8").write("""RHONA - wheelhouse notes (typed up by Senga 25/4/26)

Kittiwake: 14.6 m, 36 pax, twin V4-110. draught 1.35
Marigold: 9.8 m, 12 pax, single V4-85. draught 0.95
Fuel tank K 2 x 410 l, M 290 l. K burns abt 31 l/h both engines at 2200, M 11.

Sandgeo: don't go in below 0.8 m on the gauge w/ Kittiwake. Leading marks white daymark under the chapel gable.
Baa of Grist dries 0.6 - keep the lighthouse open of Ness.
Limits: no sailing K over SW 7 or swell 2.5 m; M over 5 or 1.5 m. N wind: one less for both.

Radio ch 12 working, 16 listen. Pier ch 8.

To get before June:
 - 4 child lifejackets (have 9, need 13)
 - flares: 6 red handheld run out 07/2026
 - liferaft K service due 11 Sept 2026, M 20 May 2026 (Stenness Inflatables, £395 last time)
 - new kettle

Diesel: Portlannan Oils 82p, harbour pump 91p. Card in the drawer.
Tern warden = Fenella Groat, wants the no-landing kept to the letter. Ring her before first Holm trip.
School contract: £88 a day, 190 days, council ref EDU/T/441, ends July 2027.
Alec's pickup has the tow hitch.
Passenger certificate: Kittiwake to 30/11/2026, Marigold to 31/3/2027.
""")
from pptx import Presentation
pr = Presentation(); pr.core_properties.author="R Mackelvie"; pr.core_properties.created=pr.core_properties.modified=FIX
for t,bl in [("Safety briefing - crew and volunteers",["Skerravoe Ferries","version 3, March 2026"]),("Lifejackets",["Adults: lockers under the saloon benches, Kittiwake 40, Marigold 14","Children: orange bag, forward","Pull toggle at lower left; automatic ones only for crew"]),("Man overboard",["Shout, point, never take your eyes off","Throw the horseshoe by the after rail","Skipper turns TOWARDS the side the person fell","Engine in neutral before they are alongside","Get them out lying flat: use the Jason's cradle"]),("Fire",["Kittiwake: FM-200 in engine room, pull handle behind red flap, port side of wheelhouse","Marigold: two powder 6 kg and a blanket; no fixed system","Shut hatches and fuel first, count heads before release"]),("Abandoning ship",["Rafts: Kittiwake 2 x 20, Marigold 1 x 16","Seven short blasts and one long","Muster: after deck; in rain too","Take the grab bag (yellow) and the EPIRB"]),("Who to call",["Coastguard ch 16 or 999","Office 01632 960250","Island nurse 07700 900805","Out of hours: Alec Mackelvie 07700 900639"])]:
    s = pr.slides.add_slide(pr.slide_layouts[1]); s.shapes.title.text=t; s.placeholders[1].text="\n".join(bl)
    if t=="Fire": s.notes_slide.notes_text_frame.text="Tell them: FM-200 bottle was weighed in February 2026, next in February 2028. Volunteers must not use it."
    if t=="Lifejackets": s.notes_slide.notes_text_frame.text="Volunteers need two trips with Anders before they may take lines."
pr.save(P("Presentation1.pptx")); fixzip(P("Presentation1.pptx"))
