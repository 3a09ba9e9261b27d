from lib import *
def build():
    f = F("hairdresser"); q = Q("hairdresser", "hair"); R = random.Random(64)
    f.receipt("IMG_2041.png", ["#BEAUTY TRADE DIRECT", "Unit 6 Pottery Lane Stoke ST4", "VAT No GB 417 2290 33", "----------------------------------", "12 SEP 2025  10:48    Till 2", "Customer: T2207 D BARLOW", "----------------------------------", "Colour tube 6N  x6         41.70", "Colour tube 8A  x4         27.80", "Developer 20vol 4L          9.95", "Foil roll 500m              14.40", "Nitrile gloves M 100         8.25", "----------------------------------", "Subtotal                   102.10", "Trade discount 5%           -5.11", "VAT 20%                     19.40", "TOTAL GBP                  116.39", "Paid: VISA DEBIT *3305", "----------------------------------", "No refund on opened colour.", "Returns 14 days with this receipt"], size=28, w=780)
    f.receipt("receipt scissors sharpening.png", ["#EDGE & SON", "Mobile sharpening service", "07700 900 623", "--------------------------------", "Date 03/10/2025", "For: Dawn Barlow", "", "2 x shears 5.5in @ 18.00   36.00", "1 x thinning                22.00", "1 x clipper blade             9.00", "call-out                     waived", "", "TOTAL                     GBP 67.00", "PAID CASH   with thanks", "", "Next visit due: January 2026", "We do not sharpen razors"], size=30)
    f.scan("scan insurance letter.pdf", [["#Fernleigh Mutual Insurance", "14 Harbour Street, Hull HU1", "", "Mrs D Barlow", "Barlow Mobile Hair", "22 Cobridge Road", "Stoke-on-Trent ST1", "", "4 August 2025", "", "Policy number: FM/HB/339027", "", "#Renewal of your treatment liability policy", "", "Dear Mrs Barlow,", "", "Your policy is due for renewal on 1 September 2025.", "The premium for the year is £168.40, or twelve monthly", "payments of £15.10.", "", "You are covered for:", "  public liability up to £2,000,000", "  treatment risk (cutting, colouring, perming) up to £500,000", "  tools away from home up to £1,500, excess £75", "", "You are NOT covered for:", "  eyelash treatments and ear piercing", "  tools left in a vehicle overnight", "  work outside the United Kingdom", "", "A skin test must be done 48 hours before every colour.", "If there is no record of the test, we will not pay.", "", "Yours sincerely,", "P. Oduya, Renewals Team"]], size=34)
    f.scan("scan MOT and van lease.pdf", [["#Trent Vale Vehicle Leasing", "Lease agreement  TV-60118", "", "Hirer:       Dawn Barlow, sole trader", "Vehicle:     Citroen Berlingo 1.5, white", "Registration: DX21 KMV", "Term:        36 months from 15 March 2024", "Monthly:     £214.00 plus VAT", "Mileage:     10,000 a year, then 9p per mile", "", "1. The hirer insures the vehicle comprehensively.", "2. Servicing is included. Tyres are not included.", "3. Early return costs half of the rentals still due.", "4. No smoking and no animals in the vehicle.", "5. Signwriting is allowed if it can be removed.", "6. The vehicle may not be bought at the end.", "", "Signed: D Barlow      12 March 2024"], ["#MOT TEST CERTIFICATE (copy)", "", "Registration  DX21 KMV", "Date of test  18 March 2025", "Odometer      31,406 miles", "Result        PASS", "Expires       17 March 2026", "", "Advisories:", "  nearside front tyre worn close to legal limit", "  slight oil leak, engine", "", "Tester: J. Mellor, Etruria MOT Centre"]], size=36, seed=4)
    cl = ["Mrs Pickering", "Joan H", "Betty Salt", "Kayleigh", "Mr Ashmore", "Oak House (care home)", "Priya", "Shelley & girls", "Mrs Tunnicliffe", "Donna", "Fr Keogh", "Maureen B", "Zoe"]
    sv = [("wash & set", 16), ("dry trim", 12), ("cut & blow dry", 24), ("full colour", 48), ("perm", 45), ("gents", 10), ("half head foils", 55)]
    bk, d = [], dt.date(2025, 10, 1)
    for i in range(40):
        c = cl[(i*4+R.randrange(3)) % 13]; s, p = R.choice(sv)
        ok = {"Mr Ashmore": [5], "Fr Keogh": [5], "Joan H": [0], "Betty Salt": [0, 1], "Kayleigh": [6, 2], "Mrs Pickering": [3, 2], "Mrs Tunnicliffe": [1, 2], "Maureen B": [0, 4], "Priya": [2, 3], "Shelley & girls": [1], "Donna": [2, 3], "Zoe": [2, 6]}.get(c, [0])
        s, p = sv[R.choice(ok)]
        if "Oak" in c: s, p = "care home morning (6 sets)", 84
        st = "cancelled" if i in (9, 22, 31) else "no show" if i in (14, 19) else "done"
        bk.append([d, "%02d:%s" % (9+i*2 % 8, R.choice(["00", "30"])), c, s, p, R.choice([0, 0, 2, 3, 5]) if st == "done" else 0, st, ("bank" if "Oak" in c else R.choice(["cash", "cash", "card"])) if st == "done" else ""]); d += dt.timedelta(days=R.choice([0, 1, 1, 2])); d += dt.timedelta(days=1 if d.weekday() == 0 else 2 if d.weekday() == 6 else 0)
    done = [b for b in bk if b[6] == "done"]
    f.xlsx("bookings oct-nov.xlsx", [("Bookings", [["BARLOW MOBILE HAIR  bookings Oct/Nov 2025"], ["no shows are charged half from 1 December, NOT before"], [], ["Date", "Time", "Client", "Service", "Price £", "Tip £", "Status", "Paid by"]] + bk + [[], ["TOTAL done", None, None, None, sum(b[4] for b in done), sum(b[5] for b in done)]]),
        ("Prices", [["Service", "Now £", "From 1 Jan 2026 £", "Minutes"], ["wash & set", 16, 17, 45], ["dry trim", 12, 13, 25], ["cut & blow dry", 24, 26, 50], ["full colour", 48, 52, 110], ["perm", 45, 49, 120], ["gents", 10, 10, 20], ["half head foils", 55, 58, 105], ["bridal trial", 60, 65, 90]])])
    bank = [["Date", "Description", "Money in", "Money out", "Balance"]]; bal = 1284.55; mv = [("01/10/2025", "SUMUP PAYOUT", 142.3, 0), ("02/10/2025", "TRENT VALE LEASING", 0, 256.8), ("03/10/2025", "CASH WITHDRAWAL", 0, 80), ("06/10/2025", "FERNLEIGH MUTUAL DD", 0, 15.1), ("07/10/2025", "OAK HOUSE CARE LTD", 336, 0), ("08/10/2025", "SHELL ETRURIA", 0, 48.17), ("10/10/2025", "SUMUP PAYOUT", 219.6, 0), ("13/10/2025", "BEAUTY TRADE DIRECT", 0, 88.42), ("14/10/2025", "HMRC SELF ASSESSMENT", 0, 310), ("15/10/2025", "GIFFGAFF", 0, 10), ("17/10/2025", "SUMUP PAYOUT", 187.15, 0), ("20/10/2025", "SHELL ETRURIA", 0, 51.3), ("22/10/2025", "BET365 REFUND", 20, 0), ("24/10/2025", "SUMUP PAYOUT", 265.9, 0), ("27/10/2025", "BEAUTY TRADE DIRECT", 0, 134.06), ("28/10/2025", "KWIK TYRES HANLEY", 0, 74.99), ("30/10/2025", "INTEREST", .43, 0), ("31/10/2025", "SUMUP PAYOUT", 203.75, 0)]
    for a, b, i, o in mv:
        bal = round(bal+i-o, 2); bank.append([a, b, "%.2f" % i if i else "", "%.2f" % o if o else "", "%.2f" % bal])
    f.csv("statement_oct.csv", bank)
    f.json("clients_export.json", {"exported": "2025-11-09T19:22:04", "app": "SnipBook", "clients": [
        {"name": "Mrs Pickering", "street": "Basford Park Road", "skin_test": "2025-09-02", "colour": "6N + 20 vol", "allergies": [], "notes": "hard of hearing, knock loudly"}, {"name": "Joan H", "street": "Lord Street", "skin_test": None, "colour": None, "allergies": ["lanolin"], "notes": "set only, rollers pink and grey"}, {"name": "Betty Salt", "street": "Waterloo Road", "skin_test": None, "colour": None, "allergies": [], "notes": "dog bites, ring first"}, {"name": "Kayleigh", "street": "Festival Way", "skin_test": "2025-10-06", "colour": "8A toner", "allergies": ["PPD"], "notes": "NO permanent colour, foils with bleach only"}, {"name": "Priya", "street": "College Road", "skin_test": "2025-10-20", "colour": "4/0 half inch regrowth", "allergies": [], "notes": "bridal trial 22 November, wedding 6 December"}, {"name": "Mrs Tunnicliffe", "street": "Hartshill Road", "skin_test": "2024-11-11", "colour": "7C", "allergies": ["latex"], "notes": "skin test out of date!! use vinyl gloves"}, {"name": "Donna", "street": "Leek Road", "skin_test": "2025-08-19", "colour": "5R", "allergies": [], "notes": "owes 24 from September"}, {"name": "Maureen B", "street": "Victoria Road", "skin_test": None, "colour": None, "allergies": [], "notes": "perm every 10 weeks, last 30 September"}, {"name": "Zoe", "street": "Ash Grove", "skin_test": "2025-07-01", "colour": "balayage", "allergies": [], "notes": "moved to Crewe, do not book"}]})
    f.text("notes to self.txt", """
- no work on Mondays, no bookings after half 6, not even for Donna
- cancel less than 24h = free the first time, then £10
- Oak House: Tuesdays 9.30, ask for Bev not the manager. 6 residents, £14 each, they pay end of month by bank. they DON'T want perms any more (smell). they owe for 25 Nov? check
- Travel: inside the D-road free, Newcastle-under-Lyme +£3, anything further +45p a mile. Leek = no
- tax: accountant is Colin Frith, needs everything by 30 November, fee £240. keep tips separate, tips DO count as income
- wedding Priya 6 Dec, 4 bridesmaids + mum, start 7am, price agreed £290 all in, deposit £50 paid 2 Nov. If she cancels after 22 Nov the deposit is not given back
- gave Kayleigh patch test 6 Oct - reacted to PPD. never again!
- Christmas: last day 23 Dec, back 5 Jan. Christmas eve: Oak House only, 9 to 11, free mince pies
- new dryer: the Parlux died 1 Nov. Sister says Dyson, 5 x dearer, no thanks. Parlux Alyon £129 at BTD
- sumup takes 1.69 %
- Gift vouchers valid 12 months, can't be used for gents or swapped for money
""")
    f.eml("Re_ wedding 6 Dec.eml", "Priya Nair <priya.n@post.example>", "Dawn Barlow <dawn@barlowhair.example>", "Re: wedding 6 Dec", "Sun, 09 Nov 2025 20:14:00 +0000", """Hi Dawn,

Thanks so much for last week. Small changes:

 - there will be 3 bridesmaids not 4 (Anita can't fly in), mum stays, and my aunt Leela would like hers done too. So still five plus me. Hope the price stays the same?
 - the place is now the Moat House, not the Upper House. Room 214. Parking is behind the kitchen, tell them you are with the Nair wedding.
 - could you start at 6.30 instead of 7? The photographer comes at 9.45.
 - please NO hairspray near aunt Leela, she has asthma.

Trial on the 22nd is fine, 2 o'clock at mine. I have bought the comb, attached a picture list.

Priya x

> Hi Priya, trial confirmed 22 Nov. I bring the hot rollers. Flowers for the hair
> are not included, the florist should hand them to me by 8. Dawn
""", [("list.txt", "Comb: gold with pearls, left side\nBridesmaids: low bun, gypsophila\nMum: blow dry, jasmine string\n", "text/plain")])
    I1, I2, S1, S2, B, BK, CJ, N, E = "IMG_2041.png", "receipt scissors sharpening.png", "scan insurance letter.pdf", "scan MOT and van lease.pdf", "bookings oct-nov.xlsx", "statement_oct.csv", "clients_export.json", "notes to self.txt", "Re_ wedding 6 Dec.eml"
    q("number", "how much was the foil roll", I1, ["14.40"], [(I1, "Foil roll 500m              14.40")])
    q("number", "total paid for sharpening the scissors", I2, ["67.00", "£67", "67"], [(I2, "TOTAL                     GBP 67.00")])
    q("yesno", "am i insured for eyelash treatments?", S1, ["no,", "no.", "not covered", "not insured", "aren't", "are not"], [(S1, "eyelash treatments and ear piercing")])
    q("date", "when does the MOT on the berlingo run out", S2, ["17 march 2026", "march 17", "17/03/2026", "17th march", "17th of march", "17 mar", "2026-03-17", "17 march"], [(S2, "Expires       17 March 2026")])
    q("fact", "can i buy the van when the lease ends", S2, ["no,", "no.", "may not", "cannot", "can't", "not be bought", "not "], [(S2, "The vehicle may not be bought at the end")])
    q("fact", "what is mrs tunnicliffe allergic to", CJ, ["latex"], [(CJ, '"latex"')])
    q("table", "price of a full colour from january", B, ["52"], [(B, "full colour | 48 | 52 | 110")])
    q("fact", "where is priyas wedding now?? and which room", E, all=[["Moat House"], ["214"]], ev=[(E, "the place is now the Moat House, not the Upper House. Room 214")])
    q("keyword", "policy number fernleigh", S1, ["FM/HB/339027", "339027"], [(S1, "Policy number: FM/HB/339027")])
    ns = [b for b in bk if b[6] == "no show"]; assert len({b[2] for b in ns}) == 2, ns
    q("multi", "who were the no shows in the bookings", B, all=[[b[2].split(" (")[0]] for b in ns], ev=[(B, " | ".join(str(v) for v in b[:7])) for b in ns], calc="rows with Status = no show: " + "; ".join("%s %s" % (b[0], b[2]) for b in ns))
    bt = 88.42+134.06
    q("compute", "how much went to beauty trade direct in october on the bank statement", BK, fmt_money(bt), [(BK, "BEAUTY TRADE DIRECT,,88.42"), (BK, "BEAUTY TRADE DIRECT,,134.06")], calc="88.42 + 134.06 = %.2f" % bt)
    q("library", "what is in the scan of the MOT and van lease?", S2, all=[["lease"], ["MOT"]], ev=[(S2, "Lease agreement  TV-60118"), (S2, "MOT TEST CERTIFICATE")])
    q("absent", "what rent do i pay for the salon chair", refuse=True, gone=["chair", "salon"])
    q("fact", "when was Betty Salt's skin test", refuse=False, file=CJ, accept=["none", "null", "no skin test", "not recorded", "no record", "no date", "not have", "hasn't", "never", "isn't", "not "], ev=[(CJ, '"name": "Betty Salt"')], note="skin_test is null: the record exists but holds no date; naming any date is wrong")
    q("near-absent", "street address of Mrs Whitmore", refuse=True, gone=["whitmore"])
    q("absent", "how much do i pay for the SnipBook app a month", refuse=True, gone=["subscription", "app fee"], note="SnipBook is named only as the exporting app")
    q("followup", "and if it happens again?", N, ["£10", "10 pounds", "10"], [(N, "cancel less than 24h = free the first time, then £10")], prev="what do i charge when someone cancels less than 24h before, first time?")
    return q.items
