from lib import *
from datetime import date
F = Folder("dental", "dental")
F.pdf("Practice Handbook 2025.pdf", "Harbour Lane Dental Practice — Staff Handbook", [
 "Issue 7, in force from 3 February 2025. Owner of this document: Moira Tennant, practice manager. It replaces Issue 6 of September 2022, which should be shredded.",
 "# 1. Who we are", "Harbour Lane was opened in 1987 by Dr Alasdair Crewe as a single-chair practice above the chandlery. Since 2011 it has been run as a partnership of Dr Priya Nambiar and Dr Colin Faulds. We have four surgeries, two on the ground floor (1 and 2) and two upstairs (3 and 4). Surgery 3 is the only one with the panoramic X-ray unit. About sixty per cent of our patients are NHS patients; the remainder are private or belong to the Harbour Plan.",
 "# 2. Opening hours", "We open at 8.30 on weekdays and close at 17.30, except Wednesdays, when the last appointment begins at 19.15 and the doors close at 20.00. On the first Saturday of each month we run a hygienist-only morning from 9.00 to 12.30. The phones are answered from 8.15.",
 "Between 13.00 and 14.00 the front door is locked; the receptionist on early lunch covers the phone.",
 "# 3. Appointments and cancellations", "A patient who cancels with less than 24 hours' notice is charged £25 for each fifteen minutes of booked time, up to a maximum of £100. The charge is not raised for NHS patients, for children under 18, or where the reason is bereavement or hospital admission. After two failed attendances within twelve months the patient is written to; after a third, the partners decide whether to deregister.",
 "A patient arriving more than ten minutes late is seen only if the dentist agrees. Reception never promises this at the desk.",
 "Emergency slots are held at 9.00 and 14.15 each day and must not be released before 8.45 and 13.45 respectively.",
 "# 4. Annual leave", "Full-time staff receive 28 days of leave plus the public holidays. After five completed years of service the entitlement rises by one day a year up to a ceiling of 33. Requests are made in the blue book at least six weeks ahead; no more than two nurses may be away at once. Up to four unused days may be carried into the following year, but they lapse on 31 March. Leave is not granted in the last two weeks of March, when the NHS contract year closes, save for the wedding or funeral of a near relative.",
 "# 5. Sickness", "Ring Moira before 7.30 on the first morning; a text message is not enough. Self-certification covers the first seven calendar days. From the eighth day we need a fit note. The practice pays full salary for four weeks in any rolling year and half salary for a further four; associates, being self-employed, are outside this scheme.",
  "# 6. Infection control", "The decontamination lead is Beata Wolska; in her absence it is Joanne Pritchard. Every autoclave is run with a Helix test as the first cycle of the day, and the printout is stuck into the red log. A failed Helix test is repeated once. If the second also fails, the autoclave is taken out of use and the instruments processed since the previous passed test are quarantined.",
 "Water lines are flushed for two minutes at the start of the day and for thirty seconds between patients. Wrapped instruments may be stored for up to twelve months; unwrapped ones must be used within the day unless kept in a lidded tray, when the limit is one week.",
 "# 7. Sharps injuries", "Bleed it, wash it, do not suck it. Tell the lead nurse at once. Ring Occupational Health at the Royal on extension 4410 within the hour; out of hours go to A&E. The injury goes into the accident book the same day, and the source patient is asked for consent to a blood test by a dentist who was not involved.",
 "# 8. Radiographs", "Dr Faulds is the Radiation Protection Supervisor. The outside adviser is Medirad Physics Ltd. Films of children are only taken after a written justification. Nurses without the radiography certificate may position nothing and press nothing.",
 "# 9. Complaints", "Complaints are acknowledged within three working days and answered within ten. The complaints manager is Moira Tennant, unless the complaint is about her, in which case it goes to Dr Nambiar. Unresolved NHS complaints go to the Ombudsman; private ones to the Dental Complaints Service.",
 "# 10. Keys and alarm", "Keys are held by the partners, by Moira and by the cleaner, Mr Osei. The alarm company rings the keyholders in the order Moira, Dr Faulds, Dr Nambiar. The code is changed each quarter and whenever anybody leaves.",
"# 11. Medical emergencies in the practice", "The emergency drugs are in the orange bag beneath the desk in Surgery 1, the oxygen and the defibrillator behind the reception counter. Kirsty Haddow checks the bag on the first working day of each month and signs the card; anything expiring within six weeks is reordered. Whoever is nearest rings 999 and says whether there is a dentist in the room. One person goes down to the lane to wave in the ambulance, because the satellite navigation sends it to Harbour Road.",
"A patient who has fainted is laid flat before anything else. Glucose is given only when the person can swallow. An adult with chest pain chews one aspirin of 300 mg unless allergic; we do not give it to anyone taking warfarin without the dentist's word. Adrenaline for anaphylaxis: 0.5 ml into the thigh for adults, 0.3 ml for children of six to twelve, 0.15 ml below six, repeated after five minutes.",
"# 12. Fire", "The alarm is tested on Mondays at 8.20. The meeting point is the slipway, except at spring tides, when it is the car park of the lifeboat station. Fire wardens are Joanne Pritchard downstairs and Tessa Lowe upstairs. The compressor must be switched off at the red handle only if it can be reached without passing smoke.",
"# 13. Dress", "Tunics are provided: navy for nurses, grey for reception, bottle green for hygienists. Each person has four, or three if part-time. They are washed at 60 degrees, and never worn in the street. A wedding band without stones may stay on under gloves; watches and false nails may not. Clogs with holes are not allowed in the decontamination room.",
"# 14. Records and the computer", "Adult records are kept for eleven years after the last visit, children's until the twenty-fifth birthday or for eleven years, whichever is longer. Study models are kept for two years, orthodontic ones for six. Screens lock after four minutes. Passwords are not shared; the locum login is changed by Moira on the day each locum leaves. A request for a copy of records is answered within one month and is free; for a second copy within a year we charge £15.",
"E-mail to patients about treatment goes out only from the practice system. Photographs of teeth are taken with the practice camera, never with one's own telephone.",
"# 15. Referrals", "Suspected cancer goes to the maxillofacial unit at the Royal on the day it is seen, by telephone first and then by the form, and is entered in the yellow folder. Wisdom teeth go to Mr Laidlaw's clinic in Berwick, the waiting time being about five months; private patients may prefer the Borders Clinic. Orthodontics for children: Galashiels, not before all second premolars have come through. Nervous patients for sedation go to Dr Imrie, who wants a blood pressure and a list of medicines.",
"# 16. Waste", "Amalgam goes into the white tubs, teeth with amalgam likewise, teeth without it into the orange bags. Sharps boxes are closed when three quarters full or after three months. Collection is on alternate Tuesdays by Medway Clear. The consignment notes are kept for three years.",
"# 17. Probation and notice", "New staff are on probation for four months, which may be prolonged once by two. During it the notice is one week on either side, after it one month, and after four years of service one week for every completed year up to twelve.",
"# 18. Lone working", "Nobody treats a patient when alone in the building. On Wednesday evenings the last two people leave together. A nurse who must open up alone rings Moira when the alarm is off.",
"# 19. Petty cash", "The tin holds £80. Up to £15 may be taken without asking against a receipt; Sheila counts it on Fridays. Flowers for patients come from the partners' account instead.",
"# 20. Training", "Each nurse is given two paid study days a year, and £180 towards courses. Resuscitation training is held for everybody on the last Thursday of October, and the practice is closed that afternoon. Safeguarding level 2 is renewed every three years.",
])
fees=[("Examination","D0150",52,0),("Examination, new patient","D0155",78,0),("Hygienist visit, 30 min","H030",69,.1),("Hygienist visit, 45 min","H045",94,.1),("White filling, one surface","R110",125,.15),("White filling, two surfaces","R120",168,.15),("Root canal, front tooth","E300",340,.15),("Root canal, molar","E330",595,.15),("Porcelain crown","C500",680,.2),("Zirconia crown","C520",745,.2),("Extraction, simple","S700",140,.15),("Extraction, surgical","S720",265,.15),("Night guard","P900",210,.1)]
F.xlsx("Fees private 2025.xlsx",{"Private fees":[("Harbour Lane Dental – private fees from 1 April 2025",),(),("Treatment","Code","Fee £","Harbour Plan discount","Minutes")]+[(a,b,c,d,m) for (a,b,c,d),m in zip(fees,[20,40,30,45,40,50,60,90,75,75,30,60,20])],
 "2024 (old)":[("Private fees to 31 March 2025 – SUPERSEDED",),(),("Treatment","Code","Fee £")]+[(a,b,round(c*.94)) for a,b,c,d in fees],
 "Chair time Q1":[("Chair time used, hours, first quarter 2025",),("Surgery","January","February","March","Total"),("1",128,119,133,380),("2",121,124,117,362),("3",96,88,101,285),("4",74,92,80,246),("All",419,423,431,1273)]},
 merge={"Private fees":["A1:E1"],"Chair time Q1":["A1:E1"]})
F.docx("Associate agreement Okonjo.docx","Associate Agreement",[
 "between the partners of Harbour Lane Dental Practice (\"the Practice\") and Dr Efe Okonjo (\"the Associate\"), dated 14 May 2025.",
 "# 1. Term","1.1 This agreement begins on 1 July 2025 and runs until either side ends it with three months' written notice.{{fn: During the first six months the notice is four weeks on either side.}}",
 "1.2 The Practice may end it at once if the Associate is suspended or erased from the register of the General Dental Council.",
 "# 2. Sessions","2.1 The Associate works six sessions a week in Surgery 4: Monday, Tuesday all day and Thursday morning, and Wednesday evening.","2.2 The Associate shall find a locum at the Associate's own cost for any absence longer than ten consecutive working days.",
 "# 3. Fees","3.1 The Associate receives 45 per cent of private fees collected, after laboratory bills have been deducted, and £11.60 for each Unit of Dental Activity completed.","3.2 The annual target is 2,400 Units. If fewer than 96 per cent are delivered, the Practice may recover £27.50 for each missing Unit.{{fn: Units lost because of equipment failure for which the Practice is responsible are not counted as missing.}}","3.3 Laboratory bills are shared half and half for crowns remade within a year of fitting; for all other remakes the Associate bears the bill alone.",
 "# 4. Restrictive covenant","4.1 For twelve months after leaving the Associate shall not practise within three miles of Harbour Lane. This does not apply to posts in a hospital or in the salaried community service.",
 "# 5. Insurance","5.1 The Associate holds professional indemnity of at least £5 million and shows the certificate each January.",
 "Signed: P. Nambiar, C. Faulds, E. Okonjo. Witness: Moira Tennant."])
def inv(no,d,items,due,note):
    t=sum(q*p for _,q,p in items); v=round(t*.2,2)
    F.pdf(f"Invoice Clearline {no}.pdf","Clearline Dental Laboratory Ltd",[f"Unit 9, Pentland Way, Leith EH6 · VAT no. GB 284 5519 03",f"<b>INVOICE {no}</b>   Date: {d}   Payment due: {due}","To: Harbour Lane Dental Practice, 2 Harbour Lane, Eyemouth",[["Work","Qty","Price £","Amount £"]]+[[a,q,f"{p:.2f}",f"{q*p:.2f}"] for a,q,p in items],f"Net £{t:,.2f}   VAT 20% £{v:,.2f}   <b>Total £{t+v:,.2f}</b>",note],serif=False); return t+v
i1=inv("CL-2207","6 May 2025",[("Zirconia crown, pt. 4471",2,118),("Night guard, pt. 3902",1,54)],"5 June 2025","Dr Faulds. Shade A2 as telephoned.")
i2=inv("CL-2231","20 May 2025",[("Zirconia crown, pt. 5108",1,118),("Porcelain crown, pt. 4880",3,96),("Courier",1,12.5)],"19 June 2025","Dr Nambiar. Please return the articulator.")
i3=inv("CL-2260","4 June 2025",[("Partial denture, cobalt chrome, pt. 2215",1,286),("Relining, pt. 1733",2,61)],"4 July 2025","Dr Faulds. Second relining is a remake: no charge for the impression.")
F.mbox("inbox-june.mbox",[
 F.msg("Beata Wolska <beata@harbourlane.example>","Moira Tennant <moira@harbourlane.example>","Autoclave 2 again","Tue, 10 Jun 2025 08:52:11 +0100","Morning Moira,\nthe Helix test in autoclave 2 failed this morning, twice. I have put it out of use and quarantined eleven trays. Engineer from Steriserve (Gavin Roach) is coming on Thursday between 12 and 2. He says it is probably the door seal, £86 plus call-out of £120.\nUntil then we are on autoclave 1 only, so please don't let anyone book two surgicals in one morning.\nBeata\n"),
 F.msg("Moira Tennant <moira@harbourlane.example>","Beata Wolska <beata@harbourlane.example>","Re: Autoclave 2 again","Tue, 10 Jun 2025 09:20:40 +0100","Thanks. Go ahead with the seal, but anything above £300 in total I need to ask Colin first.\nM.\n\n> He says it is probably the door seal, £86 plus call-out of £120.\n"),
 F.msg("Gavin Roach <g.roach@steriserve.example>","beata@harbourlane.example","Job 55812 report","Thu, 12 Jun 2025 15:31:00 +0100","Hi Beata,\njob done: it was not the seal but the vacuum pump diaphragm. Parts £142, call-out £120, all plus VAT. Twelve months on the part. Next yearly service of both machines falls due in November.\nGavin\n"),
 F.msg("Mrs H. Lightbody <hlightbody@post.example>","reception@harbourlane.example","My crown","Fri, 13 Jun 2025 18:02:00 +0100","Dear Sirs,\nthe crown which Dr Nambiar fitted on 2 April came off on Sunday in a piece of toffee. I have it in an egg cup. I'm away to my sister's in Dundee from the 20th till the 29th so it would have to be before that, and not a Monday as I do the library.\nYours, Hester Lightbody\n"),
 F.msg("Dr Priya Nambiar <priya@harbourlane.example>","Moira Tennant <moira@harbourlane.example>","Lightbody","Mon, 16 Jun 2025 12:11:00 +0100","Put her in on Wednesday 18th at 9.00, use the emergency slot. No charge, it's within the year. Also can we talk about replacing the compressor - quote from Airdent was £4,350 fitted, the other firm (Dentair Scotland) £3,980 without fitting.\nP\n")])
F.text("rota_july.csv","""Week commencing;Surgery 1;Surgery 2;Surgery 3;Surgery 4;Reception;On leave
30/06/2025;Faulds / Wolska;Nambiar / Pritchard;Hygienist Lowe / -;Okonjo / Dunbar;Sheila;
07/07/2025;Faulds / Dunbar;Nambiar / Pritchard;Hygienist Lowe / -;Okonjo / Haddow;Sheila;Wolska
14/07/2025;Faulds / Dunbar;locum Sim / Pritchard;closed;Okonjo / Haddow;Kirsty;Wolska, Nambiar, Lowe
21/07/2025;Faulds / Wolska;Nambiar / Haddow;Hygienist Lowe / -;Okonjo / Dunbar;Kirsty;Pritchard
28/07/2025;closed;Nambiar / Pritchard;Hygienist Lowe / -;Okonjo / Dunbar;Sheila + Kirsty;Faulds, Wolska
""")
F.docx("Minutes practice meeting 2025-06-19.docx","Practice meeting, 19 June 2025",[
 "Present: P. Nambiar, C. Faulds, M. Tennant (chair), B. Wolska, J. Pritchard, K. Haddow, Sheila Moir (minutes). Apologies: T. Lowe, A. Dunbar.",
 "**1. Compressor.** Two quotes. It was agreed to take Airdent's, because theirs includes fitting and a five-year warranty. To be fitted on the afternoon of 11 July. Action: Colin.",
 "**2. Online booking.** Kirsty showed the trial. Hygienist visits only to begin with, from 1 September. New-patient examinations not before the new year.",
 "**3. Waiting room.** Fish tank: nobody wants to clean it. Sheila's nephew will take the fish. The tank goes; a toy corner was rejected because of infection control.",
 "**4. Failed attendances.** 31 in May, against 22 in April. Text reminders to go out 48 hours before as well as on the morning. Action: Sheila, by 30 June.",
 "**5. A.O.B.** Parking: the council confirms the lane will be dug up from 7 to 18 July; patients to be sent to the station car park. Next meeting 17 July, 13.00."])
F.picture("receipt_wilko_battery.png",["  EYEMOUTH HARDWARE & MARINE","   14 Church Street  TD14","   Tel 018907 50233","","  17/06/2025  11:42  Till 2","","  Door closer, brass   34.50","  AA batteries x12      9.80","  Washing-up bowl x2    7.00","  Descaler 1L           6.25","  ---------------------------","  TOTAL             GBP 57.55","  CASH                  60.00","  CHANGE                 2.45","","  Served by: Norrie","  Returns within 28 days"],rot=-1.2)
F.speech("answerphone 2025-06-23.mp3","Message received on Monday the twenty third of June at seven fifty two. Hello, this is Douglas Renwick. I have an appointment with Doctor Faulds tomorrow at ten forty for the root canal, but I have been started on blood thinners by the hospital, the tablets are called apixaban. Can somebody tell me whether I should stop them beforehand. You can reach me on my daughter's number, that is Fiona. Thank you. Bye.")
F.text("surgery3_xray.ini","""
; panoramic unit, settings noted by C.F. after service 2025-03-11
[unit]
model = Orthoscan P200
serial = OP2-77143
room = Surgery 3
last_service = 2025-03-11
next_service = 2026-03-11

[adult]
kv = 70
ma = 10
seconds = 14.1

[child]
kv = 63
ma = 6
seconds = 11.5
; do NOT use large-adult preset, see Medirad letter
""")
H="Practice Handbook 2025.pdf";X="Fees private 2025.xlsx";A="Associate agreement Okonjo.docx";M="inbox-june.mbox";MI="Minutes practice meeting 2025-06-19.docx"
F.q("what time do we shut on wednesdays?","when",H,"8 pm (20.00)",["20.00","20:00","8 pm","8pm","8.00 pm"])
F.q("Does an NHS patient have to pay if they cancel the same morning?","exception",H,"No, the charge is not raised for NHS patients",["not raised","No,","No.","not charged","no charge","don't have to","does not have to"])
F.q("how much is the late cancellation charge and whats the most it can come to","two-parts",H,"£25 per 15 minutes, maximum £100",must=["25","100"])
F.q("carry over holiday - how many days & until when?","two-parts",H,"Up to four days; they lapse on 31 March",["four","4 "],must=["31 March"])
F.q("Can I take leave at the end of March to go to my sister's wedding?","exception",H,"Yes: leave is refused in the last two weeks of March except for the wedding or funeral of a near relative",["near relative","Yes","wedding"],not_=["No,"])
F.q("Who is in charge of decontamination when Beata is off?","who",H,"Joanne Pritchard",["Pritchard"])
F.q("Where does a complaint go if it's about the practice manager herself?","rule",H,"To Dr Nambiar",["Nambiar"])
F.q("who started the practice","who",H,"Dr Alasdair Crewe, in 1987",["Crewe"])
F.q("fee zirconia crown private","table-cell",X,"£745",["745"])
F.q("What does a molar root canal cost a Harbour Plan member after the discount?","table-compute",X,"£505.75",[f"{595*.85:.2f}"])
F.q("Which surgery was used the least in February?","table-cell",X,"Surgery 3 (88 hours)",["Surgery 3","88"])
F.q("what's Efe's share of private fees?","form",A,"45 per cent of private fees collected, after lab bills",["45"])
F.q("How long is Dr Okonjo's notice in his first few months with us?","exception",A,"Four weeks during the first six months",["four weeks","4 weeks"])
F.q("could Okonjo take a job in a hospital two miles away right after leaving?","exception",A,"Yes, the covenant does not apply to hospital posts",["does not apply","Yes","hospital"],not_=["No,"])
F.q("What was actually wrong with autoclave 2 in the end?","mail",M,"The vacuum pump diaphragm, not the seal",["diaphragm","vacuum pump"])
F.q("When is Mrs Lightbody coming in, and will she be charged?","two-parts",M,"Wednesday 18 June at 9.00, no charge",["no charge","not be charged","free","won't be","not charged","without charge","nothing"],must=["18"])
F.q("which compressor quote did we go with and why?","how-why",MI,"Airdent's, because it includes fitting and a five-year warranty",must=["Airdent"],accept=["fitting","warranty"])
F.q("And when will it be fitted?","followup",MI,"On the afternoon of 11 July",["11 July","July 11"],after="which compressor quote did we go with and why?")
F.q("total of clearline invoice CL-2231 inc VAT?","form","Invoice Clearline CL-2231.pdf",f"£{i2:.2f}",[f"{i2:.2f}",f"{i2:.1f}"])
F.q("What did the door closer from the hardware shop cost?","picture","receipt_wilko_battery.png","£34.50",["34.50"])
F.q("what did the man on the answering machine want to know","recording","answerphone 2025-06-23.mp3","Whether to stop his blood thinners (apixaban) before the root canal",["blood thinner","apixaban","thinners"])
F.q("Who's on leave the week of 14 July?","list","rota_july.csv","Wolska, Nambiar and Lowe",must=["Wolska","Nambiar","Lowe"])
F.absent("what do we charge for teeth whitening","near-absent")
F.absent("who is the radiation protection adviser's contact person at Medirad?","near-absent")
F.absent("How much does Beata Wolska earn?")
F.absent("what's the amount on Clearline invoice CL-2275?","near-absent")
F.q("which file do I look in for the x-ray machine settings","library","surgery3_xray.ini","surgery3_xray.ini",["surgery3_xray"])
F.q("How much adrenaline for a nine year old in anaphylaxis?","rule",H,"0.3 ml into the thigh",["0.3"])
F.q("where do we assemble when the fire alarm goes at a spring tide","exception",H,"The car park of the lifeboat station",["lifeboat"])
F.q("does the 2nd copy of a patient's records cost anything","rule",H,"£15 if within a year",["15"])
F.q("and the first one, how quickly must we send it?","followup",H,"Within one month, free",["one month","1 month","a month"],after="does the 2nd copy of a patient's records cost anything")
F.q("give me the gist of the june practice meeting","summary",MI,"Compressor from Airdent, online booking from 1 September, fish tank goes, reminders, lane dug up",["Airdent","compressor","booking","fish"])
F.end(drop=["who started","could Okonjo","Where does a complaint","Who is in charge of decon","When will it" if 0 else "give me the gist"])
