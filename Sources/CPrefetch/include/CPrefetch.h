#ifndef REVSHARE_PREFETCH_H
#define REVSHARE_PREFETCH_H

/// Asks memory for what stands at an address, without waiting for it; any address may be asked for.
static inline void prefetch(const void *address) { __builtin_prefetch(address); }

#endif
