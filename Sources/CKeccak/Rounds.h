// The rounds of Keccak-f[1600] over LANE, which is one lane of one state, or a vector of the same
// lane of several. Whoever includes this defines LANE and TARGET (attributes of every function).
//
// Lane x + 5y of the reference's A[x, y] is a[x + 5y].

#define INLINE TARGET static inline __attribute__((always_inline))

/// The constants of iota.
///
/// - Source: The Keccak reference, version 3.0, section 1.2.
static const uint64_t round_constants[24] = {
    0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000,
    0x000000000000808b, 0x0000000080000001, 0x8000000080008081, 0x8000000000008009,
    0x000000000000008a, 0x0000000000000088, 0x0000000080008009, 0x000000008000000a,
    0x000000008000808b, 0x800000000000008b, 0x8000000000008089, 0x8000000000008003,
    0x8000000000008002, 0x8000000000000080, 0x000000000000800a, 0x800000008000000a,
    0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
};

// The mask makes a rotation by 0 no rotation, where a shift by 64 would be undefined.
#define ROTATE(lane, count) ((lane) << (count) | (lane) >> ((64 - (count)) & 63))

// One plane of the result: theta's second half, rho and pi of five lanes, then chi. The arguments
// are, for x from 0 to 4, the lane of `a` that pi moves to x, and its rotation.
#define PLANE(y, i0, r0, i1, r1, i2, r2, i3, r3, i4, r4)                                           \
  {                                                                                                \
    LANE b0 = ROTATE(a[i0] ^ d[i0 % 5], r0);                                                       \
    LANE b1 = ROTATE(a[i1] ^ d[i1 % 5], r1);                                                       \
    LANE b2 = ROTATE(a[i2] ^ d[i2 % 5], r2);                                                       \
    LANE b3 = ROTATE(a[i3] ^ d[i3 % 5], r3);                                                       \
    LANE b4 = ROTATE(a[i4] ^ d[i4 % 5], r4);                                                       \
    e[y + 0] = b0 ^ (~b1 & b2);                                                                    \
    e[y + 1] = b1 ^ (~b2 & b3);                                                                    \
    e[y + 2] = b2 ^ (~b3 & b4);                                                                    \
    e[y + 3] = b3 ^ (~b4 & b0);                                                                    \
    e[y + 4] = b4 ^ (~b0 & b1);                                                                    \
  }

/// One round from `a` to `e`, which are apart.
INLINE void apply_round(LANE e[25], const LANE a[25], uint64_t constant) {
  LANE c[5], d[5];
  for (int x = 0; x < 5; x++) c[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
  for (int x = 0; x < 5; x++) d[x] = c[(x + 4) % 5] ^ ROTATE(c[(x + 1) % 5], 1);
  PLANE(0, 0, 0, 6, 44, 12, 43, 18, 21, 24, 14)
  PLANE(5, 3, 28, 9, 20, 10, 3, 16, 45, 22, 61)
  PLANE(10, 1, 1, 7, 6, 13, 25, 19, 8, 20, 18)
  PLANE(15, 4, 27, 5, 36, 11, 10, 17, 15, 23, 56)
  PLANE(20, 2, 62, 8, 55, 14, 39, 15, 41, 21, 2)
  e[0] ^= constant;
}

/// All 24 rounds.
///
/// The loop is two rounds long because more leaves the processor's cache of decoded instructions.
/// The first and last round are outside of it: inlined where most lanes are constants, or where 4
/// are used afterwards, the compiler leaves out what these rounds do for the others.
INLINE void permute(LANE a[25]) {
  LANE e[25];
  apply_round(e, a, round_constants[0]);
  for (int i = 1; i < 23; i += 2) {
    apply_round(a, e, round_constants[i]);
    apply_round(e, a, round_constants[i + 1]);
  }
  apply_round(a, e, round_constants[23]);
}
