/* pickle_find: the opcodes that find globals and persistent objects. */
#include "modules/pickle_unpickling.h"

#include "object/dict.h"
#include "object/list.h"
#include "object/tuple.h"
#include "types/codecs.h"
#include "vm/import.h"

/* ---- globals ---- */

bool pickle_pair_of_names(Runtime *rt, const char *table, Object *pair, Object **module,
                          Object **name) {
    if (!type_is_tuple(rt, pair) || tuple_length(pair) != 2) {
        return raise_runtime_error(rt, "_compat_pickle.%s values should be 2-tuples, not %.200s",
                                   table, type_name_of(rt, pair));
    }
    *module = tuple_get(pair, 0);
    *name = tuple_get(pair, 1);
    return (type_is_str(rt, *module) && type_is_str(rt, *name)) ||
           raise_runtime_error(rt,
                               "_compat_pickle.%s values should be pairs of str, not (%.200s, "
                               "%.200s)",
                               table, type_name_of(rt, *module), type_name_of(rt, *name));
}

/* What Python 3 calls it, in place of *module and *name: borrowed from the tables. */
static bool names_of_python3(Runtime *rt, Object **module, Object **name) {
    Object *names = pickle_known(rt, PICKLE_NAME_MAPPING);
    Object *key = names ? tuple_pack(rt, 2, *module, *name) : NULL;
    Object *pair = key ? dict_get(rt, names, key) : NULL;
    release_nullable(rt, key);
    if (error_pending(rt)) {
        return false;
    }
    if (pair) {
        return pickle_pair_of_names(rt, "NAME_MAPPING", pair, module, name);
    }
    Object *modules = pickle_known(rt, PICKLE_IMPORT_MAPPING);
    Object *renamed = modules ? dict_get(rt, modules, *module) : NULL;
    if (renamed && !type_is_str(rt, renamed)) {
        return raise_runtime_error(
            rt, "_compat_pickle.IMPORT_MAPPING values should be strings, not %.200s",
            type_name_of(rt, renamed));
    }
    *module = renamed ? renamed : *module;
    return !error_pending(rt);
}

static NEW_REF Object *attribute_of(Runtime *rt, Object *module, Object *name, bool dotted) {
    Object *found = NULL;
    bool missing;
    if (!dotted) {
        found = object_get_attr_optional(rt, module, name, &missing);
    } else {
        Object *path = pickle_dotted_path(rt, module, name);
        found = path ? pickle_deep_attribute(rt, module, path, NULL) : NULL;
        release_nullable(rt, path);
    }
    if (!found && !error_pending(rt)) {
        raise_format(rt, TYPE_ATTRIBUTE_ERROR, "Can't get attribute %R on %R", name, module);
    }
    return found;
}

Object *pickle_find_global(Runtime *rt, int protocol, bool fix_imports, Object *module,
                           Object *name) {
    if (!type_is_str(rt, module) || !type_is_str(rt, name)) {
        return raise_type_error(rt, "module name must be a string");
    }
    if (protocol < 3 && fix_imports && !names_of_python3(rt, &module, &name)) {
        return NULL;
    }
    retain(module);
    retain(name);
    Object *found = NULL;
    Object *imported = str_length(module) ? import_absolute(rt, module)
                                          : raise_value_error(rt, "Empty module name");
    if (imported) {
        found = attribute_of(rt, imported, name, protocol >= 4);
        release(rt, imported);
    }
    release(rt, name);
    release(rt, module);
    return found;
}

Object *unpickling_find_class(Runtime *rt, Unpickling *unpickling, Object *module, Object *name) {
    Object *self = unpickling->self;
    if (!self || object_type_id(self) == pickle_state(rt)->unpickler_type) {
        return pickle_find_global(rt, unpickling->protocol, unpickling->fix_imports, module, name);
    }
    Object *args[2] = {module, name};
    return object_call_method_cstring(rt, self, "find_class", args, 2);
}

static NEW_REF Object *line_as_text(Runtime *rt, Unpickling *unpickling, CodecId codec,
                                    size_t least) {
    size_t size;
    const uint8_t *line = pickle_input_line(rt, &unpickling->in, least, &size);
    return line ? codecs_decode_by_id(rt, line, size - 1, NULL, codec, NULL, NULL) : NULL;
}

static NEW_REF Object *class_of_lines(Runtime *rt, Unpickling *unpickling, CodecId codec) {
    Object *module = line_as_text(rt, unpickling, codec, 2);
    Object *name = module ? line_as_text(rt, unpickling, codec, 2) : NULL;
    Object *found = name ? unpickling_find_class(rt, unpickling, module, name) : NULL;
    release_nullable(rt, name);
    release_nullable(rt, module);
    return found;
}

bool pickle_load_global(Runtime *rt, Unpickling *unpickling) {
    return unpickling_push(rt, unpickling, class_of_lines(rt, unpickling, CODEC_UTF8));
}

bool pickle_load_stack_global(Runtime *rt, Unpickling *unpickling) {
    Object *name = unpickling_pop(rt, unpickling);
    error_clear(rt);
    Object *module = unpickling_pop(rt, unpickling);
    error_clear(rt);
    Object *found = NULL;
    if (name && module && str_check_exact(name) && str_check_exact(module)) {
        found = unpickling_find_class(rt, unpickling, module, name);
    } else {
        pickle_raise_unpickling(rt, "STACK_GLOBAL requires str");
    }
    release_nullable(rt, name);
    release_nullable(rt, module);
    return unpickling_push(rt, unpickling, found);
}

/* ---- copyreg's extension codes ---- */

static NEW_REF Object *find_extension(Runtime *rt, Unpickling *unpickling, Object *code,
                                      int64_t number) {
    Object *cache = pickle_known(rt, PICKLE_EXTENSION_CACHE);
    Object *found = cache ? dict_get(rt, cache, code) : NULL;
    if (!cache || found || error_pending(rt)) {
        return retain_nullable(found);
    }
    Object *registry = pickle_known(rt, PICKLE_INVERTED_REGISTRY);
    Object *pair = registry ? dict_get(rt, registry, code) : NULL;
    if (!pair) {
        return error_pending(rt)
                   ? NULL
                   : raise_value_error(rt, "unregistered extension code %lld", (long long)number);
    }
    if (!type_is_tuple(rt, pair) || tuple_length(pair) != 2 ||
        !type_is_str(rt, tuple_get(pair, 0)) || !type_is_str(rt, tuple_get(pair, 1))) {
        return raise_value_error(rt, "_inverted_registry[%lld] isn't a 2-tuple of strings",
                                 (long long)number);
    }
    retain(pair);
    found = unpickling_find_class(rt, unpickling, tuple_get(pair, 0), tuple_get(pair, 1));
    release(rt, pair);
    if (found && !dict_set(rt, cache, code, found)) {
        CLEAR_REF(rt, &found);
    }
    return found;
}

static bool load_extension(Runtime *rt, Unpickling *unpickling, size_t size) {
    const uint8_t *data = pickle_input_take(rt, &unpickling->in, size);
    if (!data) {
        return false;
    }
    int64_t number = (int32_t)unpickling_number(data, size);
    if (number <= 0) {
        return pickle_raise_unpickling(rt, "EXT specifies code <= 0");
    }
    Object *code = int_from_int64(rt, number);
    Object *found = code ? find_extension(rt, unpickling, code, number) : NULL;
    release_nullable(rt, code);
    return unpickling_push(rt, unpickling, found);
}

bool pickle_load_ext1(Runtime *rt, Unpickling *unpickling) {
    return load_extension(rt, unpickling, 1);
}

bool pickle_load_ext2(Runtime *rt, Unpickling *unpickling) {
    return load_extension(rt, unpickling, 2);
}

bool pickle_load_ext4(Runtime *rt, Unpickling *unpickling) {
    return load_extension(rt, unpickling, 4);
}

/* ---- persistent ids ---- */

static bool call_persistent_load(Runtime *rt, Unpickling *unpickling, STEALS Object *id) {
    Object *object =
        id ? pickle_hook_call(rt, &unpickling->persistent_load, unpickling->self, id) : NULL;
    release_nullable(rt, id);
    return unpickling_push(rt, unpickling, object);
}

static bool has_persistent_load(Runtime *rt, const Unpickling *unpickling) {
    return unpickling->persistent_load.function ||
           pickle_raise_unpickling(rt, "A load persistent id instruction was encountered,\nbut "
                                       "no persistent_load function was specified.");
}

bool pickle_load_persid(Runtime *rt, Unpickling *unpickling) {
    if (!has_persistent_load(rt, unpickling)) {
        return false;
    }
    Object *id = line_as_text(rt, unpickling, CODEC_ASCII, 1);
    if (!id && error_clear_if(rt, TYPE_UNICODE_DECODE_ERROR)) {
        return pickle_raise_unpickling(rt, "persistent IDs in protocol 0 must be ASCII strings");
    }
    return call_persistent_load(rt, unpickling, id);
}

bool pickle_load_binpersid(Runtime *rt, Unpickling *unpickling) {
    return has_persistent_load(rt, unpickling) &&
           call_persistent_load(rt, unpickling, unpickling_pop(rt, unpickling));
}

/* ---- instances by the way of protocol 0 ---- */

/* A class of old is made without its __init__ when there are no arguments. */
static NEW_REF Object *instantiate(Runtime *rt, Object *cls, Object *args) {
    if (tuple_length(args) == 0 && type_is_type(rt, cls)) {
        bool missing;
        Object *method =
            object_get_attr_optional(rt, cls, rt->names[NAME___getinitargs__], &missing);
        if (!method) {
            return missing ? object_call_method(rt, cls, rt->names[NAME___new__], &cls, 1) : NULL;
        }
        release(rt, method);
    }
    return object_call_unpacked(rt, cls, args, NULL);
}

bool pickle_load_inst(Runtime *rt, Unpickling *unpickling) {
    size_t at;
    if (!unpickling_take_mark(rt, unpickling, &at)) {
        return false;
    }
    Object *cls = class_of_lines(rt, unpickling, CODEC_ASCII);
    Object *args = cls ? unpickling_pop_tuple(rt, unpickling, at) : NULL;
    Object *object = args ? instantiate(rt, cls, args) : NULL;
    release_nullable(rt, args);
    release_nullable(rt, cls);
    return unpickling_push(rt, unpickling, object);
}

bool pickle_load_obj(Runtime *rt, Unpickling *unpickling) {
    size_t at;
    if (!unpickling_take_mark(rt, unpickling, &at)) {
        return false;
    }
    if (unpickling->depth < at + 1) {
        return unpickling_underflow(rt, unpickling);
    }
    Object *args = unpickling_pop_tuple(rt, unpickling, at + 1);
    Object *cls = args ? unpickling_pop(rt, unpickling) : NULL;
    Object *object = cls ? instantiate(rt, cls, args) : NULL;
    release_nullable(rt, args);
    release_nullable(rt, cls);
    return unpickling_push(rt, unpickling, object);
}
