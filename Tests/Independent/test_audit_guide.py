"""The ten commands of docs/audit.md, run as they stand there."""

import os
import pathlib
import re
import shutil
import subprocess
import sys

import pytest
from corrected_site import made
from program import ROOT
from second_audit import SCRIPT, publishers_log

GUIDE = (ROOT / "docs/audit.md").read_text()
COMMANDS = re.findall(r"^\*\*(\d+)\.\*\* .*?\n\n```sh\n(.*?)```\n", GUIDE, re.M | re.S)
# What each command has to refuse, so that none passes whatever it is given.
REFUSED = {
    "1": ("index.html", b"<p>", b"<p >"),
    "2": ("epochs/3.1/usdc/holders.csv", b"1", b"2"),
    "3": ("epochs/4.1/manifest.json", b'"bytes": 1', b'"bytes": 2'),
    "4": ("log/vkey", b"opur", b"ruop"),
    "5": ("log/checkpoint", b"\n7\n", b"\n8\n"),
    "6": ("epochs/3/statement.json", b'"epoch":"3"', b'"epoch":"4"'),
    "7": ("epochs/3.1/report.json", b'"ruleset": 1', b'"ruleset": "1"'),
    "8": ("epochs/5/usdc/holders.csv", b"0x", b"0y"),
    "10": ("epochs/5/usdc/claims.csv", b",0x", b",0X"),
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(made().site, folder / "site")
    (folder / "kept").mkdir()
    (folder / "kept/vkey").write_text(made().key + "\n")
    shutil.copy(made().before / "log/checkpoint", folder / "kept/checkpoint")
    shutil.copy(SCRIPT, folder / "kept/check-site.py")
    return folder


def execute(command: str, folder: pathlib.Path) -> subprocess.CompletedProcess:
    # As a reader has it who installed the tools: those of this environment come first.
    path = f"{pathlib.Path(sys.executable).parent}:{os.environ['PATH']}"
    return subprocess.run(["bash", "-e", "-o", "pipefail", "-c", command], cwd=folder, capture_output=True, text=True, timeout=300,
                          env={**os.environ, "PATH": path})


def test_there_are_ten():
    assert [number for number, _ in COMMANDS] == [str(number) for number in range(1, 11)]


@pytest.mark.parametrize(("number", "command"), COMMANDS)
def test_command(desk, number, command):
    finished = execute(command, desk)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    if number == "9":
        import aleph_cid

        assert finished.stdout.strip() == aleph_cid.hash_folder(str(desk / "site"), cid_version=1)
        assert finished.stdout.startswith("bafybei")


@pytest.mark.parametrize("number", REFUSED)
def test_command_refuses(desk, number):
    name, old, new = REFUSED[number]
    path = desk / "site" / name
    content = path.read_bytes()
    assert old in content
    path.write_bytes(content.replace(old, new, 1))
    try:
        assert execute(dict(COMMANDS)[number], desk).returncode != 0
    finally:
        path.write_bytes(content)


def test_a_kept_head_finds_a_history_that_was_signed_again(desk):
    """The publisher states epoch 2 anew and signs all of it with the same key: only what was kept can tell."""
    forged = shutil.copytree(desk, desk.parent / "forged")
    log = publishers_log(forged / "site")
    names = log.names()
    entries = [(forged / f"site/epochs/{name}/statement.json").read_bytes() for name in names]
    entries[1] = entries[1].replace(b"revshare 0", b"revshare 1")
    (forged / "site/epochs/2/statement.json").write_bytes(entries[1])
    log.write(entries)
    for number in ("3", "4", "5"):
        assert execute(dict(COMMANDS)[number], forged).returncode == 0
    refused = execute(dict(COMMANDS)["6"], forged)
    assert refused.returncode != 0 and "kept/checkpoint: another history" in refused.stderr
    shutil.copy(forged / "site/log/checkpoint", forged / "kept/checkpoint")
    assert execute(dict(COMMANDS)["6"], forged).returncode == 0
