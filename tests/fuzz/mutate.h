/* Changes Python programs so that they mostly still are some: lines and blocks move, names become
 * other names, numbers become the ones where things go wrong, statements from a list come in. */
#ifndef OURO_TESTS_MUTATE_H
#define OURO_TESTS_MUTATE_H

#include <stddef.h>

typedef struct Script {
    char *text; /* no zero behind */
    size_t length, capacity;
} Script;

/* Names to put where names are, one a line each: expressions, and what follows a point. They stay
 * the caller's. */
void mutate_set_names(const char *expressions, const char *attributes);

/* One to some changes. The same seed does the same. */
void mutate_script(Script *script, unsigned seed);

/* Blocks of another program come in. */
void mutate_cross(Script *script, const char *other, size_t length, unsigned seed);

#endif
