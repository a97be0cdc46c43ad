/* The contract with the operating system: memory, clocks, randomness, facts about the process.
 * One implementation per platform (os_posix.c). Nothing here knows about Python or heaps.
 *
 * Memory has three states: free (not ours), reserved (ours, address space only) and committed
 * (readable, writable, zero until written). On POSIX reserved memory is committed by the first
 * touch, so os_memory_commit has nothing to do; elsewhere it does the work. */
#ifndef OURO_OS_OS_H
#define OURO_OS_OS_H

#include "base/base.h"

/* --- memory; all sizes and addresses are multiples of os_page_size() --- */

size_t os_page_size(void);

/* Address space of `size` bytes at a multiple of `alignment` (a power of two, at least a page).
 * NULL when the system has none. */
NODISCARD void *os_memory_reserve(size_t size, size_t alignment);

/* Makes [address, address + size) of a reservation usable; false when the system refuses. */
NODISCARD bool os_memory_commit(void *address, size_t size);

/* Says that all of the committed range is about to be written: several pages at once are cheaper
 * than one fault each. */
void os_memory_populate(void *address, size_t size);

/* Gives the pages back; the range stays reserved and reads as zero afterwards. */
void os_memory_purge(void *address, size_t size);

/* Ends a reservation, or a whole-page part of one. */
void os_memory_release(void *address, size_t size);

/* Grows or shrinks a reservation where it is; false when the space behind it is taken. */
NODISCARD bool os_memory_resize(void *address, size_t old_size, size_t new_size);

/* Moves a reservation with its contents to another place, without copying where the system can,
 * and makes it `new_size` long. NULL: nothing has changed. */
NODISCARD void *os_memory_move(void *address, size_t old_size, size_t new_size, size_t alignment);

/* --- clocks, in nanoseconds --- */

int64_t os_clock_monotonic(void); /* never goes back; origin unspecified */
int64_t os_clock_wall(void);      /* since 1970-01-01 UTC */
int64_t os_clock_process(void);   /* CPU time of the process */
int64_t os_clock_thread(void);    /* CPU time of the calling thread */
void os_sleep(int64_t nanoseconds);

/* --- the rest --- */

/* Fills with bytes that nobody can guess; false when the system has no source. */
NODISCARD bool os_random_bytes(void *buffer, size_t size);

/* Processors that this process may use, at least 1. */
unsigned os_processor_count(void);

/* The lowest address of the calling thread's C stack that may be used, and its size;
 * false when unknown. */
NODISCARD bool os_stack_bounds(void **lowest, size_t *size);

#endif
