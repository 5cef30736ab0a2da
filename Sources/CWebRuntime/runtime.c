#include "CWebRuntime.h"

#include <stddef.h>

// What Embedded Swift wants from a C library, for a module that has none. Nothing is ever allocated: arrays and
// strings would not link.

static _Alignas(16) unsigned char memory[3 * 16384];

unsigned char *web_memory(void) { return memory; }
