"""Settings of the books that may begin with an epoch: trees, distributors, schemes, deficits that go on."""

from reference.chain import Closing
from reference.presets import LEAVES, checked
from reference.ruleset2.checks import EXPLICIT_PROOFS
from reference.units import account_bytes, checksummed


def latest(settings: list[dict], number: int) -> dict:
    """The setting that began last; `from` left out is the first of all. Empty where none has begun."""
    begun = [setting for setting in settings if int(setting.get("from", 0)) <= number]
    return max(begun, key=lambda setting: int(setting.get("from", 0)), default={})


def account_text(text: str | None) -> str | None:
    return None if text is None else checksummed(account_bytes(text))


def distributor(payout: dict, number: int) -> str | None:
    setting = payout.get("distributor")
    if isinstance(setting, list):
        setting = latest(setting, number).get("address")
    return account_text(setting)


def scheme(payout: dict, number: int) -> str:
    setting = payout.get("claims", "per-epoch")
    return latest(setting, number).get("scheme", "per-epoch") if isinstance(setting, list) else setting


def explicit_proofs(payout: dict) -> dict:
    """The member of a payout asset in epoch.json; none where it is what holds without it."""
    number = int(payout.get("explicitProofs", EXPLICIT_PROOFS))
    return {} if number == EXPLICIT_PROOFS else {"explicitProofs": number}


def tree(payout: dict, asset: dict, number: int) -> dict:
    settings = payout.get("tree") or []
    setting = latest(settings if isinstance(settings, list) else [settings], number)
    name = setting.get("format", "openzeppelin")
    return checked({"preset": name, "order": setting.get("order", LEAVES[name][1])}, asset)


def carried_deficits(before: Closing | None, asset: str, streams: list[dict]) -> list[dict]:
    """Of the streams in their order; one that owes must be among them."""
    owed = before.deficits.get(asset, {}) if before else {}
    ids = [stream["id"] for stream in streams]
    left_out = [stream for stream, deficit in owed.items() if deficit and stream not in ids]
    if left_out:
        raise ValueError(f"{left_out} have a deficit and are left out")
    return [{"stream": stream, "amount": str(owed.get(stream, 0))} for stream in ids]


def previous(before: Closing | None) -> dict | None:
    return before and {"epoch": before.number, "manifest": before.manifest}
