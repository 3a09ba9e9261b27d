"""Shared helpers: light markup -> docx / pdf / odt, deterministic zips, scan noise."""
import os, re, zipfile, random, io
from PIL import Image, ImageDraw, ImageFont, ImageFilter

def fixzip(path, stamp='2025-04-30T09:00:00Z'):
    src = zipfile.ZipFile(path); items = [(i.filename, src.read(i.filename), i.compress_type) for i in src.infolist()]; src.close()
    tmp = path + '.tmp'
    with zipfile.ZipFile(tmp, 'w') as z:
        for n, d, c in items:
            if n in ('docProps/core.xml', 'meta.xml'):
                d = re.sub(rb'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z?', stamp.encode(), d)
            zi = zipfile.ZipInfo(n, (2025, 4, 30, 9, 0, 0)); zi.compress_type = c; zi.external_attr = 0o644 << 16
            z.writestr(zi, d)
    os.replace(tmp, path)

def parse(text):
    """# title, ## heading, - bullet, | table |, plain paragraph, --- page break"""
    out = []; tbl = []
    for line in text.strip('\n').split('\n') + ['']:
        s = line.strip()
        if s.startswith('|'):
            tbl.append([c.strip() for c in s.strip('|').split('|')]); continue
        if tbl: out.append(('t', tbl)); tbl = []
        if not s: continue
        if s == '---': out.append(('b', ''))
        elif s.startswith('## '): out.append(('h2', s[3:]))
        elif s.startswith('# '): out.append(('h1', s[2:]))
        elif s.startswith('- '): out.append(('li', s[2:]))
        else: out.append(('p', s))
    return out

def to_docx(text, path, font='Calibri', size=11, header=None):
    import docx
    from docx.shared import Pt
    d = docx.Document(); d.styles['Normal'].font.name = font; d.styles['Normal'].font.size = Pt(size)
    if header: d.sections[0].header.paragraphs[0].text = header
    for k, v in parse(text):
        if k == 'h1': d.add_heading(v, 0)
        elif k == 'h2': d.add_heading(v, 2)
        elif k == 'li': d.add_paragraph(v, style='List Bullet')
        elif k == 'p': d.add_paragraph(v)
        elif k == 'b': d.add_page_break()
        else:
            t = d.add_table(rows=0, cols=len(v[0])); t.style = 'Table Grid'
            for r in v:
                cells = t.add_row().cells
                for c, x in zip(cells, r): c.text = x
            d.add_paragraph('')
    d.core_properties.author = 'office'; d.save(path); fixzip(path)

def to_pdf(text, path, footer='', size=10.5):
    from reportlab.platypus import SimpleDocTemplate, Paragraph, Spacer, Table, TableStyle, PageBreak
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.pagesizes import A4
    from xml.sax.saxutils import escape as e
    B = ParagraphStyle('b', fontName='Helvetica', fontSize=size, leading=size*1.4, spaceAfter=5)
    H1 = ParagraphStyle('h1', fontName='Helvetica-Bold', fontSize=18, leading=22, spaceAfter=10)
    H2 = ParagraphStyle('h2', fontName='Helvetica-Bold', fontSize=12.5, leading=16, spaceBefore=9, spaceAfter=4)
    LI = ParagraphStyle('li', parent=B, leftIndent=14, bulletIndent=4)
    fl = []
    for k, v in parse(text):
        if k == 'h1': fl.append(Paragraph(e(v), H1))
        elif k == 'h2': fl.append(Paragraph(e(v), H2))
        elif k == 'li': fl.append(Paragraph(e(v), LI, bulletText='\u2022'))
        elif k == 'p': fl.append(Paragraph(e(v), B))
        elif k == 'b': fl.append(PageBreak())
        else:
            t = Table([[Paragraph(e(c), B) for c in r] for r in v]); t.setStyle(TableStyle([('GRID', (0,0), (-1,-1), .5, (0,0,0)), ('VALIGN', (0,0), (-1,-1), 'TOP')])); fl += [t, Spacer(1, 6)]
    def foot(c, d):
        c.setFont('Helvetica', 8); c.drawString(56, 30, footer); c.drawRightString(540, 30, 'page %d' % d.page)
    SimpleDocTemplate(path, pagesize=A4, invariant=1, leftMargin=56, rightMargin=56, topMargin=56, bottomMargin=56).build(fl, onFirstPage=foot, onLaterPages=foot)

def to_odt(text, path):
    from odf.opendocument import OpenDocumentText
    from odf.text import H, P, List, ListItem
    from odf.table import Table, TableColumn, TableRow, TableCell
    from odf.style import Style, TextProperties
    d = OpenDocumentText(); s = Style(name='B', family='paragraph'); s.addElement(TextProperties(fontsize='11pt')); d.styles.addElement(s)
    ti = 0
    for k, v in parse(text):
        if k in ('h1', 'h2'): d.text.addElement(H(outlinelevel=1 if k == 'h1' else 2, text=v))
        elif k == 'p': d.text.addElement(P(stylename=s, text=v))
        elif k == 'li':
            l = List(); i = ListItem(); i.addElement(P(stylename=s, text=v)); l.addElement(i); d.text.addElement(l)
        elif k == 't':
            ti += 1; t = Table(name='T%d' % ti); t.addElement(TableColumn(numbercolumnsrepeated=len(v[0])))
            for r in v:
                tr = TableRow()
                for c in r:
                    tc = TableCell(valuetype='string'); tc.addElement(P(text=c)); tr.addElement(tc)
                t.addElement(tr)
            d.text.addElement(t)
    d.save(path); fixzip(path)

F = '/usr/share/fonts/truetype/dejavu/'
def font(sz, b=False, hand=False):
    return ImageFont.truetype(F + ('DejaVuSerif-BoldItalic.ttf' if hand and b else 'DejaVuSerifCondensed-Italic.ttf' if hand else 'DejaVuSans-Bold.ttf' if b else 'DejaVuSans.ttf'), sz)

def noisy(img, seed, rot=0.6, photo=False):
    r = random.Random(seed); img = img.convert('RGB' if photo else 'L')
    img = img.rotate(rot, expand=False, fillcolor=(250, 248, 242) if photo else 250, resample=Image.BICUBIC)
    w, h = img.size; px = img.load()
    for _ in range(w*h//260):
        x, y = r.randrange(w), r.randrange(h); g = r.choice([90, 150, 190, 215])
        px[x, y] = (g, g, g-10) if photo else g
    img = img.filter(ImageFilter.GaussianBlur(0.6))
    if photo:  # uneven light
        grad = Image.linear_gradient('L').resize((w, h)).point(lambda v: 255 - v//6)
        img = Image.composite(img, Image.new('RGB', (w, h), (60, 55, 45)), grad)
    return img

def imgs_to_pdf(imgs, path):
    from reportlab.pdfgen import canvas
    from reportlab.lib.utils import ImageReader
    c = canvas.Canvas(path, pagesize=(595, 842), invariant=1)
    for im in imgs:
        b = io.BytesIO(); im.save(b, 'JPEG', quality=80); b.seek(0)
        c.drawImage(ImageReader(b), 0, 0, 595, 842); c.showPage()
    c.save()

def mbox(mails, path):
    """mails: (from, to, date 'Tue, 04 Mar 2025 09:12:00 +0000', subject, body)"""
    from email.header import Header
    with open(path, 'w', encoding='utf-8', newline='\n') as f:
        for i, (a, b, d, s, body) in enumerate(mails):
            f.write('From %s %s\n' % (a.split('<')[-1].strip('>'), d[:25]))
            f.write('From: %s\nTo: %s\nDate: %s\nSubject: %s\nMessage-ID: <m%03d@export.example>\nMIME-Version: 1.0\nContent-Type: text/plain; charset="utf-8"\nContent-Transfer-Encoding: 8bit\n\n%s\n\n' % (a, b, d, s, i+1, body.strip()))
