/* The end of garbage: weak references are cleared and their callbacks run, finalizers run once,
 * what they revive is kept, and the rest is taken apart. */
#ifndef OURO_GC_GARBAGE_H
#define OURO_GC_GARBAGE_H

#include "gc/trial.h"

/* What a trial found; closes it. Objects go into the list save_in instead of being taken apart,
 * unless that is NULL. Runs Python code. The number of objects that were unreachable. */
size_t garbage_end(Trial *trial, Object *save_in);

/* Puts a piece of garbage on the list instead of taking it apart. */
void garbage_save(Runtime *rt, Object *list, Object *object);

#endif
