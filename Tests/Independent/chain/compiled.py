"""The test contracts, compiled by Vyper once for every change of their sources."""

import functools
import hashlib
import json
import os
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
REPOSITORY = HERE.parent.parent.parent
SOURCES = HERE / "contracts"
# Vyper and py-evm have an environment of their own.
PYTHON = os.environ.get("REVSHARE_CHAIN_PYTHON", str(REPOSITORY / ".venv-chain/bin/python"))


class Compiled(NamedTuple):
    abi: list[dict]
    bytecode: str


@functools.cache
def contracts() -> dict[str, Compiled]:
    """By name; a contract's file begins with a capital, a module's does not."""
    sources = sorted(SOURCES.glob("*.vy"))
    digest = hashlib.sha256(b"".join(path.name.encode() + path.read_bytes() for path in sources)).hexdigest()
    cache = Path(tempfile.gettempdir()) / f"revshare-contracts-{digest[:32]}.json"
    if not cache.exists():
        built = compile_all([path for path in sources if path.name[0].isupper()])
        with tempfile.NamedTemporaryFile("w", dir=cache.parent, delete=False) as file:
            json.dump(built, file)
        os.replace(file.name, cache)
    return {name: Compiled(*parts) for name, parts in json.loads(cache.read_text()).items()}


def compile_all(sources: list[Path]) -> dict[str, tuple[list[dict], str]]:
    compiler = [str(Path(PYTHON).parent / "vyper"), "-f", "abi,bytecode", *map(str, sources)]
    lines = subprocess.run(compiler, cwd=SOURCES, check=True, capture_output=True, text=True).stdout.splitlines()
    assert len(lines) == 2 * len(sources), lines
    return {path.stem: (json.loads(lines[2 * k]), lines[2 * k + 1]) for k, path in enumerate(sources)}
