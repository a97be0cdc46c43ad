/* Builtin functions and bound methods as objects, and the call of a MethodRow with CPython's
 * messages for wrong counts of arguments. */
#include "object/native.h"
#include "object/allocate.h"
#include "object/arguments.h"
#include "object/grants.h"
#include "object/tuple.h"
#include "object/type.h"
#include <string.h>

NEW_REF Object *native_function_new(Runtime *rt, const MethodRow *row, Object *self,
                                    Object *module) {
    NativeFunctionObject *function = (NativeFunctionObject *)allocate_container(
        rt, TYPE_NATIVE_FUNCTION, sizeof(NativeFunctionObject));
    if (UNLIKELY(!function)) {
        return NULL;
    }
    function->row = module ? grants_function(rt, module, row) : row;
    function->self = retain_nullable(self);
    function->module = retain_nullable(module);
    return &function->header;
}

NEW_REF Object *method_new(Runtime *rt, Object *function, Object *self) {
    MethodObject *method =
        (MethodObject *)allocate_container(rt, TYPE_METHOD, sizeof(MethodObject));
    if (UNLIKELY(!method)) {
        return NULL;
    }
    method->function = retain(function);
    method->self = retain(self);
    return &method->header;
}

/* "list.append() " or "len() ". */
static COLD void *raise_for_row(Runtime *rt, const MethodRow *row, const char *type_name,
                                const char *what, size_t count) {
    const char *dot = type_name ? "." : "";
    type_name = type_name ? type_name : "";
    const char *last = strrchr(type_name, '.'); /* "collections.deque": without its module */
    type_name = last ? last + 1 : type_name;
    if (count == SIZE_MAX) {
        return raise_type_error(rt, "%s%s%s() %s", type_name, dot, row->name, what);
    }
    return raise_type_error(rt, "%s%s%s() %s (%zu given)", type_name, dot, row->name, what, count);
}

NEW_REF Object *native_call_row(Runtime *rt, const MethodRow *row, const char *type_name,
                                Object *self, Object *const *args, size_t count,
                                Object *keyword_names) {
    if (row->kind == METHOD_KEYWORDS) {
        return row->function.keywords(rt, self, args, count, keyword_names);
    }
    if (UNLIKELY(keyword_names && tuple_length(keyword_names) > 0)) {
        return raise_for_row(rt, row, type_name, "takes no keyword arguments", SIZE_MAX);
    }
    switch ((MethodKind)row->kind) {
    case METHOD_NOARGS:
        if (UNLIKELY(count != 0)) {
            return raise_for_row(rt, row, type_name, "takes no arguments", count);
        }
        return row->function.noargs(rt, self);
    case METHOD_ONE:
        if (UNLIKELY(count != 1)) {
            return raise_for_row(rt, row, type_name, "takes exactly one argument", count);
        }
        return row->function.one(rt, self, args[0]);
    default:
        if (UNLIKELY(count < row->minimum ||
                     (count > row->maximum && row->maximum != METHOD_ANY_COUNT))) {
            size_t maximum = row->maximum == METHOD_ANY_COUNT ? SIZE_MAX : row->maximum;
            arguments_check_count(rt, row->name, count, row->minimum, maximum);
            return NULL;
        }
        return row->function.positional(rt, self, args, count);
    }
}

bool native_read_only(Runtime *rt, Object *self, Object *value) {
    (void)self;
    (void)value;
    raise_format(rt, TYPE_ATTRIBUTE_ERROR, "readonly attribute");
    return false;
}
