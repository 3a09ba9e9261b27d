"""Quayside Dental: a practice with two dentists."""
from common import *
import datetime as dt
library("dental")

docx("Hygiene_plan_2025.docx", [
    ("h1", "Hygiene plan"), ("p", "Responsible: Marisol Etxeberria, hygiene officer. Next review: 15 November 2025."),
    ("h2", "Surfaces and instruments"),
    ("t", [["What", "When", "With what", "Contact time"], ["Treatment chair", "after every patient", "Clinosept wipes", "1 minute"], ["Floor", "daily, after closing", "Florisan 0.5 %", "15 minutes"],
           ["Suction hoses", "daily, evening", "Aspirol 2 %", "overnight"], ["Impressions", "before they go to the laboratory", "Impredis bath", "10 minutes"], ["Handpieces", "after every patient", "oil, then autoclave 134 °C", "5 minutes"]]),
    ("h2", "Autoclave"), ("ol", ["Run the vacuum test every Monday before the first load.", "Put a helix test in the first load of each day.", "Release the load only if the indicator has changed from yellow to violet.", "Enter the batch number in the log."]),
    ("info", "IMPORTANT: after a needle-stick injury let it bleed, rinse for two minutes, disinfect, and call the accident doctor Dr Haverkamp at 01632 960 877 at once."),
    ("fn", "Instruments packed in double foil may be stored for six months.", "Unpacked instruments in closed drawers: two days only."),
], header="Quayside Dental – quality handbook, chapter 4", footer="Version 7 of 2 January 2025")

pdfform("anamnesis_form_Petrakis.pdf", "Medical history form", "Please fill in before your first appointment. All answers are confidential.",
        [("Name", "Leonidas Petrakis"), ("Date of birth", "19 August 1971"), ("Telephone", "01632 960 255"), ("Insurance number", "QX 44 71 90 B"), ("Family doctor", "Dr Wanda Osei"), ("Current medicines", "Apixaban 5 mg twice a day"), ("Allergies", "Penicillin"), ("Last X-ray", "March 2022"), ("Emergency contact", "Eleni Petrakis, sister")],
        [("Heart pacemaker", False), ("Blood thinner", True), ("Diabetes", False), ("Asthma", True), ("Smoker", False)])
pdfform("anamnesis_form_Dunmore.pdf", "Medical history form", "Please fill in before your first appointment. All answers are confidential.",
        [("Name", "Sheila Dunmore"), ("Date of birth", "3 May 1958"), ("Telephone", ""), ("Insurance number", "QX 13 08 62 F"), ("Family doctor", "Dr Wanda Osei"), ("Current medicines", "Metformin 850 mg, Ramipril 5 mg"), ("Allergies", "Latex"), ("Last X-ray", "October 2024"), ("Emergency contact", "")],
        [("Heart pacemaker", True), ("Blood thinner", False), ("Diabetes", True), ("Asthma", False), ("Smoker", True)])

xls("price_list_private.xls", {"Prophylaxis": [["Code", "Service", "Price EUR", "Minutes"], ["P10", "Professional cleaning", 94.5, 60], ["P11", "Professional cleaning, child", 48.0, 30], ["P20", "Fluoride varnish", 22.0, 10], ["P31", "Periodontal check", 37.5, 20]],
     "Restoration": [["Code", "Service", "Price EUR", "Minutes"], ["R10", "Composite filling, one surface", 88.0, 30], ["R12", "Composite filling, two surfaces", 119.0, 45], ["R13", "Composite filling, three surfaces", 154.0, 60], ["R40", "Ceramic inlay", 520.0, 90], ["R70", "Ceramic crown", 845.0, 120]],
     "Bleaching": [["Code", "Service", "Price EUR", "Minutes"], ["B01", "Home bleaching, both jaws", 260.0, 40], ["B02", "Office bleaching", 390.0, 75]]})

L = lambda head, rows: [("lc", "QUAYSIDE DENTAL"), ("c", "Harbour Row 3, Port Linnet"), ("c", "Tel. 01632 960 140"), ("-", ""), ("lb", head), ""] + rows
picture("door_sign_opening_hours.png", L("Opening hours", ["Monday\t8.00 - 12.00, 14.00 - 18.00", "Tuesday\t8.00 - 12.00, 14.00 - 19.30", "Wednesday\t8.00 - 12.30", "Thursday\t9.00 - 12.00, 14.00 - 18.00", "Friday\t8.00 - 13.00", ("-", ""), "Closed for holidays:\t4 to 15 August", "Emergency service:\t01632 960 911"]),
        size=(1000, 800), fs=30, noise=6, font="sans", blur=.2, seed=2)

scan("lab_order_scan.pdf", [[("lb", "Dental laboratory Krondahl"), "Work order no. 25-0338", ("-", ""), "Practice: Quayside Dental, Dr Beatrix Solheim", "Patient: L. Petrakis", "Work: zirconia crown, tooth 36", "Shade: A3.5", "Try-in: 12 June 2025, 10.00", "Delivery: 19 June 2025 by courier", "Material: Zirkolith HT, lot 88-4120", "", "Remarks: contact to 37 slightly open, please build up.", "Bite registration enclosed.", ("-", ""), "Price agreed: 214.00 EUR plus postage 6.90 EUR", "", "Signed: B. Solheim"]], fs=32, noise=16, font="serif", angle=.9)

eml("Re_ complaint invoice 2025-117.eml", "Quayside Dental Office <office@quayside-dental.example>", "Sheila Dunmore <s.dunmore@post.example>", "Re: complaint about invoice 2025-117", "Thu, 05 Jun 2025 11:40:00 +0200",
    """Dear Mrs Dunmore,

you are right: item R13 was charged twice on 27 May. We have cancelled invoice 2025-117
and replaced it by invoice 2025-131 over € 191.00. You need not pay the reminder fee.

If you have paid already, we will refund € 154.00 within ten days.

Kind regards
Gwendal Ashworth, front desk

> From: Sheila Dunmore
> On 3 June 2025 you wrote:
> I only had one filling with three surfaces and the check for 37 euros. Why is
> the bill 345 euros?""", attach=[("invoice_2025-131.txt", b"Invoice 2025-131\nR13 Composite filling, three surfaces 154.00\nP31 Periodontal check 37.00 (rounded)\nTotal 191.00\nPayable until 30 June 2025\n", "text", "plain")], mid="d1")

text("appointments.ics", "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Quayside//EN\n" + "".join(
    f"BEGIN:VEVENT\nUID:{i}@quayside\nDTSTART:{a}\nDTEND:{b}\nSUMMARY:{s}\nLOCATION:{l}\nDESCRIPTION:{d}\nEND:VEVENT\n" for i, (a, b, s, l, d) in enumerate([
        ("20250612T100000", "20250612T104500", "Try-in Petrakis", "Room 2", "Zirconia crown 36\\, Dr Solheim"),
        ("20250616T080000", "20250616T120000", "Autoclave maintenance", "Sterilisation room", "Technician from Steriva\\, bring the log book"),
        ("20250617T143000", "20250617T153000", "Cleaning Dunmore", "Room 3", "Latex free gloves! With Marisol"),
        ("20250623T183000", "20250623T200000", "Team meeting", "Staff kitchen", "Topic: holiday cover in August"),
        ("20250702T090000", "20250702T170000", "First aid course", "Red Hall\\, Port Linnet", "Gwendal and Marisol only")])) + "END:VCALENDAR\n")

text("suppliers.vcf", "".join(f"BEGIN:VCARD\nVERSION:3.0\nN:{n.split()[-1]};{n.split()[0]}\nFN:{n}\nORG:{o}\nTEL;TYPE=WORK:{t}\nEMAIL:{e}\nNOTE:{x}\nEND:VCARD\n" for n, o, t, e, x in [
    ("Henrik Vaale", "Krondahl Dental Laboratory", "+44 1632 960033", "vaale@krondahl.example", "Courier comes Tue and Thu"),
    ("Priscilla Amadi", "Steriva Service", "+44 1632 960602", "p.amadi@steriva.example", "Customer number 70552"),
    ("Joost Terwijn", "DentaDepot", "+44 1632 960718", "orders@dentadepot.example", "Free delivery from 150 EUR")]))

docx("Team_meeting_2025-05-19.docx", [
    ("h1", "Team meeting, 19 May 2025"), ("p", "Present: Dr Beatrix Solheim, Dr Anselm Kuria, Marisol Etxeberria, Gwendal Ashworth. Excused: Tuva (sick)."),
    ("h2", "1. Recall"), ("p", "Recall letters go out by e-mail from July; patients over 75 still get a paper letter. Gwendal prepares the text by 10 June."),
    ("h2", "2. Late patients"), ("p", "Whoever is more than 15 minutes late gets a new appointment, except children and patients in pain. A missed appointment is charged at € 40 unless it was cancelled 24 hours before."),
    ("h2", "3. X-ray device"), ("p", "The sensor in room 1 shows stripes. Dr Kuria asks for two quotes. Until then X-rays are taken in room 3 only."),
    ("h2", "4. Holidays"), ("ul", ["Dr Solheim: 4 to 22 August", "Dr Kuria: 28 July to 15 August", "Marisol: 11 to 22 August", "Gwendal: not in summer, three weeks in October"]),
])

text("stock.csv", "article,unit,in_stock,minimum,supplier,expires\nNitrile gloves S,box of 100,14,10,DentaDepot,2027-03\nNitrile gloves M,box of 100,6,12,DentaDepot,2027-05\nLatex-free gloves XS,box of 100,3,3,DentaDepot,2026-01\nArticaine 4 %,pack of 50,9,5,DentaDepot,2025-09\nImpression alginate,bag 500 g,2,4,DentaDepot,2026-02\nSterilisation pouches 90 mm,box of 200,11,6,Steriva,2029-01\nHelix indicator strips,pack of 250,1,2,Steriva,2026-11\nClinosept wipes,can of 120,22,15,DentaDepot,2026-08\n")
