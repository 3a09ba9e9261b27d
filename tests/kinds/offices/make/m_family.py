"""The Abernethy-Moreau family: recipes, school, insurance, doctors, receipts."""
from common import *
import datetime as dt
library("family")

text("recipes.md", """# Recipes

## Grandma Odette's plum cake

For a tray, 12 pieces. Oven 190 °C (fan 170 °C), 40 minutes.

- 400 g flour
- 1 cube of yeast (42 g)
- 200 ml lukewarm milk
- 80 g sugar, plus 2 tablespoons for the top
- 1.5 kg plums
- 1 pinch of salt

1. Dissolve the yeast in the milk, leave for 15 minutes.
2. Knead everything, let it rise for one hour.
3. Put the plums on in rows. **No sugar on the plums before baking**, they get watery.

## Lentil soup (Uncle Ruaridh)

For 4 persons, 35 minutes.

- 250 g brown lentils
- 2 carrots, 1 leek, 1 potato
- 1.2 l stock
- 2 tablespoons of vinegar *at the end*
- smoked paprika, half a teaspoon

Can be frozen for three months, but without the potato.

## Pancakes

For 3 persons: 3 eggs, 300 ml milk, 180 g flour, a bit of butter. Rest 20 minutes. Maxime wants them without sugar, Isla with blueberries.
""")
docx("school_letter_camp_year5.docx", [("h1", "Class trip of year 5"), ("p", "Willowbank School, 12 March 2025"), ("p", "Dear parents, our class trip leads to Corrie Farm from Monday 16 June to Thursday 19 June 2025. We meet at 7.45 am at the bus stop Mill Road and are back on Thursday at about 3 pm."),
    ("h2", "Costs"), ("p", "The trip costs £168 per child. A first part of £60 is due by 4 April, the rest by 23 May. Families with two children at the school pay £15 less."), ("h2", "What to bring"), ("ul", ["Rubber boots and rain jacket", "Sleeping bag (no bed linen is provided)", "Torch", "At most £10 pocket money", "Medicines in the original box with the name of the child, given to Mrs Tran"]),
    ("p", "Mobile phones and game consoles stay at home. Exception: a phone may be brought for medical reasons with a note."), ("h2", "Reply slip"), ("t", [["Child", "Isla Abernethy-Moreau, 5b"], ["Vegetarian", "yes"], ["Can swim", "yes, bronze badge"], ["Allergies", "wasp stings"], ["Emergency number", "07700 900 562 (father)"]]), ("box", [(True, "My child takes part"), (False, "My child may go home alone from the bus stop"), (True, "Photos for the school newspaper are allowed")])], header="Willowbank School · Head: Mr Eskil Norrby", footer="Class teacher: Mrs Linh Tran, l.tran@willowbank.example")
docx("school_letter_swimming_year3.docx", [("h1", "Swimming lessons of year 3"), ("p", "Willowbank School, 2 September 2024"), ("p", "Dear parents, from 17 September year 3 goes swimming every Tuesday from 10.15 to 11.45. The bus leaves at 9.50."),
    ("ul", ["Swimsuit or trunks, no board shorts", "Cap: blue for swimmers, yellow for beginners", "Earrings must be taken off", "A hair dryer may be used for 20 pence"]), ("h2", "Costs"), ("p", "The bus costs £22 for the whole term."), ("h2", "Reply slip"), ("t", [["Child", "Maxime Abernethy-Moreau, 3a"], ["Can swim", "no"], ["Allergies", "none"], ["Emergency number", "07700 900 562 (father)"]]), ("box", [(True, "My child takes part"), (False, "My child has ear problems")])], footer="Class teacher: Mr Bartholomew Inkpen")
for fn, who, pol, obj, excess, prem, renew, extra in [
    ("insurance_household.pdf", "Fairhaven Mutual", "HH-88120-4", "Household contents, 14 Lantern Close", "£150", "£214.80 per year", "1 August", ["Bicycles are insured up to £900 each, only if locked.", "Water damage from leaking washing machines is covered.", "Theft from the garden shed is not covered, except garden tools up to £250."]),
    ("insurance_car.pdf", "Fairhaven Mutual", "KF-20951-7", "Car Sorrel Estate, registration LK19 VZN", "£300", "£412.20 per year", "1 January", ["Drivers: both parents. Drivers under 25 are not covered.", "Glass damage has an excess of £75 only.", "Breakdown abroad is covered up to 45 days per trip."]),
    ("insurance_dog.pdf", "Fairhaven Mutual", "PL-33807-1", "Dog liability, Biscuit, mongrel, born 2021", "£100", "£58.90 per year", "15 May", ["Damage to rented rooms is covered up to £5,000.", "Dog sitters are covered if they are not paid.", "Bites among dogs are covered only if Biscuit was on the lead."])]:
    pdf(fn, [("h1", who), ("p", "Ewan Abernethy and Solène Moreau\n14 Lantern Close, Strathwick"), ("h2", "Your insurance policy"), ("kv", [["Policy number", pol], ["Insured", obj], ["Excess", excess], ["Premium", prem], ["Renewal", "every year on " + renew], ["Cancellation", "one month before renewal, in writing"]], [120, 280]), ("h2", "Good to know"), ("ul", extra), ("p", "Claims line: 01632 960 330, weekdays from 8 am to 6 pm.")], footer="Fairhaven Mutual, Cooper's Wharf 1", font="serif")
scan("hospital_letter_Maxime.pdf", [[("lb", "Strathwick Children's Hospital"), "Department of Orthopaedics", ("-", ""), "27 January 2025", "", "Patient: Maxime Abernethy-Moreau, born 30 October 2016", "", ("b", "Diagnosis"), "Fracture of the left forearm (radius), not displaced.", "", ("b", "Therapy"), "Cast for four weeks. X-ray control on 3 February and", "24 February 2025. No sports until 24 March.", "", "Pain relief: ibuprofen syrup, 7 ml, at most three times a day,", "not longer than five days.", "", "If the fingers become blue or numb, come at once.", "", "Dr Rukhsana Delacroix-Webb", "Senior physician"]], fs=32, font="serif", noise=16, angle=-.8)
R = lambda shop, sub, d, items, tot, rest: [("lc", shop), ("c", sub), ("c", d), ("-", "")] + items + [("-", ""), ("b", "TOTAL GBP\t" + tot)] + rest
picture("receipt_washing_machine.jpg", R("VOLTMAN", "Electrical goods, Quay Park", "08/02/2025 14:52", ["Washer Lumo W7\t449.00", "Delivery\t25.00", "Old unit removal\t15.00"], "489.00", ["Visa ****4410\t489.00", ("-", ""), "Serial no. LW7-0093-5518", "Guarantee 3 years", "Return within 30 days", "with this receipt"]), size=(720, 860), font="mono", fs=24, noise=16, angle=-.9, seed=6)
picture("receipt_garden.jpg", R("GREENACRE", "Garden centre", "19/04/2025 10:21", ["Tomato plants 6x\t11.94", "Compost 40 l, 3x\t17.97", "Watering can\t9.49", "Gloves\t4.99"], "44.39", ["Cash\t50.00", "Change\t5.61", ("-", ""), "No exchange of plants"]), size=(680, 760), font="mono", fs=24, noise=16, angle=1, seed=7)
eml("Piano lessons.eml", "Cornelius Yarrow <piano@yarrow.example>", "Solène Moreau <solene@moreau.example>", "Isla: piano lessons from May", "Wed, 16 Apr 2025 18:30:00 +0100",
    "Dear Solène,\n\nfrom May Isla's lesson moves from Monday 4 pm to Wednesday 5.15 pm, still 30 minutes.\nThe fee stays at £19 per lesson; lessons cancelled on the same day must be paid.\n\nPlease buy \"First Waltzes\", volume 2 (the green one, not the red one).\nThe pupils' recital is on 12 July at 3 pm in my studio, Isla plays two pieces.\n\nMy bank details: Cornelius Yarrow, IBAN GB51 LARK 3080 1244 7790 06\n\nBest wishes\nCornelius\n", mid="f1", attach=[("holidays.txt", "No lessons: 26–30 May, 21 July – 29 August\n".encode(), "text", "plain")])
D = dt.date
ods("household_budget.ods", {"March 2025": [["Household budget March 2025", "", ""], ["Item", "Planned", "Spent"], ["Groceries", 620, 671.35], ["Electricity", 95, 95], ["Music lessons", 76, 95], ["Petrol", 110, 88.4], ["Clothes", 80, 132.9], ["Dog", 45, 39.2]],
     "Savings": [["Pot", "Goal", "Saved"], ["Summer holiday", 2400, 1650], ["New bicycle Isla", 380, 380], ["Roof repair", 6000, 2125]]})
text("whatsapp_grandparents.txt", "03/05/25, 17:02 - Odette: When do you come for Pentecost?\n03/05/25, 17:20 - Solène: Saturday 7 June about 3 pm, we leave Monday after lunch\n03/05/25, 17:21 - Odette: with the dog?\n03/05/25, 17:22 - Solène: No, Biscuit stays with the neighbours this time\n03/05/25, 17:30 - Odette: Papi's new phone number is 01632 960 784, the old one is dead\n03/05/25, 17:34 - Ewan: Noted! Does he still want the drill back?\n03/05/25, 17:41 - Odette: yes and the long spirit level please\n")
