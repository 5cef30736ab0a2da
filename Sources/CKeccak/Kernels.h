#ifndef REVSHARE_KECCAK_KERNELS_H
#define REVSHARE_KECCAK_KERNELS_H

#include "CKeccak.h"

/// What each kernel is: the functions of CKeccak.h without the choice.
typedef struct {
  void (*messages)(const uint8_t *, size_t stride, size_t length, uint64_t *, size_t count);
  void (*digests)(const uint64_t *, uint64_t *, size_t count);
  void (*pairs)(const uint64_t *, uint64_t *, size_t count, bool is_sorted);
  uint64_t (*permutations)(uint64_t seed, size_t count);
} keccak_functions;

#pragma GCC visibility push(hidden)
extern const keccak_functions revshare_keccak_portable;
extern const keccak_functions revshare_keccak_avx2;
extern const keccak_functions revshare_keccak_avx512;
#pragma GCC visibility pop

#endif
