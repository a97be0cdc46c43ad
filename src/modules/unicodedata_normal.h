/* Unicode's normal forms. */
#ifndef OURO_MODULES_UNICODEDATA_NORMAL_H
#define OURO_MODULES_UNICODEDATA_NORMAL_H

#include "object/str.h"

typedef struct NormalForm {
    bool compose, compatible;
} NormalForm;

/* The text in a form; the same object when it is in that form already. */
NEW_REF Object *unicodedata_normalise(Runtime *rt, Object *text, NormalForm form);
/* Code points of one step of a character's decomposition, at most `room`; 0: none. */
enum { UNICODEDATA_STEP_MAX = 18 };
size_t unicodedata_decompose_step(uint32_t code_point, uint32_t out[UNICODEDATA_STEP_MAX]);

#endif
