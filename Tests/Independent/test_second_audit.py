"""The second audit, templates/audit/check-site: it passes what is right and names what is forged.

A forger here mends every digest, so that nothing but computing again finds the fraud.
"""

import json
import os
import pathlib
import subprocess
import sys

import pytest
from corrected_site import made
from program import ROOT, files
from second_audit import SCRIPT, Forgery, check_site, copied, findings, named

SITE = pathlib.Path(os.environ.get("REVSHARE_SITE", ROOT / "site"))


def agreed(folder) -> pathlib.Path:
    """A copy of the example as the program publishes and signs it, before its corrections."""
    return copied(made().before, folder)


def run(*arguments):
    return subprocess.run([sys.executable, SCRIPT, *map(str, arguments)], capture_output=True, text=True, timeout=300)


def test_what_is_published_agrees(site):
    finished = run(site.folder)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    assert "everything agrees" in finished.stdout and "error" not in finished.stdout


def test_a_site_with_corrections_agrees():
    finished = run(made().site, "--key", made().key, "--since", made().before / "log/checkpoint")
    assert finished.returncode == 0, finished.stdout
    assert finished.stdout.startswith("7 publications, ") and finished.stdout.count("\n") == 1


def test_the_site_carries_the_script():
    assert (SITE / "audit/check-site.py").read_bytes() == SCRIPT.read_bytes()


def test_exit_statuses(tmp_path):
    assert run(tmp_path / "none").returncode == 2
    assert run(SITE, "--since", tmp_path / "none").returncode == 2
    assert run(tmp_path).returncode == 1


def test_every_file_is_needed_and_none_may_be_added(tmp_path):
    site = agreed(tmp_path)
    for path in [path for path in sorted(site.rglob("*")) if path.is_file()]:
        content, name = path.read_bytes(), path.relative_to(site).as_posix()
        path.unlink()
        assert ("missing-file", name) in named(site), name
        path.write_bytes(content)
    (site / "epochs/2/extra.json").write_text("{}")
    assert named(site) == {("unexpected-file", "epochs/2/extra.json")}


def test_a_second_epoch_that_passes_for_a_view(tmp_path):
    """The site's manifest may name pages; it may not make evidence of its own."""
    site = agreed(tmp_path)
    manifest = json.loads((site / "manifest.json").read_bytes())
    forged = ["epochs/04/report.json", "epochs/4/usdc/claims.csv", "epochs/4/usdc/more.csv"]
    for name in forged:
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).touch()
        manifest["files"].append({"path": name, "bytes": 0, "sha256": ""})
    manifest["files"].sort(key=lambda file: file["path"])
    (site / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")
    Forgery(site).mend_digests()
    assert named(site) == {("unexpected-file", name) for name in forged}


def test_a_flipped_bit_in_any_file_is_named(tmp_path):
    site = agreed(tmp_path)
    for path in [path for path in sorted(site.rglob("*")) if path.is_file()]:
        content = path.read_bytes()
        position = len(content) * 2 // 3
        path.write_bytes(content[:position] + bytes([content[position] ^ 1]) + content[position + 1 :])
        names = {name for _, name in named(site)}
        # A line of a manifest that reads names the file that is not what it says.
        assert path.relative_to(site).as_posix() in names or (path.name == "manifest.json" and names), path
        path.write_bytes(content)
    assert named(site) == set()


def test_an_amount_raised_by_hand(tmp_path):
    site = agreed(tmp_path)
    claims = site / "epochs/4/usdc/claims.csv"
    index, account, amount, leaf = claims.read_text().splitlines()[5].split(",")
    claims.write_text(claims.read_text().replace(f",{amount},{leaf}\n", f",{int(amount) + 1},{leaf}\n"))
    Forgery(site).mend_digests("4")
    line = f"error wrong-figure epochs/4/usdc/claims.csv: line 6, column amount: not what the inputs give: expected {amount}, found {int(amount) + 1}"
    assert line in findings(site)


# Frauds whose documents agree with each other: everything after the forged figure is computed from it.


def test_an_invented_holder(tmp_path):
    forgery = Forgery(agreed(tmp_path))
    invented = bytes.fromhex("5eed" * 10)

    def staked(stake):
        stake.pieces[invented][forgery.inputs.start, forgery.inputs.start, forgery.inputs.end] = 10**24

    forgery.publish("4", change_stake=staked)
    found = findings(forgery.site)
    assert named(forgery.site) >= {
        ("wrong-figure", f"epochs/4/{name}")
        for name in ("report.json", "usdc/holders.csv", "usdc/claims.csv", "usdc/tree.json", "usdc/claims/0x5.json", "manifest.json")}
    assert "error wrong-figure epochs/4/usdc/holders.csv: not what the inputs give: expected 60 rows, found 61 rows" in found
    assert "error wrong-figure epochs/4/report.json: stake.holderCount: not what the inputs give: expected 60, found 61" in found


def test_a_wrong_total(tmp_path):
    forgery = Forgery(agreed(tmp_path))
    forgery.publish("4", change_entries=lambda entries: setattr(entries[0], "converted", entries[0].converted - 5_000_000))
    found = findings(forgery.site)
    place = "assets[0].streams[2].entries"
    assert f"error wrong-figure epochs/4/report.json: {place}: not what the inputs give: expected 59280636000, found 59275636000" in found
    assert ("wrong-view", "index.json") in named(forgery.site)


@pytest.mark.parametrize("number", ["1", "2", "3", "4"])
def test_a_wrong_percentage(tmp_path, number):
    forgery = Forgery(agreed(tmp_path))
    forgery.publish(number, change_inputs=lambda inputs: setattr(inputs.decision, "stakerShare", inputs.decision.stakerShare - 50_000))
    codes = named(forgery.site)
    assert {("wrong-figure", f"epochs/{number}/report.json"), ("wrong-figure", f"epochs/{number}/usdc/holders.csv")} <= codes
    place = "pool.allocated" if number < "4" else "assets[0].pool.allocated"
    assert any(line.startswith(f"error wrong-figure epochs/{number}/report.json: {place}: ") for line in findings(forgery.site))
    # The next epoch still names the manifest that was there before.
    assert number == "4" or ("broken-chain", f"epochs/{int(number) + 1}/inputs/epoch.json") in codes


def test_a_swapped_claim(tmp_path):
    forgery = Forgery(agreed(tmp_path))

    def swapped(claims):
        claims[3].amount, claims[7].amount = claims[7].amount, claims[3].amount

    forgery.publish("4", change_claims=swapped)
    found = [line for line in findings(forgery.site) if "claims.csv" in line]
    assert [line.split(": ")[1] for line in found] == ["line 5, column amount", "line 9, column amount"]
    assert ("wrong-figure", "epochs/4/usdc/tree.json") in named(forgery.site)
    assert ("wrong-figure", "epochs/4/report.json") in named(forgery.site)


def test_a_beneficiary_that_nobody_named(tmp_path):
    forgery = Forgery(agreed(tmp_path))
    forgery.publish("4", change_inputs=lambda inputs: inputs.beneficiaries.update({min(forgery.holders("4")): bytes(19) + b"\1"}))
    assert {("wrong-figure", "epochs/4/usdc/claims.csv"), ("wrong-figure", "epochs/4/usdc/claims/0x0.json")} <= named(forgery.site)


def test_a_redirection_that_another_key_signed(tmp_path):
    from eth_account import Account
    from eth_account.messages import encode_defunct

    forgery = Forgery(agreed(tmp_path))
    terms = forgery.terms("4")
    row = next(row for row in terms["beneficiaries"] if row["signature"])
    text = (f"Revshare beneficiary\nchain: {terms['chain']['id']}\ntoken: {terms['token']['symbol']}\nholder: {row['account']}\n"
            f"beneficiary: {row['beneficiary']}\nsince: {row['since']}")
    row["signature"] = "0x" + Account.from_key(b"\7" * 32).sign_message(encode_defunct(text=text)).signature.hex()
    forgery.write_terms("4", terms)
    forgery.publish("4")
    assert named(forgery.site) == {("wrong-signature", "epochs/4/inputs/epoch.json")}


@pytest.mark.parametrize(
    ("forged", "fact"),
    [
        (lambda terms: terms["decision"]["vote"]["choices"][0].update(tally="18873650.9112910724"), "the tally of For is"),
        (lambda terms: terms["decision"]["vote"].update(voters=40), "41 votes were counted"),
        (lambda terms: terms["decision"]["vote"].update(adopts="Against"), "another choice leads"),
        (lambda terms: terms["decision"].update(effectiveEpoch=5), "not yet in force"),
    ],
)
def test_a_vote_that_was_told_wrongly(tmp_path, forged, fact):
    forgery = Forgery(agreed(tmp_path))
    terms = forgery.terms("4")
    forged(terms)
    forgery.write_terms("4", terms)
    forgery.mend_digests("4")
    assert ("inconsistent-inputs", "epochs/4/inputs/epoch.json") in named(forgery.site)
    assert any(fact in line for line in findings(forgery.site))


def test_history_rewritten_in_one_epoch(tmp_path):
    """Two entries changed by opposite amounts leave every figure as it was, but not the manifest."""
    forgery = Forgery(agreed(tmp_path))
    ledger = forgery.site / "epochs/1/inputs/revenue.csv"
    rows = [row.split(",") for row in ledger.read_text().splitlines()]
    first, second = [row for row in rows if len(row) == 5 and row[1] == "subscriptions"][:2]
    first[2], second[2] = str(int(first[2]) + 7), str(int(second[2]) - 7)
    ledger.write_text("".join(",".join(row) + "\n" for row in rows))
    forgery.publish("1")
    assert named(forgery.site) == {("broken-chain", "epochs/2/inputs/epoch.json")}


def test_lots_that_vanish_between_epochs(tmp_path):
    forgery = Forgery(agreed(tmp_path))
    lots = forgery.site / "epochs/4/inputs/opening-lots.csv"
    rows = lots.read_text().splitlines(keepends=True)
    lots.write_text("".join(rows[:10] + rows[11:]))
    forgery.publish("4")
    (line,) = findings(forgery.site)
    assert line.startswith("error broken-chain epochs/4/inputs/epoch.json: opening lots: does not follow from the epoch before: ")


# Whatever a file holds, it is a finding, and never a traceback.

HOSTILE = {
    "nothing": b"", "not text": b"\xff\xfe\x00", "deep": b"[" * 100_000, "a huge number": b'{"ruleset": ' + b"9" * 100_000 + b"}",
    "not an object": b"[]", "a string": b'"x"', "NaN": b'{"ruleset": NaN}', "twice": b'{"ruleset": 1, "ruleset": 2}',
    "quotes": b'"', "lines": b"\n\n\n", "surrogate": b'{"ruleset": 1, "\\ud800": "\\ud800"}', "null": b"null",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files(tmp_path, name):
    site = agreed(tmp_path)
    pristine = files(site)
    for file, content in pristine.items():
        # Schemas, package and provenance are known by their digests alone; epochs 2 and 3 are of the kind of epoch 1.
        is_passed_over = file.startswith(("schemas/", "datapackage.json", "epochs/2/", "epochs/3/"))
        is_passed_over = is_passed_over or file.endswith("/provenance.dsse.json")
        if is_passed_over or not file.endswith((".json", ".csv")) or ("/claims/0x" in file and not file.endswith("0x3.json")):
            continue
        (site / file).write_bytes(HOSTILE[name])
        Forgery(site).mend_digests(*([file.split("/")[1]] if file.startswith("epochs/") else []))
        lines = findings(site)
        assert any(file in line for line in lines), (file, lines)
        assert not any("cannot be checked" in line for line in lines), (file, lines)
        for path in {file, "manifest.json", *(path for path in pristine if path.endswith("/manifest.json"))}:
            (site / path).write_bytes(pristine[path])
    assert findings(site) == []


def test_every_scalar_of_the_terms_replaced(tmp_path):
    """Numbers, texts, nulls and objects where others belong: they are refused, or computed."""
    forgery = Forgery(agreed(tmp_path))

    def places(value, path=()):
        members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        yield path
        for key, member in members:
            yield from places(member, (*path, key))

    folder = forgery.site / "epochs/4/inputs"
    original = (folder / "epoch.json").read_bytes()
    for path in list(places(forgery.terms("4")))[1:]:
        for replacement in (None, -1, 10**30, "", "9" * 78, {}, [[]]):
            changed = forgery.terms("4", original)
            target = changed
            for key in path[:-1]:
                target = target[key]
            target[path[-1]] = replacement
            forgery.write_terms("4", changed)
            try:
                check_site.Epoch(check_site.Inputs(lambda name: (folder / name).read_bytes()))
            except check_site.Refusal:
                pass  # any other error fails


def test_output_that_a_terminal_cannot_show(tmp_path):
    """Names and values of any characters, on a terminal that knows ASCII alone: one line each, nothing that moves a cursor."""
    site = agreed(tmp_path)
    for name in ("é\u202e.txt", "a\nerror x", "\x1b[2J"):
        (site / name).touch()
    (site.joinpath(os.fsdecode(b"\xff\xfe"))).touch()
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    finished = subprocess.run([sys.executable, SCRIPT, site], capture_output=True, timeout=60, env=environment)
    assert finished.returncode == 1 and finished.stderr == b"" and finished.stdout.isascii()
    assert b"\x1b" not in finished.stdout and finished.stdout.count(b"\n") == 5
    assert finished.stdout.count(b"error unexpected-file ") == 4


def test_links_and_pipes_are_not_followed(tmp_path):
    site = agreed(tmp_path)
    (site / "epochs/4/report.json").unlink()
    os.symlink("/etc/passwd", site / "epochs/4/report.json")
    os.mkfifo(site / "epochs/4/pipe")
    os.symlink("/", site / "epochs/4/root")
    finished = run(site)
    assert "/root:/" not in finished.stdout and finished.stderr == ""
    for name in ("report.json", "pipe", "root"):
        assert f"error unexpected-file epochs/4/{name}: not a regular file" in finished.stdout
