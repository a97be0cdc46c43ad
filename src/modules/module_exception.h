/* Exceptions that a builtin module defines: struct.error, binascii.Error. */
#ifndef OURO_MODULES_MODULE_EXCEPTION_H
#define OURO_MODULES_MODULE_EXCEPTION_H

#include "object/raise.h"

/* A class MODULE.NAME derived from a builtin exception. */
NEW_REF Object *module_exception_new(Runtime *rt, const char *module, const char *name,
                                     uint32_t base_id);
/* Raises class(message); formats as in raise.h. Returns NULL. */
void *module_exception_raise(Runtime *rt, Object *class, const char *format, ...);

#endif
