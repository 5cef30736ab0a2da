#if defined(__x86_64__)

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef uint64_t four_words __attribute__((vector_size(32)));
typedef uint64_t eight_lanes __attribute__((vector_size(64)));
typedef uint8_t lane_bytes __attribute__((vector_size(64)));

#define TARGET __attribute__((target("avx512f,avx512vl,avx512bw")))
#define KERNEL revshare_keccak_avx512
#define LANE eight_lanes
#define WIDTH 8

#define LESS(a, b) ((LANE)((a) < (b)))
#define EQUAL(a, b) ((LANE)((a) == (b)))
#define BYTE_SWAP(lane)                                                                            \
  ((LANE)__builtin_shufflevector(                                                                  \
      (lane_bytes)(lane), (lane_bytes)(lane), 7, 6, 5, 4, 3, 2, 1, 0, 15, 14, 13, 12, 11, 10, 9,   \
      8, 23, 22, 21, 20, 19, 18, 17, 16, 31, 30, 29, 28, 27, 26, 25, 24, 39, 38, 37, 36, 35, 34,   \
      33, 32, 47, 46, 45, 44, 43, 42, 41, 40, 55, 54, 53, 52, 51, 50, 49, 48, 63, 62, 61, 60, 59,  \
      58, 57, 56))

/// Two rows, 32 bytes each, in one register.
TARGET static inline __attribute__((always_inline)) LANE two_rows(
    const uint8_t *first, const uint8_t *second) {
  four_words a, b;
  memcpy(&a, first, sizeof a);
  memcpy(&b, second, sizeof b);
  return __builtin_shufflevector(a, b, 0, 1, 2, 3, 4, 5, 6, 7);
}

/// Word k of row j, at `offset`, to place j of lane k.
TARGET static inline __attribute__((always_inline)) void load_rows(
    LANE words[4], const uint8_t *const rows[8], size_t offset) {
  LANE row02 = two_rows(rows[0] + offset, rows[2] + offset);
  LANE row13 = two_rows(rows[1] + offset, rows[3] + offset);
  LANE row46 = two_rows(rows[4] + offset, rows[6] + offset);
  LANE row57 = two_rows(rows[5] + offset, rows[7] + offset);
  LANE even0 = __builtin_shufflevector(row02, row13, 0, 8, 2, 10, 4, 12, 6, 14);
  LANE odd0 = __builtin_shufflevector(row02, row13, 1, 9, 3, 11, 5, 13, 7, 15);
  LANE even4 = __builtin_shufflevector(row46, row57, 0, 8, 2, 10, 4, 12, 6, 14);
  LANE odd4 = __builtin_shufflevector(row46, row57, 1, 9, 3, 11, 5, 13, 7, 15);
  words[0] = __builtin_shufflevector(even0, even4, 0, 1, 4, 5, 8, 9, 12, 13);
  words[1] = __builtin_shufflevector(odd0, odd4, 0, 1, 4, 5, 8, 9, 12, 13);
  words[2] = __builtin_shufflevector(even0, even4, 2, 3, 6, 7, 10, 11, 14, 15);
  words[3] = __builtin_shufflevector(odd0, odd4, 2, 3, 6, 7, 10, 11, 14, 15);
}

/// Place j of lane k to word k of digest j.
TARGET static inline __attribute__((always_inline)) void store_rows(
    uint64_t *digests, const LANE words[4]) {
  // Words 0 and 1, and 2 and 3, of the even rows and of the odd ones.
  LANE even01 = __builtin_shufflevector(words[0], words[1], 0, 8, 2, 10, 4, 12, 6, 14);
  LANE odd01 = __builtin_shufflevector(words[0], words[1], 1, 9, 3, 11, 5, 13, 7, 15);
  LANE even23 = __builtin_shufflevector(words[2], words[3], 0, 8, 2, 10, 4, 12, 6, 14);
  LANE odd23 = __builtin_shufflevector(words[2], words[3], 1, 9, 3, 11, 5, 13, 7, 15);
  four_words row[8] = {
      __builtin_shufflevector(even01, even23, 0, 1, 8, 9),
      __builtin_shufflevector(odd01, odd23, 0, 1, 8, 9),
      __builtin_shufflevector(even01, even23, 2, 3, 10, 11),
      __builtin_shufflevector(odd01, odd23, 2, 3, 10, 11),
      __builtin_shufflevector(even01, even23, 4, 5, 12, 13),
      __builtin_shufflevector(odd01, odd23, 4, 5, 12, 13),
      __builtin_shufflevector(even01, even23, 6, 7, 14, 15),
      __builtin_shufflevector(odd01, odd23, 6, 7, 14, 15),
  };
  memcpy(digests, row, sizeof row);
}

#include "Batch.h"

#endif
