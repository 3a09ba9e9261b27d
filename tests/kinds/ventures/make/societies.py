"""What the papers of the society and of the ferry are written with."""
import os, re, random, zipfile, datetime, io, csv
from email.message import EmailMessage
HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FIX = datetime.datetime(2026, 5, 2, 9, 0, 0)

def blocks(text):
    out, tab = [], []
    for line in text.strip().split("\n"):
        line = line.strip()
        if line.startswith("|"):
            tab.append([c.strip() for c in line.strip("|").split("|")]); continue
        if tab: out.append(("t", tab)); tab = []
        if not line: continue
        if line == "---": out.append(("b", ""))
        elif line.startswith("## "): out.append(("h2", line[3:]))
        elif line.startswith("# "): out.append(("h1", line[2:]))
        else: out.append(("p", line))
    if tab: out.append(("t", tab))
    return out

def make_pdf(path, text, head, foot, size=11.5, author=""):
    from reportlab.platypus import SimpleDocTemplate, Paragraph, Table, Spacer, PageBreak
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.pagesizes import A4
    from reportlab.lib import colors
    b = ParagraphStyle("b", fontName="Times-Roman", fontSize=size, leading=size*1.42, spaceAfter=8)
    h1 = ParagraphStyle("h1", fontName="Helvetica-Bold", fontSize=size+5, leading=size+9, spaceAfter=10)
    h2 = ParagraphStyle("h2", fontName="Helvetica-Bold", fontSize=size+1, leading=size+5, spaceBefore=8, spaceAfter=5)
    esc = lambda s: s.replace("&", "&amp;").replace("<", "&lt;")
    fl = []
    for k, v in blocks(text):
        if k == "h1": fl.append(Paragraph(esc(v), h1))
        elif k == "h2": fl.append(Paragraph(esc(v), h2))
        elif k == "p": fl.append(Paragraph(esc(v), b))
        elif k == "b": fl.append(PageBreak())
        else:
            t = Table([[Paragraph(esc(c), ParagraphStyle("c", fontName="Helvetica", fontSize=9.5, leading=12)) for c in r] for r in v])
            t.setStyle([("GRID", (0,0), (-1,-1), .5, colors.grey), ("BACKGROUND", (0,0), (-1,0), colors.whitesmoke)])
            fl += [t, Spacer(1, 10)]
    def deco(c, d):
        c.setFont("Helvetica", 8); c.drawString(60, 815, head); c.drawString(60, 28, foot); c.drawRightString(540, 28, "Page %d" % d.page)
    SimpleDocTemplate(path, pagesize=A4, leftMargin=60, rightMargin=56, topMargin=64, bottomMargin=58, invariant=1, author=author, title=head).build(fl, onFirstPage=deco, onLaterPages=deco)

def make_docx(path, text, head, foot, author):
    import docx
    from docx.shared import Pt
    d = docx.Document(); d.styles["Normal"].font.size = Pt(11.5)
    cp = d.core_properties; cp.author = author; cp.created = cp.modified = FIX; cp.last_modified_by = author
    d.sections[0].header.paragraphs[0].text = head; d.sections[0].footer.paragraphs[0].text = foot
    for k, v in blocks(text):
        if k == "h1": d.add_heading(v, 1)
        elif k == "h2": d.add_heading(v, 2)
        elif k == "p": d.add_paragraph(v)
        elif k == "b": d.add_page_break()
        else:
            t = d.add_table(len(v), len(v[0])); t.style = "Table Grid"
            for i, r in enumerate(v):
                for j, c in enumerate(r): t.cell(i, j).text = c
    d.save(path); fixzip(path)

def make_xlsx(path, sheets, author):
    import openpyxl
    from openpyxl.styles import Font
    wb = openpyxl.Workbook(); wb.remove(wb.active); wb.properties.creator = author; wb.properties.created = FIX
    for name, rows in sheets:
        ws = wb.create_sheet(name)
        for r in rows: ws.append(r)
        for row in ws.iter_rows():
            for c in row:
                if isinstance(c.value, datetime.date): c.number_format = "dd/mm/yyyy"
        for col in ws.columns: ws.column_dimensions[col[0].column_letter].width = 15
    wb.save(path); fixzip(path)

def fixzip(path):
    src = zipfile.ZipFile(path); items = [(i, src.read(i.filename)) for i in src.infolist()]; src.close()
    with zipfile.ZipFile(path, "w") as z:
        for i, data in items:
            if i.filename.endswith(("core.xml", "meta.xml")):
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?", b"2026-05-02T09:00:00", data)
            n = zipfile.ZipInfo(i.filename, (2026, 5, 2, 9, 0, 0)); n.compress_type = i.compress_type; z.writestr(n, data)

def mail(frm, to, date, subj, body, cc=None):
    m = EmailMessage(); m["From"] = frm; m["To"] = to
    if cc: m["Cc"] = cc
    m["Date"] = date; m["Subject"] = subj; m.set_content(body.strip() + "\n"); return m

def make_mbox(path, msgs):
    with open(path, "w", encoding="utf-8") as f:
        for m in msgs: f.write("From - Sat May  2 09:00:00 2026\n" + m.as_string().replace("\nFrom ", "\n>From ") + "\n")
