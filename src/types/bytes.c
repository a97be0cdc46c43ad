/* bytes: the type and its slots; and the iterators of bytes and bytearray. */
#include "object/arguments.h"
#include "object/tuple.h"
#include "types/bytes_common.h"
#include "types/bytes_methods.h"
#include "types/container_support.h"
#include <string.h>

static void bytes_dealloc(Runtime *rt, Object *self) {
    object_free_leaf(rt, self, heap_usable_size(rt->heap, self));
}

static NEW_REF Object *bytes_for_class(Runtime *rt, TypeObject *type, STEALS Object *bytes) {
    if (!bytes || type->type_id == TYPE_BYTES) {
        return bytes;
    }
    size_t length = bytes_length(bytes);
    Object *self = object_new_leaf(rt, type->type_id, BYTES_HEADER_SIZE + length + 1);
    if (self) {
        ((BytesObject *)self)->length = length;
        memcpy(bytes_mutable_data(self), bytes_data(bytes), length + 1);
    }
    release(rt, bytes);
    return self;
}

/* What source's __bytes__ gives; NULL with *missing when it has none. */
static NEW_REF Object *from_dunder(Runtime *rt, Object *source, bool *missing) {
    *missing = false;
    Object *bytes = object_call_special(rt, source, NAME___bytes__, NULL, 0, missing);
    if (bytes && !type_is_bytes(rt, bytes)) {
        raise_type_error(rt, "__bytes__ returned non-bytes (type %.200s)", type_name_of(rt, bytes));
        CLEAR_REF(rt, &bytes);
    }
    return bytes;
}

static NEW_REF Object *bytes_new_instance(Runtime *rt, TypeObject *type, Object *const *args,
                                          size_t count, Object *keyword_names) {
    static const ArgumentSpec SPEC = {"bytes", {"source", "encoding", "errors"}, 0, 3, 0, 3};
    Object *given[3];
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given)) {
        return NULL;
    }
    bool asks = given[0] && !given[1] && !given[2] && object_type_id(given[0]) != TYPE_STR &&
                object_type_id(given[0]) != TYPE_BYTES;
    bool missing = true;
    Object *bytes = asks ? from_dunder(rt, given[0], &missing) : NULL;
    if (!bytes && missing) {
        bytes = bytes_from_source(rt, given, "bytes");
    }
    if (bytes && object_type_id(bytes) != TYPE_BYTES && type->type_id == TYPE_BYTES) {
        return bytes; /* __bytes__ may give an instance of a subclass */
    }
    return bytes_for_class(rt, type, bytes);
}

static NEW_REF Object *bytes_repr(Runtime *rt, Object *self) {
    return bytes_repr_text(rt, bytes_text(rt, self), false);
}

static int64_t bytes_hash(Runtime *rt, Object *self) {
    return bytes_hash_data(rt, bytes_data(self), bytes_length(self));
}

static int64_t bytes_length_slot(Runtime *rt, Object *self) {
    (void)rt;
    return (int64_t)bytes_length(self);
}

static NEW_REF Object *bytes_get_item(Runtime *rt, Object *self, Object *key) {
    if (object_type_id(key) == TYPE_SLICE) {
        return bytes_slice(rt, self, key);
    }
    if (!slots_of(rt, key)->index) {
        return raise_type_error(rt, "byte indices must be integers or slices, not %.200s",
                                type_name_of(rt, key));
    }
    int64_t index;
    if (!object_as_index(rt, key, TYPE_INDEX_ERROR, &index)) {
        return NULL;
    }
    index += index < 0 ? (int64_t)bytes_length(self) : 0;
    if (index < 0 || (size_t)index >= bytes_length(self)) {
        return raise_index_error(rt, "index out of range");
    }
    return int_from_int64(rt, bytes_data(self)[index]);
}

static bool bytes_get_buffer(Runtime *rt, Object *self, BufferView *view, bool writable) {
    if (writable) {
        raise_format(rt, TYPE_BUFFER_ERROR, "Object is not writable.");
        return false;
    }
    view->data = bytes_mutable_data(self);
    view->size = bytes_length(self);
    view->readonly = true;
    view->format = "B";
    view->item_size = 1;
    return true;
}

static NEW_REF Object *bytes_dunder_bytes(Runtime *rt, Object *self) {
    return bytes_part(rt, self, 0, bytes_length(self));
}

static NEW_REF Object *bytes_getnewargs(Runtime *rt, Object *self) {
    Object *bytes = bytes_part(rt, self, 0, bytes_length(self));
    Object *args = bytes ? tuple_pack(rt, 1, bytes) : NULL;
    release_nullable(rt, bytes);
    return args;
}

/* --- iterators --- */

typedef struct BytesIterator { /* of both types */
    Object header;
    Object *source; /* NULL: exhausted */
    size_t position;
} BytesIterator;

static NEW_REF Object *iterator_new(Runtime *rt, uint32_t type_id, Object *source) {
    BytesIterator *iterator =
        (BytesIterator *)object_new_container(rt, type_id, sizeof(BytesIterator));
    if (iterator) {
        iterator->source = retain(source);
    }
    return (Object *)iterator;
}

static NEW_REF Object *bytes_iter(Runtime *rt, Object *self) {
    return iterator_new(rt, TYPE_BYTES_ITERATOR, self);
}

NEW_REF Object *bytearray_iter(Runtime *rt, Object *self) {
    return iterator_new(rt, TYPE_BYTEARRAY_ITERATOR, self);
}

static void iterator_dealloc(Runtime *rt, Object *self) {
    CLEAR_REF(rt, &((BytesIterator *)self)->source);
    object_free_container(rt, self, sizeof(BytesIterator));
}

static void iterator_traverse(Object *self, VisitFunction visit, void *context) {
    if (((BytesIterator *)self)->source) {
        visit(((BytesIterator *)self)->source, context);
    }
}

static void iterator_clear(Runtime *rt, Object *self) {
    CLEAR_REF(rt, &((BytesIterator *)self)->source);
}

static NEW_REF Object *iterator_self(Runtime *rt, Object *self) {
    (void)rt;
    return retain(self);
}

static NEW_REF Object *iterator_next(Runtime *rt, Object *self) {
    BytesIterator *iterator = (BytesIterator *)self;
    if (!iterator->source) {
        return NULL;
    }
    SearchText text = bytes_text(rt, iterator->source);
    if (iterator->position < text.length) {
        return int_from_int64(rt, ((const uint8_t *)text.data)[iterator->position++]);
    }
    CLEAR_REF(rt, &iterator->source);
    return NULL;
}

static NEW_REF Object *iterator_length_hint(Runtime *rt, Object *self) {
    BytesIterator *iterator = (BytesIterator *)self;
    size_t length = iterator->source ? bytes_text(rt, iterator->source).length : 0;
    return int_from_size(rt, length > iterator->position ? length - iterator->position : 0);
}

static NEW_REF Object *iterator_reduce(Runtime *rt, Object *self) {
    BytesIterator *iterator = (BytesIterator *)self;
    if (iterator->source) {
        return container_reduce(rt, "iter", iterator->source, (int64_t)iterator->position);
    }
    Object *empty = tuple_empty(rt);
    Object *reduced = empty ? container_reduce(rt, "iter", empty, -1) : NULL;
    release_nullable(rt, empty);
    return reduced;
}

static NEW_REF Object *iterator_setstate(Runtime *rt, Object *self, Object *state) {
    BytesIterator *iterator = (BytesIterator *)self;
    int64_t position;
    if (!object_as_int64(rt, state, &position)) {
        return NULL;
    }
    if (iterator->source) {
        size_t place = position < 0 ? 0 : (size_t)position;
        iterator->position = base_min_size(place, bytes_text(rt, iterator->source).length);
    }
    return retain(NONE);
}

static const MethodRow iterator_methods[] = {
    METHOD_ROW_NOARGS("__length_hint__", iterator_length_hint,
                      "Private method returning an estimate of len(list(it))."),
    METHOD_ROW_NOARGS("__reduce__", iterator_reduce, "Return state information for pickling."),
    METHOD_ROW_ONE("__setstate__", iterator_setstate, "Set state information for unpickling."),
    METHOD_ROW_END,
};

#define ITERATOR_SLOTS(shown_name, id)                                                             \
    {                                                                                              \
        .name = shown_name, .type_id = id, .base_id = TYPE_OBJECT,                                 \
        .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_NO_NEW | TYPE_FLAG_IMMUTABLE_TYPE,                \
        .basic_size = sizeof(BytesIterator), .dealloc = iterator_dealloc,                          \
        .traverse = iterator_traverse, .clear = iterator_clear, .iter = iterator_self,             \
        .next = iterator_next,                                                                     \
    }

const TypeSpec bytes_iterator_type = {
    .slots = ITERATOR_SLOTS("bytes_iterator", TYPE_BYTES_ITERATOR),
    .methods = iterator_methods,
};

const TypeSpec bytearray_iterator_type = {
    .slots = ITERATOR_SLOTS("bytearray_iterator", TYPE_BYTEARRAY_ITERATOR),
    .methods = iterator_methods,
};

/* --- the type --- */

static const MethodRow bytes_methods[] = {
    BYTES_COMMON_ROWS,
    METHOD_ROW_NOARGS("__bytes__", bytes_dunder_bytes, "The same bytes as an exact bytes."),
    METHOD_ROW_NOARGS("__getnewargs__", bytes_getnewargs, NULL),
    METHOD_ROW_END,
};

static const NumberSlots bytes_numbers = {
    .binary = {[BINARY_REMAINDER] = bytes_remainder_slot},
};

const TypeSpec bytes_type = {
    .slots =
        {
            .name = "bytes",
            .type_id = TYPE_BYTES,
            .base_id = TYPE_OBJECT,
            .flags = TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_MATCH_SELF | TYPE_FLAG_BYTES_SUBCLASS |
                     TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = BYTES_HEADER_SIZE,
            .item_size = 1,
            .dealloc = bytes_dealloc,
            .new_instance = bytes_new_instance,
            .repr = bytes_repr,
            .str = bytes_repr,
            .hash = bytes_hash,
            .compare = bytes_compare_slot,
            .iter = bytes_iter,
            .numbers = &bytes_numbers,
            .length = bytes_length_slot,
            .get_item = bytes_get_item,
            .contains = bytes_contains_slot,
            .concat = bytes_concat_slot,
            .repeat = bytes_repeat_slot,
            .get_buffer = bytes_get_buffer,
        },
    .methods = bytes_methods,
    .doc = "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\n"
           "bytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer\n"
           "bytes(int) -> bytes object of size given by the parameter initialized with null bytes\n"
           "bytes() -> empty bytes object",
};
