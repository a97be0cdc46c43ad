/* _struct: Struct, iterators of iter_unpack, and the functions that take a format. Those keep the
 * Struct of the last formats in a dict, since programs use few formats many times. */
#include "modules/struct_module.h"

#include "modules/fields.h"
#include "modules/module_exception.h"
#include "modules/module_state.h"
#include "modules/struct_value.h"
#include "object/arguments.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/native.h"
#include "object/tuple.h"
#include "types/codecs.h"
#include <string.h>

enum { CACHE_MAX = 100 };

typedef struct StructState {
    uint32_t struct_type, iterator_type;
    Object *error; /* struct.error */
    Object *cache; /* dict: format to Struct */
} StructState;

/* layout.fields: NULL until __init__. */
typedef struct StructObject {
    Object header;
    Object *format; /* str */
    uint32_t busy;  /* packings under way: they may run Python code, and the layout must stay */
    StructLayout layout;
} StructObject;

typedef struct UnpackIterator {
    Object header;
    Object *structure;
    BufferView view; /* view.owner NULL: exhausted */
    size_t position;
} UnpackIterator;

static StructState *struct_state(Runtime *rt) {
    return rt->module_state[MODULE_STATE_STRUCT];
}

static StructObject *as_struct(Object *self) {
    return (StructObject *)self;
}

void struct_close(Runtime *rt) {
    StructState *state = struct_state(rt);
    if (state) {
        CLEAR_REF(rt, &state->error);
        CLEAR_REF(rt, &state->cache);
    }
}

/* ---- making a Struct ---- */

static void struct_traverse(Object *self, VisitFunction visit, void *context) {
    if (as_struct(self)->format) {
        visit(as_struct(self)->format, context);
    }
}

static void struct_dealloc(Runtime *rt, Object *self) {
    memory_free(rt, as_struct(self)->layout.fields);
    CLEAR_REF(rt, &as_struct(self)->format);
    object_free_container(rt, self, slots_of(rt, self)->basic_size);
}

static Object *struct_new(Runtime *rt, TypeObject *type, Object *const *args, size_t count,
                          Object *keyword_names) {
    (void)args;
    (void)count;
    (void)keyword_names;
    return object_new_container(rt, type->type_id, type->slots->basic_size);
}

/* The format as an ASCII str. */
static Object *format_text(Runtime *rt, Object *format) {
    if (type_is_str(rt, format)) {
        Object *encoded =
            str_is_ascii(format) ? NULL : codecs_encode(rt, format, "ascii", "strict");
        release_nullable(rt, encoded);
        return error_pending(rt) ? NULL : retain(format);
    }
    if (type_is_bytes(rt, format)) {
        return str_from_latin1(rt, bytes_data(format), bytes_length(format));
    }
    return raise_type_error(rt, "Struct() argument 1 must be a str or bytes object, not %T",
                            format);
}

static bool set_format(Runtime *rt, Object *self, Object *format) {
    if (as_struct(self)->busy) {
        raise_runtime_error(rt, "Struct object is in use");
        return false;
    }
    Object *text = format_text(rt, format);
    StructLayout layout;
    if (!text || !struct_format_parse(rt, (const char *)str_data(text), str_length(text),
                                      struct_state(rt)->error, &layout)) {
        release_nullable(rt, text);
        return false;
    }
    memory_free(rt, as_struct(self)->layout.fields);
    as_struct(self)->layout = layout;
    REPLACE_REF(rt, &as_struct(self)->format, text);
    return true;
}

static bool struct_init(Runtime *rt, Object *self, Object *const *args, size_t count,
                        Object *keyword_names) {
    static const ArgumentSpec SPEC = {"Struct", {"format"}, 0, 1, 1, 1};
    Object *given[1];
    return arguments_parse(rt, &SPEC, args, count, keyword_names, given) &&
           set_format(rt, self, given[0]);
}

/* The Struct of a format, from the cache or made. */
static Object *struct_of(Runtime *rt, Object *format) {
    StructState *state = struct_state(rt);
    if (object_type_id(format) == state->struct_type) {
        return retain(format);
    }
    bool keep = type_is_str(rt, format) || type_is_bytes(rt, format);
    Object *known = keep ? dict_get(rt, state->cache, format) : NULL;
    if (known || error_pending(rt)) {
        return retain_nullable(known);
    }
    Object *self = object_new_container(rt, state->struct_type, sizeof(StructObject));
    if (!self || !set_format(rt, self, format)) {
        release_nullable(rt, self);
        return NULL;
    }
    if (dict_length(state->cache) >= CACHE_MAX) {
        dict_clear(rt, state->cache);
    }
    if (!dict_set(rt, state->cache, format, self)) {
        CLEAR_REF(rt, &self);
    }
    return self;
}

static bool is_ready(Runtime *rt, Object *self) {
    if (!as_struct(self)->layout.fields) {
        raise_runtime_error(rt, "Struct object is not initialized");
        return false;
    }
    return true;
}

/* ---- packing ---- */

static bool pack_fields(Runtime *rt, Object *self, uint8_t *data, Object *const *values) {
    const StructLayout *layout = &as_struct(self)->layout;
    Object *error = struct_state(rt)->error;
    memset(data, 0, layout->size);
    for (size_t f = 0; f < layout->field_count; f++) {
        const StructField *field = &layout->fields[f];
        for (size_t i = 0; i < field->count; i++) {
            if (!struct_value_pack(rt, layout, field, error, data + field->offset + i * field->size,
                                   *values++)) {
                return false;
            }
        }
    }
    return true;
}

static bool pack_all(Runtime *rt, Object *self, uint8_t *data, Object *const *values) {
    as_struct(self)->busy++;
    bool done = pack_fields(rt, self, data, values);
    as_struct(self)->busy--;
    return done;
}

static bool check_values(Runtime *rt, Object *self, const char *function, size_t count) {
    size_t wanted = as_struct(self)->layout.values;
    if (count != wanted) {
        module_exception_raise(rt, struct_state(rt)->error,
                               "%s expected %zu items for packing (got %zu)", function, wanted,
                               count);
    }
    return count == wanted;
}

static Object *struct_pack(Runtime *rt, Object *self, Object *const *args, size_t count) {
    if (!is_ready(rt, self) || !check_values(rt, self, "pack", count)) {
        return NULL;
    }
    Object *bytes = bytes_new_uninitialised(rt, as_struct(self)->layout.size);
    if (bytes && !pack_all(rt, self, bytes_mutable_data(bytes), args)) {
        CLEAR_REF(rt, &bytes);
    }
    return bytes ? bytes_finish(rt, bytes) : NULL;
}

/* Where in a buffer of `room` bytes an offset is; false: no place for the struct there. */
static bool find_offset(Runtime *rt, Object *self, Object *argument, size_t room, bool packing,
                        size_t *place) {
    int64_t offset = 0;
    size_t size = as_struct(self)->layout.size;
    Object *error = struct_state(rt)->error;
    if (argument && !(packing ? object_as_index(rt, argument, TYPE_INDEX_ERROR, &offset)
                              : object_as_int64(rt, argument, &offset))) {
        return false;
    }
    if (offset < 0) {
        uint64_t back = 0 - (uint64_t)offset;
        if (size > back) {
            module_exception_raise(rt, error,
                                   packing ? "no space to pack %zu bytes at offset %lld"
                                           : "not enough data to unpack %zu bytes at offset %lld",
                                   size, (long long)offset);
            return false;
        }
        if (back > room) {
            module_exception_raise(rt, error, "offset %lld out of range for %zu-byte buffer",
                                   (long long)offset, room);
            return false;
        }
        offset += (int64_t)room;
    }
    if ((uint64_t)offset > room || room - (size_t)offset < size) {
        module_exception_raise(
            rt, error,
            packing ? "pack_into requires a buffer of at least %llu bytes for packing %zu bytes at "
                      "offset %lld (actual buffer size is %zu)"
                    : "unpack_from requires a buffer of at least %llu bytes for unpacking %zu "
                      "bytes at offset %lld (actual buffer size is %zu)",
            (unsigned long long)offset + size, size, (long long)offset, room);
        return false;
    }
    *place = (size_t)offset;
    return true;
}

static Object *struct_pack_into(Runtime *rt, Object *self, Object *const *args, size_t count) {
    Object *error = struct_state(rt)->error;
    if (!is_ready(rt, self)) {
        return NULL;
    }
    if (count < 2) {
        return module_exception_raise(rt, error, "pack_into expected %s argument",
                                      count ? "offset" : "buffer");
    }
    if (!check_values(rt, self, "pack_into", count - 2)) {
        return NULL;
    }
    BufferView view;
    if (!slots_of(rt, args[0])->get_buffer || !object_get_buffer(rt, args[0], &view, true)) {
        return error_clear_ordinary(rt)
                   ? raise_type_error(rt, "argument must be read-write bytes-like object, not %T",
                                      args[0])
                   : NULL;
    }
    size_t place;
    bool done = find_offset(rt, self, args[1], view.size, true, &place) &&
                pack_all(rt, self, view.data + place, args + 2);
    object_release_buffer(rt, &view);
    return done ? retain(NONE) : NULL;
}

/* ---- unpacking ---- */

static Object *unpack_all(Runtime *rt, Object *self, const uint8_t *data) {
    const StructLayout *layout = &as_struct(self)->layout;
    Object *tuple = tuple_new(rt, layout->values);
    size_t at = 0;
    for (size_t f = 0; tuple && f < layout->field_count; f++) {
        const StructField *field = &layout->fields[f];
        for (size_t i = 0; tuple && i < field->count; i++) {
            Object *value =
                struct_value_unpack(rt, layout, field, data + field->offset + i * field->size);
            if (value) {
                tuple_items(tuple)[at++] = value;
            } else {
                CLEAR_REF(rt, &tuple);
            }
        }
    }
    return tuple;
}

static bool get_buffer(Runtime *rt, Object *object, BufferView *view) {
    if (!slots_of(rt, object)->get_buffer) {
        raise_type_error(rt, "a bytes-like object is required, not '%T'", object);
        return false;
    }
    return object_get_buffer(rt, object, view, false);
}

static Object *struct_unpack(Runtime *rt, Object *self, Object *buffer) {
    BufferView view;
    if (!is_ready(rt, self) || !get_buffer(rt, buffer, &view)) {
        return NULL;
    }
    size_t size = as_struct(self)->layout.size;
    Object *values = view.size == size
                         ? unpack_all(rt, self, view.data)
                         : module_exception_raise(rt, struct_state(rt)->error,
                                                  "unpack requires a buffer of %zu bytes", size);
    object_release_buffer(rt, &view);
    return values;
}

static Object *struct_unpack_from(Runtime *rt, Object *self, Object *const *args, size_t count,
                                  Object *keyword_names) {
    static const ArgumentSpec SPEC = {"unpack_from", {"buffer", "offset"}, 0, 2, 1, 2};
    Object *given[2];
    BufferView view;
    if (!is_ready(rt, self) || !arguments_parse(rt, &SPEC, args, count, keyword_names, given) ||
        !get_buffer(rt, given[0], &view)) {
        return NULL;
    }
    size_t place;
    Object *values = find_offset(rt, self, given[1], view.size, false, &place)
                         ? unpack_all(rt, self, view.data + place)
                         : NULL;
    object_release_buffer(rt, &view);
    return values;
}

/* ---- iter_unpack ---- */

static UnpackIterator *as_iterator(Object *self) {
    return (UnpackIterator *)self;
}

static void iterator_end(Runtime *rt, Object *self) {
    if (as_iterator(self)->view.owner) {
        object_release_buffer(rt, &as_iterator(self)->view);
        as_iterator(self)->view.owner = NULL;
    }
    CLEAR_REF(rt, &as_iterator(self)->structure);
}

static void iterator_dealloc(Runtime *rt, Object *self) {
    iterator_end(rt, self);
    object_free_container(rt, self, sizeof(UnpackIterator));
}

static void iterator_traverse(Object *self, VisitFunction visit, void *context) {
    Object *held[] = {as_iterator(self)->structure, as_iterator(self)->view.owner};
    for (size_t i = 0; i < COUNT_OF(held); i++) {
        if (held[i]) {
            visit(held[i], context);
        }
    }
}

static Object *iterator_next(Runtime *rt, Object *self) {
    UnpackIterator *iterator = as_iterator(self);
    if (!iterator->structure) {
        return NULL;
    }
    size_t size = as_struct(iterator->structure)->layout.size;
    if (iterator->view.size - iterator->position < size || size == 0) {
        iterator_end(rt, self);
        return NULL;
    }
    Object *values = unpack_all(rt, iterator->structure, iterator->view.data + iterator->position);
    iterator->position += size;
    return values;
}

static Object *iterator_length_hint(Runtime *rt, Object *self) {
    UnpackIterator *iterator = as_iterator(self);
    return int_from_size(rt, iterator->structure
                                 ? (iterator->view.size - iterator->position) /
                                       base_max_size(1, as_struct(iterator->structure)->layout.size)
                                 : 0);
}

static Object *struct_iter_unpack(Runtime *rt, Object *self, Object *buffer) {
    Object *error = struct_state(rt)->error;
    size_t size = as_struct(self)->layout.size;
    BufferView view;
    if (!is_ready(rt, self)) {
        return NULL;
    }
    if (size == 0) {
        return module_exception_raise(rt, error,
                                      "cannot iteratively unpack with a struct of length 0");
    }
    if (!get_buffer(rt, buffer, &view)) {
        return NULL;
    }
    Object *iterator = NULL;
    if (view.size % size) {
        module_exception_raise(
            rt, error, "iterative unpacking requires a buffer of a multiple of %zu bytes", size);
    } else {
        iterator =
            object_new_container(rt, struct_state(rt)->iterator_type, sizeof(UnpackIterator));
    }
    if (!iterator) {
        object_release_buffer(rt, &view);
        return NULL;
    }
    as_iterator(iterator)->structure = retain(self);
    as_iterator(iterator)->view = view;
    return iterator;
}

static const MethodRow ITERATOR_METHODS[] = {
    METHOD_ROW_NOARGS("__length_hint__", iterator_length_hint, "How many structs are left."),
    METHOD_ROW_END,
};

static const TypeSpec iterator_spec = {
    .slots = {FIELDS_ITERATOR_SLOTS(iterator, "_struct.unpack_iterator", UnpackIterator,
                                    TYPE_FLAG_NO_NEW)},
    .methods = ITERATOR_METHODS,
    .module = "_struct",
};

/* ---- the type Struct ---- */

static Object *get_format(Runtime *rt, Object *self) {
    return is_ready(rt, self) ? retain(as_struct(self)->format) : NULL;
}

static Object *get_size(Runtime *rt, Object *self) {
    return int_from_size(rt, as_struct(self)->layout.size);
}

static const AttributeRow STRUCT_ATTRIBUTES[] = {
    {"format", get_format, NULL, "struct format string"},
    {"size", get_size, NULL, "struct size in bytes"},
    ATTRIBUTE_ROW_END,
};

static const MethodRow STRUCT_METHODS[] = {
    METHOD_ROW_POSITIONAL("pack", struct_pack, 0, METHOD_ANY_COUNT,
                          "S.pack(v1, v2, ...) -> bytes with the values."),
    METHOD_ROW_POSITIONAL("pack_into", struct_pack_into, 0, METHOD_ANY_COUNT,
                          "S.pack_into(buffer, offset, v1, v2, ...): writes the values there."),
    METHOD_ROW_ONE("unpack", struct_unpack,
                   "unpack($self, buffer, /)\n--\n\nThe values in a buffer of just this size."),
    METHOD_ROW_KEYWORDS("unpack_from", struct_unpack_from,
                        "unpack_from($self, /, buffer, offset=0)\n--\n\nThe values at an offset."),
    METHOD_ROW_ONE("iter_unpack", struct_iter_unpack,
                   "iter_unpack($self, buffer, /)\n--\n\nAn iterator over structs in a row."),
    METHOD_ROW_END,
};

static const TypeSpec struct_spec = {
    .slots =
        {
            .name = "_struct.Struct",
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_WEAKREFABLE,
            .basic_size = sizeof(StructObject),
            .dealloc = struct_dealloc,
            .traverse = struct_traverse,
            .new_instance = struct_new,
            .init = struct_init,
        },
    .methods = STRUCT_METHODS,
    .attributes = STRUCT_ATTRIBUTES,
    .doc = "Struct(fmt) --> compiled struct object",
    .module = "_struct",
};

/* ---- functions that take a format ---- */

static Object *module_clearcache(Runtime *rt, Object *module) {
    (void)module;
    dict_clear(rt, struct_state(rt)->cache);
    return retain(NONE);
}

static Object *module_calcsize(Runtime *rt, Object *module, Object *format) {
    (void)module;
    Object *self = struct_of(rt, format);
    Object *size = self ? get_size(rt, self) : NULL;
    release_nullable(rt, self);
    return size;
}

typedef Object *(*StructFunction)(Runtime *rt, Object *self, Object *const *args, size_t count);

static Object *by_format(Runtime *rt, StructFunction function, Object *const *args, size_t count) {
    if (count == 0) {
        return raise_type_error(rt, "missing format argument");
    }
    Object *self = struct_of(rt, args[0]);
    Object *result = self ? function(rt, self, args + 1, count - 1) : NULL;
    release_nullable(rt, self);
    return result;
}

static Object *module_pack(Runtime *rt, Object *module, Object *const *args, size_t count) {
    (void)module;
    return by_format(rt, struct_pack, args, count);
}

static Object *module_pack_into(Runtime *rt, Object *module, Object *const *args, size_t count) {
    (void)module;
    return by_format(rt, struct_pack_into, args, count);
}

static Object *unpack_given(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)count;
    return struct_unpack(rt, self, args[0]);
}

static Object *module_unpack(Runtime *rt, Object *module, Object *const *args, size_t count) {
    (void)module;
    return by_format(rt, unpack_given, args, count);
}

static Object *iterate_given(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)count;
    return struct_iter_unpack(rt, self, args[0]);
}

static Object *module_iter_unpack(Runtime *rt, Object *module, Object *const *args, size_t count) {
    (void)module;
    return by_format(rt, iterate_given, args, count);
}

static Object *module_unpack_from(Runtime *rt, Object *module, Object *const *args, size_t count,
                                  Object *keyword_names) {
    static const ArgumentSpec SPEC = {"unpack_from", {"format", "buffer", "offset"}, 1, 3, 2, 3};
    (void)module;
    Object *given[3];
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given)) {
        return NULL;
    }
    Object *self = struct_of(rt, given[0]);
    Object *values = self ? struct_unpack_from(rt, self, given + 1, given[2] ? 2 : 1, NULL) : NULL;
    release_nullable(rt, self);
    return values;
}

static bool struct_populate(Runtime *rt, Object *dict) {
    StructState *state = module_state(rt, MODULE_STATE_STRUCT, sizeof *state);
    if (!state || (!state->struct_type && !type_register(rt, &struct_spec, &state->struct_type)) ||
        (!state->iterator_type && !type_register(rt, &iterator_spec, &state->iterator_type))) {
        return false;
    }
    state->cache = state->cache ? state->cache : dict_new(rt);
    state->error =
        state->error ? state->error : module_exception_new(rt, "struct", "error", TYPE_EXCEPTION);
    TypeObject *type = type_object(rt, state->struct_type);
    return state->cache && state->error && type &&
           dict_set_cstring(rt, dict, "Struct", (Object *)type) &&
           dict_set_cstring(rt, dict, "error", state->error);
}

static const MethodRow STRUCT_FUNCTIONS[] = {
    METHOD_ROW_NOARGS("_clearcache", module_clearcache, "Clear the internal cache."),
    METHOD_ROW_ONE("calcsize", module_calcsize,
                   "calcsize($module, format, /)\n--\n\nBytes that the format describes."),
    METHOD_ROW_POSITIONAL("pack", module_pack, 0, METHOD_ANY_COUNT,
                          "pack(format, v1, v2, ...) -> bytes with the values."),
    METHOD_ROW_POSITIONAL("pack_into", module_pack_into, 0, METHOD_ANY_COUNT,
                          "pack_into(format, buffer, offset, v1, v2, ...): writes the values "
                          "there."),
    METHOD_ROW_POSITIONAL("unpack", module_unpack, 2, 2,
                          "unpack($module, format, buffer, /)\n--\n\nThe values in the buffer."),
    METHOD_ROW_KEYWORDS("unpack_from", module_unpack_from,
                        "unpack_from($module, format, /, buffer, offset=0)\n--\n\nThe values at "
                        "an offset."),
    METHOD_ROW_POSITIONAL("iter_unpack", module_iter_unpack, 2, 2,
                          "iter_unpack($module, format, buffer, /)\n--\n\nAn iterator over structs "
                          "in a row."),
    METHOD_ROW_END,
};

const ModuleSpec struct_module = {
    .name = "_struct",
    .doc = "Values as bytes of C structs.",
    .functions = STRUCT_FUNCTIONS,
    .populate = struct_populate,
};
