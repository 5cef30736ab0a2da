"use strict";

// Sends a claim by the wallet, and watches for the block that holds it. Sends nothing but the call that it is given, and
// only when it is called; the wallet asks its owner once more.
(function () {
  const { Refusal } = globalThis.Revshare;
  // keccak256("Transfer(address,address,uint256)"), the event of every ERC-20 token.
  const transfer = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";
  const unknownChain = 4902;
  const firstPause = 1000;
  const longestPause = 12000;
  const patience = 15 * 60 * 1000;

  const hexadecimal = (value) => "0x" + BigInt(value).toString(16);
  const isHash = (value) => typeof value === "string" && /^0x[0-9a-fA-F]{64}$/.test(value);
  const isQuantity = (value) => typeof value === "string" && /^0x[0-9a-fA-F]{1,64}$/.test(value);

  // The chain that the wallet is connected to.
  async function walletChain({ ask }) {
    const chain = await ask("eth_chainId", []);
    if (!isQuantity(chain)) {
      throw new Refusal("The wallet did not say which chain it is connected to.");
    }
    return BigInt(chain);
  }

  async function switchChain({ ask }, { id, name }) {
    try {
      await ask("wallet_switchEthereumChain", [{ chainId: hexadecimal(id) }]);
    } catch (error) {
      const isUnknown = error.cause && error.cause.code === unknownChain;
      throw isUnknown ? new Refusal("The wallet does not know " + name + " (chain " + id + "). Add it in the wallet, then ask again.") : error;
    }
  }

  // The hash of the transaction that the wallet sent.
  async function sendCall({ ask }, { from, to, data, chain }) {
    const hash = await ask("eth_sendTransaction", [{ from, to, data, value: "0x0", chainId: hexadecimal(chain) }]);
    if (!isHash(hash)) {
      throw new Refusal("The wallet gave no hash of a transaction. See in the wallet whether it was sent.");
    }
    return hash.toLowerCase();
  }

  const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  // What became of a transaction: whether it succeeded, in which block, and its logs; null where no block holds it in
  // time. A wallet that does not answer is asked again, until that time.
  async function receiptOf({ ask }, hash) {
    const end = Date.now() + patience;
    for (let wait = firstPause; Date.now() < end; wait = Math.min(wait * 1.4, longestPause)) {
      const receipt = await ask("eth_getTransactionReceipt", [hash]).catch(() => null);
      if (receipt !== null && typeof receipt === "object" && isQuantity(receipt.blockNumber) && isQuantity(receipt.status)) {
        return { succeeded: BigInt(receipt.status) === 1n, block: BigInt(receipt.blockNumber), logs: Array.isArray(receipt.logs) ? receipt.logs : [] };
      }
      await pause(wait);
    }
    return null;
  }

  // What a token moved to an account, as the logs of a transaction say.
  function receivedIn(logs, token, account) {
    const isOurs = ({ address, topics, data }) =>
      String(address).toLowerCase() === token && Array.isArray(topics) && topics.length === 3 && String(topics[0]).toLowerCase() === transfer &&
      "0x" + String(topics[2]).slice(-40).toLowerCase() === account && /^0x[0-9a-fA-F]{64}$/.test(data);
    return logs.filter(isOurs).reduce((sum, { data }) => sum + BigInt(data), 0n);
  }

  Object.assign(globalThis.Revshare, { sending: { walletChain, switchChain, sendCall, receiptOf, receivedIn } });
})();
