"use strict";

// The verifier of the command line, compiled to WebAssembly, with its calls as methods.
// Amounts and weights are BigInt, hashes and accounts are "0x" and lower-case hex.
(function () {
  const regionSize = 16384;
  const wordSize = 32;
  // In the order of TreePreset in Sources/ClaimVerifier.
  const presets = ["openzeppelin", "uniswap", "sablier", "merkl", "cumulative", "urd", "convex", "murky", "duplicate-odd"];
  const noToken = "0x" + "00".repeat(20);

  function wordFrom(value) {
    if (value < 0n || value >= 1n << 256n) {
      throw new RangeError("a number does not fit into 256 bits");
    }
    return bytesFrom("0x" + value.toString(16).padStart(64, "0"));
  }

  function bytesFrom(hex) {
    if (!/^0x([0-9a-f]{2})*$/.test(hex)) {
      throw new RangeError("not hex digits: " + String(hex).slice(0, 80));
    }
    const bytes = new Uint8Array((hex.length - 2) / 2);
    for (let index = 0; index < bytes.length; index += 1) {
      bytes[index] = parseInt(hex.slice(2 + 2 * index, 4 + 2 * index), 16);
    }
    return bytes;
  }

  function hexFrom(bytes) {
    return "0x" + Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  class ClaimVerifier {
    constructor(exports) {
      this.exports = exports;
    }

    static async from(bytes) {
      const { instance } = await WebAssembly.instantiate(bytes, {});
      return new ClaimVerifier(instance.exports);
    }

    // The memory may grow, so that a view of it does not outlive a call.
    region() {
      return new Uint8Array(this.exports.memory.buffer, this.exports.buffer(), regionSize);
    }

    put(parts) {
      const length = parts.reduce((sum, part) => sum + part.length, 0);
      if (length > regionSize) {
        throw new RangeError("too much for the verifier: " + length + " bytes");
      }
      const region = this.region();
      let offset = 0;
      for (const part of parts) {
        region.set(part, offset);
        offset += part.length;
      }
      return length;
    }

    resultWord(index) {
      const start = index * wordSize;
      return hexFrom(this.region().slice(start, start + wordSize));
    }

    isPreset(name) {
      return presets.includes(name);
    }

    // The token is null where leaves do not hold it.
    leaf({ preset, token, index, account, amount }) {
      this.put([account, token || noToken, index, amount].map((value) => wordFrom(BigInt(value))));
      if (this.exports.leaf(presets.indexOf(preset)) !== 1) {
        throw new RangeError("no leaf of " + preset);
      }
      return this.resultWord(0);
    }

    // How many siblings lead from a leaf to the root in a tree of so many leaves; -1 for no such leaf.
    proofLength(preset, leaf, leafCount) {
      const isSmall = leaf < 2 ** 30 && leafCount <= 2 ** 30;
      return isSmall ? this.exports.proof_length(presets.indexOf(preset), leaf, leafCount) : -1;
    }

    parent(left, right) {
      this.put([bytesFrom(left), bytesFrom(right)]);
      this.exports.parent();
      return this.resultWord(0);
    }

    // The node of a holder's row in the sum tree; sums are BigInt.
    sumLeaf(index, { account, weight, share, paid }) {
      if (index >= 2 ** 32) {
        throw new RangeError("too many holders for the verifier");
      }
      this.put([BigInt(account), weight, share, paid].map(wordFrom));
      this.exports.sum_leaf(index);
      return this.resultNode();
    }

    // The parent of two nodes of the sum tree; null where a sum does not fit.
    sumParent(left, right) {
      this.put([left, right].flatMap(({ hash, weight, share, paid }) => [bytesFrom(hash), ...[weight, share, paid].map(wordFrom)]));
      return this.exports.sum_parent() === 1 ? this.resultNode() : null;
    }

    resultNode() {
      const [weight, share, paid] = [1, 2, 3].map((place) => BigInt(this.resultWord(place)));
      return { hash: this.resultWord(0), weight, share, paid };
    }

    keccak(bytes) {
      this.exports.keccak(this.put([bytes]));
      return this.resultWord(0);
    }

    // floor(allocation x weight / total), or null where there is none.
    share(allocation, weight, total) {
      this.put([wordFrom(allocation), wordFrom(weight), wordFrom(total)]);
      return this.exports.share() === 1 ? BigInt(this.resultWord(0)) : null;
    }

    // The total split by weights, largest remainder first; all 0 where the weights are.
    split(total, weights) {
      if (weights.every((weight) => weight === 0n)) {
        return weights.map(() => 0n);
      }
      this.put([wordFrom(total), ...weights.map(wordFrom)]);
      if (this.exports.split(weights.length) !== 1) {
        return null;
      }
      return weights.map((_, index) => BigInt(this.resultWord(index)));
    }

    // An account with its EIP-55 checksum.
    checksummed(account) {
      const digits = account.slice(2).toLowerCase();
      const hash = this.keccak(new TextEncoder().encode(digits));
      let text = "0x";
      for (let index = 0; index < digits.length; index += 1) {
        text += parseInt(hash[2 + index], 16) >= 8 ? digits[index].toUpperCase() : digits[index];
      }
      return text;
    }
  }

  globalThis.Revshare = { ClaimVerifier };
})();
