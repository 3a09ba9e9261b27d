"""Writers of mail, letters, sheets and scans that are the same at every run; `begin` says into which folder."""
import csv, datetime as dt, os, random, re, shutil, zipfile, zlib
from email.message import EmailMessage
from email.utils import format_datetime

OUT = ""
FIX = dt.datetime(2025, 11, 3, 9, 0, 0)


def begin(folder):
    """Write into the folder from now on, which is emptied."""
    global OUT
    OUT = os.path.join("files", folder)
    if os.path.isdir(OUT):
        shutil.rmtree(OUT)


def path(name):
    os.makedirs(OUT, exist_ok=True)
    return os.path.join(OUT, name)


def rezip(name):
    """Same bytes every time: fixed zip dates, fixed created/modified properties."""
    p = path(name)
    with zipfile.ZipFile(p) as z:
        items = [(i.filename, z.read(i.filename), i.compress_type) for i in z.infolist()]
    with zipfile.ZipFile(p + ".tmp", "w") as z:
        for fn, data, ct in items:
            if fn in ("docProps/core.xml", "meta.xml"):
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z?", b"2025-11-03T09:00:00Z", data)
            zi = zipfile.ZipInfo(fn, (2025, 11, 3, 9, 0, 0))
            zi.compress_type = ct
            z.writestr(zi, data)
    os.replace(p + ".tmp", p)


def pdf(name, title, blocks, footer):
    """blocks: ('h', text) ('p', text) ('c', 'clause no.', text) ('t', rows, widths) ('br',)"""
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import mm
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle
    body = ParagraphStyle("b", fontName="Times-Roman", fontSize=10.5, leading=14, spaceAfter=5)
    cl = ParagraphStyle("c", parent=body, leftIndent=28, firstLineIndent=-28)
    hh = ParagraphStyle("h", parent=body, fontName="Times-Bold", fontSize=12, leading=16, spaceBefore=9, spaceAfter=4, keepWithNext=1)
    tt = ParagraphStyle("t", parent=hh, fontSize=16, leading=20, alignment=1, spaceAfter=10)
    cell = ParagraphStyle("cell", parent=body, fontSize=9, leading=11, spaceAfter=0)
    esc = lambda s: str(s).replace("&", "&amp;").replace("<", "&lt;")
    flow = [Paragraph(esc(title), tt)]
    for b in blocks:
        if b[0] == "h":
            flow.append(Paragraph(esc(b[1]), hh))
        elif b[0] == "p":
            flow.append(Paragraph(esc(b[1]), body))
        elif b[0] == "c":
            flow.append(Paragraph(esc(b[1]) + "&nbsp;&nbsp;" + esc(b[2]), cl))
        elif b[0] == "t":
            t = Table([[Paragraph(esc(x), cell) for x in r] for r in b[1]], colWidths=[w * mm for w in b[2]], repeatRows=1)
            t.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.4, colors.grey), ("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke), ("VALIGN", (0, 0), (-1, -1), "TOP")]))
            flow += [t, Spacer(1, 8)]
        elif b[0] == "br":
            flow.append(PageBreak())

    def foot(cv, doc):
        cv.setFont("Times-Italic", 8)
        cv.drawString(20 * mm, 11 * mm, footer)
        cv.drawRightString(190 * mm, 11 * mm, "page %d" % doc.page)
    SimpleDocTemplate(path(name), pagesize=A4, leftMargin=20 * mm, rightMargin=20 * mm, topMargin=18 * mm, bottomMargin=20 * mm,
                      title=title, author="", invariant=1).build(flow, onFirstPage=foot, onLaterPages=foot)


def docx(name, title, blocks):
    import docx as D
    d = D.Document()
    d.core_properties.author = ""
    d.core_properties.created = d.core_properties.modified = FIX
    d.add_heading(title, 0)
    for b in blocks:
        if b[0] == "h":
            d.add_heading(b[1], 1)
        elif b[0] == "p":
            d.add_paragraph(b[1])
        elif b[0] == "l":
            for x in b[1]:
                d.add_paragraph(x, style="List Bullet")
        elif b[0] == "n":
            for x in b[1]:
                d.add_paragraph(x, style="List Number")
        elif b[0] == "t":
            t = d.add_table(rows=0, cols=len(b[1][0]))
            t.style = "Table Grid"
            for r in b[1]:
                for c, x in zip(t.add_row().cells, r):
                    c.text = str(x)
            d.add_paragraph("")
    d.save(path(name))
    rezip(name)


def odt(name, title, blocks):
    from odf import text as T, table as TB
    from odf.opendocument import OpenDocumentText
    from odf.style import ParagraphProperties, Style, TextProperties
    d = OpenDocumentText()
    h1 = Style(name="Heading 1", family="paragraph")
    h1.addElement(TextProperties(fontsize="14pt", fontweight="bold"))
    d.styles.addElement(h1)
    d.text.addElement(T.H(outlinelevel=1, stylename=h1, text=title))
    for b in blocks:
        if b[0] == "h":
            d.text.addElement(T.H(outlinelevel=2, stylename=h1, text=b[1]))
        elif b[0] == "p":
            d.text.addElement(T.P(text=b[1]))
        elif b[0] == "l":
            ul = T.List()
            for x in b[1]:
                li = T.ListItem()
                li.addElement(T.P(text=x))
                ul.addElement(li)
            d.text.addElement(ul)
        elif b[0] == "t":
            tb = TB.Table(name="T%d" % len(d.text.childNodes))
            for _ in b[1][0]:
                tb.addElement(TB.TableColumn())
            for r in b[1]:
                tr = TB.TableRow()
                for x in r:
                    tc = TB.TableCell()
                    tc.addElement(T.P(text=str(x)))
                    tr.addElement(tc)
                tb.addElement(tr)
            d.text.addElement(tb)
    d.save(path(name))
    rezip(name)


def rtf(name, paras):
    def e(s):
        s = s.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
        return "".join(c if ord(c) < 128 else "\\u%d?" % ord(c) for c in s)
    out = ["{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Calibri;}}\\f0\\fs22"]
    for p in paras:
        bold = p.startswith("# ")
        out.append("\\pard\\sa120 " + ("{\\b " + e(p[2:]) + "}" if bold else e(p)) + "\\par")
    with open(path(name), "w", encoding="ascii") as f:
        f.write("\n".join(out) + "\n}\n")


def xlsx(name, sheets):
    """sheets: [(sheet name, rows, widths, number of the header row)]"""
    import openpyxl
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter
    wb = openpyxl.Workbook()
    wb.remove(wb.active)
    wb.properties.creator = ""
    wb.properties.created = FIX
    for sn, rows, widths, hr in sheets:
        ws = wb.create_sheet(sn)
        for r in rows:
            ws.append(r)
        for c in ws[hr]:
            c.font = Font(bold=True)
        if hr > 1:
            ws["A1"].font = Font(bold=True, size=14)
        for row in ws.iter_rows():
            for c in row:
                if isinstance(c.value, (dt.date, dt.datetime)):
                    c.number_format = "DD/MM/YYYY"
                elif isinstance(c.value, float):
                    c.number_format = "#,##0.00"
        for i, w in enumerate(widths, 1):
            ws.column_dimensions[get_column_letter(i)].width = w
    wb.save(path(name))
    rezip(name)


def mbox(name, mails):
    """mails: (from, to, 'YYYY-MM-DD HH:MM', subject, text[, (attachment name, text)])"""
    tz = dt.timezone.utc
    with open(path(name), "wb") as f:
        for i, m in enumerate(mails):
            d = dt.datetime.strptime(m[2], "%Y-%m-%d %H:%M").replace(tzinfo=tz)
            msg = EmailMessage()
            msg["From"], msg["To"], msg["Date"], msg["Subject"] = m[0], m[1], format_datetime(d), m[3]
            msg["Message-ID"] = "<%s.%d@mail.example>" % (d.strftime("%Y%m%d%H%M"), i)
            msg.set_content(m[4].strip("\n") + "\n", cte="quoted-printable")
            if len(m) > 5:
                msg.add_attachment(m[5][1], filename=m[5][0])
                msg.set_boundary("=====part%04d=====" % i)
            raw = re.sub(rb"(?m)^From ", b">From ", msg.as_bytes())
            addr = re.search(r"[\w.\-]+@[\w.\-]+", m[0]).group(0)
            f.write(("From %s %s\n" % (addr, d.strftime("%a %b %d %H:%M:%S %Y"))).encode() + raw + b"\n")


def put(name, text):
    with open(path(name), "w", encoding="utf-8") as f:
        f.write(text.lstrip("\n"))


def form_png(name, size, draw_ops, tilt=0.0, seed=7):
    """draw_ops: ('print'|'bold'|'hand', x, y, text, pt) ('line', x1,y1,x2,y2) ('box', x1,y1,x2,y2) ('tick', x, y)"""
    from PIL import Image, ImageDraw, ImageFont
    base = "/usr/share/fonts/truetype/dejavu/"
    def font(kind, pt):
        try:
            return ImageFont.truetype(base + {"print": "DejaVuSans.ttf", "bold": "DejaVuSans-Bold.ttf", "hand": "DejaVuSerif-Italic.ttf"}[kind], pt)
        except OSError:
            return ImageFont.load_default(pt)
    im = Image.new("RGB", size, (249, 247, 240))
    d = ImageDraw.Draw(im)
    for o in draw_ops:
        if o[0] in ("print", "bold", "hand"):
            d.text((o[1], o[2]), o[3], font=font(o[0], o[4]), fill=(20, 40, 130) if o[0] == "hand" else (25, 25, 25))
        elif o[0] == "line":
            d.line(o[1:5], fill=(90, 90, 90), width=2)
        elif o[0] == "box":
            d.rectangle(o[1:5], outline=(60, 60, 60), width=2)
        elif o[0] == "tick":
            d.line((o[1], o[2] + 12, o[1] + 9, o[2] + 22, o[1] + 26, o[2] - 4), fill=(20, 40, 130), width=4)
    if tilt:
        im = im.rotate(tilt, resample=Image.BICUBIC, fillcolor=(205, 202, 195))
    rnd = random.Random(seed)
    px = im.load()
    for _ in range(size[0] * size[1] // 400):
        x, y = rnd.randrange(size[0]), rnd.randrange(size[1])
        v = rnd.randrange(150, 230)
        px[x, y] = (v, v, v)
    im.save(path(name))
