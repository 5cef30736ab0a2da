"""Books whose claims are committed to a tree of choice, and the sites that the program publishes of them."""

import pathlib
import re

from program import OPUR, copy, publish

CONTRACT = "0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48"


def books_with(tree: str, folder: pathlib.Path, source: pathlib.Path = OPUR) -> pathlib.Path:
    """A copy of books with a tree; the payout asset gets a contract where it has none."""
    books = copy(source, folder)
    path = books / "revshare.yaml"
    text = path.read_text()
    text = re.sub(r"(id: usdc, [^}]*decimals: 6) }", rf'\1, contract: "{CONTRACT}" }}', text)
    path.write_text(re.sub(r"^payout:", f"tree: {tree}\npayout:", text, flags=re.MULTILINE))
    return books


def site_with(tree: str, folder: pathlib.Path, source: pathlib.Path = OPUR) -> tuple[pathlib.Path, pathlib.Path]:
    """The books and their site."""
    books = books_with(tree, folder / "books", source)
    publish(books, folder / "site")
    return books, folder / "site"
