/* The builtins module: what it contains, and how that gets into its dict. */
#include "modules/builtins.h"
#include "modules/builtins_code.h"
#include "object/dict.h"
#include "object/intern.h"
#include "object/native.h"
#include "object/operations.h"
#include "modules/site_objects.h"
#include "vm/import.h"
#include <string.h>

typedef struct NamedType {
    const char *name;
    uint32_t type_id;
} NamedType;

#define EXCEPTION_NAME_ROW(ID, name, base, layout, doc) {name, TYPE_##ID},

static const NamedType TYPES[] = {
    {"object", TYPE_OBJECT},
    {"type", TYPE_TYPE},
    {"int", TYPE_INT},
    {"str", TYPE_STR},
    {"list", TYPE_LIST},
    {"dict", TYPE_DICT},
    {"tuple", TYPE_TUPLE},
    {"bool", TYPE_BOOL},
    {"float", TYPE_FLOAT},
    {"set", TYPE_SET},
    {"range", TYPE_RANGE},
    {"bytes", TYPE_BYTES},
    {"super", TYPE_SUPER},
    {"property", TYPE_PROPERTY},
    {"enumerate", TYPE_ENUMERATE},
    {"zip", TYPE_ZIP},
    {"map", TYPE_MAP},
    {"filter", TYPE_FILTER},
    {"reversed", TYPE_REVERSED},
    {"classmethod", TYPE_CLASSMETHOD},
    {"staticmethod", TYPE_STATICMETHOD},
    {"bytearray", TYPE_BYTEARRAY},
    {"complex", TYPE_COMPLEX},
    {"frozenset", TYPE_FROZENSET},
    {"memoryview", TYPE_MEMORYVIEW},
    {"slice", TYPE_SLICE},
    EXCEPTION_TYPES(EXCEPTION_NAME_ROW) /* and two old names of OSError */
    {"EnvironmentError", TYPE_OS_ERROR},
    {"IOError", TYPE_OS_ERROR},
};

typedef struct NamedConstant {
    const char *name;
    const Object *object;
} NamedConstant;

static const NamedConstant CONSTANTS[] = {
    {"None", &none_object},
    {"True", &true_object.header},
    {"False", &false_object.header},
    {"Ellipsis", &ellipsis_object},
    {"NotImplemented", &not_implemented_object},
    {"__debug__", &true_object.header},
};

static const MethodRow *const FUNCTION_TABLES[] = {
    builtins_object_functions, builtins_iteration_functions, builtins_number_functions,
    builtins_stream_functions, vm_builtin_functions,
};

static const char DOC[] = "The functions, types, exceptions and constants that every program has.";

static const MethodRow *find_function(const Object *name) {
    for (size_t t = 0; t < COUNT_OF(FUNCTION_TABLES); t++) {
        for (const MethodRow *row = FUNCTION_TABLES[t]; row->name; row++) {
            if (str_equals_ascii(name, row->name)) {
                return row;
            }
        }
    }
    return NULL;
}

static NEW_REF Object *make_function(Runtime *rt, const MethodRow *row) {
    Object *function = native_function_new(rt, row, rt->builtins_module, rt->names[NAME_builtins]);
    if (strcmp(row->name, "__import__") == 0) {
        rt->import_state->import_function = function;
    }
    return function;
}

/* NULL without an error pending when no builtin is called so. */
static NEW_REF Object *make(Runtime *rt, const Object *name) {
    for (size_t i = 0; i < COUNT_OF(TYPES); i++) {
        if (str_equals_ascii(name, TYPES[i].name)) {
            TypeObject *type = type_object(rt, TYPES[i].type_id);
            return type ? retain(&type->header) : NULL;
        }
    }
    const MethodRow *row = find_function(name);
    if (row) {
        return make_function(rt, row);
    }
    if (name == rt->names[NAME___doc__]) {
        return str_from_cstring(rt, DOC);
    }
    for (size_t i = 0; i < COUNT_OF(CONSTANTS); i++) {
        if (str_equals_ascii(name, CONSTANTS[i].name)) {
            return (Object *)(uintptr_t)CONSTANTS[i].object;
        }
    }
    return site_objects_make(rt, name);
}

static BORROWED Object *find(Runtime *rt, Object *dict, Object *name) {
    if (!str_check_exact(name)) {
        return NULL;
    }
    Object *object = make(rt, name);
    if (!object) {
        return NULL;
    }
    bool fine = dict_set(rt, dict, name, object);
    release(rt, object);
    return fine ? object : NULL;
}

static bool add(Runtime *rt, Object *dict, const char *name) {
    Object *text = intern_cstring(rt, name);
    if (text && dict_get(rt, dict, text)) {
        release(rt, text);
        return true;
    }
    Object *object = text && !error_pending(rt) ? make(rt, text) : NULL;
    bool fine = object && dict_set_cstring(rt, dict, name, object);
    release_nullable(rt, object);
    release_nullable(rt, text);
    return fine;
}

static bool add_all(Runtime *rt, Object *dict) {
    if (!add(rt, dict, "__doc__")) {
        return false;
    }
    for (size_t t = 0; t < COUNT_OF(FUNCTION_TABLES); t++) {
        for (const MethodRow *row = FUNCTION_TABLES[t]; row->name; row++) {
            if (!add(rt, dict, row->name)) {
                return false;
            }
        }
    }
    for (size_t i = 0; i < COUNT_OF(CONSTANTS); i++) {
        if (!add(rt, dict, CONSTANTS[i].name)) {
            return false;
        }
    }
    for (size_t i = 0; i < COUNT_OF(TYPES); i++) {
        if (!add(rt, dict, TYPES[i].name)) {
            return false;
        }
    }
    for (size_t i = 0; i < SITE_OBJECT_COUNT; i++) {
        if (!add(rt, dict, site_object_names[i])) {
            return false;
        }
    }
    return true;
}

bool builtins_fill(Runtime *rt) {
    if (rt->hooks.fill_builtins) {
        if (!add_all(rt, rt->builtins)) {
            return false;
        }
        rt->hooks.fill_builtins = NULL;
        rt->hooks.find_builtin = NULL;
    }
    return true;
}

bool builtins_open(Runtime *rt) {
    rt->builtins_module = module_new(rt, rt->names[NAME_builtins], NONE);
    if (!rt->builtins_module ||
        dict_delete(rt, module_dict(rt->builtins_module), rt->names[NAME___doc__]) < 0) {
        return false;
    }
    object_set_flag(rt->builtins_module, MODULE_BUILTIN);
    rt->builtins = retain(module_dict(rt->builtins_module));
    rt->hooks.find_builtin = find;
    rt->hooks.fill_builtins = builtins_fill;
    return true;
}

/* The functions refer to the module and the module to them. */
void builtins_close(Runtime *rt) {
    rt->hooks.find_builtin = NULL;
    rt->hooks.fill_builtins = NULL;
    if (rt->builtins) {
        dict_clear(rt, rt->builtins);
    }
    CLEAR_REF(rt, &rt->builtins_module);
    CLEAR_REF(rt, &rt->builtins);
}

static NEW_REF Object *make_module(Runtime *rt) {
    return builtins_fill(rt) ? retain(rt->builtins_module) : NULL;
}

const ModuleSpec builtins_module = {.name = "builtins", .make = make_module};
