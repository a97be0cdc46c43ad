/* _struct: values as bytes of C structs. */
#ifndef OURO_MODULES_STRUCT_MODULE_H
#define OURO_MODULES_STRUCT_MODULE_H

#include "object/module.h"

extern const ModuleSpec struct_module;
void struct_close(Runtime *rt);

#endif
