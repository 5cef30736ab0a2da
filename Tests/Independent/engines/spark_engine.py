"""Spark (PyPI pyspark, Java) in a process of its own, from .venv-spark."""

import json
import subprocess
from pathlib import Path

from .printed_query import Failed, parsed

ROOT = Path(__file__).resolve().parent.parent.parent.parent
PYTHON = ROOT / ".venv-spark" / "bin" / "python"
WORKER = Path(__file__).with_name("spark_worker.py")


class Spark:
    dialect = "spark"

    def __init__(self):
        if not PYTHON.exists():
            raise FileNotFoundError(f"no {PYTHON}; run .ci/setup engines")
        self.worker = subprocess.Popen([PYTHON, WORKER], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                       stderr=subprocess.DEVNULL, text=True)

    def rows(self, text: str, folder: Path, *more: str) -> list[tuple[str, int, int]]:
        """The rows of a query over the tables in a folder; `more` are statements after those that make the table."""
        printed = parsed(text)
        statements = [statement.replace("(path '", f"(path '{folder}/") for statement in printed.statements]
        self.worker.stdin.write(json.dumps([*statements, *more, printed.query]) + "\n")
        self.worker.stdin.flush()
        answer = json.loads(self.worker.stdout.readline())
        if "error" in answer:
            raise Failed(answer["error"])
        return [(account, step, int(amount)) for account, step, amount in answer["rows"]]

    def close(self) -> None:
        self.worker.stdin.close()
        self.worker.wait(timeout=60)
