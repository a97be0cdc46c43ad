/* function: making Python functions and cells. Their types are in function_type.c. */
#include "vm/function.h"

#include "object/dict.h"
#include "object/operations.h"

NEW_REF Object *cell_new(Runtime *rt, STEALS Object *contents) {
    CellObject *cell = (CellObject *)object_new_container(rt, TYPE_CELL, sizeof *cell);
    if (!cell) {
        release_nullable(rt, contents);
        return NULL;
    }
    cell->contents = contents;
    return (Object *)cell;
}

/* What globals['__builtins__'] says, else the runtime's own builtins. Borrowed. */
static Object *builtins_of(Runtime *rt, Object *globals) {
    Object *builtins = dict_get_str(rt, globals, rt->names[NAME___builtins__]);
    if (!builtins) {
        error_clear(rt);
        return rt->builtins;
    }
    if (object_type_id(builtins) == TYPE_MODULE) {
        return object_get_dict(rt, builtins, true);
    }
    return builtins;
}

Object *function_new(Runtime *rt, Object *code, Object *globals) {
    FunctionObject *function =
        (FunctionObject *)object_new_container(rt, TYPE_FUNCTION, sizeof *function);
    if (!function) {
        return NULL;
    }
    function->code = retain(code);
    function->globals = retain(globals);
    Object *builtins = builtins_of(rt, globals);
    if (!builtins) {
        release(rt, (Object *)function);
        return NULL;
    }
    function->builtins = retain(builtins);
    return (Object *)function;
}

FunctionExtras *function_extras(Runtime *rt, FunctionObject *function) {
    if (!function->extras) {
        function->extras = memory_allocate(rt, sizeof *function->extras);
        if (function->extras) {
            *function->extras = (FunctionExtras){0};
        }
    }
    return function->extras;
}

Object *function_qualname(const FunctionObject *function) {
    if (function->extras && function->extras->qualname) {
        return function->extras->qualname;
    }
    return ((CodeObject *)function->code)->qualname;
}

Object *function_name(Runtime *rt, const FunctionObject *function) {
    (void)rt;
    if (function->extras && function->extras->name) {
        return retain(function->extras->name);
    }
    return retain(((CodeObject *)function->code)->name);
}
