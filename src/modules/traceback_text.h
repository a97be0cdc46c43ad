/* The text of an exception as the command shows it when a program ends with it. */
#ifndef OURO_MODULES_TRACEBACK_TEXT_H
#define OURO_MODULES_TRACEBACK_TEXT_H

#include "object/raise.h"

/* Tracebacks, message, notes, with the chain of causes and contexts and the tree of a group. NULL
 * with an error pending when memory is out. */
NEW_REF Object *traceback_text_format(Runtime *rt, Object *exception);
/* Writes that to sys.stderr, else to the process's standard error. Leaves no error pending. */
void traceback_text_print(Runtime *rt, Object *exception);
/* The module-qualified name of an exception's class as its message line begins: "KeyError". */
NEW_REF Object *traceback_text_type_name(Runtime *rt, Object *exception);

#endif
