/* Safe points: where collections, signals and budgets are attended to. */
#ifndef OURO_VM_SAFE_POINT_H
#define OURO_VM_SAFE_POINT_H

#include "object/runtime.h"

/* Reasons to stop at a safe point: false when an exception is pending. */
bool safe_point_reached(Runtime *rt);
/* The same for interrupts and signals only: where a call of the system was interrupted. */
bool safe_point_answer(Runtime *rt);
/* Bytes of the heap's limit kept for handling a MemoryError. */
#define SAFE_POINT_RESERVE(limit) ((limit) / 16 < 262144 ? (limit) / 16 : 262144)
void safe_point_close_reserve(Runtime *rt);

#endif
