#if defined(__x86_64__)

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef uint64_t four_lanes __attribute__((vector_size(32)));
typedef uint8_t lane_bytes __attribute__((vector_size(32)));

#define TARGET __attribute__((target("avx2")))
#define KERNEL revshare_keccak_avx2
#define LANE four_lanes
#define WIDTH 4

#define LESS(a, b) ((LANE)((a) < (b)))
#define EQUAL(a, b) ((LANE)((a) == (b)))
#define BYTE_SWAP(lane)                                                                            \
  ((LANE)__builtin_shufflevector(                                                                  \
      (lane_bytes)(lane), (lane_bytes)(lane), 7, 6, 5, 4, 3, 2, 1, 0, 15, 14, 13, 12, 11, 10, 9,   \
      8, 23, 22, 21, 20, 19, 18, 17, 16, 31, 30, 29, 28, 27, 26, 25, 24))

/// Word k of row j, at `offset`, to place j of lane k.
TARGET static inline __attribute__((always_inline)) void load_rows(
    LANE words[4], const uint8_t *const rows[4], size_t offset) {
  LANE row[4];
  for (int j = 0; j < 4; j++) memcpy(&row[j], rows[j] + offset, sizeof row[j]);
  LANE even01 = __builtin_shufflevector(row[0], row[1], 0, 4, 2, 6);
  LANE odd01 = __builtin_shufflevector(row[0], row[1], 1, 5, 3, 7);
  LANE even23 = __builtin_shufflevector(row[2], row[3], 0, 4, 2, 6);
  LANE odd23 = __builtin_shufflevector(row[2], row[3], 1, 5, 3, 7);
  words[0] = __builtin_shufflevector(even01, even23, 0, 1, 4, 5);
  words[1] = __builtin_shufflevector(odd01, odd23, 0, 1, 4, 5);
  words[2] = __builtin_shufflevector(even01, even23, 2, 3, 6, 7);
  words[3] = __builtin_shufflevector(odd01, odd23, 2, 3, 6, 7);
}

/// Place j of lane k to word k of digest j: a 4 by 4 transposition is its own inverse.
TARGET static inline __attribute__((always_inline)) void store_rows(
    uint64_t *digests, const LANE words[4]) {
  const uint8_t *lanes[4];
  LANE row[4];
  for (int k = 0; k < 4; k++) lanes[k] = (const uint8_t *)&words[k];
  load_rows(row, lanes, 0);
  memcpy(digests, row, sizeof row);
}

#include "Batch.h"

#endif
