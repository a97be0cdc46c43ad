/* Arguments of a call to the parameters of a Python function. */
#ifndef OURO_VM_BINDING_H
#define OURO_VM_BINDING_H

#include "object/value.h"
#include "vm/function.h"

/* Binds arguments to the parameters of function's code: fills registers (all VALUE_EMPTY before).
 * args are borrowed. False with TypeError; registers filled so far are the caller's to clear. */
bool binding_bind(Runtime *rt, FunctionObject *function, Object *const *args, size_t count,
                  Object *keyword_names, Value *registers);

#endif
