/* Ages: what the header of a container says to the collector.
 *
 * An object is young until its first collection, middle until one that looks at the middle ones
 * too, and old from then on. The old come in two colours: a pass over them (pass.h) gives each
 * that it has looked at the one colour, so that the others are those still to look at; when the
 * next pass begins, the two change their meaning and nothing is rewritten.
 *
 *   young -> middle -> old <-> old, other colour     frozen: gc.freeze; no collection looks at them
 *   candidate: belongs to the set of a trial deletion, for as long as that runs
 *   garbage: found by an unlisted trial, until it is taken apart (garbage_in_place.h)
 *   untracked: a tuple or dict that holds nothing which could refer back to it; no collection looks
 *              at it until a dict gets something else (object_track_again)
 *
 * Only containers have ages; in the header of a string the colour's bit is a flag. */
#ifndef OURO_GC_AGE_H
#define OURO_GC_AGE_H

#include "object/object.h"

enum {
    AGE_YOUNG = 0,
    AGE_MIDDLE = 1,
    AGE_OLD = 2,
    AGE_FROZEN = 3,
    AGE_GARBAGE = 4,
    AGE_CANDIDATE = 5,
    AGE_OLD_OTHER = 6,
    AGE_UNTRACKED = 7,
};
#define AGE_COLOUR (AGE_OLD ^ AGE_OLD_OTHER)
/* Sets of ages are masks. */
#define AGE_SET(age) (1u << (age))

static inline uint32_t age_of(const Object *object) {
    return (object->meta & OBJECT_GC_AGE) | (object->meta & OBJECT_GC_COLOUR) >> 4;
}

static inline bool age_is_in(const Object *object, uint32_t ages) {
    return (ages >> age_of(object) & 1) != 0;
}

static inline void age_set(Object *object, uint32_t age) {
    object->meta =
        (object->meta & ~(uint32_t)(OBJECT_GC_AGE | OBJECT_GC_COLOUR)) | (age & 3) | (age & 4) << 4;
}

/* The generation in the sense of Python's gc module; 3: frozen or untracked. */
static inline uint32_t age_generation(const Object *object) {
    return object->meta & OBJECT_GC_AGE;
}

#endif
