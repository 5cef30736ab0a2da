#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define LANE uint64_t
#define WIDTH 1
#define TARGET
#define KERNEL revshare_keccak_portable

#define LESS(a, b) (-(uint64_t)((a) < (b)))
#define EQUAL(a, b) (-(uint64_t)((a) == (b)))
#define BYTE_SWAP(lane) __builtin_bswap64(lane)

static inline void load_rows(uint64_t words[4], const uint8_t *const rows[1], size_t offset) {
  memcpy(words, rows[0] + offset, 32);
}

static inline void store_rows(uint64_t *digests, const uint64_t words[4]) {
  memcpy(digests, words, 32);
}

#include "Batch.h"
