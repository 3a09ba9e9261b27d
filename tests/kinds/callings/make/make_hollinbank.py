import os, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import h
O = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "files", "hollinbank") + "/"
os.makedirs(O, exist_ok=True)

# 1 ---------------------------------------------------------------- contract
h.pdf(O + "Corvane lab agreement CD-LSA-20714 signed.pdf", [
"# Laboratory Services Agreement",
"Agreement no. CD-LSA-20714, made between <b>Corvane Diagnostics Ltd</b>, Unit 4, Fellgate Park, Ostrey (“the Laboratory”) and <b>Hollin Bank Veterinary Centre</b>, 9 Tannery Rise, Marsby (“the Practice”).",
"## 1 Term",
"1.1 This Agreement starts on 1 February 2025 and runs for twenty-four months (the “Initial Term”).",
"1.2 It then continues for further periods of twelve months, unless one side gives the other at least 90 days’ written notice before the running period ends.",
"## 2 Collection",
"2.1 The Laboratory’s courier calls at the rear door of the Practice Monday to Friday at 17:40.",
"2.2 A Saturday call at 11:15 is made only where the Practice has asked for it by telephone before 10:00 the same morning. There is no call on Sundays or bank holidays; on those days samples may be left in the night box at Fellgate Park.",
"2.3 The driver waits ten minutes without charge. After that a waiting charge of £14.50 applies for each quarter of an hour begun.",
"## 3 Turnaround",
"3.1 Haematology and biochemistry received by 20:00 is reported by 12:00 on the next working day.",
"3.2 Histology is reported within five working days of receipt; tissue that must first be decalcified (bone, teeth) within nine.",
"3.3 Bacterial culture: interim report at 48 hours, final report on day five.",
"3.4 STAT requests are telephoned through within 90 minutes of arrival at the bench and carry a supplement of £38.00 per submission.",
"## 4 Late results",
"4.1 Where a report under 3.1 is late, the Laboratory credits 20% of the fee for that test.",
"4.2 Where histology is more than two working days late, it credits 35% of the fee.",
"4.3 No credit is due where the sample was haemolysed, unlabelled, or leaked because of poor packing.*",
"## 5 Charges and minimum spend",
"5.1 The Practice undertakes to spend at least £640 (before VAT) each calendar month. In August and December the figure is £400.",
"5.2 If it spends less, one half of the difference is added to the next invoice.",
"5.3 Prices may be changed once a year, on 1 April, by no more than 4%, and on sixty days’ notice. The fuel supplement in Schedule A stands outside this cap.",
"## 6 Bench analyser on loan",
"6.1 The Hemlock 5 analyser, serial H5-00918, stays the property of the Laboratory.",
"6.2 The Practice keeps it insured for £18,200.",
"6.3 The Laboratory calibrates it every quarter free of charge. Reagent discs and cleaning fluid are bought by the Practice.",
"6.4 Where damage comes from careless use, the Practice bears the first £750 of the repair. Ordinary wear is repaired at the Laboratory’s cost.",
"## 7 Invoices",
"7.1 One invoice is issued on the last working day of the month and falls due thirty days later.",
"7.2 A query must be raised within fourteen days of the invoice date; the part not in dispute remains payable.",
"7.3 Overdue sums bear interest at 6% a year.",
"## 8 Keeping of material",
"8.1 Serum is kept for ten days, wax blocks for three years and stained slides for seven years. Blocks are returned on request against postage of £9.00.",
"8.2 Reports are held electronically for six years.",
"## 9 Ending the Agreement early",
"9.1 Either side may end the Agreement if the other commits a serious breach and has not put it right within 28 days of being told.",
"9.2 The Practice may leave during the Initial Term for any reason on payment of a leaving fee: three months’ minimum spend in the first year, one month’s in the second.",
"9.3 No leaving fee is due if the Practice closes, or is sold to a group that runs its own laboratory.",
"## 10 Contacts and law",
"10.1 Account manager: Lorcan Vyse, 01632 960 418. Pathologist on duty: 01632 960 422 (08:30–18:30).",
"10.2 The law of England and Wales applies.",
"Signed for the Practice: Ianthe Saddler, practice manager, 22 January 2025. Signed for the Laboratory: Lorcan Vyse, 24 January 2025.",
"^ * Leakage from a container supplied by the Laboratory with a faulty lid does not count as poor packing.",
"## Schedule A – fees from 1 February 2025 (before VAT)",
([["Code","Test","Sample","Fee £"],
["H01","Full blood count with smear","1 ml EDTA","16.40"],
["B01","Biochemistry, 12 values","1 ml serum","21.75"],
["B02","Biochemistry, 20 values","1.5 ml serum","29.90"],
["T04","Total thyroxine (cat, dog)","0.5 ml serum","18.60"],
["U02","Urine sediment and protein ratio","5 ml urine","24.10"],
["M01","Bacterial culture with sensitivity","swab or urine","33.50"],
["P01","Histology, one site","formalin pot","62.00"],
["P02","Histology, each further site","formalin pot","27.00"],
["C03","Cytology, up to three slides","air-dried slides","44.80"],
["–","Fuel supplement, per collection day","","1.85"]],[.12,.5,.24,.14]),
], "Laboratory Services Agreement CD-LSA-20714")

# 2 ---------------------------------------------------------------- data sheet, two columns
h.pdf(O + "Sterivane 23 data sheet.pdf", [
"# Sterivane 23",
"Vacuum steam steriliser for veterinary and dental surgeries · Data sheet 23-EN rev. F",
"## General",
"Front-loading bench steriliser with three-stage pre-vacuum (class B) and closed-door drying. It takes five trays or three upright cassettes.",
([["Property","Value"],["Chamber volume","23 litres"],["Chamber, Ø × depth","250 × 450 mm"],["Outer size W × H × D","465 × 445 × 610 mm"],["Weight, empty","49 kg"],["Supply","230 V, 50 Hz, 2.3 kW"],["Fuse","16 A, slow"],["Sound level","56 dB(A)"],["Clean-water tank","4.2 litres"],["Waste-water tank","3.8 litres"],["Water per cycle","0.55 litres"]],[.55,.45]),
"## Largest load",
"Solid instruments 6.0 kg, of which no more than 1.2 kg on any one tray. Textiles and other porous goods 2.0 kg. Mixed loads count as porous.",
"## Cycles",
([["No.","Name","°C","Hold","Total"],["1","Unwrapped rapid","134","3.5 min","19 min"],["2","Wrapped universal","134","5 min","41 min"],["3","Gentle (rubber, plastics)","121","20 min","58 min"],["4","Prion","134","18 min","55 min"],["5","Vacuum test","–","–","17 min"],["6","Helix / Bowie-Dick test","134","3.5 min","24 min"]],[.1,.42,.13,.18,.17]),
"Times hold for a half load at 20 °C room temperature. A cold start adds up to 8 minutes.",
"## Water",
"Use only demineralised or distilled water below 15 µS/cm. The unit refuses to start above 40 µS/cm, since limescale would coat the level probe and the heater could then run dry. Drain both tanks every Friday if the unit stands idle over the weekend.",
"## Routine care",
([["When","What"],["Daily","Wipe door seal; run cycle 5 before first use"],["Weekly","Clean chamber and trays with Sterivane Pads; run cycle 6"],["Every 400 cycles","Change bacterial air filter (part 23-114)"],["Every 800 cycles","Change door seal (part 23-207)"],["Every 2 years","Pressure-vessel inspection by a competent person"]],[.36,.64]),
"## Messages",
([["Code","Meaning","Do this"],["E03","Water too hard","Drain, refill with fresh demineralised water"],["E07","Door not locked","Open, remove any wrap caught in the seal, close"],["E11","Vacuum not reached","Reduce load; change air filter if repeated"],["E15","Drying stopped by user","Load is wet: repack and repeat"],["E22","Heater over-temperature","Switch off 30 min; call service"]],[.16,.36,.48]),
"## Guarantee",
"24 months or 3,000 cycles, whichever comes first. Door seals, filters and trays are consumables and are not covered. Opening the rear panel ends the guarantee unless done by an engineer holding the Sterivane blue card.",
"## Ordering",
([["Part","No.","Price £"],["Unit with 5 trays","23-001","3,890.00"],["Cassette rack","23-050","118.00"],["Air filter","23-114","27.50"],["Door seal","23-207","64.00"],["Label printer","23-310","286.00"],["USB log key","23-315","41.00"]],[.5,.25,.25]),
"^ Sterivane is made by Ombrecht Steam Works, Lindholm. The log key stores about 9,500 cycles. Figures may change without notice.",
], "Sterivane 23", columns=2, footer="Sterivane 23 – data sheet 23-EN rev. F")

# 3 ---------------------------------------------------------------- handbook
h.docx(O + "Staff handbook extract v7.docx", [
"# Hollin Bank Veterinary Centre – staff handbook (extract)",
"Version 7, in force from 6 January 2025. Keeper: Ianthe Saddler. It replaces version 6 of 2023.",
"## 1 Holiday",
"The leave year runs from 1 April to 31 March. Full-time staff have 28 days including bank holidays. One day is added after every two full years of service, up to a ceiling of 33. Part-timers get the same in proportion.",
"Up to four days may be taken over into the next leave year; they lapse if not used by 30 June.",
"Ask eight weeks ahead for more than five working days in a row, three weeks ahead for anything shorter. No more than one vet and one nurse may be away at a time. In the two weeks around Easter, requests are drawn by lot.",
"## 2 Sickness",
"Telephone the practice manager by 07:30 – a text message is not enough, because twice in 2024 nobody saw it and a surgery list was left uncovered. The first seven days are self-certified; from day eight we need a doctor’s note.",
"In the first six months of service we pay statutory sick pay only. After that: four weeks at full pay, then four weeks at half pay, in any twelve months.",
"## 3 On call",
[["Duty","Vet","Nurse"],["Weeknight (19:00–08:00)","£65","£38"],["Saturday","£95","£55"],["Sunday or bank holiday","£120","£70"],["Christmas Day","£260","£150"]],
"On top of the standby sum, each call-out pays £45 to the vet and £25 to the nurse. Advice by telephone lasting less than fifteen minutes is not a call-out.",
"Anyone called in between midnight and 05:00 starts at 11:00 the next morning on full pay.",
"Mileage: 52p a mile in your own car; nothing in the practice van.",
"## 4 Training",
"Yearly allowance: vets £1,200, nurses £550, reception £200. What is left on 31 December is lost.",
"If you leave within twelve months of a course that cost more than £400, you repay half the fee. Courses that we asked you to attend are never repaid.",
"## 5 Staff animals",
"For up to three animals of your own we take 40% off our fees and charge medicines at cost plus 10%. During probation the reduction is 20%. Animals of relatives who do not live with you are charged in full. Treat no animal of your own without a second person signing the record.",
"## 6 Safety",
"Nobody stays alone in the building with a client after 19:00; since the attempted robbery of November 2023 our insurer makes this a condition of cover. The panic buttons are under the reception desk and in consulting room 2.",
"Radiation badges are changed in the first week of each quarter. Pregnant staff tell Dr Oyelaran, in confidence, as early as they can and do not hold animals for X-ray.",
"## 7 Starting and leaving",
[["Group","Probation","Notice in probation","Notice afterwards"],["Vets","6 months","1 week","3 months"],["Nurses","3 months","1 week","6 weeks"],["Reception and office","3 months","1 week","4 weeks"]],
"On your last day hand in keys, fob, badge and two tunics; a missing fob costs £18.",
"## 8 Clothing",
"Five tunics for full-timers, three for part-timers, washed on the premises. Shoes: up to £45 a year against a receipt, closed toe, any colour but white. Jewellery: one plain ring; no lanyards in theatre.",
])

# 4 ---------------------------------------------------------------- stock and orders
h.xlsx(O + "Stock and orders 2025.xlsx", {
"Stock count": [
["Hollin Bank – stock count, evening of 30 June 2025 (counted by Dilys and Kofi)"],
["“Reorder at”: buy when the count is this number or lower. Costs before VAT."],
None,
["Code","Item","Group","Where","Count","Reorder at","Unit","Cost per unit £","Use by","Supplier"],
["S-001","Meloxidol oral drops 32 ml","Pain relief","Dispensary A2",14,6,"bottle",9.85,"Aug 2026","Aldermoor"],
["S-002","Carprovane 50 mg","Pain relief","Dispensary A2",5,5,"tub of 100",31.40,"Jan 2027","Aldermoor"],
["S-003","Buprelix injection 10 ml","Pain relief","CD safe",7,3,"vial",22.15,"Mar 2026","Aldermoor"],
["S-004","Methovane injection 10 ml","Pain relief","CD safe",2,2,"vial",27.90,"Nov 2025","Aldermoor"],
["S-005","Amoxivet 250 mg","Antibiotic","Dispensary B1",9,4,"tub of 250",38.60,"May 2027","Pellbrook"],
["S-006","Cefalure palatable 200 mg","Antibiotic","Dispensary B1",3,4,"tub of 100",46.25,"Oct 2026","Pellbrook"],
["S-007","Doxipaste for cats","Antibiotic","Dispensary B1",11,5,"syringe",12.05,"Feb 2026","Pellbrook"],
["S-008","Fucidrop eye gel","Eyes and ears","Dispensary B3",18,8,"tube",7.70,"Sep 2025","Pellbrook"],
["S-009","Aurisol ear drops","Eyes and ears","Dispensary B3",13,8,"bottle",10.95,"Dec 2026","Pellbrook"],
["S-010","Tri-Dog vaccine","Vaccine","Fridge 1",46,25,"dose",6.35,"Jan 2026","Aldermoor"],
["S-011","Kennel cough intranasal","Vaccine","Fridge 1",19,20,"dose",7.80,"Nov 2025","Aldermoor"],
["S-012","Feline triple vaccine","Vaccine","Fridge 1",38,20,"dose",6.90,"Apr 2026","Aldermoor"],
["S-013","Rabbit Myxo-HD vaccine","Vaccine","Fridge 1",12,10,"dose",8.45,"Feb 2026","Aldermoor"],
["S-014","Rabies vaccine","Vaccine","Fridge 1",6,5,"dose",9.10,"Jul 2026","Aldermoor"],
["S-015","Insuvane 40 IU","Hormone","Fridge 2",4,3,"vial",29.75,"Dec 2025","Aldermoor"],
["S-016","Thyrofel 2.5 mg","Hormone","Dispensary C1",8,4,"tub of 100",24.30,"Jun 2027","Pellbrook"],
["S-017","Fleavane spot-on, cat","Parasites","Front shelf",52,24,"pipette",4.15,"Mar 2028","Pellbrook"],
["S-018","Fleavane spot-on, dog 10–25 kg","Parasites","Front shelf",21,24,"pipette",4.95,"Mar 2028","Pellbrook"],
["S-019","Wormex tablets","Parasites","Dispensary C2",140,60,"tablet",1.20,"Aug 2027","Pellbrook"],
["S-020","Tick twister pair","Parasites","Front shelf",17,6,"pack",2.35,None,"Tamsin & Hale"],
["S-021","Gauze swabs 10 × 10","Theatre","Store room 1",33,12,"pack of 100",3.60,None,"Tamsin & Hale"],
["S-022","Sterile gloves 6½","Theatre","Store room 1",24,20,"pair",0.95,"Jan 2029","Tamsin & Hale"],
["S-023","Sterile gloves 7½","Theatre","Store room 1",16,20,"pair",0.95,"Jan 2029","Tamsin & Hale"],
["S-024","Suture 3-0 absorbable","Theatre","Theatre drawer 2",27,12,"box of 12",41.80,"Oct 2028","Tamsin & Hale"],
["S-025","Scalpel blades no. 15","Theatre","Theatre drawer 1",6,3,"box of 100",11.25,"May 2029","Tamsin & Hale"],
["S-026","IV catheter 22 G","Theatre","Prep trolley",85,50,"piece",1.15,"Feb 2028","Tamsin & Hale"],
["S-027","Hartmann’s fluid 1 l","Theatre","Store room 2",29,15,"bag",3.30,"Sep 2027","Aldermoor"],
["S-028","Cohesive bandage 10 cm","Dressings","Store room 1",41,20,"roll",1.55,None,"Tamsin & Hale"],
["S-029","Buster collar 20 cm","Dressings","Store room 2",5,6,"piece",2.80,None,"Tamsin & Hale"],
["S-030","Formalin pots 60 ml","Laboratory","Lab bench",22,15,"pot",1.05,"Apr 2027","Tamsin & Hale"],
],
"Orders": [
["Orders placed April – June 2025"],
None,
["Order","Date","Supplier","What","Ordered by","Net £","State","Delivered"],
["O-411","2025-04-02","Aldermoor","Vaccines, spring top-up","Joss",612.40,"received","2025-04-03"],
["O-412","2025-04-04","Tamsin & Hale","Swabs, gloves, blades","Dilys",188.75,"received","2025-04-09"],
["O-413","2025-04-08","Pellbrook","Flea and worm, front shelf","Kofi",427.10,"received","2025-04-10"],
["O-414","2025-04-11","Ombrecht","2 door seals, 1 air filter","Joss",155.50,"received","2025-04-22"],
["O-415","2025-04-15","Aldermoor","Pain relief","Joss",241.90,"received","2025-04-16"],
["O-416","2025-04-24","Pellbrook","Antibiotics","Dilys",318.45,"received","2025-04-28"],
["O-417","2025-04-29","Tamsin & Hale","Sutures, catheters","Joss",536.20,"received","2025-05-02"],
["O-418","2025-05-01","Heathersett","Casket samples for display","Bettina",74.00,"received","2025-05-12"],
["O-419","2025-05-06","Aldermoor","Insulin, fluids","Dilys",203.60,"received","2025-05-07"],
["O-420","2025-05-09","Tamsin & Hale","Recovery kennels mats × 8","Joss",264.00,"cancelled",None],
["O-421","2025-05-13","Pellbrook","Eye and ear","Kofi",151.30,"received","2025-05-15"],
["O-422","2025-05-19","Norfell Print","Appointment cards, 2,000","Bettina",118.90,"received","2025-05-27"],
["O-423","2025-05-21","Aldermoor","Vaccines","Joss",498.25,"received","2025-05-22"],
["O-424","2025-05-27","Tamsin & Hale","Bandages, collars","Dilys",97.35,"received","2025-06-02"],
["O-425","2025-06-02","Pellbrook","Flea and worm, summer","Kofi",689.80,"received","2025-06-04"],
["O-426","2025-06-05","Ombrecht","Label printer","Ianthe",286.00,"received","2025-06-17"],
["O-427","2025-06-10","Aldermoor","Pain relief, CD","Joss",176.55,"received","2025-06-11"],
["O-428","2025-06-12","Pellbrook","Antibiotics","Dilys",204.95,"cancelled",None],
["O-429","2025-06-17","Tamsin & Hale","Recovery mats × 6 (instead of O-420)","Joss",211.40,"received","2025-06-24"],
["O-430","2025-06-20","Aldermoor","Kennel cough, rabies","Dilys",183.70,"part",None],
["O-431","2025-06-24","Pellbrook","Hormone tablets","Dilys",145.20,"awaited",None],
["O-432","2025-06-27","Tamsin & Hale","Gloves 7½, formalin pots","Dilys",83.10,"awaited",None],
],
"Suppliers": [
["Supplier facts"],
["Supplier","Customer no.","Order by","Delivery","Free delivery from £","Rep"],
["Aldermoor Vet Supplies","HB-3071","18:30","next working day",150,"Morwenna Teal"],
["Pellbrook Wholesale","55-20416","16:00","two working days",200,"Idris Cantelo"],
["Tamsin & Hale","TH/8829","noon","three to five working days",90,"Gwendal Roy-Parr"],
["Ombrecht Steam Works","O-7719","no set time","about ten days",250,"–"],
]})

# 5 ---------------------------------------------------------------- rota
rota = """date,day,vet,nurse,first_phone,call_outs,miles_own_car,remark
2025-03-01,Sat,Lund,Tregarth,Lund,2,14,
2025-03-02,Sun,Lund,Marchbanks,Lund,3,31,GDV at 02:15 - survived
2025-03-03,Mon,Oyelaran,Tregarth,Tregarth,0,0,
2025-03-04,Tue,Abernethy-Cole,Marchbanks,Marchbanks,1,9,
2025-03-05,Wed,Oyelaran,Fennimore,Fennimore,0,0,
2025-03-06,Thu,Lund,Tregarth,Tregarth,1,22,
2025-03-07,Fri,Abernethy-Cole,Marchbanks,Marchbanks,0,0,
2025-03-08,Sat,Quarrie,Fennimore,Quarrie,4,0,locum; used van
2025-03-09,Sun,Quarrie,Fennimore,Quarrie,1,0,locum; used van
2025-03-10,Mon,Oyelaran,Tregarth,Tregarth,1,6,
2025-03-11,Tue,Lund,Marchbanks,Marchbanks,0,0,
2025-03-12,Wed,Abernethy-Cole,Tregarth,Tregarth,2,18,swapped with Oyelaran
2025-03-13,Thu,Oyelaran,Fennimore,Fennimore,0,0,swapped with Abernethy-Cole
2025-03-14,Fri,Lund,Marchbanks,Marchbanks,1,11,
2025-03-15,Sat,Abernethy-Cole,Tregarth,Abernethy-Cole,3,40,lambing at Sowerthwaite
2025-03-16,Sun,Abernethy-Cole,Tregarth,Abernethy-Cole,5,57,two caesareans
2025-03-17,Mon,Oyelaran,Marchbanks,Marchbanks,0,0,
2025-03-18,Tue,Lund,Fennimore,Fennimore,2,26,
2025-03-19,Wed,Quarrie,Tregarth,Tregarth,1,0,locum; used van
2025-03-20,Thu,Abernethy-Cole,Marchbanks,Marchbanks,0,0,
2025-03-21,Fri,Oyelaran,Tregarth,Tregarth,1,8,
2025-03-22,Sat,Oyelaran,Fennimore,Oyelaran,2,12,
2025-03-23,Sun,Oyelaran,Marchbanks,Oyelaran,2,19,
2025-03-24,Mon,Lund,Tregarth,Tregarth,0,0,
2025-03-25,Tue,Abernethy-Cole,Fennimore,Fennimore,1,7,
2025-03-26,Wed,Lund,Marchbanks,Marchbanks,1,13,
2025-03-27,Thu,Oyelaran,Tregarth,Tregarth,0,0,
2025-03-28,Fri,Quarrie,Fennimore,Fennimore,2,0,locum; used van
2025-03-29,Sat,Lund,Marchbanks,Lund,1,15,
2025-03-30,Sun,Lund,Tregarth,Lund,4,44,clocks forward; RTA collie
2025-03-31,Mon,Abernethy-Cole,Marchbanks,Marchbanks,0,0,
"""
open(O + "on-call log 2025-03.csv", "w").write(rota)

# 6 ---------------------------------------------------------------- mbox
mbox = """From lorcan.vyse@corvane.example Tue Feb 11 10:22:00 2025
From: Lorcan Vyse <lorcan.vyse@corvane.example>
To: Ianthe Saddler <ianthe@hollinbank.example>
Subject: Weekday collections from March
Date: Tue, 11 Feb 2025 10:22:00 +0000
Message-ID: <m1@corvane.example>
Content-Type: text/plain; charset="utf-8"

Dear Ianthe,

I am sorry to come back to you so soon after we signed. Sallow Bridge is being strengthened and will be shut to vans from 3 March until the autumn. Our driver will have to come round by Penhurst, and he must still be in Ostrey for the last analyser run.

As from Monday 3 March we would therefore call on you at 16:50 instead of 17:40, Monday to Friday. Saturdays stay as they are.

Kind regards
Lorcan

From ianthe@hollinbank.example Wed Feb 12 08:47:00 2025
From: Ianthe Saddler <ianthe@hollinbank.example>
To: Lorcan Vyse <lorcan.vyse@corvane.example>
Cc: Joss Tregarth <joss@hollinbank.example>
Subject: Re: Weekday collections from March
Date: Wed, 12 Feb 2025 08:47:00 +0000
Message-ID: <m2@hollinbank.example>
Content-Type: text/plain; charset="utf-8"

Dear Lorcan,

16:50 is no use to us. The last afternoon appointment is at 16:30 and theatre bloods are not spun before five. Could you manage 17:15? And what about the waiting charge while your man is finding his feet on the new route?

Ianthe

> As from Monday 3 March we would therefore call on you at 16:50 instead of 17:40

From lorcan.vyse@corvane.example Mon Feb 17 15:05:00 2025
From: Lorcan Vyse <lorcan.vyse@corvane.example>
To: Ianthe Saddler <ianthe@hollinbank.example>
Subject: Re: Re: Weekday collections from March
Date: Mon, 17 Feb 2025 15:05:00 +0000
Message-ID: <m3@corvane.example>
Content-Type: text/plain; charset="utf-8"

Dear Ianthe,

We have turned the round about so that you are the last stop but one. 17:05 is the best I can do, and that is now fixed from 3 March. No waiting charge for the whole of March. From 1 April clause 2.3 applies again.

I am also sending you a small drop fridge for the back porch, on loan, no cost. The driver has his own key. It holds about forty tubes.

Regards
Lorcan

From ianthe@hollinbank.example Tue Feb 18 12:31:00 2025
From: Ianthe Saddler <ianthe@hollinbank.example>
To: All staff <all@hollinbank.example>
Subject: Lab van: new time from 3 March
Date: Tue, 18 Feb 2025 12:31:00 +0000
Message-ID: <m4@hollinbank.example>
Content-Type: text/plain; charset="utf-8"

Hello everyone,

Settled with Corvane: van at 17:05, Monday to Friday, from 3 March. So bloods spun, labelled and in the porch fridge by 16:55 please.

Anything urgent after the van has gone goes by Bluebird Taxis to Ostrey on our account (say "Hollin lab run"). A vet has to say yes first, and the fare must stay under 30 pounds; above that ring me.

Histology pots do NOT go in the fridge, cold formalin spoils the section. They go in the yellow crate next to it. Bloods in white bags, histology in yellow bags, cultures in clear bags with the red stripe.

Kofi was going to change the notice on the lab door but is away that week, so Bettina will do it.

Ianthe

From joss@hollinbank.example Mon Feb 24 17:58:00 2025
From: Joss Tregarth <joss@hollinbank.example>
To: Ianthe Saddler <ianthe@hollinbank.example>
Subject: Re: Lab van: new time from 3 March
Date: Mon, 24 Feb 2025 17:58:00 +0000
Message-ID: <m5@hollinbank.example>
Content-Type: text/plain; charset="utf-8"

Fridge has come. I have put the thermometer in, it sits at 5 degrees. Two things: the porch socket trips if the pressure washer is on as well, so Wednesdays the kennels get washed after six, not before. And can we have a second clip-board for the log, the vets keep walking off with the first.

Joss

"""
open(O + "lab van thread Feb 2025.mbox", "w").write(mbox)

# 7 ---------------------------------------------------------------- reception notes
open(O + "reception crib sheet.md", "w").write("""# Front desk crib sheet (Bettina's, last tidied 9 June 2025)

## Phones
- Pick up in 4 rings. 2 lines engaged -> goes to Kofi's headset.
- After 19:00 switch to **#62** = on-call mobile. Back to day mode **#60** at 08:00 (don't forget, we lost a Monday morning that way).
- Repeat Rx line: option 3, voicemail, we clear it at 11 and 15.

## Repeat prescriptions
- 48 h notice. Controlled (pheno, gaba, trama): 72 h and must have been seen < 3 months ago. Everything else: seen < 6 months.
- Written script for outside pharmacy: 16.50, each extra item same day 4.00. No scripts by phone to pharmacies.

## Money
- New clients: 50 deposit for ops, taken at booking. Comes off the bill. Cancel > 24 h before: refunded. Less: we keep half. No-show: we keep all of it.
- Payment in 3 only for bills over 300 and only if registered > 12 months. Ianthe signs. First third on the day.
- Direct claims: only **Pawsure** and **Linnet Mutual**. All others client pays and claims back. Claim form fee 15 per condition, *continuation claims free*.
- Card machine frozen: hold yellow + # for 5 s. Still dead -> green phone book, p. 1, merchant no. ends 4471.

## Cremation (Heathersett)
- Van Tue + Fri, before 10.
- Individual ashes back in 7-10 days, we ring the owner, never text.
- Not fetched after 6 months: letter; after 12 they're scattered at Heathersett's garden.
- Paw print in clay: ask BEFORE the van, 22.

## Strays
- Scan. Chip -> ring keeper. No chip: dogs to council warden (01632 960 777, 9-5), cats stay max 7 days in ward B then Marsby Cats' Refuge.
- Injured stray: 1st aid free up to 80, then vet in charge decides.

## Rabbits & small furries
- Don't starve before ops!! Owner brings own food. Book before 11:00 so that they eat again before we shut.
- No guinea pig in the dog waiting area. Side room 1.

## Odds & ends
- Parcel man wants a name. "Reception" isn't one.
- Blinds down 12-14 in June/July, else the vaccine fridge alarm goes off (sun on the compressor).
- Window cleaner: 2nd Thurs, 35 cash from tin, put slip in.
- Lost property: 3 months in the blue box, leads & coats then to the Refuge.
- Key for side gate: Joss, Ianthe, Dr O. Spare at no. 11 (Mrs Ettrick).
""")

# 8 ---------------------------------------------------------------- practice meeting
h.pptx(O + "Practice meeting 14 May 2025.pptx", [
("Practice meeting – Wednesday 14 May 2025", ["Upstairs room, 13:00–14:00, sandwiches from 12:45","Present: Oyelaran, Lund, Tregarth, Marchbanks, Saddler, Crewe","Apologies: Abernethy-Cole (on a course), Amoah-Reed, Fennimore","Minutes: Ianthe Saddler"], None, None),
("How the first four months went", ["Nose operations on flat-faced dogs brought the jump in April. * Missed: booked, did not come, did not cancel."],
 [["Month","Consultations","Operations","New clients","Missed appointments*","Takings £"],["January","612","58","31","44","71,340"],["February","575","63","27","39","68,905"],["March","648","71","42","51","79,610"],["April","631","84","38","28","83,275"]], None),
("Fees from 1 June", ["Prices include VAT. Nurse clinics for club members stay free."],
 [["Item","Until 31 May £","From 1 June £"],["Consultation, 15 min","46.00","49.50"],["Repeat consultation","34.00","36.00"],["Nurse clinic","18.00","18.00"],["Cat castration","82.00","88.00"],["Bitch spay, 10–25 kg","318.00","342.00"],["Scale and polish","265.00","265.00"],["Microchip","19.50","16.00"],["Out-of-hours consultation","198.00","224.00"]], "Wren asked for the microchip to come down because the charity clinic in Ostrey does it for 15."),
("Why the out-of-hours fee goes up", ["Locum nights now cost us £410 instead of £330","The answering service ended its free tier in March","We looked at handing nights to Ostrey Emergency Vets: rejected, 40 minutes’ drive for most clients"], None, None),
("Kennel ward works", ["Ward A shut 7–25 July for new drains and floor","Builder: Garrick Stope & Daughter, £23,450 fixed price, 10% held back until the end of October","Dogs go to ward B; cats to side room 2; no boarding in these three weeks","Noise: drilling only 08:30–11:30, no operations on birds or rabbits on those mornings"], None, "Second quote was 27,900 from Pennick Bros, earliest start in September."),
("Who does what", ["Next meeting: Wednesday 9 July, same room."],
 [["Task","Who","By"],["New price list at desk and on site","Bettina","30 May"],["Letter to boarding clients about July","Kofi","6 June"],["Ask Linnet Mutual about claims by web form","Ianthe","20 June"],["Quote for second dental X-ray plate","Casimir Lund","13 June"],["Fire drill with nights team","Joss","27 June"],["Replace cracked sink, prep room","Garrick Stope","with ward works"]], None),
])

# 9 ---------------------------------------------------------------- incident report
h.odt(O + "Incident report 2025-07 cat bite.odt", [
"# Incident and near-miss report",
"Fill in within 24 hours. One copy to the practice manager, one in the red folder.",
[["Report number","HB-INC-2025-07"],["Date of incident","Thursday 22 May 2025"],["Time","10:40"],["Place","Consulting room 3"],["Reported by","Wren Abernethy-Cole MRCVS"],["Report filled in","22 May 2025, 13:15"],["Person hurt","Dilys Marchbanks RVN"],["Injury","Two puncture wounds, base of left thumb"],["Animal","“Marmaduke”, cat, neutered male, 9 years, record 20881"],["Owner","Mr Peregrine Stagg"],["Witness","Owner; Kofi Amoah-Reed came in afterwards"],["First aid by","Joss Tregarth, flushed 10 minutes under tap, dressing"],["Seen by doctor","Yes, Marsby Walk-in Centre, same day 12:05"],["Treatment","Co-amoxiclav 7 days, tetanus up to date (2021)"],["Time off work","3 shifts (23, 24 and 27 May)"],["Reportable to the authority","No (under seven days)"],["Told to insurer","28 May 2025, ref. LM-E-66290"]],
"## What happened",
"Marmaduke was booked for a blood pressure check and a nail trim. He had been calm for the cuff. When the second front paw was taken up he screamed, turned and bit. Dilys was holding him with a towel wrap but without gloves. The owner was standing on the cat’s left and tried to take hold of the scruff, which made things worse. The cat went back into its carrier by itself after about two minutes.",
"Found on later examination under sedation: an ingrown claw on the right forefoot, digit two, with an abscess. That is why he reacted; he was in pain.",
"## Warning signs that were missed",
"The record of 3 February carries the note “hisses at feet, use gabapentin before visits”. The note was typed in the free text and not set as a pop-up alert, so nobody at the desk or in the room saw it. No gabapentin had been given.",
"## What we change",
"1. Temper and handling notes go in as an amber alert, never in free text alone. Bettina, done 26 May.",
"2. A pair of bite gloves hangs in each consulting room. Until now there was one pair for three rooms. Joss, by 13 June.",
"3. Owners stay seated unless asked to help. Sign ordered from Norfell Print.",
"4. Nurse refresher on low-stress holding with Freya Dunmore, two hours, on 18 June.",
"## Comments of the practice manager",
"Seen 27 May. The owner is not charged for the visit or for the sedation; he pays for the antibiotics. Dilys keeps full pay for the shifts lost, whatever the handbook says about length of service. Look at this again in three months. I. Saddler",
])

# 10 --------------------------------------------------------------- club page
open(O + "hollin-club.html", "w").write("""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>The Hollin Club - our pet health plan</title>
<style>body{font-family:sans-serif} td{padding:2px 8px}</style></head><body>
<nav><a href="/">Home</a> <a href="/team">Team</a> <a href="/club">Club</a> <a href="/find">Find us</a></nav>
<h1>The Hollin Club</h1>
<p>Spread the cost of keeping your animal well. One monthly direct debit, no joining fee. The Club is not insurance and does not pay for illness or accidents.</p>
<h2>What it costs a month</h2>
<table border="1">
<tr><th>Animal</th><th>Basic</th><th>Plus</th></tr>
<tr><td>Cat</td><td>&pound;13.25</td><td>&pound;18.90</td></tr>
<tr><td>Dog up to 10 kg</td><td>&pound;14.50</td><td>&pound;20.75</td></tr>
<tr><td>Dog 10.1 to 25 kg</td><td>&pound;17.00</td><td>&pound;23.80</td></tr>
<tr><td>Dog over 25 kg</td><td>&pound;19.95</td><td>&pound;27.40</td></tr>
<tr><td>Rabbit</td><td>&pound;9.80</td><td>not offered</td></tr>
</table>
<p>From the second animal in the same household each further one costs 10% less. Prices hold until 31 March 2026.</p>
<h2>What you get</h2>
<ul>
<li><b>Basic:</b> yearly booster, flea and worm treatment posted to your door every three months, one nurse clinic a month, nail clipping, 10% off food.</li>
<li><b>Plus:</b> all of Basic, and two vet consultations a year, one urine test, 20% off dental work, 15% off neutering.</li>
</ul>
<h2>What is left out</h2>
<p>Kennel cough vaccine is included for dogs on Plus only; on Basic it is &pound;21. Rabies vaccination and travel papers are never included. Prescription diets do not count as food for the reduction.</p>
<h2>Joining</h2>
<p>Puppies and kittens can join from eight weeks. Animals whose vaccination has lapsed for more than fifteen months pay &pound;35 once for the restart course. We weigh dogs at the desk; if a dog moves up a weight band the new price starts with the following month.</p>
<h2>Leaving</h2>
<p>The plan runs for twelve months and then month by month. If you leave in the first year you pay whichever is less: the value of what you have had so far at list price, less what you have paid in, or the rest of the year&rsquo;s instalments. If your animal has died we ask for nothing. Moving more than 20 miles away: one month&rsquo;s notice, nothing more.</p>
<h2>Questions people ask</h2>
<p><b>Why do you not post rabbit treatments?</b> Because flystrike products have to be put on by us in warm weather; bring your rabbit in and we do it free from May to September.</p>
<p><b>Can I switch from Basic to Plus?</b> At any time. From Plus to Basic only at the yearly renewal.</p>
<p><b>What happens if a payment fails?</b> We try again after ten days. A second failure suspends the plan and costs &pound;6.</p>
<footer>Hollin Bank Veterinary Centre, 9 Tannery Rise, Marsby. Open Mon-Fri 08:00-19:00, Sat 09:00-13:00. Tel 01632 960 300. Page changed 2 April 2025.</footer>
<script>console.log("club page");</script>
</body></html>
""")
