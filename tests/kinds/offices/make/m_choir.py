"""Cantus Weirside: a choir run as a club."""
from common import *
import datetime as dt
library("choir")

MIN = [("minutes_2025-01-14.docx", "14 January 2025", "Parish hall", ["Theodora Vass (chair)", "Niall Brennock", "Yuki Harada", "Perpetua Lowe", "Otto Grahn"],
        [("Programme", "The summer concert will be on 28 June in St Brendan's. Theme: songs of the sea. Yuki conducts, Otto accompanies."),
         ("Fees", "The yearly fee rises from € 60 to € 72 from 2026. Votes: 4 for, 1 against (Otto Grahn)."),
         ("Scores", "Perpetua orders 35 copies of the Fennimore part songs, budget € 280.")], "11 February 2025"),
       ("minutes_2025-02-11.docx", "11 February 2025", "Niall's home", ["Theodora Vass (chair)", "Niall Brennock", "Perpetua Lowe"],
        [("Rehearsal weekend", "Booked: Youth hostel Kestrel Head, 9 to 11 May. Cost € 84 per person in double rooms, € 110 single. The club pays € 20 per member."),
         ("Piano", "The tuner wants € 145. Accepted. Niall lets him in on 3 March."),
         ("Scores", "Only 30 copies arrived. The missing five will be sent without charge.")], "11 March 2025"),
       ("minutes_2025-03-11.docx", "11 March 2025", "Parish hall", ["Theodora Vass (chair)", "Yuki Harada", "Perpetua Lowe", "Otto Grahn"],
        [("Concert", "St Brendan's is not available on 28 June because of a wedding. New date: 5 July, same place, 7 pm. Posters must be changed; Otto does it by 31 March."),
         ("Website", "The guest book is closed because of spam. Yuki looks for a new provider, at most € 9 a month."),
         ("New members", "Two altos and one bass have joined. We still need tenors. Perpetua writes an advertisement for the Weirside Gazette.")], "8 April 2025")]
for fn, d, place, who, tops, nxt in MIN:
    docx(fn, [("h1", "Minutes of the committee meeting"), ("t", [["Date", d], ["Place", place], ["Present", ", ".join(who)], ["Minutes taken by", "Perpetua Lowe"]])]
         + [x for i, (a, b) in enumerate(tops, 1) for x in (("h2", f"{i}. {a}"), ("p", b))] + [("p", "Next meeting: " + nxt)], header="Cantus Weirside e.V.")

odt("statutes.odt", [("h1", "Statutes of Cantus Weirside"), ("h2", "§ 1 Name and seat"), ("p", "The club is called Cantus Weirside and has its seat in Weirside. It was founded on 6 October 1987."),
    ("h2", "§ 2 Membership"), ("p", "Anyone aged 16 or over may become a member. Persons under 18 need the consent of a parent. Admission is decided by the committee after an audition of the voice; supporting members need no audition."),
    ("h2", "§ 3 End of membership"), ("p", "A member may leave at the end of each half-year with six weeks' written notice. A member who has not paid for two years is struck off, unless the committee has granted a deferral."),
    ("h2", "§ 4 Fees"), ("p", "The fee is due on 31 January. Pupils, students and trainees pay half. Honorary members pay nothing."),
    ("h2", "§ 5 General meeting"), ("p", "The general meeting takes place once a year in November. It is called by letter or e-mail three weeks in advance. It has a quorum if one fifth of the members are present."),
    ("h2", "§ 6 Committee"), ("p", "The committee consists of five persons: chair, treasurer, secretary, librarian and conductor. It is elected for three years. The conductor is not elected but appointed."),
    ("h2", "§ 7 Dissolution"), ("p", "The club can be dissolved only with a majority of three quarters. Its money then goes to the Weirside music school.")])

M = [("Vass", "Theodora", "Alto", 1999, "03.11.1961", "72,00", "yes"), ("Brennock", "Niall", "Bass", 2008, "17.02.1974", "72,00", "yes"), ("Harada", "Yuki", "conductor", 2019, "29.07.1988", "0,00", "yes"), ("Lowe", "Perpetua", "Soprano", 2003, "08.05.1969", "72,00", "yes"),
     ("Grahn", "Otto", "Tenor", 1994, "21.12.1955", "72,00", "no"), ("Sadowska", "Irena", "Soprano", 2016, "14.04.1990", "72,00", "yes"), ("Tremlett", "Gus", "Bass", 2025, "30.09.2004", "36,00", "yes"), ("Achterberg", "Fenna", "Alto", 2025, "11.01.1982", "72,00", "no"),
     ("Obuya", "Grace", "Alto", 2025, "25.06.1979", "72,00", "yes"), ("Marchbank", "Cecil", "Tenor", 1987, "02.03.1939", "0,00", "yes"), ("Dovrén", "Malin", "Soprano", 2021, "19.10.2001", "36,00", "no"), ("Pettifer", "Rowan", "Tenor", 2012, "07.08.1985", "72,00", "yes")]
text("member_list.csv", "Cantus Weirside;member list;as of 1 April 2025;;;;\r\n\r\nName;First name;Voice;Member since;Born;Fee 2026;Direct debit\r\n" + "".join(";".join(map(str, m)) + "\r\n" for m in M), "cp1252")

D = dt.date
xlsx("cash_book_2025.xlsx", {"Cash book": [["Cash book Cantus Weirside 2025"], ["Date", "Text", "Income €", "Expense €"], [D(2025, 1, 2), "Balance brought forward", 1834.20, None], [D(2025, 1, 31), "Fees by direct debit", 540, None], [D(2025, 2, 6), "Scores Fennimore", None, 272.5], [D(2025, 2, 20), "Donation bakery Holm", 150, None], [D(2025, 3, 3), "Piano tuner", None, 145], [D(2025, 3, 15), "Cake stall spring market", 217.4, None], [D(2025, 3, 28), "Youth hostel, down payment", None, 400], ["", "Total", ("=SUM(C3:C9)", 2741.6), ("=SUM(D3:D9)", 817.5)]],
     "Tickets": [["Tickets summer concert"], ["Category", "Price €", "Sold", "Takings €"], ["Adults", 14, 96, ("=B3*C3", 1344)], ["Reduced", 8, 41, ("=B4*C4", 328)], ["Children", 3, 27, ("=B5*C5", 81)], ["Total", None, ("=SUM(C3:C5)", 164), ("=SUM(D3:D5)", 1753)]]}, title_merge=4)

pptx("general_meeting_2024.pptx", [("General meeting 2024", ["Cantus Weirside", "22 November 2024, 7.30 pm, Parish hall"], "Remind everybody to sign the attendance list.", None),
     ("Report of the chair", ["38 active and 21 supporting members", "Four concerts, one wedding, one radio recording", "Oldest member: Cecil Marchbank, founder member"], "Thank Cecil personally; he gets a bottle of Madeira.", None),
     ("Choir trips", [], "The Lübeck trip made a loss of 312 euros because six people cancelled late.", [["Year", "Place", "Participants"], ["2022", "Ghent", "31"], ["2023", "Lübeck", "24"], ["2024", "Aarhus", "29"]]),
     ("Elections", ["Chair: Theodora Vass (re-elected, 33 votes)", "Treasurer: Niall Brennock (30 votes)", "Librarian: Otto Grahn (new, 27 votes)", "Term: three years"], "Counting by Fenna and Gus, two abstentions each time.", None)])

pdf("concert_programme_2025.pdf", [("h1", "Songs of the Sea"), ("p", "Summer concert of Cantus Weirside\nSaturday, 5 July 2025, 7 pm, St Brendan's Church"), ("h2", "First part"), ("ul", ["Fennimore: Three Part Songs op. 12", "Trad.: The Herring Lass", "Aalto-Brandt: Night at the Lighthouse (solo: Irena Sadowska)"]),
     ("h2", "Interval of 20 minutes"), ("p", "Drinks are served in the cloister. Food may not be brought into the church."), ("h2", "Second part"), ("ul", ["Grahn: Piano fantasy on a shanty (first performance)", "Quillon: Mass for the Fishermen, Kyrie and Gloria", "All together: Safe Harbour"]),
     ("h2", "Tickets"), ("p", "Adults 14 €, reduced 8 €, children 3 €. Advance sale: Bakery Holm and tickets@cantus-weirside.example. Wheelchair users enter by the north door; their companion has free entry.")], footer="Printed on recycled paper")

eml("AW Probenwochenende.eml", "Fenna Achterberg <fenna@post.example>", "Perpetua Lowe <secretary@cantus-weirside.example>", "Re: rehearsal weekend – questions", "Sun, 20 Apr 2025 21:03:00 +0200",
    "Hi Perpetua,\n\nI'm in! Single room please. I'm vegetarian and allergic to hazelnuts. I can take three people in my car,\nleaving from the station on Friday at 16.40. I can't stay for Sunday lunch, sorry.\n\nBed linen: do we bring it or hire it (5 €)?\n\nFenna\n", mid="c1")
text("rehearsals.vtt", "WEBVTT\n\n00:00:03.000 --> 00:00:08.500\n<v Yuki>Welcome to the practice track for the altos, Kyrie.\n\n00:00:09.000 --> 00:00:16.000\n<v Yuki>Please breathe before bar 23, not in bar 24.\n\n00:00:17.000 --> 00:00:25.000\n<v Yuki>The tempo is 66 for a quarter note, and we stay in G minor until letter D.\n\n00:00:26.000 --> 00:00:33.000\n<v Otto>And I give you the first note twice, it is a B flat.\n\n00:00:34.000 --> 00:00:41.000\n<v Yuki>At letter F only the second altos sing. The others wait for eight bars.\n")
