#ifndef REVSHARE_CLIBCURL_SHIM_H
#define REVSHARE_CLIBCURL_SHIM_H

#include <curl/curl.h>

/* Swift cannot call functions with a variable number of arguments: one function for each type of option. */

static inline CURLcode revshare_curl_set_long(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode revshare_curl_set_size(CURL *handle, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(handle, option, value);
}

/* The library copies the text. */
static inline CURLcode revshare_curl_set_text(CURL *handle, CURLoption option, const char *value) {
  return curl_easy_setopt(handle, option, value);
}

/* The list and the buffer must live as long as the handle uses them. */
static inline CURLcode revshare_curl_set_headers(CURL *handle, struct curl_slist *headers) {
  return curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
}

static inline CURLcode revshare_curl_set_error_buffer(CURL *handle, char *buffer) {
  return curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, buffer);
}

/* Both callbacks take bytes, 1, their number and the receiver, and give the number, or another one to end the
   transfer. */
typedef size_t (*revshare_curl_receive)(char *bytes, size_t one, size_t count, void *receiver);

static inline CURLcode revshare_curl_set_receiver(CURL *handle, revshare_curl_receive head,
                                                  revshare_curl_receive body, void *receiver) {
  CURLcode code = curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, head);
  if (code == CURLE_OK) code = curl_easy_setopt(handle, CURLOPT_HEADERDATA, receiver);
  if (code == CURLE_OK) code = curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, body);
  if (code == CURLE_OK) code = curl_easy_setopt(handle, CURLOPT_WRITEDATA, receiver);
  return code;
}

/* Called now and then during a transfer; another number than 0 ends it. */
typedef int (*revshare_curl_progress)(void *receiver, curl_off_t, curl_off_t, curl_off_t, curl_off_t);

static inline CURLcode revshare_curl_set_progress(CURL *handle, revshare_curl_progress progress) {
  CURLcode code = curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, progress);
  if (code == CURLE_OK) code = curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
  return code;
}

static inline long revshare_curl_status(CURL *handle) {
  long status = 0;
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
  return status;
}

/* Where a redirect wants to go; NULL for none. It lives as long as the handle. */
static inline const char *revshare_curl_redirect(CURL *handle) {
  char *address = NULL;
  curl_easy_getinfo(handle, CURLINFO_REDIRECT_URL, &address);
  return address;
}

/* The last value of a field of the answer; NULL for none. It lives until the next transfer. */
static inline const char *revshare_curl_field(CURL *handle, const char *name) {
  struct curl_header *header = NULL;
  if (curl_easy_header(handle, name, 0, CURLH_HEADER, -1, &header) != CURLHE_OK) return NULL;
  return header->value;
}

static inline CURLcode revshare_curl_start(void) { return curl_global_init(CURL_GLOBAL_DEFAULT); }

#endif
