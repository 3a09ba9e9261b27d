import zipfile, re, random, io
from PIL import Image, ImageDraw, ImageFont, ImageFilter
DJ='/usr/share/fonts/truetype/dejavu/'
def norm_zip(path):
    z=zipfile.ZipFile(path); items=[(i.filename,z.read(i.filename)) for i in z.infolist()]; z.close()
    with zipfile.ZipFile(path,'w') as o:
        for n,d in items:
            if n=='docProps/core.xml':
                d=re.sub(rb'(<dcterms:(created|modified)[^>]*>)[^<]*',rb'\g<1>2025-06-20T09:00:00Z',d)
            if n=='meta.xml':
                d=re.sub(rb'(<meta:creation-date>|<dc:date>)[^<]*',rb'\g<1>2025-06-20T09:00:00',d)
            zi=zipfile.ZipInfo(n,(2025,6,20,9,0,0))
            zi.compress_type=zipfile.ZIP_STORED if n=='mimetype' else zipfile.ZIP_DEFLATED
            o.writestr(zi,d)
def pdf_text(path,title,blocks,footer=''):
    """blocks: list of ('h',t) ('p',t) ('t',rows) ('pb',)"""
    from reportlab.platypus import SimpleDocTemplate,Paragraph,Spacer,Table,TableStyle,PageBreak
    from reportlab.lib.styles import getSampleStyleSheet,ParagraphStyle
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    pdfmetrics.registerFont(TTFont('DV',DJ+'DejaVuSans.ttf')); pdfmetrics.registerFont(TTFont('DVB',DJ+'DejaVuSans-Bold.ttf'))
    b=ParagraphStyle('b',fontName='DV',fontSize=9.5,leading=13.5,spaceAfter=6)
    h=ParagraphStyle('h',fontName='DVB',fontSize=11.5,leading=15,spaceBefore=9,spaceAfter=5)
    t=ParagraphStyle('t',fontName='DVB',fontSize=16,leading=20,spaceAfter=8)
    fl=[Paragraph(title,t)]
    for k,*x in blocks:
        if k=='h': fl.append(Paragraph(x[0],h))
        elif k=='p': fl.append(Paragraph(x[0],b))
        elif k=='pb': fl.append(PageBreak())
        elif k=='t':
            rows=[[Paragraph(str(c),ParagraphStyle('c',parent=b,fontSize=8.5,leading=11,spaceAfter=0)) for c in r] for r in x[0]]
            tb=Table(rows,colWidths=x[1] if len(x)>1 else None,repeatRows=1); tb.setStyle(TableStyle([('GRID',(0,0),(-1,-1),.4,colors.grey),('BACKGROUND',(0,0),(-1,0),colors.lightgrey),('VALIGN',(0,0),(-1,-1),'TOP')]))
            fl+= [tb,Spacer(1,8)]
    def foot(c,d):
        c.setFont('DV',7.5); c.drawString(60,30,footer); c.drawRightString(535,30,'Page %d'%d.page)
    SimpleDocTemplate(path,pagesize=A4,leftMargin=60,rightMargin=60,topMargin=55,bottomMargin=55,invariant=1,title=title).build(fl,onFirstPage=foot,onLaterPages=foot)
class Scan:
    def __init__(s,seed,w=1240,h=1754,bg=250):
        s.r=random.Random(seed); s.im=Image.new('L',(w,h),bg); s.d=ImageDraw.Draw(s.im); s.bg=bg
    def f(s,size,kind='DejaVuSans'): return ImageFont.truetype(DJ+kind+'.ttf',size)
    def text(s,x,y,t,size=24,bold=False,hand=False,fill=25):
        k='DejaVuSans-Bold' if bold else ('DejaVuSerif-Italic' if hand else 'DejaVuSans')
        try: f=s.f(size,k)
        except OSError: f=s.f(size,'DejaVuSans-Oblique')
        s.d.text((x,y),t,font=f,fill=55 if hand else fill)
    def grid(s,x,y,widths,rows,rh=46,size=21,hand_from=1):
        for i,r in enumerate(rows):
            cx=x
            for w,c in zip(widths,r):
                s.d.rectangle((cx,y+i*rh,cx+w,y+(i+1)*rh),outline=90)
                s.text(cx+8,y+i*rh+10,str(c),size,bold=(i==0),hand=i>=hand_from); cx+=w
        return y+len(rows)*rh
    def done(s,angle=0.5,noise=2500):
        im=s.im.rotate(angle,resample=Image.BICUBIC,fillcolor=s.bg,expand=False)
        px=im.load(); w,h=im.size
        for _ in range(noise):
            x,y=s.r.randrange(w),s.r.randrange(h); px[x,y]=s.r.randrange(120,220)
        return im.filter(ImageFilter.GaussianBlur(0.5))
def img_pdf(path,ims):
    from reportlab.pdfgen import canvas
    from reportlab.lib.utils import ImageReader
    c=canvas.Canvas(path,pagesize=(595,842),invariant=1)
    for im in ims:
        c.drawImage(ImageReader(im),0,0,595,842); c.showPage()
    c.save()
def mbox(path,mails):
    out=[]
    for m in mails:
        frm,to,date,subj,body=m
        addr=re.search(r'[\w.\-]+@[\w.\-]+',frm).group(0)
        out.append(f"From {addr} {date}\nFrom: {frm}\nTo: {to}\nDate: {date}\nSubject: {subj}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"+re.sub(r'(?m)^From ','>From ',body.strip())+"\n\n")
    open(path,'w',encoding='utf-8').write(''.join(out))
