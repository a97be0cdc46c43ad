/* Where the next instruction will store. */
#ifndef OURO_VM_NEXT_STORE_H
#define OURO_VM_NEXT_STORE_H

#include "vm/registers.h"

/* For `place += b`, when nobody else holds `object`: the instruction at next stores register
 * `source` to a global, cell, attribute or item that holds object now, and will do so without
 * running Python code or failing. Then that place, else NULL. */
BORROWED Object **next_store_place(Runtime *rt, const Frame *frame, const Instr *next,
                                   uint16_t source, const Object *object);

#endif
