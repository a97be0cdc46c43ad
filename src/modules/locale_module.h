/* The module _locale, under locale. */
#ifndef OURO_MODULES_LOCALE_MODULE_H
#define OURO_MODULES_LOCALE_MODULE_H

#include "object/module.h"

extern const ModuleSpec locale_module;

#endif
