from docx import Document
from docx.opc.part import Part
from docx.opc.packuri import PackURI
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from reportlab.lib.pagesizes import A4
from reportlab.platypus import SimpleDocTemplate, Paragraph, Spacer, Table, TableStyle, PageBreak
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.lib import colors
S=getSampleStyleSheet()
def docx(path,blocks,notes):
    """blocks: (style,text); '[[n]]' in text marks footnote n"""
    d=Document()
    for st,t in blocks:
        if st=='table':
            tb=d.add_table(rows=0,cols=len(t[0])); tb.style='Table Grid'
            for r in t:
                c=tb.add_row().cells
                for i,v in enumerate(r): c[i].text=str(v)
            continue
        p=d.add_paragraph(style=st)
        import re
        for part in re.split(r'(\[\[\d+\]\])',t):
            m=re.match(r'\[\[(\d+)\]\]',part)
            if m:
                r=p.add_run(); e=OxmlElement('w:footnoteReference'); e.set(qn('w:id'),m.group(1)); r._r.append(e); r.font.superscript=True
            elif part: p.add_run(part)
    ns='http://schemas.openxmlformats.org/wordprocessingml/2006/main'
    x='<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes xmlns:w="%s"><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'%ns
    for i,n in enumerate(notes,1):
        x+='<w:footnote w:id="%d"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> %s</w:t></w:r></w:p></w:footnote>'%(i,n)
    x+='</w:footnotes>'
    part=Part(PackURI('/word/footnotes.xml'),'application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml',x.encode(),d.part.package)
    d.part.relate_to(part,'http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes')
    d.save(path)
def pdf(path,blocks):
    out=[]
    for st,t in blocks:
        if st=='table':
            tb=Table([[Paragraph(str(c),S['Normal']) for c in r] for r in t['rows']],colWidths=t.get('w'))
            tb.setStyle(TableStyle([('GRID',(0,0),(-1,-1),0.4,colors.grey),('BACKGROUND',(0,0),(-1,0),colors.lightgrey)]))
            out+= [tb,Spacer(1,8)]
        elif st=='page': out.append(PageBreak())
        else: out+=[Paragraph(t,S[st]),Spacer(1,4)]
    SimpleDocTemplate(path,pagesize=A4).build(out)
def mbox(path,msgs):
    s=''
    for i,(frm,to,date,subj,body) in enumerate(msgs):
        addr=frm.split('<')[1].rstrip('>')
        s+='From %s %s\n'%(addr,'Mon Jan  1 00:00:00 2024')
        s+='From: %s\nTo: %s\nDate: %s\nSubject: %s\nMessage-ID: <m%d@%s>\n'%(frm,to,date,subj,i,addr.split('@')[1])
        if i: s+='In-Reply-To: <m%d@%s>\n'%(i-1,msgs[i-1][0].split('@')[1].rstrip('>'))
        s+='MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n'+body.strip()+'\n\n'
    open(path,'w').write(s)
