"""The page's verifier beside a keccak in plain JavaScript that shares nothing with it."""

from pathlib import Path

KECCAK = (Path(__file__).parent / "keccak.js").read_text()
COMPARE = """
const done = arguments[arguments.length - 1];
let seed = 20241126;
const byte = () => (seed = (seed * 1103515245 + 12345) % 2147483648) >> 16 & 255;
const bytes = count => Uint8Array.from({length: count}, byte);
const hex = list => "0x" + Array.from(list, each => each.toString(16).padStart(2, "0")).join("");
const raw = text => Uint8Array.from(text.slice(2).match(/../g), each => parseInt(each, 16));
const joined = (...lists) => Uint8Array.from(lists.flatMap(list => [...list]));
(async () => {
  const file = await fetch("../assets/claim-verifier.wasm");
  const verifier = await Revshare.ClaimVerifier.from(await file.arrayBuffer());
  const differences = [];
  let count = 0;
  const expect = (name, found, expected) => { count += 1; if (found !== expected) differences.push([name, found, expected]); };
  for (let size = 0; size < 420; size += 1) {
    const message = bytes(size);
    expect(`keccak of ${size}`, verifier.keccak(message), plainKeccak(message));
  }
  for (let turn = 0; turn < 60; turn += 1) {
    const [left, right] = [hex(bytes(32)), hex(bytes(32))];
    const [low, high] = [left, right].sort();
    expect("parent", verifier.parent(left, right), plainKeccak(joined(raw(low), raw(high))));
    const [account, amount] = [bytes(20), bytes(32)];
    const claim = {token: null, index: BigInt(turn), account: hex(account), amount: BigInt(hex(amount))};
    const word = joined(new Uint8Array(12), account, amount);
    expect("openzeppelin", verifier.leaf({preset: "openzeppelin", ...claim}), plainKeccak(raw(plainKeccak(word))));
    const index = raw("0x" + turn.toString(16).padStart(64, "0"));
    expect("uniswap", verifier.leaf({preset: "uniswap", ...claim}), plainKeccak(joined(index, account, amount)));
    const node = () => ({hash: hex(bytes(32)), weight: BigInt(hex(bytes(31))), share: BigInt(hex(bytes(31))), paid: BigInt(hex(bytes(31)))});
    const sums = each => ["weight", "share", "paid"].map(name => raw("0x" + each[name].toString(16).padStart(64, "0")));
    const [first, second] = [node(), node()];
    const number = raw("0x" + turn.toString(16).padStart(16, "0"));
    expect("sum leaf", verifier.sumLeaf(turn, {...first, account: hex(account)}).hash, plainKeccak(joined([0], number, account, ...sums(first))));
    const both = verifier.sumParent(first, second);
    expect("sum parent", both.hash, plainKeccak(joined([1], raw(first.hash), ...sums(first), raw(second.hash), ...sums(second))));
    for (const name of ["weight", "share", "paid"]) expect(name, both[name], first[name] + second[name]);
    const most = {...first, [["weight", "share", "paid"][turn % 3]]: 2n ** 256n - 1n};
    expect("overflow", verifier.sumParent(most, second), null);
  }
  return [count, differences];
})().then(done, error => done([0, [String(error)]]));
"""


def test_both_give_the_same_hashes(server, browser):
    browser.open(f"{server.origin}/verify/index.html")
    browser.wait_until_idle()
    browser.driver.execute_script(KECCAK)
    # Known before either was written: the hash of nothing, as Ethereum has it.
    nothing = browser.driver.execute_script("return plainKeccak(new Uint8Array(0))")
    assert nothing == "0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"
    count, differences = browser.driver.execute_async_script(COMPARE)
    assert (count, differences) == (960, [])
