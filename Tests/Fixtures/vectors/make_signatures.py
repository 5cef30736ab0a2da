"""Writes signatures.txt with PyPI eth-account 0.14.0 (eth-keys 0.8.0); nothing here uses the program.

The first line is the example of eth-account's documentation (`Account.recover_message`), which stands there
as text; the script checks that the library still gives it.
"""

import hashlib
import random
from pathlib import Path

from eth_account import Account
from eth_account.messages import encode_defunct

random.seed(191)
KEY = b"\xb2\\}\xb3\x1f\xee\xd9\x12''\xbf\t9\xdcv\x9a\x96VK-\xe4\xc4rm\x03[6\xec\xf1\xe5\xb3d"
DOCUMENTED = (
    "0x5ce9454909639D2D17A3F753ce7d93fa0b9aB12E",
    "0xe6ca9bba58c88611fad66a6ce8f996908195593807c4b38bd528d2cff09d4eb3"
    "3e5bfbbf4d3e39b1a2fd816a7680c19ebebaf3a141b239934ad43cb33fcec8ce1c",
)
LENGTHS = [0, 1, 2, 9, 10, 11, 31, 32, 33, 64, 99, 100, 101, 135, 136, 137, 272, 999, 1000, 1001]


def line(message: bytes, key: bytes) -> str:
    account = Account.from_key(key)
    signature = account.sign_message(encode_defunct(primitive=message)).signature.hex()
    signature = signature if signature.startswith("0x") else "0x" + signature
    return f"{account.address} {signature} 0x{message.hex()}"


lines = [
    "# Made by make_signatures.py with eth-account 0.14.0.",
    "# account that signed; signature; message, as personal_sign takes it",
    line("I♥SF".encode(), KEY),
]
assert lines[-1].split()[:2] == list(DOCUMENTED)
for length in LENGTHS:
    key = hashlib.sha256(b"invented key %d" % length).digest()
    lines.append(line(random.randbytes(length), key))
    lines.append(line(bytes(random.choice(b"0123456789 \n") for _ in range(length)), key))
(Path(__file__).parent / "signatures.txt").write_text("\n".join(lines) + "\n")
