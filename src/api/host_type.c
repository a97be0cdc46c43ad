/* host_type: the classes of host types (see host_object.c), made when first asked for. */
#include "api/host_type.h"

#include "api/host_function.h"
#include "api/host_object.h"
#include "object/dict.h"
#include "object/module.h"
#include "object/operations.h"
#include "object/tuple.h"
#include "object/type.h"
#include <string.h>

/* ---- classes ---- */

static NEW_REF Object *property_new(OuroRuntime *runtime, const OuroType *type,
                                    const OuroProperty *row) {
    Runtime *rt = runtime->rt;
    Object *builtin = module_builtin(rt, "property");
    const OuroFunction functions[] = {row->get, row->set, row->set};
    Object *parts[4] = {NULL};
    bool done = builtin != NULL;
    for (int i = 0; done && i < 3; i++) {
        OuroMethod method = {row->name, functions[i], i == 1, i == 1, false, row->doc, row->data};
        parts[i] = functions[i] ? host_function_method(runtime, &method, type) : retain(NONE);
        done = parts[i] != NULL;
    }
    parts[3] = row->doc ? str_from_cstring(rt, row->doc) : retain(NONE);
    Object *property = done && parts[3] ? object_call(rt, builtin, parts, 4, NULL) : NULL;
    for (int i = 0; i < 4; i++) {
        release_nullable(rt, parts[i]);
    }
    return property;
}

static bool add_methods(OuroRuntime *runtime, const OuroType *type, Object *dict) {
    Runtime *rt = runtime->rt;
    bool done = true;
    for (const OuroMethod *row = type->methods; done && row && row->name; row++) {
        Object *method = host_function_method(runtime, row, type);
        done = method && dict_set_cstring(rt, dict, row->name, method);
        release_nullable(rt, method);
    }
    for (const OuroProperty *row = type->properties; done && row && row->name; row++) {
        Object *property = property_new(runtime, type, row);
        done = property && dict_set_cstring(rt, dict, row->name, property);
        release_nullable(rt, property);
    }
    return done;
}

/* The namespace of the class statement that this stands for. */
static NEW_REF Object *make_namespace(OuroRuntime *runtime, const OuroType *type,
                                      size_t module_length) {
    Runtime *rt = runtime->rt;
    Object *dict = dict_new(rt);
    Object *module = str_from_utf8(rt, module_length ? type->name : "ouro",
                                   module_length ? module_length : strlen("ouro"));
    Object *doc = type->doc ? str_from_cstring(rt, type->doc) : retain(NONE);
    Object *slots = tuple_empty(rt);
    if (!dict || !module || !doc || !slots || !dict_set_cstring(rt, dict, "__module__", module) ||
        !dict_set_cstring(rt, dict, "__doc__", doc) ||
        !dict_set_cstring(rt, dict, "__slots__", slots) || !add_methods(runtime, type, dict)) {
        CLEAR_REF(rt, &dict);
    }
    release_nullable(rt, module);
    release_nullable(rt, doc);
    release_nullable(rt, slots);
    return dict;
}

static NEW_REF Object *make_class(OuroRuntime *runtime, const OuroType *type) {
    Runtime *rt = runtime->rt;
    if (!runtime->host_object_id &&
        !type_register(rt, &host_object_type, &runtime->host_object_id)) {
        return NULL;
    }
    TypeObject *base = type_object(rt, runtime->host_object_id);
    TypeObject *metatype = type_object(rt, TYPE_TYPE);
    const char *dot = strrchr(type->name, '.');
    Object *args[3] = {str_from_cstring(rt, dot ? dot + 1 : type->name),
                       base ? tuple_pack(rt, 1, base) : NULL,
                       make_namespace(runtime, type, dot ? (size_t)(dot - type->name) : 0)};
    Object *class = metatype && args[0] && args[1] && args[2]
                        ? object_call(rt, (Object *)metatype, args, 3, NULL)
                        : NULL;
    if (class && !type->subclassable) {
        ((TypeObject *)class)->slots->flags &= ~(uint32_t)TYPE_FLAG_SUBCLASSABLE;
    }
    for (int i = 0; i < 3; i++) {
        release_nullable(rt, args[i]);
    }
    return class;
}

static HostClass *host_class(OuroRuntime *runtime, const OuroType *type) {
    for (HostClass *at = runtime->host_classes; at; at = at->next) {
        if (at->type == type) {
            return at;
        }
    }
    INSIDE Runtime *rt = embed_enter(runtime);
    HostClass *made = memory_allocate(rt, sizeof *made);
    Object *class = made ? make_class(runtime, type) : NULL;
    if (!class) {
        memory_free(rt, made);
        return NULL;
    }
    *made = (HostClass){runtime->host_classes, type, class};
    runtime->host_classes = made;
    return made;
}

void host_type_close(OuroRuntime *runtime) {
    while (runtime->host_classes) {
        HostClass *gone = runtime->host_classes;
        runtime->host_classes = gone->next;
        release(runtime->rt, gone->class);
        memory_free(runtime->rt, gone);
    }
}

/* ---- the interface ---- */

OuroRef ouro_type(OuroRuntime *runtime, const OuroType *type) {
    HostClass *found = host_class(runtime, type);
    return found ? embed_out(retain(found->class)) : NULL;
}

OuroRef ouro_instance(OuroRuntime *runtime, const OuroType *type, void **data) {
    HostClass *found = host_class(runtime, type);
    Object *self = found ? host_object_make(runtime->rt, (TypeObject *)found->class, type) : NULL;
    if (self && data) {
        *data = host_object_data_of(self);
    }
    return embed_out(self);
}

void *ouro_data(OuroRuntime *runtime, OuroBorrowed object, const OuroType *type) {
    Runtime *rt = runtime->rt;
    if (!embed_present(rt, object)) {
        return NULL;
    }
    void *data = host_object_data(rt, embed_in(object), type);
    return data ? data : raise_type_error(rt, "expected %s, not %T", type->name, embed_in(object));
}
