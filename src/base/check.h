/* Assertions by level. OURO_CHECK_LEVEL is chosen at build time:
 *   0  none (release)
 *   1  misuse of an interface
 *   2  local invariants, O(1)
 *   3  whole walks (each heap and gc structure has a _verify function for it)
 * A check is never for user input: what a Python program or an embedder may do gets an error.
 * A failed check prints where and what, then aborts. The condition is not evaluated when off,
 * so it must have no effects. */
#ifndef OURO_BASE_CHECK_H
#define OURO_BASE_CHECK_H

#include "base/base.h"

#ifndef OURO_CHECK_LEVEL
#ifdef NDEBUG
#define OURO_CHECK_LEVEL 0
#else
#define OURO_CHECK_LEVEL 1
#endif
#endif

COLD NORETURN void check_failed(const char *file, int line, const char *condition);

/* A fault that nothing can go on from: prints "ouro: fatal: …" and aborts. */
COLD NORETURN PRINTF_LIKE(1, 2) void check_fatal(const char *format, ...);

#define CHECK_ON(condition)                                                                        \
    (likely(condition) ? (void)0 : check_failed(__FILE__, __LINE__, #condition))
#define CHECK_OFF(condition) ((void)sizeof(!(condition)))

#if OURO_CHECK_LEVEL >= 1
#define check1(condition) CHECK_ON(condition)
#else
#define check1(condition) CHECK_OFF(condition)
#endif

#if OURO_CHECK_LEVEL >= 2
#define check2(condition) CHECK_ON(condition)
#else
#define check2(condition) CHECK_OFF(condition)
#endif

#if OURO_CHECK_LEVEL >= 3
#define check3(condition) CHECK_ON(condition)
#else
#define check3(condition) CHECK_OFF(condition)
#endif

#endif
