/* The module _csv, under csv. */
#ifndef OURO_MODULES_CSV_MODULE_H
#define OURO_MODULES_CSV_MODULE_H

#include "object/module.h"

extern const ModuleSpec csv_module;
void csv_close(Runtime *rt);

#endif
