"""Writes files/sheep: the papers of Harriet Askerdale, hill sheep farmer (all invented)."""
import os
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib import colors
from reportlab.lib.units import mm
from reportlab.platypus import SimpleDocTemplate, Paragraph, Spacer, Table, TableStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from openpyxl import Workbook
from openpyxl.styles import Font
from docx import Document

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(os.path.dirname(HERE), "files", "sheep")
os.makedirs(OUT, exist_ok=True)
D = "/usr/share/fonts/truetype/dejavu/"
pdfmetrics.registerFont(TTFont("DV", D + "DejaVuSans.ttf"))
pdfmetrics.registerFont(TTFont("DVB", D + "DejaVuSans-Bold.ttf"))
pdfmetrics.registerFont(TTFont("DVS", D + "DejaVuSerif.ttf"))
B = ParagraphStyle("b", fontName="DV", fontSize=9.5, leading=13, spaceAfter=5)
H = ParagraphStyle("h", fontName="DVB", fontSize=11, leading=15, spaceBefore=6, spaceAfter=4)
T = ParagraphStyle("t", fontName="DVB", fontSize=14, leading=19, spaceAfter=8)
S = ParagraphStyle("s", fontName="DV", fontSize=7, leading=9, spaceAfter=3)
C = ParagraphStyle("c", fontName="DV", fontSize=8.5, leading=11)


def pdf(name, items):
    doc = SimpleDocTemplate(os.path.join(OUT, name), pagesize=A4, leftMargin=20 * mm,
                            rightMargin=20 * mm, topMargin=18 * mm, bottomMargin=18 * mm)
    flow = []
    for kind, val in items:
        if kind == "table":
            widths, rows = val
            t = Table([[Paragraph(str(c), C) for c in r] for r in rows], colWidths=[w * mm for w in widths])
            t.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.4, colors.grey),
                                   ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#e8e8e0")),
                                   ("VALIGN", (0, 0), (-1, -1), "TOP")]))
            flow += [t, Spacer(1, 6)]
        else:
            flow.append(Paragraph(val, {"b": B, "h": H, "t": T, "s": S}[kind]))
    doc.build(flow)


def text(name, s):
    with open(os.path.join(OUT, name), "w", encoding="utf-8", newline="") as f:
        f.write(s)


# ---------------------------------------------------------------- 1 grazing licence (pdf)
pdf("Nether Moss grazing licence 2025.pdf", [
    ("t", "THORNBY ESTATE – SEASONAL GRAZING LICENCE"),
    ("b", "Estate Office, Thornby Hall, Garsthwaite &nbsp;&nbsp; Ref. TE/GL/2025/07"),
    ("b", "Between the Trustees of the Thornby Estate (\"the Estate\") and Mrs Harriet Askerdale, High Scarth Farm, "
          "Garsthwaite (\"the Grazier\"). Land agent: Julian Prowse, Prowse &amp; Lethbridge."),
    ("h", "1. The land"),
    ("table", ([22, 60, 28, 58], [
        ["Parcel", "Name", "Area (ha)", "Remarks"],
        ["NM1", "Long Pasture", "4.8", "Mains trough by top gate, metered"],
        ["NM2", "Beck Field", "3.1", "Hay meadow; see clause 5"],
        ["NM3", "Tarn Allotment", "11.6", "Natural water only; rights of way cross it"],
        ["NM4", "Quarry Paddock", "0.9", "Not to be stocked before the wall is rebuilt*"]])),
    ("h", "2. Term and payment"),
    ("b", "The licence runs from 1 April to 30 November 2025. It gives a right to take the grass only and creates no tenancy. "
          "The fee is £1,860, payable as £1,110 on 1 April and £750 on 1 September. A payment more than 21 days overdue "
          "bears a charge of £40."),
    ("h", "3. Numbers"),
    ("b", "Until weaning, no more than 90 ewes with lambs at foot may be on the land as a whole. Once the lambs are off, the "
          "ceiling rises to 120 dry ewes. At no time may more than two rams be kept there, and no cattle, horses or goats."),
    ("h", "4. Fences, walls and gates"),
    ("b", "Running repairs costing £150 or less in any one case are the Grazier's affair and at her cost. Anything dearer is for "
          "the Estate, provided that it is reported with a photograph within seven days of being seen; if it is not, "
          "the Grazier bears half."),
    ("h", "5. Beck Field"),
    ("b", "Beck Field must be free of stock from 15 May to 20 July inclusive, so that curlew and redshank can hatch. "
          "By way of exception up to ten orphan lambs may be kept in the netted pen beside the road gate during that time. "
          "No feeder, ring or mineral bucket may stand within 15 metres of the beck at any season."),
    ("h", "6. Water"),
    ("b", "The Estate meets the water bill up to 200 cubic metres in the term; use beyond that is recharged at £2.35 per cubic metre."),
    ("h", "7. Chemicals and muck"),
    ("b", "No bagged fertiliser. Farmyard manure may be spread on Long Pasture only, between 1 August and 30 September. "
          "Thistles may be topped or spot-treated; blanket spraying needs the agent's letter of consent. "
          "Sheep dipped in organophosphate may not return to Tarn Allotment for 14 days after dipping."),
    ("h", "8. Insurance and subsidies"),
    ("b", "The Grazier shall show proof of public liability cover of at least £5 million before entry. Environmental "
          "payments on the land are claimed by the Estate and the Grazier shall make no claim on it."),
    ("h", "9. Ending early"),
    ("b", "Either side may end the licence by 28 days' notice in writing. Where the numbers in clause 3 are exceeded, "
          "the Estate may end it on 14 days' notice, with no refund. If the Estate ends it for any other reason, "
          "the fee is refunded in proportion to the days left."),
    ("h", "10. Shooting days"),
    ("b", "On the Estate's shooting days (the Grazier gets five days' warning by text) stock must be off Tarn Allotment "
          "from 8 a.m. until dusk. Two dogs at most may be brought on to the land, and these shall be working dogs."),
    ("s", "* The wall of Quarry Paddock is due to be rebuilt by the Estate's waller, T. Ormside, in June 2025; "
          "the agent will confirm by letter when the paddock may be used. No reduction of the fee is given meanwhile."),
    ("b", "Signed 19 March 2025: J. Prowse for the Trustees; H. Askerdale."),
])

# ---------------------------------------------------------------- 2 vet invoice (pdf)
pdf("Foldgate Vets invoice 20418.pdf", [
    ("t", "FOLDGATE VETERINARY GROUP"),
    ("b", "The Old Creamery, Market Foldgate. Farm line 01632 960 144 (24 hours). VAT reg. GB 000 4417 92"),
    ("b", "<b>Invoice 20418</b> – dated 31 March 2025 – account ASK003<br/>Mrs H. Askerdale, High Scarth Farm, Garsthwaite"),
    ("table", ([20, 78, 16, 26, 26], [
        ["Date", "Item", "Qty", "Each £", "Net £"],
        ["09 Mar", "Visit, out of hours (call 22:40, S. Marl)", "1", "118.00", "118.00"],
        ["09 Mar", "Replace prolapse, ewe 0388", "1", "54.00", "54.00"],
        ["13 Mar", "Visit, zone 2, daytime (P. Okoro-Lund)", "1", "46.00", "46.00"],
        ["13 Mar", "Caesarean section, ewe 0417", "1", "172.00", "172.00"],
        ["13 Mar", "Oxytocin injection (M)", "1", "12.80", "12.80"],
        ["18 Mar", "Calcium borogluconate 40%, 400 ml (M)", "4", "7.25", "29.00"],
        ["21 Mar", "Post-mortem examination, lamb", "1", "62.00", "62.00"],
        ["21 Mar", "Courier to laboratory", "1", "9.70", "9.70"],
        ["26 Mar", "Worm egg count, pooled sample", "3", "21.50", "64.50"]])),
    ("b", "Net 568.00 &nbsp;&nbsp; VAT at 20% 113.60 &nbsp;&nbsp; <b>Total now due £681.60</b>"),
    ("h", "Findings for your file"),
    ("b", "Post-mortem (lamb found dead 20 March, about four days old): watery mouth is ruled out; the picture is one of "
          "joint ill spreading to the liver. Culture grew Streptococcus dysgalactiae. Please look hard at navel dressing and "
          "at the straw in the small pens. Egg counts: Long Pasture group 150 eggs per gram, shed ewes 350, shearlings 50."),
    ("h", "Terms"),
    ("b", "Payment is due within 30 days of the invoice date. A prompt-payment reduction of 3% applies to professional services "
          "if we have cleared funds within 10 days; it does not apply to medicines (marked M) or to laboratory courier charges. "
          "Overdue accounts carry 1.5% a month. After 60 days, medicines are supplied only against cash."),
    ("b", "Ewe 0417: stitches are soluble. Penicillin cover was given; no milk or meat from this animal for 28 days from 13 March. "
          "We advise that she is not put to the ram again."),
    ("s", "Medicines cannot be taken back or credited once they have left the premises. Empty bottles and needles are accepted free "
          "of charge at the Market Foldgate branch on Thursdays; sharps tubs larger than 7 litres are charged at £6.50. "
          "Members of the Lambing Club (£9 a month) pay the daytime visit fee for out-of-hours calls between 1 March and 30 April; "
          "your account is not at present enrolled."),
])

# ---------------------------------------------------------------- 3 flock register (xlsx)
wb = Workbook()
ws = wb.active
ws.title = "Ewes"
EWES = [
    ["Tag", "Breed", "Born", "Condition Feb", "Scanned", "Tupped by", "Remarks"],
    ["0312", "Swaledale", 2018, 2.5, 2, "Baron", "broken mouth starting"],
    ["0319", "Swaledale", 2018, 3.0, 1, "Baron", ""],
    ["0327", "Swaledale", 2018, 2.0, 2, "Kestrel", "thin, feed extra"],
    ["0341", "Swaledale", 2019, 3.0, 2, "Baron", ""],
    ["0346", "Swaledale", 2019, 3.5, 1, "Kestrel", ""],
    ["0352", "Mule", 2019, 3.0, 3, "Hotspur", ""],
    ["0355", "Mule", 2019, 3.0, 2, "Hotspur", ""],
    ["0360", "Mule", 2019, 2.5, 3, "Hotspur", "lame Nov, near fore"],
    ["0371", "Swaledale", 2020, 3.0, 2, "Baron", ""],
    ["0374", "Swaledale", 2020, 3.0, 0, "Baron", "empty - second chance"],
    ["0380", "Swaledale", 2020, 3.5, 1, "Kestrel", ""],
    ["0388", "Mule", 2020, 3.5, 2, "Hotspur", "prolapse 9/3, cull"],
    ["0391", "Mule", 2020, 3.0, 2, "Padraig", ""],
    ["0396", "Mule", 2020, 2.5, 2, "Padraig", ""],
    ["0402", "Swaledale", 2021, 3.0, 2, "Kestrel", ""],
    ["0405", "Swaledale", 2021, 3.0, 1, "Kestrel", "jumps walls"],
    ["0411", "Swaledale", 2021, 2.5, 2, "Baron", ""],
    ["0417", "Mule", 2021, 3.0, 3, "Hotspur", "caesarean 13/3"],
    ["0422", "Mule", 2021, 3.5, 2, "Padraig", ""],
    ["0425", "Mule", 2021, 3.0, 3, "Padraig", ""],
    ["0431", "Mule", 2022, 3.0, 2, "Padraig", "reared pet, very tame"],
    ["0436", "Swaledale", 2022, 3.0, 1, "Baron", ""],
    ["0440", "Swaledale", 2022, 2.5, 0, "Kestrel", "empty - sold"],
    ["0444", "Swaledale", 2022, 3.0, 2, "Kestrel", ""],
    ["0449", "Texel x", 2022, 4.0, 1, "Hotspur", "watch copper"],
    ["0453", "Texel x", 2022, 3.5, 2, "Hotspur", "watch copper"],
    ["0458", "Texel x", 2023, 3.5, 1, "Padraig", "watch copper"],
    ["0460", "Swaledale", 2023, 3.0, 1, "Baron", "first time"],
    ["0463", "Swaledale", 2023, 2.5, 1, "Baron", "first time"],
    ["0467", "Mule", 2023, 3.0, 2, "Padraig", "first time"],
]
for r in EWES:
    ws.append(r)
ws2 = wb.create_sheet("Rams")
RAMS = [
    ["Name", "Tag", "Breed", "Born", "Bought from", "Price £", "Raddle 2024", "Remarks"],
    ["Baron", "R118", "Swaledale", 2020, "Cottersby Sale", 920, "blue", "registered"],
    ["Kestrel", "R124", "Swaledale", 2021, "D. Fothersgill", 640, "red", "registered"],
    ["Hotspur", "R131", "Texel", 2022, "Millrigg dispersal", 780, "green", "sound, a bit idle"],
    ["Padraig", "R135", "Bluefaced Leicester", 2022, "Cottersby Sale", 1150, "orange", "house in hard weather"],
    ["Moses", "R109", "Swaledale", 2018, "home-bred", None, "-", "teaser (vasectomised 2022)"],
]
for r in RAMS:
    ws2.append(r)
ws3 = wb.create_sheet("Lambing 2025")
LAMB = [
    ["Date", "Ewe", "Place", "Alive", "Dead", "Help", "Remarks"],
    ["2025-03-08", "0352", "shed", 3, 0, "none", "one fostered on to 0319"],
    ["2025-03-10", "0388", "shed", 2, 0, "hand", ""],
    ["2025-03-11", "0355", "shed", 2, 0, "none", ""],
    ["2025-03-13", "0417", "shed", 2, 1, "vet", "caesarean"],
    ["2025-03-13", "0453", "shed", 2, 0, "hand", ""],
    ["2025-03-14", "0360", "shed", 2, 1, "hand", "third backwards"],
    ["2025-03-15", "0391", "shed", 2, 0, "none", ""],
    ["2025-03-16", "0425", "shed", 3, 0, "none", "smallest to bottle"],
    ["2025-03-17", "0449", "shed", 1, 0, "hand", "big head"],
    ["2025-03-18", "0396", "shed", 1, 1, "none", ""],
    ["2025-03-19", "0422", "shed", 2, 0, "none", ""],
    ["2025-03-21", "0431", "shed", 2, 0, "none", ""],
    ["2025-03-22", "0467", "shed", 1, 1, "hand", "slow mother"],
    ["2025-03-24", "0458", "shed", 1, 0, "none", ""],
    ["2025-04-04", "0312", "Long Pasture", 2, 0, "none", ""],
    ["2025-04-05", "0341", "Long Pasture", 2, 0, "none", ""],
    ["2025-04-05", "0319", "shed", 1, 0, "none", "early fosterer kept in"],
    ["2025-04-06", "0327", "Long Pasture", 1, 1, "none", "found in beck"],
    ["2025-04-07", "0371", "Long Pasture", 2, 0, "none", ""],
    ["2025-04-09", "0346", "Long Pasture", 1, 0, "none", ""],
    ["2025-04-10", "0411", "Long Pasture", 2, 0, "hand", ""],
    ["2025-04-12", "0402", "Long Pasture", 2, 0, "none", ""],
    ["2025-04-14", "0444", "Long Pasture", 2, 0, "none", ""],
    ["2025-04-15", "0380", "Long Pasture", 0, 1, "none", "fox?"],
    ["2025-04-17", "0405", "Long Pasture", 1, 0, "none", ""],
    ["2025-04-19", "0436", "Long Pasture", 1, 0, "none", ""],
    ["2025-04-22", "0460", "Long Pasture", 1, 0, "hand", ""],
    ["2025-04-25", "0463", "Long Pasture", 1, 0, "none", "last one!"],
]
for r in LAMB:
    ws3.append(r)
ws4 = wb.create_sheet("Sales 2025")
SALES = [
    ["Date", "Mart", "Class", "Head", "£ per head", "Buyer", "Haulage £"],
    ["2025-01-16", "Cottersby", "cull ewes", 7, 88, "Brackwater Meats", 35],
    ["2025-02-06", "Market Foldgate", "store hoggs", 22, 97, "J. Tinnion", 20],
    ["2025-02-20", "Market Foldgate", "store hoggs", 15, 101, "Hallbank Farms", 20],
    ["2025-05-08", "Cottersby", "ewe with lambs", 3, 215, "R. Sowerthwaite", 35],
    ["2025-06-12", "Market Foldgate", "draft ewes", 6, 112, "E. Carrick", 20],
    ["2025-07-17", "Cottersby", "fat lambs", 18, 124, "Brackwater Meats", 35],
    ["2025-07-31", "Cottersby", "fat lambs", 12, 129, "Dunmail Foods", 35],
    ["2025-08-14", "Market Foldgate", "fat lambs", 25, 118, "Brackwater Meats", 20],
    ["2025-09-04", "Millrigg", "mule gimmer lambs", 14, 146, "A. Pattinmore", 60],
    ["2025-09-11", "Cottersby", "fat lambs", 9, 121, "Dunmail Foods", 35],
    ["2025-09-18", "Market Foldgate", "store lambs", 20, 84, "Hallbank Farms", 20],
    ["2025-10-02", "Cottersby", "draft ewes", 8, 106, "G. Wreay", 35],
]
for r in SALES:
    ws4.append(r)
for w in wb.worksheets:
    for c in w[1]:
        c.font = Font(bold=True)
wb.save(os.path.join(OUT, "flock register.xlsx"))

# ---------------------------------------------------------------- 4 medicine book (csv)
text("medicine book 2025.csv", """date,product,batch,animals,number,dose_ml_each,route,meat_withdrawal_days,given_by,reason
2025-01-09,Vermoxel 2.5%,VX2291,bought-in gimmers,6,8,oral,14,Harriet,quarantine drench
2025-01-09,Fluxicare LA,FC0810,bought-in gimmers,6,1.5,under skin,64,Harriet,quarantine scab
2025-01-30,Flukozan 5%,FZ117,all ewes housed,64,9,oral,56,Dan,fluke
2025-02-07,Heptagard P,HP5502,ewes early group,38,2,under skin,0,Harriet,booster before lambing
2025-02-07,Heptagard P,HP5502,ewe lambs first dose,11,2,under skin,0,Harriet,primary course
2025-02-28,Heptagard P,HP5519,ewes late group,46,2,under skin,0,Dan,booster before lambing
2025-03-07,Heptagard P,HP5519,ewe lambs second dose,11,2,under skin,0,Dan,primary course
2025-03-09,Tetrasol LA,TS88,ewe 0388,1,7,muscle,35,Harriet,after prolapse
2025-03-11,Ketaflo drench,KF301,ewe 0355,1,60,oral,0,Dan,twin lamb disease
2025-03-20,Spectrolam pump,SP14,lambs small pens,19,1,oral,14,Dan,watery mouth scare
2025-03-23,Penstrep,PS720,lambs small pens,8,0.5,muscle,21,Harriet,joint ill
2025-03-24,Penstrep,PS720,lambs small pens,8,0.5,muscle,21,Harriet,joint ill day 2
2025-03-25,Penstrep,PS720,lambs small pens,7,0.5,muscle,21,Dan,joint ill day 3
2025-04-17,Orfashield,OS61,pet lambs,9,scratch,skin,0,Harriet,orf
2025-05-12,Coxitol,CX44,shed lambs,41,4,oral,1,Dan,coccidiosis
2025-05-20,Tetrasol LA,TS88,ewe 0360,1,7,muscle,35,Harriet,foot rot
2025-06-03,Clikstop pour-on,CS930,lambs Long Pasture,52,20,along back,40,Dan,blowfly
2025-06-27,Clikstop pour-on,CS930,shorn ewes,112,25,along back,40,Harriet,blowfly
2025-07-02,Vermoxel 2.5%,VX2304,lambs Long Pasture,52,5,oral,14,Harriet,egg count 640
2025-07-21,Tetrasol LA,TS93,ram Hotspur,1,10,muscle,35,Dan,foot abscess
2025-08-06,Moxidane oral,MX10,lambs all fields,74,6,oral,14,Harriet,egg count 520 after Vermoxel
2025-09-25,Dipzon OP dip,DZ77,ewes and rams,116,plunge,dip,49,contractor,scab prevention
2025-10-08,Toxovax,TV208,ewe replacements,18,2,muscle,42,vet,toxoplasma
2025-10-20,Flukozan 5%,FZ131,ewes Tarn Allotment,58,9,oral,56,Dan,fluke
""")

# ---------------------------------------------------------------- 5 yard notes (md)
text("yard notes.md", """# Yard notes – HA (scruffy copy, keep on the nail)

## Phone list on the back of the door
- Fallen stock: Brundle & Daughter, 01632 960 871. Before 10 = same day. Ewe £24, lamb bag (up to 5) £12.
- Feed: Sallow Mill, ask for Noreen. Min. order 500 kg; she wants it by Tues for Fri wagon.
- Quad: Ivo at Crossgates Machinery. Loan bike £15/day while ours is in.
- Neighbour with the big freezer generator: Wilf Haverlock, Low Scarth.

## Feed (ewe rolls, 18%)
| weeks to lambing | singles | twins | triplets |
|---|---|---|---|
| 8 | - | 0.1 kg | 0.25 kg |
| 6 | - | 0.25 kg | 0.45 kg |
| 4 | 0.2 kg | 0.45 kg | 0.7 kg |
| 2 | 0.35 kg | 0.7 kg | 0.95 kg* |

*never more than 0.5 kg in one go – split am/pm. Empty ewes get hay and insults.

## Jan
4/1 Tank froze again. Lagged the shed pipe with old wool, works a treat, kettle no longer wanted.
11/1 Changed lick buckets: RumiRed out, GreenLick in. RumiRed has copper and the three Texel crosses can't take it. Eleven RumiRed left
-> Wilf for his bullocks.
22/1 Scanned w/ Tilly Raw: 75p a head + £20 call-out. Two empties.

## Mar
2/3 Night rota: Dan 10 pm–3 am, me 3–8. Sunday nights my sister Jude does Dan's bit.
13/3 Caesar on 0417. Cost a fortune. Three, two living. Vet says no more tup for her -> blue cross on shoulder = do not tup.
20/3 Dead lamb. Took to Foldgate. 23/3 it's joint ill. From today: navels dipped TWICE (birth and again 4 h later), pens limed between ewes,
iodine pot emptied daily not topped up.
30/3 Colostrum in freezer: 14 bags of 150 ml, ewe; 6 of cow (from Wilf) – cow ones have red tape.

## Apr / May
7/4 Turned out onto NM1. Marked twins w/ number both sides, singles near side only.
21/4 Took the hoggs off Tarn Allotment a month early: ticks thick as currants, two wobbly, vet thinks louping ill. Don't put young stock up
there before July.
9/5 Electric fence unit: reads 3.1 kV at the far end; want 4 or better. Trouble was the strainer by the ash, insulator cracked.
18/5 Netting pen Beck Field – 8 pets in there, allowed.

## June
12/6 Six draft ewes to Foldgate – 112. Not bad. E. Carrick again.
26/6 Shorn. 112 + 4. Finished half five. Fleeces 41 to a sheet is too many, tie at 35.
30/6 Wool cheque last year £61.20. Diesel to get there £14. Discuss.

## Aug
6/8 Lambs still 520 epg five weeks after Vermoxel so it isn't working, resistance they reckon. Gone to the Moxidane. Send a proper
before-and-after test next year, vial kits free from Foldgate.
23/8 Show. Second with the shearling gimmer, nowt with Kestrel. Judge from Northumberland liked them bigger.

## Passwords? NO. In the blue tin.
Gate padlock codes: top gate 4-wheel lock = year Dad bought farm. Quarry gate: ask estate.
""")

# ---------------------------------------------------------------- 6 shearing thread (mbox)
text("shearing thread.mbox", """From davy@pellshearing.example Mon May 05 19:12:00 2025
From: Davy Pell <davy@pellshearing.example>
To: Harriet Askerdale <harriet@highscarth.example>
Date: Mon, 5 May 2025 19:12:00 +0100
Subject: Clipping 2025
Message-ID: <c1@pellshearing.example>
Content-Type: text/plain; charset=utf-8

Now then Harriet,

Rates this year: ewes 1.95 a head, rams 3.90, hoggs 1.70. Minimum call 150 pounds. I can offer you
Saturday 14 June or Wednesday 18 June, start 8 in the morning. If you want us to wrap wool
it is 35p a fleece on top, otherwise you find your own wrapper.

Davy

From harriet@highscarth.example Tue May 06 21:40:00 2025
From: Harriet Askerdale <harriet@highscarth.example>
To: Davy Pell <davy@pellshearing.example>
Date: Tue, 6 May 2025 21:40:00 +0100
Subject: Re: Clipping 2025
Message-ID: <c2@highscarth.example>
In-Reply-To: <c1@pellshearing.example>
Content-Type: text/plain; charset=utf-8

Hello Davy, Wednesday 18 June please. 118 ewes and 4 rams, no hoggs. Jude will wrap so we don't need yours.
Do you still want the trailer on the concrete or can you work from the new shed?

H.

From davy@pellshearing.example Wed May 07 06:55:00 2025
From: Davy Pell <davy@pellshearing.example>
To: Harriet Askerdale <harriet@highscarth.example>
Date: Wed, 7 May 2025 06:55:00 +0100
Subject: Re: Clipping 2025
Message-ID: <c3@pellshearing.example>
Content-Type: text/plain; charset=utf-8

18th booked. New shed is grand so long as there is a 16 amp socket within 20 metres, my lead is no longer than that.
Sheep off grass twelve hours beforehand, bellies full is cruel and they kick. And dry. If they are wet when I come
we don't start and I charge 60 for the trip, unless you rang me by 6 that morning.
Three of us coming: me, Craig, and the new lad Benji. Dinner at noon if you are asking.

From harriet@highscarth.example Sun Jun 15 20:05:00 2025
From: Harriet Askerdale <harriet@highscarth.example>
To: Davy Pell <davy@pellshearing.example>
Date: Sun, 15 Jun 2025 20:05:00 +0100
Subject: Re: Clipping 2025
Message-ID: <c4@highscarth.example>
Content-Type: text/plain; charset=utf-8

Forecast is rotten Tuesday to Thursday. Can we shift to Monday 23rd, 7 o'clock start? Also sold six
last Thursday so it is 112 ewes now, rams still 4.

From davy@pellshearing.example Thu Jun 19 21:30:00 2025
From: Davy Pell <davy@pellshearing.example>
To: Harriet Askerdale <harriet@highscarth.example>
Date: Thu, 19 Jun 2025 21:30:00 +0100
Subject: Re: Clipping 2025
Message-ID: <c5@pellshearing.example>
Content-Type: text/plain; charset=utf-8

Harriet, I know I said yes to the 23rd on the phone but Benji has broken his wrist falling off a motorbike and I am
a man short. Best I can do is Thursday 26 June, one in the afternoon. For messing you about I'll do the ewes
at 1.80 this time, rams as before. Craig will bring his own gear.

From harriet@highscarth.example Fri Jun 20 07:15:00 2025
From: Harriet Askerdale <harriet@highscarth.example>
To: Davy Pell <davy@pellshearing.example>
Date: Fri, 20 Jun 2025 07:15:00 +0100
Subject: Re: Clipping 2025
Message-ID: <c6@highscarth.example>
Content-Type: text/plain; charset=utf-8

Poor lad. Thursday the 26th at one it is, and thank you for the price. They will be in from midnight. Jude still wrapping.
I'll pay by transfer this year, not cash – send the bank details on a proper bill please, the accountant nags. The wool sheets are
due at the Cottersby depot by 11 July so no later than that whatever happens.
Tea will be meat and potato pie; Craig's without onion, I remember.

H.
""")

# ---------------------------------------------------------------- 7 insurance (pdf)
pdf("Fellgate Mutual farm policy.pdf", [
    ("t", "FELLGATE MUTUAL – SMALL FARM POLICY"),
    ("b", "Policy FM-SF-77120. Member: Mrs Harriet Askerdale, High Scarth Farm. Period: 1 February 2025 to 31 January 2026."),
    ("b", "Premium £742.16 for the year including tax, or ten instalments of £77.90. Helpline 01632 960 505, weekdays 8 to 6."),
    ("h", "Section A – Livestock"),
    ("b", "We pay for sheep that die, or have to be put down on a vet's advice, because of fire, lightning, electrocution, "
          "collision on a public road, or attack by dogs. We pay up to these amounts:"),
    ("table", ([80, 45, 45], [
        ["Animal", "Most we pay per head", "Most in a year"],
        ["Breeding ewe", "£180", "£9,000"],
        ["Ram registered with a breed society", "£1,200", "£3,600"],
        ["Ram, other", "£400", "£1,200"],
        ["Lamb under six months", "£75", "£3,000"]])),
    ("b", "You bear the first £250 of each event. For dog attacks you bear only the first £100 where the dog's owner is known and the "
          "police were told within 48 hours."),
    ("b", "A.4 Theft. We pay for stolen sheep only if at least five are taken at one time, the police were told within 24 hours of "
          "discovery, and you can show a written count made in the previous 60 days."),
    ("b", "A.5 Snow. Loss under drifts is not insured, save where a red weather warning was in force and the sheep were below the fell wall."),
    ("b", "A.6 We do not pay for disease of any kind, poisoning by plants, bloat, or loss at lambing."),
    ("h", "Section B – Quad bike and trailer"),
    ("b", "Sum insured £5,400. Theft is insured between dusk and dawn only while the machine is in a locked building with the "
          "key taken out. By day it is insured anywhere on land that you farm, provided the key is out when no one is with it. "
          "Riders must be 16 or over and wear a helmet. Passengers are not insured. You bear £350, doubled for riders under 21."),
    ("h", "Section C – Buildings and fodder"),
    ("table", ([80, 45, 45], [
        ["Item", "Sum insured", "You bear"],
        ["Lambing shed", "£38,000", "£500"],
        ["Stone barn and loose boxes", "£61,000", "£500"],
        ["Hay and straw", "£6,000", "£200"],
        ["Tools and portable fencing", "£2,750", "£150"]])),
    ("b", "Stacks of more than 40 large bales must stand at least 10 metres from any building. Portable heaters and heat lamps "
          "in the lambing shed must hang from a chain, not from their cable; otherwise fire damage is settled at 50%."),
    ("h", "Section D – Liability to the public"),
    ("b", "£5 million any one event. Includes straying stock. Excludes farm visits for which you charge, unless told to us beforehand; "
          "up to three free open days a year are included."),
    ("h", "Claims"),
    ("b", "Tell us within seven days. Keep ear tags of dead sheep until our assessor has seen them or released them. "
          "Fallen stock may be collected as the law demands; take photographs first. Claims unpaid after 40 days from a full file earn you 4% interest."),
    ("s", "Small print. No-claims reduction: 10% after two years without a claim, 15% after four; a claim under Section A for dogs does not touch it. "
          "You may cancel within 14 days of receipt for a full refund; afterwards we keep £35 and charge by the month. "
          "Values are not index-linked: please review them each autumn. Section B does not extend to electric utility vehicles. "
          "Member's vote: one per policy, annual meeting in Market Foldgate."),
])

# ---------------------------------------------------------------- 8 show schedule (html)
text("garsthwaite show sheep schedule.html", """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Garsthwaite Show 2025 – Sheep Section</title>
<style>body{font-family:serif} td,th{border:1px solid #999;padding:2px 6px}</style></head>
<body>
<h1>Garsthwaite Show – Saturday 23 August 2025</h1>
<h2>Sheep section schedule</h2>
<p>Chief steward: Marjorie Tallentire. Entries to the secretary, Kenneth Ivegill, 3 Chapel Row, Garsthwaite.</p>
<h3>Entering</h3>
<p>Entries close on Saturday 2 August. Late entries are taken until 9 August at twice the fee; after that nothing is accepted.
The fee is £3 an exhibit for members of the Society and £5 for others. Young handlers (class 58) enter free.
No more than two entries from one flock in any class.</p>
<h3>Classes</h3>
<table>
<tr><th>Class</th><th>Exhibit</th><th>1st £</th><th>2nd £</th><th>3rd £</th><th>Trophy</th></tr>
<tr><td>41</td><td>Swaledale aged ram</td><td>30</td><td>20</td><td>10</td><td>Scarth Horn</td></tr>
<tr><td>42</td><td>Swaledale shearling ram</td><td>25</td><td>15</td><td>8</td><td>–</td></tr>
<tr><td>43</td><td>Swaledale ewe, having reared a lamb this year</td><td>25</td><td>15</td><td>8</td><td>Tinnion Cup</td></tr>
<tr><td>44</td><td>Swaledale shearling gimmer</td><td>20</td><td>12</td><td>6</td><td>–</td></tr>
<tr><td>47</td><td>Bluefaced Leicester ram, any age</td><td>30</td><td>20</td><td>10</td><td>Ivegill Salver</td></tr>
<tr><td>50</td><td>Mule gimmer lambs, pair</td><td>18</td><td>12</td><td>6</td><td>–</td></tr>
<tr><td>52</td><td>Texel or Texel cross, any</td><td>20</td><td>12</td><td>6</td><td>–</td></tr>
<tr><td>55</td><td>Fat lambs, pair, 38 to 45 kg each</td><td>22</td><td>14</td><td>7</td><td>Butchers' Bowl</td></tr>
<tr><td>57</td><td>Fleece, hill breed</td><td>12</td><td>8</td><td>4</td><td>–</td></tr>
<tr><td>58</td><td>Young handler, under 12</td><td>10</td><td>8</td><td>6</td><td>Rosettes to all</td></tr>
</table>
<h3>On the day</h3>
<ul>
<li>Sheep penned by 8.45 a.m. Judging from 9.30. Trailers leave the ring field by 9.</li>
<li>No sheep goes home before 3.30 p.m., unless the show vet signs it out.</li>
<li>Bring the movement form; no form, no pen.</li>
<li>Peat dip colouring is allowed in classes 41 to 44 only. Trimming of horns: no.</li>
<li>Hay is provided. Water is from the bowser by the beer tent.</li>
<li>The champion of the section is chosen from first-prize winners of classes 41 to 52 and receives £50 and the Askerdale Crook,
given in 1988 by the late Thomas Askerdale.</li>
</ul>
<h3>Prize money</h3>
<p>Collected from the secretary's tent between 2 and 4. Money not claimed by 30 September goes to the air ambulance. Trophies are held for a year and
must be returned clean by 1 August. Protests go to the chief steward in writing with £10, returned if upheld, within an hour of judging.</p>
<p><small>If the show is cancelled for disease control, fees are carried over; if for weather, they are kept by the Society.</small></p>
</body></html>
""")

# ---------------------------------------------------------------- 9 calendar (ics)
EV = [
    ("20250508T080000", "20250508T120000", "Cottersby mart - 3 ewes w lambs", "", ""),
    ("20250618T080000", "20250618T150000", "Shearing - Pell (booked 7 May)", "New shed", "Dinner at noon for three."),
    ("20250711T090000", "20250711T100000", "Wool sheets - last day at depot", "Cottersby depot, bay 4", "Take the grower number card."),
    ("20250823T074500", "20250823T170000", "Garsthwaite Show", "Showfield", "Leave 7.15. Movement form! Jude brings the chairs."),
    ("20250901T090000", "20250901T091500", "Pay estate second half - Nether Moss", "", "Bank transfer, ref TE/GL/2025/07"),
    ("20250925T073000", "20250925T130000", "Dipping, mobile dipper (Lorne Birkhead)", "Stone yard",
     "He charges 1.60 a head and takes the used dip away. Have 116 in by half seven. Rain = Lorne rings by 6."),
    ("20251009T093000", "20251009T150000", "Ram sale Cottersby", "Cottersby mart", "Looking for one Swaledale to follow Baron. Limit 900."),
    ("20251021T190000", "20251021T210000", "Hill farmers' group - talk on dung beetles", "Low Scarth, Wilf's kitchen", "Speaker Dr Anneka Strand. Bring cake."),
    ("20251024T100000", "20251024T103000", "Tups in - mules (Padraig, Hotspur)", "", "Early lot, for shed lambing from about 20 March."),
    ("20251108T100000", "20251108T103000", "Tups in - Swaledales (Baron, Kestrel)", "", "Raddle colours as last year, change every 17 days."),
    ("20260114T140000", "20260114T160000", "Health plan review w Siobhan Marl", "Kitchen", "Have the lameness tally and death list ready."),
    ("20260123T083000", "20260123T110000", "Scanning - Tilly Raw", "New shed", "Off feed overnight. She wants a second person to mark."),
    ("20260201T090000", "20260201T091500", "Fellgate Mutual renewal", "", "Review sums in autumn - shed worth more now."),
]
ics = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//High Scarth//Farm calendar//EN\r\n"
for i, (a, b, s, l, d) in enumerate(EV, 1):
    ics += f"BEGIN:VEVENT\r\nUID:hs{i:03d}@highscarth.example\r\nDTSTAMP:20250510T080000Z\r\nDTSTART:{a}\r\nDTEND:{b}\r\nSUMMARY:{s}\r\n"
    if l:
        ics += "LOCATION:" + l.replace(",", "\\,") + "\r\n"
    if d:
        ics += "DESCRIPTION:" + d.replace(",", "\\,") + "\r\n"
    ics += "END:VEVENT\r\n"
ics += "END:VCALENDAR\r\n"
text("farm calendar.ics", ics)

# ---------------------------------------------------------------- 10 health plan (docx)
d = Document()
d.add_heading("Flock health plan – High Scarth Farm", 0)
d.add_paragraph("Drawn up by Siobhan Marl MRCVS, Foldgate Veterinary Group, with Harriet Askerdale. Reviewed 14 January 2025. "
                "Holding number kept in the farm file. Flock: about 120 ewes, four working rams.")
d.add_heading("1. Where we stand", 1)
rows = [["Measure", "2023", "2024", "Target 2025"],
        ["Scanning percentage", "171", "168", "175"],
        ["Lambs lost, scanning to turnout (%)", "13.0", "14.5", "12"],
        ["Ewe deaths (%)", "3.2", "3.8", "3"],
        ["Lameness on count day (%)", "5.6", "4.1", "2"],
        ["Replacement rate (%)", "21", "19", "22"],
        ["Eight-week weight, twins (kg)", "17.9", "18.6", "20"]]
t = d.add_table(rows=0, cols=4)
t.style = "Table Grid"
for r in rows:
    cells = t.add_row().cells
    for c, v in zip(cells, r):
        c.text = v
d.add_heading("2. Animals coming in", 1)
d.add_paragraph("Bought-in sheep stay in the isolation paddock for 28 days. On arrival they are treated with two different wormers (one of the "
                "newer groups among them), kept off grass for 48 hours, and stood in the footbath. Sheep from a mart are blood tested for scab "
                "between day 14 and day 21; sheep bought straight from a farm with a scab-free letter need no blood test.")
d.add_paragraph("Our own sheep coming home from a show are kept apart for six days. They need no drench unless they grazed with others there. "
                "Hired rams are treated as bought-in sheep, except that the period is 21 days.")
d.add_heading("3. Vaccination", 1)
d.add_paragraph("Clostridial vaccine: adult ewes get one booster four to six weeks before lambing. Ewe lambs get two injections four weeks apart, the second "
                "at least a week before lambing. Rams have their yearly booster in September. Orf: pet lambs only, by scratch, because "
                "the live vaccine brings the virus on to clean ground. Toxoplasma: replacements once, not less than three weeks before tupping; "
                "a repeat is considered after two years.")
d.add_heading("4. Worms and fluke", 1)
d.add_paragraph("Egg counts on lambs every three weeks from June. Above 500 eggs per gram: treat. Between 250 and 500: test again in ten days. Below 250: "
                "leave alone. Adult ewes are not wormed at turnout unless condition is below 2. One in ten of the fittest lambs is left "
                "untreated at each drenching, so as to keep susceptible worms on the pasture.")
d.add_heading("5. Lameness", 1)
d.add_paragraph("No routine foot trimming: it delays healing and spreads infection between feet. Lame sheep are caught within three days and injected. A ewe treated twice in one season gets "
                "a yellow tag and is culled at weaning; registered ewes may be kept one more year if the vet agrees.")
d.add_heading("6. Newborn lambs", 1)
d.add_paragraph("Colostrum: 50 ml per kg within two hours of birth, 200 ml per kg in the first 24 hours. Navels: 10% iodine. "
                "A lamb below 37 °C and over five hours old is given glucose into the belly before warming; a younger one is dried, warmed and then tubed. "
                "Tail rings within seven days. Ram lambs are left entire unless they will be kept past Christmas.")
d.add_heading("7. Body condition", 1)
d.add_paragraph("Aim for 3.0 at tupping (hill ewes 2.5), 3.0 at scanning, no less than 2.5 at lambing. Ewes below 2 at weaning are fed apart, blood tested if they do not pick up "
                "within six weeks, and considered for sale.")
d.add_heading("8. To do before the next review", 1)
for x in ["Replace the footbath mat (Harriet, by April)", "Worm resistance test on one product (Foldgate, summer)",
          "Write down every lamb death with a cause (Dan)", "Ask about a liver fluke copro-antigen test (Siobhan)"]:
    d.add_paragraph(x, style="List Bullet")
d.save(os.path.join(OUT, "Flock health plan 2025.docx"))
print(sorted(os.listdir(OUT)))
