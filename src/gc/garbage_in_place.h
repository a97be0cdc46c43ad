/* The end of garbage that there was no memory to list. It lies where it was made and is known by
 * its age, AGE_GARBAGE; nobody outside refers to it. The steps are those of garbage.h; each goes
 * through the heap slice by slice and remembers the garbage of one slice in a few words on the C
 * stack. */
#ifndef OURO_GC_GARBAGE_IN_PLACE_H
#define OURO_GC_GARBAGE_IN_PLACE_H

#include "gc/trial.h"

/* As garbage_end, for an unlisted trial. */
size_t garbage_in_place_end(Trial *trial, Object *save_in);

#endif
