#ifndef REVSHARE_WEB_RUNTIME_H
#define REVSHARE_WEB_RUNTIME_H

/// The memory of 49,152 bytes that the verifier works on; the page and it share the first third.
unsigned char *web_memory(void);

#endif
