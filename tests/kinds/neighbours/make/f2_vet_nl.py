from lib import *
def build():
    f = F("dierenkliniek"); q = Q("dierenkliniek", "vet"); R = random.Random(7)
    dieren = [("Bram", "hond", "Labrador", "Van Dijk"), ("Minoes", "kat", "Europees korthaar", "Jansen"), ("Saar", "hond", "Heidewachtel", "De Wit"), ("Pluis", "konijn", "Hollander", "Postma"), ("Tijger", "kat", "Maine Coon", "Bakker"), ("Loki", "hond", "Border collie", "Hoekstra"), ("Nora", "kat", "Britse korthaar", "El Amrani"), ("Boef", "hond", "Jack Russell", "Kuipers"), ("Knabbel", "cavia", "Rex", "Smit"), ("Sproet", "hond", "Dalmatiër", "Van Vliet"), ("Mickey", "kat", "Ragdoll", "Jansen"), ("Fleur", "paard", "Fries", "Stal Zandhoeve"), ("Dribbel", "hond", "Beagle", "Meijer"), ("Poekie", "kat", "Siamees", "Verbeek")]
    beh = [("jaarlijkse vaccinatie", 62.5), ("gebitsreiniging onder narcose", 289.0), ("castratie", 198.0), ("bloedonderzoek senior", 117.4), ("echo buik", 145.0), ("wondbehandeling", 84.75), ("chip en registratie", 48.5), ("controle na operatie", 0.0), ("spoedconsult", 132.0)]
    rows = []; d = dt.date(2025, 9, 1)
    for i in range(46):
        a = dieren[(i*5 + R.randrange(3)) % 14]; b = R.choice(beh)
        if a[1] in ("konijn", "cavia", "paard") and "gebit" in b[0]: b = beh[5]
        rows.append([d.strftime("%d-%m-%Y"), a[0], a[1], a[3], b[0], ("%.2f" % b[1]).replace(".", ","), R.choice(["Hanneke Roos", "Hanneke Roos", "Youssef Tahiri", "Ineke Vos"]), R.choice(["pin", "pin", "factuur", "verzekering"])])
        d += dt.timedelta(days=R.choice([0, 1, 1, 2]))
    f.csv("behandelingen_najaar.csv", [["datum", "patiënt", "diersoort", "eigenaar", "behandeling", "bedrag", "dierenarts", "betaling"]] + rows, ";", "utf-8")
    f.xlsx("voorraad apotheek.xlsx", [
        ("Voorraad", [["Dierenkliniek De Veenhoek - voorraad apotheek"], ["geteld op 14 november 2025 door Ineke"], [], ["Artikel", "Sterkte", "Eenheid", "In voorraad", "Minimum", "Houdbaar tot", "Leverancier", "Plaats"],
            ["Meloxicam oraal", "1,5 mg/ml", "fles 32 ml", 11, 6, dt.date(2026, 8, 31), "Alfavet", "kast B"], ["Meloxicam oraal kat", "0,5 mg/ml", "fles 15 ml", 4, 5, dt.date(2026, 3, 31), "Alfavet", "kast B"], ["Amoxicilline-clavulaanzuur", "250 mg", "doos 100 tabl.", 7, 3, dt.date(2027, 1, 31), "Alfavet", "kast A"], ["Amoxicilline-clavulaanzuur", "50 mg", "doos 100 tabl.", 9, 4, dt.date(2026, 11, 30), "Alfavet", "kast A"], ["Methadon inj.", "10 mg/ml", "flacon 10 ml", 3, 2, dt.date(2026, 5, 31), "Covetra", "kluis"], ["Ketamine inj.", "100 mg/ml", "flacon 10 ml", 5, 3, dt.date(2026, 9, 30), "Covetra", "kluis"], ["Medetomidine inj.", "1 mg/ml", "flacon 10 ml", 6, 3, dt.date(2026, 12, 31), "Covetra", "kluis"], ["Propofol", "10 mg/ml", "flacon 20 ml", 14, 10, dt.date(2026, 2, 28), "Covetra", "kast C"], ["Vaccin hond DHPPi", "1 dosis", "stuk", 42, 30, dt.date(2026, 7, 31), "Zuidervet", "koelkast 1"], ["Vaccin hond Lepto 4", "1 dosis", "stuk", 28, 30, dt.date(2026, 4, 30), "Zuidervet", "koelkast 1"], ["Vaccin kat RCP", "1 dosis", "stuk", 36, 25, dt.date(2026, 6, 30), "Zuidervet", "koelkast 1"], ["Vaccin konijn RHD/myxo", "1 dosis", "stuk", 9, 10, dt.date(2025, 12, 31), "Zuidervet", "koelkast 2"], ["Maropitant tabl.", "24 mg", "strip 4 tabl.", 15, 8, dt.date(2027, 3, 31), "Alfavet", "kast A"], ["Insuline kat", "40 IE/ml", "flacon 10 ml", 2, 2, dt.date(2026, 1, 31), "Alfavet", "koelkast 2"], ["Ontwormingspasta paard", "18,7 mg/g", "spuit", 20, 12, dt.date(2026, 10, 31), "Zuidervet", "kast D"]]),
        ("Leveranciers", [["Leverancier", "Klantnummer", "Besteldag", "Levering", "Vrachtvrij vanaf", "Telefoon"], ["Alfavet", "AV-88213", "maandag en donderdag", "volgende werkdag", "€ 250", "0512-330 118"], ["Covetra", "C-10457", "dinsdag", "binnen 48 uur", "€ 400", "073-218 4400"], ["Zuidervet", "ZV-3390", "woensdag vóór 12:00", "vrijdag, gekoeld", "€ 150", "0416-772 605"]])])
    f.docx("protocol narcose v4.docx", [
        ("title", "Protocol narcose kleine huisdieren"), ("p", "Versie 4, geldig vanaf 1 september 2025. Vervangt versie 3 van 2022. Opgesteld door Hanneke Roos, gelezen door Youssef Tahiri en Ineke Vos."),
        ("h1", "1. Voor de narcose"), ("p", "Elke hond en kat wordt ten minste acht uur nuchter gehouden.[[fn:Geldt niet voor pups en kittens onder de twaalf weken: die mogen tot twee uur vóór de narcose eten.]] Konijnen en cavia's blijven eten tot het moment van de premedicatie; zij worden nooit nuchter gehouden. Water mag bij alle dieren tot één uur tevoren blijven staan."),
        ("p", "Dieren van zeven jaar en ouder krijgen vooraf bloedonderzoek. Weigert de eigenaar, dan tekent hij of zij formulier N2 en wordt dit in het dossier genoteerd. Bij ASA-klasse IV of hoger wordt niet in De Veenhoek geopereerd maar doorverwezen naar het Dierenhospitaal Drachten."),
        ("h1", "2. Premedicatie en inleiding"), ("tbl", [["Diersoort", "Premedicatie", "Inleiding", "Tubemaat", "Temperatuur meten elke"], ["Hond", "methadon 0,3 mg/kg + medetomidine 5 µg/kg", "propofol op effect", "5,0 - 11,0", "10 minuten"], ["Kat", "methadon 0,2 mg/kg + medetomidine 10 µg/kg", "propofol op effect", "3,5 - 4,5", "10 minuten"], ["Konijn", "ketamine 15 mg/kg + medetomidine 100 µg/kg", "masker", "2,0 - 3,0", "5 minuten"], ["Cavia", "geen", "masker", "niet intuberen", "5 minuten"]]),
        ("p", "Brachycefale honden (mopshond, Franse bulldog) krijgen vijf minuten zuurstof via masker vóór de inleiding en worden pas geëxtubeerd als zij het hoofd zelf optillen. Medetomidine wordt niet gegeven aan dieren met een hartgeruis van graad 3 of hoger.[[fn:In overleg met de cardioloog mag bij graad 3 een halve dosis; bij graad 4 en hoger nooit.]]"),
        ("h1", "3. Bewaking"), ("li", ["Eén persoon is uitsluitend belast met de bewaking en doet niets anders.", "Hartslag, SpO2 en CO2 worden om de vijf minuten op formulier N1 gezet.", "Bij een SpO2 onder 92 % wordt de operatie stilgelegd.", "Lichaamstemperatuur onder 36,5 °C: warmtemat op stand 2, infuus verwarmen."]),
        ("h1", "4. Na de narcose"), ("p", "Het dier blijft in de recovery tot het op eigen kracht kan staan, maar in elk geval twee uur. De eigenaar wordt gebeld zodra de tube eruit is. Naar huis met pijnstilling voor drie dagen; bij gebitsextracties voor vijf dagen. Een controle na tien dagen is bij de prijs inbegrepen. Sterfgevallen worden binnen 24 uur aan Hanneke gemeld, ook in het weekend."),
        ("h1", "5. Opiaten"), ("p", "Methadon en ketamine liggen in de kluis. Alleen dierenartsen hebben de code; de paraveterinair mag niet zelfstandig uitgeven. Elke afname wordt met twee handtekeningen in het opiatenboek geschreven. De telling is iedere eerste maandag van de maand.")], )
    f.pdf("tarieven 2026.pdf", [("title", "Tarieven per 1 januari 2026"), ("p", "Dierenkliniek De Veenhoek, Turfkade 18, 9203 Drachtstercompagnie. Alle prijzen in euro, inclusief 21 % btw. Deze lijst vervangt de tarieven van 2025."),
        ("tbl", [["Verrichting", "Hond", "Kat", "Konijn", "Opmerking"], ["Consult (15 min)", "47,50", "47,50", "42,00", "tweede dier zelfde bezoek: helft"], ["Spoedconsult avond/weekend", "139,00", "139,00", "139,00", "exclusief medicijnen"], ["Vaccinatie jaarlijks", "65,50", "61,00", "58,75", "inclusief consult"], ["Rabiësvaccinatie", "54,00", "54,00", "-", "met paspoort 18,50 extra"], ["Castratie mannelijk dier", "245,00", "98,00", "112,00", "hond boven 30 kg: 285,00"], ["Castratie vrouwelijk dier", "398,00", "179,00", "186,00", "hond boven 30 kg: 455,00"], ["Gebitsreiniging", "305,00", "288,00", "-", "extracties per element 22,50"], ["Echo buik", "152,00", "152,00", "128,00", ""], ["Euthanasie", "118,00", "92,00", "64,00", "aan huis: 75,00 toeslag"], ["Chip en registratie", "51,00", "51,00", "51,00", ""]]),
        ("h1", "Voorwaarden"), ("li", ["Rekeningen worden direct na het bezoek per pin voldaan. Betalen in termijnen kan alleen via Betaalrust, vanaf € 200.", "Een afspraak die minder dan 24 uur van tevoren wordt afgezegd, kost € 25. Dit geldt niet bij overlijden van het dier.", "Leden van het Veenhoekplan (€ 14,95 per maand per hond, € 11,50 per kat) krijgen 10 % korting op verrichtingen en de jaarlijkse vaccinatie gratis. Op medicijnen en voer zit geen korting.", "Het Veenhoekplan is er niet voor konijnen.", "Voor paarden geldt een aparte lijst, op te vragen bij Youssef Tahiri."]),
        ("h1", "Openingstijden"), ("p", "Maandag tot en met vrijdag van 8:30 tot 18:00, op donderdag tot 20:00. Zaterdag van 9:00 tot 12:00, alleen op afspraak. Zondag gesloten. Buiten deze tijden neemt het Dierenhospitaal Drachten waar, telefoon 0512-990 041.")], font="dj", size=10)
    f.eml("Ziekmelding koelkast 2.eml", "Ineke Vos <ineke@veenhoek.example>", "Hanneke Roos <hanneke@veenhoek.example>", "Koelkast 2 te warm geweest", "Mon, 17 Nov 2025 08:05:00 +0100", """Hoi Hanneke,

Vanmorgen stond koelkast 2 op 13,4 graden. Volgens de logger is hij zaterdag om 22:40 uitgevallen, de deur stond op een kier door de doos met voer. Koelkast 1 is goed gebleven (4,1 graden).

Wat erin lag: het konijnenvaccin en de insuline. Ik heb Zuidervet gebeld (mevrouw Terpstra): het konijnenvaccin mag NIET meer gebruikt worden, alle 9 stuks moeten weg. Zij sturen er vrijdag 20 nieuwe, kosten € 11,80 per stuk. De insuline mag volgens de fabrikant nog wel, tot 28 dagen buiten de koelkast, ik heb er een sticker op gezet.

De eigenaren van Pluis en Knabbel hadden woensdag een afspraak. Pluis heb ik verzet naar maandag 24 november om 10:15. Knabbel hoeft niet te worden verzet, want cavia's krijgen dit vaccin niet, die komt voor de nagels.

De monteur van Frigotech komt dinsdagmiddag. Voorrijkosten € 68, dat valt buiten de garantie.

Groet, Ineke
""", [("logger_koelkast2.csv", "tijd;temperatuur\n15-11-2025 22:00;4,6\n15-11-2025 23:00;6,9\n16-11-2025 03:00;10,2\n16-11-2025 12:00;12,7\n17-11-2025 07:50;13,4\n", "text/csv")])
    f.text("weekrooster.txt", """
WEEKROOSTER vanaf 3 november (oneven weken)

             ma        di        wo        do        vr        za
Hanneke      spreek    OK        vrij      spreek    OK        om de week
Youssef      paarden   spreek    OK        paarden   spreek    om de week
Ineke        balie     OK-ass    balie     OK-ass    vrij      -
Fenna        OK-ass    balie     OK-ass    balie     balie     1e van de maand

In even weken wisselen Hanneke en Youssef op vrijdag (Youssef dan OK, Hanneke spreek).
Fenna is in opleiding: zij mag NIET alleen bewaken bij narcose, altijd met Ineke of een dierenarts erbij.
Stagiaire Lotte komt alleen op dinsdag en donderdag, tot en met 19 december.

Vakantie:
 - Hanneke 22 december t/m 2 januari
 - Youssef 9 t/m 13 februari
 - Ineke nog niets opgegeven
Waarneming kerst: collega Sietske Wiarda uit Gorredijk, tarief 78 euro per uur, niet op eerste kerstdag.

Teamoverleg: elke tweede dinsdag van de maand 12:30, broodjes via Fenna.
""")
    f.text("nazorg_konijn.html", """
<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Nazorg konijn na castratie</title></head><body>
<h1>Nazorg: uw konijn na de castratie</h1>
<p>Uw konijn is vandaag geopereerd. Lees deze folder goed door; een konijn dat niet eet is een spoedgeval.</p>
<h2>Eten</h2><p>Geef thuis meteen hooi en een beetje peterselie. Heeft het konijn na <b>12 uur</b> nog niets gegeten, bel dan de kliniek. Na 24 uur zonder eten is er levensgevaar. Wortel en fruit pas na drie dagen.</p>
<h2>Rust</h2><p>Houd het dier vijf dagen binnen op handdoeken, niet op zaagsel: dat kruipt in de wond. Een rammelaar blijft nog <b>zes weken</b> vruchtbaar; zet hem zolang niet bij een onvruchtbaar gemaakte voedster die korter dan drie weken geleden geopereerd is, en nooit bij een vruchtbare.</p>
<h2>Wond</h2><p>De hechtingen lossen vanzelf op. Een kap is niet nodig, behalve als het konijn aan de wond knaagt. Iets zwelling mag, vocht of pus niet.</p>
<h2>Medicijnen</h2><table><tr><th>Middel</th><th>Hoeveel</th><th>Hoe vaak</th><th>Hoe lang</th></tr><tr><td>Meloxicam 1,5 mg/ml</td><td>0,4 ml per kg</td><td>1x per dag</td><td>3 dagen</td></tr><tr><td>Critical Care</td><td>10 ml per kg</td><td>4x per dag</td><td>tot het zelf eet</td></tr></table>
<p>Geef nooit restjes antibiotica van de hond: amoxicilline is voor konijnen dodelijk.</p></body></html>
""")
    f.docx("personeelshandboek 2025.docx", [("title", "Personeelshandboek Dierenkliniek De Veenhoek"), ("p", "Uitgave juni 2025. Dit handboek hoort bij de arbeidsovereenkomst. Waar de cao Dierenartspraktijken gunstiger is, geldt de cao."),
        ("h1", "1. Werktijden en pauzes"), ("p", "Een volledige werkweek telt 38 uur. De openingsdienst begint om 8:10, de sluitdienst eindigt om 18:15, op donderdag om 20:15. Wie langer dan zesenhalf uur werkt, heeft recht op een half uur pauze; die pauze is onbetaald. De koffiepauzes van tien minuten zijn wel betaald. Roosters worden vier weken van tevoren bekendgemaakt. Ruilen mag, als beide collega's het in de agenda zetten en er op de operatiedag een paraveterinair overblijft."),
        ("h1", "2. Weekend- en avonddienst"), ("p", "Elke dierenarts werkt om de week op zaterdag. Paraveterinairen werken één zaterdag per maand. De toeslag op zaterdag is 25 %, op donderdagavond na 18:00 uur 20 %. Er is geen nachtdienst: de kliniek neemt niet zelf waar. Wie op een feestdag wordt opgeroepen, krijgt 100 % toeslag of de dubbele tijd terug, naar keuze van de medewerker."),
        ("h1", "3. Verlof"), ("p", "Bij een volledige werkweek horen 26 vakantiedagen per jaar. Wie vijfenvijftig jaar of ouder is, krijgt er twee bij. Aanvragen voor juli en augustus moeten vóór 1 februari binnen zijn; daarna gaat het op volgorde van binnenkomst. Niet meer dan één dierenarts mag tegelijk met vakantie zijn. Wettelijke vakantiedagen vervallen op 1 juli van het volgende jaar, bovenwettelijke pas na vijf jaar. Bij verhuizing geldt één dag bijzonder verlof, bij een huwelijk twee dagen, en bij het overlijden van een eigen huisdier een halve dag."),
        ("h1", "4. Ziekte"), ("p", "Meld je vóór 7:45 telefonisch bij Hanneke, niet per app. Het loon wordt in het eerste jaar voor 100 % doorbetaald en in het tweede jaar voor 70 %.[[fn:Voor contracten korter dan zes maanden geldt ook in het eerste jaar 85 %.]] Er is geen wachtdag. De arbodienst is Arbo Noord in Heerenveen; de bedrijfsarts is mevrouw Sijtsma. Zwangere collega's assisteren niet bij röntgenopnamen en werken niet met isofluraan."),
        ("h1", "5. Veiligheid"), ("li", ["Bij röntgen draagt iedereen een loodschort en een dosimeter; de dosimeters worden per kwartaal opgestuurd.", "Een bijt- of krabwond wordt direct vijf minuten gespoeld en in het incidentenboek genoteerd. Bij een kattenbeet ga je dezelfde dag naar de huisarts.", "Naalden worden nooit teruggestoken in de dop. De naaldencontainer gaat weg als hij voor drie kwart vol is.", "Gasflessen met zuurstof staan altijd vast aan de muur. De reservefles staat in de gang, niet in de operatiekamer.", "De nooddouche zit naast het laboratorium en wordt elke vrijdag een minuut doorgespoeld."]),
        ("h1", "6. Vergoedingen"), ("tbl", [["Vergoeding", "Bedrag", "Voorwaarde"], ["Reiskosten", "€ 0,23 per km", "vanaf 5 km, hoogstens 35 km enkele reis"], ["Werkkleding", "drie sets per twee jaar", "wassen doet de kliniek"], ["Schoenen", "€ 85 per twee jaar", "met bon"], ["Nascholing dierenarts", "€ 1.750 per jaar", "opsparen tot twee jaar mag"], ["Nascholing paraveterinair", "€ 600 per jaar", "opsparen mag niet"], ["Eigen huisdier", "50 % korting op verrichtingen", "hoogstens drie dieren; medicijnen tegen inkoopprijs"]]),
        ("p", "Van wie binnen een jaar na een cursus van meer dan € 1.000 uit eigen beweging vertrekt, vordert de kliniek de helft terug. Dat geldt niet voor verplichte nascholing."),
        ("h1", "7. Omgang met cliënten"), ("p", "Wij geven geen uitslagen van onderzoek aan anderen dan de eigenaar, ook niet aan familie. Medicijnen op recept worden niet verzonden. Bij een oplopend conflict haal je er een tweede collega bij; bij bedreiging bel je 112 en wordt altijd aangifte gedaan. Fooien gaan in de pot voor het jaarlijkse uitje. Cadeaus van leveranciers boven € 50 worden geweigerd."),
        ("h1", "8. Einde van het dienstverband"), ("p", "De opzegtermijn voor medewerkers is één maand, voor dierenartsen twee maanden. Voor dierenartsen geldt een concurrentiebeding van één jaar binnen 12 kilometer; voor paraveterinairen geldt geen concurrentiebeding. Sleutels, dosimeter en werkkleding worden op de laatste werkdag ingeleverd.")])
    P, T, V, E, W, N = "protocol narcose v4.docx", "tarieven 2026.pdf", "voorraad apotheek.xlsx", "Ziekmelding koelkast 2.eml", "weekrooster.txt", "nazorg_konijn.html"
    q("fact", "hoe lang moet een hond nuchter zijn voor de narcose", P, ["acht uur", "8 uur"], [(P, "ten minste acht uur nuchter")])
    q("yesno", "moet een konijn ook nuchter blijven?", P, ["nee", "nooit nuchter", "niet nuchter", "niet nodig", "blijven eten"], [(P, "zij worden nooit nuchter gehouden")])
    q("table", "wat kost castratie van een poes in 2026", T, ["179"], [(T, "Castratie vrouwelijk dier 398,00 179,00")])
    q("table", "tot wanneer is de propofol houdbaar", V, ["28 februari 2026", "28-02-2026", "28-2-2026", "2026-02-28", "28 feb", "28/02/2026", "28/2/2026", "28.02.2026", "2026/02/28"], [(V, "Propofol | 10 mg/ml | flacon 20 ml | 14 | 10 | 2026-02-28")])
    q("date", "naar wanneer is de afspraak van Pluis verzet", E, ["24 november", "24 nov", "24-11"], [(E, "Pluis heb ik verzet naar maandag 24 november om 10:15")])
    q("fact", "Wie neemt waar met kerst en voor welk uurtarief?", W, all=[["Sietske", "Wiarda"], ["78"]], ev=[(W, "collega Sietske Wiarda uit Gorredijk, tarief 78 euro per uur")])
    q("number", "spo2 onder hoeveel procent stoppen we de operatie", P, ["92"], [(P, "Bij een SpO2 onder 92 %")])
    q("keyword", "klantnummer Covetra", V, ["C-10457", "10457"], [(V, "Covetra | C-10457")])
    q("fact", "hoe lang is een rammelaar na castratie nog vruchtbaar", N, ["zes weken", "6 weken"], [(N, "zes weken")])
    low = [x for x in [("Meloxicam oraal kat", 4, 5), ("Vaccin hond Lepto 4", 28, 30), ("Vaccin konijn RHD/myxo", 9, 10)]]
    q("multi", "welke artikelen in de apotheek zitten onder het minimum?", V, all=[["Meloxicam oraal kat", "meloxicam kat", "meloxicam (kat", "0,5 mg/ml", "0.5 mg/ml"], ["Lepto"], ["RHD", "konijn"]], ev=[(V, "Vaccin hond Lepto 4 | 1 dosis | stuk | 28 | 30"), (V, "Vaccin konijn RHD/myxo | 1 dosis | stuk | 9 | 10")], calc="the three rows where In voorraad < Minimum (insuline 2 = 2 is not under)")
    q("compute", "wat kosten de nieuwe konijnenvaccins samen?", E, ["236"], [(E, "20 nieuwe, kosten € 11,80 per stuk")], calc="20 x 11.80 = %.2f" % (20*11.8))
    q("library", "in welk bestand staan de openingstijden van de kliniek?", T, ["tarieven 2026"], [(T, "Openingstijden")])
    q("absent", "wat kost een hypotheekverzekering voor de kliniek", refuse=True, gone=["hypotheek"])
    q("near-absent", "premedicatie dosering voor een fret", refuse=True, gone=["fret"], note="table has Hond, Kat, Konijn, Cavia only")
    q("fact", "hoeveel kost het veenhoekplan per maand voor een konijn", refuse=False, file=T, accept=["niet voor konijnen", "geen", "niet voor een konijn", "bestaat niet", "niet beschikbaar", "niet"], ev=[(T, "Het Veenhoekplan is er niet voor konijnen")], note="trap: the plan is explicitly not offered for rabbits; an answer with a price (11,50 or 14,95) as the rabbit's price is wrong")
    q("followup", "en voor een kat?", T, ["11,50", "11.50"], [(T, "€ 11,50 per kat")], prev="wat kost het Veenhoekplan per maand voor een hond?")
    # third true absent
    q("absent", "wat is de code van de kluis?", refuse=True, gone=["kluiscode", "code is", "code:"], note="the protocol only says that the vets have the code")
    HB = "personeelshandboek 2025.docx"
    q("table", "nascholingsbudget paraveterinair per jaar", HB, ["600"], [(HB, "Nascholing paraveterinair | € 600 per jaar | opsparen mag niet")])
    q("fact", "hebben paraveterinairen een concurrentiebeding", HB, ["nee", "geen concurrentiebeding", "geldt niet", "niet"], [(HB, "voor paraveterinairen geldt geen concurrentiebeding")])
    q("number", "Hoeveel loon krijg ik bij ziekte in het eerste jaar als mijn contract maar 4 maanden duurt?", HB, ["85"], [(HB, "Voor contracten korter dan zes maanden geldt ook in het eerste jaar 85 %")], note="footnote")
    q("table", "hoe warm was koelkast 2 op 16 november om 12 uur volgens de logger", E, ["12,7", "12.7"], [(E, "16-11-2025 12:00;12,7")], note="in the attached CSV of the mail")
    return q.items
