/* _sre: compiled regular expressions; matching is not there yet. */
#ifndef OURO_MODULES_SRE_H
#define OURO_MODULES_SRE_H

#include "object/module.h"

extern const ModuleSpec sre_module;

#endif
