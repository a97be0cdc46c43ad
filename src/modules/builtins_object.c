/* Builtin functions about any object: attributes, classes, text, identity. */
#include "modules/builtins.h"
#include "object/arguments.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/list.h"
#include "object/operations.h"
#include "object/tuple.h"
#include "vm/import.h"
#include "modules/builtins_docs.h"

static NEW_REF Object *builtin_callable(Runtime *rt, Object *module, Object *object) {
    (void)module;
    return bool_object(object_is_callable(rt, object));
}

static NEW_REF Object *builtin_hash(Runtime *rt, Object *module, Object *object) {
    (void)module;
    int64_t hash = object_hash(rt, object);
    return hash == -1 ? NULL : int_from_int64(rt, hash);
}

static NEW_REF Object *builtin_id(Runtime *rt, Object *module, Object *object) {
    (void)module;
    return int_from_uint64(rt, (uint64_t)(uintptr_t)object);
}

static NEW_REF Object *builtin_repr(Runtime *rt, Object *module, Object *object) {
    (void)module;
    return object_repr(rt, object);
}

static NEW_REF Object *builtin_ascii(Runtime *rt, Object *module, Object *object) {
    (void)module;
    return object_ascii(rt, object);
}

static NEW_REF Object *builtin_format(Runtime *rt, Object *module, Object *const *args,
                                      size_t count) {
    (void)module;
    if (count > 1 && !type_is_str(rt, args[1])) {
        return raise_type_error(rt, "format() argument 2 must be str, not %.50s",
                                args[1] == NONE ? "None" : type_name_of(rt, args[1]));
    }
    return object_format(rt, args[0], count > 1 ? args[1] : NULL);
}

static NEW_REF Object *builtin_len(Runtime *rt, Object *module, Object *object) {
    (void)module;
    int64_t length = object_length(rt, object);
    return length < 0 ? NULL : int_from_int64(rt, length);
}

/* ---- attributes ---- */

static bool check_name(Runtime *rt, Object *name) {
    if (LIKELY(type_is_str(rt, name))) {
        return true;
    }
    object_raise_name_not_str(rt, name);
    return false;
}

static NEW_REF Object *builtin_getattr(Runtime *rt, Object *module, Object *const *args,
                                       size_t count) {
    (void)module;
    if (!check_name(rt, args[1])) {
        return NULL;
    }
    if (count == 2) {
        return object_get_attr(rt, args[0], args[1]);
    }
    bool missing = false;
    Object *value = object_get_attr_optional(rt, args[0], args[1], &missing);
    return !value && missing ? retain(args[2]) : value;
}

static NEW_REF Object *builtin_hasattr(Runtime *rt, Object *module, Object *const *args,
                                       size_t count) {
    (void)module;
    (void)count;
    int found = check_name(rt, args[1]) ? object_has_attr(rt, args[0], args[1]) : -1;
    return found < 0 ? NULL : bool_object(found);
}

static NEW_REF Object *builtin_setattr(Runtime *rt, Object *module, Object *const *args,
                                       size_t count) {
    (void)module;
    (void)count;
    return check_name(rt, args[1]) && object_set_attr(rt, args[0], args[1], args[2]) ? NONE : NULL;
}

static NEW_REF Object *builtin_delattr(Runtime *rt, Object *module, Object *const *args,
                                       size_t count) {
    (void)module;
    (void)count;
    return check_name(rt, args[1]) && object_set_attr(rt, args[0], args[1], NULL) ? NONE : NULL;
}

static NEW_REF Object *current_locals(Runtime *rt) {
    if (!rt->hooks.current_locals) {
        return raise_system_error(rt, "frame does not exist");
    }
    return rt->hooks.current_locals(rt);
}

static NEW_REF Object *builtin_vars(Runtime *rt, Object *module, Object *const *args,
                                    size_t count) {
    (void)module;
    if (count == 0) {
        return current_locals(rt);
    }
    bool missing = false;
    Object *dict = object_get_attr_optional(rt, args[0], rt->names[NAME___dict__], &missing);
    return !dict && missing ? raise_type_error(rt, "vars() argument must have __dict__ attribute")
                            : dict;
}

/* A sorted list of names. */
static NEW_REF Object *sorted_names(Runtime *rt, STEALS Object *names) {
    if (!names) {
        return NULL;
    }
    Object *list = list_from_iterable(rt, names);
    release(rt, names);
    if (list && !list_sort(rt, list, NULL, false)) {
        CLEAR_REF(rt, &list);
    }
    return list;
}

static NEW_REF Object *dir_of_locals(Runtime *rt) {
    Object *locals = current_locals(rt);
    Object *names = NULL;
    if (locals) {
        names = type_is_dict(rt, locals)
                    ? dict_keys_list(rt, locals)
                    : object_call_method(rt, locals, rt->names[NAME_keys], NULL, 0);
        release(rt, locals);
    }
    return sorted_names(rt, names);
}

static NEW_REF Object *builtin_dir(Runtime *rt, Object *module, Object *const *args, size_t count) {
    (void)module;
    if (count == 0) {
        return dir_of_locals(rt);
    }
    bool missing = false;
    Object *names = object_call_special(rt, args[0], NAME___dir__, NULL, 0, &missing);
    if (!names && missing) {
        return raise_type_error(rt, "object does not provide __dir__");
    }
    return sorted_names(rt, names);
}

/* ---- classes ---- */

static NEW_REF Object *builtin_isinstance(Runtime *rt, Object *module, Object *const *args,
                                          size_t count) {
    (void)module;
    (void)count;
    int answer = object_is_instance(rt, args[0], args[1]);
    return answer < 0 ? NULL : bool_object(answer);
}

static NEW_REF Object *builtin_issubclass(Runtime *rt, Object *module, Object *const *args,
                                          size_t count) {
    (void)module;
    (void)count;
    int answer = object_is_subclass(rt, args[0], args[1]);
    return answer < 0 ? NULL : bool_object(answer);
}

/* ---- characters ---- */

static NEW_REF Object *builtin_chr(Runtime *rt, Object *module, Object *argument) {
    (void)module;
    int64_t code_point;
    Object *number = object_index(rt, argument);
    if (!number) {
        return NULL;
    }
    int overflow;
    code_point = int_as_int64(number, &overflow);
    release(rt, number);
    if (overflow || code_point != (int)code_point) {
        return raise_overflow_error(rt, "Python int too large to convert to C int");
    }
    if (code_point < 0 || code_point > 0x10ffff) {
        return raise_value_error(rt, "chr() arg not in range(0x110000)");
    }
    return str_from_code_point(rt, (uint32_t)code_point);
}

static NEW_REF Object *builtin_ord(Runtime *rt, Object *module, Object *argument) {
    (void)module;
    size_t length;
    if (type_is_str(rt, argument)) {
        length = str_length(argument);
        if (length == 1) {
            return int_from_int64(rt, str_at(argument, 0));
        }
    } else if (type_is_bytes(rt, argument)) {
        length = bytes_length(argument);
        if (length == 1) {
            return int_from_int64(rt, bytes_data(argument)[0]);
        }
    } else if (type_is_instance(rt, argument, TYPE_BYTEARRAY)) {
        BufferView view;
        if (!object_get_buffer(rt, argument, &view, false)) {
            return NULL;
        }
        length = view.size;
        uint8_t byte = length ? view.data[0] : 0;
        object_release_buffer(rt, &view);
        if (length == 1) {
            return int_from_int64(rt, byte);
        }
    } else {
        return raise_type_error(rt, "ord() expected string of length 1, but %.200s found",
                                type_name_of(rt, argument));
    }
    return raise_type_error(rt, "ord() expected a character, but string of length %zu found",
                            length);
}

/* breakpoint(…) is sys.breakpointhook(…). */
static NEW_REF Object *builtin_breakpoint(Runtime *rt, Object *module, Object *const *args,
                                          size_t count, Object *keyword_names) {
    (void)module;
    Object *sys = import_absolute(rt, rt->names[NAME_sys]); /* which fills its dict */
    if (!sys) {
        return NULL;
    }
    release(rt, sys);
    Object *hook = dict_get_cstring(rt, rt->sys_dict, "breakpointhook");
    if (!hook) {
        return error_pending(rt) ? NULL : raise_runtime_error(rt, "lost sys.breakpointhook");
    }
    retain(hook);
    Object *result = object_call(rt, hook, args, count, keyword_names);
    release(rt, hook);
    return result;
}

const MethodRow builtins_object_functions[] = {
    METHOD_ROW_ONE("ascii", builtin_ascii, DOC_ASCII),
    METHOD_ROW_KEYWORDS("breakpoint", builtin_breakpoint, DOC_BREAKPOINT),
    METHOD_ROW_ONE("callable", builtin_callable, DOC_CALLABLE),
    METHOD_ROW_ONE("chr", builtin_chr, DOC_CHR),
    METHOD_ROW_POSITIONAL("delattr", builtin_delattr, 2, 2, DOC_DELATTR),
    METHOD_ROW_POSITIONAL("dir", builtin_dir, 0, 1, DOC_DIR),
    METHOD_ROW_POSITIONAL("format", builtin_format, 1, 2, DOC_FORMAT),
    METHOD_ROW_POSITIONAL("getattr", builtin_getattr, 2, 3, DOC_GETATTR),
    METHOD_ROW_POSITIONAL("hasattr", builtin_hasattr, 2, 2, DOC_HASATTR),
    METHOD_ROW_ONE("hash", builtin_hash, DOC_HASH),
    METHOD_ROW_ONE("id", builtin_id, DOC_ID),
    METHOD_ROW_POSITIONAL("isinstance", builtin_isinstance, 2, 2, DOC_ISINSTANCE),
    METHOD_ROW_POSITIONAL("issubclass", builtin_issubclass, 2, 2, DOC_ISSUBCLASS),
    METHOD_ROW_ONE("len", builtin_len, DOC_LEN),
    METHOD_ROW_ONE("ord", builtin_ord, DOC_ORD),
    METHOD_ROW_ONE("repr", builtin_repr, DOC_REPR),
    METHOD_ROW_POSITIONAL("setattr", builtin_setattr, 3, 3, DOC_SETATTR),
    METHOD_ROW_POSITIONAL("vars", builtin_vars, 0, 1, DOC_VARS),
    METHOD_ROW_END,
};
