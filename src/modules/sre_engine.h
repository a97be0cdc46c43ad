/* Running the codes of a pattern on a text: a backtracking matcher that keeps its own stack, in the
 * runtime's heap, so that no pattern or text can overrun the C stack. */
#ifndef OURO_MODULES_SRE_ENGINE_H
#define OURO_MODULES_SRE_ENGINE_H

#include "modules/sre_codes.h"
#include "object/runtime.h"

#define SRE_UNSET SIZE_MAX

typedef struct SreEntry SreEntry;
typedef struct SreLoop SreLoop;

/* Positions count characters. marks[2g] and marks[2g + 1] are where group g begins and ends. All
 * of the text before `start` may be looked at by what looks back. */
typedef struct SreRun {
    Runtime *rt;
    const uint32_t *codes;
    const uint8_t *text;
    unsigned width; /* bytes of a character: 1, 2, 4 */
    size_t start, end;
    size_t at;         /* where the match ends */
    bool to_the_end;   /* only matches that end at `end` count (fullmatch) */
    bool must_advance; /* an empty match at `start` does not count */
    size_t *marks;
    size_t mark_count;
    size_t last_index; /* the group that was closed last, from 1; 0: none */

    SreEntry *stack;
    size_t depth, stack_capacity;
    SreLoop *loops;
    size_t loop_count, loop_capacity;
    size_t loop;    /* the innermost loop that is being matched, or SRE_UNSET */
    size_t barrier; /* the entry that SRE_SUCCESS ends, or SRE_UNSET: the match */
    unsigned work;  /* steps since the last look at budgets */
} SreRun;

/* marks: mark_count places, which belong to the caller. */
void sre_engine_open(SreRun *run, Runtime *rt, const uint32_t *codes, size_t *marks,
                     size_t mark_count);
void sre_engine_close(SreRun *run);
/* At run->start: 1 matched, 0 not, -1 an error is pending. */
int sre_engine_match(SreRun *run);
/* From run->start on, which becomes where the match begins. */
int sre_engine_search(SreRun *run);

#endif
