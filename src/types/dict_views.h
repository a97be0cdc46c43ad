/* Views and iterators of dicts; the evaluation loop reaches into the iterators. */
#ifndef OURO_TYPES_DICT_VIEWS_H
#define OURO_TYPES_DICT_VIEWS_H

#include "object/dict.h"

typedef struct DictViewObject { /* TYPE_DICT_KEYS, _VALUES, _ITEMS */
    Object header;
    Object *dict;
} DictViewObject;

/* All six iterators. used: the dict's when the iterator was made, UINT32_MAX after an error.
 * position: the next entry, or one behind it when going backwards. */
typedef struct DictIteratorObject {
    Object header;
    uint32_t used;
    uint32_t left;
    size_t position;
    Object *dict;  /* NULL: exhausted */
    Object *tuple; /* items: the pair given out last, used again when nobody else has it */
} DictIteratorObject;

/* type_id: TYPE_DICT_KEYS, … and TYPE_DICT_KEY_ITERATOR, … */
NEW_REF Object *dict_views_new(Runtime *rt, Object *dict, uint32_t type_id);
NEW_REF Object *dict_views_iterator(Runtime *rt, Object *dict, uint32_t type_id);

#endif
