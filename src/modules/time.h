/* The module time: clocks, calendar dates, sleeping. */
#ifndef OURO_MODULES_TIME_H
#define OURO_MODULES_TIME_H

#include "object/module.h"

extern const ModuleSpec time_module;

#endif
