/* pickle_memo: see pickle_memo.h. What is put into a memo runs no other code. */
#include "modules/pickle_memo.h"

#include "object/budget.h"
#include "object/dict.h"
#include "object/references.h"
#include "object/tuple.h"

enum { FIRST_SLOTS = 64, FIRST_NUMBERS = 64, GAP = 4096 };

/* ---- pickling ---- */

static PickleMemoSlot *place_for(const PickleMemo *memo, const Object *object) {
    size_t at = pickle_memo_place(memo, object);
    while (memo->slots[at].object && memo->slots[at].object != object) {
        at = (at + 1) & (memo->capacity - 1);
    }
    return &memo->slots[at];
}

static COLD bool grow(Runtime *rt, PickleMemo *memo, size_t more) {
    size_t capacity = memo->capacity ? memo->capacity : FIRST_SLOTS;
    while (3 * (memo->count + more) > 2 * capacity) {
        capacity *= 2;
    }
    if (capacity == memo->capacity) {
        return true;
    }
    PickleMemoSlot *slots = NULL;
    if (budget_spend_whole(rt, 2 * memo->capacity)) {
        slots = memory_allocate_zeroed(rt, capacity * sizeof *slots);
    }
    if (!slots) {
        return false;
    }
    PickleMemoSlot *old = memo->slots;
    size_t old_capacity = memo->capacity;
    memo->slots = slots;
    memo->capacity = capacity;
    for (size_t i = 0; i < old_capacity; i++) {
        if (old[i].object) {
            *place_for(memo, old[i].object) = old[i];
        }
    }
    memory_free(rt, old);
    return true;
}

bool pickle_memo_put(Runtime *rt, PickleMemo *memo, Object *object, size_t number) {
    if (3 * (memo->count + 1) > 2 * memo->capacity && !grow(rt, memo, 1)) {
        return false;
    }
    PickleMemoSlot *slot = place_for(memo, object);
    if (!slot->object) {
        slot->object = retain(object);
        memo->count++;
    }
    slot->number = number;
    return true;
}

bool pickle_memo_note_slow(Runtime *rt, PickleMemo *memo, Object *object) {
    size_t capacity = memo->noted_capacity ? 2 * memo->noted_capacity : FIRST_SLOTS;
    PickleMemoSlot *noted = memory_reallocate(rt, memo->noted, capacity * sizeof *noted);
    if (!noted) {
        return false;
    }
    memo->noted = noted;
    memo->noted_capacity = capacity;
    return pickle_memo_note(rt, memo, object);
}

bool pickle_memo_settle_slow(Runtime *rt, PickleMemo *memo) {
    if (!budget_spend_whole(rt, memo->noted_count) || !grow(rt, memo, memo->noted_count)) {
        return false;
    }
    for (size_t i = 0; i < memo->noted_count; i++) {
        PickleMemoSlot *slot = place_for(memo, memo->noted[i].object);
        *slot = (PickleMemoSlot){retain(memo->noted[i].object), memo->noted[i].number};
    }
    memo->count += memo->noted_count;
    memo->noted_count = 0;
    return true;
}

Object *pickle_memo_as_dict(Runtime *rt, const PickleMemo *memo) {
    Object *dict = dict_new(rt);
    for (size_t i = 0; dict && i < memo->capacity; i++) {
        const PickleMemoSlot *slot = &memo->slots[i];
        if (!slot->object) {
            continue;
        }
        Object *key = int_from_uint64(rt, (uint64_t)(uintptr_t)slot->object);
        Object *number = key ? int_from_size(rt, slot->number) : NULL;
        Object *pair = number ? tuple_pack(rt, 2, number, slot->object) : NULL;
        if (!pair || !budget_pace_items(rt, i) || !dict_set(rt, dict, key, pair)) {
            CLEAR_REF(rt, &dict);
        }
        release_nullable(rt, pair);
        release_nullable(rt, number);
        release_nullable(rt, key);
    }
    return dict;
}

bool pickle_memo_from_dict(Runtime *rt, PickleMemo *made, Object *dict) {
    *made = (PickleMemo){.slots = NULL};
    size_t position = 0;
    Object *key, *value;
    while (dict_next(dict, &position, &key, &value)) {
        int64_t number = 0;
        bool done = type_is_tuple(rt, value) && tuple_length(value) == 2;
        if (!done) {
            raise_type_error(rt, "'memo' values must be 2-item tuples");
        } else if (!type_is_int(rt, tuple_get(value, 0))) {
            raise_type_error(rt, "an integer is required");
            done = false;
        } else {
            done = object_as_int64(rt, tuple_get(value, 0), &number) &&
                   pickle_memo_put(rt, made, tuple_get(value, 1), (size_t)number);
        }
        if (!done) {
            pickle_memo_clear(rt, made);
            return false;
        }
    }
    return true;
}

bool pickle_memo_copy(Runtime *rt, PickleMemo *made, const PickleMemo *memo) {
    *made = (PickleMemo){.unseen = memo->unseen};
    bool done = grow(rt, made, memo->count);
    for (size_t i = 0; done && i < memo->capacity; i++) {
        const PickleMemoSlot *slot = &memo->slots[i];
        done = budget_pace_items(rt, i) &&
               (!slot->object || pickle_memo_put(rt, made, slot->object, slot->number));
    }
    if (!done) {
        pickle_memo_clear(rt, made);
    }
    return done;
}

void pickle_memo_traverse(const PickleMemo *memo, VisitFunction visit, void *context) {
    for (size_t i = 0; i < memo->capacity; i++) {
        if (memo->slots[i].object) {
            visit(memo->slots[i].object, context);
        }
    }
}

void pickle_memo_clear(Runtime *rt, PickleMemo *memo) {
    PickleMemo old = *memo;
    *memo = (PickleMemo){.slots = NULL};
    memory_free(rt, old.noted);
    if (old.capacity >= REFERENCES_MANY) {
        references_release(rt, &(References){.block = old.slots,
                                             .base = &old.slots->object,
                                             .count = old.capacity,
                                             .mask = SIZE_MAX,
                                             .step = sizeof(PickleMemoSlot) / sizeof(Object *),
                                             .width = 1});
        return;
    }
    for (size_t i = 0; i < old.capacity; i++) {
        release_nullable(rt, old.slots[i].object);
    }
    memory_free(rt, old.slots);
}

/* ---- unpickling ---- */

Object *unpickle_memo_get_slow(Runtime *rt, const UnpickleMemo *memo, size_t number) {
    if (!memo->beyond || (number < memo->size && memo->objects[number])) {
        return number < memo->size ? memo->objects[number] : NULL;
    }
    Object *key = int_from_size(rt, number);
    Object *object = key ? dict_get(rt, memo->beyond, key) : NULL;
    release_nullable(rt, key);
    return object;
}

/* An object whose number lies far beyond the others. */
static bool put_beyond(Runtime *rt, UnpickleMemo *memo, size_t number, Object *object) {
    if (!memo->beyond && !(memo->beyond = dict_new(rt))) {
        return false;
    }
    Object *key = int_from_size(rt, number), *beyond = retain(memo->beyond);
    bool known = key && dict_get(rt, beyond, key);
    bool done = key && dict_set(rt, beyond, key, object); /* what was there may change the memo */
    memo->count += done && !known;
    release(rt, beyond);
    release_nullable(rt, key);
    return done;
}

static bool make_room(Runtime *rt, UnpickleMemo *memo, size_t number) {
    if (number >= memo->capacity) {
        size_t capacity = memo->capacity ? 2 * memo->capacity : FIRST_NUMBERS;
        capacity = capacity > number ? capacity : number + 1;
        Object **objects = memory_reallocate(rt, memo->objects, capacity * sizeof *objects);
        if (!objects) {
            return false;
        }
        memo->objects = objects;
        memo->capacity = capacity;
    }
    while (memo->size <= number) {
        memo->objects[memo->size++] = NULL;
    }
    return true;
}

bool unpickle_memo_put_slow(Runtime *rt, UnpickleMemo *memo, size_t number, Object *object) {
    if (number >= memo->size &&
        (number - memo->size > GAP || (memo->beyond && number > memo->size))) {
        return put_beyond(rt, memo, number, object);
    }
    bool known =
        memo->beyond && number >= memo->size && unpickle_memo_get_slow(rt, memo, number) != NULL;
    if (error_pending(rt) || (number >= memo->size && !make_room(rt, memo, number))) {
        return false;
    }
    known = known || memo->objects[number];
    memo->count += !known;
    REPLACE_REF(rt, &memo->objects[number], retain(object));
    return true;
}

Object *unpickle_memo_as_dict(Runtime *rt, const UnpickleMemo *memo) {
    Object *dict = memo->beyond ? dict_copy(rt, memo->beyond) : dict_new(rt);
    for (size_t i = 0; dict && i < memo->size; i++) {
        Object *key = memo->objects[i] ? int_from_size(rt, i) : NULL;
        if (memo->objects[i] &&
            (!key || !budget_pace_items(rt, i) || !dict_set(rt, dict, key, memo->objects[i]))) {
            CLEAR_REF(rt, &dict);
        }
        release_nullable(rt, key);
    }
    return dict;
}

bool unpickle_memo_from_dict(Runtime *rt, UnpickleMemo *made, Object *dict) {
    *made = (UnpickleMemo){.objects = NULL};
    size_t position = 0;
    Object *key, *value;
    while (dict_next(dict, &position, &key, &value)) {
        int64_t number = 0;
        bool done = type_is_int(rt, key);
        if (!done) {
            raise_type_error(rt, "memo key must be integers");
        } else if ((done = object_as_int64(rt, key, &number)) && number < 0) {
            raise_value_error(rt, "memo key must be positive integers.");
            done = false;
        }
        if (!done || !unpickle_memo_put(rt, made, (size_t)number, value)) {
            unpickle_memo_clear(rt, made);
            return false;
        }
    }
    return true;
}

bool unpickle_memo_copy(Runtime *rt, UnpickleMemo *made, const UnpickleMemo *memo) {
    *made = (UnpickleMemo){.count = memo->count};
    if (memo->size > 0) {
        made->objects = memory_allocate_zeroed(rt, memo->size * sizeof *made->objects);
        made->size = made->capacity = made->objects ? memo->size : 0;
    }
    for (size_t i = 0; i < made->size; i++) {
        made->objects[i] = retain_nullable(memo->objects[i]);
    }
    made->beyond = memo->beyond && made->size == memo->size ? dict_copy(rt, memo->beyond) : NULL;
    if (made->size < memo->size || (memo->beyond && !made->beyond)) {
        unpickle_memo_clear(rt, made);
        return false;
    }
    return true;
}

void unpickle_memo_traverse(const UnpickleMemo *memo, VisitFunction visit, void *context) {
    for (size_t i = 0; i < memo->size; i++) {
        if (memo->objects[i]) {
            visit(memo->objects[i], context);
        }
    }
    if (memo->beyond) {
        visit(memo->beyond, context);
    }
}

void unpickle_memo_clear(Runtime *rt, UnpickleMemo *memo) {
    UnpickleMemo old = *memo;
    *memo = (UnpickleMemo){.objects = NULL};
    release_nullable(rt, old.beyond);
    if (old.size >= REFERENCES_MANY) {
        references_release(rt, &(References){.block = (void *)old.objects,
                                             .base = old.objects,
                                             .count = old.size,
                                             .mask = SIZE_MAX,
                                             .step = 1,
                                             .width = 1});
        return;
    }
    for (size_t i = 0; i < old.size; i++) {
        release_nullable(rt, old.objects[i]);
    }
    memory_free(rt, (void *)old.objects);
}
