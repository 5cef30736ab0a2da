# --------------------------------------------------------------------------------- Votes (section 7.2)


def largest_remainder(total: int, parts: list[int]) -> list[int]:
    """Section 3."""
    whole = sum(parts)
    shares = [total * part // whole for part in parts]
    ranking = sorted(range(len(parts)), key=lambda i: (-(total * parts[i] % whole), i))
    for i in ranking[: total - sum(shares)]:
        shares[i] += 1
    return shares


def percentage_in(choice: str) -> int | None:
    signs = re.findall("[%\u2030\u2031\u066a\u0609\u060a\ufe6a\uff05]", choice)
    if not signs:
        return None
    match = re.search(r"(?:^|[ (\[:=\"'])((?:0|[1-9][0-9]{0,2})(?:\.[0-9]{1,4})?%)(?![0-9])", choice)
    require(signs == ["%"] and match, "which percentage a choice names is not certain", "decision.vote", "epoch.json")
    return percentage(match[1])


def split_vote(kind: str, row: Record, choices: int) -> list[tuple[int, int]]:
    """The numbers of the choices that a vote is given to, and how much of its power each gets."""
    numbers, weights = [], []
    for part in row.choice.split("|") if kind == "weighted" else [row.choice + ":1"]:
        match = matched(r"([1-9][0-9]{0,8}):(.*)", part, "a choice with its weight")
        numbers.append(int(match[1]))
        weights.append(votes(match[2]))
    require(numbers == sorted(set(numbers)) and any(weights) and numbers[-1] <= choices, "no such choice", row.line)
    return list(zip(numbers, largest_remainder(row.power, weights)))


def count_votes(inputs: Inputs, rows: list[Record]) -> None:
    decision, vote = inputs.decision, inputs.decision.vote

    def agree(condition: Any, fact: str) -> None:
        require(condition, fact, "decision.vote", "epoch.json")

    agree(vote.type in ("basic", "single-choice", "weighted"), "no such type of vote")
    tallies = [0] * len(vote.choices)
    for row in rows:
        for number, part in split_vote(vote.type, row, len(tallies)):
            tallies[number - 1] += part
    in_order([row.voter for row in rows], "voters")
    total, names = sum(tallies), [choice.name for choice in vote.choices]
    scores = [choice.score for choice in vote.choices]
    agree(len(rows) == vote.voters, f"{len(rows)} votes were counted, not {vote.voters}")
    agree(total and vote.total == fits(total), f"the total is {votes_text(total)}")
    agree(len(set(names)) == len(names), "two choices have one text")
    for choice, tally in zip(vote.choices, tallies):
        told = votes_text(choice.tally)
        agree(choice.tally == tally, f"the tally of {choice.name} is {votes_text(tally)}, not {told}")
        agree(choice.difference == votes_text(choice.score - tally), "score less tally is not the difference")
        agree(abs(choice.score - tally) * 1_000_000 <= total, "the score is too far from the tally")
    agree(total >= vote.quorum, "the quorum was not reached")
    said, quorum = inputs.document["decision"]["tally"], inputs.document["decision"]["vote"]["quorum"]
    agree(said == [{"choice": c.name, "votes": votes_text(tally)} for c, tally in zip(vote.choices, tallies)]
          and inputs.document["decision"]["quorum"] == (quorum if vote.quorum else None), "the decision has another tally")
    agree(decision.decidedAt >= vote.end, "it was decided before the vote ended")
    leaders = [{i for i, value in enumerate(values) if value == max(values)} for values in (tallies, scores)]
    agree(leaders[0] & leaders[1], "no choice leads by tally and by score")
    agree(vote.rule in ("adopts", "winner", "median"), "no such rule")
    agree((vote.adopts is None) == (vote.rule != "adopts"), "the choice that adopts stands with the rule adopts")
    if vote.rule == "median":
        named = sorted((share, i) for i, name in enumerate(names) if (share := percentage_in(name)) is not None)
        agree(named, "no choice names a percentage")
        whole, so_far = sum(tallies[i] for _, i in named), 0
        for share, chosen in named:
            so_far += tallies[chosen]
            if 2 * so_far >= whole:
                break
    else:
        agree(len(leaders[0]) == len(leaders[1]) == 1, "two choices lead together")
        (chosen,) = leaders[0]
        share = None if vote.rule == "adopts" else percentage_in(names[chosen])
        agree(vote.rule == "winner" or names[chosen] == vote.adopts, "another choice leads than the one that adopts")
    agree(vote.outcome.choice == chosen + 1, f"the outcome is choice {chosen + 1}")
    agree(vote.outcome.stakerShare == (None if vote.rule == "adopts" else decision.stakerShare), "another staker share")
    agree(vote.rule == "adopts" or share == decision.stakerShare, "the staker share is not what the vote says")


# -------------------------------------------------------------------------- Beneficiaries (section 8.7)

P = 2**256 - 2**32 - 977  # secp256k1: y^2 = x^3 + 7 over the integers modulo P, a group of order N
N = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
G = (0x79BE667EF9DCBBAC55A06295CE870B07029BFCDB2DCE28D959F2815B16F81798,
     0x483ADA7726A3C4655DA4FBFC0E1108A8FD17B448A68554199C47D08FFB10D4B8)
Point = tuple[int, int] | None


def point_sum(a: Point, b: Point) -> Point:
    if a is None or b is None:
        return a or b
    if a[0] == b[0] and (a[1] + b[1]) % P == 0:
        return None
    slope = (3 * a[0] * a[0] * pow(2 * a[1], -1, P) if a == b else (b[1] - a[1]) * pow(b[0] - a[0], -1, P)) % P
    x = (slope * slope - a[0] - b[0]) % P
    return x, (slope * (a[0] - x) - a[1]) % P


def point_product(scalar: int, point: Point) -> Point:
    result: Point = None
    while scalar:
        if scalar & 1:
            result = point_sum(result, point)
        point, scalar = point_sum(point, point), scalar >> 1
    return result


def signer(message: bytes, signature: bytes) -> bytes | None:
    """The account that made a signature of EIP-191 (`personal_sign`), by public key recovery."""
    r, s, v = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:64], "big"), signature[64]
    if not (0 < r < N and 0 < s <= N // 2 and v in (0, 1, 27, 28)):
        return None
    y = pow(r**3 + 7, (P + 1) // 4, P)
    if (y * y - r**3 - 7) % P:
        return None
    if y % 2 != v % 27:
        y = P - y
    digest = int.from_bytes(K(b"\x19Ethereum Signed Message:\n%d" % len(message) + message), "big")
    inverse = pow(r, -1, N)
    key = point_sum(point_product(s * inverse % N, (r, y)), point_product(-digest * inverse % N, G))
    return K(key[0].to_bytes(32, "big") + key[1].to_bytes(32, "big"))[12:] if key else None


