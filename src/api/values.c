/* values: making objects from the host's data, and reading them. */
#include "api/embed.h"

#include "object/bytes.h"
#include "object/complex.h"
#include "object/dict.h"
#include "object/float.h"
#include "object/list.h"
#include "object/module.h"
#include "object/set.h"
#include "object/slice.h"
#include "object/tuple.h"
#include "types/bytearray.h"
#include "types/int_view.h"
#include <stdarg.h>
#include <stdio.h>

/* ---- references ---- */

OuroRef ouro_retain(OuroBorrowed object) {
    return object ? embed_out(retain(embed_in(object))) : NULL;
}

void ouro_release(OuroRuntime *runtime, OuroRef reference) {
    if (reference) {
        INSIDE Runtime *rt = embed_enter(runtime);
        release(rt, embed_in(ouro_borrow(reference)));
    }
}

/* ---- numbers ---- */

OuroBorrowed ouro_none(void) {
    return ouro_borrow(embed_out(NONE));
}

OuroBorrowed ouro_bool(bool truth) {
    return ouro_borrow(embed_out(bool_object(truth)));
}

OuroRef ouro_int(OuroRuntime *runtime, int64_t number) {
    return embed_out(int_from_int64(runtime->rt, number));
}

OuroRef ouro_uint(OuroRuntime *runtime, uint64_t number) {
    return embed_out(int_from_uint64(runtime->rt, number));
}

OuroRef ouro_int_from_bytes(OuroRuntime *runtime, const void *magnitude, size_t size,
                            bool negative) {
    Runtime *rt = runtime->rt;
    size_t count = size / 8 + (size % 8 != 0);
    if (count == 0) {
        return ouro_int(runtime, 0);
    }
    Object *number = int_new_big(rt, count, negative);
    if (!number) {
        return NULL;
    }
    uint64_t *limbs = ((BigIntObject *)number)->limbs;
    limbs[count - 1] = 0;
    memcpy(limbs, magnitude, size);
    return embed_out(int_normalise(rt, number));
}

OuroRef ouro_float(OuroRuntime *runtime, double number) {
    return embed_out(float_from_double(runtime->rt, number));
}

OuroRef ouro_complex(OuroRuntime *runtime, double real, double imaginary) {
    return embed_out(complex_from_doubles(runtime->rt, real, imaginary));
}

/* ---- text and bytes ---- */

OuroRef ouro_str(OuroRuntime *runtime, const char *utf8) {
    return ouro_str_from(runtime, utf8, strlen(utf8));
}

OuroRef ouro_str_from(OuroRuntime *runtime, const char *utf8, size_t length) {
    return embed_out(str_from_utf8(runtime->rt, utf8, length));
}

OuroRef ouro_str_format(OuroRuntime *runtime, const char *format, ...) {
    Runtime *rt = runtime->rt;
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0) {
        return embed_out(raise_value_error(rt, "a format that printf refuses"));
    }
    char *text = memory_allocate(rt, (size_t)length + 1);
    if (!text) {
        return NULL;
    }
    va_start(arguments, format);
    vsnprintf(text, (size_t)length + 1, format, arguments);
    va_end(arguments);
    OuroRef result = ouro_str_from(runtime, text, (size_t)length);
    memory_free(rt, text);
    return result;
}

OuroRef ouro_bytes(OuroRuntime *runtime, const void *data, size_t size) {
    return embed_out(bytes_from_data(runtime->rt, data, size));
}

OuroRef ouro_bytearray(OuroRuntime *runtime, const void *data, size_t size) {
    return embed_out(bytearray_from_data(runtime->rt, data, size));
}

/* ---- containers ---- */

OuroRef ouro_tuple(OuroRuntime *runtime, const OuroBorrowed *items, size_t count) {
    Runtime *rt = runtime->rt;
    return embed_all_present(rt, items, count)
               ? embed_out(tuple_from_array(rt, embed_array(items), count))
               : NULL;
}

OuroRef ouro_list(OuroRuntime *runtime, const OuroBorrowed *items, size_t count) {
    Runtime *rt = runtime->rt;
    return embed_all_present(rt, items, count)
               ? embed_out(list_from_array(rt, embed_array(items), count))
               : NULL;
}

static OuroRef make_set(OuroRuntime *runtime, const OuroBorrowed *items, size_t count,
                        Object *(*make)(Runtime *rt, Object *iterable)) {
    INSIDE Runtime *rt = embed_enter(runtime);
    OuroRef tuple = ouro_tuple(runtime, items, count);
    Object *set = tuple ? make(rt, embed_in(ouro_borrow(tuple))) : NULL;
    ouro_release(runtime, tuple);
    return embed_out(set);
}

OuroRef ouro_set(OuroRuntime *runtime, const OuroBorrowed *items, size_t count) {
    return make_set(runtime, items, count, set_new);
}

OuroRef ouro_frozenset(OuroRuntime *runtime, const OuroBorrowed *items, size_t count) {
    return make_set(runtime, items, count, frozenset_new);
}

OuroRef ouro_dict(OuroRuntime *runtime) {
    return embed_out(dict_new(runtime->rt));
}

OuroRef ouro_slice(OuroRuntime *runtime, OuroBorrowed start, OuroBorrowed stop, OuroBorrowed step) {
    return embed_out(slice_new(runtime->rt, embed_in(start), embed_in(stop), embed_in(step)));
}

OuroRef ouro_add_module(OuroRuntime *runtime, const char *name) {
    Runtime *rt = runtime->rt;
    Object *text = str_from_cstring(rt, name);
    Object *module = text ? module_new(rt, text, NONE) : NULL;
    if (module && !dict_set(rt, rt->modules, text, module)) {
        CLEAR_REF(rt, &module);
    }
    release_nullable(rt, text);
    return embed_out(module);
}

OuroRef ouro_builtin(OuroRuntime *runtime, const char *name) {
    INSIDE Runtime *rt = embed_enter(runtime);
    Object *found = module_builtin(rt, name);
    if (!found && !error_pending(rt)) {
        return embed_out(raise_format(rt, TYPE_NAME_ERROR, "name '%s' is not defined", name));
    }
    return embed_out(retain_nullable(found));
}

/* ---- kinds ---- */

OuroKind ouro_kind(OuroRuntime *runtime, OuroBorrowed object) {
    static const struct {
        uint32_t flag;
        OuroKind kind;
    } BY_FLAG[] = {
        {TYPE_FLAG_INT_SUBCLASS, OURO_INT},
        {TYPE_FLAG_FLOAT_SUBCLASS, OURO_FLOAT},
        {TYPE_FLAG_STR_SUBCLASS, OURO_STR},
        {TYPE_FLAG_BYTES_SUBCLASS, OURO_BYTES},
        {TYPE_FLAG_BYTEARRAY_SUBCLASS, OURO_BYTEARRAY},
        {TYPE_FLAG_COMPLEX_SUBCLASS, OURO_COMPLEX},
        {TYPE_FLAG_TUPLE_SUBCLASS, OURO_TUPLE},
        {TYPE_FLAG_LIST_SUBCLASS, OURO_LIST},
        {TYPE_FLAG_DICT_SUBCLASS, OURO_DICT},
        {TYPE_FLAG_EXCEPTION_SUBCLASS, OURO_EXCEPTION},
        {TYPE_FLAG_TYPE_SUBCLASS, OURO_CLASS},
    };
    const Runtime *rt = runtime->rt;
    const Object *in = embed_in(object);
    if (!in) {
        return OURO_OTHER;
    }
    uint32_t id = object_type_id(in);
    uint32_t flags = slots_of(rt, in)->flags;
    if (id == TYPE_NONE || id == TYPE_BOOL) {
        return id == TYPE_NONE ? OURO_NONE : OURO_BOOL;
    }
    for (size_t i = 0; i < COUNT_OF(BY_FLAG); i++) {
        if (flags & BY_FLAG[i].flag) {
            return BY_FLAG[i].kind;
        }
    }
    if (flags & TYPE_FLAG_SET_SUBCLASS) {
        return type_is_instance(runtime->rt, in, TYPE_FROZENSET) ? OURO_FROZENSET : OURO_SET;
    }
    if (type_is_instance(runtime->rt, in, TYPE_MODULE)) {
        return OURO_MODULE;
    }
    return runtime->host_object_id && type_is_instance(runtime->rt, in, runtime->host_object_id)
               ? OURO_HOST
               : OURO_OTHER;
}

const char *ouro_type_name(OuroRuntime *runtime, OuroBorrowed object) {
    return object ? type_short_name(slots_of(runtime->rt, embed_in(object))) : "NULL";
}

/* ---- reading numbers ---- */

/* An int by __index__, new; NULL with TypeError. */
static NEW_REF Object *as_int(Runtime *rt, OuroBorrowed object) {
    if (!embed_present(rt, object)) {
        return NULL;
    }
    return type_is_int(rt, embed_in(object)) ? retain(embed_in(object))
                                             : object_index(rt, embed_in(object));
}

bool ouro_as_int64(OuroRuntime *runtime, OuroBorrowed object, int64_t *out) {
    INSIDE Runtime *rt = embed_enter(runtime);
    Object *number = as_int(rt, object);
    if (!number) {
        return false;
    }
    int overflow;
    int64_t value = int_as_int64(number, &overflow);
    release(rt, number);
    if (overflow) {
        raise_overflow_error(rt, "int too large for 64 bits");
        return false;
    }
    *out = value;
    return true;
}

bool ouro_as_uint64(OuroRuntime *runtime, OuroBorrowed object, uint64_t *out) {
    INSIDE Runtime *rt = embed_enter(runtime);
    Object *number = as_int(rt, object);
    if (!number) {
        return false;
    }
    bool negative = int_is_negative(number);
    bool fits = !negative && int_as_uint64(number, out);
    release(rt, number);
    if (!fits) {
        raise_overflow_error(rt, negative ? "can't convert negative int to unsigned"
                                          : "int too large for 64 bits");
    }
    return fits;
}

bool ouro_as_double(OuroRuntime *runtime, OuroBorrowed object, double *out) {
    INSIDE Runtime *rt = embed_enter(runtime);
    return embed_present(rt, object) && object_as_double(rt, embed_in(object), out);
}

bool ouro_as_complex(OuroRuntime *runtime, OuroBorrowed object, double *real, double *imaginary) {
    INSIDE Runtime *rt = embed_enter(runtime);
    if (object && type_is_complex(rt, embed_in(object))) {
        const ComplexObject *number = (const ComplexObject *)embed_in(object);
        *real = number->real;
        *imaginary = number->imag;
        return true;
    }
    *imaginary = 0;
    return ouro_as_double(runtime, object, real);
}

int ouro_is_true(OuroRuntime *runtime, OuroBorrowed object) {
    INSIDE Runtime *rt = embed_enter(runtime);
    return embed_present(rt, object) ? object_is_true(rt, embed_in(object)) : -1;
}

size_t ouro_int_to_bytes(OuroRuntime *runtime, OuroBorrowed object, void *magnitude, size_t size,
                         bool *negative) {
    INSIDE Runtime *rt = embed_enter(runtime);
    Object *number = as_int(rt, object);
    if (!number) {
        return 0;
    }
    IntView view;
    int_view_of(number, &view);
    size_t needed = base_max_size((int_view_bits(&view) + 7) / 8, 1);
    *negative = view.negative;
    if (needed <= size) {
        size_t used = base_min_size(view.count * 8, size);
        memcpy(magnitude, view.limbs, used);
        memset((char *)magnitude + used, 0, size - used);
    }
    release(rt, number);
    return needed;
}

/* ---- looking into text and bytes ---- */

/* OuroView.private_ holds a BufferView. Of a str its owner is the str or the bytes of its UTF-8,
 * and its format NULL: then nothing of the buffer protocol is to be ended. */
_Static_assert(sizeof(BufferView) <= sizeof((OuroView){0}.private_), "a view has room");

static bool open_view(Runtime *rt, Object *object, OuroView *view, bool writable) {
    *view = (OuroView){0};
    if (!embed_present(rt, object)) {
        return false;
    }
    BufferView buffer = {0};
    if (type_is_str(rt, object) && !writable) {
        Object *holder = NULL;
        view->data = str_utf8(rt, object, &view->size, &holder, true);
        if (!view->data) {
            return false;
        }
        buffer.owner = holder ? holder : retain(object);
        buffer.format = NULL; /* says that this is no buffer of the protocol */
    } else {
        if (!object_get_buffer(rt, object, &buffer, writable)) {
            return false;
        }
        view->data = (const char *)buffer.data;
        view->size = buffer.size;
    }
    memcpy(view->private_, &buffer, sizeof buffer);
    return true;
}

bool ouro_view_open(OuroRuntime *runtime, OuroBorrowed object, OuroView *view) {
    INSIDE Runtime *rt = embed_enter(runtime);
    return open_view(rt, embed_in(object), view, false);
}

bool ouro_view_open_writable(OuroRuntime *runtime, OuroBorrowed object, OuroView *view) {
    INSIDE Runtime *rt = embed_enter(runtime);
    return open_view(rt, embed_in(object), view, true);
}

void ouro_view_close(OuroRuntime *runtime, OuroView *view) {
    INSIDE Runtime *rt = embed_enter(runtime);
    BufferView buffer;
    memcpy(&buffer, view->private_, sizeof buffer);
    *view = (OuroView){0};
    if (buffer.format) {
        object_release_buffer(rt, &buffer);
    } else {
        release_nullable(rt, buffer.owner);
    }
}

const char *ouro_as_text(OuroRuntime *runtime, OuroBorrowed object, size_t *length) {
    INSIDE Runtime *rt = embed_enter(runtime);
    if (!embed_present(rt, object)) {
        return NULL;
    }
    if (!type_is_str(rt, embed_in(object))) {
        return raise_type_error(rt, "expected str, not %T", embed_in(object));
    }
    Object *holder = NULL;
    size_t ignored;
    const char *text = str_utf8(rt, embed_in(object), length ? length : &ignored, &holder, true);
    if (text) {
        REPLACE_REF(rt, &runtime->view, retain(embed_in(object)));
        REPLACE_REF(rt, &runtime->view_holder, holder);
    }
    return text;
}

const void *ouro_as_code_points(OuroRuntime *runtime, OuroBorrowed object, size_t *length,
                                int *width) {
    Runtime *rt = runtime->rt;
    if (!embed_present(rt, object)) {
        return NULL;
    }
    if (!type_is_str(rt, embed_in(object))) {
        return raise_type_error(rt, "expected str, not %T", embed_in(object));
    }
    *length = str_length(embed_in(object));
    *width = (int)str_width(embed_in(object));
    return str_data(embed_in(object));
}

OuroRef ouro_to_str(OuroRuntime *runtime, OuroBorrowed object) {
    INSIDE Runtime *rt = embed_enter(runtime);
    return embed_present(rt, object) ? embed_out(object_str(rt, embed_in(object))) : NULL;
}

OuroRef ouro_repr(OuroRuntime *runtime, OuroBorrowed object) {
    INSIDE Runtime *rt = embed_enter(runtime);
    return embed_present(rt, object) ? embed_out(object_repr(rt, embed_in(object))) : NULL;
}
