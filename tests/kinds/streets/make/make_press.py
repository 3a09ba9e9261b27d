"""Writes files/press below the working directory. Deterministic: fixed dates, no unseeded random."""
from desk import *

begin("press")

# ---------------------------------------------------------------- contract (PDF)
pdf("Contract Colley Glass Orchard SIGNED.pdf", "Memorandum of Agreement", [
 ("p", "Made on 11 March 2024 between Marion Colley of 3 Ropery Steps, Staithes (the Author) and Tern & Tiller Press Ltd of Unit 6, Old Ropewalk, Whitby (the Publisher) concerning a novel at present entitled The Glass Orchard (the Work)."),
 ("h", "1. Grant of rights"),
 ("c", "1.1", "The Author grants the Publisher the sole and exclusive right to publish the Work in the English language in volume form, printed and electronic, in the United Kingdom, Ireland and the Commonwealth excluding Canada."),
 ("c", "1.2", "The grant lasts seven years from the date of first publication. It may be renewed for further periods of three years by agreement in writing."),
 ("c", "1.3", "All rights not named in this Agreement stay with the Author, in particular stage rights, merchandising rights and every right in the characters apart from the Work."),
 ("h", "2. Delivery"),
 ("c", "2.1", "The Author shall deliver the complete typescript by 30 September 2024. Its length shall be 85,000 words, give or take ten per cent."),
 ("c", "2.2", "If the typescript is late the Author has sixty days of grace without any notice. After that the Publisher may end this Agreement by letter and the part of the advance already paid becomes repayable within three months."),
 ("c", "2.3", "Where the delay is caused by illness and a doctor confirms it in writing, clause 2.2 does not apply and the date is put back by up to six months."),
 ("c", "2.4", "The Publisher shall say within eight weeks of delivery whether the typescript is accepted, or list in writing the changes it asks for. The Author is not obliged to make more than two rounds of changes."),
 ("h", "3. Publication"),
 ("c", "3.1", "The Publisher shall publish the Work at its own expense within eighteen months of acceptance, unless prevented by war, strikes, fire or the failure of a printer."),
 ("c", "3.2", "Design, paper, price and size of the edition are for the Publisher to decide. The cover shall be shown to the Author, whose view shall be sought but is not binding. The title may be altered only with the Author's consent."),
 ("h", "4. Advance"),
 ("c", "4.1", "The Publisher pays the Author an advance of £2,400 on account of royalties: £800 on signature, £800 on acceptance of the typescript and £800 on publication."),
 ("c", "4.2", "The advance is not returnable except under clause 2.2 or where clause 13 has been broken."),
 ("h", "5. Royalties"),
 ("c", "5.1", "Paperback: eight per cent of the recommended retail price on the first 2,000 copies sold and ten per cent on all copies after that."),
 ("c", "5.2", "Hardback, if there is one: ten per cent of the recommended retail price."),
 ("c", "5.3", "Electronic book: twenty-five per cent of the Publisher's net receipts."),
 ("c", "5.4", "Where copies are sold at a discount of more than fifty-five per cent, the royalty is ten per cent of net receipts in place of the rates in 5.1 and 5.2."),
 ("c", "5.5", "No royalty is payable on review copies, copies damaged or lost, the Author's own copies under clause 8, or copies sold at or below the cost of manufacture."),
 ("h", "6. Subsidiary rights"),
 ("p", "The Publisher may license the following rights and shall share what it receives as shown."),
 ("t", [["Right", "Author", "Publisher"], ["Translation", "75%", "25%"], ["First serial", "80%", "20%"], ["Second serial and extracts", "60%", "40%"], ["Audio", "60%", "40%"], ["Large print", "50%", "50%"], ["Film and television", "85%", "15%"], ["Anthology and quotation", "50%", "50%"]], [80, 30, 30]),
 ("c", "6.1", "A licence for film and television needs the Author's agreement in writing. For the other rights the Publisher need only inform the Author before signing, except where the fee is below £150, when informing the Author in the next statement is enough."),
 ("h", "7. Accounts"),
 ("c", "7.1", "Accounts are made up twice a year, to 31 March and 30 September, and the statement and payment are sent within ninety days of those dates."),
 ("c", "7.2", "A sum below £25 is carried forward to the next statement."),
 ("c", "7.3", "The Publisher may hold back fifteen per cent of the royalties on printed copies as a reserve against returns in the first two accounting periods after publication, and not later. The reserve is released in the third statement."),
 ("c", "7.4", "The Author, or an accountant for her, may look at the books once a year on fourteen days' notice. If an error of more than five per cent to the Author's cost is found, the Publisher pays for the examination."),
 ("h", "8. Author's copies"),
 ("c", "8.1", "The Author receives ten free copies of the first edition and two of each reprint in a new form."),
 ("c", "8.2", "She may buy more at a discount of forty per cent from the retail price. Such copies may be resold only at her own readings and events, never to bookshops."),
 ("h", "9. Proofs"),
 ("c", "9.1", "The Author shall return corrected proofs within fourteen days. If she does not, the Publisher may treat them as passed."),
 ("c", "9.2", "The cost of the Author's alterations at proof stage, other than the correction of printer's errors, is the Author's to bear as far as it exceeds ten per cent of the cost of typesetting."),
 ("h", "10. Option"),
 ("c", "10.1", "The Publisher has the first refusal of the Author's next full-length novel on terms to be agreed. It has six weeks from receipt of the typescript to make an offer."),
 ("c", "10.2", "The option does not extend to poetry, to memoir, or to books for children."),
 ("h", "11. Reversion"),
 ("c", "11.1", "If the Work is out of print, or if fewer than fifty printed copies are sold in each of two accounting periods one after the other, the Author may give notice. If the Publisher has not reprinted within six months of that notice, all rights return to the Author."),
 ("c", "11.2", "For this clause a book that can be had only as an electronic book or by print on demand counts as out of print."),
 ("h", "12. Remainders"),
 ("c", "12.1", "The Publisher shall not remainder or pulp the Work within eighteen months of publication. Before doing so later it shall offer the stock to the Author at the remainder price, and she has twenty-one days to accept."),
 ("h", "13. Warranty"),
 ("c", "13.1", "The Author warrants that the Work is original, is not defamatory, and has not been published before in volume form. Chapter four, which appeared in the magazine Brackwater in autumn 2022, is excepted."),
 ("c", "13.2", "The Author shall not be liable for matter which the Publisher's lawyer has read and passed."),
 ("h", "14. Machine learning"),
 ("c", "14.1", "The Publisher shall not permit the Work to be used for the training of machine learning systems without the Author's separate consent in writing. Any fee for such use is shared 80 to the Author and 20 to the Publisher."),
 ("h", "15. Disputes and law"),
 ("c", "15.1", "A dispute goes first to a mediator named by both sides; each bears half the mediator's fee. This Agreement is made under the law of England and Wales."),
 ("p", "Signed: M. Colley, 11 March 2024. Signed for the Publisher: Ruth Ashdown, 13 March 2024. Witness: D. Hallam."),
], "Tern & Tiller Press / Colley / The Glass Orchard")

# ---------------------------------------------------------------- printer's quote (PDF)
pdf("Harrow+Finch quote Q-3391.pdf", "Quotation Q-3391", [
 ("p", "Harrow & Finch Book Printers, Canal Road, Selby. To: Tern & Tiller Press, attn. Callum Reyes. Date: 2 September 2025. Our contact: Yvonne Tasker, direct line 01757 555 0142."),
 ("p", "Thank you for your enquiry of 27 August. We are pleased to quote for three titles as below. All prices are in pounds and without VAT; books are zero-rated."),
 ("h", "A. Specification"),
 ("t", [["", "Coal Smoke and Candles", "Salt Ledger", "A Field of Small Bells (reprint)"], ["Format", "234 x 156 mm", "216 x 135 mm", "198 x 129 mm"], ["Pages", "288", "224", "80"], ["Text paper", "80 gsm cream bookwove", "80 gsm recycled white", "100 gsm cream wove"], ["Plates", "16 pp colour on 130 gsm silk", "none", "none"], ["Cover", "280 gsm, matt laminated", "300 gsm, uncoated", "300 gsm, uncoated, flaps"], ["Binding", "sewn sections", "notch bound", "sewn sections"]], [30, 48, 42, 48]),
 ("h", "B. Prices for the complete run"),
 ("t", [["Quantity", "Coal Smoke and Candles", "Salt Ledger", "A Field of Small Bells"], ["300", "-", "-", "£655"], ["500", "£2,310", "£1,240", "£840"], ["750", "£2,795", "£1,505", "£1,015"], ["1,000", "£3,240", "£1,760", "£1,190"], ["1,500", "£4,105", "£2,235", "£1,560"], ["Run-on per 100", "£168", "£92", "£71"]], [35, 48, 42, 43]),
 ("p", "If two of the titles are ordered for the same week we take 4% off both. If all three are ordered for the same week the reduction is 6%."),
 ("h", "C. Extras"),
 ("t", [["Item", "Price"], ["Spot varnish on cover", "£95 per title"], ["Ribbon marker", "£0.31 per copy"], ["Hard proofs by post", "£42 per title"], ["PDF proofs", "free"], ["Change of files after proof approval", "£60 plus £4 a page"], ["Shrink wrapping in tens", "£0.09 per copy"], ["Advance copies by courier (six)", "£28"]], [95, 55]),
 ("br",),
 ("h", "D. Delivery"),
 ("p", "Sewn books take 24 working days from approval of proofs, notch bound books 16 working days. Delivery to one address in Yorkshire is included. A second address costs £38. Delivery is to the kerb; if there is no fork lift at your end, tell us a week ahead and we send a van with a tail lift, £45."),
 ("p", "Cartons are packed to no more than 12 kg. Damage must be written on the delivery note at the time, or reported within three working days where it could not be seen from outside. After that we cannot replace copies."),
 ("h", "E. Overs and unders"),
 ("p", "The trade custom of five per cent over or under applies. Overs are charged at the run-on price, unders credited at the same price. For runs of 300 we deliver at least the number ordered."),
 ("h", "F. Payment"),
 ("p", "A third with the order, the rest 30 days from delivery. Customers with a clean account for two years or more, among whom we are glad to count you, pay the whole sum 45 days from delivery and nothing with the order. Late payment is charged at 2% a month."),
 ("h", "G. Cancellation"),
 ("p", "Before files arrive: free. After files, before plates: £120 per title. After plates: 35% of the price. Once printing has begun the whole price is due."),
 ("h", "H. Validity"),
 ("p", "This quotation holds for 60 days, except for the price of the silk paper for the plates, which our mill will hold only for 30 days. Storage of finished books is free for four weeks and then £6.50 a pallet a week."),
 ("p", "Yvonne Tasker, estimating. Please quote Q-3391 on your order. It replaces our Q-3307 of 12 June, which was worked out for a 256-page book."),
], "Harrow & Finch Q-3391")

# ---------------------------------------------------------------- style guide (DOCX)
docx("House style v4.docx", "Tern & Tiller Press: house style, version 4", [
 ("p", "In force for every manuscript that goes to copy-edit after 1 February 2025. Kept by Priya Nambiar. Version 3 may be thrown away; books already typeset keep the old rules in reprints, so that we do not pay for resetting."),
 ("h", "Spelling and words"),
 ("p", "British spelling with -ise and -isation. Our dictionary is the Concise Oxford; where it gives two spellings take the first. Keep an author's dialect in dialogue and in first-person narrators, and list the words on the style sheet so that the proofreader does not mend them."),
 ("p", "Translations follow the spelling of the translator's country only where the translator has asked for it in writing. Lotte Brandt has not, so The Ice Ferry is in British spelling."),
 ("h", "Quotation marks and dashes"),
 ("p", "Single quotation marks, double inside single. Poetry keeps whatever the poet uses, even when it is not consistent. Parenthetical dashes are spaced en rules. Interrupted speech ends in an unspaced em rule. Ellipses are three points with a space before, none after if a full stop follows."),
 ("p", "No serial comma, unless a list would be read wrongly without it."),
 ("h", "Numbers and dates"),
 ("p", "Spell out whole numbers up to one hundred in fiction and memoir. In history and nature books spell out up to ten, and use figures from 11. Measurements always take figures in nature books: 3 km, 14 g. Ages of people are always words in fiction, also above a hundred."),
 ("p", "Dates are written 4 June 2025, without comma and without th. Decades are the 1930s, no apostrophe. Times of day in fiction are words (half past six); in history, figures with a full point: 6.30 p.m."),
 ("h", "Italics"),
 ("p", "Titles of books, ships and newspapers are italic; titles of poems and songs are roman in quotation marks. Foreign words are italic the first time only, and never when they are in the Concise Oxford. Yoruba words in Ife Adeyemi's stories are not italicised at all; she asked for this and we agreed."),
 ("h", "Notes and references"),
 ("p", "Endnotes, not footnotes. We gave footnotes up after Harbour Lights, Harbour Lies, because the e-book conversion moved forty-one of them to the wrong page and we paid £310 to have it put right. Endnotes are numbered afresh in each chapter."),
 ("h", "Quoting other people's work"),
 ("l", ["Song lyrics: never, not even one line, unless a licence is on file before typesetting. The title of a song may be named freely.",
        "Poems: up to four lines of a poem in copyright may be quoted for criticism or review; for an epigraph permission is needed whatever the length.",
        "Prose: up to 400 words from one book for criticism. Longer passages need permission, and the author pays the fee unless the contract says otherwise.",
        "Pictures and maps: always need permission and a credit line. The expiry date of the licence goes into the schedule, since Graham Pell's maps taught us."]),
 ("h", "Front and back matter"),
 ("n", ["Half-title", "Also by the author (on the back of the half-title)", "Title page", "Imprint page", "Dedication", "Epigraph", "Contents (not in novels, unless the chapters have names)", "Text", "Notes", "Acknowledgements: one page at most", "Author note: 60 words, third person, no ages"]),
 ("h", "Cover copy"),
 ("p", "The back of the jacket has 150 words at most, including quotes from reviews. Quotes from writers we publish ourselves are not used. The price and the ISBN bar code go bottom right, never on the spine side."),
 ("h", "Stages of editing"),
 ("t", [["Stage", "Who", "Time allowed", "Rate"], ["Structural edit", "Ruth Ashdown", "4 weeks", "in house"], ["Copy-edit", "Priya Nambiar", "3 weeks", "£21 an hour"], ["Typesetting", "Osric Bell", "10 working days", "£4.20 a page"], ["Proofreading", "Hanna Lund", "2 weeks", "£17.50 an hour"], ["Author proofs", "the author", "14 days", "-"], ["Index (history only)", "Miles Tranter", "12 days", "£3.10 a page"]]),
 ("p", "Poetry is not proofread by Hanna Lund but by the poet and Ruth together, aloud. Books of under 100 pages skip the structural edit."),
 ("h", "File names"),
 ("p", "Surname, short title, stage, date backwards: Wren_SaltLedger_CE_20250916. Nobody writes 'final' in a file name any more. Old stages are moved to the folder 'attic' and kept for three years after publication."),
 ("h", "Accessibility"),
 ("p", "Every picture in an e-book has a description of at most 30 words. Purely ornamental pictures are marked as such and get none. Poems are set as text, never as images, so that a screen reader can speak them."),
])

# ---------------------------------------------------------------- submissions page (HTML)
put("submissions page 2025-26.html", """
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Send us your work | Tern &amp; Tiller Press</title>
<style>body{font-family:Georgia,serif;max-width:46em} td,th{border:1px solid #999;padding:3px}</style>
<script>var page="submissions";</script></head><body>
<nav><a href="/">Home</a> | <a href="/books">Books</a> | <a href="/submissions">Submissions</a> | <a href="/contact">Contact</a></nav>
<h1>Send us your work</h1>
<p>We are a press of three people and publish four or five books a year. We read everything ourselves. There is no reading fee.</p>
<h2>When we are open</h2>
<p>Fiction and short stories: 1 to 31 January 2026. Poetry: 1 to 30 April 2026. Nature and history: 1 to 31 October, every year.</p>
<p>Two groups need not wait for a window. Translators may write to us all year round, if they can show that the rights are free. Writers who live in a YO or TS postcode may also send work all year round, but <b>not poetry</b>, of which we get too much.</p>
<h2>What to send</h2>
<table><tr><th>Kind</th><th>Send</th><th>Length of the whole</th><th>We answer within</th></tr>
<tr><td>Novel</td><td>first 50 pages and a synopsis of one page</td><td>60,000 to 110,000 words</td><td>12 weeks</td></tr>
<tr><td>Short stories</td><td>three stories</td><td>40,000 to 70,000 words</td><td>12 weeks</td></tr>
<tr><td>Poetry</td><td>15 poems in one file</td><td>40 to 64 pages</td><td>20 weeks</td></tr>
<tr><td>Nature, history</td><td>a proposal of 4 pages and one chapter</td><td>up to 90,000 words</td><td>8 weeks</td></tr>
<tr><td>Translation</td><td>20 pages, with the original text, and a note on rights</td><td>any</td><td>16 weeks</td></tr></table>
<p>If you have not heard when that time is up, please nudge us once at <a href="mailto:read@ternandtiller.example">read@ternandtiller.example</a>.</p>
<h2>What we do not take</h2>
<ul><li>books for children and teenagers</li><li>fantasy and science fiction, except in short stories</li><li>anything that has been self-published, in print or online; single poems and stories in magazines do not count as that</li><li>work written with the help of text generators</li></ul>
<h2>How</h2>
<p>By e-mail only, as .docx or .odt (.pdf for poetry, so that the lines stay where they are). Put the kind of work and your surname into the subject line. Paper is recycled unread, but prisoners may send paper, and we answer them by post.</p>
<p>You may send the same work elsewhere if you tell us so. If it is taken by another house, let us know within five days. We ask you not to send a second work to us within twelve months of an answer, unless we asked you to.</p>
<h2>Mentoring place</h2>
<p>Each year one writer without a book gets six hours with an editor. In 2026 the editor is Ife Adeyemi. Apply with ten pages by 15 February 2026. Writers over 50 are especially welcome.</p>
<footer><p>Page last changed 20 October 2025 by Callum. Tern &amp; Tiller Press Ltd, Unit 6, Old Ropewalk, Whitby. Company 09 555 318.</p></footer>
</body></html>
""")

# ---------------------------------------------------------------- sales (XLSX)
T = {"GO": "The Glass Orchard", "LW": "Low Water Hymns", "HY": "The Heron Year", "HL": "Harbour Lights, Harbour Lies", "ND": "Ninety Doors", "IF": "The Ice Ferry"}
PRICE = {"GO": 10.99, "LW": 9.99, "HY": 12.99, "HL": 14.99, "ND": 10.99, "IF": 11.99}
raw = """1 LW Website 9 -;1 HY Trade 62 8;1 HL Trade 31 -;1 ND Trade 24 6;1 HY E-book 17 -
2 IF Trade 148 -;2 IF Website 37 -;2 HY Trade 41 5;2 HL Events 22 -;2 ND E-book 11 -;2 LW Trade 13 2
3 IF Trade 96 12;3 IF E-book 29 -;3 HY Trade 55 -;3 ND Trade 19 4;3 HL Trade 27 9;3 LW Events 18 -
4 IF Trade 44 21;4 HY Website 26 -;4 HY E-book 14 -;4 HL Trade 16 -;4 ND Events 33 -;4 LW Trade 8 -
5 GO Trade 412 -;5 GO Website 83 -;5 GO Events 61 -;5 HY Trade 38 7;5 IF Trade 23 9;5 HL Website 12 -
6 GO Trade 236 14;6 GO E-book 74 -;6 GO Website 29 -;6 HY Trade 47 -;6 ND Trade 15 -;6 LW Trade 7 3
7 GO Trade 158 22;7 GO E-book 51 -;7 HL Trade 44 -;7 HL Events 36 -;7 IF Trade 18 -;7 HY Website 31 -
8 GO Trade 127 31;8 GO E-book 38 -;8 HL Trade 52 3;8 HY Trade 29 -;8 ND Website 13 -;8 IF E-book 16 -
9 GO Trade 94 18;9 GO Website 21 -;9 HL Trade 20 11;9 HY Trade 33 4;9 ND Trade 28 -;9 LW Website 14 -"""
SHARE = {"Trade": 0.55, "Website": 0.92, "Events": 1.0, "E-book": 0.42}
sales = [["Sales January to September 2025 (net receipts after discount, without postage)"], [],
         ["Month", "Title", "Channel", "Copies", "Returns", "Net receipts £", "Remark"]]
REM = {(3, "HL", "Trade"): "returns all from Dunmore's", (5, "GO", "Events"): "launch night 22 May included", (7, "HL", "Events"): "Folk week", (4, "ND", "Events"): "festival table"}
for line in raw.splitlines():
    for it in line.split(";"):
        m, t, ch, n, r = it.split()
        n = int(n); r = None if r == "-" else int(r)
        sales.append([dt.date(2025, int(m), 1), T[t], ch, n, r, round((n - (r or 0)) * PRICE[t] * SHARE[ch], 2), REM.get((int(m), t, ch))])
titles = [["Title", "Author", "Kind", "ISBN", "Published", "RRP £", "First print run", "Stock 30 Sept 2025", "Shelf", "Typeset by"],
 ["Harbour Lights, Harbour Lies", "Graham Pell", "history", "978-1-7390555-01-4", dt.date(2023, 3, 16), 14.99, 1000, 88, "A1", "Osric Bell"],
 ["Low Water Hymns", "Marian Cole", "poetry", "978-1-7390555-02-1", dt.date(2023, 9, 28), 9.99, 500, 141, "A2", "Ruth Ashdown"],
 ["The Heron Year", "Tomasz Wren", "nature", "978-1-7390555-03-8", dt.date(2024, 4, 11), 12.99, 1500, 402, "A4", "Osric Bell"],
 ["Ninety Doors", "Ife Adeyemi", "stories", "978-1-7390555-04-5", dt.date(2024, 10, 3), 10.99, 800, 367, "B1", "Osric Bell"],
 ["The Ice Ferry", "Sindre Hauge, tr. Lotte Brandt", "novel", "978-1-7390555-05-2", dt.date(2025, 2, 6), 11.99, 1000, 611, "B2", "Osric Bell"],
 ["The Glass Orchard", "Marion Colley", "novel", "978-1-7390555-06-9", dt.date(2025, 5, 22), 10.99, 1750, 529, "B3", "Osric Bell"],
 ["A Field of Small Bells", "Marian Cole", "poetry", "978-1-7390555-07-6", dt.date(2025, 10, 9), 10.99, 600, None, "A3", "Ruth Ashdown"],
 ["Coal Smoke and Candles", "Graham Pell", "history", "978-1-7390555-08-3", None, 15.99, None, None, None, None],
 ["Salt Ledger", "Tomasz Wren", "nature", "978-1-7390555-09-0", None, 12.99, None, None, None, None]]
events = [["Date", "Event", "Place", "Author", "Tickets", "Books sold", "Author fee £", "Travel £", "Invoice sent"],
 [dt.date(2025, 2, 6), "Launch The Ice Ferry", "Whitby, Pannett room", "Lotte Brandt", 44, 31, 100, 118.40, "yes"],
 [dt.date(2025, 2, 21), "Talk: smugglers", "Robin Hood's Bay", "Graham Pell", 38, 22, 80, 9.20, "yes"],
 [dt.date(2025, 3, 8), "Poetry breakfast", "Scarborough", "Marian Cole", 25, 18, 80, 14.60, "yes"],
 [dt.date(2025, 3, 27), "Bird club evening", "Filey", "Tomasz Wren", 51, 27, None, 22.10, None],
 [dt.date(2025, 4, 12), "Short story festival", "Leeds", "Ife Adeyemi", 70, 33, 150, 41.00, "yes"],
 [dt.date(2025, 5, 22), "Launch The Glass Orchard", "Whitby, Pannett room", "Marion Colley", 86, 58, 100, 12.80, "yes"],
 [dt.date(2025, 5, 29), "Bookshop evening", "Durham", "Marion Colley", 32, 19, None, 37.50, "no"],
 [dt.date(2025, 6, 14), "Library reading", "Middlesbrough", "Marion Colley", 29, 11, 120, 16.30, "yes"],
 [dt.date(2025, 6, 28), "Walk and reading", "Sandsend", "Tomasz Wren", 20, 14, 80, None, "yes"],
 [dt.date(2025, 7, 9), "Reading group", "Pickering", "Marion Colley", 14, 6, None, 19.90, None],
 [dt.date(2025, 7, 23), "Folk week talk", "Whitby", "Graham Pell", 64, 36, 80, None, "yes"],
 [dt.date(2025, 8, 16), "Library reading", "Redcar", "Marian Cole", 17, 5, 120, 21.70, "no"],
 [dt.date(2025, 9, 4), "Translators' table", "York", "Lotte Brandt", 41, 16, 120, 126.00, "no"],
 [dt.date(2025, 9, 19), "Harbour day stall", "Staithes", "Graham Pell", None, 24, None, 8.40, None],
 [dt.date(2025, 9, 27), "Festival of walking", "Helmsley", "Tomasz Wren", 33, 21, 100, 28.00, "no"]]
xlsx("sales + stock 2025.xlsx", [("Sales", sales, [12, 30, 11, 9, 9, 15, 28], 3), ("Titles", titles, [30, 30, 10, 20, 12, 9, 14, 18, 7, 14], 1), ("Events", events, [12, 26, 22, 16, 9, 11, 13, 10, 13], 1)])

# ---------------------------------------------------------------- bookshop accounts (CSV)
shops = """account,shop,contact,town,discount %,terms,credit limit,balance due,days overdue,last order,note
T001,Dunmore's Books,Alec Dunmore,Durham,42,sale or return,600,188.40,0,2025-09-18,
T002,The Lantern,Fay Ibbotson,Whitby,40,firm sale,400,0.00,0,2025-10-02,collects herself
T003,Pebble & Page,Rowan Sykes,Saltburn,40,sale or return,300,96.20,34,2025-07-21,
T004,Minster Books,Judith Vane,York,43,sale or return,900,412.75,0,2025-10-09,largest order for Ice Ferry
T005,Minster Street Books,Judy Vance,Reading,38,firm sale,300,57.10,12,2025-06-11,not the York shop!
T006,Hob's Hole Books,Peter Laws,Runswick Bay,40,firm sale,200,0.00,0,2025-08-30,closed Nov to Feb
T007,Wharfe Books,Sunita Rao,Ilkley,42,sale or return,500,141.90,0,2025-09-25,
T008,Riverrun,Colm Daly,Newcastle,43,sale or return,800,365.00,61,2025-05-28,on stop until paid
T009,The Owl & Inkwell,Greta Holm,Hexham,40,firm sale,300,74.30,0,2025-09-03,
T010,Cobbler's Shelf,Neil Arkwright,Kendal,38,firm sale,250,38.25,0,2025-08-12,
T011,Beck Isle Books,Tessa Rudd,Pickering,40,sale or return,300,0.00,0,2025-07-09,
T012,North Bay Books,Andy Firth,Scarborough,42,sale or return,600,219.60,18,2025-09-11,
T013,South Bay Stationers,Andrea Frith,Scarborough,35,firm sale,150,22.80,0,2025-04-15,cards mostly
T014,Quayside Reads,Imogen Pratt,Hull,42,sale or return,500,160.45,0,2025-10-14,
T015,Chapter House,Luke Merriman,Beverley,40,firm sale,300,49.90,41,2025-06-30,
T016,Tide Table,Morag Innes,Berwick,42,sale or return,450,133.20,0,2025-09-29,
T017,Fellside Books,Donald Kerr,Penrith,40,firm sale,300,0.00,0,2025-03-19,
T018,Bramble Books,Olive Stott,Helmsley,40,sale or return,350,87.65,0,2025-10-01,
T019,The Salt Room,Ned Garside,Sheffield,42,sale or return,500,204.10,73,2025-05-14,on stop until paid
T020,Paper Harbour,Zara Quinlan,Bristol,43,firm sale,400,118.75,0,2025-08-27,
T021,Gantry Books,Iain Muir,Glasgow,43,sale or return,700,290.30,0,2025-09-22,
T022,Marlow & Daughter,Esme Marlow,Norwich,40,firm sale,300,64.00,9,2025-07-30,
T023,Limpet,Josh Teague,St Ives,38,firm sale,200,31.95,0,2025-08-05,
T024,Cold Harbour Books,Win Barrow,London SE,45,sale or return,1000,517.85,27,2025-10-06,through wholesaler from 2026
T025,Leaf by Leaf,Harriet Cope,Harrogate,42,sale or return,500,,0,2025-09-08,balance being checked by Dot
T026,Old Station Books,Ravi Menon,Alnwick,43,sale or return,800,322.40,0,2025-10-10,
"""
put("bookshop accounts oct25.csv", shops)

# ---------------------------------------------------------------- royalty notes (MD)
put("royalty notes dot.md", """
# How I do the royalties (Dot Hallam, so that somebody else could)

Last gone over: 6 October 2025. Ask me on Tuesdays and Thursdays, I am not in on other days.

## The calendar

We close the books on **31 March** and **30 September** for everyone. Statements go out within 90 days, but I aim for 60. Hauge is the exception: his Norwegian publisher Fjordlys Forlag wants **one** statement a year, to 31 December, in euros, at the European Central Bank rate of that day.

## Who gets what

| Author | Title | Paperback | E-book | Carry forward below | Paid to |
|---|---|---|---|---|---|
| Graham Pell | Harbour Lights, Harbour Lies | 7.5% of RRP | 25% of receipts | £20 | himself, by cheque (no, he will not change) |
| Marian Cole | Low Water Hymns | 10% of RRP | none, not sold as e-book | £20 | herself |
| Marian Cole | A Field of Small Bells | 10% of RRP | 25% of receipts | £20 | herself |
| Tomasz Wren | The Heron Year | 8% of RRP, 10% after 1,500 | 25% of receipts | £20 | himself, 2% of RRP out of it to the Seabird Watch Trust |
| Ife Adeyemi | Ninety Doors | 8% of RRP | 25% of receipts | £50 | Okafor Lyle Agency, who keep 15% |
| Sindre Hauge | The Ice Ferry | 6% of RRP | 18% of receipts | nothing, always paid | Fjordlys Forlag |
| Lotte Brandt | The Ice Ferry (translation) | 2% of RRP after 1,000 copies | 5% of receipts | £20 | herself |
| Marion Colley | The Glass Orchard | see her contract | see her contract and the letter of June 2025 | £25 | herself |

**Cole is not Colley.** In March 2024 I sent Marian Cole £214.60 that was meant for Marion Colley's advance. Marian sent it back the same day, but we owe both of them cake. Check the middle letters AND the account number: Cole's ends in 4471, Colley's in 4417. Yes, really.

## Order of work

1. Export the sales sheet, take returns off, and leave out free copies.
2. Split by discount. Anything sold above 55% goes on the low line (10% of net receipts), whoever wrote it. So far that is only the 60 copies of The Heron Year that went to the book club in 2024.
3. Take off the advance still unearned. Earned out so far: Pell, Cole (Low Water Hymns), Wren. Not yet: Adeyemi (£212.35 to go at 31 March 2025), Hauge.
4. Hold the reserve for returns where the contract allows it: Colley 15%, Adeyemi 10%, nobody else. Poetry never has a reserve.
5. Ruth reads every statement before it goes. If she is away longer than two weeks Callum may sign, but not for sums above £500.

## Payments made for the half-year to 31 March 2025

| Payee | Amount | Date | How |
|---|---|---|---|
| Graham Pell | £143.18 | 27 May 2025 | cheque 000418 |
| Marian Cole | £41.75 | 27 May 2025 | bank |
| Tomasz Wren | £268.90 | 27 May 2025 | bank |
| Seabird Watch Trust | £67.22 | 30 May 2025 | bank |
| Okafor Lyle Agency | nothing, advance not earned out | | |

## Tax and foreign bits

Authors who live abroad need a residence certificate, or we must hold back 20% for the tax office. Lotte Brandt lives in Gothenburg and has handed hers in; it is good until **31 August 2026**. Fjordlys sends a fresh one every January.

We do not deduct anything for people in the UK. Event fees are not royalties: pay them within 14 days of the event, whether or not the venue has paid us. Travel is paid on receipts, 45p a mile by car, second class by rail.

## Small print that I forget

- Copies that authors buy at discount bear no royalty and are not counted towards the step from 8 to 10 per cent.
- Copies given to prize juries count as review copies.
- Copies replaced because of bad binding are not a second sale.
- The Public Lending Right has nothing to do with us. Authors register themselves.
- Statements are kept for 12 years, not 6, because Pell once asked about a book from a former publisher ten years back and nobody could answer.
""")

# ---------------------------------------------------------------- minutes (ODT)
odt("editorial meetings 2025.odt", "Editorial meetings 2025: minutes", [
 ("h", "Tuesday 14 January 2025"),
 ("p", "Present: Ruth Ashdown, Callum Reyes, Priya Nambiar. Apologies: Dot Hallam (flu). Minutes: Callum."),
 ("p", "1. The Ice Ferry. Advance copies came on the 9th. The spine is a millimetre off, which nobody but Osric can see. Launch on 6 February; Lotte flies in the day before and sleeps at Ruth's. The Norwegian support fund pays £1,900 towards the translation once it has two finished copies."),
 ("p", "2. The Glass Orchard. Marion Colley delivered on 24 November, within her days of grace. Accepted on 10 January, so the second £800 is due. Priya begins the copy-edit on 3 February. We keep to 22 May."),
 ("p", "3. Submissions. 171 novels came in this month's window up to today. Two to be called in whole: Gull Court by Peter Anstey, and Winter Quarters by P. Ainsty (no relation; please file carefully)."),
 ("p", "4. House style version 4 was agreed, to take effect on 1 February. Ruth voted against -ise but gave way."),
 ("l", ["Action Callum: send two copies to the Norwegian fund by 20 February.", "Action Ruth: answer Anstey by 1 March and Ainsty by 15 March.", "Action Priya: circulate version 4."]),
 ("h", "Tuesday 27 May 2025"),
 ("p", "Present: Ruth, Callum, Priya, Dot. Minutes: Priya."),
 ("p", "1. Launch of The Glass Orchard on the 22nd: 86 people, 58 books. The Pannett room holds 90, so the next launch needs another hall. Callum to ask the Coliseum."),
 ("p", "2. Harbour Lights, Harbour Lies. Stock falls. A reprint was wanted for July, but it cannot go ahead, because the licence for the six harbour maps ran out on 30 April and the map archive asks £540 for another five years. Graham Pell offers to redraw two of them himself. To be decided when he has shown the drawings."),
 ("p", "3. Anstey: Gull Court is declined, kindly. Ainsty: Winter Quarters, we make an offer of £1,500. Her agent is Jo Lyle of Okafor Lyle."),
 ("p", "4. Warehouse. The rent of Unit 6 rises from £310 to £365 a month on 1 October. Moving to Guisborough would save £90 a month but cost an hour's drive twice a week. We stay."),
 ("p", "5. Prices. From 1 January 2026 the paperbacks of The Heron Year and Ninety Doors go up by one pound. Poetry stays as it is."),
 ("l", ["Action Dot: chase Riverrun and The Salt Room.", "Action Callum: ask for prices for Pell's new book at 256 pages.", "Action Ruth: offer letter to Jo Lyle."]),
 ("h", "Tuesday 30 September 2025"),
 ("p", "Present: Ruth, Callum, Dot. Priya by telephone. Minutes: Callum."),
 ("p", "1. Winter Quarters. P. Ainsty (Philippa) signed on 12 September. Advance £1,500 in two halves. Publication in autumn 2026, not in spring, because she is expecting a child in February and wants to be at the launch on her feet."),
 ("p", "2. Pell's new book, Coal Smoke and Candles, has grown to 288 pages with plates. New quote from Harrow & Finch is in. We order 1,000 copies. Publication moved from 12 March to 23 April 2026, since the index cannot be ready sooner."),
 ("p", "3. Salt Ledger: 750 copies, 14 May 2026. Tomasz wants recycled paper and has given up the ribbon for it."),
 ("p", "4. Reprint of Harbour Lights: the four best maps will be licensed for £360, two are redrawn by Graham. Print 500 in January."),
 ("p", "5. Shops on stop: Riverrun and The Salt Room. No books until they have paid. Cold Harbour Books will be supplied by the wholesaler from January."),
 ("p", "6. Anything else: the office is closed from 20 December to 4 January. Dot's hours stay at two days. The kettle is to be replaced and Callum may spend up to £40."),
 ("l", ["Action Callum: order with Harrow & Finch by 31 October, mentioning the price for the plates paper.", "Action Priya: sample chapter of Winter Quarters to the Coliseum's reading series.", "Action Dot: statements to all authors by 30 November."]),
])

# ---------------------------------------------------------------- catalogue (PPTX)
def pptx(name, slides):
    from pptx import Presentation
    from pptx.util import Inches, Pt
    p = Presentation()
    p.core_properties.author = ""
    p.core_properties.created = p.core_properties.modified = FIX
    for s in slides:
        sl = p.slides.add_slide(p.slide_layouts[5 if len(s) > 3 and s[3] else 1])
        sl.shapes.title.text = s[0]
        if len(s) > 3 and s[3]:
            rows = s[3]
            t = sl.shapes.add_table(len(rows), len(rows[0]), Inches(0.5), Inches(1.7), Inches(9), Inches(0.4 * len(rows))).table
            for i, r in enumerate(rows):
                for j, x in enumerate(r):
                    t.cell(i, j).text = str(x)
        else:
            tf = sl.placeholders[1].text_frame
            tf.text = s[1][0]
            for x in s[1][1:]:
                tf.add_paragraph().text = x
        if s[2]:
            sl.notes_slide.notes_text_frame.text = s[2]
    p.save(path(name))
    rezip(name)

pptx("Spring 2026 catalogue talk (reps) v2.pptx", [
 ("Tern & Tiller Press: spring 2026", ["For the sales reps, Leeds, 7 October 2025", "Speaker: Callum Reyes", "Two new books, one reprint, one paperback price change"], "Bring the sample chapters and ten tote bags. Parking behind the hall is free after 10."),
 ("Coal Smoke and Candles by Graham Pell", ["Publication: 23 April 2026", "£15.99, 288 pages, 16 pages of colour plates", "Miners' wives and their chapels, 1850 to 1926", "For readers of local history who bought Harbour Lights, Harbour Lies (912 copies sold to date)"], "Pell's grandmother ran the chapel at Skelton: he tells it well, get him on the radio. The jacket is still the draft, the lamp will be gold and not yellow."),
 ("Salt Ledger by Tomasz Wren", ["Publication: 14 May 2026", "£12.99, 224 pages, recycled paper", "A year counting waders on one mile of the Tees estuary", "The Heron Year was shortlisted for the Dale Prize 2024"], "Do not say 'winner': it was the shortlist. The winner was Anna Tarn."),
 ("Reprint: Harbour Lights, Harbour Lies", ["500 copies in January 2026", "New maps by the author", "Price unchanged at £14.99"], "Reps always ask for a hardback. There will not be one."),
 ("Publicity budget spring 2026", [], "The figures were agreed by Ruth on 1 October. Anything above must be asked for.", [["Item", "Coal Smoke", "Salt Ledger"], ["Advance reading copies", "£180", "£120"], ["Posters and bookmarks", "£95", "£95"], ["Launch", "£220", "£150"], ["Author travel", "£140", "£260"], ["Advertising", "£300", "none"]]),
 ("How to order", ["Orders through the wholesaler Bertrand Lyne, or direct from us", "Direct: 40% firm sale, 42% sale or return from five copies a title", "Carriage free above £60", "Returns within 3 to 12 months of invoice, clean copies only"], "Shops on stop are not to be named in the room."),
])

# ---------------------------------------------------------------- prizes (TXT)
put("prize deadlines.txt", """
PRIZES AND FAIRS - who can go in for what  (Ruth, updated 28 Oct 2025)

DALE PRIZE (nature writing)
  Deadline 30 January 2026. Books published between 1 Jan and 31 Dec 2025.
  Fee 45 pounds per title. Four copies.
  -> we have nothing for it this year. Salt Ledger goes in for the NEXT round.

NORTHERN SEA FICTION AWARD
  Deadline 12 December 2025. Novels and story collections, author must live in the north of England. Translations not eligible.
  Fee: none for presses with fewer than ten titles a year.
  Six copies, sent to the Carlisle office and not to London.
  -> The Glass Orchard. Callum posts.

PETREL PRIZE FOR A SECOND COLLECTION (poetry)
  Deadline 16 January 2026. Second books only, published in 2025. Fee 25 pounds. Three copies and a PDF.
  -> A Field of Small Bells.  The poet must be free for the reading in Edinburgh on 9 May 2026. Marian has said yes.

HOLLOWAY TRANSLATION PRIZE
  Deadline 5 December 2025. Translator must be alive, the original author need not be. Fee 30 pounds. Five copies plus one of the original.
  -> The Ice Ferry. Lotte sends the Norwegian copy straight to them.

FIRST STORIES PRIZE
  For debuts. Ninety Doors was Ife's debut but it came out in October 2024, and the round for that closed in March.
  We missed it. Our fault, said sorry to Ife (the reminder sat in Callum's old mailbox).

RIDINGS HISTORY MEDAL
  Every other year, next in 2027. Coal Smoke and Candles will qualify.

FAIRS
  York small press fair    Sat 22 Nov 2025   table 35 pounds, paid.  Callum + Priya
  Hull winter book market  Sun 7 Dec 2025    table 20 pounds, NOT yet paid. Ruth
  Newcastle poetry fair    Sat 21 Feb 2026   free for presses with two poetry titles. Ruth + Marian
  London                   no. Cost us 1,140 pounds last time and sold 63 books.

If a prize asks for a contribution to publicity when a book is shortlisted (Petrel: 150 pounds, Northern Sea: 400 pounds), ask Ruth BEFORE entering. She has agreed to both for this round.
Winner's stickers: we pay for the first 500, after that the shops may peel.
""")

# ---------------------------------------------------------------- scan (PNG)
form_png("IMG_2231.png", (1240, 1500), [
 ("bold", 70, 60, "HARROW & FINCH BOOK PRINTERS", 40), ("print", 70, 115, "Canal Road, Selby", 24),
 ("bold", 70, 180, "DELIVERY NOTE", 34), ("print", 760, 185, "No.", 26), ("hand", 830, 180, "HF-20817", 32),
 ("line", 70, 240, 1170, 240),
 ("print", 70, 270, "Date of delivery", 26), ("hand", 420, 264, "14 May 2025", 32),
 ("print", 70, 330, "Time", 26), ("hand", 420, 324, "10.40", 32),
 ("print", 70, 390, "Customer", 26), ("hand", 420, 384, "Tern & Tiller Press", 32),
 ("print", 70, 450, "Deliver to", 26), ("hand", 420, 444, "Unit 6, Old Ropewalk, Whitby", 32),
 ("print", 70, 510, "Title", 26), ("hand", 420, 504, "The Glass Orchard", 32),
 ("print", 70, 570, "Order number", 26), ("hand", 420, 564, "TT-0419", 32),
 ("line", 70, 630, 1170, 630),
 ("bold", 70, 660, "Pallets", 26), ("hand", 420, 654, "2", 32),
 ("bold", 70, 720, "Full cartons", 26), ("hand", 420, 714, "36", 32),
 ("bold", 70, 780, "Copies per carton", 26), ("hand", 420, 774, "48", 32),
 ("bold", 70, 840, "Loose copies", 26), ("hand", 420, 834, "22", 32),
 ("bold", 70, 900, "Total copies", 26), ("hand", 420, 894, "1750", 32),
 ("line", 70, 960, 1170, 960),
 ("print", 70, 990, "Condition:", 26), ("box", 300, 988, 330, 1018), ("print", 345, 990, "all good", 26), ("box", 560, 988, 590, 1018), ("tick", 562, 994), ("print", 605, 990, "damage, see remarks", 26),
 ("print", 70, 1060, "Remarks", 26), ("hand", 300, 1054, "carton 17 wet, 12 copies spoiled,", 32), ("hand", 300, 1104, "to be replaced by 28 May", 32),
 ("print", 70, 1180, "Driver", 26), ("hand", 420, 1174, "S. Boothroyd", 32),
 ("print", 70, 1240, "Vehicle", 26), ("hand", 420, 1234, "YK19 TFO", 32),
 ("print", 70, 1300, "Received by", 26), ("hand", 420, 1294, "Callum Reyes", 32),
 ("print", 70, 1390, "White copy: customer. Damage must be noted at delivery.", 22),
], tilt=0.6)

# ---------------------------------------------------------------- mail (mbox)
RU, CA, DO, PR = ["%s <%s@ternandtiller.example>" % x for x in (("Ruth Ashdown", "ruth"), ("Callum Reyes", "callum"), ("Dot Hallam", "dot"), ("Priya Nambiar", "priya"))]
MC, MCy = "Marion Colley <marion.colley@inkmail.example>", "Marian Cole <marian.cole@inkmail.example>"
GP, TW, LB, IA = "Graham Pell <g.pell@oldpost.example>", "Tomasz Wren <tomasz@wadercount.example>", "Lotte Brandt <lotte@brandt.example>", "Ife Adeyemi <ife@adeyemi.example>"
mbox("press mail 2025.mbox", [
 (MC, RU, "2025-05-30 08:12", "the e-book percentage", """
Dear Ruth,

thank you for the launch, I am still finding confetti in my boots.

You said on the night that you thought 25% on e-books was mean for a book that sells so many of them. I have thought so too. Could we put it right while we are all still pleased with one another?

Marion
"""),
 (RU, MC + ", " + DO, "2025-06-04 17:45", "Letter of variation, The Glass Orchard", """
Dear Marion, dear Dot,

this is the letter of variation to the agreement of 11 March 2024. Please print it, sign and send back one copy.

Clause 5.3 is replaced by: "Electronic book: thirty per cent of the Publisher's net receipts for sales from 1 July 2025 onwards. Sales before that date stay at twenty-five per cent."

Everything else in the agreement stays as it is. Nothing changes for audio, where we have no licence yet.

Ruth
"""),
 (MC, RU, "2025-06-09 10:02", "Re: Letter of variation, The Glass Orchard", """
Signed and in the post this morning, second class, since I am a careful woman.

I have one more question. A school in Saltburn would like thirty copies for a reading project. May I sell them mine, the ones bought at 40% off?

Marion
"""),
 (RU, MC, "2025-06-10 09:20", "Re: Re: Letter of variation, The Glass Orchard", """
If you read there, yes, that is your own event. If you only send the books, no: then the school should order from us and we will give it 35%.

The letter has arrived. Thank you.

Ruth
"""),
 ("Yvonne Tasker <y.tasker@harrowfinch.example>", CA, "2025-05-27 11:31", "The twelve wet copies", """
Dear Callum,

the twelve replacement copies of The Glass Orchard went out today with the carrier and should be with you on Thursday the 29th, a day later than promised. I am sorry: the binding line was down on Monday. There is no charge, and no need to send the wet ones back. Use them as doorstops.

Best wishes
Yvonne
"""),
 (GP, RU + ", " + CA, "2025-06-18 21:07", "Maps", """
Ruth, Callum,

I have redrawn Staithes and Port Mulgrave. It took me eleven evenings and a bottle of Indian ink. I think they are better than the archive's, and they have a dog in them.

For the other four I cannot do it. Runswick has too many steps.

I do not want a fee. I would like six of the old copies for the lifeboat house instead.

Graham
"""),
 (CA, GP, "2025-06-19 09:15", "Re: Maps", """
Graham, these are wonderful, dog included. You shall have the six copies, and I will drive them over on Saturday week.

Please send the drawings as scans at 600 dpi, black and white, not grey. Osric needs them by 15 November.

Callum
"""),
 (LB, DO, "2025-03-03 13:40", "certificate of residence", """
Hello Dot,

here comes the certificate from the Swedish tax office. They told me that it is good for eighteen months and not for two years as last time. The paper itself comes by post.

My bank has also changed. The new IBAN ends in 0093. Please ring me before you use it, so that you know it is me: one reads of such frauds.

Lotte
"""),
 (DO, LB, "2025-03-04 10:05", "Re: certificate of residence", """
Rung, checked, changed. You were quite right to ask.

The travel from February, £118.40, and the fee of £100 went out this morning to the new account.

Dot
"""),
 ("Jo Lyle <jo@okaforlyle.example>", RU, "2025-08-21 16:22", "Winter Quarters / Philippa Ainsty", """
Dear Ruth,

Philippa is happy with £1,500 and with 8 rising to 10 after 2,500 copies. Three points from us:

1. We keep audio. Another house is already asking.
2. Territory: UK and Ireland only, not the Commonwealth.
3. She would like a say on the cover, a real one. We propose that you show her three drafts and that she may strike out one of them.

If you can live with that, send the contract and we will have it signed by mid September.

Jo
"""),
 (RU, "Jo Lyle <jo@okaforlyle.example>", "2025-08-25 12:10", "Re: Winter Quarters / Philippa Ainsty", """
Dear Jo,

1: agreed. 2: agreed, though I had hoped for Australia. 3: agreed for the paperback. If there is ever a second edition, the cover is ours.

Contract attached in a separate mail from Callum.

Ruth
"""),
 (PR, RU + ", " + CA, "2025-09-08 18:30", "Salt Ledger, copy-edit, and a holiday", """
Dear both,

Salt Ledger will be done by 3 October. It has 74,300 words, and I have spent 31 hours so far and expect nine more. Tomasz writes 'about forty' when he has counted thirty-eight, I have asked him to choose.

I am away from 13 to 27 October (Lisbon, no laptop). If the plates captions for Pell arrive in that time, give them to Hanna, who has said she will do them at my rate and not at hers.

Priya
"""),
 (TW, RU, "2025-09-15 07:02", "ribbon or recycled", """
Ruth,

if it is the one or the other, then the recycled paper. A ribbon is a vanity and the turnstones would not approve.

But could the Seabird Watch Trust have its two per cent from Salt Ledger as well? Same as for The Heron Year.

Tomasz
"""),
 (RU, TW, "2025-09-16 09:48", "Re: ribbon or recycled", """
Of course it could. But for Salt Ledger let us do it differently: we pay one per cent and you pay one per cent, so that it does not all come out of your pocket. I have told Dot.

Ruth
"""),
 (MCy, RU, "2025-10-11 20:55", "Small Bells, thank you and a slip", """
Dear Ruth,

the launch was just as I wished it. Sixty people in a chapel and nobody coughed.

One slip: on page 37 the last line of 'Rook Weather' is missing its final word, which is 'home'. I should have seen it in the proofs when we read it aloud. You read that page and I was pouring tea.

I do not want an erratum slip; they fall out and look sad. Please only put it right in the reprint.

Marian
"""),
 (RU, MCy + ", " + CA, "2025-10-13 08:50", "Re: Small Bells, thank you and a slip", """
Dear Marian,

oh dear. I was the one who read it, so the cake is on me this time.

We had thought of reprinting only in spring, but 418 of the 600 are gone already with advance orders. Callum, please have 500 added to the order with Harrow & Finch, and the file corrected before, since a change after the proofs costs £60.

Ruth
"""),
 (CA, RU + ", " + DO, "2025-10-20 15:12", "The order for the printers", """
Dear both,

this is what I would order tomorrow, all for the same week. The form is attached, please look at it.

Coal Smoke and Candles, 1,000. Salt Ledger, 750. A Field of Small Bells, 500. Less the reduction for three titles.

The mill's price for the plates paper has lapsed in the meantime. Yvonne says that it adds £55 to Coal Smoke.

Callum
""", ("order form HF.txt", """ORDER FORM - HARROW & FINCH
Our order number: TT-0447
Your quotation: Q-3391
Titles: Coal Smoke and Candles 1,000 / Salt Ledger 750 / A Field of Small Bells 500
Files ready: 2 February 2026
Week of delivery wanted: week of 16 March 2026
Delivery: Unit 6, Old Ropewalk, Whitby. No fork lift! Please send the van with tail lift.
Extras: spot varnish on Coal Smoke and Candles only
Advance copies by courier: six of Coal Smoke and Candles, to Ruth Ashdown at home
""")),
 (DO, CA + ", " + RU, "2025-10-21 09:03", "Re: The order for the printers", """
Fine by me. It all falls due 45 days after delivery, so after the tax year ends, which suits us.

Two more things. Pebble & Page say they paid on 9 October, I cannot find it. And Leaf by Leaf's balance: they claim £61.20, we have £116.20, I am looking.

Dot
"""),
 (IA, RU, "2025-10-23 14:26", "mentoring", """
Dear Ruth,

happy to do the mentoring again. Six hours is right, but please not all in March, I teach on Mondays and Wednesdays until Easter. Could the writer and I have one hour a month, from March to August?

The fee of £300 is fine. And yes to the pub.

Ife
"""),
 (CA, "all@ternandtiller.example", "2025-10-29 16:40", "Winter hours", """
All,

from 1 November to 28 February the shop hatch at Unit 6 is open only on Thursdays from 12 to 4 and on Saturdays from 10 to 1. On Saturday 22 November it stays shut, as Priya and I are in York.

The alarm code changes on the 1st. I will tell you in person and not in a mail.

Callum
"""),
])
