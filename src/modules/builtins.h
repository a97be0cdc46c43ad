/* The builtins module. Its names are found one by one as programs use them: opening a runtime makes
 * none of the types and functions. rt->builtins is the module's dict. It is filled, once and for
 * all, when a program imports builtins, asks for the module's __dict__, or changes it; from then on
 * a name that is not in the dict does not exist. */
#ifndef OURO_MODULES_BUILTINS_H
#define OURO_MODULES_BUILTINS_H

#include "object/module.h"

/* Makes rt->builtins and rt->builtins_module and sets the hooks. */
bool builtins_open(Runtime *rt);
void builtins_close(Runtime *rt);
/* Fills the dict. */
bool builtins_fill(Runtime *rt);

extern const ModuleSpec builtins_module;

/* The functions of the other files of this module. */
extern const MethodRow builtins_object_functions[];
extern const MethodRow builtins_iteration_functions[];
extern const MethodRow builtins_number_functions[];
extern const MethodRow builtins_stream_functions[];

#endif
