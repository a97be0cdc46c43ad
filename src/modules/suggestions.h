/* "Did you mean: 'x'?": the name that a misspelt one was perhaps meant to be. */
#ifndef OURO_MODULES_SUGGESTIONS_H
#define OURO_MODULES_SUGGESTIONS_H

#include "object/raise.h"

/* For a NameError (names of the frame where it was raised) or an AttributeError (attributes of its
 * object): a str, or NULL when nothing is near. Never leaves an error pending. */
NEW_REF Object *suggestions_for(Runtime *rt, Object *exception);

#endif
