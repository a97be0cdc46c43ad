/* What runs the patterns of a benchmark: functions that do something with an allocator many times
 * and tell what one turn costs.
 *
 *     PROGRAM                        lists its patterns
 *     PROGRAM REPETITIONS [TEXT]     runs those whose name has the text, or the one whose name it
 * is; prints a line for each: name, median and minimum of nanoseconds of processor time, page
 * faults, peak and settled memory of the first repetition in MiB
 *
 * Memory is what was added to the process since its begin; settled is what stays for 150 ms after
 * everything was freed, while the program takes and frees a little. */
#ifndef OURO_BENCH_HEAP_PATTERN_H
#define OURO_BENCH_HEAP_PATTERN_H

#include "../resident.h"
#include "allocator.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/resource.h>
#include <time.h>

typedef struct Pattern {
    const char *name;
    double (*run)(size_t turns, size_t number); /* nanoseconds of a turn */
    size_t turns;
    size_t number;
} Pattern;

static uint64_t random_state = 88172645463325252u;

static inline uint32_t next_random(void) {
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (uint32_t)(random_state >> 16);
}

/* Mostly small, like objects; the same sequence for every allocator. */
enum { SIZES = 65536 };
static uint16_t sizes[SIZES];

static inline void make_sizes(void) {
    for (size_t i = 0; i < SIZES; i++) {
        uint32_t r = next_random();
        uint32_t top = (r & 3) == 0 ? 1024 : (r & 3) == 1 ? 256 : 96;
        sizes[i] = (uint16_t)(16 + (r >> 8) % (top - 16 + 1));
    }
}

static inline double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* Since `begin`, for one of `turns`. */
static inline double turn_nanoseconds(double begin, size_t turns) {
    return (seconds() - begin) / (double)turns * 1e9;
}

static inline void touch(void *block) {
    *(volatile char *)block = 1;
}

static inline double peak_bytes(void) {
    char text[4096];
    resident_read("/proc/self/status", text, sizeof(text));
    const char *line = strstr(text, "VmHWM:");
    unsigned long kib = 0;
    return line != NULL && sscanf(line, "VmHWM: %lu", &kib) == 1 ? (double)kib * 1024 : 0;
}

static inline long page_faults(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_minflt;
}

/* A little life, so that allocators that give memory back with a delay and no thread can do it. */
static inline void live_on(unsigned milliseconds) {
    for (unsigned i = 0; i < milliseconds; i++) {
        struct timespec pause = {.tv_nsec = 1000000};
        for (size_t j = 0; j < 100; j++) {
            size_t size = 16 + next_random() % 1000;
            void *block = take(size);
            touch(block);
            give(block, size);
        }
        nanosleep(&pause, NULL);
    }
}

static int pattern_compare(const void *a, const void *b) {
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

enum { PATTERN_REPETITIONS_MAX = 64 };

static inline void pattern_measure(const Pattern *pattern, size_t repetitions) {
    double times[PATTERN_REPETITIONS_MAX];
    double base = resident_bytes();
    long faults = 0;
    double peak = 0;
    double settled = 0;
    for (size_t i = 0; i < repetitions; i++) {
        start();
        long before = page_faults();
        times[i] = pattern->run(pattern->turns, pattern->number);
        if (i == 0) {
            faults = page_faults() - before;
            peak = peak_bytes() - base;
            live_on(150);
            settled = resident_bytes() - base;
        }
        finish();
    }
    qsort(times, repetitions, sizeof(double), pattern_compare);
    printf("%-22s %8.2f %8.2f %8ld %8.2f %8.2f\n", pattern->name, times[repetitions / 2], times[0],
           faults, peak / 1048576, settled / 1048576);
}

/* Whether the program has a pattern of just this name. */
static inline bool pattern_is_name(const Pattern *patterns, size_t count, const char *text) {
    bool found = false;
    for (size_t i = 0; i < count; i++) {
        found |= strcmp(patterns[i].name, text) == 0;
    }
    return found;
}

static inline int pattern_main(int argc, char **argv, const Pattern *patterns, size_t count) {
    size_t repetitions = argc > 1 ? strtoul(argv[1], NULL, 10) : 0;
    const char *text = argc > 2 ? argv[2] : "";
    bool is_name = pattern_is_name(patterns, count, text);
    if (repetitions > PATTERN_REPETITIONS_MAX) {
        repetitions = PATTERN_REPETITIONS_MAX;
    }
    make_sizes();
    for (size_t i = 0; i < count; i++) {
        const char *name = patterns[i].name;
        if (repetitions == 0) {
            puts(name);
        } else if (is_name ? strcmp(name, text) == 0 : strstr(name, text) != NULL) {
            pattern_measure(&patterns[i], repetitions);
        }
    }
    return 0;
}

#endif
