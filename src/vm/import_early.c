/* import_early: the objects that stand for importlib's until it is loaded. */
#include "vm/import_early.h"

#include "object/grants.h"
#include "object/list.h"
#include "object/operations.h"
#include <sys/stat.h>

typedef struct EarlyObject {
    Object header;
    EarlyKind kind;
    Object *name, *path; /* of a source loader; else NULL */
    Object *real;        /* NULL: not asked for yet */
} EarlyObject;

static EarlyObject *as_early(const Object *object) {
    return (EarlyObject *)(uintptr_t)object;
}

static bool is_early(Runtime *rt, const Object *object) {
    uint32_t type = rt->import_state->early_type;
    return type && object_type_id(object) == type;
}

static void early_traverse(Object *self, VisitFunction visit, void *context) {
    Object *fields[] = {as_early(self)->name, as_early(self)->path, as_early(self)->real};
    for (size_t i = 0; i < COUNT_OF(fields); i++) {
        if (fields[i]) {
            visit(fields[i], context);
        }
    }
}

static void early_clear(Runtime *rt, Object *self) {
    CLEAR_REF(rt, &as_early(self)->name);
    CLEAR_REF(rt, &as_early(self)->path);
    CLEAR_REF(rt, &as_early(self)->real);
}

static void early_dealloc(Runtime *rt, Object *self) {
    early_clear(rt, self);
    object_free_container(rt, self, sizeof(EarlyObject));
}

/* ---- the real object ---- */

/* zipimport is a module of its own, which importlib does not load. */
static Object *zip_importer(Runtime *rt) {
    Object *name = str_from_cstring(rt, "zipimport");
    Object *module = name ? rt->import_state->library_module(rt, name) : NULL;
    Object *type = module ? object_get_attr_cstring(rt, module, "zipimporter") : NULL;
    release_nullable(rt, module);
    release_nullable(rt, name);
    return type;
}

static Object *make_real(Runtime *rt, EarlyObject *self) {
    struct ImportState *state = rt->import_state;
    if (self->kind == EARLY_ZIP_HOOK) {
        return zip_importer(rt);
    }
    Object *real = state->real[self->kind];
    if (!real) { /* importlib is just being loaded */
        return raise_runtime_error(rt, "importlib is not ready");
    }
    if (self->kind != EARLY_SOURCE_LOADER) {
        return retain(real);
    }
    return self->name ? object_call_two(rt, real, self->name, self->path)
                      : raise_runtime_error(rt, "the loader is gone");
}

Object *import_early_real(Runtime *rt, Object *object) {
    if (!is_early(rt, object)) {
        return retain(object);
    }
    EarlyObject *self = RETAIN(as_early(object)); /* loading puts the real one in its place */
    if (!self->real && rt->import_state->load_importlib(rt) && !self->real) {
        Object *real = make_real(rt, self);
        if (real) {
            REPLACE_REF(rt, &self->real, real);
        }
    }
    Object *real = retain_nullable(self->real);
    RELEASE(rt, self);
    return real;
}

static Object *early_get_attr(Runtime *rt, Object *self, Object *name) {
    Object *real = import_early_real(rt, self);
    Object *value = real ? object_get_attr(rt, real, name) : NULL;
    release_nullable(rt, real);
    return value;
}

static bool early_set_attr(Runtime *rt, Object *self, Object *name, Object *value) {
    Object *real = import_early_real(rt, self);
    bool done = real && object_set_attr(rt, real, name, value);
    release_nullable(rt, real);
    return done;
}

static bool is_folder(Runtime *rt, Object *path) {
    Object *holder = NULL;
    const char *text = str_utf8(rt, path, NULL, &holder, true);
    struct stat status;
    bool folder = text && grants_stat(rt, text, &status) == 0 && S_ISDIR(status.st_mode);
    release_nullable(rt, holder);
    return error_clear_ordinary(rt) && folder;
}

static Object *early_call(Runtime *rt, Object *self, Object *const *args, size_t count,
                          Object *keyword_names) {
    if (as_early(self)->kind == EARLY_ZIP_HOOK && count == 1 && type_is_str(rt, args[0]) &&
        (is_folder(rt, args[0]) || error_pending(rt))) {
        return error_pending(rt) /* else what zipimport finds too, but without loading it */
                   ? NULL
                   : raise_format(rt, TYPE_IMPORT_ERROR, "not a Zip file: %R", args[0]);
    }
    Object *real = import_early_real(rt, self);
    Object *value = real ? object_call(rt, real, args, count, keyword_names) : NULL;
    release_nullable(rt, real);
    return value;
}

static Object *early_repr(Runtime *rt, Object *self) {
    Object *real = import_early_real(rt, self);
    Object *text = real ? object_repr(rt, real) : NULL;
    release_nullable(rt, real);
    return text;
}

static int64_t early_hash(Runtime *rt, Object *self) {
    Object *real = import_early_real(rt, self);
    int64_t hash = real ? object_hash(rt, real) : -1;
    release_nullable(rt, real);
    return hash;
}

static Object *early_compare(Runtime *rt, Object *a, Object *b, CompareOp op) {
    if (a == b && (op == COMPARE_EQ || op == COMPARE_NE)) {
        return bool_object(op == COMPARE_EQ);
    }
    Object *left = import_early_real(rt, a);
    Object *right = left ? import_early_real(rt, b) : NULL;
    Object *result = right ? object_compare(rt, left, right, op) : NULL;
    release_nullable(rt, left);
    release_nullable(rt, right);
    return result;
}

static const TypeSpec early_spec = {
    .slots =
        {
            .name = "SourceFileLoader",
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_NO_NEW | TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(EarlyObject),
            .dealloc = early_dealloc,
            .traverse = early_traverse,
            .clear = early_clear,
            .call = early_call,
            .repr = early_repr,
            .hash = early_hash,
            .compare = early_compare,
            .get_attr = early_get_attr,
            .set_attr = early_set_attr,
        },
    .doc = "Stands for a part of importlib that is not loaded yet.",
    .module = "_frozen_importlib_external",
};

/* ---- making them ---- */

static Object *early_new(Runtime *rt, EarlyKind kind, Object *name, Object *path) {
    struct ImportState *state = rt->import_state;
    if (!state->early_type && !type_register(rt, &early_spec, &state->early_type)) {
        return NULL;
    }
    EarlyObject *self =
        (EarlyObject *)object_new_container(rt, state->early_type, sizeof(EarlyObject));
    if (self) {
        self->kind = kind;
        self->name = retain_nullable(name);
        self->path = retain_nullable(path);
    }
    return (Object *)self;
}

Object *import_early_shared(Runtime *rt, EarlyKind kind) {
    struct ImportState *state = rt->import_state;
    if (state->real[kind]) {
        return retain(state->real[kind]);
    }
    if (!state->early[kind]) {
        state->early[kind] = early_new(rt, kind, NULL, NULL);
    }
    return retain_nullable(state->early[kind]);
}

Object *import_early_source_loader(Runtime *rt, Object *name, Object *path) {
    Object *type = rt->import_state->real[EARLY_SOURCE_LOADER];
    return type ? object_call_two(rt, type, name, path)
                : early_new(rt, EARLY_SOURCE_LOADER, name, path);
}

bool import_early_is(Runtime *rt, const Object *object, EarlyKind kind) {
    struct ImportState *state = rt->import_state;
    return object == state->early[kind] || object == state->real[kind];
}

static Object *shared_list(Runtime *rt, EarlyKind first, EarlyKind last) {
    Object *list = list_new(rt, 0);
    for (EarlyKind kind = first; list && kind <= last; kind++) {
        Object *item = import_early_shared(rt, kind);
        if (!item || !list_append_stealing(rt, list, item)) {
            CLEAR_REF(rt, &list);
        }
    }
    return list;
}

Object *import_early_meta_path(Runtime *rt) {
    return shared_list(rt, EARLY_BUILTIN_IMPORTER, EARLY_PATH_FINDER);
}

Object *import_early_path_hooks(Runtime *rt) {
    return shared_list(rt, EARLY_ZIP_HOOK, EARLY_FOLDER_HOOK);
}
