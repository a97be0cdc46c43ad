/* pickle_load: runs the opcodes of a pickle. Any bytes may come: every size is checked against what
 * is there, every depth of the stack against the fence. */
#include "modules/pickle_unpickling.h"

#include "object/budget.h"
#include "object/dict.h"
#include "object/float.h"
#include "object/list.h"
#include "object/references.h"
#include "object/set.h"
#include "object/tuple.h"
#include "types/codecs.h"
#include <string.h>

enum { FIRST_CAPACITY = 32 };

/* ---- the stack ---- */

COLD void *unpickling_underflow(Runtime *rt, const Unpickling *unpickling) {
    return pickle_raise_unpickling(rt, unpickling->mark_count ? "unexpected MARK found"
                                                              : "unpickling stack underflow");
}

static COLD bool grow_stack(Runtime *rt, Unpickling *unpickling) {
    size_t capacity = unpickling->capacity ? 2 * unpickling->capacity : FIRST_CAPACITY;
    Object **stack = memory_reallocate(rt, (void *)unpickling->stack, capacity * sizeof *stack);
    if (stack) {
        unpickling->stack = stack;
        unpickling->capacity = capacity;
    }
    return stack != NULL;
}

NOINLINE bool unpickling_push(Runtime *rt, Unpickling *unpickling, STEALS Object *object) {
    if (UNLIKELY(!object)) {
        return false;
    }
    if (UNLIKELY(unpickling->depth == unpickling->capacity) && !grow_stack(rt, unpickling)) {
        release(rt, object);
        return false;
    }
    unpickling->stack[unpickling->depth++] = object;
    return true;
}

NOINLINE Object *unpickling_pop(Runtime *rt, Unpickling *unpickling) {
    if (UNLIKELY(unpickling->depth <= unpickling->fence)) {
        return unpickling_underflow(rt, unpickling);
    }
    return unpickling->stack[--unpickling->depth];
}

void unpickling_clear_stack(Runtime *rt, Unpickling *unpickling, size_t depth) {
    while (unpickling->depth > depth) {
        release(rt, unpickling->stack[--unpickling->depth]);
    }
}

static void drop_mark(Unpickling *unpickling) {
    unpickling->mark_count--;
    unpickling->fence = unpickling->mark_count ? unpickling->marks[unpickling->mark_count - 1] : 0;
}

bool unpickling_take_mark(Runtime *rt, Unpickling *unpickling, size_t *at) {
    *at = unpickling->fence;
    if (UNLIKELY(unpickling->mark_count == 0)) {
        return pickle_raise_unpickling(rt, "could not find MARK");
    }
    drop_mark(unpickling);
    return true;
}

/* Room for what lies from `from` on, and for the references themselves. */
static bool may_take(Runtime *rt, const Unpickling *unpickling, size_t from) {
    if (UNLIKELY(from < unpickling->fence || from > unpickling->depth)) {
        return unpickling_underflow(rt, unpickling);
    }
    return true;
}

Object *unpickling_pop_tuple(Runtime *rt, Unpickling *unpickling, size_t from) {
    if (!may_take(rt, unpickling, from)) {
        return NULL;
    }
    size_t count = unpickling->depth - from;
    Object *tuple = tuple_new(rt, count);
    if (LIKELY(tuple && count)) {
        memcpy((void *)tuple_items(tuple), (void *)(unpickling->stack + from),
               count * sizeof(Object *));
        unpickling->depth = from;
    }
    return tuple;
}

Object *unpickling_pop_list(Runtime *rt, Unpickling *unpickling, size_t from) {
    if (!may_take(rt, unpickling, from)) {
        return NULL;
    }
    size_t count = unpickling->depth - from;
    Object *list = list_new(rt, count);
    if (LIKELY(list && count)) {
        memcpy((void *)((ListObject *)list)->items, (void *)(unpickling->stack + from),
               count * sizeof(Object *));
        ((ListObject *)list)->length = count;
        unpickling->depth = from;
    }
    return list;
}

static bool load_mark(Runtime *rt, Unpickling *unpickling) {
    if (UNLIKELY(unpickling->mark_count == unpickling->mark_capacity)) {
        size_t capacity = unpickling->mark_capacity ? 2 * unpickling->mark_capacity : 16;
        size_t *marks = memory_reallocate(rt, unpickling->marks, capacity * sizeof *marks);
        if (!marks) {
            return false;
        }
        unpickling->marks = marks;
        unpickling->mark_capacity = capacity;
    }
    unpickling->marks[unpickling->mark_count++] = unpickling->fence = unpickling->depth;
    return true;
}

static bool load_pop(Runtime *rt, Unpickling *unpickling) {
    if (unpickling->mark_count && unpickling->fence == unpickling->depth) {
        drop_mark(unpickling);
        return true;
    }
    Object *object = unpickling_pop(rt, unpickling);
    release_nullable(rt, object);
    return object != NULL;
}

static bool load_pop_mark(Runtime *rt, Unpickling *unpickling) {
    size_t at;
    if (!unpickling_take_mark(rt, unpickling, &at)) {
        return false;
    }
    unpickling_clear_stack(rt, unpickling, at);
    return true;
}

static bool load_dup(Runtime *rt, Unpickling *unpickling) {
    if (unpickling->depth <= unpickling->fence) {
        return unpickling_underflow(rt, unpickling);
    }
    return unpickling_push(rt, unpickling, retain(unpickling->stack[unpickling->depth - 1]));
}

/* ---- values ---- */

static bool load_none(Runtime *rt, Unpickling *unpickling) {
    return unpickling_push(rt, unpickling, retain(NONE));
}

static bool load_true(Runtime *rt, Unpickling *unpickling) {
    return unpickling_push(rt, unpickling, retain(TRUE_OBJECT));
}

static bool load_false(Runtime *rt, Unpickling *unpickling) {
    return unpickling_push(rt, unpickling, retain(FALSE_OBJECT));
}

static bool load_binint(Runtime *rt, Unpickling *unpickling) {
    const uint8_t *data = pickle_input_take(rt, &unpickling->in, 4);
    return data &&
           unpickling_push(rt, unpickling, int_from_int64(rt, (int32_t)unpickling_number(data, 4)));
}

static bool load_binint1(Runtime *rt, Unpickling *unpickling) {
    const uint8_t *data = pickle_input_take(rt, &unpickling->in, 1);
    return data && unpickling_push(rt, unpickling, int_from_int64(rt, *data));
}

static bool load_binint2(Runtime *rt, Unpickling *unpickling) {
    const uint8_t *data = pickle_input_take(rt, &unpickling->in, 2);
    return data &&
           unpickling_push(rt, unpickling, int_from_int64(rt, (int64_t)unpickling_number(data, 2)));
}

static bool load_binfloat(Runtime *rt, Unpickling *unpickling) {
    const uint8_t *data = pickle_input_take(rt, &unpickling->in, 8);
    if (!data) {
        return false;
    }
    uint64_t bits = __builtin_bswap64(unpickling_number(data, 8));
    double number;
    memcpy(&number, &bits, sizeof number);
    return unpickling_push(rt, unpickling, float_from_double(rt, number));
}

static bool load_short_binunicode(Runtime *rt, Unpickling *unpickling) {
    const uint8_t *data = pickle_input_take(rt, &unpickling->in, 1);
    return data && pickle_load_text_of_size(rt, unpickling, *data);
}

static bool load_binunicode(Runtime *rt, Unpickling *unpickling) {
    const uint8_t *data = pickle_input_take(rt, &unpickling->in, 4);
    return data && pickle_load_text_of_size(rt, unpickling, unpickling_number(data, 4));
}

static bool load_short_binbytes(Runtime *rt, Unpickling *unpickling) {
    const uint8_t *data = pickle_input_take(rt, &unpickling->in, 1);
    return data && unpickling_push(rt, unpickling, pickle_input_bytes(rt, &unpickling->in, *data));
}

/* ---- text ---- */

static bool is_ascii(const uint8_t *data, size_t size) {
    uint64_t bits = 0;
    size_t i = 0;
    for (; i + 8 <= size; i += 8) {
        uint64_t word;
        memcpy(&word, data + i, sizeof word);
        bits |= word;
    }
    for (; i < size; i++) {
        bits |= data[i];
    }
    return (bits & UINT64_C(0x8080808080808080)) == 0;
}

static NEW_REF Object *text_of(Runtime *rt, const uint8_t *data, size_t size) {
    if (LIKELY(size <= BUDGET_COPY && is_ascii(data, size))) {
        if (UNLIKELY(size <= 1)) {
            return size ? str_latin1_char(rt, data[0]) : str_empty(rt);
        }
        Object *text = str_new_uninitialised(rt, STR_ASCII, size);
        if (LIKELY(text != NULL)) {
            memcpy(str_mutable_data(text), data, size);
        }
        return text;
    }
    return codecs_decode_by_id(rt, data, size, NULL, CODEC_UTF8, "surrogatepass", NULL);
}

bool pickle_load_text_of_size(Runtime *rt, Unpickling *unpickling, uint64_t size) {
    const uint8_t *data = pickle_input_take(rt, &unpickling->in, size);
    return data && unpickling_push(rt, unpickling, text_of(rt, data, size));
}

/* ---- references ---- */

static bool push_known(Runtime *rt, Unpickling *unpickling, size_t number) {
    Object *object = unpickle_memo_get(rt, &unpickling->memo, number);
    if (UNLIKELY(!object)) {
        return !error_pending(rt) &&
               pickle_raise_unpickling(rt, "Memo value not found at index %lld", (long long)number);
    }
    return unpickling_push(rt, unpickling, retain(object));
}

static bool load_binget(Runtime *rt, Unpickling *unpickling) {
    const uint8_t *data = pickle_input_take(rt, &unpickling->in, 1);
    return data && push_known(rt, unpickling, *data);
}

static bool load_long_binget(Runtime *rt, Unpickling *unpickling) {
    const uint8_t *data = pickle_input_take(rt, &unpickling->in, 4);
    return data && push_known(rt, unpickling, unpickling_number(data, 4));
}

static bool memoize_top(Runtime *rt, Unpickling *unpickling, size_t number) {
    if (UNLIKELY(unpickling->depth <= unpickling->fence)) {
        return unpickling_underflow(rt, unpickling);
    }
    return unpickle_memo_put(rt, &unpickling->memo, number,
                             unpickling->stack[unpickling->depth - 1]);
}

static bool load_binput(Runtime *rt, Unpickling *unpickling) {
    const uint8_t *data = pickle_input_take(rt, &unpickling->in, 1);
    return data && memoize_top(rt, unpickling, *data);
}

static bool load_long_binput(Runtime *rt, Unpickling *unpickling) {
    const uint8_t *data = pickle_input_take(rt, &unpickling->in, 4);
    return data && memoize_top(rt, unpickling, unpickling_number(data, 4));
}

static bool load_memoize(Runtime *rt, Unpickling *unpickling) {
    return memoize_top(rt, unpickling, unpickling->memo.count);
}

/* ---- containers ---- */

static bool load_empty_tuple(Runtime *rt, Unpickling *unpickling) {
    return unpickling_push(rt, unpickling, tuple_empty(rt));
}

static bool load_empty_list(Runtime *rt, Unpickling *unpickling) {
    return unpickling_push(rt, unpickling, list_new(rt, 0));
}

static bool load_empty_dict(Runtime *rt, Unpickling *unpickling) {
    return unpickling_push(rt, unpickling, dict_new(rt));
}

static bool load_empty_set(Runtime *rt, Unpickling *unpickling) {
    return unpickling_push(rt, unpickling, set_new(rt, NULL));
}

static bool load_tuple(Runtime *rt, Unpickling *unpickling) {
    size_t at;
    return unpickling_take_mark(rt, unpickling, &at) &&
           unpickling_push(rt, unpickling, unpickling_pop_tuple(rt, unpickling, at));
}

static bool load_tuple_of(Runtime *rt, Unpickling *unpickling, size_t count) {
    if (UNLIKELY(unpickling->depth < count)) {
        return unpickling_underflow(rt, unpickling);
    }
    return unpickling_push(rt, unpickling,
                           unpickling_pop_tuple(rt, unpickling, unpickling->depth - count));
}

static bool load_tuple1(Runtime *rt, Unpickling *unpickling) {
    return load_tuple_of(rt, unpickling, 1);
}

static bool load_tuple2(Runtime *rt, Unpickling *unpickling) {
    return load_tuple_of(rt, unpickling, 2);
}

static bool load_tuple3(Runtime *rt, Unpickling *unpickling) {
    return load_tuple_of(rt, unpickling, 3);
}

static bool load_list(Runtime *rt, Unpickling *unpickling) {
    size_t at;
    return unpickling_take_mark(rt, unpickling, &at) &&
           unpickling_push(rt, unpickling, unpickling_pop_list(rt, unpickling, at));
}

/* Stores the pairs that lie from `from` on, and takes them from the stack. What has gone into a
 * dict is not the stack's any more, where None stands for it. */
static bool store_in_dict(Runtime *rt, Unpickling *unpickling, Object *dict, size_t from) {
    Object **pairs = unpickling->stack + from;
    size_t count = unpickling->depth - from;
    bool done = count <= 8 || dict_reserve(rt, dict, count / 2);
    for (size_t i = 0; done && i < count; i += 2) {
        Object *key = pairs[i], *value = pairs[i + 1];
        pairs[i] = pairs[i + 1] = NONE;
        done = dict_set_stealing(rt, dict, key, value);
    }
    if (done) {
        unpickling->depth = from;
    } else {
        unpickling_clear_stack(rt, unpickling, from);
    }
    return done && budget_spend(rt, count);
}

static bool store_pairs(Runtime *rt, Unpickling *unpickling, Object *container, size_t from) {
    if (LIKELY(object_type_id(container) == TYPE_DICT)) {
        return store_in_dict(rt, unpickling, container, from);
    }
    bool done = true;
    for (size_t i = from; done && i < unpickling->depth; i += 2) {
        done = object_set_item(rt, container, unpickling->stack[i], unpickling->stack[i + 1]);
    }
    unpickling_clear_stack(rt, unpickling, from);
    return done;
}

static bool load_dict(Runtime *rt, Unpickling *unpickling) {
    size_t at;
    if (!unpickling_take_mark(rt, unpickling, &at)) {
        return false;
    }
    if ((unpickling->depth - at) % 2 != 0) {
        return pickle_raise_unpickling(rt, "odd number of items for DICT");
    }
    Object *dict = dict_new_sized(rt, (unpickling->depth - at) / 2);
    if (!dict || !store_pairs(rt, unpickling, dict, at)) {
        release_nullable(rt, dict);
        return false;
    }
    return unpickling_push(rt, unpickling, dict);
}

static bool load_frozenset(Runtime *rt, Unpickling *unpickling) {
    size_t at;
    Object *items =
        unpickling_take_mark(rt, unpickling, &at) ? unpickling_pop_tuple(rt, unpickling, at) : NULL;
    Object *set = items ? frozenset_new(rt, items) : NULL;
    release_nullable(rt, items);
    return unpickling_push(rt, unpickling, set);
}

/* ---- filling ---- */

/* What lies from `at` on is for the container below; NULL in *container: there is nothing. */
static bool find_below(Runtime *rt, const Unpickling *unpickling, size_t at, Object **container) {
    *container = NULL;
    if (UNLIKELY(at > unpickling->depth || at <= unpickling->fence)) {
        return unpickling_underflow(rt, unpickling);
    }
    *container = unpickling->depth == at ? NULL : unpickling->stack[at - 1];
    return true;
}

static bool extend_exact(Runtime *rt, Unpickling *unpickling, Object *list, size_t at) {
    size_t count = unpickling->depth - at, length = list_length(list);
    if (!list_grow(rt, list, length + count)) {
        return false;
    }
    memcpy((void *)(((ListObject *)list)->items + length), (void *)(unpickling->stack + at),
           count * sizeof(Object *));
    ((ListObject *)list)->length = length + count;
    unpickling->depth = at;
    return true;
}

/* Calls the method with each object from `at` on. */
static COLD bool call_for_each(Runtime *rt, Unpickling *unpickling, Object *method, size_t at) {
    bool done = true;
    for (size_t i = at; done && i < unpickling->depth; i++) {
        Object *result = object_call_one(rt, method, unpickling->stack[i]);
        release_nullable(rt, result);
        done = result != NULL;
    }
    unpickling_clear_stack(rt, unpickling, at);
    return done;
}

static COLD bool extend_other(Runtime *rt, Unpickling *unpickling, Object *container, size_t at) {
    bool missing, done = false;
    Object *method = object_get_attr_optional(rt, container, rt->names[NAME_extend], &missing);
    if (method) {
        Object *items = unpickling_pop_list(rt, unpickling, at);
        Object *result = items ? object_call_one(rt, method, items) : NULL;
        done = result != NULL;
        release_nullable(rt, result);
        release_nullable(rt, items);
    } else if (missing) {
        method = object_get_attr(rt, container, rt->names[NAME_append]);
        done = method && call_for_each(rt, unpickling, method, at);
    }
    release_nullable(rt, method);
    return done;
}

static bool append_from(Runtime *rt, Unpickling *unpickling, size_t at) {
    Object *container;
    if (!find_below(rt, unpickling, at, &container) || !container) {
        return !error_pending(rt);
    }
    if (LIKELY(object_type_id(container) == TYPE_LIST)) {
        return extend_exact(rt, unpickling, container, at);
    }
    retain(container);
    bool done = extend_other(rt, unpickling, container, at);
    release(rt, container);
    return done;
}

static bool load_append(Runtime *rt, Unpickling *unpickling) {
    if (unpickling->depth <= unpickling->fence + 1) {
        return unpickling_underflow(rt, unpickling);
    }
    return append_from(rt, unpickling, unpickling->depth - 1);
}

static bool load_appends(Runtime *rt, Unpickling *unpickling) {
    size_t at;
    return unpickling_take_mark(rt, unpickling, &at) && append_from(rt, unpickling, at);
}

static bool set_items_from(Runtime *rt, Unpickling *unpickling, size_t at) {
    Object *container;
    if (!find_below(rt, unpickling, at, &container) || !container) {
        return !error_pending(rt);
    }
    if ((unpickling->depth - at) % 2 != 0) {
        return pickle_raise_unpickling(rt, "odd number of items for SETITEMS");
    }
    return store_pairs(rt, unpickling, container, at);
}

static bool load_setitem(Runtime *rt, Unpickling *unpickling) {
    if (unpickling->depth < 2) {
        return unpickling_underflow(rt, unpickling);
    }
    return set_items_from(rt, unpickling, unpickling->depth - 2);
}

static bool load_setitems(Runtime *rt, Unpickling *unpickling) {
    size_t at;
    return unpickling_take_mark(rt, unpickling, &at) && set_items_from(rt, unpickling, at);
}

static bool add_to_set(Runtime *rt, Unpickling *unpickling, Object *set, size_t at) {
    Object *items = unpickling_pop_list(rt, unpickling, at);
    bool done = items && set_update(rt, set, items);
    release_nullable(rt, items);
    return done;
}

static bool load_additems(Runtime *rt, Unpickling *unpickling) {
    size_t at;
    Object *container = NULL;
    if (!unpickling_take_mark(rt, unpickling, &at) || !find_below(rt, unpickling, at, &container) ||
        !container) {
        return !error_pending(rt);
    }
    if (type_is_set(rt, container) && !type_is_instance(rt, container, TYPE_FROZENSET)) {
        return add_to_set(rt, unpickling, container, at);
    }
    Object *method = object_get_attr(rt, container, rt->names[NAME_add]);
    bool done = method && call_for_each(rt, unpickling, method, at);
    release_nullable(rt, method);
    return done;
}

/* ---- opcodes ---- */

typedef bool (*LoadOpcode)(Runtime *rt, Unpickling *unpickling);

static const LoadOpcode OPCODES[256] = {
    [PICKLE_MARK] = load_mark,
    [PICKLE_POP] = load_pop,
    [PICKLE_POP_MARK] = load_pop_mark,
    [PICKLE_DUP] = load_dup,
    [PICKLE_FLOAT] = pickle_load_float,
    [PICKLE_INT] = pickle_load_int,
    [PICKLE_BININT] = load_binint,
    [PICKLE_BININT1] = load_binint1,
    [PICKLE_LONG] = pickle_load_long,
    [PICKLE_BININT2] = load_binint2,
    [PICKLE_NONE] = load_none,
    [PICKLE_PERSID] = pickle_load_persid,
    [PICKLE_BINPERSID] = pickle_load_binpersid,
    [PICKLE_REDUCE] = pickle_load_reduce,
    [PICKLE_STRING] = pickle_load_string,
    [PICKLE_BINSTRING] = pickle_load_binstring,
    [PICKLE_SHORT_BINSTRING] = pickle_load_short_binstring,
    [PICKLE_UNICODE] = pickle_load_unicode,
    [PICKLE_BINUNICODE] = load_binunicode,
    [PICKLE_APPEND] = load_append,
    [PICKLE_BUILD] = pickle_load_build,
    [PICKLE_GLOBAL] = pickle_load_global,
    [PICKLE_DICT] = load_dict,
    [PICKLE_EMPTY_DICT] = load_empty_dict,
    [PICKLE_APPENDS] = load_appends,
    [PICKLE_GET] = pickle_load_get,
    [PICKLE_BINGET] = load_binget,
    [PICKLE_INST] = pickle_load_inst,
    [PICKLE_LONG_BINGET] = load_long_binget,
    [PICKLE_LIST] = load_list,
    [PICKLE_EMPTY_LIST] = load_empty_list,
    [PICKLE_OBJ] = pickle_load_obj,
    [PICKLE_PUT] = pickle_load_put,
    [PICKLE_BINPUT] = load_binput,
    [PICKLE_LONG_BINPUT] = load_long_binput,
    [PICKLE_SETITEM] = load_setitem,
    [PICKLE_TUPLE] = load_tuple,
    [PICKLE_EMPTY_TUPLE] = load_empty_tuple,
    [PICKLE_SETITEMS] = load_setitems,
    [PICKLE_BINFLOAT] = load_binfloat,
    [PICKLE_PROTO] = pickle_load_proto,
    [PICKLE_NEWOBJ] = pickle_load_newobj,
    [PICKLE_EXT1] = pickle_load_ext1,
    [PICKLE_EXT2] = pickle_load_ext2,
    [PICKLE_EXT4] = pickle_load_ext4,
    [PICKLE_TUPLE1] = load_tuple1,
    [PICKLE_TUPLE2] = load_tuple2,
    [PICKLE_TUPLE3] = load_tuple3,
    [PICKLE_NEWTRUE] = load_true,
    [PICKLE_NEWFALSE] = load_false,
    [PICKLE_LONG1] = pickle_load_long1,
    [PICKLE_LONG4] = pickle_load_long4,
    [PICKLE_BINBYTES] = pickle_load_binbytes,
    [PICKLE_SHORT_BINBYTES] = load_short_binbytes,
    [PICKLE_SHORT_BINUNICODE] = load_short_binunicode,
    [PICKLE_BINUNICODE8] = pickle_load_binunicode8,
    [PICKLE_BINBYTES8] = pickle_load_binbytes8,
    [PICKLE_EMPTY_SET] = load_empty_set,
    [PICKLE_ADDITEMS] = load_additems,
    [PICKLE_FROZENSET] = load_frozenset,
    [PICKLE_NEWOBJ_EX] = pickle_load_newobj_ex,
    [PICKLE_STACK_GLOBAL] = pickle_load_stack_global,
    [PICKLE_MEMOIZE] = load_memoize,
    [PICKLE_FRAME] = pickle_load_frame,
    [PICKLE_BYTEARRAY8] = pickle_load_bytearray8,
    [PICKLE_NEXT_BUFFER] = pickle_load_next_buffer,
    [PICKLE_READONLY_BUFFER] = pickle_load_readonly_buffer,
};

static COLD void *wrong_opcode(Runtime *rt, uint8_t opcode) {
    bool shown = opcode >= 0x20 && opcode <= 0x7e && opcode != '\'' && opcode != '\\';
    return shown ? pickle_raise_unpickling(rt, "invalid load key, '%c'.", opcode)
                 : pickle_raise_unpickling(rt, "invalid load key, '\\x%02x'.", opcode);
}

static bool run(Runtime *rt, Unpickling *unpickling) {
    for (;;) {
        const uint8_t *opcode = pickle_input_take(rt, &unpickling->in, 1);
        if (UNLIKELY(!opcode)) {
            PickleState *state = pickle_state(rt);
            if (object_real_is_instance(rt, rt->error, state->unpickling_error) > 0) {
                error_clear(rt);
                raise_format(rt, TYPE_EOF_ERROR, "Ran out of input");
            }
            return false;
        }
        LoadOpcode load = OPCODES[*opcode];
        if (UNLIKELY(!load)) {
            return *opcode == PICKLE_STOP || wrong_opcode(rt, *opcode);
        }
        if (UNLIKELY(!budget_spend(rt, 1)) || UNLIKELY(!load(rt, unpickling))) {
            return false;
        }
    }
}

Object *pickle_load(Runtime *rt, Unpickling *unpickling) {
    unpickling_clear_stack(rt, unpickling, 0);
    unpickling->mark_count = unpickling->fence = 0;
    unpickling->protocol = 0;
    Object *object = NULL;
    if (run(rt, unpickling) && pickle_input_skip(rt, &unpickling->in)) {
        object = unpickling_pop(rt, unpickling);
    }
    return object; /* what is left on the stack goes later, as in CPython */
}

void unpickling_end(Runtime *rt, Unpickling *unpickling) {
    References stack = {.block = (void *)unpickling->stack,
                        .base = unpickling->stack,
                        .count = unpickling->depth,
                        .mask = SIZE_MAX,
                        .step = 1,
                        .width = 1};
    if (stack.count >= REFERENCES_MANY) {
        unpickling->stack = NULL;
        unpickling->depth = 0;
        references_release(rt, &stack);
    }
    unpickling_clear_stack(rt, unpickling, 0);
    memory_free(rt, (void *)unpickling->stack);
    memory_free(rt, unpickling->marks);
    unpickling->stack = NULL;
    unpickling->marks = NULL;
    unpickling->capacity = unpickling->mark_capacity = unpickling->mark_count = 0;
    unpickling->fence = 0;
    unpickle_memo_clear(rt, &unpickling->memo);
    pickle_input_close(rt, &unpickling->in);
    CLEAR_REF(rt, &unpickling->encoding);
    CLEAR_REF(rt, &unpickling->errors);
    CLEAR_REF(rt, &unpickling->buffers);
    CLEAR_REF(rt, &unpickling->persistent_load.function);
}
