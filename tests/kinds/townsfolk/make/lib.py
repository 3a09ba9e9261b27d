"""Helpers that write the strangers' files."""
import json, os, random, re, subprocess, sys, zipfile, mailbox, shutil
from email.message import EmailMessage
from pathlib import Path
ROOT = Path(__file__).resolve().parent.parent / "files"
DV = "/usr/share/fonts/truetype/dejavu/"

class Folder:
    def __init__(self, name, short):
        self.dir = ROOT / name
        if self.dir.exists(): shutil.rmtree(self.dir)
        self.dir.mkdir(); self.short = short; self.qs = []
    def p(self, n): return self.dir / n
    def text(self, n, s, enc="utf-8"):
        self.p(n).write_bytes(s.lstrip("\n").encode(enc))
    # ---- pdf: blocks: "# heading", "## sub", list = table, "---" page break, other = paragraph
    def pdf(self, n, title, blocks, serif=True, size=10.5, footer=None):
        from reportlab.platypus import SimpleDocTemplate, Paragraph, Spacer, Table, TableStyle, PageBreak
        from reportlab.lib.styles import ParagraphStyle
        from reportlab.lib.pagesizes import A4
        from reportlab.lib import colors
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont
        f = "DejaVuSerif" if serif else "DejaVuSans"
        for x in (f, f + "-Bold"): pdfmetrics.registerFont(TTFont(x, DV + x + ".ttf"))
        pdfmetrics.registerFontFamily(f, normal=f, bold=f + "-Bold", italic=f, boldItalic=f + "-Bold")
        b = ParagraphStyle("b", fontName=f, fontSize=size, leading=size * 1.42, spaceAfter=6)
        h0 = ParagraphStyle("h0", parent=b, fontName=f + "-Bold", fontSize=17, leading=22, spaceAfter=12)
        h1 = ParagraphStyle("h1", parent=b, fontName=f + "-Bold", fontSize=13, leading=17, spaceBefore=12, spaceAfter=5)
        h2 = ParagraphStyle("h2", parent=b, fontName=f + "-Bold", fontSize=11, leading=15, spaceBefore=6)
        fl = [Paragraph(title, h0)] if title else []
        for x in blocks:
            if isinstance(x, list):
                rows = [[Paragraph(str(c), ParagraphStyle("c", parent=b, fontSize=size - 1.5, leading=size + 1, spaceAfter=0)) for c in r] for r in x]
                t = Table(rows, repeatRows=1)
                t.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), .4, colors.grey), ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#e8e8e8")), ("VALIGN", (0, 0), (-1, -1), "TOP")]))
                fl += [t, Spacer(1, 8)]
            elif x == "---": fl.append(PageBreak())
            elif x.startswith("## "): fl.append(Paragraph(x[3:], h2))
            elif x.startswith("# "): fl.append(Paragraph(x[2:], h1))
            else: fl.append(Paragraph(x.replace("\n", "<br/>"), b))
        def foot(c, d):
            c.setFont(f, 7.5); c.drawString(57, 30, (footer or title or "")); c.drawRightString(538, 30, f"{d.page}")
        SimpleDocTemplate(str(self.p(n)), pagesize=A4, leftMargin=57, rightMargin=57, topMargin=57, bottomMargin=57, title=title or n).build(fl, onFirstPage=foot, onLaterPages=foot)
    # ---- docx with real footnotes: text may hold {{fn: ...}}
    def docx(self, n, title, blocks):
        from docx import Document
        d = Document(); notes = []
        if title: d.add_heading(title, 0)
        def para(s, style=None):
            p = d.add_paragraph(style=style)
            for part in re.split(r"(\{\{fn:.*?\}\}|\*\*.*?\*\*)", s):
                if part.startswith("{{fn:"):
                    notes.append(part[5:-2].strip()); p.add_run(f"@@FN{len(notes)}@@")
                elif part.startswith("**"): p.add_run(part[2:-2]).bold = True
                elif part: p.add_run(part)
        for x in blocks:
            if isinstance(x, list):
                t = d.add_table(rows=0, cols=len(x[0])); t.style = "Table Grid"
                for r in x:
                    cells = t.add_row().cells
                    for c, v in zip(cells, r): c.text = str(v)
            elif x.startswith("## "): d.add_heading(x[3:], 2)
            elif x.startswith("# "): d.add_heading(x[2:], 1)
            elif x.startswith("- "): para(x[2:], "List Bullet")
            elif x == "---": d.add_page_break()
            else: para(x)
        d.save(self.p(n))
        if notes:
            tmp = self.p(n).with_suffix(".tmp")
            from xml.sax.saxutils import escape
            W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
            fx = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {W}>' \
                 '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>' \
                 '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>' + \
                 "".join(f'<w:footnote w:id="{i}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {escape(s)}</w:t></w:r></w:p></w:footnote>' for i, s in enumerate(notes, 1)) + "</w:footnotes>"
            with zipfile.ZipFile(self.p(n)) as zi, zipfile.ZipFile(tmp, "w", zipfile.ZIP_DEFLATED) as zo:
                for it in zi.namelist():
                    data = zi.read(it)
                    if it == "word/document.xml":
                        data = re.sub(rb"<w:t[^>]*>@@FN(\d+)@@</w:t>", rb'<w:footnoteReference w:id="\1"/>', data)
                        assert b"@@FN" not in data
                    if it == "[Content_Types].xml":
                        data = data.replace(b"</Types>", b'<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>')
                    if it == "word/_rels/document.xml.rels":
                        data = data.replace(b"</Relationships>", b'<Relationship Id="rIdFn1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>')
                    zo.writestr(it, data)
                zo.writestr("word/footnotes.xml", fx)
            os.replace(tmp, self.p(n))
    # ---- xlsx: sheets = {name: rows}; merge = {sheet: ["A1:D1"]}
    def xlsx(self, n, sheets, merge={}, bold={}):
        from openpyxl import Workbook
        from openpyxl.styles import Font
        from datetime import date
        wb = Workbook(); wb.remove(wb.active)
        for s, rows in sheets.items():
            ws = wb.create_sheet(s)
            for r in rows: ws.append(list(r))
            for row in ws.iter_rows():
                for c in row:
                    if isinstance(c.value, date): c.number_format = "DD/MM/YYYY"
            for m in merge.get(s, []): ws.merge_cells(m)
            for c in bold.get(s, [1]):
                for cell in ws[c]: cell.font = Font(bold=True)
            ws.column_dimensions["A"].width = 28
        wb.save(self.p(n))
    def msg(self, frm, to, subj, date, body, cc=None, attach=(), html=None):
        m = EmailMessage(); m["From"] = frm; m["To"] = to; m["Subject"] = subj; m["Date"] = date
        if cc: m["Cc"] = cc
        m["Message-ID"] = f"<{abs(hash(subj + date)) % 10**10}@mail.example>"
        m.set_content(body.lstrip("\n"))
        if html: m.add_alternative(html, subtype="html")
        for a in attach:
            name, data = a
            if isinstance(data, str): m.add_attachment(data, filename=name)
            else: m.add_attachment(data, maintype="application", subtype="octet-stream" if not name.endswith("pdf") else "pdf", filename=name)
        return m
    def eml(self, n, *a, **k): self.p(n).write_bytes(bytes(self.msg(*a, **k)))
    def mbox(self, n, msgs):
        mb = mailbox.mbox(self.p(n)); [mb.add(m) for m in msgs]; mb.flush(); mb.close()
    # ---- picture of lines (receipt) / scan
    def _img(self, lines, w=620, size=22, mono=True, seed=1, rot=0.8, pad=40, h=None):
        from PIL import Image, ImageDraw, ImageFont, ImageFilter
        ft = ImageFont.truetype(DV + ("DejaVuSansMono.ttf" if mono else "DejaVuSerif.ttf"), size)
        lh = int(size * 1.45); H = h or pad * 2 + lh * len(lines)
        im = Image.new("L", (w, H), 250); d = ImageDraw.Draw(im)
        for i, l in enumerate(lines): d.text((pad, pad + i * lh), l, font=ft, fill=25)
        im = im.rotate(rot, fillcolor=240, expand=True, resample=Image.BICUBIC).filter(ImageFilter.GaussianBlur(.5))
        rnd = random.Random(seed); px = im.load()
        for _ in range(im.width * im.height // 60):
            px[rnd.randrange(im.width), rnd.randrange(im.height)] = rnd.randrange(150, 255)
        return im
    def picture(self, n, lines, **k):
        self._img(lines, **k).convert("RGB").save(self.p(n))
    def scan(self, n, pages, **k):
        k = dict(w=1240, h=1754, size=24, mono=False, pad=110, rot=.5) | k
        ims = [self._img(l, seed=i, **k) for i, l in enumerate(pages)]
        ims[0].save(self.p(n), save_all=True, append_images=ims[1:], resolution=150)
    def speech(self, n, s, voice="en-gb", speed=140):
        wav = self.p(n).with_suffix(".tmp.wav")
        subprocess.run(["espeak-ng", "-v", voice, "-s", str(speed), "-w", str(wav), s], check=True)
        extra = ["-ar", "16000"] if n.endswith("wav") else ["-b:a", "64k"]
        subprocess.run(["ffmpeg", "-y", "-loglevel", "error", "-i", str(wav), *extra, str(self.p(n))], check=True); wav.unlink()
    def pptx(self, n, slides):
        from pptx import Presentation
        pr = Presentation()
        for i, (t, bullets, *notes) in enumerate(slides):
            s = pr.slides.add_slide(pr.slide_layouts[1]); s.shapes.title.text = t
            tf = s.placeholders[1].text_frame; tf.text = bullets[0]
            for b in bullets[1:]: tf.add_paragraph().text = b
            if notes: s.notes_slide.notes_text_frame.text = notes[0]
        pr.save(self.p(n))
    def q(self, question, kind, file, answer, accept=(), must=None, not_=None, after=None):
        r = {"id": f"{self.short}-{len(self.qs) + 1:02d}", "question": question, "kind": kind, "file": file, "answer": answer, "accept": [accept] if isinstance(accept, str) else list(accept)}
        if must: r["must"] = must
        if not_: r["not"] = not_
        if after: r["after"] = after
        if file: assert self.p(file).exists(), file
        if "absent" in kind: assert answer is None and not r["accept"]
        else: assert answer and (r["accept"] or must), question
        if file is None and kind not in ("absent", "near-absent", "library"): raise AssertionError(question)
        self.qs.append(r)
    def absent(self, question, kind="absent", not_=None, after=None): self.q(question, kind, None, None, not_=not_, after=after)
    def end(self, drop=()):
        for d in drop:
            k = [q for q in self.qs if q["question"].lower().startswith(d.lower())]; assert len(k) == 1, (d, len(k)); self.qs.remove(k[0])
        for i, q in enumerate(self.qs, 1): q["id"] = f"{self.short}-{i:02d}"
        for q in self.qs: assert "after" not in q or any(o["question"] == q["after"] for o in self.qs), q
        self.p("questions.jsonl").write_text("".join(json.dumps(q, ensure_ascii=False) + "\n" for q in self.qs))
        from collections import Counter
        print(self.dir.name, len(list(self.dir.iterdir())) - 1, "files", len(self.qs), "questions", dict(Counter(q["kind"] for q in self.qs)))
