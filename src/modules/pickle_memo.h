/* What has been pickled or unpickled so far, for references to it.
 *
 * Pickling: the numbers of objects by their addresses.
 *   slots: capacity, count of them in use; open addressing; 3 * count <= 2 * capacity
 *   the next number = count + noted_count + unseen
 * The slots hold references. An object whose only reference lies in a container that is pickled
 * once cannot be met again while no other code runs: such objects are only noted, with their
 * numbers and without a reference. Before other code runs pickle_settle puts them into the
 * slots. After a failure the notes are forgotten, for they may be of objects that are gone.
 * `unseen` are numbers without an object: of those, and of dicts that exist in the pickle only.
 *
 * Unpickling: objects by their numbers. Numbers far beyond those in use, which only a hostile
 * pickle has, are keys of a dict. */
#ifndef OURO_MODULES_PICKLE_MEMO_H
#define OURO_MODULES_PICKLE_MEMO_H

#include "object/operations.h"

typedef struct PickleMemoSlot {
    Object *object; /* NULL: free */
    size_t number;
} PickleMemoSlot;

typedef struct PickleMemo {
    PickleMemoSlot *slots;
    size_t count, capacity; /* 0, or a power of two */
    PickleMemoSlot *noted;
    size_t noted_count, noted_capacity;
    size_t unseen;
} PickleMemo;

static inline size_t pickle_memo_next(const PickleMemo *memo) {
    return memo->count + memo->noted_count + memo->unseen;
}

static inline size_t pickle_memo_place(const PickleMemo *memo, const Object *object) {
    uint64_t mixed = ((uint64_t)(uintptr_t)object >> 3) * UINT64_C(0x9E3779B97F4A7C15);
    return (size_t)(mixed >> 32) & (memo->capacity - 1);
}

/* The slot of an object among the slots; NULL: it is not there. */
static inline const PickleMemoSlot *pickle_memo_find(const PickleMemo *memo, const Object *object) {
    if (memo->count == 0) {
        return NULL;
    }
    size_t at = pickle_memo_place(memo, object);
    while (memo->slots[at].object) {
        if (memo->slots[at].object == object) {
            return &memo->slots[at];
        }
        at = (at + 1) & (memo->capacity - 1);
    }
    return NULL;
}

bool pickle_memo_put(Runtime *rt, PickleMemo *memo, Object *object, size_t number);
COLD bool pickle_memo_note_slow(Runtime *rt, PickleMemo *memo, Object *object);
/* The next number is that of an object that cannot be met again. */
static inline bool pickle_memo_note(Runtime *rt, PickleMemo *memo, Object *object) {
    if (LIKELY(memo->noted_count < memo->noted_capacity)) {
        size_t number = pickle_memo_next(memo);
        memo->noted[memo->noted_count++] = (PickleMemoSlot){object, number};
        return true;
    }
    return pickle_memo_note_slow(rt, memo, object);
}
bool pickle_memo_settle_slow(Runtime *rt, PickleMemo *memo);
static inline bool pickle_memo_settle(Runtime *rt, PickleMemo *memo) {
    return LIKELY(memo->noted_count == 0) || pickle_memo_settle_slow(rt, memo);
}
static inline void pickle_memo_forget_notes(PickleMemo *memo) {
    memo->unseen += memo->noted_count;
    memo->noted_count = 0;
}
/* {id: (number, object)} */
COLD NEW_REF Object *pickle_memo_as_dict(Runtime *rt, const PickleMemo *memo);
/* A memo with the content of such a dict, or of another memo; false: `made` is empty. */
COLD bool pickle_memo_from_dict(Runtime *rt, PickleMemo *made, Object *dict);
COLD bool pickle_memo_copy(Runtime *rt, PickleMemo *made, const PickleMemo *memo);
COLD void pickle_memo_traverse(const PickleMemo *memo, VisitFunction visit, void *context);
void pickle_memo_clear(Runtime *rt, PickleMemo *memo);

typedef struct UnpickleMemo {
    Object **objects; /* NULL: no object has this number */
    size_t size, capacity;
    size_t count;   /* of numbers in use */
    Object *beyond; /* dict: number to object; NULL: none */
} UnpickleMemo;

COLD BORROWED Object *unpickle_memo_get_slow(Runtime *rt, const UnpickleMemo *memo, size_t number);
/* NULL: there is none, or an exception is pending. */
static inline BORROWED Object *unpickle_memo_get(Runtime *rt, const UnpickleMemo *memo,
                                                 size_t number) {
    if (LIKELY(number < memo->size && memo->objects[number])) {
        return memo->objects[number];
    }
    return unpickle_memo_get_slow(rt, memo, number);
}
COLD bool unpickle_memo_put_slow(Runtime *rt, UnpickleMemo *memo, size_t number, Object *object);
static inline bool unpickle_memo_put(Runtime *rt, UnpickleMemo *memo, size_t number,
                                     Object *object) {
    if (LIKELY(number == memo->size && number < memo->capacity && !memo->beyond)) {
        memo->objects[memo->size++] = retain(object);
        memo->count++;
        return true;
    }
    return unpickle_memo_put_slow(rt, memo, number, object);
}
/* {number: object} */
COLD NEW_REF Object *unpickle_memo_as_dict(Runtime *rt, const UnpickleMemo *memo);
COLD bool unpickle_memo_from_dict(Runtime *rt, UnpickleMemo *made, Object *dict);
COLD bool unpickle_memo_copy(Runtime *rt, UnpickleMemo *made, const UnpickleMemo *memo);
COLD void unpickle_memo_traverse(const UnpickleMemo *memo, VisitFunction visit, void *context);
void unpickle_memo_clear(Runtime *rt, UnpickleMemo *memo);

#endif
