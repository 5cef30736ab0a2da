"""Files to measure with, made by the program itself; the same ones in each run."""

import json
import pathlib
import subprocess
import sys


class Samples:
    """Makes files in a folder when they are first asked for."""

    def __init__(self, folder, binary, measurements):
        self.folder = pathlib.Path(folder)
        self.binary = binary
        self.measurements = measurements

    def claims(self, count):
        """A table of claims in the order of their accounts."""
        file = self.folder / f"claims-{count}.csv"
        if not file.exists():
            subprocess.run([self.measurements, "claims", str(count), file], check=True)
        return file

    def dump(self, count):
        """OpenZeppelin's dump of the claims' tree."""
        file = self.folder / f"dump-{count}.json"
        if not file.exists():
            self._tree(count, "--order", "account", "--dump", file)
        return file

    def stakes(self, count):
        """Books with a staking ledger of so many events."""
        folder = self.folder / f"stakes-{count}"
        if not folder.exists():
            folder.mkdir()
            subprocess.run([self.measurements, "stakes", str(count), folder], check=True)
        return folder

    def uniswap(self, count):
        """A file as Uniswap's generator writes it: JSON.stringify(..., null, 2), a proof's hash a line."""
        file = self.folder / f"uniswap-{count}.json"
        if file.exists():
            return file
        lines = self.folder / f"proofs-{count}.ndjson"
        self._tree(count, "--format", "uniswap", "--proofs", lines)
        summary = self._tree(count, "--format", "uniswap", "--json")
        # In a process of its own: what this one holds would count as the peak of those that it starts.
        subprocess.run([sys.executable, __file__, lines, file], input=summary, check=True)
        lines.unlink()
        return file

    def _tree(self, count, *options):
        command = [self.binary, "tree", self.claims(count), *options]
        return subprocess.run(command, check=True, capture_output=True).stdout


def even_hex(digits):
    """A number as ethers' BigNumber.toHexString writes it."""
    text = f"{int(digits):x}"
    return "0x" + ("0" if len(text) % 2 else "") + text


def write_uniswap(lines, file, summary):
    with open(lines) as source:
        claims = sorted((json.loads(line) for line in source), key=lambda claim: claim["account"])
    with open(file, "w") as target:
        target.write(
            f'{{\n  "merkleRoot": "{summary["root"]}",\n'
            f'  "tokenTotal": "{even_hex(summary["total"])}",\n  "claims": {{\n'
        )
        for place, claim in enumerate(claims):
            proof = ",\n".join(f'        "{sibling}"' for sibling in claim["proof"])
            target.write(
                f'    "{claim["account"]}": {{\n      "index": {claim["index"]},\n'
                f'      "amount": "{even_hex(claim["amount"])}",\n'
                f'      "proof": [\n{proof}\n      ]\n    }}{"," if place < len(claims) - 1 else ""}\n'
            )
        target.write("  }\n}\n")


if __name__ == "__main__":
    write_uniswap(sys.argv[1], sys.argv[2], json.load(sys.stdin))
