"""An epoch from its inputs folder, under the ruleset that its epoch.json names."""

import json
from pathlib import Path

from . import evidence, inputs
from .ruleset2 import evidence as evidence2
from .ruleset2 import inputs as inputs2


def evidence_of(folder: Path):
    """All evidence of the epoch whose inputs stand in the folder."""
    form = json.loads((folder / "epoch.json").read_bytes())["format"]
    if form == "revshare-inputs-v2":
        return evidence2.Evidence(inputs2.read_inputs(folder))
    return evidence.Evidence(inputs.read_inputs(folder))
