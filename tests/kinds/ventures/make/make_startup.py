from households import *

OUT = os.path.join(HERE, "files", "startup"); os.makedirs(OUT, exist_ok=True)
P = lambda n: os.path.join(OUT, n)
HANDBOOK = '''
# Working at Tallowbrook
Tallowbrook Sensing Ltd, Unit 6 Cutlers Wharf, Sheffield S3 8GH. Version 4, in force from 1 September 2025. It replaces version 3 of March 2024. Owner: Priyanka Rao (Operations). Next review: September 2026.
## 1. About this document
This handbook tells you how we work, what you may expect from the company and what the company expects from you. It is not part of your contract of employment except where a section says so. Where your contract and this handbook disagree, your contract wins. We are twenty people, so most things can be settled by talking; the handbook is for when talking has not settled them.
Changes are made by e-mail from Operations and count from the date given in the mail, even when this document has not been reprinted yet. Please do not keep your own printed copy.
## 2. Hours and place of work
2.1 The full-time week is 37.5 hours. Core hours, in which everybody should be reachable, are 10:00 to 15:30. Outside these you may arrange your day as you like, but not before 07:00 and not after 20:00, since the building's alarm is set outside those times.
2.2 Office staff may work from home up to two days a week, by agreement with their line manager. Production and test staff cannot do their work elsewhere and are not covered by this clause; they may instead ask for a compressed week of four days.
2.3 In your first three months you are expected on site every day. Your line manager may waive this in writing, and normally does so where the commute takes longer than 75 minutes each way.
2.4 Nobody may be alone in the lab after 19:00. If you must stay, a second person has to be in the building and you must both sign the late book at reception. The late book is read by Tomasz every Monday.
2.5 Overtime is not paid to salaried staff. Hours above 42 in one week may be taken back as time off within the following eight weeks; after that they lapse. Production staff on hourly pay get time and a quarter on Saturdays and time and a half on Sundays.
2.6 Working from abroad is possible for up to 15 working days in a calendar year, provided the country has a tax treaty with the UK and Sanjay has cleared the laptop. Requests go to Operations four weeks ahead.
---
## 3. Holidays
3.1 The yearly allowance is 26 days plus the eight public holidays. The leave year runs from 1 January to 31 December. Part-timers get a share in proportion.
3.2 For every two full years of service you get one further day, to a maximum of three further days.
3.3 You may carry over up to five days, which have to be used by 31 March; what is left on 1 April is lost. Where illness or parental leave kept you from taking leave, the limit of five days does not apply and you have eighteen months.
3.4 Ask at least twice as long ahead as the leave is to last: for one week off, two weeks' warning. For absences of more than three weeks in one go the managing director has to agree.
3.5 Between Christmas and New Year we close. Three days of your allowance are kept back for that. New starters who have joined after 1 November and lack the days are given them as unpaid leave or may borrow from next year.
3.6 You can buy up to three further days each January through salary deduction. Days cannot be sold.
## 4. Being ill
4.1 Ring your line manager before 09:30 on the first day. A text or a chat message is not enough, because we have had people lying ill with nobody knowing. If you cannot speak, somebody else may ring for you.
4.2 For up to seven calendar days you fill in the self-certification form. From the eighth day on we need a fit note from a doctor, nurse, pharmacist or physiotherapist.
4.3 After probation the company pays full salary for ten working days of illness in any rolling twelve months, then statutory sick pay (SSP). During probation only SSP is paid. Illness caused by an accident at our premises is paid in full for up to six weeks whatever the length of service.
4.4 After an absence of more than three weeks there is a talk about coming back, and hours may be built up in steps over four weeks on full pay.
## 5. Parents and carers
5.1 Maternity and adoption: 14 weeks at full pay, then statutory pay, for those with a year's service at the due date. With less than a year's service the statutory rules apply alone.
5.2 Paternity or partner's leave: three weeks at full pay, to be taken within 52 weeks of the birth, in blocks of at least one week.
5.3 Carers may take five paid days in a year to look after a dependant at short notice. A pet is not a dependant. A sixth day and more are unpaid.
5.4 Bereavement: five paid days for a partner, parent, child or sibling; one paid day for a funeral otherwise. For the loss of a child the statutory two weeks are paid in full.
---
## 6. Joining and leaving
6.1 Probation is six months. It may be extended once, by up to three months, if the reasons are given in writing before the sixth month ends. If nothing is said by then, you have passed.
6.2 Notice is one week on either side during probation, one month afterwards, and two months after four years' service. Team leads and directors have three months in their contract.
6.3 On your last day you hand in laptop, badge, lab keys and any samples. Final pay is held back only for things not returned and only up to their book value.
6.4 A referral bonus of £1,200 is paid to whoever recommends a person we hire: half at the start, half when probation is passed. Directors and the hiring manager are not eligible.
## 7. The lab
7.1 Safety glasses are worn beyond the yellow line, by visitors too. Spectacles are not safety glasses. Prescription safety glasses are paid for by the company every two years.
7.2 Wrist straps are tested every morning at the box next to the door and the result is written in the log. A strap that fails twice is cut in half and binned, so that nobody fishes it out again.
7.3 Isopropanol and flux remover go back into the red cabinet at the end of the day. No more than five litres in all may be kept there. Lithium cells live in the metal bin outside, never in the red cabinet.
7.4 The reflow oven may only be run by people on the list in Appendix A. Training takes two hours and is renewed after 24 months.
7.5 Work on anything above 60 V DC or 25 V AC needs two people, one of whom stands by the emergency stop. The climatic chamber does not count as such work although it is mains powered.
7.6 First aiders are Tomasz Wierzbicki and Leanne Okoro. The defibrillator hangs in the stairwell on the first floor, shared with the bakery downstairs.
## 8. Computers and information
8.1 Every account uses the password manager and a second factor. Text messages are not an accepted second factor.
8.2 A lost or stolen laptop or phone is reported to Sanjay Mistry within four hours of your noticing, weekends included. There is no blame for losing one; there is for keeping quiet.
8.3 Customer data, schematics and firmware do not go into private cloud storage, nor into AI tools other than the one on our own server. Marketing texts and public data sheets may.
8.4 USB sticks from outside are opened only on the quarantine machine in the goods-in area.
8.5 Private use of the laptop is fine so long as nothing is installed. Crypto mining is a disciplinary matter, as one of us found out.
---
## 9. Borrowing equipment
Hand tools and soldering irons may be taken home for up to 14 days if entered on the sheet. Oscilloscopes, spectrum analysers and calibration references do not leave the building other than for customer visits signed off by Amina. The company van may be used privately one weekend a month for the fuel used plus £20; drivers have to be 25 or older.
## 10. Learning
10.1 Each person has £750 a year for courses, books and conferences. It does not roll over. Two people may pool theirs with the consent of both line managers.
10.2 For a course dearer than £1,000 you sign a repayment note: all of it if you leave within six months of the end of the course, half if you leave between six and twelve months, nothing after that. No repayment is due if the company ends the employment.
10.3 English or German lessons are outside of the yearly sum and are paid in full.
## 11. Pay and pension
Pay day is the 27th; where that is a weekend or public holiday, the working day before. The company puts 5% of salary into the pension and matches what you pay in beyond 5%, to a maximum of 7%. Pay is looked at each April. Share options are granted after twelve months, vest over four years and lapse 90 days after leaving.
## 12. When something goes wrong
12.1 Grievances are put in writing to Priyanka, or to Gareth if they are about Priyanka. You get a meeting within five working days and an answer within ten working days of the meeting. An appeal must be handed in within five working days of the answer and is heard by someone not involved so far.
12.2 Warnings stay on file for six months (first written) or twelve months (final written).
12.3 Worries about wrongdoing may be raised with the outside adviser, Marion Teesdale, in confidence.
## 13. Dogs, visitors, parking
Dogs are welcome in the office on Fridays, never in the lab or goods-in, and no more than two at a time. Assistance dogs may come any day. Visitors sign in at reception and wear a white badge; competitors' staff are not taken past the yellow line. There are seven parking spaces; one is for visitors, one is the charging bay, which must be cleared after four hours.
# Appendix A. Reflow oven: people signed off
| Name | Signed off | Valid until | Trainer |
| Leanne Okoro | 14 Feb 2024 | 14 Feb 2026 | T. Wierzbicki |
| Tomasz Wierzbicki | 3 Jun 2024 | 3 Jun 2026 | Halden |
| Declan Foy | 22 Jul 2025 | 22 Jul 2027 | T. Wierzbicki |
| Yuki Arden | 22 Jul 2025 | 22 Jul 2027 | T. Wierzbicki |
# Appendix B. Who is who
| Name | Role | Ext. | In charge of |
| Gareth Lindqvist | Managing Director | 201 | contracts over £25k, press |
| Dr Amina Yusuf | CTO | 202 | design, loans of instruments |
| Priyanka Rao | Operations Manager | 205 | people, building, this handbook |
| Bernard Achebe | Finance Lead | 207 | expenses, credit control |
| Ilse Korver | Finance Assistant | 208 | purchase ledger, cards |
| Sanjay Mistry | IT | 211 | laptops, accounts |
| Tomasz Wierzbicki | Production Lead | 214 | lab, goods-in, fire warden |
| Leanne Okoro | Test Engineer | 216 | calibration, first aid |
'''
EXPENSES = '''
# Travel and Expenses: what we pay back
Doc no. FIN-03 | Issue 6 | Effective 1 April 2025 | Approved: B. Achebe | Supersedes: Issue 5 (Jan 2024)
## 1. Principle
Nobody should be richer or poorer for having travelled on our behalf. Spend as you would if the money were yours and you were neither stingy nor showing off. This policy covers employees, interns and contractors on day rate; contractors on fixed price bear their own costs unless the purchase order says otherwise.
## 2. Claiming
2.1 Claims are entered in the tool by the fifth working day of the month after the spend and are paid with that month's salary. Late claims are paid a month later. Anything older than 90 days is not paid back at all, except where the person was on sick or parental leave.
2.2 A receipt is needed for everything above £10. A card slip is not a receipt, as it shows no VAT. Without a receipt you may make a signed statement, at most twice in a calendar year and for no more than £30 each.
2.3 Amounts in foreign money are converted at the rate on your own card statement; if cash was used, at the rate of the day in the tool.
2.4 An advance of up to £300 can be had from Ilse when asked for at least five working days before the trip. It must be cleared within ten working days after your return, or it is taken off the next salary.
## 3. Who signs
| Amount of claim or purchase | Signed by | Remarks |
| up to £250 | line manager | |
| over £250 to £2,000 | head of department | two quotes over £1,000 |
| over £2,000 | managing director | three quotes, capex form |
Nobody signs for themselves. The managing director's claims are signed by the finance lead, and those of the finance lead by the managing director. Splitting one purchase to stay below a limit is treated as misconduct.
## 4. Trains, planes, cars
4.1 Rail is standard class. First class is paid only if it was cheaper than the standard flexible fare at the time of booking and you kept a screenshot to show so. Railcards are paid for if they save more than they cost within the year.
4.2 Flights are economy. For flights longer than seven hours premium economy may be booked with Gareth's consent beforehand. Business class is never paid. One piece of hold luggage is paid on trips of three nights or longer, or whenever you carry demo units.
4.3 Own car: 45p a mile for the first 10,000 miles in the tax year, 25p after that. Each colleague you take along adds 5p a mile. Own bicycle: 20p a mile. Motorcycles: 24p. The way from home to Cutlers Wharf is never counted.
4.4 If the round trip is longer than 150 miles, take a hire car (group B) or the train; own-car mileage over 150 miles is paid only up to the cost of the hire.
4.5 Taxis are paid after 21:00, or when carrying more than 10 kg of kit, or when there is no public transport within a mile. Tips up to 10% are paid. Speeding and parking fines are never paid, not even in the company van.
---
## 5. Sleeping and eating
5.1 Hotel, per night, breakfast not counted:
| Place | Cap per night | Breakfast | Evening meal |
| UK outside London | £110 | £12 | £28 |
| London | £140 | £14 | £32 |
| Western Europe | £150 | £15 | £35 |
| Elsewhere | £170 | £15 | £35 |
5.2 A night away is paid when the working day together with travel would exceed 12 hours, or when you would have to leave home before 05:30. In all other cases agree it with your line manager first.
5.3 The cap may be exceeded by up to 20% at trade fairs where the organiser's hotel list shows nothing cheaper. Enclose the list.
5.4 The evening meal includes one alcoholic drink. Lunch is not paid, because you would have had lunch anyway, except on days when you are away for more than ten hours, and then to £9.
5.5 If you stay with friends or family, you may spend up to £25 a night on a present for your hosts; there is no need for a receipt.
5.6 Laundry is paid from the sixth night on. Minibar, films and gym are private.
## 6. Guests and gifts
6.1 Meals with customers are paid up to £45 a head, with names and firm of everybody on the claim. Staff may not outnumber guests by more than one.
6.2 Gifts to customers: up to £40 per person and year. Gifts to public officials, which includes the staff of water companies owned by a council, are not permitted at any value.
6.3 Gifts from suppliers worth more than £25 are entered in the register kept by Ilse, and the ones worth more than £100 are handed in and raffled in December. Tickets and invitations count as gifts, a working lunch does not.
## 7. Company card
7.1 The card has a limit of £1,500 a month and £500 per transaction. The two cards of the production team have £4,000 and £1,500. Cash withdrawals are blocked.
7.2 Receipts are uploaded within seven days. After three reminders in a quarter the card is withdrawn for three months.
7.3 Lost cards: ring the bank on the number in the tool at once, then tell Ilse. Charges before the call are borne by the company unless the PIN was kept with the card.
7.4 Subscriptions to software may not be put on the card; they go through Sanjay, since in 2024 we paid for the same drawing program three times.
## 8. Home office and telephone
8.1 After probation each person may claim £200 once for a chair, desk or screen at home. The thing becomes yours after two years; on leaving sooner you either give it back or pay half.
8.2 Those on the support rota get £12 a month for their private telephone. Others get nothing, since softphones are free.
8.3 Home broadband is not paid. Electricity at home is not paid either; claim the tax relief yourself.
---
## 9. Training, memberships, health
9.1 One professional membership per person (IET, IMechE or the like) is paid. Courses come out of the learning allowance in the handbook, travel to them does not.
9.2 Eye tests are paid up to £30 every two years, glasses for screen work up to £70.
9.3 Flu jabs are paid in full. Other vaccinations are paid only if needed for a trip.
## 10. Trips cut short
If a trip is cancelled for reasons of work, the company bears the cost. If it is cancelled for private reasons, it bears the cost where the reason is illness or a death in the family, else you bear half. Refunds and vouchers paid by airlines for delays belong to the traveller, since it was their evening that was lost; refunds of the fare belong to the company.
## 11. Combining work and holiday
You may add private days at either end. The company pays the fare it would have paid without them; print the comparison on the day of booking. Travel insurance covers up to four private days. Partners may come along at their own cost.
## 12. Errors and abuse
Honest errors under £20 are put right without further words. A false claim is gross misconduct. Finance checks one claim in eight, chosen by lot, against receipts. Questions: Bernard (ext. 207) or Ilse (ext. 208).
'''
DATASHEET = '''
# TB-210 / TB-310 Environmental Nodes
Data sheet DS-0310 Rev C, 30 June 2025. Replaces Rev B (battery life and membrane interval corrected).
## General
The TB-210 is a mains-fed node for rooms: offices, classrooms, wards. The TB-310 is a battery node for the open air, pump houses and glasshouses. Both measure carbon dioxide, temperature and relative humidity; the TB-310 measures barometric pressure as well. The TB-210 talks over Wi-Fi, the TB-310 over LoRaWAN class A. The nodes look alike in photographs; the TB-310 has the vent at the underside and a grey lid.
## 1. Absolute maximum ratings
| Parameter | TB-210 | TB-310 | Unit |
| Supply voltage | 5.5 | 7.6 | V |
| Storage temperature | -20 to +60 | -40 to +75 | °C |
| Drop height on concrete | 0.8 | 1.5 | m |
| ESD (contact) | 4 | 8 | kV |
## 2. Operating conditions
| Parameter | TB-210 | TB-310 | Unit | Note |
| Operating temperature | 0 to +50 | -30 to +65 | °C | |
| Humidity, non-condensing | 5 to 85 | 5 to 100 | %RH | 310: condensing allowed |
| Protection class | IP30 | IP67 | | vent fitted |
| Weight | 118 | 412 | g | with cells |
| Dimensions | 92 x 92 x 27 | 148 x 96 x 58 | mm | |
| Supply | USB-C 5 V, 0.4 A | 2 x D cell 3.6 V Li-SOCl2 | | |
## 3. Measuring
| Quantity | Range | Accuracy TB-210 | Accuracy TB-310 |
| CO2 | 400 to 5000 ppm | ±(50 ppm + 5%) | ±(40 ppm + 3%) |
| Temperature | see above | ±0.4 °C | ±0.2 °C |
| Relative humidity | 0 to 100% | ±3% | ±2% |
| Pressure | 300 to 1100 hPa | n/a | ±0.6 hPa |
---
## 4. Current draw (typical, 25 °C)
| State | TB-210 | TB-310 |
| Sleep | 1.1 mA | 9 µA |
| Measuring | 61 mA | 19 mA |
| Sending | 185 mA | 42 mA |
## 5. Life of the cells (TB-310)
| Interval | 20 °C | -10 °C |
| 5 min | 2.4 years | 1.7 years |
| 15 min | 6.1 years | 4.3 years |
| 60 min | 9.5 years | 7.0 years |
Values hold for spreading factor 7. With SF12 divide by 2.6. Rechargeable cells must not be used, since their lower voltage trips the undervoltage lock-out at 2.9 V.
## 6. Fitting
Fit the TB-210 between 1.1 and 1.7 m above the floor and at least 0.5 m from a door or window, out of the sun. Fit the TB-310 with the vent downwards, or water will gather on the membrane and readings of CO2 will run high. Tighten the lid screws crosswise to 0.9 Nm. Do not use silicone sealant within two metres for 48 hours, as its vapours poison the humidity element.
## 7. Upkeep
The TB-310's vent membrane (part ACC-MEM3) is to be changed every 18 months, in livestock buildings every nine. The CO2 cell of both nodes calibrates itself provided it sees fresh air at least once in seven days; in rooms occupied around the clock switch this off and recalibrate by hand each year. Wipe with water only.
## 8. Warranty and disposal
The TB-210 carries 24 months, the TB-310 36 months from delivery. Opening the lid does not void the warranty so long as the seal is renewed. Cells are excluded. Return for disposal is free within the UK.
## 9. Ordering codes
| Code | Description | Pack |
| TB-210-W | indoor node, white | 1 |
| TB-210-W5 | indoor node, white, five-pack | 5 |
| TB-310-E | outdoor node, EU 868 MHz | 1 |
| TB-310-X | outdoor node, external aerial | 1 |
| ACC-MEM3 | membrane set | 10 |
| ACC-MNT | pole mount 30 to 60 mm | 1 |
Made in the UK. CE/UKCA. Tallowbrook Sensing Ltd reserves the right to change specifications.
'''
CONTRACT = '''
# Manufacturing Services Agreement
Agreement no. MSA-2024-011 dated 4 March 2024 between Tallowbrook Sensing Ltd (company no. 11840272), "Customer", and Halden Circuits Ltd (company no. 07733195), Dyehouse Lane, Brighouse HD6 1LL, "Supplier".
## 1. Definitions
"Assemblies" means the populated boards listed in Schedule 1. "Consigned Parts" means parts bought and owned by the Customer and held by the Supplier. "Working Day" means a day other than a Saturday, a Sunday or a bank holiday in England. "Forecast" has the meaning given in clause 4. "Tooling" means stencils, test jigs and programming fixtures.
## 2. Term
2.1 This Agreement starts on the date above and runs for an initial term of three years. Thereafter it is renewed for periods of twelve months each unless either party gives written notice not less than six months before the end of the then current period.
2.2 Orders accepted prior to the end are completed on the terms of this Agreement.
## 3. Orders
3.1 The Customer orders by purchase order. The Supplier confirms or rejects within three Working Days; silence counts as acceptance.
3.2 The standard lead time is six weeks from acceptance, or from the arrival of Consigned Parts if later. Expedited orders (lead time of two weeks) carry a surcharge of 18%.
3.3 An order may be cancelled free of charge more than 30 days prior to the delivery date. Between 30 and 10 days the Customer pays 40% of the price; within 10 days the full price, less the value of parts that the Supplier can use elsewhere.
## 4. Forecast
4.1 The Customer provides by the tenth of each month a rolling forecast for six months. Months one and two are binding. Months three and four may vary by up to 25% upwards or downwards. Months five and six are for information alone.
4.2 The Supplier keeps a safety stock of finished Assemblies equal to four weeks of the average of the Forecast. The Customer will buy any safety stock older than nine months.
## 5. Parts
5.1 The Supplier buys parts only from the franchised distributors on the approved list. Parts from brokers need written consent for each lot, with X-ray inspection of 20 pieces at the Customer's cost.
5.2 When a manufacturer announces that a part will no longer be made, the Supplier informs the Customer within ten Working Days and offers a last-time buy covering no less than twelve months of the Forecast.
5.3 Attrition of Consigned Parts up to 1.5% is borne by the Customer; above that by the Supplier. For parts costing more than £8 each the limit is 0.3%.
---
## 6. Price and payment
6.1 Prices stand in Schedule 1 and are fixed for twelve months. After that either party may ask for a review once a year, giving 60 days' notice. An increase may not exceed 6% in a year, other than for changes in the cost of parts, which are passed on as they are.
6.2 Invoices are raised on dispatch and are due 45 days from the invoice date. Late sums bear interest of 4% a year above the base rate of the Bank of England.
6.3 Undisputed invoices may not be withheld because another invoice is in dispute.
## 7. Delivery
7.1 Delivery is DAP (Incoterms 2020) to Cutlers Wharf. Risk passes on unloading; title passes on payment.
7.2 If delivery is more than five Working Days late for reasons within the Supplier's control, the Customer is owed 1% of the price of the late goods for each full week, up to 8%. Beyond eight weeks the Customer may cancel the order and recover the cost of a replacement. No sums are due where lateness follows from Consigned Parts not having arrived.
## 8. Inspection and quality
8.1 Assemblies are built to IPC-A-610 class 2; those for the TB-310 to class 3. The sampling level is AQL 0.65 for major and 1.5 for minor faults.
8.2 The Customer inspects within 15 Working Days of delivery. Faults that could not be seen at that time are notified within ten Working Days of being found.
8.3 The Supplier is certified to ISO 9001 and will tell the Customer within two Working Days if the certificate is suspended. The Customer may audit once a year upon ten Working Days' notice, and at any time after a serious fault.
8.4 No change of process, solder paste, line or site is made without a written change notice 90 days ahead.
## 9. Warranty
The Supplier warrants workmanship for 18 months from delivery. It repairs or replaces at its choice within 15 Working Days, and bears the carriage both ways. Parts carry the warranty of their maker only. The warranty is void where the Customer has reworked the board otherwise than by the instruction WI-77.
## 10. Tooling and rights
Tooling paid for by the Customer belongs to the Customer, is marked as such and is insured by the Supplier for its replacement value. It is handed over within ten Working Days after the end of this Agreement, even if sums are in dispute. Designs and firmware remain the Customer's; improvements to the Supplier's own processes remain the Supplier's.
---
## 11. Liability
11.1 Neither party limits its liability for death, personal injury or fraud.
11.2 Apart from that, each party's liability in any contract year is limited to the greater of £250,000 and 150% of the sums paid in the twelve months before the claim. The limit does not apply to breach of clause 12 or to the loss of Consigned Parts.
11.3 Neither party is liable for loss of profit, but the reasonable cost of a field recall is treated as direct loss up to £90,000.
11.4 The Supplier holds product liability insurance of no less than £5 million and public liability insurance of £2 million.
## 12. Confidence
Each party keeps the other's information secret for five years after the end of this Agreement, and firmware for as long as it is not public. Disclosure to banks, insurers and advisers is allowed under like duties.
## 13. Ending early
13.1 Either party may end this Agreement by 30 days' written notice if the other is in material breach and has not put it right within these 30 days; at once if the other is insolvent.
13.2 The Customer may end it on 90 days' notice if control of the Supplier passes to a competitor of the Customer.
13.3 On ending, the Customer buys parts bought against binding Forecast at cost plus 5%.
## 14. Sundry
14.1 Neither party will hire the other's staff for twelve months after the last dealing, unless they answered a public advertisement.
14.2 Force majeure suspends duties for up to 90 days, after which either party may cancel the orders concerned. A shortage of components on the market is not force majeure.
14.3 Notices are given in writing by post or to the e-mail addresses in Schedule 2. A notice by e-mail counts from the next Working Day.
14.4 The law of England and Wales applies. Disputes first go to the two managing directors, then to mediation, and then to the courts at Leeds.
# Schedule 1. Prices per assembly (£)
| Assembly | 100 to 249 | 250 to 499 | 500 and more | NRE |
| PCA-210 main board | 9.85 | 9.10 | 8.40 | 1,150 |
| PCA-310 main board | 15.60 | 14.20 | 13.35 | 1,900 |
| PCA-311 aerial board | 4.05 | 3.70 | 3.30 | 420 |
| PCA-20 gateway board | 38.00 | 35.50 | n/a | 2,650 |
# Schedule 2. Contacts
| | Customer | Supplier |
| Commercial | Gareth Lindqvist | Jonas Petrie |
| Technical | Dr Amina Yusuf | Shona Mallick |
| Day to day | Tomasz Wierzbicki | Bryn Hathersall |
| Notices | contracts@tallowbrook.invalid | legal@haldencircuits.invalid |
Signed for the Customer: G. Lindqvist, 4 March 2024. Signed for the Supplier: J. Petrie, 6 March 2024. Witness: M. Teesdale.
'''
PM = '''---
incident: INC-2025-19
severity: SEV-1
date: 2025-11-18
author: Amina Yusuf
status: final (reviewed 2025-12-02)
---
# TB-310s gone silent after FW 2.7.0

## In short
On Tue 18 Nov 2025 at 06:40 we began to push firmware 2.7.0 to TB-310 nodes. From 08:15 on, nodes stopped reporting. **214 nodes** at two customers (Calder Valley Water 171, Peakside Growers 43) did not come back by themselves. Service was whole again on Wed 19 Nov at 15:10.

The TB-210 was not touched by this. It is on the 1.x line.

## Why it happened
1. 2.7.0 wrote the LoRaWAN frame counter to flash *after* the reboot rather than before it. When the node came up, the network server saw an old counter and dropped every frame as a replay.
2. Bench nodes are reset by hand through the debug port, which clears the counter on the server too. So the test could never have failed.
3. The rollout went to 100% in a single step. The staged rollout (5% / 25% / 100%) had been switched off in September to hurry a fix to Nordlys AS and nobody switched it on again.

Rolling back over the air was not possible: a node that isn't heard can't be told anything. We reset the counters on the network server by script instead. 38 nodes needed a site visit because their keys in the server were stale.

## Timeline (UTC)
| Time | What |
|---|---|
| 18 Nov 06:40 | push begins (Declan Foy) |
| 08:15 | first alarms, taken for a gateway fault |
| 09:50 | Ruth Ainscough (CVW) rings support |
| 10:05 | SEV-1 declared, Amina leads |
| 13:30 | cause found by Yuki Arden |
| 17:20 | counter reset script, 176 nodes back |
| 19 Nov 15:10 | last node reset on site |

## What went well
Yuki compared a packet capture from July with today's. The status page was up within 20 minutes of declaring.

## What did not
The alarm threshold was 30% of a gateway's nodes, which is far too blunt. The on-call telephone was in Declan's other jacket.

## Actions
| # | Action | Owner | Due | State |
|---|---|---|---|---|
| A1 | Write counter before reboot, 2.7.1 | Yuki Arden | 2025-11-24 | done |
| A2 | Staged rollout can't be switched off without two people | Sanjay Mistry | 2025-12-15 | done |
| A3 | Reset rig that power-cycles like the field | Leanne Okoro | 2026-01-30 | open |
| A4 | Alarm at 5% of nodes | Declan Foy | 2025-12-05 | done |
| A5 | Audit of stale keys | Sanjay Mistry | 2026-02-27 | open |
| A6 | Second on-call telephone | Priyanka Rao | 2025-12-01 | done |

## Cost
Site visits £3,480, overtime (time off) 61 h, goodwill: see mail from Gareth. Not to be confused with INC-2025-11 (July), when the cloud certificate lapsed for 3 h and the TB-210s were down.
'''
MAILS = [
 ("Priyanka Rao <priyanka@tallowbrook.invalid>", "all@tallowbrook.invalid", "Home working from February", "Mon, 12 Jan 2026 09:12:00 +0000", '''Hi all,

after the survey in December (17 of 20 answered, thanks) we change 2.2 of the handbook: from 1 February 2026 office staff may be at home up to three days a week. Wednesday becomes the day on which everyone comes in. Nothing changes for production & test, nor for people in their first three months.

I'll put it in the next issue of the handbook in the autumn, until then this mail counts.

Also: whoever keeps taking the good scissors, they are back in my drawer and I have the key.

Priyanka'''),
 ("Jonas Petrie <j.petrie@haldencircuits.invalid>", "gareth@tallowbrook.invalid", "Price review MSA-2024-011", "Tue, 27 Jan 2026 14:40:00 +0000", '''Dear Gareth,

in line with clause 6.1 we give notice of a review. From 1 April 2026 the PCA-310 main board at 250 to 499 pieces goes from GBP 14.20 to GBP 15.05, owing to wages and energy. The PCA-210 and the aerial board stay where they are. The gateway board goes down a little, to GBP 34.90, as the new connector is cheaper.

Our standard lead time will be seven weeks rather than six until the second line is running in July. Bryn is on leave from 9 to 20 February; please turn to Shona.

Kind regards, Jonas'''),
 ("Fiona Crabtree <fiona@haldermouldings.invalid>", "tomasz@tallowbrook.invalid", "Quote Q-5521 lid tool", "Thu, 29 Jan 2026 11:05:00 +0000", '''Hi Tomasz,

as promised: new two-cavity tool for the TB-310 lid GBP 6,850, half with order, half after T1 samples are approved. T1 nine weeks from order. Piece price GBP 1.34 at 1,000 off in ASA, RAL 7035. The old tool has done about 92,000 shots and the flash at the vent will only get worse.

Quote is good until 31 March 2026. We are shut the week after Easter.

Fiona
Halder Mouldings Ltd, Rotherham'''),
 ("Bernard Achebe <bernard@tallowbrook.invalid>", "all@tallowbrook.invalid", "FIN-03: two changes", "Fri, 13 Feb 2026 16:30:00 +0000", '''All,

two changes to FIN-03 as of 1 March 2026:

1. The London hotel cap goes up to GBP 165. The other caps stay.
2. Home office: the one-off sum goes from GBP 200 to GBP 250. Those who have claimed already can NOT claim the difference, sorry.

And please, a card slip is still not a receipt.

Bernard'''),
 ("Ruth Ainscough <r.ainscough@caldervalleywater.invalid>", "gareth@tallowbrook.invalid", "November outage", "Mon, 24 Nov 2025 10:20:00 +0000", '''Dear Mr Lindqvist,

we lost sight of 171 nodes for more than a day, in a week with two flood warnings. I need (a) a written report, (b) a proposal for redress and (c) an assurance that firmware is never again pushed between October and March without our say-so.

Ruth Ainscough
Telemetry Manager, Calder Valley Water'''),
 ("Gareth Lindqvist <gareth@tallowbrook.invalid>", "r.ainscough@caldervalleywater.invalid", "Re: November outage", "Thu, 4 Dec 2025 08:55:00 +0000", '''Dear Ruth,

the report is attached. As redress we credit 12% of your Q4 service fee and supply 20 TB-310-E as spares free of charge. As for firmware: agreed, no pushes to your fleet from 1 October to 31 March save for security fixes, and those with 48 hours' warning.

I'm sorry for the trouble we gave you.

Gareth'''),
 ("Leanne Okoro <leanne@tallowbrook.invalid>", "lab@tallowbrook.invalid", "Cal bench / gas", "Wed, 4 Feb 2026 07:50:00 +0000", '''Morning,

the 1000 ppm span gas is down to 30 bar, new bottle comes on 17 Feb (BOC, order 88213). Until then only TB-310 final cal please, no playing.

The humidity reference goes to NPL for its yearly check on 23 Feb and is back about 13 March. My reflow ticket runs out on the 14th, Tomasz will redo me on the 12th.

L.'''),
 ("Cutlers Wharf Estates <office@cutlerswharf.invalid>", "priyanka@tallowbrook.invalid", "Tenants' notice 02/26", "Fri, 6 Feb 2026 12:00:00 +0000", '''Dear tenants,

the weekly fire alarm test moves from Monday 10:00 to Tuesday 11:00 as of 2 March. The goods lift is out of use from 16 to 20 February; deliveries over 30 kg have to be booked with the porter, Mr Stan Broadhurst.

Service charge for 2026 will be GBP 4.85 per square foot (2025: GBP 4.60).'''),
]
SLIDES = [
 ("All hands, January 2026", ["Gareth, 21 January 2026, canteen", "20 people, 2 products, 1 oven"]),
 ("2025 in figures", ["Revenue £2.94m (plan £3.10m, 2024 £2.31m)", "Gross margin 47% (2024: 44%)", "Nodes shipped: 9,860, of which TB-310 6,120", "Cash at year end £1.27m, enough for 14 months"]),
 ("Why we missed plan", ["Hansa Klimatechnik order slid into 2026 (£118k)", "Six weeks without pressure sensors in spring", "November outage cost us goodwill, not customers"]),
 ("2026: three aims", ["1. TB-410 (soil moisture) on sale in September", "2. Returns below 1.2% (2025: 1.9%)", "3. First distributor outside Europe"]),
 ("Hiring", ["Four posts: firmware, field support, buyer, sales Nordics", "First: field support, starts 2 March: Oluwaseun Bright", "Agency only for the buyer"]),
 ("Dates", ["Stocktake 27 March", "ISO 9001 surveillance audit 12-13 May (auditor: Ms Verhoeven)", "Away day 19 June, Castleton", "Summer closure: none"]),
]
BOM_HEAD = ["Line","RefDes","TB P/N","Description","Manufacturer","Supplier","Qty","Unit GBP","Lead wk","MOQ","Lifecycle","Remarks"]
BOM = [r.split("|") for r in '''U1|10-0001|MCU, Cortex-M0+ 128k|Norchip|Farringdon|1|2.84|14|250|Active|
U2|10-0014|LoRa transceiver 868|Semwave|Farringdon|1|3.62|18|500|Active|
U3|10-0022|CO2 cell NDIR|Airsense AG|direct|1|18.40|12|100|Active|consigned
U4|10-0031|Humidity/temp sensor|Senzo|Farringdon|1|2.15|10|1000|Active|consigned
U5|10-0032|Pressure sensor|Senzo|Rutland Components|1|1.98|26|1000|NRND|2nd source wanted
U6|10-0040|LDO 3.0 V|Texel|Rutland Components|1|0.41|8|3000|Active|
U7|10-0041|Supervisor 2.9 V|Texel|Rutland Components|1|0.33|8|3000|Active|
U8|10-0055|Flash 8 Mbit|Winflash|Farringdon|1|0.52|9|2000|EOL|LTB by 30 Jun 2026
Q1,Q2|11-0003|MOSFET P 20 V|Diodon|Rutland Components|2|0.09|6|3000|Active|
D1|11-0010|TVS 5 V|Diodon|Rutland Components|1|0.12|6|3000|Active|
D2,D3|11-0012|LED green 0603|Lumo|Rutland Components|2|0.04|5|4000|Active|
Y1|12-0001|Crystal 32.768 kHz|Epsilon|Farringdon|1|0.24|11|3000|Active|
Y2|12-0002|TCXO 32 MHz|Epsilon|Farringdon|1|1.12|16|1000|Active|
C1-C14|20-0101|Cap 100n 0402|Muratec|Rutland Components|14|0.006|7|10000|Active|
C15-C18|20-0110|Cap 10u 0805|Muratec|Rutland Components|4|0.05|7|3000|Active|
C19|20-0119|Supercap 0.47 F|Keltron|Farringdon|1|1.26|13|500|NRND|swells >70C
C20-C23|20-0104|Cap 12p 0402|Muratec|Rutland Components|4|0.007|7|10000|Active|
R1-R12|21-0010|Res 10k 0402|Yagoo|Rutland Components|12|0.002|5|10000|Active|
R13-R16|21-0022|Res 4k7 0402|Yagoo|Rutland Components|4|0.002|5|10000|Active|
R17|21-0090|Shunt 0R1 1%|Yagoo|Rutland Components|1|0.08|5|5000|Active|
L1|22-0004|Inductor 4.7u|Coilwright|Farringdon|1|0.31|9|2000|Active|
L2,L3|22-0009|RF inductor 3.9n|Coilwright|Farringdon|2|0.06|9|5000|Active|
FL1|22-0020|SAW filter 868|Semwave|Farringdon|1|0.47|15|3000|Active|
J1|30-0001|Battery holder 2xD|Keyway|Rutland Components|1|2.37|8|200|Active|
J2|30-0007|Debug header 10p|Samtek|Farringdon|1|0.68|6|500|Active|
J3|30-0012|U.FL socket|Hirosu|Farringdon|1|0.29|10|1000|Active|310-X only
SW1|30-0020|Reed switch|Keyway|Rutland Components|1|0.74|12|500|NRND|
ANT1|31-0002|Aerial board PCA-311|Halden Circuits|Halden Circuits|1|3.70|6|250|Active|
PCB1|40-0310|Bare PCB 4L ENIG|Halden Circuits|Halden Circuits|1|2.95|4|250|Active|rev C
MP1|50-0101|Enclosure base ASA|Halder Mouldings|Halder Mouldings|1|2.18|5|500|Active|
MP2|50-0102|Enclosure lid grey|Halder Mouldings|Halder Mouldings|1|1.41|5|500|Active|flash at vent
MP3|50-0110|Gasket EPDM|Sealrite|Rutland Components|1|0.57|4|1000|Active|
MP4|50-0115|Vent membrane|Gorely|direct|1|1.86|9|400|Active|ACC-MEM3
MP5|50-0120|Screw M3x12 A2|Fixwell|Fixwell|6|0.03|2|5000|Active|0.9 Nm
BT1,BT2|60-0001|Cell D Li-SOCl2|Tadwell|direct|2|7.95|7|100|Active|DG class 9'''.split("\n")]
BOM = [[i+1, r[0], r[1], r[2], r[3], r[4], int(r[5]), float(r[6]), int(r[7]), int(r[8]), r[9], r[10]] for i, r in enumerate(BOM)]
def orders():
    rng = random.Random(310); price = {"TB-210-W": 148.0, "TB-310-E": 265.0, "TB-310-X": 289.0, "GW-20": 640.0, "ACC-MNT": 24.5}
    cust = [("Calder Valley Water","UK-North","Mo Farouk"),("Calderbrook Dairies","UK-North","Mo Farouk"),("Peakside Growers","UK-North","Mo Farouk"),("Oakmere Schools Trust","UK-South","Mo Farouk"),("Ferrybridge Logistics","UK-North","Hattie Vance"),("Hansa Klimatechnik","DACH","Katrin Sommer"),("Bureau Veltman","Benelux","Katrin Sommer"),("Nordlys AS","Nordics","Katrin Sommer")]
    d = dt.date(2025, 7, 2); out = []
    for i in range(44):
        c = cust[rng.choice([0,0,1,2,2,3,3,4,5,5,6,7])]; p = rng.choice(["TB-210-W"]*3+["TB-310-E"]*4+["TB-310-X"]*2+["GW-20","ACC-MNT"])
        if c[0].startswith("Oakmere"): p = "TB-210-W"
        q = rng.choice([1,2,3]) if p == "GW-20" else rng.choice([8,10,12,20,25,30,40,45,60,75,120])
        st = "shipped" if d < dt.date(2026,1,10) else "open"
        if i in (9, 23): st = "cancelled"
        if i in (30, 37, 41): st = "on hold"
        ship = (d + dt.timedelta(days=rng.randint(6, 41))).isoformat() if st == "shipped" else ""
        out.append([f"SO-{25300+i*3}", d.isoformat(), c[0], c[1], p, q, f"{price[p]:.2f}", rng.choice([0,0,0,5,5,10,15]), st, ship, c[2]])
        d += dt.timedelta(days=rng.randint(2, 8))
    return out
TICKETS = [r.split("|") for r in '''T-881|2025-10-02|2025-10-03|Oakmere Schools Trust|TB-210|1.9.2|wifi|P3|Declan Foy|5|Node drops off after router swap
T-882|2025-10-06|2025-10-20|Peakside Growers|TB-310|2.6.1|readings|P2|Leanne Okoro|4|CO2 reads 900 at night, vent was upwards
T-883|2025-10-07|2025-10-07|Bureau Veltman|TB-310|2.6.1|account|P4|Sanjay Mistry|5|Reset 2nd factor
T-884|2025-10-13|2025-10-29|Calder Valley Water|TB-310|2.6.1|battery|P2|Yuki Arden|3|Cells flat after 14 months, SF12
T-885|2025-10-15|2025-10-16|Calderbrook Dairies|TB-310|2.6.1|readings|P3|Leanne Okoro|5|RH stuck at 100%, membrane clogged
T-886|2025-10-21|2025-10-24|Hansa Klimatechnik|TB-210|1.9.2|docs|P4|Declan Foy|4|Wants German data sheet
T-887|2025-10-27|2025-11-03|Ferrybridge Logistics|GW-20|3.1.0|gateway|P1|Yuki Arden|2|Gateway off line after storm
T-888|2025-11-04|2025-11-05|Nordlys AS|TB-310|2.6.2|readings|P3|Leanne Okoro|5|Pressure offset 4 hPa at altitude
T-889|2025-11-10|2025-11-12|Oakmere Schools Trust|TB-210|1.9.2|hardware|P3|Declan Foy|4|USB-C socket loose, two nodes
T-890|2025-11-18|2025-11-19|Calder Valley Water|TB-310|2.7.0|firmware|P1|Yuki Arden|1|All nodes silent
T-891|2025-11-18|2025-11-19|Peakside Growers|TB-310|2.7.0|firmware|P1|Yuki Arden|2|Glasshouse nodes silent
T-892|2025-11-19|2025-11-19|Nordlys AS|TB-310|2.6.2|firmware|P3|Declan Foy|5|Asks whether 2.7.0 is safe
T-893|2025-11-24|2025-12-15|Calder Valley Water|TB-310|2.7.1|battery|P2|Yuki Arden|3|Eight nodes low after rejoin storm
T-894|2025-11-26|2025-11-28|Bureau Veltman|TB-210|1.9.3|wifi|P3|Declan Foy|4|WPA3 only network
T-895|2025-12-01|2025-12-02|Calderbrook Dairies|GW-20|3.1.1|gateway|P2|Sanjay Mistry|4|SIM expired
T-896|2025-12-03|2025-12-22|Hansa Klimatechnik|TB-310|2.7.1|hardware|P2|Leanne Okoro|3|Water inside, lid screws over-tight
T-897|2025-12-08|2025-12-09|Oakmere Schools Trust|TB-210|1.9.3|readings|P3|Leanne Okoro|5|Classroom 4 always 400 ppm
T-898|2025-12-10|2025-12-11|Ferrybridge Logistics|TB-210|1.9.3|account|P4|Sanjay Mistry|5|New user for night shift
T-899|2025-12-16|2025-12-19|Nordlys AS|TB-310|2.7.1|battery|P3|Yuki Arden|4|Life at -25 C?
T-900|2025-12-18||Peakside Growers|TB-310|2.7.1|hardware|P2|Leanne Okoro||Lid cracked, hinge side
T-901|2026-01-05|2026-01-06|Calder Valley Water|GW-20|3.1.1|gateway|P2|Sanjay Mistry|4|Duplicate gateway id
T-902|2026-01-07|2026-01-15|Bureau Veltman|TB-310|2.7.1|readings|P3|Leanne Okoro|4|CO2 drifts, room never empty
T-903|2026-01-12|2026-01-12|Oakmere Schools Trust|TB-210|1.9.3|wifi|P3|Declan Foy|5|Captive portal
T-904|2026-01-14||Hansa Klimatechnik|TB-310|2.7.1|hardware|P2|Yuki Arden||Reed switch sticks when frozen
T-905|2026-01-19|2026-01-23|Calderbrook Dairies|TB-310|2.7.1|battery|P3|Yuki Arden|4|Used rechargeable cells
T-906|2026-01-22|2026-01-22|Nordlys AS|TB-310|2.7.1|docs|P4|Declan Foy|5|Drilling template
T-907|2026-01-27||Calder Valley Water|TB-310|2.7.1|readings|P3|Leanne Okoro||Two nodes 3 degC apart on one pole
T-908|2026-01-30|2026-02-02|Ferrybridge Logistics|TB-210|1.9.3|hardware|P3|Declan Foy|3|Fork lift vs. node
T-909|2026-02-03||Peakside Growers|GW-20|3.1.1|gateway|P1|Sanjay Mistry||Gateway reboots hourly
T-910|2026-02-05|2026-02-06|Oakmere Schools Trust|TB-210|1.9.3|account|P4|Sanjay Mistry|5|Export for governors'''.split("\n")]
TICK_HEAD = ["Ticket","Opened","Closed","Customer","Product","FW","Category","Prio","Agent","CSAT","Summary"]
if __name__ == "__main__":
    make_docx(P("Handbook_v4_FINAL(2).docx"), HANDBOOK, "Tallowbrook Sensing Ltd - internal", "Handbook v4, September 2025 - questions to P. Rao, ext. 205", "Working at Tallowbrook", "Priyanka Rao")
    make_pdf(P("FIN-03_iss6.pdf"), EXPENSES, "FIN-03 Issue 6 - Travel and Expenses", "Tallowbrook Sensing Ltd - internal use", "FIN-03", "Bernard Achebe", 11.3)
    make_pdf(P("DS-0310_revC.pdf"), DATASHEET, "TALLOWBROOK  TB-210 / TB-310", "DS-0310 Rev C  30 June 2025", "DS-0310", "Amina Yusuf")
    make_pdf(P("scan0047.pdf"), CONTRACT, "MSA-2024-011 - CONFIDENTIAL", "Tallowbrook / Halden Circuits", "scan0047", "scanner", 11.3)
    make_xlsx(P("BOM-310-C.xlsx"), [("BOM", [["TB-310 rev C", "", "BOM status: released 2025-06-12", "", "Prepared: Y. Arden", "", "Checked: T. Wierzbicki"]], BOM_HEAD, BOM)], "Yuki Arden")
    make_xlsx(P("tickets.xlsx"), [("Export", [], TICK_HEAD, [[(int(c) if i == 9 and c else c) for i, c in enumerate(r)] for r in TICKETS])], "Helpdesk")
    with open(P("so_export.csv"), "w", newline="") as f:
        w = csv.writer(f); w.writerow(["so_no","order_date","customer","region","product","qty","unit_price","discount_pct","status","ship_date","rep"]); w.writerows(orders())
    open(P("INC-2025-19.md"), "w").write(PM)
    with open(P("ops-archive.mbox"), "wb") as f:
        for m in MAILS:
            f.write(b"From MAILER-DAEMON Sat Jan  3 01:05:34 2026\n" + re.sub(rb"(?m)^From ", b">From ", mail(*m).as_bytes()) + b"\n")
    from pptx import Presentation
    pr = Presentation()
    for i, (t, ls) in enumerate(SLIDES):
        s = pr.slides.add_slide(pr.slide_layouts[0 if i == 0 else 1]); s.shapes.title.text = t; s.placeholders[1].text = "\n".join(ls)
    pr.slides[1].notes_slide.notes_text_frame.text = "Say out loud: the bank covenant is 6 months of cash, we are well clear."
    pr.core_properties.author = "Gareth Lindqvist"; pr.save(P("AllHands_Jan26.pptx")); fix(P("AllHands_Jan26.pptx"))
