/* references: see references.h. */
#include "object/references.h"

#include "base/check.h"
#include "object/budget.h"
#include <string.h>

enum { PIECE = 512, PIECE_UNITS = PIECE / 2 };

_Static_assert(sizeof(WaitingReferences) <= PIECE * sizeof(Object *), "a piece makes room for it");

static Object **entry_at(const References *references, size_t idx) {
    size_t place = (references->start + idx) & references->mask;
    return references->base + (ptrdiff_t)place * references->step;
}

static void release_piece(Runtime *rt, const References *references, size_t count) {
    for (size_t idx = 0; idx < count; idx++) {
        Object **entry = entry_at(references, idx);
        for (uint32_t i = 0; i < references->width; i++) {
            release_nullable(rt, entry[i]);
        }
    }
}

/* The end with the lowest address of a run of entries that have been released, and are not around
 * the corner of a ring. */
static void *room_in(const References *released) {
    const size_t words = sizeof(WaitingReferences) / sizeof(Object *);
    size_t first = released->start & released->mask;
    if (released->step < 0) {
        return entry_at(released, words - 1);
    }
    bool turns = released->mask - first < words;
    return turns ? released->base : (void *)entry_at(released, 0);
}

static void wait(Runtime *rt, const References *rest, void *room) {
    WaitingReferences *waiting = room;
    waiting->next = rt->waiting_references;
    memcpy(&waiting->rest, rest, sizeof *rest);
    rt->waiting_references = waiting;
}

/* room: where the note goes if the rest has to wait. */
static void release_in_pieces(Runtime *rt, References rest, void *room) {
    while (rest.count > 0) {
        size_t count = rest.count < PIECE ? rest.count : PIECE;
        release_piece(rt, &rest, count);
        rest.start += count;
        rest.count -= count;
        budget_owe(rt, PIECE_UNITS);
        budget_look_at_release(rt);
        if (budget_release_waits(rt) && rest.count > 0) {
            wait(rt, &rest, room);
            return;
        }
    }
    heap_free(rt->heap, rest.block);
}

void references_release(Runtime *rt, const References *references) {
    check2(references->count >= REFERENCES_MANY);
    release_in_pieces(rt, *references, room_in(references));
}

void references_go_on(Runtime *rt) {
    while (rt->waiting_references && !budget_release_waits(rt)) {
        void *room = rt->waiting_references;
        WaitingReferences waiting;
        memcpy(&waiting, room, sizeof waiting);
        rt->waiting_references = waiting.next;
        release_in_pieces(rt, waiting.rest, room);
    }
}

bool references_copy_long(Runtime *rt, Object **to, Object *const *from, size_t count) {
    for (size_t idx = 0; idx < count; idx++) {
        to[idx] = retain(from[idx]);
        if (UNLIKELY(idx % (16 * REFERENCES_MANY) == 0) && !budget_look(rt)) {
            do {
                CLEAR_REF(rt, &to[idx]);
            } while (idx-- > 0);
            return false;
        }
    }
    return true;
}
