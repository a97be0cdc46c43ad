/* binascii: bytes as text and back, and checksums. */
#ifndef OURO_MODULES_BINASCII_H
#define OURO_MODULES_BINASCII_H

#include "object/module.h"

extern const ModuleSpec binascii_module;
void binascii_close(Runtime *rt);

#endif
