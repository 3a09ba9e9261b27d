"""Helpers that write one file of a kind each. Every helper also writes the words it put into
the file to truth/<library>/<file>.txt, so that answers can be checked without parsing."""
import io, os, random, re, shutil, zipfile, sysconfig
from pathlib import Path
from email.message import EmailMessage
from email import policy
from PIL import Image, ImageDraw, ImageFont, ImageFilter

ROOT = Path(__file__).resolve().parent.parent
SITE = Path(sysconfig.get_path("purelib"))
FONTS = {
    "roboto": SITE / "font_roboto/files/Roboto-Regular.ttf",
    "robotob": SITE / "font_roboto/files/Roboto-Bold.ttf",
    "serif": SITE / "font_source_serif_pro/files/SourceSerifPro-Regular.ttf",
    "serifb": SITE / "font_source_serif_pro/files/SourceSerifPro-Bold.ttf",
    "sans": SITE / "font_source_sans_pro/files/SourceSansPro-Regular.ttf",
    "sansb": SITE / "font_source_sans_pro/files/SourceSansPro-Bold.ttf",
    "mono": Path("/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf"),
    "monob": Path("/usr/share/fonts/truetype/dejavu/DejaVuSansMono-Bold.ttf"),
    "dejavu": Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"),
}
LIB = [None]


def library(name):
    LIB[0] = name
    for base in ("files", "truth"):
        d = ROOT / base / name
        shutil.rmtree(d, ignore_errors=True)
        d.mkdir(parents=True)
    src = ROOT / "text" / name
    if src.is_dir():
        for f in sorted(src.iterdir()):
            if f.name.endswith(".truth"):
                continue
            shutil.copy(f, out(f.name))
            truth(f.name, f.read_bytes().decode("utf-8", "replace"))


def out(name):
    return ROOT / "files" / LIB[0] / name


def truth(name, text):
    (ROOT / "truth" / LIB[0] / (name + ".txt")).write_text(text, encoding="utf-8")


def fixzip(path):
    """Same bytes every time: fixed dates inside the zip and in its properties."""
    with zipfile.ZipFile(path) as z:
        items = [(i, z.read(i)) for i in z.infolist()]
    with zipfile.ZipFile(path, "w") as z:
        for i, data in items:
            if i.filename in ("docProps/core.xml", "meta.xml") or i.filename.endswith(".opf"):
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?", b"2025-01-15T09:00:00", data)
            n = zipfile.ZipInfo(i.filename, (2025, 1, 15, 9, 0, 0))
            n.compress_type = i.compress_type
            n.external_attr = i.external_attr
            z.writestr(n, data)


# ---------------------------------------------------------------- plain text
def text(name, s, encoding="utf-8"):
    out(name).write_bytes(s.encode(encoding))
    truth(name, s)


# ---------------------------------------------------------------- docx
def docx(name, blocks, header=None, footer=None):
    """blocks: ('h1'|'h2'|'p'|'ul'|'ol', text) ('t', rows) ('box', [(checked, label)]) ('fn', text, note)
    ('info', text) is a one-cell table."""
    import docx as D
    from docx.opc.part import Part
    from docx.opc.packuri import PackURI
    from docx.oxml import parse_xml, OxmlElement
    from docx.oxml.ns import qn
    d = D.Document()
    notes, words = [], []
    for b in blocks:
        k = b[0]
        if k in ("h1", "h2", "h3"):
            d.add_heading(b[1], int(k[1])); words.append(b[1])
        elif k == "p":
            d.add_paragraph(b[1]); words.append(b[1])
        elif k == "ul":
            for x in b[1]:
                d.add_paragraph(x, "List Bullet"); words.append(x)
        elif k == "ol":
            for x in b[1]:
                d.add_paragraph(x, "List Number"); words.append(x)
        elif k in ("t", "info"):
            rows = b[1] if k == "t" else [[b[1]]]
            t = d.add_table(len(rows), len(rows[0])); t.style = "Table Grid"
            for i, r in enumerate(rows):
                for j, c in enumerate(r):
                    t.cell(i, j).text = str(c)
                words.append(" | ".join(map(str, r)))
            d.add_paragraph("")
        elif k == "box":
            for on, label in b[1]:
                p = d.add_paragraph()
                sym = "☒" if on else "☐"
                p._p.append(parse_xml(
                    '<w:sdt xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
                    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w:sdtPr><w14:checkbox>'
                    f'<w14:checked w14:val="{int(on)}"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>{sym}</w:t></w:r>'
                    '</w:sdtContent></w:sdt>'))
                p.add_run(" " + label); words.append(f"{sym} {label}")
        elif k == "fn":
            p = d.add_paragraph(b[1])
            notes.append(b[2])
            r = p.add_run()
            e = OxmlElement("w:footnoteReference"); e.set(qn("w:id"), str(len(notes) + 1))
            r._r.append(e); r.font.superscript = True
            words += [b[1], b[2]]
    if header:
        d.sections[0].header.paragraphs[0].text = header; words.insert(0, header)
    if footer:
        d.sections[0].footer.paragraphs[0].text = footer; words.append(footer)
    if notes:
        from xml.sax.saxutils import escape
        ns = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        x = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {ns}>' \
            '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>' \
            '<w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
        for i, n in enumerate(notes):
            x += f'<w:footnote w:id="{i + 2}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {escape(n)}</w:t></w:r></w:p></w:footnote>'
        part = Part(PackURI("/word/footnotes.xml"),
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
                    (x + "</w:footnotes>").encode(), d.part.package)
        d.part.relate_to(part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes")
    d.save(out(name)); fixzip(out(name)); truth(name, "\n".join(words))


# ---------------------------------------------------------------- odt / ods
def odt(name, blocks):
    from odf.opendocument import OpenDocumentText
    from odf.text import H, P, List, ListItem
    from odf.table import Table, TableColumn, TableRow, TableCell
    d = OpenDocumentText(); words = []
    for k, v in blocks:
        if k in ("h1", "h2"):
            d.text.addElement(H(outlinelevel=int(k[1]), text=v)); words.append(v)
        elif k == "p":
            d.text.addElement(P(text=v)); words.append(v)
        elif k == "ul":
            l = List()
            for x in v:
                i = ListItem(); i.addElement(P(text=x)); l.addElement(i); words.append(x)
            d.text.addElement(l)
        elif k == "t":
            t = Table(); t.addElement(TableColumn(numbercolumnsrepeated=len(v[0])))
            for r in v:
                tr = TableRow()
                for c in r:
                    tc = TableCell(valuetype="string"); tc.addElement(P(text=str(c))); tr.addElement(tc)
                t.addElement(tr); words.append(" | ".join(map(str, r)))
            d.text.addElement(t)
    d.save(str(out(name))); fixzip(out(name)); truth(name, "\n".join(words))


def ods(name, sheets):
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableRow, TableCell
    from odf.text import P
    d = OpenDocumentSpreadsheet(); words = []
    for title, rows in sheets.items():
        t = Table(name=title); words.append(title)
        for r in rows:
            tr = TableRow()
            for c in r:
                if isinstance(c, (int, float)):
                    tc = TableCell(valuetype="float", value=c)
                else:
                    tc = TableCell(valuetype="string")
                tc.addElement(P(text=str(c))); tr.addElement(tc)
            t.addElement(tr); words.append(" | ".join(map(str, r)))
        d.spreadsheet.addElement(t)
    d.save(str(out(name))); fixzip(out(name)); truth(name, "\n".join(words))


# ---------------------------------------------------------------- xlsx / xls
def xlsx(name, sheets, title_merge=None, widths=True):
    """sheets: {title: rows}; a string that starts with '=' is a formula; ('=F', cached) is a formula with its
    value stored, as real programs store it. title_merge: columns over which row 1 is merged."""
    import xlsxwriter, datetime
    wb = xlsxwriter.Workbook(str(out(name)), {"default_date_format": "dd.mm.yyyy"})
    wb.set_properties({"created": datetime.datetime(2025, 1, 15)})
    bold = wb.add_format({"bold": True}); big = wb.add_format({"bold": True, "font_size": 14})
    words = []
    for title, rows in sheets.items():
        ws = wb.add_worksheet(title); words.append(title)
        if widths:
            ws.set_column(0, 12, 18)
        for i, r in enumerate(rows):
            for j, c in enumerate(r):
                if c is None or c == "":
                    continue
                if i == 0 and title_merge and len([x for x in r if x]) == 1:
                    ws.merge_range(0, 0, 0, title_merge - 1, c, big)
                elif isinstance(c, tuple):
                    ws.write_formula(i, j, c[0], None, c[1])
                elif isinstance(c, (datetime.date, datetime.datetime)):
                    ws.write_datetime(i, j, datetime.datetime(c.year, c.month, c.day))
                else:
                    ws.write(i, j, c)
            words.append(" | ".join(str(c[1]) if isinstance(c, tuple) else str(c) for c in r if c is not None))
    wb.close(); truth(name, "\n".join(words))


def xls(name, sheets):
    import xlwt
    wb = xlwt.Workbook(); words = []
    for title, rows in sheets.items():
        ws = wb.add_sheet(title); words.append(title)
        for i, r in enumerate(rows):
            for j, c in enumerate(r):
                ws.write(i, j, c)
            words.append(" | ".join(map(str, r)))
    wb.save(str(out(name))); truth(name, "\n".join(words))


# ---------------------------------------------------------------- pptx
def pptx(name, slides):
    """slides: (title, [bullets], notes, table-or-None)"""
    from pptx import Presentation
    from pptx.util import Inches
    p = Presentation(); words = []
    for title, bullets, notes, table in slides:
        s = p.slides.add_slide(p.slide_layouts[5 if table else 1])
        s.shapes.title.text = title; words.append(title)
        if table:
            t = s.shapes.add_table(len(table), len(table[0]), Inches(.7), Inches(1.8), Inches(8.5), Inches(3)).table
            for i, r in enumerate(table):
                for j, c in enumerate(r):
                    t.cell(i, j).text = str(c)
                words.append(" | ".join(map(str, r)))
        else:
            tf = s.placeholders[1].text_frame; tf.text = bullets[0]
            for b in bullets[1:]:
                tf.add_paragraph().text = b
        words += bullets
        if notes:
            s.notes_slide.notes_text_frame.text = notes; words.append(notes)
    p.save(str(out(name))); fixzip(out(name)); truth(name, "\n".join(words))


# ---------------------------------------------------------------- pdf
def pdf(name, blocks, columns=1, title=None, footer=None, size=10, font="sans"):
    """blocks: ('h1'|'h2'|'p'|'ul', ...), ('t', rows[, widths]), ('gap', pts), ('kv', [(k, v)])"""
    from reportlab.platypus import (BaseDocTemplate, PageTemplate, Frame, Paragraph, Table, TableStyle, Spacer)
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.pagesizes import A4
    from reportlab.lib import colors
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from xml.sax.saxutils import escape as E
    for n in (font, font + "b"):
        pdfmetrics.registerFont(TTFont(n, str(FONTS[n])))
    st = lambda b, s, sp=4: ParagraphStyle("x%s%s" % (b, s), fontName=font + ("b" if b else ""), fontSize=s, leading=s * 1.3, spaceAfter=sp, spaceBefore=sp)
    fl, words = [], []
    W, H = A4
    for b in blocks:
        k = b[0]
        if k == "h1": fl.append(Paragraph(E(b[1]), st(1, size + 6, 8))); words.append(b[1])
        elif k == "h2": fl.append(Paragraph(E(b[1]), st(1, size + 2, 6))); words.append(b[1])
        elif k == "p": fl.append(Paragraph(E(b[1]).replace("\n", "<br/>"), st(0, size))); words.append(b[1])
        elif k == "ul":
            for x in b[1]: fl.append(Paragraph("• " + E(x), st(0, size, 2))); words.append(x)
        elif k == "gap": fl.append(Spacer(1, b[1]))
        elif k in ("t", "kv"):
            rows = [[Paragraph(E(str(c)), st(i == 0 and k == "t", size - 1, 0)) for c in r] for i, r in enumerate(b[1])]
            style = [("VALIGN", (0, 0), (-1, -1), "TOP")]
            if k == "t": style += [("GRID", (0, 0), (-1, -1), .4, colors.grey), ("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke)]
            fl.append(Table(rows, colWidths=b[2] if len(b) > 2 else None, style=TableStyle(style), hAlign="LEFT")); fl.append(Spacer(1, 6))
            words += [" | ".join(map(str, r)) for r in b[1]]
    d = BaseDocTemplate(str(out(name)), pagesize=A4, title=title or "", invariant=1)
    m, g = 56, 18
    w = (W - 2 * m - g * (columns - 1)) / columns
    frames = [Frame(m + i * (w + g), 60, w, H - 120, id=str(i), leftPadding=0, rightPadding=0) for i in range(columns)]
    def page(c, _):
        if footer:
            c.setFont(font, 8); c.drawString(m, 36, footer); c.drawRightString(W - m, 36, "Page %d" % c.getPageNumber())
    d.addPageTemplates(PageTemplate(frames=frames, onPage=page)); d.build(fl)
    if footer: words.append(footer)
    truth(name, "\n".join(words))


def pdfform(name, title, intro, fields, checks=()):
    """A form with real fields: fields [(label, value)], checks [(label, on)]"""
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.lib.pagesizes import A4
    c = Canvas(str(out(name)), pagesize=A4, invariant=1); y = 780; words = [title, intro]
    c.setFont("Helvetica-Bold", 15); c.drawString(56, y, title); y -= 24
    c.setFont("Helvetica", 9); c.drawString(56, y, intro); y -= 30
    for i, (l, v) in enumerate(fields):
        c.setFont("Helvetica", 10); c.drawString(56, y, l)
        c.acroForm.textfield(name="f%d" % i, tooltip=l, value=v, x=230, y=y - 5, width=300, height=18, fontSize=10, borderWidth=1)
        y -= 28; words.append(f"{l}: {v}")
    for i, (l, on) in enumerate(checks):
        c.acroForm.checkbox(name="c%d" % i, tooltip=l, checked=on, x=56, y=y - 4, size=14, buttonStyle="check")
        c.drawString(80, y, l); y -= 24; words.append(("[x] " if on else "[ ] ") + l)
    c.save(); truth(name, "\n".join(words))


# ---------------------------------------------------------------- pictures
def page_image(lines, size=(900, 1200), font="roboto", fs=26, angle=0, noise=12, blur=.4, seed=1, bg=(250, 249, 244), ink=(35, 35, 40), margin=60):
    """lines: a string, or (style, string): style 'b' bold, 'c' centred, 'l' large, '-' a rule; tab splits left/right"""
    im = Image.new("RGB", size, bg); dr = ImageDraw.Draw(im); y = margin
    for l in lines:
        sty, s = l if isinstance(l, tuple) else ("", l)
        f = ImageFont.truetype(str(FONTS[font + "b" if "b" in sty and font + "b" in FONTS else font]), int(fs * (1.6 if "l" in sty else 1)))
        if "-" in sty:
            dr.line((margin, y + fs // 2, size[0] - margin, y + fs // 2), fill=ink, width=2); y += fs; continue
        if "\t" in s:
            a, b = s.split("\t"); dr.text((margin, y), a, font=f, fill=ink)
            dr.text((size[0] - margin - dr.textlength(b, font=f), y), b, font=f, fill=ink)
        elif "c" in sty:
            dr.text(((size[0] - dr.textlength(s, font=f)) / 2, y), s, font=f, fill=ink)
        else:
            dr.text((margin, y), s, font=f, fill=ink)
        y += int(f.size * 1.45)
    if y > size[1]:
        print("  picture too short", lines[0], y, size)
    if angle:
        im = im.rotate(angle, Image.BICUBIC, fillcolor=bg)
    if blur:
        im = im.filter(ImageFilter.GaussianBlur(blur))
    if noise:
        rnd = random.Random(seed)
        n = Image.frombytes("L", size, rnd.randbytes(size[0] * size[1])).convert("RGB")
        im = Image.blend(im, n, noise / 255)
    return im


def words_of(lines):
    return "\n".join((l[1] if isinstance(l, tuple) else l).replace("\t", " ") for l in lines)


def picture(name, lines, **kw):
    im = page_image(lines, **kw)
    im.save(out(name), **({"quality": 82} if name.endswith("jpg") else {}))
    truth(name, words_of(lines))


def scan(name, pages, angle=.8, **kw):
    ims = [page_image(p, angle=angle if i % 2 == 0 else -angle, size=(1240, 1754), margin=120, seed=i + 5, **kw) for i, p in enumerate(pages)]
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.lib.utils import ImageReader
    c = Canvas(str(out(name)), pagesize=(595, 842), invariant=1)
    for im in ims:
        b = io.BytesIO(); im.convert("L").save(b, "JPEG", quality=70); b.seek(0)
        c.drawImage(ImageReader(b), 0, 0, 595, 842); c.showPage()
    c.save(); truth(name, "\n\n".join(words_of(p) for p in pages))


# ---------------------------------------------------------------- mail
def mail(frm, to, subject, date, body, html=None, attach=(), cc=None, mid="1", reply=None):
    m = EmailMessage(policy=policy.SMTP.clone(linesep="\n"))
    m["From"], m["To"], m["Subject"], m["Date"] = frm, to, subject, date
    if cc: m["Cc"] = cc
    m["Message-ID"] = f"<{mid}@mail.example>"
    if reply: m["In-Reply-To"] = f"<{reply}@mail.example>"
    m.set_content(body, cte="quoted-printable")
    if html: m.add_alternative(html, subtype="html", cte="quoted-printable")
    for fn, data, mt, stp in attach:
        m.add_attachment(data, maintype=mt, subtype=stp, filename=fn)
    if m.is_multipart():
        for i, part in enumerate(m.walk()):
            if part.is_multipart(): part.set_boundary("=_part_%s_%d" % (mid, i))
    return m


def mail_words(m):
    w = [f"{k}: {v}" for k, v in m.items()]
    for p in m.walk():
        if p.get_content_maintype() == "text":
            w.append(p.get_content())
        if p.get_filename(): w.append("attachment " + p.get_filename())
    return "\n".join(w)


def eml(name, *a, **k):
    m = mail(*a, **k); out(name).write_bytes(m.as_bytes()); truth(name, mail_words(m))


def mbox(name, mails):
    b = b""
    for m in mails:
        b += b"From sender@mail.example Mon Jan 13 09:00:00 2025\n" + m.as_bytes().replace(b"\nFrom ", b"\n>From ") + b"\n"
    out(name).write_bytes(b); truth(name, "\n\n".join(mail_words(m) for m in mails))


# ---------------------------------------------------------------- others
def rtf(name, paras):
    def esc(s):
        return "".join(c if ord(c) < 128 and c not in "\\{}" else "\\" + c if c in "\\{}" else "\\u%d?" % ord(c) for c in s)
    b = "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Times New Roman;}}\\f0\\fs24\n"
    for p in paras:
        if isinstance(p, tuple): b += "{\\b\\fs30 " + esc(p[0]) + "\\par}\n"
        elif "\t" in p: b += esc(p).replace("\t", "\\tab ") + "\\par\n"
        else: b += esc(p) + "\\par\n"
    out(name).write_text(b + "}", encoding="ascii"); truth(name, "\n".join(p[0] if isinstance(p, tuple) else p for p in paras))


def epub(name, title, author, chapters, lang="en"):
    from ebooklib import epub as X
    b = X.EpubBook(); b.set_identifier("id-" + name); b.set_title(title); b.set_language(lang); b.add_author(author)
    cs = []
    for i, (t, h) in enumerate(chapters):
        c = X.EpubHtml(title=t, file_name="c%d.xhtml" % i, lang=lang); c.content = f"<h1>{t}</h1>{h}"; b.add_item(c); cs.append(c)
    b.toc = cs; b.spine = ["nav"] + cs; b.add_item(X.EpubNcx()); b.add_item(X.EpubNav())
    X.write_epub(str(out(name)), b); fixzip(out(name))
    truth(name, title + "\n" + author + "\n" + "\n".join(t + "\n" + re.sub("<[^>]+>", " ", h) for t, h in chapters))


def zipped(name, members):
    with zipfile.ZipFile(out(name), "w", zipfile.ZIP_DEFLATED) as z:
        for n, data in members:
            i = zipfile.ZipInfo(n, (2025, 1, 15, 9, 0, 0)); i.compress_type = zipfile.ZIP_DEFLATED
            z.writestr(i, data)
    truth(name, "\n".join(n + "\n" + (d if isinstance(d, str) else "") for n, d in members))


def bytes_of(fn, name, *a, **k):
    """Make a file with a helper, take its bytes and remove it again (for attachments and zip members)."""
    fn(name, *a, **k); data = out(name).read_bytes(); t = (ROOT / "truth" / LIB[0] / (name + ".txt")); s = t.read_text()
    out(name).unlink(); t.unlink()
    return data, s
