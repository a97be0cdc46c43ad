/* library_code: see library_code.h. */
#include "api/library_code.h"

#include "vm/import_state.h"
#include <string.h>

bool library_code_has_file(const Runtime *rt, const char *file) {
    const char *library = rt->import_state->library;
    size_t length = strlen(library);
    return strncmp(file, "<frozen ", 8) == 0 ||
           (strncmp(file, library, length) == 0 && file[length] == '/');
}
