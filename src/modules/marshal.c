/* marshal: values as bytes, in CPython's format. Code objects are another matter: ouro's are its
 * own and are not written. */
#include "modules/marshal.h"

#include "object/arguments.h"
#include "object/bytes.h"
#include "object/dict.h"
#include "object/operations.h"

static bool version_of(Runtime *rt, Object *argument, int *version) {
    int64_t number = MARSHAL_VERSION;
    if (argument && !object_as_int64(rt, argument, &number)) {
        return false;
    }
    *version = number < 0 ? 0 : number > MARSHAL_VERSION ? MARSHAL_VERSION : (int)number;
    return true;
}

static Object *marshal_dumps(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    int version;
    return version_of(rt, count > 1 ? args[1] : NULL, &version)
               ? marshal_write(rt, args[0], version)
               : NULL;
}

static Object *marshal_dump(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    int version;
    if (!version_of(rt, count > 2 ? args[2] : NULL, &version)) {
        return NULL;
    }
    Object *bytes = marshal_write(rt, args[0], version);
    Object *result = bytes ? object_call_method_cstring(rt, args[1], "write", &bytes, 1) : NULL;
    release_nullable(rt, bytes);
    return result;
}

static Object *marshal_loads(Runtime *rt, Object *self, Object *argument) {
    (void)self;
    BufferView view;
    if (!slots_of(rt, argument)->get_buffer) {
        return raise_type_error(rt, "a bytes-like object is required, not '%T'", argument);
    }
    if (!object_get_buffer(rt, argument, &view, false)) {
        return NULL;
    }
    size_t used;
    Object *value = marshal_read(rt, view.data, view.size, &used);
    object_release_buffer(rt, &view);
    return value;
}

/* Leaves the file behind the value: what was read beyond it is given back by seek. */
static Object *marshal_load(Runtime *rt, Object *self, Object *file) {
    (void)self;
    Object *bytes = object_call_method_cstring(rt, file, "read", NULL, 0);
    if (!bytes) {
        return NULL;
    }
    if (!type_is_bytes(rt, bytes)) {
        raise_type_error(rt, "file.read() returned not bytes but %T", bytes);
        release(rt, bytes);
        return NULL;
    }
    size_t used;
    Object *value = marshal_read(rt, bytes_data(bytes), bytes_length(bytes), &used);
    if (value && used < bytes_length(bytes)) {
        Object *where[2] = {int_from_int64(rt, (int64_t)used - (int64_t)bytes_length(bytes)),
                            int_from_int64(rt, 1)};
        Object *moved =
            where[0] && where[1] ? object_call_method_cstring(rt, file, "seek", where, 2) : NULL;
        release_nullable(rt, where[0]);
        release_nullable(rt, where[1]);
        if (!moved) {
            CLEAR_REF(rt, &value);
        }
        release_nullable(rt, moved);
    }
    release(rt, bytes);
    return value;
}

static bool marshal_populate(Runtime *rt, Object *dict) {
    return dict_set_cstring_stealing(rt, dict, "version", int_from_int64(rt, MARSHAL_VERSION));
}

static const MethodRow MARSHAL_FUNCTIONS[] = {
    METHOD_ROW_POSITIONAL("dumps", marshal_dumps, 1, 2,
                          "dumps($module, value, version=version, /)\n--\n\nThe value as bytes. "
                          "ValueError for what has no such form."),
    METHOD_ROW_POSITIONAL("dump", marshal_dump, 2, 3,
                          "dump($module, value, file, version=version, /)\n--\n\nWrites the value "
                          "to a binary file."),
    METHOD_ROW_ONE("loads", marshal_loads,
                   "loads($module, bytes, /)\n--\n\nThe value at the start of the bytes."),
    METHOD_ROW_ONE("load", marshal_load,
                   "load($module, file, /)\n--\n\nThe next value in a binary file."),
    METHOD_ROW_END,
};

const ModuleSpec marshal_module = {
    .name = "marshal",
    .doc = "Values as bytes, in CPython's format.",
    .functions = MARSHAL_FUNCTIONS,
    .populate = marshal_populate,
};
