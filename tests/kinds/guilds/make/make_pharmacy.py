import os, random, csv, datetime as dt
from counter import *
O = 'files/pharmacy/'; os.makedirs(O, exist_ok=True)

SOP = '''
# Thornwell & Daughter Pharmacy - Standing Procedures
Version 4, issued 2 September 2024 by Odile Thornwell, superintendent pharmacist. Replaces version 3. Every member of staff signs the back sheet within ten days of joining and again whenever a new version comes out.
## 1. General
1.1 These procedures apply to everyone who works behind the counter at 14 Market Cross, Ketterby, including relief pharmacists, Saturday staff and the driver.
1.2 The pharmacist in charge may depart from a procedure where a patient would otherwise come to harm. The departure is written in the day book before the end of the shift.
1.3 The procedures are reviewed every two years, or earlier after a serious error.
## 2. Taking in prescriptions
2.1 Check name, address, date of birth and date of signature. Ordinary prescriptions are valid for six months from the date on the form; controlled items for 28 days.
2.2 Tell the patient how long they will wait. Our target for a walk-in prescription of up to three items is 15 minutes; for four items or more it is 25 minutes.
2.3 Prescriptions phoned through by a surgery in an emergency must be followed by the paper or electronic form within 72 hours. Controlled items cannot be supplied on a phone request, with the exception of phenobarbital for epilepsy.
2.4 Exemption from charges is declared by the patient, not by staff. If a patient cannot show proof, tick "evidence not seen" and supply.
## 3. Assembling and checking
3.1 One person assembles, another checks. Both initial the label.
3.2 A pharmacist working alone may check their own work only after leaving the item aside for at least five minutes, and writes "SC" next to the initials.
3.3 High-risk items (methotrexate, warfarin, insulin, lithium, children's liquids under 2 years) always need a second check by a pharmacist or by the accuracy-checking technician. Rule 3.2 does not apply to them: if nobody is there for the second check, the patient is asked to come back or the script is passed to another pharmacy.
3.4 Split packs are marked with the expiry and batch of the original box.
## 4. Owings
4.1 If we cannot supply everything, give the patient an owing slip and put the yellow copy in the owings tray.
4.2 An owing that cannot be obtained in three working days is reported to the prescriber for an alternative.
4.3 An owing for a controlled item lapses 28 days after the date on the prescription. No balance may be given after that day, not even with the slip.
4.4 Owings that are ready but not fetched follow section 5.
## 5. Bags nobody collects
5.1 A bag is shelved on the day it is checked. After two weeks the patient gets a text; after four weeks a phone call.
5.2 After six weeks the bag is taken apart and the medicines go back to stock if they never left the premises.
5.3 Exceptions to 5.2: bags with a fridge line are taken apart after three weeks; bags with a controlled item on day 28 from the date on the prescription; monitored trays seven days after their start date.
5.4 Bags of residents of care homes are never taken apart without a call to the home.
## 6. Fridges
6.1 We have three medicine fridges: A in the dispensary, B in the consultation room (vaccines only) and C in the stockroom (overflow and insulin reserve). All three must stay between 2 and 8 degrees C.
6.2 Minimum and maximum are read and written in the log each morning before 9.15, then the probe is reset. The person reading initials the entry.
6.3 Fridges A and C: a maximum above 8 degrees for less than 30 minutes (for instance while putting away an order) is noted and read again after half an hour. If it is longer than 30 minutes, or the time is not known, the contents move to another fridge, are marked "do not use", and the makers are telephoned.
6.4 Fridge B: no grace period. Any reading above 8 or below 2 means the stock is quarantined at once and the superintendent is told the same day, whoever is on duty.
6.5 Any fridge: a minimum below 2 degrees may mean freezing. Quarantine the contents. Insulin that may have been frozen is thrown away without asking the maker.
6.6 Breakdown calls: fridges A and C are looked after by Coldwright Services, 01555 030 411; fridge B is leased and is serviced by Frostline Rental, 01555 030 978, contract FR-2207.
6.7 The fridge log is kept for two years; the pages for fridge B for five years.
6.8 Food and drink are never kept in fridges A to C. The staff fridge is in the kitchen.
## 7. Medicines brought back by patients
7.1 We accept unwanted tablets, liquids, creams, patches and inhalers from households in Ketterby and the villages. We do not accept needles or sharps unless they are in a sealed yellow box. We do not accept household chemicals.
7.2 Returned medicines are never put back into stock, even when the box is sealed and in date.
7.3 Put on gloves, do not count or decant loose tablets, and place everything in the blue-lidded bin. Inhalers go in the separate recycling crate.
7.4 Returned controlled items are written in the patient-returns book, kept in the cabinet apart from stock, and made unusable with a denaturing kit within seven days. A second member of staff witnesses; an outside witness is not needed for patient returns but is needed for our own expired stock.
7.5 Care homes send returns only on their own form, on the Thursday collection, and never mixed with sharps.
## 8. Returns to suppliers
8.1 Larkfield Medical Supplies: wrong or damaged goods are reported within five working days of delivery. Short-dated goods (less than four months left) within the same period. Ordered in error: with a 10 per cent handling charge, unopened, within five working days.
8.2 Brennock Pharma Direct: wrong or damaged goods within three working days. Ordered in error: 15 per cent handling charge, and not at all below 20 pounds line value.
8.3 Both suppliers: fridge lines are reported on the day of delivery before 5 pm, otherwise no credit is given. Controlled items go back only with an authority code and only with the driver who signs the requisition.
8.4 Every return is entered on the Returns sheet with the supplier's reference. Credits not received after 30 days are chased by Jolanta Brisk.
## 9. Recalls and alerts
9.1 Class 1 (danger to life): act within one hour of receipt, including evenings if the on-call pharmacist receives it. Contact every patient supplied.
9.2 Class 2: act within 48 hours. Contact patients only if the alert says "patient level".
9.3 Class 3: act within five working days; shelves and fridges are checked, patients are not contacted.
9.4 Class 4 (caution in use): note it on the board; nothing is withdrawn.
9.5 Whoever acts fills in the Recalls sheet, even when we hold none of the batch. Quarantined stock is kept in the red crate until the supplier collects it.
## 10. Controlled items
10.1 Every receipt and supply is entered in the register on the day, or at latest on the next day.
10.2 The running balance is checked against the cabinet once a week, on Tuesday, by a pharmacist and one other person.
10.3 A difference is told to the pharmacist in charge immediately. If it has not been explained within 24 hours the superintendent is told; if it has not been explained within three days the superintendent reports it to the area's accountable officer.
10.4 For liquids a difference of up to 3 per cent of the bottle is treated as overage and written in as such.
10.5 The cabinet key is on the pharmacist in charge. The spare is in a signed, sealed envelope in the safe; opening it is written in the day book.
10.6 Entries are never crossed out or covered; a mistake is corrected by a dated note at the foot of the page.
10.7 Registers are kept for two years after the last entry, requisitions for two years, invoices for controlled items for six years.
10.8 Anyone unknown to us who collects a controlled item shows identification. A health professional collecting for a patient shows the work badge as well.
## 11. Delivery round
11.1 Deliveries are a courtesy. The driver is Desmond Quill; in his absence a taxi is never used.
11.2 Somebody must sign. The bag may be given to another adult at the address. It is not given to anyone under 16 and not to a neighbour.
11.3 With a signed form F7 the bag may go through the letterbox or in a key safe, except fridge lines, controlled items and trays.
11.4 Controlled items are handed only to the patient or to the carer named on the form, with identification the first time.
11.5 Nobody in: leave a card, try again the next working day. After the second failure the bag comes back to the shelf and the patient is phoned.
11.6 Fridge lines travel in the cool bag for no more than two hours.
11.7 Charge: free within six miles. Beyond six miles 2.50 pounds per drop. Patients over 75 and patients on end-of-life care never pay.
## 12. Monitored trays
12.1 Trays are made up four weeks at a time by Tamsin Hale and checked by a pharmacist.
12.2 A change in the middle of a cycle: the trays are called back and remade the same day if the order is received before noon, otherwise the next working day.
12.3 Not in trays: effervescent tablets, items taken "when required", methotrexate, and anything the maker says must stay in its bottle.
12.4 A new tray patient needs an assessment by a pharmacist. The waiting list is kept by Jolanta Brisk; care home residents do not go on the list.
## 13. Near misses, errors and complaints
13.1 Near misses are written on the sheet next to the checking bench by the person who made them. Tamsin Hale sums them up each month.
13.2 An error that reached a patient is told to the pharmacist in charge at once, to the patient the same day, and to the superintendent within 24 hours.
13.3 Complaints: acknowledge within three working days, answer within 20 working days. A complaint may be made up to 12 months after the event.
## 14. When the pharmacist is out
14.1 The pharmacist in charge may be absent for up to two hours a day if they can be reached by telephone.
14.2 During the absence only general sale items may be sold. Checked bags are not handed out and pharmacy-only medicines are not sold. Returned medicines may be taken in.
14.3 If the pharmacist has not arrived 30 minutes after opening time, the door notice is put up and the superintendent is phoned.
## 15. Cash and security
15.1 No more than 200 pounds is left in a till at any time; the rest goes in the drop safe.
15.2 Closing up is done by two people. On Saturdays one person may close if they phone the on-call pharmacist before and after.
15.3 The alarm code is changed every January, April, July and October and whenever somebody leaves.
'''
to_docx(SOP, O + 'SOPs v4 FINAL (2).docx', header='Thornwell & Daughter - Standing Procedures v4')

HB = '''
# Staff handbook
Thornwell & Daughter Pharmacy, Ketterby. Edition of April 2023. Questions to Odile Thornwell.
## 1. Working hours and breaks
1.1 A full-time week is 38 hours over five days. Saturdays count as working days; nobody works more than two Saturdays in four unless they ask to.
1.2 A shift of more than six hours has an unpaid lunch of 45 minutes and one paid break of 15 minutes. A shift of six hours or less has the paid break only.
1.3 Overtime must be agreed beforehand. It is paid at the normal rate up to 42 hours in the week and at one and a half times above that. Time off may be taken instead, within two months.
## 2. Annual leave
2.1 The leave year runs from 1 April to 31 March.
2.2 Full-time staff have 26 days a year plus bank holidays; part-timers in proportion. One day is added after three complete years of service and two more after seven complete years, so that the most anybody can have is 29.
2.3 Ask in the leave book: six weeks ahead for a week or more, two weeks ahead for less than a week. A single half day may be asked for with three days' notice if the rota allows.
2.4 Not more than two weeks at a stretch. Once in five years somebody may take three weeks together, with the owner's agreement, asked for four months ahead.
2.5 Only one dispenser and only one counter assistant may be away at a time. If two ask for the same week, the one who asked first has it; if on the same day, the one who did not have it last year.
2.6 No leave between 10 December and 2 January. Anyone who worked both Christmas Eve and New Year's Eve in the year before may ask for days between 27 and 31 December.
2.7 Up to four unused days may be carried over and must be used by 30 June. Anything above that is lost, unless the person was on long-term sickness or parental leave.
2.8 Leave is not paid out except when somebody leaves. A leaver who has taken too much has the difference taken off the last pay.
2.9 Sick during leave: days covered by a doctor's note are given back. Self-certified days are not.
## 3. Sickness
3.1 Telephone the pharmacist in charge before 8 am on the first day. A text or a message through a colleague is not enough.
3.2 Up to seven calendar days are self-certified on the form in the office. From the eighth day a doctor's note is needed.
3.3 Sick pay after probation: three weeks at full pay and three weeks at half pay in any twelve months. In probation only the statutory amount is paid.
3.4 After vomiting or diarrhoea stay away until 48 hours after the last episode. These days do not count towards absence reviews.
3.5 A review talk takes place after three separate absences in six months.
## 4. Other time off
4.1 Death of a partner, parent or child: five paid days. Grandparent, brother, sister or parent-in-law: two paid days. Others: unpaid, by agreement.
4.2 Doctor and dentist: outside working time where possible, otherwise up to two hours paid, four times a year. Antenatal visits are always paid.
4.3 Moving house: one paid day, once in any two years.
4.4 Jury service: we make up the difference to normal pay for up to ten days.
4.5 A sick child: one paid day per occasion to arrange care, at most four in the year; further days are unpaid or leave.
## 5. On call
5.1 Pharmacists only. On-call periods run Monday 6 pm to Friday 8 am (weeknights) and Friday 6 pm to Monday 8 am (weekend).
5.2 Allowance: 32 pounds for each weeknight; 58 pounds for each Saturday, Sunday or bank holiday. A Friday night counts as a weeknight.
5.3 Call-out: 24 pounds an hour, with a minimum of two hours paid. Mileage 45 pence a mile from home and back.
5.4 Advice by telephone is included in the allowance. More than three calls in one night are paid as one hour.
5.5 After a call-out that ends later than 11 pm, work starts no earlier than eleven hours after its end. Hours missed because of this are paid.
5.6 Swaps are entered on the Swaps sheet by noon on Thursday of the week before and initialled by both. A swap not entered does not count, and the person on the rota stays responsible.
5.7 The on-call telephone is handed over in the shop, not by post or through third persons.
## 6. Staff purchases
6.1 Discount of 15 per cent on counter goods for yourself and your household, up to 120 pounds a month at till price.
6.2 No discount on medicines dispensed, infant milk, gift vouchers, and goods already reduced.
6.3 Purchases are rung up by a colleague, never by yourself, and the receipt is put in the purple box.
6.4 Testers and samples may be taken home only when the manager on duty has written them off.
## 7. Clothing
7.1 Two tunics are provided and replaced every two years. Shoes: up to 35 pounds every 18 months against a receipt.
7.2 Name badges are worn. A lost badge costs 4 pounds from the second time on.
7.3 Jewellery: a plain ring and small studs only in the dispensary.
## 8. Training
8.1 Course fees agreed beforehand are paid by the pharmacy, and half of the study time, up to 60 hours a year, is working time.
8.2 Anyone who leaves within six months of finishing a course pays back the whole fee; between six and twelve months, half; after that nothing. This does not apply in case of redundancy, nor to courses the law obliges us to provide.
8.3 An exam may be retaken once at our cost.
## 9. Probation, notice and references
9.1 Probation is three months, for pharmacists six months. It may be lengthened once by the same time at most.
9.2 Notice in probation: one week on either side.
9.3 Notice after probation: counter staff and driver four weeks; dispensers six weeks; technicians eight weeks; pharmacists twelve weeks. Notice from the pharmacy rises by one week for each complete year beyond four years, to twelve at most.
9.4 References are written by the owner only and state dates and duties.
## 10. Keys, alarm and telephone
10.1 Key holders are Odile Thornwell, Piers Ashgrove and Jolanta Brisk. A lost key is reported the same day. The cost of a new key, 18 pounds, is charged unless it was stolen and the police were told.
10.2 Private phones stay in the lockers. The driver and the on-call pharmacist are excepted.
10.3 False alarm calls caused by carelessness: the first in a year is forgiven; the second costs the person the 40 pound attendance fee.
## 11. Parking
11.1 The yard has three spaces: one for the van, one for the pharmacist in charge, and one for whoever comes first.
11.2 On Wednesdays, market day, no staff cars are allowed in the yard; only the van may stay.
11.3 Bicycles go in the bin store, not in the passage.
## 12. Pay days and expenses
12.1 Pay is on the 26th of the month, or on the working day before.
12.2 Expenses are claimed within two months with receipts. Private car on pharmacy errands: 45 pence a mile; bicycle: 20 pence a mile.
12.3 Advances of pay: at most 150 pounds, once in six months, paid back over two pay days.
'''
to_pdf(HB, O + 'staff handbook 2023.pdf', footer='Staff handbook, April 2023', size=11.5)

MIN = '''
# Staff meetings - notes
Typed by Maud Finnegan from the flip chart
## Meeting of Tuesday 14 January 2025, 6.15 pm
Present: Odile, Piers, Jolanta, Tamsin, Rory, Maud, Desmond. Apologies: Nkechi, Kit.
1. Christmas. Takings up on last year; queue out of the door on 23 December. Odile thanked everybody. Rory suggested a second till point for that week; to be looked at in September.
2. Near misses in December: 19, of which 11 were wrong strength. Tamsin showed that most happened between noon and one. Agreed that nobody checks alone over lunch; lunches to be staggered from 12 to 2.
3. Lunch closing. We had closed from 1 to 1.30 since the summer as a trial. Given up as of 20 January because patients from the surgery's late-morning clinic stood before a locked door and went to the supermarket instead.
4. Label printer. The old one jams. Two quotes: Inkwell Office 412 pounds with a two-year warranty, Pressmark 389 pounds with one year. Decided for Inkwell because of the warranty. Jolanta orders.
5. Fridge C. The probe drifts by about a degree against the hand thermometer. Coldwright to replace it. Until then Rory reads both.
6. Parking. Reminder of Wednesday. Kit's father was given a ticket by the market office.
7. Any other business: Maud asked for a stool at the counter. Agreed. Desmond's van due its test on 11 March.
## Meeting of Tuesday 25 February 2025, 6.15 pm
Present: Odile, Piers, Nkechi, Jolanta, Tamsin, Maud, Desmond, Kit. Apologies: Rory.
1. Notes of January accepted. The printer came on 3 February and works.
2. Delivery charge. Fuel and the Fellgate road closure make the far drops dear. From 1 March the charge beyond six miles is 3.20 pounds per drop instead of 2.50. Over-75s and end-of-life patients stay free. Odile to change the procedures at the next version.
3. Leave carried over. The handbook's four days were too few after the short-staffed autumn. From this leave year's end up to six days can go over, but must now be used by 31 May. Piers asked whether this is for good: yes, until the handbook is printed again.
4. Controlled cabinet check. Moved from Tuesday to Monday before opening, because the Larkfield controlled delivery comes on Tuesday morning and twice the count was done with the tote still unpacked. First Monday check: 3 March.
5. Near misses in January: 14. In the first three weeks of February: 6. Staggered lunches seem to help.
6. Kit has passed the counter assistant course, certificate on the wall. Kit may now sell pharmacy-only medicines under supervision.
7. Saturday hours. Takings after 2 pm are below 90 pounds on average. Odile will ask the health board whether we may close earlier. No decision yet.
8. Pet medicines. A customer asked for wormers. Not for us; the vet in Mill Lane has them.
9. Staff outing: bowls evening at the Drovers' on 21 March, the pharmacy pays for the lane and the first drink.
## Meeting of Tuesday 8 April 2025, 6.15 pm
Present: Odile, Piers, Jolanta, Tamsin, Rory, Maud, Kit. Apologies: Nkechi, Desmond (on round).
1. Notes of February accepted with one correction: the outing is paid from the staff fund, not by the pharmacy.
2. Saturday hours. The health board agrees. From Saturday 3 May we close at 2 pm instead of 5 pm. The hours on the door and the website to be changed by Kit. Saturday staff keep their paid hours until the end of June.
3. Fridge B was out of range again. Frostline replaced the door seal. Odile will not buy more than 20 flu or travel doses at a time until the log has been clean for four weeks.
4. Willowmere House. Greta Amblin wants trays a day earlier. Tamsin can do it if the surgery sends repeats by Monday noon. See mails.
5. Larkfield. Their new return terms are better than ours on paper; Jolanta put the mail in the folder. New prices from 1 May.
6. Near misses in March: 9. Two were look-alike boxes (amlodipine and amitriptyline), so these are now on separate shelves.
7. Staff fund stands at 137.40 pounds. Maud collects 3 pounds a month from each. Tamsin asked for cards to be paid from it for births and retirements: agreed, up to 15 pounds.
8. Blood pressure checks: Rory has done the course and may do them on Thursday afternoons. Free for over-40s, by appointment only.
9. Any other business: the back gate lock sticks; Desmond to oil it. Next meeting 10 June.
'''
to_odt(MIN, O + 'Untitled 3.odt')

# ---- rota workbook
import openpyxl
from openpyxl.styles import Font
wb = openpyxl.Workbook(); ws = wb.active; ws.title = 'Opening'
ws.append(['Thornwell & Daughter - opening hours (till further notice)']); ws.append(['typed Nov 2024, OT']); ws.append([])
ws.append(['Day', 'Open', 'Close', 'Pharmacist', 'Remarks'])
for r in [('Monday','08:45','18:00','Piers',''),('Tuesday','08:45','18:00','Odile','Larkfield controlled delivery am'),('Wednesday','08:45','18:30','Odile','market day, yard closed'),
          ('Thursday','08:45','18:00','Piers','care home collection'),('Friday','08:45','19:00','Nkechi','late evening'),('Saturday','09:00','17:00','see Saturdays sheet',''),('Sunday','closed','closed','on call only','')]: ws.append(r)
w = wb.create_sheet('On call'); w.append(['ON CALL 3 March - 25 May 2025']); w.append(['first number 01555 030 140 (mobile handed over in shop)']); w.append([])
w.append(['From', 'To', 'Period', 'First on call', 'Backup', 'Calls', 'Call-outs', 'Hours out'])
ppl = ['Piers', 'Odile', 'Nkechi']; rnd = random.Random(71); d = dt.date(2025, 3, 3); n = 0
seq = ['Odile','Piers','Nkechi','Odile','Piers','Piers','Nkechi','Odile','Piers','Nkechi','Odile','Odile','Piers','Nkechi','Piers','Odile','Nkechi','Piers','Odile','Piers','Nkechi','Nkechi','Odile','Piers']
calls = [2,5,1,3,0,4,2,6,1,3,2,7,0,4,1,5,3,2,0,8,1,4,2,3]
outs = [0,1,0,1,0,1,0,2,0,0,1,2,0,1,0,1,1,0,0,3,0,1,0,1]
hrs = [0,1.5,0,2,0,1,0,3.5,0,0,1.25,4,0,2.25,0,1.5,2,0,0,5.5,0,1.75,0,2.5]
for i in range(12):
    for j, per in enumerate(['weeknights', 'weekend']):
        a = d + dt.timedelta(days=7*i + (4 if j else 0)); b = a + dt.timedelta(days=3 if j else 4)
        f = seq[n]; bk = ppl[(ppl.index(f)+1+(n % 2)) % 3]
        w.append([a, b, per, f, bk, calls[n], outs[n], hrs[n]])
        for c in (1, 2): w.cell(w.max_row, c).number_format = 'ddd dd/mm/yyyy'
        n += 1
w = wb.create_sheet('Saturdays'); w.append(['Saturday staffing']); w.append([]); w.append(['Date', 'Pharmacist', 'Dispenser', 'Counter 1', 'Counter 2', 'Closing'])
sat = [('Piers','Tamsin','Kit','Maud','Piers'),('Odile','Rory','Kit','','Kit'),('Nkechi','Tamsin','Maud','Kit','Nkechi'),('Odile','Rory','Kit','','Rory'),('Piers','Jolanta','Kit','Maud','Jolanta'),('Nkechi','Tamsin','Kit','','Tamsin'),('Odile','Rory','Maud','','Odile'),('Piers','Rory','Kit','Maud','Piers'),('Nkechi','Jolanta','Kit','','Jolanta')]
for i, s in enumerate(sat):
    w.append([dt.date(2025, 3, 29) + dt.timedelta(days=7*i), *s]); w.cell(w.max_row, 1).number_format = 'dd mmm yyyy'
w = wb.create_sheet('Swaps'); w.append(['Swaps - both initial! by Thursday noon the week before']); w.append([]); w.append(['Entered', 'Period starting', 'Was', 'Now', 'Initials', 'Reason'])
for r in [('2025-03-12','2025-03-21','Piers','Nkechi','PA / NU','daughter\'s recital'),('2025-03-27','2025-04-04','Nkechi','Piers','NU / PA','flight'),('2025-04-09','2025-04-18','Nkechi','Odile','NU / OT','Easter family visit'),('2025-05-02','2025-05-16','Nkechi','Odile','NU only','')]:
    w.append([dt.date.fromisoformat(r[0]), dt.date.fromisoformat(r[1]), *r[2:]])
    for c in (1, 2): w.cell(w.max_row, c).number_format = 'dd/mm/yyyy'
for s in wb: s['A1'].font = Font(bold=True, size=13); s.column_dimensions['A'].width = 18
wb.save(O + 'rota + oncall spring.xlsx'); fixzip(O + 'rota + oncall spring.xlsx')

# ---- fridge log (20 opening days x 3)
rnd = random.Random(5); days = [x for x in (dt.date(2025, 4, 1) + dt.timedelta(days=i) for i in range(30)) if x.weekday() < 6 and x not in (dt.date(2025,4,18), dt.date(2025,4,21))][:20]
who = ['RP','TH','JB','MF']; sp = {(dt.date(2025,4,3),'B'):(3.1,9.4,'seal loose, quarantined, OT told'),(dt.date(2025,4,4),'B'):(3.3,8.6,'still quarantined, Frostline called'),(dt.date(2025,4,9),'A'):(3.4,8.9,'order put away, 7.1 after half an hour'),
     (dt.date(2025,4,14),'C'):(1.2,6.8,'insulin binned, 14 pens'),(dt.date(2025,4,17),'A'):(2.9,10.3,'door ajar overnight, moved to C, makers phoned'),(dt.date(2025,4,23),'C'):(2.6,8.2,'delivery')}
with open(O + 'fridge_log_apr25.csv', 'w', newline='', encoding='utf-8') as f:
    c = csv.writer(f); c.writerow(['Fridge log April 2025 - read before 9.15 then reset']); c.writerow(['Date','Fridge','Min C','Max C','Read at','Initials','Note'])
    for x in days:
        by = rnd.choice(who)
        for fr in 'ABC':
            lo, hi, note = round(rnd.uniform(2.3, 3.9), 1), round(rnd.uniform(5.4, 7.6), 1), ''
            if (x, fr) in sp: lo, hi, note = sp[(x, fr)]
            c.writerow([x.strftime('%d/%m/%Y'), fr, lo, hi, '%02d:%02d' % (8, rnd.randint(46, 59)) if rnd.random() > .15 else '09:%02d' % rnd.randint(0, 24), by, note])

# ---- price lists
items = [('LK1012','Paracetamol 500 mg tabs','100',1.84),('LK1020','Ibuprofen 400 mg tabs','84',3.12),('LK1033','Amoxicillin 500 mg caps','21',1.46),('LK1047','Amlodipine 5 mg tabs','28',0.92),('LK1051','Amitriptyline 10 mg tabs','28',1.05),
 ('LK1066','Metformin 500 mg tabs','84',2.38),('LK1070','Ramipril 5 mg caps','28',1.31),('LK1088','Omeprazole 20 mg caps','28',1.19),('LK1093','Salbutamol inhaler 100 mcg','1',1.67),('LK1104','Levothyroxine 50 mcg tabs','28',1.02),
 ('LK1119','Warfarin 3 mg tabs','28',1.58),('LK1125','Methotrexate 2.5 mg tabs','24',2.95),('LK1130','Lactulose solution 500 ml','1',3.44),('LK1142','Emollient cream 500 g','1',4.70),('LK1156','Insulin pens mixed','5',27.60),
 ('LK1163','Eye drops artificial tears 10 ml','1',2.15),('LK1171','Nicotine patches 21 mg','7',9.85),('LK1188','Prednisolone 5 mg tabs','28',1.27),('LK1195','Sertraline 50 mg tabs','28',1.36),('LK1201','Blister tray 28-day','50',31.20),
 ('LK1214','Yellow sharps box 1 l','10',14.50),('LK1222','Gloves nitrile medium','100',6.35),('LK1239','Denaturing kit 250 ml','12',38.40),('LK1245','Thermometer probe','1',22.75)]
new = {'LK1012':1.92,'LK1020':3.30,'LK1033':1.46,'LK1047':0.88,'LK1051':1.05,'LK1066':2.51,'LK1070':1.31,'LK1088':1.09,'LK1093':1.79,'LK1104':1.10,'LK1119':1.58,'LK1125':3.20,'LK1130':3.61,'LK1142':5.15,'LK1156':29.90,'LK1163':2.15,'LK1171':9.60,'LK1188':1.34,'LK1195':1.36,'LK1201':33.75,'LK1214':14.50,'LK1222':5.95,'LK1239':41.10}
wb = openpyxl.Workbook(); ws = wb.active; ws.title = 'Jan 25'
ws.append(['Larkfield Medical Supplies - net prices valid from 6 January 2025']); ws.append(['account 40771 Thornwell']); ws.append([]); ws.append(['Code','Item','Pack','Net GBP','Min order','Storage'])
fr = {'LK1156':'fridge'}; mo = {'LK1012':10,'LK1047':5,'LK1201':1,'LK1142':3,'LK1093':6}
for a, b, p, q in items: ws.append([a, b, int(p), q, mo.get(a, 2), fr.get(a, 'room')])
w = wb.create_sheet('NEW 1 May'); w.append(['Larkfield Medical Supplies - net prices valid from 1 May 2025 (replaces January list)']); w.append(['account 40771 Thornwell']); w.append([]); w.append(['Code','Item','Pack','Net GBP','Min order','Storage','Remark'])
mo2 = dict(mo, LK1012=12, LK1093=10)
for a, b, p, q in items: w.append([a, b, int(p), new.get(a), mo2.get(a, 2), fr.get(a, 'room'), 'discontinued, no successor' if a not in new else ('allocation: 20 per week' if a == 'LK1125' else '')])
w = wb.create_sheet('Brennock'); w.append(['Brennock Pharma Direct - comparison, JB 28 Apr 2025']); w.append(['carriage 4.95 under 75.00']); w.append([]); w.append(['Item','Pack','Net GBP','Days'])
for r in [('Paracetamol 500 mg tabs',100,1.88,2),('Ibuprofen 400 mg tabs',84,3.45,2),('Amlodipine 5 mg tabs',28,0.97,2),('Metformin 500 mg tabs',84,2.29,3),('Omeprazole 20 mg caps',28,1.21,2),('Salbutamol inhaler 100 mcg',1,1.72,2),('Emollient cream 500 g',1,4.55,3),('Nicotine patches 21 mg',7,10.40,4),('Blister tray 28-day',50,32.90,5),('Gloves nitrile medium',100,6.10,3),('Denaturing kit 250 ml',12,36.80,6),('Lactulose solution 500 ml',1,3.70,2)]: w.append(r)
for s in wb: s['A1'].font = Font(bold=True); s.column_dimensions['B'].width = 34
wb.save(O + 'rates NEW.xlsx'); fixzip(O + 'rates NEW.xlsx')

# ---- registers
wb = openpyxl.Workbook(); first = True; rnd = random.Random(23)
pats = ['A. Merrow','J. Tillotson','P. Okafor-Lund','S. Wragg','Willowmere Hse','D. Cantley','M. Izzard']
sup = ['O. Thornwell','P. Ashgrove','N. Umar']
for name, title, unit, bal, rec in [('Morphine 10','Morphine sulfate 10 mg MR capsules','caps',84,(120,3)),('Oxycodone 5','Oxycodone 5 mg capsules','caps',56,(112,2)),('Methylphenidate 18','Methylphenidate 18 mg MR tablets','tabs',90,(90,2))]:
    w = wb.active if first else wb.create_sheet(); first = False; w.title = name
    w.append([title + ' - register extract March/April 2025']); w.append(['opening balance %d on 01/03/2025' % bal]); w.append([]); w.append(['Date','Entry','From / to','Qty in','Qty out','Balance','Signed','Note'])
    x = dt.date(2025, 3, 3); k = 0
    while x <= dt.date(2025, 4, 28):
        q = rnd.choice([14, 28, 28, 30, 56])
        if bal - q < 10:
            bal += rec[0]; w.append([x, 'received', 'Larkfield', rec[0], None, bal, rnd.choice(sup), 'req. ' + str(3300 + rnd.randint(1, 99))])
        else:
            bal -= q; w.append([x, 'supplied', rnd.choice(pats), None, q, bal, rnd.choice(sup), ''])
        x += dt.timedelta(days=rnd.choice([2, 3, 4, 5])); x += dt.timedelta(days=1 if x.weekday() == 6 else 0)
    if name == 'Oxycodone 5':
        bal -= 2; w.append([dt.date(2025,4,29),'correction','-',None,2,bal,'O. Thornwell','2 caps crushed in blister, witnessed P. Ashgrove'])
    for r in range(5, w.max_row+1): w.cell(r, 1).number_format = 'dd/mm/yyyy'
w = wb.create_sheet('Returns'); w.append(['Returns to suppliers 2025']); w.append([]); w.append(['No','Sent','Supplier','Item','Value GBP','Why','Supplier ref','Credit','Credited on'])
its = [b for _, b, _, _ in items]; rr = random.Random(9)
why = ['damaged','wrong item','ordered in error','short-dated','damaged','wrong item']
for i in range(22):
    s = 'Larkfield' if rr.random() < .66 else 'Brennock'; sent = dt.date(2025,1,7) + dt.timedelta(days=i*5 + rr.randint(0, 2)); v = round(rr.uniform(6, 88), 2); y = rr.choice(why)
    st = 'received' if i not in (9, 14, 17, 19, 20, 21) else ('refused' if i in (9, 17) else 'open')
    w.append([i+1, sent, s, rr.choice(its), v, y, ('LR-' if s == 'Larkfield' else 'BPD/') + str(7000 + rr.randint(10, 900)), st, sent + dt.timedelta(days=rr.randint(9, 28)) if st == 'received' else None])
    for c in (2, 9): w.cell(w.max_row, c).number_format = 'dd/mm/yyyy'
w = wb.create_sheet('Recalls'); w.append(['Recalls and alerts acted on']); w.append([]); w.append(['Received','Alert','Class','Product','Batch','Packs held','Acted by','Acted at','Patients told'])
for r in [('2025-01-09 16:40','AL-501',2,'Senna syrup 500 ml','SN448',3,'Jolanta','2025-01-10 09:30',0),('2025-01-23 11:05','AL-507',3,'Calcium chewable tabs','K2291',0,'Rory','2025-01-27 10:00',0),('2025-02-06 19:50','AL-512',1,'Adrenaline auto-injector 0.3 mg','EP77C',2,'Piers','2025-02-06 20:25',4),('2025-02-19 14:15','AL-519',2,'Metformin 500 mg tabs','MF0912',11,'Tamsin','2025-02-20 12:10',17),
          ('2025-03-04 09:20','AL-523',4,'Lactulose solution 500 ml','all',6,'Rory','2025-03-04 09:45',0),('2025-03-18 15:30','AL-530',2,'Ramipril 5 mg caps','RP3310',0,'Jolanta','2025-03-19 08:55',0),('2025-04-02 10:10','AL-538',3,'Emollient cream 500 g','EC118',5,'Tamsin','2025-04-11 16:00',0),('2025-04-24 12:00','AL-544',2,'Eye drops artificial tears 10 ml','AT06',8,'Rory','2025-04-25 09:05',0)]: w.append(r)
for s in wb: s['A1'].font = Font(bold=True)
wb.save(O + 'registers 2025 copy.xlsx'); fixzip(O + 'registers 2025 copy.xlsx')

# ---- delivery round html
rows = [('Mon',1,'Mrs Edie Tranter','3 Tannery Row',0.8,81,'','weekly tray'),('Mon',2,'Mr Lionel Busby','Old Toll House, Fellgate Road',7.4,68,'','cool bag; insulin'),('Mon',3,'Ms Carys Dunmore','22 Weir Lane',1.1,44,'F7','key safe code with Desmond'),('Mon',4,'Mr Abel Norcross','Stye Farm, Upper Harl',9.2,79,'','dog; hoot first'),('Mon',5,'Mrs Winifred Oddy','Flat 2, Corn Exchange',0.3,90,'','tray; ring twice'),
 ('Tue',1,'Mr Paul Stannage','Birch Cottage, Nether Harl',6.8,57,'F7','porch box'),('Tue',2,'Mrs Jean Tillotson','17 Station Road',0.9,73,'','controlled; daughter Ruth named as carer'),('Tue',3,'Ms Oona Bright','Lock Keeper\'s, Canal Side',2.6,35,'','after 3 pm only'),('Tue',4,'Mr Ivor Cantley','5 Chapel Steps',1.4,66,'','controlled; patient only'),
 ('Wed',1,'Mrs Rita Foxwell','Home Farm, Sallow End',8.1,62,'','end-of-life care for husband'),('Wed',2,'Mr Gus Pemberley','9 Tannery Row',0.8,77,'F7','letterbox'),('Wed',3,'Mrs Nora Izzard','31 Weir Lane',1.2,58,'','not before 10'),('Wed',4,'Mr Ted Auden','The Kennels, Upper Harl',9.6,70,'','tray'),
 ('Thu',1,'Willowmere House','Park Drive',2.2,None,'','trays, returns collected'),('Thu',2,'St Osyth Lodge','Quarry Hill',4.9,None,'','12 residents'),('Thu',3,'Mrs Mavis Hollin','Ford Cottage, Nether Harl',6.9,76,'','cool bag'),
 ('Fri',1,'Mr Sid Marlowe','44 Station Road',1.0,52,'F7','letterbox'),('Fri',2,'Ms Petra Lindqvist-Hay','Mill Loft, Sallow End',7.7,39,'','not Fridays in school holidays'),('Fri',3,'Mr Joseph Wragg','12 Chapel Steps',1.5,83,'','controlled; ID seen'),('Fri',4,'Mrs Hilda Cope','Gate House, Fellgate Road',6.3,74,'','hard of hearing'),('Fri',5,'Mr Tom Yelland','1 Brewery Yard',0.5,29,'','wheelchair, allow time')]
h = '<!DOCTYPE html><html><head><meta charset="utf-8"><title>Delivery round</title><style>td,th{border:1px solid #888;padding:3px}</style></head><body><h1>Desmond\'s round</h1><p>As of 17 March 2025. Leave the shop at 13.30, Friday 14.00. Miles are from the shop by road, one way. Ask Jolanta before adding anybody.</p><table><tr><th>Day</th><th>Stop</th><th>Name</th><th>Address</th><th>Miles</th><th>Age</th><th>Form</th><th>Remarks</th></tr>\n'
h += ''.join('<tr>' + ''.join('<td>%s</td>' % ('' if v is None else v) for v in r) + '</tr>\n' for r in rows)
h += '</table><h2>If Desmond is away</h2><p>Piers\'s nephew Callum Ashgrove is insured on the van (policy in the glove box) and takes trays and ordinary bags. Controlled items then wait for Desmond or are fetched from the shop. Cool bags: the blue one holds six hours of cold according to the maker, but the two-hour rule of the procedures stands.</p><h2>Van</h2><p>Registration KX08 TWD. Fuel card PIN is with Odile, not in this file. Tyre pressure 38 all round. Breakdown: Sallow Garage, 01555 030 226.</p></body></html>'
open(O + 'delivery round.html', 'w', encoding='utf-8').write(h)

# ---- mails
OT, JB, TH = 'Odile Thornwell <odile@thornwellpharmacy.example>', 'Jolanta Brisk <jolanta@thornwellpharmacy.example>', 'Tamsin Hale <tamsin@thornwellpharmacy.example>'
FD, GA, BP = 'Fenwick Dorrity <f.dorrity@larkfieldmed.example>', 'Greta Amblin <manager@willowmerehouse.example>', 'Accounts Brennock <accounts@brennockdirect.example>'
mbox([
 (FD, JB, 'Mon, 10 Mar 2025 10:14:00 +0000', 'Cut-off times', 'Dear Jolanta,\n\nas you asked: orders placed by 12.15 arrive the same afternoon, orders placed by 6.45 pm arrive next morning. Saturdays there is one run only, order by 11. Controlled lines travel Tuesday and Friday mornings and must be in by 3 pm on the working day before.\n\nYour depot contact for missing totes is Bettina Krall, 01555 044 310.\n\nFenwick'),
 (JB, FD, 'Wed, 19 Mar 2025 17:02:00 +0000', 'Invoice LMS-48213', 'Hello Fenwick,\n\non LMS-48213 we were charged for four boxes of denaturing kits but three came. Also the emollient was 500 g tubs with crushed lids, two of them. Could you credit one kit box and the two tubs? Photos attached.\n\nJolanta'),
 (FD, JB, 'Fri, 21 Mar 2025 09:40:00 +0000', 'Re: Invoice LMS-48213', 'Jolanta,\n\ncredit note LCN-2291 for 47.80 pounds is on its way: one denaturing kit 38.40 and two tubs at 4.70. Please pay the invoice less this amount; the due date stays as printed. No need to send the tubs back, put them in your waste.\n\nFenwick'),
 (FD, JB, 'Tue, 01 Apr 2025 08:30:00 +0100', 'New returns terms from today', 'Dear customer,\n\nfrom 1 April 2025 wrong, damaged and short-dated goods can be reported within ten working days of delivery (before: five). The handling charge for goods ordered in error drops from 10 to 6 per cent; the five working days for those stay. Fridge lines: nothing changes. Controlled items: nothing changes.\n\nRegards\nFenwick Dorrity, Larkfield Medical Supplies'),
 (GA, TH, 'Thu, 03 Apr 2025 14:20:00 +0100', 'Trays a day sooner?', 'Dear Tamsin,\n\nour new cycle starts on Thursdays and the night nurse books the trays in on Wednesday evening. Could we have them on Wednesday by 4 instead of Thursday? We are 31 residents now, 26 of them on trays.\n\nAlso Mr Bellweather in room 9 came back from hospital: he reacts badly to trimethoprim (rash, swollen lips). Please put it on his record.\n\nGreta'),
 (TH, GA, 'Thu, 10 Apr 2025 11:05:00 +0100', 'Re: Trays a day sooner?', 'Dear Greta,\n\nyes, from 23 April we bring the trays on Wednesdays between 2 and 4. Two conditions: the surgery must send the repeats by noon on Monday, and changes after Tuesday 10 am come as loose boxes, not in the tray. Returns are still collected on Thursdays, on your form.\n\nMr Bellweather\'s record has been changed. Is he also off the water tablet?\n\nTamsin'),
 (GA, TH, 'Fri, 11 Apr 2025 09:15:00 +0100', 'Re: Re: Trays a day sooner?', 'Thank you! Yes, the furosemide was stopped at the hospital on 1 April, letter attached. Mrs Pinder (room 14) has moved to St Osyth Lodge, so her tray goes there from next cycle.\n\nOur clinical lead, Sister Abiola Crane, would like you to come and talk to the night staff about patches. Any Tuesday at 8 pm suits.\n\nGreta'),
 (BP, OT, 'Mon, 14 Apr 2025 13:00:00 +0100', 'Your account BPD-1190', 'Dear Ms Thornwell,\n\nyour credit limit has been raised from 1,500 to 2,250 pounds as you requested. Payment terms remain 21 days from invoice. Your return BPD/7237 has been turned down by the quality team because the seal of the box had been opened; the photo you sent shows it clearly.\n\nBrennock Accounts'),
 (OT, 'All staff <all@thornwellpharmacy.example>', 'Sun, 27 Apr 2025 20:31:00 +0100', 'May things', 'Dear all,\n\nthree things before May. 1. Saturday closing at 2 starts this coming Saturday, please tell people at the counter. 2. Piers is away from 12 to 23 May, Nkechi stands in for his weekdays. 3. The inspector, Mr Alastair Venn, has announced himself for Thursday 15 May at 10. Training certificates and the near-miss sheets to be in the blue folder by the Monday before.\n\nThe door code changed on Friday; ask me, I will not write it here.\n\nOdile')],
 O + 'mail export pharmacy.mbox')

# ---- scanned invoice
im = Image.new('L', (1240, 1754), 250); g = ImageDraw.Draw(im)
g.text((90, 80), 'LARKFIELD MEDICAL SUPPLIES', font=font(38, True), fill=20); g.text((90, 135), 'Unit 6, Ropewalk Estate, Carrow Bridge', font=font(24), fill=30)
g.text((90, 230), 'INVOICE', font=font(46, True), fill=10)
y = 310
for a, b in [('Invoice no.','LMS-48213'),('Date','12 March 2025'),('Account','40771 Thornwell & Daughter'),('Order no.','TD-0316'),('Driver','route 14 / S. Peake')]:
    g.text((90, y), a, font=font(25), fill=30); g.text((340, y), b, font=font(25), fill=10); y += 42
y += 30; cols = [90, 260, 700, 820, 970, 1110]
for x, t in zip(cols, ['Code','Item','Qty','Price','Net','VAT']): g.text((x, y), t, font=font(25, True), fill=10)
g.line((90, y+38, 1180, y+38), fill=40, width=2); y += 55
L = [('LK1156','Insulin pens mixed',3,27.60,0),('LK1239','Denaturing kit 250 ml',4,38.40,20),('LK1142','Emollient cream 500 g',12,4.70,20),('LK1012','Paracetamol 500 mg tabs',40,1.84,20),('LK1201','Blister tray 28-day',2,31.20,20),('LK1119','Warfarin 3 mg tabs',25,1.58,0),('LK1222','Gloves nitrile medium',8,6.35,20)]
net = vat = 0
for c, n_, q, p, v in L:
    a = round(q*p, 2); net += a; vat += a*v/100
    for x, t in zip(cols, [c, n_, str(q), '%.2f' % p, '%.2f' % a, '%d%%' % v]): g.text((x, y), t, font=font(24), fill=15)
    y += 44
vat = round(vat, 2); net = round(net, 2); y += 20; g.line((700, y, 1180, y), fill=40, width=2); y += 20
for a, b in [('Goods net', net), ('VAT', vat), ('TOTAL GBP', round(net+vat, 2))]:
    g.text((700, y), a, font=font(26, a.startswith('T')), fill=10); g.text((970, y), '%.2f' % b, font=font(26, a.startswith('T')), fill=10); y += 46
y += 50
for t in ['Payment due 11 April 2025. 1.5% discount if paid by 22 March 2025.','Bank: Carrow Mutual, sort 00-14-77, account 20883155','Please quote the invoice number.']: g.text((90, y), t, font=font(25), fill=20); y += 44
g.text((120, y+60), 'checked in 13/3  J. Brisk - 1 kit short!', font=font(34, hand=True), fill=60)
imgs_to_pdf([noisy(im, 1, 0.5)], O + 'scan0012.pdf')

# ---- photo of form
im = Image.new('RGB', (1300, 1500), (250, 248, 242)); g = ImageDraw.Draw(im)
g.rectangle((50, 50, 1250, 1450), outline=(60, 60, 60), width=3)
g.text((90, 80), 'FORM R4 - RETURNED CONTROLLED ITEMS', font=font(36, True), fill=(20, 20, 20)); g.text((90, 130), 'destruction record, one form per patient', font=font(25), fill=(40, 40, 40))
y = 210
for a, b in [('Serial no.','R4 / 0087'),('Brought back by','Mrs L. Merrow (widow)'),('Date received','Tue 15 April 2025'),('Item 1','Morphine MR 10 mg caps   23'),('Item 2','Oramorph liquid   140 ml'),('Item 3','Fentanyl patch 25 mcg   4'),('Kit used','2 x 250 ml, lot DK-5519'),('Destroyed on','Thu 17 April 2025  10.20'),('By (print name)','P. Ashgrove'),('Witness','T. Hale, dispenser'),('Storage till then','CD cabinet, lower shelf, red bag')]:
    g.text((90, y+12), a, font=font(28), fill=(30, 30, 30)); g.line((430, y+58, 1200, y+58), fill=(120, 120, 120), width=2); g.text((445, y+8), b, font=font(34, hand=True), fill=(25, 35, 110)); y += 92
g.text((90, y+20), 'Remarks: one patch already used, folded, not counted', font=font(30, hand=True), fill=(25, 35, 110))
g.text((90, y+75), 'Form kept for 7 years.', font=font(25), fill=(40, 40, 40))
noisy(im, 2, -0.9, photo=True).save(O + 'IMG_4471.png')
