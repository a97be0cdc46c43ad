/* memoryview: rows at any stride, native formats. Every view, slices too, holds an export of the
 * underlying object, so that bytearray knows how many look at it.
 The layout is in memoryview_layout.h. */
#include "types/memoryview.h"
#include "object/budget.h"
#include "object/arguments.h"
#include "object/bytes.h"
#include "object/list.h"
#include "object/operations.h"
#include "object/slice.h"
#include "object/tuple.h"
#include "types/bytes_methods.h"
#include "types/memory_item.h"
#include "types/memoryview_layout.h"
#include "types/text_arguments.h"
#include <string.h>

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

static bool copy_items(Runtime *rt, const MemoryView *view, uint8_t *out) {
    if (memoryview_is_contiguous(view)) {
        return budget_copy(rt, out, view->data, memoryview_byte_size(view));
    }
    for (size_t i = 0; i < view->length; i++) {
        if (!budget_pace(rt, i, 2)) {
            return false;
        }
        memcpy(out + i * memoryview_row_size(view), memoryview_item_at(view, i),
               memoryview_row_size(view));
    }
    return true;
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
    view->inner = 1;
    view->ndim = 1;
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
        if (from->inner_shape) {
            size_t size = (from->ndim - 1) * sizeof *from->inner_shape;
            view->inner_shape = memory_allocate(rt, size);
            if (!view->inner_shape) {
                release(rt, self);
                return NULL;
            }
            memcpy(view->inner_shape, from->inner_shape, size);
        }
        view->inner = from->inner;
        view->ndim = from->ndim;
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
    if (as_view(self)->inner_shape) {
        memory_free(rt, as_view(self)->inner_shape);
    }
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
    Object *bytes = bytes_new_uninitialised(rt, memoryview_byte_size(view));
    if (!bytes) {
        return NULL;
    }
    if (!copy_items(rt, view, bytes_mutable_data(bytes))) {
        release(rt, bytes);
        return NULL;
    }
    return bytes_finish(rt, bytes);
}

/* --- items --- */

static NEW_REF Object *unpack_at(Runtime *rt, const MemoryView *view, const uint8_t *address) {
    if (!view->letter) {
        return raise_format(rt, TYPE_NOT_IMPLEMENTED_ERROR, "memoryview: unsupported format %s",
                            view->format);
    }
    return memory_item_get(rt, view->letter, address);
}

/* Item idx of a view of one dimension. */
static NEW_REF Object *unpack_item(Runtime *rt, const MemoryView *view, size_t idx) {
    if (UNLIKELY(view->ndim != 1)) {
        return view->ndim == 0 ? raise_type_error(rt, "invalid indexing of 0-dim memory")
                               : raise_format(rt, TYPE_NOT_IMPLEMENTED_ERROR,
                                              "multi-dimensional sub-views are not implemented");
    }
    return unpack_at(rt, view, memoryview_item_at(view, idx));
}

/* A key as an index of dimension d. */
static bool position_of(Runtime *rt, const MemoryView *view, unsigned d, Object *key, size_t *out) {
    int64_t index;
    if (!object_as_index(rt, key, TYPE_INDEX_ERROR, &index)) {
        return false;
    }
    size_t length = memoryview_shape_of(view, d);
    index += index < 0 ? (int64_t)length : 0;
    if (index < 0 || (size_t)index >= length) {
        raise_index_error(rt, "index out of bounds on dimension %u", d + 1);
        return false;
    }
    *out = (size_t)index;
    return true;
}

/* The address of the item at a tuple of indices; NULL: error pending. */
static uint8_t *address_of(Runtime *rt, const MemoryView *view, Object *indices) {
    size_t count = tuple_length(indices);
    if (count > view->ndim) {
        return raise_type_error(rt, "cannot index %u-dimension view with %zu-element tuple",
                                view->ndim, count);
    }
    if (count < view->ndim) {
        return raise_format(rt, TYPE_NOT_IMPLEMENTED_ERROR, "sub-views are not implemented");
    }
    uint8_t *address = view->data;
    int64_t stride = view->stride;
    size_t inner = view->inner;
    for (unsigned d = 0; d < view->ndim; d++) {
        size_t position;
        if (!position_of(rt, view, d, tuple_get(indices, d), &position)) {
            return NULL;
        }
        address += (int64_t)position * stride;
        if (d + 1 < view->ndim) {
            inner /= memoryview_shape_of(view, d + 1);
            stride = (int64_t)(inner * view->item_size);
        }
    }
    return address;
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

static bool all_indices(Runtime *rt, Object *tuple) {
    for (size_t i = 0; i < tuple_length(tuple); i++) {
        if (!slots_of(rt, tuple_get(tuple, i))->index) {
            return false;
        }
    }
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
    }
    return raise_type_error(rt, "memoryview: invalid slice key");
}

static NEW_REF Object *memoryview_get_item(Runtime *rt, Object *self, Object *key) {
    if (!check_open(rt, self)) {
        return NULL;
    }
    MemoryView *view = as_view(self);
    if (type_is_tuple(rt, key) && all_indices(rt, key)) {
        uint8_t *address = address_of(rt, view, key);
        return address && check_open(rt, self) ? unpack_at(rt, view, address) : NULL;
    }
    if (view->ndim == 0) {
        return key == ELLIPSIS ? retain(self)
                               : raise_type_error(rt, "invalid indexing of 0-dim memory");
    }
    if (object_type_id(key) == TYPE_SLICE) {
        Object *part = view_copy(rt, self);
        if (part && !apply_slice(rt, as_view(part), key)) {
            CLEAR_REF(rt, &part);
        }
        return part;
    }
    if (!slots_of(rt, key)->index) {
        return wrong_key(rt, key);
    }
    size_t position;
    return position_of(rt, view, 0, key, &position) && check_open(rt, self) /* __index__ ran */
               ? unpack_item(rt, view, position)
               : NULL;
}

static bool set_one(Runtime *rt, MemoryView *view, uint8_t *address, Object *value) {
    if (!view->letter) {
        raise_format(rt, TYPE_NOT_IMPLEMENTED_ERROR, "memoryview: unsupported format %s",
                     view->format);
        return false;
    }
    uint8_t packed[8];
    int result = memory_item_set(rt, view->letter, packed, value);
    if (result > 0 && !check_open(rt, (Object *)view)) { /* the value's methods may release it */
        return false;
    }
    if (result > 0) {
        memcpy(address, packed, view->item_size);
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
                from->letter == target->letter && from->ndim == target->ndim;
    bool done = false;
    if (!same) {
        raise_value_error(rt, "memoryview assignment: lvalue and rvalue have different structures");
    } else {
        uint8_t *copy = memory_allocate(rt, memoryview_byte_size(from) + 1); /* they may overlap */
        if (copy) {
            done = copy_items(rt, from, copy);
            for (size_t i = 0; done && i < target->length; i++) {
                done = budget_pace(rt, i, 2);
                memcpy(memoryview_item_at(target, i), copy + i * target->item_size,
                       target->item_size);
            }
            memory_free(rt, copy);
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
    if (type_is_tuple(rt, key) && all_indices(rt, key)) {
        uint8_t *address = address_of(rt, view, key);
        return address && set_one(rt, view, address, value);
    }
    if (view->ndim == 0) {
        if (key == ELLIPSIS) {
            return set_one(rt, view, view->data, value);
        }
        raise_type_error(rt, "invalid indexing of 0-dim memory");
        return false;
    }
    if (object_type_id(key) == TYPE_SLICE) {
        if (view->ndim > 1) {
            raise_format(rt, TYPE_NOT_IMPLEMENTED_ERROR,
                         "memoryview slice assignments are currently restricted to ndim = 1");
            return false;
        }
        MemoryView part = *view; /* borrows the export for the time of the copy */
        return apply_slice(rt, &part, key) && check_open(rt, self) && set_many(rt, &part, value);
    }
    if (!slots_of(rt, key)->index) {
        wrong_key(rt, key);
        return false;
    }
    size_t position;
    if (view->ndim > 1) {
        raise_format(rt, TYPE_NOT_IMPLEMENTED_ERROR, "sub-views are not implemented");
        return false;
    }
    return position_of(rt, view, 0, key, &position) &&
           set_one(rt, view, memoryview_item_at(view, position), value);
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

static bool same_shape(const MemoryView *a, const MemoryView *b) {
    if (a->ndim != b->ndim || a->length != b->length) {
        return false;
    }
    for (unsigned d = 1; d < a->ndim; d++) {
        if (memoryview_shape_of(a, d) != memoryview_shape_of(b, d)) {
            return false;
        }
    }
    return true;
}

/* 1, 0, -1 */
static int equal_views(Runtime *rt, const MemoryView *a, const MemoryView *b) {
    if (!same_shape(a, b) || !a->letter || !b->letter) {
        return 0;
    }
    bool by_bytes = a->letter == b->letter && a->letter != 'f' && a->letter != 'd' &&
                    a->letter != '?' && memoryview_is_contiguous(a) && memoryview_is_contiguous(b);
    if (by_bytes) {
        if (!budget_spend_whole(rt, memoryview_byte_size(a) / 64)) {
            return -1;
        }
        return a->length == 0 || memcmp(a->data, b->data, memoryview_byte_size(a)) == 0;
    }
    int equal = 1;
    for (size_t i = 0; equal > 0 && i < a->length * a->inner; i++) {
        if (!budget_spend(rt, 4)) {
            return -1;
        }
        size_t row = i / a->inner;
        size_t item = i % a->inner;
        Object *x = unpack_at(rt, a, memoryview_item_at(a, row) + item * a->item_size);
        Object *y = x ? unpack_at(rt, b, memoryview_item_at(b, row) + item * b->item_size) : NULL;
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
        return error_clear_ordinary(rt) ? retain(NOT_IMPLEMENTED) : NULL;
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
    if (!memoryview_is_contiguous(view)) {
        raise_format(rt, TYPE_BUFFER_ERROR, "memoryview: underlying buffer is not C-contiguous");
        return false;
    }
    if (writable && view->readonly) {
        raise_format(rt, TYPE_BUFFER_ERROR, "memoryview: underlying buffer is not writable");
        return false;
    }
    view->exports++;
    out->data = view->data;
    out->size = memoryview_byte_size(view);
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

/* The bytes of view's items in C order to Fortran order: the first index runs fastest. */
static NEW_REF Object *transposed(Runtime *rt, const MemoryView *view, STEALS Object *bytes) {
    Object *result = bytes_from_data(rt, bytes_data(bytes), bytes_length(bytes));
    size_t items = view->length * view->inner;
    for (size_t i = 0; result && items > 1 && i < items; i++) {
        if (!budget_look_at(rt, i)) {
            CLEAR_REF(rt, &result);
            break;
        }
        size_t left = i; /* the item's indices, last dimension first */
        size_t at = 0;
        size_t weight = items;
        for (unsigned d = view->ndim; d-- > 0;) {
            weight /= memoryview_shape_of(view, d);
            at += left % memoryview_shape_of(view, d) * weight;
            left /= memoryview_shape_of(view, d);
        }
        memcpy(bytes_mutable_data(result) + at * view->item_size,
               bytes_data(bytes) + i * view->item_size, view->item_size);
    }
    release(rt, bytes);
    return result;
}

static NEW_REF Object *memoryview_tobytes(Runtime *rt, Object *self, Object *const *args,
                                          size_t count, Object *keyword_names) {
    static const ArgumentSpec SPEC = {"tobytes", {"order"}, 0, 1, 0, 1};
    Object *given[1];
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given)) {
        return NULL;
    }
    bool by_columns = false;
    if (given[0] && given[0] != NONE) {
        if (!type_is_str(rt, given[0])) {
            return raise_type_error(rt, "tobytes() argument 'order' must be str or None, not %.50s",
                                    type_name_of(rt, given[0]));
        }
        if (!str_equals_ascii(given[0], "C") && !str_equals_ascii(given[0], "F") &&
            !str_equals_ascii(given[0], "A")) {
            return raise_value_error(rt, "order must be 'C', 'F' or 'A'");
        }
        by_columns = str_equals_ascii(given[0], "F") && as_view(self)->ndim > 1;
    }
    Object *bytes = memoryview_to_bytes(rt, self);
    return bytes && by_columns ? transposed(rt, as_view(self), bytes) : bytes;
}

static NEW_REF Object *memoryview_hex(Runtime *rt, Object *self, Object *const *args, size_t count,
                                      Object *keyword_names) {
    Object *bytes = memoryview_to_bytes(rt, self);
    if (!bytes) {
        return NULL;
    }
    Object *text = bytes_method_hex(rt, bytes, args, count, keyword_names);
    release(rt, bytes);
    if (text && !check_open(rt, self)) { /* the arguments' methods may release it */
        CLEAR_REF(rt, &text);
    }
    return text;
}

/* `count` items or sub-lists of dimension d, `stride` bytes apart. */
static NEW_REF Object *list_of(Runtime *rt, const MemoryView *view, unsigned d,
                               const uint8_t *address, int64_t stride, size_t inner) {
    size_t count = memoryview_shape_of(view, d);
    Object *list = list_new(rt, count);
    for (size_t i = 0; list && i < count; i++) {
        const uint8_t *at = address + (int64_t)i * stride;
        Object *item;
        if (d + 1 < view->ndim) {
            size_t next = inner / memoryview_shape_of(view, d + 1);
            item = list_of(rt, view, d + 1, at, (int64_t)(next * view->item_size), next);
        } else {
            item = unpack_at(rt, view, at);
        }
        if (!item || !list_append_stealing(rt, list, item)) {
            CLEAR_REF(rt, &list);
        }
    }
    return list;
}

static NEW_REF Object *memoryview_tolist(Runtime *rt, Object *self) {
    if (!check_open(rt, self)) {
        return NULL;
    }
    MemoryView *view = as_view(self);
    if (!budget_spend_whole(rt, view->length * view->inner * 2)) {
        return NULL;
    }
    return view->ndim == 0 ? unpack_at(rt, view, view->data)
                           : list_of(rt, view, 0, view->data, view->stride, view->inner);
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

enum { DIMENSIONS_MAX = 64 };

/* Gives view the shape of a tuple; it has one dimension and no gaps. */
static bool set_shape(Runtime *rt, MemoryView *view, Object *tuple) {
    size_t ndim = tuple_length(tuple);
    size_t *shape = ndim > 1 ? memory_allocate(rt, (ndim - 1) * sizeof *shape) : NULL;
    if (ndim > 1 && !shape) {
        return false;
    }
    view->inner_shape = shape; /* the view owns it, also when the rest fails */
    size_t items = 1;
    size_t first = 1;
    for (size_t i = 0; i < ndim; i++) {
        Object *number = tuple_get(tuple, i);
        int64_t length;
        if (!type_is_int(rt, number)) {
            raise_type_error(rt, "memoryview.cast(): elements of shape must be integers");
            return false;
        }
        if (!object_as_index_clipped(rt, number, &length)) {
            return false;
        }
        if (length <= 0) {
            raise_value_error(rt, "memoryview.cast(): elements of shape must be integers > 0");
            return false;
        }
        if (i == 0) {
            first = (size_t)length;
        } else {
            shape[i - 1] = (size_t)length;
        }
        if (!base_multiply_size(items, (size_t)length, &items)) {
            raise_value_error(rt, "memoryview.cast(): product(shape) > SSIZE_MAX");
            return false;
        }
    }
    if (items != view->length) {
        raise_type_error(rt, "memoryview: product(shape) * itemsize != buffer size");
        return false;
    }
    view->ndim = (unsigned)ndim;
    view->length = first;
    view->inner = items / first;
    view->stride = (int64_t)memoryview_row_size(view);
    return true;
}

/* cast's shape as a tuple; NULL without an error when it was not given. */
static NEW_REF Object *shape_argument(Runtime *rt, Object *shape) {
    if (!shape) {
        return NULL;
    }
    if (!type_is_list(rt, shape) && !type_is_tuple(rt, shape)) {
        return raise_type_error(rt, "shape must be a list or a tuple");
    }
    Object *tuple = tuple_from_iterable(rt, shape);
    if (tuple && tuple_length(tuple) > DIMENSIONS_MAX) {
        release(rt, tuple);
        return raise_value_error(rt, "memoryview: number of dimensions must not exceed %d",
                                 DIMENSIONS_MAX);
    }
    return tuple;
}

/* The bytes of view as items of another format, one dimension. */
static NEW_REF Object *cast_format(Runtime *rt, Object *self, Object *format_text) {
    MemoryView *view = as_view(self);
    const char *format = find_cast_format(format_text);
    if (!format) {
        return raise_value_error(rt, "memoryview: destination format must be a native single "
                                     "character format prefixed with an optional '@'");
    }
    if (!is_byte_letter(format[0]) && !is_byte_letter(view->letter)) {
        return raise_type_error(rt, "memoryview: cannot cast between two non-byte formats");
    }
    size_t item_size = memory_item_size(format[0]);
    if (memoryview_byte_size(view) % item_size != 0) {
        return raise_type_error(rt, "memoryview: length is not a multiple of itemsize");
    }
    size_t length = memoryview_byte_size(view) / item_size;
    Object *result = view_copy(rt, self);
    if (result) {
        MemoryView *cast = as_view(result);
        cast->format = format;
        cast->letter = format[0];
        cast->item_size = item_size;
        cast->stride = (int64_t)item_size;
        cast->length = length;
        cast->inner = 1;
        cast->ndim = 1;
        if (cast->inner_shape) {
            memory_free(rt, cast->inner_shape);
            cast->inner_shape = NULL;
        }
    }
    return result;
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
    if (!memoryview_is_contiguous(view)) {
        return raise_type_error(rt, "memoryview: casts are restricted to C-contiguous views");
    }
    Object *shape = shape_argument(rt, given[1]);
    if (!shape && error_pending(rt)) {
        return NULL;
    }
    Object *result = NULL;
    if ((shape || view->ndim != 1) && memoryview_byte_size(view) == 0) {
        raise_type_error(rt, "memoryview: cannot cast view with zeros in shape or strides");
    } else if (shape && view->ndim != 1 && tuple_length(shape) != 1) {
        raise_type_error(rt, "memoryview: cast must be 1D -> ND or ND -> 1D");
    } else {
        result = cast_format(rt, self, given[0]);
        if (result && shape && !set_shape(rt, as_view(result), shape)) {
            CLEAR_REF(rt, &result);
        }
    }
    release_nullable(rt, shape);
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
    return check_open(rt, self) ? int_from_size(rt, memoryview_byte_size(as_view(self))) : NULL;
}

static NEW_REF Object *get_itemsize(Runtime *rt, Object *self) {
    return check_open(rt, self) ? int_from_size(rt, as_view(self)->item_size) : NULL;
}

static NEW_REF Object *get_format(Runtime *rt, Object *self) {
    return check_open(rt, self) ? str_from_cstring(rt, as_view(self)->format) : NULL;
}

static NEW_REF Object *get_ndim(Runtime *rt, Object *self) {
    return check_open(rt, self) ? int_from_int64(rt, as_view(self)->ndim) : NULL;
}

/* One number for each dimension: its items, or the bytes from one to the next. */
static NEW_REF Object *dimensions(Runtime *rt, Object *self, bool strides) {
    if (!check_open(rt, self)) {
        return NULL;
    }
    MemoryView *view = as_view(self);
    Object *tuple = tuple_new(rt, view->ndim);
    int64_t stride = view->stride;
    size_t inner = view->inner;
    for (unsigned d = 0; tuple && d < view->ndim; d++) {
        if (d > 0) {
            inner /= memoryview_shape_of(view, d);
            stride = (int64_t)(inner * view->item_size);
        }
        Object *number =
            strides ? int_from_int64(rt, stride) : int_from_size(rt, memoryview_shape_of(view, d));
        tuple_items(tuple)[d] = number;
        if (!number) {
            CLEAR_REF(rt, &tuple);
        }
    }
    return tuple;
}

static NEW_REF Object *get_shape(Runtime *rt, Object *self) {
    return dimensions(rt, self, false);
}

static NEW_REF Object *get_strides(Runtime *rt, Object *self) {
    return dimensions(rt, self, true);
}

static NEW_REF Object *get_suboffsets(Runtime *rt, Object *self) {
    return check_open(rt, self) ? tuple_empty(rt) : NULL;
}

static NEW_REF Object *get_readonly(Runtime *rt, Object *self) {
    return check_open(rt, self) ? bool_object(as_view(self)->readonly) : NULL;
}

static NEW_REF Object *get_f_contiguous(Runtime *rt, Object *self) {
    if (!check_open(rt, self)) {
        return NULL;
    }
    const MemoryView *view = as_view(self);
    bool one_long = view->inner == 1 || view->length * view->inner == view->inner;
    for (unsigned d = 1; one_long && view->inner > 1 && d < view->ndim; d++) {
        one_long = memoryview_shape_of(view, d) == 1 || memoryview_shape_of(view, d) == view->inner;
    }
    return bool_object(memoryview_is_contiguous(view) && one_long);
}

static NEW_REF Object *get_contiguous(Runtime *rt, Object *self) {
    return check_open(rt, self) ? bool_object(memoryview_is_contiguous(as_view(self))) : NULL;
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
    {"f_contiguous", get_f_contiguous, NULL, "The same, the first index running fastest."},
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
