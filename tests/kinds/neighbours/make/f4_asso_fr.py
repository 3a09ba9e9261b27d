from lib import *
def build():
    f = F("jardins_partages"); q = Q("jardins_partages", "asso"); R = random.Random(23)
    noms = ["Abadie Monique", "Bensaïd Karim", "Castaing Yves", "Delmas Odile", "Etcheverry Maïté", "Fabre Guilhem", "Garrigue Solène", "Hamel Bruno", "Irigoyen Pantxika", "Joubert Alix", "Kowalski Ewa", "Lacoste René", "Moreau Félicie", "N'Diaye Aminata", "Olivier Jeanne", "Pujol Marc", "Queyroux Denis", "Roussel Anaïs", "Sarrazin Hugues", "Tran Minh", "Urrutia Jon", "Vidal Colette", "Wagner Lise", "Xifré Pau", "Yilmaz Selma", "Zamora Inès"]
    ad = []
    for i, n in enumerate(noms):
        t = R.choice(["individuel", "individuel", "famille", "réduit"]); sf = R.choice([25, 25, 40, 50, 60])
        cot = {"individuel": 28, "famille": 42, "réduit": 12}[t]; paye = R.random() < .8
        ad.append([101+i, n, t, "P%02d" % (i+1) if i not in (8, 19) else "", sf if i not in (8, 19) else 0, cot, "oui" if paye else "non", dt.date(2025, R.randrange(1, 4), R.randrange(1, 28)) if paye else "", R.choice(["oui", "non"])])
    att = [["Rang", "Nom", "Inscrit le", "Surface souhaitée (m²)"], [1, "Bordenave Cécile", dt.date(2024, 5, 12), 25], [2, "Diallo Ousmane", dt.date(2024, 9, 3), 50], [3, "Lefort Paul et Nina", dt.date(2024, 11, 20), 40], [4, "Marchetti Lina", dt.date(2025, 2, 8), 25], [5, "Cazenave Rémi", dt.date(2025, 6, 17), 60]]
    f.ods("adhérents 2025.ods", [("Adhérents", [["Les Jardins du Moulin Vert - adhérents 2025"], [], ["N°", "Nom", "Tarif", "Parcelle", "Surface m²", "Cotisation €", "Payé", "Date paiement", "Clé du cabanon"]] + ad + [["", "TOTAL", "", "", sum(a[4] for a in ad), sum(a[5] for a in ad), "", "", ""]]), ("Liste d'attente", att)])
    f.docx("statuts 2023.docx", [("title", "Statuts de l'association « Les Jardins du Moulin Vert »"), ("p", "Association régie par la loi du 1er juillet 1901. Statuts adoptés par l'assemblée générale extraordinaire du 11 mars 2023. Ils remplacent ceux du 4 avril 2012."),
        ("h1", "Article 1 - Objet"), ("p", "L'association gère un terrain de 2 350 m² prêté par la commune de Saint-Avit-les-Ormes, divisé en parcelles individuelles et en espaces communs, et y encourage le jardinage sans pesticides. Elle ne vend pas de récoltes."),
        ("h1", "Article 2 - Siège"), ("p", "Le siège est fixé à la Maison des associations, 6 rue des Lavandières, 33220 Saint-Avit-les-Ormes. Il peut être transféré par simple décision du bureau."),
        ("h1", "Article 3 - Membres"), ("p", "Peut adhérer toute personne majeure habitant la commune.[[fn:Les habitants des communes voisines peuvent adhérer lorsque la liste d'attente est vide, sans pouvoir dépasser un cinquième des membres.]] La qualité de membre se perd par démission, décès, non-paiement de la cotisation trois mois après l'échéance, ou exclusion prononcée par le bureau après que l'intéressé a été entendu."),
        ("h1", "Article 4 - Bureau"), ("p", "Le bureau compte cinq membres élus pour trois ans, rééligibles une seule fois. Il se réunit au moins six fois par an. Ses décisions sont prises à la majorité ; en cas de partage, la voix de la présidente ou du président est prépondérante. Les fonctions sont bénévoles."),
        ("h1", "Article 5 - Assemblée générale"), ("p", "L'assemblée générale ordinaire a lieu chaque année avant le 31 mars. Les membres sont convoqués quinze jours à l'avance par courrier électronique ou, pour ceux qui n'en ont pas, par lettre. Le quorum est d'un tiers des membres à jour de cotisation. Chaque membre peut détenir deux pouvoirs au plus.[[fn:Aucun pouvoir n'est admis pour l'élection du bureau.]]"),
        ("h1", "Article 6 - Assemblée extraordinaire"), ("p", "Elle seule peut modifier les statuts ou dissoudre l'association. Le quorum est de la moitié des membres et les décisions se prennent à la majorité des deux tiers."),
        ("h1", "Article 7 - Dissolution"), ("p", "En cas de dissolution, l'actif est remis à l'association « Graines de Gironde » et, si celle-ci n'existe plus, au centre communal d'action sociale.")])
    f.pdf("règlement intérieur.pdf", [("title", "Règlement intérieur"), ("p", "Version du 15 janvier 2025, remise à chaque jardinier contre signature."),
        ("h1", "1. Accès"), ("p", "Le jardin est ouvert aux membres de 7 h à 21 h d'avril à septembre et de 8 h à 18 h d'octobre à mars. Le portail se referme à clé derrière soi, même si l'on n'est que quelques minutes dans le jardin. La clé du cabanon est remise contre une caution de 15 €. En cas de perte, la caution reste acquise à l'association et une nouvelle clé coûte 9 €."),
        ("h1", "2. Parcelles"), ("p", "Une parcelle laissée en friche plus de deux mois entre mars et octobre donne lieu à un avertissement. Sans reprise dans les trois semaines, elle est attribuée au premier de la liste d'attente. En cas de maladie, le bureau désigne un parrain et le délai ne court pas. Une parcelle ne se transmet pas à un parent ou à un ami. Les abris individuels sont interdits ; les serres de moins de 4 m² et de 1,80 m de haut sont tolérées."),
        ("h1", "3. Eau"), ("p", "L'arrosage se fait à l'arrosoir. Le tuyau est réservé aux espaces communs, sauf du 15 juin au 31 août, où il est permis sur les parcelles de 20 h à 21 h. Chaque parcelle dispose d'un récupérateur de 300 litres au plus. L'eau du puits n'est pas potable."),
        ("h1", "4. Traitements"), ("p", "Tous les pesticides et herbicides de synthèse sont interdits. La bouillie bordelaise est admise, deux passages par an au maximum, et jamais sur les parcelles bordant le ruisseau (P01 à P06). Le purin d'ortie est libre."),
        ("h1", "5. Animaux"), ("p", "Les chiens sont admis en laisse. Les poules communes sont nourries par roulement ; chaque jardinier inscrit au tour des poules garde les œufs de son jour. Les ruches appartiennent à M. Sarrazin, qui seul peut les ouvrir."),
        ("h1", "6. Feu et barbecue"), ("p", "Tout feu de végétaux est interdit. Le barbecue commun peut servir du 1er octobre au 31 mai ; il est interdit en été par arrêté préfectoral."),
        ("h1", "7. Travaux communs"), ("p", "Chaque membre doit trois demi-journées par an. Une demi-journée manquée se rachète 20 €. Les membres de plus de 75 ans et les femmes enceintes en sont dispensés. Les dates sont affichées au cabanon."),
        ("h1", "8. Sanctions"), ("p", "Après deux avertissements dans la même année, le bureau peut retirer la parcelle. Le vol de récoltes entraîne l'exclusion immédiate. La cotisation n'est jamais remboursée.")], cols=2)
    f.odt("PV AG 22 mars 2025.odt", [("title", "Procès-verbal de l'assemblée générale ordinaire du 22 mars 2025"), ("p", "Présents : 17 membres. Représentés : 4. Membres à jour de cotisation : 22. Le quorum (8) est atteint. La séance est ouverte à 10 h 15 par Odile Delmas, présidente. Secrétaire de séance : Anaïs Roussel."),
        ("h1", "1. Rapport moral"), ("p", "La présidente rappelle le gel du 23 avril 2024, la fête de la courge, et l'arrivée des poules. Le rapport est approuvé à l'unanimité."),
        ("h1", "2. Rapport financier"), ("p", "Guilhem Fabre, trésorier, présente les comptes 2024 : recettes 2 914,50 €, dépenses 2 671,20 €, soit un excédent de 243,30 €. Le livret A s'élève à 3 480 €. Le rapport est approuvé par 19 voix, 2 abstentions."),
        ("h1", "3. Cotisations"), ("p", "Le bureau proposait de porter le tarif individuel de 28 à 32 € dès 2026. La proposition est rejetée (8 pour, 12 contre, 1 abstention). Le tarif réduit, en revanche, passe de 12 à 10 € à partir de 2026 (adopté à l'unanimité)."),
        ("h1", "4. Projets"), ("li", ["Pompe solaire pour le puits : devis de 1 860 € (Soleil d'Aquitaine) et de 2 140 € (Hydro 33). L'assemblée retient Hydro 33, plus cher, mais garanti dix ans. Demande de subvention au département : 50 %.", "Toilettes sèches : reporté à 2026, faute d'accord sur l'emplacement.", "Mare pédagogique : refusée par la commune (lettre du 6 février)."]),
        ("h1", "5. Élection du bureau"), ("tbl", [["Fonction", "Élu(e)", "Voix", "Mandat jusqu'en"], ["Présidente", "Odile Delmas", "16", "2028"], ["Vice-président", "Karim Bensaïd", "15", "2028"], ["Trésorier", "Guilhem Fabre", "17", "2028"], ["Secrétaire", "Anaïs Roussel", "17", "2028"], ["Membre", "Minh Tran", "14", "2028"]]),
        ("p", "René Lacoste, candidat, n'est pas élu (9 voix)."), ("h1", "6. Divers"), ("p", "Maïté Etcheverry demande que le composteur soit déplacé : accepté, date à fixer. Jon Urrutia signale le vol de la brouette ; l'assurance ne la rembourse pas, la franchise étant de 150 €. La séance est levée à 12 h 05.")])
    f.pptx("fête de la courge 2025.pptx", [("Fête de la courge", ["Dimanche 12 octobre 2025, 10 h - 18 h", "Réunion de préparation du 4 septembre", "Responsable : Félicie Moreau"], "Ne pas oublier : la mairie prête 12 tables, pas de chaises cette année."),
        ("Stands et responsables", (["Stand", "Responsable", "Matériel", "Budget €"], ["Soupe", "Aminata N'Diaye", "2 marmites de 40 l", "95"], ["Crêpes", "Bruno Hamel", "2 billigs", "70"], ["Troc de graines", "Ewa Kowalski", "3 tables", "0"], ["Jeux pour enfants", "Alix Joubert", "sacs, ficelle", "35"], ["Buvette", "Marc Pujol", "tireuse louée", "160"], ["Pesée de la plus grosse courge", "Denis Queyroux", "balance 150 kg", "20"]), "La balance vient de la coopérative ; à rendre le lundi matin avant 9 h."),
        ("Règles", ["Pas de vente d'alcool fort, licence 3 uniquement", "Entrée gratuite, soupe 3 €, crêpe 2 €", "Gobelets consignés 1 €", "En cas de pluie : salle Mistral (80 personnes au plus)", "Musique arrêtée à 17 h 30"], ""),
        ("Bilan 2024, pour mémoire", ["Recettes 1 126 €, dépenses 538 €", "Environ 410 visiteurs", "Plus grosse courge : 61,4 kg, Mme Vidal", "Le stand de miel n'avait rien vendu : pas reconduit"], "")])
    f.eml("devis pompe.eml", "Hydro 33 <contact@hydro33.example>", "Odile Delmas <presidente@moulinvert.example>", "Votre pompe solaire - devis n° H-2291 révisé", "Mon, 14 Apr 2025 11:02:00 +0200", """Madame,

Comme convenu au téléphone, voici notre devis révisé pour la pompe du puits. Il annule et remplace celui de 2 140 € présenté à votre assemblée.

  Pompe immergée 24 V Lorenz PS2         1 120,00 €
  Panneau 320 W et support                 395,00 €
  Pose et raccordement                     480,00 €
  Cuve tampon de 1 000 litres              290,00 €
  Remise association                      - 95,00 €
  Total TTC                              2 190,00 €

La cuve n'était pas dans le premier devis. Sans elle, la garantie de dix ans ne s'applique pas, seulement deux ans. Le délai est de cinq semaines après réception de l'acompte de 30 %. La pose se fait en une journée, hors lundi.

Le devis est valable jusqu'au 31 mai 2025.

Bien cordialement,
Sylvain Etchart
Hydro 33, Libourne
""")
    f.text("tour des poules.txt", """
TOUR DES POULES - automne 2025 (affiché au cabanon)

Lundi      Colette Vidal
Mardi      Jon Urrutia
Mercredi   Selma Yilmaz
Jeudi      Selma Yilmaz (remplace Hugues Sarrazin, dos bloqué)
Vendredi   Pau Xifré
Samedi     famille Wagner
Dimanche   à tour de rôle, voir ardoise

Nourriture : 120 g de grain par poule et par jour, il y a 7 poules (Roussette est morte le 2 septembre).
Fermer la trappe à la tombée de la nuit, le renard est passé deux fois.
Pas d'avocat, pas de peau de banane, pas de pain mouillé.
Vermifuge fait le 20 septembre : œufs à jeter jusqu'au 4 octobre compris.
Vétérinaire : cabinet des Trois Saules, 05 56 00 41 17, demander Mme Laborde.
Grain : sac de 25 kg à 14,90 € chez Gamm'Terroir, garder la facture pour Guilhem.
""")
    A, S, G, PV, PP, E, T = "adhérents 2025.ods", "statuts 2023.docx", "règlement intérieur.pdf", "PV AG 22 mars 2025.odt", "fête de la courge 2025.pptx", "devis pompe.eml", "tour des poules.txt"
    q("fact", "c'est quoi le quorum pour l'assemblée générale ordinaire", S, ["un tiers", "1/3", "tiers des membres"], [(S, "Le quorum est d'un tiers des membres à jour de cotisation")])
    q("yesno", "peut on utiliser un pouvoir pour élire le bureau ?", S, ["non", "aucun pouvoir", "pas admis", "n'est pas possible"], [(S, "Aucun pouvoir n'est admis pour l'élection du bureau")])
    q("number", "caution clé du cabanon", G, ["15 €", "15€", "15 euros", "15,00"], [(G, "caution de 15 €")])
    q("fact", "a partir de quand et jusqu'à quand le tuyau est permis sur les parcelles", G, all=[["15 juin"], ["31 août", "31 aout"]], ev=[(G, "sauf du 15 juin au 31 août")])
    q("table", "qui tient le stand crêpes à la fête de la courge ?", PP, ["Bruno Hamel", "Hamel"], [(PP, "Crêpes | Bruno Hamel | 2 billigs | 70")])
    q("number", "Quel est le montant du devis révisé d'Hydro 33 ?", E, ["2 190", "2190", "2.190", "2,190"], [(E, "2 190,00 €")], note="the 2 140 of the AG is superseded")
    q("date", "jusqu'à quand faut il jeter les oeufs", T, ["4 octobre", "04/10", "4 oct"], [(T, "œufs à jeter jusqu'au 4 octobre compris")])
    q("table", "surface de la parcelle de %s" % noms[10], A, ["%d m" % ad[10][4], "%d" % ad[10][4]], [(A, " | ".join(str(v) for v in ad[10][:5]))])
    q("yesno", "est-ce que l'ag a accepté de passer la cotisation individuelle à 32 € ?", PV, ["non", "rejet", "refus", "pas accept"], [(PV, "La proposition est rejetée")])
    npay = [a for a in ad if a[6] == "non"]
    q("compute", "combien d'adhérents n'ont pas encore payé leur cotisation 2025 ?", A, [str(len(npay))] + ({2: ["deux"], 3: ["trois"], 4: ["quatre"], 5: ["cinq"], 6: ["six"], 7: ["sept"], 8: ["huit"], 9: ["neuf"]}.get(len(npay), [])), [(A, npay[0][1])], calc="rows with Payé = non: %d (%s)" % (len(npay), ", ".join(a[1] for a in npay)))
    q("compute", "benefice de la fête de la courge 2024 ?", PP, ["588"], [(PP, "Recettes 1 126 €, dépenses 538 €")], calc="1126 - 538 = %d" % (1126-538))
    q("library", "quels documents parlent de la pompe solaire ?", None, all=[["PV AG"], ["devis pompe"]], ev=[(PV, "Pompe solaire pour le puits"), (E, "Votre pompe solaire")])
    q("absent", "combien coute l'assurance responsabilité civile par an", refuse=True, gone=["responsabilité civile", "prime annuelle"], note="the insurance is named only for the stolen wheelbarrow and its 150 € excess; no yearly price")
    q("fact", "qui s'occupe du stand de miel à la fête 2025 ?", PP, ["pas reconduit", "aucun", "personne", "pas de stand", "n'est pas", "non", "ne figure", "ne précise"], [(PP, "Le stand de miel n'avait rien vendu : pas reconduit")], note="trap: no such stand in 2025; naming a person is wrong")
    q("near-absent", "quel est le rang de Mme Larrieu sur la liste d'attente", refuse=True, gone=["larrieu"])
    q("absent", "à quelle heure commence le marché de noël de l'association", refuse=True, gone=["noël", "marché"])
    q("followup", "et en hiver ?", G, all=[["8 h", "8h", "8:00", "08:00"], ["18 h", "18h", "18:00"]], ev=[(G, "de 8 h à 18 h d'octobre à mars")], prev="quels sont les horaires du jardin en été ?")
    return q.items
