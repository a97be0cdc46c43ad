/* itertools.product, permutations, combinations, combinations_with_replacement
 *
 * All four keep pools of items and an array of positions in them; each step changes some positions
 * and the result, which is the tuple given out before when nobody else has it. */
#include "modules/fields.h"
#include "object/budget.h"
#include "modules/itertools.h"
#include "object/arguments.h"
#include "object/tuple.h"
#include <string.h>

typedef struct CombineObject {
    Object header;
    Object *pool;   /* tuple of items; product: tuple of such tuples */
    Object *result; /* given out last; NULL: nothing yet */
    size_t *positions;
    size_t *cycles; /* permutations: the cycles, in the block of positions */
    size_t count;   /* of positions in the result */
    bool ended;
} CombineObject;

static void combine_dealloc(Runtime *rt, Object *self) {
    memory_free(rt, ((CombineObject *)self)->positions);
    fields_dealloc(rt, self, 2, sizeof(CombineObject));
}

static void combine_traverse(Object *self, VisitFunction visit, void *context) {
    fields_traverse(self, 2, visit, context);
}

static NEW_REF CombineObject *combine_make(Runtime *rt, const TypeObject *type, STEALS Object *pool,
                                           size_t count, size_t extra) {
    size_t words = 0;
    CombineObject *self = NULL;
    if (pool && base_add_size(count, extra, &words) && words < SIZE_MAX / 16) {
        self = (CombineObject *)object_new_container(rt, type->type_id, sizeof(CombineObject));
    } else if (pool) {
        error_no_memory(rt);
    }
    if (!self) {
        release_nullable(rt, pool);
        return NULL;
    }
    self->pool = pool;
    self->count = count;
    if (words > 0) {
        self->positions = memory_allocate_zeroed(rt, words * sizeof(size_t));
        if (!self->positions) {
            release(rt, (Object *)self);
            return NULL;
        }
        self->cycles = self->positions + count;
    }
    return self;
}

/* The tuple for the next result, with the items of the last one: the caller changes those from
 * `first` on. NULL: MemoryError. */
static NEW_REF Object *next_result(Runtime *rt, CombineObject *self) {
    Object *old = self->result;
    if (old->refs == 1) {
        object_track_again(old);
        return retain(old);
    }
    Object *fresh = tuple_from_array(rt, tuple_items(old), tuple_length(old));
    if (fresh) {
        self->result = retain(fresh);
        release(rt, old);
    }
    return fresh;
}

static void replace_item(Runtime *rt, Object *tuple, size_t idx, Object *item) {
    Object *old = tuple_items(tuple)[idx];
    tuple_items(tuple)[idx] = retain(item);
    release(rt, old);
}

static NEW_REF Object *finish(Runtime *rt, CombineObject *self) {
    self->ended = true;
    CLEAR_REF(rt, &self->result);
    return NULL;
}

#define COMBINE_SLOTS(text, new_function, next_function)                                           \
    .slots = {.name = text,                                                                        \
              .base_id = TYPE_OBJECT,                                                              \
              .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_IMMUTABLE_TYPE,    \
              .basic_size = sizeof(CombineObject),                                                 \
              .dealloc = combine_dealloc,                                                          \
              .traverse = combine_traverse,                                                        \
              .new_instance = new_function,                                                        \
              .iter = fields_self,                                                                 \
              .next = next_function},                                                              \
    .module = "itertools"

/* product */

static bool product_repeat(Runtime *rt, Object *const *args, size_t given, Object *keyword_names,
                           size_t *repeat) {
    *repeat = 1;
    size_t keywords = keyword_names ? tuple_length(keyword_names) : 0;
    if (keywords == 0) {
        return true;
    }
    int64_t times;
    if (keywords > 1 || !str_equals_ascii(tuple_get(keyword_names, 0), "repeat")) {
        raise_type_error(rt, "'%U' is an invalid keyword argument for product()",
                         tuple_get(keyword_names, 0));
        return false;
    }
    if (!object_as_int64(rt, args[given], &times)) {
        return false;
    }
    if (times < 0) {
        raise_value_error(rt, "repeat argument cannot be negative");
        return false;
    }
    *repeat = (size_t)times;
    return true;
}

static NEW_REF Object *product_new(Runtime *rt, TypeObject *type, Object *const *args, size_t given,
                                   Object *keyword_names) {
    size_t repeat;
    size_t count;
    if (!product_repeat(rt, args, given, keyword_names, &repeat)) {
        return NULL;
    }
    given = repeat == 0 ? 0 : given;
    if (!base_multiply_size(given, repeat, &count) || count > SIZE_MAX / 64) {
        return raise_overflow_error(rt, "repeat argument too large");
    }
    Object *pools = tuple_new(rt, count);
    for (size_t i = 0; pools && i < count; i++) {
        if (!budget_look_at(rt, i)) {
            release(rt, pools);
            return NULL;
        }
        Object *pool =
            i < given ? tuple_from_iterable(rt, args[i]) : retain(tuple_get(pools, i - given));
        if (!pool) {
            release(rt, pools);
            return NULL;
        }
        tuple_items(pools)[i] = pool;
    }
    return (Object *)combine_make(rt, type, pools, count, 0);
}

static NEW_REF Object *product_first(Runtime *rt, CombineObject *self) {
    Object *result = tuple_new(rt, self->count);
    for (size_t i = 0; result && i < self->count; i++) {
        Object *pool = tuple_get(self->pool, i);
        if (!budget_look_at(rt, i)) {
            release(rt, result);
            return NULL;
        }
        if (tuple_length(pool) == 0) {
            release(rt, result);
            return finish(rt, self);
        }
        tuple_items(result)[i] = retain(tuple_get(pool, 0));
    }
    self->result = retain_nullable(result);
    return result;
}

static NEW_REF Object *product_next(Runtime *rt, Object *object) {
    CombineObject *self = (CombineObject *)object;
    if (self->ended || !budget_spend(rt, 1 + self->count / 2)) {
        return NULL;
    }
    if (!self->result) {
        return product_first(rt, self);
    }
    Object *result = next_result(rt, self);
    if (!result) {
        return NULL;
    }
    size_t i = self->count;
    while (i > 0) {
        i--;
        Object *pool = tuple_get(self->pool, i);
        bool wrapped = ++self->positions[i] == tuple_length(pool);
        self->positions[i] = wrapped ? 0 : self->positions[i];
        replace_item(rt, result, i, tuple_get(pool, self->positions[i]));
        if (!wrapped) {
            return result;
        }
    }
    release(rt, result);
    return finish(rt, self);
}

const TypeSpec itertools_product_type = {
    COMBINE_SLOTS("itertools.product", product_new, product_next),
    .doc = "product(*iterables, repeat=1) --> product object\n\nAll tuples with an item of each "
           "iterable: nested loops.",
};

/* The others take one pool and the length of the results. */

static NEW_REF Object *pool_new(Runtime *rt, const TypeObject *type, const ArgumentSpec *spec,
                                Object *const *args, size_t given, Object *keyword_names,
                                bool permute, bool replace) {
    Object *out[2];
    if (!arguments_parse(rt, spec, args, given, keyword_names, out)) {
        return NULL;
    }
    Object *pool = tuple_from_iterable(rt, out[0]);
    if (!pool) {
        return NULL;
    }
    int64_t wanted = (int64_t)tuple_length(pool);
    if (out[1] && !(permute && out[1] == NONE)) {
        if (permute && !type_is_int(rt, out[1])) {
            release(rt, pool);
            return raise_type_error(rt, "Expected int as r");
        }
        if (!object_as_int64(rt, out[1], &wanted)) {
            release(rt, pool);
            return NULL;
        }
    }
    if (wanted < 0) {
        release(rt, pool);
        return raise_value_error(rt, "r must be non-negative");
    }
    size_t length = tuple_length(pool);
    size_t count = (size_t)wanted;
    bool none = replace ? length == 0 && count > 0 : count > length;
    if (none) {
        count = 0; /* nothing will come: no room for positions is needed */
    }
    CombineObject *self =
        combine_make(rt, type, pool, permute ? length : count, permute ? count : 0);
    if (!self) {
        return NULL;
    }
    self->ended = none;
    for (size_t i = 0; i < (permute ? length : count); i++) {
        self->positions[i] = replace ? 0 : i;
    }
    for (size_t i = 0; permute && i < count; i++) {
        self->cycles[i] = length - i;
    }
    self->count = count;
    return (Object *)self;
}

static NEW_REF Object *pool_first(Runtime *rt, CombineObject *self) {
    Object *result = tuple_new(rt, self->count);
    for (size_t i = 0; result && i < self->count; i++) {
        tuple_items(result)[i] = retain(tuple_get(self->pool, self->positions[i]));
    }
    self->result = retain_nullable(result);
    return result;
}

/* permutations */

static const ArgumentSpec PERMUTATIONS = {"permutations", {"iterable", "r"}, 0, 2, 1, 2};

static NEW_REF Object *permutations_new(Runtime *rt, TypeObject *type, Object *const *args,
                                        size_t given, Object *keyword_names) {
    return pool_new(rt, type, &PERMUTATIONS, args, given, keyword_names, true, false);
}

static NEW_REF Object *permutations_next(Runtime *rt, Object *object) {
    CombineObject *self = (CombineObject *)object;
    if (self->ended || !budget_spend(rt, 1 + self->count / 2)) {
        return NULL;
    }
    if (!self->result) {
        return pool_first(rt, self);
    }
    Object *result = next_result(rt, self);
    if (!result) {
        return NULL;
    }
    size_t length = tuple_length(self->pool);
    size_t *positions = self->positions;
    for (size_t i = self->count; i > 0;) {
        i--;
        if (--self->cycles[i] == 0) {
            /* Position i has had every value: rotate it to the end. */
            size_t first = positions[i];
            memmove(positions + i, positions + i + 1, (length - 1 - i) * sizeof(size_t));
            positions[length - 1] = first;
            self->cycles[i] = length - i;
        } else {
            size_t other = length - self->cycles[i];
            size_t swapped = positions[i];
            positions[i] = positions[other];
            positions[other] = swapped;
            for (size_t k = i; k < self->count; k++) {
                replace_item(rt, result, k, tuple_get(self->pool, positions[k]));
            }
            return result;
        }
    }
    release(rt, result);
    return finish(rt, self);
}

const TypeSpec itertools_permutations_type = {
    COMBINE_SLOTS("itertools.permutations", permutations_new, permutations_next),
    .doc = "permutations(iterable, r=None)\n--\n\nAll tuples of r items in every order.",
};

/* combinations, with and without repetition: the last position that can move on does, and those
 * behind it start right after (or at) it. */

static const ArgumentSpec COMBINATIONS = {"combinations", {"iterable", "r"}, 0, 2, 2, 2};
static const ArgumentSpec WITH_REPLACEMENT = {
    "combinations_with_replacement", {"iterable", "r"}, 0, 2, 2, 2};

static NEW_REF Object *combinations_new(Runtime *rt, TypeObject *type, Object *const *args,
                                        size_t given, Object *keyword_names) {
    return pool_new(rt, type, &COMBINATIONS, args, given, keyword_names, false, false);
}

static NEW_REF Object *with_replacement_new(Runtime *rt, TypeObject *type, Object *const *args,
                                            size_t given, Object *keyword_names) {
    return pool_new(rt, type, &WITH_REPLACEMENT, args, given, keyword_names, false, true);
}

static inline NEW_REF Object *combine_next(Runtime *rt, CombineObject *self, bool replace) {
    if (self->ended || !budget_spend(rt, 1 + self->count / 2)) {
        return NULL;
    }
    if (!self->result) {
        return pool_first(rt, self);
    }
    size_t length = tuple_length(self->pool);
    size_t count = self->count;
    size_t *positions = self->positions;
    size_t i = count;
    while (i > 0 && positions[i - 1] == (replace ? length - 1 : i - 1 + length - count)) {
        i--;
    }
    if (i == 0) {
        return finish(rt, self);
    }
    Object *result = next_result(rt, self);
    if (!result) {
        return NULL;
    }
    i--;
    positions[i]++;
    replace_item(rt, result, i, tuple_get(self->pool, positions[i]));
    for (i++; i < count; i++) {
        positions[i] = positions[i - 1] + !replace;
        replace_item(rt, result, i, tuple_get(self->pool, positions[i]));
    }
    return result;
}

static NEW_REF Object *combinations_next(Runtime *rt, Object *self) {
    return combine_next(rt, (CombineObject *)self, false);
}

static NEW_REF Object *with_replacement_next(Runtime *rt, Object *self) {
    return combine_next(rt, (CombineObject *)self, true);
}

const TypeSpec itertools_combinations_type = {
    COMBINE_SLOTS("itertools.combinations", combinations_new, combinations_next),
    .doc = "combinations(iterable, r)\n--\n\nAll tuples of r items in the order of the iterable.",
};

const TypeSpec itertools_combinations_with_replacement_type = {
    COMBINE_SLOTS("itertools.combinations_with_replacement", with_replacement_new,
                  with_replacement_next),
    .doc = "combinations_with_replacement(iterable, r)\n--\n\nThe same, where an item may come "
           "more than once.",
};
