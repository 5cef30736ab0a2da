#define _GNU_SOURCE
#include "CLinuxFiles.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int linux_exchange(const char *first, const char *second) {
  return renameat2(AT_FDCWD, first, AT_FDCWD, second, RENAME_EXCHANGE);
}

int linux_rename_to_free(const char *from, const char *to) {
  return renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE);
}

int linux_sync_file_system(int descriptor) { return syncfs(descriptor); }
