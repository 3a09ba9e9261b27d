"""Writes files/translator: the papers of Lisbet Quarrendon, freelance translator (all invented)."""
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
from pptx import Presentation
from pptx.util import Inches, Pt

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(os.path.dirname(HERE), "files", "translator")
os.makedirs(OUT, exist_ok=True)
D = "/usr/share/fonts/truetype/dejavu/"
pdfmetrics.registerFont(TTFont("DV", D + "DejaVuSerif.ttf"))
pdfmetrics.registerFont(TTFont("DVB", D + "DejaVuSerif-Bold.ttf"))
B = ParagraphStyle("b", fontName="DV", fontSize=9.5, leading=13.5, spaceAfter=6)
H = ParagraphStyle("h", fontName="DVB", fontSize=11, leading=15, spaceBefore=6, spaceAfter=4)
T = ParagraphStyle("t", fontName="DVB", fontSize=14, leading=19, spaceAfter=8)
S = ParagraphStyle("s", fontName="DV", fontSize=7, leading=9, spaceAfter=3)
C = ParagraphStyle("c", fontName="DV", fontSize=8.5, leading=11)


def pdf(name, items):
    doc = SimpleDocTemplate(os.path.join(OUT, name), pagesize=A4, leftMargin=22 * mm,
                            rightMargin=22 * mm, topMargin=20 * mm, bottomMargin=18 * mm)
    flow = []
    for kind, val in items:
        if kind == "table":
            widths, rows = val
            t = Table([[Paragraph(str(c), C) for c in r] for r in rows], colWidths=[w * mm for w in widths])
            t.setStyle(TableStyle([("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.grey),
                                   ("VALIGN", (0, 0), (-1, -1), "TOP")]))
            flow += [t, Spacer(1, 6)]
        else:
            flow.append(Paragraph(val, {"b": B, "h": H, "t": T, "s": S}[kind]))
    doc.build(flow)


def text(name, s):
    with open(os.path.join(OUT, name), "w", encoding="utf-8", newline="") as f:
        f.write(s)


def table(d, rows):
    t = d.add_table(rows=0, cols=len(rows[0]))
    t.style = "Table Grid"
    for r in rows:
        for c, v in zip(t.add_row().cells, r):
            c.text = v


# ---------------------------------------------------------------- 1 agency agreement (docx)
d = Document()
d.add_heading("Framework agreement for language services – version 3", 0)
d.add_paragraph("Between Lingvaro BV, Kadeweg 88, Oosterhaven (\"Lingvaro\"), and Lisbet Quarrendon, 4 Ropery Steps, Penmarsh (\"the Linguist\"). "
                "Signed 6 January 2025. It takes the place of version 2 of 2022.")
d.add_heading("1. Services and rates", 1)
table(d, [["Service", "Unit", "Danish–English", "Dutch–English"],
          ["Translation", "source word", "€0.125", "€0.115"],
          ["Second-linguist revision", "source word", "€0.045", "€0.04"],
          ["Proofreading of typeset pages", "hour", "€48", "€44"],
          ["Machine output, full post-edit", "source word", "€0.07", "€0.065"],
          ["Transcreation, advertising", "hour", "€75", "€70"]])
d.add_paragraph("Jobs whose value comes to less than €38 are paid at €38. The minimum is not applied where several small files are ordered together on one purchase order.")
d.add_heading("2. Matches from the memory", 1)
table(d, [["Band", "Share of full rate"], ["New words", "100%"], ["75–84%", "80%"], ["85–94%", "60%"], ["95–99%", "30%"],
          ["100%", "15%"], ["Repetitions", "10%"], ["In-context (101%)", "0%"]])
d.add_paragraph("In-context segments are locked and need not be read. No match reduction applies to transcreation.")
d.add_heading("3. Urgent and weekend work", 1)
d.add_paragraph("If less than 24 hours lie between the order and delivery, the rate rises by 25%. Work that has to be done on a Saturday or Sunday earns 40% more. "
                "The two are not added together: the higher counts. Neither applies when the Linguist herself asked for the later start.")
d.add_heading("4. Delivery and lateness", 1)
d.add_paragraph("A delay must be announced before the deadline passes. Late delivery that was not announced reduces the fee by 10% for every started period of 12 hours, "
                "up to half the fee. A delay announced in time costs nothing unless Lingvaro's client cancels because of it.")
d.add_heading("5. Complaints", 1)
d.add_paragraph("Lingvaro must complain within 15 working days of delivery, with examples. The Linguist first has the chance to put things right, within a period that fits the size of "
                "the job. Only then may the fee be reduced, and never by more than the cost of an outside reviser.")
d.add_heading("6. Cancellation by Lingvaro", 1)
d.add_paragraph("If a job is withdrawn after confirmation, work already done is paid in full. For reserved time of more than two days, a further 30% of the outstanding part is due, "
                "unless the withdrawal came at least five working days before the planned start.")
d.add_heading("7. Invoices and payment", 1)
d.add_paragraph("One invoice a month, sent by the 5th of the following month through the portal. Payment follows 45 days after the end of the month of the invoice. Bank charges within the single euro payments area are shared; "
                "outside it Lingvaro bears them. Purchase orders left uninvoiced for 12 months lapse.")
d.add_heading("8. Confidence and machines", 1)
d.add_paragraph("The Linguist keeps all texts confidential for five years after delivery. Texts may not be pasted into public machine translation or chat services. "
                "A locally installed engine may be used only if the project manager has agreed in writing. Files are deleted 90 days after delivery; the translation memory may be kept.")
d.add_heading("9. Clients", 1)
d.add_paragraph("For 18 months after the last job, the Linguist does not work directly for a client met through Lingvaro. This leaves aside clients with whom she had dealings before, "
                "as listed in the annex: Skagholm Maritime Museum; Pellworth Press.")
d.add_heading("10. End", 1)
d.add_paragraph("Either side may end the agreement with one month's notice. Jobs under way are finished. Oosterhaven law governs; the parties try mediation first.")
d.save(os.path.join(OUT, "Lingvaro framework agreement v3.docx"))

# ---------------------------------------------------------------- 2 book contract (docx)
d = Document()
d.add_heading("Translation contract: The Salt Year", 0)
d.add_paragraph("Pellworth Press Ltd, 17 Tannery Row, Wexcombe, and Lisbet Quarrendon agree the following on 3 February 2025 about the English translation of the novel "
                "\"Saltåret\" by Maren Thorsgaard (Halvmåne Forlag, 2021; about 84,000 words in Danish).")
for h, ps in [
    ("1. Delivery", ["The full typescript is due on 1 December 2025. A sample of the first three chapters is to be sent by 15 April 2025, so that the editor, Corin Ashgrove, can comment on voice. "
                     "If the translation is more than 60 days late and no new date has been agreed, the Press may withdraw and reclaim what it paid, less one third for work shown."]),
    ("2. Fee", ["The Press pays £8,400 as an advance against royalties: £2,800 on signature, £2,800 on acceptance of the typescript, £2,800 on publication or twelve months after acceptance, "
                "whichever comes first. If a grant from the Northern Letters Fund is given, the fee goes up by the grant less £500, kept by the Press for copy-editing."]),
    ("3. Royalties", ["Paperback: 1% of the net receipts up to 4,000 copies, 2% afterwards. E-book: 2.5% from the first copy. Audio: 10% of what the Press receives, shared equally with the author "
                      "if her contract so provides. Accounts are drawn up once a year to 31 March and sent by the end of June. Sums under £25 are carried forward."]),
    ("4. Credit", ["The translator's name stands on the front cover and on the title page, in every catalogue and on the website. If it is left off the cover by mistake, the Press corrects it at the next "
                   "printing and pays £300. Reviews quoted in advertising need not name her."]),
    ("5. Text", ["No change is made after acceptance without the translator's consent, house spelling and plain slips excepted. She sees first proofs and returns them within 14 days. "
                 "Corrections by her that go beyond 8% of the setting cost are charged to her, save those caused by the printer or the author."]),
    ("6. Rights", ["Copyright in the translation remains with the translator. The Press holds the licence for the United Kingdom, Ireland and the Commonwealth except Canada for seven years from publication. "
                   "If the book has been out of print for nine months and the Press does not reprint within six months of being asked, the rights return to her. "
                   "A print-on-demand edition does not count as being in print."]),
    ("7. Copies", ["She receives 12 free copies and may buy more at half price, not for resale."]),
    ("8. Warranty", ["She warrants that the translation is her own work and was not made by machine translation; dictionaries and terminology tools are allowed. "
                     "She is not answerable for libel contained in the original, but tells the Press of any passage that worries her."]),
    ("9. Expenses", ["One visit to the author in Denmark is reimbursed up to £450 against receipts. Appearances at festivals are paid separately at no less than £180 each."]),
]:
    d.add_heading(h, 1)
    for p in ps:
        d.add_paragraph(p)
d.add_paragraph("Signed: Corin Ashgrove for Pellworth Press; L. Quarrendon.")
d.save(os.path.join(OUT, "Salt Year - book contract.docx"))

# ---------------------------------------------------------------- 3 PI policy (pdf)
pdf("Harbourmark professional indemnity.pdf", [
    ("t", "HARBOURMARK UNDERWRITING – Language professionals' indemnity"),
    ("b", "Schedule LP-50331. Insured: Lisbet Quarrendon, translator, Penmarsh. Period 1 May 2025 to 30 April 2026. Premium £214.40 including tax."),
    ("table", ([70, 45, 45], [
        ["Cover", "Limit", "You pay first"],
        ["Negligent translation or revision", "£250,000 each claim", "£250"],
        ["Loss of client documents", "£25,000 in all", "£100"],
        ["Breach of confidence, data", "£100,000 in all", "£500"],
        ["Libel and copyright", "£50,000 in all", "£750"],
        ["Court attendance, per day", "£150 a day, 10 days", "nil"]])),
    ("h", "What is insured"),
    ("b", "Translation, revision, subtitling and transcription between any languages in which you hold a degree, a professional diploma or five "
          "years' proven practice. Interpreting is not insured, except by telephone or video where no one's liberty or health depends on it."),
    ("b", "Work passed on to a colleague is insured if she or he holds the same qualification as you and you have read the work before it leaves you. "
          "Otherwise the first £2,500 is yours."),
    ("b", "Work delivered before 1 May 2019 is outside this policy. Claims made during the period count, whenever the work was done after that date."),
    ("h", "What is not insured"),
    ("b", "Claims brought in the courts of the United States or Canada; fines; work on instructions for medical devices, unless endorsement 4 is bought (£96 a year; not taken); "
          "liability that you took on by contract beyond what the law would lay upon you, such as penalties for lateness; unedited machine output."),
    ("h", "When something goes wrong"),
    ("b", "Tell us in writing within ten days of hearing of a complaint that might lead to a claim, even if you think it groundless. Admit nothing and offer nothing, "
          "though you may correct the text free of charge. Send it to claims@harbourmark.example or by post to Custom Quay, Wexcombe."),
    ("h", "Fees and turnover"),
    ("b", "The premium rests on your declared turnover of £41,000. If turnover is over £50,000 at renewal, the rate is worked out afresh; a fall of more than a quarter earns a refund of 10%. "
          "Members of the Guild of Working Linguists pay 12% less: already taken off here."),
    ("s", "Run-off: if you retire, we insure past work for three years without charge, provided you held the policy for at least five years. Instalments carry 5% more. "
          "Cancellation in the first 14 days: full refund, if no claim was made. Worldwide except where stated. Complaints to the managing underwriter, Sabine Trelowarren."),
])

# ---------------------------------------------------------------- 4 guild letter (pdf)
pdf("Guild renewal letter 2026.pdf", [
    ("t", "Guild of Working Linguists"),
    ("b", "9 Scriveners' Yard, Wexcombe<br/>20 October 2025<br/>Member 11862 – Ms L. Quarrendon, Full Member since 2014"),
    ("b", "Dear Ms Quarrendon,"),
    ("b", "Your membership falls due on 1 January 2026. The council has set these subscriptions:"),
    ("table", ([60, 40, 50], [
        ["Grade", "By 31 December", "From 1 January to 28 February"],
        ["Full Member", "£168", "£186"],
        ["Associate", "£112", "£124"],
        ["Student", "£30", "£30"],
        ["Retired", "£56", "£62"],
        ["Fellow", "£205", "£227"]])),
    ("b", "Those unpaid on 1 March are struck from the directory and must apply anew, with a £45 joining fee. "
          "Payment by direct debit earns £8 off whichever rate applies; it must be set up by 10 December."),
    ("b", "<b>Hardship.</b> A member whose income from languages was under £14,000 in the last tax year may pay half. Parents on leave pay nothing for the "
          "months of leave. The two may not be combined. Apply to the membership officer, Ottoline Feather, before paying, because we cannot refund afterwards."),
    ("b", "<b>Professional development.</b> You recorded 23 of the 30 hours asked for. The shortfall can be carried over once, up to ten hours, if you tell us why. At most twelve hours "
          "may come from reading and private study; talks that you give count double. Your workshop at Skagholm in September is already counted. Hours are to be entered by 31 January."),
    ("b", "<b>Certification stamp.</b> Your stamp, number 0417-D, covers Danish into English. It does not extend to Dutch, in which you are not assessed; "
          "the next assessment session is on 14 March 2026 in Wexcombe, fee £130, entries by 9 January."),
    ("b", "<b>Directory.</b> Your entry lists museums and literature. Two further fields are free; each one after that costs £15 a year."),
    ("b", "<b>Annual meeting.</b> Saturday 7 February 2026, 11 a.m., Corn Exchange, Wexcombe, and online. Proxy forms reach us by noon on 4 February. "
          "The motion on charging for video workshops was deferred last year for want of a quorum (40)."),
    ("b", "Yours sincerely,<br/>Barnaby Inchmore, Secretary"),
    ("s", "The Guild's free legal line (20 minutes a case, twice a year) is for Full Members and Fellows. The lending library is closed while the building is rewired, because asbestos was found "
          "behind the shelves; dictionaries may be ordered by post, £4 a parcel."),
])

# ---------------------------------------------------------------- 5 jobs (xlsx)
wb = Workbook()
ws = wb.active
ws.title = "Jobs"
JOBS = [
    ["Job", "Ordered", "Client", "Pair", "Kind", "Words", "Rate", "Cur", "Fee", "Delivered", "Paid"],
    ["25-01", "2025-01-08", "Lingvaro", "DA-EN", "translation", 2400, 0.125, "EUR", 300.00, "2025-01-10", "2025-03-17"],
    ["25-02", "2025-01-13", "Lingvaro", "NL-EN", "translation", 1800, 0.115, "EUR", 207.00, "2025-01-15", "2025-03-17"],
    ["25-03", "2025-01-20", "Brygge Teater", "DA-EN", "surtitles", 5200, 0.11, "GBP", 572.00, "2025-01-31", "2025-02-14"],
    ["25-04", "2025-01-27", "private", "DA-EN", "certificate", 310, None, "GBP", 55.00, "2025-01-28", "2025-01-27"],
    ["25-05", "2025-02-03", "Pellworth Press", "DA-EN", "book, signature", None, None, "GBP", 2800.00, None, "2025-02-21"],
    ["25-06", "2025-02-06", "Lingvaro", "DA-EN", "revision", 6000, 0.045, "EUR", 270.00, "2025-02-10", "2025-04-14"],
    ["25-07", "2025-02-12", "Vandergroot Seeds", "NL-EN", "translation", 3500, 0.12, "GBP", 420.00, "2025-02-19", "2025-03-20"],
    ["25-08", "2025-02-24", "Skagholm Museum", "DA-EN", "translation", 7200, 0.13, "GBP", 936.00, "2025-03-07", "2025-04-02"],
    ["25-09", "2025-03-03", "private", "NL-EN", "letter", 640, None, "GBP", 70.00, "2025-03-05", "2025-03-04"],
    ["25-10", "2025-03-10", "Lingvaro", "NL-EN", "translation", 4200, 0.115, "EUR", 483.00, "2025-03-14", "2025-05-15"],
    ["25-11", "2025-03-18", "Lingvaro", "DA-EN", "post-edit", 9000, 0.07, "EUR", 630.00, "2025-03-25", "2025-05-15"],
    ["25-12", "2025-03-24", "Ostrel Shipping", "DA-EN", "translation", 2900, 0.14, "GBP", 406.00, "2025-03-27", "2025-06-30"],
    ["25-13", "2025-04-01", "private", "DA-EN", "certificate", 280, None, "GBP", 45.00, "2025-04-03", "2025-04-01"],
    ["25-14", "2025-04-07", "Skagholm Museum", "DA-EN", "translation", 3100, 0.13, "GBP", 403.00, "2025-04-14", "2025-05-09"],
    ["25-15", "2025-04-22", "Lingvaro", "DA-EN", "translation", 5600, 0.125, "EUR", 700.00, "2025-04-28", "2025-06-16"],
    ["25-16", "2025-05-06", "Vandergroot Seeds", "NL-EN", "translation", 2750, 0.12, "GBP", 330.00, "2025-05-12", "2025-06-10"],
    ["25-17", "2025-05-12", "Brygge Teater", "DA-EN", "surtitles", 4600, 0.11, "GBP", 506.00, "2025-05-23", "2025-06-06"],
    ["25-18", "2025-05-19", "Lingvaro", "NL-EN", "revision", 8000, 0.04, "EUR", 320.00, "2025-05-23", "2025-07-15"],
    ["25-19", "2025-06-02", "Ostrel Shipping", "DA-EN", "translation", 1950, 0.14, "GBP", 273.00, "2025-06-04", None],
    ["25-20", "2025-06-09", "private", "DA-EN", "certificate", 450, None, "GBP", 55.00, "2025-06-12", "2025-06-10"],
    ["25-21", "2025-06-16", "Lingvaro", "DA-EN", "transcreation", None, 75.0, "EUR", 450.00, "2025-06-20", "2025-08-14"],
    ["25-22", "2025-06-23", "Skagholm Museum", "DA-EN", "catalogue", 21500, 0.13, "GBP", 2795.00, "2025-09-01", "2025-09-26"],
    ["25-23", "2025-07-03", "Lingvaro", "NL-EN", "translation", 1200, 0.115, "EUR", 138.00, "2025-07-04", "2025-09-15"],
    ["25-24", "2025-07-14", "Holm & Tveit Law", "DA-EN", "translation", 3800, 0.15, "GBP", 570.00, "2025-07-21", "2025-08-20"],
    ["25-25", "2025-08-04", "private", "DA-EN", "letter", 520, None, "GBP", 62.00, "2025-08-06", "2025-08-04"],
    ["25-26", "2025-08-18", "Ostrel Shipping", "DA-EN", "translation", 2200, 0.14, "GBP", 308.00, "2025-08-22", None],
    ["25-27", "2025-09-08", "Lingvaro", "DA-EN", "translation", 6400, 0.125, "EUR", 800.00, "2025-09-15", "2025-11-14"],
    ["25-28", "2025-09-22", "Holm & Tveit Law", "DA-EN", "translation", 4400, 0.15, "GBP", 660.00, "2025-09-29", "2025-10-29"],
    ["25-29", "2025-10-06", "Vandergroot Seeds", "NL-EN", "translation", 5100, 0.12, "GBP", 612.00, "2025-10-15", None],
    ["25-30", "2025-10-13", "Lingvaro", "NL-EN", "post-edit", 7000, 0.065, "EUR", 455.00, "2025-10-17", None],
]
for r in JOBS:
    ws.append(r)
ws2 = wb.create_sheet("Expenses")
EXP = [
    ["Date", "What", "Supplier", "GBP", "Category"],
    ["2025-01-06", "Memory software, yearly", "Lexiloom", 219.00, "software"],
    ["2025-01-15", "Desk lamp", "Orrin & Daughters", 46.50, "office"],
    ["2025-02-11", "Nautical dictionary, 3rd ed.", "Quayside Books", 88.00, "books"],
    ["2025-03-02", "Chair, second hand", "private", 120.00, "office"],
    ["2025-04-30", "Indemnity insurance", "Harbourmark", 214.40, "insurance"],
    ["2025-05-14", "Train to Wexcombe, author event", "Coastline Rail", 37.20, "travel"],
    ["2025-06-20", "Dictation headset", "Bellweather Audio", 64.99, "office"],
    ["2025-07-09", "Dialect atlas of Jutland", "Quayside Books", 52.00, "books"],
    ["2025-08-12", "Ferry to Skagholm", "Nordsund Line", 143.00, "travel"],
    ["2025-09-12", "Guest house Skagholm, 2 nights", "Fru Ibsgaard", 158.00, "travel"],
    ["2025-09-30", "Accountant", "Merriweather Tolland", 280.00, "fees"],
    ["2025-10-21", "Backup drive 2 TB", "Orrin & Daughters", 71.00, "office"],
]
for r in EXP:
    ws2.append(r)
ws3 = wb.create_sheet("Clients")
CL = [
    ["Client", "Contact", "Terms (days)", "Currency", "Since", "Notes"],
    ["Lingvaro", "Femke Duyvestein", "45 EOM", "EUR", 2017, "portal; PO number on every line"],
    ["Skagholm Museum", "Jannik Rosenlund", "30", "GBP", 2012, "style sheet; loves a phone call"],
    ["Pellworth Press", "Corin Ashgrove", "21", "GBP", 2016, "contract"],
    ["Brygge Teater", "Astrid Holk", "14", "GBP", 2020, "pays early; surtitles max 38 characters a line"],
    ["Vandergroot Seeds", "Wim Vandergroot", "30", "GBP", 2019, "Latin names untouched"],
    ["Ostrel Shipping", "Graham Pyle", "30", "GBP", 2023, "slow - from now on half in advance"],
    ["Holm & Tveit Law", "Sigrun Tveit", "30", "GBP", 2024, "encrypted mail only"],
]
for r in CL:
    ws3.append(r)
for w in wb.worksheets:
    for c in w[1]:
        c.font = Font(bold=True)
wb.save(os.path.join(OUT, "jobs and money 2025.xlsx"))

# ---------------------------------------------------------------- 6 termbase (csv)
text("termbase skagholm.csv", """danish,english,status,field,added,remark
bolværk,wharf,approved,harbour,2023-03-02,not bulwark
bovspryd,bowsprit,approved,rigging,2023-03-02,
bundgarn,pound net,approved,fishing,2023-03-09,not bottom net
dæksbjælke,deck beam,approved,hull,2023-03-09,
fyrskib,lightship,approved,harbour,2023-03-09,one word
fyrskib,light vessel,rejected,harbour,2024-05-14,curator: too official
galease,galeas,approved,ship types,2023-04-17,Baltic trader; explain at first mention
galionsfigur,figurehead,approved,hull,2023-04-17,
jagt,jagt,approved,ship types,2023-04-17,italic; sloop-rigged coaster
jagt,yacht,rejected,ship types,2023-04-17,false friend
jolle,dinghy,approved,ship types,2023-05-20,
kahyt,cabin,approved,on board,2023-05-20,
kaj,quay,approved,harbour,2023-05-20,
klinkbygget,clinker-built,approved,hull,2023-05-20,
kravelbygget,carvel-built,approved,hull,2023-05-20,
kølsvin,keelson,approved,hull,2023-06-01,not swine!
lastrum,hold,approved,on board,2023-06-01,
lods,pilot,approved,people,2023-06-01,
lodsoldermand,senior pilot,pending,people,2025-07-02,or pilot master? ask Jannik
ralling,rail,pending,hull,2025-07-02,spelling of source odd (ræling)
reberbane,ropewalk,approved,crafts,2024-02-11,
redningsstation,lifeboat station,approved,harbour,2024-02-11,
sejlmager,sailmaker,approved,crafts,2024-02-11,
sildesalteri,herring saltery,approved,fishing,2024-05-14,
skibsbygger,shipwright,approved,crafts,2024-05-14,not shipbuilder for persons
skonnert,schooner,approved,ship types,2024-05-14,
spant,frame,approved,hull,2024-05-14,rib only in children's panels
strandfoged,strand reeve,pending,people,2025-07-15,or wreck officer
tjæretønde,tar barrel,approved,crafts,2025-07-15,
toldbod,custom house,approved,harbour,2025-07-15,
vod,seine,approved,fishing,2025-08-04,
ålekiste,eel chest,approved,fishing,2025-08-04,
ålekiste,eel trap,rejected,fishing,2025-08-04,holds live eels; catches nothing
""")

# ---------------------------------------------------------------- 7 mail thread (eml)
text("Re catalogue Hearts of Oak and Tar.eml", """From: Jannik Rosenlund <jannik@skagholm-museum.example>
To: Lisbet Quarrendon <lisbet@quarrendon-words.example>
Cc: Birthe Ankersen <birthe@skagholm-museum.example>
Date: Thu, 31 Jul 2025 15:22:00 +0200
Subject: Re: Re: Re: Catalogue "Hearts of Oak and Tar"
Message-ID: <k4@skagholm-museum.example>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

Dear Lisbet,

The printer has moved us, so you get some air: the whole catalogue is now wanted on Monday 1 September at noon (not 18 August).
The two essays still come first, but the 8th is fine for them instead of the 4th.

Other things:
- Loans from private owners: names are NOT printed any more, write "private collection". The lawyer insists since the quarrel last spring.
- Captions: the limit is 45 words, you asked. Only the model ships may go to 60.
- The essay on the herring women has been withdrawn because the author sold it to a newspaper first. Please don't translate it; if you have begun, bill us for what is done.
- Chronology on page 9: keep 1862, the 1864 in the Danish is our mistake.
- Birthe reads everything for us this time, not me, as I have leave from 11 August to 5 September. She prefers comments in the margin, no tracked changes.

We keep to the price, 13 pence a word on the Danish count, and the museum pays the ferry when you come to the workshop, but not the bed.
The opening is on Friday 10 October at five. You are on the list with one guest.

Kind regards,
Jannik

> On 28 July 2025 Lisbet Quarrendon wrote:
>
> Dear Jannik, I have 9,300 of the 23,400 words finished. Questions: how long may a caption be? Is it 1862 or 1864 for the
> pilot strike? Do we name the lenders (Fru Dalgas, the Kejser family)? And is "Hearts of Oak and Tar" final? My niece says it sounds like a cough sweet.
>
> > On 24 June 2025 Jannik Rosenlund wrote:
> >
> > Lovely that you can. Essays by 4 August, everything by Monday 18 August. Word count 23,400. Please name the lenders as in the list.
> > I shall read it myself. The title is final; the director has already ordered the banner. Captions we never measured.
> > You may subcontract the object list if you wish, but tell me to whom.
> >
> > > On 23 June 2025 Lisbet Quarrendon wrote:
> > >
> > > Dear Jannik, yes with pleasure. I will do it all myself, Maud helps me with nothing but the proofreading. I would need the photographs, at least small ones,
> > > as I can't translate a rope that I can't see. Is the rate as for the spring panels?
""")

# ---------------------------------------------------------------- 8 style sheet (html)
text("skagholm style sheet.html", """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Skagholm Maritime Museum – English style sheet</title></head><body>
<h1>English style sheet</h1>
<p>Skagholm Maritime Museum, edition 4, February 2025. Keeper of this sheet: Birthe Ankersen.</p>
<h2>Spelling and language</h2>
<p>British spelling with <em>-ise</em>. Ships are "it", never "she", save in quotations. No contractions on wall panels; in audio guides they are welcome.
Sentences on wall panels have at most 22 words. Exclamation marks only in the children's trail.</p>
<h2>Names</h2>
<ul>
<li>Names of ships: italic, without "the": <em>Fremad</em> sank in 1907.</li>
<li>Danish place names stay Danish, with Copenhagen and Jutland as the only exceptions.</li>
<li>Letters æ, ø, å are kept and never written ae, oe, aa, except in web addresses.</li>
<li>Titles such as Fru and Hr stay; Kaptajn becomes Captain.</li>
</ul>
<h2>Numbers, dates, measures</h2>
<table border="1">
<tr><th>Matter</th><th>Write</th><th>Do not write</th></tr>
<tr><td>Dates</td><td>4 May 1872</td><td>May 4th, 1872</td></tr>
<tr><td>Decades</td><td>1870s</td><td>seventies</td></tr>
<tr><td>Spans</td><td>1862–71</td><td>1862–1871</td></tr>
<tr><td>Numbers in words</td><td>up to twelve</td><td>up to ten</td></tr>
<tr><td>Length</td><td>metres; feet in brackets for ships only</td><td>feet alone</td></tr>
<tr><td>Weight of cargo</td><td>tonnes; old lasts explained in a note</td><td>lasts alone</td></tr>
<tr><td>Money</td><td>rigsdaler, no conversion</td><td>pounds</td></tr>
<tr><td>Time</td><td>3.15 pm</td><td>15:15</td></tr>
</table>
<h2>Quotations</h2>
<p>Single quotation marks, double inside. Verse is translated without rhyme, the Danish below it in smaller type. Letters by sailors keep their
misspelling only where a note would be longer than the letter.</p>
<h2>Object labels</h2>
<p>Order: name of object, maker, place, year, material, number. The inventory number comes last and in brackets. Unknown makers are left out, not called "unknown". A loan
is marked with a small anchor.</p>
<h2>Words we avoid</h2>
<p>"Primitive", "quaint", "seadog". We say "enslaved people", not "slaves". "Eskimo" is kept only in titles of historical works. "Native" is allowed of plants and oysters.</p>
<h2>Large print and audio</h2>
<p>Large-print guides are set from the same text and are not edited. Audio stops last 90 seconds at most, about 210 English words; for children, 60 seconds.
We stopped using the word "discover" in audio titles since visitors took it for a button.</p>
<p><small>Deviations: agreed by mail with the keeper. Edition 3 allowed -ize; please change it where you meet it.</small></p>
</body></html>
""")

# ---------------------------------------------------------------- 9 private clients (txt)
text("private clients - how I do it.txt", """PRIVATE CLIENTS - HOW I DO IT
(for Maud, if I fall under a bus. rewritten 2 Sept 2025)

PRICES (pay first, always, bank transfer or the card link)
birth, marriage, death certificate ........ 45, one page; 55 if there is anything on the back
divorce decree ............................ 85 up to 4 pp., then 15 a page
school report / diploma ................... 60, transcript of marks 20 per sheet on top
letters, old (readable) ................... 0.11 a word, min 30
letters, old (gothic hand) ................ 38 an hour, I look first and say how many hours
driving licence ........................... 30
second stamped copy ....................... 8 each if asked for with the order, 14 later
post: normal = free, tracked 6.50, abroad tracked 13

STAMP
Only Danish -> English gets the Guild stamp. For Dutch I send people to Joost Wiekema in Brackford (he'll say he's busy; he isn't).
English -> Danish: never, not even for friends. Aunt Grethe doesn't count.
Stamp every page, sign the last only. Copy of the original is stapled BEHIND. No staples through the embassy's ribbon, cut one off once and it cost us a
new apostille.
Apostille: we don't arrange it. Point them to the notary on Fish Street, Mrs Dalrymple-Voss, Tues & Thurs mornings.

DO NOT TAKE
- prescriptions, package leaflets, anything w/ a dose in it (insurance says no to devices, I say no to the rest)
- anything for use in a US court
- "just check this, it's from a machine" - quote it as a new translation

PRIVACY
Scans get deleted 6 weeks after the job is posted, paper originals go back recorded, never in a thin envelope. Register book (green) keeps name,
date, kind, number of pages - nothing else.
No photos of documents over chat: ask for the upload link. Reason: Mr Tamsin's passport ended up in a family group of 40 people.

RUSH
same day +50%, next day +25%, must be in by 10 in the morning. Not on Thursdays (choir + market).

WHEN I'M AWAY
22 Dec - 6 Jan closed. Christmas auto-reply is saved as "glogg".
Spring: probably last week of April, ferry permitting.
Keys: Maud, and the bakery.

LATE PAYERS
n/a for private (pay first!). Firms: reminder after 7 days, second after 21 with 40 fixed sum, then Tolland writes. Ostrel only w/ half up front since
they took three months over the March one.

FAMILY TREE PEOPLE
Lovely, but say at the start: first 15 mins of looking are free, after that the clock runs. Church books before 1814 have no columns, takes double.
""")

# ---------------------------------------------------------------- 10 workshop (pptx)
prs = Presentation()


def slide(title, bullets=None, rows=None, notes=None):
    s = prs.slides.add_slide(prs.slide_layouts[1] if bullets else prs.slide_layouts[5])
    s.shapes.title.text = title
    if bullets:
        tf = s.placeholders[1].text_frame
        tf.text = bullets[0]
        for b in bullets[1:]:
            tf.add_paragraph().text = b
    if rows:
        g = s.shapes.add_table(len(rows), len(rows[0]), Inches(0.7), Inches(1.9), Inches(8.4), Inches(3)).table
        for i, r in enumerate(rows):
            for j, v in enumerate(r):
                g.cell(i, j).text = v
    if notes:
        s.notes_slide.notes_text_frame.text = notes


slide("Writing labels that travel", ["Workshop for museum staff, Skagholm", "Saturday 13 September 2025, 10 to 3", "Lisbet Quarrendon"],
      notes="Thank Jannik in absence. Coffee at 11.15, soup at 12.30. Fire exit is through the net loft. Eighteen have put their names down, room holds 24.")
slide("Why labels fail in translation", ["Puns on the object's name", "Dialect words with no gloss", "Sentences that need the picture", "Too long in the first place: Danish grows by about 12% in English, German shrinks by 3%"],
      notes="Use the eel chest story here: it became a trap and a visitor complained to the press.")
slide("Our test: visitors in the rope hall, July", rows=[
    ["Label version", "Words", "Read to the end", "Could retell it"],
    ["A – old label", "118", "21%", "9%"],
    ["B – shortened", "62", "48%", "27%"],
    ["C – shortened, question on top", "64", "57%", "26%"],
    ["D – shortened, in two columns", "62", "39%", "22%"]],
    notes="160 visitors, forty per version. Do not oversell C: more people finish it, but no more remember it.")
slide("What we chose", ["Version B for the permanent rooms", "Version C only beside hands-on objects", "Columns dropped: people read across them", "Next test: audio, spring 2026"],
      notes="Director wanted C everywhere. We said no because the questions age badly and schools answer them aloud.")
slide("Exercise 1", ["Groups of three, 20 minutes", "Cut the tar barrel label from 90 words to 50", "Keep: year, place, one smell", "Swap with the next table and translate it back"],
      notes="Bring the barrel. Birthe has gloves.")
slide("Exercise 2: names and numbers", ["Find seven slips in the handout", "Check against the style sheet, edition 4", "Winner gets a jar of Fru Ibsgaard's pickled herring"],
      notes="Slips: ae for æ; the before ship; May 4th; -ize; feet alone; she; unknown maker.")
slide("Before you send a text out", ["Freeze it: no edits after sending", "Add photographs and sizes", "Mark what may be cut", "Name one person who answers questions", "Allow one day per 2,000 words, plus one"],
      notes="The last point is the one they will forget. Joke about the banner.")
slide("Afterwards", ["Slides: on the museum drive, folder Tekster", "Questions by mail until the end of October, free of charge", "Follow-up session planned for 21 February 2026, online"],
      notes="My fee is 420 plus ferry. Ask Birthe for a signed attendance list, Guild wants it.")
prs.save(os.path.join(OUT, "Workshop - labels that travel.pptx"))
print(sorted(os.listdir(OUT)))
