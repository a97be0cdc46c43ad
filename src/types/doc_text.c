/* Documentation strings of builtin functions and types, which may begin with a signature. */
#include "object/str.h"
#include "types/descriptors.h"
#include <string.h>

static const char MARK[] = ")\n--\n\n";

/* The signature's "(" when doc begins with "name(…)\n--\n\n"; *end: behind its ")". */
static const char *find_signature(const char *name, const char *doc, const char **end) {
    const char *open = doc;
    if (name) {
        size_t length = strlen(name);
        if (strncmp(doc, name, length) != 0 || doc[length] != '(') {
            return NULL;
        }
        open = doc + length;
    } else {
        open = strchr(doc, '(');
    }
    const char *mark = open ? strstr(open, MARK) : NULL;
    if (!mark) {
        return NULL;
    }
    const char *blank = strstr(doc, "\n\n"); /* the mark must belong to the first paragraph */
    if (blank && blank < mark) {
        return NULL;
    }
    *end = mark + 1;
    return open;
}

NEW_REF Object *descriptors_doc(Runtime *rt, const char *doc) {
    if (!doc || !*doc) {
        return retain(NONE);
    }
    const char *end;
    if (find_signature(NULL, doc, &end)) {
        doc = end + sizeof MARK - 2;
    }
    return str_from_utf8(rt, doc, strlen(doc));
}

NEW_REF Object *descriptors_signature(Runtime *rt, const char *name, const char *doc) {
    const char *end;
    const char *open = doc ? find_signature(name, doc, &end) : NULL;
    return open ? str_from_utf8(rt, open, (size_t)(end - open)) : retain(NONE);
}
