/* access: names, attributes, calls and comparisons. */
#include "api/embed.h"

#include "object/dict.h"
#include "object/intern.h"
#include "object/module.h"
#include "object/operations.h"
#include "object/tuple.h"
#include "vm/import.h"
#include <string.h>

/* ---- names ---- */

OuroRef ouro_get_global(OuroRuntime *runtime, const char *name) {
    INSIDE Runtime *rt = embed_enter(runtime);
    Object *module = embed_main(runtime);
    Object *value = module ? dict_get_cstring(rt, module_dict(module), name) : NULL;
    if (!value && !error_pending(rt)) {
        return embed_out(raise_format(rt, TYPE_NAME_ERROR, "name '%s' is not defined", name));
    }
    return embed_out(retain_nullable(value));
}

bool ouro_set_global(OuroRuntime *runtime, const char *name, OuroBorrowed value) {
    INSIDE Runtime *rt = embed_enter(runtime);
    Object *module = embed_present(rt, value) ? embed_main(runtime) : NULL;
    return module && dict_set_cstring(rt, module_dict(module), name, embed_in(value));
}

OuroRef ouro_import(OuroRuntime *runtime, const char *name) {
    RUNNING Runtime *rt = embed_run(runtime);
    Object *text = intern_cstring(rt, name);
    Object *module = text ? import_absolute(rt, text) : NULL;
    release_nullable(rt, text);
    return embed_out(module);
}

/* ---- attributes ---- */

OuroRef ouro_get_attr(OuroRuntime *runtime, OuroBorrowed object, const char *name) {
    INSIDE Runtime *rt = embed_enter(runtime);
    Object *text = embed_present(rt, object) ? intern_cstring(rt, name) : NULL;
    Object *value = text ? object_get_attr(rt, embed_in(object), text) : NULL;
    release_nullable(rt, text);
    return embed_out(value);
}

/* value NULL deletes. */
static bool set_attr(OuroRuntime *runtime, Object *object, const char *name, Object *value) {
    INSIDE Runtime *rt = embed_enter(runtime);
    Object *text = embed_present(rt, object) ? intern_cstring(rt, name) : NULL;
    bool done = text && object_set_attr(rt, object, text, value);
    release_nullable(rt, text);
    return done;
}

bool ouro_set_attr(OuroRuntime *runtime, OuroBorrowed object, const char *name,
                   OuroBorrowed value) {
    return embed_present(runtime->rt, value) &&
           set_attr(runtime, embed_in(object), name, embed_in(value));
}

bool ouro_delete_attr(OuroRuntime *runtime, OuroBorrowed object, const char *name) {
    return set_attr(runtime, embed_in(object), name, NULL);
}

int ouro_has_attr(OuroRuntime *runtime, OuroBorrowed object, const char *name) {
    INSIDE Runtime *rt = embed_enter(runtime);
    Object *text = embed_present(rt, object) ? intern_cstring(rt, name) : NULL;
    int has = text ? object_has_attr(rt, embed_in(object), text) : -1;
    release_nullable(rt, text);
    return has;
}

/* ---- calls ---- */

OuroRef ouro_call(OuroRuntime *runtime, OuroBorrowed callable, const OuroBorrowed *arguments,
                  size_t count) {
    RUNNING Runtime *rt = embed_run(runtime);
    return embed_present(rt, callable) && embed_all_present(rt, arguments, count)
               ? embed_out(object_call(rt, embed_in(callable), embed_array(arguments), count, NULL))
               : NULL;
}

static NEW_REF Object *names_tuple(Runtime *rt, const char *const *names, size_t count) {
    Object *tuple = tuple_new(rt, count);
    for (size_t i = 0; tuple && i < count; i++) {
        tuple_items(tuple)[i] = intern_cstring(rt, names[i]);
        if (!tuple_items(tuple)[i]) {
            CLEAR_REF(rt, &tuple);
        }
    }
    return tuple;
}

OuroRef ouro_call_keywords(OuroRuntime *runtime, OuroBorrowed callable,
                           const OuroBorrowed *arguments, size_t count, const char *const *keywords,
                           size_t keyword_count) {
    if (keyword_count == 0) {
        return ouro_call(runtime, callable, arguments, count);
    }
    RUNNING Runtime *rt = embed_run(runtime);
    if (!embed_present(rt, callable) || !embed_all_present(rt, arguments, count + keyword_count)) {
        return NULL;
    }
    Object *names = names_tuple(rt, keywords, keyword_count);
    Object *result =
        names ? object_call(rt, embed_in(callable), embed_array(arguments), count, names) : NULL;
    release_nullable(rt, names);
    return embed_out(result);
}

OuroRef ouro_call_method(OuroRuntime *runtime, OuroBorrowed object, const char *name,
                         const OuroBorrowed *arguments, size_t count) {
    RUNNING Runtime *rt = embed_run(runtime);
    if (!embed_present(rt, object) || !embed_all_present(rt, arguments, count)) {
        return NULL;
    }
    Object *text = intern_cstring(rt, name);
    Object *result =
        text ? object_call_method(rt, embed_in(object), text, embed_array(arguments), count) : NULL;
    release_nullable(rt, text);
    return embed_out(result);
}

bool ouro_is_callable(OuroRuntime *runtime, OuroBorrowed object) {
    return object && object_is_callable(runtime->rt, embed_in(object));
}

/* ---- comparisons ---- */

static int compare(OuroRuntime *runtime, OuroBorrowed a, OuroBorrowed b, CompareOp op) {
    INSIDE Runtime *rt = embed_enter(runtime);
    if (!embed_present(rt, a) || !embed_present(rt, b)) {
        return -1;
    }
    Object *result = object_compare(rt, embed_in(a), embed_in(b), op);
    int truth = result ? object_is_true(rt, result) : -1;
    release_nullable(rt, result);
    return truth;
}

int ouro_equal(OuroRuntime *runtime, OuroBorrowed a, OuroBorrowed b) {
    return compare(runtime, a, b, COMPARE_EQ);
}

int ouro_less(OuroRuntime *runtime, OuroBorrowed a, OuroBorrowed b) {
    return compare(runtime, a, b, COMPARE_LT);
}

int ouro_is_instance(OuroRuntime *runtime, OuroBorrowed object, OuroBorrowed type) {
    INSIDE Runtime *rt = embed_enter(runtime);
    return embed_present(rt, object) && embed_present(rt, type)
               ? object_is_instance(rt, embed_in(object), embed_in(type))
               : -1;
}
