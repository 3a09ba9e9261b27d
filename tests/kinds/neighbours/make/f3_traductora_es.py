from lib import *
def build():
    f = F("traductora"); q = Q("traductora", "trad"); R = random.Random(19)
    cli = [("Editorial Albahaca", "ES", .21, .15), ("Clínica Ronda Sur", "ES", .21, .15), ("Verlag Tannhof GmbH", "DE", 0, 0), ("Bodegas Viñagrande", "ES", .21, .15), ("Harrow Legal LLP", "GB", 0, 0), ("Ayto. de Montejaque", "ES", .21, .15), ("Studio Girasole srl", "IT", 0, 0)]
    trab = ["traducción manual", "corrección catálogo", "traducción jurada", "subtítulos", "revisión web", "interpretación (día)"]
    rows, d = [], dt.date(2025, 1, 14)
    for i in range(28):
        c = cli[(i*3 + R.randrange(2)) % 7]; base = R.randrange(18, 160)*10 + R.choice([0, 0, 5])
        iva = round(base*c[2], 2); ret = round(base*c[3], 2); est = "cobrada" if i < 23 else R.choice(["pendiente", "cobrada"])
        if i in (17,): est = "impagada"
        if i in (24, 26): est = "pendiente"
        if i == 11: est = "anulada"
        rows.append(["2025/%03d" % (i+1), d, c[0], R.choice(trab), base, iva, ret, round(base+iva-ret, 2), est]); d += dt.timedelta(days=R.choice([6, 9, 13, 14]))
    ok = [r for r in rows if r[8] != "anulada"]
    tri = lambda r: (r[1].month-1)//3+1
    f.xlsx("facturas emitidas 2025.xlsx", [("Facturas", [["FACTURAS EMITIDAS 2025 - Lucía Cano Prieto"], ["la 2025/012 está anulada y no suma"], [], ["Nº", "Fecha", "Cliente", "Concepto", "Base €", "IVA €", "Retención €", "Total €", "Estado"]] + rows + [[], ["TOTAL", None, None, None, round(sum(r[4] for r in ok), 2), round(sum(r[5] for r in ok), 2), round(sum(r[6] for r in ok), 2), round(sum(r[7] for r in ok), 2), ""]]),
        ("Por trimestre", [["Trimestre", "Base €", "IVA repercutido €", "Nº facturas"]] + [["T%d" % k, sum(r[4] for r in ok if tri(r) == k), round(sum(r[5] for r in ok if tri(r) == k), 2), sum(1 for r in ok if tri(r) == k)] for k in (1, 2, 3, 4)]),
        ("Clientes", [["Cliente", "País", "NIF/VAT", "Contacto", "Plazo de pago", "Tarifa €/palabra"], ["Editorial Albahaca", "ES", "B29441872", "Remedios Utrera", "60 días", .07], ["Clínica Ronda Sur", "ES", "A29087715", "Dr. Paco Linares", "30 días", .09], ["Verlag Tannhof GmbH", "DE", "DE814402276", "Frau Anke Rößler", "14 días", .11], ["Bodegas Viñagrande", "ES", "B11806543", "Chelo Barea", "45 días", .08], ["Harrow Legal LLP", "GB", "GB 331 7742 08", "Simon Ashdown", "30 días", .14], ["Ayto. de Montejaque", "ES", "P2907300G", "Secretaría", "90 días", .08], ["Studio Girasole srl", "IT", "IT03918450966", "Benedetta Fusi", "30 días", .1]])])
    g = [["Fecha", "Concepto", "Proveedor", "Base", "IVA", "Total", "Deducible"]]
    base = [("cuota coworking", "La Nave Roja", 110.0, "sí"), ("teléfono e internet", "Telenorte", 38.5, "50 %"), ("licencia memoQ", "Kilgray", 620.0, "sí"), ("gestoría", "Asesoría Guadalhorce", 65.0, "sí"), ("cuota autónomos", "TGSS", 291.0, "sí"), ("comida con cliente", "Mesón El Puente", 41.82, "no"), ("diccionario jurídico", "Librería Proteo", 58.65, "sí"), ("tren Málaga-Madrid", "Renfe", 83.64, "sí"), ("silla de oficina", "Muebles Axarquía", 189.0, "sí"), ("seguro de responsabilidad civil", "Mutua Poniente", 214.3, "sí")]
    for m in range(1, 11):
        for k in ([0, 1, 3, 4] + {2: [2], 3: [5], 4: [6, 7], 6: [9], 7: [5], 9: [8], 10: [7]}.get(m, [])):
            c, p, b, de = base[k]; iv = 0 if k in (4, 9) else round(b*(.1 if k in (5, 7) else .04 if k == 6 else .21), 2)
            es = lambda x: ("%.2f" % x).replace(".", ",")
            g.append(["%02d/%02d/2025" % (R.randrange(1, 28), m), c, p, es(b), es(iv), es(b+iv), de])
    f.csv("gastos_2025.csv", g, ";", "cp1252")
    f.docx("contrato Albahaca.docx", [("title", "Contrato de traducción editorial"), ("p", "En Ronda, a 3 de marzo de 2025. De una parte, Editorial Albahaca, S.L., representada por doña Remedios Utrera Gil (en adelante, la Editorial). De otra, doña Lucía Cano Prieto, traductora autónoma (en adelante, la Traductora). Las partes acuerdan lo siguiente."),
        ("h1", "Primera. Objeto"), ("p", "La Editorial encarga a la Traductora la traducción del alemán al español de la obra «Das Salzhaus», de Marlene Eichhorn, con una extensión aproximada de 92.000 palabras. La obra se entregará en tres partes."),
        ("tbl", [["Entrega", "Capítulos", "Fecha límite", "Importe"], ["1ª", "1 a 9", "30 de mayo de 2025", "1.900 €"], ["2ª", "10 a 21", "15 de septiembre de 2025[[fn:Ampliada al 6 de octubre de 2025 por acuerdo de las partes, correo de 22 de julio.]]", "2.300 €"], ["3ª", "22 a 30 y glosario", "12 de diciembre de 2025", "2.240 €"]]),
        ("h1", "Segunda. Remuneración"), ("p", "El importe total es de 6.440 euros, a razón de 0,07 euros por palabra, y tiene carácter de anticipo a cuenta de derechos. Los derechos serán del 1,5 % del precio de venta al público sin IVA en la edición impresa y del 4 % de los ingresos netos en la edición electrónica.[[fn:En libros de bolsillo el porcentaje baja al 1 %.]] El audiolibro no está incluido y requerirá un contrato aparte."),
        ("h1", "Tercera. Pago"), ("p", "Cada parte se abona a los sesenta días de su entrega. Si la Editorial se retrasa más de treinta días, la Traductora podrá suspender el trabajo y exigir un interés del 8 % anual."),
        ("h1", "Cuarta. Retraso de la Traductora"), ("p", "Por cada semana completa de retraso se descontará el 2 % del importe de la entrega afectada, con un máximo del 10 %. No se aplicará descuento en caso de enfermedad justificada con parte médico."),
        ("h1", "Quinta. Correcciones y nombre"), ("p", "La Traductora revisará las primeras pruebas en el plazo de quince días. Las segundas pruebas no se le enviarán salvo petición expresa. Su nombre figurará en la portada interior, pero no en la cubierta."),
        ("h1", "Sexta. Duración de la cesión"), ("p", "Los derechos se ceden por diez años, para España e Iberoamérica, excepto México. Si la obra no se publica en dieciocho meses desde la última entrega, los derechos vuelven a la Traductora, que conservará las cantidades cobradas."),
        ("h1", "Séptima. Inteligencia artificial"), ("p", "La Traductora no entregará texto generado por traducción automática. La Editorial no usará la traducción para entrenar sistemas automáticos sin permiso escrito."), ("h1", "Octava. Fuero"), ("p", "Para cualquier litigio son competentes los juzgados de Ronda.")])
    f.pdf("factura_2025_018.pdf", [("title", "FACTURA 2025/018"), ("grid", [["<b>Emisora</b><br/>Lucía Cano Prieto<br/>NIF 25688014-K<br/>C/ Virgen de los Dolores 9, 2º B<br/>29400 Ronda (Málaga)", "<b>Cliente</b><br/>%s" % rows[17][2]], ["Fecha: %s" % rows[17][1].strftime("%d/%m/%Y"), "Pedido: ver correo adjunto"]]),
        ("tbl", [["Concepto", "Cantidad", "Precio", "Importe"], [rows[17][3], "1", "%.2f €" % rows[17][4], "%.2f €" % rows[17][4]]]),
        ("grid", [["Base imponible", "%.2f €" % rows[17][4]], ["IVA", "%.2f €" % rows[17][5]], ["Retención IRPF", "-%.2f €" % rows[17][6]], ["TOTAL", "%.2f €" % rows[17][7]]]),
        ("p", "Forma de pago: transferencia a ES76 2103 0146 9500 3004 1187. Rogamos indicar el número de factura."), ("small", "Pasado el plazo de pago se cobrarán 40 € fijos por gastos de reclamación, conforme a la Ley 3/2004. Los servicios a empresas de otros países de la Unión no llevan IVA español (inversión del sujeto pasivo).")])
    f.receipt("ticket_papeleria.png", ["#PAPELERIA EL LAPIZ ROJO", "C/ Sevilla 31 - 29400 RONDA", "NIF 74827719-Q", "--------------------------------", "Fecha 18/09/2025   Hora 17:42", "Ticket 004417", "--------------------------------", "2 x Toner HP 59A      138,00", "5 x Papel A4 80 g      24,75", "1 x Archivador AZ       4,20", "3 x Boligrafo gel       5,85", "--------------------------------", "TOTAL               172,80 EUR", "(IVA 21% incluido:  29,99)", "Pago: TARJETA  **** 8812", "--------------------------------", "Cambios: 15 dias con ticket", "El toner abierto no se cambia", "GRACIAS POR SU VISITA"], size=30)
    f.eml("reclamacion gestoria.eml", "Asesoría Guadalhorce <marisol@guadalhorce.example>", "Lucía Cano <lucia@canotraduce.example>", "Modelo 303 y papeles que faltan", "Tue, 07 Oct 2025 09:20:00 +0200", """Hola Lucía:

Te resumo cómo va el tercer trimestre. El modelo 303 hay que presentarlo antes del 20 de octubre; si quieres domiciliarlo, me lo tienes que confirmar antes del 15. El modelo 130 sale a pagar 412,70 €. El 349 también toca, por el cliente alemán y la italiana; Harrow no va en el 349 porque el Reino Unido ya no está en la Unión.

Me faltan:
 - la factura del tren de abril (la que mandaste es el billete, no la factura)
 - el justificante de la silla de oficina
 - el ticket de la papelería NO me sirve: para deducirlo hace falta factura completa con tus datos. Pídela en la tienda.

La comida con cliente de marzo no la he metido, no se puede justificar con quién fue.

Sobre la tarifa plana: la tuya terminó el 31 de agosto, así que desde septiembre pagas la cuota normal. La solicitud de bonificación por hijo menor la presenté el 2 de octubre, aún no han contestado.

Nuestra cuota sube de 65 a 72 € al mes desde enero.

Un abrazo,
Marisol Bernal
""")
    f.text("agenda.ics", """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//lucia//ES
BEGIN:VEVENT
UID:1@lucia
DTSTART:20251118T100000
DTEND:20251118T113000
SUMMARY:Juicio - interpretación para Harrow Legal
LOCATION:Juzgado nº 4 de Málaga\\, sala 2
DESCRIPTION:Llevar carné de traductora jurada nº 6117. Tarifa media jornada 260 €. Si se suspende con menos de 48 h cobro la mitad.
END:VEVENT
BEGIN:VEVENT
UID:2@lucia
DTSTART;VALUE=DATE:20251212
SUMMARY:Entrega 3ª parte Das Salzhaus
DESCRIPTION:Capítulos 22 a 30 y glosario
END:VEVENT
BEGIN:VEVENT
UID:3@lucia
DTSTART:20251203T090000
DTEND:20251205T140000
SUMMARY:Congreso APETRAD\\, Zaragoza
LOCATION:Hotel Reina Petronila
DESCRIPTION:Ponencia el jueves 4 a las 12:15: Subtitular el silencio. Me pagan el viaje pero no el hotel (2 noches 164 €).
END:VEVENT
BEGIN:VEVENT
UID:4@lucia
DTSTART:20251127T173000
DTEND:20251127T183000
SUMMARY:Dentista
STATUS:CANCELLED
END:VEVENT
END:VCALENDAR
""")
    f.text("notas tarifas.md", """
# Notas sobre tarifas (para mí)

- Jurada: mínimo 45 € por documento, aunque sea una partida de nacimiento.
- Urgencias (menos de 24 h): +30 %. Fin de semana: +50 %, no se acumulan, se aplica la mayor.
- Corrección: 28 € la hora. Nunca por palabra.
- Subtítulos: 7,50 € por minuto de vídeo, con pautado 10 €.
- Interpretación: 260 € media jornada, 450 € jornada (máx. 7 h).
- Descuento a ONG: 20 %. A Albahaca **no** se le hace descuento, ya paga poco.
- Idiomas: alemán e inglés > español. Italiano solo subtítulos. **Francés no**, lo paso a Aurélie.

## Palabras por día
Técnico 2.500; literario 1.400; jurídico 2.000.

## Pendiente
- Subir la tarifa de la clínica de 0,09 a 0,10 en enero (hablar con Paco Linares)
- Reclamar la 018, ¿burofax?
- Pedir presupuesto de un portátil nuevo
""")
    X, C, E, I, M, TK = "facturas emitidas 2025.xlsx", "contrato Albahaca.docx", "reclamacion gestoria.eml", "agenda.ics", "notas tarifas.md", "ticket_papeleria.png"
    q("date", "hasta cuando tengo de plazo para la segunda entrega de albahaca", C, ["6 de octubre", "06/10/2025", "6/10/2025", "6 oct"], [(C, "Ampliada al 6 de octubre de 2025")], note="footnote replaces 15 September")
    q("number", "que porcentaje de derechos me pagan por el ebook", C, ["4 %", "4%", "4 por ciento", "cuatro por ciento"], [(C, "del 4 % de los ingresos netos en la edición electrónica")])
    q("yesno", "esta incluido el audiolibro en el contrato?", C, ["no,", "no.", "no está", "no esta", "no se incluye", "contrato aparte"], [(C, "El audiolibro no está incluido")])
    q("table", "base de la factura 2025/009", X, fmt_money(float(rows[8][4])) + ["{:,}".format(rows[8][4]).replace(",", "."), ("%.2f" % rows[8][4]).replace(".", ",")], [(X, "2025/009 | %s | %s | %s | %s" % (rows[8][1], rows[8][2], rows[8][3], rows[8][4]))])
    q("fact", "NIF de bodegas viñagrande?", X, ["B11806543"], [(X, "Bodegas Viñagrande | ES | B11806543")])
    q("fact", "¿Por qué la gestoría no acepta el ticket de la papelería?", E, ["factura completa", "con tus datos", "con mis datos", "hace falta factura"], [(E, "hace falta factura completa con tus datos")])
    q("number", "cuanto me costaron los dos toner", TK, ["138,00", "138.00", "138"], [(TK, "2 x Toner HP 59A      138,00")])
    q("fact", "donde es el juicio de harrow el 18 de noviembre", I, ["juzgado nº 4", "juzgado n.º 4", "juzgado número 4", "juzgado 4", "sala 2"], [(I, "Juzgado nº 4 de Málaga")])
    q("keyword", "recargo urgencias menos 24 h", M, ["30 %", "30%", "30 por ciento"], [(M, "Urgencias (menos de 24 h): +30 %")])
    nT = sum(1 for r in rows if r[2] == "Verlag Tannhof GmbH" and r[8] != "anulada")
    sT = sum(r[4] for r in rows if r[2] == "Verlag Tannhof GmbH" and r[8] != "anulada")
    assert rows[11][2] != "Verlag Tannhof GmbH"
    q("compute", "cuantas facturas le he hecho en 2025 a Verlag Tannhof y cuanto suman de base?", X, all=[[str(nT), "dos"], ["{:,}".format(sT).replace(",", "."), str(sT), "{:,}".format(sT)]], ev=[(X, "Verlag Tannhof GmbH")], calc="%d rows of Verlag Tannhof GmbH, sum of 'Base €' = %d: %s" % (nT, sT, ", ".join("%s %s" % (r[0], r[4]) for r in rows if r[2] == "Verlag Tannhof GmbH")))
    pend = [r for r in rows if r[8] in ("pendiente",)]
    q("multi", "que facturas estan en estado pendiente", X, all=[[r[0], r[0][5:]] for r in pend], ev=[(X, pend[0][0])], calc="rows with Estado = pendiente: " + ", ".join(r[0] for r in pend) + " (2025/018 is 'impagada', not 'pendiente')")
    q("summary", "resume el contrato con albahaca", C, all=[["Salzhaus"], ["6.440", "6440", "6,440", "0,07", "tres partes", "tres entregas"]], ev=[(C, "«Das Salzhaus»"), (C, "6.440 euros")])
    q("absent", "cuanto pago de alquiler del piso", refuse=True, gone=["alquiler", "hipoteca"])
    q("near-absent", "tarifa por palabra de Editorial Jazmín", refuse=True, gone=["jazmín", "jazmin"])
    q("near-absent", "qué porcentaje de derechos me tocan por una película basada en el libro?", refuse=True, gone=["película", "cine", "audiovisual"], note="contract names printed, pocket, electronic; audiobook excluded; film is not mentioned")
    q("followup", "y la jornada completa?", M, ["450"], [(M, "260 € media jornada, 450 € jornada")], prev="cuanto cobro por interpretar media jornada?")
    q("table", "cuanto pague en total por la silla de oficina", "gastos_2025.csv", ["228,69", "228.69"], [("gastos_2025.csv", "silla de oficina;Muebles Axarquía;189,00;39,69;228,69;sí")], note="file is in Windows-1252")
    return q.items
