from lib import *
def build():
    f = F("berghuette"); q = Q("berghuette", "hut"); R = random.Random(99)
    f.docx("Pachtvertrag Steinbockhütte.docx", [("head", "Alpenverein Sektion Rauhenfels"), ("title", "Pachtvertrag über die Steinbockhütte"), ("p", "zwischen der Sektion Rauhenfels e. V., vertreten durch den Vorsitzenden Herrn Korbinian Hager (Verpächterin), und Frau Madeleine Ruchti sowie Herrn Gilles Perrenoud (Pächter). Die Hütte liegt auf 2.316 m am Übergang zwischen Wallis und Aostatal."),
        ("h1", "§ 1 Pachtzeit"), ("p", "Der Vertrag beginnt am 1. April 2024 und läuft fünf Jahre. Er verlängert sich um jeweils zwei Jahre, wenn er nicht spätestens neun Monate vor Ablauf schriftlich gekündigt wird. Eine Kündigung während der Saison (20. Juni bis 30. September) ist für beide Seiten ausgeschlossen.[[fn:Ausgenommen ist die fristlose Kündigung aus wichtigem Grund, insbesondere bei zweimaligem Zahlungsverzug.]]"),
        ("h1", "§ 2 Pachtzins"), ("p", "Der Pachtzins beträgt 14 % des Umsatzes aus Küche und Keller, mindestens jedoch 16.500 Euro im Jahr. Vom Umsatz aus Übernachtungen erhält die Sektion 60 %. Der Mindestbetrag entfällt in Jahren, in denen die Hütte behördlich länger als vier Wochen geschlossen ist. Fällig sind zwei Raten: am 15. August und am 31. Oktober."),
        ("h1", "§ 3 Pflichten der Pächter"), ("li", ["Die Hütte ist vom 20. Juni bis zum 30. September täglich zu bewirtschaften.", "Der Winterraum mit acht Lagern bleibt das ganze Jahr unverschlossen.", "Mitglieder anderer alpiner Vereine mit Gegenrecht zahlen den Mitgliederpreis.", "Bergsteigeressen und Teewasser müssen angeboten werden; das Teewasser kostet höchstens 4 Euro je Liter.", "Selbstversorger dürfen mitgebrachte Speisen im Winterraum, nicht aber in der Gaststube verzehren."]),
        ("h1", "§ 4 Instandhaltung"), ("tbl", [["Gegenstand", "Verantwortlich", "Kostengrenze"], ["Dach und Fassade", "Sektion", "unbegrenzt"], ["Materialseilbahn", "Sektion; Schmierung durch Pächter", "unbegrenzt"], ["Küchengeräte", "Pächter", "bis 800 Euro je Fall, darüber Sektion"], ["Wasserfassung", "Pächter", "bis 300 Euro je Jahr"], ["Photovoltaik und Batterien", "Sektion", "unbegrenzt"]]),
        ("h1", "§ 5 Kaution"), ("p", "Die Pächter hinterlegen 9.000 Euro. Die Kaution wird mit 1 % verzinst und drei Monate nach Vertragsende zurückgezahlt, soweit keine Schäden bestehen."),
        ("h1", "§ 6 Tiere"), ("p", "Hunde von Gästen dürfen nur im Winterraum oder im Skiraum übernachten. Die Pächter dürfen Hühner halten, jedoch keine Ziegen.")])
    f.pdf("Rapport inspection téléphérique.pdf", [("title", "Rapport d'inspection - téléphérique de matériel de la cabane Steinbock"), ("p", "Bureau Cordier &amp; Fils, ingénieurs, Martigny. Inspection du 11 juin 2025 par M. Étienne Cordier. Rapport n° CF-25-0418, envoyé le 19 juin 2025 à la section et aux gardiens."),
        ("h1", "1. Résumé"), ("p", "L'installation peut être exploitée pendant la saison 2025, sous réserve des conditions du chapitre 4. La charge utile est réduite de 250 kg à 180 kg jusqu'au remplacement du câble tracteur. Le transport de personnes reste interdit en toutes circonstances, y compris pour les secours."),
        ("h1", "2. Données techniques"), ("tbl", [["Élément", "Valeur", "État"], ["Longueur", "1 240 m", "-"], ["Dénivelé", "512 m", "-"], ["Câble porteur", "18 mm, posé en 2009", "bon"], ["Câble tracteur", "9 mm, posé en 2011", "11 fils rompus sur 30 m"], ["Pylône 2", "béton", "fissure superficielle, à surveiller"], ["Pylône 3", "acier", "bon, peinture à refaire"], ["Frein de service", "tambour", "garnitures à 4 mm (minimum 3 mm)"], ["Frein d'urgence", "pince", "bon, essai réussi"]]),
        ("h1", "3. Constatations"), ("p", "Le câble tracteur présente onze fils rompus entre le pylône 2 et la station amont. La limite de mise hors service est de seize fils. Le câble porteur n'a pas de défaut. Le téléphone entre les deux stations fonctionnait une fois sur deux ; une radio de remplacement est exigée."),
        ("h1", "4. Conditions"), ("li", ["Remplacer le câble tracteur avant le 31 mai 2026. Devis indicatif : 7 850 francs suisses hors taxes.", "Changer les garnitures du frein de service avant la fin de la saison 2025, au plus tard le 30 septembre.", "Arrêter l'installation dès que le vent dépasse 50 km/h à la station amont.", "Contrôle visuel du câble par les gardiens chaque lundi, noté dans le carnet rouge."]),
        ("h1", "5. Prochaine inspection"), ("p", "L'inspection suivante est annuelle et aura lieu en juin 2026. Le contrôle magnétoscopique du câble porteur, prévu tous les six ans, est dû en 2027. La présente inspection a coûté 1 360 francs et n'inclut pas l'hélicoptère.")], font="dj")
    naech = []
    d0 = dt.date(2025, 6, 20)
    for w in range(15):
        naech.append([d0+dt.timedelta(days=7*w), R.randrange(20, 150), R.randrange(15, 120), R.randrange(3, 30), R.randrange(0, 9), R.choice(["", "", "", "Gewitter", "Neuschnee 15 cm", "Gruppe Gymnasium Brig", "Heli Lebensmittel"])])
    naech[6][1] = 188
    f.xlsx("Übernachtungen 2025.xlsx", [("Wochen", [["Steinbockhütte - Übernachtungen Sommer 2025"], ["je Woche, Freitag bis Donnerstag"], [], ["Woche ab", "Mitglieder", "Nichtmitglieder", "Kinder", "Hunde", "Bemerkung"]] + naech + [[], ["Summe"] + [sum(x[k] for x in naech) for k in (1, 2, 3, 4)] + [""]]),
        ("Preise", [["Kategorie", "Mitglied €", "Nichtmitglied €"], ["Zweierzimmer", 24, 38], ["Mehrbettzimmer", 18, 32], ["Matratzenlager", 12, 26], ["Winterraum", 10, 20], ["Kind bis 6 Jahre im Lager", 0, 8], ["Halbpension", 39, 43]])])
    f.text("journal de cabane.txt", """
JOURNAL DE CABANE - été 2025 (Madeleine et Gilles)

21 juin. Ouverture avec un jour de retard, le chemin de la Gorge n'était pas déneigé. 14 personnes.
25 juin. La pompe d'eau a lâché. Gilles a monté la vieille de 1998, elle fait 6 litres par minute au lieu de 14.
2 juillet. Pompe neuve livrée, 486 francs, payée par nous (dans la limite du contrat ? à vérifier avec Hager).
5 juillet. Un groupe de Brig a annulé, 22 places, sans prévenir. On n'a pas demandé d'acompte. Plus jamais.
12 juillet. Sauvetage sur l'arête nord : deux Polonais, un pied cassé. Hélico arrivé en 40 minutes. Pas de mort.
19 juillet. Le renard a pris trois poules sur huit.
27 juillet. Panne des batteries de 21 h à 6 h. Cause : quelqu'un avait branché un sèche-cheveux au dortoir.
3 août. Record : 71 personnes pour la nuit, on a mis 9 matelas dans la salle.
9 août. Contrôle sanitaire du canton, Mme Bregy : rien à redire, sauf la date manquante sur les confitures.
14 août. Neige jusqu'à 2 400 m. La tarte aux myrtilles est finie pour l'année, gel sur les buissons.
22 août. Tobias (l'aide de cuisine) est parti, remplacé par Ngawang dès le 25, jusqu'à la fin de saison.
30 août. Garnitures du frein changées par Cordier : 412 francs. C'est fait avant le délai.
11 septembre. Onze marmottes comptées depuis la terrasse, plus aucune après le 18.
30 septembre. Fermeture. Winterraum prêt : 2 stères de bois, 4 couvertures manquent, à remplacer.

Pour l'an prochain : commander la farine en mai (80 kg), pas chez Zenhäusern, trop cher.
""")
    f.eml("Re cable replacement.eml", "Rhys Maddox <rhys@alpineropeworks.example>", "Madeleine Ruchti <cabane@steinbock.example>", "Re: Quote for haul rope, Steinbock goods lift", "Tue, 16 Sep 2025 14:20:00 +0100", """Dear Madeleine,

Thank you for Mr Cordier's report. We can supply the haul rope as follows:

Option A: 9 mm galvanised, 2,600 m, EUR 5,940, life about ten years
Option B: 9 mm compacted, 2,600 m, EUR 7,310, life about fifteen years
Option C: 10 mm - not possible, your sheaves are grooved for 9 mm only.

Prices are ex works Sheffield. Transport to the valley station is EUR 870 for either option. The helicopter from the valley to the hut is not included and we cannot arrange it. Splicing on site by two of our people: two days, EUR 1,480, including travel.

Delivery is eleven weeks from order. To have the rope in place before your deadline of 31 May we would need the order by 20 February 2026 at the latest. A deposit of 40 % is payable with the order. The quote is valid until 31 December 2025.

One thing: your sheave at pylon 2 should be checked for wear at the same time. If it has to be replaced it would be about EUR 310 more.

Kind regards,
Rhys Maddox
Alpine Ropeworks Ltd
""")
    f.pptx("Mitgliederversammlung Hütte.pptx", [("Steinbockhütte: Bericht 2025", ["Korbinian Hager, Sektion Rauhenfels", "Mitgliederversammlung vom 7. November 2025"], ""),
        ("Zahlen", (["", "2023", "2024", "2025"], ["Umsatz Küche und Keller €", "118.400", "131.250", "127.900"], ["Umsatz Übernachtungen €", "41.300", "46.780", "52.640"], ["Öffnungstage", "101", "103", "102"], ["Rettungseinsätze", "4", "1", "2"]), "2025 ohne die Einnahmen der Sonnwendfeier; die gehen an die Bergwacht."),
        ("Beschlüsse", ["Seil: Variante B (Alpine Ropeworks) wird bestellt", "Nicht beschlossen: neue Küche, vertagt auf 2027", "Preis Matratzenlager Nichtmitglieder ab 2026: 28 € statt 26 €", "Trockentoilette: Auftrag an Firma Biolan, 23.600 €"], "Abstimmung Seil: 61 ja, 4 nein, 7 Enthaltungen. Der Zuschuss des Dachverbands (30 %) ist noch nicht zugesagt."),
        ("Wege", ["Weg durch die Gorge: gesperrt bis auf weiteres nach Felssturz vom 2. Oktober", "Umgehung über Alp Furggi, 50 Minuten länger", "Nordgrat: Bohrhaken erneuert, 14 Stück"], "")])
    f.json("wetterstation.json", {"station": "Steinbock 2316", "unit": {"wind": "km/h", "temp": "C", "snow": "cm"}, "alarm": {"wind_stop_lift": 50, "freeze_pipe": -3, "battery_low_v": 23.4}, "contacts": [{"name": "Gilles Perrenoud", "sms": True}, {"name": "Korbinian Hager", "sms": False, "mail_only": True}], "days": [{"date": "2025-08-%02d" % k, "t_min": round(R.uniform(-2, 8), 1), "t_max": round(R.uniform(9, 21), 1), "gust": R.randrange(12, 49), "snow": 0} for k in range(1, 21)] + [{"date": "2025-08-21", "t_min": -3.6, "t_max": 4.2, "gust": 83, "snow": 12}]})
    f.text("Huettenordnung_Reglement.html", """
<!doctype html><html><head><meta charset="utf-8"><title>Hüttenordnung / Règlement - Steinbockhütte</title><style>td{padding:4px}</style></head><body>
<h1>Hüttenordnung</h1><p>Stand 1. Juni 2025. Bitte lesen, bevor Sie sich ins Hüttenbuch eintragen.</p>
<ol><li>Hüttenruhe ist von 22 Uhr bis 6 Uhr. Das Licht im Lager wird um 22.15 Uhr abgestellt.</li>
<li>Die Lager werden bis 18 Uhr freigehalten. Wer später kommt, muss anrufen, sonst wird der Platz vergeben. Verletzte und Erschöpfte werden nie abgewiesen.</li>
<li>Hüttenschlafsack ist Pflicht. Man kann einen leihen (5 Euro) oder kaufen (19 Euro).</li>
<li>Der Abfall wird wieder mit ins Tal genommen. Für vergessenen Abfall berechnen wir 10 Euro je Sack.</li>
<li>Das Wasser aus dem Brunnen vor der Hütte ist kein Trinkwasser. Das Wasser in der Küche wird mit UV-Licht behandelt.</li>
<li>Absagen sind bis 48 Stunden vorher kostenlos. Danach kostet jeder nicht belegte Platz 15 Euro, außer bei Wetterwarnung der Stufe 3 oder höher.</li>
<li>Duschen: 4 Minuten, 5 Euro, nur zwischen 15 und 18 Uhr, nicht bei Wassermangel.</li>
<li>Geladen werden Telefone, keine Bohrmaschinen, Haartrockner oder Wasserkocher.</li>
<li>Bezahlt wird am Abend, in Euro oder Franken, bar oder mit Twint. Karten gehen nur, wenn das Netz geht.</li></ol>
<h1>Pour nos hôtes francophones</h1><p>Le règlement ci-dessus fait foi. Voici ce qui est utile en plus :</p>
<ul><li>Le petit déjeuner est servi de 4 h à 8 h ; celui de 4 h doit être commandé la veille avant 19 h.</li>
<li>Les raquettes et bâtons restent au local à skis. Les crampons ne montent pas à l'étage.</li>
<li>Le thé de marche (un litre) est offert aux guides, mais pas à leurs clients.</li>
<li>Pour la traversée du col de la Fenêtre, compter 5 h 30 jusqu'au refuge Prarayer ; la traversée est déconseillée après le 15 septembre.</li>
<li>Réseau de téléphone : seulement au coin nord-est de la terrasse.</li></ul>
<table border="1"><tr><th>Ziel / But</th><th>Zeit / Temps</th><th>Schwierigkeit / Difficulté</th></tr>
<tr><td>Furggihorn</td><td>2 h 15</td><td>T4</td></tr><tr><td>Col de la Fenêtre</td><td>1 h 40</td><td>T3</td></tr><tr><td>Nordgrat / Arête nord</td><td>6 h</td><td>AD, 4a</td></tr><tr><td>Lac Vert</td><td>0 h 50</td><td>T2</td></tr></table></body></html>
""")
    PV, RP, J, E, PP, X = "Pachtvertrag Steinbockhütte.docx", "Rapport inspection téléphérique.pdf", "journal de cabane.txt", "Re cable replacement.eml", "Mitgliederversammlung Hütte.pptx", "Übernachtungen 2025.xlsx"
    q("crosslingual", "what is the minimum rent per year for the hut", PV, ["16,500", "16.500", "16500", "16 500"], [(PV, "mindestens jedoch 16.500 Euro im Jahr")])
    q("crosslingual", "may the goods cableway carry people in a rescue?", RP, ["no,", "no.", "not ", "forbidden", "prohibited", "interdit", "never"], [(RP, "Le transport de personnes reste interdit en toutes circonstances, y compris pour les secours")])
    q("crosslingual", "Bis wann muss das Zugseil laut Prüfbericht ersetzt sein?", RP, ["31. Mai 2026", "31.05.2026", "31.5.2026", "31 mai 2026", "31. Mai"], [(RP, "Remplacer le câble tracteur avant le 31 mai 2026")])
    q("crosslingual", "wie viel kostet variante B des seils ohne transport?", E, ["7,310", "7.310", "7310", "7 310"], [(E, "Option B: 9 mm compacted, 2,600 m, EUR 7,310")])
    q("crosslingual", "who replaced the kitchen help and from when", J, all=[["Ngawang"], ["25"]], ev=[(J, "remplacé par Ngawang dès le 25")])
    q("table", "qui paie les appareils de cuisine et jusqu'à quel montant", PV, all=[["pächter", "gardien", "locataire", "fermier", "exploitant", "preneur", "gérant", "tenancier", "ruchti", "perrenoud"], ["800"]], ev=[(PV, "Küchengeräte | Pächter | bis 800 Euro je Fall")], note="crosslingual")
    q("table", "mitgliederpreis mehrbettzimmer", X, ["18"], [(X, "Mehrbettzimmer | 18 | 32")])
    q("fact", "warum gab es am 27. juli einen stromausfall auf der hütte", J, ["föhn", "fön", "haartrockner", "sèche-cheveux", "hair"], [(J, "quelqu'un avait branché un sèche-cheveux au dortoir")], note="crosslingual")
    q("yesno", "can the tenants keep goats up there", PV, ["no,", "no.", "not ", "no goats", "cannot", "keine ziegen"], [(PV, "jedoch keine Ziegen")], note="crosslingual")
    c = 7310+870+1480
    q("compute", "total of option B with transport and splicing, without helicopter", E, ["9,660", "9660", "9.660", "9 660"], [(E, "Splicing on site by two of our people: two days, EUR 1,480")], calc="7310 + 870 + 1480 = %d" % c)
    mx = max(naech, key=lambda r: r[1])
    q("compute", "in welcher woche gab es die meisten übernachtungen von mitgliedern", X, fmt_date(mx[0]) + ["1. August", "01. August", "01.08", "1.8.", "2025/08/01", "01/08"], [(X, "%s | %d" % (mx[0].isoformat(), mx[1]))], calc="max of column Mitglieder = %d in the week from %s" % (mx[1], mx[0]))
    q("library", "which files mention the haul rope of the goods lift?", None, all=[["Rapport inspection"], ["Re cable replacement"]], ev=[(RP, "Câble tracteur"), (E, "haul rope"), (PP, "Seil: Variante B")], note="the presentation also names the rope decision; fair to list it as well")
    q("absent", "how much did the new roof of the hut cost", refuse=True, gone=["new roof", "neues dach", "toit neuf", "toiture"])
    q("near-absent", "état du pylône 4 dans le rapport", refuse=True, gone=["pylône 4", "pylon 4"], note="only pylons 2 and 3 are in the table")
    q("absent", "wie hoch ist die Brandversicherung der Hütte?", refuse=True, gone=["versicherung", "insurance", "assurance", "brand"])
    q("followup", "et l'acompte, c'est combien ?", E, ["40 %", "40%", "40 pour cent", "40 pourcent"], [(E, "A deposit of 40 % is payable with the order")], prev="quel est le délai de livraison du câble chez alpine ropeworks ?")
    H = "Huettenordnung_Reglement.html"
    q("crosslingual", "what do i pay if i cancel a bed one day before and there is no weather warning", H, ["15 euro", "€15", "15 €", "eur 15", "15€", "€ 15", "15 eur"], [(H, "Danach kostet jeder nicht belegte Platz 15 Euro")])
    q("crosslingual", "bis wann muss man das frühstück um 4 uhr bestellen", H, ["19 Uhr", "19:00", "19.00", "19 h"], [(H, "celui de 4 h doit être commandé la veille avant 19 h")])
    q("table", "temps pour le furggihorn et difficulté", H, all=[["2 h 15", "2h15", "2:15", "2 heures 15", "2 h15"], ["T4"]], ev=[(H, "Furggihorn | 2 h 15 | T4")])
    q("table", "strongest gust on 21 august at the weather station", "wetterstation.json", ["83"], [("wetterstation.json", '"gust": 83')])
    return q.items
