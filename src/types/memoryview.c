/* memoryview: one dimension, any stride, native formats. Every view, slices too, holds an export
 * of the underlying object, so that bytearray knows how many look at it.
 *
 *   item i lies at data + i * stride, 0 <= i < length; stride may be negative
 *   released: buffer.owner is NULL and nothing else may be used */
#include "types/memoryview.h"
#include "object/arguments.h"
#include "object/bytes.h"
#include "object/list.h"
#include "object/operations.h"
#include "object/slice.h"
#include "object/tuple.h"
#include "types/bytes_methods.h"
#include "types/memory_item.h"
#include "types/text_arguments.h"
#include <string.h>

typedef struct MemoryView {
    Object header;
    BufferView buffer; /* the export that it holds */
    uint8_t *data;     /* the first item */
    size_t length;     /* items */
    int64_t stride;    /* bytes */
    size_t item_size;
    const char *format; /* static text, or the owner's */
    size_t exports;
    bool readonly;
    char letter; /* 0: a format that items cannot be read by */
} MemoryView;

/* Formats that cast gives; the views keep pointers to them. */
static const char *const CAST_FORMATS[] = {"c", "b", "B", "?", "h", "H", "i", "I", "l",
                                           "L", "q", "Q", "n", "N", "f", "d", "P"};

static MemoryView *as_view(Object *self) {
    return (MemoryView *)self;
}

static bool check_open(Runtime *rt, Object *self) {
    if (LIKELY(as_view(self)->buffer.owner != NULL)) {
        return true;
    }
    raise_value_error(rt, "operation forbidden on released memoryview object");
    return false;
}

static bool is_contiguous(const MemoryView *view) {
    return view->length <= 1 || view->stride == (int64_t)view->item_size;
}

static size_t byte_size(const MemoryView *view) {
    return view->length * view->item_size;
}

static uint8_t *item_at(const MemoryView *view, size_t idx) {
    return view->data + (int64_t)idx * view->stride;
}

static void copy_items(const MemoryView *view, uint8_t *out) {
    if (is_contiguous(view)) {
        memcpy(out, view->data, byte_size(view));
        return;
    }
    for (size_t i = 0; i < view->length; i++) {
        memcpy(out + i * view->item_size, item_at(view, i), view->item_size);
    }
}

/* --- life --- */

/* A view of object's whole buffer. */
static NEW_REF Object *view_of_exporter(Runtime *rt, Object *object) {
    Object *self = object_new_container(rt, TYPE_MEMORYVIEW, sizeof(MemoryView));
    if (!self) {
        return NULL;
    }
    MemoryView *view = as_view(self);
    if (!object_get_buffer(rt, object, &view->buffer, false)) {
        release(rt, self);
        return NULL;
    }
    view->data = view->buffer.data;
    view->item_size = view->buffer.item_size ? view->buffer.item_size : 1;
    view->length = view->buffer.size / view->item_size;
    view->stride = (int64_t)view->item_size;
    view->format = view->buffer.format ? view->buffer.format : "B";
    view->letter = memory_item_letter(view->format);
    view->readonly = view->buffer.readonly;
    return self;
}

/* Another view with the same geometry and an export of its own. */
static NEW_REF Object *view_copy(Runtime *rt, Object *source) {
    MemoryView *from = as_view(source);
    Object *self = view_of_exporter(rt, from->buffer.owner);
    if (self) {
        MemoryView *view = as_view(self);
        view->data = from->data;
        view->length = from->length;
        view->stride = from->stride;
        view->item_size = from->item_size;
        view->format = from->format;
        view->letter = from->letter;
        view->readonly = from->readonly;
    }
    return self;
}

Object *memoryview_from_object(Runtime *rt, Object *object) {
    if (object_type_id(object) == TYPE_MEMORYVIEW) {
        return check_open(rt, object) ? view_copy(rt, object) : NULL;
    }
    if (!slots_of(rt, object)->get_buffer) {
        return raise_type_error(rt, "memoryview: a bytes-like object is required, not '%.200s'",
                                type_name_of(rt, object));
    }
    return view_of_exporter(rt, object);
}

static NEW_REF Object *memoryview_new_instance(Runtime *rt, TypeObject *type, Object *const *args,
                                               size_t count, Object *keyword_names) {
    (void)type;
    static const ArgumentSpec SPEC = {"memoryview", {"object"}, 0, 1, 1, 1};
    Object *given[1];
    return arguments_parse(rt, &SPEC, args, count, keyword_names, given)
               ? memoryview_from_object(rt, given[0])
               : NULL;
}

static void memoryview_dealloc(Runtime *rt, Object *self) {
    object_release_buffer(rt, &as_view(self)->buffer);
    object_free_container(rt, self, sizeof(MemoryView));
}

static void memoryview_traverse(Object *self, VisitFunction visit, void *context) {
    if (as_view(self)->buffer.owner) {
        visit(as_view(self)->buffer.owner, context);
    }
}

static void memoryview_clear(Runtime *rt, Object *self) {
    if (as_view(self)->exports == 0) {
        object_release_buffer(rt, &as_view(self)->buffer);
    }
}

Object *memoryview_to_bytes(Runtime *rt, Object *self) {
    if (!check_open(rt, self)) {
        return NULL;
    }
    MemoryView *view = as_view(self);
    Object *bytes = bytes_new_uninitialised(rt, byte_size(view));
    if (!bytes) {
        return NULL;
    }
    copy_items(view, bytes_mutable_data(bytes));
    return bytes_finish(rt, bytes);
}

/* --- items --- */

static NEW_REF Object *unpack_item(Runtime *rt, const MemoryView *view, size_t idx) {
    if (!view->letter) {
        return raise_format(rt, TYPE_NOT_IMPLEMENTED_ERROR, "memoryview: unsupported format %s",
                            view->format);
    }
    return memory_item_get(rt, view->letter, item_at(view, idx));
}

static bool position_of(Runtime *rt, const MemoryView *view, Object *key, size_t *out) {
    int64_t index;
    if (!object_as_index(rt, key, TYPE_INDEX_ERROR, &index)) {
        return false;
    }
    index += index < 0 ? (int64_t)view->length : 0;
    if (index < 0 || (size_t)index >= view->length) {
        raise_index_error(rt, "index out of bounds on dimension 1");
        return false;
    }
    *out = (size_t)index;
    return true;
}

/* Cuts view to the slice. */
static bool apply_slice(Runtime *rt, MemoryView *view, Object *slice) {
    int64_t start, stop, step;
    size_t count;
    if (!slice_adjust(rt, slice, view->length, &start, &stop, &step, &count)) {
        return false;
    }
    view->data += start * view->stride;
    view->stride *= step;
    view->length = count;
    return true;
}

static void *wrong_key(Runtime *rt, Object *key) {
    if (type_is_tuple(rt, key)) {
        bool slices = tuple_length(key) > 0;
        for (size_t i = 0; i < tuple_length(key); i++) {
            slices = slices && object_type_id(tuple_get(key, i)) == TYPE_SLICE;
        }
        if (slices) {
            return raise_format(rt, TYPE_NOT_IMPLEMENTED_ERROR,
                                "multi-dimensional slicing is not implemented");
        }
        if (tuple_length(key) == 0) {
            return raise_format(rt, TYPE_NOT_IMPLEMENTED_ERROR, "sub-views are not implemented");
        }
        return raise_type_error(rt, "cannot index 1-dimension view with %zu-element tuple",
                                tuple_length(key));
    }
    return raise_type_error(rt, "memoryview: invalid slice key");
}

static NEW_REF Object *memoryview_get_item(Runtime *rt, Object *self, Object *key) {
    if (!check_open(rt, self)) {
        return NULL;
    }
    if (object_type_id(key) == TYPE_SLICE) {
        Object *part = view_copy(rt, self);
        if (part && !apply_slice(rt, as_view(part), key)) {
            CLEAR_REF(rt, &part);
        }
        return part;
    }
    if (type_is_tuple(rt, key) && tuple_length(key) == 1) {
        key = tuple_get(key, 0);
    }
    if (!slots_of(rt, key)->index) {
        return wrong_key(rt, key);
    }
    size_t position;
    return position_of(rt, as_view(self), key, &position) ? unpack_item(rt, as_view(self), position)
                                                          : NULL;
}

static bool set_one(Runtime *rt, MemoryView *view, size_t position, Object *value) {
    if (!view->letter) {
        raise_format(rt, TYPE_NOT_IMPLEMENTED_ERROR, "memoryview: unsupported format %s",
                     view->format);
        return false;
    }
    uint8_t packed[8];
    int result = memory_item_set(rt, view->letter, packed, value);
    if (result > 0) {
        memcpy(item_at(view, position), packed, view->item_size);
        return true;
    }
    if (!error_pending(rt)) {
        if (result == 0) {
            raise_type_error(rt, "memoryview: invalid type for format '%s'", view->format);
        } else {
            raise_value_error(rt, "memoryview: invalid value for format '%s'", view->format);
        }
    }
    return false;
}

static bool set_many(Runtime *rt, MemoryView *target, Object *value) {
    Object *source = NULL;
    if (!slots_of(rt, value)->get_buffer) {
        raise_type_error(rt, "a bytes-like object is required, not '%.100s'",
                         type_name_of(rt, value));
        return false;
    }
    source = memoryview_from_object(rt, value);
    if (!source) {
        return false;
    }
    MemoryView *from = as_view(source);
    bool same = from->length == target->length && from->item_size == target->item_size &&
                from->letter == target->letter;
    bool done = false;
    if (!same) {
        raise_value_error(rt, "memoryview assignment: lvalue and rvalue have different structures");
    } else {
        uint8_t *copy = memory_allocate(rt, byte_size(from) + 1); /* they may overlap */
        if (copy) {
            copy_items(from, copy);
            for (size_t i = 0; i < target->length; i++) {
                memcpy(item_at(target, i), copy + i * target->item_size, target->item_size);
            }
            memory_free(rt, copy);
            done = true;
        }
    }
    release(rt, source);
    return done;
}

static bool memoryview_set_item(Runtime *rt, Object *self, Object *key, Object *value) {
    if (!check_open(rt, self)) {
        return false;
    }
    MemoryView *view = as_view(self);
    if (view->readonly) {
        raise_type_error(rt, "cannot modify read-only memory");
        return false;
    }
    if (!value) {
        raise_type_error(rt, "cannot delete memory");
        return false;
    }
    if (object_type_id(key) == TYPE_SLICE) {
        MemoryView part = *view; /* borrows the export for the time of the copy */
        return apply_slice(rt, &part, key) && set_many(rt, &part, value);
    }
    if (type_is_tuple(rt, key) && tuple_length(key) == 1) {
        key = tuple_get(key, 0);
    }
    if (!slots_of(rt, key)->index) {
        wrong_key(rt, key);
        return false;
    }
    size_t position;
    return position_of(rt, view, key, &position) && set_one(rt, view, position, value);
}

/* --- slots --- */

static NEW_REF Object *memoryview_repr(Runtime *rt, Object *self) {
    return str_format(rt,
                      as_view(self)->buffer.owner ? "<memory at %p>" : "<released memory at %p>",
                      (void *)self);
}

static int64_t memoryview_length(Runtime *rt, Object *self) {
    return check_open(rt, self) ? (int64_t)as_view(self)->length : -1;
}

static int64_t memoryview_hash(Runtime *rt, Object *self) {
    if (!check_open(rt, self)) {
        return -1;
    }
    MemoryView *view = as_view(self);
    if (!view->readonly) {
        raise_value_error(rt, "cannot hash writable memoryview object");
        return -1;
    }
    if (view->letter != 'B' && view->letter != 'b' && view->letter != 'c') {
        raise_value_error(rt, "memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
        return -1;
    }
    Object *bytes = memoryview_to_bytes(rt, self);
    if (!bytes) {
        return -1;
    }
    int64_t hash = bytes_hash_data(rt, bytes_data(bytes), bytes_length(bytes));
    release(rt, bytes);
    return hash;
}

/* 1, 0, -1 */
static int equal_views(Runtime *rt, const MemoryView *a, const MemoryView *b) {
    if (a->length != b->length || !a->letter || !b->letter) {
        return 0;
    }
    bool by_bytes = a->letter == b->letter && a->letter != 'f' && a->letter != 'd' &&
                    a->letter != '?' && is_contiguous(a) && is_contiguous(b);
    if (by_bytes) {
        return a->length == 0 || memcmp(a->data, b->data, byte_size(a)) == 0;
    }
    int equal = 1;
    for (size_t i = 0; equal > 0 && i < a->length; i++) {
        Object *x = unpack_item(rt, a, i);
        Object *y = x ? unpack_item(rt, b, i) : NULL;
        equal = y ? object_equals(rt, x, y) : -1;
        release_nullable(rt, x);
        release_nullable(rt, y);
    }
    return equal;
}

static NEW_REF Object *memoryview_compare(Runtime *rt, Object *a, Object *b, CompareOp op) {
    if (op != COMPARE_EQ && op != COMPARE_NE) {
        return retain(NOT_IMPLEMENTED);
    }
    if (object_type_id(a) != TYPE_MEMORYVIEW) { /* the reflected call */
        Object *swap = a;
        a = b;
        b = swap;
    }
    bool released = as_view(a)->buffer.owner == NULL ||
                    (object_type_id(b) == TYPE_MEMORYVIEW && as_view(b)->buffer.owner == NULL);
    if (released || a == b) {
        return bool_object((a == b) == (op == COMPARE_EQ));
    }
    if (!slots_of(rt, b)->get_buffer) {
        return retain(NOT_IMPLEMENTED);
    }
    Object *other = memoryview_from_object(rt, b);
    if (!other) {
        error_clear(rt);
        return retain(NOT_IMPLEMENTED);
    }
    int equal = equal_views(rt, as_view(a), as_view(other));
    release(rt, other);
    return equal < 0 ? NULL : bool_object((equal == 1) == (op == COMPARE_EQ));
}

static bool memoryview_get_buffer(Runtime *rt, Object *self, BufferView *out, bool writable) {
    if (!check_open(rt, self)) {
        return false;
    }
    MemoryView *view = as_view(self);
    if (!is_contiguous(view)) {
        raise_format(rt, TYPE_BUFFER_ERROR, "memoryview: underlying buffer is not C-contiguous");
        return false;
    }
    if (writable && view->readonly) {
        raise_format(rt, TYPE_BUFFER_ERROR, "memoryview: underlying buffer is not writable");
        return false;
    }
    view->exports++;
    out->data = view->data;
    out->size = byte_size(view);
    out->readonly = view->readonly;
    out->format = view->format;
    out->item_size = view->item_size;
    return true;
}

static void memoryview_release_buffer(Runtime *rt, Object *self, BufferView *view) {
    (void)rt;
    (void)view;
    as_view(self)->exports--;
}

/* --- methods --- */

static NEW_REF Object *memoryview_release(Runtime *rt, Object *self) {
    MemoryView *view = as_view(self);
    if (view->exports > 0) {
        return raise_format(rt, TYPE_BUFFER_ERROR, "memoryview has %zu exported buffer%s",
                            view->exports, view->exports == 1 ? "" : "s");
    }
    object_release_buffer(rt, &view->buffer);
    return retain(NONE);
}

static NEW_REF Object *memoryview_tobytes(Runtime *rt, Object *self, Object *const *args,
                                          size_t count, Object *keyword_names) {
    static const ArgumentSpec SPEC = {"tobytes", {"order"}, 0, 1, 0, 1};
    Object *given[1];
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given)) {
        return NULL;
    }
    if (given[0] && given[0] != NONE) {
        if (!type_is_str(rt, given[0])) {
            return raise_type_error(rt, "tobytes() argument 'order' must be str or None, not %.50s",
                                    type_name_of(rt, given[0]));
        }
        if (!str_equals_ascii(given[0], "C") && !str_equals_ascii(given[0], "F") &&
            !str_equals_ascii(given[0], "A")) {
            return raise_value_error(rt, "order must be 'C', 'F' or 'A'");
        }
    }
    return memoryview_to_bytes(rt, self);
}

static NEW_REF Object *memoryview_hex(Runtime *rt, Object *self, Object *const *args, size_t count,
                                      Object *keyword_names) {
    Object *bytes = memoryview_to_bytes(rt, self);
    if (!bytes) {
        return NULL;
    }
    Object *text =
        bytes_hex_text(rt, bytes_data(bytes), bytes_length(bytes), args, count, keyword_names);
    release(rt, bytes);
    return text;
}

static NEW_REF Object *memoryview_tolist(Runtime *rt, Object *self) {
    if (!check_open(rt, self)) {
        return NULL;
    }
    MemoryView *view = as_view(self);
    Object *list = list_new(rt, view->length);
    for (size_t i = 0; list && i < view->length; i++) {
        Object *item = unpack_item(rt, view, i);
        if (!item || !list_append_stealing(rt, list, item)) {
            CLEAR_REF(rt, &list);
        }
    }
    return list;
}

static const char *find_cast_format(Object *format) {
    bool native = str_length(format) == 2 && str_at(format, 0) == '@';
    if (!native && str_length(format) != 1) {
        return NULL;
    }
    uint32_t letter = str_at(format, native ? 1 : 0);
    for (size_t i = 0; i < COUNT_OF(CAST_FORMATS); i++) {
        if ((uint8_t)CAST_FORMATS[i][0] == letter) {
            return CAST_FORMATS[i];
        }
    }
    return NULL;
}

static bool is_byte_letter(char letter) {
    return letter == 'B' || letter == 'b' || letter == 'c';
}

/* shape: None, or a list or tuple of one number, which must be `length`. */
static bool check_shape(Runtime *rt, Object *shape, size_t length) {
    if (!shape || shape == NONE) {
        return true;
    }
    Object *tuple = tuple_from_iterable(rt, shape);
    if (!tuple) {
        return false;
    }
    bool good = false;
    int64_t given = 0;
    if (tuple_length(tuple) != 1) {
        raise_format(rt, TYPE_NOT_IMPLEMENTED_ERROR,
                     "memoryview: more than one dimension is not implemented");
    } else if (object_as_int64(rt, tuple_get(tuple, 0), &given)) {
        good = given == (int64_t)length;
        if (!good) {
            raise_type_error(rt, "memoryview: product(shape) * itemsize != buffer size");
        }
    }
    release(rt, tuple);
    return good;
}

static NEW_REF Object *memoryview_cast(Runtime *rt, Object *self, Object *const *args, size_t count,
                                       Object *keyword_names) {
    static const ArgumentSpec SPEC = {"cast", {"format", "shape"}, 0, 2, 1, 2};
    Object *given[2];
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given) || !check_open(rt, self)) {
        return NULL;
    }
    if (!type_is_str(rt, given[0])) {
        return raise_type_error(rt, "cast() argument 'format' must be str, not %.50s",
                                text_argument_type(rt, given[0]));
    }
    MemoryView *view = as_view(self);
    if (!is_contiguous(view)) {
        return raise_type_error(rt, "memoryview: casts are restricted to C-contiguous views");
    }
    const char *format = find_cast_format(given[0]);
    if (!format) {
        return raise_value_error(rt, "memoryview: destination format must be a native single "
                                     "character format prefixed with an optional '@'");
    }
    if (!is_byte_letter(format[0]) && !is_byte_letter(view->letter)) {
        return raise_type_error(rt, "memoryview: cannot cast between two non-byte formats");
    }
    size_t item_size = memory_item_size(format[0]);
    if (byte_size(view) % item_size != 0) {
        return raise_type_error(rt, "memoryview: length is not a multiple of itemsize");
    }
    size_t length = byte_size(view) / item_size;
    if (!check_shape(rt, given[1], length)) {
        return NULL;
    }
    Object *result = view_copy(rt, self);
    if (result) {
        MemoryView *cast = as_view(result);
        cast->format = format;
        cast->letter = format[0];
        cast->item_size = item_size;
        cast->stride = (int64_t)item_size;
        cast->length = length;
    }
    return result;
}

static NEW_REF Object *memoryview_toreadonly(Runtime *rt, Object *self) {
    Object *result = check_open(rt, self) ? view_copy(rt, self) : NULL;
    if (result) {
        as_view(result)->readonly = true;
    }
    return result;
}

static NEW_REF Object *memoryview_enter(Runtime *rt, Object *self) {
    return check_open(rt, self) ? retain(self) : NULL;
}

static NEW_REF Object *memoryview_exit(Runtime *rt, Object *self, Object *const *args,
                                       size_t count) {
    (void)args;
    (void)count;
    return memoryview_release(rt, self);
}

/* --- attributes --- */

static NEW_REF Object *get_obj(Runtime *rt, Object *self) {
    return check_open(rt, self) ? retain(as_view(self)->buffer.owner) : NULL;
}

static NEW_REF Object *get_nbytes(Runtime *rt, Object *self) {
    return check_open(rt, self) ? int_from_size(rt, byte_size(as_view(self))) : NULL;
}

static NEW_REF Object *get_itemsize(Runtime *rt, Object *self) {
    return check_open(rt, self) ? int_from_size(rt, as_view(self)->item_size) : NULL;
}

static NEW_REF Object *get_format(Runtime *rt, Object *self) {
    return check_open(rt, self) ? str_from_cstring(rt, as_view(self)->format) : NULL;
}

static NEW_REF Object *get_ndim(Runtime *rt, Object *self) {
    return check_open(rt, self) ? int_from_int64(rt, 1) : NULL;
}

static NEW_REF Object *tuple_of_one(Runtime *rt, STEALS Object *item) {
    Object *tuple = item ? tuple_pack(rt, 1, item) : NULL;
    release_nullable(rt, item);
    return tuple;
}

static NEW_REF Object *get_shape(Runtime *rt, Object *self) {
    return check_open(rt, self) ? tuple_of_one(rt, int_from_size(rt, as_view(self)->length)) : NULL;
}

static NEW_REF Object *get_strides(Runtime *rt, Object *self) {
    return check_open(rt, self) ? tuple_of_one(rt, int_from_int64(rt, as_view(self)->stride))
                                : NULL;
}

static NEW_REF Object *get_suboffsets(Runtime *rt, Object *self) {
    return check_open(rt, self) ? tuple_empty(rt) : NULL;
}

static NEW_REF Object *get_readonly(Runtime *rt, Object *self) {
    return check_open(rt, self) ? bool_object(as_view(self)->readonly) : NULL;
}

static NEW_REF Object *get_contiguous(Runtime *rt, Object *self) {
    return check_open(rt, self) ? bool_object(is_contiguous(as_view(self))) : NULL;
}

/* --- the iterator --- */

typedef struct MemoryViewIterator {
    Object header;
    Object *view; /* NULL: exhausted */
    size_t position;
} MemoryViewIterator;

static NEW_REF Object *memoryview_iter(Runtime *rt, Object *self) {
    if (!check_open(rt, self)) {
        return NULL;
    }
    MemoryViewIterator *iterator = (MemoryViewIterator *)object_new_container(
        rt, TYPE_MEMORYVIEW_ITERATOR, sizeof(MemoryViewIterator));
    if (iterator) {
        iterator->view = retain(self);
    }
    return (Object *)iterator;
}

static void iterator_dealloc(Runtime *rt, Object *self) {
    CLEAR_REF(rt, &((MemoryViewIterator *)self)->view);
    object_free_container(rt, self, sizeof(MemoryViewIterator));
}

static void iterator_traverse(Object *self, VisitFunction visit, void *context) {
    if (((MemoryViewIterator *)self)->view) {
        visit(((MemoryViewIterator *)self)->view, context);
    }
}

static void iterator_clear(Runtime *rt, Object *self) {
    CLEAR_REF(rt, &((MemoryViewIterator *)self)->view);
}

static NEW_REF Object *iterator_self(Runtime *rt, Object *self) {
    (void)rt;
    return retain(self);
}

static NEW_REF Object *iterator_next(Runtime *rt, Object *self) {
    MemoryViewIterator *iterator = (MemoryViewIterator *)self;
    if (!iterator->view || !check_open(rt, iterator->view)) {
        return NULL;
    }
    if (iterator->position < as_view(iterator->view)->length) {
        return unpack_item(rt, as_view(iterator->view), iterator->position++);
    }
    CLEAR_REF(rt, &iterator->view);
    return NULL;
}

const TypeSpec memoryview_iterator_type = {
    .slots =
        {
            .name = "memory_iterator",
            .type_id = TYPE_MEMORYVIEW_ITERATOR,
            .base_id = TYPE_OBJECT,
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_NO_NEW | TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(MemoryViewIterator),
            .dealloc = iterator_dealloc,
            .traverse = iterator_traverse,
            .clear = iterator_clear,
            .iter = iterator_self,
            .next = iterator_next,
        },
};

/* --- the type --- */

static const MethodRow memoryview_methods[] = {
    METHOD_ROW_NOARGS("release", memoryview_release, "Gives the underlying buffer up."),
    METHOD_ROW_KEYWORDS("tobytes", memoryview_tobytes,
                        "tobytes($self, /, order='C')\n--\n\nThe items' bytes as a bytes."),
    METHOD_ROW_KEYWORDS("hex", memoryview_hex, "The bytes as hexadecimal digits."),
    METHOD_ROW_NOARGS("tolist", memoryview_tolist, "The items as a list."),
    METHOD_ROW_KEYWORDS("cast", memoryview_cast, "The same bytes as items of another format."),
    METHOD_ROW_NOARGS("toreadonly", memoryview_toreadonly, "A read-only view."),
    METHOD_ROW_NOARGS("__enter__", memoryview_enter, NULL),
    METHOD_ROW_POSITIONAL("__exit__", memoryview_exit, 0, METHOD_ANY_COUNT, NULL),
    METHOD_ROW_END,
};

static const AttributeRow memoryview_attributes[] = {
    {"obj", get_obj, NULL, "The underlying object of the memoryview."},
    {"nbytes", get_nbytes, NULL, "The bytes of all items."},
    {"readonly", get_readonly, NULL, "Whether the memory is read-only."},
    {"itemsize", get_itemsize, NULL, "The bytes of an item."},
    {"format", get_format, NULL, "The format of an item, as in the struct module."},
    {"ndim", get_ndim, NULL, "The number of dimensions."},
    {"shape", get_shape, NULL, "The items of each dimension."},
    {"strides", get_strides, NULL, "The bytes from item to item of each dimension."},
    {"suboffsets", get_suboffsets, NULL, "Always empty."},
    {"c_contiguous", get_contiguous, NULL, "Whether the memory has no gaps."},
    {"f_contiguous", get_contiguous, NULL, "Whether the memory has no gaps."},
    {"contiguous", get_contiguous, NULL, "Whether the memory has no gaps."},
    ATTRIBUTE_ROW_END,
};

const TypeSpec memoryview_type = {
    .slots =
        {
            .name = "memoryview",
            .type_id = TYPE_MEMORYVIEW,
            .base_id = TYPE_OBJECT,
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_SEQUENCE | TYPE_FLAG_WEAKREFABLE |
                     TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(MemoryView),
            .dealloc = memoryview_dealloc,
            .traverse = memoryview_traverse,
            .clear = memoryview_clear,
            .new_instance = memoryview_new_instance,
            .repr = memoryview_repr,
            .hash = memoryview_hash,
            .compare = memoryview_compare,
            .iter = memoryview_iter,
            .length = memoryview_length,
            .get_item = memoryview_get_item,
            .set_item = memoryview_set_item,
            .get_buffer = memoryview_get_buffer,
            .release_buffer = memoryview_release_buffer,
        },
    .methods = memoryview_methods,
    .attributes = memoryview_attributes,
    .doc = "memoryview(object)\n--\n\nA window on the memory of an object.",
};
