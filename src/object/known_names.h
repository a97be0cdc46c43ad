/* The objects of the known names (names.h): constants that all runtimes of a process share. */
#ifndef OURO_OBJECT_KNOWN_NAMES_H
#define OURO_OBJECT_KNOWN_NAMES_H

#include "object/names.h"
#include "object/object.h"

/* A str (str.h) with room for the longest name. It is immortal, interned and never written, so a
 * runtime keeps the hashes, which depend on its seed, on its own side (rt->name_hashes). */
typedef struct KnownName {
    Object header;
    uint32_t hash; /* stays 0 */
    uint32_t length;
    char text[24];
} KnownName;

extern Object *const known_names[NAME_COUNT]; /* rt->names */

/* The name with this text; NULL: it is not one of them. */
Object *known_names_find(const char *text, size_t length);

/* Which name this object is; NAME_COUNT: none. */
size_t known_names_index(const Object *str);

#endif
