"""Shared helpers. Each make_<library>.py writes files/<library>/*; truth/<library>/<file>.txt holds what
a picture, a scan or a recording says (for verify.py only, never handed to the assistant)."""
import io, os, random, shutil, subprocess, zipfile, datetime, email.policy
from pathlib import Path
from PIL import Image, ImageDraw, ImageFont, ImageFilter
ROOT = Path(__file__).resolve().parent.parent
F = '/usr/share/fonts/truetype/dejavu/'
SANS, BOLD, SERIF, MONO = F+'DejaVuSans.ttf', F+'DejaVuSans-Bold.ttf', F+'DejaVuSerif.ttf', F+'DejaVuSansMono.ttf'
CJK = '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'
WHEN = datetime.datetime(2026, 3, 2, 9, 0, 0)

def out(lib, name):
    p = ROOT/'files'/lib/name; p.parent.mkdir(parents=True, exist_ok=True); return p

def truth(lib, name, text):
    p = ROOT/'truth'/lib/(name+'.txt'); p.parent.mkdir(parents=True, exist_ok=True); p.write_text(text, 'utf-8')

def put(lib, name, data, enc='utf-8'):
    out(lib, name).write_bytes(data if isinstance(data, bytes) else data.encode(enc))

def copy_texts(lib):
    """text/<library>/* are copied as they are; NAME@ENC means: store as NAME in encoding ENC."""
    for p in sorted((ROOT/'text'/lib).glob('*')):
        name, _, enc = p.name.partition('@')
        put(lib, name, p.read_text('utf-8'), enc or 'utf-8')

def font(path, size): return ImageFont.truetype(path, size)

def photo(im, seed=1, angle=0.0, blur=0.6, noise=6, bg=(120, 120, 118), pad=30):
    """Make a clean rendering look photographed: margin, small turn, blur, grain."""
    rnd = random.Random(seed)
    big = Image.new('RGB', (im.width+2*pad, im.height+2*pad), bg); big.paste(im, (pad, pad))
    big = big.rotate(angle, resample=Image.BICUBIC, fillcolor=bg).filter(ImageFilter.GaussianBlur(blur))
    if noise:
        g = Image.frombytes('L', big.size, rnd.randbytes(big.width*big.height)).point(lambda v: v*noise//255)
        big = Image.merge('RGB', [Image.eval(c, lambda v: v) for c in big.split()])
        from PIL import ImageChops
        big = ImageChops.subtract(big, Image.merge('RGB', [g, g, g]))
    return big

def grid(rows, widths, rh=44, f=None, fb=None, fill=(255,255,255), ink=(20,20,20), line=(90,90,90), head=(222,226,232)):
    """A drawn table."""
    f = f or font(SANS, 22); fb = fb or font(BOLD, 22)
    im = Image.new('RGB', (sum(widths)+2, rh*len(rows)+2), fill); d = ImageDraw.Draw(im)
    for i, r in enumerate(rows):
        x = 0
        for j, c in enumerate(r):
            d.rectangle([x, i*rh, x+widths[j], (i+1)*rh], outline=line, fill=head if i == 0 else fill)
            d.text((x+9, i*rh+rh//2), str(c), font=fb if i == 0 else f, fill=ink, anchor='lm'); x += widths[j]
    return im

def say(lib, name, text, voice='en', speed=150, pitch=45, rate=22050):
    """Speech by espeak-ng, turned into the format of the name's ending."""
    wav = ROOT/'tmp.wav'; p = out(lib, name)
    subprocess.run(['espeak-ng', '-v', voice, '-s', str(speed), '-p', str(pitch), '-w', str(wav), text], check=True)
    subprocess.run(['ffmpeg', '-loglevel', 'error', '-y', '-i', str(wav), '-ar', str(rate), '-ac', '1', '-bitexact', str(p)], check=True)
    wav.unlink(); truth(lib, name, text)

def zipped(p, items):
    with zipfile.ZipFile(p, 'w', zipfile.ZIP_DEFLATED) as z:
        for n, b in items: z.writestr(zipfile.ZipInfo(n, (2026,3,2,9,0,0)), b)

# ---- docx
import docx
from docx.shared import Pt, Cm
from docx.oxml import parse_xml
from docx.oxml.ns import qn, nsdecls
def new_docx(title=''):
    d = docx.Document(); d.core_properties.created = d.core_properties.modified = WHEN
    d.core_properties.author = ''; d.core_properties.title = title; return d

class Footnotes:
    """python-docx knows no footnotes: build the part by hand."""
    def __init__(s, doc): s.doc, s.notes = doc, []
    def add(s, par, text):
        s.notes.append(text); n = len(s.notes)
        r = par.add_run()._r
        r.append(parse_xml(f'<w:rPr {nsdecls("w")}><w:vertAlign w:val="superscript"/></w:rPr>'))
        r.append(parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="{n}"/>'))
    def close(s):
        from docx.opc.part import Part
        from docx.opc.packuri import PackURI
        body = ''.join(f'<w:footnote w:id="{i+1}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {t}</w:t></w:r></w:p></w:footnote>' for i, t in enumerate(s.notes))
        xml = (f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {nsdecls("w")}>'
               '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
               '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'+body+'</w:footnotes>')
        part = Part(PackURI('/word/footnotes.xml'), 'application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml', xml.encode(), s.doc.part.package)
        s.doc.part.relate_to(part, 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes')

def text_box(par, lines, w=200, h=90):
    """A floating VML text box hung on a paragraph."""
    ps = ''.join(f'<w:p><w:r><w:t>{l}</w:t></w:r></w:p>' for l in lines)
    par._p.append(parse_xml(f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape type="#_x0000_t202" '
      f'style="position:absolute;margin-left:280pt;margin-top:0;width:{w}pt;height:{h}pt"><v:textbox><w:txbxContent>{ps}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>'))

def docx_table(where, rows, style='Table Grid', merges=()):
    t = where.add_table(rows=len(rows), cols=max(map(len, rows))) if not hasattr(where, '_tc') else where.add_table(len(rows), max(map(len, rows)))
    if style: t.style = style
    for i, r in enumerate(rows):
        for j, c in enumerate(r):
            if c is not None: t.cell(i, j).text = str(c)
    for (a, b, c, e) in merges: t.cell(a, b).merge(t.cell(c, e))
    return t

# ---- pdf
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
for n, p in (('Sans', SANS), ('Sans-B', BOLD), ('Serif', SERIF), ('Mono', MONO), ('Serif-B', F+'DejaVuSerif-Bold.ttf'), ('Serif-I', F+'DejaVuSerif-Italic.ttf')):
    pdfmetrics.registerFont(TTFont(n, p))
def two_columns(path, title, blocks, footer='', size=9.5):
    """Two columns of hard-broken, hyphenated lines: blocks are (bold, text); '\u00ad' marks where a word may be broken."""
    from reportlab.pdfgen import canvas
    from reportlab.lib.pagesizes import A4
    W, H = A4; cw = (W-130)/2; c = canvas.Canvas(str(path), pagesize=A4, invariant=1); c.setTitle(title)
    lines = []
    for bold, text in blocks:
        f = 'Serif-B' if bold else 'Serif'; cur = ''
        for w in text.split(' '):
            bits = w.split('\u00ad')
            whole = ''.join(bits); t = (cur+' '+whole).strip()
            if pdfmetrics.stringWidth(t, f, size) <= cw: cur = t; continue
            for k in range(len(bits)-1, 0, -1):
                t = (cur+' '+''.join(bits[:k])+'-').strip()
                if pdfmetrics.stringWidth(t, f, size) <= cw:
                    lines.append((f, t)); cur = ''.join(bits[k:]); break
            else: lines.append((f, cur)); cur = whole
        lines += [(f, cur), (f, '')]
    col, y, page = 0, H-100, 1
    def head():
        c.setFont('Sans-B', 15); c.drawString(50, H-60, title); c.setFont('Sans', 8); c.drawString(50, 36, footer); c.drawRightString(W-50, 36, f'Page {page}')
    head()
    for f, t in lines:
        if y < 70:
            col += 1; y = H-100
            if col == 2: c.showPage(); page += 1; col = 0; head()
        c.setFont(f, size); c.drawString(50+col*(cw+30), y, t); y -= size*1.35
    c.save()
