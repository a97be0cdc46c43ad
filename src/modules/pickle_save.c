/* pickle_save: pickles values, and chooses how an object is pickled.
 *
 * An object is retained by whoever has it pickled: code that runs meanwhile may change containers.
 */
#include "modules/pickle_types.h"

#include "base/double_text.h"
#include "object/budget.h"
#include "object/float.h"
#include "object/tuple.h"
#include "types/bytearray.h"
#include "types/codecs.h"
#include "types/int_view.h"
#include <stdio.h>
#include <string.h>

enum { NUMBER_TEXT = 32 };

/* ---- references ---- */

/* An opcode of protocol 0 with a decimal number. */
static COLD bool write_line(Runtime *rt, Pickling *pickling, uint8_t opcode, int64_t number) {
    char text[NUMBER_TEXT];
    int length = snprintf(text, sizeof text, "%c%lld\n", opcode, (long long)number);
    return pickle_output_data(rt, &pickling->out, text, (size_t)length);
}

bool pickle_memoize(Runtime *rt, Pickling *pickling, Object *object, bool sole) {
    if (UNLIKELY(pickling->fast != 0)) {
        return true;
    }
    size_t number = pickle_memo_next(&pickling->memo);
    if (!(sole && !pickling->persistent_id.function && !pickling->memo_has_gaps
              ? pickle_memo_note(rt, &pickling->memo, object)
              : pickle_memo_put(rt, &pickling->memo, object, number))) {
        return false;
    }
    if (LIKELY(pickling->protocol >= 4)) {
        return pickle_write_op(rt, pickling, PICKLE_MEMOIZE);
    }
    if (!pickling->binary) {
        return write_line(rt, pickling, PICKLE_PUT, (int64_t)number);
    }
    if (number < 256) {
        return pickle_output_number(rt, &pickling->out, PICKLE_BINPUT, number, 1);
    }
    if (number <= UINT32_MAX) {
        return pickle_output_number(rt, &pickling->out, PICKLE_LONG_BINPUT, number, 4);
    }
    return pickle_raise_pickling(rt, "memo id too large for LONG_BINPUT");
}

bool pickle_save_reference(Runtime *rt, Pickling *pickling, size_t number) {
    if (UNLIKELY(!pickling->binary)) {
        return write_line(rt, pickling, PICKLE_GET, (int64_t)number);
    }
    if (number < 256) {
        return pickle_output_number(rt, &pickling->out, PICKLE_BINGET, number, 1);
    }
    if (number <= UINT32_MAX) {
        return pickle_output_number(rt, &pickling->out, PICKLE_LONG_BINGET, number, 4);
    }
    return pickle_raise_pickling(rt, "memo id too large for LONG_BINGET");
}

/* ---- numbers ---- */

static bool save_small_int(Runtime *rt, Pickling *pickling, int64_t value) {
    PickleOutput *out = &pickling->out;
    if (UNLIKELY(!pickling->binary)) {
        return write_line(rt, pickling, PICKLE_INT, value);
    }
    bool one = (uint64_t)value < 256, two = (uint64_t)value < 65536;
    uint8_t *at = pickle_output_room(rt, out, one ? 2 : two ? 3 : 5);
    if (LIKELY(at != NULL)) {
        uint32_t bits = (uint32_t)value;
        at[0] = one ? PICKLE_BININT1 : two ? PICKLE_BININT2 : PICKLE_BININT;
        at[1] = (uint8_t)bits;
        if (!one) {
            at[2] = (uint8_t)(bits >> 8);
        }
        if (!two) {
            at[3] = (uint8_t)(bits >> 16);
            at[4] = (uint8_t)(bits >> 24);
        }
    }
    return at != NULL;
}

static COLD bool save_long_text(Runtime *rt, Pickling *pickling, Object *number) {
    Object *text = object_repr(rt, number);
    bool done = text && pickle_write_op(rt, pickling, PICKLE_LONG) &&
                pickle_output_data(rt, &pickling->out, str_data(text), str_length(text)) &&
                pickle_output_data(rt, &pickling->out, "L\n", 2);
    release_nullable(rt, text);
    return done;
}

/* The number's two's complement in `size` bytes, little-endian. */
static void fill_complement(uint8_t *out, size_t size, const IntView *view) {
    unsigned carry = 1;
    for (size_t i = 0; i < size; i++) {
        uint64_t limb = i / 8 < view->count ? view->limbs[i / 8] : 0;
        unsigned byte = (uint8_t)(limb >> (i % 8 * 8));
        if (view->negative) {
            byte = (uint8_t)~byte + carry;
            carry = byte >> 8;
        }
        out[i] = (uint8_t)byte;
    }
}

/* -2**(8*size-1) needs no further byte for the sign. */
static bool is_lowest_of_size(const IntView *view, size_t bits) {
    if (!view->negative || bits % 8 != 0) {
        return false;
    }
    uint64_t top = view->limbs[view->count - 1];
    bool alone = (top & (top - 1)) == 0;
    for (size_t i = 0; alone && i + 1 < view->count; i++) {
        alone = view->limbs[i] == 0;
    }
    return alone;
}

static bool save_long(Runtime *rt, Pickling *pickling, Object *number) {
    if (pickling->protocol < 2) {
        return save_long_text(rt, pickling, number);
    }
    IntView view;
    int_view_of(number, &view);
    size_t bits = int_view_bits(&view);
    size_t size = bits / 8 + !is_lowest_of_size(&view, bits);
    if (size > INT32_MAX) {
        return raise_overflow_error(rt, "int too large to pickle");
    }
    if (!budget_spend(rt, size / 4) ||
        !(size < 256 ? pickle_output_number(rt, &pickling->out, PICKLE_LONG1, size, 1)
                     : pickle_output_number(rt, &pickling->out, PICKLE_LONG4, size, 4))) {
        return false;
    }
    uint8_t *at = pickle_output_room(rt, &pickling->out, size);
    if (at) {
        fill_complement(at, size, &view);
    }
    return at != NULL;
}

bool pickle_save_number(Runtime *rt, Pickling *pickling, Object *number) {
    if (LIKELY(!int_is_big(number))) {
        int64_t value = int_small_value(number);
        if (LIKELY(value == (int32_t)value)) {
            return save_small_int(rt, pickling, value);
        }
    }
    return save_long(rt, pickling, number);
}

static COLD bool write_float_text(Runtime *rt, Pickling *pickling, double value) {
    char text[DOUBLE_REPR_SIZE];
    size_t length = double_repr(value, text);
    return pickle_write_op(rt, pickling, PICKLE_FLOAT) &&
           pickle_output_data(rt, &pickling->out, text, length) &&
           pickle_write_op(rt, pickling, '\n');
}

bool pickle_save_float(Runtime *rt, Pickling *pickling, Object *number) {
    double value = float_value(number);
    if (UNLIKELY(!pickling->binary)) {
        return write_float_text(rt, pickling, value);
    }
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    bits = __builtin_bswap64(bits);
    uint8_t *at = pickle_output_room(rt, &pickling->out, 1 + sizeof bits);
    if (LIKELY(at != NULL)) {
        *at = PICKLE_BINFLOAT;
        memcpy(at + 1, &bits, sizeof bits);
    }
    return at != NULL;
}

static bool save_bool(Runtime *rt, Pickling *pickling, bool truth) {
    if (pickling->protocol >= 2) {
        return pickle_write_op(rt, pickling, truth ? PICKLE_NEWTRUE : PICKLE_NEWFALSE);
    }
    return pickle_output_data(rt, &pickling->out, truth ? "I01\n" : "I00\n", 4);
}

/* ---- bytes ---- */

/* So many bytes follow, with one of three opcodes; 0: the protocol has none for such a length. */
static size_t write_head(uint8_t *head, const uint8_t opcodes[3], uint64_t size, int protocol) {
    size_t width = size < 256 && opcodes[0] ? 1 : size <= UINT32_MAX && opcodes[1] ? 4 : 8;
    if (width == 8 && protocol < 4) {
        return 0;
    }
    head[0] = opcodes[width == 1 ? 0 : width == 4 ? 1 : 2];
    for (size_t i = 0; i < width; i++) {
        head[1 + i] = (uint8_t)(size >> (8 * i));
    }
    return 1 + width;
}

/* Many bytes: outside of frames, and at once into the file, which gets payload, the object that
 * they are of; NULL: a copy. */
static COLD bool write_large(Runtime *rt, Pickling *pickling, const uint8_t *head, size_t head_size,
                             const uint8_t *data, size_t size, Object *payload) {
    bool framing = pickling->out.framing;
    pickle_output_end_frame(&pickling->out);
    pickling->out.framing = false;
    bool done = pickle_output_data(rt, &pickling->out, head, head_size);
    if (done && pickling->write) {
        Object *made = payload ? NULL : bytes_from_data(rt, data, size);
        done = (payload || made) && pickle_flush(rt, pickling);
        Object *result =
            done ? object_call_one(rt, pickling->write, payload ? payload : made) : NULL;
        done = result != NULL;
        release_nullable(rt, result);
        release_nullable(rt, made);
    } else if (done) {
        done = pickle_output_data(rt, &pickling->out, data, size);
    }
    pickling->out.framing = framing;
    return done;
}

static NOINLINE bool write_data(Runtime *rt, Pickling *pickling, const uint8_t *head,
                                size_t head_size, const uint8_t *data, size_t size,
                                Object *payload) {
    if (UNLIKELY(size >= PICKLE_FRAME_TARGET)) {
        return write_large(rt, pickling, head, head_size, data, size, payload);
    }
    uint8_t *at = pickle_output_room(rt, &pickling->out, head_size + size);
    if (LIKELY(at != NULL)) {
        memcpy(at, head, head_size);
        memcpy(at + head_size, data, size);
    }
    return at != NULL;
}

static bool save_bytes_data(Runtime *rt, Pickling *pickling, Object *object, const uint8_t *data,
                            size_t size, bool sole) {
    static const uint8_t OPCODES[3] = {PICKLE_SHORT_BINBYTES, PICKLE_BINBYTES, PICKLE_BINBYTES8};
    uint8_t head[PICKLE_FRAME_HEAD];
    size_t head_size = write_head(head, OPCODES, size, pickling->protocol);
    if (!head_size) {
        return raise_overflow_error(rt, "serializing a bytes object larger than 4 GiB "
                                        "requires pickle protocol 4 or higher");
    }
    return write_data(rt, pickling, head, head_size, data, size, object) &&
           pickle_memoize(rt, pickling, object, sole && size < PICKLE_FRAME_TARGET);
}

/* Before protocol 3: as a call that gives the same bytes. */
static COLD NEW_REF Object *reduce_bytes(Runtime *rt, Object *bytes) {
    TypeObject *type = type_object(rt, TYPE_BYTES);
    if (bytes_length(bytes) == 0) {
        Object *none = type ? tuple_empty(rt) : NULL;
        Object *empty = none ? tuple_pack(rt, 2, type, none) : NULL;
        release_nullable(rt, none);
        return empty;
    }
    Object *encode = pickle_known(rt, PICKLE_CODECS_ENCODE);
    Object *latin1 = encode ? pickle_known(rt, PICKLE_LATIN1) : NULL;
    Object *text = latin1 ? str_from_latin1(rt, bytes_data(bytes), bytes_length(bytes)) : NULL;
    Object *args = text ? tuple_pack(rt, 2, text, latin1) : NULL;
    Object *reduced = args ? tuple_pack(rt, 2, encode, args) : NULL;
    release_nullable(rt, text);
    release_nullable(rt, args);
    return reduced;
}

bool pickle_save_bytes(Runtime *rt, Pickling *pickling, Object *bytes, bool sole) {
    if (LIKELY(pickling->protocol >= 3)) {
        return save_bytes_data(rt, pickling, bytes, bytes_data(bytes), bytes_length(bytes), sole);
    }
    Object *reduced = pickle_settle(rt, pickling) ? reduce_bytes(rt, bytes) : NULL;
    bool done = reduced && pickle_save_reduced(rt, pickling, reduced, bytes);
    release_nullable(rt, reduced);
    return done;
}

static bool save_bytearray_data(Runtime *rt, Pickling *pickling, Object *object,
                                const uint8_t *data, size_t size) {
    static const uint8_t OPCODES[3] = {0, 0, PICKLE_BYTEARRAY8};
    uint8_t head[PICKLE_FRAME_HEAD];
    size_t head_size = write_head(head, OPCODES, size, pickling->protocol);
    return write_data(rt, pickling, head, head_size, data, size, object) &&
           pickle_memoize(rt, pickling, object, false);
}

static COLD NEW_REF Object *reduce_bytearray(Runtime *rt, Object *object) {
    const ByteArrayObject *array = (const ByteArrayObject *)object;
    TypeObject *type = type_object(rt, TYPE_BYTEARRAY);
    Object *args = NULL;
    if (type && array->length == 0) {
        args = tuple_empty(rt);
    } else if (type) {
        Object *bytes = bytes_from_data(rt, array->data, array->length);
        args = bytes ? tuple_pack(rt, 1, bytes) : NULL;
        release_nullable(rt, bytes);
    }
    Object *reduced = args ? tuple_pack(rt, 2, type, args) : NULL;
    release_nullable(rt, args);
    return reduced;
}

bool pickle_save_bytearray(Runtime *rt, Pickling *pickling, Object *object) {
    if (pickling->protocol >= 5) {
        BufferView view; /* a file's write could change its length */
        bool done = object_get_buffer(rt, object, &view, false) &&
                    save_bytearray_data(rt, pickling, object, view.data, view.size);
        object_release_buffer(rt, &view);
        return done;
    }
    Object *reduced = reduce_bytearray(rt, object);
    bool done = reduced && pickle_save_reduced(rt, pickling, reduced, object);
    release_nullable(rt, reduced);
    return done;
}

/* 1: in the pickle, 0: out of it, -1: an exception. */
static int is_in_band(Runtime *rt, Pickling *pickling, Object *object) {
    if (!pickling->buffer_callback) {
        return 1;
    }
    Object *answer =
        pickle_settle(rt, pickling) ? object_call_one(rt, pickling->buffer_callback, object) : NULL;
    int truth = answer ? object_is_true(rt, answer) : -1;
    release_nullable(rt, answer);
    return truth;
}

static bool save_view(Runtime *rt, Pickling *pickling, Object *object, const BufferView *view) {
    int in_band = is_in_band(rt, pickling, object);
    if (in_band < 0) {
        return false;
    }
    if (!in_band) {
        return pickle_write_op(rt, pickling, PICKLE_NEXT_BUFFER) &&
               (!view->readonly || pickle_write_op(rt, pickling, PICKLE_READONLY_BUFFER));
    }
    return view->readonly ? save_bytes_data(rt, pickling, object, view->data, view->size, false)
                          : save_bytearray_data(rt, pickling, object, view->data, view->size);
}

bool pickle_save_buffer(Runtime *rt, Pickling *pickling, Object *object) {
    if (pickling->protocol < 5) {
        return pickle_raise_pickling(rt, "PickleBuffer can only pickled with protocol >= 5");
    }
    BufferView view;
    if (!object_get_buffer(rt, object, &view, false)) {
        return error_clear_if(rt, TYPE_BUFFER_ERROR)
                   ? pickle_raise_pickling(rt, "PickleBuffer can not be pickled when pointing to "
                                               "a non-contiguous buffer")
                   : false;
    }
    bool done = save_view(rt, pickling, object, &view);
    object_release_buffer(rt, &view);
    return done;
}

/* ---- text ---- */

static bool must_be_escaped(uint32_t c) {
    return c >= 256 || c == '\\' || c == 0 || c == '\n' || c == '\r' || c == 0x1a;
}

/* Protocol 0: Latin-1 in one line, the rest escaped. */
static COLD bool write_escaped(Runtime *rt, Pickling *pickling, Object *text) {
    PickleOutput *out = &pickling->out;
    for (size_t i = 0; i < str_length(text); i++) {
        uint32_t c = str_at(text, i);
        bool done = budget_pace(rt, i, 2);
        if (done && must_be_escaped(c)) {
            char escape[NUMBER_TEXT];
            int length = snprintf(escape, sizeof escape, c < 0x10000 ? "\\u%04x" : "\\U%08x", c);
            done = pickle_output_data(rt, out, escape, (size_t)length);
        } else if (done) {
            done = pickle_output_byte(rt, out, (uint8_t)c);
        }
        if (!done) {
            return false;
        }
    }
    return true;
}

static bool write_utf8(Runtime *rt, Pickling *pickling, Object *text, const uint8_t *data,
                       size_t size, bool sole) {
    static const uint8_t OPCODES[2][3] = {
        {0, PICKLE_BINUNICODE, PICKLE_BINUNICODE8},
        {PICKLE_SHORT_BINUNICODE, PICKLE_BINUNICODE, PICKLE_BINUNICODE8},
    };
    uint8_t head[PICKLE_FRAME_HEAD];
    size_t head_size = write_head(head, OPCODES[pickling->protocol >= 4], size, pickling->protocol);
    if (!head_size) {
        return raise_overflow_error(rt, "serializing a string larger than 4 GiB "
                                        "requires pickle protocol 4 or higher");
    }
    return write_data(rt, pickling, head, head_size, data, size, NULL) &&
           pickle_memoize(rt, pickling, text, sole && size < PICKLE_FRAME_TARGET);
}

bool pickle_save_text(Runtime *rt, Pickling *pickling, Object *text, bool sole) {
    if (UNLIKELY(!pickling->binary)) {
        return pickle_write_op(rt, pickling, PICKLE_UNICODE) && write_escaped(rt, pickling, text) &&
               pickle_write_op(rt, pickling, '\n') && pickle_memoize(rt, pickling, text, false);
    }
    if (LIKELY(str_is_ascii(text))) {
        return write_utf8(rt, pickling, text, str_data(text), str_length(text), sole);
    }
    size_t size;
    Object *holder = NULL;
    const char *data;
    if (UNLIKELY(str_length(text) > BUDGET_PIECE)) { /* looks at the clock */
        holder = codecs_encode_by_id(rt, text, CODEC_UTF8, "surrogatepass");
        data = holder ? (const char *)bytes_data(holder) : NULL;
        size = holder ? bytes_length(holder) : 0;
    } else {
        data = str_utf8(rt, text, &size, &holder, true);
    }
    bool done = data && write_utf8(rt, pickling, text, (const uint8_t *)data, size, sole);
    release_nullable(rt, holder);
    return done;
}

/* ---- any object ---- */

static COLD bool save_id(Runtime *rt, Pickling *pickling, Object *id) {
    if (pickling->binary) {
        return pickle_save_by_id(rt, pickling, id) &&
               pickle_write_op(rt, pickling, PICKLE_BINPERSID);
    }
    Object *text = object_str(rt, id);
    bool done = text && str_is_ascii(text);
    if (text && !done) {
        pickle_raise_pickling(rt, "persistent IDs in protocol 0 must be ASCII strings");
    }
    done = done && pickle_write_op(rt, pickling, PICKLE_PERSID) &&
           pickle_output_data(rt, &pickling->out, str_data(text), str_length(text)) &&
           pickle_write_op(rt, pickling, '\n');
    release_nullable(rt, text);
    return done;
}

/* *done: the object has an id and has been pickled by it, or that failed. */
static COLD bool save_persistent(Runtime *rt, Pickling *pickling, Object *object, bool *done) {
    Object *id = pickle_settle(rt, pickling)
                     ? pickle_hook_call(rt, &pickling->persistent_id, pickling->self, object)
                     : NULL;
    *done = id && id != NONE;
    bool good = id && (!*done || save_id(rt, pickling, id));
    release_nullable(rt, id);
    return good;
}

static bool save_container(Runtime *rt, Pickling *pickling, Object *object, bool sole) {
    switch (object_type_id(object)) {
    case TYPE_DICT:
        return pickle_save_dict(rt, pickling, object, sole);
    case TYPE_SET:
        return pickle_save_set(rt, pickling, object, sole);
    case TYPE_FROZENSET:
        return pickle_save_frozenset(rt, pickling, object);
    case TYPE_LIST:
        return pickle_save_list(rt, pickling, object, sole);
    case TYPE_TUPLE:
        return pickle_save_tuple(rt, pickling, object);
    case TYPE_BYTEARRAY:
        return pickle_save_bytearray(rt, pickling, object);
    default:
        return pickle_save_other(rt, pickling, object, sole);
    }
}

/* What has been pickled before, bytes and str, and what may contain others. */
static bool save_noted(Runtime *rt, Pickling *pickling, Object *object, bool sole) {
    const PickleMemoSlot *known = sole ? NULL : pickle_memo_find(&pickling->memo, object);
    if (known) {
        return pickle_save_reference(rt, pickling, known->number);
    }
    uint32_t type_id = object_type_id(object);
    if (type_id == TYPE_STR) {
        return pickle_save_text(rt, pickling, object, sole);
    }
    if (type_id == TYPE_BYTES) {
        return pickle_save_bytes(rt, pickling, object, sole);
    }
    if (!recursion_enter(rt, " while pickling an object")) {
        return false;
    }
    bool done = save_container(rt, pickling, object, sole);
    recursion_leave(rt);
    return done;
}

static ALWAYS_INLINE bool begin_opcode(Runtime *rt, Pickling *pickling, bool *sole) {
    if (UNLIKELY(pickle_output_frame_is_full(&pickling->out))) {
        pickle_output_end_frame(&pickling->out);
        *sole = false;
        if (pickling->write && !pickle_flush(rt, pickling)) {
            return false;
        }
    }
    return budget_spend(rt, 2);
}

static inline bool save_value(Runtime *rt, Pickling *pickling, Object *object, bool sole) {
    switch (object_type_id(object)) {
    case TYPE_NONE:
        return pickle_write_op(rt, pickling, PICKLE_NONE);
    case TYPE_BOOL:
        return save_bool(rt, pickling, object == TRUE_OBJECT);
    case TYPE_INT:
        return pickle_save_number(rt, pickling, object);
    case TYPE_FLOAT:
        return pickle_save_float(rt, pickling, object);
    default:
        return save_noted(rt, pickling, object, sole);
    }
}

bool pickle_save(Runtime *rt, Pickling *pickling, Object *object, bool sole) {
    if (UNLIKELY(!begin_opcode(rt, pickling, &sole))) {
        return false;
    }
    if (UNLIKELY(pickling->persistent_id.function != NULL)) {
        bool done;
        bool good = save_persistent(rt, pickling, object, &done);
        if (!good || done) {
            return good;
        }
        sole = false;
    }
    return save_value(rt, pickling, object, sole);
}

bool pickle_save_by_id(Runtime *rt, Pickling *pickling, Object *object) {
    bool sole = false;
    return begin_opcode(rt, pickling, &sole) && save_value(rt, pickling, object, sole);
}
