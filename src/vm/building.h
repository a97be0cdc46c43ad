/* Displays, unpacking, slices, formatting: what instructions make out of operands. All return
 * false with an error pending. */
#ifndef OURO_VM_BUILDING_H
#define OURO_VM_BUILDING_H

#include "vm/registers.h"

bool building_tuple(Runtime *rt, Frame *frame, const Instr *pc);
bool building_list(Runtime *rt, Frame *frame, const Instr *pc);
bool building_set(Runtime *rt, Frame *frame, const Instr *pc);
bool building_map(Runtime *rt, Frame *frame, const Instr *pc);
bool building_string(Runtime *rt, Frame *frame, const Instr *pc);
bool building_slice(Runtime *rt, Frame *frame, const Instr *pc);
bool building_load_slice(Runtime *rt, Frame *frame, const Instr *pc);
bool building_list_extend(Runtime *rt, Frame *frame, const Instr *pc);
bool building_list_to_tuple(Runtime *rt, Frame *frame, const Instr *pc);
bool building_set_add(Runtime *rt, Frame *frame, const Instr *pc);
bool building_set_update(Runtime *rt, Frame *frame, const Instr *pc);
bool building_map_add(Runtime *rt, Frame *frame, const Instr *pc);
bool building_dict_update(Runtime *rt, Frame *frame, const Instr *pc);
bool building_dict_merge(Runtime *rt, Frame *frame, const Instr *pc);
bool building_format(Runtime *rt, Frame *frame, const Instr *pc);
bool building_unpack(Runtime *rt, Frame *frame, const Instr *pc);
bool building_unpack_star(Runtime *rt, Frame *frame, const Instr *pc);
bool building_function(Runtime *rt, Frame *frame, const Instr *pc);

#endif
