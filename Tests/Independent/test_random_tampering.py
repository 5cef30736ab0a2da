"""One digit changed in a random evidence file, all digests mended: where the reference disagrees, the audit has to."""

import re
import shutil
from random import Random

import pytest

from program import publish, run
from published import PublishedSite, Recomputed
from random_books import random_scenario
from random_folder import write_books
from reference.chain import check_first, check_follows
from test_random_books import SEEDS, evidence_below
from test_tampering import mend_digests

CHANGES = 4


def is_what_the_reference_gives(site: PublishedSite) -> bool:
    """Every epoch from its inputs, and each begins with what the one before left."""
    before, origins = None, {}
    for number in site.epochs:
        try:
            now = Recomputed(site.epoch_folder(number) / "inputs")
            check_first(now.inputs) if before is None else check_follows(now.inputs, before, origins)
        except Exception:  # noqa: BLE001  whatever the reference cannot take
            return False
        if now.files != evidence_below(site, number):
            return False
        before, origins = now.closing, {**origins, **now.closing.entries}
    return True


def changed(data: bytes, rng: Random) -> bytes | None:
    """One digit is another; none where there is no digit."""
    places = [found.start() for found in re.finditer(rb"[0-9]", data)]
    if not places:
        return None
    place = rng.choice(places)
    digit = str((int(data[place : place + 1]) + rng.randint(1, 9)) % 10).encode()
    return data[:place] + digit + data[place + 1 :]


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: f"seed{seed}")
def test_a_changed_digit_is_found(seed, tmp_path, tally):
    rng = Random(seed)
    publish(write_books(random_scenario(seed), tmp_path / "books"), tmp_path / "site")
    for k in range(CHANGES):
        folder = tmp_path / f"changed-{k}"
        shutil.copytree(tmp_path / "site", folder)
        site = PublishedSite(folder)
        number = rng.choice(site.epochs)
        path = rng.choice(sorted(set(evidence_below(site, number)) - {"manifest.json"}))
        file = site.epoch_folder(number) / path
        other = changed(file.read_bytes(), rng)
        if other is None:
            continue
        file.write_bytes(other)
        mend_digests(folder, site.epoch_folder(number))
        audit = run("audit", folder, "--quiet")
        assert audit.returncode in (0, 1), f"{path}: {audit.stderr}"
        tally["changed digits that are found" if audit.returncode else "changed digits that change nothing"] += 1
        assert audit.returncode == 1 or is_what_the_reference_gives(site), f"epochs/{number}/{path}, change {k}"
