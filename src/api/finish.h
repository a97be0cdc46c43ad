/* The end of a program in CPython's order: atexit functions, modules, cycles. The runtime works as
 * before, but is empty. */
#ifndef OURO_API_FINISH_H
#define OURO_API_FINISH_H

#include "object/runtime.h"

void finish(Runtime *rt);

#endif
