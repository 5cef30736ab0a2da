// keccak-256 with BigInt lanes, from FIPS 202 (sections 3.2 and 5.1) and the padding of Keccak before it: slow, and not the
// verifier's. Constants are computed, not listed.
(function () {
  const mask = (1n << 64n) - 1n;
  const rotated = (lane, count) => ((lane << BigInt(count)) | (lane >> BigInt(64 - count))) & mask;

  // FIPS 202, algorithm 5: the bits of round constants from a shift register.
  const roundConstants = [];
  let register = 1;
  for (let round = 0; round < 24; round += 1) {
    let constant = 0n;
    for (let power = 0; power < 7; power += 1) {
      if (register & 1) constant |= 1n << BigInt(2 ** power - 1);
      register = register & 0x80 ? ((register << 1) ^ 0x171) & 0xff : register << 1;
    }
    roundConstants.push(constant);
  }

  // Lane (x, y) stands at x + 5y.
  function permuted(state) {
    for (const constant of roundConstants) {
      const columns = [0, 1, 2, 3, 4].map((x) => [0, 5, 10, 15, 20].reduce((sum, row) => sum ^ state[x + row], 0n));
      const mixed = state.map((lane, at) => lane ^ columns[(at + 4) % 5] ^ rotated(columns[(at + 1) % 5], 1));
      const moved = [...mixed];
      let [x, y] = [1, 0];
      for (let step = 0; step < 24; step += 1) {
        const next = [y, (2 * x + 3 * y) % 5];
        moved[next[0] + 5 * next[1]] = rotated(mixed[x + 5 * y], (((step + 1) * (step + 2)) / 2) % 64);
        [x, y] = next;
      }
      state = moved.map((lane, at) => {
        const row = at - (at % 5);
        return lane ^ (~moved[row + ((at + 1) % 5)] & mask & moved[row + ((at + 2) % 5)]);
      });
      state[0] ^= constant;
    }
    return state;
  }

  globalThis.plainKeccak = function (bytes) {
    const rate = 136;
    const padded = new Uint8Array(bytes.length + rate - (bytes.length % rate));
    padded.set(bytes);
    padded[bytes.length] ^= 0x01;
    padded[padded.length - 1] ^= 0x80;
    let state = new Array(25).fill(0n);
    for (let start = 0; start < padded.length; start += rate) {
      for (let place = 0; place < rate; place += 1) {
        state[place >> 3] ^= BigInt(padded[start + place]) << BigInt(8 * (place & 7));
      }
      state = permuted(state);
    }
    const digest = Array.from({ length: 32 }, (_, place) => Number((state[place >> 3] >> BigInt(8 * (place & 7))) & 255n));
    return "0x" + digest.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  };
})();
