/* The module posix, under os: files, folders, the process and its environment. */
#ifndef OURO_MODULES_POSIX_H
#define OURO_MODULES_POSIX_H

#include "object/module.h"

extern const ModuleSpec posix_module;
void posix_close_state(Runtime *rt);

#endif
