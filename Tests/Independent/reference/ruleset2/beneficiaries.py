"""Section 8.7: who receives what a holder is paid, and who signed for it."""

import re

from coincurve import PublicKey

from ..units import account_bytes, checksummed, keccak


CURVE_ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141


def message(document: dict, holder: bytes, beneficiary: bytes, since: str) -> str:
    """The text that a holder signs."""
    return "\n".join([
        "Revshare beneficiary",
        f"chain: {document['chain']['id']}",
        f"token: {document['token']['symbol']}",
        f"holder: {checksummed(holder)}",
        f"beneficiary: {checksummed(beneficiary)}",
        f"since: {since}",
    ])


def signer(text: str, signature: str) -> bytes:
    """The account whose key made a signature of EIP-191 (`personal_sign`) over a text."""
    if not re.fullmatch("0x[0-9a-f]{130}", signature):
        raise ValueError(f"not a signature of 65 bytes: {signature!r}")
    *numbers, v = bytes.fromhex(signature[2:])
    if v not in (0, 1, 27, 28):
        raise ValueError(f"no such recovery: {v}")
    if int.from_bytes(numbers[32:], "big") > CURVE_ORDER // 2:
        raise ValueError("the other s is the one to use (EIP-2)")
    data = text.encode()
    digest = keccak(b"\x19Ethereum Signed Message:\n" + str(len(data)).encode() + data)
    key = PublicKey.from_signature_and_message(bytes(numbers) + bytes([v % 27]), digest, hasher=None)
    return keccak(key.format(compressed=False)[1:])[12:]


def check_evidence(document: dict, row: dict) -> None:
    """Refuses a redirection that neither a transaction nor its holder's own signature is evidence for."""
    holder, beneficiary = account_bytes(row["account"]), account_bytes(row["beneficiary"])
    if holder == beneficiary:
        raise ValueError(f"{row['account']} is its own beneficiary")
    if (row["signature"] is None) == (row["transaction"] is None):
        raise ValueError(f"{row['account']}: a signature or a transaction, not both")
    if row["transaction"] is not None:
        if not re.fullmatch("0x[0-9a-f]{64}", row["transaction"]):
            raise ValueError(f"not a transaction: {row['transaction']!r}")
    elif signer(message(document, holder, beneficiary, row["since"]), row["signature"]) != holder:
        raise ValueError(f"{row['account']}: somebody else's signature")


def in_force(document: dict) -> dict[bytes, bytes]:
    """The beneficiary of each account that has one."""
    return {account_bytes(row["account"]): account_bytes(row["beneficiary"]) for row in document["beneficiaries"]}
