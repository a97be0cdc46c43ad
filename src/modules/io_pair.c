/* io_pair: BufferedRWPair, a reader and a writer that look like one stream, and
 * IncrementalNewlineDecoder, which makes every end of a line \n. */
#include "modules/fields.h"
#include "modules/io_types.h"

#include "object/arguments.h"
#include "object/bytes.h"
#include "object/int.h"
#include "object/list.h"
#include "object/tuple.h"

typedef struct PairFile { /* begins as the bases of io_base.c do */
    Object header;
    Object *dict;
    bool closed;
    Object *reader, *writer;
} PairFile;

static PairFile *as_pair(Object *self) {
    return (PairFile *)self;
}

/* A BufferedReader or BufferedWriter of a raw stream. */
static NEW_REF Object *buffered(Runtime *rt, uint32_t type_id, Object *raw, Object *size) {
    Object *args[2] = {raw, size};
    Object *type = (Object *)type_object(rt, type_id);
    return type ? object_call(rt, type, args, size ? 2 : 1, NULL) : NULL;
}

static bool pair_init(Runtime *rt, Object *self, Object *const *args, size_t count,
                      Object *keyword_names) {
    static const ArgumentSpec SPEC = {
        "BufferedRWPair", {"reader", "writer", "buffer_size"}, 3, 3, 2, 3};
    Object *given[3];
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given)) {
        return false;
    }
    const IoTypes *types = io_types(rt);
    Object *reader = buffered(rt, types->reader, given[0], given[2]);
    Object *writer = reader ? buffered(rt, types->writer, given[1], given[2]) : NULL;
    if (!writer) {
        release_nullable(rt, reader);
        return false;
    }
    REPLACE_REF(rt, &as_pair(self)->reader, reader);
    REPLACE_REF(rt, &as_pair(self)->writer, writer);
    return true;
}

static Object *forward(Runtime *rt, Object *stream, const char *method, Object *const *args,
                       size_t count) {
    if (!stream) {
        return raise_value_error(rt, "I/O operation on uninitialized object");
    }
    return object_call_method_cstring(rt, stream, method, args, count);
}

static Object *pair_read(Runtime *rt, Object *self, Object *const *args, size_t count) {
    return forward(rt, as_pair(self)->reader, "read", args, count);
}

static Object *pair_read1(Runtime *rt, Object *self, Object *const *args, size_t count) {
    return forward(rt, as_pair(self)->reader, "read1", args, count);
}

static Object *pair_peek(Runtime *rt, Object *self, Object *const *args, size_t count) {
    return forward(rt, as_pair(self)->reader, "peek", args, count);
}

static Object *pair_readinto(Runtime *rt, Object *self, Object *target) {
    return forward(rt, as_pair(self)->reader, "readinto", &target, 1);
}

static Object *pair_readinto1(Runtime *rt, Object *self, Object *target) {
    return forward(rt, as_pair(self)->reader, "readinto1", &target, 1);
}

static Object *pair_readable(Runtime *rt, Object *self) {
    return forward(rt, as_pair(self)->reader, "readable", NULL, 0);
}

static Object *pair_writable(Runtime *rt, Object *self) {
    return forward(rt, as_pair(self)->writer, "writable", NULL, 0);
}

static Object *pair_write(Runtime *rt, Object *self, Object *data) {
    return forward(rt, as_pair(self)->writer, "write", &data, 1);
}

static Object *pair_flush(Runtime *rt, Object *self) {
    return forward(rt, as_pair(self)->writer, "flush", NULL, 0);
}

static Object *pair_isatty(Runtime *rt, Object *self) {
    Object *answer = forward(rt, as_pair(self)->writer, "isatty", NULL, 0);
    if (!answer || answer == TRUE_OBJECT) {
        return answer;
    }
    release(rt, answer);
    return forward(rt, as_pair(self)->reader, "isatty", NULL, 0);
}

/* The writer first; an error of its does not keep the reader open. */
static Object *pair_close(Runtime *rt, Object *self) {
    Object *written = forward(rt, as_pair(self)->writer, "close", NULL, 0);
    Object *error = written ? NULL : error_take(rt);
    Object *result = forward(rt, as_pair(self)->reader, "close", NULL, 0);
    release_nullable(rt, written);
    if (error) {
        error_set(rt, error);
        CLEAR_REF(rt, &result);
    }
    return result;
}

static Object *pair_get_closed(Runtime *rt, Object *self) {
    if (!as_pair(self)->writer) {
        return raise_runtime_error(rt, "the BufferedRWPair object is being garbage-collected");
    }
    return object_get_attr_cstring(rt, as_pair(self)->writer, "closed");
}

static void pair_traverse(Object *self, VisitFunction visit, void *context) {
    Object *fields[3] = {as_pair(self)->dict, as_pair(self)->reader, as_pair(self)->writer};
    for (size_t idx = 0; idx < COUNT_OF(fields); idx++) {
        if (fields[idx]) {
            visit(fields[idx], context);
        }
    }
}

static void pair_clear(Runtime *rt, Object *self) {
    CLEAR_REF(rt, &as_pair(self)->dict);
    CLEAR_REF(rt, &as_pair(self)->reader);
    CLEAR_REF(rt, &as_pair(self)->writer);
}

static void pair_dealloc(Runtime *rt, Object *self) {
    pair_clear(rt, self);
    object_free_container(rt, self, slots_of(rt, self)->basic_size);
}

static Object *pair_new(Runtime *rt, TypeObject *type, Object *const *args, size_t count,
                        Object *keyword_names) {
    (void)args;
    (void)count;
    (void)keyword_names;
    return object_new_container(rt, type->type_id, type->slots->basic_size);
}

static Object *pair_iter(Runtime *rt, Object *self) {
    return io_check_open(rt, self) ? retain(self) : NULL;
}

static Object *pair_next(Runtime *rt, Object *self) {
    Object *line = object_call_method(rt, self, rt->names[NAME_readline], NULL, 0);
    if (line && object_length(rt, line) <= 0) {
        CLEAR_REF(rt, &line);
    }
    return line;
}

static const MethodRow PAIR_METHODS[] = {
    METHOD_ROW_POSITIONAL("read", pair_read, 0, 1, NULL),
    METHOD_ROW_POSITIONAL("read1", pair_read1, 0, 1, NULL),
    METHOD_ROW_POSITIONAL("peek", pair_peek, 0, 1, NULL),
    METHOD_ROW_ONE("readinto", pair_readinto, NULL),
    METHOD_ROW_ONE("readinto1", pair_readinto1, NULL),
    METHOD_ROW_ONE("write", pair_write, NULL),
    METHOD_ROW_NOARGS("flush", pair_flush, NULL),
    METHOD_ROW_NOARGS("readable", pair_readable, NULL),
    METHOD_ROW_NOARGS("writable", pair_writable, NULL),
    METHOD_ROW_NOARGS("isatty", pair_isatty, NULL),
    METHOD_ROW_NOARGS("close", pair_close, NULL),
    METHOD_ROW_END,
};

static const AttributeRow PAIR_ATTRIBUTES[] = {
    {"__dict__", fields_get_dict, NULL, NULL},
    {"closed", pair_get_closed, NULL, NULL},
    ATTRIBUTE_ROW_END,
};

const TypeSpec io_pair_type = {
    .slots =
        {
            .name = "_io.BufferedRWPair",
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_HAS_DICT |
                     TYPE_FLAG_WEAKREFABLE,
            .basic_size = sizeof(PairFile),
            .dict_offset = offsetof(PairFile, dict),
            .dealloc = pair_dealloc,
            .traverse = pair_traverse,
            .clear = pair_clear,
            .new_instance = pair_new,
            .init = pair_init,
            .iter = pair_iter,
            .next = pair_next,
        },
    .methods = PAIR_METHODS,
    .attributes = PAIR_ATTRIBUTES,
    .module = "_io",
};

/* ---- IncrementalNewlineDecoder ---- */

enum { SEEN_CR = 1, SEEN_LF = 2, SEEN_CRLF = 4 };

typedef struct NewlineDecoder {
    Object header;
    Object *decoder; /* None: the input is text already */
    bool translate, pending_cr;
    uint8_t seen;
} NewlineDecoder;

static NewlineDecoder *as_decoder(Object *self) {
    return (NewlineDecoder *)self;
}

static bool newline_init(Runtime *rt, Object *self, Object *const *args, size_t count,
                         Object *keyword_names) {
    static const ArgumentSpec SPEC = {
        "IncrementalNewlineDecoder", {"decoder", "translate", "errors"}, 0, 3, 2, 3};
    Object *given[3];
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given)) {
        return false;
    }
    int translate = object_is_true(rt, given[1]);
    if (translate < 0) {
        return false;
    }
    REPLACE_REF(rt, &as_decoder(self)->decoder, retain(given[0]));
    as_decoder(self)->translate = translate;
    as_decoder(self)->pending_cr = false;
    as_decoder(self)->seen = 0;
    return true;
}

static bool newline_check(Runtime *rt, const NewlineDecoder *decoder) {
    if (!decoder->decoder) {
        raise_value_error(rt, "IncrementalNewlineDecoder.__init__() not called");
    }
    return decoder->decoder != NULL;
}

static Object *newline_convert(Runtime *rt, NewlineDecoder *decoder, Object *text, bool final) {
    StrWriter out;
    writer_init(&out);
    bool done = true;
    size_t length = str_length(text);
    if (decoder->pending_cr && (length > 0 || final)) {
        decoder->pending_cr = false;
        if (length == 0 || str_at(text, 0) != '\n') {
            decoder->seen |= SEEN_CR;
            done = writer_char(rt, &out, decoder->translate ? '\n' : '\r');
        } else {
            decoder->seen |= SEEN_CRLF;
            done = writer_cstring(rt, &out, decoder->translate ? "\n" : "\r\n");
            Object *rest = str_substring(rt, text, 1, length);
            Object *more = rest && done ? newline_convert(rt, decoder, rest, final) : NULL;
            done = more && writer_str(rt, &out, more);
            release_nullable(rt, rest);
            release_nullable(rt, more);
            length = 0;
        }
    }
    for (size_t idx = 0; done && idx < length; idx++) {
        uint32_t letter = str_at(text, idx);
        if (letter == '\r' && idx + 1 == length && !final) {
            decoder->pending_cr = true;
            break;
        }
        if (letter == '\r') {
            bool pair = idx + 1 < length && str_at(text, idx + 1) == '\n';
            decoder->seen |= pair ? SEEN_CRLF : SEEN_CR;
            idx += pair;
            done = writer_cstring(rt, &out, decoder->translate ? "\n" : pair ? "\r\n" : "\r");
        } else {
            decoder->seen |= letter == '\n' ? SEEN_LF : 0;
            done = writer_char(rt, &out, letter);
        }
    }
    if (!done) {
        writer_abandon(rt, &out);
        return NULL;
    }
    return writer_finish(rt, &out);
}

static Object *newline_decode(Runtime *rt, Object *self, Object *const *args, size_t count,
                              Object *keyword_names) {
    static const ArgumentSpec SPEC = {"decode", {"input", "final"}, 0, 2, 1, 2};
    Object *given[2];
    NewlineDecoder *decoder = as_decoder(self);
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given)) {
        return NULL;
    }
    if (!newline_check(rt, decoder)) {
        return NULL;
    }
    int final = given[1] ? object_is_true(rt, given[1]) : 0;
    if (final < 0) {
        return NULL;
    }
    Object *text = retain(given[0]);
    if (decoder->decoder != NONE) {
        Object *both[2] = {given[0], bool_object(final)};
        release(rt, text);
        text = object_call_method_cstring(rt, decoder->decoder, "decode", both, 2);
    }
    if (text && !type_is_str(rt, text)) {
        raise_type_error(rt, "decoder should return a string result, not '%T'", text);
        CLEAR_REF(rt, &text);
    }
    Object *result = text ? newline_convert(rt, decoder, text, final) : NULL;
    release_nullable(rt, text);
    return result;
}

static Object *newline_reset(Runtime *rt, Object *self) {
    NewlineDecoder *decoder = as_decoder(self);
    if (!newline_check(rt, decoder)) {
        return NULL;
    }
    decoder->seen = 0;
    decoder->pending_cr = false;
    return decoder->decoder != NONE
               ? object_call_method_cstring(rt, decoder->decoder, "reset", NULL, 0)
               : retain(NONE);
}

/* The flags of a state (object, int). */
static bool newline_read_state(Runtime *rt, Object *state, const char *message, uint64_t *flags) {
    if (!type_is_tuple(rt, state) || tuple_length(state) != 2 ||
        !type_is_int(rt, tuple_get(state, 1))) {
        raise_type_error(rt, "%s", message);
        return false;
    }
    int64_t number = 0;
    if (!int_as_uint64(tuple_get(state, 1), flags)) { /* negative, or too large */
        if (!object_as_int64(rt, tuple_get(state, 1), &number)) {
            return false;
        }
        *flags = (uint64_t)number;
    }
    return true;
}

/* (bytes, flags): the state of the decoder inside, its flags moved up by one for pending_cr. */
static Object *newline_getstate(Runtime *rt, Object *self) {
    NewlineDecoder *decoder = as_decoder(self);
    if (!newline_check(rt, decoder)) {
        return NULL;
    }
    uint64_t flags = 0;
    Object *bytes = NULL;
    if (decoder->decoder == NONE) {
        bytes = bytes_empty(rt);
    } else {
        Object *state = object_call_method_cstring(rt, decoder->decoder, "getstate", NULL, 0);
        if (state && newline_read_state(rt, state, "illegal decoder state", &flags)) {
            bytes = retain(tuple_get(state, 0));
        }
        release_nullable(rt, state);
    }
    Object *number = bytes ? int_from_uint64(rt, flags << 1 | decoder->pending_cr) : NULL;
    Object *result = number ? tuple_pack(rt, 2, bytes, number) : NULL;
    release_nullable(rt, bytes);
    release_nullable(rt, number);
    return result;
}

static Object *newline_setstate(Runtime *rt, Object *self, Object *state) {
    NewlineDecoder *decoder = as_decoder(self);
    uint64_t flags;
    if (!newline_check(rt, decoder)) {
        return NULL;
    }
    if (!type_is_tuple(rt, state)) {
        return raise_type_error(rt, "state argument must be a tuple");
    }
    if (!newline_read_state(rt, state, "setstate(): illegal state argument", &flags)) {
        return NULL;
    }
    decoder->pending_cr = flags & 1;
    if (decoder->decoder == NONE) {
        return retain(NONE);
    }
    Object *number = int_from_uint64(rt, flags >> 1);
    Object *inner = number ? tuple_pack(rt, 2, tuple_get(state, 0), number) : NULL;
    Object *result =
        inner ? object_call_method_cstring(rt, decoder->decoder, "setstate", &inner, 1) : NULL;
    release_nullable(rt, number);
    release_nullable(rt, inner);
    return result;
}

static Object *newline_get_newlines(Runtime *rt, Object *self) {
    static const char *const NAMES[] = {"\r", "\n", "\r\n"};
    Object *list = newline_check(rt, as_decoder(self)) ? list_new(rt, COUNT_OF(NAMES)) : NULL;
    for (size_t idx = 0; list && idx < COUNT_OF(NAMES); idx++) {
        Object *name = as_decoder(self)->seen >> idx & 1 ? str_from_cstring(rt, NAMES[idx]) : NULL;
        if (error_pending(rt) || (name && !list_append_stealing(rt, list, name))) {
            CLEAR_REF(rt, &list);
        }
    }
    if (!list) {
        return NULL;
    }
    Object *result = list_length(list) == 0   ? retain(NONE)
                     : list_length(list) == 1 ? retain(list_get(list, 0))
                                              : list_as_tuple(rt, list);
    release(rt, list);
    return result;
}

static void newline_traverse(Object *self, VisitFunction visit, void *context) {
    if (as_decoder(self)->decoder) {
        visit(as_decoder(self)->decoder, context);
    }
}

static void newline_clear(Runtime *rt, Object *self) {
    CLEAR_REF(rt, &as_decoder(self)->decoder);
}

static void newline_dealloc(Runtime *rt, Object *self) {
    newline_clear(rt, self);
    object_free_container(rt, self, slots_of(rt, self)->basic_size);
}

static const MethodRow NEWLINE_METHODS[] = {
    METHOD_ROW_KEYWORDS("decode", newline_decode, NULL),
    METHOD_ROW_NOARGS("getstate", newline_getstate, NULL),
    METHOD_ROW_ONE("setstate", newline_setstate, NULL),
    METHOD_ROW_NOARGS("reset", newline_reset, NULL),
    METHOD_ROW_END,
};

static const AttributeRow NEWLINE_ATTRIBUTES[] = {
    {"newlines", newline_get_newlines, NULL, NULL},
    ATTRIBUTE_ROW_END,
};

const TypeSpec io_newline_decoder_type = {
    .slots =
        {
            .name = "_io.IncrementalNewlineDecoder",
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_SUBCLASSABLE,
            .basic_size = sizeof(NewlineDecoder),
            .dealloc = newline_dealloc,
            .traverse = newline_traverse,
            .clear = newline_clear,
            .new_instance = pair_new,
            .init = newline_init,
        },
    .methods = NEWLINE_METHODS,
    .attributes = NEWLINE_ATTRIBUTES,
    .module = "_io",
};
