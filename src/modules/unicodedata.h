/* The module unicodedata: properties of characters (Unicode 14), normal forms. */
#ifndef OURO_MODULES_UNICODEDATA_H
#define OURO_MODULES_UNICODEDATA_H

#include "object/module.h"

extern const ModuleSpec unicodedata_module;

#endif
