/* What a failed check does: one line on standard error, then abort. */
#include "base/check.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void check_failed(const char *file, int line, const char *condition) {
    fprintf(stderr, "ouro: check failed: %s:%d: %s\n", file, line, condition);
    abort();
}

void check_fatal(const char *format, ...) {
    va_list args;
    va_start(args, format);
    fputs("ouro: fatal: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    abort();
}
