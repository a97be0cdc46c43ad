/* One value in memory in a native format of the struct module ("B", "d", "@q", …). */
#ifndef OURO_TYPES_MEMORY_ITEM_H
#define OURO_TYPES_MEMORY_ITEM_H

#include "object/raise.h"

/* The format's letter, an optional '@' skipped; 0: not a single native format. */
char memory_item_letter(const char *format);
size_t memory_item_size(char letter); /* 0: no such format */
NEW_REF Object *memory_item_get(Runtime *rt, char letter, const uint8_t *data);
/* 1: written; 0: the value's type does not fit; -1: its value does not, or an error is pending. */
int memory_item_set(Runtime *rt, char letter, uint8_t *data, Object *value);

#endif
