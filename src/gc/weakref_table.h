/* Weak references: which ones refer to an object, in a table beside the objects.
 *
 * An object with weak references carries OBJECT_HAS_WEAKREFS and has an entry: the list of its
 * references, newest first, but the shared ones without callback (one ref, one proxy) in front. */
#ifndef OURO_GC_WEAKREF_TABLE_H
#define OURO_GC_WEAKREF_TABLE_H

#include "object/runtime.h"

typedef struct WeakrefObject { /* TYPE_WEAKREF and the proxies; subclasses of ref, too */
    Object header;
    Object *referent;                      /* not owned; NULL: dead */
    Object *callback;                      /* owned; NULL: none, or already called */
    struct WeakrefObject *next, *previous; /* of the same referent; not owned */
    int64_t hash;                          /* of the referent; -1: not known */
} WeakrefObject;

void weakref_table_close(Runtime *rt);
/* Enters a fresh reference whose referent is set. False with MemoryError. */
bool weakref_table_add(Runtime *rt, WeakrefObject *reference);
/* A reference goes; its referent may be dead. */
void weakref_table_remove(Runtime *rt, WeakrefObject *reference);
/* The first of the list; NULL: none. Borrowed. */
BORROWED WeakrefObject *weakref_table_first(Runtime *rt, const Object *referent);
/* The referent dies: all its references forget it, then the callbacks run, newest first. */
void weakref_table_clear(Runtime *rt, Object *referent);
/* The same for garbage of the collector: callbacks of references that are garbage themselves
 * (is_garbage) are not called. */
void weakref_table_clear_garbage(Runtime *rt, Object *referent,
                                 bool (*is_garbage)(const Object *reference));
/* The table's invariants, a whole walk. */
bool weakref_table_verify(const Runtime *rt);

#endif
