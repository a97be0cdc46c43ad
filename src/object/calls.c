/* Calls: of any callable, of methods, with unpacked arguments. */
#include "object/dict.h"
#include "object/operations.h"
#include "object/tuple.h"
#include <string.h>

#define STACK_ARGUMENTS 10

static COLD void *raise_not_callable(Runtime *rt, Object *callee) {
    return raise_type_error(rt, "'%.200s' object is not callable", type_name_of(rt, callee));
}

static COLD void *raise_too_deep(Runtime *rt) {
    return raise_format(rt, TYPE_RECURSION_ERROR,
                        "maximum recursion depth exceeded while calling a Python object");
}

/* Frames of Python functions are counted where they are pushed; here only the C stack is guarded.
 */
NEW_REF Object *object_call(Runtime *rt, Object *callee, Object *const *args, size_t count,
                            Object *keyword_names) {
    CallFunction call = slots_of(rt, callee)->call;
    if (UNLIKELY(!call)) {
        return raise_not_callable(rt, callee);
    }
    if (UNLIKELY((uintptr_t)__builtin_frame_address(0) <= rt->c_stack_limit)) {
        return raise_too_deep(rt);
    }
    return call(rt, callee, args, count, keyword_names);
}

NEW_REF Object *object_call_noargs(Runtime *rt, Object *callee) {
    Object *none[1] = {NULL};
    return object_call(rt, callee, none, 0, NULL);
}

NEW_REF Object *object_call_one(Runtime *rt, Object *callee, Object *argument) {
    return object_call(rt, callee, &argument, 1, NULL);
}

NEW_REF Object *object_call_two(Runtime *rt, Object *callee, Object *a, Object *b) {
    Object *args[2] = {a, b};
    return object_call(rt, callee, args, 2, NULL);
}

/* Fills `args` with the positional arguments and the values of kwargs, and gives the tuple of
 * names. All borrowed from args_tuple and kwargs. */
static NEW_REF Object *lay_out(Runtime *rt, Object *args_tuple, Object *kwargs, Object **args) {
    size_t count = tuple_length(args_tuple);
    memcpy(args, tuple_items(args_tuple), count * sizeof args[0]);
    Object *names = tuple_new(rt, dict_length(kwargs));
    if (!names) {
        return NULL;
    }
    Object *key, *value;
    size_t position = 0;
    for (size_t i = 0; dict_next(kwargs, &position, &key, &value); i++) {
        if (!type_is_str(rt, key)) {
            release(rt, names);
            return raise_type_error(rt, "keywords must be strings");
        }
        tuple_items(names)[i] = retain(key);
        args[count + i] = retain(value);
    }
    return names;
}

NEW_REF Object *object_call_unpacked(Runtime *rt, Object *callee, Object *args_tuple,
                                     Object *kwargs) {
    size_t count = tuple_length(args_tuple);
    size_t named = kwargs ? dict_length(kwargs) : 0;
    if (named == 0) {
        return object_call(rt, callee, tuple_items(args_tuple), count, NULL);
    }
    Object *on_stack[STACK_ARGUMENTS];
    Object **args = on_stack;
    if (count + named > STACK_ARGUMENTS) {
        args = memory_allocate(rt, (count + named) * sizeof args[0]);
        if (!args) {
            return NULL;
        }
    }
    memset(args, 0, (count + named) * sizeof args[0]);
    Object *names = lay_out(rt, args_tuple, kwargs, args);
    Object *result = names ? object_call(rt, callee, args, count, names) : NULL;
    for (size_t i = count; i < count + named; i++) {
        release_nullable(rt, args[i]);
    }
    release_nullable(rt, names);
    if (args != on_stack) {
        memory_free(rt, args);
    }
    return result;
}

/* callable(first, args…) */
static NEW_REF Object *call_prepended(Runtime *rt, Object *callee, Object *first,
                                      Object *const *args, size_t count) {
    Object *on_stack[STACK_ARGUMENTS];
    Object **all = on_stack;
    if (count + 1 > STACK_ARGUMENTS) {
        all = memory_allocate(rt, (count + 1) * sizeof all[0]);
        if (!all) {
            return NULL;
        }
    }
    all[0] = first;
    if (count > 0) {
        memcpy(all + 1, args, count * sizeof all[0]);
    }
    Object *result = object_call(rt, callee, all, count + 1, NULL);
    if (all != on_stack) {
        memory_free(rt, all);
    }
    return result;
}

NEW_REF Object *object_call_method(Runtime *rt, Object *object, Object *name, Object *const *args,
                                   size_t count) {
    bool bound = false;
    retain(object); /* looking for the method may run code that takes it from who lent it */
    Object *function = object_get_method(rt, object, name, &bound);
    Object *result = NULL;
    if (function) {
        result = bound ? call_prepended(rt, function, object, args, count)
                       : object_call(rt, function, args, count, NULL);
        release(rt, function);
    }
    release(rt, object);
    return result;
}

NEW_REF Object *object_call_method_cstring(Runtime *rt, Object *object, const char *name,
                                           Object *const *args, size_t count) {
    Object *text = str_from_cstring(rt, name);
    if (!text) {
        return NULL;
    }
    Object *result = object_call_method(rt, object, text, args, count);
    release(rt, text);
    return result;
}

NEW_REF Object *object_call_special(Runtime *rt, Object *object, int name_id, Object *const *args,
                                    size_t count, bool *missing) {
    bool bound = false;
    Object *function = object_get_special(rt, object, name_id, &bound);
    *missing = !function && !error_pending(rt);
    if (!function) {
        return NULL;
    }
    Object *result = bound ? call_prepended(rt, function, object, args, count)
                           : object_call(rt, function, args, count, NULL);
    release(rt, function);
    return result;
}

bool object_is_callable(Runtime *rt, Object *object) {
    return slots_of(rt, object)->call != NULL;
}
