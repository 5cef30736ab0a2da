#ifndef REVSHARE_PLAIN_TEXT_H
#define REVSHARE_PLAIN_TEXT_H

#include <stdbool.h>
#include <stdint.h>

// Sixteen bytes at a time, by the compiler's own vectors, which every processor has that this is built for. The functions
// stand here, so that they become part of the loops that call them.

typedef uint8_t plain_bytes __attribute__((ext_vector_type(16)));
typedef uint16_t plain_pairs __attribute__((ext_vector_type(8)));
typedef uint8_t plain_half __attribute__((ext_vector_type(8)));

static inline plain_bytes plain_load(const uint8_t *text) {
  plain_bytes bytes;
  __builtin_memcpy(&bytes, text, sizeof bytes);
  return bytes;
}

/// A bit for each byte that is not zero, the lowest one for the first.
static inline uint32_t plain_bits(plain_bytes bytes) {
  typedef bool flags_type __attribute__((ext_vector_type(16)));
  flags_type flags = __builtin_convertvector(bytes != 0, flags_type);
  uint16_t bits;
  __builtin_memcpy(&bits, &flags, sizeof bits);
  return bits;
}

/// How many of the sixteen bytes at a place come before the first one that is a comma, a quote, or anything but printable
/// ASCII.
static inline int64_t plain_text_count(const uint8_t *text) {
  plain_bytes bytes = plain_load(text);
  plain_bytes others = (plain_bytes)((bytes == ',') | (bytes == '"') | (bytes - 0x20 >= (plain_bytes)(0x7f - 0x20)));
  return __builtin_ctz(plain_bits(others) | 1 << 16);
}

/// Sixteen bytes read as hexadecimal digits: bytes of 255 say which are none, and which are letters of either case.
typedef struct {
  plain_bytes nibbles, others, lower, upper;
} plain_digits;

static inline plain_digits plain_hex_digits(const uint8_t *text) {
  plain_bytes bytes = plain_load(text);
  plain_bytes digits = (plain_bytes)(bytes - '0' < (plain_bytes)10);
  plain_bytes lower = (plain_bytes)(bytes - 'a' < (plain_bytes)6);
  plain_bytes upper = (plain_bytes)(bytes - 'A' < (plain_bytes)6);
  plain_digits found = {(bytes & 15) + ((lower | upper) & 9), ~(digits | lower | upper), lower, upper};
  return found;
}

/// The number of sixteen digits, the first one its highest.
static inline uint64_t plain_hex_number(plain_bytes nibbles) {
  // Of the digits of a byte, the first one stands in the lower half of a pair.
  plain_pairs pairs = (plain_pairs)nibbles;
  plain_half bytes = __builtin_convertvector((pairs << 4 | pairs >> 8) & 0xff, plain_half);
  uint64_t number;
  __builtin_memcpy(&number, &bytes, sizeof number);
  return __builtin_bswap64(number);
}

/// Reads the 40 hexadecimal digits of an account; gives false when one of them is another character.
///
/// words: its bytes 0 to 7, 8 to 15 and 12 to 19 as big-endian numbers.
/// upper_case: a bit for each digit in upper case, the lowest one for the first, where letters of both cases are; else 0.
static inline bool plain_account(const uint8_t *text, uint64_t *words, uint64_t *upper_case) {
  plain_digits head = plain_hex_digits(text);
  plain_digits middle = plain_hex_digits(text + 16);
  plain_digits tail = plain_hex_digits(text + 24);
  if (plain_bits(head.others | middle.others | tail.others) != 0) return false;
  words[0] = plain_hex_number(head.nibbles);
  words[1] = plain_hex_number(middle.nibbles);
  words[2] = plain_hex_number(tail.nibbles);
  uint64_t upper = plain_bits(tail.upper);
  upper = upper << 24 | plain_bits(middle.upper) << 16 | plain_bits(head.upper);
  *upper_case = plain_bits(head.lower | middle.lower | tail.lower) == 0 ? 0 : upper;
  return true;
}

#endif
