"""Every file exists and opens; for every question that is not compute/absent/library, at least one accepted string of
'answers' and of each group in 'all' stands in the text of its file (extracted here, plainly, without the assistant)."""
import json, re, zipfile, html, email, email.policy, mailbox, io, sys
from pathlib import Path
import pypdf, xlrd
from judge import has, norm
ROOT = Path(__file__).resolve().parent.parent
def xml(b):
    s = b.decode('utf-8', 'replace'); s = re.sub(r'</(w:p|a:p|text:p|text:h|p|h\d|c|si|tr|td|th)>', ' \n', s); return html.unescape(re.sub(r'<[^>]+>', '', s))
def of(name, b):
    e = name.rsplit('.', 1)[-1].lower()
    if e in ('docx','xlsx','pptx','odt','ods','odp','epub','zip'):
        z = zipfile.ZipFile(io.BytesIO(b)); return '\n'.join(xml(z.read(n)) if n.endswith(('.xml', '.xhtml')) and not re.search('styles|theme|Layout|Master|settings|fontTable|meta', n) else z.read(n).decode('utf-8', 'replace') if n.endswith(('.csv', '.txt')) else '' for n in z.namelist())
    if e == 'pdf':
        r = pypdf.PdfReader(io.BytesIO(b)); t = '\n'.join(p.extract_text() for p in r.pages); f = r.get_fields() or {}
        return t+'\n'+re.sub(r'-\n', '', t)+'\n'+'\n'.join(f'{k}: {v.get("/V")}' for k, v in f.items())
    if e == 'xls':
        return '\n'.join(' | '.join(str(c) for c in s.row_values(i)) for s in xlrd.open_workbook(file_contents=b).sheets() for i in range(s.nrows))
    if e in ('eml', 'mbox'):
        ms = [email.message_from_bytes(b, policy=email.policy.default)] if e == 'eml' else [email.message_from_bytes(x, policy=email.policy.default) for x in re.split(rb'^From .*\n', b, flags=re.M) if x]
        o = []
        for m in ms:
            o += [f'{k}: {m[k]}' for k in ('From', 'To', 'Subject', 'Date')]
            for p in m.walk():
                if p.is_multipart(): continue
                if p.get_filename(): c = p.get_content(); c = c if isinstance(c, bytes) else c.encode(); o.append(of(p.get_filename(), c) or c.decode())
                else: o.append(re.sub(r'<[^>]+>', ' ', p.get_content()))
        return '\n'.join(o)
    if e == 'rtf':
        from striprtf.striprtf import rtf_to_text; return rtf_to_text(b.decode('latin-1'))
    if e in ('jpg', 'png', 'wav', 'mp3', 'ogg', 'm4a'): return ''
    return None
import functools
@functools.cache
def text(lib, name):
    p = ROOT/'files'/lib/name; b = p.read_bytes(); t = of(name, b)
    if t is None:
        src = next((x for x in (ROOT/'text'/lib).iterdir() if x.name.partition('@')[0] == name), None); enc = src and src.name.partition('@')[2] or 'utf-8'; t = html.unescape(re.sub(r'<[^>]+>', ' ', b.decode(enc))) if name.endswith('.html') else b.decode(enc)
    tr = ROOT/'truth'/lib/(name+'.txt'); return t+('\n'+tr.read_text() if tr.exists() else '')
qs = [json.loads(l) for l in (ROOT/'questions.jsonl').read_text().splitlines()]; bad = 0
assert len({q['id'] for q in qs}) == len(qs)
for q in qs:
    if q['file'] and not (ROOT/'files'/q['library']/q['file']).exists(): print('NO FILE', q['id'], q['file']); bad += 1; continue
    if not q['file'] or q['absent'] or q['kind'] in ('compute', 'library'): continue
    t = text(q['library'], q['file'])
    for g in ([q['answers']] if q['answers'] else [])+q.get('all', []):
        if not any(has(t, a) for a in g): print('?', q['id'], q['kind'], q['file'], g[:4]); bad += 1
from collections import Counter
print(len(qs), 'questions', bad, 'to look at'); print(Counter(q['kind'] for q in qs)); print('absent', sum(q['absent'] for q in qs))
fs = [p for p in (ROOT/'files').glob('*/*')]; print(len(fs), 'files', Counter(p.suffix for p in fs)); print(Counter(q['library'] for q in qs))
