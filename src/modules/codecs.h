/* The _codecs module: the registry of encodings that programs add, and the builtin encodings as
 * functions. */
#ifndef OURO_MODULES_CODECS_H
#define OURO_MODULES_CODECS_H

#include "object/module.h"

extern const ModuleSpec codecs_module; /* _codecs */

/* Lets str.encode and bytes.decode find encodings in Python code. Once, when a runtime opens. */
void codecs_open(Runtime *rt);
void codecs_close(Runtime *rt);

/* codecs_functions.c */
extern const MethodRow codecs_encoding_functions[];
/* codecs_charmap.c */
/* The bytes that the text of a bytes literal stands for. */
NEW_REF Object *codecs_unescape(Runtime *rt, const uint8_t *data, size_t size);
extern const MethodRow codecs_charmap_functions[];

#endif
