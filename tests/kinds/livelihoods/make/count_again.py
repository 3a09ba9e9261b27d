"""Count the computed answers again, from the files alone, and look that the key of questions.jsonl holds them."""
import csv, json, os, openpyxl, re, zipfile, datetime as dt
H = os.path.dirname(os.path.dirname(os.path.abspath(__file__))); P = lambda *a: os.path.join(H, "files", *a)
Q = [json.loads(l) for l in open(os.path.join(H, "questions.jsonl"), encoding="utf-8")]
def key(part): 
    m = [q for q in Q if part in q["question"]]; assert len(m) == 1, (part, len(m)); return m[0]
def has(part, *vals):
    q = key(part); g = q.get("all") or [q["answers"]]
    for v in vals: print("ok " if any(any(str(v) in a for a in x) for x in g) else "BAD", q["id"], part, v, "" if any(any(str(v) in a for a in x) for x in g) else g)
X = lambda p, s: [list(r) for r in openpyxl.load_workbook(p, data_only=True)[s].iter_rows(values_only=True)]
c = X(P("tenant", "health claims.xlsx"), "Claims"); has("physio altogether", sum(r[3] for r in c if r[2] == "Physio"))
j = list(csv.DictReader(open(P("car_workshop", "jobs_Q1_2026.csv"))))
has("how many clutch jobs", sum(r["Work"] == "Clutch" for r in j)); has("jo's jobs in february", "%.2f" % sum(float(r["Total incl VAT"]) for r in j if r["Mechanic"] == "Jo" and r["Date in"][5:7] == "02"))
has("registration on job 203", next(r["Reg"] for r in j if r["Job no"] == "203").lower())
s = X(P("car_workshop", "price list 2026.xlsx"), "Tyres"); t = next(r[2] for r in s if r[0] == "Premium" and r[1] == "205/55 R16"); a = next(r[2] for r in s if r[0] and "four wheels" in r[0]); has("205/55 r16", 4*t+a)
p = X(P("charity", "Cash book 2025-26.xlsx"), "Payments"); has("volunteer mileage altogether", "%.2f" % sum(r[4] for r in p if r[2] == "Volunteer mileage")); v = next(r for r in p if r[0] == 117); has("voucher 117", "%.2f" % v[4]); print("   ", v)
r_ = X(P("charity", "Cash book 2025-26.xlsx"), "Receipts"); has("both instalments from hallam", "{:,.0f}".format(sum(r[4] for r in r_ if r[2] and "Hallam" in str(r[2])))); print("    last receipt", r_[-3][1], "last payment", p[-3][1])
m = list(csv.DictReader(open(P("phd_bats", "transects_2025.csv")))); has("total myotis passes", sum(int(x["Myotis passes"]) for x in m if x["Treatment"].startswith("early"))); has("rain remark", sum(bool(x["Remark"]) for x in m))
h = X(P("hausverwaltung", "Jahresabrechnung 2025.xlsx"), "Hausgeld"); print("   ", [(r[1], r[5]) for r in h if isinstance(r[5], (int, float)) and r[5] < 0]); k = X(P("hausverwaltung", "Jahresabrechnung 2025.xlsx"), "Kosten"); has("Summe beider Versicherungen", "%.2f" % sum(r[1] for r in k if r[0] and "versicherung" in r[0]))
b = X(P("agriturismo", "prenotazioni 2026.xlsx"), "Prenotazioni"); has("dalla germania", sum(r[5] == "Germania" for r in b)); has("caparre ancora in attesa", sum(r[9] for r in b if r[10] == "attesa"))
import html
z = zipfile.ZipFile(P("chef_cuisine", "fournisseurs et commandes.ods")).read("content.xml").decode(); rows = [[html.unescape(re.sub("<[^>]+>", "", c)) for c in re.findall(r"<table:table-cell[^>]*?(?:/>|>(.*?)</table:table-cell>)", r)] for r in re.findall(r"<table:table-row>(.*?)</table:table-row>", z)]
o = [r for r in rows if len(r) == 6 and r[0].startswith("26")]; print("   ", len(o), "orders", o[0], o[-1]); has("commandes à la criée", ("%.2f" % sum(float(r[4].replace(",", ".")) for r in o if r[2].startswith("Criée"))).replace(".", ",")); has("ne sont pas encore payées", sum(r[5] == "non" for r in o))
e = X(P("freelancerka", "ewidencja 2026.xlsx"), "Faktury"); has("suma niezapłaconych", sum(r[4] for r in e if r[5] == "nie")); kk = X(P("freelancerka", "ewidencja 2026.xlsx"), "Koszty"); has("koszty 2026", sum(r[2] for r in kk if r[3] == "tak"))
print([x["id"] for x in Q if not x["absent"] and not x.get("answers") and not x.get("all")], len(Q), len(set(x["id"] for x in Q)), len(set((x["library"], x["question"]) for x in Q)))
