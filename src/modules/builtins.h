/* The builtins module. Its names are found one by one as programs use them: opening a runtime makes
 * none of the types and functions. */
#ifndef OURO_MODULES_BUILTINS_H
#define OURO_MODULES_BUILTINS_H

#include "object/module.h"

/* Puts every builtin name that is still missing into dict (the builtins module's). */
bool builtins_fill(Runtime *rt, Object *dict);
/* The builtin called name, which is put into dict; NULL without an error when there is none. For
 * the lookup of a global that dict does not have. Names that were deleted would come back: after
 * builtins_fill, or once a program holds the module, do not call it. */
BORROWED Object *builtins_find(Runtime *rt, Object *dict, Object *name);

extern const ModuleSpec builtins_module; /* fills itself at once */

/* The functions of the other files of this module. */
extern const MethodRow builtins_object_functions[];
extern const MethodRow builtins_iteration_functions[];
extern const MethodRow builtins_number_functions[];
extern const MethodRow builtins_stream_functions[];

#endif
