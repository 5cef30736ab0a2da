"""Books of many holders and two epochs, as the benchmarks make them (Benchmarks/scale_books.py)."""

import sys

from program import ROOT

sys.path.append(str(ROOT / "Benchmarks"))

from scale_books import holder, write_books  # noqa: E402

__all__ = ["holder", "write_books"]
