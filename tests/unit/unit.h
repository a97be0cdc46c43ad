/* A tiny harness: one main per file that calls unit_run for each test and returns unit_result().
 *
 *     static void test_list_append_grows(void) { UNIT_CHECK(length == 1); }
 *     int main(int argc, char **argv) { unit_start(argc, argv); UNIT_RUN(test_…); return
 * unit_result(); }
 *
 * A test prints "ok name" or, for each check that does not hold, "FAIL name: where: what". */
#ifndef OURO_TESTS_UNIT_H
#define OURO_TESTS_UNIT_H

#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static struct {
    const char *name;
    uint64_t seed;
    unsigned failures; /* of the running test */
    unsigned failed_tests;
} unit;

#define UNIT_CHECK(condition) unit_check((condition), #condition, __FILE__, __LINE__)
#define UNIT_RUN(test) unit_run(#test, test)

static inline bool unit_check(bool holds, const char *condition, const char *file, int line) {
    if (!holds) {
        printf("FAIL %s: %s:%d: %s\n", unit.name, file, line, condition);
        unit.failures++;
    }
    return holds;
}

static inline void unit_run(const char *name, void (*test)(void)) {
    unit.name = name;
    unit.failures = 0;
    fflush(stdout);
    test();
    if (unit.failures == 0) {
        printf("ok %s\n", name);
    } else {
        unit.failed_tests++;
    }
}

/* By a clock that only goes forwards. */
static inline double unit_now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* Bytes of this process that are resident, or 0. Counted by the kernel page by page: the figure of
 * /proc/self/statm may be off by 64 pages for each processor. Allocates nothing. */
static inline size_t unit_resident_bytes(void) {
    char text[400] = "";
    int file = open("/proc/self/smaps_rollup", O_RDONLY | O_CLOEXEC);
    ssize_t length = read(file, text, sizeof text - 1);
    close(file);
    const char *rss = length > 0 ? strstr(text, "Rss:") : NULL;
    return rss != NULL ? strtoull(rss + 4, NULL, 10) * 1024 : 0;
}

/* The seed of random tests: the first argument, else OURO_SEED, else a new one; printed. */
static inline void unit_start(int argc, char **argv) {
    const char *text = argc > 1 ? argv[1] : getenv("OURO_SEED");
    unit.seed = text != NULL ? strtoull(text, NULL, 0)
                             : (uint64_t)getpid() * UINT64_C(0x9e3779b97f4a7c15) >> 20;
    printf("seed %llu\n", (unsigned long long)unit.seed);
}

static inline int unit_result(void) {
    return unit.failed_tests != 0;
}

/* xorshift64*: good enough to choose actions, the same everywhere. */
static inline uint64_t unit_random(void) {
    uint64_t x = unit.seed != 0 ? unit.seed : 1;
    x ^= x >> 12;
    x ^= x << 25;
    x ^= x >> 27;
    unit.seed = x;
    return x * UINT64_C(0x2545f4914f6cdd1d);
}

static inline uint64_t unit_below(uint64_t bound) {
    return unit_random() % bound;
}

/* Runs the action in a child; true when it said `message` on standard error and ended by a
 * signal, or also by a status when `any_end`. */
static inline bool unit_child(void (*action)(void), const char *message, bool any_end) {
    int ends[2];
    fflush(stdout);
    if (pipe(ends) != 0) {
        return false;
    }
    pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], 2);
        close(ends[0]);
        signal(SIGABRT, SIG_DFL);
        action();
        _exit(0);
    }
    close(ends[1]);
    char text[16384];
    size_t length = 0;
    ssize_t count;
    while ((count = read(ends[0], text + length, sizeof(text) - 1 - length)) > 0) {
        length += (size_t)count;
    }
    text[length] = '\0';
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    bool aborted = WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
    return (aborted || (any_end && status != 0)) && strstr(text, message) != NULL;
}

static inline bool unit_aborts(void (*action)(void), const char *message) {
    return unit_child(action, message, false);
}

static inline bool unit_says(void (*action)(void), const char *message) {
    return unit_child(action, message, true);
}

#endif
