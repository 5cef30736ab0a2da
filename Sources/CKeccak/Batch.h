// The batch functions over WIDTH states in lockstep. Whoever includes this defines
// - what Rounds.h asks for, WIDTH (states in a LANE), and KERNEL, the table's name;
// - `load_rows` and `store_rows`, which transpose between digests and lanes;
// - LESS, EQUAL (all ones or zeros in each lane) and BYTE_SWAP.

#include <string.h>

#include "Kernels.h"
#include "Rounds.h"

enum { rate = 136, rate_lanes = rate / 8, digest_bytes = 32 };

// A word as its bytes are in a message, where lanes are little-endian.
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define FROM_BYTES(lane) BYTE_SWAP(lane)
#else
#define FROM_BYTES(lane) (lane)
#endif

/// Where the rows of a batch start. Beyond `count` it is the last row once more, so that a last
/// batch reads only what it was given. The rows of the next batch are called for meanwhile: a batch
/// begins with nothing to do until its rows are there.
INLINE void set_rows(
    const uint8_t *rows[WIDTH], const void *first, size_t stride, size_t count) {
  for (size_t j = 0; j < WIDTH; j++) {
    rows[j] = (const uint8_t *)first + stride * (j < count ? j : count - 1);
    // As a number, because it may lie outside of the memory given; a prefetch never faults.
    __builtin_prefetch((const void *)((uintptr_t)rows[j] + WIDTH * stride));
  }
}

/// The first four lanes as digests, `count` of them up to WIDTH.
INLINE void store_digests(uint64_t *digests, LANE state[25], size_t count) {
  for (int k = 0; k < 4; k++) state[k] = BYTE_SWAP(state[k]);
  if (count >= WIDTH) {
    store_rows(digests, state);
  } else {
    // A LANE array makes the compiler align the stack frame. Without one it spills lanes to where
    // the stack happens to be, many across two cache lines, and the AVX2 kernel takes 1.5 times as
    // long in some runs.
    LANE all[4];
    store_rows((uint64_t *)all, state);
    memcpy(digests, all, digest_bytes * count);
  }
}

/// Ends messages of `lane_count` whole lanes, all in the first block.
INLINE void finish_words(LANE state[25], size_t lane_count) {
  for (size_t k = lane_count; k < 25; k++) state[k] = (LANE){0};
  state[lane_count] ^= 0x01;
  state[rate_lanes - 1] ^= (uint64_t)0x80 << 56;
  permute(state);
}

TARGET static void hash_digests(const uint64_t *inputs, uint64_t *outputs, size_t count) {
  for (size_t i = 0; i < count; i += WIDTH) {
    const uint8_t *rows[WIDTH];
    LANE state[25];
    set_rows(rows, inputs + 4 * i, digest_bytes, count - i);
    load_rows(state, rows, 0);
    for (int k = 0; k < 4; k++) state[k] = BYTE_SWAP(state[k]);
    finish_words(state, 4);
    store_digests(outputs + 4 * i, state, count - i);
  }
}

/// Exchanges the two digests in `words` where the second is the smaller. The order of hashes is
/// random, so a branch would be mispredicted half of the time.
INLINE void sort_words(LANE words[8]) {
  LANE is_less = LESS(words[7], words[3]);
  for (int k = 2; k >= 0; k--) {
    is_less = LESS(words[k + 4], words[k]) | (EQUAL(words[k + 4], words[k]) & is_less);
  }
  for (int k = 0; k < 4; k++) {
    LANE change = (words[k] ^ words[k + 4]) & is_less;
    words[k] ^= change;
    words[k + 4] ^= change;
  }
}

TARGET static void hash_pairs(
    const uint64_t *children, uint64_t *parents, size_t count, bool is_sorted) {
  for (size_t i = 0; i < count; i += WIDTH) {
    const uint8_t *rows[WIDTH];
    LANE state[25];
    set_rows(rows, children + 8 * i, 2 * digest_bytes, count - i);
    load_rows(state, rows, 0);
    load_rows(state + 4, rows, digest_bytes);
    if (is_sorted) sort_words(state);
    for (int k = 0; k < 8; k++) state[k] = BYTE_SWAP(state[k]);
    finish_words(state, 8);
    store_digests(parents + 4 * i, state, count - i);
  }
}

/// Adds 32 bytes from each row to four lanes.
INLINE void absorb_rows(LANE lanes[4], const uint8_t *const rows[WIDTH], size_t offset) {
  LANE words[4];
  load_rows(words, rows, offset);
  for (int k = 0; k < 4; k++) lanes[k] ^= FROM_BYTES(words[k]);
}

/// Adds the `byte_count` bytes (1 to 31) that end at `end` in each row, to the lanes they touch.
INLINE void absorb_rest(
    LANE *lanes, const uint8_t *const rows[WIDTH], size_t end, size_t byte_count) {
  // The 32 bytes that end there, then nothing: bytes before the wanted ones belong to the same
  // message, so that reading them is allowed and shifting them out is quicker than single bytes.
  LANE words[8] = {0};
  size_t surplus = 32 - byte_count;
  if (end >= 32) {
    load_rows(words, rows, end - 32);
  } else {
    uint8_t ends[WIDTH][32] = {0};
    const uint8_t *copies[WIDTH];
    for (size_t j = 0; j < WIDTH; j++) {
      memcpy(ends[j] + surplus, rows[j] + end - byte_count, byte_count);
      copies[j] = ends[j];
    }
    load_rows(words, copies, 0);
  }
  size_t first = surplus / 8, shift = surplus % 8 * 8;
  for (size_t k = 0; k < 4; k++) words[k] = FROM_BYTES(words[k]);
  for (size_t k = 0; 8 * k < byte_count; k++) {
    // Two steps, as one shift by 64 would be undefined.
    lanes[k] ^= words[first + k] >> shift | words[first + k + 1] << (63 - shift) << 1;
  }
}

INLINE void hash_messages_of(
    const uint8_t *messages, size_t stride, size_t length, uint64_t *digests, size_t count) {
  for (size_t i = 0; i < count; i += WIDTH) {
    const uint8_t *rows[WIDTH];
    LANE state[25] = {0};
    set_rows(rows, messages + stride * i, stride, count - i);
    size_t offset = 0;
    for (; length - offset >= rate; offset += rate) {
      for (size_t k = 0; k < 16; k += 4) absorb_rows(state + k, rows, offset + 8 * k);
      absorb_rest(state + 16, rows, offset + rate, 8);
      permute(state);
    }
    size_t used = 0, left = length - offset;
    for (; left - used >= 32; used += 32) absorb_rows(state + used / 8, rows, offset + used);
    if (left > used) absorb_rest(state + used / 8, rows, length, left - used);
    state[left / 8] ^= (uint64_t)0x01 << (left % 8 * 8);
    state[rate_lanes - 1] ^= (uint64_t)0x80 << 56;
    permute(state);
    store_digests(digests + 4 * i, state, count - i);
  }
}

TARGET static void hash_messages(
    const uint8_t *messages, size_t stride, size_t length, uint64_t *digests, size_t count) {
  // The length of a standard leaf, as a constant, so that the other lanes are constants as well.
  if (length == 64) {
    hash_messages_of(messages, stride, 64, digests, count);
  } else {
    hash_messages_of(messages, stride, length, digests, count);
  }
}

TARGET static uint64_t run_permutations(uint64_t seed, size_t count) {
  LANE state[25];
  uint64_t words[WIDTH];
  for (int k = 0; k < 25; k++) {
    for (int j = 0; j < WIDTH; j++) words[j] = seed + (uint64_t)(25 * j + k);
    memcpy(&state[k], words, sizeof words);
  }
  for (size_t i = 0; i < count; i += WIDTH) permute(state);
  uint64_t sum = 0;
  for (int k = 0; k < 25; k++) {
    memcpy(words, &state[k], sizeof words);
    for (int j = 0; j < WIDTH; j++) sum = 31 * sum + words[j];
  }
  return sum;
}

const keccak_functions KERNEL = {hash_messages, hash_digests, hash_pairs, run_permutations};
