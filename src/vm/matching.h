/* What the match statement asks of subjects. All return false with an error pending. */
#ifndef OURO_VM_MATCHING_H
#define OURO_VM_MATCHING_H

#include "vm/registers.h"

bool matching_length(Runtime *rt, Frame *frame, const Instr *pc);
bool matching_keys(Runtime *rt, Frame *frame, const Instr *pc);
bool matching_class(Runtime *rt, Frame *frame, const Instr *pc);
bool matching_rest(Runtime *rt, Frame *frame, const Instr *pc);

#endif
