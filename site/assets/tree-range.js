"use strict";

// Consecutive leaves of a claims tree, joined with the nodes that are given beside them, up to the root (specification,
// section 9.1). Knows no page and fetches nothing.
(function () {
  const { refuse } = globalThis.Revshare.values;
  const mostLeaves = 2 ** 30;
  const arrays = ["openzeppelin", "sablier"];
  // What the last node of an odd layer is hashed with, where it does not go up as it is.
  const besideLast = { murky: () => "0x" + "00".repeat(32), "duplicate-odd": ({ hash }) => hash };

  const nodeAt = (place, hash) => ({ place, hash, sibling: null, parent: null });

  // The parent of a node and what it is hashed with: another known node, a hash, or null where it goes up as it is.
  function joined(node, other, place, verifier) {
    const sibling = other && other.hash ? other.hash : other;
    node.sibling = sibling;
    node.parent = nodeAt(place, sibling === null ? node.hash : verifier.parent(node.hash, sibling));
    if (other && other.hash) {
      Object.assign(other, { sibling: node.hash, parent: node.parent });
    }
    return node.parent;
  }

  // In the array the known node with the largest place is always the first one.
  function joinArray(leaves, { first, count }, next, verifier) {
    const bottom = leaves.map((hash, number) => nodeAt(2 * count - 2 - first - number, hash));
    const known = [...bottom];
    while (known[0].place > 0) {
      const node = known.shift();
      const beside = node.place % 2 === 1 ? node.place + 1 : node.place - 1;
      const other = known.length > 0 && known[0].place === beside ? known.shift() : next();
      known.push(joined(node, other, Math.floor((node.place - 1) / 2), verifier));
    }
    return { bottom, root: known[0].hash };
  }

  function joinLayers(leaves, { first, count }, { next, last }, verifier) {
    const bottom = leaves.map((hash, number) => nodeAt(first + number, hash));
    let known = [...bottom];
    for (let width = count; width > 1; width = Math.ceil(width / 2)) {
      const above = [];
      while (known.length > 0) {
        const node = known.shift();
        const beside = node.place % 2 === 1 ? node.place - 1 : node.place + 1;
        const isKnown = known.length > 0 && known[0].place === beside;
        const other = isKnown ? known.shift() : beside < width ? next() : last(node);
        above.push(joined(node, other, Math.floor(node.place / 2), verifier));
      }
      known = above;
    }
    return { bottom, root: known[0].hash };
  }

  // The siblings on the way up.
  function proofOf(leaf) {
    const proof = [];
    for (let node = leaf; node.parent !== null; node = node.parent) {
      proof.push(...(node.sibling === null ? [] : [node.sibling]));
    }
    return proof;
  }

  // The root that leaves and nodes lead to, and the proof of each leaf.
  function climb(leaves, { first, count, nodes }, preset, verifier) {
    refuse(leaves.length === 0 || count > mostLeaves || first + leaves.length > count, "its claims have no place among " + count + " from place " + first + " on");
    const left = [...nodes];
    function next() {
      refuse(left.length === 0, "a node of the claims tree is missing in it");
      return left.shift();
    }
    const last = besideLast[preset] || (() => null);
    const { bottom, root } = arrays.includes(preset)
      ? joinArray(leaves, { first, count }, next, verifier)
      : joinLayers(leaves, { first, count }, { next, last }, verifier);
    refuse(left.length > 0, "it has more nodes of the claims tree than its claims need");
    return { root, proofs: bottom.map(proofOf) };
  }

  Object.assign(globalThis.Revshare, { climb });
})();
