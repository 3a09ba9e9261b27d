from lib import *
from datetime import date
F = Folder("letting", "let")
def ten(fn,no,tenant,addr,start,rent,dep,pet,brk,landlord,extra):
    F.docx(fn,"Assured Shorthold Tenancy Agreement",[f"Reference {no}. Made on behalf of {landlord} (\"the Landlord\") by Quayside Lettings, 41 Bridge Street, Bideford, and {tenant} (\"the Tenant\").",f"Property: {addr}.",
    "# Clause 1 Term and rent",f"1.1 The tenancy runs for twelve months from {start}.",f"1.2 The rent is £{rent} a month, payable in advance on the first day of each month by standing order.","1.3 Rent unpaid fourteen days after it falls due bears interest at 3 per cent above the Bank of England base rate.{{fn: Interest runs from the day the rent fell due, not from the fifteenth day.}}",
    "# Clause 2 Deposit",f"2.1 A deposit of £{dep} has been lodged with the Tenancy Deposit Scheme.","2.2 It is returned within ten working days of agreement on deductions.",
    "# Clause 3 The Tenant's duties","3.1 To keep the interior clean and the garden, if any, mown.","3.2 Not to sublet or take in a lodger without written consent.",f"3.3 {pet}","3.4 To report damp, leaks and defects within three days of noticing them.","3.5 Not to smoke or vape inside.",
    "# Clause 4 The Landlord's duties","4.1 To keep the structure and heating in repair.","4.2 To give at least 24 hours' notice before entering, save in an emergency.",
    "# Clause 5 Ending early",f"5.1 {brk}","# Clause 6 Special terms",*extra])
ten("Tenancy QL-118 Flat 3 Pill House.docx","QL-118","Jasmine Trowbridge","Flat 3, Pill House, Northam Road","1 March 2025","795","915","One cat is permitted. The Tenant pays for professional cleaning of carpets on leaving.","Either side may end the tenancy after six months by two months' written notice.","Mrs Dorothea Gammon",["6.1 The Tenant may use the left-hand half of the bicycle shed.","6.2 The freeholder's rule against washing on balconies applies.","6.3 A lost key fob is charged at £35."])
ten("Tenancy QL-121 9 Torridge View.docx","QL-121","Rohan and Bethany Sethi","9 Torridge View, Appledore","15 April 2025","1,240","1,430","No animals are permitted, assistance dogs excepted.","There is no break clause; the Tenant may however be released if a replacement acceptable to the Landlord is found, on payment of £50 towards the new agreement.","Captain Hugh Vellacott",["6.1 The wood-burning stove is swept each September at the Tenant's expense.","6.2 The boat shed is not included in the letting."])
ten("Tenancy QL-126 Basement 22 Meddon St.docx","QL-126","Piotr Zielinski","Basement Flat, 22 Meddon Street","1 June 2025","640","735","Pets only with written consent, which shall not be unreasonably withheld.","The Tenant alone may end the tenancy after four months by one month's written notice.","Mrs Dorothea Gammon",["6.1 The Landlord supplies and empties the dehumidifier tank during voids only.","6.2 The Tenant's council tax is paid direct to Torridge District Council."])
ls=[("Flat 3 Pill House","QL-118","Gammon","Trowbridge",795,.11),("Flat 5 Pill House","QL-094","Gammon","Beer",760,.11),("9 Torridge View","QL-121","Vellacott","Sethi",1240,.09),("Basement 22 Meddon St","QL-126","Gammon","Zielinski",640,.11),("Top floor 22 Meddon St","QL-103","Gammon","vacant",0,.11),("The Old Smithy","QL-087","Ashplant Trust","Lethbridge",1575,.08),("7 Silver Street","QL-115","Ashplant Trust","Nwosu",890,.08)]
paid={"Trowbridge":795,"Beer":380,"Sethi":1240,"Zielinski":640,"Lethbridge":1575,"Nwosu":0}
rows=[("Rent ledger June 2025 – Quayside Lettings client account",),(),("Property","Ref","Landlord","Tenant","Rent due £","Received £","Arrears £","Fee rate")]
for a,r,l,t,d,f in ls: rows.append((a,r,l,t,d,paid.get(t,0),d-paid.get(t,0),f))
rows.append(("Total","","","",sum(x[4] for x in ls),sum(paid.values()),sum(x[4] for x in ls)-sum(paid.values()),None))
F.xlsx("Rent ledger 2025.xlsx",{"June":rows,"Repairs":[("Repairs log 2025",),(),("Date","Property","Fault","Contractor","Cost £","Paid by")]+[
 (date(2025,1,14),"7 Silver Street","Boiler pressure loss","Hartland Heating",186,"Landlord"),(date(2025,2,3),"Flat 5 Pill House","Blocked waste, wet wipes","Drainaway",94.5,"Tenant"),(date(2025,3,27),"The Old Smithy","Slipped slates after gale","J. Pickard Roofing",640,"Landlord"),(date(2025,5,9),"Basement 22 Meddon St","Mould treatment, rear bedroom","DryHome SW",415,"Landlord"),(date(2025,5,22),"Flat 5 Pill House","Lock changed, keys lost","Ken the Locks",128,"Tenant"),(date(2025,6,11),"9 Torridge View","Immersion heater element","Hartland Heating",142,"Landlord"),(date(2025,6,18),"The Old Smithy","Gate hinge","J. Pickard Roofing",75,"Landlord")],
 "Keys":[("Hook","Property","Sets","Out to"),(1,"Flat 3 Pill House",2,""),(2,"Flat 5 Pill House",1,"Ken the Locks"),(3,"9 Torridge View",3,"Hartland Heating"),(4,"Basement 22 Meddon St",2,""),(5,"Top floor 22 Meddon St",4,"decorator (Lena)"),(6,"The Old Smithy",2,""),(7,"7 Silver Street",1,"")]},merge={"June":["A1:H1"],"Repairs":["A1:F1"]})
F.pdf("Guide for landlords.pdf","A Guide for Landlords",["Quayside Lettings · edition of January 2025 · written by Annabel Squire",
 "# Our two services","<b>Full Management</b> costs 11 per cent of the rent collected, with no VAT since we are below the threshold. It covers finding a tenant, referencing, the inventory, rent collection, three visits a year, and dealing with repairs. <b>Tenant Find</b> is a single fee of 60 per cent of the first month's rent; after the keys are handed over, everything is in the landlord's hands. Trusts and landlords with more than one thousand pounds of monthly rent on a single property may ask for a lower management rate, which only Annabel can grant.",
 "# Before the first tenant","You need a gas safety record no older than twelve months, an electrical report no older than five years, and an energy certificate of band E or better. Smoke alarms go on every storey; carbon monoxide alarms in any room with a burner, which includes a wood stove. We will not market a property that lacks any of these, with one exception: a listed building with a registered exemption may be let below band E.",
 "Furniture must carry its fire label. We remove what does not, and charge the tip fee of £18 an item.",
 "# Referencing","We ask for three months' bank statements, an employer's letter and the previous landlord's word. The income of all tenants together should be at least thirty times the monthly rent a year. A student or anyone short of this needs a guarantor who owns property in the United Kingdom. Self-employed tenants show two years of tax calculations instead of the employer's letter.",
 "# Inventory","The inventory is made by an independent clerk, usually Wilfred Snell, at £95 for up to two bedrooms and £15 for each further one. Tenants have seven days to send in remarks. After that it stands.",
 "# Repairs","We may order repairs of up to £250 without asking you. Above that we ring, and if we cannot reach you in two working days we go ahead only if the matter threatens health, safety or the building. We take no commission from contractors. Emergencies out of hours go to the night line, kept by Dominic Yeo.",
 "# Visits","The first visit is six weeks after moving in, the others at intervals of four months. You get a letter with photographs. Tenants are told at least 48 hours ahead, which is more than the law wants.",
 "# Rent and statements","Rents are paid over on the tenth of the month, or the next working day. Money that arrives later goes out with the following run. Landlords living abroad must register with the tax office, otherwise we are bound to hold back twenty per cent.",
 "# When a tenant falls behind","On day three we send a text, on day eight a letter, and on day fifteen we ring both tenant and guarantor. At one month we offer a payment plan over at most six months. Only at two months do we speak of court. Over thirty years this sequence has ended before a judge just four times.",
 "# Rent reviews","Rents are reviewed once a year, in the month before the anniversary. We send comparables from at least three nearby lettings. An increase above eight per cent we would advise against, as an empty month costs more than it brings.",
 "# Leaving us","Full Management may be ended by either side with two months' notice. If the tenant we found stays on, a fee of £200 is due. It is waived if you are selling the property or moving into it yourself.",
 "# How we began","The firm was set up in 1994 by Annabel's mother, Rosalind Squire, at a kitchen table in Instow. It moved to Bridge Street in 2003, after the flood in the old office destroyed most of the paper files, which is why our records before that year are thin."])
F.eml("Nwosu rent.eml","Chidi Nwosu <c.nwosu@post.example>","office@quayside.example","June rent - 7 Silver Street","Mon, 09 Jun 2025 19:44:02 +0100","Dear Annabel,\n\nI am sorry the rent did not come on the first. The hospital changed payroll and nobody on my ward was paid until last Friday. I can send 450 on the 13th and the rest on the 27th, and July will be normal. I attach the letter from payroll.\n\nAlso, the extractor fan in the bathroom has started to scream.\n\nWith apologies,\nChidi Nwosu\n",attach=[("payroll letter.txt","North Devon Hospitals Payroll\nTo whom it may concern\n\nWe confirm that owing to a change of system the salaries for May 2025 of staff on ward Glossop were paid on 6 June 2025 rather than on 28 May 2025. Any bank charges will be refunded on presentation of a statement until 31 July 2025.\n\nVerity Hollis, payroll supervisor\n")])
F.eml("Re Vellacott rate.eml","Annabel Squire <annabel@quayside.example>","Hugh Vellacott <hv@vellacott.example>","Re: management rate","Wed, 02 Apr 2025 10:10:00 +0100","Dear Captain Vellacott,\n\nThank you for bearing with us. I can offer 9 per cent on Torridge View, for as long as the rent is above a thousand pounds. The safety record for the gas runs out on 30 August; shall I book Hartland Heating for the week before? They charge 78 pounds for boiler and hob together.\n\nThe Sethis passed their references. They asked whether the boat shed might be added for 40 a month; I told them I would put it to you.\n\nKind regards\nAnnabel Squire\n\n> On 31 March you wrote:\n> 11 per cent seems steep to an old sailor. Would you do 8?\n")
F.text("visit notes may.txt","""
VISITS MAY 25 (dominic)

6/5 pill hse fl 3 - trowbridge. all fine, tidy. cat = ginger, called Marmalade. window in bedrm sticks. smoke alarm hall: new battery fitted
6/5 pill hse fl 5 - mr beer. NOT so good. burn mark on worktop left of hob abt 10cm, he says was there before (check inventory!). rent late again. washing on balcony, told him
8/5 old smithy - lethbridges. lovely. they want to put up a polytunnel 3x6 m, must ask trustees. gutter at back leaking
8/5 silver st 7 - not in. key didn't turn, hook 7 wrong key??
12/5 meddon st top floor - vacant since 30 april. Lena painting til end june. photographer booked 2 july. want to ask 725
12/5 meddon st basement - mould treated on 9th, smell gone, humidity 58 pc. new tenant in on 1/6

TODO
- key silver st
- inventory fl 5 worktop
- letter to ashplant trust re polytunnel (trustee = Mr Oliver Ashplant, NOT the sister)
""")
F.scan("inventory flat 5 scan.pdf",[["INVENTORY AND SCHEDULE OF CONDITION","","Flat 5, Pill House, Northam Road","Tenant: Mr Stanley Beer","Clerk: Wilfred Snell         Date: 2 November 2023","","HALL","Carpet, brown: worn at threshold. Walls: three picture hooks.","","KITCHEN","Worktop, oak effect: small burn mark left of hob, about 4 cm.","Cooker, Belling: clean, one knob replaced.","Fridge: shelf cracked.","Floor, vinyl: good.","","LIVING ROOM","Curtains, green, lined: good. Sofa, two seater: label present.","Balcony door: stiff.","","BEDROOM","Mattress: new October 2023. Wardrobe: left door off its hinge.","","METERS","Electricity 48213      Water 00917","","Keys handed over: 2 front, 2 flat, 1 letter box","","Signed  S. Beer        W. Snell"]])
F.text("contractors.vcf","\n".join(f"BEGIN:VCARD\nVERSION:3.0\nN:{n}\nFN:{fn}\nORG:{o}\nTITLE:{t}\nTEL;TYPE=CELL:{tel}\nEMAIL:{e}\nNOTE:{no}\nEND:VCARD" for n,fn,o,t,tel,e,no in [("Braund;Martin","Martin Braund","Hartland Heating","gas engineer","07700 900114","martin@hartlandheating.example","Gas Safe 518842. Not Fridays."),("Braund;Tessa","Tessa Braund","Hartland Heating","accounts","07700 900115","tessa@hartlandheating.example","Invoices by the 20th"),("Pickard;Joel","Joel Pickard","J. Pickard Roofing","roofer","07700 900162","joel@pickardroofing.example","No scaffolding of his own"),("Tucker;Kenneth","Ken Tucker","Ken the Locks","locksmith","07700 900178","ken@kenthelocks.example","Call-out 60 after 8 pm, otherwise 40")])+"\n")
F.speech("nightline 14 june.wav","This is the night line log, Saturday the fourteenth of June. Dominic speaking. At eleven twenty p m Mrs Lethbridge at the Old Smithy rang. Water was coming through the kitchen ceiling. It was the overflow of the upstairs bath. I told her to turn the stopcock, which is under the stairs behind the hoover. Plumber not needed. At two in the morning Mr Beer rang because he had lost his keys again. I did not go out. He slept at his brother's.")
F.text("listing_meddon.html","""
<!doctype html><html><head><title>Top floor flat, Meddon Street, Bideford - to let | Quayside Lettings</title><style>.nav{color:red}</style><script>var price=650;</script></head><body>
<div class="nav"><a href="/">Home</a> <a href="/let">To let</a> <a href="/landlords">Landlords</a></div>
<h1>Top floor flat, 22 Meddon Street</h1><p class="price">£725 per calendar month</p>
<ul><li>2 bedrooms, 1 bathroom</li><li>Available from 14 July 2025</li><li>Energy band D (61)</li><li>Council tax band A</li><li>Deposit £835</li></ul>
<p>Reached by 54 steps and worth each of them, this freshly painted flat looks over the Torridge to the Long Bridge. Night storage heaters; there is no gas in the building. Shared yard with washing line. Permit parking in the street, £42 a year from the council. No smokers. Pets considered.</p>
<table><tr><th>Room</th><th>Size (m)</th></tr><tr><td>Living room</td><td>4.9 x 3.8</td></tr><tr><td>Bedroom 1</td><td>3.7 x 3.3</td></tr><tr><td>Bedroom 2</td><td>2.9 x 2.4</td></tr><tr><td>Kitchen</td><td>3.1 x 2.2</td></tr></table>
<p>Viewings with Dominic, Saturdays 10 to 12.</p><footer>© Quayside Lettings 2025. Similar: Flat 2, Mill Street £680</footer></body></html>
""")
G="Guide for landlords.pdf";T1="Tenancy QL-118 Flat 3 Pill House.docx";T2="Tenancy QL-121 9 Torridge View.docx";T3="Tenancy QL-126 Basement 22 Meddon St.docx";L="Rent ledger 2025.xlsx"
F.q("What's the deposit for Piotr's flat?","form",T3,"£735",["735"])
F.q("can the Sethis get out of their tenancy early?","exception",T2,"There is no break clause, but they may be released if an acceptable replacement is found, paying £50",["replacement","£50"])
F.q("is jasmine allowed a cat","yes-no",T1,"Yes, one cat",["one cat","Yes"],not_=["No animals"])
F.q("who sweeps the chimney at torridge view, us or them?","rule",T2,"The tenant, each September, at their own expense",["tenant"])
F.q("How much notice does Zielinski have to give and when's the earliest he can?","two-parts",T3,"One month's written notice, after four months",must=["month"],accept=["four months","4 months"])
F.q("from which day is interest on late rent counted?","exception",T1,"From the day the rent fell due, not from the fifteenth day",["fell due","fell due","due date","day the rent"])
F.q("arrears of mr beer in june","table-cell",L,"£380",["380"])
F.q("total rent arrears in June across everyone?","table-cell",L,f"£{sum(x[4] for x in ls)-sum(paid.values()):,}",["1270","1,270"])
F.q("What have we spent at The Old Smithy on repairs this year altogether?","table-compute",L,"£715",["715"])
F.q("who has the keys to the top floor at Meddon street","table-cell",L,"The decorator, Lena",["Lena","decorator"])
F.q("Up to what cost can we order a repair without asking the landlord?","rule",G,"£250",["250"])
F.q("what does a self employed applicant have to show?","exception",G,"Two years of tax calculations instead of the employer's letter",["tax calculations","two years","2 years"])
F.q("A landlord is leaving us because he's moving into the house himself - do we charge the £200?","exception",G,"No, it is waived",["waived","No,"])
F.q("What happens on day 15 when rent is late?","prose",G,"We ring both tenant and guarantor",must=["guarantor"],accept=["ring","call","phone","rung"])
F.q("why are our old records so patchy","how-why",G,"The flood in the old office destroyed most paper files (before 2003)",["flood"])
F.q("What reason did Mr Nwosu give for the late rent and how does he plan to pay?","two-parts","Nwosu rent.eml","Hospital payroll change; £450 on the 13th and the rest on the 27th",must=["450","27"],accept=["payroll"])
F.q("until when does the hospital refund bank charges?","mail","Nwosu rent.eml","31 July 2025",["31 July","July 31","2025-07-31"])
F.q("what rate did annabel end up offering captain vellacott","mail","Re Vellacott rate.eml","9 per cent, as long as the rent is above £1,000",["9 per cent","9%","9 percent","nine per cent"])
F.q("And when does his gas record run out?","followup","Re Vellacott rate.eml","30 August",["30 August","August 30"],after="what rate did annabel end up offering captain vellacott")
F.q("how big was the burn on the worktop in flat 5 when Beer moved in?","picture","inventory flat 5 scan.pdf","About 4 cm",["4 cm","4cm","four cent"])
F.q("Who do we write to about the polytunnel?","who","visit notes may.txt","Mr Oliver Ashplant, the trustee",["Oliver"])
F.q("where's the stopcock in the smithy","recording","nightline 14 june.wav","Under the stairs, behind the hoover",["under the stairs","stairs"])
F.q("when can someone move in to the top floor flat, Meddon St, and what's the rent?","two-parts","listing_meddon.html","From 14 July 2025, £725 a month",must=["14","725"])
F.absent("Which council tax band is 9 Torridge View?","near-absent")
F.absent("who is the guarantor for Stanley Beer?","near-absent")
F.absent("date of the inventory for 7 silver street?","near-absent",not_=["2 November"])
F.absent("Phone number of DryHome SW?","near-absent")
F.q("what's special about the three tenancy agreements when it comes to pets?","library",None,"Trowbridge: one cat; Sethi: none except assistance dogs; Zielinski: with written consent",must=["cat","assistance","consent"])
F.end(drop=["from which day is interest"])
