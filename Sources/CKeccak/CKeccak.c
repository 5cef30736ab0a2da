#include "CKeccak.h"

#include "Kernels.h"

bool revshare_keccak_supports(revshare_keccak_kernel kernel) {
  switch (kernel) {
    case REVSHARE_KECCAK_PORTABLE: return true;
#if defined(__x86_64__)
    case REVSHARE_KECCAK_AVX2: return __builtin_cpu_supports("avx2");
    case REVSHARE_KECCAK_AVX512:
      return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl")
             && __builtin_cpu_supports("avx512bw");
#endif
    default: return false;
  }
}

revshare_keccak_kernel revshare_keccak_best(void) {
  if (revshare_keccak_supports(REVSHARE_KECCAK_AVX512)) return REVSHARE_KECCAK_AVX512;
  if (revshare_keccak_supports(REVSHARE_KECCAK_AVX2)) return REVSHARE_KECCAK_AVX2;
  return REVSHARE_KECCAK_PORTABLE;
}

static const keccak_functions *functions(revshare_keccak_kernel kernel) {
#if defined(__x86_64__)
  if (revshare_keccak_supports(kernel)) {
    if (kernel == REVSHARE_KECCAK_AVX512) return &revshare_keccak_avx512;
    if (kernel == REVSHARE_KECCAK_AVX2) return &revshare_keccak_avx2;
  }
#else
  (void)kernel;
#endif
  return &revshare_keccak_portable;
}

void revshare_keccak_messages(
    revshare_keccak_kernel kernel, const uint8_t *messages, size_t stride, size_t length,
    uint64_t *digests, size_t count) {
  functions(kernel)->messages(messages, stride, length, digests, count);
}

void revshare_keccak_digests(
    revshare_keccak_kernel kernel, const uint64_t *inputs, uint64_t *outputs, size_t count) {
  functions(kernel)->digests(inputs, outputs, count);
}

void revshare_keccak_pairs(
    revshare_keccak_kernel kernel, const uint64_t *children, uint64_t *parents, size_t count,
    bool isSorted) {
  functions(kernel)->pairs(children, parents, count, isSorted);
}

uint64_t revshare_keccak_permutations(revshare_keccak_kernel kernel, uint64_t seed, size_t count) {
  return functions(kernel)->permutations(seed, count);
}
