/* The _heapq module. */
#ifndef OURO_MODULES_HEAPQ_H
#define OURO_MODULES_HEAPQ_H

#include "object/module.h"

extern const ModuleSpec heapq_module; /* _heapq */

#endif
