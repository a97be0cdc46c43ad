/* What the fuzzers of programs share. An input is a head of HEAD bytes that choose how the target
 * runs, and a text. */
#ifndef OURO_TESTS_FUZZ_H
#define OURO_TESTS_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { HEAD = 4 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MUST(condition)                                                                            \
    ((condition)                                                                                   \
         ? (void)0                                                                                 \
         : (fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition), abort()))

/* For the ends of runtimes: nothing may be left. */
static inline void tell_leak(void *user, const char *type, size_t count, size_t bytes) {
    (void)user;
    fprintf(stderr, "not so: %zu of %s left, %zu bytes\n", count, type, bytes);
    abort();
}

#endif
