"""Every command of docs/chain.md, run in its order; each prints what stands there. UPDATE_README=1 writes it again."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from chain.compiled import PYTHON
from program import ROOT, binary

GUIDE = ROOT / "docs" / "chain.md"
BLOCK = re.compile(r"```\n(\$ .*?)```\n", re.DOTALL)
STATED = "http://127.0.0.1:8545"


@pytest.fixture
def folder(tmp_path):
    """A folder with the program on the path, as the guide's reader has it."""
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "revshare").symlink_to(binary())
    here = tmp_path / "here"
    here.mkdir()
    (here / "Tests").symlink_to(ROOT / "Tests")
    (here / ".venv-chain").symlink_to(Path(PYTHON).parent.parent)
    return here


def commands(block: str) -> list[tuple[str, str]]:
    """The commands of a block, each with what it prints."""
    parts = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
    return [tuple(part.split("\n", 1)) for part in parts]


def test_every_command_prints_what_the_guide_says(folder):
    text = GUIDE.read_text()
    blocks = list(BLOCK.finditer(text))
    outputs, node, server = [], None, None
    environment = os.environ | {"PATH": f"{folder.parent / 'tools'}:{os.environ['PATH']}"}
    try:
        for block in blocks:
            printed = []
            for command, _ in commands(block.group(1)):
                if "local_chain.py start" in command:
                    server = subprocess.Popen(command.replace("8545", "0").split(), cwd=folder, stdin=subprocess.PIPE,
                                              stdout=subprocess.PIPE, text=True)
                    output = ""
                    while not output.endswith("}\n"):
                        line = server.stdout.readline()
                        assert line, f"{command} ended"
                        output += line
                    node = re.search(r'"node": "([^"]+)"', output).group(1)
                elif command.startswith("export "):
                    environment["REVSHARE_NODE"] = node
                    output = ""
                else:
                    finished = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, text=True,
                                              capture_output=True, timeout=120)
                    output = finished.stdout + finished.stderr
                    assert finished.returncode in ((0, 1) if " root " in command else (0,)), output
                printed.append(f"$ {command}\n" + (output.replace(node, STATED) if node else output))
            outputs.append("".join(printed))
    finally:
        if server:
            server.stdin.close()
            server.wait(timeout=10)
            server.stdout.close()
    if os.environ.get("UPDATE_README"):
        parts, end = [], 0
        for block, output in zip(blocks, outputs):
            parts += [text[end:block.start(1)], output]
            end = block.end(1)
        GUIDE.write_text("".join(parts) + text[end:])
        return
    for block, output in zip(blocks, outputs):
        assert block.group(1) == output
    assert len(blocks) >= 9
