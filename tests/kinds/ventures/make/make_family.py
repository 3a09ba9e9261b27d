from households import *

OUT = os.path.join(HERE, "files", "family"); os.makedirs(OUT, exist_ok=True)
P = lambda n: os.path.join(OUT, n)
CARE = '''
# Resident's Agreement
Larchmount House Residential and Nursing Home, Station Parade, Otterbourne Magna. Run by Larchmount Care (Wessex) Ltd, registered no. 05519083. Contract ref. LH/R/0418.
| Field | Entry |
| Resident | Mr Walter James Prowse, born 9 May 1941 |
| Representative | Mrs Helen Feldmann (daughter), lasting power of attorney, registered 2023 |
| Room | 14, ground floor, garden side |
| Date of admission | 3 November 2025 |
| Category of care | Residential (not nursing) |
| Weekly fee on admission | £1,285.00 |
| Named carer (key worker) | Blessing Adeyemi |
| Home manager | Mrs Carol Whitcombe |
| Deputy | Mr Carl Whitmore |
## 1. The trial period
1.1 The first six weeks are a trial. In this time either side may end the stay by seven days' notice in writing. Fees are charged only up to the day on which the room is cleared.
1.2 At the end of the trial there is a meeting with the manager, the resident and the family. If nobody objects, the stay becomes permanent without a further signature.
## 2. What the fee covers
2.1 The fee covers the room, heating, light, all meals and snacks, personal care by day and night, laundry of washable clothes, bed linen, the activities programme within the house, and the services of the home's own staff.
2.2 The fee does not cover hairdressing, chiropody, newspapers, dry cleaning, toiletries of a special brand, private telephone calls, outings with an entrance fee, dental care and opticians. These are billed monthly as extras, with receipts.
2.3 An escort to hospital is free for the first three visits in a calendar year; afterwards it is charged at £19.50 an hour. A family member who goes along in place of staff need give no notice.
2.4 Meals for visitors cost £7.50; on the resident's birthday two guests eat free. Sunday lunch has to be booked by Thursday noon.
## 3. Paying
3.1 The fee is payable four weeks in advance by direct debit on the first Monday of each period. A cheque costs £6 in handling.
3.2 On admission a deposit equal to two weeks' fee is due. It is kept in a separate client account and paid back within 28 days of the room being cleared, less sums still owed. It earns no interest.
3.3 Sums more than 14 days late bear interest at 3% a year above base rate. Before interest is charged the home will ring the Representative.
3.4 If the local authority contributes, the fee is split in the way set out by the authority, and the family may be asked for a third-party top-up. A resident may not pay their own top-up save in the first twelve weeks or under a deferred payment agreement.
3.5 NHS-funded nursing care, where granted, is taken off the fee from the date of the award and not from the date of the application.
---
## 4. Changes of the fee
4.1 Fees are reviewed once a year with effect from the first Monday in April. We give at least 28 days' written notice with reasons. If you do not accept the rise, you may leave on 14 days' notice and pay the old fee until then.
4.2 If needs change for good, we carry out a fresh assessment together with the family. A higher fee is then due from the day after the assessment has been agreed. If needs lessen the fee is lowered in the same way.
4.3 A move between rooms at the resident's wish costs £150 for cleaning and decorating. A move for reasons of ours costs nothing, and the fee will not rise as a result for twelve months.
## 5. Absence
5.1 If the resident is in hospital the room is kept. For the first six weeks the full fee is due. After that the fee is lowered by 15%, to reflect food and laundry, for as long as the room is kept.
5.2 For holidays or stays with family the full fee is due up to seven nights; from the eighth night on the reduction of 15% applies, to at most four weeks in a year. Please tell the senior on duty at least 48 hours ahead so that medicines can be made ready.
5.3 We may not let the room to somebody else during an absence without the Representative's written consent, even for one night.
## 6. Ending the agreement
6.1 After the trial you may end this agreement by giving 28 days' written notice. The home gives 28 days' notice too, but only for one of these reasons: needs which we cannot meet even with reasonable adjustment; fees more than eight weeks in arrears; conduct that endangers others, after a warning.
6.2 Upon the death of a resident fees are due until the room is cleared of belongings, but for no more than ten days after the death. We do not charge for the days in which we ourselves hold the room, for instance because the coroner asks so.
6.3 Belongings left after 28 days are stored for a further two months and then given to charity. Medicines are returned to the pharmacy, and papers to the Representative.
## 7. Belongings and insurance
7.1 Residents may bring furniture of their own, provided upholstery carries the fire label. Electrical things are tested by our handyman before use, free of charge. Kettles, electric blankets and halogen heaters are not allowed in rooms; a small fridge is.
7.2 The home's policy covers belongings up to £2,500 per resident, with a limit of £300 for a single item and £100 for cash. Hearing aids, dentures and spectacles are covered only if marked with the resident's name. Anything above this should be insured by the family.
7.3 Cash handed in is kept in the office safe, to at most £150, and every withdrawal is countersigned.
7.4 Cars and mobility scooters: a scooter may be charged in the porch shed only. A test of the driver's fitness is asked for every six months.
---
## 8. Health
8.1 Residents may stay with their own doctor if the practice agrees to visit; otherwise they are signed on with the Millrace Surgery, whose doctor comes on Tuesdays and Fridays. Dentist and optician call twice a year.
8.2 Medicines are kept and given by trained staff. A resident who wishes to look after their own medicines may do so after a risk check, which is repeated every three months or after any fall.
8.3 Time-critical medicines, among them those for Parkinson's, are given within 15 minutes of the time on the chart. If a dose is given more than 30 minutes late this is entered as an incident and the Representative is told on the same day.
8.4 We ring the Representative by night for a fall with injury, a move to hospital or a marked worsening. For a fall without injury we ring after 07:30. If you want to be rung at any hour, tell us in writing.
8.5 Covert giving of medicines happens only after a best-interests meeting with doctor, pharmacist and family.
8.6 Bed rails and sensor mats are used only with consent or under a DoLS authorisation.
## 9. Visits and everyday life
9.1 Visitors are welcome at any time. Between 20:00 and 08:00 the door is locked and you ring the bell. Mealtimes are kept quiet between 12:15 and 13:15 except for those who help a resident eat.
9.2 Children are welcome when with an adult. Dogs are welcome on a lead with proof of vaccination, other than in the dining room. Overnight stays in the guest room cost £35 and are free for families of residents who are dying.
9.3 In an outbreak of illness we may limit visits to one named person, who is never shut out.
9.4 Residents may have a glass of wine or beer with their meal unless the doctor has advised against. Smoking is allowed in the garden shelter only, vaping likewise.
9.5 Photographs of other residents are not to be put on the internet. A camera in the resident's own room is permitted if the resident consents, a sign is on the door and no sound is recorded.
## 10. Staff and gifts
Staff may not accept gifts worth more than £10, may not witness wills and may not be named in them. A box of biscuits for all is always welcome. Please do not hire our staff privately; if you do within six months of their leaving us, a fee of £800 is due.
## 11. Complaints
11.1 Speak to the manager first. A written complaint is acknowledged within two working days and answered within 20 working days. If you are not content, you may turn to the director of the company, Mr P. Sandilands, and thereafter to the Local Government and Social Care Ombudsman, within twelve months.
11.2 Complaints do not affect care. Residents and relatives meet on the last Wednesday of each quarter at 15:00 in the conservatory.
---
## 12. Data and records
The family may see the care plan at any time with the resident's consent. Copies of records are given within one month, free of charge. Records are kept for eight years after the stay has ended. Care plans are reviewed monthly, and every six months together with the family.
## 13. Representative's duties
The Representative signs as agent and is not personally liable for fees, unless he or she has signed the guarantee on page 6 or has mixed the resident's money with their own. Changes of address or telephone number are to be told within a week. The Representative will be invited to each review and may join by telephone.
## 14. When we cannot keep to this
If staff shortage, flood, fire or an order of an authority keeps us from giving the agreed care, we will find a suitable place elsewhere at no higher cost to you. The fee is not due for days on which the resident cannot live in the house, from the second day on.
## 15. General
15.1 Changes to this agreement need the written form and 28 days' notice. A change that makes things worse for the resident may be refused, in which case clause 4.1 applies.
15.2 English law applies. If one clause fails the others stand.
# Schedule of extras (from 1 October 2025)
| Service | Price | Given by | When |
| Hairdresser, wash and set | £18.00 | Denise | Wednesday |
| Gentleman's cut | £12.50 | Denise | Wednesday |
| Chiropody | £31.00 | Footsure | every six weeks |
| Daily newspaper | at cost plus 10p | Parade News | daily |
| Escort to hospital | £19.50 per hour | staff | from the fourth visit |
| Guest room | £35.00 per night | | |
| Room telephone line | £14.00 a month | | |
# Signatures
Signed: H. Feldmann (Representative), 29 October 2025. Signed: C. Whitcombe (Manager), 30 October 2025. Guarantee (page 6): NOT SIGNED - struck through.
'''
LETTERS = '''
# St Osmund's Hospital NHS Trust
Department of Neurology. Consultant: Dr Anand Kulkarni. Secretary: Mrs J. Tarrant, 01632 960 417. Clinic date: 12 February 2026. Typed: 16 February 2026. Hospital no. 4471902
To: Dr S. Ferris, Millrace Surgery. Copy: Mrs H. Feldmann; Larchmount House.
## Re: Mr Walter Prowse, DOB 09/05/1941, Larchmount House
Diagnoses: idiopathic Parkinson's disease (since 2017), orthostatic hypotension, mild cognitive impairment, benign prostatic enlargement.
Changes made today: co-careldopa 25/100 raised from one tablet four times daily to one and a half tablets four times daily; rasagiline unchanged; oxybutynin stopped; domperidone not to be started.
I saw this gentleman together with his daughter and a carer. Since moving into residential care in November he has gained 2.3 kg and sleeps better. The trouble now is wearing off in the late afternoon: from about four o'clock he freezes in doorways and the carers need two people to get him to the table. He has had two falls since Christmas, neither with injury. He sees small animals at the edge of the carpet at dusk, knows they are not there and is rather fond of them; I have therefore not treated these.
On examination blood pressure lying 138/76, standing after three minutes 112/64. Gait short-stepped with reduced arm swing on the left. MoCA 21 out of 30 (2024: 23).
I stopped the oxybutynin since drugs of this kind make confusion worse in people with his condition; if the bladder is troublesome, mirabegron would be my choice. Protein should be kept away from the midday dose, that is to say at least 30 minutes before food. Please check lying and standing blood pressure in the home weekly for four weeks. If the standing value falls below 100 systolic, ring my secretary rather than stopping tablets.
Driving does not arise; he handed in his licence in 2023. Speech and language therapy has been asked to look at his swallowing, since he coughs with thin drinks. I will see him again in six months; the Parkinson's nurse, Gillian Oakes, will telephone in three weeks.
Dr Anand Kulkarni, Consultant Neurologist
---
# St Osmund's Hospital NHS Trust
Department of Trauma and Orthopaedics. Consultant: Ms Anna Kulkova. Secretary: Mr D. Penhale, 01632 960 552. Date of admission: 20 January 2026. Date of discharge: 23 January 2026. Hospital no. 3390816
To: Dr R. Farris, Brook Lane Practice. Copy: patient.
## Discharge summary: Mrs Edith Prowse, DOB 17/08/1944, Mill Cottage
Operation: right total knee replacement, cemented, 20 January 2026 under spinal anaesthetic (Ms Kulkova; anaesthetist Dr Beaumont-Li). Implant stickers in the notes. Blood loss 250 ml, no transfusion.
The course was without complications save for nausea on the first evening, put down to codeine, which she should avoid from now on. Haemoglobin on discharge 108 g/l (before: 127). She climbed four steps with two sticks on day three.
Medicines on discharge: apixaban 2.5 mg twice daily for 14 days, then stop; paracetamol 1 g up to four times daily; naproxen not to be given because of her kidneys (eGFR 48); ramipril paused in hospital, to be restarted by the GP once systolic is above 130; senna at night as needed.
Wound: clips to be taken out by the practice nurse at 12 to 14 days. Keep dry until then. A shower with the waterproof dressing is fine from day five. Swelling is normal for up to three months.
No driving for six weeks and until she can do an emergency stop without pain. No kneeling for three months. Flying: short flights after six weeks, long ones after twelve. Dental treatment other than an emergency should wait three months.
Physiotherapy: outpatient class on Mondays 10:45 at the Annex gym, six sessions, beginning 2 February 2026. Come back to the emergency department with a hot swollen calf, breathlessness, fever above 38 or a wound that weeps after day seven.
Follow-up in Ms Kulkova's clinic six weeks after the operation, with X-ray on arrival.
Mr T. Iwu, Specialty Registrar to Ms Kulkova
---
# St Osmund's Hospital NHS Trust
Department of Trauma and Orthopaedics. Clinic date: 5 March 2026. Typed: 9 March 2026. Hospital no. 3390816
To: Dr R. Farris, Brook Lane Practice. Copy: patient; Mrs H. Feldmann with consent.
## Re: Mrs Edith Prowse, six-week review
Mrs Prowse is doing well. The knee bends to 105 degrees and straightens to within 3 degrees. The X-ray shows the parts well seated. The wound has healed. She walks indoors without a stick and outdoors with one.
She may drive again from now on, having an automatic and it being tried in a car park with her son-in-law. She may fly to Brittany or take the boat as she likes. I have told her that kneeling in the garden is best left until late April, and then on a pad.
Her left knee shows moderate wear. She is not keen on a second operation this year and I agree. An injection could be offered from September. Weight 71.4 kg; a loss of four or five kilos would do the left knee more good than anything I have to offer.
The nurse found her blood pressure at 152/84. I understand that the ramipril has not been restarted after the operation; please would you see to that. Iron tablets may stop, as haemoglobin is back to 124.
Next visit: twelve months after the operation, by letter. She need not come sooner.
Ms Anna Kulkova, Consultant Orthopaedic Surgeon
---
# St Osmund's Hospital NHS Trust
Speech and Language Therapy. Therapist: Rowena Paling. Seen at Larchmount House on 26 February 2026. Hospital no. 4471902
## Re: Mr Walter Prowse: swallowing
Mr Prowse was seen at lunch. Thin fluids led to coughing on three of ten sips. With slightly thick fluids (IDDSI level 1) there was none. Soft and bite-sized food (level 6) is managed well. Toast and dry biscuits are to be avoided; cake with custard is fine and was much enjoyed.
Advice: sit upright for all meals and for 30 minutes after; one scoop of thickener per 200 ml; small sips, no straws; tablets with yoghurt rather than water. Dentures in. Radio off. Ice cream counts as a thin fluid, since it melts in the mouth, and should be left off for now.
I will look again in eight weeks, sooner if he has a chest infection or loses more than 2 kg. Contact: 01632 960 488, Tuesdays to Thursdays.
Rowena Paling
'''
INSUR = '''
# Your Home Insurance
Harbour & Hythe Mutual. Policy number HH-7714-2208. This document together with the schedule below is your contract. Please read it and keep it safe.
## Schedule
| Item | Detail |
| Policyholders | Mr Dov Feldmann and Mrs Helen Feldmann |
| Insured address | 12 Fairlea Road, Otterbourne Magna |
| Second address | Mill Cottage, Brook Lane (occupied by Mrs E. Prowse), buildings only |
| Period | 15 June 2025 to 14 June 2026 |
| Buildings sum insured | £640,000 (Fairlea Road), £310,000 (Mill Cottage) |
| Contents sum insured | £75,000 (Fairlea Road) |
| Yearly premium | £612.40 incl. tax; 12 instalments of £54.10 if paid monthly |
| Compulsory excess | £200; escape of water £450; subsidence £1,000 |
| Voluntary excess | £100, added to the compulsory excess |
| No-claims years | 6 |
## A. What words mean
"Unoccupied" means not lived in by you or a person you have allowed for more than 45 days in a row. "Valuables" means jewellery, watches, furs, works of art, coins and stamps. "Home office equipment" means computers, printers and telephones used for work, to £5,000 in all.
## B. Buildings
B1 We cover loss or damage by fire, storm, flood, theft, escape of water or oil, impact, falling trees and subsidence.
B2 Storm: gates, hedges and fences are not covered, unless the main building is damaged at the same time by the same event.
B3 Escape of water: we pay the cost of finding the leak (trace and access) up to £7,500. We do not pay for the repair of the pipe or appliance itself, nor for damage by failing grout or sealant.
B4 Frost: when the home is unoccupied between 1 November and 31 March, pipes have to be drained or the heating kept at 12 °C or higher; otherwise there is no cover for burst pipes.
B5 Glass and sanitary ware: accidental breakage is covered in both homes.
B6 Alternative accommodation: up to 20% of the buildings sum insured and for at most twelve months.
B7 Loss of keys: up to £750 for new locks, without any excess.
---
## C. Contents
C1 We pay the cost of a new item of the same kind (new for old), other than for clothes and bicycles over five years old, where wear is taken off.
C2 A single item is covered to £1,500 unless it is named in the schedule. Valuables in all are covered to £15,000. Named items: engagement ring £3,200; cello (Noa) £4,800.
C3 Cash at home: £500. Freezer food: £400 per event, unless the supplier has cut you off for not paying.
C4 Bicycles: £600 each away from home, if locked to a fixed object. Electric bicycles have to be named.
C5 Belongings of a student living away in term time are covered to £6,000; theft only after forcible entry.
C6 Belongings of a parent in a nursing or residential home are covered to £2,000, theft included without signs of force, but not money, and not hearing aids or dentures.
C7 Accidental damage to contents is covered for Fairlea Road only. It does not cover damage by pets, by scratching, by chewing or by the weather working on things left in the open.
C8 Musical instruments: lent instruments belonging to a school are covered to £2,500 if the school's own policy does not pay.
## D. Liability
D1 As owner or occupier you are covered to £2 million. Domestic staff, among them a carer you employ yourself: £10 million.
D2 Damage by your dog is covered, unless the breed is on the list under the Dangerous Dogs Act.
D3 We do not cover liability from drones, from motor vehicles other than lawn mowers and wheelchairs, or from a business run at home with visiting customers.
## E. Conditions
E1 Tell us within 30 days of changes: building works costing over £25,000, lodgers, a home becoming unoccupied, a change of those living there.
E2 With paying guests or lodgers theft is covered only after forcible entry; one lodger is allowed without extra premium.
E3 Security: five-lever locks on outside doors; window locks on the ground floor. When nobody is at home they have to be in use, otherwise theft is not covered.
E4 Flat roofs have to be inspected every five years, with a written report. The roof over the utility room at Fairlea Road was last inspected in May 2021.
E5 Chimneys serving a wood burner are swept once a year. Keep the certificate.
E6 Claims: tell us as soon as you can, theft to the police within 24 hours. Do not throw damaged things away before we have seen them or have said you may. Emergency repairs to £500 may be done at once.
E7 Legal expenses (optional section, taken): £50,000 per case, when the chance of success is over half. Neighbour disputes only after the policy has been in force for 180 days. Disputes between family members and divorce are excluded.
E8 Home emergency (optional section, NOT taken).
---
## F. What is never covered
Wear and tear, rot, moths, vermin other than damage by squirrels to wiring, faulty workmanship, war, nuclear risks, confiscation, cyber loss. Loss of value after repair. Matching sets: we pay half the cost of undamaged parts of a set or suite that no longer match.
## G. Cancelling and renewing
G1 You may cancel within 14 days of receiving the papers and get back the full premium if there has been no claim. Later we refund the days left less a charge of £35. If a claim was paid in the period, there is no refund.
G2 We write to you at least 21 days before renewal. With payment by instalment, the policy renews by itself unless you tell us otherwise.
G3 One claim in the period costs two no-claims years; protected no-claims were not chosen. Claims under B7 and for trace and access alone do not count.
## H. Complaints
Write to the Customer Care Manager, Harbour & Hythe Mutual, Quay Street. We answer within eight weeks, after which you may go to the Financial Ombudsman Service within six months.
## J. Endorsements on this policy
J1 Mill Cottage: from 1 December 2025 cover is limited to fire, lightning, explosion and aircraft whenever the cottage has been unoccupied for more than 45 days in a row.
J2 Fairlea Road: the summer house (2024) counts as a building; contents therein to £1,000.
J3 The subsidence excess is lowered to £1,000 from £2,500 following the survey by Ketteridge & Lowe in March 2025.
'''
WM = '''
# Brenner WA 846 / WA 846 S
Instructions for use (extract, pp. 18-27). The S model has steam and the 15-minute programme. Look at the plate inside the door to see which one you have.
## 6. Programmes
| Programme | Temp °C | Max load kg | Spin rpm | Time h:min | Energy kWh | Water l |
| Cotton | 20-90 | 8 | 1400 | 2:55 | 1.10 | 58 |
| Eco 40-60 | 40/60 | 8 | 1400 | 3:38 | 0.74 | 49 |
| Easy-care | 30-60 | 3.5 | 1200 | 1:59 | 0.62 | 44 |
| Wool | 20-40 | 2 | 800 | 0:44 | 0.21 | 38 |
| Sports | 30-40 | 2.5 | 1000 | 1:18 | 0.45 | 36 |
| Duvet | 30-60 | 2.5 | 1000 | 2:05 | 0.95 | 71 |
| Express 15 (S only) | 30 | 1.5 | 1200 | 0:15 | 0.17 | 28 |
| Drum clean | 80 | 0 | 600 | 1:25 | 1.30 | 52 |
Run Drum clean without laundry and with a little powder, not liquid, every two months or when the drum symbol lights. Down duvets: let two tennis balls run along.
## 7. Filling in detergent
Left drawer II: main wash. Right drawer I: pre-wash. Middle drawer (flower): softener, not above MAX. Capsules go straight in the drum, underneath the laundry. With the delay timer use powder, since liquid sets hard.
---
## 8. Cleaning the pump filter
Switch off, let water cool below 40 °C. Open the flap at lower right. Pull out the small hose and drain into a flat dish (up to two litres). Turn the filter anticlockwise. Take out coins and hair slides. Check that the impeller wheel turns; it moves with jerks, this is normal. Screw back until the handle stands upright. Then pour one litre of water into the drawer so that suds do not run off unused.
To open the door in a power cut: drain as above, then pull the orange tab behind the flap down.
## 9. When the display shows
| Code | Meaning | What to do |
| E11 | No water coming in | open tap, clean sieve in inlet hose |
| E18 | Water not draining | clean pump filter, check hose for kinks |
| E23 | Water in base tray | close tap, call service |
| E30 | Door not shut | press door until it clicks |
| E42 | Drum out of balance | spread laundry, add a towel |
| E57 | Motor too hot | wait 30 minutes |
| H20 | Heating fault | programme runs on cold, call service |
The spin sound is louder on wooden floors. The machine tries ten times to balance the load and then spins at low speed only.
---
## 10. Setting up
Take out the four transport bolts before first use and keep them: moving the machine without bolts voids the guarantee. Level with the feet and tighten the locknuts against the casing. The end of the drain hose must lie between 60 and 100 cm above the floor. Inlet pressure 1 to 10 bar. Connect to cold water only.
## 11. Child lock and signals
Hold Start and Spin together for five seconds, a key appears. The lock stays on after switching off. Volume of the buzzer: hold Temperature for five seconds.
## 12. Guarantee and service
Two years on parts and labour, ten years on the motor (part only, the customer pays the call-out). Have E-Nr. and FD number from the door plate at hand. Service line 01632 960 199, Mon to Sat 8-18. Spare parts are kept for 15 years after the end of production. Call-outs for a blocked filter are charged even within the guarantee, at £79.
Handwritten on copy: E-Nr. WA846S/04  FD 0322 00718 - bought 11.6.2022 Cresswell Electricals - H.F.
'''
MEDS_HEAD = ["Who","Medicine","Strength","Form","Dose","Morning","Midday","Teatime","Night","For","Prescribed by","Since","Review","Stock (days)","Notes"]
MEDS = [r.split("|") for r in '''Walter|Co-careldopa|25/100 mg|tablet|1.5|1.5|1.5|1.5|1.5|Parkinson's|Dr Kulkarni|2017-06|2026-08|24|TIME CRITICAL 07:30 11:30 15:30 19:30
Walter|Co-careldopa MR|50/200 mg|tablet MR|1||||1|Parkinson's (night)|Dr Kulkarni|2021-03|2026-08|24|don't crush
Walter|Rasagiline|1 mg|tablet|1|1||||Parkinson's|Dr Kulkarni|2019-02|2026-08|30|
Walter|Fludrocortisone|100 mcg|tablet|1|1||||low BP standing|Dr Ferris|2024-11|2026-05|11|fridge
Walter|Tamsulosin MR|400 mcg|capsule|1|1||||prostate|Dr Ferris|2020-09|2026-09|18|after breakfast
Walter|Macrogol|1 sachet|powder|1|1||1||constipation|Dr Ferris|2022-01|2026-09|9|thicken!
Walter|Vitamin D3|800 IU|capsule|1|1||||bones|Dr Ferris|2023-10|2026-10|60|
Walter|Hypromellose 0.3%|10 ml|eye drops|1 drop|1|1|1|1|dry eyes|optician|2025-02|2026-04|14|bin 28 days after opening
Walter|Donepezil|5 mg|tablet|1||||1|memory|Dr Kulkarni|2025-06|2026-06|24|
Edith|Levothyroxine|75 mcg|tablet|1|1||||thyroid|Dr Farris|2009-04|2026-04|31|empty stomach
Edith|Ramipril|5 mg|capsule|1|||||BP|Dr Farris|2016-05|2026-03|0|PAUSED since op 20 Jan
Edith|Amlodipine|5 mg|tablet|1|1||||BP|Dr Farris|2018-08|2026-09|40|
Edith|Atorvastatin|20 mg|tablet|1||||1|cholesterol|Dr Farris|2015-11|2026-09|40|no grapefruit
Edith|Paracetamol|500 mg|tablet|2|2|2|2|2|knee|Ms Kulkova|2026-01|2026-04|16|max 8 a day
Edith|Ferrous fumarate|210 mg|tablet|1|1||||low iron|Ms Kulkova|2026-01|2026-03|12|black stools ok
Edith|Senna|7.5 mg|tablet|2||||2|constipation|Ms Kulkova|2026-01|2026-04|20|if needed
Edith|Latanoprost|50 mcg/ml|eye drops|1 drop||||1|glaucoma|Mr Obi (eye clinic)|2021-07|2026-07|22|left eye only
Edith|Vitamin D3|1000 IU|capsule|1|1||||bones|own purchase|2020-01||75|'''.split("\n")]
num = lambda x: (int(x) if re.fullmatch(r"\d+", x) else float(x) if re.fullmatch(r"\d+\.\d+", x) else (x or None))
MEDS = [[num(c) for c in r] for r in MEDS]
STOP = [r.split("|") for r in '''Walter|Oxybutynin|5 mg|2026-02-12|Dr Kulkarni|confusion
Walter|Simvastatin|40 mg|2024-11-20|Dr Ferris|muscle pain
Edith|Codeine|30 mg|2026-01-21|Ms Kulkova|sickness
Edith|Apixaban|2.5 mg|2026-02-06|Ms Kulkova|course finished
Edith|Naproxen|250 mg|2023-05-15|Dr Farris|kidneys'''.split("\n")]
def energy():
    rng = random.Random(77); out = []; n = 4100
    for y, m in [(2024, k) for k in range(11, 13)] + [(2025, k) for k in range(1, 13)] + [(2026, 1), (2026, 2)]:
        cold = {1:1.0,2:.92,3:.75,4:.5,5:.28,6:.14,7:.1,8:.1,9:.2,10:.48,11:.78,12:.97}[m]
        for prop, f in (("Fairlea Rd", 1.0), ("Mill Cottage", .55)):
            for fuel in ("elec", "gas"):
                kwh = round((330 + 90*cold if fuel == "elec" else 1900*cold + 60) * f * rng.uniform(.9, 1.12))
                rate = (.2486 if fuel == "elec" else .0624) if (y, m) < (2025, 10) else (.2571 if fuel == "elec" else .0598)
                std = round((.61 if fuel == "elec" else .31)*30, 2); n += 7
                sup = ("Brightwell Energy" if (y, m) < (2025, 6) else "Oval Power") if prop == "Fairlea Rd" else "Brightwell Energy"
                out.append([f"B{n}", f"{y}-{m:02d}", prop, fuel, sup, kwh, rate, std, f"{kwh*rate+std:.2f}", rng.choice(["actual","actual","estimated"])])
    return out
BUD_M = [("Mortgage","Fairlea Rd",1184,1184,1184,"fixed to 31 Aug 2027"),("Council tax","Fairlea Rd",248,0,248,"10 instalments"),("Gas & electric","Fairlea Rd",265,281.4,243.1,"Oval Power"),("Water","both",71,71,71,"meter at cottage"),("Broadband + mobiles","family",88,88,91.5,"price rise Mar"),("Groceries","family",780,824.6,801.2,""),("Car (Skoda)","Dov",190,412.3,165,"Feb: brakes"),("Car (Jazz)","Edith",60,0,48.9,"not driven till Mar"),("Cello lessons","Noa",128,128,96,"1 missed"),("After-school club","Rufus",146,146,146,""),("School dinners","both kids",74,61.5,74,""),("Home insurance","both",54.1,54.1,54.1,"HH Mutual"),("Holiday pot","family",200,200,200,"Brittany"),("Vet & dog food","Biscuit",65,58,137.8,"Mar: tooth"),("Charity","family",30,30,30,"")]
BUD_P = [("Care fees, Larchmount","Walter","out",5140,"4-weekly 1285x4"),("Extras Larchmount","Walter","out",74.5,"average"),("State pension","Walter","in",921.6,"4-weekly"),("Works pension (Railways)","Walter","in",1386.25,"monthly"),("Attendance Allowance","Walter","in",441.6,"higher rate, 4-weekly"),("State pension","Edith","in",742.4,"4-weekly"),("Teachers' pension","Edith","in",655.1,"monthly"),("Cleaner (Mrs Tuck)","Edith","out",96,"2 h a week, £12"),("Gardener","Edith","out",70,"Mar-Oct only"),("Pendant alarm","Edith","out",22.8,"Careline"),("Savings draw","Walter","in",2500,"from ISA, lasts to c. 2031"),("Gas & electric cottage","Edith","out",148,"Brightwell")]
HTML = '''<!DOCTYPE html><html><head><meta charset="utf-8"><title>Booking BZH-88-4172</title></head><body>
<header><img alt="Gites &amp; Greves"><p>Gites &amp; Gr&egrave;ves | your stay in Brittany</p></header>
<h1>Thank you, Dov! Your booking is confirmed.</h1>
<p>Booking reference <b>BZH-88-4172</b>, made on 18 January 2026. Lead guest: Dov Feldmann. Party: 3 adults, 2 children, 1 dog.</p>
<h2>The house</h2><p>Ker Avel, 4 Hent ar Mor, Plouhinec-sur-Grève. Three bedrooms, one of them on the ground floor with a walk-in shower. Arrive from 16:00 on Saturday 25 July 2026, leave by 10:00 on Saturday 8 August 2026. The owner, Mme Soizic Le Bihan, lives next door; keys from her or from the box (code is sent a week before).</p>
<p>Linen is included, towels are not. Wi-Fi yes, television no. The wood stove must not be lit in July and August. One dog is allowed, not upstairs.</p>
<table><tr><th>Item</th><th>Amount (EUR)</th><th>Due</th><th>State</th></tr>
<tr><td>House, 14 nights</td><td>2,310.00</td><td></td><td></td></tr><tr><td>Dog</td><td>60.00</td><td></td><td></td></tr><tr><td>Tourist tax (adults)</td><td>67.20</td><td>on the spot</td><td>open</td></tr>
<tr><td>Deposit 30%</td><td>711.00</td><td>18 Jan 2026</td><td>paid</td></tr><tr><td>Balance</td><td>1,659.00</td><td>30 May 2026</td><td>open</td></tr><tr><td>Security deposit (card hold)</td><td>400.00</td><td>on arrival</td><td>open</td></tr></table>
<h2>Cancelling</h2><p>More than 60 days before arrival: everything is paid back but for EUR 75. From 60 to 22 days before: the deposit is kept. 21 days or fewer: no refund, unless the house can be let again. In case of the serious illness of a guest or of their parent, with a doctor's letter, you may move the stay to another date within 12 months free of charge.</p>
<h2>The crossing</h2><table><tr><th></th><th>Date</th><th>Ship</th><th>Departs</th><th>Arrives (local)</th><th>Cabin</th></tr>
<tr><td>Out</td><td>Fri 24 July 2026</td><td>Armor Queen</td><td>Portsmouth 20:15</td><td>St-Malo 08:05</td><td>7214, 4 berths + 7216, 2 berths, step-free</td></tr>
<tr><td>Back</td><td>Sat 8 August 2026</td><td>Duchesse Anne</td><td>St-Malo 10:30</td><td>Portsmouth 18:20</td><td>reclining seats</td></tr></table>
<p>Check-in closes 60 minutes before departure. Pets stay in the kennels on deck 10 on the way out; on the way back in the car. Ferry total GBP 871.00, paid. Car: Skoda, height below 1.85 m with roof box.</p>
<footer>Gites &amp; Gr&egrave;ves SARL, Vannes. Mon-Fri 9-17, +33 2 00 55 01 88</footer></body></html>'''
NOTES = '''# Family notes (Helen)

## Dad / Larchmount
- 3 Nov 25: moved in. Cried in the car, he didn't.
- 15 Dec 25: end-of-trial meeting w/ Carol + Blessing. All fine, he stays. Want him shaved BEFORE breakfast.
- 9 Feb 26: **room move** - he's in room 22 now (first floor, by the lift) since the boiler under 14 has to come out. Their reason so no charge. Fee stays.
- 2 Mar 26: letter from Carol: fee goes up to £1,349 a week from Mon 6 April 2026. Wages + energy. Dov wants to argue, I don't.
- 4 Mar 26: told them in writing to ring me AT ANY HOUR for any fall, hurt or not.
- Key worker from March: Blessing is off to have her baby, it's Tomos Pryce now.
- Dad's hearing aid (left) lost 21 Feb, found in the custard jug.

## Mum / cottage
- Physio: she went to 5 of 6 classes, missed 23 Feb (snow).
- Careline pendant: tested 1st of the month. Key safe code is NOT in here, ask Dov.
- Ramipril: rang Brook Lane 11 Mar. Dr Farris restarts at 2.5 mg from 12 Mar, blood test after 2 wks (26 Mar 9:20, nurse Pat).
- Stairs: Mr Ludlow quoted £2,940 for a stairlift (curved, secondhand); Acorn & Sons £4,150 new. Mum says over her dead body.

## House
- Utility flat roof - needs looking at for the insurance!! Roofer: Kev Stanyon 01632 960 733, £90 for a report. Not booked.
- Washing machine E18 again 14 Feb, it was Rufus's Lego man in the filter.
- Boiler service done 6 Oct 25 (Heatwise, £96). Next one Oct 26.
- Paint for the hall: "Oatmeal Drift", 5 l, shed.

## Kids
- Noa: cello grade 6, 24 March, 14:35, Wessex Hall. Got merit for gr 5.
- Rufus: nut allergy form handed in again (school lost it). Pen in the office cupboard and one in the blue rucksack.
- Geneva trip: paid deposit 90 on 20 Jan.

## Birthdays
Dad 9 May (85!), Mum 17 Aug, Rufus 2 June (10), Noa 28 Nov
'''
EML1 = '''Dear parents and carers of Year 9,

thank you for the lively evening on 8 January. Here is what we agreed for the visit to CERN and Geneva.

We travel by coach and train from Wednesday 10 June to Sunday 14 June 2026. We meet at 04:45 in the lower car park; the coach will not wait. We are back on Sunday at about 21:30.

The cost is £465 per pupil. Deposit £90 by 23 January, then £175 by 20 March and £200 by 8 May, all through SchoolPay. Families on free school meals pay half. If your child drops out after 20 March we can only pay back what the travel firm refunds us, unless another pupil takes the place.

Every pupil needs a passport valid until at least 14 September 2026 and a GHIC card. Pupils with a passport of a country outside the UK and the EU may need a visa; see Mrs Lavelle by half-term.

Spending money: no more than 60 Swiss francs. Telephones are allowed on the coach and in the evening from six to seven; at night they are kept by the staff. Medicines are handed to Mr Okonjo in the original packing with the form. Rooms of four, girls on the second floor.

Staff: Mr Okonjo (leader), Mrs Lavelle, Dr Brandreth, Miss Iqbal. 38 places, 34 taken.

Yours sincerely
F. Okonjo, Head of Physics
Otterbourne High School'''
EML2 = '''Dear parents,

three things before Easter.

1. The last day of term is Friday 27 March; school closes at 13:15, there is no After-School Club on that day. We are back on Tuesday 14 April (Monday is a staff training day).

2. Swimming for Oak Class (Year 4) moves from Thursdays to Tuesdays after Easter, as the pool has a new timetable. Goggles are allowed only with a note. Long hair needs a cap. The voluntary contribution is £2.80 a lesson for ten lessons.

3. Head lice have been seen in Ash and Oak Class. Please look tonight and once a week until Easter. Children need not stay at home.

The lost property will be taken to the charity shop on 30 March. There are eleven left wellingtons.

Mrs P. Goodacre, School Office
St Bede's Primary'''
EML3 = '''Dear parents and carers,

a short change to my letter of 14 January. The train strike has been called for 10 June, so we shall go by coach all the way and leave a day sooner: Tuesday 9 June 2026, 18:30, lower car park. The return is as before. There is no extra charge; the lunch on Friday is no longer included, so please pack 15 francs more.

Mr Okonjo is on paternity leave from 1 June. Dr Brandreth will lead the trip and takes charge of medicines.

F. Okonjo'''
CAL = [("20260324T143500","20260324T151000","Noa cello exam","Wessex Hall, Room 3","Bring accompanist fee 45 cash"),("20260326T092000","20260326T093000","Mum blood test","Brook Lane Practice","Nurse Pat, not fasting"),("20260327T131500","20260327T134500","Pick up Rufus EARLY","St Bede's","no club"),("20260325T150000","20260325T163000","Relatives' meeting","Larchmount conservatory","ask about boiler + menu"),("20260409T110000","20260409T120000","Dad optician at Larchmount","Larchmount","bring old glasses"),("20260416T083000","20260416T170000","Skoda MOT + service","Garage Pell","loan car booked"),("20260421T140000","20260421T143000","Dad SLT review","Larchmount","Rowena Paling"),("20260428T100000","20260428T103000","Dentist Dov","Quay Dental","crown, c. 2 h parking"),("20260509T123000","20260509T160000","Dad 85th lunch","Larchmount, garden room","cake: Aunt Maureen. 9 people"),("20260520T190000","20260520T203000","Y9 Geneva info evening","Otterbourne High hall",""),("20260602T153000","20260602T173000","Rufus 10th party","Climbing barn","12 kids, deposit 50 paid"),("20260615T000000","20260615T010000","Home insurance renewal","","compare quotes by 25 May!"),("20260814T094000","20260814T100000","Dad neurology clinic","St Osmund's, Outpatients C","Dr Kulkarni, book transport")]
if __name__ == "__main__":
    make_pdf(P("LH agreement signed.pdf"), CARE, "Larchmount House - Resident's Agreement", "LH/R/0418  v.10/2025", "Residents Agreement", "Larchmount Care (Wessex) Ltd", 11.2)
    make_pdf(P("scan_0316.pdf"), LETTERS, "St Osmund's Hospital NHS Trust - Private and confidential", "scanned 16/03/26", "scan_0316", "HP Scan", 11)
    make_pdf(P("WA846 pp18-27.pdf"), WM, "Brenner WA 846 - Instructions for use", "9000 846 112 (en)", "WA846", "Brenner Hausgeräte")
    make_docx(P("HH-7714.docx"), INSUR, "Harbour & Hythe Mutual - Policy HH-7714-2208", "HHM/HOME/06.25  Claims line 01632 960 300 (24 h)", "Home policy", "Harbour & Hythe Mutual")
    make_xlsx(P("meds.xlsx"), [("current", [["Medicines Mum + Dad", None, "as of 14 March 2026 - HF"]], MEDS_HEAD, MEDS), ("stopped", [], ["Who","Medicine","Strength","Stopped","By","Why"], STOP)], "Helen Feldmann")
    make_xlsx(P("budget.xlsx"), [("Us", [["Budget 2026, GBP a month"]], ["Item","Whose","Plan","Feb actual","Mar actual","Remark"], BUD_M), ("Parents", [["4-weekly unless stated"]], ["Item","Whose","in/out","Amount","Remark"], BUD_P)], "Dov Feldmann")
    with open(P("energy.csv"), "w", newline="") as f:
        w = csv.writer(f); w.writerow(["bill_no","month","property","fuel","supplier","kwh","unit_rate","standing","total_gbp","reading"]); w.writerows(energy())
    open(P("booking.html"), "w").write(HTML); open(P("notes.md"), "w").write(NOTES)
    for n, m in (("Y9 visit.eml", mail("F. Okonjo <okonjo@otterbournehigh.invalid>", "helen.feldmann@home.invalid", "Year 9 CERN visit, June 2026", "Wed, 14 Jan 2026 16:02:00 +0000", EML1)), ("Fwd_ change.eml", mail("F. Okonjo <okonjo@otterbournehigh.invalid>", "helen.feldmann@home.invalid", "Year 9 CERN visit: change", "Tue, 10 Mar 2026 15:20:00 +0000", EML3)), ("newsletter.eml", mail("St Bede's Office <office@stbedes.invalid>", "parents@stbedes.invalid", "News before Easter", "Mon, 16 Mar 2026 12:30:00 +0000", EML2))):
        open(P(n), "wb").write(m.as_bytes())
    L = ["BEGIN:VCALENDAR","VERSION:2.0","PRODID:-//feldmann//family//EN"]
    for i, (a, b, s, l, d) in enumerate(CAL): L += ["BEGIN:VEVENT", f"UID:ev{i}@home.invalid", "DTSTAMP:20260315T080000Z", "DTSTART:"+a, "DTEND:"+b, "SUMMARY:"+s, "LOCATION:"+l.replace(",", "\\,"), "DESCRIPTION:"+d.replace(",", "\\,"), "END:VEVENT"]
    open(P("family.ics"), "w", newline="").write("\r\n".join(L + ["END:VCALENDAR"]) + "\r\n")
