from lib import *
def build():
    f = F("brewery"); q = Q("brewery", "brew"); R = random.Random(41)
    beers = {"Mudlark Porter": (1.052, 1.013), "Samphire Pale": (1.041, 1.008), "Curlew Best": (1.044, 1.011), "Oyster Bed Stout": (1.058, 1.015), "Low Tide (0.5%)": (1.014, 1.010)}
    rows, d, n = [], dt.date(2025, 1, 7), 301
    remarks = {306: "stuck sparge, 40 min late", 311: "dry hop bag burst", 318: "DUMPED - lacto infection, not packaged", 324: "glycol pump tripped overnight, peaked 23.5 C", 329: "trial with Verdant yeast"}
    order = list(beers)
    for i in range(34):
        b = order[i % 3] if i % 5 else order[R.choice([3, 3, 4])]
        og = round(beers[b][0] + R.randrange(-15, 16)/10000, 4); fg = round(beers[b][1] + R.randrange(-8, 9)/10000, 4)
        abv = round((og-fg)*131.25, 1) if "Low" not in b else .5
        vol = 0 if n == 318 else R.randrange(172, 204)*10 + 5*(R.random() < .4)
        rows.append([n, d, b, "FV%d" % (i % 4 + 1), og, fg, abv, vol, R.choice(["Nell", "Nell", "Tomasz", "Idris"]), remarks.get(n, "")])
        n += 1; d += dt.timedelta(days=R.choice([7, 7, 10, 14]))
    tot = {b: (sum(1 for r in rows if r[2] == b), sum(r[7] for r in rows if r[2] == b)) for b in beers}
    f.xlsx("brew log 2025.xlsx", [
        ("Brews", [["Saltmarsh Brewing Co. - brew log 2025"], ["volumes are litres packaged, not litres into FV"], [], ["Brew no", "Date", "Beer", "Vessel", "OG", "FG", "ABV %", "Litres packaged", "Brewer", "Remarks"]] + rows + [[], ["TOTAL", None, None, None, None, None, None, sum(r[7] for r in rows)]], ["A1:J1"]),
        ("By beer", [["Totals by beer"], ["Beer", "Brews", "Litres"]] + [[b, *tot[b]] for b in beers]),
        ("Vessels", [["Vessel", "Capacity (L)", "Bought", "Cooling", "Last passivated"], ["FV1", 2200, 2016, "jacket", dt.date(2025, 2, 3)], ["FV2", 2200, 2016, "jacket", dt.date(2025, 2, 4)], ["FV3", 2400, 2021, "jacket + cone", dt.date(2024, 11, 18)], ["FV4", 2050, 2011, "coil only", dt.date(2025, 6, 30)], ["BBT1", 1850, 2019, "jacket", dt.date(2025, 3, 12)]])])
    f.pdf("Malt and hop supply terms 2025-26.pdf", [
        ("title", "Supply terms in force 1 October 2025 to 30 September 2026"),
        ("p", "Prepared by Nell Farrant for the partners' meeting of 19 September 2025. This paper sets out, one after another, the terms we have signed with our three regular suppliers. Where a term differs from last year this is said. The signed originals are in the green lever-arch file by the mill."),
        ("h1", "1. Hollins &amp; Daughter Maltings (base malt)"),
        ("p", "Maris Otter is fixed at £712 per tonne, delivered in 25 kg sacks on pallets of forty. The minimum order is one tonne. Hollins give a rebate of 3% on the year's invoices if we take more than 18 tonnes between October and September; the rebate is paid as a credit note in November and not in cash. Either side may end the agreement on 90 days' written notice. Payment is due 30 days from invoice. Hollins do not crush malt for us any more: all malt comes whole."),
        ("h1", "2. Brackwater Maltsters Ltd (roast and crystal malts)"),
        ("p", "Prices float with the list that Brackwater publish each quarter, less 6%. Chocolate malt stood at £1,145 per tonne and brown malt at £1,090 per tonne on the list of 1 September 2025. There is no minimum order, but a carriage charge of £48 applies to any order under 500 kg. Notice is 30 days. Payment is due 14 days from invoice; after that, interest of 2% a month runs. Brackwater will crush on request for £22 per tonne."),
        ("h1", "3. Teme Valley Hop Growers' Co-operative"),
        ("p", "We are committed to 340 kg for the crop year, made up as in the table. Unlike the two maltsters, the co-operative cannot be given notice during the crop year: the commitment stands until the hops have been taken up. Hops not called off by 31 August are invoiced anyway and stored at £0.35 per kg per month. Payment is due 45 days from invoice."),
        ("tbl", [["Variety", "Form", "Committed kg", "£ per kg", "Alpha % (2025 crop)"], ["Goldings", "whole leaf", "120", "14.60", "5.1"], ["Fuggle", "whole leaf", "80", "13.95", "4.4"], ["Jester", "T90 pellet", "95", "17.20", "7.8"], ["Olicana", "T90 pellet", "45", "18.75", "8.3"]]),
        ("p", "<b>Exception.</b> If the alpha acid of a variety falls more than 1.5 points below the figure in the table, we may refuse that variety, and only that variety, within ten working days of the delivery."),
        ("h1", "4. What changed from last year"),
        ("li", ["Hollins went from £684 to £712 per tonne and dropped the crushing service.", "Brackwater's discount off list rose from 4% to 6%.", "We no longer buy from Northdown Hops; their contract ran out on 31 July 2025 and was not renewed.", "Nobody supplies us with yeast under contract. We crop our own and buy a fresh pitch twice a year."])], foot="Saltmarsh Brewing Co. - confidential to partners")
    f.docx("Mudlark Porter recipe v3.docx", [
        ("title", "Mudlark Porter - recipe sheet, version 3"), ("p", "Replaces version 2 in full. Valid from brew 313 onwards. Author: Idris Pell. Checked: Nell Farrant, 28 April 2025."),
        ("h1", "Grist for 2,000 litres"), ("tbl", [["Malt", "kg", "% of grist"], ["Maris Otter", "315", "74.1"], ["Brown malt", "48", "11.3"], ["Chocolate malt", "22", "5.2"], ["Crystal 150", "25", "5.9"], ["Torrefied wheat[[fn:Leave the wheat out for casks sold as 'vegan, low gluten' to the Anchor and make it up with Maris Otter.]]", "15", "3.5"]]),
        ("h1", "Mash"), ("p", "Mash in at 67.5 °C and stand for 75 minutes.[[fn:Sixty minutes is enough when the malt is from Hollins; the 75 minutes were set for the old supplier and kept for safety.]] Sparge at 76 °C, never above 78 °C. Liquor treatment: 240 g calcium chloride and 60 g gypsum in the hot liquor tank. Mash pH should lie between 5.3 and 5.4."),
        ("h1", "Boil and hops"), ("tbl", [["Addition", "Hop", "Grams", "Minutes before end"], ["1", "Fuggle", "1,900", "70"], ["2", "Goldings", "1,250", "15"], ["3", "Goldings", "800", "0 (steep 20 min)"]]),
        ("p", "Boil for 70 minutes, not 90 as in version 2. Copper finings go in 12 minutes before the end. There is no dry hop in this beer."),
        ("h1", "Fermentation"), ("ol", ["Collect at 19 °C and pitch 9 litres of slurry, no older than six days and not beyond generation 8.", "Let it rise to 21 °C and hold until gravity is 1.016.", "Crash to 8 °C over 36 hours.", "Rack when two readings 24 hours apart are the same."]),
        ("h1", "Packaging"), ("p", "Cask: isinglass at 0.6 litre per firkin, except for bottles and for the vegan casks, which are left unfined. Best before is eight weeks from racking for cask and nine months for bottle. Do not bottle-condition this beer with sugar: use speise kept from the same brew."),
        ("p", "Target colour 62 EBC, bitterness 28 IBU, ABV 5.1 %.")])
    f.text("mudlark porter v2 (old).txt", """
MUDLARK PORTER v2   --- OLD, see v3! ---
written by Idris, March 2023

Grist 2000 L
 Maris Otter 330 kg
 Brown 40
 Chocolate 26
 Crystal 150 20
 (no wheat)

Mash 66 C, 90 min. Sparge 77.
Boil 90 min.
Fuggle 2200 g at start, Goldings 1000 g at 15, nothing at flame out.
Pitch 7 litres slurry at 18 C, up to 20.
Crash to 6.
Target 4.8 %, 31 IBU, 66 EBC

Why we changed it: people at the Maldon festival found v2 ashy, and the long boil cost us a
whole hour of gas each brew. The brown malt was also a different lot. Nell wanted more body,
hence the torrefied wheat in v3. Colour came down because of less chocolate malt.
Keep this file only so that brews 298 to 312 can be understood.
""")
    cust = ["The Anchor", "Rose & Crown", "Wivenhoe Sailing Club", "The Black Buoy", "Fingringhoe Whalebone", "Mersea Oyster Shed", "Tap at Number 9"]
    crow = [["Cask no", "Size", "Beer", "Customer", "Delivered", "Returned", "Deposit GBP"]]
    for i in range(36):
        size = R.choice(["firkin", "firkin", "firkin", "pin", "kilderkin"]); dd = dt.date(2025, 9, 1) + dt.timedelta(days=i*2 + R.randrange(2))
        ret = "" if R.random() < .25 else (dd + dt.timedelta(days=R.randrange(9, 30))).isoformat()
        crow.append(["SM%04d" % (1120 + i*7), size, R.choice(order[:4]), R.choice(cust), dd.isoformat(), ret, {"pin": 30, "firkin": 45, "kilderkin": 70}[size]])
    f.csv("casks_out_autumn.csv", crow, ";")
    f.eml("RE duty return October.eml", "Tomasz Wilk <tomasz@saltmarsh.example>", "Nell Farrant <nell@saltmarsh.example>", "RE: duty return October", "Thu, 06 Nov 2025 16:12:00 +0000", """Nell,

the October return is ready and I have put the workings in the attachment. Payable is £4,318.66, due by 25 November by direct debit. Small producer relief has been taken at the rate for last year's production, not this year's.

Three things:

1. Low Tide is at 0.5% and so carries no duty at all. It is in the table with 0.00 so that the litres still tie up with the log.
2. The spoilt cask from the Black Buoy (cask came back nearly full, 38 litres) has NOT been reclaimed yet. HMRC want the destruction witnessed by two people, and Idris was on his own. I would leave it until the next one.
3. I corrected the September figure. I had entered 1,840 litres of Curlew Best, it should have been 1,480. The correction lowers what we owe by £161.28 and is already in the payable amount above.

The accountant (Prudence at Colne Ledgers) asks for the stock count of 31 October by the 14th please. She also says that the flat fee for the bookkeeping goes from £185 to £210 a month in January.

Tomasz
""", [("duty_october_2025.csv", "Beer,Litres sold,ABV,Rate band,Duty GBP\nMudlark Porter,2115,5.1,draught 3.5-8.4,1442.11\nSamphire Pale,3020,4.3,draught 3.5-8.4,1736.05\nCurlew Best,1755,4.3,draught 3.5-8.4,1008.87\nOyster Bed Stout,420,5.7,draught 3.5-8.4,292.91\nLow Tide,610,0.5,nil,0.00\nCorrection September,,,,-161.28\nTotal payable,,,,4318.66\n", "text/csv")])
    f.text("taproom notes.md", """
# Taproom notes (for whoever is behind the bar)

_Last change: Nell, 3 October. Pinned behind the till as well._

## Opening
| Day | Open | Close | Food |
|---|---|---|---|
| Wed | 16:00 | 21:00 | none |
| Thu | 16:00 | 22:00 | Petra's pies |
| Fri | 15:00 | 23:00 | pizza van |
| Sat | 12:00 | 23:00 | pizza van |
| Sun | 12:00 | 18:00 | roast rolls until gone |

Closed Monday and Tuesday, except on bank holiday Mondays (12 to 17).

## Rules
- Dogs are welcome on leads, but not upstairs.
- Children until 20:00 only, and always with an adult.
- Challenge 25. No ID, no beer. Student cards do **not** count.
- We do not take cash over £50 notes, and no cheques. Tabs up to £60 with a card behind the bar.
- Growlers: fill only our own 2-litre ones. Deposit £8. We don't fill customers' plastic bottles.
- Private hire of the upstairs room is £90 for an evening, free if the party spends more than £600. Not on Fridays.

## Keys and alarms
Spare key with Mrs Abbott at number 14. The alarm engineer is Colchester Fire & Security, contract SBC-2207.
The cellar CO2 alarm must be tested on the first Wednesday of each month. If it sounds: everybody out, door open, ring Nell.

## Events still to come
- 15 November: Dark beer night, six porters and stouts, tickets £12 including one half of each
- 29 November: quiz (teams of up to 5)
- 13 December: carols with the Wivenhoe silver band, free
- no New Year's Eve party this year
""")
    f.text("allergens.html", """
<html><head><title>Allergen sheet - Saltmarsh Brewing</title></head><body>
<h1>Allergen sheet</h1><p>Issue 7, 1 October 2025. Ask the brewer if in doubt. "May contain" means made on the same equipment.</p>
<table border=1><tr><th>Beer</th><th>Barley</th><th>Wheat</th><th>Oats</th><th>Lactose</th><th>Fish (isinglass)</th><th>Sulphites</th></tr>
<tr><td>Mudlark Porter cask</td><td>yes</td><td>yes</td><td>no</td><td>no</td><td>yes</td><td>no</td></tr>
<tr><td>Mudlark Porter bottle</td><td>yes</td><td>yes</td><td>no</td><td>no</td><td>no</td><td>no</td></tr>
<tr><td>Samphire Pale cask</td><td>yes</td><td>no</td><td>no</td><td>no</td><td>no</td><td>no</td></tr>
<tr><td>Curlew Best cask</td><td>yes</td><td>no</td><td>no</td><td>no</td><td>yes</td><td>may contain</td></tr>
<tr><td>Oyster Bed Stout cask</td><td>yes</td><td>no</td><td>yes</td><td>yes</td><td>no</td><td>no</td></tr>
<tr><td>Low Tide can</td><td>yes</td><td>yes</td><td>yes</td><td>yes</td><td>no</td><td>no</td></tr></table>
<h2>Notes</h2><ul><li>There are no oysters in Oyster Bed Stout; the name comes from the beds at Mersea.</li>
<li>No beer of ours contains nuts, but the pizza van uses pesto with cashew.</li>
<li>None of our beers is certified gluten free.</li></ul></body></html>
""")
    r = lambda k: next(x for x in rows if x[0] == k)
    T, RC, LOG, NOTE, AL, EM = "Malt and hop supply terms 2025-26.pdf", "Mudlark Porter recipe v3.docx", "brew log 2025.xlsx", "taproom notes.md", "allergens.html", "RE duty return October.eml"
    q("number", "how much do we pay hollins per tonne of maris otter now", T, ["712"], [(T, "Maris Otter is fixed at £712 per tonne")])
    q("yesno", "can we give notice to the hop co-op in the middle of the crop year?", T, ["no,", "no.", "no ", "cannot", "can't", "can not", "not be given"], [(T, "cannot be given notice during the crop year")])
    q("fact", "boil time for the mudlark porter", RC, ["70 min", "seventy min", "70-min"], [(RC, "Boil for 70 minutes, not 90 as in version 2")], note="v2 (90 minutes) is superseded")
    q("table", "litres packaged in brew 321?", LOG, [str(r(321)[7]), "{:,}".format(r(321)[7])], [(LOG, " | ".join(str(v) for v in r(321)[:8]))])
    q("fact", "which brew did we have to dump and why", LOG, all=[["318"], ["lacto", "infection"]], ev=[(LOG, "DUMPED - lacto infection")])
    q("fact", "what is the carriage charge if a brackwater order is small", T, ["£48", "48 pounds", "48"], [(T, "a carriage charge of £48 applies to any order under 500 kg")])
    q("table", "does the oyster bed stout contain lactose", AL, ["yes", "contains lactose", "does contain"], [(AL, "Oyster Bed Stout cask | yes | no | yes | yes | no | no")])
    q("date", "When is the October beer duty due?", EM, ["25 nov", "nov 25", "november 25", "25th nov", "25th of nov", "2025-11-25", "25/11/2025", "25/11", "25.11"], [(EM, "due by 25 November by direct debit")])
    q("keyword", "growler deposit", NOTE, ["£8", "8 pounds", "8 gbp", "£ 8", "8.00"], [(NOTE, "Deposit £8")])
    ct = tot["Curlew Best"]
    assert all(rows)
    left = [x for x in crow[1:] if not x[5]]
    q("compute", "how many casks in the autumn list have not come back yet?", "casks_out_autumn.csv", [str(len(left))], [("casks_out_autumn.csv", left[0][0])], calc="%d rows of %d with an empty 'Returned' column: %s" % (len(left), len(crow)-1, ", ".join(x[0] for x in left)))
    hop = 120*14.60 + 80*13.95
    q("compute", "what do the committed goldings and fuggle cost us together at the contract prices", T, fmt_money(hop), [(T, "120"), (T, "14.60"), (T, "13.95")], calc="120 x 14.60 + 80 x 13.95 = %.2f" % hop)
    q("library", "which files are about the mudlark porter recipe?", None, all=[["Mudlark Porter recipe v3"], ["mudlark porter v2"]], ev=[(RC, "Mudlark Porter - recipe sheet, version 3"), ("mudlark porter v2 (old).txt", "MUDLARK PORTER v2")])
    q("absent", "what does the electricity for the cold store cost per month", refuse=True, gone=["electric", "kwh", "cold store"])
    q("near-absent", "grist for the samphire pale?", refuse=True, gone=["samphire pale recipe"], note="only the Mudlark Porter recipe is in the folder; Samphire Pale stands only in logs, duty, allergens")
    q("near-absent", "alpha acid of the Challenger hops from teme valley", refuse=True, gone=["challenger"], note="the table lists Goldings, Fuggle, Jester, Olicana")
    q("followup", "and for the bottled version?", RC, ["nine months", "9 months"], [(RC, "Best before is eight weeks from racking for cask and nine months for bottle")], prev="how long is the best before of mudlark porter in cask?")
    q("table", "duty on the oyster bed stout in the october return?", EM, ["292.91"], [(EM, "Oyster Bed Stout,420,5.7,draught 3.5-8.4,292.91")], note="in the attached CSV of the mail")
    return q.items
