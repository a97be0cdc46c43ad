/* The end of a program in CPython's order: atexit functions, modules, cycles. The runtime works as
 * before, but is empty. */
#ifndef OURO_API_FINISH_H
#define OURO_API_FINISH_H

#include "object/runtime.h"

/* What a program sees of its end: atexit functions, written streams. */
void finish_program(Runtime *rt);
/* Whether dropping what lives now could run code of the program, close a file or tell the host. */
bool finish_has_effects(Runtime *rt);
/* The whole end. */
void finish(Runtime *rt);

#endif
