/* C3: merge the bases' orders and the list of bases, always taking the first head that stands in no
 * tail. */
#include "types/mro.h"
#include "object/list.h"
#include "object/tuple.h"

/* One sequence being merged; items before `next` are taken. */
typedef struct Sequence {
    Object *items; /* tuple, borrowed */
    size_t next;
} Sequence;

static bool in_tail(const Sequence *sequences, size_t count, const Object *candidate) {
    for (size_t i = 0; i < count; i++) {
        for (size_t j = sequences[i].next + 1; j < tuple_length(sequences[i].items); j++) {
            if (tuple_get(sequences[i].items, j) == candidate) {
                return true;
            }
        }
    }
    return false;
}

static NEW_REF Object *join_names(Runtime *rt, Object *types) {
    Object *text = str_empty(rt);
    for (size_t i = 0; text && i < list_length(types); i++) {
        Object *name = ((TypeObject *)list_get(types, i))->name;
        Object *longer = str_format(rt, i ? "%U, %U" : "%U%U", text, name);
        release(rt, text);
        text = longer;
    }
    return text;
}

static COLD void *raise_inconsistent(Runtime *rt, const Sequence *sequences, size_t count) {
    Object *heads = list_new(rt, count);
    for (size_t i = 0; heads && i < count; i++) {
        if (sequences[i].next >= tuple_length(sequences[i].items)) {
            continue;
        }
        Object *head = tuple_get(sequences[i].items, sequences[i].next);
        bool known = false;
        for (size_t j = 0; j < list_length(heads); j++) {
            known |= list_get(heads, j) == head;
        }
        if (!known && !list_append(rt, heads, head)) {
            CLEAR_REF(rt, &heads);
        }
    }
    Object *names = heads ? join_names(rt, heads) : NULL;
    if (names) {
        raise_type_error(
            rt, "Cannot create a consistent method resolution\norder (MRO) for bases %U", names);
    }
    release_nullable(rt, names);
    release_nullable(rt, heads);
    return NULL;
}

static bool merge(Runtime *rt, Object *result, Sequence *sequences, size_t count) {
    for (;;) {
        size_t empty = 0;
        Object *taken = NULL;
        for (size_t i = 0; i < count && !taken; i++) {
            if (sequences[i].next >= tuple_length(sequences[i].items)) {
                empty++;
                continue;
            }
            Object *candidate = tuple_get(sequences[i].items, sequences[i].next);
            if (!in_tail(sequences, count, candidate)) {
                taken = candidate;
            }
        }
        if (!taken) {
            if (empty < count) {
                raise_inconsistent(rt, sequences, count);
            }
            return empty == count;
        }
        if (!list_append(rt, result, taken)) {
            return false;
        }
        for (size_t i = 0; i < count; i++) {
            Sequence *sequence = &sequences[i];
            if (sequence->next < tuple_length(sequence->items) &&
                tuple_get(sequence->items, sequence->next) == taken) {
                sequence->next++;
            }
        }
    }
}

static bool check_duplicates(Runtime *rt, Object *bases) {
    for (size_t i = 0; i < tuple_length(bases); i++) {
        for (size_t j = i + 1; j < tuple_length(bases); j++) {
            if (tuple_get(bases, i) == tuple_get(bases, j)) {
                raise_type_error(rt, "duplicate base class %N", (TypeObject *)tuple_get(bases, i));
                return false;
            }
        }
    }
    return true;
}

/* One base: its order with type in front. */
static NEW_REF Object *extend_single(Runtime *rt, TypeObject *type, const TypeObject *base) {
    size_t length = tuple_length(base->mro);
    Object *mro = tuple_new(rt, length + 1);
    if (!mro) {
        return NULL;
    }
    tuple_items(mro)[0] = retain(&type->header);
    for (size_t i = 0; i < length; i++) {
        tuple_items(mro)[i + 1] = retain(tuple_get(base->mro, i));
    }
    return mro;
}

NEW_REF Object *mro_compute(Runtime *rt, TypeObject *type) {
    size_t count = tuple_length(type->bases);
    for (size_t i = 0; i < count; i++) {
        TypeObject *base = (TypeObject *)tuple_get(type->bases, i);
        if (!base->mro) {
            return raise_type_error(rt, "Cannot extend an incomplete type '%N'", base);
        }
    }
    if (count == 1) {
        return extend_single(rt, type, (TypeObject *)tuple_get(type->bases, 0));
    }
    if (!check_duplicates(rt, type->bases)) {
        return NULL;
    }
    Sequence *sequences = memory_allocate(rt, (count + 1) * sizeof(Sequence));
    if (!sequences) {
        return NULL;
    }
    for (size_t i = 0; i < count; i++) {
        sequences[i] = (Sequence){((TypeObject *)tuple_get(type->bases, i))->mro, 0};
    }
    sequences[count] = (Sequence){type->bases, 0};
    Object *list = list_new(rt, 8);
    Object *mro = NULL;
    if (list && list_append(rt, list, &type->header) && merge(rt, list, sequences, count + 1)) {
        mro = list_as_tuple(rt, list);
    }
    release_nullable(rt, list);
    memory_free(rt, sequences);
    return mro;
}

/* The result of a metaclass's mro(): types that go with the layout of type. */
static bool check_custom(Runtime *rt, const TypeObject *type, Object *mro) {
    for (size_t i = 0; i < tuple_length(mro); i++) {
        Object *item = tuple_get(mro, i);
        if (!type_is_type(rt, item)) {
            raise_type_error(rt, "mro() returned a non-class ('%T')", item);
            return false;
        }
        const TypeObject *base = (const TypeObject *)item;
        if (base != type && base->native->basic_size > type->native->basic_size) {
            raise_type_error(rt, "mro() returned base with unsuitable layout ('%N')", item);
            return false;
        }
    }
    return true;
}

NEW_REF Object *mro_of_class(Runtime *rt, TypeObject *type) {
    if (object_type_id(&type->header) == TYPE_TYPE) {
        return mro_compute(rt, type);
    }
    bool bound;
    Object *method = object_get_special(rt, &type->header, NAME_mro, &bound);
    if (!method) {
        return rt->error ? NULL : mro_compute(rt, type);
    }
    if (object_type_id(method) == TYPE_METHOD_DESCRIPTOR) { /* type.mro */
        release(rt, method);
        return mro_compute(rt, type);
    }
    Object *self = &type->header;
    Object *result = object_call(rt, method, &self, bound ? 1 : 0, NULL);
    release(rt, method);
    if (!result) {
        return NULL;
    }
    Object *mro = tuple_from_iterable(rt, result);
    release(rt, result);
    if (mro && !check_custom(rt, type, mro)) {
        CLEAR_REF(rt, &mro);
    }
    return mro;
}
