"""Writes files/flatshare below the working directory. Deterministic: fixed dates, no unseeded random."""
from desk import *

begin("flatshare")

# ---------------------------------------------------------------- lease (PDF)
pdf("Tenancy agreement 27 Tolver Road signed.pdf", "Tenancy Agreement", [
 ("p", "An agreement for the letting of a furnished house, made on 18 August 2025."),
 ("t", [["Item", "Particulars"], ["The landlord", "Desmond Attwell, 4 Larch Close, Clevedon"], ["The agent", "Harcombe Lettings Ltd, 112 Gloucester Parade, Bristol; property manager Joanne Pryce"], ["The tenants", "Nadia Osei, Ben Fairley, Benedikt Vogel, Shona MacRae, Li Wen Tan, jointly and severally"], ["The property", "27 Tolver Road, Bristol, with rear garden and shed, but without the garage, which the landlord keeps for himself"], ["The term", "twelve months from 1 September 2025 to 31 August 2026"], ["The rent", "£3,150 a month, payable in advance on the 1st of each month by one standing order"], ["The deposit", "£3,634 held in a government approved scheme"], ["Holding deposit", "£500, counted towards the first month's rent"]], [40, 125]),
 ("h", "1. Rent and other payments"),
 ("c", "1.1", "The Tenants shall pay the rent on the days and in the manner stated. If rent remains unpaid for fourteen days after it fell due, interest at 3% above the Bank of England base rate may be charged from the day it fell due. No other charge is made for late rent."),
 ("c", "1.2", "The Tenants are liable jointly and severally. The landlord may therefore ask any one of them for the whole of the rent, whatever they have agreed among themselves."),
 ("c", "1.3", "The Tenants pay for gas, electricity, water, council tax, television licence and internet. The landlord pays for the buildings insurance, the yearly gas safety check, the ground rent and the emptying of the gutters."),
 ("c", "1.4", "The rent may not be raised during the term. If the tenancy runs on from month to month after the term, it may be raised once in twelve months with two months' notice."),
 ("h", "2. Use of the house"),
 ("c", "2.1", "The Tenants shall use the house as a private home for no more than five persons. Guests may stay for up to ten nights in a calendar month. A longer stay needs the agent's consent in writing."),
 ("c", "2.2", "No smoking or vaping indoors. Smoking is allowed in the garden, at least three metres from the doors and windows."),
 ("c", "2.3", "No animals, save that fish and one caged animal not larger than a rabbit may be kept without asking. For a cat or dog the tenants shall ask in writing, and the landlord shall answer within 28 days and not refuse without a reason."),
 ("c", "2.4", "Candles, oil lamps and chip pans are forbidden in bedrooms. Electric heaters may be used only if supplied by the agent."),
 ("c", "2.5", "The Tenants may hang pictures with removable strips. Nails and screws need consent, except in the hall and the kitchen, where the picture rails are to be used."),
 ("c", "2.6", "Bedroom doors may have locks fitted at the Tenants' cost, provided the lock can be opened from inside without a key and the agent has a copy of the key."),
 ("c", "2.7", "Bicycles are to be kept in the shed or the rear garden. They may not stand in the hall, which is the means of escape in a fire."),
 ("h", "3. Repairs"),
 ("c", "3.1", "The landlord keeps in repair the structure, the roof, drains, boiler, radiators, wiring and the appliances listed in the inventory. The microwave oven and the kettle are left for convenience, and the landlord need not repair or replace them."),
 ("c", "3.2", "The Tenants shall report a defect within three days of noticing it, by the agent's portal or by e-mail. A report by telephone counts only for emergencies."),
 ("c", "3.3", "Emergencies are: loss of all heating or hot water between 1 October and 30 April, a gas leak, a burst pipe, loss of all electricity, a door that cannot be locked. In an emergency the agent attends within 24 hours; other urgent repairs are begun within 5 working days; the rest within 28 days."),
 ("c", "3.4", "If the agent fails to attend to an emergency in time, the Tenants may call a qualified tradesman themselves and deduct the cost from the next rent up to £250, provided they send the receipt within seven days."),
 ("c", "3.5", "The Tenants replace light bulbs, smoke alarm batteries and fuses. They clear blocked sinks and wastes, unless the blockage lies in the main drain beyond the inspection cover."),
 ("c", "3.6", "The Tenants shall keep the house aired and heated so as to prevent condensation. Mould caused by a defect of the building is for the landlord to treat; mould caused by drying laundry on radiators is for the Tenants."),
 ("h", "4. Garden"),
 ("c", "4.1", "The Tenants cut the grass at least every three weeks from April to October. Trees and the boundary hedge are for the landlord, who sends a gardener in February."),
 ("c", "4.2", "Barbecues are allowed on the paved part only. No fire pit may be used."),
 ("h", "5. Access and inspection"),
 ("c", "5.1", "The agent may inspect every three months, on a weekday between 9 and 5.30, having given 48 hours' notice in writing. In an emergency no notice is needed."),
 ("c", "5.2", "In the last two months of the term the agent may show the house to others with 24 hours' notice, but not on Sundays or public holidays."),
 ("h", "6. Change of tenants"),
 ("c", "6.1", "One of the Tenants may leave before the end only if a replacement is found who passes the agent's references and the other Tenants agree in writing. The agent charges £50 for the change of names, which the leaving tenant pays."),
 ("c", "6.2", "The leaving tenant's share of the deposit is settled between the tenants themselves. The agent pays nothing out until the end of the whole tenancy."),
 ("c", "6.3", "Subletting and short holiday lets are forbidden, also of a single room and also for a single night."),
 ("h", "7. Ending the tenancy"),
 ("c", "7.1", "There is a break clause: after six months the Tenants together, or the landlord, may end the tenancy with two months' notice in writing. Notice may therefore be given from 1 March 2026 at the earliest."),
 ("c", "7.2", "If neither side gives notice, the tenancy runs on from month to month. The Tenants may then end it with one month's notice that expires on the last day of a month."),
 ("c", "7.3", "At the end the Tenants shall hand back all keys by noon on the last day, have the carpets cleaned by a firm and show its receipt, and leave the oven, windows (inside only) and drains clean. For each key not returned £12 is charged, for the front door security key £35."),
 ("h", "8. Deposit"),
 ("c", "8.1", "The deposit may be used for unpaid rent, damage beyond fair wear and tear, missing items and cleaning. The agent shall send a list of deductions within ten days of the end and pay back the part not disputed within ten days after agreement. A dispute goes to the free adjudication of the scheme."),
 ("c", "8.2", "Interest on the deposit belongs to the landlord."),
 ("p", "Signed: N. Osei, B. Fairley, Benedikt Vogel, Shona MacRae, Tan Li Wen, all 18 August 2025. For the landlord: J. Pryce, 20 August 2025."),
], "27 Tolver Road, tenancy from 1 September 2025")

# ---------------------------------------------------------------- inventory (PDF)
pdf("Inventory check-in 1 Sept 2025.pdf", "Inventory and schedule of condition", [
 ("p", "27 Tolver Road, Bristol. Taken by Marcus Dunn of Fairview Inventories on 1 September 2025 at 9.15, in the presence of Shona MacRae. Corrections must reach the agent within seven days; after that the report counts as agreed."),
 ("h", "Meters and keys"),
 ("t", [["Item", "Reading or number", "Where"], ["Electricity meter S22L 40817", "38,412", "cupboard under the stairs"], ["Gas meter G4 991 206", "7,055", "box outside, left of the front door"], ["Water", "not metered", "stop cock under the kitchen sink"], ["Front door security keys", "6", "5 with tenants, 1 with the agent"], ["Back door keys", "3", "hook beside the fridge"], ["Window keys", "4", "kitchen drawer"], ["Shed padlock key", "2", "hook beside the fridge"], ["Garage", "no key given", "kept by the landlord"]], [60, 45, 60]),
 ("h", "Kitchen"),
 ("t", [["Item", "Number", "Condition"], ["Gas cooker, Stratton", "1", "clean; rear left burner lights only with a match"], ["Fridge-freezer, Bergen", "1", "good; one door shelf cracked"], ["Washing machine, Lavo 7", "1", "good; 2 years old"], ["Dishwasher", "none", "space is used for bins"], ["Microwave oven", "1", "works; turntable chipped"], ["Kettle", "1", "scaled up"], ["Dining chairs", "6", "one with loose leg"], ["Table, extending", "1", "ring mark 9 cm from a hot pan"], ["Floor, vinyl", "-", "cut of 14 cm in front of the cooker"], ["Blind", "1", "cord missing its safety clip"]], [55, 25, 85]),
 ("h", "Living room"),
 ("t", [["Item", "Number", "Condition"], ["Sofa, three seats, grey", "1", "good; fire label present"], ["Armchair, green", "1", "left arm worn through"], ["Carpet", "-", "professionally cleaned; two wine stains near the window"], ["Curtains", "1 pair", "hem down at right"], ["Bookcase", "2", "good"], ["Gas fire", "1", "disconnected, not to be used"], ["Walls", "-", "eleven filled nail holes above the fireplace"]], [55, 25, 85]),
 ("br",),
 ("h", "Bathrooms"),
 ("t", [["Item", "Number", "Condition"], ["Upstairs: bath with shower", "1", "sealant new August 2025"], ["Upstairs: extractor fan", "1", "noisy, works"], ["Upstairs: mirror cabinet", "1", "hinge rusty"], ["Downstairs: shower cubicle", "1", "limescale on the door"], ["Downstairs: extractor fan", "1", "DOES NOT WORK, reported to the agent the same day"], ["Downstairs: ceiling", "-", "grey spots in the corner, about 20 x 20 cm"], ["Toilets", "2", "good; seat downstairs loose"]], [55, 25, 85]),
 ("h", "Bedrooms"),
 ("t", [["Room", "Tenant", "Furniture", "Condition"], ["1 Attic", "Nadia Osei", "double bed, desk, wardrobe, chest of drawers", "good; skylight blind stiff"], ["2 First floor front", "Ben Fairley", "double bed, wardrobe, desk", "scratch of 30 cm on the door"], ["3 First floor back", "Shona MacRae", "double bed, wardrobe, two bedside tables", "carpet burn by the socket, 2 cm"], ["4 Ground floor front", "Benedikt Vogel", "small double bed, wardrobe, desk, armchair", "window sash cord broken on the left"], ["5 Box room", "Li Wen Tan", "single bed, rail, folding desk", "good; newly painted"]], [35, 30, 55, 45]),
 ("h", "Safety"),
 ("t", [["Item", "Number", "Result"], ["Smoke alarms", "4", "all tested, sound heard; the one in the attic is mains wired, the others have batteries"], ["Carbon monoxide alarm", "1", "beside the boiler, in date until 2029"], ["Fire blanket", "1", "kitchen, sealed"], ["Fire extinguisher", "none", ""], ["Gas safety record", "1", "dated 22 August 2025, no defects"], ["Electrical report", "1", "dated 7 March 2022, satisfactory, next due 7 March 2027"]], [50, 25, 90]),
 ("h", "Outside"),
 ("p", "Rear garden: lawn cut, four paving slabs loose by the back door, one washing line, one table with four metal chairs. Shed: felt roof torn at the back, dry inside; contains a lawn mower (electric, Garda 32), a rake and two pots of white paint which belong to the landlord and must stay. Front: two wheelie bins, one brown food caddy, three recycling boxes."),
 ("p", "Cleanliness on the whole: domestic standard, good. Signed: M. Dunn. Signed for the tenants: Shona MacRae."),
 ("p", "Note added on 5 September 2025 at the tenants' request: the attic chest of drawers lacks its bottom drawer; the freezer light is broken; bedroom 4 has damp wallpaper behind the wardrobe, 40 cm high. Agreed by the agent, J. Pryce."),
], "Fairview Inventories, ref. FV-7742")

# ---------------------------------------------------------------- house rules (DOCX + the old ODT)
docx("House rules v3 (Oct 2025).docx", "House rules of 27 Tolver Road, version 3", [
 ("p", "Agreed at the house meeting of 12 October 2025 by all five of us. Takes the place of everything before, including the sheet on the fridge. Changes need four of five votes and are written into the meeting notes."),
 ("h", "1. Rent shares"),
 ("t", [["Room", "Who", "Share a month"], ["Attic", "Nadia", "£690"], ["First floor front", "Ben", "£640"], ["First floor back", "Shona", "£640"], ["Ground floor front", "Benedikt", "£610"], ["Box room", "Wen", "£570"]]),
 ("p", "Everybody pays Nadia by the 27th, so that her standing order to Harcombe goes out on the 1st. Who is late by more than three days pays for a takeaway for the others, at £6 a head at most. If somebody loses their job, tell us: we can stretch one month's share over three."),
 ("h", "2. Bills"),
 ("p", "Gas, electricity and water are split by five. Internet too. Council tax is split only among those who are not full-time students. The television licence is paid by those who watch: that is Ben, Shona and Benedikt."),
 ("p", "Who is away for more than 21 days on end pays no share of gas and electricity for that time, but goes on paying internet and water. Shorter holidays change nothing."),
 ("p", "A partner who sleeps here more than eight nights in a month pays £15 into the kitty for that month."),
 ("h", "3. Kitty"),
 ("p", "£20 each a month, paid to Shona. It buys: toilet paper, washing-up liquid, bin bags, dishwasher salt (no, we still have none), olive oil, salt, rice, coffee for everybody. It does not buy: milk of any kind, beer, anybody's special tea. Above £30 for one thing, ask in the group first."),
 ("h", "4. Kitchen"),
 ("l", ["Pans are washed the same evening, plates by next noon.", "One fridge shelf each. The door is common. Food without a name and older than seven days may be thrown away by anybody.", "Benedikt is allergic to hazelnuts: nothing with hazelnuts is cooked in our pans, not even once. Closed packets in your own room are fine.", "The wok is Wen's own and never meets the steel scourer.", "The rear left burner needs a match. Do not hold the gas open while you look for one."]),
 ("h", "5. Quiet and guests"),
 ("p", "Quiet from 23:00 to 7:00 from Sunday to Thursday, and from 1:00 to 9:00 on the nights of Friday and Saturday. In exam weeks the house is quiet from 21:00; a person with an exam puts the card on the fridge."),
 ("p", "Overnight guests: up to three nights in a row and eight in a month, one guest for each of us at a time. Family from abroad may stay for up to ten nights if the group knows two weeks ahead. Parties: two a term, agreed ten days before, neighbours at 25 and 29 told by a note."),
 ("h", "6. Cleaning"),
 ("p", "Five jobs that go round each week, see the rota. A job is done by Sunday 20:00. You may swap, but the swap must be written down. Who misses a job puts £5 into the kitty, except when ill or away with notice. Missing twice in a row means both bathrooms next week."),
 ("p", "The oven is cleaned on the first Saturday of every second month, by two people drawn from the tea tin."),
 ("h", "7. Heating"),
 ("p", "On from 6:30 to 8:30 and from 17:00 to 22:00, at 19 degrees, from 15 October to 15 April. Outside those hours: a jumper first. Whoever works from home may put on the living room radiator alone between 9 and 16. No laundry on radiators, because of mould and clause 3.6 of the lease."),
 ("h", "8. Bins"),
 ("t", [["What", "Collected", "Out by"], ["Black wheelie bin", "Thursday, even weeks", "Wednesday 21:00"], ["Recycling boxes", "Thursday, every week", "Wednesday 21:00"], ["Food caddy", "Thursday, every week", "Wednesday 21:00"], ["Garden sack", "Monday, odd weeks, April to November", "Sunday evening"]]),
 ("h", "9. Shed and bicycles"),
 ("p", "Bikes live in the shed: Ben's and Wen's on the hooks, the rest on the floor. Nothing in the hall. Whoever takes the last key of the shed hangs it back the same day."),
 ("h", "10. Quarrels"),
 ("p", "First the two people talk. Then one of the others sits with them. Only then the house meeting. We do not quarrel in the group chat and we do not write notes on the fridge."),
])
odt("house rules 2024 OLD.odt", "27 Tolver Road house rules, September 2024", [
 ("p", "For Nadia, Ben, Sean Macrae, Lian Wu and Freddie. Typed by Freddie, 15 September 2024."),
 ("h", "Money"),
 ("p", "Rent is £2,900 and everyone pays £580, whatever the room. Pay Freddie by the 25th. Kitty is £15 a month in the blue jar. All bills are split by five, council tax as well."),
 ("h", "Guests"),
 ("p", "Guests may stay two nights in a row, five in a month. No parties at all after what happened in May with the fence."),
 ("h", "Quiet"),
 ("p", "Quiet from midnight to 7:00 on all days."),
 ("h", "Kitchen"),
 ("l", ["Everybody washes up at once.", "Fridge: two shelves are common, the rest by agreement.", "Food older than five days goes."]),
 ("h", "Heating"),
 ("p", "21 degrees, on from 7:00 to 9:00 and from 16:00 to 23:00."),
 ("h", "Cleaning"),
 ("p", "A cleaner comes every other Friday, £42, paid from the kitty. (Stopped in March 2025: she moved to Cardiff.)"),
 ("h", "Bins"),
 ("p", "Black bin on Tuesdays of odd weeks. Freddie does it because he likes it."),
 ("h", "Leaving"),
 ("p", "Who leaves finds the next person. The share of the deposit, £669 each, is paid by the new one to the old one."),
])

# ---------------------------------------------------------------- bills (XLSX)
D = dt.date
N, B, V, S, W = "Nadia", "Ben", "Benedikt", "Shona", "Wen"
bills = [["27 Tolver Road: house bills from September 2025 (pounds)"], [],
 ["Date", "Supplier", "What", "Period", "Amount", "Paid by", "Split among", "Settled"]]
for r in [(D(2025,9,12), "Severnside Water", "water", "Sep-Oct 25", 68.20, B, 5, "yes"), (D(2025,9,18), "Brightway Energy", "electricity", "Sep 25", 71.44, N, 5, "yes"), (D(2025,9,18), "Brightway Energy", "gas", "Sep 25", 39.10, N, 5, "yes"),
 (D(2025,9,22), "Zipline Broadband", "internet", "Sep 25", 31.00, W, 5, "yes"), (D(2025,9,26), "City Council", "council tax", "Sep 25", 184.00, S, 3, "yes"), (D(2025,10,1), "TV Licensing", "TV licence", "Oct 25 - Sep 26", 174.50, B, 3, "yes"),
 (D(2025,10,18), "Brightway Energy", "electricity", "Oct 25", 83.05, N, 5, "yes"), (D(2025,10,18), "Brightway Energy", "gas", "Oct 25", 77.62, N, 5, "yes"), (D(2025,10,22), "Zipline Broadband", "internet", "Oct 25", 31.00, W, 5, "yes"),
 (D(2025,10,26), "City Council", "council tax", "Oct 25", 184.00, S, 3, "yes"), (D(2025,10,30), "Kit Lovell", "lock for bedroom 4", None, 64.00, V, 1, None), (D(2025,11,12), "Severnside Water", "water", "Nov-Dec 25", 68.20, B, 5, "yes"),
 (D(2025,11,18), "Brightway Energy", "electricity", "Nov 25", 96.71, N, 5, "yes"), (D(2025,11,18), "Brightway Energy", "gas", "Nov 25", 128.33, N, 5, "yes"), (D(2025,11,22), "Zipline Broadband", "internet", "Nov 25", 31.00, W, 5, "yes"),
 (D(2025,11,26), "City Council", "council tax", "Nov 25", 184.00, S, 3, "yes"), (D(2025,12,3), "Hotbox Plumbers", "emergency boiler call-out", None, 186.00, S, None, "deducted from January rent"), (D(2025,12,18), "Brightway Energy", "electricity", "Dec 25", 102.18, N, 5, "yes"),
 (D(2025,12,18), "Brightway Energy", "gas", "Dec 25", 151.90, N, 5, "no"), (D(2025,12,22), "Zipline Broadband", "internet", "Dec 25", 31.00, W, 5, "yes"), (D(2025,12,26), "City Council", "council tax", "Dec 25", 184.00, S, 3, "yes"),
 (D(2026,1,12), "Severnside Water", "water", "Jan-Feb 26", 70.60, B, 5, "yes"), (D(2026,1,18), "Brightway Energy", "electricity", "Jan 26", 108.46, N, 4, "yes"), (D(2026,1,18), "Brightway Energy", "gas", "Jan 26", 173.25, N, 4, "no"),
 (D(2026,1,22), "Zipline Broadband", "internet", "Jan 26", 33.50, W, 5, "yes"), (D(2026,1,26), "City Council", "council tax", "Jan 26", 184.00, N, 2, "no"), (D(2026,2,3), "Brush & Barrow", "chimney bird guard, garden sack", None, 27.80, B, 5, "no"),
 (D(2026,2,18), "Brightway Energy", "electricity", "Feb 26", 94.92, N, 5, "no"), (D(2026,2,18), "Brightway Energy", "gas", "Feb 26", 146.08, N, 5, "no"), (D(2026,2,22), "Zipline Broadband", "internet", "Feb 26", 33.50, W, 5, "no"), (D(2026,2,26), "City Council", "council tax", "Feb 26", 184.00, N, 2, "no")]:
    bills.append(list(r))
kitty = [["Date", "Shop", "What", "Amount", "Bought by", "Receipt"]]
for r in [(D(2025,9,6), "Corner shop", "bin bags, washing-up liquid", 7.85, S, "yes"), (D(2025,9,13), "Lidl", "toilet paper 24, rice 5 kg", 19.40, W, "yes"), (D(2025,9,27), "Beans & Co", "coffee", 12.50, B, "yes"), (D(2025,10,4), "Lidl", "olive oil, salt", 11.35, N, "yes"),
 (D(2025,10,11), "Hardware Harry", "plunger", 6.99, V, None), (D(2025,10,18), "Beans & Co", "coffee", 12.50, B, "yes"), (D(2025,10,25), "Lidl", "toilet paper 24", 13.20, W, "yes"), (D(2025,11,1), "Corner shop", "light bulbs (6)", 15.00, V, "yes"),
 (D(2025,11,8), "Ikea", "drying rack", 28.00, S, "yes"), (D(2025,11,15), "Beans & Co", "coffee", 13.20, B, "yes"), (D(2025,11,22), "Lidl", "rice 5 kg, bin bags", 15.15, N, "yes"), (D(2025,11,29), "Hardware Harry", "smoke alarm batteries", 9.60, V, "yes"),
 (D(2025,12,6), "Lidl", "toilet paper 24, sponges", 15.90, W, None), (D(2025,12,13), "Market", "Christmas tree", 29.00, S, "yes"), (D(2025,12,20), "Beans & Co", "coffee", 13.20, B, "yes"), (D(2026,1,10), "Lidl", "olive oil 2 l", 17.80, N, "yes"),
 (D(2026,1,17), "Hardware Harry", "dehumidifier filters", 21.00, V, "yes"), (D(2026,1,24), "Corner shop", "washing-up liquid, foil", 6.45, S, None), (D(2026,1,31), "Beans & Co", "coffee", 13.20, B, "yes"), (D(2026,2,7), "Lidl", "toilet paper 24, rice 5 kg", 20.10, W, "yes"),
 (D(2026,2,14), "Beans & Co", "coffee, filters", 16.70, B, "yes"), (D(2026,2,21), "Lidl", "bin bags, salt", 5.55, N, "yes")]:
    kitty.append(list(r))
meters = [["Read on", "Electricity", "Gas", "Read by", "Sent to supplier"], [D(2025,9,1), 38412, 7055, "Marcus Dunn", "yes"], [D(2025,10,1), 38668, 7082, V, "yes"], [D(2025,11,1), 38979, 7151, V, "yes"], [D(2025,12,1), 39344, 7268, W, "yes"], [D(2026,1,1), 39731, 7409, W, None], [D(2026,2,1), 40142, 7571, V, "yes"], [D(2026,3,1), 40497, 7706, B, "yes"]]
xlsx("Bills 25-26 (shared).xlsx", [("Bills", bills, [12, 20, 28, 16, 10, 10, 12, 26], 3), ("Kitty", kitty, [12, 18, 30, 10, 11, 9], 1), ("Meter readings", meters, [12, 12, 9, 14, 16], 1)])

# ---------------------------------------------------------------- rota (CSV)
people, jobs = [N, B, V, S, W], ["kitchen", "upstairs bathroom", "downstairs bathroom", "bins", "hall and stairs"]
special = {(1, 3): ("no", "forgot; £5 paid"), (2, 0): ("yes", "swapped with Benedikt"), (2, 4): ("yes", "swapped with Ben"), (3, 1): ("no", "£5 owed"), (4, 4): ("no", "ill"), (5, 2): ("no", "away with notice"), (6, 3): ("no", "£5 paid"), (7, 0): ("no", "£5 owed"), (7, 4): ("yes", "done on Monday; let pass"), (8, 2): ("no", "£5 paid"), (9, 1): ("no", "ill"), (10, 3): ("", ""), (11, 1): ("no", "away with notice")}
rows = ["week,starts,job,who,done,note"]
for wk in range(12):
    for j, job in enumerate(jobs):
        who = people[(j + wk) % 5]
        who = {(2, 0): B, (2, 4): V}.get((wk, j), who)   # the swap of week 3
        done, note = special.get((wk, j), ("yes", ""))
        rows.append("%d,%s,%s,%s,%s,%s" % (wk + 1, (D(2025, 10, 13) + dt.timedelta(7 * wk)).isoformat(), job, who, done, note))
put("chore rota autumn.csv", "\n".join(rows) + "\n")

# ---------------------------------------------------------------- broadband (saved HTML)
put("Zipline - your order.html", """
<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Your order ZL-558120 - Zipline Broadband</title>
<style>td{padding:4px;border-bottom:1px solid #ccc}</style><script>window.cookies=1</script></head><body>
<div class="top">Zipline &nbsp; Broadband | Mobile | Help | My account</div>
<h1>Thank you, Li Wen. Your order is confirmed</h1>
<p>Order ZL-558120, placed on 27 August 2025. Account holder: Li Wen Tan. Address: 27 Tolver Road, Bristol.</p>
<table>
<tr><td>Package</td><td>Fibre 150</td></tr>
<tr><td>Average download speed</td><td>152 Mb/s (evening average)</td></tr>
<tr><td>Guaranteed minimum</td><td>90 Mb/s</td></tr>
<tr><td>Monthly price</td><td>£31.00 until 31 December 2025, then £33.50</td></tr>
<tr><td>Set-up</td><td>£0 (normally £25)</td></tr>
<tr><td>Minimum term</td><td>12 months from activation</td></tr>
<tr><td>Activation</td><td>Thursday 4 September 2025, between 8 and 13</td></tr>
<tr><td>Router</td><td>on loan; to be sent back within 28 days of the end, or £48 is charged</td></tr>
</table>
<h2>If something goes wrong</h2>
<p>If your line is down for more than two full working days after you report it, you get £9.33 for each further day, without asking. If an engineer does not come to an appointment, you get £29.15. Speeds below the guaranteed minimum for 30 days allow you to leave free of charge.</p>
<h2>Leaving early or moving</h2>
<p>If you end the contract within the minimum term, we charge £14 for each month that is left. If you move and take Zipline with you, there is no charge, but a new minimum term of 12 months begins. You may pass the contract on to somebody else in the same house for £10, once.</p>
<p>You may change your mind within 14 days of the order. Notice at the end of the term: 30 days.</p>
<h2>Paying</h2>
<p>By direct debit on the 22nd of the month. A failed debit costs £5. Paper bills cost £1.50 each.</p>
<h2>Student offer</h2>
<p>You told us that you are a student: you get a voucher for the cinema worth £12 in your second month. It is valid for 90 days.</p>
<p class="foot">Zipline Broadband Ltd, help line 0800 555 0177, 8 to 20 daily. Page saved 27/08/2025.</p>
</body></html>
""")

# ---------------------------------------------------------------- deposit (RTF)
rtf("Deposit certificate.rtf", [
 "# Safehold Tenancy Deposits: certificate of protection",
 "Certificate number: SH-2209-61874. Repayment code: kept by each tenant, never send it by e-mail.",
 "Property: 27 Tolver Road, Bristol. Landlord: Mr D. Attwell. Agent: Harcombe Lettings Ltd.",
 "Amount protected: £3,634.00. Received by the agent on 21 August 2025, protected on 9 September 2025. The law allows thirty days for this.",
 "Kind of scheme: insured. The agent holds the money and Safehold insures it.",
 "# Shares registered",
 "Nadia Osei £796.00 (lead tenant). Ben Fairley £738.00. Shona MacRae £738.00. Benedikt Vogel £704.00. Li Wen Tan £658.00.",
 "# At the end of the tenancy",
 "The lead tenant speaks for all. She can accept or dispute deductions on the portal; the others may look but not click. A lead tenant can be changed if all tenants sign form L4.",
 "If there is a dispute, it must be raised within three months of the end of the tenancy. Safehold asks the agent to pay the disputed sum to us within ten days. An adjudicator decides from the papers within twenty-eight days; there is no hearing and no fee. The decision is final, unless there is an error of arithmetic, which must be named within seven days.",
 "Useful evidence: the check-in inventory, dated photographs, receipts, e-mails. Telephone calls count for nothing unless written down the same day.",
 "# When a tenant is replaced",
 "The agent tells us of the new name. The amount protected does not change. Safehold does not move money from one tenant to another.",
 "Issued 9 September 2025. Help: 0330 555 0118, Monday to Friday, 9 to 17.",
])

# ---------------------------------------------------------------- meeting notes (MD)
put("house meetings.md", """
# House meetings, 27 Tolver Road

Kept by whoever made the soup. Votes count only if four of five agree.

## 12 October 2025 (soup: Shona, lentil)

All five here.

- Rules version 3 agreed. Typed up by Wen.
- **Council tax**: Wen and Benedikt are full-time students, so Nadia, Ben and Shona share it. The council gives *no* discount because three of us are not students. Benedikt has sent both certificates to the council.
- **Sofa**: Freddie's old sofa bed is still in the shed. Freddie has until 31 October, then it goes to the re-use centre.
- Chess evening on the second Tuesday of each month is Ben's, the living room is his from 19:00 to 22:30.
- Benedikt wants a lock on his door. He pays for it himself, see lease 2.6. Kit Lovell does it for £64.

## 16 November 2025 (soup: Benedikt, pea, rather green)

Nadia, Ben, Benedikt, Wen. Shona on shift, voted by message.

- **Mould in the downstairs bathroom.** The fan has never worked. Reported on 1 September, again on 3 October, and again on the 14th of this month. Nadia writes to the agent once more, with pictures, and mentions environmental health.
- Party on Saturday 29 November for Wen's birthday: agreed 5 to 0. Ends at 1:00. Note for number 25 and number 29 by Ben.
- Christmas: the house is empty from 23 to 28 December except for Wen. Heating at 16 then, and Wen may use a blanket and everyone's biscuits.
- Ben asked whether he may keep his cello in the living room. Yes, but not in front of the radiator.

## 11 January 2026 (soup: Nadia, groundnut)

All five, Benedikt on video from Kiel.

- **Shona starts her nursing degree on 12 January**, full time. From January on she is out of council tax, which leaves Nadia and Ben, and the council gives no discount for two. Nadia now pays it instead of Shona. Ben grumbled, kindly.
- **Quiet hours**: Shona's placement shifts begin at 6:45. Quiet now starts at **22:30** from Sunday to Thursday, until the end of the lease. Weekends stay. 5 to 0.
- **Benedikt is away from 27 December to 25 January**, that is 30 days, so he pays nothing for January's gas and electricity. He goes on paying water and internet.
- The kitty stays at £20, proposal of £25 failed 3 to 2.
- Dehumidifier from the agent has come. It is to run only in the downstairs bathroom and only from 7 to 22, it eats 300 watts.

## 22 February 2026 (soup: Ben, "minestrone")

Nadia, Ben, Shona, Wen. Benedikt at his sister's.

- **Ben is moving out.** He has a post in Dundee from 1 May and wants to leave on 30 April. He looks for somebody. We see three people at most, all of us together, on two evenings in March. The leaving tenant pays the £50 to the agent.
- Deposit: the new person pays Ben his share of £738 directly. Written down, with both signatures, in the drawer.
- **Renewal**: Harcombe offers a second year at £3,290. Nadia, Shona and Wen would stay, Benedikt will say by 15 March. We ask for £3,220 because of the bathroom.
- Wen's gecko: the lease lets one caged animal in. Agreed, as long as the crickets stay in *her* room.
- The black mark on the kitchen table is from Ben's moka pot, he owns up. There was a ring before, see inventory; this is the second one.
- Garden: gardener comes on 26 February for the hedge. Shed must be cleared from the back wall by then.
""")

# ---------------------------------------------------------------- chat (TXT)
put("WhatsApp chat - Tolver Towers.txt", """
01/09/2025, 18:22 - Shona: Keys for all. Inventory man was here for two hours and counted the chairs twice
01/09/2025, 18:25 - Ben: how many did he get
01/09/2025, 18:26 - Shona: six. one wobbles
01/09/2025, 19:40 - Nadia: Wifi is coming Thursday, until then please not everybody on my hotspot 🙏
04/09/2025, 12:51 - Wen: internet man came at 12.45. router is in the hall cupboard. network is TolverTowers, password on the inside of the cupboard door
04/09/2025, 12:55 - Benedikt: You are a hero.
19/09/2025, 21:15 - Ben: whose is the oat milk
19/09/2025, 21:16 - Wen: mine. it has my name on it ben
19/09/2025, 21:16 - Ben: it says TAN i thought it was the colour
03/10/2025, 08:02 - Nadia: Second time I reported the fan downstairs. Ticket number is H-40962
11/10/2025, 14:30 - Benedikt: Sink blocked again. I have bought a plunger, 6.99, lost the receipt
25/10/2025, 10:10 - Shona: Freddie says he will collect the sofa bed on the 30th with his dad's van
30/10/2025, 20:45 - Ben: sofa bed gone. he left us a jar of pickles??
30/10/2025, 20:47 - Shona: from 2023
30/10/2025, 21:03 - Benedikt: Lock is in. Copy of the key is with Joanne at Harcombe since this afternoon.
07/11/2025, 17:33 - Wen: parcel for "Shauna McRae" at number 29, is that you shona
07/11/2025, 17:50 - Shona: Yes, everyone spells it wrong. Thanks!
21/11/2025, 13:02 - Nadia: Joanne is on leave until 1 Dec. Her stand-in is called Joan Price. I thought it was a typo too
29/11/2025, 23:58 - Ben: no 25 came over to complain and stayed for cake
02/12/2025, 06:40 - Shona: NO HEATING AND NO HOT WATER. Boiler shows F28
02/12/2025, 06:55 - Nadia: I am ringing the emergency line now, 6.55
02/12/2025, 07:10 - Nadia: They say somebody comes today
02/12/2025, 21:30 - Wen: nobody came. i am wearing two hats
03/12/2025, 07:15 - Nadia: 24 hours are over. Lease 3.4 says we may call our own plumber, up to 250, and deduct it. Everyone ok?
03/12/2025, 07:16 - Ben: yes
03/12/2025, 07:16 - Shona: Yes. I'll pay, I'm home until 3
03/12/2025, 07:31 - Benedikt: Yes. Keep the receipt!
03/12/2025, 12:20 - Shona: Hotbox man is done, it works. Photo of his sheet is in the folder. It was the gas valve
03/12/2025, 12:24 - Wen: i love him
09/12/2025, 19:05 - Nadia: Receipt sent to Harcombe today by email, so within the 7 days
13/12/2025, 15:44 - Shona: Tree is up. 29 quid from the kitty, so just under the limit 😇
24/12/2025, 16:00 - Wen: house is so quiet. i have eaten the pickles. they were fine
05/01/2026, 11:12 - Ben: january rent went out minus the plumber, 2964
05/01/2026, 11:14 - Nadia: Correct, 3150 less 186. Shona has hers back.
18/01/2026, 22:41 - Shona: Benedikt your alarm clock goes off every day at 5 and you are in KIEL
18/01/2026, 22:43 - Benedikt: Oh no. Key to my room: ask Joanne. Or pull fuse 4.
18/01/2026, 22:50 - Shona: Fuse 4 pulled. Silence.
02/02/2026, 09:30 - Wen: gecko question: would anyone mind. he is called Professor. he is 20 cm
02/02/2026, 09:31 - Ben: does he pay rent
14/02/2026, 20:20 - Nadia: Fan!!! A man is here with a fan. After 166 days.
14/02/2026, 20:26 - Shona: On a Saturday evening, too. Frame it
17/02/2026, 18:00 - Ben: guys I have news, can we have a meeting on sunday
26/02/2026, 15:10 - Shona: Gardener took the hedge down to 1.60 m. No 25 can see us now. They wave
01/03/2026, 10:00 - Ben: meter 40497 and 7706, sent
01/03/2026, 19:20 - Wen: professor has moved in. crickets are in MY room before anyone asks
""")

# ---------------------------------------------------------------- scan (PNG)
form_png("IMG_4417 boiler.png", (1240, 1620), [
 ("bold", 70, 55, "HOTBOX PLUMBERS", 44), ("print", 70, 115, "Heating and gas, Bedminster. Gas register no. 588 214", 24),
 ("bold", 70, 180, "JOB SHEET AND RECEIPT", 34), ("print", 820, 186, "No.", 26), ("hand", 890, 180, "J-7319", 32),
 ("line", 70, 240, 1170, 240),
 ("print", 70, 270, "Date", 26), ("hand", 420, 264, "3 December 2025", 32),
 ("print", 70, 330, "Arrived", 26), ("hand", 420, 324, "9.50", 32), ("print", 650, 330, "Left", 26), ("hand", 780, 324, "12.15", 32),
 ("print", 70, 390, "Address", 26), ("hand", 420, 384, "27 Tolver Road", 32),
 ("print", 70, 450, "Customer", 26), ("hand", 420, 444, "Shona MacRae", 32),
 ("print", 70, 510, "Appliance", 26), ("hand", 420, 504, "Calora 24 boiler", 32),
 ("print", 70, 570, "Serial number", 26), ("hand", 420, 564, "CA24-90733", 32),
 ("print", 70, 630, "Fault code", 26), ("hand", 420, 624, "F28", 32),
 ("print", 70, 690, "Work done", 26), ("hand", 420, 684, "new gas valve, relit, tested", 32),
 ("print", 70, 750, "Water pressure", 26), ("hand", 420, 744, "1.4 bar", 32),
 ("line", 70, 810, 1170, 810),
 ("print", 70, 840, "Call-out", 26), ("hand", 820, 834, "65.00", 32),
 ("print", 70, 900, "Labour", 26), ("hand", 820, 894, "52.50", 32),
 ("print", 70, 960, "Parts", 26), ("hand", 820, 954, "68.50", 32),
 ("bold", 70, 1030, "TOTAL (GBP)", 30), ("hand", 820, 1022, "186.00", 36),
 ("print", 70, 1110, "Paid by:", 26), ("box", 260, 1108, 290, 1138), ("print", 305, 1110, "cash", 26), ("box", 480, 1108, 510, 1138), ("tick", 482, 1114), ("print", 525, 1110, "card", 26), ("box", 700, 1108, 730, 1138), ("print", 745, 1110, "invoice", 26),
 ("line", 70, 1170, 1170, 1170),
 ("print", 70, 1200, "Advice", 26), ("hand", 300, 1194, "expansion vessel is weak,", 32), ("hand", 300, 1244, "replace before next winter", 32),
 ("print", 70, 1320, "Guarantee on work", 26), ("hand", 420, 1314, "6 months", 32),
 ("print", 70, 1380, "Engineer", 26), ("hand", 420, 1374, "Dev Patel", 32),
 ("print", 70, 1500, "Thank you. Please keep this sheet for your landlord.", 22),
], tilt=-0.7, seed=11)

# ---------------------------------------------------------------- mail (mbox)
NO, BF, BV, SM, LW = "Nadia Osei <nadia.osei@postbox.example>", "Ben Fairley <ben.fairley@postbox.example>", "Benedikt Vogel <b.vogel@uni.example>", "Shona MacRae <shona.macrae@postbox.example>", "Li Wen Tan <liwen.tan@uni.example>"
JP, JOAN, OFF = "Joanne Pryce <joanne.pryce@harcombe.example>", "Joan Price <joan.price@harcombe.example>", "Harcombe Lettings <office@harcombe.example>"
mbox("agent emails.mbox", [
 (JP, NO, "2025-08-20 15:10", "27 Tolver Road: welcome", """
Dear Nadia,

signed and dated, the house is yours from the 1st. The inventory clerk comes at 9.15, one of you should be there; keys can be had from him.

Please set up the standing order of £3,150 to the client account. The first payment is £2,650, since your holding deposit of £500 counts towards it.

A word on the garage: Mr Attwell keeps his late brother's car in it and comes on the first Sunday of most months. He will ring the bell. He is a kind man who talks a lot.

Kind regards
Joanne Pryce
Property manager
"""),
 (SM, JP, "2025-09-01 20:04", "Fan in the downstairs bathroom", """
Hello Joanne,

the extractor fan in the downstairs bathroom does not work, and there are grey spots on the ceiling above it. Your clerk has written it down too. Could somebody look at it?

Best
Shona
"""),
 (JP, SM, "2025-09-02 09:12", "Re: Fan in the downstairs bathroom", """
Dear Shona,

thank you, I have passed it to our electrician. As it is not urgent it will be begun within 28 days.

Joanne
"""),
 (NO, JP, "2025-10-03 08:00", "Fan again, ticket H-40962", """
Dear Joanne,

the 28 days ran out on Monday and nobody has been. The spots are now the size of a tea tray. I have put it on the portal as well, H-40962.

Nadia
"""),
 (BV, JP, "2025-10-14 11:25", "A lock for my bedroom door, and a question about nails", """
Dear Ms Pryce,

may I have a lock fitted to bedroom 4, at my cost? It would have a thumb turn on the inside. A copy of the key would come to you.

And may I put two screws into my wall for a shelf?

Kind regards
Benedikt Vogel
"""),
 (JP, BV, "2025-10-16 16:48", "Re: A lock for my bedroom door, and a question about nails", """
Dear Benedikt,

the lock: yes, see 2.6. The screws: not this time, Mr Attwell has just had that room plastered. You may use a free-standing shelf.

Joanne
"""),
 (NO, OFF, "2025-11-17 19:30", "Mould, downstairs bathroom: last letter before we go to the council", """
Dear Harcombe,

this is our fourth report. Eight pictures are in the shared folder, taken yesterday with a ruler in each. The mould covers 1.1 square metres. Two of us cough.

We do not dry laundry in that room; we bought a rack for the living room. The cause is the dead fan, and that is clause 3.6, first half.

If no date for the repair has reached us by 1 December, we will ask environmental health to visit.

Nadia Osei for the house
"""),
 (JOAN, NO, "2025-11-24 10:15", "Re: Mould, downstairs bathroom: last letter before we go to the council", """
Dear Ms Osei,

I am looking after Joanne's houses until she is back on 1 December. I am sorry for the long wait. The electrician had marked the job as done, which was meant for 27 Tolworth Road.

A new fan has been ordered. It is a model with a humidity sensor and takes some weeks. Meanwhile we are sending a dehumidifier, which will be with you before Christmas. We will pay £8 a month towards its electricity as long as you need it.

Joan Price
"""),
 (NO, OFF, "2025-12-09 18:20", "Receipt for emergency boiler repair, £186", """
Dear Joanne,

welcome back. On 2 December at 6.55 we rang your emergency line: no heating, no hot water. Nobody came in 24 hours. On the 3rd we had Hotbox Plumbers come. The receipt, J-7319, is attached as a photo. Under 3.4 we shall take £186.00 off the January rent.

The engineer also says that the expansion vessel is weak and should be replaced before next winter.

Nadia
"""),
 (JP, NO, "2025-12-10 09:41", "Re: Receipt for emergency boiler repair, £186", """
Dear Nadia,

that is in order, and I apologise. The emergency line had you down as 'heating only', which is handled next day. I have had that changed.

The vessel: we will do it together with the gas safety check in August.

Joanne
"""),
 (JP, NO + ", " + BF, "2025-12-15 12:05", "Inspection", """
Dear all,

I would like to make the quarterly inspection on Thursday 18 December at 14.00. I do not open drawers and I do not mind the washing-up.

Joanne
"""),
 (BF, JP, "2025-12-15 12:31", "Re: Inspection", """
hi joanne, thursday is fine, i'm in. i'll be practising the cello though, please be kind

ben
"""),
 (JP, NO, "2025-12-19 10:00", "After the inspection", """
Dear Nadia,

all very tidy. Three points:

1. There was a bicycle in the hall. Please move it to the shed at once, 2.7.
2. The batteries of the smoke alarm on the first floor landing are flat. Those are yours to replace, 3.5.
3. The cooker: our gas man will look at the rear left burner in January, at no cost to you.

The next inspection is in the week of 16 March.

Joanne
"""),
 (NO, JP, "2026-01-07 20:10", "Dehumidifier, and the electricity for it", """
Dear Joanne,

the dehumidifier came on 22 December. It is humming. Please note the £8 a month from then. Shall we deduct it or do you pay it?

Nadia
"""),
 (JP, NO, "2026-01-08 09:25", "Re: Dehumidifier, and the electricity for it", """
Dear Nadia,

please do not deduct; our accounts get a headache. We send you the whole sum when the new fan is in.

Joanne
"""),
 (LW, JP, "2026-02-02 13:15", "a gecko", """
Dear Joanne,

may I keep a leopard gecko in a tank in my room? He is 20 cm long and makes no noise.

Li Wen
"""),
 (JP, LW, "2026-02-02 15:50", "Re: a gecko", """
Dear Li Wen,

you need not ask: 2.3, one caged animal not larger than a rabbit. Please let us know if the tank holds more than 100 litres, because of the floor.

Joanne
"""),
 (JP, NO, "2026-02-16 09:05", "New fan, and the second year", """
Dear Nadia,

I hear the fan is in since Saturday. Keep the dehumidifier until the end of the month. For December to February you will get £20 in all, since it was not quite three months.

The ceiling will be washed and painted with anti-mould paint on 9 and 10 March. The room cannot be used on these two days.

As to the time after 31 August: Mr Attwell would be happy to have you for a second year, at £3,290 a month. Please let us have an answer by 31 March. If it is no, we begin with viewings in July.

Joanne
"""),
 (BF, JP, "2026-02-23 17:22", "moving out, replacement", """
hi joanne

i've got a job in dundee and want to leave on 30 april. the others are fine with it. what do you need from the new person?

ben
"""),
 (JP, BF, "2026-02-24 10:30", "Re: moving out, replacement", """
Dear Ben,

congratulations! From the new person we need: photo ID, three payslips (or a guarantor who owns a house in the UK), and a reference from the last landlord. The check takes about six working days. From all of you a signed form, which I attach. From you £50.

I must have everything by 10 April, or else the change will not be made by 30 April.

And please tell Safehold nothing yourself, we do that.

Joanne
""", ("change of tenant form.txt", """HARCOMBE LETTINGS - CHANGE OF TENANT (form C7)
Property: 27 Tolver Road, Bristol
Leaving tenant: Ben Fairley          New tenant: ______________________
Day of change: 30 April 2026, noon
The leaving tenant hands his keys to the new tenant in the house, not to the office.
The new tenant takes over room 2 as described in the inventory of 1 September 2025, including the scratch on the door.
A rent guarantor, where there is one, signs a separate deed before a witness.
All staying tenants sign here: 1 ________  2 ________  3 ________  4 ________
Return by: 10 April 2026
""")),
 (NO, JP, "2026-03-02 19:12", "The rent for a second year", """
Dear Joanne,

we have talked it over. Most of us would stay. But after five and a half months without a fan, £3,290 is more than we can say yes to. We propose £3,220, and that the weak expansion vessel is done in June and not in August.

Nadia
"""),
 (JP, NO, "2026-03-06 11:40", "Re: The rent for a second year", """
Dear Nadia,

I have spoken with Mr Attwell. He meets you at £3,240, and the vessel will be replaced in June. That is his last word, he says, but with a smile. The date for the answer stays the same.

Joanne
"""),
])
