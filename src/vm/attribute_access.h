/* Attributes at one place in the code, with a cache in the instruction.
 *
 * Words after the instruction:
 *   1: cache_low   what the object must be: its shape id, or its type id (by kind)
 *      cache_high  the version that its class must have
 *   2: the position of the value, or a borrowed pointer to what was found in the class
 * The kind is in bits 0..2 of n. */
#ifndef OURO_VM_ATTRIBUTE_ACCESS_H
#define OURO_VM_ATTRIBUTE_ACCESS_H

#include "object/shape.h"
#include "vm/registers.h"

enum {
    CACHE_NONE,
    CACHE_INSTANCE,     /* shape: value at an inline position */
    CACHE_SHAPED_CLASS, /* shape: found in the class, instance has none of that name */
    CACHE_TYPE,         /* type id: found in the class, instances have no attributes of their own */
    CACHE_MEMBER,       /* type id: a __slots__ member at a byte offset */
    CACHE_MODULE,       /* a module's dict: keys version in cache_high, entry in word 2 */
    CACHE_ADD,          /* stores: shape becomes another and the value goes to a new position */
    CACHE_KIND = 7
};

bool attribute_load(Runtime *rt, Frame *frame, Instr *pc);
bool attribute_load_method(Runtime *rt, Frame *frame, Instr *pc);
bool attribute_store(Runtime *rt, Frame *frame, Instr *pc);
/* Fills the cache of SUPER_METHOD. False: this call takes the way over a super object. */
bool attribute_cache_super(Runtime *rt, Frame *frame, Instr *pc);

/* After the cache in the instruction failed: fills it from what other places have learned about
 * objects of the same layout. True: run the instruction again. */
bool attribute_recall(Runtime *rt, Frame *frame, Instr *pc, Object *object);
void attribute_memo_close(Runtime *rt);

static ALWAYS_INLINE bool attribute_version_holds(const Runtime *rt, const Object *object,
                                                  const Instr *pc) {
    return rt->type_objects[object_type_id(object)]->version == pc[1].cache_high;
}

/* Does what the instruction remembers hold for this object? By shape, or by type. */
static ALWAYS_INLINE bool attribute_shape_holds(const Runtime *rt, const Object *object,
                                                const Instr *pc) {
    return type_has_flag(rt, object, TYPE_FLAG_SHAPED) &&
           ((const Instance *)object)->shape_id == pc[1].cache_low &&
           attribute_version_holds(rt, object, pc);
}

static ALWAYS_INLINE bool attribute_type_holds(const Runtime *rt, const Object *object,
                                               const Instr *pc) {
    return object_type_id(object) == pc[1].cache_low && attribute_version_holds(rt, object, pc);
}

/* SUPER_METHOD: is it super, of the same class, for the same type of self (an object) as before? */
static ALWAYS_INLINE bool attribute_super_holds(const Runtime *rt, const Frame *frame,
                                                const Instr *pc) {
    const Object *self = value_as_object(frame->registers[0]);
    const CellObject *within = (CellObject *)tuple_get(frame->function->closure, pc->b);
    return pc[4].pointer && within->contents == pc[4].pointer &&
           frame->registers[pc->a].bits == (uint64_t)(uintptr_t)rt->type_objects[TYPE_SUPER] &&
           object_type_id(self) == pc[2].cache_low &&
           rt->type_objects[object_type_id(self)]->version == pc[2].cache_high;
}

static ALWAYS_INLINE Object **attribute_member(Object *object, const Instr *pc) {
    return (Object **)(void *)((char *)object + pc[2].cache_low);
}

/* Where the instruction's cache says that an attribute that is there already lies, or NULL. */
static ALWAYS_INLINE Object **attribute_cached_place(const Runtime *rt, Object *object,
                                                     const Instr *pc) {
    switch (pc->n & CACHE_KIND) {
    case CACHE_INSTANCE:
        return attribute_shape_holds(rt, object, pc) ? instance_slot(object, pc[2].cache_low)
                                                     : NULL;
    case CACHE_MEMBER:
        return attribute_type_holds(rt, object, pc) ? attribute_member(object, pc) : NULL;
    default:
        return NULL;
    }
}

#endif
