from lib import *
from datetime import date
F = Folder("charity", "char")
F.docx("Reserves and Expenses Policy v3.docx","Finance Policy of the Wharfe Valley Befrienders",[
 "Registered charity 1178842. Version 3, adopted by the trustees on 11 November 2024. Version 2 (2021) is withdrawn.",
 "# A. Reserves","A1. The trustees aim to hold free reserves equal to between four and six months' ordinary spending.{{fn: Version 2 said three to six months. The floor was raised after the grant delay of spring 2023.}}","A2. Designated funds are not counted as free reserves. The minibus fund is designated; the Hartley bequest is restricted.","A3. If free reserves fall below the floor, the treasurer tells the chair within a week and the matter is put on the next agenda.",
 "# B. Who may spend","B1. The coordinator may commit up to £200 on any one item; the treasurer up to £750; anything above that requires two trustees, of whom one must be the chair or the treasurer.","B2. In an emergency affecting a client's safety the coordinator may spend up to £500, reporting it to the treasurer on the next working day.","B3. Three quotations are wanted for purchases above £1,500, except for insurance and for work to the minibus by its regular garage.",
 "# C. Volunteers' expenses","C1. Car journeys are paid at 45p a mile, bicycles at 20p.","C2. Claims reach the treasurer by the fifth of the following month. Claims more than three months old are not paid.","C3. Refreshments with a client are paid up to £6 a visit; at Christmas, that is for visits in December, up to £10.","C4. Parking is paid on production of the ticket. Fines are never paid.","C5. Drivers who carry a passenger on the charity's behalf receive a further 5p a mile.",
 "# D. Gifts","D1. Volunteers do not accept money from clients. Gifts in kind worth no more than £15 may be kept; others are handed to the coordinator, who enters them in the book.","D2. No volunteer may be executor of a client's will, relatives excepted.",
 "# E. Bank","E1. Two signatures are needed on each payment. The signatories are the chair, the treasurer and Mrs Iqbal.","E2. The treasurer reconciles the accounts monthly; a trustee who is not a signatory looks at the reconciliation each quarter."])
inc=[("Council grant",18000,18000),("Hartley bequest (restricted)",0,12500),("Donations",6200,5847.5),("Gift Aid",1150,1038.2),("Summer fair",2400,2911.35),("Bank interest",180,244.6)]
exp=[("Coordinator salary",15600,15600),("Volunteer mileage",3900,4418.9),("Minibus running",2750,3306.45),("Room hire",1320,1265),("Insurance",890,912),("Training",800,385),("Office and post",640,702.75)]
si=sum(x[2] for x in inc);se=sum(x[2] for x in exp);bi=sum(x[1] for x in inc);be=sum(x[1] for x in exp)
claims=[("Apr","Olive Hartnell",112,0,8.5),("Apr","Desmond Achebe",240,60,0),("Apr","Fran Sugden",36,0,12),("May","Olive Hartnell",98,0,4),("May","Desmond Achebe",310,120,3.2),("May","Yusuf Malik",75,0,0),("Jun","Olive Hartnell",130,0,6),("Jun","Fran Sugden",52,0,0),("Jun","Yusuf Malik",88,22,9.4)]
F.xlsx("Accounts 2024-25.xlsx",{"Summary":[("Wharfe Valley Befrienders – receipts and payments, year to 31 March 2025",),(),("RECEIPTS","Budget £","Actual £","Difference £")]+[(a,b,c,round(c-b,2)) for a,b,c in inc]+[("Total receipts",bi,round(si,2),round(si-bi,2)),(),("PAYMENTS","Budget £","Actual £","Difference £")]+[(a,b,c,round(c-b,2)) for a,b,c in exp]+[("Total payments",be,round(se,2),round(se-be,2)),(),("Surplus for the year",bi-be,round(si-se,2),None)],
 "Funds":[("Fund","Kind","1 April 2024 £","31 March 2025 £"),("General","free",10250.4,11480.25),("Minibus","designated",4100,5400),("Hartley bequest","restricted",0,11240),("Christmas hampers","restricted",365,120.5)],
 "Mileage 2025":[("Mileage claims from April 2025",),("Month","Volunteer","Miles","of which with passenger","Parking £")]+claims},merge={"Summary":["A1:D1"],"Mileage 2025":["A1:E1"]},bold={"Summary":[1,3,11]})
F.pdf("Trustees annual report 2024-25.pdf","Trustees' Annual Report, year to 31 March 2025",["Wharfe Valley Befrienders, The Old Vestry, Otley · charity 1178842",
 "# Our purpose","We relieve the loneliness of older people in the dale by matching each of them with a volunteer who visits once a week. We do not nurse, clean or handle money. The idea came from Edith Pollard, a retired district nurse, who in the winter of 1996 found that four of her former patients had spoken to nobody for a fortnight. She persuaded the vicar to lend her the vestry for an afternoon, and nine volunteers came.",
 "# The year in figures","At the year's end we had 64 matched pairs, against 57 a year before. Twenty-two clients were waiting, the longest for five months. Volunteers gave some 6,900 hours. Eleven clients died during the year, and we were represented at ten of the funerals. Seventeen new volunteers were trained; nine left, mostly because of work or grandchildren.",
 "# What went well","The Thursday lunch, begun as an experiment in September at the Methodist hall, was so well attended that from January we had to run two sittings. The lunch pays for itself: guests give £4 and the allotment society gives us the vegetables.",
 "The telephone circle was taken up by clients in the upper dale, where visits are hard in winter. It is run by Yusuf Malik from his own kitchen on Tuesday and Friday evenings. Six people take part, and none of them wish to be visited.",
 "# What went less well","The minibus was off the road for seven weeks because a gearbox part had to come from Turin. We hired taxis in the meantime, which cost £1,148 and explains most of the overspending on transport. The trustees have decided to keep the vehicle for one more year only and to look at sharing one with the school at Burley.",
 "The plan for a branch in Ilkley was dropped, since the church there began a scheme of its own and two would have confused people.",
 "The handyman scheme, in which two retired joiners fit handrails and change light bulbs, made 143 calls. It charges nothing for labour; clients pay for materials above £10. We had hoped to add gardening, but the insurer would not cover hedge trimmers.",
"# Whom we serve","The average age of our clients is 84; the oldest, Mr Albert Binns of Pool, turned 103 in May and asked for a visitor who would argue with him about cricket. Three quarters are women. Forty-one live in Otley itself, twelve in Pool and Arthington, and eleven in the upper dale. Nineteen were sent to us by a general practitioner, fourteen by family, nine by the hospital's discharge team, and the others came by themselves or through a neighbour.",
"We ask every client once a year how they are. Of the fifty-two who answered, forty-four said that they felt less lonely than before, six saw no change, and two said that the visits tired them. One of these now has a fortnightly call instead.",
"# How matching works","Kate visits each new client twice. On the first occasion she listens; on the second she brings two or three possible volunteers on paper, without names. The client chooses. After six weeks either side may ask for a change without giving a reason, and this happened five times in the year. Smoking, cats and politics are the three questions that we have learnt to ask beforehand.",
"A match lasts on average three years and two months. The longest, between Mrs Joyce Umpleby and her visitor Len Varley, began in 2006.",
"# Training and safety","Every volunteer is checked with the Disclosure and Barring Service and again after three years. One concern was raised with the county's safeguarding team; it was closed without action. Courses on dementia were paid for by a grant from the Rotary Club, which is the reason why we spent so little of our own training budget.",
 "# Finances","The council grant remained at £18,000 for the fourth year running, which in real terms is a cut of almost a fifth. The bequest of Miss Winifred Hartley, £12,500, may be used only for outings by the sea; we spent £1,260 of it on a day in Filey. Our general reserve would last for about five months.",
 "# People","The trustees were Ruth Ellershaw (chair), Graham Tordoff (treasurer until 30 September 2024), Nasreen Iqbal, the Revd Paul Whitley, Desmond Achebe and Christine Lumb (treasurer from 1 October 2024). Kate Brearley has been the coordinator since 2019 and is our only employee, at 22 hours a week. The independent examiner was Mr Joseph Firth of Firth & Hey, who makes no charge; his predecessor, Mrs Alma Dyson, retired in 2023.",
 "# Plans","Next year we want to halve the waiting list, to find a new treasurer for the lunch club, and to apply to the Lottery for a second part-time coordinator who would look after the upper dale. A decision is expected in February 2026.",
 "Approved by the trustees on 23 June 2025 and signed on their behalf by Ruth Ellershaw."])
F.docx("Minutes trustees 2025-06-23.docx","Minutes of the trustees' meeting, Monday 23 June 2025",["Old Vestry, 7.00 to 8.50 pm. Present: R. Ellershaw (chair), C. Lumb, N. Iqbal, D. Achebe, K. Brearley (in attendance). Apologies: P. Whitley (hip operation).",
 "1. **Minutes** of 12 May approved, with one correction: the garage's bill was £486, not £468.","2. **Accounts.** Christine presented them. Approved. Desmond abstained, as he is the largest claimant of mileage.","3. **Room rent.** The parish asks for £28 an afternoon instead of £24 from 1 September. Accepted, but Nasreen will ask whether the kitchen can be included.","4. **Complaint.** The daughter of a client complained that her mother's visitor had brought a dog without asking. Kate has apologised. New rule: no dogs on a first visit, and afterwards only if the client asks.","5. **Minibus sharing.** Burley school would pay 40 per cent of all costs for the use in term time before 9 and after 3. Liked in principle. Desmond to draft heads of agreement by 25 July.","6. **Lottery bid.** £39,700 over two years. Vote: 3 in favour, 1 against (Nasreen, who fears dependence on it).","7. **Summer fair** on 16 August, Chevin Park pavilion; if wet, in the Methodist hall. Fran does the cakes; nobody has yet offered for the tombola.","8. **Date of next meeting:** 15 September, 7 pm. The July meeting is cancelled."])
F.docx("Minutes trustees 2025-05-12.docx","Minutes of the trustees' meeting, Monday 12 May 2025",["Old Vestry, 7.00 to 8.15 pm. Present: R. Ellershaw (chair), P. Whitley, N. Iqbal, K. Brearley (in attendance). Apologies: C. Lumb, D. Achebe.",
 "1. **Minutes** of 10 March approved.","2. **Minibus.** Garage (Airedale Motors) has sent a bill for £468 for brakes. Paid.","3. **Insurance.** Renewed with Ecclesiastical at £948, up from £912. Broker could not better it.","4. **Volunteers' tea** on 5 June, in the garden of Paul's rectory. Budget £150.","5. **Data.** An old laptop with clients' addresses was given to the charity shop by mistake and got back the same day. It was encrypted. Chair decided it need not be reported.","6. **Date of next meeting:** 23 June."])
F.eml("Gift aid query.eml","Joseph Firth <joe@firthhey.example>","Christine Lumb <treasurer@wvb.example>","Three small points before I sign","Fri, 30 May 2025 16:20:00 +0100","Dear Christine,\n\n1. The Gift Aid claim for January to March (£311.40) is missing from the bank. I think HMRC paid it on 4 April, i.e. in the new year, which would be right.\n2. Could you send me the letter from Miss Hartley's solicitors (Booth Crossley, Skipton)? I want to see the wording about the sea.\n3. There are two cheques over six months old not yet presented: no. 100233 for £40 to Mrs Sugden, and no. 100241 for £62.50 to the Scouts. Please write them back or chase them.\n\nI am away walking in the Cairngorms from 7 to 15 June, so anything by the 6th, please.\n\nJoe\n")
F.text("hartley_letter.txt","""
BOOTH CROSSLEY SOLICITORS
High Street, Skipton BD23

8 August 2024                             Our ref: MC/HAR/0517

The Treasurer
Wharfe Valley Befrienders

Dear Mr Tordoff

MISS WINIFRED ADA HARTLEY DECEASED

We act in the estate of the above, who died on 19 February 2024. By clause 9 of her will
dated 3 May 2017 Miss Hartley left to your charity the sum of £12,500 "to be laid out in
taking to the sea such persons as have not seen it for five years or longer, and in giving
them a fish dinner". Clause 10 provides that what has not been spent within six years of
her death shall go to the Royal National Lifeboat Institution.

Please sign the enclosed receipt. We should be grateful for a photograph of the first outing
for her niece, Mrs Joan Tillotson, who is the residuary legatee.

Yours faithfully
Margaret Crossley
""")
F.text("lunch_club.csv","""Date;Guests;Helpers;Taken £;Vegetables given by;Food bought £;Menu
05/06/2025;31;6;124,00;Allotment Society;71,40;Chicken pie
12/06/2025;28;5;112,00;Allotment Society;66,15;Fish and parsley sauce
19/06/2025;34;6;136,00;Mr Lister;83,90;Lamb hotpot
26/06/2025;22;4;88,00;Allotment Society;49,75;Cheese flan
03/07/2025;29;7;116,00;none;92,20;Ham salad
""")
F.picture("parking and tea receipts.jpg",["FLOSSIE'S TEA ROOM","Market Place, Otley","---------------------------","26 JUN 2025    Table 4","","2 x Tea pot           6.40","1 x Victoria sponge   3.60","1 x Toasted teacake   2.95","","Total               £12.95","Card ****7731","","VAT no 338 1120 45","Thank you!   You were","served by: Marnie"],rot=1.1,seed=4)
F.pptx("AGM slides.pptx",[("Wharfe Valley Befrienders – AGM",["Tuesday 30 September 2025, 2.30 pm","Methodist hall, with tea"],"Ask Malcolm for the projector the day before"),("Where we stand",["64 pairs","22 waiting","6 in the telephone circle"]),("Elections",["Ruth Ellershaw stands down after six years","Nominated as chair: Nasreen Iqbal","Treasurer: Christine Lumb stands again","Vacancy: one trustee with experience of transport"],"If there is a second nomination for chair, use the paper ballots in the green box"),("Thank you",["Allotment Society","Rotary Club","Airedale Motors for the loan of a van"])])
F.speech("voice memo kate.mp3","Note to self, Kate, second of July. Mrs Abernethy in Pool would like a visitor who plays dominoes. She is deaf in the left ear, so sit on her right. I thought of Len Varley, but he is not back from Canada until the twentieth. Also the key safe number at Mister Oldroyd's has been changed. And ask Christine whether the fifty pounds from the Guides went into the hamper fund or the general one.")
P="Reserves and Expenses Policy v3.docx";A="Accounts 2024-25.xlsx";R="Trustees annual report 2024-25.pdf";M="Minutes trustees 2025-06-23.docx"
def pay(v): 
    return sum(.45*m+.05*p+k for _,n,m,p,k in claims if n==v[0] and _==v[1])
des=pay(("Desmond Achebe","May")); oh=sum(m for _,n,m,p,k in claims if n=="Olive Hartnell")
print(des,oh, si,se)
F.q("how much can Kate spend on her own authority? ie the coordinator","rule",P,"Up to £200 on any one item (£500 in a client-safety emergency)",["200"])
F.q("what do we pay for coffee with a client in december","exception",P,"Up to £10 a visit",["£10","10 pounds"])
F.q("Do we need three quotes for the minibus repair?","exception",P,"No, not for work by its regular garage",["regular garage","except","No,"])
F.q("mileage rate bicycle?","rule",P,"20p a mile",["20p","20 p","0.20","20 pence"])
F.q("what was the lower limit for reserves in the previous version of the policy and why was it raised","two-parts",P,"Three months; because of the grant delay of spring 2023",must=["grant"],accept=["three","3 months","3 to","3–6","3-6"])
F.q("Client has given a volunteer a bottle worth about £12 - may she keep it?","rule",P,"Yes, gifts in kind up to £15 may be kept",["Yes","15"])
F.q("how much was raised by the summer fair last year","table-cell",A,"£2,911.35",["2911.35","2,911.35"])
F.q("By how much did we overspend the minibus budget?","table-cell",A,"£556.45",["556.45"])
F.q("what was our surplus for the year","table-cell",A,f"£{si-se:,.2f}",[f"{si-se:,.2f}",f"{si-se:.2f}"])
F.q("How many miles has Olive Hartnell claimed so far since April?","table-compute",A,f"{oh} miles",[str(oh)])
F.q("how much should i pay desmond for may, all in (miles, passenger extra, parking)?","table-compute",A,f"£{des:.2f}",[f"{des:.2f}",f"{des:.1f}"])
F.q("Why was so little spent from our training budget?","how-why",R,"The dementia courses were paid for by a grant from the Rotary Club",["Rotary"])
F.q("who had the idea for the befrienders","who",R,"Edith Pollard, a retired district nurse",["Pollard"])
F.q("why did the ilkley branch come to nothing?","how-why",R,"The church there began a scheme of its own",["church"])
F.q("Who was treasurer in August 2024?","who",R,"Graham Tordoff",["Tordoff"])
F.q("Whos our examiner now, and who was it before him?","two-parts",R,"Joseph Firth; before him Alma Dyson",must=["Firth","Dyson"])
F.q("correct amount of the garage bill for the brakes?","form",M,"£486 (the May minutes wrongly said £468)",["486"])
F.q("who voted against the lottery application & on what grounds","two-parts",M,"Nasreen Iqbal, who fears dependence on it",must=["Nasreen"],accept=["depend"])
F.q("where's the fair if it rains","prose",M,"In the Methodist hall",["Methodist"])
F.q("and what date is it?","followup",M,"16 August",["16 August","August 16"],after="where's the fair if it rains")
F.q("What becomes of Miss Hartley's money if we don't use it up in time?","rule","hartley_letter.txt","It goes to the RNLI (Royal National Lifeboat Institution)",["Lifeboat","RNLI"])
F.q("which cheques are still out? need the amounts","list","Gift aid query.eml","No. 100233 for £40 to Mrs Sugden, no. 100241 for £62.50 to the Scouts",must=["40","62.50"])
F.q("what's new with chair at the AGM, who is put forward","who","AGM slides.pptx","Nasreen Iqbal is nominated as chair (Ruth Ellershaw stands down)",["Nasreen"])
F.q("lunch 19 june - who gave the veg?","table-cell","lunch_club.csv","Mr Lister",["Lister"])
F.q("How long has the longest-lasting pair been going, and who are they?","two-parts",R,"Since 2006: Mrs Joyce Umpleby and Len Varley",must=["Umpleby","2006"])
F.q("what do clients pay the handymen","rule",R,"Nothing for labour; materials above £10",["materials"])
F.q("what was the total on the tea room receipt?","picture","parking and tea receipts.jpg","£12.95",["12.95"])
F.q("which side should you sit of Mrs Abernethy","recording","voice memo kate.mp3","On her right (she is deaf in the left ear)",["right"])
F.absent("What is the new key safe number at Mr Oldroyd's?","near-absent")
F.q("when in july do the trustees meet?","prose",M,"They do not: the July meeting is cancelled; the next is on 15 September",["cancel","15 September"])
F.absent("at which hospital is Paul Whitley having his hip done?","near-absent")
F.absent("When is the coordinator's next DBS check due?")
F.absent("sum left to us by Edith Pollard in her will?","near-absent")
F.q("can you sum up the letter from the solicitors","summary","hartley_letter.txt","Legacy of £12,500 for outings to the sea with a fish dinner; unspent after six years goes to the RNLI",["12,500","sea","fish dinner"])
F.end(drop=["mileage rate bicycle","Client has given","Whos our examiner","who had the idea","why did the ilkley","what do clients pay the handy"])
