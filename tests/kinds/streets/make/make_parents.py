"""Makes files/parents. Everything is invented. Run from the folder that is to hold files/."""
from writers import *
begin("files/parents")

# ================= HANDBOOK (PDF) =================
write_pdf("Parents Handbook 2024-25 final v2.pdf", "Ashwick Down Primary School: Handbook for Parents 2024-25", [
 ("p", "Issued September 2024. Please keep this booklet. Ashwick Down is a village school with 61 children on roll in three classes: Acorns (Reception and Year 1), Hazels (Years 2 and 3) and Oaks (Years 4, 5 and 6). The head teacher is Mrs Ruth Tolliver. Where a later letter or a decision of the association says otherwise, the later paper holds."),
 ("h", "1. The school day"),
 ("p", "The gate on Pound Lane is opened at 8.40 am and registers are taken at 8.50 am. Children who arrive after 9.00 am come in through the office and are signed in as late by the adult who brings them. Lessons end at 3.20 pm for Hazels and Oaks and at 3.15 pm for Acorns, so that families with several children can collect the youngest first. On the last day of each term everybody finishes at 1.30 pm and there is no after-school club."),
 ("p", "Children in Year 6 may walk home alone when the form W1 has been signed. Children in Year 5 may do so in the summer term only. Younger children are always handed to an adult, or to a brother or sister aged 14 or more who is named on the collection list."),
 ("h", "2. When a child is ill or away"),
 ("p", "Ring the office or leave a message before 9.15 am on the first day of illness. You need not ring every day if you have told us how long the doctor expects it to last. After vomiting or diarrhoea a child stays at home for 48 hours after the last bout. With chickenpox a child may return once every spot has crusted over, which is usually after about five days. With head lice a child need not be kept at home; please treat the whole family the same evening."),
 ("p", "Leave in term time is asked for on form L4, at least 15 school days ahead. The head can only agree to it in exceptional circumstances, and a cheaper holiday is not one. A funeral, a parent home on leave from the armed forces, or a religious festival of the family's own faith are agreed as a rule. For a music or dance examination half a day is enough."),
 ("h", "3. Medicines"),
 ("p", "We give only medicines that a doctor has prescribed, in the original box, with form M2 filled in. A medicine that is to be taken three times a day can be taken before school, after school and at bedtime, so we do not give it; we give a midday dose only where four doses a day are prescribed. Inhalers and adrenaline pens are the exception: they need form M2 once a year, stay in the red bag of the class and are used whenever they are needed. We never give paracetamol on a school day. On a residential the leader may give it when the parent has ticked the box on the consent form."),
 ("p", "Medicines are handed to the office by an adult and never carried in a book bag. Those that have to be kept cold go in the fridge in the staff room, on the top shelf. What has not been collected by the last day of term is taken to the pharmacy in Stoke Marling."),
 ("h", "4. Breakfast club and after-school club"),
 ("p", "The Early Birds breakfast club runs from 7.45 am in the hall. A session costs £4.20 for the first child and £3.50 for each brother or sister on the same morning. Breakfast is served until 8.20 am; a child who comes later may stay but gets fruit only."),
 ("p", "The Dragonflies after-school club runs from the end of lessons until 5.15 pm on Monday to Thursday and until 4.30 pm on Friday. A session costs £9.00, or £7.00 on Friday. Children collected late are charged £5.00 for each quarter of an hour begun. The first late collection in a term is not charged."),
 ("p", "A session can be cancelled free of charge until noon on the school day before. After that the full price is due. If the child is ill and you tell the office by 8.30 am the same morning, half the price is due. If the school itself closes, nothing is due."),
 ("p", "Childcare vouchers and Tax-Free Childcare are accepted for both clubs but not for trips. The club has 16 places in the morning and 20 in the afternoon; children of single working parents come first when a list has to be made."),
 ("pb",),
 ("h", "5. Lunch"),
 ("p", "A hot lunch costs £2.75 a day. Children in Reception, Year 1 and Year 2 eat free of charge, as do children who qualify for free school meals. Order by Thursday 4 pm for the whole of the following week. Once an account is more than £14 in debt we ask you to send a packed lunch until it has been settled."),
 ("p", "We are a nut-free school. Packed lunches must not contain nuts, peanut butter or chocolate-and-hazelnut spread. Sesame is not allowed in Hazels this year because of one child's allergy; the other classes may have it. Sweets and fizzy drinks stay at home, except that a small cake is welcome on birthdays if it has been bought with its label on."),
 ("h", "6. Uniform"),
 ("p", "Bottle-green sweatshirt or cardigan, white polo shirt, grey or black trousers, skirt or shorts, and plain black shoes. Only the sweatshirt has a badge, and a plain green one from any shop is just as good. In the summer term a green checked dress may be worn. Trainers are for PE. Long hair is tied back. Plain stud earrings may be worn but are taken out for PE; ears pierced during the summer holiday may be taped over until the autumn half-term and no longer."),
 ("p", "The association sells new uniform at cost and second-hand uniform from the swap rail, which stands in the porch on the first Friday of each month. Everything on the swap rail costs £1, with the exception of winter coats, which cost £4. Named lost property is returned; what carries no name goes to the swap rail after half a term."),
 ("h", "7. Trips"),
 ("p", "For trips in school time we ask for a voluntary contribution. No child is left behind because a family has not paid, but if less than 80 per cent of the cost has come in ten days before, the trip is cancelled and all money returned. Residentials are charged; families on income support pay for travel only. Adults who go along: one for every 4 children in Reception, one for every 6 in Years 1 to 3, and one for every 10 in Years 4 to 6. Every group has at least two adults, however small it is."),
 ("h", "8. Helping in school"),
 ("p", "Anybody who helps in school four times or more in a month, or stays overnight with the children, needs an enhanced DBS check, which the office applies for at no cost to you. A parent who comes along for one day, to hear readers in the library or to help at a fair, needs no check as long as a member of staff is in the room. Helpers leave their phones in the basket at the office. Nobody helps in the class of their own child during the first half-term."),
 ("h", "9. Getting here"),
 ("p", "Please do not stop on the zigzag lines. Park at the village hall, where the committee lets us use the car park from 8.30 to 9.15 am and from 3.00 to 3.45 pm, except on Wednesdays, when the lunch club needs it; on those days use the lay-by at Cross Farm. Dogs are not allowed inside the gate, with the exception of assistance dogs. Bicycles and scooters are pushed across the playground. Children may cycle to school without an adult once they have passed Bikeability level 2."),
 ("h", "10. Bad weather"),
 ("p", "The head decides by 7.00 am whether the school opens. You get a text message, and the notice is put on the website and read on Marling FM. When the school bus does not run but the school is open, children from Upper Ashwick and Pike's End are marked as authorised absent."),
 ("h", "11. Phones, toys and photographs"),
 ("p", "Only Year 6 children who walk home alone may bring a phone, and it is handed in at the office. Watches that take pictures are treated as phones. Parents may film the nativity play for themselves but may not put the film on the internet. The sports day may not be filmed at all, at the request of two families."),
 ("h", "12. Who to ask"),
 ("t", [["Matter", "Who", "When"],
  ["Office, absences, forms", "Joanne Peel (volunteer) and Mrs Sheila Arkwright", "Mon, Tue, Thu 8.30-12.30; Fri 8.30-11.00; closed on Wednesday"],
  ["Clubs and bookings", "Kirsty Lomax", "7.45-8.45 and 3.15-5.15"],
  ["Money of the association", "Joanna Pell, treasurer", "by e-mail"],
  ["Special needs", "Mr Idris Vaughan", "Thursday afternoon"],
  ["Complaints", "first the class teacher, then Mrs Tolliver, then the chair of governors, Dr Anil Basu", "answer within 10 school days at each step"]]),
 ("p", "A complaint to the chair of governors has to be made in writing. If it is about the head teacher it goes to Dr Basu at once, without the first two steps."),
], "Ashwick Down Primary School, Pound Lane")

# ================= RESIDENTIAL LETTER (PDF) =================
write_pdf("Letter Penhallow Residential Oaks.pdf", "Oaks residential at Penhallow Point, 18 to 20 June 2025", [
 ("p", "10 March 2025. Dear parents of Oaks, we are going to the Penhallow Point outdoor centre for three days and two nights, from Wednesday 18 to Friday 20 June. This letter tells you what it costs, what to pack and how the days run. Please return the consent form by Friday 4 April."),
 ("h", "Cost and paying"),
 ("p", "The price is £164 a child. The association gives £24 of this for every child, so that you pay £140. A deposit of £40 is due with the consent form and is kept if you withdraw after 30 April, unless another child takes the place. The rest is paid in two equal parts of £50 by 9 May and by 6 June. Brothers or sisters who come together each pay £10 less in the last part. Families on income support pay only the coach, £22, and no deposit."),
 ("h", "Timetable"),
 ("t", [["Day", "Morning", "Afternoon", "Evening"],
  ["Wednesday 18 June", "8.30 coach from the village hall; 10.45 arrival", "Beach study with the ranger", "Camp fire"],
  ["Thursday 19 June", "Canoeing (Year 6), orienteering (Years 4 and 5)", "the other way round", "Night walk, back by 9.30 pm"],
  ["Friday 20 June", "Climbing tower", "1.15 coach leaves; back about 3.30 pm", ""]]),
 ("p", "Canoeing needs a child who can swim 25 metres in clothes; those who cannot will do raft building in the shallow pool instead. Children under 1.20 m do not climb the tower beyond the first platform."),
 ("h", "What to bring"),
 ("li", ["a sleeping bag and a pillow case (pillows are there)", "two pairs of old trainers, one of which may get wet", "waterproof jacket and trousers", "a torch", "a packed lunch for the first day, without nuts", "no more than £8 of pocket money in a named purse"]),
 ("p", "Phones, tablets, sprays and sweets stay at home. A camera without internet is allowed. Medicines go to Mr Vaughan at the coach, in a clear bag with form M2."),
 ("h", "Staff and safety"),
 ("p", "Mr Idris Vaughan leads, with Miss Carys Dunne and two parents, Tom Brandreth and Nadia Rahimi, both of whom have an enhanced DBS check. The emergency telephone of the centre is 01632 960 418. The telephone of the leader is switched on from 7 am to 10 pm; at night ring the centre. Mr Vaughan has the first-aid certificate for the outdoors, valid until November 2026."),
 ("p", "If a child is homesick we try everything first; a parent is asked to fetch a child only after the second night call or in case of fever above 38.5 degrees. The money is not returned in that case. If the centre has to cancel, all money including the deposit is returned within 21 days."),
 ("h", "Food"),
 ("p", "The centre cooks vegetarian food on the Wednesday for everybody. On the Thursday there is a choice of chicken or bean chilli. Halal meat is served if you tell us by 9 May. The kitchen is free of nuts but not free of sesame."),
], "Oaks residential 2025")

# ================= CONSTITUTION (DOCX) =================
write_docx("FADS constitution (adopted Nov 2019).docx", "Constitution of the Friends of Ashwick Down School", [
 ("p", "Adopted at the general meeting of 21 November 2019. The association is called the Friends of Ashwick Down School, in short FADS. It is a registered charity and is run by volunteers."),
 ("h", "1. Objects"),
 ("p", "The association raises money for things the school budget does not cover, runs the two clubs and the uniform shop, staffs the office together with the school secretary, and brings parents, staff and village together. It does not pay for staff salaries, textbooks or repairs of the building."),
 ("h", "2. Members"),
 ("p", "Every parent or guardian of a child on roll is a member without applying. Staff are members while they work at the school. Other people from the village may be admitted by the committee as friends; friends may speak at a general meeting but do not vote. Membership ends when the last child leaves, save that an officer may serve until the next annual general meeting."),
 ("h", "3. Committee"),
 ("p", "The committee has three officers, namely the chair, the secretary and the treasurer, and between four and eight other members. It meets at least once in each half-term. Five members are a quorum, of whom one must be an officer. A member who misses three meetings in a row without an apology is taken to have resigned."),
 ("p", "Officers are elected for one year and may serve three years in a row. The treasurer may serve a fourth year if nobody else stands. The head teacher attends without a vote. If votes are equal, the chair has a second vote, except in the election of officers, where lots are drawn."),
 ("h", "4. General meetings"),
 ("p", "The annual general meeting is held in November. Notice is given 21 days before. Twelve members are a quorum. An extraordinary meeting is called when at least 15 members ask for it in writing, and must then be held within 28 days; its quorum is 20."),
 ("h", "5. Spending"),
 ("p", "The treasurer may spend up to £75 alone on one matter. From £75 to £300 two officers must agree. Above £300 the committee decides. Above £1,500 a general meeting decides. In an emergency that concerns the safety of children the chair may spend up to £500 at once and reports to the next committee meeting."),
 ("p", "Cheques and bank transfers need two of the three signatories. Signatories must not be related to each other or live in the same house. A reserve of at least £1,200 is kept and may be touched only by a two-thirds vote of the committee."),
 ("h", "6. Expenses"),
 ("p", "Volunteers get back what they have laid out when they hand in a receipt within 60 days. Without a receipt up to £10 may be refunded once in a school year. Travel is refunded at 40p a mile, but only for a journey on the association's business of more than 15 miles there and back; travel between home and school is never refunded."),
 ("h", "7. Interests"),
 ("p", "A committee member whose firm or family offers goods or services to the association says so, leaves the room during the vote and does not count towards the quorum for that item. At least two other offers are obtained if the order is above £250."),
 ("h", "8. Cash at events"),
 ("p", "Cash is counted by two people on the same evening, entered on the yellow sheet and paid in within five banking days. Nobody takes cash home, with the exception of the float, which the treasurer keeps; the float is £80 for small events and £150 for the summer fair."),
 ("h", "9. Raffles and alcohol"),
 ("p", "A raffle whose tickets are sold only at the event needs no licence. When tickets are sold beforehand the small society lottery registration with the district council has to be in force. Alcohol may be sold only with a temporary event notice, which the secretary applies for at least ten working days ahead. Alcohol as a raffle prize needs no notice if the bottle is sealed, and is handed only to adults."),
 ("h", "10. Papers"),
 ("p", "Minutes are kept for ever, accounts and receipts for six years, consent forms until the end of the school year following the trip, and accident forms until the child is 21. Lists of volunteers are shredded when a new list is made."),
 ("h", "11. Changes and closing"),
 ("p", "This constitution can be changed by two thirds of those voting at a general meeting, with the text sent out 21 days before. Section 1 cannot be changed without the consent of the Charity Commission. If the association is dissolved, what is left goes to the school, and if the school has closed, to the Ashwick village hall trust."),
])

# ================= ACCOUNTS (XLSX) =================
cash = [
 (D(2024,9,3),"Opening balance","","",3184.60,None,""),
 (D(2024,9,6),"Swap rail September","Uniform","In",31.00,None,"Nadia Rahimi"),
 (D(2024,9,9),"Sweatshirts, 30 pcs","Uniform","Out",None,277.50,"Joanna Pell"),
 (D(2024,9,16),"Club fees September","Clubs","In",1146.40,None,"Kirsty Lomax"),
 (D(2024,9,20),"Bread, milk and cereal","Clubs","Out",None,88.15,"Kirsty Lomax"),
 (D(2024,9,27),"Harvest supper tickets","Events","In",214.00,None,"Tom Brandreth"),
 (D(2024,9,30),"Harvest supper food","Events","Out",None,96.72,"Tim Brandreth"),
 (D(2024,10,4),"Swap rail October","Uniform","In",44.00,None,"Nadia Rahimi"),
 (D(2024,10,11),"Insurance of the association","Running costs","Out",None,129.00,"Joanna Pell"),
 (D(2024,10,15),"Club fees October","Clubs","In",1302.80,None,"Kirsty Lomax"),
 (D(2024,10,18),"Reading books library","School gifts","Out",None,265.40,"Martin Hale"),
 (D(2024,10,25),"Bread, milk and cereal","Clubs","Out",None,102.30,"Kirsty Lomax"),
 (D(2024,11,1),"Swap rail November","Uniform","In",58.00,None,"Nadia Rahimi"),
 (D(2024,11,8),"Firewood and sparklers","Events","Out",None,143.65,"Tim Brandreth"),
 (D(2024,11,15),"Club fees November","Clubs","In",1288.60,None,"Kirsty Lomax"),
 (D(2024,11,22),"Printer toner","Running costs","Out",None,64.90,"Joanne Peel"),
 (D(2024,11,29),"Christmas cards designed by children","Events","In",187.50,None,"Nadia Rahimi"),
 (D(2024,12,6),"Swap rail December","Uniform","In",73.00,None,"Nadia Rahimi"),
 (D(2024,12,7),"Christmas bazaar takings","Events","In",964.35,None,"Joanna Pell"),
 (D(2024,12,9),"Christmas bazaar costs","Events","Out",None,231.18,"Tom Brandreth"),
 (D(2024,12,13),"Coach to the pantomime","School gifts","Out",None,340.00,"Martin Hale"),
 (D(2024,12,16),"Club fees December","Clubs","In",871.20,None,"Kirsty Lomax"),
 (D(2025,1,10),"Swap rail January","Uniform","In",22.00,None,"Nadia Rahimi"),
 (D(2025,1,15),"Club fees January","Clubs","In",1214.00,None,"Kirsty Lomax"),
 (D(2025,1,17),"Bread, milk and cereal","Clubs","Out",None,97.85,"Kirsty Lomax"),
 (D(2025,1,24),"Repair of the toaster","Clubs","Out",None,28.00,""),
 (D(2025,1,31),"Water bottles, 65 pcs","School gifts","Out",None,208.00,"Martin Hale"),
 (D(2025,2,7),"Swap rail February","Uniform","In",37.00,None,"Nadia Rahimi"),
 (D(2025,2,10),"Polo shirts, 40 pcs","Uniform","Out",None,182.00,"Joanna Pell"),
 (D(2025,2,14),"Club fees February","Clubs","In",986.50,None,"Kirsty Lomax"),
 (D(2025,2,21),"Quiz night","Events","In",402.00,None,"Tim Brandreth"),
 (D(2025,2,24),"Quiz night prizes","Events","Out",None,55.40,"Tim Brandreth"),
 (D(2025,3,7),"Swap rail March","Uniform","In",41.00,None,"Nadia Rahimi"),
 (D(2025,3,14),"Club fees March","Clubs","In",1331.90,None,"Kirsty Lomax"),
 (D(2025,3,18),"Deposit Penhallow Point","School gifts","Out",None,552.00,"Joanna Pell"),
 (D(2025,3,21),"Bread, milk and cereal","Clubs","Out",None,110.45,"Kirsty Lomax"),
 (D(2025,3,28),"Mother's Day flowers","Events","In",126.00,None,"Nadia Rahimi"),
 (D(2025,4,4),"Swap rail April","Uniform","In",29.00,None,"Nadia Rahimi"),
 (D(2025,4,8),"Shed padlock and hinges","Running costs","Out",None,37.20,""),
 (D(2025,4,30),"Club fees April","Clubs","In",794.30,None,"Kirsty Lomax"),
 (D(2025,5,2),"Swap rail May","Uniform","In",66.00,None,"Nadia Rahimi"),
 (D(2025,5,9),"Rent of the chest freezer","Clubs","Out",None,45.00,"Kirsty Lomax"),
 (D(2025,5,16),"Club fees May","Clubs","In",1260.70,None,"Kirsty Lomax"),
 (D(2025,5,23),"Small society lottery registration","Running costs","Out",None,20.00,"Joanna Pell"),
]
uni = [
 ("Sweatshirt","5-6",9.25,11,6,None),("Sweatshirt","7-8",9.25,14,6,None),("Sweatshirt","9-10",9.25,4,6,"order"),("Sweatshirt","11-12",9.75,7,4,None),
 ("Cardigan","5-6",10.50,5,4,None),("Cardigan","7-8",10.50,2,4,"order"),("Cardigan","9-10",10.50,6,4,None),("Cardigan","11-12",11.00,None,2,"not counted"),
 ("Polo shirt","5-6",4.55,22,10,None),("Polo shirt","7-8",4.55,17,10,None),("Polo shirt","9-10",4.55,8,10,"order"),("Polo shirt","11-12",4.95,12,6,None),
 ("Checked dress","5-6",8.40,3,3,None),("Checked dress","7-8",8.40,5,3,None),("Checked dress","9-10",8.90,1,3,"order"),
 ("PE shorts","5-6",3.80,9,6,None),("PE shorts","7-8",3.80,13,6,None),("PE shorts","9-10",3.80,10,6,None),
 ("Sun hat","one size",4.20,19,8,None),("Book bag","one size",5.60,16,8,None),("PE bag","one size",3.95,5,8,"order"),
 ("Winter hat","one size",4.75,None,5,"in the loft, to be counted"),
]
bud = [
 ("Clubs: food",1050.00,398.75,"Kirsty Lomax"),("Clubs: equipment",300.00,73.00,"Kirsty Lomax"),("Uniform: purchases",700.00,459.50,"Joanna Pell"),
 ("Library books",400.00,265.40,"Martin Hale"),("Trips and coaches",950.00,892.00,"Martin Hale"),("Gifts for leavers",160.00,0.00,"Nadia Rahimi"),
 ("Water bottles",220.00,208.00,"Martin Hale"),("Outdoor shelter",2400.00,0.00,"Martin Hale"),("Insurance",130.00,129.00,"Joanna Pell"),
 ("Toner and paper",180.00,64.90,"Joanne Peel"),("Licences",41.00,20.00,"Joanna Pell"),("Summer fair costs",520.00,0.00,"Tom Brandreth"),
 ("Christmas bazaar costs",250.00,231.18,"Tom Brandreth"),("Bonfire night",180.00,143.65,"Tim Brandreth"),("Quiz night",60.00,55.40,"Tim Brandreth"),
 ("Harvest supper",110.00,96.72,"Tim Brandreth"),("First-aid course",240.00,None,"Sheila Arkwright"),("Garden club seeds",75.00,None,"Carys Dunne"),
 ("Repairs and small tools",80.00,37.20,"Tom Brandreth"),("Music lessons fund",350.00,None,"Idris Vaughan"),
]
write_xlsx("FADS accounts 24-25.xlsx", [
 ("Cash book", [["FADS cash book, school year 2024-25 (kept by Joanna Pell)"], []], ["Date","What","Area","In/Out","Money in £","Money out £","Handled by"], cash, []),
 ("Uniform stock", [], ["Item","Size","Price £","In stock","Minimum","Note"], uni, []),
 ("Budget", [["Budget 2024-25 against spending, state of 31 May 2025"]], ["Line","Planned £","Spent £","Responsible"], bud, []),
])

# ================= BREAKFAST CLUB (CSV) =================
kids = [("Alfie Marsden","Acorns"),("Poppy Marsden","Hazels"),("Zara Rahimi","Oaks"),("Ewan Brandreth","Hazels"),("Owen Brandreth","Oaks"),
        ("Maisie Holt","Acorns"),("Maisy Hoult","Hazels"),("Kofi Asante","Oaks"),("Lily Pell","Acorns")]
plan = { # child index -> days
 "2025-05-12":[0,1,2,4,7],"2025-05-13":[3,4,5,8],"2025-05-14":[0,1,2,6,7,8],"2025-05-15":[2,3,4,5,7],"2025-05-16":[0,1,6],
 "2025-05-19":[0,1,2,4,7,8],"2025-05-20":[3,4,5],"2025-05-21":[2,5,6,7],"2025-05-22":[0,1,3,4,8],"2025-05-23":[2,6,7]}
second = {1,4}          # the brother or sister on the same morning pays 3.50
rows = []
for day, who in plan.items():
    for i in who:
        n, c = kids[i]
        sib = (i == 1 and 0 in who) or (i == 4 and 3 in who)
        price = "3.50" if sib else "4.20"
        st = "came"; paid = "yes"
        if (day, i) in (("2025-05-14",6),("2025-05-20",5),("2025-05-23",2)): st = "cancelled in time"; price = "0.00"; paid = ""
        if (day, i) in (("2025-05-15",5),("2025-05-21",7)): st = "ill, told by 8.30"; price = "2.10"; paid = "yes"
        if (day, i) in (("2025-05-16",6),): st = "no show"; paid = "no"
        if i == 7 and day >= "2025-05-19": paid = "no"
        if i == 8 and day == "2025-05-22": paid = "no"
        arr = "" if st != "came" else ["7.45","7.50","8.05","7.55","7.55","8.25","8.10","7.45","8.00"][i]
        rows.append([day, n, c, arr, st, price, paid])
with open(P("early birds register May.csv"), "w", newline="", encoding="utf-8") as f:
    w = csv.writer(f); w.writerow(["date","child","class","arrived","status","price","paid"]); w.writerows(rows)

# ================= HALL HIRE (HTML) =================
write_text("hall hire - website.html", """
<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Hiring the school hall</title><style>body{font-family:sans-serif}</style></head>
<body><nav><a href="/">Home</a> | <a href="/clubs">Clubs</a> | <a href="/hall">Hall hire</a></nav>
<h1>Hiring the school hall</h1>
<p>The hall at Ashwick Down Primary School can be hired on weekdays after 5.30 pm, at weekends and in the holidays. The association looks after the bookings on behalf of the governors. Please write to hall@ashwickdown.example; Tim Brandreth answers, usually within three days. The hall holds 90 people standing or 64 at tables.</p>
<h2>What it costs</h2>
<table border="1"><tr><th>Hirer</th><th>Weekday, per hour</th><th>Weekend, per hour</th></tr>
<tr><td>Families of the school and village clubs</td><td>£12</td><td>£16</td></tr>
<tr><td>Other private hirers</td><td>£18</td><td>£25</td></tr>
<tr><td>Businesses</td><td>£27</td><td>£35</td></tr></table>
<p>At weekends the shortest hire is three hours. The kitchen is £15 extra for the whole hire; making tea and coffee with your own kettle costs nothing. Projector and screen: £8. Heating is included from October to April, and there is none in the other months because the boiler is turned off.</p>
<h2>Deposit and cancelling</h2>
<p>A deposit of £75 is paid with the booking and comes back within seven working days when the hall has been left clean. For children's parties the deposit is £40. If you cancel more than 21 days before, you pay nothing. Between 21 and 8 days before, half the hire is due; within the last 7 days all of it. If the school needs the hall for an election or a funeral, you get everything back and may choose another date at half price.</p>
<h2>Rules of the house</h2>
<ul><li>Music ends at 10 pm, and everyone is out by 10.30 pm; on Sundays everyone is out by 8 pm.</li>
<li>No candles except on a birthday cake. No glitter and no confetti.</li>
<li>Bouncy castles only on the grass, never in the hall, and only with the supplier's insurance paper.</li>
<li>Alcohol may be served free of charge to adults by private hirers. It may be sold only under a temporary event notice obtained by the hirer.</li>
<li>Outdoor shoes are allowed, but no heels narrower than a five-pence piece.</li>
<li>The stage blocks may be moved by adults only; the piano is not to be moved at all.</li>
<li>Leave by the side door on Church Path; the Pound Lane gate is locked at 6 pm.</li></ul>
<h2>Keys</h2>
<p>The key is fetched from Martha Hale at 3 Church Path, not from the school office, between 4 and 6 pm on the day before. A lost key costs £45 because two locks have to be changed.</p>
<p>Dogs are not admitted, apart from the puppy class on Tuesdays, which has its own agreement and cleans the floor itself.</p>
<footer>Page last changed on 2 February 2025.</footer></body></html>
""")

# ================= OFFICE NOTES (MD) =================
write_text("office handover notes.md", """
# Office handover notes

Written by Sheila Arkwright for Joanne Peel and anybody who covers the office. Last gone over 28 April 2025.

## Every morning

1. Switch off the alarm at the box behind the coats. You have 40 seconds. If it goes off, ring Castle Alarms on 01632 960 077 and give the site number 5528.
2. Listen to the answerphone and put absences on the sheet before 9.20. For a child who is missing without a message, ring the first contact by 9.40, and the second by 9.50. If nobody answers, tell Mrs Tolliver; do not ring the police yourself.
3. Check the milk. Ferris Dairy leaves two crates at the kitchen door on Monday, Wednesday and Friday. Milk is free for under-fives; the order for the others goes in by the 20th of the month before.
4. Unlock the shed if Oaks have PE (Tuesday and Thursday).

## Post, parcels, visitors

Visitors sign the blue book and wear a red lanyard; people with a DBS check that we have seen ourselves get a green one. Governors have yellow. The meter reader must be walked round. Parcels for the association go into the cupboard under the stairs, parcels for the school into the staff room.

## Photocopier

The copier is leased from Brindle Office until March 2027. The code for school copies is the room number, and FADS copies have their own account so that the association pays 1.5p for black and white and 6p for colour. Toner is ordered when the second warning appears, not at the first: the first comes 800 pages too early. The man who repairs it is called Gavin and comes on Thursdays. Do not use recycled paper in tray 2, because it curls and jams the fuser.

## Keys and keyholders

| Key | Number | Held by | Since |
|---|---|---|---|
| Main door | A1 | Ruth Tolliver | 2017 |
| Main door | A2 | Sheila Arkwright | 2015 |
| Main door | A3 | Martin Hale | Nov 2022 |
| Hall side door | B1 | Martha Hale | Jan 2024 |
| Hall side door | B2 | Tim Brandreth | Jan 2024 |
| Shed | C1 | Tom Brandreth | Sept 2023 |
| Shed | C2 | office hook | - |
| Uniform cupboard | D1 | Nadia Rahimi | Sept 2024 |
| Oil tank | E1 | Ruth Tolliver | 2017 |

Key A4 was handed back by Pauline Greaves in July 2024 and is in the safe. Nobody copies a key without the head's signature.

## Accidents

Bumps on the head: yellow slip home, and a telephone call to the parent in every case, even when the child is well. Other small things: slip only. Anything that ends in hospital is reported to the council on the same day with form AR3. The accident book is in the second drawer; full books go in the loft.

## Things people always ask

- School photographs: taken by Lens & Larch, on 2 October last year; re-orders until the end of November only.
- The nurse comes for the flu spray in November, for Reception to Year 6.
- Bus passes come from the county, not from us. We only stamp the form.
- Lost property is in the crate in the porch.
- Free-school-meal forms can be handed in at any time of year, and they bring the school money even for infants who eat free anyway, so please push them gently.
- The boiler is serviced in August by Oakes & Daughter. The reset button may be pressed twice; after the third failure it must be left alone because unburnt oil collects in the chamber.
- Oil: order when the gauge is at a quarter. It takes eight working days. Last delivery 1,500 litres on 6 February 2025 at 71.4p a litre.

## Dates for the office

| What | When |
|---|---|
| Summer census | Thursday 15 May 2025 |
| Reception places, appeal hearing | 11 June 2025 |
| Reports go home | Friday 11 July 2025 |
| Last day of term | Tuesday 22 July 2025 |
| Training days next year | 1 and 2 September, 5 January |

## Passwords

Not here. They are in the sealed envelope in the safe; whoever opens it signs and dates the new one.
""")

# ================= MINUTES (ODT) =================
write_odt("committee minutes 14 Jan 2025.odt", "FADS committee, minutes of the meeting of 14 January 2025", [
 ("p", "Held in the staff room, 7.30 pm to 9.25 pm. Present: Martin Hale (chair), Joanna Pell (treasurer), Leonie Fox (secretary), Tom Brandreth, Nadia Rahimi, Kirsty Lomax. Mrs Tolliver attended. Apologies: Tim Brandreth, Joanne Peel. The minutes of 19 November were agreed with one correction: the bonfire was on 8 November and not on 9 November."),
 ("h", "1. Money"),
 ("p", "Joanna reported. The Christmas bazaar made a profit of £733.17, the best since 2018. Club fees are in order apart from two families, who will be written to. The bank has agreed to the change of signatories: they are now Martin Hale, Leonie Fox and Joanna Pell. Pauline Greaves has been taken off."),
 ("h", "2. Club charges"),
 ("p", "Kirsty explained that children had been collected late eleven times in the autumn term and that two helpers no longer want to stay. Decided, five votes to one: from 24 February 2025 late collection from Dragonflies costs £7.50 for each quarter of an hour begun, instead of the £5.00 in the handbook. The first late collection in a term stays free. The price of a session is not changed. The rule about cancelling stays as it is in the handbook."),
 ("h", "3. Outdoor shelter"),
 ("p", "Three offers for a wooden shelter on the playground have come in."),
 ("t", [["Firm", "Offer", "Roof", "Delivery", "Guarantee"],
  ["Larkspur Timber", "£2,380", "shingles", "9 weeks", "10 years"],
  ["Hale & Sons", "£2,150", "felt", "5 weeks", "5 years"],
  ["Greenfold Play", "£2,895", "shingles", "6 weeks", "15 years"]]),
 ("p", "Martin Hale declared that Hale & Sons belongs to his uncle and left the room; Leonie took the chair. The committee recommends Larkspur Timber, although it is not the cheapest, because the felt roof of the old bike shed had to be renewed after six years. As the sum is above £1,500 it goes to a general meeting on 11 March."),
 ("h", "4. Summer fair"),
 ("p", "The fair was planned for Saturday 21 June. It is moved to Saturday 5 July because Oaks come back from Penhallow only the evening before and the parents of Oaks run half of the stalls. Tom Brandreth takes the lead, since Tim has taken over the hall bookings. The silver band has been asked; it wants £120 and its tea."),
 ("h", "5. Quiz night"),
 ("p", "21 February in the village hall, £6 a head, teams of up to six. Tim is quizmaster. The bar is run by the village hall, so that no notice is needed from us."),
 ("h", "6. Uniform"),
 ("p", "Nadia counted the cupboard in December. The supplier Stitchwell puts sweatshirts up by 4 per cent from April. It was decided to order polo shirts now and to leave our own prices alone until September. The proposal to give every new Reception child a free book bag was put off until the AGM, because nobody could say what it would cost over the years."),
 ("h", "7. Defibrillator"),
 ("p", "The parish council asks whether the defibrillator may hang on the school wall. Mrs Tolliver agrees if it is outside the gate, on the Church Path side, so that it can be reached when the school is shut. The parish pays for the box and the pads, the school for the electricity."),
 ("h", "8. Any other business"),
 ("p", "The cake stall after school on the first Friday stays with Hazels until Easter and passes to Acorns afterwards. Leonie will write to the county about the flooded verge. The WhatsApp group is not an official channel; notices count only when they have been sent by e-mail or text."),
 ("p", "Next meeting: Tuesday 25 March 2025, 7.30 pm. Signed: Leonie Fox, secretary."),
])

# ================= OLD CHARGES (RTF) =================
write_rtf("Charges 2023-24.rtf", "Clubs, lunch and small charges for the school year 2023-24", [
 ("p", "This sheet was sent out in July 2023 and holds from 4 September 2023 until a new one appears."),
 ("t", [["What", "Charge", "Remark"],
  ["Early Birds, first child", "£3.80", "7.45 to 8.40 am"],
  ["Early Birds, brother or sister", "£3.20", "same morning"],
  ["Dragonflies, Monday to Thursday", "£8.50", "until 5.15 pm"],
  ["Dragonflies, Friday", "£6.50", "until 4.30 pm"],
  ["Late collection", "£4.00", "each quarter of an hour begun"],
  ["Hot lunch", "£2.60", "infants free"],
  ["Swap rail, any piece", "£1.00", "winter coats £3.00"],
  ["Recorder hire", "£5.00", "per term"],
  ["Replacement reading record", "£1.50", ""],
  ["Replacement book bag", "£5.00", ""]]),
 ("p", "Recorder lessons are free; only the instrument is hired, and it is yours when you have paid for six terms. Lost library books are charged at half the price printed on the back. Payment is by bank transfer or at the office; we no longer take cheques. The association's account is with the Marling Building Society."),
 ("p", "If you cannot pay, please speak to the head teacher in confidence. The hardship fund pays up to £60 a family in a school year, for clubs and trips but not for uniform, since uniform can be had from the swap rail."),
])

# ================= SUMMER FAIR (PPTX) =================
write_pptx("summer fair plan v3.pptx", [
 ("Summer fair, Saturday 5 July 2025", ["Plan of Tom Brandreth, version 3, 27 May 2025", "Playing field and hall, 1 pm to 4.30 pm"], ""),
 ("Who does what", ["Field and tables: Tom Brandreth, Kofi's dad Emmanuel Asante", "Cakes and tea: Acorns parents, led by Gemma Holt", "Barbecue: Martin Hale and Dr Basu", "Raffle: Leonie Fox", "Uniform rail: Nadia Rahimi", "Games: Oaks children with Miss Dunne", "First aid: Sheila Arkwright, in the library"], "Gemma Holt is Maisie's mum; Jemma Hoult (Maisy's mum) cannot come that day."),
 ("Prices", ["Entry: adults £1.50, children free", "Burger £3.50, veggie burger £3.50, sausage £2.50", "Tea 80p, cake £1, squash 50p", "Raffle ticket £1, strip of six £5", "Bouncy castle £2 for five minutes", "Coconut shy: three balls for £1"], "Entry for under-18s is free, also for those from other schools."),
 ("Timetable", ["9.00 am field marked out", "10.30 am gazebos up, bouncy castle arrives", "12.15 pm stalls ready, safety round", "1.00 pm opened by the chair of the parish council, Mrs Dilys Crane", "2.00 pm silver band", "3.00 pm fancy dress parade, theme: under the sea", "3.45 pm raffle draw", "4.30 pm end; clearing until 6 pm"], "Band plays two sets of 25 minutes."),
 ("If it rains", ["Decision on Friday 4 July at 6 pm by Tom and Mrs Tolliver", "Light rain: we go ahead with gazebos", "Heavy rain: tea, cakes, raffle and uniform in the hall; barbecue under the bike shed; no bouncy castle, no coconut shy", "No second date, because the band is booked all summer"], ""),
 ("Permissions and hire", ["Temporary event notice for the Pimm's stall: Leonie applies by 18 June", "Bouncy castle from Hopalong Hire, £95, their insurance paper is on file", "Six gazebos: four of our own, two from the cricket club", "Float £150 from Joanna", "Barbecue not within 6 m of a gazebo"], "Hopalong wants two adults at the castle all the time. Not more than eight children on it, none over 1.50 m."),
 ("Aims", ["Last year: £1,318 taken, £391 costs", "This year: £1,500 taken", "Profit goes to the outdoor shelter, apart from the cake stall, which goes to the hospice in Stoke Marling"], ""),
])

# ================= MAIL (MBOX) =================
T = "Joanna Pell <treasurer@fads.example>"; O = "Joanne Peel <office@ashwickdown.example>"; CH = "Martin Hale <chair@fads.example>"
SE = "Leonie Fox <secretary@fads.example>"; TOM = "Tom Brandreth <tom.b@mail.example>"; TIM = "Tim Brandreth <hall@ashwickdown.example>"
KL = "Kirsty Lomax <clubs@ashwickdown.example>"; HD = "Ruth Tolliver <head@ashwickdown.example>"; COM = "committee@fads.example"; NR = "Nadia Rahimi <uniform@fads.example>"
M = []
def m(*a, **k): M.append(mail(*a, n=len(M)+1, **k))
m("2025-01-16 19:12", SE, COM, "Minutes of Tuesday", "Dear all,\n\nthe minutes of the 14th are in the folder. Please send corrections by Sunday week.\n\nThe next meeting is on 25 March, and the general meeting about the shelter on 11 March at 7 pm in the hall. I shall send the notice on 17 February so that we keep the 21 days.\n\nLeonie\n")
m("2025-01-28 08:51", "Gemma Holt <gemma.holt@mail.example>", O, "Maisie - antibiotic", "Hi Joanne,\n\nMaisie has to take amoxicillin three times a day until Monday. Could someone give her the lunchtime spoonful? I can send it in her bag.\n\nGemma (Acorns)\n")
m("2025-01-28 10:20", O, "Gemma Holt <gemma.holt@mail.example>", "Re: Maisie - antibiotic", "Dear Gemma,\n\nI'm sorry, for three times a day we can't: the doctor's times are before school, when she gets home and at bedtime. If the surgery changes it to four times a day, bring the box and form M2 to me, please not in the bag.\n\nHope she is better soon.\nJoanne Peel, office\n\n> Could someone give her the lunchtime spoonful? I can send it in her bag.\n")
m("2025-02-11 21:40", KL, COM, "Early Birds: toaster and numbers", "Hello all,\n\nthe toaster is back from repair (£28, I paid it, receipt in Joanna's tray). Numbers: on Wednesdays we had 15 of 16 places taken in January, on Fridays only 6. If Wednesday gets fuller I need a third helper, since we agreed on one adult for every 8 children.\n\nThe council's hygiene inspector came on 4 February. We got four out of five. The missing point is for the fridge thermometer, which I have bought since, so she comes again in the autumn.\n\nKirsty\n")
m("2025-02-26 17:05", TIM, "Yvonne Marchetti <y.marchetti@mail.example>", "Your booking of the hall, 29 March", "Dear Mrs Marchetti,\n\nthank you for booking the hall for your daughter's party on Saturday 29 March from 2 to 6 pm with the kitchen. As you live in Stoke Marling and have no child with us the weekend price for other private hirers holds: 4 hours at £25, plus £15 for the kitchen, makes £115. The deposit for a children's party is £40.\n\nThe bouncy castle may stand on the grass if you send me the insurance paper by 22 March.\n\nTim Brandreth\nHall bookings\n")
m("2025-03-12 09:30", SE, COM, "Result of the general meeting on the shelter", "Dear all,\n\n31 members came last night. The shelter from Larkspur Timber was agreed with 27 votes to 2, two abstained. We pay £800 now from the account... sorry, not yet: Larkspur takes the first £800 when it starts, and the rest when the shelter stands. Start is planned for 21 July, in the last week of term, so that the children are not in the way for long.\n\nMrs Tolliver will ask the governors for the consent of the county as owner of the ground. Without it nothing starts.\n\nLeonie\n")
m("2025-03-20 20:02", "Rob Marsden <rob.marsden@mail.example>", T, "Invoice for clubs", "Hi Joanna, we got an invoice for £46.20 for February but Poppy was ill on the 4th and 5th and I rang before half past eight on both days. Can that come off? Rob\n")
m("2025-03-21 07:48", T, "Rob Marsden <rob.marsden@mail.example>", "Re: Invoice for clubs", "Hi Rob,\n\nyes in part: if we are told by 8.30 half is due. The two days were charged at £3.50 each since Alfie came too, so £3.50 comes off altogether and you owe £42.70. Please pay by the end of the month.\n\nJoanna Pell\nTreasurer\n", cc=KL)
m("2025-03-27 12:00", HD, COM, "Shelter: the county", "Dear friends,\n\nthe county has given its consent, with two conditions: the shelter has to stand at least 4 metres from the boundary wall, and its roof must not drain on to Church Path. Larkspur knows both.\n\nRuth Tolliver\n")
m("2025-04-02 18:33", NR, COM, "Uniform: who pays for the sun hats", None or "Hi,\n\nStitchwell delivered 24 sun hats instead of 12. They let us keep the second dozen at half price, so the whole lot cost £64.80 and not £86.40. I said yes. I hope that is fine - two of us agreed by phone (Joanna and me... I know I'm not an officer, so Martin has said yes as well).\n\nThe swap rail on 4 April is with Yasmin because I'm at my sister's.\n\nNadia\n")
m("2025-05-06 22:15", TOM, "Martin Hale <chair@fads.example>", "Bike shed gate", "Martin, the gate of the bike shed came off its top hinge and nearly hit a child this afternoon. I have tied it up. A proper new gate with fitting is £310 from the smith in Pike's End, he could come tomorrow. Can you decide that alone?\n\nTom\n")
m("2025-05-06 22:41", CH, TOM, "Re: Bike shed gate", "Yes, that is exactly what the emergency clause is for. Tell him to come. I'll report it at the meeting on 20 May.\n\nMartin\n", cc=SE)
m("2025-05-19 16:10", HD, "Parents <all@ashwickdown.example>", "Sports day moved", None, htmlbody="<html><body><p>Dear parents,</p><p>Sports day is moved from Thursday 12 June to <b>Tuesday 17 June</b>, 1.15 pm, because the field was treated against leatherjackets and may not be used for four weeks. If it rains on the 17th it will be on the 24th.</p><p>Please send a hat, a water bottle and sun cream that the children can put on themselves.</p><p>Ruth Tolliver</p></body></html>")
m("2025-05-21 09:05", SE, COM, "Decisions of 20 May", "Dear all, in short, the full minutes follow:\n\n- The gate (£310) was noted. Smith has been paid.\n- Early Birds goes up to £4.50 for the first child and £3.80 for a brother or sister from 1 September 2025. Until then nothing changes.\n- Kirsty gets a third helper on Wednesdays from September: Yasmin Osei.\n- Nadia gives up the uniform shop in July. Gemma Holt will follow her.\n- The hall: from 1 September weekend hire for families and village clubs is £18 instead of £16. The other prices stay.\n- The AGM is on Thursday 20 November 2025.\n\nLeonie\n")
m("2025-05-30 13:22", "Hopalong Hire <bookings@hopalong.example>", TOM, "Confirmation 7731: bouncy castle 5 July", "Dear customer,\n\nwe confirm the Jungle castle, 15 ft by 15 ft, for Saturday 5 July. Delivery between 10.00 and 10.45, collection from 4.45 pm. Price £95 including blower, payable on the day in cash or by card. Cancellation because of weather is free until 8 am on the day. We need a socket within 25 metres and a lawn without stones.\n\nHopalong Hire, Stoke Marling\n", attach=("Hopalong conditions.txt", "Conditions of hire. The hirer provides two adults to supervise at all times. No shoes, glasses, food or silly string. Wind above 24 mph: the castle must be let down at once. Damage is charged up to an excess of £150.\n"))
m("2025-06-03 11:37", O, "Oaks parents <oaks@ashwickdown.example>", "Penhallow: last payment and coach", "Dear Oaks parents,\n\nthe last £50 for Penhallow is due this Friday, 6 June. 23 children are coming. The coach now leaves from Cross Farm lay-by and not from the village hall, still at 8.30, because 18 June is a Wednesday and the hall car park is taken by the lunch club.\n\nWe still miss the swimming slips of four children. Without the slip they do raft building.\n\nJoanne Peel, office\n")
write_mbox("FADS mail Jan-June 2025.mbox", M)

# ================= SCAN: CONSENT FORM (PNG) =================
from PIL import Image, ImageDraw
R_, B_, H_ = fonts()
im = Image.new("RGB", (1240, 1600), (250, 249, 244)); g = ImageDraw.Draw(im)
g.rectangle((40, 40, 1200, 1560), outline=(60,60,60), width=3)
g.text((80, 70), "Ashwick Down Primary School", font=B_(38), fill=(20,20,20))
g.text((80, 125), "CONSENT FORM  -  RESIDENTIAL  -  Penhallow Point 2025", font=B_(30), fill=(20,20,20))
fields = [("Name of child","Kofi Asante"),("Date of birth","23 / 09 / 2014"),("Class / year","Oaks, Year 5"),("Parent or guardian","Emmanuel Asante"),
 ("Telephone (day)","01632 960 852"),("Telephone (night)","07700 900 316"),("Second contact","Grace Asante (aunt)  07700 900 947"),("Doctor / surgery","Dr Whelan, Marling Surgery"),
 ("Allergies","penicillin; wasp stings (pen)"),("Medicines to be taken","Cetirizine 10 ml, evenings"),("Food","no pork"),("Can swim 25 m in clothes","[  ] yes    [X] not yet"),
 ("Paracetamol may be given","[X] yes    [  ] no"),("Photographs may be taken","[  ] yes    [X] no"),("Deposit £40","paid 28/03/25, bank transfer"),("Height of child","1.38 m")]
y = 210
for k, v in fields:
    g.text((80, y+8), k + ":", font=R_(26), fill=(40,40,40)); g.line((470, y+48, 1150, y+48), fill=(150,150,150), width=2)
    g.text((485, y+6), v, font=H_(28), fill=(20,30,130)); y += 72
g.text((80, y+20), "Signed:", font=R_(26), fill=(40,40,40)); g.text((485, y+16), "E. Asante", font=H_(32), fill=(20,30,130))
g.text((800, y+20), "Date:", font=R_(26), fill=(40,40,40)); g.text((890, y+16), "29 March 2025", font=H_(26), fill=(20,30,130))
g.text((80, y+85), "Office use:  received 31/03/25  J. Peel   form no. 14 of 23", font=R_(24), fill=(90,20,20))
im = im.rotate(0.5, resample=Image.BICUBIC, fillcolor=(235,235,230)).convert("L"); im.save(P("IMG_2231.png"))
