/* building: objects out of operands, and the other way round. */
#include "vm/building.h"

#include "object/dict.h"
#include "object/list.h"
#include "object/native.h"
#include "object/set.h"
#include "object/slice.h"
#include "object/tuple.h"
#include "types/int_text.h"
#include "types/list.h"
#include "vm/arithmetic.h"
#include "vm/calling.h"
#include "vm/function.h"

enum { MAX_DISPLAY = 256 };

bool building_tuple(Runtime *rt, Frame *frame, const Instr *pc) {
    size_t count = pc->c;
    const uint16_t *operands = operand_list(pc + 1);
    Object *tuple = count ? tuple_new(rt, count) : tuple_empty(rt);
    for (size_t idx = 0; tuple && idx < count; idx++) {
        Object *item = operand_take(rt, frame, operands[idx]);
        if (!item) {
            release(rt, tuple);
            return false;
        }
        tuple_items(tuple)[idx] = item;
    }
    if (!tuple) {
        return false;
    }
    register_set_object(rt, &frame->registers[pc->a], tuple);
    return true;
}

bool building_list(Runtime *rt, Frame *frame, const Instr *pc) {
    size_t count = pc->c;
    const uint16_t *operands = operand_list(pc + 1);
    Object *list = list_new(rt, count);
    if (!list) {
        return false;
    }
    for (size_t idx = 0; idx < count; idx++) {
        Object *item = operand_take(rt, frame, operands[idx]);
        if (!item) {
            release(rt, list);
            return false;
        }
        ((ListObject *)list)->items[idx] = item;
        ((ListObject *)list)->length = idx + 1;
    }
    register_set_object(rt, &frame->registers[pc->a], list);
    return true;
}

bool building_set(Runtime *rt, Frame *frame, const Instr *pc) {
    size_t count = pc->c;
    const uint16_t *operands = operand_list(pc + 1);
    Object *set = set_new(rt, NULL);
    for (size_t idx = 0; set && idx < count; idx++) {
        Object *item = operand_object(rt, frame, operands[idx]);
        if (!item || !set_add(rt, set, item)) {
            release(rt, set);
            return false;
        }
    }
    if (!set) {
        return false;
    }
    operands_consume(rt, frame, operands, (uint32_t)count);
    register_set_object(rt, &frame->registers[pc->a], set);
    return true;
}

bool building_map(Runtime *rt, Frame *frame, const Instr *pc) {
    size_t count = pc->c;
    const uint16_t *operands = operand_list(pc + 1);
    Object *dict = count ? dict_new_sized(rt, count / 2) : dict_new(rt);
    for (size_t idx = 0; dict && idx < count; idx += 2) {
        Object *key = operand_object(rt, frame, operands[idx]);
        Object *value = operand_object(rt, frame, operands[idx + 1]);
        if (!key || !value || !dict_set(rt, dict, key, value)) {
            release(rt, dict);
            return false;
        }
    }
    if (!dict) {
        return false;
    }
    operands_consume(rt, frame, operands, (uint32_t)count);
    register_set_object(rt, &frame->registers[pc->a], dict);
    return true;
}

bool building_string(Runtime *rt, Frame *frame, const Instr *pc) {
    size_t count = pc->c;
    const uint16_t *operands = operand_list(pc + 1);
    Object *items[MAX_DISPLAY];
    for (size_t idx = 0; idx < count; idx++) {
        items[idx] = operand_object(rt, frame, operands[idx]);
        if (!items[idx]) {
            return false;
        }
    }
    Object *result;
    if (count == 1) { /* what __format__ gave, as it is */
        result = retain(items[0]);
    } else {
        Object *separator = str_empty(rt);
        result = separator ? str_join(rt, separator, items, count) : NULL;
        release_nullable(rt, separator);
    }
    if (!result) {
        return false;
    }
    operands_consume(rt, frame, operands, (uint32_t)count);
    register_set_object(rt, &frame->registers[pc->a], result);
    return true;
}

/* The slice of three operands; None where left out. */
static Object *make_slice(Runtime *rt, Frame *frame, const uint16_t *operands) {
    Object *parts[3];
    for (int idx = 0; idx < 3; idx++) {
        parts[idx] =
            operands[idx] == OPERAND_NONE ? NONE : operand_object(rt, frame, operands[idx]);
        if (!parts[idx]) {
            return NULL;
        }
    }
    return slice_new(rt, parts[0], parts[1], parts[2]);
}

static void consume_parts(Runtime *rt, Frame *frame, const uint16_t *operands) {
    for (int idx = 0; idx < 3; idx++) {
        if (operands[idx] != OPERAND_NONE && operand_is_temporary(frame, operands[idx])) {
            register_consume(rt, &frame->registers[operands[idx]]);
        }
    }
}

bool building_slice(Runtime *rt, Frame *frame, const Instr *pc) {
    Object *slice = make_slice(rt, frame, pc[1].operands);
    if (!slice) {
        return false;
    }
    consume_parts(rt, frame, pc[1].operands);
    register_set_object(rt, &frame->registers[pc->a], slice);
    return true;
}

/* A bound of a slice: left out, or a small int (any other operand is for the slice object). */
static bool plain_bound(const Frame *frame, uint16_t operand, int64_t missing, int64_t *out) {
    if (operand == OPERAND_NONE) {
        *out = missing;
        return true;
    }
    Value value = operand_is_constant(operand)
                      ? value_from_object(frame_constant(frame, operand - OPERAND_CONSTANT))
                      : frame->registers[operand];
    double real;
    return number_of(value, out, &real) == NUMBER_INT;
}

static size_t clip(int64_t bound, size_t length) {
    if (bound < 0) {
        bound += (int64_t)length;
        bound = bound < 0 ? 0 : bound;
    }
    return (size_t)bound < length ? (size_t)bound : length;
}

/* list, tuple and str with plain bounds and no step: NULL without an error for anything else. */
static Object *plain_slice(Runtime *rt, const Frame *frame, const uint16_t *operands,
                           Object *container) {
    uint32_t type_id = object_type_id(container);
    int64_t start, stop;
    if (operands[2] != OPERAND_NONE ||
        (type_id != TYPE_LIST && type_id != TYPE_STR && type_id != TYPE_TUPLE) ||
        !plain_bound(frame, operands[0], 0, &start) ||
        !plain_bound(frame, operands[1], INT64_MAX, &stop)) {
        return NULL;
    }
    size_t length = type_id == TYPE_LIST  ? list_length(container)
                    : type_id == TYPE_STR ? str_length(container)
                                          : tuple_length(container);
    size_t from = clip(start, length);
    size_t until = clip(stop, length);
    until = until < from ? from : until;
    return type_id == TYPE_LIST  ? list_slice(rt, container, from, until)
           : type_id == TYPE_STR ? str_substring(rt, container, from, until)
                                 : tuple_slice(rt, container, from, until);
}

bool building_load_slice(Runtime *rt, Frame *frame, const Instr *pc) {
    Object *container = value_box(rt, &frame->registers[pc->b]);
    if (!container) {
        return false;
    }
    Object *result = plain_slice(rt, frame, pc[1].operands, container);
    if (!result && !error_pending(rt)) {
        Object *slice = make_slice(rt, frame, pc[1].operands);
        result = slice ? object_get_item(rt, container, slice) : NULL;
        release_nullable(rt, slice);
    }
    if (!result) {
        return false;
    }
    consume_parts(rt, frame, pc[1].operands);
    if (pc->n & CONSUME_B) {
        register_consume(rt, &frame->registers[pc->b]);
    }
    register_set_object(rt, &frame->registers[pc->a], result);
    return true;
}

/* A list with plain bounds and no step, else the long way with a slice object. */
static bool store_slice(Runtime *rt, Frame *frame, const uint16_t *operands, Object *container,
                        Object *value) {
    int64_t start, stop;
    if (object_type_id(container) == TYPE_LIST && operands[2] == OPERAND_NONE &&
        plain_bound(frame, operands[0], 0, &start) &&
        plain_bound(frame, operands[1], INT64_MAX, &stop)) {
        size_t length = list_length(container);
        size_t from = clip(start, length);
        size_t until = clip(stop, length);
        return list_assign_slice(rt, container, from, until < from ? from : until, value);
    }
    Object *slice = make_slice(rt, frame, operands);
    bool stored = slice && object_set_item(rt, container, slice, value);
    release_nullable(rt, slice);
    return stored;
}

bool building_store_slice(Runtime *rt, Frame *frame, const Instr *pc) {
    Object *container = value_box(rt, &frame->registers[pc->a]);
    Object *value = container ? value_box(rt, &frame->registers[pc->c]) : NULL;
    if (!value || !store_slice(rt, frame, pc[1].operands, container, value)) {
        return false;
    }
    consume_parts(rt, frame, pc[1].operands);
    if (pc->n & CONSUME_C) {
        register_consume(rt, &frame->registers[pc->c]);
    }
    if (pc->n & CONSUME_A) {
        register_consume(rt, &frame->registers[pc->a]);
    }
    return true;
}

bool building_list_extend(Runtime *rt, Frame *frame, const Instr *pc) {
    Value *registers = frame->registers;
    Object *list = value_as_object(registers[pc->a]);
    Object *iterable = value_box(rt, &registers[pc->b]);
    if (!iterable) {
        return false;
    }
    if (!list_extend(rt, list, iterable)) {
        const TypeSlots *slots = slots_of(rt, iterable);
        if (!operations_is_iterable(slots) && error_clear_if(rt, TYPE_TYPE_ERROR)) {
            if (pc->n & 1) {
                Object *callee = value_box(rt, &registers[pc->c]);
                Object *name = callee ? calling_function_text(rt, callee) : NULL;
                if (name) {
                    raise_type_error(rt, "%U argument after * must be an iterable, not %T", name,
                                     iterable);
                    release(rt, name);
                }
            } else {
                raise_type_error(rt, "Value after * must be an iterable, not %T", iterable);
            }
        }
        return false;
    }
    if (pc->n & CONSUME_B) {
        register_consume(rt, &registers[pc->b]);
    }
    return true;
}

bool building_list_to_tuple(Runtime *rt, Frame *frame, const Instr *pc) {
    Object *list = value_as_object(frame->registers[pc->b]);
    return register_finish(rt, frame->registers, pc, list_as_tuple(rt, list));
}

bool building_set_add(Runtime *rt, Frame *frame, const Instr *pc) {
    Value *registers = frame->registers;
    Object *item = value_box(rt, &registers[pc->b]);
    if (!item || !set_add(rt, value_as_object(registers[pc->a]), item)) {
        return false;
    }
    if (pc->n & CONSUME_B) {
        register_consume(rt, &registers[pc->b]);
    }
    return true;
}

bool building_set_update(Runtime *rt, Frame *frame, const Instr *pc) {
    Value *registers = frame->registers;
    Object *iterable = value_box(rt, &registers[pc->b]);
    if (!iterable || !set_update(rt, value_as_object(registers[pc->a]), iterable)) {
        return false;
    }
    if (pc->n & CONSUME_B) {
        register_consume(rt, &registers[pc->b]);
    }
    return true;
}

bool building_map_add(Runtime *rt, Frame *frame, const Instr *pc) {
    Value *registers = frame->registers;
    Object *key = value_box(rt, &registers[pc->b]);
    Object *value = value_box(rt, &registers[pc->c]);
    if (!key || !value || !dict_set(rt, value_as_object(registers[pc->a]), key, value)) {
        return false;
    }
    register_consume_marked(rt, registers, pc);
    return true;
}

bool building_dict_update(Runtime *rt, Frame *frame, const Instr *pc) {
    Value *registers = frame->registers;
    Object *other = value_box(rt, &registers[pc->b]);
    if (!other) {
        return false;
    }
    if (!dict_merge(rt, value_as_object(registers[pc->a]), other, true)) {
        if (error_clear_if(rt, TYPE_ATTRIBUTE_ERROR)) {
            raise_type_error(rt, "'%T' object is not a mapping", other);
        }
        return false;
    }
    if (pc->n & CONSUME_B) {
        register_consume(rt, &registers[pc->b]);
    }
    return true;
}

/* **mapping of a call: keys must be new strings. */
bool building_dict_merge(Runtime *rt, Frame *frame, const Instr *pc) {
    Value *registers = frame->registers;
    Object *dict = value_as_object(registers[pc->a]);
    Object *other = value_box(rt, &registers[pc->b]);
    Object *callee = other ? value_box(rt, &registers[pc->c]) : NULL;
    if (!callee) {
        return false;
    }
    Object *plain = dict_new(rt);
    Object *name = NULL;
    bool done = false;
    if (!plain) {
        return false;
    }
    if (!dict_merge(rt, plain, other, true)) {
        if (error_clear_if(rt, TYPE_ATTRIBUTE_ERROR)) {
            name = calling_function_text(rt, callee);
            if (name) {
                raise_type_error(rt, "%U argument after ** must be a mapping, not %T", name, other);
            }
        }
        goto end;
    }
    size_t position = 0;
    Object *key, *value;
    while (dict_next(plain, &position, &key, &value)) {
        if (!type_is_str(rt, key)) {
            raise_type_error(rt, "keywords must be strings");
            goto end;
        }
        int present = dict_contains(rt, dict, key);
        if (present > 0) {
            name = calling_function_text(rt, callee);
            if (name) {
                raise_type_error(rt, "%U got multiple values for keyword argument '%U'", name, key);
            }
        }
        if (present != 0 || !dict_set(rt, dict, key, value)) {
            goto end;
        }
    }
    if (pc->n & CONSUME_B) {
        register_consume(rt, &registers[pc->b]);
    }
    done = true;
end:
    release_nullable(rt, name);
    release(rt, plain);
    return done;
}

bool building_format(Runtime *rt, Frame *frame, const Instr *pc) {
    Value *registers = frame->registers;
    if (value_is_int(registers[pc->b]) && !(pc->n & 4)) { /* the same with every conversion */
        return register_finish(rt, registers, pc,
                               int_text_from_number(rt, value_as_int(registers[pc->b])));
    }
    Object *value = value_box(rt, &registers[pc->b]);
    Object *spec = pc->n & 4 ? value_as_object(registers[pc->c]) : NULL;
    if (!value) {
        return false;
    }
    Object *converted;
    switch (pc->n & 3) {
    case 1:
        converted = object_str(rt, value);
        break;
    case 2:
        converted = object_repr(rt, value);
        break;
    case 3:
        converted = object_ascii(rt, value);
        break;
    default:
        converted = retain(value);
        break;
    }
    if (!converted) {
        return false;
    }
    Object *result;
    if (!spec && str_check_exact(converted)) {
        result = converted;
    } else {
        result = object_format(rt, converted, spec);
        release(rt, converted);
    }
    return register_finish(rt, registers, pc, result);
}

/* ---- unpacking ---- */

static bool raise_too_many_values(Runtime *rt, size_t expected) {
    raise_value_error(rt, "too many values to unpack (expected %zu)", expected);
    return false;
}

/* Takes the source out of its register so that targets may overwrite it. */
static Object *take_source(Runtime *rt, Frame *frame, const Instr *pc) {
    return register_take(rt, &frame->registers[pc->b], (pc->n & CONSUME_B) != 0);
}

static bool unpack_array(Runtime *rt, Frame *frame, const uint16_t *operands, Object *const *items,
                         size_t given, size_t expected) {
    if (given != expected) {
        if (given > expected) {
            return raise_too_many_values(rt, expected);
        }
        raise_value_error(rt, "not enough values to unpack (expected %zu, got %zu)", expected,
                          given);
        return false;
    }
    for (size_t idx = 0; idx < expected; idx++) {
        register_set_object(rt, &frame->registers[operands[idx]], retain(items[idx]));
    }
    return true;
}

/* Up to `limit` items of iterable as a list; *iterator goes on behind them. */
static Object *collect(Runtime *rt, Object *iterable, size_t limit, Object **iterator) {
    *iterator = NULL;
    const TypeSlots *slots = slots_of(rt, iterable);
    if (!operations_is_iterable(slots)) {
        return raise_type_error(rt, "cannot unpack non-iterable %T object", iterable);
    }
    *iterator = object_iter(rt, iterable);
    if (!*iterator) {
        return NULL;
    }
    Object *items = list_new(rt, limit < 64 ? limit : 64);
    while (items && list_length(items) < limit) {
        Object *item = object_next(rt, *iterator);
        if (!item) {
            if (error_pending(rt)) {
                CLEAR_REF(rt, &items);
            }
            break;
        }
        if (!list_append_stealing(rt, items, item)) {
            CLEAR_REF(rt, &items);
        }
    }
    if (!items) {
        CLEAR_REF(rt, iterator);
    }
    return items;
}

bool building_unpack(Runtime *rt, Frame *frame, const Instr *pc) {
    size_t count = pc->c;
    const uint16_t *operands = operand_list(pc + 1);
    Object *source = take_source(rt, frame, pc);
    if (!source) {
        return false;
    }
    bool done = false;
    uint32_t type_id = object_type_id(source);
    if (type_id == TYPE_TUPLE) {
        done = unpack_array(rt, frame, operands, tuple_items(source), tuple_length(source), count);
    } else if (type_id == TYPE_LIST) {
        if (list_length(source) == count) {
            /* writing a target may run code that changes the list */
            Object *copy = list_as_tuple(rt, source);
            done = copy &&
                   unpack_array(rt, frame, operands, tuple_items(copy), tuple_length(copy), count);
            release_nullable(rt, copy);
        } else {
            unpack_array(rt, frame, operands, NULL, list_length(source), count);
        }
    } else {
        Object *iterator;
        Object *items = collect(rt, source, count + 1, &iterator);
        if (items) {
            done = unpack_array(rt, frame, operands, ((ListObject *)items)->items,
                                list_length(items), count);
            release(rt, items);
            release(rt, iterator);
        }
    }
    release(rt, source);
    return done;
}

bool building_unpack_star(Runtime *rt, Frame *frame, const Instr *pc) {
    size_t before = pc->a;
    size_t total = pc->c;
    size_t after = total - before - 1;
    const uint16_t *operands = operand_list(pc + 1);
    Object *source = take_source(rt, frame, pc);
    if (!source) {
        return false;
    }
    Object *iterator;
    Object *items = collect(rt, source, SIZE_MAX, &iterator);
    release(rt, source);
    if (!items) {
        return false;
    }
    release(rt, iterator);
    size_t given = list_length(items);
    bool done = false;
    if (given < before + after) {
        raise_value_error(rt, "not enough values to unpack (expected at least %zu, got %zu)",
                          before + after, given);
    } else {
        Object *middle = list_slice(rt, items, before, given - after);
        if (middle) {
            done = true;
            for (size_t idx = 0; idx < before; idx++) {
                register_set_object(rt, &frame->registers[operands[idx]],
                                    retain(list_get(items, idx)));
            }
            register_set_object(rt, &frame->registers[operands[before]], middle);
            for (size_t idx = 0; idx < after; idx++) {
                register_set_object(rt, &frame->registers[operands[before + 1 + idx]],
                                    retain(list_get(items, given - after + idx)));
            }
        }
    }
    release(rt, items);
    return done;
}

/* ---- functions ---- */

/* A function for the code, with the globals and builtins of the running one. */
static NEW_REF FunctionObject *plain_function(Runtime *rt, const Frame *frame, Object *code) {
    FunctionObject *function = (FunctionObject *)function_new(rt, code, frame->function->globals);
    if (function && frame->function->builtins != function->builtins) {
        REPLACE_REF(rt, &function->builtins, retain(frame->function->builtins));
    }
    return function;
}

/* Nobody sees the function of a generator expression: while one lives, all generators of the
 * expression have it together. */
static NEW_REF FunctionObject *shared_function(Runtime *rt, const Frame *frame, CodeObject *code) {
    FunctionObject *shared = (FunctionObject *)code->shared;
    bool lives = shared && shared->header.refs != 0; /* it may wait for deallocation */
    if (lives && shared->globals == frame->function->globals &&
        shared->builtins == frame->function->builtins) {
        return RETAIN(shared);
    }
    FunctionObject *function = plain_function(rt, frame, (Object *)code);
    if (function && !lives) {
        code->shared = (Object *)function;
    }
    return function;
}

bool building_function(Runtime *rt, Frame *frame, const Instr *pc) {
    Value *registers = frame->registers;
    Object *code = frame_constant(frame, pc->b);
    FunctionObject *function = pc->n & MAKE_SHARED ? shared_function(rt, frame, (CodeObject *)code)
                                                   : plain_function(rt, frame, code);
    if (!function) {
        return false;
    }
    uint32_t reg = pc->c;
    if (pc->n & MAKE_DEFAULTS) {
        function->defaults = value_as_object(registers[reg]);
        registers[reg++] = VALUE_EMPTY;
    }
    if (pc->n & (MAKE_KWDEFAULTS | MAKE_ANNOTATIONS)) {
        FunctionExtras *extras = function_extras(rt, function);
        if (!extras) {
            release(rt, (Object *)function);
            return false;
        }
        if (pc->n & MAKE_KWDEFAULTS) {
            extras->kwdefaults = value_as_object(registers[reg]);
            registers[reg++] = VALUE_EMPTY;
        }
        if (pc->n & MAKE_ANNOTATIONS) {
            extras->annotations = value_as_object(registers[reg]);
            registers[reg++] = VALUE_EMPTY;
        }
    }
    if (pc->n & MAKE_CLOSURE) {
        function->closure = value_as_object(registers[reg]);
        registers[reg++] = VALUE_EMPTY;
    }
    register_set_object(rt, &registers[pc->a], (Object *)function);
    return true;
}
