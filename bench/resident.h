/* The memory that this process has resident, from /proc/self/smaps_rollup: the counters of
 * /proc/self/statm are off by up to 64 pages for each processor since Linux 6.2. They serve where
 * the other file is missing. Allocates nothing. */
#ifndef BENCH_RESIDENT_H
#define BENCH_RESIDENT_H

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static inline void resident_read(const char *path, char *text, size_t size) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t length = file >= 0 ? read(file, text, size - 1) : 0;
    text[length > 0 ? length : 0] = '\0';
    if (file >= 0) {
        close(file);
    }
}

/* A line of smaps_rollup, "\nRss:" or "\nAnonymous:", in bytes; -1: there is none. */
static inline double resident_field(const char *field) {
    char text[4096];
    resident_read("/proc/self/smaps_rollup", text, sizeof(text));
    const char *line = strstr(text, field);
    unsigned long kib = 0;
    return line != NULL && sscanf(line + strlen(field), "%lu", &kib) == 1 ? (double)kib * 1024 : -1;
}

static inline void resident_statm(unsigned long *pages, unsigned long *shared) {
    char text[256];
    *pages = *shared = 0;
    resident_read("/proc/self/statm", text, sizeof(text));
    (void)!sscanf(text, "%*u %lu %lu", pages, shared);
}

/* All of it. */
static inline double resident_bytes(void) {
    double bytes = resident_field("\nRss:");
    unsigned long pages, shared;
    resident_statm(&pages, &shared);
    return bytes >= 0 ? bytes : (double)pages * (double)sysconf(_SC_PAGESIZE);
}

/* Without the pages of files. */
static inline double resident_private_bytes(void) {
    double bytes = resident_field("\nAnonymous:");
    unsigned long pages, shared;
    resident_statm(&pages, &shared);
    return bytes >= 0 ? bytes : (double)(pages - shared) * (double)sysconf(_SC_PAGESIZE);
}

#endif
