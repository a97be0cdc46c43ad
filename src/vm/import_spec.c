/* import_spec: the class ModuleSpec, and the specs of modules that the runtime finds itself. */
#include "vm/import_spec.h"

#include "object/arguments.h"
#include "object/dict.h"
#include "object/list.h"
#include "object/native.h"
#include "object/operations.h"
#include "vm/import_early.h"
#include <string.h>

enum {
    FIELD_NAME,
    FIELD_LOADER,
    FIELD_ORIGIN,
    FIELD_LOADER_STATE,
    FIELD_SEARCH,
    FIELD_UNINITIALIZED, /* names of submodules that are being imported */
    FIELD_CACHED,
    FIELD_COUNT
};

typedef struct SpecObject {
    Object header;
    Object *fields[FIELD_COUNT]; /* NULL: never set */
    Object *dict;                /* other attributes; NULL until made */
    bool located;
} SpecObject;

static SpecObject *as_spec(Object *object) {
    return (SpecObject *)object;
}

static void spec_traverse(Object *self, VisitFunction visit, void *context) {
    for (size_t i = 0; i < FIELD_COUNT; i++) {
        if (as_spec(self)->fields[i]) {
            visit(as_spec(self)->fields[i], context);
        }
    }
    if (as_spec(self)->dict) {
        visit(as_spec(self)->dict, context);
    }
}

static void spec_clear(Runtime *rt, Object *self) {
    for (size_t i = 0; i < FIELD_COUNT; i++) {
        CLEAR_REF(rt, &as_spec(self)->fields[i]);
    }
    CLEAR_REF(rt, &as_spec(self)->dict);
}

static void spec_dealloc(Runtime *rt, Object *self) {
    spec_clear(rt, self);
    object_free_container(rt, self, slots_of(rt, self)->basic_size);
}

static Object *spec_new_instance(Runtime *rt, TypeObject *type, Object *const *args, size_t count,
                                 Object *keyword_names) {
    (void)args;
    (void)count;
    (void)keyword_names;
    return object_new_container(rt, type->type_id, type->slots->basic_size);
}

static void set_field(Runtime *rt, Object *self, int field, Object *value) {
    REPLACE_REF(rt, &as_spec(self)->fields[field], retain(value ? value : NONE));
}

static bool spec_init(Runtime *rt, Object *self, Object *const *args, size_t count,
                      Object *keyword_names) {
    static const ArgumentSpec SPEC = {"ModuleSpec.__init__",
                                      {"name", "loader", "origin", "loader_state", "is_package"},
                                      0,
                                      2,
                                      2,
                                      5};
    Object *given[5];
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given)) {
        return false;
    }
    int is_package = given[4] ? object_is_true(rt, given[4]) : 0;
    Object *search = is_package > 0 ? list_new(rt, 0) : retain(NONE);
    Object *uninitialized = list_new(rt, 0);
    bool done = is_package >= 0 && search && uninitialized;
    if (done) {
        set_field(rt, self, FIELD_NAME, given[0]);
        set_field(rt, self, FIELD_LOADER, given[1]);
        set_field(rt, self, FIELD_ORIGIN, given[2]);
        set_field(rt, self, FIELD_LOADER_STATE, given[3]);
        set_field(rt, self, FIELD_SEARCH, search);
        set_field(rt, self, FIELD_UNINITIALIZED, uninitialized);
        set_field(rt, self, FIELD_CACHED, NONE);
        as_spec(self)->located = false;
    }
    release_nullable(rt, search);
    release_nullable(rt, uninitialized);
    return done;
}

/* ---- text and comparison ---- */

static BORROWED Object *field_of(Object *self, int field) {
    Object *value = as_spec(self)->fields[field];
    return value ? value : NONE;
}

static Object *spec_repr(Runtime *rt, Object *self) {
    StrWriter writer;
    writer_init(&writer);
    Object *search = field_of(self, FIELD_SEARCH), *origin = field_of(self, FIELD_ORIGIN);
    Object *shown = search != NONE ? object_str(rt, search) : NULL;
    bool done = (shown || search == NONE) &&
                writer_cstring(rt, &writer, type_short_name(slots_of(rt, self))) &&
                writer_cstring(rt, &writer, "(name=") &&
                writer_repr(rt, &writer, field_of(self, FIELD_NAME)) &&
                writer_cstring(rt, &writer, ", loader=") &&
                writer_repr(rt, &writer, field_of(self, FIELD_LOADER)) &&
                (origin == NONE ||
                 (writer_cstring(rt, &writer, ", origin=") && writer_repr(rt, &writer, origin))) &&
                (!shown || (writer_cstring(rt, &writer, ", submodule_search_locations=") &&
                            writer_str(rt, &writer, shown))) &&
                writer_char(rt, &writer, ')');
    release_nullable(rt, shown);
    if (!done) {
        writer_abandon(rt, &writer);
        return NULL;
    }
    return writer_finish(rt, &writer);
}

static Object *spec_compare(Runtime *rt, Object *a, Object *b, CompareOp op) {
    static const int COMPARED[] = {FIELD_NAME, FIELD_LOADER, FIELD_ORIGIN, FIELD_SEARCH,
                                   FIELD_CACHED};
    uint32_t type = rt->import_state->spec_type;
    if ((op != COMPARE_EQ && op != COMPARE_NE) || !type_is_instance(rt, a, type) ||
        !type_is_instance(rt, b, type)) {
        return retain(NOT_IMPLEMENTED);
    }
    int equal = as_spec(a)->located == as_spec(b)->located;
    for (size_t i = 0; equal > 0 && i < COUNT_OF(COMPARED); i++) {
        equal = object_equals(rt, field_of(a, COMPARED[i]), field_of(b, COMPARED[i]));
    }
    return equal < 0 ? NULL : retain(bool_object((equal > 0) == (op == COMPARE_EQ)));
}

/* ---- attributes ---- */

static const char SUFFIX[] = ".py";

static bool has_suffix(Object *path) {
    size_t length = str_length(path), suffix = strlen(SUFFIX);
    for (size_t i = 0; i < suffix; i++) {
        if (length < suffix || str_at(path, length - suffix + i) != (uint8_t)SUFFIX[i]) {
            return false;
        }
    }
    return true;
}

static Object *get_field(Runtime *rt, Object *self, int field) {
    (void)rt;
    return retain(field_of(self, field));
}

static bool put_field(Runtime *rt, Object *self, int field, Object *value) {
    set_field(rt, self, field, value);
    return true;
}

#define SPEC_FIELD(name, field)                                                                    \
    static Object *get_##name(Runtime *rt, Object *self) {                                         \
        return get_field(rt, self, field);                                                         \
    }                                                                                              \
    static bool set_##name(Runtime *rt, Object *self, Object *value) {                             \
        return put_field(rt, self, field, value);                                                  \
    }

SPEC_FIELD(name, FIELD_NAME)
SPEC_FIELD(loader, FIELD_LOADER)
SPEC_FIELD(origin, FIELD_ORIGIN)
SPEC_FIELD(loader_state, FIELD_LOADER_STATE)
SPEC_FIELD(search, FIELD_SEARCH)

/* Where compiled code would be kept: FOLDER/__pycache__/NAME.TAG.pyc for FOLDER/NAME.py. */
static Object *cached_path(Runtime *rt, Object *path) {
    size_t length = str_length(path), slash = length;
    while (slash > 0 && str_at(path, slash - 1) != '/') {
        slash--;
    }
    Object *folder = str_substring(rt, path, 0, slash);
    Object *stem = folder ? str_substring(rt, path, slash, length - strlen(SUFFIX)) : NULL;
    Object *cached =
        stem ? str_format(rt, "%U__pycache__/%U." IMPORT_SPEC_CACHE_TAG ".pyc", folder, stem)
             : NULL;
    release_nullable(rt, stem);
    release_nullable(rt, folder);
    return cached;
}

static Object *get_cached(Runtime *rt, Object *self) {
    Object *origin = field_of(self, FIELD_ORIGIN);
    if (field_of(self, FIELD_CACHED) == NONE && as_spec(self)->located && type_is_str(rt, origin) &&
        has_suffix(origin)) {
        Object *cached = cached_path(rt, origin);
        if (!cached) {
            return NULL;
        }
        REPLACE_REF(rt, &as_spec(self)->fields[FIELD_CACHED], cached);
    }
    return get_field(rt, self, FIELD_CACHED);
}

static bool set_cached(Runtime *rt, Object *self, Object *value) {
    return put_field(rt, self, FIELD_CACHED, value);
}

static Object *get_uninitialized(Runtime *rt, Object *self) {
    if (!as_spec(self)->fields[FIELD_UNINITIALIZED]) {
        Object *list = list_new(rt, 0);
        if (!list) {
            return NULL;
        }
        REPLACE_REF(rt, &as_spec(self)->fields[FIELD_UNINITIALIZED], list);
    }
    return get_field(rt, self, FIELD_UNINITIALIZED);
}

static Object *get_parent(Runtime *rt, Object *self) {
    Object *name = field_of(self, FIELD_NAME);
    if (field_of(self, FIELD_SEARCH) != NONE || !type_is_str(rt, name)) {
        return retain(name);
    }
    size_t dot = str_length(name);
    while (dot > 0 && str_at(name, dot - 1) != '.') {
        dot--;
    }
    return str_substring(rt, name, 0, dot ? dot - 1 : 0);
}

static Object *get_located(Runtime *rt, Object *self) {
    (void)rt;
    return retain(bool_object(as_spec(self)->located));
}

static bool set_located(Runtime *rt, Object *self, Object *value) {
    int truth = value ? object_is_true(rt, value) : 0;
    if (truth >= 0) {
        as_spec(self)->located = truth > 0;
    }
    return truth >= 0;
}

static Object *get_dict(Runtime *rt, Object *self) {
    return retain_nullable(object_get_dict(rt, self, true));
}

static const AttributeRow SPEC_ATTRIBUTES[] = {
    {"name", get_name, set_name, "The module's full name."},
    {"loader", get_loader, set_loader, "What loads it; None for a namespace package."},
    {"origin", get_origin, set_origin, "Where it comes from: a path, 'built-in', 'frozen'."},
    {"loader_state", get_loader_state, set_loader_state, "What the loader keeps here."},
    {"submodule_search_locations", get_search, set_search, "Of a package: its __path__."},
    {"cached", get_cached, set_cached, "Where compiled code would be; ouro keeps none."},
    {"_cached", get_cached, set_cached, NULL},
    {"_uninitialized_submodules", get_uninitialized, native_read_only, NULL},
    {"has_location", get_located, set_located, "Is origin a path that can be loaded?"},
    {"_set_fileattr", get_located, set_located, NULL},
    {"parent", get_parent, NULL, "The name of the package that contains the module."},
    {"__dict__", get_dict, NULL, NULL},
    ATTRIBUTE_ROW_END,
};

static const TypeSpec spec_spec = {
    .slots =
        {
            .name = "ModuleSpec",
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_HAS_DICT |
                     TYPE_FLAG_WEAKREFABLE,
            .basic_size = sizeof(SpecObject),
            .dict_offset = offsetof(SpecObject, dict),
            .dealloc = spec_dealloc,
            .traverse = spec_traverse,
            .clear = spec_clear,
            .new_instance = spec_new_instance,
            .init = spec_init,
            .repr = spec_repr,
            .hash = hash_not_implemented,
            .compare = spec_compare,
        },
    .attributes = SPEC_ATTRIBUTES,
    .doc = "ModuleSpec(name, loader, *, origin=None, loader_state=None, is_package=None)\n--\n\n"
           "What is known of a module before it is loaded.",
    .module = "_frozen_importlib",
};

TypeObject *import_spec_type(Runtime *rt) {
    struct ImportState *state = rt->import_state;
    return state->spec_type ? type_object(rt, state->spec_type)
                            : type_register(rt, &spec_spec, &state->spec_type);
}

/* ---- specs of the runtime's own finders ---- */

Object *import_spec_new(Runtime *rt, Object *name, Object *loader, Object *origin,
                        Object *search_path, bool located) {
    TypeObject *type = import_spec_type(rt);
    Object *spec = type ? object_new_container(rt, type->type_id, sizeof(SpecObject)) : NULL;
    if (spec) {
        set_field(rt, spec, FIELD_NAME, name);
        set_field(rt, spec, FIELD_LOADER, loader);
        set_field(rt, spec, FIELD_ORIGIN, origin);
        set_field(rt, spec, FIELD_SEARCH, search_path);
        as_spec(spec)->located = located;
    }
    return spec;
}

bool import_spec_set(Runtime *rt, Object *dict, Object *name, Object *path, Object *search_path) {
    Object *loader = path ? import_early_source_loader(rt, name, path)
                          : import_early_shared(rt, EARLY_BUILTIN_IMPORTER);
    Object *origin = path ? retain(path) : str_from_cstring(rt, "built-in");
    Object *spec = loader && origin
                       ? import_spec_new(rt, name, loader, origin, search_path, path != NULL)
                       : NULL;
    Object *cached = spec && path ? get_cached(rt, spec) : NULL;
    bool done = spec && (!path || cached) && dict_set(rt, dict, rt->names[NAME___spec__], spec) &&
                dict_set(rt, dict, rt->names[NAME___loader__], loader) &&
                (!path || (dict_set(rt, dict, rt->names[NAME___file__], path) &&
                           dict_set(rt, dict, rt->names[NAME___cached__], cached)));
    release_nullable(rt, cached);
    release_nullable(rt, spec);
    release_nullable(rt, origin);
    release_nullable(rt, loader);
    return done;
}

bool import_spec_settle(Runtime *rt, Object *dict) {
    Object *loader = dict_get_str(rt, dict, rt->names[NAME___loader__]);
    Object *spec = dict_get_str(rt, dict, rt->names[NAME___spec__]);
    bool is_ours = spec && object_type_id(spec) == rt->import_state->spec_type;
    bool same = is_ours && loader == as_spec(spec)->fields[FIELD_LOADER];
    Object *real = loader ? import_early_real(rt, loader) : NULL;
    if (loader && (!real || !dict_set(rt, dict, rt->names[NAME___loader__], real))) {
        release_nullable(rt, real);
        return false;
    }
    if (same) {
        set_field(rt, spec, FIELD_LOADER, real);
    }
    release_nullable(rt, real);
    return true;
}
