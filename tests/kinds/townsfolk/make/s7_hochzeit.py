from lib import *
from datetime import date
F = Folder("hochzeit", "hoch")
F.pdf("AGB und Leistungen 2026.pdf","Ja-Wort & Co. – Leistungen und Geschäftsbedingungen 2026",["Hochzeitsplanung Valentina Kogler e. U., Sporgasse 12, 8010 Graz · Stand 1. Oktober 2025, gültig für Feiern ab dem 1. Jänner 2026",
 "# 1. Unsere Pakete","<b>Paket Flieder</b> (nur der Tag selbst): Ablaufplan, zwei Vorgespräche, Betreuung am Hochzeitstag durch eine Person bis 23 Uhr. 1.450 Euro.","<b>Paket Pfingstrose</b> (Teilplanung): dazu Auswahl von bis zu fünf Dienstleistern, eine Besichtigung des Ortes, Betreuung durch zwei Personen bis Mitternacht. 2.950 Euro.","<b>Paket Rittersporn</b> (Vollplanung): alles von der Suche nach dem Ort bis zur Dankeskarte, unbegrenzte Gespräche, Betreuung durch zwei Personen bis zum Schluss. 12 Prozent des Gesamtbudgets, mindestens aber 4.800 Euro.",
 "Jede angefangene Stunde über das vereinbarte Ende hinaus kostet 65 Euro je Person. Für Feiern außerhalb der Steiermark kommen Fahrtkosten von 0,50 Euro je Kilometer und die Übernachtung hinzu.",
 "# 2. Anzahlung und Rechnung","Mit der Unterschrift wird ein Drittel des Preises fällig, ein weiteres Drittel drei Monate vor der Feier, der Rest vierzehn Tage danach. Wer alles bei der Unterschrift zahlt, erhält zwei Prozent Nachlass; für das Paket Flieder gilt das nicht.",
 "# 3. Rücktritt durch das Paar","Bis sechs Monate vor der Feier behalten wir nur die Anzahlung. Danach werden 60 Prozent fällig, in den letzten dreißig Tagen 90 Prozent. Bei Tod oder schwerer Krankheit eines der beiden oder ihrer Eltern wird nur der tatsächliche Aufwand verrechnet. Eine Verschiebung um höchstens zwölf Monate ist einmal kostenlos, sofern wir am neuen Tag frei sind.",
 "# 4. Ausfall auf unserer Seite","Erkrankt Valentina Kogler, übernimmt Jakob Steinwender; fällt auch er aus, vertritt uns auf unsere Kosten das Büro Fräulein Wunder in Leibnitz. Können wir niemanden stellen, zahlen wir alles zurück und 500 Euro dazu.",
 "# 5. Fremde Dienstleister","Verträge mit Wirt, Musik, Blumen und Fotograf schließt das Paar selbst. Wir nehmen von ihnen keine Provision, mit einer Ausnahme: Die Druckerei Lorber gewährt uns zehn Prozent, die wir an das Paar weitergeben. Für Fehler der Dienstleister stehen wir nicht ein, wohl aber für deren sorgfältige Auswahl.",
 "# 6. Regenplan","Für jede Feier im Freien legen wir einen Regenplan vor. Die Entscheidung fällt am Vortag um 16 Uhr und liegt beim Paar; melden sich die beiden bis dahin nicht, entscheiden wir. Das Zelt kostet, wenn es reserviert, aber nicht gebraucht wird, 380 Euro Bereitstellung.",
 "# 7. Musik und Lärm","In der Stadt Graz ist im Freien um 22 Uhr Ruhe. Auf Schloss Aigen darf bis 1 Uhr gespielt werden, auf der Riegersburg bis Mitternacht. Himmelslaternen sind überall verboten. Feuerwerk braucht in Österreich die Bewilligung der Gemeinde, die wir sechs Wochen vorher beantragen.",
 "# 8. Tiere und Kinder","Hunde der Brautleute sind willkommen; wir stellen auf Wunsch eine Betreuung um 18 Euro je Stunde. Ab acht Kindern empfehlen wir eine Kinderbetreuung, ab fünfzehn verlangen wir sie.",
 "# 9. Fotos","Wir dürfen fünf Bilder der Feier für unsere Seite verwenden, wenn das Paar nicht widerspricht. Kinder zeigen wir nie von vorne.",
 "# 10. Wie alles begann","Valentina Kogler hat bis 2014 als Bühnenbildnerin an der Oper gearbeitet. Die erste Hochzeit plante sie für eine Sopranistin, deren Wirt drei Tage vor dem Fest in Konkurs ging. Gefeiert wurde schließlich in der Kulissenwerkstatt, zwischen den Bäumen aus dem Freischütz."])
F.docx("Contract Whitcombe-Leitner.docx","Planning Agreement (English version)",["between Ja-Wort & Co., Valentina Kogler, Graz, and Ms Imogen Whitcombe (Bath) and Mr Florian Leitner (Vienna). Signed 18 November 2025. In case of doubt the German text prevails.",
 "1. **Event.** Wedding on Saturday 20 June 2026 at Schloss Aigen, about 90 guests, of whom some forty travel from Great Britain.","2. **Package.** Pfingstrose, at 2,950 euros, plus the full-planning item \"accommodation of guests\" at 400 euros.","3. **Payment.** 1,120 euros on signing, 1,120 euros on 20 March 2026, 1,110 euros on 4 July 2026.{{fn: Transfer charges from British banks are borne by the couple.}}","4. **Languages.** The ceremony is held in both languages. An interpreter for the registrar is compulsory, as the bride does not speak German; she is provided by the couple.{{fn: Ms Kogler has recommended Mag. Theresa Pichler, 240 euros for the ceremony and one hour before.}}","5. **Hours.** Two people until 1 am instead of midnight; no surcharge is made for this hour.","6. **Dog.** The dachshund Pumpernickel carries the rings. Minding: 3 hours.","7. **Documents.** The bride brings a certificate of no impediment not older than six months, and her birth certificate with an apostille."])
F.docx("Vertrag Gruber-Haas.docx","Planungsvertrag",["zwischen Ja-Wort & Co., Valentina Kogler, Graz, und Frau Magdalena Gruber sowie Herrn Tobias Haas, beide Leoben. Unterzeichnet am 3. Dezember 2025.",
 "1. **Feier.** Hochzeit am Samstag, 5. September 2026, auf der Riegersburg, etwa 140 Gäste.","2. **Paket.** Rittersporn; das Gesamtbudget beträgt 52.000 Euro, das Honorar somit 6.240 Euro.","3. **Zahlung.** Die beiden zahlen alles bei der Unterschrift und erhalten den Nachlass von zwei Prozent, also 6.115,20 Euro.","4. **Besonderes.** Die Großmutter der Braut sitzt im Rollstuhl; der Lift der Burg fasst 400 kg und wird bis 23 Uhr bedient.{{fn: Danach nur auf Anruf beim Burgwart, Herrn Trummer, 0664 555 0117.}}","5. **Musik.** Blasmusik St. Peter zum Empfang, Band „Die Spätlese“ ab 20 Uhr.","6. **Kinder.** Sechzehn angemeldet; Kinderbetreuung durch zwei Personen ist vereinbart, 36 Euro je Stunde zusammen."])
w=[("Location","Schloss Aigen",4200,4200,1400),("Catering","Haubenwirt Stelzer",8550,9180,2500),("Musik","Trio Marillenrot",1650,1650,500),("Blumen","Blumen Resch",1900,2245,0),("Fotograf","Nils Abendroth",2400,2400,800),("Torte","Konditorei Philipp",620,585,0),("Bus","Reisebüro Gaisch",780,910,0),("Dolmetsch","Mag. Pichler",240,240,0)]
g=[("Location","Riegersburg",6900,6900,3450),("Catering","Burgtaverne",18200,17640,5000),("Musik","Blasmusik St. Peter + Die Spätlese",3900,4100,900),("Blumen","Flora Ilse",3200,2980,0),("Fotograf","Nils Abendroth",2900,2900,1000),("Torte","Zuckerbäckerei Ott",880,910,0),("Kinderbetreuung","Wichtelhaus",360,324,0)]
def sh(t,r): return [(t,),(),("Posten","Dienstleister","Geplant €","Angebot €","Angezahlt €","Offen €")]+[(*x,x[3]-x[4]) for x in r]+[("Summe",None,*[sum(x[i] for x in r) for i in (2,3,4)],sum(x[3]-x[4] for x in r))]
F.xlsx("Budgets 2026.xlsx",{"Whitcombe-Leitner":sh("Budget Whitcombe–Leitner, 20.6.2026, Schloss Aigen",w),"Gruber-Haas":sh("Budget Gruber–Haas, 5.9.2026, Riegersburg",g),"Termine":[("Paar","Datum","Ort","Paket","Leitung"),("Whitcombe-Leitner",date(2026,6,20),"Schloss Aigen","Pfingstrose","Valentina"),("Özdemir-Wolf",date(2026,7,4),"Orangerie Graz","Flieder","Jakob"),("Gruber-Haas",date(2026,9,5),"Riegersburg","Rittersporn","Valentina"),("Pernthaler-Sy",date(2026,9,19),"Weingut Kögl","Pfingstrose","Jakob")]},merge={"Whitcombe-Leitner":["A1:F1"],"Gruber-Haas":["A1:F1"]},bold={"Whitcombe-Leitner":[1,3],"Gruber-Haas":[1,3]})
F.mbox("Post Jaenner.mbox",[F.msg("Imogen Whitcombe <imogen@whitcombe.example>","Valentina Kogler <valentina@jawort.example>","Numbers and a nut allergy","Mon, 12 Jan 2026 20:31:00 +0000","Dear Valentina,\nwe are now 94, twelve of them vegetarian and one vegan. My cousin Harriet has a serious allergy to walnuts, so please could the cake be without - Florian says Styrians put walnuts in everything. And Granny would love to hear one hymn, Jerusalem if the organist can do it.\nWe arrive on Wednesday 17 June, on the late flight.\nImogen\n"),
 F.msg("Konditorei Philipp <backstube@philipp.example>","Valentina Kogler <valentina@jawort.example>","Re: Torte 20. Juni","Thu, 15 Jan 2026 07:12:00 +0100","Servus Valentina,\nohne Nüsse geht, dann nehmen wir statt der Nusscreme Marille mit Topfen. Preis wird sogar kleiner, 585 statt 620. In der Backstube wird aber mit Walnuss gearbeitet, Spuren kann ich nicht ausschließen. Wenn die Dame wirklich schwer reagiert, mach ich ihr lieber ein eigenes Törtchen in der Küche meiner Schwester, 40 Euro.\nLieferung zwischen 13 und 14 Uhr, Kühlraum bitte frei halten.\nPhilipp\n"),
 F.msg("Tobias Haas <t.haas@leoben.example>","Valentina Kogler <valentina@jawort.example>","Feuerwerk","Sun, 18 Jan 2026 18:45:00 +0100","Liebe Valentina,\nMagdalenas Vater möchte unbedingt ein Feuerwerk spendieren, Magdalena weiß davon nichts. Geht das auf der Burg? Bitte nur an mich antworten.\nTobias\n"),
 F.msg("Valentina Kogler <valentina@jawort.example>","Tobias Haas <t.haas@leoben.example>","Re: Feuerwerk","Mon, 19 Jan 2026 09:05:00 +0100","Lieber Tobias,\nauf der Burg selbst leider nicht, wegen der Falken: Die Greifvogelwarte verbietet es bis Ende September. Von der Wiese unterhalb, beim Gasthof Fink, ginge es um 21.30 Uhr, höchstens zehn Minuten. Pyrotechniker Wallner verlangt 1.900 Euro. Bis 20. Juli müsste ich den Antrag bei der Gemeinde haben.\nLG Valentina\n")])
F.docx("Ablaufplan Aigen.docx","Ablaufplan 20. Juni 2026 – Schloss Aigen",[[["Zeit","Was","Wer","Wo"],["9.00","Blumen kommen","Resch / Jakob","Hof"],["11.30","Friseurin","Sabine Lackner","Turmzimmer"],["13.00–14.00","Torte","Philipp","Kühlraum"],["14.15","Bus fährt in Graz ab","Gaisch","Jakominiplatz"],["15.00","Trauung","Standesbeamtin Fr. Ertl, Dolm. Pichler","Kapellenhof (Regen: Rittersaal)"],["15.40","Sektempfang","Stelzer","Terrasse"],["16.30","Gruppenbild, danach Paar allein","Abendroth","Teich"],["18.30","Essen","Stelzer","Rittersaal"],["20.15","Speeches: father of the bride, Florian, best man Giles (max 7 min each!)","Jakob","Rittersaal"],["21.00","Eröffnungswalzer","Trio Marillenrot","Gartensaal"],["23.00","Gulaschsuppe","Stelzer","Gartensaal"],["0.30 / 1.10","Busse zurück","Gaisch","Tor"]][0:],"Notfall: Valentina 0664 555 0140, Jakob 0664 555 0141. Schlossverwalter Hr. Prutsch (Schlüssel Kapelle).","Der Dackel wartet bis 14.50 Uhr bei Frau Prutsch in der Küche. Die Ringe näht Jakob am Vorabend am Halsband fest."] )
F.text("gaesteliste_whitcombe.csv","""Name;Land;Zimmer;Anreise;Essen;Tisch
Beatrice Whitcombe (Granny);GB;Schloss 3;18.06.2026;normal;1
Roger & Anne Whitcombe;GB;Schloss 1;17.06.2026;normal;1
Harriet Lowe;GB;Gasthof Sammer 12;19.06.2026;keine Walnüsse!;4
Giles Pemberton (best man);GB;Gasthof Sammer 7;17.06.2026;vegetarisch;2
Josef & Hermine Leitner;AT;Schloss 2;19.06.2026;normal;1
Dr. Klara Leitner;AT;keines;20.06.2026;vegan;2
Onkel Ferdl;AT;Gasthof Sammer 3;19.06.2026;normal, kein Alkohol;5
Priyanka Shah;GB;Hotel Daniel;18.06.2026;vegetarisch;4
""")
from odf.opendocument import OpenDocumentText
from odf.text import P as OP, H as OH
o=OpenDocumentText(); o.text.addElement(OH(outlinelevel=1,text="Angebot 118/26 – Zeltverleih Rainer Moitzi, Weiz"))
for t in ["Weiz, 2. Februar 2026. An: Ja-Wort & Co., Graz.","Für den 20. Juni 2026, Schloss Aigen: Pagodenzelt 10 × 10 m, weiß, mit Boden und zwei Seitenwänden. Aufbau Freitag ab 14 Uhr, Abbau Montag bis 12 Uhr.","Miete 1.640 Euro. Boden 420 Euro. Heizstrahler 55 Euro je Stück, wir raten zu vier. Anfahrt frei.","Bereitstellung ohne Aufbau: 380 Euro, wenn bis Freitag 10 Uhr abgesagt wird; danach gilt die volle Miete. Ab Windstärke 7 wird aus Sicherheitsgründen geräumt, was die Miete nicht mindert.","Das Angebot gilt bis 15. März 2026. Ansprechpartnerin am Aufbautag: Michaela Moitzi, 0664 555 0162."]: o.text.addElement(OP(text=t))
o.save(str(F.p("Angebot Zelt Moitzi.odt")))
F.picture("Rechnung Blumen Resch.png",["BLUMEN RESCH","Griesgasse 30, 8020 Graz","Rechnung 26-0087   12.02.2026","","Probestrauß Braut      65,00","Pfingstrosen, Muster   24,50","Vasen Leihe 6 Stk      18,00","-----------------------------","Summe               107,50 EUR","darin 13% USt         12,37","","Bar bezahlt. Danke!","Vasen zurück bis 28.02."],seed=3,rot=-.7)
F.text("notizen_valentina.txt","""
NOTIZEN JÄN/FEB

- Aigen: Hr. Prutsch sagt, Wasser im Kapellenhof erst ab Mai. Rittersaal max. 110 Personen bei runden Tischen, 130 bei langen
- Fr. Ertl (Standesamt) will Unterlagen bis 8. Mai. Geburtsurkunde Imogen: Apostille fehlt noch!!
- Özdemir-Wolf: Henna-Abend am 2.7. im Augarten, nicht unsere Sache, aber Jakob hilft beim Tragen
- Pernthaler-Sy: wollen Ziegen statt Tauben. Kögl fragen. Frau Sy kommt aus Dakar, Mutter braucht Visum -> Einladungsschreiben
- Riegersburg: Herr Trummer im Februar auf Kur, Vertretung Frau Maitz
- Abendroth fotografiert beide, hat aber am 19.9. keine Zeit. Ersatz: Lisl Hamerl
- Lorber: Einladungen Gruber-Haas 85 Stk à 3,20, Nachlass abziehen
""")
F.speech("sprachnachricht_jakob.mp3","Hallo Valentina, hier ist Jakob. Ich war heute in der Orangerie. Der Boden wird im Juni abgeschliffen und ist erst am ersten Juli fertig. Wir können also erst am Tag davor aufbauen. Die Sessel kosten vier Euro zwanzig das Stück, wir brauchen siebzig. Und Frau Özdemir möchte lieber eine Geige als ein Klavier.",voice="de",speed=135)
A="AGB und Leistungen 2026.pdf";W="Contract Whitcombe-Leitner.docx";G="Vertrag Gruber-Haas.docx";B="Budgets 2026.xlsx";P="Post Jaenner.mbox";AB="Ablaufplan Aigen.docx";N="notizen_valentina.txt";C="gaesteliste_whitcombe.csv"
wo=sum(x[3]-x[4] for x in w);diff=sum(x[3] for x in w)-sum(x[2] for x in w);print(wo,diff)
F.q("Was kostet das Paket Flieder?","form",A,"1.450 Euro",["1.450","1450"])
F.q("If a couple cancels four months before the wedding, what share of the price do they owe?","crosslingual",A,"60 per cent",["60"])
F.q("wer springt ein wenn valentina und jakob beide krank sind","rule",A,"Das Büro Fräulein Wunder in Leibnitz",["Fräulein Wunder"])
F.q("Bekommen wir von irgendwem Provision?","exception",A,"Nur von der Druckerei Lorber (zehn Prozent), die wir weitergeben",["Lorber"])
F.q("until what time may the band play at Schloss Aigen?","crosslingual",A,"Until 1 am",["1 Uhr","1 am","1:00","1 a.m","one o'clock","1am"])
F.q("wann wird über den regenplan entschieden und wer entscheidet","two-parts",A,"Am Vortag um 16 Uhr; das Paar",must=["16","Paar"])
F.q("und wenn sie sich nicht melden?","followup",A,"Dann entscheiden wir (Ja-Wort & Co.)",["entscheiden wir","wir entscheiden","Ja-Wort","Kogler","Planer","entscheidet das"],after="wann wird über den regenplan entschieden und wer entscheidet")
F.q("Verschiebung möglich? was kostet das","rule",A,"Einmal kostenlos, um höchstens zwölf Monate, wenn wir frei sind",["kostenlos","kostenfrei","nichts"])
F.q("What was Valentina's job before she planned weddings?","crosslingual",A,"She was a stage designer (Bühnenbildnerin) at the opera",["stage","set designer","Bühnenbild"])
F.q("Gilt der Nachlass von 2 % auch bei Flieder?","exception",A,"Nein",["Nein","nicht"])
F.q("Why is an interpreter required at Imogen's ceremony and who has been recommended?","two-parts",W,"Because the bride does not speak German; Mag. Theresa Pichler",must=["Pichler"],accept=["not speak German","German"])
F.q("second instalment whitcombe: amount + date","two-parts",W,"1,120 euros on 20 March 2026",must=["20 March"],accept=["1,120","1120","1.120"])
F.q("Bis wann am Abend betreuen wir die englische Hochzeit, und kostet das extra?","crosslingual",W,"Bis 1 Uhr früh, ohne Aufschlag",["1 Uhr","1 am","1:00","ein Uhr","01:00"])
F.q("Wie viel haben Magdalena und Tobias bei der Unterschrift gezahlt?","form",G,"6.115,20 Euro",["6.115,20","6115,20","6115.20","6,115.20"])
F.q("lift riegersburg bis wann bedient","prose",G,"Bis 23 Uhr (danach auf Anruf bei Herrn Trummer)",["23"])
F.q("Angebot Catering Riegersburg in Euro?","table-cell",B,"17.640 Euro",["17.640","17640","17,640"])
F.q("Wieviel ist bei Whitcombe-Leitner insgesamt noch offen?","table-cell",B,f"{wo} Euro",[f"{wo}",f"{wo:,}".replace(",","."),f"{wo:,}"])
F.q("by how much do the quotes for the Aigen wedding exceed what was planned?","table-compute",B,f"{diff} euros",[f"{diff}",f"{diff:,}",f"{diff:,}".replace(",",".")])
F.q("Warum geht auf der Burg kein Feuerwerk?","how-why",P,"Wegen der Falken: die Greifvogelwarte verbietet es bis Ende September",["Falken","Greifvogel"])
F.q("Und was verlangt der Pyrotechniker?","followup",P,"1.900 Euro",["1.900","1900"],after="Warum geht auf der Burg kein Feuerwerk?")
F.q("What does the confectioner offer for the cousin with the nut allergy?","crosslingual",P,"A little cake of her own, made in his sister's kitchen, 40 euros",["40","sister"])
F.q("wo ist die trauung wenn es regnet","table-cell",AB,"Im Rittersaal",["Rittersaal"])
F.q("Wer bringt/hat den Dackel vor der Trauung?","who",AB,"Frau Prutsch, in der Küche",["Frau Prutsch","Fr. Prutsch"])
F.q("Which room is Granny in and when does she get here?","table-cell",C,"Schloss 3, on 18 June 2026",must=["Schloss 3","18"])
F.q("Wer fotografiert am 19.9.?","who",N,"Lisl Hamerl (Ersatz für Abendroth)",["Hamerl"])
F.q("Was hat der Probestrauß gekostet?","picture","Rechnung Blumen Resch.png","65 Euro",["65"])
F.q("was kosten die sessel in der orangerie pro stück","recording","sprachnachricht_jakob.mp3","4,20 Euro",["4,20","4.20","vier Euro zwanzig","4 Euro 20"])
F.absent("Wie viele Gäste kommen zu Pernthaler-Sy?","near-absent")
F.absent("who is the hairdresser for Magdalena Gruber?","near-absent",not_=["Sabine Lackner is the hairdresser for Magdalena"])
F.absent("Wie viel kostet die Hochzeitstorte von Özdemir-Wolf?","near-absent")
F.absent("Was ist Valentinas Steuernummer?")
F.q("bis wann gilt das Angebot fürs Zelt","when","Angebot Zelt Moitzi.odt","Bis 15. März 2026",["15. März","15.03","15.3"])
F.q("what happens with the tent rent if it gets evacuated because of wind?","crosslingual","Angebot Zelt Moitzi.odt","The rent is not reduced; the full rent is due",["not reduced","full","no reduction","not reduce","not lower","no discount"])
F.q("Welche Datei ist der Vertrag für die Riegersburg?","library","Vertrag Gruber-Haas.docx","Vertrag Gruber-Haas.docx",["Gruber-Haas"])
F.end(drop=["Gilt der Nachlass","Wie viel haben Magda","until what time may the band","Wer bringt","Verschiebung","Bekommen wir von","lift riegersburg"])
