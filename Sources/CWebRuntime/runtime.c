#include "CWebRuntime.h"

#include <stddef.h>
#include <stdint.h>

// What Embedded Swift wants from a C library, for a module that has none. The heap is a stack that
// every call from the page empties: a call allocates a few arrays and keeps nothing.

static unsigned char region[16384];
static _Alignas(16) unsigned char heap[262144];
static size_t used;

unsigned char *web_region(void) { return region; }

void web_reset_heap(void) { used = 0; }

int posix_memalign(void **result, size_t alignment, size_t size) {
  size_t start = (used + alignment - 1) & ~(alignment - 1);
  if (start > sizeof heap || size > sizeof heap - start) return 12;
  *result = heap + start;
  used = start + size;
  return 0;
}

void free(void *memory) { (void)memory; }

void *memcpy(void *to, const void *from, size_t count) {
  unsigned char *target = to;
  const unsigned char *source = from;
  for (size_t i = 0; i < count; i++) target[i] = source[i];
  return to;
}

void *memmove(void *to, const void *from, size_t count) {
  unsigned char *target = to;
  const unsigned char *source = from;
  if (target < source) {
    for (size_t i = 0; i < count; i++) target[i] = source[i];
  } else {
    for (size_t i = count; i > 0; i--) target[i - 1] = source[i - 1];
  }
  return to;
}

void *memset(void *to, int value, size_t count) {
  unsigned char *target = to;
  for (size_t i = 0; i < count; i++) target[i] = (unsigned char)value;
  return to;
}
