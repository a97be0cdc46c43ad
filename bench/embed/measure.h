/* Nanoseconds of one turn of something, the fastest of several rounds, as one line of a table. */
#ifndef BENCH_EMBED_MEASURE_H
#define BENCH_EMBED_MEASURE_H

#include <stdint.h>
#include <stdio.h>
#include <time.h>

static inline int64_t measure_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/* `turn` does its thing `count` times. */
static inline void measure(const char *name, void (*turn)(int count), int count) {
    double best = 1e18;
    for (int round = 0; round < 15; round++) {
        int64_t start = measure_now();
        turn(count);
        double each = (double)(measure_now() - start) / count;
        best = each < best ? each : best;
    }
    printf("  %-36s %10.1f ns\n", name, best);
}

#endif
