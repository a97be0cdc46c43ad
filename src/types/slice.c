/* slice as Python sees it. */
#include "types/slice.h"

#include "object/native.h"
#include "object/arguments.h"
#include "object/tuple.h"
#include "types/container_support.h"

static inline SliceObject *as_slice(Object *self) {
    return (SliceObject *)self;
}

static void dealloc(Runtime *rt, Object *self) {
    release_nullable(rt, as_slice(self)->start);
    release_nullable(rt, as_slice(self)->stop);
    release_nullable(rt, as_slice(self)->step);
    object_free_container(rt, self, sizeof(SliceObject));
}

static void traverse(Object *self, VisitFunction visit, void *context) {
    Object *parts[] = {as_slice(self)->start, as_slice(self)->stop, as_slice(self)->step};
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        if (parts[i]) {
            visit(parts[i], context);
        }
    }
}

static NEW_REF Object *new_instance(Runtime *rt, TypeObject *type, Object *const *args,
                                    size_t count, Object *keyword_names) {
    (void)type;
    if (!arguments_no_keywords(rt, "slice", keyword_names) ||
        !arguments_check_count(rt, "slice", count, 1, 3)) {
        return NULL;
    }
    if (count == 1) {
        return slice_new(rt, NULL, args[0], NULL);
    }
    return slice_new(rt, args[0], args[1], count > 2 ? args[2] : NULL);
}

static NEW_REF Object *repr(Runtime *rt, Object *self) {
    return str_format(rt, "slice(%R, %R, %R)", as_slice(self)->start, as_slice(self)->stop,
                      as_slice(self)->step);
}

static NEW_REF Object *as_tuple(Runtime *rt, Object *self) {
    return tuple_pack(rt, 3, as_slice(self)->start, as_slice(self)->stop, as_slice(self)->step);
}

static NEW_REF Object *compare(Runtime *rt, Object *a, Object *b, CompareOp op) {
    if (object_type_id(a) != TYPE_SLICE || object_type_id(b) != TYPE_SLICE) {
        return retain(NOT_IMPLEMENTED);
    }
    if (a == b) {
        return bool_object(op == COMPARE_EQ || op == COMPARE_LE || op == COMPARE_GE);
    }
    Object *left = as_tuple(rt, a);
    Object *right = left ? as_tuple(rt, b) : NULL;
    Object *result = right ? object_compare(rt, left, right, op) : NULL;
    release_nullable(rt, left);
    release_nullable(rt, right);
    return result;
}

static NEW_REF Object *part_index(Runtime *rt, Object *part) {
    if (!slots_of(rt, part)->index) {
        return raise_type_error(
            rt, "slice indices must be integers or None or have an __index__ method");
    }
    return object_index(rt, part);
}

/* part moved into [low, high]; fallback when it is None. */
static NEW_REF Object *clip(Runtime *rt, Object *part, Object *length, Object *low, Object *high,
                            Object *fallback) {
    if (part == NONE) {
        return retain(fallback);
    }
    Object *idx = part_index(rt, part);
    if (!idx) {
        return NULL;
    }
    if (int_is_negative(idx)) {
        Object *sum = object_binary(rt, idx, length, BINARY_ADD);
        release(rt, idx);
        idx = sum;
    }
    int below = idx ? object_compare_bool(rt, idx, low, COMPARE_LT) : -1;
    int above = below == 0 ? object_compare_bool(rt, idx, high, COMPARE_GT) : 0;
    if (below < 0 || above < 0) {
        release_nullable(rt, idx);
        return NULL;
    }
    if (below || above) {
        release(rt, idx);
        idx = retain(below ? low : high);
    }
    return idx;
}

bool slice_indices(Runtime *rt, Object *slice, Object *length, NEW_REF Object **start,
                   NEW_REF Object **stop, NEW_REF Object **step) {
    const SliceObject *parts = as_slice(slice);
    Object *low = NULL;
    Object *high = NULL;
    *start = NULL;
    *stop = NULL;
    *step = parts->step == NONE ? int_from_int64(rt, 1) : part_index(rt, parts->step);
    if (!*step) {
        return false;
    }
    if (int_is_zero(*step)) {
        raise_value_error(rt, "slice step cannot be zero");
        goto out;
    }
    bool backward = int_is_negative(*step);
    low = int_from_int64(rt, backward ? -1 : 0);
    if (!low) {
        goto out;
    }
    high = backward ? object_binary(rt, length, low, BINARY_ADD) : retain(length);
    if (!high) {
        goto out;
    }
    *start = clip(rt, parts->start, length, low, high, backward ? high : low);
    if (*start) {
        *stop = clip(rt, parts->stop, length, low, high, backward ? low : high);
    }
out:
    release_nullable(rt, low);
    release_nullable(rt, high);
    if (!*stop) {
        release_nullable(rt, *start);
        release(rt, *step);
        return false;
    }
    return true;
}

static NEW_REF Object *indices(Runtime *rt, Object *self, Object *argument) {
    Object *length = object_index(rt, argument);
    if (!length) {
        return NULL;
    }
    Object *result = NULL;
    Object *start, *stop, *step;
    if (int_is_negative(length)) {
        raise_value_error(rt, "length should not be negative");
    } else if (slice_indices(rt, self, length, &start, &stop, &step)) {
        result = tuple_pack(rt, 3, start, stop, step);
        release(rt, start);
        release(rt, stop);
        release(rt, step);
    }
    release(rt, length);
    return result;
}

static NEW_REF Object *reduce(Runtime *rt, Object *self) {
    TypeObject *type = type_of(rt, self);
    Object *args = type ? as_tuple(rt, self) : NULL;
    Object *result = args ? tuple_pack(rt, 2, (Object *)type, args) : NULL;
    release_nullable(rt, args);
    return result;
}

static NEW_REF Object *get_start(Runtime *rt, Object *self) {
    (void)rt;
    return retain(as_slice(self)->start);
}

static NEW_REF Object *get_stop(Runtime *rt, Object *self) {
    (void)rt;
    return retain(as_slice(self)->stop);
}

static NEW_REF Object *get_step(Runtime *rt, Object *self) {
    (void)rt;
    return retain(as_slice(self)->step);
}

static const MethodRow methods[] = {
    METHOD_ROW_ONE("indices", indices,
                   "S.indices(len) -> (start, stop, stride): what the slice means for a sequence "
                   "of that length."),
    METHOD_ROW_NOARGS("__reduce__", reduce, "For copying and pickling."),
    METHOD_ROW_END,
};

static const AttributeRow attributes[] = {
    {"start", get_start, native_read_only, NULL},
    {"stop", get_stop, native_read_only, NULL},
    {"step", get_step, native_read_only, NULL},
    ATTRIBUTE_ROW_END,
};

const TypeSpec slice_type = {
    .slots =
        {
            .name = "slice",
            .type_id = TYPE_SLICE,
            .base_id = TYPE_OBJECT,
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(SliceObject),
            .dealloc = dealloc,
            .traverse = traverse,
            .new_instance = new_instance,
            .repr = repr,
            .hash = hash_not_implemented,
            .compare = compare,
        },
    .methods = methods,
    .attributes = attributes,
    .doc = "slice(stop)\nslice(start, stop[, step])\n\nWhat stands between the brackets of "
           "sequence[start:stop:step].",
};
