/* The module _json, under json. */
#ifndef OURO_MODULES_JSON_MODULE_H
#define OURO_MODULES_JSON_MODULE_H

#include "object/module.h"

extern const ModuleSpec json_module;

#endif
