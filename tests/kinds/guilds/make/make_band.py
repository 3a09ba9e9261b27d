import os, random, csv, datetime as dt
from counter import *
O = 'files/band/'; os.makedirs(O, exist_ok=True)

CON = '''
# Constitution of the Harrowbeck Silver Band
Adopted at the annual general meeting of 17 October 2019. It replaces the rules of 1974.
## 1. Name and place
1.1 The name is Harrowbeck Silver Band, below called "the Band". The youth section is called Harrowbeck Youth Band.
1.2 The Band's home is the Old Drill Hall, Sluice Street, Harrowbeck.
## 2. Objects
2.1 To play brass and percussion music in public, to teach young people to play, and to keep up the musical life of the dale.
2.2 The Band has no party or church allegiance. It plays at services and civic occasions on the same terms as elsewhere.
## 3. Kinds of member
3.1 Playing members are those aged 18 or over who hold a chair in the Band.
3.2 Youth members are those under 18 who play in the Youth Band. A youth member who also plays regularly in the senior band remains a youth member and pays the youth subscription only.
3.3 Learners are adults in the Monday beginners' class. They have no vote.
3.4 Friends support the Band with money and may attend general meetings without a vote.
3.5 Honorary life members are elected by a general meeting on the committee's proposal for 25 years' service or outstanding merit. They pay nothing and may vote. There may not be more than eight at any time.
## 4. Joining
4.1 Anyone may apply. A playing member is admitted by the musical director after four rehearsals on trial and confirmed by the committee.
4.2 Youth members are admitted with the written consent of a parent or guardian. The lower age is seven.
4.3 The committee may refuse membership with reasons in writing. The person refused may appeal to the next general meeting.
## 5. Subscriptions
5.1 Subscriptions are fixed by the committee and told to the members at least one month before a change.
5.2 They are due monthly on the first of the month. Students in full-time education aged 18 or over pay half the playing member's rate. A second and further member of one household pays three quarters.
5.3 Only one reduction may be used by any one person, the better one.
5.4 A member three months behind is written to by the treasurer. A member six months behind ceases to be a member unless the committee decides otherwise.
5.5 In hardship the treasurer and the welfare officer together may waive up to six months' subscriptions. They do not tell the committee the name.
5.6 Leave of absence: a member away for more than two months because of illness, birth, work or study may ask the secretary for leave; no subscription is due from the first of the following month. Chairs are kept for twelve months at most.
## 6. Leaving and exclusion
6.1 A member resigns in writing to the secretary with one month's notice. Instrument, music, uniform and keys are returned within 14 days of leaving; what is missing is charged at replacement value.
6.2 The committee may exclude a member for serious misconduct by a majority of two thirds of those present after hearing the member. Seven days' written notice of the hearing is given.
6.3 The member may appeal to a general meeting within 28 days. Until then the membership is suspended, not ended.
## 7. Officers and committee
7.1 The officers are the chair, secretary and treasurer. The committee consists of the officers and six others: librarian, instrument steward, welfare officer, concert manager and two ordinary members.
7.2 All are elected at the annual general meeting for one year, the treasurer for two. Nobody may be chair for more than five years running. There is no limit for other posts.
7.3 A committee member must be at least 18 and have been a member for six months. The welfare officer need not be a member.
7.4 Members of one household may not hold the posts of treasurer and chair, or treasurer and secretary, at the same time.
7.5 A vacancy is filled by the committee until the next general meeting.
7.6 A committee member who misses three meetings running without apology leaves the committee.
7.7 The youth band sends two representatives aged 14 or over, who speak but do not vote and leave for items about persons.
## 8. Committee meetings
8.1 The committee meets at least six times a year. Five form a quorum, among them at least one officer.
8.2 Decisions are taken by simple majority of those present; the chair has a casting vote. Decisions by mail need the agreement of all.
8.3 Anyone with a personal or money interest in a matter says so and leaves for that item.
8.4 Minutes are open to members, except for items about persons.
## 9. General meetings
9.1 The annual general meeting is held in October. Notice of 28 days is given to all members, with the agenda.
9.2 Motions reach the secretary 14 days beforehand in writing, with a proposer and a seconder.
9.3 An extraordinary general meeting is held within six weeks if the committee wishes it or ten voting members ask in writing, stating why. Notice for it is 21 days.
9.4 Quorum is 15 voting members. If it is not reached within half an hour the meeting is put off by at least seven and at most 21 days, and those who then come are a quorum.
9.5 Playing members and honorary life members have a vote. Youth members of 16 and over have a vote; for those under 16 one parent has a vote, but never more than one vote for a family.
9.6 Voting is by show of hands; by ballot for elections with more than one candidate or if five members ask. There are no proxy or postal votes.
## 10. Money
10.1 The financial year ends on 31 August. Accounts are examined by two persons not on the committee.
10.2 The treasurer may spend up to 150 pounds alone, an officer together with the treasurer up to 500 pounds, the committee up to 3,000 pounds for one purpose. Anything above goes to a general meeting, except an urgent repair of the hall up to 5,000 pounds, which is reported afterwards.
10.3 Every payment from the bank needs two of four signatories. Members of one household may not both sign.
10.4 Expenses are paid against receipts handed in within 60 days. Mileage is paid to conductors and section teachers only, at 40 pence a mile.
10.5 The Band does not lend money. It does not pay players, except deputies from outside under clause 12.
10.6 A reserve of at least six months' hall costs is kept.
## 11. Musical direction
11.1 The musical director is appointed by the committee after a trial concert, for three years at a time. Notice is three months on either side.
11.2 The musical director decides on chairs, programme and dress rehearsals. A player who is moved to another chair is told beforehand and in private.
11.3 The youth band leader is appointed for two years and is answerable to the musical director in music and to the welfare officer in all else.
## 12. Attendance and deputies
12.1 Rehearsals of the senior band are on Thursday from 7.30 to 9.30 pm, of the Youth Band on Saturday from 10 to 11.45 am.
12.2 Whoever cannot come tells the section leader by noon on the day. Who has missed two of the three rehearsals before a concert plays only with the musical director's consent. For contests there is no such consent.
12.3 A player who cannot play an engagement finds a deputy from the list and tells the concert manager. Outside deputies have their travel paid and up to 30 pounds; members of the Youth Band who step in are not paid but have their meal paid.
12.4 Deputies at contests must be registered with the contest's organisers at least 21 days before.
## 13. Instruments and uniform
13.1 Instruments belong to the Band and are lent against a signed form and a deposit of 50 pounds. Youth members pay half the deposit. Percussion is not lent out.
13.2 The borrower cares for the instrument and pays for damage through carelessness up to 200 pounds; ordinary wear is the Band's affair. Repairs are ordered only by the instrument steward.
13.3 A borrowed instrument may be taken abroad only with the steward's written leave and is otherwise not insured there.
13.4 An instrument may be used for playing elsewhere, for instance in an orchestra or theatre, if the Band does not need it that day. It may not be lent on.
13.5 The jacket is lent free. Trousers or skirt, shirt and black shoes are the player's own. Cleaning of the jacket is paid once a year.
## 14. Music
14.1 Parts are handed out and collected by the librarian. A lost part costs 6 pounds, a lost set its price new.
14.2 Other bands may borrow sets for up to eight weeks for 15 pounds a set; bands of the Dale Association pay nothing. Marches from the Whitlow bequest are not lent.
14.3 Copies may be made only where the publisher allows it or for an out-of-print part that is missing.
## 15. Alteration and winding up
15.1 This constitution is altered by two thirds of those voting at a general meeting of which the wording was given in the notice.
15.2 The Band is wound up by three quarters of those voting at a meeting called for that purpose only.
15.3 What is left after debts goes to a charity with like objects in the dale, not to members. Instruments bought from the Whitlow bequest return to the Whitlow trustees.
'''
to_docx(CON, O + 'Constitution adopted 2019.docx', font='Georgia', header='HSB Constitution')

MINS = '''
# Harrowbeck Silver Band - minutes 2024-25
Kept by Priti Valand, secretary. Pages for persons are filed separately.
## Committee, Monday 9 September 2024
Present: Bernard Oakshaw (chair), Priti Valand, Colm Hesketh-Ray (treasurer), Maureen Tapp (librarian), Geraint Loxley (instruments), Shona Adeyemi-Clark (welfare), Lotte Marchbank (concerts). Apologies: Hal Brindle.
1. Accounts to 31 August: income 21,480 pounds, spending 19,915 pounds. Bank 14,260 pounds. Largest item: hall heating. The examiners are Mr Ferris Dale and Mrs Nan Upshaw.
2. Kitchen boiler at the Drill Hall is leaking. Two plumbers asked. Limit 700 pounds.
3. Youth Band has grown to 19. Tobias Fenn asks for four more cornets. Geraint to look for used ones.
4. Remembrance parade on 10 November: muster 10.15 at the library, no music stands, lyres needed. Hal to bring spare lyres.
5. Autumn raffle made 236 pounds, half for the hospice.
## Annual general meeting, Thursday 17 October 2024
31 voting members present. Bernard in the chair.
1. Reports taken. Treasurer warned that gas has gone up by a third.
2. Motion from the committee (wording sent with the notice): clause 8.1, the committee's quorum to be six instead of five. Reason: the committee grew in 2019 from seven to nine and five is barely more than half. Carried 27 to 3, one not voting.
3. Motion from Wilf Garrow and Una Pask: to allow postal votes. Lost 9 to 20, two not voting.
4. Elections. Chair: Bernard Oakshaw, fourth year running. Secretary: Priti Valand. Treasurer: in the middle of the term. Librarian: Maureen Tapp. Instruments: Geraint Loxley. Welfare: Shona Adeyemi-Clark. Concerts: Lotte Marchbank. Ordinary: Hal Brindle, Una Pask.
5. Honorary life membership for Cyril Mather, 2nd horn, 41 years. Carried by all. There are now six.
6. The musical director, Ingrid Sollars, was thanked for third place at the Carrside contest.
## Committee, Monday 25 November 2024
Present: Bernard, Priti, Colm, Maureen, Geraint, Shona, Lotte, Una. Apologies: Hal.
1. Subscriptions. From 1 January 2025: playing members 14 pounds a month (was 12), youth 6 pounds (was 5), learners stay at 8 pounds. Friends 25 pounds a year. To be told to members before the end of November. Reason: the hall's gas bill.
2. New in the Youth Band: the first term is free from January, to make starting easier.
3. Loan deposit raised from 50 to 75 pounds for loans signed after 1 January 2025. Youth members still half. Loans already running are not touched.
4. Remembrance went well but two lyres fell off. Geraint to buy six with screws.
5. Christmas: carols at the market on 14 and 21 December from 11 to 1, at Beckside care home on 18 December at 3. Collecting tins go to the hospice (14th) and the youth tour (21st).
6. Four used cornets bought from the Pendry band for 880 pounds together.
7. The boiler was replaced for 655 pounds.
## Committee, Monday 20 January 2025
Present: Bernard, Priti, Colm, Maureen, Geraint, Lotte. Apologies: Shona, Una, Hal. Quorum just reached.
1. Carols brought in 612.40 pounds at the market on the 14th and 548.15 on the 21st.
2. Rehearsal evening. The hall's dance class has taken over the Thursday slot from February for its bigger group and pays the hall trust more. Senior rehearsals move to Tuesday, 7.30 to 9.30 pm, from 4 February. Youth Band stays as it is.
3. Summer tour to the Lower Esker valley, 24 to 27 July. 38 places. Price 185 pounds adults, 120 pounds youth, deposit 40 pounds by 28 February. Lotte presents the plan in March. No helper travels free except the two welfare leads.
4. Engagements: Crake Barn wedding, Mallow fete and Pendry gala accepted. The garden centre's request for 1 June refused because half the cornets are away.
5. Music: Maureen counted the library. Five sets have parts missing. 300 pounds granted for new music.
6. A member asked to use a Band euphonium on a cruise ship. Refused: too long away.
## Committee, Monday 24 March 2025
Present: Bernard, Priti, Colm, Maureen, Geraint, Shona, Una, Hal. Apologies: Lotte (plan sent by mail).
1. Spring concert on 5 April. Tickets: 212 sold of 260. Una to run the door, Hal the raffle.
2. Tour. 34 booked. Minibus for percussion given up since the coach takes it in the hold. One hostel changed, see Lotte's slides.
3. Safeguarding. Photo consent is now asked every September instead of once on joining. Shona changes the form. Two more adults need their checks before the tour: Rex Tolliver and Imke Dorn.
4. Instruments. The baritone HB-017 came back from the repairer with a dented bell a second time; Geraint to use another repairer, Valve & Slide at Carrside, from now on.
5. Deputies. Outside deputies to have 40 pounds instead of 30 from 1 April: nobody came for 30. To be put to the annual meeting as a change of clause 12.3; until then the committee pays the extra ten as expenses.
6. Stands: Colm found 20 folding stands at 11.50 pounds each. Agreed.
7. Uniform. New jackets postponed for a year; 4,100 pounds would need a general meeting.
8. Next: Monday 12 May.
## Committee, Monday 12 May 2025
Present: Bernard, Priti, Colm, Maureen, Geraint, Shona, Lotte, Hal. Apologies: Una.
1. Spring concert: takings 1,874 pounds at the door, raffle 203 pounds, hall and printing cost 391 pounds. 251 in the audience.
2. Tour. 36 booked now, 20 adults and 16 youth. Colm has all deposits but two. Those who have not paid in full by 15 June lose the place to the waiting list. Deposits are not paid back after 31 May except for illness.
3. Checks. Rex Tolliver's has come back clear. Imke Dorn's has not; if it is not here by 30 June she cannot come overnight and Una takes her place as second welfare lead.
4. Subscriptions. Two members had the letter for three months behind. One has asked for a waiver; nothing to be minuted. The committee looked at the student half rate and left it.
5. Instruments. Valuation list has gone to the insurers. Two members of the public offered old cornets as gifts: one taken, one declined as beyond repair.
6. Hall. The roof above the youth room lets in water. Slater's estimate 3,900 pounds. Colm and Bernard asked whether the urgent repair rule fits; agreed that it does, work to begin on 2 June, and to be reported at the annual meeting.
7. Contest at Carrside on 28 September: test piece "Summit Suite". Entry fee 45 pounds. Two rehearsals more in September, on the Fridays 12 and 19.
8. Youth Band: Tobias Fenn's two years end in August. He would go on; the committee would like it. Ingrid and Shona to write the new letter.
9. Library. Lowmoor still has "Ferry Suite". Maureen to write a second time. Friendly, said Bernard.
10. Next: Monday 7 July.
'''
to_pdf(MINS, O + 'mins 24-25.pdf', footer='HSB minutes', size=13)

# ---- contracts
def contract(no, title, who, d):
    return f'''
# Engagement contract {no}: {title}
between Harrowbeck Silver Band (secretary Priti Valand) and {who}
1. Date and place. {d['date']}, {d['place']}.
2. Playing time. {d['time']} The Band needs {d['setup']} on site beforehand.
3. Players. {d['players']}
4. Fee. {d['fee']}
5. Deposit. {d['dep']}
6. Balance. {d['bal']}
7. Cancellation by the client. {d['cc']}
8. Cancellation by the Band. {d['cb']}
9. Weather. {d['rain']}
10. Food and drink. {d['food']}
11. Power, cover and stands. {d['power']}
12. Parking. {d['park']}
13. Programme. {d['prog']}
14. Overrun. {d['over']}
15. Sound and filming. {d['film']}
16. Liability. The Band is insured for public liability up to 5 million pounds; the client answers for the ground and the audience.
17. Contact on the day. {d['con']}
Signed {d['sig']}
'''
C = contract('2025/07', 'Mallow Hall garden fete', 'the Friends of Mallow Hall, Mrs Delphine Roake', dict(date='Saturday 14 June 2025', place='Mallow Hall, south lawn', time='From 2 to 4.30 pm with two breaks of 15 minutes.', setup='45 minutes', players='At least 22 players with conductor.', fee='420 pounds.', dep='100 pounds, within 14 days of signing.', bal='Within 14 days after the event.',
  cc='More than 42 days before: the deposit only. 42 to 15 days before: half the fee. 14 days or less: the full fee.', cb='The Band returns the deposit and tries to find another band.', rain='In rain the Band plays in the orangery with 15 players for the same fee. If the orangery is shut, half the fee is due.', food='Tea and cake for all players in the second break.', power='The client provides a marquee of 8 by 6 metres and 24 chairs. The Band brings stands.', park='Ten cars behind the stables; the rest in the village.', prog='Light music, nothing religious.', over='15 pounds for each started quarter of an hour, if the players agree.', film='Filming allowed for the Hall\'s own use.', con='Mrs Roake, 01632 40 217; for the Band Lotte Marchbank.', sig='27 January 2025, D. Roake / P. Valand')) + '\n---\n'
C += contract('2025/08', 'Crake Barn wedding', 'Miss Sorrel Haddow and Mr Evan Prys', dict(date='Saturday 5 July 2025', place='Crake Barn, Nether Crake', time='From 3.15 to 5 pm with one break of 20 minutes, and two pieces at the entrance at 2 pm.', setup='60 minutes', players='A group of ten with conductor.', fee='360 pounds.', dep='120 pounds, on signing.', bal='Seven days before the event.',
  cc='More than 60 days before: the deposit only. 60 to 22 days before: half the fee. 21 days or less: the full fee. If the wedding is moved to another day in the same year, the deposit counts for the new day.', cb='The Band returns all that was paid and, if it cancels less than 21 days before, pays 60 pounds towards a substitute.', rain='In rain the Band plays inside the barn; no change of the fee.', food='A hot meal and soft drinks for the ten players and the conductor.', power='The client provides ten chairs without arms. No cover needed.', park='Five cars at the barn.', prog='The couple\'s list of eight pieces reaches the Band by 31 May. One piece not in the library is bought at the couple\'s cost.', over='25 pounds for each started quarter of an hour.', film='Filming allowed, but not put on the internet without the Band\'s agreement.', con='The couple\'s witness, Mr Jory Haddow, 01632 40 555; for the Band Hal Brindle.', sig='3 February 2025, S. Haddow, E. Prys / P. Valand')) + '\n---\n'
C += contract('2025/09', 'Pendry Miners\' Gala', 'the Pendry Gala Committee, Mr Aneurin Stobbs', dict(date='Saturday 12 July 2025', place='Pendry, march from the pithead to the recreation ground', time='March at 10 am (about 50 minutes), then playing from 12 to 1.30 pm with no break.', setup='30 minutes', players='At least 25 players, in uniform, with banner party.', fee='550 pounds and coach costs up to 280 pounds against the bill.', dep='None.', bal='Within 30 days after the event.',
  cc='More than 28 days before: nothing. 28 to 8 days before: 40 per cent of the fee. Seven days or less: 80 per cent of the fee and any coach costs that cannot be saved.', cb='The Band tells the committee as early as it can and pays nothing.', rain='The march takes place in any weather short of a warning of the met service. If the march is called off the noon programme is moved to the Institute and the fee falls to 400 pounds.', food='Packed lunch and water for all players.', power='A bandstand is provided. The Band brings stands and pegs.', park='Coach at the leisure centre.', prog='"Carrow Pit" is played at the memorial. No national anthem.', over='No extra charge for the first half hour; after that 20 pounds for each quarter.', film='Filming by the local station allowed without fee.', con='Mr Stobbs, 01632 40 809; for the Band Bernard Oakshaw.', sig='10 February 2025, A. Stobbs / P. Valand'))
to_docx(C, O + 'Untitled 3.docx', size=12)

# ---- inventory
import openpyxl
from openpyxl.styles import Font
rnd = random.Random(14); wb = openpyxl.Workbook(); ws = wb.active; ws.title = 'Inventory'
ws.append(['Harrowbeck Silver Band - instruments, stock-take 18 January 2025 (GL)']); ws.append(['W = Whitlow bequest']); ws.append([]); ws.append(['Tag','Instrument','Maker','Serial','Bought','Insured GBP','Condition','Where','W'])
kinds = ['Cornet']*12 + ['Soprano cornet'] + ['Flugelhorn']*2 + ['Baritone']*4 + ['Tenor horn']*5 + ['Trombone']*4 + ['Bass trombone'] + ['Euphonium']*3 + ['E flat bass']*3 + ['B flat bass']*2 + ['Timpani pair','Side drum','Glockenspiel']
val = {'Cornet':640,'Soprano cornet':980,'Flugelhorn':1150,'Baritone':1490,'Tenor horn':1180,'Trombone':870,'Bass trombone':1620,'Euphonium':2750,'E flat bass':3900,'B flat bass':5200,'Timpani pair':3300,'Side drum':310,'Glockenspiel':260}
inv = []
for i, k in enumerate(kinds):
    y = rnd.randint(1988, 2022); cond = rnd.choice(['good','good','good','fair','fair','worn','repair'])
    inv.append(['HB-%03d' % (i+1), k, rnd.choice(['Harding & Toll','Orwin','Castellane','Brightwater']), str(rnd.randint(10000, 99999)), y, val[k] + rnd.randrange(-8, 9)*10, cond, '', 'W' if rnd.random() < .14 else ''])
names = ['Wilf Garrow','Una Pask','Imke Dorn','Rex Tolliver','Daisy Lum','Oskar Quaye','Nell Farrant','Jude Abara','Tess Winnow','Pip Holroyd','Callum Ince','Marta Svoboda','Cyril Mather','Geraint Loxley','Gwen Astley','Dev Ranganath','Florrie Beck','Sid Tranmer','Bea Coyle','Amos Pettifer','Lil Marchbank','Joss Hesketh-Ray','Ravi Ranganath','Ottilie Grove']
youth = {'Daisy Lum','Oskar Quaye','Jude Abara','Tess Winnow','Pip Holroyd','Callum Ince','Florrie Beck','Bea Coyle','Lil Marchbank','Joss Hesketh-Ray','Ravi Ranganath','Ottilie Grove'}
pool = [32,0,15,24,1,2,3,25,19,4,17,5,20,29,21,30,6,33,22,28,8,26,31,23]; loans = []
for i, nme in enumerate(names):
    t = pool[i]; d0 = dt.date(2023, 9, 5) + dt.timedelta(days=i*23 + rnd.randint(0, 9)); dep = (75 if d0 > dt.date(2025,1,1) else 50); dep = dep/2 if nme in youth else dep
    back = d0 + dt.timedelta(days=rnd.randint(90, 200)) if i in (1, 4, 9, 12) else None
    loans.append(['L%03d' % (201+i), inv[t][0], inv[t][1], nme, 'Youth' if nme in youth else 'Senior', d0, dep, back])
    if not back:
        inv[t][7] = 'on loan'
        if inv[t][6] == 'repair': inv[t][6] = 'fair'
for r in inv:
    if not r[7]: r[7] = 'repairer' if r[6] == 'repair' else rnd.choice(['hall cupboard 1','hall cupboard 2','youth room'])
for r in inv: ws.append(r)
w = wb.create_sheet('Loans'); w.append(['Loans since Sept 2023']); w.append([]); w.append(['Loan','Tag','Instrument','Borrower','Band','Since','Deposit GBP','Returned'])
for r in loans:
    w.append(r)
    for c in (6, 8): w.cell(w.max_row, c).number_format = 'dd/mm/yyyy'
w = wb.create_sheet('Repairs'); w.append(['Repairs']); w.append([]); w.append(['Date','Tag','What','Repairer','Cost GBP','Paid by'])
for r in [('2024-02-06','HB-003','valve 2 sticking','Tarbuck Brass',38,'Band'),('2024-03-12','HB-017','dent in bell','Tarbuck Brass',64,'Band'),('2024-04-23','HB-021','solder at lead pipe','Tarbuck Brass',45,'Band'),('2024-05-28','HB-033','rotor springs','Tarbuck Brass',52.5,'Band'),('2024-07-02','HB-008','crushed bell, dropped','Tarbuck Brass',145,'borrower'),('2024-09-10','HB-026','slide realigned','Valve & Slide',60,'Band'),('2024-10-01','HB-030','third valve','Tarbuck Brass',72,'Band'),('2024-11-05','HB-001','water keys','Tarbuck Brass',18,'Band'),('2024-12-03','HB-038','drum head','Valve & Slide',41,'Band'),('2025-01-21','HB-017','dent in bell','Tarbuck Brass',58,'Band'),('2025-02-11','HB-036','bottom bow','Valve & Slide',188,'Band'),('2025-02-25','HB-014','lacquer, mouthpipe','Valve & Slide',96,'Band'),('2025-03-18','HB-022','bent tuning slide','Valve & Slide',35,'borrower'),('2025-04-08','HB-011','valve caps','Valve & Slide',12.5,'Band')]:
    w.append([dt.date.fromisoformat(r[0]), *r[1:]]); w.cell(w.max_row, 1).number_format = 'dd/mm/yyyy'
for s in wb: s['A1'].font = Font(bold=True, size=13); s.column_dimensions['B'].width = 18
wb.save(O + 'instruments + loans (GL).xlsx'); fixzip(O + 'instruments + loans (GL).xlsx')

# ---- members
rnd = random.Random(3)
M = [('Bernard Oakshaw','B flat bass','playing'),('Priti Valand','Flugelhorn','playing'),('Colm Hesketh-Ray','Trombone','playing'),('Maureen Tapp','Tenor horn','playing'),('Geraint Loxley','Euphonium','playing'),('Shona Adeyemi-Clark','','friend'),('Lotte Marchbank','Cornet','playing'),('Hal Brindle','Percussion','playing'),('Una Pask','Cornet','playing'),('Wilf Garrow','E flat bass','playing'),('Cyril Mather','Tenor horn','honorary'),('Imke Dorn','Baritone','playing'),('Rex Tolliver','Trombone','playing'),('Nell Farrant','Cornet','student'),('Marta Svoboda','Cornet','playing'),('Gwen Astley','Tenor horn','household'),('Ned Astley','Cornet','playing'),('Dev Ranganath','Euphonium','playing'),('Sid Tranmer','E flat bass','honorary'),('Amos Pettifer','Bass trombone','playing'),('Kezia Thorne','Cornet','student'),('Ludo Fairweather','Percussion','playing'),('Ailsa Munn','Soprano cornet','playing'),('Bram Otley','B flat bass','playing'),
 ('Daisy Lum','Cornet','youth'),('Oskar Quaye','Cornet','youth'),('Jude Abara','Trombone','youth'),('Tess Winnow','Tenor horn','youth'),('Pip Holroyd','Cornet','youth'),('Callum Ince','Baritone','youth'),('Florrie Beck','Cornet','youth'),('Bea Coyle','Tenor horn','youth'),('Lil Marchbank','Cornet','youth'),('Joss Hesketh-Ray','Trombone','youth'),('Ravi Ranganath','Euphonium','youth'),('Ottilie Grove','Percussion','youth'),
 ('Penelope Varley','Cornet','learner'),('Stan Duxbury','Baritone','learner'),('Faye Nwosu','Tenor horn','learner'),('Hugh Callow','','friend'),('Iris Callow','','friend')]
rate = {'playing':14,'student':7,'household':10.5,'youth':6,'learner':8,'honorary':0,'friend':0}
late = {'Rex Tolliver':'2024-12','Ludo Fairweather':'2024-11','Callum Ince':'2025-01','Stan Duxbury':'2025-02','Bram Otley':'2025-02'}
with open(O + 'members_subs_april.csv', 'w', newline='', encoding='utf-8') as f:
    c = csv.writer(f, delimiter=';'); c.writerow(['No','Name','Plays','Class','Joined','Monthly GBP','Paid up to','Gift Aid','Jacket'])
    for i, (n_, p, k) in enumerate(M):
        j = rnd.randint(2019, 2024) if k in ('youth','learner','student') else rnd.randint(1979, 2023)
        if n_ == 'Cyril Mather': j = 1983
        if n_ == 'Sid Tranmer': j = 1981
        if n_ == 'Ottilie Grove': j = 2025; late[n_] = '2025-06'
        pu = '' if not rate[k] else late.get(n_, rnd.choice(['2025-04','2025-04','2025-05','2025-06']))
        c.writerow([i+1, n_, p, k, j, '%.2f' % rate[k], pu, rnd.choice(['yes','no']) if k != 'youth' else 'parent' if rnd.random() > .4 else 'no', '' if k in ('friend','learner') else rnd.choice(['34','36','38','40','42','44'])])

# ---- catalogue
rnd = random.Random(77); a1 = ['Harvest','Carrow','Winter','Silver','Beckside','Northern','Old Mill','Lantern','Ironworks','Skylark','Summit','Ferry','Larchwood','Midsummer','Quarry','Sluice Gate','Bellringers\'','Moorland','Causeway','Drovers\'']
a2 = {'march':['March','Quickstep','Parade'],'hymn':['Chorale','Evening Hymn'],'suite':['Suite','Sketches','Pictures'],'solo':['Rhapsody','Serenade','Air Varie'],'light':['Waltz','Tango','Polka','Selection'],'carol':['Carol','Noel']}
comp = ['E. Roscoe Lamb','Tilda Verrall','J. P. Stannard','Harald Ostby','Minnie Cruickshank','A. Whitlow','trad. arr. Sollars','Gideon Marr']
wb = openpyxl.Workbook(); ws = wb.active; ws.title = 'Main'; ws.append(['Music library - sets, counted by MT Jan 2025']); ws.append([]); ws.append(['Shelf','Title','Composer','Kind','Grade','Minutes','Parts','Missing','Last played'])
seen = set(); rows = []; miss = {4:'2nd cornet',11:'timpani, side drum',19:'Eb bass',30:'solo horn',37:'2nd trombone'}
while len(rows) < 46:
    k = rnd.choice(['march','march','march','hymn','suite','solo','light','light','carol']); t = rnd.choice(a1) + ' ' + rnd.choice(a2[k])
    if t in seen: continue
    seen.add(t); i = len(rows); rows.append(['%s%02d' % ({'march':'M','hymn':'H','suite':'S','solo':'P','light':'L','carol':'X'}[k], i+1), t, rnd.choice(comp), k, rnd.randint(2, 5), {'march':rnd.randint(3,5),'hymn':rnd.randint(2,4),'suite':rnd.randint(9,17),'solo':rnd.randint(5,9),'light':rnd.randint(3,8),'carol':rnd.randint(2,4)}[k], rnd.choice([24,25,26,27]), miss.get(i, ''), rnd.choice([2015,2017,2018,2019,2021,2022,2023,2024])])
rows.append(['M47','Carrow Pit','Gideon Marr','march',4,6,26,'',2024])
for r in rows: ws.append(r)
w = wb.create_sheet('Youth'); w.append(['Youth band sets']); w.append([]); w.append(['No','Title','Grade','Parts','Given by'])
for r in [(1,'First Steps in F',1,14,'bought'),(2,'Tin Soldier Rag',2,16,'bought'),(3,'Puffing Billy',1,14,'Rotary'),(4,'Three Round Dances',2,16,'bought'),(5,'Sea Otter Blues',2,15,'parents'),(6,'Cornet Caper',1,12,'Rotary'),(7,'Snowed In',1,14,'bought'),(8,'Market Day',2,16,'Mrs Upshaw'),(9,'The Giant\'s Boots',3,17,'bought'),(10,'Lullaby for a Tuba',2,16,'parents'),(11,'Kites',1,14,'Rotary'),(12,'Overture for Saturday',3,18,'Mrs Upshaw')]: w.append(r)
w = wb.create_sheet('Lent out'); w.append(['Lent to other bands']); w.append([]); w.append(['Shelf','Title','To','Dale Assoc?','Out','Due back','Fee GBP','Back'])
lent = [(3,'Pendry Colliery Band','yes','2024-10-07','2024-12-02',0,'2024-11-28'),(8,'Carrside Brass','yes','2024-11-18','2025-01-13',0,''),(13,'St Wilfrid\'s School Wind Band','no','2025-01-15','2025-03-12',15,'2025-03-10'),(20,'Lowmoor Concert Band','no','2025-02-03','2025-03-31',15,''),(25,'Pendry Colliery Band','yes','2025-02-24','2025-04-21',0,''),(33,'Upper Esker Youth Brass','no','2025-03-17','2025-05-12',15,''),(41,'Tolworth Salvation Brass','no','2025-04-07','2025-06-02',15,'')]
for i, a, b, o, d_, fee, bk in lent: w.append([rows[i][0], rows[i][1], a, b, dt.date.fromisoformat(o), dt.date.fromisoformat(d_), fee, dt.date.fromisoformat(bk) if bk else None])
for s in wb: s['A1'].font = Font(bold=True); s.column_dimensions['B'].width = 28
wb.save(O + 'music catalogue MT.xlsx'); fixzip(O + 'music catalogue MT.xlsx')

# ---- safeguarding
SG = '''
# Safeguarding policy, Harrowbeck Youth Band
Version 2, agreed by the committee on 11 March 2024. Welfare officer: Shona Adeyemi-Clark, 01632 40 118. Deputy: Hal Brindle, 01632 40 364.
## 1. Who this is for
Everyone who teaches, helps, drives, or stands at the tea urn while youth members are present. "Child" means anyone under 18, also when playing with the senior band.
## 2. Checks
2.1 Adults who teach or supervise have an enhanced check, renewed every three years. Until it has come back they are never alone with children and do not travel on overnight trips.
2.2 Parents who help now and then under supervision, up to three times a term, need no check.
2.3 Two references are taken for paid teachers. Basic training is repeated every two years.
## 3. Numbers of adults
3.1 Rehearsal: one adult to ten children aged eight and over, one to six for those under eight. Always at least two adults.
3.2 Day trips: one to eight. Overnight: one to six, with at least one man and one woman if the group is mixed.
3.3 Individual lessons take place in a room with a glass door or with the door open, or with a parent present.
## 4. Arriving and going home
4.1 Children under 11 are handed over to a parent or to a person named on the form. From 11 on they may go alone if the parent has ticked the box.
4.2 A child who has not been fetched waits with two adults. After 20 minutes the parents are phoned, after 45 minutes the emergency contact, after 90 minutes the duty social worker.
4.3 Nobody takes a child home in a private car who is not on the driver list, except in an emergency and after telling the welfare officer.
## 5. Lifts and coaches
5.1 Drivers on the list have shown licence and insurance. A child sits in the back and never alone with a driver, apart from the driver's own child.
5.2 On coaches adults sit in the front, in the middle and in the back.
## 6. Telephones and messages
6.1 Adults write to parents, not to children. Members of 16 and over may be in the group chat if a parent agrees; two adults are in every chat. No private messages.
6.2 Children's phones stay in bags during rehearsal. On overnight trips they are handed in from 10.30 pm to 7 am, for those of 16 and over from 11.30 pm.
## 7. Photographs
7.1 Consent is asked once, on joining, for the website, the newspaper and the band's own album separately. It can be withdrawn at any time; pictures are then taken off the website within five days.
7.2 Children in pictures are not named in full: first name only, and no name for those under ten.
7.3 Parents may film their own child at concerts, not at rehearsals.
## 8. Overnight trips
8.1 Rooms are by sex and by age: under 14, and 14 to 17. Adults sleep in separate rooms on the same corridor.
8.2 Lights out: under 14 at 10 pm, the others at 11 pm; on the last night half an hour later for all.
8.3 No alcohol for children. Adults on duty drink none; at least two adults are on duty each night.
8.4 Medicines are given to the trip leader in their box with a signed slip. Inhalers and adrenaline pens stay with the child, and a second one with the leader.
8.5 A child may leave the group in threes at least, from 12 years of age, for an hour at most, in daylight.
## 9. When something is wrong
9.1 Listen, do not question, promise nothing. Write it down the same day in the person's own words and give it to the welfare officer, not to anybody else.
9.2 If the matter concerns the welfare officer, go to the deputy; if it concerns both, to the county's duty desk, 01632 49 900.
9.3 If a child is in danger now, dial the emergency number first.
9.4 Someone against whom a serious complaint is made stops working with children until it is cleared up. That is no judgement.
## 10. Papers
10.1 Registers are kept for three years, accident forms until the child is 21, notes of concern until the child is 25.
10.2 This policy is looked at each March.
'''
to_odt(SG, O + 'safeguarding policy v2.odt')

# ---- tour slides
from pptx import Presentation
from pptx.util import Inches, Pt
P = Presentation(); P.core_properties.author = 'LM'
def slide(t, lines=None, table=None, note=None):
    s = P.slides.add_slide(P.slide_layouts[5]); s.shapes.title.text = t
    if lines:
        tf = s.shapes.add_textbox(Inches(.6), Inches(1.5), Inches(8.8), Inches(5)).text_frame; tf.word_wrap = True; tf.text = lines[0]
        for l in lines[1:]: tf.add_paragraph().text = l
    if table:
        tb = s.shapes.add_table(len(table), len(table[0]), Inches(.4), Inches(1.6), Inches(9.2), Inches(.4*len(table))).table
        for i, r in enumerate(table):
            for j, c in enumerate(r):
                tb.cell(i, j).text = c
                for p in tb.cell(i, j).text_frame.paragraphs: p.font.size = Pt(12)
    if note: s.notes_slide.notes_text_frame.text = note
slide('Summer tour 24-27 July 2025: Lower Esker valley', ['Lotte Marchbank, 22 March 2025 (third version, throws out the others)', '34 booked: 19 adults, 15 youth', 'Tour leader: Lotte. Welfare leads: Shona and Imke'])
slide('Day by day', table=[['Day','Morning','Afternoon','Evening'],['Thu 24','7.45 coach from Drill Hall','arrive Eskerfoot 1.30, swim','rehearsal in the hostel 7.00'],['Fri 25','free till 11','concert Tollgate bandstand 2.30','barbecue, Esker Brass as guests'],['Sat 26','move to Old Mill','concert Minster green 4.00','quiz, medals'],['Sun 27','church parade Wellow 10.30','coach home 1.15','Drill Hall about 7.00']])
slide('Beds', table=[['Nights','House','Beds held','Per person','Linen','Breakfast'],['24 + 25 July','Brackenrigg Hostel, Eskerfoot','36','27.50 a night','included','7.30-9.00'],['26 July','Old Mill Bunkhouse, Minster Esker','38','21.00','bring sleeping bag','8.00-8.45, packed 1 extra']], note='Old Mill replaces Esker Grange, which wanted 39 pounds a head. Brackenrigg: free changes of numbers until 20 June, after that 60 per cent per bed. Door code comes by text on the day.')
slide('Coach', ['Tarn & Dale Coaches, 49 seats, booking TD-5561, driver stays with us', 'Price 1,640 pounds, of which 400 paid; balance by 10 July', 'Timpani, bass drum and stands in the hold: packed on Wednesday evening, 23 July, 7 pm', 'Stop at Marl Services both ways, 40 minutes'])
slide('Money', table=[['Item','GBP'],['Coach','1,640'],['Brackenrigg 34 x 2 nights','1,870'],['Old Mill 34','714'],['Food','980'],['Insurance','136'],['Entry, swim, sundries','215'],['Total','5,555'],['From members 19 x 185 + 15 x 120','5,315'],['From 21 December tins','548.15']])
slide('Bring', ['Jacket, black shoes, lyre, folding stand', 'Sleeping bag (for the last night), towel, swimming things', 'Youth: signed health slip by 30 June to Shona', 'Pocket money: we suggest 25 pounds', 'Not: drones, e-scooters, peanuts (two allergies)'])
P.save(O + 'tour plan FINAL final.pptx'); fixzip(O + 'tour plan FINAL final.pptx')

# ---- programme
open(O + 'programme 5 april.txt', 'w', encoding='utf-8').write('''HARROWBECK SILVER BAND - SPRING CONCERT
Saturday 5 April 2025, 7.00 pm, Methodist Hall, Kiln Lane   (doors 6.20)
Conductor: Ingrid Sollars   Youth Band: Tobias Fenn   Compere: Nan Upshaw

FIRST HALF
1  Skylark Parade .............. E. Roscoe Lamb
2  Moorland Pictures ........... Tilda Verrall (three movements: Cairn, Peat, Curlew)
3  Evening Air ................. Gideon Marr     soloist Geraint Loxley, euphonium
4  Youth Band: Kites; The Giant's Boots; Sea Otter Blues
5  Ferry Tango ................. Minnie Cruickshank

INTERVAL 25 minutes. Tea and flapjack from the parents, 2.50. Raffle tickets 1.00 a strip.

SECOND HALF
6  Ironworks Suite ............. J. P. Stannard
7  Lantern Serenade ............ Harald Ostby    soloist Ailsa Munn, soprano cornet
8  Northern Selection .......... trad. arr. Sollars
9  Joint item, both bands: Market Day
10 Carrow Pit .................. Gideon Marr

Tickets 9.00, over-65s and students 7.00, under-16s free with an adult.
Thanks: Harrow Bakery (flapjack), Mr Dale (lights), the Upshaw family for the gift of two youth sets.
Raffle first prize: a night for two at the Drovers' Inn. Proceeds to the youth tour.
The next concert: Saturday 29 November, with the Harrowbeck Choral Society.
The piece announced on the posters, "Causeway Rhapsody", had to be left out: the solo horn part is missing and the publisher has closed.
''')

# ---- scan: repair invoice + loan form
im = Image.new('L', (1240, 1754), 250); g = ImageDraw.Draw(im)
g.text((90, 90), 'VALVE & SLIDE', font=font(44, True), fill=15); g.text((90, 150), 'brass repairs - 4 Foundry Row, Carrside', font=font(25), fill=30)
g.text((90, 240), 'Invoice 1178', font=font(36, True), fill=15); g.text((90, 300), 'Harrowbeck Silver Band, attn. G. Loxley', font=font(26), fill=20); g.text((90, 345), 'Date 11 February 2025    Tag HB-036    Job: B flat bass', font=font(26), fill=20)
y = 430; g.text((90, y), 'Work', font=font(26, True), fill=15); g.text((820, y), 'Hours', font=font(26, True), fill=15); g.text((1000, y), 'GBP', font=font(26, True), fill=15); y += 50
for a, h_, c in [('Remove and reshape bottom bow','2.5','95.00'),('New bow guard (part)','','34.00'),('Solder, clean, polish','1.0','38.00'),('Collection from Harrowbeck','','21.00')]:
    g.text((90, y), a, font=font(26), fill=20); g.text((830, y), h_, font=font(26), fill=20); g.text((1000, y), c, font=font(26), fill=20); y += 50
g.line((90, y+5, 1150, y+5), fill=40, width=2); g.text((820, y+20), 'TOTAL', font=font(28, True), fill=10); g.text((1000, y+20), '188.00', font=font(28, True), fill=10); y += 110
for t in ['Not registered for VAT.','Guarantee on solder joints: 12 months. Parts: 24 months.','Payable within 28 days.','Next check recommended: third valve, by autumn.']: g.text((90, y), t, font=font(26), fill=20); y += 48
g.text((150, y+50), 'paid 3 March, chq 000418  CHR', font=font(36, hand=True), fill=70)
im2 = Image.new('L', (1240, 1754), 250); g = ImageDraw.Draw(im2)
g.text((90, 90), 'HARROWBECK SILVER BAND', font=font(34, True), fill=15); g.text((90, 145), 'Instrument loan form', font=font(34, True), fill=15); y = 240
l9 = [r for r in loans if r[3] == 'Ottilie Grove'][0]; tg = [r for r in inv if r[0] == l9[1]][0]
for a, b in [('Loan number', l9[0]), ('Borrower', 'Ottilie Grove (aged 12)'), ('Parent / guardian', 'Mrs Sanna Grove'), ('Instrument', '%s  %s' % (tg[1], tg[0])), ('Maker / serial', '%s  %s' % (tg[2], tg[3])), ('From', l9[5].strftime('%d %B %Y')), ('Deposit', 'GBP %.2f  paid in cash' % l9[6]), ('With it', 'hard case, lyre, valve oil'), ('Without', 'mouthpiece (has her own)'), ('Marks on handing over', 'scratch on bell rim, 3 cm'), ('Next look-over', '13 September 2025'), ('Steward', 'G. Loxley')]:
    g.text((90, y+10), a, font=font(27), fill=30); g.line((440, y+55, 1150, y+55), fill=120, width=2); g.text((455, y+5), b, font=font(33, hand=True), fill=40); y += 92
g.text((90, y+30), 'I have read rules 13.1 to 13.5.   signed  S. Grove', font=font(30, hand=True), fill=40)
imgs_to_pdf([noisy(im, 11, -0.4), noisy(im2, 12, 0.7)], O + 'scan0031.pdf')

# ---- mails
PV, LM, CH = 'Priti Valand <secretary@harrowbeckband.example>', 'Lotte Marchbank <concerts@harrowbeckband.example>', 'Colm Hesketh-Ray <treasurer@harrowbeckband.example>'
mbox([
 ('Tarn & Dale Coaches <bookings@tarndale.example>', LM, 'Mon, 17 Feb 2025 11:20:00 +0000', 'TD-5561 Esker valley', 'Dear Ms Marchbank,\n\nwe confirm a 49-seater from 24 to 27 July for 1,640 pounds including the driver\'s keep. If fewer than 30 travel we can send a 33-seater for 1,390; tell us by 27 June. Cancelling: free until 30 May, then 30 per cent, in the last ten days 75 per cent.\n\nGoran at Tarn & Dale'),
 ('Sorrel Haddow <sorrel.haddow@mailhaven.example>', PV, 'Wed, 12 Mar 2025 20:15:00 +0000', 'Our wedding music', 'Hi Priti,\n\nhere come five of the eight pieces, the rest before the end of May. Could you play us in with "Larchwood Air"? You said it is not in your cupboard - we will pay for it. And my gran uses a hearing aid, could the drums be on the far side from the top table?\n\nSorrel'),
 (PV, 'Sorrel Haddow <sorrel.haddow@mailhaven.example>', 'Fri, 14 Mar 2025 08:50:00 +0000', 'Re: Our wedding music', 'Dear Sorrel,\n\nMaureen has found "Larchwood Air" at 38.50 plus 2.90 postage. We put it on your final bill. Drums: Hal will stand by the east doors. As agreed on the phone we start at 3.30 instead of 3.15, the end stays the same.\n\nPriti'),
 ('Brackenrigg Hostel <warden@brackenrigg.example>', LM, 'Tue, 18 Mar 2025 16:05:00 +0000', 'Your group 24-26 July', 'Hello Lotte,\n\nall fine for 36 beds. Instruments: the drying room locks, you can have it both nights. No playing after 9 pm, the farm next door complained last year. We have one ground floor room with a wide door, say if anybody needs it. Vegetarians and allergies by 1 July please.\n\nWarden Etta'),
 ('Sanna Grove <sanna.grove@mailhaven.example>', CH, 'Sun, 23 Mar 2025 18:44:00 +0000', 'Ottilie\'s subs', 'Hi Colm, Ottilie started in January and I set up a standing order of 6 pounds. The other mums tell me the first term is free? Then you owe us something. She loves the tenor horn by the way, though she is down for percussion.\n\nSanna'),
 (CH, 'Sanna Grove <sanna.grove@mailhaven.example>', 'Mon, 24 Mar 2025 07:58:00 +0000', 'Re: Ottilie\'s subs', 'Dear Sanna,\n\nquite right, I overlooked it. You have paid January, February and March, 18 pounds. I leave it standing as April to June, so please stop the order and start again on 1 July. \n\nColm'),
 ('Dale Mutual Insurance <clubs@dalemutual.example>', CH, 'Thu, 03 Apr 2025 10:00:00 +0100', 'Policy DM-77120', 'Dear Mr Hesketh-Ray,\n\nyour instruments are insured for 62,000 pounds in all from 1 April, premium 438 pounds. Excess 100 pounds a claim. Instruments left in an unattended car are covered only between 7 am and 9 pm and out of sight. Not covered: loss at sea, loss of mouthpieces, scratches.\n\nDale Mutual'),
 ('Aneurin Stobbs <stobbs@pendrygala.example>', PV, 'Mon, 14 Apr 2025 19:30:00 +0100', 'Gala: starting time', 'Dear Priti,\n\nthe police want the road clear earlier, so the march sets off at 9.30, not 10. Noon programme unchanged. Coach to be at the leisure centre by 8.50. We have three bands this year: you, Carrside Brass and the Lowmoor pipes; you walk second.\n\nNye Stobbs'),
 (LM, 'All players <players@harrowbeckband.example>', 'Tue, 15 Apr 2025 21:10:00 +0100', 'Concert thanks and lost things', 'Dear all,\n\n251 people came on the 5th, the door took 1,874 pounds and the raffle 203. Left behind: a grey scarf, a child\'s blue glove, and a mute with the letters KT. They are in the box under the urn.\n\nTour: Brackenrigg wants to know about food by 1 July, so tell ME by 20 June. No rehearsal on 6 May, the hall is a polling station; we make it up on Friday 9 May.\n\nLotte')],
 O + 'band inbox export.mbox')
