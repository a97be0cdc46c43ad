/* The _thread module. */
#ifndef OURO_MODULES_THREAD_MODULE_H
#define OURO_MODULES_THREAD_MODULE_H

#include "object/module.h"

extern const ModuleSpec thread_module;

#endif
