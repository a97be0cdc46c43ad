/* Names: globals, namespaces, cells. */
#ifndef OURO_VM_NAMES_H
#define OURO_VM_NAMES_H

#include "vm/registers.h"

/* What the builtins of the frame have; NULL without an error when nothing. */
NEW_REF Object *names_find_builtin(Runtime *rt, const Frame *frame, Object *name);
bool names_load_global(Runtime *rt, Frame *frame, Instr *pc);
bool names_store_global(Runtime *rt, Frame *frame, Instr *pc);
bool names_delete_global(Runtime *rt, Frame *frame, const Instr *pc);
bool names_load(Runtime *rt, Frame *frame, Instr *pc);
bool names_store(Runtime *rt, Frame *frame, Instr *pc);
bool names_delete(Runtime *rt, Frame *frame, const Instr *pc);
bool names_load_class_free(Runtime *rt, Frame *frame, const Instr *pc);
bool names_setup_annotations(Runtime *rt, Frame *frame);
/* Errors for empty locals, cells and free variables; always false. */
bool names_raise_unbound_local(Runtime *rt, const Frame *frame, uint16_t local);
bool names_raise_unbound_cell(Runtime *rt, const Frame *frame, uint16_t cell_register);
bool names_raise_unbound_free(Runtime *rt, const Frame *frame, uint16_t free_idx);

#endif
