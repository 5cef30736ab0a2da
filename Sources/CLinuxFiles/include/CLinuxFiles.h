#ifndef REVSHARE_LINUX_FILES_H
#define REVSHARE_LINUX_FILES_H

/// Exchanges two paths in one step; -1 and errno where the file system cannot.
int linux_exchange(const char *first, const char *second);

/// Renames a path if the new one is free; -1 and errno otherwise.
int linux_rename_to_free(const char *from, const char *to);

/// Writes all of a file system's data out; -1 and errno on failure.
int linux_sync_file_system(int descriptor);

#endif
