/* pickle_reduce: pickles what says by itself how to make it again, and globals by their names. */
#include "modules/pickle_types.h"

#include "object/bytes.h"
#include "object/dict.h"
#include "object/intern.h"
#include "object/list.h"
#include "object/shape.h"
#include "object/tuple.h"
#include "types/codecs.h"
#include "vm/import.h"

/* ---- globals ---- */

Object *pickle_dotted_path(Runtime *rt, Object *object, Object *name) {
    Object *dot = str_latin1_char(rt, '.');
    Object *path = dot ? object_call_method_cstring(rt, name, "split", &dot, 1) : NULL;
    release_nullable(rt, dot);
    for (size_t i = 0; path && i < list_length(path); i++) {
        if (!str_equals_ascii(list_get(path, i), "<locals>")) {
            continue;
        }
        if (object) {
            raise_format(rt, TYPE_ATTRIBUTE_ERROR, "Can't pickle local attribute %R on %R", name,
                         object);
        } else {
            raise_format(rt, TYPE_ATTRIBUTE_ERROR, "Can't pickle local object %R", name);
        }
        CLEAR_REF(rt, &path);
        break;
    }
    return path;
}

Object *pickle_deep_attribute(Runtime *rt, Object *object, Object *path, Object **parent) {
    Object *at = retain(object), *before = NULL;
    for (size_t i = 0; at && i < list_length(path); i++) {
        bool missing;
        release_nullable(rt, before);
        before = at;
        at = object_get_attr_optional(rt, before, list_get(path, i), &missing);
    }
    if (at && parent) {
        *parent = before;
    } else {
        release_nullable(rt, before);
    }
    return at;
}

/* 1: the module has the object under this path, 0: no, -1: an exception. */
static int module_has(Runtime *rt, Object *name, Object *module, Object *object, Object *path) {
    if (module == NONE || (type_is_str(rt, name) && str_equals_ascii(name, "__main__"))) {
        return 0;
    }
    Object *found = pickle_deep_attribute(rt, module, path, NULL);
    bool same = found == object;
    release_nullable(rt, found);
    return error_pending(rt) ? -1 : same;
}

/* The module among sys.modules that has it, as its __module__ does not say. */
static NEW_REF Object *search_modules(Runtime *rt, Object *object, Object *path) {
    Object *items = dict_items_list(rt, rt->modules);
    Object *name = items ? retain(rt->names[NAME___main__]) : NULL;
    for (size_t i = 0; name && i < list_length(items); i++) {
        Object *pair = list_get(items, i);
        int has = module_has(rt, tuple_get(pair, 0), tuple_get(pair, 1), object, path);
        if (has) {
            release(rt, name);
            name = has > 0 ? retain(tuple_get(pair, 0)) : NULL;
            break;
        }
    }
    release_nullable(rt, items);
    return name;
}

static NEW_REF Object *which_module(Runtime *rt, Object *object, Object *path) {
    bool missing;
    Object *name = object_get_attr_optional(rt, object, rt->names[NAME___module__], &missing);
    if (name && name != NONE) {
        return name;
    }
    if (!name && !missing) {
        return NULL;
    }
    release_nullable(rt, name);
    return search_modules(rt, object, path);
}

/* A global that is being pickled. */
typedef struct Global {
    Object *object;
    Object *name, *path, *module_name;
    Object *parent, *module;
} Global;

static NEW_REF Object *copy_of(Runtime *rt, Object *name) {
    Object *copy = str_new_uninitialised(rt, str_kind(name), str_length(name));
    if (copy) {
        str_copy_into(copy, 0, name, 0, str_length(name));
    }
    return copy ? str_finish(rt, copy) : NULL;
}

/* The object's qualified name. That of a builtin type is made anew each time, as in CPython, so
 * that it is no object that a program has. */
static NEW_REF Object *name_of(Runtime *rt, Object *object) {
    bool missing;
    Object *name = object_get_attr_optional(rt, object, rt->names[NAME___qualname__], &missing);
    if (!name && missing) {
        name = object_get_attr(rt, object, rt->names[NAME___name__]);
    }
    if (name && type_is_type(rt, object) && !type_is_class((TypeObject *)object) &&
        str_check_exact(name)) {
        Object *fresh = copy_of(rt, name);
        release(rt, name);
        return fresh;
    }
    return name;
}

static void global_release(Runtime *rt, Global *global) {
    release_nullable(rt, global->name);
    release_nullable(rt, global->path);
    release_nullable(rt, global->module_name);
    release_nullable(rt, global->module);
    release_nullable(rt, global->parent);
}

/* The object that CPython has for a module's name: interned, but for modules that C code makes by
 * their names. Whether another one is the same object is seen in the pickle. */
static NEW_REF Object *canonical_name(Runtime *rt, const Object *object, STEALS Object *name) {
    static const char *const MADE_BY_NAME[] = {"builtins", "sys", "_pickle", "_signal", "__main__"};
    if (!str_check_exact(name) || !(name = intern(rt, name))) {
        return name;
    }
    bool native = object_type_id(object) == TYPE_NATIVE_FUNCTION;
    bool apart = false;
    for (size_t i = native ? 0 : COUNT_OF(MADE_BY_NAME) - 1; i < COUNT_OF(MADE_BY_NAME); i++) {
        apart = apart || str_equals_ascii(name, MADE_BY_NAME[i]);
    }
    Object *names = apart ? pickle_known(rt, PICKLE_MODULE_NAMES) : NULL;
    Object *copy = names ? dict_get_str(rt, names, name) : NULL;
    if (!apart) {
        return name;
    }
    if (copy || !names) {
        release(rt, name);
        return retain_nullable(copy);
    }
    copy = copy_of(rt, name);
    if (copy && !dict_set(rt, names, name, copy)) {
        CLEAR_REF(rt, &copy);
    }
    release(rt, name);
    return copy;
}

/* Fills the rest in: where the object is found by its name. */
static bool global_find(Runtime *rt, Global *global) {
    Object *object = global->object;
    if (!global->name && !(global->name = name_of(rt, object))) {
        return false;
    }
    global->path = pickle_dotted_path(rt, NULL, global->name);
    global->module_name = global->path ? which_module(rt, object, global->path) : NULL;
    if (!global->module_name) {
        return false;
    }
    if (!type_is_str(rt, global->module_name)) {
        return raise_type_error(rt, "module name must be a string");
    }
    if (!(global->module_name = canonical_name(rt, object, global->module_name))) {
        return false;
    }
    global->module = import_absolute(rt, global->module_name);
    if (!global->module) {
        return error_clear_ordinary(rt) &&
               pickle_raise_pickling(rt, "Can't pickle %R: import of module %R failed", object,
                                     global->module_name);
    }
    Object *found = pickle_deep_attribute(rt, global->module, global->path, &global->parent);
    if (!found) {
        return error_clear_ordinary(rt) &&
               pickle_raise_pickling(rt, "Can't pickle %R: attribute lookup %S on %S failed",
                                     object, global->name, global->module_name);
    }
    bool same = found == object;
    release(rt, found);
    return same || pickle_raise_pickling(rt, "Can't pickle %R: it's not the same object as %S.%S",
                                         object, global->module_name, global->name);
}

/* The object's code in copyreg's registry: *code 0 when it has none. */
static bool extension_code(Runtime *rt, const Global *global, int64_t *code) {
    *code = 0;
    Object *registry = pickle_known(rt, PICKLE_EXTENSION_REGISTRY);
    Object *key = registry ? tuple_pack(rt, 2, global->module_name, global->name) : NULL;
    Object *found = key ? dict_get(rt, registry, key) : NULL;
    release_nullable(rt, key);
    if (!found) {
        return key && !error_pending(rt);
    }
    if (!type_is_int(rt, found)) {
        return pickle_raise_pickling(rt, "Can't pickle %R: extension code %R isn't an integer",
                                     global->object, found);
    }
    int overflow;
    *code = int_as_int64(found, &overflow);
    if (overflow || *code <= 0 || *code > INT32_MAX) {
        return pickle_raise_pickling(rt, "Can't pickle %R: extension code %lld is out of range",
                                     global->object, overflow ? -1LL : (long long)*code);
    }
    return true;
}

static bool write_extension(Runtime *rt, Pickling *pickling, uint64_t code) {
    return code < 256     ? pickle_output_number(rt, &pickling->out, PICKLE_EXT1, code, 1)
           : code < 65536 ? pickle_output_number(rt, &pickling->out, PICKLE_EXT2, code, 2)
                          : pickle_output_number(rt, &pickling->out, PICKLE_EXT4, code, 4);
}

/* What a table of _compat_pickle has for a key; NULL without an exception: nothing. */
static BORROWED Object *mapped(Runtime *rt, PickleKnown table, Object *key) {
    Object *dict = pickle_known(rt, table);
    return dict && key ? dict_get(rt, dict, key) : NULL;
}

/* The names that Python 2 has for it. */
static bool names_of_python2(Runtime *rt, Global *global) {
    Object *key = tuple_pack(rt, 2, global->module_name, global->name);
    Object *pair = mapped(rt, PICKLE_REVERSE_NAME_MAPPING, key);
    release_nullable(rt, key);
    if (error_pending(rt)) {
        return false;
    }
    if (pair) {
        Object *module, *name;
        if (!pickle_pair_of_names(rt, "REVERSE_NAME_MAPPING", pair, &module, &name)) {
            return false;
        }
        REPLACE_REF(rt, &global->module_name, retain(module));
        REPLACE_REF(rt, &global->name, retain(name));
        return true;
    }
    Object *module = mapped(rt, PICKLE_REVERSE_IMPORT_MAPPING, global->module_name);
    if (module && !type_is_str(rt, module)) {
        return raise_runtime_error(
            rt, "_compat_pickle.REVERSE_IMPORT_MAPPING values should be strings, not %.200s",
            type_name_of(rt, module));
    }
    if (module) {
        REPLACE_REF(rt, &global->module_name, retain(module));
    }
    return !error_pending(rt);
}

static bool write_identifier(Runtime *rt, Pickling *pickling, Object *name, const char *what) {
    CodecId codec = pickling->protocol >= 3 ? CODEC_UTF8 : CODEC_ASCII;
    Object *bytes = codecs_encode_by_id(rt, name, codec, NULL);
    if (!bytes) {
        return error_clear_if(rt, TYPE_UNICODE_ENCODE_ERROR)
                   ? pickle_raise_pickling(
                         rt, "can't pickle %s identifier '%S' using pickle protocol %d", what, name,
                         pickling->protocol)
                   : false;
    }
    bool done = pickle_output_data(rt, &pickling->out, bytes_data(bytes), bytes_length(bytes)) &&
                pickle_write_op(rt, pickling, '\n');
    release(rt, bytes);
    return done;
}

/* As an attribute of what it is nested in, where names have no dots yet. */
static bool save_nested(Runtime *rt, Pickling *pickling, const Global *global, Object *last) {
    Object *getattr = pickle_known(rt, PICKLE_GETATTR);
    Object *args = getattr ? tuple_pack(rt, 2, global->parent, last) : NULL;
    Object *reduced = args ? tuple_pack(rt, 2, getattr, args) : NULL;
    bool done = reduced && pickle_save_reduced(rt, pickling, reduced, NULL);
    release_nullable(rt, reduced);
    release_nullable(rt, args);
    return done;
}

static bool write_global(Runtime *rt, Pickling *pickling, Global *global) {
    Object *last = list_get(global->path, list_length(global->path) - 1);
    bool nested = global->parent != global->module;
    if (!nested) {
        REPLACE_REF(rt, &global->name, retain(last));
    }
    if (pickling->protocol >= 4) {
        return pickle_save(rt, pickling, global->module_name, false) &&
               pickle_save(rt, pickling, global->name, false) &&
               pickle_write_op(rt, pickling, PICKLE_STACK_GLOBAL);
    }
    if (nested) {
        return save_nested(rt, pickling, global, last);
    }
    if (pickling->protocol < 3 && pickling->fix_imports && !names_of_python2(rt, global)) {
        return false;
    }
    return pickle_write_op(rt, pickling, PICKLE_GLOBAL) &&
           write_identifier(rt, pickling, global->module_name, "module") &&
           write_identifier(rt, pickling, global->name, "global");
}

bool pickle_save_global(Runtime *rt, Pickling *pickling, Object *object, Object *name) {
    Global global = {.object = object, .name = retain_nullable(name)};
    int64_t code = 0;
    bool done = pickle_settle(rt, pickling) && global_find(rt, &global) &&
                (pickling->protocol < 2 || extension_code(rt, &global, &code));
    if (done && code) {
        done = write_extension(rt, pickling, (uint64_t)code);
    } else {
        done = done && write_global(rt, pickling, &global) &&
               pickle_memoize(rt, pickling, object, false);
    }
    global_release(rt, &global);
    return done;
}

/* type(None) and its like have no names of their own: a call of type. */
static bool save_type(Runtime *rt, Pickling *pickling, Object *type) {
    Object *value = type == (Object *)type_object(rt, TYPE_NONE)              ? NONE
                    : type == (Object *)type_object(rt, TYPE_ELLIPSIS)        ? ELLIPSIS
                    : type == (Object *)type_object(rt, TYPE_NOT_IMPLEMENTED) ? NOT_IMPLEMENTED
                                                                              : NULL;
    if (!value) {
        return !error_pending(rt) && pickle_save_global(rt, pickling, type, NULL);
    }
    Object *args = tuple_pack(rt, 1, value);
    Object *reduced = args ? tuple_pack(rt, 2, type_object(rt, TYPE_TYPE), args) : NULL;
    bool done = reduced && pickle_save_reduced(rt, pickling, reduced, type);
    release_nullable(rt, reduced);
    release_nullable(rt, args);
    return done;
}

/* ---- what an object says how to make it ---- */

typedef struct Reduction {
    Object *callable, *args, *state, *items, *pairs, *state_setter; /* NULL: not given */
} Reduction;

static BORROWED Object *element(Object *tuple, size_t idx) {
    Object *item = idx < tuple_length(tuple) ? tuple_get(tuple, idx) : NULL;
    return item == NONE ? NULL : item;
}

static bool check_optional(Runtime *rt, const Reduction *reduction) {
    const char *ordinal = NULL, *wanted = "an iterator";
    Object *wrong = NULL;
    if (reduction->items && !slots_are_iterator(slots_of(rt, reduction->items))) {
        ordinal = "fourth";
        wrong = reduction->items;
    } else if (reduction->pairs && !slots_are_iterator(slots_of(rt, reduction->pairs))) {
        ordinal = "fifth";
        wrong = reduction->pairs;
    } else if (reduction->state_setter && !object_is_callable(rt, reduction->state_setter)) {
        ordinal = "sixth";
        wanted = "a function";
        wrong = reduction->state_setter;
    }
    return !ordinal ||
           pickle_raise_pickling(rt,
                                 "%s element of the tuple returned by __reduce__ must be %s, not "
                                 "%s",
                                 ordinal, wanted, type_name_of(rt, wrong));
}

static bool take_apart(Runtime *rt, Object *reduced, Reduction *out) {
    size_t count = tuple_length(reduced);
    *out = (Reduction){.callable = NULL};
    if (count < 2 || count > 6) {
        return pickle_raise_pickling(
            rt, "tuple returned by __reduce__ must contain 2 through 6 elements");
    }
    *out = (Reduction){.callable = tuple_get(reduced, 0),
                       .args = tuple_get(reduced, 1),
                       .state = element(reduced, 2),
                       .items = element(reduced, 3),
                       .pairs = element(reduced, 4),
                       .state_setter = element(reduced, 5)};
    if (!object_is_callable(rt, out->callable)) {
        return pickle_raise_pickling(rt, "first item of the tuple returned by __reduce__ must be "
                                         "callable");
    }
    if (!type_is_tuple(rt, out->args)) {
        return pickle_raise_pickling(rt, "second item of the tuple returned by __reduce__ must be "
                                         "a tuple");
    }
    return check_optional(rt, out);
}

/* functools.partial(cls.__new__, cls, *args, **kwargs): what protocols 2 and 3 have for keywords.
 */
static NEW_REF Object *bind_new(Runtime *rt, Object *cls, Object *args, Object *kwargs) {
    Object *partial = pickle_known(rt, PICKLE_PARTIAL);
    size_t count = tuple_length(args);
    Object *all = partial ? tuple_new(rt, count + 2) : NULL;
    if (!all) {
        return NULL;
    }
    Object *bound = NULL;
    tuple_items(all)[0] = object_get_attr(rt, cls, rt->names[NAME___new__]);
    if (tuple_items(all)[0]) {
        tuple_items(all)[1] = retain(cls);
        for (size_t i = 0; i < count; i++) {
            tuple_items(all)[i + 2] = retain(tuple_get(args, i));
        }
        bound = object_call_unpacked(rt, partial, all, kwargs);
    }
    release(rt, all);
    return bound;
}

static bool save_new_with_keywords(Runtime *rt, Pickling *pickling, Object *given) {
    static const char *const WANTED[] = {"a class", "a tuple", "a dict"};
    static const char *const ORDINALS[] = {"first", "second", "third"};
    if (tuple_length(given) != 3) {
        return pickle_raise_pickling(
            rt, "length of the NEWOBJ_EX argument tuple must be exactly 3, not %zu",
            tuple_length(given));
    }
    Object *cls = tuple_get(given, 0), *args = tuple_get(given, 1), *kwargs = tuple_get(given, 2);
    bool fits[] = {type_is_type(rt, cls), type_is_tuple(rt, args), type_is_dict(rt, kwargs)};
    for (size_t i = 0; i < COUNT_OF(fits); i++) {
        if (!fits[i]) {
            return pickle_raise_pickling(
                rt, "%s item from NEWOBJ_EX argument tuple must be %s, not %.200s", ORDINALS[i],
                WANTED[i], type_name_of(rt, tuple_get(given, i)));
        }
    }
    if (pickling->protocol >= 4) {
        return pickle_save(rt, pickling, cls, false) && pickle_save(rt, pickling, args, false) &&
               pickle_save(rt, pickling, kwargs, false) &&
               pickle_write_op(rt, pickling, PICKLE_NEWOBJ_EX);
    }
    Object *bound = bind_new(rt, cls, args, kwargs);
    Object *empty = bound ? tuple_empty(rt) : NULL;
    bool done = empty && pickle_save(rt, pickling, bound, false) &&
                pickle_save(rt, pickling, empty, false) &&
                pickle_write_op(rt, pickling, PICKLE_REDUCE);
    release_nullable(rt, bound);
    release_nullable(rt, empty);
    return done;
}

static bool has_class(Runtime *rt, Object *object, Object *cls) {
    Object *found = object_get_attr(rt, object, rt->names[NAME___class__]);
    bool same = found == cls;
    if (found && !same) {
        pickle_raise_pickling(rt, "args[0] from __newobj__ args has the wrong class");
    }
    release_nullable(rt, found);
    return same;
}

static bool save_new(Runtime *rt, Pickling *pickling, Object *given, Object *object) {
    size_t count = tuple_length(given);
    if (count < 1) {
        return pickle_raise_pickling(rt, "__newobj__ arglist is empty");
    }
    Object *cls = tuple_get(given, 0);
    if (!type_is_type(rt, cls)) {
        return pickle_raise_pickling(rt, "args[0] from __newobj__ args is not a type");
    }
    if (object && !has_class(rt, object, cls)) {
        return false;
    }
    Object *rest = pickle_save(rt, pickling, cls, false) ? tuple_slice(rt, given, 1, count) : NULL;
    bool done = rest && pickle_save(rt, pickling, rest, false) &&
                pickle_write_op(rt, pickling, PICKLE_NEWOBJ);
    release_nullable(rt, rest);
    return done;
}

/* Whether the callable is copyreg's __newobj__ (1) or __newobj_ex__ (2), which have opcodes, or any
 * other (0); -1: an exception. */
static int kind_of_callable(Runtime *rt, const Pickling *pickling, Object *callable) {
    if (pickling->protocol < 2) {
        return 0;
    }
    bool missing;
    Object *name = object_get_attr_optional(rt, callable, rt->names[NAME___name__], &missing);
    int kind = name || missing ? 0 : -1;
    if (name && type_is_str(rt, name)) {
        kind = str_equals_ascii(name, "__newobj__")      ? 1
               : str_equals_ascii(name, "__newobj_ex__") ? 2
                                                         : 0;
    }
    release_nullable(rt, name);
    return kind;
}

static bool save_call(Runtime *rt, Pickling *pickling, const Reduction *reduction, Object *object) {
    switch (kind_of_callable(rt, pickling, reduction->callable)) {
    case 0:
        return pickle_save(rt, pickling, reduction->callable, false) &&
               pickle_save(rt, pickling, reduction->args, false) &&
               pickle_write_op(rt, pickling, PICKLE_REDUCE);
    case 1:
        return save_new(rt, pickling, reduction->args, object);
    case 2:
        return save_new_with_keywords(rt, pickling, reduction->args);
    default:
        return false;
    }
}

static bool save_state(Runtime *rt, Pickling *pickling, const Reduction *reduction,
                       Object *object) {
    if (!reduction->state) {
        return true;
    }
    if (!reduction->state_setter) {
        return pickle_save(rt, pickling, reduction->state, false) &&
               pickle_write_op(rt, pickling, PICKLE_BUILD);
    }
    return pickle_save(rt, pickling, reduction->state_setter, false) &&
           pickle_save(rt, pickling, object, false) &&
           pickle_save(rt, pickling, reduction->state, false) &&
           pickle_write_op(rt, pickling, PICKLE_TUPLE2) &&
           pickle_write_op(rt, pickling, PICKLE_REDUCE) &&
           pickle_write_op(rt, pickling, PICKLE_POP);
}

bool pickle_save_reduced(Runtime *rt, Pickling *pickling, Object *reduced, Object *object) {
    Reduction reduction;
    size_t number;
    if (!pickle_settle(rt, pickling) || !take_apart(rt, reduced, &reduction) ||
        !save_call(rt, pickling, &reduction, object)) {
        return false;
    }
    if (object) {
        if (pickle_is_known(pickling, object, &number)) {
            return pickle_write_op(rt, pickling, PICKLE_POP) &&
                   pickle_save_reference(rt, pickling, number);
        }
        if (!pickle_memoize(rt, pickling, object, false)) {
            return false;
        }
    }
    return (!reduction.items || pickle_save_items(rt, pickling, reduction.items)) &&
           (!reduction.pairs || pickle_save_pairs(rt, pickling, reduction.pairs)) &&
           save_state(rt, pickling, &reduction, object) &&
           pickle_settle(rt, pickling); /* `reduced` may end in other code */
}

/* The function that a dispatch table has for a type: NULL without an exception, none. */
static NEW_REF Object *dispatched(Runtime *rt, const Pickling *pickling, TypeObject *type) {
    if (!pickling->dispatch_table) {
        Object *table = pickle_known(rt, PICKLE_DISPATCH_TABLE);
        return table ? retain_nullable(dict_get(rt, table, &type->header)) : NULL;
    }
    Object *function = object_get_item(rt, pickling->dispatch_table, &type->header);
    if (!function) {
        error_clear_if(rt, TYPE_KEY_ERROR);
    }
    return function;
}

static NEW_REF Object *reduce_by_method(Runtime *rt, const Pickling *pickling, Object *object) {
    bool missing;
    Object *method = object_get_attr_optional(rt, object, rt->names[NAME___reduce_ex__], &missing);
    Object *reduced = NULL;
    if (method) {
        Object *protocol = int_from_int64(rt, pickling->protocol);
        reduced = protocol ? object_call_one(rt, method, protocol) : NULL;
        release_nullable(rt, protocol);
    } else if (missing) {
        method = object_get_attr_optional(rt, object, rt->names[NAME___reduce__], &missing);
        reduced = method ? object_call_noargs(rt, method) : NULL;
        if (!method && missing) {
            pickle_raise_pickling(rt, "can't pickle '%.200s' object: %R", type_name_of(rt, object),
                                  object);
        }
    }
    release_nullable(rt, method);
    return reduced;
}

static bool save_answer(Runtime *rt, Pickling *pickling, STEALS Object *reduced, Object *object) {
    bool done = false;
    if (type_is_str(rt, reduced)) {
        done = pickle_save_global(rt, pickling, object, reduced);
    } else if (!type_is_tuple(rt, reduced)) {
        pickle_raise_pickling(rt, "__reduce__ must return a string or tuple");
    } else {
        done = pickle_save_reduced(rt, pickling, reduced, object);
    }
    release(rt, reduced);
    return done;
}

static bool save_by_reduction(Runtime *rt, Pickling *pickling, Object *object) {
    TypeObject *type = type_of(rt, object);
    Object *function = type ? dispatched(rt, pickling, type) : NULL;
    if (error_pending(rt)) {
        return false;
    }
    Object *reduced;
    if (function) {
        reduced = object_call_one(rt, function, object);
        release(rt, function);
    } else if (type_is_type(rt, object)) {
        return pickle_save_global(rt, pickling, object, NULL);
    } else {
        reduced = reduce_by_method(rt, pickling, object);
    }
    return reduced && save_answer(rt, pickling, reduced, object);
}

bool pickle_save_other(Runtime *rt, Pickling *pickling, Object *object, bool sole) {
    PickleState *state = pickle_state(rt);
    uint32_t type_id = object_type_id(object);
    bool done;
    bool good = pickle_save_instance(rt, pickling, object, sole, &done);
    if (!good || done) {
        return good;
    }
    if (!pickle_settle(rt, pickling)) {
        return false;
    }
    if (UNLIKELY(pickling->fast) && type_has_flag(rt, object, TYPE_FLAG_SHAPED) &&
        !instance_dict(rt, object)) { /* one dict each time, so that circles are found */
        return false;
    }
    if (type_id == state->buffer_type) {
        return pickle_save_buffer(rt, pickling, object);
    }
    if (pickling->reducer_override) {
        Object *reduced = object_call_one(rt, pickling->reducer_override, object);
        if (!reduced || reduced != NOT_IMPLEMENTED) {
            return reduced && save_answer(rt, pickling, reduced, object);
        }
    }
    if (type_id == TYPE_TYPE) {
        return save_type(rt, pickling, object);
    }
    if (type_id == TYPE_FUNCTION) {
        return pickle_save_global(rt, pickling, object, NULL);
    }
    return save_by_reduction(rt, pickling, object);
}
