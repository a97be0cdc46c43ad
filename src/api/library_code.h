/* library_code: which code is the standard library's. */
#ifndef OURO_API_LIBRARY_CODE_H
#define OURO_API_LIBRARY_CODE_H

#include "object/runtime.h"

/* A file of the standard library, or of what ouro itself is made of. */
bool library_code_has_file(const Runtime *rt, const char *file);

#endif
