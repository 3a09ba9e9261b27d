"""What the papers of the family and of the firm are written with."""
import os, re, random, zipfile, csv, datetime as dt, mailbox
from email.message import EmailMessage
HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
def blocks(txt):
    rows = []
    for line in txt.strip().split("\n"):
        line = line.strip()
        if line.startswith("|"):
            rows.append([c.strip() for c in line.strip("|").split("|")]); continue
        if rows:
            yield "table", rows; rows = []
        if not line: continue
        if line == "---": yield "break", ""
        elif line.startswith("## "): yield "h2", line[3:]
        elif line.startswith("# "): yield "h1", line[2:]
        elif line.startswith("- "): yield "li", line[2:]
        else: yield "p", line
    if rows: yield "table", rows
def make_pdf(path, txt, header, footer, title, author, size=10.5):
    from reportlab.platypus import SimpleDocTemplate, Paragraph, Spacer, Table, TableStyle, PageBreak
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.pagesizes import A4
    from reportlab.lib import colors
    B = ParagraphStyle("b", fontName="Times-Roman", fontSize=size, leading=size*1.42, spaceAfter=7)
    C = ParagraphStyle("c", fontName="Helvetica", fontSize=8.3, leading=10.2)
    CH = ParagraphStyle("ch", parent=C, fontName="Helvetica-Bold")
    H1 = ParagraphStyle("h1", fontName="Helvetica-Bold", fontSize=15, leading=19, spaceBefore=8, spaceAfter=8)
    H2 = ParagraphStyle("h2", fontName="Helvetica-Bold", fontSize=11.5, leading=15, spaceBefore=9, spaceAfter=4)
    L = ParagraphStyle("l", parent=B, leftIndent=16, bulletIndent=5, spaceAfter=4)
    esc = lambda s: s.replace("&", "&amp;").replace("<", "&lt;")
    out = []
    for k, v in blocks(txt):
        if k == "table":
            n = len(v[0]); w = 455.0
            t = Table([[Paragraph(esc(c), CH if i == 0 else C) for c in r] for i, r in enumerate(v)],
                      colWidths=[w/n]*n, repeatRows=1)
            t.setStyle(TableStyle([("GRID", (0,0), (-1,-1), .4, colors.grey), ("BACKGROUND", (0,0), (-1,0), colors.whitesmoke), ("VALIGN", (0,0), (-1,-1), "TOP")]))
            out += [t, Spacer(1, 9)]
        elif k == "break": out.append(PageBreak())
        elif k == "li": out.append(Paragraph(esc(v), L, bulletText="\u2022"))
        else: out.append(Paragraph(esc(v), {"h1": H1, "h2": H2, "p": B}[k]))
    def deco(c, d):
        c.setFont("Helvetica", 8); c.drawString(70, 810, header); c.drawString(70, 30, footer); c.drawRightString(525, 30, "Page %d" % d.page)
    SimpleDocTemplate(path, pagesize=A4, leftMargin=70, rightMargin=70, topMargin=62, bottomMargin=58, title=title, author=author, invariant=1).build(out, onFirstPage=deco, onLaterPages=deco)
def make_docx(path, txt, header, footer, title, author):
    from docx import Document
    d = Document(); s = d.sections[0]
    s.header.paragraphs[0].text = header; s.footer.paragraphs[0].text = footer
    for k, v in blocks(txt):
        if k == "table":
            t = d.add_table(rows=0, cols=len(v[0])); t.style = "Table Grid"
            for r in v:
                cells = t.add_row().cells
                for c, x in zip(cells, r): c.text = x
            d.add_paragraph("")
        elif k == "break": d.add_page_break()
        elif k == "li": d.add_paragraph(v, style="List Bullet")
        elif k == "p": d.add_paragraph(v)
        else: d.add_heading(v, 1 if k == "h1" else 2)
    cp = d.core_properties; cp.title = title; cp.author = author
    cp.created = cp.modified = dt.datetime(2025, 9, 1, 9, 0); d.save(path); fix(path)
def make_xlsx(path, sheets, author):
    from openpyxl import Workbook
    from openpyxl.styles import Font
    wb = Workbook(); wb.remove(wb.active)
    for name, pre, head, rows in sheets:
        ws = wb.create_sheet(name)
        for p in pre: ws.append(p)
        ws.append(head)
        for c in ws[ws.max_row]: c.font = Font(bold=True)
        for r in rows: ws.append(list(r))
        for i, h in enumerate(head): ws.column_dimensions[chr(65+i)].width = 16
    wb.properties.creator = author; wb.properties.created = dt.datetime(2026, 1, 5)
    wb.save(path); fix(path)
def fix(path):  # same bytes every time
    with zipfile.ZipFile(path) as z: items = [(n, z.read(n)) for n in z.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        for n, b in items:
            if n == "docProps/core.xml": b = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2026-01-05T09:00:00Z", b)
            z.writestr(zipfile.ZipInfo(n, (2026, 1, 5, 9, 0, 0)), b, zipfile.ZIP_DEFLATED)
def mail(frm, to, subj, date, body, **extra):
    m = EmailMessage(); m["From"] = frm; m["To"] = to; m["Subject"] = subj; m["Date"] = date
    for k, v in extra.items(): m[k.replace("_", "-")] = v
    m["Message-ID"] = "<%s@mail.invalid>" % re.sub(r"\W+", "", subj + date); m.set_content(body.strip() + "\n"); return m
