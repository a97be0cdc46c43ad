/* host_object: a host type is a class, derived from one native type whose instances point to a
 * block with the host's data:
 *
 *   object ── ouro.host_object ── class of the host type ── Python classes, when it allows them
 *
 * So special methods, properties and subclasses work as with any class. Which host type an instance
 * is of stands in the instance itself: Python cannot change it, not by __class__ either, because a
 * method asks the instance and not its class. */
#include "api/host_object.h"

#include "object/operations.h"
#include "object/tuple.h"
#include "object/type.h"

static HostObject *as_host(Object *object) {
    return (HostObject *)object;
}

/* ---- instances ---- */

static bool is_host_object(const OuroRuntime *runtime, const Object *object) {
    const Runtime *rt = runtime->rt;
    uint32_t id = object_type_id(object);
    TypeObject *type = rt->type_objects[id];
    return runtime->host_object_id && id >= TYPE_BUILTIN_COUNT && type &&
           type->native->type_id == runtime->host_object_id;
}

void *host_object_data(Runtime *rt, const Object *object, const OuroType *type) {
    return is_host_object(embed_of(rt), object) && ((const HostObject *)object)->type == type
               ? ((const HostObject *)object)->data
               : NULL;
}

/* Called with the class or one derived from it. */
Object *host_object_make(Runtime *rt, TypeObject *class, const OuroType *type) {
    void *data = memory_allocate_zeroed(rt, base_max_size(type->data_size, 1));
    if (!data) {
        return NULL;
    }
    Object *self = object_new_container(rt, class->type_id, sizeof(HostObject));
    if (!self) {
        memory_free(rt, data);
        return NULL;
    }
    as_host(self)->type = type;
    as_host(self)->data = data;
    return self;
}

/* The host type that a class is of, or derives from. */
static const OuroType *type_of_class(const OuroRuntime *runtime, const TypeObject *class) {
    for (const HostClass *at = runtime->host_classes; at; at = at->next) {
        if (at->class && type_is_subtype(class, (TypeObject *)at->class)) {
            return at->type;
        }
    }
    return NULL;
}

static NEW_REF Object *host_object_new(Runtime *rt, TypeObject *class, Object *const *args,
                                       size_t count, Object *keyword_names) {
    const OuroType *type = type_of_class(embed_of(rt), class);
    if (!type || !type->construct) {
        return raise_type_error(rt, "cannot create '%N' instances", class);
    }
    Object *self = host_object_make(rt, class, type);
    if (!self) {
        return NULL;
    }
    OuroCall call = {.self = ouro_borrow(embed_out(self)),
                     .self_data = as_host(self)->data,
                     .arguments = (const OuroBorrowed *)(const void *)args,
                     .count = count,
                     .keyword_count = keyword_names ? tuple_length(keyword_names) : 0,
                     .keyword_names = ouro_borrow(embed_out(keyword_names))};
    Object *done = embed_in(ouro_borrow(type->construct(embed_of(rt), &call)));
    if (!done) {
        CLEAR_REF(rt, &self);
        return error_pending(rt)
                   ? NULL
                   : raise_system_error(rt, "%s() failed without an exception", type->name);
    }
    release(rt, done);
    return self;
}

static bool host_object_init(Runtime *rt, Object *self, Object *const *args, size_t count,
                             Object *keyword_names) {
    (void)rt;
    (void)self;
    (void)args;
    (void)count;
    (void)keyword_names;
    return true; /* `construct` has had them */
}

static void host_object_dealloc(Runtime *rt, Object *self) {
    HostObject *host = as_host(self);
    void *data = host->data;
    host->data = NULL;
    if (data && host->type->finalize) {
        host->type->finalize(embed_of(rt), data);
    }
    memory_free(rt, data);
    object_free_container(rt, self, sizeof(HostObject));
}

/* Turns the collector's visitor into the public one. */
typedef struct Visitor {
    VisitFunction visit;
    void *context;
} Visitor;

static void visit_referent(OuroBorrowed referent, void *context) {
    const Visitor *visitor = context;
    if (referent) {
        visitor->visit(embed_in(referent), visitor->context);
    }
}

static void host_object_traverse(Object *self, VisitFunction visit, void *context) {
    const HostObject *host = as_host(self);
    if (host->data && host->type->traverse) {
        Visitor visitor = {visit, context};
        host->type->traverse(host->data, visit_referent, &visitor);
    }
}

static void host_object_clear(Runtime *rt, Object *self) {
    const HostObject *host = as_host(self);
    if (host->data && host->type->clear) {
        host->type->clear(embed_of(rt), host->data);
    }
}

const TypeSpec host_object_type = {
    .slots = {.name = "ouro.host_object",
              .base_id = TYPE_OBJECT,
              .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_WEAKREFABLE |
                       TYPE_FLAG_IMMUTABLE_TYPE | TYPE_FLAG_END_MATTERS,
              .basic_size = sizeof(HostObject),
              .dealloc = host_object_dealloc,
              .traverse = host_object_traverse,
              .clear = host_object_clear,
              .new_instance = host_object_new,
              .init = host_object_init},
    .module = "ouro",
    .doc = "What the types of the host program derive from.",
};
