"""The README's journey is what the program really prints. UPDATE_README=1 writes the output into it again."""

import os
import re
import shlex

from program import ROOT, run
from running_server import RunningServer

README = ROOT / "README.md"
BLOCK = re.compile(r"```\n\$ revshare ([^\n]*)\n(.*?)```\n", re.DOTALL)


def replace(path, old, new):
    text = path.read_text()
    assert text.count(old) >= 1, f"{path.name} holds {old}"
    path.write_text(text.replace(old, new, 1))


class Journey:
    """What happens between the commands that the README shows."""

    def __init__(self, folder):
        self.folder = folder
        self.ledgers = folder / "books" / "ledgers"
        self.before = {
            1: self.make_mistakes,
            2: self.mend_mistakes,
            4: self.write_change,
            6: self.change_published_entry,
            7: self.restore_entry,
            10: self.tamper,
            11: self.link_fixtures,
            12: self.edit_distribution,
            16: self.misspell_name,
        }

    def make_mistakes(self):
        replace(self.ledgers / "invoices.csv", "2026-07-02T09:14:00Z", "2026-02-30T09:14:00Z")
        replace(self.ledgers / "invoices.csv", "INV-2026-0033,advertising", "INV-2026-0032,ads")
        replace(self.ledgers / "staking.csv", ",Staked,", ",Staked,-")

    def mend_mistakes(self):
        for name in ("invoices.csv", "staking.csv"):
            (self.ledgers / name).write_bytes((ROOT / "Examples/opur/ledgers" / name).read_bytes())

    def write_change(self):
        text = "stakerShare: 55%\nweighting: { linear: { age: 365 days, cap: 2 } }\n"
        (self.folder / "change.yaml").write_text(text)

    def change_published_entry(self):
        replace(self.ledgers / "invoices.csv", "Façade Wallet,USDC,14250,", "Façade Wallet,USDC,14350,")

    def restore_entry(self):
        self.mend_mistakes()

    def link_fixtures(self):
        (self.folder / "Tests").symlink_to(ROOT / "Tests")

    def edit_distribution(self):
        published = (ROOT / "Tests/Fixtures/distributions/threshold-2022-09-01.json").read_text()
        edited = self.folder / "edited.json"
        edited.write_text(published)
        replace(edited, "34881982783694881687218", "34881982783694881687219")

    def misspell_name(self):
        replace(self.folder / "templates" / "index.mustache", "{{site.title}}", "{{site.titel}}")

    def tamper(self):
        path = self.folder / "site/epochs/2/usdc/claims.csv"
        content = bytearray(path.read_bytes())
        position = content.index(b"\n", content.index(b"\n") + 1) - 3
        content[position] = ord("9") if content[position] != ord("9") else ord("8")
        path.write_bytes(content)


def output_of(arguments, folder):
    """What the program prints; a server is asked for a free port, ends when its address is known, and 8000 stands for the port."""
    if arguments[0] != "serve":
        finished = run(*arguments, cwd=folder)
        return finished.stdout + finished.stderr
    server = RunningServer(*arguments[1:], cwd=folder)
    assert server.request("/")[0] == 200
    server.stop()
    return server.line.replace(f":{server.port}/", ":8000/")


def test_the_journey_is_true(tmp_path):
    text = README.read_text()
    journey = Journey(tmp_path)
    blocks = list(BLOCK.finditer(text))
    assert len(blocks) == 17
    outputs = []
    for index, block in enumerate(blocks):
        journey.before.get(index, lambda: None)()
        outputs.append(output_of(shlex.split(block.group(1)), tmp_path))
    if os.environ.get("UPDATE_README"):
        parts, end = [], 0
        for block, output in zip(blocks, outputs):
            parts += [text[end : block.start(2)], output]
            end = block.end(2)
        README.write_text("".join(parts) + text[end:])
        return
    for block, output in zip(blocks, outputs):
        assert block.group(2) == output, f"revshare {block.group(1)}"


def test_the_demo_figures_are_those_of_the_example():
    text = README.read_text()
    report = (ROOT / "site/index.json").read_text()
    for root in re.findall(r"  root     (0x[0-9a-f]{64})", text):
        assert root in report
    assert "  holders  60" in text


def test_every_exit_status_is_documented():
    text = README.read_text()
    source = (ROOT / "Sources/RevshareCommandLine/ExitStatus.swift").read_text()
    for status in re.findall(r"case \w+ = (\d+)", source):
        assert f"| {status} |" in text
