"""Faults of the logs, blocks and limits that a node answers, for the proxy of `misbehaving`."""

from typing import Callable

from chain.misbehaving import Fault, changing


def logs(change: Callable) -> Fault:
    """`change(logs)` gives others."""
    return changing("eth_getLogs", lambda found, _: change(found))


def log(change: Callable, position: int = -1) -> Fault:
    """`change(log)` alters one log of an answer, left alone it is the last."""
    def change_one(found):
        return found if not found else [*found[:position], change(dict(found[position])), *found[position:][1:]]

    return logs(change_one)


def logs_out_of_order() -> Fault:
    return logs(lambda found: found[::-1])


def logs_twice() -> Fault:
    return logs(lambda found: [each for log in found for each in (log, log)])


def last_log_twice() -> Fault:
    return logs(lambda found: found + found[-1:])


def removed_log() -> Fault:
    return log(lambda one: one | {"removed": True})


def with_field(name: str, value) -> Fault:
    """A log one of whose fields is another: text, a number, null, whatever JSON has."""
    return log(lambda one: one | {name: value})


def without_field(name: str) -> Fault:
    return log(lambda one: {key: each for key, each in one.items() if key != name})


def other_contract(address: str = "0x" + "ab" * 20) -> Fault:
    return with_field("address", address)


def other_topic(topic: str = "0x" + "cd" * 32) -> Fault:
    return log(lambda one: one | {"topics": [topic, *one["topics"][1:]]})


def topics_missing() -> Fault:
    return log(lambda one: one | {"topics": one["topics"][:1]})


def one_topic_more() -> Fault:
    return log(lambda one: one | {"topics": [*one["topics"], "0x" + "00" * 32]})


def dirty_address() -> Fault:
    """An indexed address whose upper 12 bytes are not zero."""
    return log(lambda one: one | {"topics": [*one["topics"][:-1], "0x01" + one["topics"][-1][4:]]})


def outside_range(blocks: int = 1) -> Fault:
    """A log of a block after the last that was asked for, or, for numbers below zero, before the first."""
    def change(found, params):
        end = int(params[0]["toBlock" if blocks > 0 else "fromBlock"], 16)
        return found and [*found[:-1], found[-1] | {"blockNumber": hex(max(0, end + blocks))}]

    return changing("eth_getLogs", change)


def other_block_hash() -> Fault:
    """A log whose block's hash is not that of the block at its height."""
    return with_field("blockHash", "0x" + "ef" * 32)


def without_0x(name: str) -> Fault:
    return log(lambda one: one | {name: one[name][2:]})


def odd_digits(name: str = "data") -> Fault:
    return log(lambda one: one | {name: one[name][:-1]})


def no_digits(name: str) -> Fault:
    """Letters that are no digits, as many as there were."""
    return log(lambda one: one | {name: "0x" + "zz" * (len(one[name]) // 2 - 1)})


def too_large(name: str = "blockNumber") -> Fault:
    """A quantity of 2^256."""
    return with_field(name, "0x1" + "00" * 32)


def leading_zero(name: str = "blockNumber") -> Fault:
    return log(lambda one: one | {name: "0x0" + one[name][2:]})


def data_too_short() -> Fault:
    """Data that ends a byte early."""
    return log(lambda one: one | {"data": one["data"][:-2]})


def data_too_long() -> Fault:
    return log(lambda one: one | {"data": one["data"] + "00" * 32})


def time_backwards(number: int, seconds: int = 10**6) -> Fault:
    """The block of this number, and its logs, say to be so much older."""
    def change_block(block, _):
        return block | {"timestamp": earlier(block["timestamp"])} if block["number"] == hex(number) else block

    def earlier(time: str) -> str:
        return hex(int(time, 16) - seconds)

    def change_logs(found, _):
        return [one | {"blockTimestamp": earlier(one["blockTimestamp"])}
                if one["blockNumber"] == hex(number) and "blockTimestamp" in one else one for one in found]

    faults = [changing("eth_getBlockByNumber", change_block), changing("eth_getBlockByHash", change_block),
              changing("eth_getLogs", change_logs)]
    return Fault(change=lambda exchange: any([fault.change(exchange) for fault in faults]))


def block_field(name: str, value) -> Fault:
    """Every block with another value: `block_field("hash", "0x…")`."""
    return changing("eth_getBlockByNumber", lambda block, _: block | {name: value})


def other_number() -> Fault:
    """The block before the one that was asked for."""
    def before(block, _):
        return block | {"number": hex(max(0, int(block["number"], 16) - 1))}

    return changing("eth_getBlockByNumber", before)


# As providers refuse ranges that are too wide or hold too much; {cap} is the limit, {wide} what was asked for, {first}
# and {last} a range that would do. Code, text, data, HTTP status.
LIMITS = {
    "infura": (-32005, "query returned more than 10000 results. Try with this block range [{first}, {last}].",
               {"from": "{first}", "to": "{last}", "limit": 10000}, 200),
    "infura-range": (-32602, "range {wide} exceeds limit of {cap}", None, 200),
    "alchemy": (-32602, "Log response size exceeded. You can make eth_getLogs requests with up to a 2K block range and "
                "no limit on the response size, or you can request any block range with a cap of 10K logs in the "
                "response. Based on your parameters and the response size limit, this block range should work: "
                "[{first}, {last}]", None, 400),
    "alchemy-free": (-32600, "You can make eth_getLogs requests with up to a {cap} block range. Based on your "
                     "parameters, this block range should work: [{first}, {last}]", None, 400),
    "quicknode": (-32614, "eth_getLogs is limited to a {cap:,} range", None, 413),
    "geth": (-32000, "exceed maximum block range: {cap}", None, 200),
    "geth-time": (-32000, "query timeout exceeded", None, 200),
    "scroll": (-32000, "block range is bigger than maxBlockRange", None, 200),
    "erigon": (-32005, "block range too large, max range: {cap}", None, 200),
    "reth": (-32602, "query exceeds max block range {cap}", None, 200),
    "reth-results": (-32602, "query exceeds max results 20000, retry with the range {first_number}-{last_number}",
                     None, 200),
    "publicnode": (-32701, "exceed maximum block range: {cap}", None, 200),
    "drpc": (35, "ranges over {cap} blocks are not supported on freetier", None, 400),
    "ankr": (-32600, "block range is too wide", None, 200),
    "tenderly": (-32602, "invalid params", {"payload": "range {wide} is bigger than range limit {cap}"}, 200),
    "chainstack": (-32002, "request timed out", None, 200),
}


def capped(provider: str, cap: int) -> Fault:
    """Ranges of more blocks are refused as the provider does; the limit stays."""
    code, message, data, http_status = LIMITS[provider]

    def change(exchange):
        refused = False
        for request, answer in list(exchange.pairs("eth_getLogs")):
            ends = [request["params"][0].get(end, "") for end in ("fromBlock", "toBlock")]
            if not all(end.startswith("0x") for end in ends):
                continue
            first, last = (int(end, 16) for end in ends)
            if last - first + 1 <= cap:
                continue
            facts = {"cap": cap, "wide": last - first + 1, "first": hex(first), "last": hex(first + cap - 1),
                     "first_number": first, "last_number": first + cap - 1}
            answer.pop("result")
            answer["error"] = {"code": code, "message": message.format(**facts)}
            if data:
                answer["error"]["data"] = {key: each.format(**facts) if isinstance(each, str) else each
                                           for key, each in data.items()}
            refused = True
        if refused and not exchange.is_batch:
            exchange.status = http_status
        return refused

    return Fault(change=change)
