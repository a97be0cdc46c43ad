/* The header that every object starts with, and reference counts.
 *
 *  31            0 31        8 7     0
 * +---------------+-----------+-------+
 * | references    | type      | flags |
 * +---------------+-----------+-------+
 *
 * The type is an index into the tables of the runtime (rt->slots, rt->type_objects), so that a
 * check against a builtin type is a compare with a constant. A reference count with the top bit set
 * is immortal: it is never written, so that such an object may live in read-only memory shared by
 * all runtimes of a process; a count that grows that far saturates into the same state.
 *
 * Ownership marks on every prototype:
 *   NEW_REF   the caller owns the returned reference
 *   BORROWED  the result lives as long as what it was taken from
 *   STEALS    the function takes over the caller's reference, also when it fails
 * Arguments without a mark are borrowed for the time of the call. */
#ifndef OURO_OBJECT_OBJECT_H
#define OURO_OBJECT_OBJECT_H

#include "base/base.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NEW_REF
#define BORROWED
#define STEALS

typedef struct Runtime Runtime;

typedef struct Object {
    uint32_t refs;
    uint32_t meta; /* type index << 8 | flags */
} Object;

_Static_assert(sizeof(Object) == 8, "the object header is eight bytes");

#define OBJECT_IMMORTAL_REFS 0xC0000000u
#define OBJECT_TYPE_SHIFT 8
#define OBJECT_TYPE_LIMIT (1u << 24)

/* Flags. The low four belong to everybody, the next three to the type, the top one to deallocation.
 */
enum {
    OBJECT_GC_AGE = 0x03,       /* the collector's: see gc/age.h */
    OBJECT_FINALIZED = 0x04,    /* __del__ (or a generator's close) has run: PEP 442, once only */
    OBJECT_HAS_WEAKREFS = 0x08, /* the runtime's table of weak references knows it */
    OBJECT_TYPE_FLAG_A = 0x10,
    OBJECT_TYPE_FLAG_B = 0x20,
    OBJECT_TYPE_FLAG_C = 0x40, /* not of containers: */
    OBJECT_GC_COLOUR = 0x40,   /* belongs to their age */
    OBJECT_DELAYED = 0x80,     /* dead, waiting for deallocation (see object_release_slow) */
};

/* Initialiser of an immortal object in static memory. */
#define OBJECT_STATIC(type_id, flags)                                                              \
    { OBJECT_IMMORTAL_REFS, ((uint32_t)(type_id) << OBJECT_TYPE_SHIFT) | (flags) }

static inline uint32_t object_type_id(const Object *object) {
    return object->meta >> OBJECT_TYPE_SHIFT;
}

static inline bool object_has_flag(const Object *object, uint32_t flag) {
    return (object->meta & flag) != 0;
}

static inline void object_set_flag(Object *object, uint32_t flag) {
    object->meta |= flag;
}

static inline void object_clear_flag(Object *object, uint32_t flag) {
    object->meta &= ~flag;
}

static inline bool object_is_immortal(const Object *object) {
    return (int32_t)object->refs < 0;
}

/* Takes one more reference and returns the object, for `return retain(x);`. */
static inline NEW_REF Object *retain(Object *object) {
    if (LIKELY((int32_t)object->refs >= 0)) {
        object->refs++;
    }
    return object;
}

/* The last reference is gone: runs the type's dealloc; deep structures are taken apart without
 * deep recursion (object.c). */
void object_deallocate(Runtime *rt, Object *object);

/* Gives one reference up. May run any Python code (__del__): put the structure that held the
 * reference in order first. */
static inline void release(Runtime *rt, STEALS Object *object) {
    int32_t refs = (int32_t)object->refs;
    if (LIKELY(refs > 0)) {
        object->refs = (uint32_t)(refs - 1);
        if (refs == 1) {
            object_deallocate(rt, object);
        }
    }
}

static inline void release_nullable(Runtime *rt, STEALS Object *object) {
    if (object) {
        release(rt, object);
    }
}

static inline NEW_REF Object *retain_nullable(Object *object) {
    return object ? retain(object) : NULL;
}

/* Empties a field first and releases what was in it after. `slot` is `Object **` or a pointer to a
 * pointer to any object struct. */
#define CLEAR_REF(rt, slot)                                                                        \
    do {                                                                                           \
        Object *cleared_ = (Object *)(*(slot));                                                    \
        *(slot) = NULL;                                                                            \
        release_nullable((rt), cleared_);                                                          \
    } while (0)

/* Stores a new reference in a field and releases the old one after. */
#define REPLACE_REF(rt, slot, new_reference)                                                       \
    do {                                                                                           \
        Object *replaced_ = (Object *)(*(slot));                                                   \
        *(slot) = (new_reference);                                                                 \
        release_nullable((rt), replaced_);                                                         \
    } while (0)

#define RETAIN(object) ((__typeof__(object))retain((Object *)(object)))
#define RELEASE(rt, object) release((rt), (Object *)(object))

/* The collector has found that the object, a tuple or a dict, holds nothing that could be part of a
 * cycle, and does not look at it any more. */
static inline bool object_is_untracked(const Object *object) {
    return (object->meta & (OBJECT_GC_AGE | OBJECT_GC_COLOUR)) ==
           (OBJECT_GC_AGE | OBJECT_GC_COLOUR);
}

/* It is filled anew: a dict, or a tuple that nobody else holds. */
static inline void object_track_again(Object *object) {
    if (UNLIKELY(object_is_untracked(object))) {
        object->meta ^= OBJECT_GC_COLOUR | 2; /* AGE_UNTRACKED to AGE_MIDDLE */
    }
}

/* The collector's visitor: called with every object that another one holds a reference to. */
typedef void (*VisitFunction)(Object *referent, void *context);

/* Allocation. For an index of a class these also retain the class, choose its kind of block and
 * make room for its __slots__ members and __dict__, so that new_instance of a builtin type can pass
 * type->type_id and the size of its own struct. Memory comes from the runtime's heap; on failure
 * MemoryError is pending and NULL returned. The block is zero beyond the header, the count is 1.
 * leaf: the object holds no references to others (int, str, …).
 * container: it does; its type has a traverse slot. A container may be seen by the collector from
 * the moment it exists, so NULL fields must be fine for traverse. */
NEW_REF Object *object_new_leaf(Runtime *rt, uint32_t type_id, size_t size);
NEW_REF Object *object_new_container(Runtime *rt, uint32_t type_id, size_t size);

/* For the end of a dealloc slot: gives the block back. `size` as at allocation. */
void object_free_leaf(Runtime *rt, Object *object, size_t size);
void object_free_container(Runtime *rt, Object *object, size_t size);

/* What the collector calls for a container: the type's traverse (or clear), and what belongs to
 * every instance of a class: __slots__ members, __dict__, the class itself. An object with no
 * references left (being taken apart, or OBJECT_DELAYED) is neither a candidate nor traversed. */
void object_traverse(Runtime *rt, Object *object, VisitFunction visit, void *context);
void object_clear(Runtime *rt, Object *object);
/* Runs the finalize slot once (PEP 442); the pending error is kept. */
void object_finalize(Runtime *rt, Object *object);
/* What dies from now on waits: the run's time is over. */
void deallocate_wait(Runtime *rt);
/* Nothing waits any more; what has waited goes, without its finalizers, as far as there is time. */
void deallocate_go_on(Runtime *rt);
void deallocate_close(Runtime *rt);

/* Room for a struct of which a runtime has one, zero, as long as the runtime lives; not to be
 * freed. NULL with MemoryError pending on failure. */
void *runtime_part(Runtime *rt, size_t size);

/* Raw buffers owned by objects (tables, item arrays): NULL with MemoryError pending on failure. */
void *memory_allocate(Runtime *rt, size_t size);
void *memory_allocate_zeroed(Runtime *rt, size_t size);
void *memory_reallocate(Runtime *rt, void *block, size_t size);
/* What to ask for when a block must grow to `needed` bytes, and will again: an eighth more, so that
 * appending in a loop is linear; the rounding of small size classes does the same. */
static inline size_t memory_growth_size(size_t needed) {
    return needed < 512 ? needed : needed + needed / 8;
}
void memory_free(Runtime *rt, void *block);

#endif
