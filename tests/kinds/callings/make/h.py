"""Small writers shared by the two make_ scripts."""
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib import colors
from reportlab.platypus import (BaseDocTemplate, Frame, PageTemplate, Paragraph, Spacer, Table, TableStyle)
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
D = "/usr/share/fonts/truetype/dejavu/"
pdfmetrics.registerFont(TTFont("DV", D + "DejaVuSans.ttf"))
pdfmetrics.registerFont(TTFont("DVB", D + "DejaVuSans-Bold.ttf"))
body = ParagraphStyle("b", fontName="DV", fontSize=8.6, leading=11.6, spaceAfter=4)
small = ParagraphStyle("s", parent=body, fontSize=7, leading=9)
h1 = ParagraphStyle("h1", parent=body, fontName="DVB", fontSize=14, leading=18, spaceAfter=6)
h2 = ParagraphStyle("h2", parent=body, fontName="DVB", fontSize=9.8, leading=13, spaceBefore=5, spaceAfter=3)

def flow(items, width):
    """items: str with prefix '# ', '## ', '^ ' (small) or a list of rows (table) or (rows, widths)."""
    out = []
    for it in items:
        if isinstance(it, str):
            if it.startswith("# "): out.append(Paragraph(it[2:], h1))
            elif it.startswith("## "): out.append(Paragraph(it[3:], h2))
            elif it.startswith("^ "): out.append(Paragraph(it[2:], small))
            elif it == "": out.append(Spacer(1, 6))
            else: out.append(Paragraph(it, body))
        else:
            rows, w = it if isinstance(it, tuple) else (it, None)
            cell = ParagraphStyle("c", parent=body, fontSize=7.6, leading=9.6, spaceAfter=0)
            head = ParagraphStyle("ch", parent=cell, fontName="DVB")
            data = [[Paragraph(str(c), head if i == 0 else cell) for c in r] for i, r in enumerate(rows)]
            cw = [width * x for x in w] if w else None
            t = Table(data, colWidths=cw, hAlign="LEFT")
            t.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.3, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP"),
                                   ("TOPPADDING", (0, 0), (-1, -1), 1.5), ("BOTTOMPADDING", (0, 0), (-1, -1), 2)]))
            out += [t, Spacer(1, 6)]
    return out

def pdf(path, items, title, columns=1, footer=None):
    W, H = A4
    m = 18 * mm
    gap = 8 * mm
    cw = (W - 2 * m - gap * (columns - 1)) / columns
    frames = [Frame(m + i * (cw + gap), 20 * mm, cw, H - 38 * mm, 0, 0, 0, 0) for i in range(columns)]
    def deco(c, d):
        c.setFont("DV", 7)
        c.drawString(m, 12 * mm, footer or title)
        c.drawRightString(W - m, 12 * mm, str(c.getPageNumber()))
    doc = BaseDocTemplate(path, pagesize=A4, title=title)
    doc.addPageTemplates([PageTemplate(id="p", frames=frames, onPage=deco)])
    doc.build(flow(items, cw))

def docx(path, items):
    import docx as dx
    d = dx.Document()
    for it in items:
        if isinstance(it, str):
            if it.startswith("# "): d.add_heading(it[2:], 0)
            elif it.startswith("## "): d.add_heading(it[3:], 2)
            elif it.startswith("- "): d.add_paragraph(it[2:], style="List Bullet")
            else: d.add_paragraph(it)
        else:
            t = d.add_table(rows=0, cols=len(it[0])); t.style = "Table Grid"
            for r in it:
                for c, v in zip(t.add_row().cells, r): c.text = str(v)
            d.add_paragraph("")
    d.save(path)

def odt(path, items):
    from odf.opendocument import OpenDocumentText
    from odf.text import H, P
    from odf import table as T
    d = OpenDocumentText()
    n = 0
    for it in items:
        if isinstance(it, str):
            if it.startswith("# "): d.text.addElement(H(outlinelevel=1, text=it[2:]))
            elif it.startswith("## "): d.text.addElement(H(outlinelevel=2, text=it[3:]))
            else: d.text.addElement(P(text=it))
        else:
            n += 1
            t = T.Table(name=f"T{n}"); t.addElement(T.TableColumn(numbercolumnsrepeated=len(it[0])))
            for r in it:
                tr = T.TableRow()
                for v in r:
                    c = T.TableCell(valuetype="string"); c.addElement(P(text=str(v))); tr.addElement(c)
                t.addElement(tr)
            d.text.addElement(t)
    d.save(path)

def xlsx(path, sheets):
    """sheets: name -> list of rows (None rows are blank)"""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    wb = Workbook(); wb.remove(wb.active)
    for name, rows in sheets.items():
        ws = wb.create_sheet(name)
        for i, r in enumerate(rows, 1):
            for j, v in enumerate(r or [], 1): ws.cell(i, j, v)
        ws["A1"].font = Font(bold=True, size=14)
    wb.save(path)

def pptx(path, slides):
    """slides: (title, [bullets], table rows or None, notes or None)"""
    from pptx import Presentation
    from pptx.util import Inches, Pt
    p = Presentation()
    for title, bullets, rows, notes in slides:
        s = p.slides.add_slide(p.slide_layouts[1 if not rows else 5])
        s.shapes.title.text = title
        if not rows:
            tf = s.placeholders[1].text_frame
            tf.text = bullets[0]
            for b in bullets[1:]: tf.add_paragraph().text = b
        else:
            t = s.shapes.add_table(len(rows), len(rows[0]), Inches(.4), Inches(1.4), Inches(9.2), Inches(3.6)).table
            for i, r in enumerate(rows):
                for j, v in enumerate(r):
                    t.cell(i, j).text = str(v)
                    for q in t.cell(i, j).text_frame.paragraphs: q.font.size = Pt(12)
            if bullets:
                tb = s.shapes.add_textbox(Inches(.4), Inches(6), Inches(9), Inches(1)).text_frame
                tb.word_wrap = True
                tb.text = "\n".join(bullets)
        if notes: s.notes_slide.notes_text_frame.text = notes
    p.save(path)
