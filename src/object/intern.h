/* The table of interned strings: weak entries, an interned string dies with its last reference
 * elsewhere (its dealloc calls intern_forget). Keyed by text. */
#ifndef OURO_OBJECT_INTERN_H
#define OURO_OBJECT_INTERN_H

#include "object/str.h"

bool intern_open(Runtime *rt); /* makes the table; the known names are there by themselves */
void intern_close(Runtime *rt);
/* Gives back the canonical object with the text of str (an exact str); str itself when new. */
NEW_REF Object *intern(Runtime *rt, STEALS Object *str);
void intern_in_place(Runtime *rt, Object **str); /* replaces *str by the canonical object */
NEW_REF Object *intern_utf8(Runtime *rt, const char *text, size_t length);
NEW_REF Object *intern_cstring(Runtime *rt, const char *text);
void intern_forget(Runtime *rt, Object *str); /* an interned string is being deallocated */
size_t intern_count(const Runtime *rt);

#endif
