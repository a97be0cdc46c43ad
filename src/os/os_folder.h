/* Opening files at and below a folder, so that no path leads out: not by "..", not by a symbolic
 * link, not by the links of /proc. */
#ifndef OURO_OS_OS_FOLDER_H
#define OURO_OS_OS_FOLDER_H

#include "base/base.h"

/* A descriptor of the folder itself; -1 with errno. */
int os_folder_open(const char *path);
void os_folder_close(int folder);
/* As openat with close-on-exec; path is relative to folder. -1 with errno; EXDEV: it leads out. */
int os_folder_open_beneath(int folder, const char *path, int flags, unsigned mode);

#endif
