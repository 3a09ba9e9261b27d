"""Tidewrack Software: five people who make a parcel-label program called Mooring."""
from common import *
import json
library("software")

text("README.md", """# Mooring

Mooring prints parcel labels for small shops. It talks to carriers through *berths* (plug-ins).

## Requirements

- Java 17 or newer
- 512 MB RAM, 200 MB disk
- a label printer that understands ZPL or EPL (A4 printers work, but slowly)

## Installation

```sh
tar xzf mooring-3.4.1.tgz
cd mooring
./bin/moor init --data /srv/mooring
./bin/moor serve --port 8642
```

Default login is `harbourmaster` / the password printed by `moor init`.

## Settings

| Key | Default | Meaning |
|---|---|---|
| `label.dpi` | 203 | printer resolution |
| `label.retry` | 3 | how often a failed print is repeated |
| `queue.maxAgeHours` | 36 | older jobs are dropped |
| `berth.timeoutMs` | 4500 | time allowed to a carrier |
| `audit.keepDays` | 400 | how long the audit log is kept |

## Known limits

* Not more than 12 berths at once.
* Labels longer than 210 mm are cut, except on EPL printers.
* Windows is not supported; use the container instead.

## Licence

Mooring is sold under the Tidewrack Shop Licence. The berth API is MIT.
""")
text("CHANGELOG.md", """# Changelog

## 3.4.1 – 2025-05-06
- Fixed: umlauts on EPL printers (ticket MOO-812)
- Fixed: crash when the queue file was empty (MOO-819)

## 3.4.0 – 2025-03-24
- New: return labels
- New: setting `audit.keepDays`
- Changed: default of `berth.timeoutMs` from 3000 to 4500
- Removed: support for Java 11

## 3.3.2 – 2025-01-09
- Security: session cookie is now HttpOnly (MOO-771, reported by Ansgar Fell)

## 3.3.0 – 2024-10-30
- New: berth for Pelican Express
- Deprecated: `/v1/print`, will be removed in 4.0
""")
text("api_notes.md", """# API notes (internal)

Base URL: `https://api.mooring.example/v2`. All calls need the header `X-Moor-Key`.

## POST /labels
Creates a label. Limit: 120 requests per minute and key. Body at most 64 kB.

Errors:

| Status | Code | Meaning |
|---|---|---|
| 400 | E1001 | address incomplete |
| 402 | E1040 | prepaid balance used up |
| 409 | E1102 | label already printed |
| 429 | E1200 | too many requests, wait 30 s |
| 503 | E1303 | carrier unreachable |

## GET /labels/{id}
Returns PDF or ZPL, depending on `Accept`. Labels are deleted after 14 days; return labels after 90 days.

## DELETE /labels/{id}
Only possible within 60 minutes after creation. Pelican Express labels can never be deleted by API.

## Webhooks
We sign with HMAC-SHA256, header `X-Moor-Signature`. Failed deliveries are retried 5 times, with 1, 5, 25, 60 and 240 minutes between them.
""")
text("config.production.json", json.dumps({"server": {"host": "0.0.0.0", "port": 8642, "threads": 24, "tls": {"enabled": True, "minVersion": "1.2", "certificate": "/etc/mooring/tls/chain.pem"}},
     "database": {"driver": "postgres", "host": "db-quay.internal", "port": 5433, "name": "mooring_prod", "poolSize": 18, "user": "moor_app"},
     "berths": [{"id": "pelican", "enabled": True, "account": "PX-220941"}, {"id": "gannet", "enabled": True, "account": "GN-7731"}, {"id": "dunlin", "enabled": False, "account": None}],
     "backup": {"cron": "15 2 * * *", "target": "s3://tidewrack-backup/mooring", "keep": 21}, "featureFlags": {"returnLabels": True, "batchPrint": False}}, indent=2))
text("config.staging.json", json.dumps({"server": {"host": "127.0.0.1", "port": 8650, "threads": 4, "tls": {"enabled": False, "minVersion": "1.2"}},
     "database": {"driver": "postgres", "host": "db-mudflat.internal", "port": 5432, "name": "mooring_stage", "poolSize": 5, "user": "moor_stage"},
     "berths": [{"id": "pelican", "enabled": True, "account": "PX-TEST-3"}, {"id": "dunlin", "enabled": True, "account": "DL-TEST-1"}], "backup": None, "featureFlags": {"returnLabels": True, "batchPrint": True}}, indent=2))
LOG = [("2025-05-12T06:58:01Z", "INFO", "server", "started version 3.4.1 in 2140 ms"), ("2025-05-12T07:14:37Z", "WARN", "berth.gannet", "slow answer 4210 ms"), ("2025-05-12T07:31:09Z", "ERROR", "queue", "job 58812 failed: printer OFFLINE (dock-2)"),
       ("2025-05-12T07:31:40Z", "INFO", "queue", "job 58812 repeated, attempt 2"), ("2025-05-12T07:32:11Z", "INFO", "queue", "job 58812 printed on dock-3"), ("2025-05-12T09:02:55Z", "ERROR", "berth.pelican", "E1303 carrier unreachable"), ("2025-05-12T09:03:30Z", "ERROR", "berth.pelican", "E1303 carrier unreachable"),
       ("2025-05-12T09:10:02Z", "INFO", "berth.pelican", "connection restored after 427 s"), ("2025-05-12T11:47:18Z", "WARN", "auth", "5 failed logins for user stevedore from 203.0.113.77"), ("2025-05-12T13:20:00Z", "ERROR", "label", "E1001 address incomplete, order 2025-44120")]
text("server_log.jsonl", "".join(json.dumps(dict(zip(("time", "level", "module", "message"), l))) + "\n" for l in LOG))
cell = lambda t, s, o=None: {"cell_type": t, "metadata": {}, "source": s.splitlines(True)} | ({"execution_count": 1, "outputs": [{"output_type": "stream", "name": "stdout", "text": o.splitlines(True)}] if o else []} if t == "code" else {})
text("label_timing.ipynb", json.dumps({"cells": [cell("markdown", "# How long does a label take?\nMeasured by Ngozi on 28 April 2025 with printer dock-3, 500 labels per carrier."), cell("code", "import csv, statistics\nrows = list(csv.DictReader(open('timing.csv')))\nfor c in ('pelican', 'gannet', 'dunlin'):\n    t = [float(r['ms']) for r in rows if r['carrier'] == c]\n    print(c, round(statistics.median(t)), round(max(t)))", "pelican 412 1890\ngannet 655 4388\ndunlin 298 977\n"),
     cell("markdown", "**Conclusion:** gannet is the slowest carrier (median 655 ms). Most of it is DNS; a local cache would save about 200 ms. Do *not* raise the thread count, it makes no difference above 24.")], "metadata": {"kernelspec": {"name": "python3", "language": "python", "display_name": "Python 3"}}, "nbformat": 4, "nbformat_minor": 5}, indent=1))

for fn, cust, no, start, fee, resp, up, credit, contact, end in [
    ("contract_Teasel_Yarns.docx", "Teasel Yarns Ltd", "MC-2024-09", "1 September 2024", "€ 89 per month", "eight working hours", "99.0 %", "5 % of the monthly fee per started hour", "Hyacinth Boyle", "three months to the end of a year"),
    ("contract_Corvid_Books.docx", "Corvid Books GmbH", "MC-2025-02", "1 February 2025", "€ 240 per month", "two hours, also at weekends", "99.8 %", "10 % of the monthly fee per started hour", "Emre Tazegül", "one month to the end of a quarter")]:
    docx(fn, [("h1", "Maintenance contract " + no), ("p", f"between Tidewrack Software and {cust} (customer), in force since {start}."), ("h2", "1 Service"), ("p", f"Tidewrack runs Mooring for the customer. Response time for urgent faults: {resp}. Availability promised: {up} per month."),
              ("h2", "2 Fee"), ("p", f"The fee is {fee} plus VAT, payable within 14 days."), ("h2", "3 Credit"), ("p", f"If the availability is missed, the customer is credited {credit}. No credit is given for announced maintenance between 1 am and 4 am."),
              ("h2", "4 Term"), ("p", f"The contract can be ended with notice of {end}."), ("h2", "5 Contacts"), ("t", [["Party", "Person"], ["Tidewrack", "Solveig Rankine"], [cust, contact]])], header="Tidewrack Software – confidential", footer=no)
text("standup_chat.txt", "#standup 2025-05-13\n\nngozi 09:01  yesterday: timing notebook. today: DNS cache for gannet. no blockers\nlaszlo 09:02  MOO-826 still open, label rotated by 180 degrees on the new Zephyr printer. need the printer here!\nsolveig 09:04  Zephyr printer arrives thursday. Corvid asks for batch print, promised them end of june (NOT may)\nlaszlo 09:05  who renews the tls cert? runs out 2 june\nsolveig 09:06  piet does, he's back from holiday on the 19th\nngozi 09:09  fyi stevedore user locked himself out, was the trainee at teasel\n")
zipped("release_3.4.1_notes.zip", [("notes/upgrade.txt", "Upgrade from 3.3 to 3.4.1\n1. Stop the server.\n2. Back up /srv/mooring.\n3. Run: moor migrate --to 34 (takes about 6 minutes for 100 000 labels)\n4. Start the server.\nDowngrade is not possible after step 3.\n"), ("notes/checksums.txt", "mooring-3.4.1.tgz sha256 9f4c21ab77e0d3\nmooring-3.4.1.deb sha256 02be915fd8c461\n"), ("notes/contacts.csv", "role,name,mail\nrelease manager,Piet Vandersteen,piet@tidewrack.example\nsupport,Solveig Rankine,help@tidewrack.example\n")])

HB = [("Welcome", "Tidewrack Software was founded in 2017 by Solveig Rankine and Piet Vandersteen in a former net loft. Today five people work here. This handbook collects what new colleagues ask most often. It is not part of the employment contract.", []),
      ("Working hours", "The full week has 37 hours. Core time is from 10 am to 3 pm on Monday to Thursday; on Fridays there is no core time. Overtime is written down in the sheet and taken as free time within three months. Overtime is paid out only when somebody leaves the company.", ["Work before 6 am or after 9 pm only for emergencies on call", "Breaks of less than 15 minutes do not count as breaks"]),
      ("Working from home", "Everybody may work from home up to three days a week. Trainees may do so on one day, after their first six months. Working from abroad is possible for at most 20 days a year and only inside the European Union and Norway.", ["The company pays 26 € a month for internet", "A chair is lent from the office on request, a desk is not"]),
      ("Holidays", "There are 29 days of holiday a year. Requests of more than five days are sent to Piet four weeks ahead. Up to eight days can be carried over until 31 March of the next year. 24 December and 31 December are free and do not count.", []),
      ("Illness", "Call or write to Solveig before 9.30 am on the first day. A doctor's note is needed from the fourth day, for trainees from the second. Who has a sick child gets ten paid days per year and child.", []),
      ("On call", "On-call duty changes every Monday at noon. The person on call gets 140 € a week plus 1.5 times the hourly pay for each started hour of work. Nobody is on call two weeks in a row, and nobody in their first year.", ["Telephone of the on-call person: 01632 960 808", "Escalation after 30 minutes without an answer: Piet"]),
      ("Equipment", "New colleagues choose a notebook for up to 1,900 €. It may be replaced after four years, or after three years for those who build releases. Private use is allowed, but not for games with anti-cheat drivers. Lost devices are reported within two hours to security@tidewrack.example.", []),
      ("Travel", "Trains in second class; first class when the journey is longer than four hours. Flights need the consent of both founders. Hotels up to 120 € a night, in capital cities up to 165 €. Receipts are handed in by the 5th of the next month.", []),
      ("Training", "Each colleague has 1,100 € and four days a year for courses and books. What is not used in a year is lost, with one exception: language courses may be spread over two years.", []),
      ("Code and reviews", "Every change is reviewed by one colleague, changes to the module audit by two. No releases on Fridays and none in the week before Christmas. Secrets never go into the repository; they live in the vault called Crab Pot.", []),
      ("Kitchen and office", "The dishwasher is emptied by whoever comes first. The alarm code is changed on the first of each quarter and handed over in person. Dogs are welcome on Wednesdays and Thursdays, unless somebody in the office is allergic.", []),
      ("Leaving", "The notice period is two months to the end of a month, during the six months of probation two weeks. Keys, notebook and the yellow token are handed back to Solveig on the last day.", [])]
docx("employee_handbook.docx", [("h1", "Employee handbook")] + [x for i, (h, p, l) in enumerate(HB, 1) for x in ([("h2", f"{i}. {h}"), ("p", p)] + ([("ul", l)] if l else []))], header="Tidewrack Software – internal", footer="Edition of 1 April 2025, kept by Solveig Rankine")
