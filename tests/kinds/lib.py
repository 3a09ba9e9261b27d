"""Helpers: write office files of many formats, and read them back for checking."""
import sys, os, re, io, csv as _csv, json, zipfile, random, datetime as dt, unicodedata
HOME = os.path.dirname(os.path.dirname(os.path.abspath(sys.argv[0])))  # the set whose script runs
BASE = os.path.join(HOME, "files")
MONO = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf"
SANS = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
SANSB = "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf"
JA = "/usr/share/fonts/opentype/ipafont-gothic/ipag.ttf"
IMG_TEXT = {}   # path -> drawn text, for files with no text layer

class F:
    def __init__(self, folder):
        self.folder = folder; self.dir = os.path.join(BASE, folder); os.makedirs(self.dir, exist_ok=True)
        for f in os.listdir(self.dir): os.remove(os.path.join(self.dir, f))
    def p(self, n): return os.path.join(self.dir, n)
    def text(self, n, s, enc="utf-8"):
        with open(self.p(n), "w", encoding=enc, newline="\n") as h: h.write(s.lstrip("\n"))
    def csv(self, n, rows, delim=",", enc="utf-8"):
        with open(self.p(n), "w", encoding=enc, newline="") as h:
            _csv.writer(h, delimiter=delim).writerows(rows)
    def json(self, n, o):
        with open(self.p(n), "w", encoding="utf-8") as h: json.dump(o, h, ensure_ascii=False, indent=2)
    # ---- docx
    def docx(self, n, blocks, font=None):
        import docx
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls
        from docx.opc.part import Part
        from docx.opc.packuri import PackURI
        from xml.sax.saxutils import escape
        d = docx.Document(); notes = []
        if font:
            from docx.oxml.ns import qn
            d.styles["Normal"].font.name = font
            d.styles["Normal"].element.rPr.rFonts.set(qn("w:eastAsia"), font)
        def fill(par, s):
            for part in re.split(r"(\[\[fn:.*?\]\])", s):
                if part.startswith("[[fn:"):
                    notes.append(part[5:-2])
                    r = parse_xml('<w:r %s><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="%d"/></w:r>' % (nsdecls("w"), len(notes)))
                    par._p.append(r)
                elif part: par.add_run(part)
        for k, v in blocks:
            if k == "title": d.add_heading(v, 0)
            elif k in ("h1", "h2", "h3"): d.add_heading(v, int(k[1]))
            elif k == "p": fill(d.add_paragraph(), v)
            elif k == "li":
                for x in v: fill(d.add_paragraph(style="List Bullet"), x)
            elif k == "ol":
                for x in v: fill(d.add_paragraph(style="List Number"), x)
            elif k == "tbl":
                t = d.add_table(rows=len(v), cols=len(v[0])); t.style = "Table Grid"
                for i, row in enumerate(v):
                    for j, c in enumerate(row):
                        cell = t.cell(i, j); cell.text = ""; fill(cell.paragraphs[0], str(c))
                d.add_paragraph()
            elif k == "head": d.sections[0].header.paragraphs[0].text = v
            elif k == "foot": d.sections[0].footer.paragraphs[0].text = v
            elif k == "br": d.add_page_break()
        if notes:
            x = ['<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes %s>' % nsdecls("w"),
                 '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>',
                 '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>']
            for i, s in enumerate(notes, 1):
                x.append('<w:footnote w:id="%d"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> %s</w:t></w:r></w:p></w:footnote>' % (i, escape(s)))
            x.append("</w:footnotes>")
            part = Part(PackURI("/word/footnotes.xml"), "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml", "".join(x).encode(), d.part.package)
            d.part.relate_to(part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes")
        d.save(self.p(n))
    # ---- xlsx: sheets = [(name, rows, merges)]
    def xlsx(self, n, sheets):
        import openpyxl
        from openpyxl.styles import Font
        wb = openpyxl.Workbook(); wb.remove(wb.active)
        for sh in sheets:
            ws = wb.create_sheet(sh[0])
            for r in sh[1]: ws.append(list(r))
            for m in (sh[2] if len(sh) > 2 else []): ws.merge_cells(m)
            if ws["A1"].value: ws["A1"].font = Font(bold=True, size=14)
            for row in ws.iter_rows():
                for c in row:
                    if isinstance(c.value, (dt.date, dt.datetime)): c.number_format = "dd/mm/yyyy" if not getattr(self, "iso", 0) else "yyyy/mm/dd"
            for col in "ABCDEFGHIJKL": ws.column_dimensions[col].width = 16
        wb.save(self.p(n))
    # ---- pdf
    def pdf(self, n, blocks, cols=1, font=None, size=10, foot=None, land=False):
        from reportlab.platypus import BaseDocTemplate, PageTemplate, Frame, Paragraph, Spacer, Table, TableStyle, ListFlowable, ListItem, PageBreak, FrameBreak, NextPageTemplate
        from reportlab.lib.styles import ParagraphStyle
        from reportlab.lib.pagesizes import A4, landscape
        from reportlab.lib.units import mm
        from reportlab.lib import colors
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont
        if font == "ja":
            pdfmetrics.registerFont(TTFont("JA", JA)); fn = fb = "JA"
        elif font == "dj":
            pdfmetrics.registerFont(TTFont("DJ", SANS)); pdfmetrics.registerFont(TTFont("DJB", SANSB)); fn, fb = "DJ", "DJB"
        else: fn, fb = "Helvetica", "Helvetica-Bold"
        wrap = "CJK" if font == "ja" else None
        st = lambda s, f=fn, sp=4, lead=1.35, al=0: ParagraphStyle("x", fontName=f, fontSize=s, leading=s*lead, spaceAfter=sp, wordWrap=wrap, alignment=al)
        W, H = landscape(A4) if land else A4
        doc = BaseDocTemplate(self.p(n), pagesize=(W, H), title=n.rsplit(".", 1)[0])
        m = 18*mm
        if cols == 1: frames = [Frame(m, m, W-2*m, H-2*m)]
        else:
            w = (W-2*m-8*mm)/2
            frames = [Frame(m, m, w, H-2*m), Frame(m+w+8*mm, m, w, H-2*m)]
        def onp(c, d):
            c.setFont(fn, 8); c.drawString(m, 10*mm, foot or ""); c.drawRightString(W-m, 10*mm, str(d.page))
        doc.addPageTemplates([PageTemplate("a", frames, onPage=onp)])
        S = []
        for k, v in blocks:
            if k == "title": S.append(Paragraph(v, st(size+7, fb, 8)))
            elif k == "h1": S.append(Spacer(1, 4)); S.append(Paragraph(v, st(size+3, fb, 4)))
            elif k == "h2": S.append(Paragraph(v, st(size+1, fb, 3)))
            elif k == "p": S.append(Paragraph(v, st(size)))
            elif k == "small": S.append(Paragraph(v, st(size-2)))
            elif k == "right": S.append(Paragraph(v, st(size, al=2)))
            elif k == "li": S.append(ListFlowable([ListItem(Paragraph(x, st(size, sp=1))) for x in v], bulletType="bullet", start="•" if font != "ja" else "・", bulletFontName=fn, leftIndent=12)); S.append(Spacer(1, 4))
            elif k in ("tbl", "grid"):
                t = Table([[Paragraph(str(c), st(size-1.5, fb if (i == 0 and k == "tbl") else fn, 0, 1.2)) for c in r] for i, r in enumerate(v)], repeatRows=1 if k == "tbl" else 0)
                t.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), .4, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP")] + ([("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke)] if k == "tbl" else [])))
                S.append(t); S.append(Spacer(1, 6))
            elif k == "br": S.append(PageBreak())
        doc.build(S)
    # ---- pptx: slides = [(title, bullets|table, notes)]
    def pptx(self, n, slides):
        from pptx import Presentation
        from pptx.util import Inches, Pt
        P = Presentation()
        for title, body, notes in slides:
            if isinstance(body, tuple):
                s = P.slides.add_slide(P.slide_layouts[5]); s.shapes.title.text = title; rows = body
                t = s.shapes.add_table(len(rows), len(rows[0]), Inches(.5), Inches(1.6), Inches(9), Inches(.4*len(rows))).table
                for i, r in enumerate(rows):
                    for j, c in enumerate(r): t.cell(i, j).text = str(c)
            else:
                s = P.slides.add_slide(P.slide_layouts[1]); s.shapes.title.text = title
                tf = s.placeholders[1].text_frame
                for i, b in enumerate(body):
                    (tf.paragraphs[0] if i == 0 else tf.add_paragraph()).text = b
            if notes: s.notes_slide.notes_text_frame.text = notes
        P.save(self.p(n))
    # ---- odf
    def odt(self, n, blocks):
        from odf.opendocument import OpenDocumentText
        from odf.text import P, H, List, ListItem
        from odf.table import Table, TableRow, TableCell
        d = OpenDocumentText()
        for k, v in blocks:
            if k in ("title", "h1", "h2"): d.text.addElement(H(outlinelevel={"title": 1, "h1": 1, "h2": 2}[k], text=v))
            elif k == "p": d.text.addElement(P(text=v))
            elif k == "li":
                l = List()
                for x in v:
                    i = ListItem(); i.addElement(P(text=x)); l.addElement(i)
                d.text.addElement(l)
            elif k == "tbl":
                t = Table()
                for r in v:
                    tr = TableRow(); t.addElement(tr)
                    for c in r:
                        tc = TableCell(valuetype="string"); tc.addElement(P(text=str(c))); tr.addElement(tc)
                d.text.addElement(t)
        d.save(self.p(n))
    def ods(self, n, sheets):
        from odf.opendocument import OpenDocumentSpreadsheet
        from odf.text import P
        from odf.table import Table, TableRow, TableCell
        d = OpenDocumentSpreadsheet()
        for name, rows in sheets:
            t = Table(name=name)
            for r in rows:
                tr = TableRow(); t.addElement(tr)
                for c in r:
                    if c is None or c == "": tc = TableCell()
                    elif isinstance(c, (int, float)):
                        tc = TableCell(valuetype="float", value=c); tc.addElement(P(text=str(c).replace(".", ",")))
                    elif isinstance(c, dt.date):
                        tc = TableCell(valuetype="date", datevalue=c.isoformat()); tc.addElement(P(text=c.strftime("%d/%m/%Y")))
                    else:
                        tc = TableCell(valuetype="string"); tc.addElement(P(text=str(c)))
                    tr.addElement(tc)
            d.spreadsheet.addElement(t)
        d.save(self.p(n))
    # ---- eml
    def eml(self, n, frm, to, subj, date, body, attach=None, html=None, cc=None):
        from email.message import EmailMessage
        m = EmailMessage(); m["From"] = frm; m["To"] = to; m["Subject"] = subj; m["Date"] = date; m["Message-ID"] = "<%s@mail.example>" % re.sub(r"[^A-Za-z0-9]", "", n)
        if cc: m["Cc"] = cc
        m.set_content(body)
        if html: m.add_alternative(html, subtype="html")
        for name, data, mt in attach or []:
            a, b = mt.split("/")
            m.add_attachment(data if isinstance(data, bytes) else data.encode(), maintype=a, subtype=b, filename=name, params={"charset": "utf-8"} if a == "text" else None)
        with open(self.p(n), "wb") as h: h.write(bytes(m))
    # ---- pictures
    def _img(self, lines, size, font, w, margin, lead):
        from PIL import Image, ImageDraw, ImageFont
        h = int(2*margin + len(lines)*size*lead)
        im = Image.new("L", (w, h), 252); d = ImageDraw.Draw(im); y = margin
        f = ImageFont.truetype(font, size); fb = ImageFont.truetype(SANSB if font == SANS else font, int(size*1.3))
        for l in lines:
            big = l.startswith("#"); s = l[1:] if big else l
            d.text((margin, y), s, font=fb if big else f, fill=18); y += size*lead
        return im
    def receipt(self, n, lines, size=26, font=MONO, w=760):
        im = self._img(lines, size, font, w, 40, 1.45); im.save(self.p(n))
        IMG_TEXT[self.p(n)] = "\n".join(x.lstrip("#") for x in lines)
    def photo(self, n, lines, size=34, font=SANS, w=1300, angle=2.2, seed=3, tint=(236, 228, 205)):
        """A phone picture of a sheet: tinted, turned a little, soft, on a dark table."""
        from PIL import Image, ImageFilter
        im = self._img(lines, size, font, w, 70, 1.5).convert("RGB"); sheet = Image.new("RGB", im.size, tint)
        im = Image.blend(im, sheet, .35); W, H = im.size
        table = Image.new("RGB", (W+220, H+220), (74, 58, 46)); table.paste(im, (110, 110))
        table = table.rotate(angle, fillcolor=(74, 58, 46), resample=Image.BICUBIC).filter(ImageFilter.GaussianBlur(.7))
        table.save(self.p(n), quality=82); IMG_TEXT[self.p(n)] = "\n".join(x.lstrip("#") for x in lines)
    def voice(self, n, said, voice="en-gb", speed=135):
        """A voice memo: espeak-ng, made into what a phone records."""
        import subprocess
        wav = self.p("x.wav"); subprocess.run(["espeak-ng", "-v", voice, "-s", str(speed), "-w", wav, said], check=True)
        subprocess.run(["ffmpeg", "-v", "error", "-y", "-i", wav, "-ar", "22050", "-ac", "1", self.p(n)], check=True); os.remove(wav)
        IMG_TEXT[self.p(n)] = said
    def rtf(self, n, blocks):
        u = lambda s: "".join(c if ord(c) < 128 and c not in "\\{}" else "\\"+c if c in "\\{}" else "\\u%d?" % (ord(c) if ord(c) < 32768 else ord(c)-65536) for c in s)
        out = ["{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Arial;}}\\fs22"]
        for k, v in blocks:
            if k in ("title", "h1"): out.append("\\b\\fs%d " % (32 if k == "title" else 26) + u(v) + "\\b0\\fs22\\par")
            elif k == "p": out.append(u(v) + "\\par")
            elif k == "li": out += ["\\bullet  " + u(x) + "\\par" for x in v]
        open(self.p(n), "w", encoding="ascii").write("\n".join(out) + "}")
    def scan(self, n, pages, size=30, font=SANS, angle=.5, seed=1):
        from PIL import Image
        out = []
        for k, lines in enumerate(pages):
            base = Image.new("L", (1654, 2339), 250)
            im0 = self._img(lines, size, font, 1654, 150, 1.5); assert im0.size[1] <= 2339, n; base.paste(im0, (0, 0))
            im = base.rotate(angle*(1 if k % 2 else -1), fillcolor=248, resample=Image.BICUBIC)
            r = random.Random(seed+k); px = im.load()
            for _ in range(2500): px[r.randrange(1654), r.randrange(2339)] = r.randrange(120, 230)
            out.append(im)
        out[0].save(self.p(n), save_all=True, append_images=out[1:], resolution=200)
        IMG_TEXT[self.p(n)] = "\n".join(x.lstrip("#") for pg in pages for x in pg)
    def epub(self, n, title, author, lang, chapters):
        from ebooklib import epub
        b = epub.EpubBook(); b.set_identifier(n); b.set_title(title); b.set_language(lang); b.add_author(author); cs = []
        for i, (t, html) in enumerate(chapters, 1):
            c = epub.EpubHtml(title=t, file_name="c%d.xhtml" % i, lang=lang); c.content = "<h1>%s</h1>%s" % (t, html); b.add_item(c); cs.append(c)
        b.toc = cs; b.add_item(epub.EpubNcx()); b.add_item(epub.EpubNav()); b.spine = ["nav"] + cs
        epub.write_epub(self.p(n), b)

# ---------- reading back
def extract(path):
    e = path.rsplit(".", 1)[1].lower()
    if path in IMG_TEXT: return IMG_TEXT[path]
    if e in ("txt", "md", "csv", "json", "srt", "ics", "vcf", "bib"):
        b = open(path, "rb").read()
        try: return b.decode("utf-8")
        except UnicodeDecodeError: return b.decode("cp1252")
    if e == "html": 
        import html
        return html.unescape(re.sub(r"<[^>]+>", " ", re.sub(r"</(td|th)>", " | ", re.sub(r"(?s)<(style|script).*?</\1>", "", open(path, encoding="utf-8").read()))))
    if e == "pdf":
        from pypdf import PdfReader
        return "\n".join(p.extract_text() for p in PdfReader(path).pages)
    if e == "docx":
        import docx
        d = docx.Document(path); out = []
        for el in d.element.body.iterchildren():
            if el.tag.endswith("}p"): out.append("".join(t.text or "" for t in el.iter() if t.tag.endswith("}t")))
            elif el.tag.endswith("}tbl"):
                for tr in [x for x in el.iter() if x.tag.endswith("}tr")]:
                    out.append(" | ".join("".join(t.text or "" for t in tc.iter() if t.tag.endswith("}t")) for tc in tr if tc.tag.endswith("}tc")))
        z = zipfile.ZipFile(path)
        for nm in z.namelist():
            if re.search(r"word/(footnotes|header\d|footer\d)", nm) and nm.endswith(".xml"):
                import html
                out.append(html.unescape(re.sub(r"<[^>]+>", " ", z.read(nm).decode())))
        return "\n".join(out)
    if e == "xlsx":
        import openpyxl
        out = []
        for ws in openpyxl.load_workbook(path, data_only=True):
            out.append("[" + ws.title + "]")
            for r in ws.iter_rows(values_only=True):
                out.append(" | ".join("" if c is None else c.strftime("%Y-%m-%d") if isinstance(c, (dt.date, dt.datetime)) else str(c) for c in r))
        return "\n".join(out)
    if e == "pptx":
        from pptx import Presentation
        out = []
        for s in Presentation(path).slides:
            for sh in s.shapes:
                if sh.has_text_frame: out.append(sh.text_frame.text)
                if getattr(sh, "has_table", False) and sh.has_table:
                    for r in sh.table.rows: out.append(" | ".join(c.text for c in r.cells))
            if s.has_notes_slide: out.append(s.notes_slide.notes_text_frame.text)
        return "\n".join(out)
    if e in ("odt", "ods"):
        import html
        x = zipfile.ZipFile(path).read("content.xml").decode()
        x = re.sub(r"</table:table-cell>|<table:table-cell/>", " | ", x); x = re.sub(r"</text:(p|h)>|</table:table-row>", "\n", x)
        return html.unescape(re.sub(r"<[^>]+>", "", x)).replace("\n |", " |")
    if e == "eml":
        import email, email.policy
        m = email.message_from_binary_file(open(path, "rb"), policy=email.policy.default)
        out = ["%s: %s" % (k, m[k]) for k in ("From", "To", "Cc", "Subject", "Date") if m[k]]
        for p in m.walk():
            if p.get_filename(): out.append("[attachment %s]" % p.get_filename())
            if p.get_content_maintype() == "text": out.append(p.get_content())
        return "\n".join(out)
    if e == "epub":
        import html
        z = zipfile.ZipFile(path)
        return "\n".join(html.unescape(re.sub(r"<[^>]+>", " ", z.read(n).decode())) for n in z.namelist() if n.endswith("xhtml"))
    if e == "rtf":
        from striprtf.striprtf import rtf_to_text
        return rtf_to_text(open(path, encoding="ascii").read())
    if e == "png": return ""
    raise ValueError(path)

def norm(s):
    s = unicodedata.normalize("NFKC", s).casefold()
    return re.sub(r"\s+", " ", s).strip()

class Q:
    """question collector of one folder"""
    def __init__(self, folder, prefix): self.f, self.pre, self.items = folder, prefix, []
    def __call__(self, kind, question, file=None, accept=None, ev=(), all=None, refuse=False, prev=None, gone=(), calc=None, note=None, no=None):
        self.items.append(dict(folder=self.f, id="%s-%02d" % (self.pre, len(self.items)+1), question=question, kind=kind, file=file,
            accept=accept, accept_all=all, refuse=refuse, previous=prev, _ev=list(ev), _gone=list(gone), _calc=calc, _note=note, _no=no))
def fmt_money(x, cur="£"):
    a = "%.2f" % x; b = "{:,.2f}".format(x)
    return list(dict.fromkeys([b, a] + ([a[:-3], b[:-3]] if a.endswith(".00") else [])))
def fmt_date(d):
    m = d.strftime("%B"); s = d.strftime("%b"); o = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}.get(d.day, "th")
    return [d.isoformat(), d.strftime("%d/%m/%Y"), "%d %s" % (d.day, m), "%02d %s" % (d.day, m), "%d%s %s" % (d.day, o, m), "%d%s of %s" % (d.day, o, m), "%s %d" % (m, d.day), "%d %s" % (d.day, s), "%02d %s" % (d.day, s), "%s %d" % (s, d.day), "%d/%d/%d" % (d.day, d.month, d.year), d.strftime("%d/%m/%y"), d.strftime("%d.%m.%Y"), "%d.%d.%d" % (d.day, d.month, d.year), d.strftime("%d-%m-%Y")]
