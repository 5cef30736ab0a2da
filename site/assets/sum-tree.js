"use strict";

// The sum tree (specification, section 4.1): whether rows of holders are in it, and what all holders' rows add up to.
// Knows no page and fetches nothing.
(function () {
  const { Refusal, values } = globalThis.Revshare;
  const { refuse, whole, count, digest, list, record } = values;
  const mostHolders = 2 ** 30;

  function readNode(node) {
    record(node, "a node of the sum tree");
    return {
      hash: digest(node.hash, "the hash of a node of the sum tree"),
      weight: whole(node.weight, "a sum of weights"),
      share: whole(node.share, "a sum of shares"),
      paid: whole(node.paid, "a sum of what is paid"),
    };
  }

  // What proves rows; null where the document has none.
  function readSums(sums) {
    if (sums === null) {
      return null;
    }
    record(sums, "the proof of sums");
    return {
      first: count(sums.first, "sums.first"),
      holders: count(sums.holders, "sums.holders"),
      root: digest(sums.root, "sums.root"),
      left: list(sums.left, "sums.left").map(readNode),
      right: list(sums.right, "sums.right").map(readNode),
    };
  }

  // Where the node over the rows from a up to b is split.
  function middleOf(a, b) {
    let size = 1;
    while (2 * size < b - a) {
      size *= 2;
    }
    return a + size;
  }

  // A walk from left to right: over(a, b) is the node over these rows. Each node of the proof is taken once.
  function walk(sums, rows, verifier) {
    const last = sums.first + rows.length;
    // The sums of a node are bound by its parent's hash alone: a proof of no rows could be the root itself.
    refuse(rows.length === 0, "it is of no rows");
    refuse(last > sums.holders || sums.holders > mostHolders, "the rows have no place among " + sums.holders + " holders");
    const [left, right] = [[...sums.left], [...sums.right]];
    function over(a, b) {
      if (b <= sums.first || a >= last) {
        const node = (b <= sums.first ? left : right).shift();
        refuse(node === undefined, "a node of it is missing");
        return node;
      }
      if (b - a === 1) {
        return verifier.sumLeaf(a, rows[a - sums.first]);
      }
      const first = over(a, middleOf(a, b));
      const parent = verifier.sumParent(first, over(middleOf(a, b), b));
      refuse(parent === null, "its sums do not fit into 256 bits");
      return parent;
    }
    return { over, finish: () => refuse(left.length + right.length > 0, "it has more nodes than the rows need") };
  }

  // The root that rows and proof lead to, with the sums of all holders: {top, problem}.
  function sumTop(sums, rows, verifier) {
    try {
      const { over, finish } = walk(sums, rows, verifier);
      const top = over(0, sums.holders);
      finish();
      return { top, problem: top.hash === sums.root ? "" : "the rows lead to the root " + top.hash + ", the file says " + sums.root };
    } catch (error) {
      if (!(error instanceof Refusal)) {
        throw error;
      }
      return { top: null, problem: error.message };
    }
  }

  function allocationProblem({ share }, { allocation }) {
    return share <= allocation ? "" : "all shares together are " + share + ", the allocation is " + allocation;
  }

  Object.assign(globalThis.Revshare, { sums: { readSums, middleOf, walk, sumTop, allocationProblem } });
})();
