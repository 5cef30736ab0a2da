"""The Opur example with other texts: everything that a person wrote, and nothing that figures depend on.

`plain_texts` and `hostile_texts` give books of the same shape, whose pages must have the same elements.
"""

import csv
import itertools

import yaml

from program import OPUR, copy

PAYLOADS = [
    "<img src=x onerror=alert(1)>",
    "\"><svg onload=alert(2)>",
    "'\u0301 onmouseover='alert(3)' x='",
    "\"\u0301 onfocus=\"alert(4)\" autofocus x=\"",
    "</script><script>alert(5)</script>",
    "</title></style><script src=//evil.example/x.js></script>",
    "<!-- --><base href=//evil.example/><a href=javascript:alert(6)>x</a>",
    "{{site.title}} {{{notice}}} {{>partials/head}} {{#epochs}}{{/epochs}} {{=<% %>=}}",
    "&lt;b&gt; &amp;lt; &#60;i&#62; ]]> <![CDATA[<b>x</b>]]> <?php ?>",
    "javascript:alert(7)//https://evil.example",
    "e\u0301\u0302\u0303\u0304\u0305<b\u0301>x</b\u0301>\u200d\u200d \U0001f1e9\U0001f1ea\U0001f468\u200d\U0001f469",
    "w" * 10_000,
]
# What people write in the settings and in decisions; ids, numbers, dates and links stay.
KEYS = {"title", "publisher", "description", "notice", "name", "reason", "rationale"}
LEDGERS = {"adjustments.csv": "note", "invoices.csv": "note", "ether.csv": "memo", "returned.csv": "note", "rates.csv": "source"}


def plain_texts():
    """Ever another word."""
    return (f"Word {number}" for number in itertools.count(1))


def hostile_texts():
    """Every payload in turn, made different by a number."""
    return (f"{payload}{number}" for number, payload in enumerate(itertools.cycle(PAYLOADS), 1))


def books_with(texts, target):
    """Writes the books into a folder that is not there yet."""
    books = copy(OPUR, target)
    for name in ["revshare.yaml", "governance.yaml"]:
        file = books / name
        # Every value as its text, as the program reads it too.
        document = yaml.load(file.read_text(), Loader=yaml.BaseLoader)
        replace(document, texts)
        file.write_text(yaml.dump(document, default_style='"', allow_unicode=True, sort_keys=False))
    for name, column in LEDGERS.items():
        file = books / "ledgers" / name
        with file.open(newline="") as source:
            rows = list(csv.DictReader(source))
        for row in rows:
            if row[column]:
                row[column] = next(texts)
        with file.open("w", newline="") as target_file:
            writer = csv.DictWriter(target_file, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
    return books


def replace(document, texts, key=None):
    if isinstance(document, dict):
        for name, value in document.items():
            if name in KEYS and isinstance(value, str):
                document[name] = next(texts)
            elif name not in {"chain", "ledgers"}:
                replace(value, texts)
    elif isinstance(document, list):
        for value in document:
            replace(value, texts)
