/* The known names: the objects, and finding them. */
#include "object/known_names.h"

#include "object/type_ids.h"
#include <string.h>

/* As INTERNED of str.h, which compares the rest of the layout. */
enum { INTERNED = OBJECT_TYPE_FLAG_C };

#define NAME_ROW(identifier)                                                                       \
    {OBJECT_STATIC(TYPE_STR, INTERNED), 0, sizeof #identifier - 1, #identifier},
static const KnownName objects[] = {KNOWN_NAMES(NAME_ROW)};
#undef NAME_ROW

#define NAME_POINTER(identifier) (Object *)&objects[NAME_##identifier],
Object *const known_names[NAME_COUNT] = {KNOWN_NAMES(NAME_POINTER)};
#undef NAME_POINTER
_Static_assert(COUNT_OF(objects) == NAME_COUNT, "a row for each known name");

size_t known_names_index(const Object *str) {
    uintptr_t offset = (uintptr_t)str - (uintptr_t)objects;
    return offset < sizeof objects ? offset / sizeof(KnownName) : NAME_COUNT;
}

/* The list is sorted by its bytes. */
Object *known_names_find(const char *text, size_t length) {
    size_t low = 0;
    size_t high = NAME_COUNT;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const KnownName *name = &objects[middle];
        int order = memcmp(text, name->text, base_min_size(length, name->length + (size_t)1));
        if (order == 0 && length == name->length) {
            return known_names[middle];
        }
        if (order > 0 || (order == 0 && length > name->length)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return NULL;
}
