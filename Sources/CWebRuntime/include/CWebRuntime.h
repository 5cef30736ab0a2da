#ifndef REVSHARE_WEB_RUNTIME_H
#define REVSHARE_WEB_RUNTIME_H

/// The region of 16,384 bytes that the page and the verifier share.
unsigned char *web_region(void);

/// Gives back all that was allocated; only between calls from the page.
void web_reset_heap(void);

#endif
