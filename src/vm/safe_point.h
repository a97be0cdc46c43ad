/* Safe points: where collections, signals and budgets are attended to. */
#ifndef OURO_VM_SAFE_POINT_H
#define OURO_VM_SAFE_POINT_H

#include "object/runtime.h"

/* Reasons to stop at a safe point: false when an exception is pending. */
bool safe_point_reached(Runtime *rt);

#endif
