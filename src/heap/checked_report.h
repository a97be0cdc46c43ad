/* What a checked heap tells: the messages that end the program, and what is in use by stack. */
#ifndef OURO_HEAP_CHECKED_REPORT_H
#define OURO_HEAP_CHECKED_REPORT_H

#include "heap/checked_block.h"

/* Where a call came from. */
typedef struct CheckedPlace {
    unsigned count;
    void *frames[STACKS_DEPTH_MAX];
} CheckedPlace;

/* Ends the program with a message, the stacks of the block (NULL: there is none) and the place;
 * unlocks the heap, for to name functions takes locks of others. */
COLD NORETURN PRINTF_LIKE(4, 5) void checked_report_fatal(Heap *heap, const CheckedBlock *block,
                                                          const CheckedPlace *place,
                                                          const char *format, ...);

/* Says how a block was damaged, and ends the program. */
COLD NORETURN void checked_report_damage(Heap *heap, const CheckedBlock *block,
                                         CheckedDamage damage, ptrdiff_t where,
                                         const CheckedPlace *place);

/* Writes the live blocks that `wanted` accepts to a file descriptor, added up by the stack that
 * took them, most bytes first; their number. `title` is what they are called. The lock is held. */
size_t checked_report_live(Heap *heap, int descriptor, const char *title,
                           bool (*wanted)(const CheckedBlock *block));

#endif
