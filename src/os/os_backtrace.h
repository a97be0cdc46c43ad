/* The functions that led here: as addresses when it must be quick, as text when a message is
 * written. Nothing here allocates memory. */
#ifndef OURO_OS_OS_BACKTRACE_H
#define OURO_OS_OS_BACKTRACE_H

#include "base/base.h"

/* Where a program or a shared library lies in memory. */
typedef struct OsModule {
    uintptr_t start;
    uintptr_t end;
} OsModule;

/* The module whose code this is. */
OsModule os_own_module(void);

/* Return addresses of the calling functions, innermost first, into frames[0 … count), at most 64;
 * how many. Those of `own` at the beginning are left out, unless there are no others. */
unsigned os_backtrace(void **frames, unsigned count, OsModule own);

/* Writes "module+offset function" for an address of code, and for one of data the module and the
 * variable; an empty text when no module has it. */
void os_describe_address(const void *address, char *text, size_t size);

#endif
