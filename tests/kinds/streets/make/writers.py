"""Small writers of files that are the same at every run; `begin` says into which folder."""
import csv, datetime as dt, html, os, random, re, zipfile
from email.message import EmailMessage
from email.utils import format_datetime
D = dt.date
FIX = dt.datetime(2025, 6, 1, 9, 0, 0)

OUT = ""

def begin(folder):
    """Write into the folder from now on."""
    global OUT
    OUT = folder

def P(name):
    os.makedirs(OUT, exist_ok=True)
    return os.path.join(OUT, name)

def fixzip(path):
    """same bytes at every run: fixed zip times, fixed dates in the properties"""
    with zipfile.ZipFile(path) as z:
        items = [(i.filename, z.read(i), i.compress_type) for i in z.infolist()]
    with zipfile.ZipFile(path, "w") as z:
        for n, data, ct in items:
            if n in ("docProps/core.xml", "meta.xml"):
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z?", b"2025-06-01T09:00:00Z", data)
            zi = zipfile.ZipInfo(n, (2025, 6, 1, 9, 0, 0)); zi.compress_type = ct
            z.writestr(zi, data)

def write_pdf(name, title, blocks, footer=""):
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.lib import colors
    from reportlab.platypus import SimpleDocTemplate, Paragraph, Spacer, Table, TableStyle, PageBreak
    ss = getSampleStyleSheet(); body = ss["BodyText"]; body.fontSize = 10.5; body.leading = 14
    fl = [Paragraph(html.escape(title), ss["Title"])]
    for b in blocks:
        k = b[0]
        if k == "h": fl.append(Paragraph(html.escape(b[1]), ss["Heading2"]))
        elif k == "p": fl.append(Paragraph(html.escape(b[1]), body))
        elif k == "li": fl.extend(Paragraph("\u2022 " + html.escape(x), body) for x in b[1])
        elif k == "pb": fl.append(PageBreak())
        elif k == "t":
            t = Table([[Paragraph(html.escape(str(c)), body) for c in r] for r in b[1]], repeatRows=1)
            t.setStyle(TableStyle([("GRID", (0,0), (-1,-1), .5, colors.grey), ("BACKGROUND", (0,0), (-1,0), colors.lightgrey)]))
            fl += [Spacer(1, 4), t, Spacer(1, 8)]
    def foot(c, d):
        c.setFont("Helvetica", 8); c.drawString(56, 30, f"{footer}   page {d.page}")
    SimpleDocTemplate(P(name), pagesize=A4, title=title, invariant=1).build(fl, onFirstPage=foot, onLaterPages=foot)

def write_docx(name, title, blocks):
    import docx
    d = docx.Document(); d.core_properties.created = FIX; d.core_properties.modified = FIX
    d.core_properties.title = title
    d.add_heading(title, 0)
    for b in blocks:
        if b[0] == "h": d.add_heading(b[1], 2)
        elif b[0] == "p": d.add_paragraph(b[1])
        elif b[0] == "li":
            for x in b[1]: d.add_paragraph(x, style="List Bullet")
        elif b[0] == "t":
            t = d.add_table(rows=0, cols=len(b[1][0])); t.style = "Table Grid"
            for r in b[1]:
                cells = t.add_row().cells
                for c, v in zip(cells, r): c.text = str(v)
            d.add_paragraph("")
    d.save(P(name)); fixzip(P(name))

def write_odt(name, title, blocks):
    from odf.opendocument import OpenDocumentText
    from odf.text import H, P as OP, List, ListItem
    from odf.table import Table, TableColumn, TableRow, TableCell
    d = OpenDocumentText()
    d.text.addElement(H(outlinelevel=1, text=title))
    for b in blocks:
        if b[0] == "h": d.text.addElement(H(outlinelevel=2, text=b[1]))
        elif b[0] == "p": d.text.addElement(OP(text=b[1]))
        elif b[0] == "li":
            l = List()
            for x in b[1]:
                i = ListItem(); i.addElement(OP(text=x)); l.addElement(i)
            d.text.addElement(l)
        elif b[0] == "t":
            t = Table(name="T"); t.addElement(TableColumn(numbercolumnsrepeated=len(b[1][0])))
            for r in b[1]:
                tr = TableRow(); t.addElement(tr)
                for c in r:
                    tc = TableCell(); tc.addElement(OP(text=str(c))); tr.addElement(tc)
            d.text.addElement(t)
    d.save(P(name)); fixzip(P(name))

def write_rtf(name, title, blocks):
    def e(s):
        o = ""
        for ch in str(s):
            if ch in "\\{}": o += "\\" + ch
            elif ord(ch) < 128: o += ch
            elif ord(ch) < 256: o += "\\'%02x" % ord(ch)
            else: o += "\\u%d?" % ord(ch)
        return o
    o = ["{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Calibri;}}\\fs22"]
    o.append("{\\b\\fs32 " + e(title) + "}\\par\\par")
    for b in blocks:
        if b[0] == "h": o.append("{\\b\\fs26 " + e(b[1]) + "}\\par")
        elif b[0] == "p": o.append(e(b[1]) + "\\par\\par")
        elif b[0] == "li": o += ["\\bullet  " + e(x) + "\\par" for x in b[1]] + ["\\par"]
        elif b[0] == "t":
            n = len(b[1][0]); w = 9600 // n
            for r in b[1]:
                o.append("\\trowd" + "".join("\\cellx%d" % (w*(i+1)) for i in range(n)))
                o.append("".join("\\intbl " + e(c) + "\\cell " for c in r) + "\\row")
            o.append("\\pard\\par")
    o.append("}")
    open(P(name), "w", encoding="ascii").write("\n".join(o))

def write_xlsx(name, sheets):
    """sheets: (name, rows above the header, header, rows, rows below)"""
    import openpyxl
    from openpyxl.styles import Font
    wb = openpyxl.Workbook(); wb.remove(wb.active); wb.properties.created = FIX; wb.properties.modified = FIX
    for sn, top, head, rows, below in sheets:
        ws = wb.create_sheet(sn)
        for r in top: ws.append(r)
        ws.append(head)
        for c in ws[ws.max_row]: c.font = Font(bold=True)
        for r in rows: ws.append(list(r))
        for r in below: ws.append(r)
        for row in ws.iter_rows():
            for c in row:
                if isinstance(c.value, (dt.date, dt.datetime)): c.number_format = "DD/MM/YYYY"
                elif isinstance(c.value, float): c.number_format = "#,##0.00"
        for i, h in enumerate(head): ws.column_dimensions[chr(65+i)].width = 16
    wb.save(P(name)); fixzip(P(name))

def write_pptx(name, slides):
    from pptx import Presentation
    p = Presentation(); p.core_properties.created = FIX; p.core_properties.modified = FIX
    for i, (t, lines, notes) in enumerate(slides):
        s = p.slides.add_slide(p.slide_layouts[0 if i == 0 else 1])
        s.shapes.title.text = t
        s.placeholders[1].text_frame.text = "\n".join(lines)
        if notes: s.notes_slide.notes_text_frame.text = notes
    p.save(P(name)); fixzip(P(name))

def mail(when, frm, to, subj, body, n, cc=None, htmlbody=None, attach=None):
    m = EmailMessage()
    m["From"] = frm; m["To"] = to
    if cc: m["Cc"] = cc
    m["Subject"] = subj
    m["Date"] = format_datetime(dt.datetime.strptime(when, "%Y-%m-%d %H:%M").replace(tzinfo=dt.timezone.utc))
    m["Message-ID"] = f"<{n:03d}.{when[:10].replace('-','')}@mail.example>"
    if htmlbody and not body: m.set_content(htmlbody, subtype="html")
    else:
        m.set_content(body)
        if htmlbody: m.add_alternative(htmlbody, subtype="html")
    if attach:
        m.add_attachment(attach[1].encode(), maintype="text", subtype="plain", filename=attach[0])
    if m.is_multipart(): m.set_boundary(f"=====bound{n:03d}==")
    return m

def write_mbox(name, msgs):
    with open(P(name), "wb") as f:
        for m in msgs:
            d = dt.datetime.strptime(m["Date"][:25].strip(), "%a, %d %b %Y %H:%M:%S")
            f.write(b"From - " + d.strftime("%a %b %d %H:%M:%S %Y").encode() + b"\n")
            f.write(re.sub(rb"(?m)^From ", b">From ", m.as_bytes()) + b"\n")

def write_text(name, s):
    open(P(name), "w", encoding="utf-8").write(s.strip() + "\n")

def fonts():
    from PIL import ImageFont
    b = "/usr/share/fonts/truetype/dejavu/DejaVu"
    try:
        return (lambda n: ImageFont.truetype(b + "Sans.ttf", n)), (lambda n: ImageFont.truetype(b + "Sans-Bold.ttf", n)), \
               (lambda n: ImageFont.truetype(b + "SansMono.ttf", n))
    except OSError:
        f = lambda n: ImageFont.load_default(n)
        return f, f, f
