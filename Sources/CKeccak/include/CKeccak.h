#ifndef REVSHARE_KECCAK_H
#define REVSHARE_KECCAK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Keccak-256 of many messages at once: rate 136 bytes, original padding (first byte 0x01), which is
// Ethereum's keccak-256 and not SHA3-256.
//
// Source: the Keccak reference, version 3.0, sections 1.1 to 1.3.
//
// A digest is four words. Each is the big-endian number of eight consecutive bytes of the hash, in
// the processor's own order, so that digests compare as their words do, from the first.
//
// All functions may run on any number of threads at once. Word pointers are aligned to 8 bytes;
// byte pointers to nothing. A count of 0 reads and writes nothing.

/// How many states one instruction works on. Every kernel gives the same digests.
typedef enum {
  /// One state, in plain C, on any processor.
  REVSHARE_KECCAK_PORTABLE = 0,
  /// Four states, in 256-bit registers.
  REVSHARE_KECCAK_AVX2 = 1,
  /// Eight states, in 512-bit registers with rotations and functions of three inputs.
  REVSHARE_KECCAK_AVX512 = 2,
} revshare_keccak_kernel;

/// The fastest kernel that this processor and its operating system run.
revshare_keccak_kernel revshare_keccak_best(void);

/// Whether this processor and its operating system run a kernel. The functions below fall back to
/// the portable one where they do not.
bool revshare_keccak_supports(revshare_keccak_kernel kernel);

/// Hashes messages of equal length.
///
/// @param messages Message i is the `length` bytes from `messages + i * stride`; no others are
///   read.
/// @param stride Bytes from one message to the next; below `length` they overlap.
/// @param length Bytes of each message, 0 and more than one block included.
/// @param digests Out: `4 * count` words, apart from the messages.
void revshare_keccak_messages(
    revshare_keccak_kernel kernel, const uint8_t *messages, size_t stride, size_t length,
    uint64_t *digests, size_t count);

/// Hashes the 32 bytes of each digest.
///
/// @param inputs `4 * count` words.
/// @param outputs Out: `4 * count` words; the inputs' own memory, or apart from it.
void revshare_keccak_digests(
    revshare_keccak_kernel kernel, const uint64_t *inputs, uint64_t *outputs, size_t count);

/// Hashes pairs of digests: parent i is the hash of the 64 bytes of children 2i and 2i + 1.
///
/// @param children `8 * count` words.
/// @param parents Out: `4 * count` words, apart from the children.
/// @param isSorted Whether the smaller child of a pair comes first, instead of the left one.
void revshare_keccak_pairs(
    revshare_keccak_kernel kernel, const uint64_t *children, uint64_t *parents, size_t count,
    bool isSorted);

/// Applies Keccak-f[1600] and nothing else, for benchmarks.
///
/// @param seed What the states are made of.
/// @param count Permutations in total, over all states of the kernel; rounded up to full batches.
/// @return A sum over the states, so that no compiler removes the work.
uint64_t revshare_keccak_permutations(revshare_keccak_kernel kernel, uint64_t seed, size_t count);

#endif
