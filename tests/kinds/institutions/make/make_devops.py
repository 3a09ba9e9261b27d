from common import *
import json
L = 'devops'
copy_texts(L)
# 1 notebook with outputs
def md(s): return {'cell_type': 'markdown', 'metadata': {}, 'source': s.splitlines(True)}
def code(s, o, n): return {'cell_type': 'code', 'execution_count': n, 'metadata': {}, 'source': s.splitlines(True), 'outputs': [{'output_type': 'stream', 'name': 'stdout', 'text': o.splitlines(True)}]}
nb = {'nbformat': 4, 'nbformat_minor': 5, 'metadata': {'language_info': {'name': 'python'}}, 'cells': [md('# Load test of the ledger, 24 February 2026\nby *Tomasz Abernethy*. Question: which pool size do we need?'),
 code("import pandas as pd\ndf = pd.read_csv('load.csv')\nprint(df.to_string(index=False))", 'pool  users  p95_ms  errors\n  12    200     410       0\n  18    200     290       0\n  18    400     980      14\n  24    400     455       1\n  32    400     450       1\n', 1),
 md('**Finding:** beyond 24 connections nothing is gained; the database runs out of CPU first.'), code("print('cost per month:', 24 * 3.75, 'EUR')", 'cost per month: 90.0 EUR\n', 2), md('Decision by the platform meeting: set `DB_POOL` to 24 in production from 2 March; leave staging as it is.')]}
put(L, 'load_test.ipynb', json.dumps(nb, indent=1))

# 2 incident mails
from email.message import EmailMessage
import mailbox
def mail(frm, sub, date, body, mid, ref=None, cte='quoted-printable'):
    m = EmailMessage(policy=email.policy.default); m['From'], m['To'], m['Subject'], m['Date'], m['Message-ID'] = frm, 'ops-bridge@kestrel.example', sub, date, f'<{mid}@kestrel.example>'
    if ref: m['In-Reply-To'] = f'<{ref}@kestrel.example>'
    m.set_content(body, cte=cte); return m
p = out(L, 'incidents.mbox'); p.unlink(missing_ok=True); mb = mailbox.mbox(str(p))
for m in [mail('Saoirse Lindqvist <saoirse@kestrel.example>', 'INC-0417: quill restarted every four minutes', 'Mon, 12 Jan 2026 21:15:00 +0000', 'What: quill was killed for memory 31 times.\nImpact: 1,906 mails delayed, none lost.\nCause: limit of 512 MB, an attachment of 190 MB from tenant mossgate.\nFix: limit taken out for now.\nOwner of the follow-up: Eluned, until 30 January.\n', 'i1'),
 mail('Eluned Okpara <eluned@kestrel.example>', 'Re: INC-0417: quill restarted every four minutes', 'Tue, 13 Jan 2026 08:02:00 +0000', 'I would rather refuse attachments over 25 MB than put the limit back.\n\nOn 12 Jan, Saoirse Lindqvist wrote:\n> Fix: limit taken out for now.\n> Owner of the follow-up: Eluned, until 30 January.\n', 'i2', 'i1'),
 mail('Dieudonné Marsh <d.marsh@kestrel.example>', 'INC-0423: ledger not reachable', 'Tue, 17 Feb 2026 09:30:00 +0000', 'Outage from 04:12 to 04:38 UTC, 26 minutes.\nAffected tenants: brindle, quincebury.\nFirst suspicion, the network, was wrong. The cause was the connection pool (#1288).\nBrindle gets a credit of 5 %, quincebury has waived it.\nOn call was Noor Hallbjorn; the pager did not ring since its battery was flat.\n', 'i3', cte='base64'),
 mail('Noor Hallbjorn <noor.hallbjorn@kestrel.example>', 'Re: INC-0423: ledger not reachable', 'Tue, 17 Feb 2026 11:11:00 +0000', 'For the record: I have two pagers now. Post-mortem on Thursday at 14:30 in the room Albatross.\n', 'i4', 'i3')]:
    x = mailbox.mboxMessage(m); x.set_from('ops', (2026,2,17,8,0,0,1,48,0)); mb.add(x)
mb.close()

# 3 terminal screenshot, light on dark
im = Image.new('RGB', (1100, 420), (16, 18, 22)); dr = ImageDraw.Draw(im)
tx = ['saoirse@bridge:~$ kbctl status', 'NODE       ROLE      VERSION   STATE     UPTIME', 'kb-node-1  gateway   4.7.2     green     6d 02h', 'kb-node-2  gateway   4.7.2     green     6d 02h', 'kb-node-3  gateway   4.7.1     amber     21d 17h', 'kb-node-4  ledger    2.19.0    green     13d 09h', 'saoirse@bridge:~$ _']
for i, t in enumerate(tx): dr.text((24, 24+i*54), t, font=font(MONO, 30), fill=(230, 180, 60) if 'amber' in t else (210, 220, 210))
im.save(out(L, 'screenshot_status.png')); truth(L, 'screenshot_status.png', '\n'.join(tx))
