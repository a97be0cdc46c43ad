/* Instances of host types: objects that carry the host's data. */
#ifndef OURO_API_HOST_OBJECT_H
#define OURO_API_HOST_OBJECT_H

#include "api/embed.h"

/* One host type of a runtime; in a list from ouro_open to ouro_close. */
struct HostClass {
    HostClass *next;
    const OuroType *type;
    Object *class; /* owned */
};

typedef struct HostObject {
    Object header;
    const OuroType *type;
    void *data; /* type->data_size bytes, at least one */
} HostObject;

extern const TypeSpec host_object_type;

/* An instance of class, which is that of type or derived from it, with zeroed data. */
NEW_REF Object *host_object_make(Runtime *rt, TypeObject *class, const OuroType *type);
static inline void *host_object_data_of(const Object *object) {
    return ((const HostObject *)object)->data;
}
/* The data of an instance of type or of a class derived from it; NULL, without an exception, of
 * other objects. */
void *host_object_data(Runtime *rt, const Object *object, const OuroType *type);

#endif
