/* The evaluation loop and its ways in. */
#ifndef OURO_VM_INTERPRETER_H
#define OURO_VM_INTERPRETER_H

#include "vm/frame.h"

/* Runs until the frame `entry` returns (the value) or, in a generator, yields (*yielded). throwing:
 * begins with unwinding for the pending error. Errors: NULL, pending. */
NEW_REF Object *interpreter_loop(Runtime *rt, Frame *entry, bool throwing, bool *yielded);

/* Runs the frame of a generator until it yields (`yielded`) or returns: that value, or NULL with
 * the error pending. The frame stays. */
NEW_REF Object *interpreter_run_generator(Runtime *rt, Frame *frame, bool throwing, bool *yielded);
/* slots.call of functions. */
NEW_REF Object *interpreter_call_function(Runtime *rt, Object *function, Object *const *args,
                                          size_t count, Object *keyword_names);
/* Runs a code object of a module, class body, exec or eval: globals a dict, locals any mapping. */
NEW_REF Object *interpreter_run_code(Runtime *rt, Object *code, Object *globals, Object *locals,
                                     Object *closure);

#endif
