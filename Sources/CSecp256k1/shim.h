#include <secp256k1.h>
#include <secp256k1_recovery.h>

// A function, since Swift takes the library's variable for one that may change.
static inline const secp256k1_context *revshare_secp256k1_context(void) {
  return secp256k1_context_static;
}
