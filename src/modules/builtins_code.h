/* The builtins that need frames and the compiler. */
#ifndef OURO_MODULES_BUILTINS_CODE_H
#define OURO_MODULES_BUILTINS_CODE_H

#include "object/raise.h"

/* Sets the hooks about the running frame; called when a runtime opens. */
void builtins_code_open(Runtime *rt);

extern const MethodRow vm_builtin_functions[];

#endif
