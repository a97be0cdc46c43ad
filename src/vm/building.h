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
bool building_store_slice(Runtime *rt, Frame *frame, const Instr *pc);
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

/* Unpacks a tuple whose items all have their operand. A tuple that dies here is gone, its items
 * moved, before a target is written: that may run code. */
enum { BUILDING_UNPACK_FEW = 8 };
static inline void building_unpack_few(Runtime *rt, Value *registers, const uint16_t *operands,
                                       STEALS Object *tuple) {
    size_t count = tuple_length(tuple);
    Object **items = tuple_items(tuple);
    Object *moved[BUILDING_UNPACK_FEW];
    bool dies = tuple->refs == 1;
    for (size_t idx = 0; idx < count; idx++) {
        if (dies) {
            moved[idx] = items[idx];
            items[idx] = NULL;
        } else {
            moved[idx] = retain(items[idx]);
        }
    }
    release(rt, tuple);
    for (size_t idx = 0; idx < count; idx++) {
        register_set_object(rt, &registers[operands[idx]], moved[idx]);
    }
}

#endif
