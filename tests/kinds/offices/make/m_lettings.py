"""Larkfield Lettings: a small property manager with one house, Tollgate House."""
from common import *
import datetime as dt
library("lettings")

LEASES = [
    ("lease_2A_Okonjo.docx", "Flat 2A", "Ms Amarachi Okonjo", "1 March 2023", "28 February 2026", "£1,145.00", "£1,320.00", "two months", "One cat is permitted. Dogs are not permitted.",
     "bicycle store, hook 7", "The tenant may paint the walls in light colours without asking."),
    ("lease_2B_Maddern.docx", "Flat 2B", "Mr Tobias Maddern", "15 September 2022", "14 September 2025", "£1,090.00", "£1,255.00", "one month", "No pets of any kind are permitted.",
     "parking bay 12", "Walls may be painted only with the written consent of the landlord."),
    ("lease_3A_Feldt.docx", "Flat 3A", "Mrs Ingrid Feldt", "1 June 2024", "31 May 2027", "£1,380.00", "£1,590.00", "three months", "Small caged animals are permitted; cats and dogs need written consent.",
     "parking bay 4 and cellar C", "Walls may be painted only with the written consent of the landlord."),
]
for fn, flat, who, start, end, rent, dep, notice, pets, extra, paint in LEASES:
    docx(fn, [
        ("h1", f"Tenancy Agreement – {flat}, Tollgate House"),
        ("p", f"This agreement is made between Larkfield Lettings Ltd (the landlord's agent) and {who} (the tenant)."),
        ("h2", "1. Term"), ("p", f"The tenancy begins on {start} and ends on {end}."),
        ("h2", "2. Rent and deposit"),
        ("t", [["Item", "Amount", "Due"], ["Monthly rent", rent, "1st of each month"], ["Deposit", dep, "before the keys are handed over"], ["Late payment fee", "£25.00", "after the 8th of the month"]]),
        ("fn", "The deposit is held by the Brindle Deposit Scheme.", "Scheme reference BDS-" + {"Flat 2A": "40717", "Flat 2B": "38852", "Flat 3A": "45106"}[flat] + "."),
        ("h2", "3. Notice"), ("p", f"Either side may end the tenancy with {notice} written notice. During the first six months the tenant cannot give notice."),
        ("h2", "4. Use of the flat"), ("p", pets), ("p", paint), ("p", f"Included with the flat: {extra}."),
        ("h2", "5. Repairs"), ("ul", ["The tenant replaces light bulbs and batteries in smoke alarms.", "The agent services the boiler once a year.", "Blocked drains are charged to the tenant only where caused by misuse."]),
    ], header="Larkfield Lettings Ltd · 9 Weir Street · Harrowmere", footer=f"{flat} – signed copy")

odt("house_rules.odt", [
    ("h1", "House rules – Tollgate House"), ("p", "Valid from 1 January 2025. These replace the rules of 2021."),
    ("h2", "Quiet hours"), ("p", "Quiet hours are from 10 pm to 7 am. On Fridays and Saturdays they begin at 11.30 pm. On Sundays the quiet hours last until 9 am."),
    ("h2", "Washing room"), ("ul", ["Machines run from 8 am to 9 pm, but never on Sundays.", "Tokens cost £2.40 and are sold by the caretaker on Tuesdays from 5 pm to 6 pm.", "Residents of the ground floor use machine 1, all others machines 2 and 3."]),
    ("h2", "Rubbish"), ("p", "Paper is collected every second Thursday, glass on the first Monday of the month. Bulky items must not be left in the yard, except on the two collection days in April and October."),
    ("h2", "Barbecues"), ("p", "Charcoal barbecues are forbidden on balconies. Electric grills are allowed unless the fire alarm is being serviced."),
    ("h2", "Bicycles"), ("p", "Bicycles belong in the bicycle store. Children's bicycles may stand in the hall if they do not block the stairs."),
    ("h2", "Lift"), ("p", "The lift takes at most 6 persons or 450 kg. In case of failure call 01632 960 471."),
])

D = dt.date
rows = [["Tollgate House – rent list 2025"], ["Flat", "Tenant", "Floor area m²", "Rent £", "Service charge £", "Total £", "Paid until"],
        ["1A", "Prowse", 48, 930, 85, ("=D3+E3", 1015), D(2025, 3, 31)],
        ["1B", "Dr Lindqvist (practice)", 74, 1600, 140, ("=D4+E4", 1740), D(2025, 4, 30)],
        ["2A", "Okonjo", 61, 1145, 105, ("=D5+E5", 1250), D(2025, 3, 31)],
        ["2B", "Maddern", 58, 1090, 100, ("=D6+E6", 1190), D(2025, 1, 31)],
        ["3A", "Feldt", 77, 1380, 130, ("=D7+E7", 1510), D(2025, 3, 31)],
        ["3B", "vacant", 55, 0, 95, ("=D8+E8", 95), None],
        ["Total", None, ("=SUM(C3:C8)", 373), ("=SUM(D3:D8)", 6145), ("=SUM(E3:E8)", 655), ("=SUM(F3:F8)", 6800)]]
xlsx("rent_list_2025.xlsx", {"Rents": rows,
     "Arrears": [["Flat", "Tenant", "Months open", "Amount £", "Reminder sent"], ["2B", "Maddern", 2, 2380, D(2025, 3, 11)], ["1A", "Prowse", 1, 1015, D(2025, 4, 9)]],
     "Keys": [["Key no.", "Door", "Holder"], ["T-101", "Main entrance", "Caretaker Janusz Wrobel"], ["T-118", "Boiler room", "Hexham Heating"], ["T-123", "Roof hatch", "Larkfield office, safe"]]}, title_merge=7)

INV = [("invoice_gutter_INV-2231.pdf", "Pellworth Roofing", "INV-2231", "14 February 2025", "16 March 2025", [["Clearing of gutters, 38 m", "1", "£190.00"], ["Replacement of two brackets", "2", "£27.00"]], "£217.00", "£43.40", "£260.40", "GB29 TOLL 6016 1331 9268 19"),
       ("invoice_lift_INV-0876.pdf", "Ascendo Lift Care", "INV-0876", "3 March 2025", "2 April 2025", [["Quarterly lift service", "1", "£310.00"], ["Emergency call-out 22 February, stuck door", "1", "£145.00"]], "£455.00", "£91.00", "£546.00", "GB94 TOLL 2020 5123 4567 80"),
       ("invoice_cleaning_INV-5540.pdf", "Brightstep Cleaning", "INV-5540", "31 March 2025", "14 April 2025", [["Stairwell cleaning March, 4 weeks", "4", "£240.00"], ["Window cleaning hall", "1", "£65.00"]], "£305.00", "£61.00", "£366.00", "GB12 TOLL 4047 8899 1122 33")]
for fn, firm, no, d, due, items, net, vat, total, iban in INV:
    pdf(fn, [("h1", firm), ("p", "Bill to: Larkfield Lettings Ltd, 9 Weir Street, Harrowmere\nProperty: Tollgate House"), ("h2", "INVOICE"),
             ("kv", [["Invoice number", no], ["Invoice date", d], ["Payment due", due]], [110, 160]),
             ("t", [["Description", "Qty", "Amount"]] + items, [300, 50, 90]),
             ("kv", [["Net", net], ["VAT 20 %", vat], ["Total to pay", total]], [110, 100]),
             ("p", f"Please pay to IBAN {iban}, quoting the invoice number.")], footer=firm + " – thank you for your business")

html = """<html><body style="font-family:Arial"><p>Dear residents,</p><p>the boiler will be replaced on <b>Wednesday, 7 May 2025</b>. There will be <b>no hot water from 8:00 to 15:30</b>.</p>
<p>Flat 1B is not affected, as it has its own water heater.</p><p>The work is done by Hexham Heating; your contact is Rosalind Pike, r.pike@hexham-heating.example, mobile 07700 900 318.</p><p>Kind regards<br>Delphine Carrow<br>Larkfield Lettings</p></body></html>"""
eml("Hot water interruption.eml", "Delphine Carrow <d.carrow@larkfield.example>", "residents-tollgate@larkfield.example", "Hot water interruption on 7 May – please read", "Mon, 28 Apr 2025 09:12:00 +0100",
    re.sub(r"<[^>]+>", "", html.replace("</p>", "\n\n")), html)

docx("inspection_3B_checklist.docx", [
    ("h1", "Move-out inspection – Flat 3B"), ("t", [["Former tenant", "Callum Birch"], ["Date of inspection", "30 January 2025"], ["Inspector", "Delphine Carrow"], ["Keys returned", "3 of 4"], ["Electricity meter", "048812 kWh"], ["Gas meter", "6120.4 m³"]]),
    ("h2", "Condition"), ("box", [(True, "Kitchen clean"), (True, "Windows undamaged"), (False, "Walls without holes"), (False, "Bathroom silicone intact"), (True, "Smoke alarm tested")]),
    ("h2", "Deductions from the deposit"), ("t", [["Reason", "Amount"], ["Missing mailbox key", "£18.00"], ["Filling of 11 drill holes", "£55.00"], ["New silicone in bathroom", "£72.00"]]),
    ("info", "NOTE: the flat may be let again from 1 May 2025. Viewings only with the caretaker.")], footer="Form LL-17, version 3")
