"""Random books, published by the program: every evidence document against the specification, byte for byte.

RANDOM_BOOKS  how many seeds; left out: 40. RANDOM_BOOKS_FIRST: the first of them; left out: 0
"""

import os
from random import Random

import pytest

from books import Books
from comparison import figures, first_difference
from large_books import crowd
from program import BESIDE_EVIDENCE, files, publish, run
from published import PublishedSite, files_below, recomputed
from random_books import random_scenario
from random_folder import write_books
from reference.chain import check_first, check_follows
from reference.inputs import StakeEvent
from reference.presets import LEAVES
from second_audit import findings

FIRST = int(os.environ.get("RANDOM_BOOKS_FIRST", "0"))
SEEDS = range(FIRST, FIRST + int(os.environ.get("RANDOM_BOOKS", "40")))


def evidence_below(site: PublishedSite, number: int) -> dict[str, bytes]:
    found = files_below(site.epoch_folder(number))
    for name in BESIDE_EVIDENCE:
        found.pop(name, None)
    return found


def assert_same(number: int, expected: dict[str, bytes], found: dict[str, bytes]) -> None:
    paths = sorted(expected.keys() | found.keys())
    differences = [first_difference(f"epochs/{number}/{path}", expected.get(path), found.get(path)) for path in paths]
    assert not any(differences), "\n".join(filter(None, differences))


@pytest.mark.parametrize(("seed", "beginning"), [(seed, text) for seed in range(FIRST, FIRST + 4) for text in ("", "ab", "abcd7")])
def test_evidence_of_a_crowd(seed, beginning, tmp_path):
    """Hundreds of holders whose accounts begin alike: claim files of longer and longer prefixes, in nested folders."""
    rng, scenario = Random(seed), random_scenario(seed)
    for k in range(rng.choice((260, 330, 1100))):
        account = bytes.fromhex(beginning + f"{rng.getrandbits(160):040x}"[len(beginning):])
        scenario.events.append(StakeEvent(scenario.epochs[0].start, None, "stake", account, rng.randint(1, 99), f"crowd {k}"))
    books = write_books(scenario, tmp_path / "books")
    publish(books, tmp_path / "site")
    site = PublishedSite(tmp_path / "site")
    for evidence in Books(books).epochs():
        assert_same(evidence.inputs.number, evidence.files(), evidence_below(site, evidence.inputs.number))
    assert run("audit", site.folder, "--quiet").returncode == 0


@pytest.mark.parametrize("preset", LEAVES)
def test_evidence_of_a_large_distribution(preset, tmp_path):
    """Claims files without proofs (section 9.1), in every tree; and of accounts that begin alike."""
    books = crowd(f"program {preset}", preset, Random(preset).choice(("", "ab", "abcd7")), tmp_path / "books")
    publish(books, tmp_path / "site")
    site = PublishedSite(tmp_path / "site")
    for evidence in Books(books).epochs():
        assert all(files.is_large for files in evidence.claims)
        assert_same(evidence.inputs.number, evidence.files(), evidence_below(site, evidence.inputs.number))
        assert_same(evidence.inputs.number, recomputed(site.folder, evidence.inputs.number).files, evidence.files())
    audit = run("audit", site.folder, "--quiet")
    assert audit.returncode == 0, audit.stdout + audit.stderr
    assert findings(site.folder) == []


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: f"seed{seed}")
def test_evidence_of_random_books(seed, tmp_path, tally):
    """From the books, again from the published inputs, along the chain, by both audits, and with the rows of all ledgers shuffled."""
    scenario = random_scenario(seed)
    books = write_books(scenario, tmp_path / "books")
    publish(books, tmp_path / "site")
    site = PublishedSite(tmp_path / "site")
    before, origins = None, {}
    expected = {evidence.inputs.number: evidence.files() for evidence in Books(books).epochs()}
    assert sorted(expected) == site.epochs == [epoch.number for epoch in scenario.epochs if epoch.closed]
    for number in site.epochs:
        found = evidence_below(site, number)
        assert_same(number, expected[number], found)
        now = recomputed(site.folder, number)
        assert_same(number, now.files, found)
        check_first(now.inputs) if before is None else check_follows(now.inputs, before, origins)
        before, origins = now.closing, {**origins, **now.closing.entries}
        for path, data in found.items():
            tally.update({f"{kind} of random books": count for kind, count in figures(path, data).items()})
    audit = run("audit", site.folder, "--quiet")
    assert audit.returncode == 0, audit.stdout + audit.stderr
    assert findings(site.folder) == []
    again = write_books(scenario, tmp_path / "shuffled", shuffle=Random(seed))
    publish(again, tmp_path / "again")
    assert files(tmp_path / "again") == files(tmp_path / "site")
