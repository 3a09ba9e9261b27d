import os, sys, json
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import h
O = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "files", "lindenhagen") + "/"
os.makedirs(O, exist_ok=True)

# 1 ---------------------------------------------------------------- German lease
h.pdf(O + "Mietvertrag Lindenhagen 14.pdf", [
"# Mietvertrag über Wohnraum",
"zwischen Frau <b>Hiltrud Assenkamp</b>, Mühlenstieg 3, 38999 Wennigstadt (Vermieterin) und Frau <b>Marguerite Hallowes</b> und Herrn <b>Ansel Brandvold</b> (Mieter).",
"## § 1 Mietsache",
"(1) Vermietet wird die Wohnung Lindenhagen 14, 2. Obergeschoss rechts, 38999 Wennigstadt, mit vier Zimmern, Küche, Bad und Balkon, zusammen 103,5 m². Dazu gehören der Keller Nr. 7 und der Stellplatz Nr. 22 im Hof.",
"(2) Übergeben werden drei Haustürschlüssel, drei Wohnungsschlüssel, zwei Kellerschlüssel und ein Briefkastenschlüssel. Geht ein Haustürschlüssel verloren, tragen die Mieter die Kosten der Schließanlage nur, wenn ein Missbrauch zu befürchten ist.",
"## § 2 Mietzeit",
"(1) Das Mietverhältnis beginnt am 1. September 2022 und läuft auf unbestimmte Zeit.",
"(2) Beide Seiten verzichten bis zum 31. August 2024 auf die ordentliche Kündigung. Danach kündigen die Mieter mit einer Frist von drei Monaten zum Monatsende; die Kündigung muss bis zum dritten Werktag eingehen.",
"## § 3 Miete",
([["Posten","Betrag im Monat"],["Grundmiete","1.380,00 €"],["Vorauszahlung Betriebskosten","190,00 €"],["Vorauszahlung Heizung und Warmwasser","125,00 €"],["Stellplatz Nr. 22","45,00 €"],["Summe","1.740,00 €"]],[.5,.25]),
"(1) Die Miete ist bis zum dritten Werktag des Monats auf das Konto der Vermieterin bei der Wennigstädter Sparbank zu zahlen.",
"(2) Die Grundmiete ist an den Verbraucherpreisindex gebunden. Eine Anpassung ist frühestens zwölf Monate nach der letzten möglich und gilt ab dem übernächsten Monat nach dem Schreiben.",
"## § 4 Kaution",
"Die Kaution beträgt 4.140,00 € und kann in drei gleichen Raten gezahlt werden, die erste zu Beginn des Mietverhältnisses. Sie wird verzinslich angelegt und spätestens sechs Monate nach dem Auszug abgerechnet.",
"## § 5 Kleinreparaturen",
"Die Mieter tragen kleine Reparaturen an Teilen, die sie häufig benutzen (Wasserhähne, Rollladengurte, Türgriffe), bis 110 € im Einzelfall und höchstens 420 € im Jahr. Kostet eine Reparatur mehr als 110 €, zahlt sie die Vermieterin ganz.",
"## § 6 Tiere",
"(1) Kleintiere wie Hamster oder Zierfische sind ohne Weiteres erlaubt. (2) Eine Katze ist genehmigt. Eine zweite Katze und jeder Hund brauchen die schriftliche Zustimmung der Vermieterin. (3) Schlangen und andere Reptilien sind nicht gestattet, weil im Haus ein Kind mit schwerer Angststörung wohnt.",
"## § 7 Musik und Ruhe",
"Klavier darf werktags von 9 bis 12 Uhr und von 15 bis 19:30 Uhr gespielt werden, höchstens zwei Stunden am Tag. An Sonn- und Feiertagen ist höchstens eine Stunde erlaubt, und zwar zwischen 11 und 12:30 Uhr. Schlagzeug und Blechblasinstrumente sind untersagt.",
"## § 8 Treppenhaus, Winter, Hof",
"(1) Die Mieter wischen die Treppe vom ersten zum zweiten Stock in geraden Kalenderwochen. (2) Schnee räumt die Firma Hofrein; die Kosten sind in den Betriebskosten enthalten. (3) Grillen auf dem Balkon ist nur mit Elektrogrill und nur von Mai bis September erlaubt. (4) Fahrräder gehören in den Fahrradkeller, nicht in den Flur.",
"## § 9 Besichtigung",
"Die Vermieterin darf die Wohnung nach Ankündigung von mindestens drei Werktagen betreten, um den Zustand zu prüfen; bei Gefahr jederzeit.",
"## § 10 Untervermietung",
"Einzelne Zimmer dürfen für höchstens acht Wochen im Jahr an Gäste überlassen werden, wenn die Vermieterin vorher den Namen erfährt. Eine Vermietung über Ferienportale ist ausgeschlossen.",
"## § 11 Auszug",
"Die Wohnung wird besenrein zurückgegeben. Dübellöcher in üblicher Zahl müssen nicht verschlossen werden. Der von den Mietern eingebaute Schuhschrank im Flur kann bleiben; die Vermieterin zahlt dafür nichts.",
"Wennigstadt, den 11. Juli 2022. gez. H. Assenkamp, M. Hallowes, A. Brandvold",
], "Mietvertrag Lindenhagen 14, 2. OG rechts")

# 2 ---------------------------------------------------------------- French bill
h.pdf(O + "Facture Luméane mars 2025.pdf", [
"# Luméane Énergie – Facture d’électricité",
"Facture n° 25-03-770914 du 18 mars 2025",
([["Titulaire","M. Ansel BRANDVOLD"],["Lieu de consommation","Ti Louarn, 6 venelle du Lavoir, 29999 Kerbazhan"],["Référence client","4 118 302 77"],["Point de livraison","21 460 883 905 114"],["Offre","Tranquille Nuit, heures pleines / heures creuses"],["Puissance souscrite","6 kVA"],["Période facturée","du 14 janvier au 13 mars 2025"]],[.35,.6]),
"## Montant à payer : 239,44 € TTC",
"Cette somme sera prélevée le 7 avril 2025 sur le compte se terminant par 3306. Prochaine facture : vers le 17 mai 2025.",
"## Relevé du compteur",
([["Poste","Ancien index","Nouvel index","Consommation"],["Heures pleines","12 604","12 922","318 kWh"],["Heures creuses","20 117","20 564","447 kWh"]],[.28,.22,.22,.25]),
"Vos heures creuses : de 22 h 42 à 6 h 42, tous les jours.",
"Le nouvel index est estimé : votre compteur ne transmet plus depuis le 2 février à la suite d’un orage qui a endommagé son module radio. Un technicien passera le remplacer le mercredi 23 avril entre 8 h et 12 h ; votre présence n’est pas nécessaire si le coffret extérieur est accessible. Vous pouvez aussi nous envoyer une photo de l’afficheur avant le 10 mai : la facture suivante sera alors corrigée.",
"## Détail de la facture",
([["Ligne","Quantité","Prix unitaire HT","Montant HT"],["Abonnement","2 mois","16,10 €","32,20 €"],["Acheminement, part fixe","2 mois","3,93 €","7,86 €"],["Énergie heures pleines","318 kWh","0,2146 €","68,24 €"],["Énergie heures creuses","447 kWh","0,1696 €","75,81 €"],["Accise sur l’électricité","765 kWh","0,0265 €","20,27 €"],["Total hors TVA","","","204,38 €"],["TVA 5,5 % sur 40,06 €","","","2,20 €"],["TVA 20 % sur 164,32 €","","","32,86 €"],["Total TTC","","","239,44 €"]],[.4,.18,.22,.2]),
"## Ce qui change",
"À partir du 1er mai 2025, le prix du kWh en heures creuses passe de 0,1696 € à 0,1748 € hors taxes. Celui des heures pleines ne bouge pas.",
"Le chauffe-eau de votre logement est commandé par le contact heures creuses. Après une coupure de plus de quatre heures, remettez l’interrupteur du tableau sur « auto ».",
"## Retard et résiliation",
"En cas de rejet du prélèvement, des frais de 8,50 € s’ajoutent à la facture suivante. Vous pouvez résilier à tout moment et sans frais ; pour une résidence secondaire, la puissance peut être abaissée à 3 kVA une fois par an, gratuitement, entre le 1er octobre et le 30 novembre. En dehors de cette période, l’opération coûte 24,60 €.",
"## Nous joindre",
"Conseiller : 09 99 41 07 60, du lundi au samedi de 8 h 30 à 18 h. Dépannage réseau, jour et nuit : 09 99 41 29 29. Réclamations : Luméane, service Écoute, BP 4417, 35998 Roz-sur-Vaise.",
"^ Luméane Énergie, société coopérative, capital variable. L’énergie fournie est d’origine hydraulique à 71 % et éolienne à 29 %.",
], "Luméane Énergie – facture 25-03-770914")

# 3 ---------------------------------------------------------------- Spanish letter
h.odt(O + "Carta administrador Edificio Almez.odt", [
"# Fincas Robledal, administración de comunidades",
"Plaza del Pozo 8, bajo, 46999 Valdecerro",
"Doña Margarita Hallowes, piso 3.º B, Calle del Almez 31. Valdecerro, 26 de mayo de 2025",
"Asunto: ascensor, cuota nueva, piscina y humedades",
"Estimada señora Hallowes:",
"Por acuerdo de la junta del 8 de mayo se sustituirá el ascensor del Edificio Almez, que tiene cuarenta y un años y no puede llevar ya piezas originales. El presupuesto aprobado es el de Elevadores Quintela, por 46.200 euros con IVA. Se descartó la oferta de Montajes Arriaga, algo más barata, porque no incluía la retirada del motor viejo.",
"A su piso le corresponde un coeficiente del 4,15 %, es decir, 1.917,30 euros. Puede pagarlos de una vez antes del 30 de junio, con un descuento del 2 %, o en seis plazos de 319,55 euros, que se cargarán el día 5 de cada mes de julio a diciembre. Si no nos dice nada antes del 20 de junio, se aplicarán los plazos.",
"Los locales de la planta baja sin acceso al portal están exentos de esta derrama. Los pisos bajos que sí usan el portal pagan la mitad.",
"El ascensor no funcionará del 15 de septiembre al 24 de octubre. Las personas mayores de 75 años o con movilidad reducida pueden pedir ayuda para subir la compra al conserje, don Evaristo, de lunes a viernes de 10:00 a 13:00.",
"## Cuotas mensuales desde el 1 de julio",
[["Piso","Cuota hasta junio","Cuota desde julio"],["Bajos","41,00 €","44,50 €"],["1.º y 2.º","62,00 €","67,00 €"],["3.º y 4.º","68,00 €","73,50 €"],["Ático","84,00 €","91,00 €"]],
"La subida se debe al precio del seguro del edificio y a que el agua de la piscina se cambiará entera este año.",
"## Piscina",
"Abrirá del 21 de junio al 7 de septiembre, de 11:00 a 21:00. Los lunes no se abre hasta las 14:00 por la limpieza. Cada piso recibe cuatro pulseras azules y puede llevar dos invitados al día; en agosto, solo uno. Los inquilinos de temporada deben recoger la pulsera verde en conserjería. Los niños menores de 12 años van siempre acompañados.",
"## Humedades en el 2.º B",
"Su vecina de abajo, doña Remedios Calatrava, nos ha avisado de una mancha en el techo de su baño. Creemos que viene del sifón de su ducha. El perito del seguro, don Saúl Iborra, irá el jueves 5 de junio a las 10:00. Si usted no está, Evaristo puede abrirle con la llave que dejó en conserjería; le rogamos que lo autorice por escrito antes del 3 de junio.",
"## Corte de agua",
"El miércoles 28 de mayo no habrá agua de 8:30 a 13:00 por el cambio de la llave general.",
"Atentamente, Casilda Robledal, administradora colegiada. Teléfono 960 99 41 72, de 9:00 a 14:00. Correo: comunidad@robledal.example",
"P. D.: La próxima junta ordinaria será el 16 de octubre a las 19:00 en primera convocatoria y a las 19:30 en segunda, en el salón del Círculo Agrícola.",
])

# 4 ---------------------------------------------------------------- household workbook
h.xlsx(O + "Household money 2025.xlsx", {
"Outgoings": [
["Regular outgoings 2025 – Marguerite & Ansel (euro)"],
["Fixed things only, no food. M = Marguerite, A = Ansel, J = joint account. Updated 4 May 2025"],
None,
["Payee","What for","Group","From","Amount","How often","Day / month","Remark"],
["H. Assenkamp","Rent Lindenhagen 14 incl. parking","Home",  "J",1740.00,"monthly","1st",None],
["Wattwerk Wennigstadt","Electricity, flat","Home","J",84.00,"monthly","15th","down from 91 in January"],
["Fernblick","Internet and landline","Home","J",39.90,"monthly","3rd","24 months, ends Feb 2026"],
["Petrel Mutual","Contents insurance","Insurance","J",268.40,"yearly","October","policy PM-HC-50833"],
["Petrel Mutual","Travel insurance, family","Insurance","J",143.00,"yearly","January",None],
["Norddach","Liability insurance","Insurance","J",71.50,"yearly","March",None],
["Norddach","Car insurance, Velaro","Insurance","A",612.00,"yearly","January","no-claims class 11"],
["Town of Wennigstadt","Vehicle tax","Car","A",156.00,"yearly","August",None],
["Saint Aldhelm School","Lunches, both children","Children","J",132.00,"monthly","5th","not in July and August"],
["Saint Aldhelm School","School bus, Piers","Children","J",48.00,"monthly","5th","not in July and August"],
["Musikschule am Wall","Piano, Ottilie","Children","M",92.00,"monthly","10th",None],
["Luméane","Electricity, Kerbazhan","Cottage","A",240.00,"every 2 months","7th","varies with season"],
["Commune de Kerbazhan","Land tax, cottage","Cottage","A",684.00,"yearly","October",None],
["Eaux du Roz","Water, cottage","Cottage","A",58.00,"twice a year","April, October",None],
["Gwenola Le Guirrec","Garden and keys, cottage","Cottage","A",45.00,"monthly","28th","cash, from the envelope"],
["Fincas Robledal","Community fee, Almez 3.º B","Spain","M",68.00,"monthly","5th","goes up in July, see letter"],
["Town of Valdecerro","Property tax, Almez","Spain","M",318.00,"yearly","June",None],
["Wennigstadt Transit","Season ticket, Marguerite","Travel","M",63.00,"monthly","1st",None],
["Wennigstadt Transit","Season ticket, Ottilie","Travel","J",29.00,"monthly","1st",None],
["Tonwelle","Music streaming, family","Leisure","A",17.99,"monthly","21st",None],
["Lichtspielhaus","Cinema club card","Leisure","M",54.00,"yearly","November",None],
["Ruderverein Wenne","Rowing club, Ansel","Leisure","A",228.00,"yearly","February",None],
["Dr Tilda Mackensen, vet","Biscuit's thyroid tablets","Cat","M",26.50,"every 2 months","about 12th",None],
["Blue Lantern Fund","Donation","Giving","J",40.00,"monthly","25th",None],
["Wennigstadt Food Bank","Donation","Giving","J",25.00,"monthly","25th",None],
],
"Clubs": [
["Clubs and lessons – summer term (22 April – 11 July 2025)"],
None,
["Child","What","Day","Time","Where","Fee for the term","Person in charge","Bring"],
["Ottilie","Piano","Monday","16:15","Musikschule am Wall","paid monthly","Frau Zeisberg","blue folder"],
["Ottilie","Fencing","Tuesday","17:30","Sports hall 2",96,"Maître Corvaisier","glove, water"],
["Ottilie","Choir","Thursday","15:45","School, room 14",0,"Mr Pym","–"],
["Ottilie","Climbing","Saturday","10:00","Boulderwerk",118,"Jarla Finn","shoes (hire 3)"],
["Piers","Swimming, bronze","Monday","15:30","Wenne pool",74,"Herr Dostal","goggles, 1 coin"],
["Piers","Football U9","Wednesday","16:30","Eastern pitch",55,"Coach Bassam","shin pads"],
["Piers","Football U9 match","Saturday","09:30","varies",0,"Coach Bassam","white kit"],
["Piers","Clay workshop","Thursday","16:00","Kulturhof",88,"Liesel Arp","old shirt"],
["Piers","Chess","Friday","14:50","School library",20,"Ms Fairweather","–"],
["Both","Norwegian","Friday","16:30","online",130,"Bestemor Solveig's friend Torunn","tablet charged"],
],
"Velaro log": [
["Velaro estate, WN-AB 417 – what we spent on it"],
None,
["Date","Km","What","Where","Cost","Note"],
["2024-01-19",61240,"Oil and filter","Garage Pohlenz",148.00,None],
["2024-03-28",63105,"Summer tyres on","Reifen Tietz",46.00,"stored there"],
["2024-04-22",63890,"Front brake pads","Garage Pohlenz",236.50,None],
["2024-07-02",66710,"Air conditioning gas","Garage Pohlenz",119.00,None],
["2024-08-13",69480,"Windscreen chip","Glas-Ebert",0.00,"insurance paid"],
["2024-10-24",71055,"Winter tyres on","Reifen Tietz",46.00,None],
["2024-11-05",71330,"Roadworthiness test","Prüfstelle Nord",142.00,"next due 11/2026"],
["2024-12-11",72015,"Battery","Garage Pohlenz",189.90,"3-year guarantee"],
["2025-02-06",73360,"Oil and filter, pollen filter","Garage Pohlenz",197.00,None],
["2025-03-31",74610,"Summer tyres on","Reifen Tietz",49.00,"left rear 3.5 mm, replace in autumn"],
["2025-04-15",75020,"Rear wiper motor","Garage Pohlenz",164.30,None],
["2025-05-02",75390,"Two wheel bearings","Garage Pohlenz",418.00,"hum is gone"],
],
"Savings": [
["What we are saving for"],
None,
["Goal","Target","Saved by 4 May 2025","Each month","By when"],
["Roof, Kerbazhan",9000,5350,300,"May 2026"],
["Norway trip, summer 2026",4200,1260,180,"June 2026"],
["New lift, Almez (Spain)",1917.30,0,0,"see letter"],
["Ottilie's laptop",900,720,60,"August 2025"],
["Rainy day",6000,6000,0,"done"],
]})

# 5 ---------------------------------------------------------------- insurance
h.pdf(O + "Petrel Mutual contents policy PM-HC-50833.pdf", [
"# Petrel Mutual – Home Contents Policy",
"For English-speaking households abroad. This schedule and the conditions below are your contract.",
([["Policy number","PM-HC-50833"],["Policyholders","Marguerite Hallowes and Ansel Brandvold"],["Address insured","Lindenhagen 14, 2nd floor right, 38999 Wennigstadt"],["Period","19 October 2024 to 18 October 2025"],["Sum insured","€62,000, new for old"],["Premium","€268.40 a year, smoke-alarm reduction of 8% already taken off"],["Excess","€150 each claim; water damage €300; bicycles nil"]],[.3,.65]),
"## Items named",
([["No.","Item","Value","Proof held"],["1","Viola by J. Ettling, 1911, with bow","€4,800","valuation of 2023"],["2","Sapphire ring","€3,150","photograph, receipt"],["3","Cargo bicycle “Lastrad Otter”","€5,200","receipt, frame no. LO-77215"],["4","Oil painting, harbour at Vikholm","€2,400","photograph"]],[.08,.46,.16,.3]),
"## Conditions",
"1. <b>Valuables.</b> Any single thing that is not named above is covered up to €1,500. Cash is covered up to €400.",
"2. <b>Water.</b> Damage by escaping tap water is covered. Rain blown in through an open window is not.",
"3. <b>Theft from the home</b> is covered if there are signs of force. The cellar counts as part of the home, but only for things worth up to €800 together, unless they are bicycles.",
"4. <b>Bicycles.</b> Away from home they must be locked to something fixed. Between 22:00 and 06:00 they are covered only if in use or kept in a locked room. A named bicycle is covered day and night.",
"5. <b>Away from home.</b> Things taken along on a journey are covered for up to 60 days, worldwide, up to €6,000. Musical instruments are not covered in aircraft holds.",
"6. <b>Empty home.</b> If nobody sleeps in the flat for more than 45 days running, the water must be turned off at the main tap; otherwise water damage is not paid.",
"7. <b>Children away at school or university</b> under 25: €2,500 at their lodgings.",
"8. <b>Accidental breakage</b> is covered for spectacles of children under 16 and for hobs and glass doors; it is not covered for telephones, tablets and computers.",
"9. <b>Guests’ belongings</b> are covered up to €700 a stay.",
"10. <b>Telling us.</b> Report a claim within seven days. Report a theft to the police within 48 hours. Keep damaged things until we have seen them or said that you may throw them away.",
"11. <b>Paying out.</b> Up to €1,000 we pay on receipts and photographs. Above that we may send an assessor. A first payment on account is made fourteen days after we have accepted the claim.",
"12. <b>Too little insured.</b> As long as the sum insured is at least €600 for each square metre of living space, we do not reduce a payment because of under-insurance.¹",
"13. <b>Ending.</b> You may cancel one month before the period ends. After a paid claim either side may cancel within thirty days.",
"14. <b>Moving.</b> During a move both homes are covered for two months. Tell us the new floor area at the latest one month after moving in.",
"Claims line: +44 1632 960 551, Monday to Friday 8–18 UK time; claims@petrelmutual.example. Outside these hours: Nightdesk, +44 1632 960 559.",
"^ ¹ For the flat insured, 103.5 m², that is €62,100. We accept €62,000 as sufficient.",
], "Petrel Mutual PM-HC-50833")

# 6 ---------------------------------------------------------------- school letter
h.docx(O + "Saint Aldhelm Y6 trip Brockenau.docx", [
"# Saint Aldhelm International School, Wennigstadt",
"3 March 2025",
"To the parents of Year 6: residential week at Brockenau, 16–20 June 2025",
"Dear parents,",
"Year 6 will spend the week of Monday 16 June to Friday 20 June at the Brockenau youth hostel. Forty-one children and five adults are coming. The leader is Ms Idony Fairweather; her deputy is Mr Caspian Pym. The hostel’s house mother, Frau Rieke Holtmann, has hosted us since 2016.",
"## Times",
"Meet at the bus bay (not the main gate) at 07:20 on Monday; the coach leaves at 07:45 sharp. We expect to be back on Friday at about 16:45; we send a message from the last stop.",
"## Cost",
[["Part","Amount","Pay by"],["Deposit","€80","4 April"],["Balance","€238","16 May"],["Total","€318",""]],
"The deposit is not returned if you withdraw, unless a doctor certifies that the child cannot travel. If you withdraw after 16 May we return half of the balance. Families who receive the school bursary pay the deposit only. A brother or sister in the same year pays €20 less.",
"## Programme",
[["Day","Morning","Afternoon","Evening"],["Monday","Journey","Village rally","Board games"],["Tuesday","Silver mine","Mineral workshop","Ghost walk"],["Wednesday","High ropes","Free / letters home","Camp fire"],["Thursday","Hike to the Wurmkopf, 11 km","Swimming lake","Talent show"],["Friday","Packing, cheese dairy","Journey","–"]],
"If thunder is forecast, the hike and the high ropes change places.",
"## What to bring",
"- One suitcase or rucksack which the child can carry up two flights of stairs",
"- Walking boots that have been worn before, rain jacket, torch, swimming things",
"- Slippers, because outdoor shoes are not allowed above the ground floor",
"- Bed linen is there; sleeping bags are not allowed (bed bugs in another school’s year)",
"- Pocket money: at most €25, in coins and small notes, in a named purse",
"- A packed lunch for Monday, without nuts",
"## What stays at home",
"Telephones, smart watches and games consoles. Anything found is kept by Ms Fairweather until Friday. Children with diabetes may bring a phone if it is paired with their sensor. Cameras without internet are welcome.",
"## Health",
"Return the pink form by 9 May. Medicines are handed to Mr Pym in the original box, with the dose written on it. Travel-sick children sit in the first four rows. The hostel cooks vegetarian every day; tell us by 23 May about allergies, since the kitchen orders three weeks ahead. A child with a fever has to be fetched within 24 hours.",
"## Parents’ evening",
"Tuesday 29 April, 19:00, in the small hall. Those who can’t come get the slides.",
"In an emergency during the week: trip phone 0151 999 40 618 (Ms Fairweather). Please do not ring the hostel.",
"Yours sincerely, Dr Leocadia Wynn-Barrow, head of lower school",
])

# 7 ---------------------------------------------------------------- eml
open(O + "Piano move - Nachtigall thread.eml", "w", encoding="utf-8").write("""From: Ansel Brandvold <ansel@brandvold.example>
To: Marguerite Hallowes <m.hallowes@hallowes.example>
Subject: Fwd: Re: Re: Re: Mother's piano, Oberwitz -> Lindenhagen
Date: Fri, 23 May 2025 21:14:00 +0200
Message-ID: <p9@brandvold.example>
MIME-Version: 1.0
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: 8bit

Love, so this is it, at last. Please take the Wednesday morning off, I'm in Ulvstad that week. Frau Assenkamp knows, she only asks for the stair carpet to be covered. Cash for the tip is in the tea tin. Biscuit must be shut in the bedroom!

And remember the tuner must NOT come straight away: Nachtigall say the soundboard needs three weeks to settle in the new air. I've asked Herr Zapf for 26 June, 17:00.

A.

---- Forwarded message ----
From: Dispo Nachtigall <dispo@nachtigall.example>
Date: Fri, 23 May 2025 16:02
Subject: Re: Re: Re: Mother's piano, Oberwitz -> Lindenhagen

Dear Mr Brandvold,

the town has now granted the no-parking zone, but only for Wednesday 4 June. So Tuesday is off. We load in Oberwitz at 8:00 and are with you between 10:30 and 11:30 on Wednesday 4 June. This is binding on our side. Three men: Mirko, Tjark and a trainee.

Price: 450 as agreed on the 14th, plus 35 for the permit = 485 euros, all in. Payable within 10 days of the invoice, no cash on the day please.

The old piano stool and the metronome travel with the instrument. The music cabinet is too tall for our van on that day; we can bring it on 12 June for 70 or you fetch it yourselves.

Transport insurance: up to 8,000 euros. Scratches must be told to us on the day, hidden damage within seven days.

Greta Ohlendorf, dispatch

---- On Mon, 19 May 2025 Ansel Brandvold wrote:
Dear Ms Ohlendorf, Tuesday 3 June at 13:30 is fine, even if it means leaving work early. Is there a problem with the permit? The neighbours' skip is standing there until the end of May.

---- On Wed, 14 May 2025 Dispo Nachtigall wrote:
Dear Mr Brandvold, our man has now measured: your lift is 8 cm too short, so it has to be the stairs, 2 floors, 60 euros more: 450 instead of 390. And for 22 May our stair robot is in repair. We offer Tuesday 3 June, 13:30, subject to the no-parking zone. Greta Ohlendorf

---- On Tue, 6 May 2025 Dispo Nachtigall wrote:
Dear Mr Brandvold, thank you for choosing us. We confirm: upright piano "Ellbrecht 118", about 215 kg, from Oberwitz, Am Anger 2 (ground floor) to Wennigstadt, Lindenhagen 14 (2nd floor, lift). Thursday 22 May, 9:00. 390 euros. Greta Ohlendorf

---- On Sun, 4 May 2025 Ansel Brandvold wrote:
Dear Sir or Madam, my mother is giving her piano to our daughter. She is moving into sheltered housing where there is no room for it, and the house is handed over on 15 June, so it must be gone by then. Could you quote? Ansel Brandvold
""")

# 8 ---------------------------------------------------------------- notes
open(O + "house notes for sitters.txt", "w", encoding="utf-8").write("""FLAT NOTES  (for Uncle Desmond & whoever minds the place)   last change 27 April 25

CAT
Biscuit gets 1/2 pouch 7am + 1/2 pouch 6pm. Thyroid tab (white, 2.5) crushed in the MORNING half, never evening - she's up all night otherwise.
No milk. Dry stuff only if we're late.
Vet Dr Mackensen, Torstr. 5. Emergencies > animal hospital Grevenau, 24 h, 25 min by car. Carrier = top of wardrobe, hall.
She's chipped, number's in the yellow booklet (drawer under phone).

BINS (put out evening before, by the gate, after 7pm)
grey = every other Tue, even weeks
brown (garden/kitchen) = every Wed Apr-Oct, else every 2nd
blue paper = 1st Friday of month
yellow sacks = every other Thu, odd weeks
glass: container at corner of Färbergasse, NOT after 8pm or on Sun, fine is 35

HEATING
Boiler is in the loft = house caretaker Herr Lüdecke, don't touch. If radiators gurgle bleed them, key on hook by fridge, start in bathroom. Pressure isn't our thing.
No hot water? First look if the kitchen thermostat says "Urlaub" and turn it to "Auto".

WIFI
guests: name Ostwind-Gast / pw  seven-herons-52   . Box reboots itself 4 am Sundays.
If dead pull plug of the WHITE box only, count to 30.

WASHING
cellar, machine no. 3 is ours. Mon & Thu all day, Sat until 2pm. Coins no longer, use the grey chip (key bowl). Line-drying in the yard: not Sundays.

PLANTS
fern daily splash; cactus nothing at all till May; orchids bath on Sundays 10 min; balcony tomatoes 1 can each evening if > 25 deg.
The lemon tree: rain water only, tap water is so hard here that the leaves go yellow. Barrel in yard, left one.

PEOPLE
Below us: Frau Quandt, works nights -> quiet till 2 pm please.
Opposite: Familie Yildirim-Roth, have spare key no. 2.
Keys: no. 1 ours, 2 Yildirim-Roth, 3 Ansel's office.
Parcels: DROP at kiosk Balzer if we're out (till 10pm).

KIDS (if you have them)
Piers: no sesame (rash, drops are in bathroom cabinet, 10 drops, not an ambulance matter). Bed 8.
Ottilie: bed 9, may read till 9.30. Screens 45 min after homework, weekends 90.
School absent line before 8.15: 05399 220 14.

DON'T
- balcony door on the latch in wind, it slams & glass cracked once (2023)
- 2 of: oven, kettle, tumble dryer at the same time -> fuse 6 goes. Box behind coat rack.
""")

# 9 ---------------------------------------------------------------- contacts
cards = [
("Zapf","Herr Cornelius","Piano tuner","Stimmwerk Zapf","0170 999 2218","","Only evenings. 95 a visit. Allergic to cats - shut Biscuit away."),
("Le Guirrec","Gwenola","Keys and garden, Kerbazhan","","06 99 41 55 20","gwenola@kerbazhan.example","Speaks no English. Mows 2nd and 4th Friday. Has the oil-tank key."),
("Assenkamp","Hiltrud","Landlady","","05399 71 206","","Prefers letters. Away in Sankt Orlen every February."),
("Lüdecke","Herr Bodo","Caretaker Lindenhagen","Hofrein","0160 999 7741","","Mon-Thu 7-15. Outside hours Hofrein duty desk 05399 88 000."),
("Mackensen","Dr Tilda","Vet","Tierpraxis Torstrasse","05399 41 30","praxis@mackensen.example","Closed Wednesday afternoon. Biscuit is patient 3317."),
("Sandvik-Orme","Dr Halvard","Paediatrician","","05399 62 115","","Open surgery 8-9:30. Prescriptions by phone before 11."),
("Tolliver","Nadira","Tax adviser","Tolliver & Speck","05399 90 445","nadira@tolliver.example","Wants papers by end of May. Ask about cottage rental income."),
("Hallowes","Desmond","Uncle, cat sitter","","+44 1632 960 874","desmond@hallowes.example","Hard of hearing, write. Birthday 30 September. Likes pistachio nougat."),
("Iborra","Saúl","Loss adjuster, Valdecerro","Peritajes Iborra","960 99 27 13","","Leak 2.o B. Speaks French."),
("Kvale","Torunn","Norwegian lessons","","+47 999 04 612","torunn@kvale.example","Fridays online. Away all of July."),
("Pohlenz","Ruprecht","Garage","Garage Pohlenz","05399 33 870","","Loan car 15 a day. Closed Friday from noon."),
("Bassam","Coach Yusuf","Football U9","SV Ost Wennigstadt","0171 999 6640","","Cancellations by message before 14:00 on the day."),
]
out = []
for last, first, title, org, tel, mail, note in cards:
    v = ["BEGIN:VCARD","VERSION:3.0",f"N:{last};{first};;;",f"FN:{first} {last}",f"TITLE:{title}"]
    if org: v.append(f"ORG:{org}")
    v.append(f"TEL;TYPE=CELL:{tel}")
    if mail: v.append(f"EMAIL:{mail}")
    v += ["NOTE:" + note.replace(",", "\\,"),"END:VCARD"]
    out += v
open(O + "family contacts.vcf", "w", encoding="utf-8").write("\r\n".join(out) + "\r\n")

# 10 --------------------------------------------------------------- appliances
json.dump({
"title": "Appliances and gadgets, flat and cottage",
"kept_by": "Ansel",
"updated": "2025-05-10",
"legend": {"guarantee_until": "date printed on receipt, extended cover included", "place": "flat or cottage"},
"items": [
{"thing":"Dishwasher","make":"Aqualind S60","place":"flat","bought":"2022-09-14","shop":"Elektro Behrens","price_eur":649,"serial":"AL60-22-09417","guarantee_until":"2027-09-14","note":"Extended cover bought. Hardness set to 4. Salt symbol stays lit for one wash after filling."},
{"thing":"Fridge-freezer","make":"Nordkald 310","place":"flat","bought":"2022-09-14","shop":"Elektro Behrens","price_eur":899,"serial":"NK310-5582","guarantee_until":"2024-09-14","note":"Door hinge swapped to left. Seal replaced March 2025, 48 euros."},
{"thing":"Washing machine no. 3","make":"Trommelo 8","place":"flat","bought":"2023-01-21","shop":"Elektro Behrens","price_eur":729,"serial":"TR8-301-77","guarantee_until":"2026-01-21","note":"Stands in the cellar. Error F12 = drain filter full, coin trap at bottom right."},
{"thing":"Tumble dryer","make":"Trommelo D7","place":"flat","bought":"2023-11-24","shop":"Haus & Herd online","price_eur":588,"serial":"TD7-9926","guarantee_until":"2025-11-24","note":"Do not stack: floor uneven."},
{"thing":"Espresso machine","make":"Bartolin Duo","place":"flat","bought":"2024-12-02","shop":"Rösterei Kamp","price_eur":1140,"serial":"BD-20331","guarantee_until":"2026-12-02","note":"Descale every 3 months with citric acid, never vinegar: it attacks the brass."},
{"thing":"Robot vacuum","make":"Krabbe R2","place":"flat","bought":"2024-03-30","shop":"Haus & Herd online","price_eur":379,"serial":"KR2-118804","guarantee_until":"2026-03-30","note":"Second battery fitted February 2025 under guarantee."},
{"thing":"Television","make":"Lumora 50","place":"flat","bought":"2021-05-08","shop":"second-hand, the Pyms","price_eur":150,"serial":"unknown","guarantee_until":None,"note":"Remote: code 1147."},
{"thing":"Printer","make":"Papyrus M4","place":"flat","bought":"2023-08-17","shop":"Büro Lenz","price_eur":214,"serial":"PM4-66012","guarantee_until":"2025-08-17","note":"Toner no. PT-40 black. Jams with paper under 75 g."},
{"thing":"Cargo bicycle","make":"Lastrad Otter","place":"flat","bought":"2024-04-06","shop":"Radhof Wenne","price_eur":5200,"serial":"LO-77215","guarantee_until":"2026-04-06","note":"Battery key A3309. Service each April; named in the contents policy."},
{"thing":"Water heater 150 l","make":"Chaudal 150","place":"cottage","bought":"2019-10-11","shop":"Quincaillerie Morvan","price_eur":468,"serial":"CH150-4471","guarantee_until":"2024-10-11","note":"Anode changed August 2023. Due again August 2027."},
{"thing":"Wood stove","make":"Fyrgryte 5","place":"cottage","bought":"2020-11-03","shop":"Feux de l'Ouest","price_eur":1890,"serial":"FG5-0832","guarantee_until":"2030-11-03","note":"Sweep each September (Gwenola knows whom to ring). Dry beech or oak only; no briquettes, they warped the first grate."},
{"thing":"Fridge","make":"Petit Givre","place":"cottage","bought":"2018-07-20","shop":"Quincaillerie Morvan","price_eur":259,"serial":"PG-1820","guarantee_until":"2020-07-20","note":"Leave door open when we go."},
{"thing":"Lawn mower, battery","make":"Hagmo 36","place":"cottage","bought":"2024-05-18","shop":"Jardins du Roz","price_eur":345,"serial":"HG36-9071","guarantee_until":"2027-05-18","note":"Charger lives in the kitchen, not in the shed (damp)."}
]}, open(O + "appliances.json", "w", encoding="utf-8"), ensure_ascii=False, indent=1)
