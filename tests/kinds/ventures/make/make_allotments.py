from societies import *

OUT = os.path.join(HERE, "files", "allotments"); os.makedirs(OUT, exist_ok=True)
P = lambda n: os.path.join(OUT, n)
D = datetime.date

RULES = """
# Hollin Bank Allotment Society - Constitution and Site Rules
Adopted at the general meeting held in Thrushley Methodist Hall on 17 November 2024. This edition replaces the rules of 2016 and the loose sheet of 2019 about poultry.
## 1. Name and objects
1.1 The society is called the Hollin Bank Allotment Society ("HBAS", "the Society"). It holds two fields, known as Upper Field and Lower Field, on lease from Thrushley Town Council ("the Council").
1.2 The objects of the Society are to let the plots to its members at a fair rent, to keep the common ways, fences, tanks and huts in repair, and to encourage the growing of food and flowers for the household. Nobody may grow crops on a plot by way of trade; surplus may be given away or sold at the Society's own summer stall.
## 2. Membership
2.1 Any person of eighteen years or over who lives in the parish of Thrushley, or within two miles of its boundary, may apply. A tenant who later moves out of that area may keep the plot until the end of the second rent year after the move, and no longer.
2.2 Associate members pay £6 a year. They may use the trading hut and come to meetings and speak, but have no vote and no plot. A person on the waiting list does not need to be an associate member.
2.3 A household may hold no more than one full plot, or two half plots. Households which held more than this before 17 November 2024 may keep what they hold, but may not pass it on undivided.
## 3. Committee
3.1 The committee consists of the chair, the secretary, the treasurer, the plots officer and not more than six others. One third of the committee retires each year and may stand again, except that nobody may be chair for more than five years running.
3.2 Five members make a quorum of the committee, of whom at least two must be officers. The chair has a casting vote.
3.3 A member of the committee who misses three meetings in a row without sending apologies is taken to have resigned.
## 4. General meetings
4.1 The annual general meeting is held in November. The secretary sends out the notice and agenda not less than 21 days before. Motions from members must be with the secretary 35 days before.
4.2 The quorum is twenty members or one third of the membership, whichever is the smaller.
4.3 There is one vote for each plot, however many names are on the agreement. Proxies are not accepted; a tenant who cannot come may hand in a postal vote on a printed motion only.
4.4 The secretary shall call an extraordinary general meeting within 28 days of getting a request signed by twelve members which sets out the business.
## 5. Rent, charges and deposits
5.1 The rent year runs from 1 October to 30 September. Bills go out in the third week of September and are payable by 10 November. A tenant whose bill is still unpaid on 1 December is sent a final demand, with an added charge of £8, and the tenancy ends if nothing has come by 31 December.
5.2 A tenant who takes on a plot on or after 1 April pays half of that year's rent. The water charge is not halved.
5.3 Tenants aged 67 or over on 1 October, and tenants who get Universal Credit, pay half rent on one plot only. Proof is to be shown once; the water charge is payable in full.
5.4 Each tenant leaves a deposit for the gate key, as given in Schedule A. It is paid back when the key comes back, unless more than 60 days have gone by since the tenancy ended. A lost key is replaced for £15 and the deposit is not affected.
5.5 No part of the rent is paid back to a tenant who leaves during the year, except where the tenant has died or gives up because of illness, when the unused whole months are refunded.
## 6. Cultivation
6.1 A new tenant shall have a quarter of the plot under cultivation within three months and three quarters within twelve months. Plots let with more than half under bramble are given eighteen months in place of twelve.
6.2 Carpet may not be used to smother weeds. Woven weed fabric and cardboard are allowed for up to one growing season on the same ground.
6.3 Paths between plots are to be kept 60 cm wide and mown by the tenant on the north side of the path, or, where the path runs north to south, by the tenant on the east side.
6.4 Where a plot is not being worked, the plots officer sends a first letter giving 28 days to make a start. If nothing is done a second letter gives 21 days more. After that the committee may give one month's notice to quit. A tenant who is ill or has had a bereavement may ask in writing for the letters to be held back for up to six months, and this may be granted once in any three years.
## 7. Sheds, greenhouses and tunnels
7.1 Written leave of the committee is needed before anything is put up. A sketch with measurements is to be sent to the plots officer; an answer is given within 30 days.
7.2 A shed may not be larger than 2.4 m by 1.8 m, and a greenhouse not larger than 3.0 m by 2.4 m. Neither may be higher than 2.2 m at the ridge. On a half plot the tenant may have one or the other but not both.
7.3 Polytunnels of up to 6 m in length are allowed on Upper Field only. They must be skinned in clear sheeting, and torn sheeting is to be taken off the site within 14 days.
7.4 On Lower Field nothing may stand on concrete or be fixed to the ground, because of the gas main, and nothing at all may stand within 4 m of Tansy Brook.
7.5 Glass is to be horticultural or toughened. Broken glass is not to be put in the skip.
## 8. Animals and bees
8.1 Hens may be kept, up to eight on a full plot and four on a half plot; cockerels are not allowed. Rabbits may be kept up to four. No other livestock is allowed. The keeper, or somebody named to the plots officer, must visit every day.
8.2 Bees may be kept on plots U17 and U18 only, up to two hives on each, by members of a beekeepers' association who show its insurance certificate every January.
8.3 Dogs are to be on a lead on the common ways. On the tenant's own plot a dog may be loose if the plot is fenced.
## 9. Fires
9.1 Bonfires may be lit from 1 November to 31 March only, not before 3 pm, and must be out by the time the tenant leaves. Only dry plant matter grown on the plot may be burned. Incinerator bins count as bonfires.
9.2 No fire may be lit on the six plots along Mill Lane (L11 to L16) at any time, because of the thatched cottages.
## 10. Water
10.1 Water is drawn from the dip tanks by can. Hoses and pumps may not be put into the tanks.
10.2 On Upper Field a hand-held hose may be used at the standpipes before 9 am and after 6 pm, for no more than fifteen minutes when somebody else is waiting. On Lower Field no hose may be used. Sprinklers and seep hoses are forbidden on both fields.
10.3 The water is turned off from the first Saturday of November until the last Saturday of March.
10.4 Every shed and greenhouse is to have a butt of at least 200 litres.
## 11. Trees and hedges
11.1 Fruit trees must be on dwarfing stock, not more than five on a full plot and three on a half plot, and no nearer than 2 m to a path. Nut trees, willow, bamboo and conifers may not be planted.
11.2 The outer hedges belong to the Council and are cut by it each February. Tenants may trim their own side back to the posts, but not between 1 March and 31 August.
## 12. Sprays
12.1 Weedkillers with glyphosate may be used only on bindweed, couch and horsetail, painted or dabbed on and not sprayed, and neighbours are to be told the day before. Slug pellets with metaldehyde are unlawful and their use ends the tenancy.
## 13. Vehicles
13.1 The limit on the tracks is 5 mph. When the yellow chain is up on the Lower Field track no vehicle may go past it, disabled tenants included; a barrow is provided at the hut. Vehicles may not be left overnight.
## 14. Complaints and appeals
14.1 A complaint is made to the secretary in writing within 14 days of the event. The secretary tries to settle it by talking with both sides. If that fails it goes to the committee.
14.2 A tenant given notice to quit may appeal within 21 days. The appeal is heard by three members, drawn by lot, who are not on the committee and have no plot next to the appellant. Their decision is final.
## 15. Ending and passing on of tenancies
15.1 A tenant may give up a plot at any time with one month's notice in writing. Sheds not taken away by the last day become the Society's.
15.2 On the death of a tenant, the plot may pass to a husband, wife or partner in any case, and to a grown-up child only if he or she has been on the register as co-worker for two years or longer.
15.3 Friends and other relatives have to join the waiting list in the ordinary way. Swaps between tenants need the consent of the plots officer and are free of charge.
## 16. Waiting list
16.1 Plots are offered in the order of the date of application. A person who turns down two offers goes to the bottom of the list; one who does not answer within 10 days is treated as having turned the offer down. Residents of the parish come before people from outside it.
## 17. Money
17.1 Payments above £150 need the approval of two officers. The treasurer may spend up to £60 on small repairs without asking. The accounts are looked over every year by an independent examiner who is not a tenant.
17.2 The Society keeps back a reserve of not less than £2,000.
## 18. Changes and winding up
18.1 These rules may be changed only at a general meeting, by two thirds of the votes cast. The charges in Schedule A may be changed by a simple majority.
18.2 If the Society is wound up, what is left after its debts goes to Thrushley Food Pantry.
## Schedule A - Charges for the year from 1 October 2024
| Item | Full plot | Half plot | Starter bed |
| Rent | £58 | £32 | £14 |
| Water | £12 | £7 | £3 |
| Key deposit | £25 | £25 | £25 |
| Associate | £6 | n/a | n/a |
"""
make_docx(P("Rules 2024 ADOPTED.docx"), RULES, "HBAS - Constitution & Site Rules", "Adopted 17.11.2024 - W. Askwith, Hon. Sec.", "Wendy Askwith")

AGM = """
# Minutes of the Annual General Meeting
Held in Thrushley Methodist Hall on Sunday 16 November 2025 at 2.15 pm. In the chair: Desmond Pryle. Minutes: Wendy Askwith.
Present: tenants of 31 plots, 4 associate members. In attendance: Cllr Yvonne Maddock (Town Council). Apologies: Colm Rafferty, Mrs E. Thwaite, Bartosz Zielny, Mr and Mrs Quill.
## 1. Minutes of the last meeting
The minutes of 17 November 2024 were taken as read and signed. Mr Hebden asked that the word "unanimous" be struck out of item 6, as he had voted against; agreed.
## 2. Matters arising
The secretary reported that the noticeboard at the Mill Lane gate had at last been put up in August by the Scouts, at a cost of £92 for timber. The Council had still not answered about the collapsed wall behind U9. Cllr Maddock undertook to chase the Estates team before Christmas and to write to the secretary by the end of January.
## 3. Chair's report
Mr Pryle said that it had been the driest spring he could recall in his twenty-two years on the site and that the tanks had run dry three times in June. He thanked the working parties, which had turned out on seven Saturdays, and above all the three Sandiford sisters, who had re-felted the trading hut roof without charge. There had been two break-ins in the summer, on 9 July and 30 August. In the first the padlock of the store was cut and the Society's strimmer was taken; in the second only private sheds on Upper Field were entered. The insurers had paid £410 for the strimmer after the excess. He regretted to say that the cider press, bought in 2023, had been used by only two tenants and proposed to lend it to the primary school.
He also spoke about the flood of 4 February, when Tansy Brook came over the bank as far as the second row. Five plots had been under water and their tenants had been let off the water charge for the year as a goodwill gesture; the meeting approved this after the fact. It is not to be taken as a precedent.
## 4. Treasurer's report
Ifeoma Balogun-Hart presented the accounts to 30 September 2025. Income came to £3,914, of which rents were £2,206 and the summer stall £688. Spending was £4,377. The shortfall of £463 was due wholly to the water bills, which had risen by a third owing to a leak that nobody has yet found. The bank balance at the year end stood at £5,129. The accounts had been looked over by Mr Leonard Fitch, who is not a tenant, and were adopted on the proposal of Mr Hebden, seconded by Miss Ruane.
A tenant asked why the trading hut had made less than the year before (£231 against £340). The treasurer said that the supplier of seed potatoes, Dunmore Seeds, had gone out of business in January and the replacement, Calder Valley Growers, would not give sale or return.
## 5. Charges
The committee proposed new charges from 1 October 2026: rent for a full plot £64, half plot £35, starter bed unchanged. Water for a full plot £15, half plot £9, starter bed £4. After discussion carried by 22 votes to 7, with 2 abstaining. The key deposit was raised to £40 for new tenants with effect from the day of the meeting; those who have already paid £25 need not make it up. Carried by 27 votes to 1.
## 6. Changes to the rules
6.1 Fires. Proposed by Miss Ruane, seconded by Dr Pillai: that rule 9.1 be changed so that bonfires are allowed only from 1 December to the last day of February, and that the time of lighting be 4 pm in place of 3 pm. Miss Ruane said that the smoke in November had given rise to eleven complaints from Mill Lane. Mr Hebden thought it an attack on people who prune in March. Carried by 24 votes to 5, with 2 abstaining, and so by more than two thirds.
6.2 Polytunnels. Proposed by Mr Zielny in writing: that tunnels be allowed on Lower Field. The chair pointed out that the gas company would have to consent. Lost by 11 votes to 18.
6.3 Hens. Proposed by Mrs Okonjo: that the number on a full plot be raised from eight to twelve. Seventeen voted for and thirteen against. The chair ruled that this was not two thirds and the motion fell.
## 7. Election of officers
Mr Pryle had served four years and was willing to do one more. The following were elected without a contest:
| Office | Name | Plot |
| Chair | Desmond Pryle | U3 |
| Secretary | Wendy Askwith | L2 |
| Treasurer | Ifeoma Balogun-Hart | U12 |
| Plots officer | Colm Rafferty | L7 |
| Water steward | Pauline Stott | U8 |
| Trading hut | Gareth Lumb | L14 |
For the two other seats there were three candidates. Votes: Dr Anil Pillai 26, Siobhan Ruane 21, Norman Hebden 9. Dr Pillai and Miss Ruane were elected.
## 8. Prizes
Cllr Maddock gave out the prizes. The Arkwright Cup for the best full plot went to Agnieszka Dudek (L9), the best half plot to Trevor Oyelaran (U15) and the newcomer's trowel to Hattie Brindle (L4). The heaviest pumpkin, at 61.4 kg, was Gareth Lumb's; the runner-up, at 58.9 kg, was Norman Hebden's. The judges, from Ossley Horticultural Society, remarked that labels were poor across the site.
## 9. Any other business
Mrs Okonjo asked for a second skip. The committee will get prices; last time it was £285 for eight yards from Brisco Waste. Dr Pillai offered to test soil from any plot for lead and arsenic at cost. It was asked whether the portable toilet would stay through the winter; the secretary said that the hire ran from March to October only, as the firm cannot service it once the track is soft.
The chair closed the meeting at 4.05 pm. Next AGM: Sunday 15 November 2026.
Signed as a true record: ........................ (Chair)    Date: ..................
"""
make_pdf(P("AGM_mins_Nov25_final2.pdf"), AGM, "Hollin Bank Allotment Society - AGM 2025", "Draft circulated 30.11.2025; corrected 6.12.2025", 14, "W. Askwith")

FEB = """
# HBAS Committee - minutes, Tuesday 10 February 2026
At Pauline Stott's, 7.30 pm. Present: D. Pryle (chair), W. Askwith, I. Balogun-Hart, C. Rafferty, P. Stott, Dr A. Pillai, S. Ruane. Apologies: G. Lumb.
## 1. Leak on the Upper Field main
Pauline and Colm shut the stopcocks one after another on 17 January and the meter still turned with everything off beyond the hut, so the leak lies between the road meter and the hut, under the hardcore. Two firms have quoted: Garside & Son £1,840 plus VAT, with the surface made good, and Pennant Groundworks £1,615 plus VAT, without it. Pennant could not begin before June. Resolved to accept Garside, as the water must be on by the end of March; the work is to be paid for out of the reserve, and the treasurer is to ask the Council for a third of it.
## 2. Hoses on Lower Field
Dr Pillai asked that the ban on hoses be looked at again. As a trial, for 2026 only, tenants of Lower Field who are over 70 or hold a blue badge may use a hand-held hose at the new standpipe by the hut between 6 pm and 8 pm. The committee noted that a lasting change would have to go to the AGM. Pauline to keep a tally.
## 3. Plots not worked
Colm had walked the site on 31 January. First letters to go to U11, L5 and L13. L10 had asked for the letters to be held back after an operation; granted to 31 July. U16 has been cleared and is to be offered to the next on the list.
## 4. Working day
Fixed for Saturday 14 March, 10 am to 1 pm: hedge bottoms, tank scrubbing and the chippings. Siobhan to bring soup.
## 5. Insurance
Renewal falls on 1 April. The broker, Janet Ormesher, expects about £318, against £296 last year, because of the two claims. The secretary is to ask whether the bee cover can stay in.
## 6. Toilet hire
Loobell Hire want £94 a month, up from £82. Agreed to go on, from 14 March to the end of October.
## 7. Trading hut
Gareth sent word that 38 bags of compost are left. Price to stay at £6.20 for members and £7 for associates. Opening hours from March: Sundays 10 to 12.
## 8. Dates
Next meeting Tuesday 14 April at the Askwiths'. Closed at 9.20 pm.
"""
make_pdf(P("cttee 10-2.pdf"), FEB, "HBAS committee", "For committee only", 11.5, "W. Askwith")

INS = """
# Community Growers Policy - Schedule and Wording
| Policyholder | Hollin Bank Allotment Society |
| Policy number | FMG/ALT/208817-03 |
| Insurer | Fernhill Mutual General |
| Broker | Ormesher & Dale Ltd, ref. OD-5521 |
| Period of cover | 1 April 2025 to 31 March 2026, both days included |
| Premium | £264.29 plus Insurance Premium Tax £31.71, total £296.00 |
| Date of issue | 19 March 2025 |
| Address of risk | Upper Field and Lower Field, Mill Lane, Thrushley TH4 8QN |
## Summary of sections
| Section | Limit | Excess |
| A Public and products liability | £5,000,000 any one event | £250, property damage only |
| B Communal property | £6,500 in all; £900 any one article | £75 |
| C Money | £750 in transit; £200 in a locked hut | £50 |
| D Personal accident to volunteers | see Section D | none |
| E Employers' liability | not taken | - |
## General definitions
"You" means the committee and the members of the policyholder for the time being. "Communal property" means tools, machines, tanks, huts and their contents which belong to the policyholder, but not the sheds, greenhouses, crops or tools of single tenants. "Volunteer" means a person between 10 and 80 years of age who is taking part, without pay, in work which you have arranged.
---
## Section A - Liability
A1. We will pay what you are legally bound to pay for accidental injury to any person, or accidental damage to property which is not yours, arising from the business of running the site. Costs of defence are paid on top of the limit.
A2. Cover extends to each tenant for harm arising on his or her plot, as though a policy had been issued to each, but not for harm done by one tenant to the property of another tenant.
A3. Events. Open days, plant sales and shows on the site are covered without notice for up to 300 visitors on any one day. For a larger number you must tell us 14 days ahead. Inflatables, fireworks and rides are not covered, whoever provides them.
A4. Bees. Stings are covered if the keeper belongs to a beekeepers' association at the time; otherwise they are not.
A5. Bonfires. There is no cover for damage by a fire which was left unwatched, or which was lit within 10 metres of a building, a hedge or a public road.
A6. Machines. There is no cover for injury by a chainsaw unless the user holds a certificate of competence. Rotavators and brush cutters may be used by anybody over 16 who has been shown how.
A7. Contractors. Before letting a contractor begin on the site you must see proof of that contractor's own liability cover of not less than £2,000,000 and keep a copy for three years.
---
## Section B - Communal property
B1. We cover communal property against fire, storm, flood, theft and malicious damage.
B2. Theft is covered only if there are signs of forced entry and the building was secured with a closed-shackle padlock of EN 12320 grade 4 or better. If the padlock was of a lower grade we will pay half the loss.
B3. Flood is covered for property kept at least 15 cm above the floor. Property kept lower down is not covered between 1 October and 31 March.
B4. Machines are paid for at replacement price if less than five years old; older machines are paid for at market value. You must show a receipt or a dated photograph.
B5. Tanks, pipes and pumps are not covered against frost, rust or wear, nor is the cost of finding a leak.
B6. Property lent out to another body is covered for up to 30 days, provided that the borrower has signed for it.
## Section C - Money
C1. Money is covered while in the hands of an officer on the way to or from the bank, and in a locked hut. It is not covered in an unattended vehicle. Loss through dishonesty of an officer is covered only if found out within 90 days.
---
## Section D - Personal accident to volunteers
D1. If a volunteer is hurt by accident during arranged work, we pay the following.
| Event | 16 to 70 | Under 16, or over 70 |
| Death | £20,000 | £5,000 |
| Loss of sight or limb | £25,000 | £10,000 |
| Unable to work, per week | £80, up to 52 weeks | nil |
| Dental cost | £400 | £400 |
D2. The weekly sum does not begin until the volunteer has been off work for 14 days.
D3. No payment is made for hernia, for back strain without an outward injury, or where the volunteer had drunk alcohol.
## Claims conditions
1. Tell us of anything which may lead to a claim within 30 days. Theft must be reported to the police within 48 hours, and the crime number given to us.
2. Do not admit fault or offer payment. Send on every letter unanswered.
3. Claims line 0330 555 0164, weekdays 8.30 to 17.30; outside those hours use claims@fernhillmutual.example.
## Cancellation
You may cancel within 14 days of getting the policy and have all of the premium back, if no claim has been made. After that we return a part for the unexpired whole months, less £20. We may cancel with 30 days' notice by letter to your last known address.
## Complaints
Write to the Customer Relations Manager, Fernhill House, Ossley. If you have not had a final answer in eight weeks you may go to the ombudsman.
## Endorsement 7 (dated 2 September 2025)
Following the theft of 9 July 2025 and the report of 30 August 2025, the excess under Section B is raised from £75 to £150 for the remaining time. All else stays as it was.
"""
make_pdf(P("doc0042.pdf"), INS, "Fernhill Mutual General  |  FMG/ALT/208817-03", "Form CG-11 (2024). Please keep in a safe place.", 12, "Fernhill")

R = random.Random(41)
tenants = {"U1":"Aled Prosser","U2":"Mina Farrokh","U3":"Desmond Pryle","U4":"Jo Sandiford","U5":"Kit Sandiford","U6":"Ellen Thwaite","U7":"Marcus Vane","U8":"Pauline Stott","U9":"Norman Hebden","U10":"Roza Ilieva","U11":"Neil Cragg","U12":"Ifeoma Balogun-Hart","U13":"Vera Sandiford","U14":"Anil Pillai","U15":"Trevor Oyelaran","U16":"","U17":"Hugo Lindqvist","U18":"Cath Mellor",
"L1":"Bartosz Zielny","L2":"Wendy Askwith","L3":"Grace Okonjo","L4":"Hattie Brindle","L5":"Paul Cragg","L6":"Siobhan Ruane","L7":"Colm Rafferty","L8":"Edith Quill","L9":"Agnieszka Dudek","L10":"Frank Tolley","L11":"Sunita Rao","L12":"Ben Marchetti","L13":"Lorna Keeble","L14":"Gareth Lumb","L15":"Olu Adeyemi","L16":"Tessa Wragg"}
half = {"U2","U5","U7","U10","U15","L1","L4","L8","L11","L13","L16"}; starter = {"U13","L12","L15"}
conc = {"U1","U6","U8","U9","L8","L10","L14","L3"}
flood = {"L1","L2","L3","L4","L5"}
notes = {"U9":"wall collapsed behind plot","U11":"1st letter 12/02/26","L5":"1st letter 12/02/26","L13":"1st letter 12/02/26","L10":"letters held to 31/07/26","U16":"cleared Jan 26, to let","U17":"2 hives","U18":"1 hive","L6":"6 hens","U4":"8 hens","L16":"4 hens","U12":"polytunnel 5.5 m","U3":"polytunnel 6 m","L7":"spare hut key"}
reg = [["Plot","Field","Type","Area m2","Tenant","Co-worker","Since","Shed","Greenhouse","Key no","Mobile","Notes"]]
bill = [["Invoice","Plot","Tenant","Rent GBP","Water GBP","Extras GBP","Total GBP","Concession","Paid on","Method"]]
cow = {"U7":"Ines Vane","U14":"Leela Pillai","L9":"Jan Dudek","L3":"Chidi Okonjo","L16":"Sam Wragg"}
inv = 2501
for p, t in tenants.items():
    ty = "half" if p in half else "starter" if p in starter else "full"
    area = {"full":R.randrange(228,262),"half":R.randrange(110,131),"starter":R.randrange(28,41)}[ty]
    since = D(R.randrange(2003,2025), R.choice([1,3,4,6,10]), R.randrange(1,28))
    if p == "L4": since = D(2025,4,12)
    if p == "U3": since = D(2003,10,5)
    if p == "U13": since = D(2025,5,3)
    sh = "Y" if R.random() < .6 and ty != "starter" else "N"; gh = "Y" if ty == "full" and R.random() < .45 or (ty == "half" and sh == "N") else "N"
    key = R.randrange(100,400)
    reg.append([p,"Upper" if p[0]=="U" else "Lower",ty,area,t or "VACANT",cow.get(p,""),since if t else None,sh if t else "N",gh if t else "N",key if t else None,"07700 900%03d"%R.randrange(100,999) if t else "",notes.get(p,"")])
    if not t: continue
    rent = {"full":58,"half":32,"starter":14}[ty] / (2 if p in conc else 1)
    water = 0 if p in flood else {"full":12,"half":7,"starter":3}[ty]
    ex = 8 if p in ("U11","L12","L13") else 15 if p in ("U7","L16") else 0
    paid = None if p in ("L5","U10") else D(2025,12,R.randrange(4,28)) if ex == 8 else D(2025,9,22)+datetime.timedelta(R.randrange(0,48))
    bill.append(["HB%d"%inv,p,t,rent,water,ex,rent+water+ex,{"U8":"UC","L3":"UC"}.get(p,"67+") if p in conc else "",paid,R.choice(["BACS","BACS","cheque","cash","card"]) if paid else ""]); inv += 1
wl = [["No","Name","Applied","Village","In parish","Wants","Offers refused","Phone","Remark"]]
wn = ["Dilys Farrant","Omar Siddiq","Priya Nandra","Callum Eades","Ruth Pemberton","Tomasz Wrona","Jade Hollis","Peter Ainscough","Molly Tranter","Femi Coker","Ana Duarte","Keith Rudd","Lucy Threlfall","Ivan Petkov","Shona Blaikie","Rob Castleton","Yusra Haddad","Harriet Nunn","George Illingworth","Carys Bevan","Duncan Ferrier","Noor Jamil"]
d = D(2022,3,9)
for i, n in enumerate(wn):
    v = R.choice(["Thrushley","Thrushley","Thrushley","Ossley","Netherby","Cold Fen"])
    wl.append([i+1,n,d,v,"Y" if v=="Thrushley" else "N",R.choice(["full","half","half","any","starter"]),R.choice([0,0,0,1,1]),"01632 960%03d"%R.randrange(100,999),{2:"only Upper, bad knee",6:"has polytunnel already",11:"will share with Anya Duarte L-side",15:"moving Aug"}.get(i,"")])
    d += datetime.timedelta(R.randrange(25,110))
make_xlsx(P("Register.xlsx"), [("Plots",reg),("Waiting",wl)], "Colm Rafferty")
wat = [["Quarter","Meter","Serial","Read on","Reading","Used m3","Charge GBP","Supplier bill no"]]
prev = {"Upper":4120,"Lower":2377}
for q,(y,m) in [("Q1 2025",(2025,3)),("Q2 2025",(2025,6)),("Q3 2025",(2025,9)),("Q4 2025",(2025,12)),("Q1 2026",(2026,3))]:
    for me in ("Upper","Lower"):
        u = {"Q1 2025":(71,18),"Q2 2025":(214,139),"Q3 2025":(263,122),"Q4 2025":(118,21),"Q1 2026":(126,9)}[q][0 if me=="Upper" else 1]
        prev[me]+=u; wat.append([q,me,"M6-40917" if me=="Upper" else "M6-41179",D(y,m,28),prev[me],u,round(u*2.36+14.5,2),"NW-%d"%R.randrange(70000,99999)])
make_xlsx(P("bills 2025-26.xlsx"), [("Rent 25-26",bill),("Water",wat)], "I Balogun-Hart")

W="Wendy Askwith <sec@hollinbank.example>"; PS="Pauline Stott <pauline.stott@mailbox.example>"; G="Dean Garside <dean@garsideandson.example>"; C="Colm Rafferty <colm.raff@mailbox.example>"; J="Janet Ormesher <janet@ormesherdale.example>"; CT="committee@hollinbank.example"
make_mbox(P("Inbox-hollinbank.mbox"), [
mail(G,W,"Thu, 19 Feb 2026 08:12:00 +0000","Upper Field main","Wendy,\n\nThanks for the go-ahead. We can start Monday 9 March and need four days, so finished by the Thursday. Track has to be clear of cars all that week, the mini digger is coming on the low-loader. Our public liability certificate (£5m, Brackwell) is attached like you asked.\n\nDeposit of 25% on starting, rest in 30 days.\n\nDean\nGarside & Son, Groundworks & Drainage\n07700 900418"),
mail(W,CT,"Thu, 19 Feb 2026 19:40:00 +0000","Fwd: Upper Field main","All,\n\nDean's dates below. That puts the digger ruts right under our working day, and the chippings would be wasted. I propose to put the working day off by a week, to Saturday 21 March, same times. Shout by Sunday if not.\n\nWendy"),
mail(PS,W,"Sat, 21 Feb 2026 10:03:00 +0000","Re: Fwd: Upper Field main","Fine by me. Can whoever does the tanks wear gloves this time, we had that dead rat in number 4.\n\nPauline"),
mail(W,CT,"Mon, 23 Feb 2026 09:15:00 +0000","Working day - moved","No objections, so it's the 21st. Siobhan is away then; Gareth will do the soup. The toilet firm will still deliver on the 14th.\n\nW."),
mail(J,W,"Wed, 4 Mar 2026 15:22:00 +0000","Renewal FMG/ALT/208817","Dear Wendy,\n\nFernhill have come back at £331.50 including tax for 2026-27, with the Section B excess staying at £150. Bee cover stays in. They now want a list of communal articles worth over £400 by 20 March.\n\nI did try Aldersyde as well: £302, but bees out and a £500 excess on liability.\n\nKind regards\nJanet"),
mail(W,J,"Fri, 6 Mar 2026 12:01:00 +0000","Re: Renewal FMG/ALT/208817","Dear Janet,\n\nWe'll stay with Fernhill, because of Hugo's and Cath's hives. List to follow.\n\nWendy"),
mail(G,W,"Thu, 12 Mar 2026 17:48:00 +0000","Re: Upper Field main","Found it. Split collar on the old 32 mm alkathene about 11 m in from the road, looks like the roots of the ash did it. New blue pipe laid right up to the hut. Had to take out more hardcore than we thought, so there is £120 extra for stone, rest as quoted.\n\nDean"),
mail(C,W,"Sun, 29 Mar 2026 20:30:00 +0100","U16","Wendy, offered U16 to Dilys Farrant, she can't do the slope. Omar Siddiq said yes on Friday, he takes it from 1 April so half rent. Key 377. He paid the £40.\n\nColm"),
mail(W,CT,"Thu, 16 Apr 2026 21:05:00 +0100","After Tuesday","Two things from Tuesday before the minutes are typed. The open day is Sunday 12 July (not the 5th as in the newsletter, because the band can't). And the trading hut shuts on Sundays in August; Gareth will open on Wednesday evenings 6 to 7.30 instead that month.\n\nWendy")])

HTML = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>The Dibber - Spring 2026</title><style>body{font-family:Georgia}</style></head><body>
<header><h1>The Dibber</h1><p>Newsletter of Hollin Bank Allotments &middot; No. 58 &middot; Spring 2026 &middot; editor: Hattie Brindle</p></header>
<h2>From the shed</h2><p>What a winter. Tansy Brook stayed in its bed this time, thanks to the Environment people clearing the culvert in October. The heron is back and has had most of Trevor's goldfish.</p>
<h2>Dates</h2><ul><li>Seed swap: Sunday 1 March, hut, 11 am</li><li>Water back on: Saturday 28 March</li><li>Plant sale: Saturday 16 May, Methodist Hall car park, 9.30 to noon</li><li>Open day: Sunday 5 July, 1 to 5 pm</li><li>Show entries to Agnieszka by 20 August</li></ul>
<h2>Spuds and compost</h2><p>Seed potatoes came in on 14 February. We stock Charlotte, Sharpe's Express and Sarpo Mira at &pound;2.40 a kilo. Sarpo Mira is the one to have if you lost your maincrop to blight last year. No Desiree this time: the grower had blackleg.</p>
<table border="1"><tr><th>Item</th><th>Members</th><th>Associates</th></tr><tr><td>Compost 50 l</td><td>&pound;6.20</td><td>&pound;7.00</td></tr><tr><td>Fish, blood &amp; bone 5 kg</td><td>&pound;8.50</td><td>&pound;9.50</td></tr><tr><td>Pea netting 2 x 5 m</td><td>&pound;3.75</td><td>&pound;4.25</td></tr><tr><td>Canes 8 ft, ten</td><td>&pound;5.10</td><td>&pound;5.80</td></tr></table>
<h2>Know your neighbour: Hugo Lindqvist</h2><p>Hugo used to tune church organs and came to U17 eleven years ago because his wife was tired of bees in the garden. His tip: feed fondant, not syrup, before April. He takes about 22 kg of honey from each hive in a fair year and sells none of it.</p>
<h2>Manure</h2><p>Free from Cold Fen Stables, but ask Bridget (not the girls) whether the hay field has been sprayed with aminopyralid; beans came up twisted on three plots in 2024. The tractor drop is 18 April; put your name on the sheet, one load per plot.</p>
<h2>Recipe</h2><p>Ellen's rhubarb and ginger jam: 1.2 kg rhubarb, 1 kg sugar, 50 g stem ginger, two lemons. Leave overnight, boil 20 minutes.</p>
<footer><p>Copy for the summer number to Hattie by 31 May. Printed on the vicarage copier.</p></footer></body></html>"""
open(P("newsletter_58.html"),"w",encoding="utf-8").write(HTML)
open(P("notes.md"),"w",encoding="utf-8").write("""# sec notes (W)

## keys & codes
- Mill Lane gate code changed 1 April, ask Colm, NOT to be written here
- hut: 3 keys - me, Gareth, Colm (spare at L7)
- meter cupboard: triangle key on the hook behind the first-aid box

## to do
- [ ] chase Cllr Maddock re wall behind U9 - no letter by end Jan, rang 3 Feb, "with legal"
- [x] list of articles > £400 to Janet (sent 18 Mar): rotavator £780, ride-on mower £890, generator £455
- [ ] Council grant for leak: asked £613, they offered £450 on 22 April, accept?
- [ ] Lease: runs out 24 March 2031, must ask for renewal 18 months before
- [x] L8 Mrs Quill wants grab rail at tank 7 - Colm fitted 11 April
- [ ] first-aid box: plasters gone, eyewash out of date (Oct 25)

## phone
- Council estates: Derek Boothroyd 01632 960777 (mornings)
- gas main people: always before digging on Lower, 0800 555 0199, ref NG-THR-6
- Loobell Hire: Mandy

## tanks
tanks 1-4 Upper, 5-9 Lower. No 4 = rat. No 6 leaks at the bung, Pauline has resin.

## judges for show 2026
Ossley lot can't. Asked Netherby Flower Guild - yes, 5 September.
""")
ev=[("20260321T100000","20260321T130000","Working day (moved from 14th)","Hut","Bring gloves. Gareth soup."),("20260414T193000","20260414T213000","Committee","Askwiths, 3 Glebe Row",""),("20260516T093000","20260516T120000","Plant sale","Methodist Hall car park","Tables from Scouts, fetch by 8.45"),("20260609T193000","20260609T213000","Committee","Methodist Hall, small room","Agenda: show, skip prices"),("20260712T130000","20260712T170000","Open day","Both fields","Brass band 2.30, teas Sandifords"),("20260811T180000","20260811T200000","Plot inspection walk","Start Mill Lane gate","Colm, Pauline, Anil"),("20260905T110000","20260905T160000","Show","Methodist Hall","Judges Netherby Flower Guild; staging from 8"),("20261115T141500","20261115T163000","AGM","Methodist Hall","Motions by 11 Oct")]
with open(P("calendar.ics"),"w",encoding="utf-8",newline="") as f:
    f.write("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//HBAS//EN\r\nX-WR-CALNAME:Hollin Bank\r\n")
    for i,(a,b,s,l,de) in enumerate(ev): f.write("BEGIN:VEVENT\r\nUID:hb%d@hollinbank.example\r\nDTSTAMP:20260420T080000Z\r\nDTSTART:%s\r\nDTEND:%s\r\nSUMMARY:%s\r\nLOCATION:%s\r\nDESCRIPTION:%s\r\nEND:VEVENT\r\n"%(i,a,b,s,l.replace(",","\\,"),de.replace(",","\\,").replace(";","\\;")))
    f.write("END:VCALENDAR\r\n")
