"""Independent recount of the computed golds from the written files."""
import sys, csv, json, openpyxl, re
sys.path.insert(0, __import__("os").path.join(__import__("os").path.dirname(__import__("os").path.abspath(__file__)), "..", ".."))
import lib
B=lib.BASE+"/"; Q={}
for l in open(lib.HOME+"/questions.jsonl"): o=json.loads(l); Q[o["id"]]=o
def chk(i, *vals):
    o=Q[i]; g=o.get("all") or [o["answers"]]
    for v in vals: assert any(str(v) in x for grp in g for x in grp), (i, v, g)
    print("ok", i, vals)
c=list(csv.DictReader(open(B+"brewery/casks_out_autumn.csv"),delimiter=";")); chk("brew-10", sum(1 for r in c if not r["Returned"]))
def rows(p, s, key):
    ws=openpyxl.load_workbook(B+p)[s]; rr=list(ws.iter_rows(values_only=True)); h=next(i for i,r in enumerate(rr) if key in r)
    return [dict(zip(rr[h],r)) for r in rr[h+1:]]
x=rows("traductora/facturas emitidas 2025.xlsx","Facturas","Estado")
t=[r for r in x if r["Cliente"]=="Verlag Tannhof GmbH"]; chk("trad-10", len(t), sum(r["Base €"] for r in t)); print([r["Estado"] for r in t])
chk("trad-11", *[r["Nº"] for r in x if r["Estado"]=="pendiente"]); assert len([r for r in x if r["Estado"]=="pendiente"])==2
chk("trad-04", next(r["Base €"] for r in x if r["Nº"]=="2025/009"))
m=rows("minshuku/予約台帳2025秋.xlsx","予約","状態"); k=[r["お名前"] for r in m if r["状態"]=="キャンセル"]; assert len(k)==2; chk("mins-11",*k); assert [r["お名前"] for r in m].count("伊藤")==1
e=list(csv.DictReader(open(B+"minshuku/経費_10月.csv"))); print(sum(int(r["金額"]) for r in e if "山辰" in r["支払先"])); assert sum(int(r["金額"]) for r in e if "山辰" in r["支払先"])==86800
h=rows("hairdresser/bookings oct-nov.xlsx","Bookings","Status"); k=[r["Client"] for r in h if r["Status"]=="no show"]; print(k)
u=rows("berghuette/Übernachtungen 2025.xlsx","Wochen","Hunde"); u=[r for r in u if r["Woche ab"] and r["Woche ab"]!="Summe"]; mx=sorted(u,key=lambda r:-r["Mitglieder"]); print(mx[0]["Woche ab"],mx[0]["Mitglieder"],mx[1]["Mitglieder"])
fl=rows("rowing_club/fleet register.xlsx","Boats","State"); print([r["Name"] for r in fl if r["State"] not in ("fit",None)])
s=list(csv.DictReader(open(B+"hairdresser/statement_oct.csv"))); print(round(sum(float(r["Money out"] or 0) for r in s if "BEAUTY" in r["Description"]),2))
v=rows("dierenkliniek/voorraad apotheek.xlsx","Voorraad","Minimum"); print([r["Artikel"] for r in v if r["In voorraad"]<r["Minimum"]])
r=list(csv.DictReader(open(B+"rowing_club/head_of_the_esk_2025_results.csv"))); f=lambda s:int(s.split(":")[0])*60+float(s.split(":")[1]); q=min(r,key=lambda z:f(z["final"])); print(q["crew"],q["final"],q["pos"], min(r,key=lambda z:f(z["time"]))["crew"])
