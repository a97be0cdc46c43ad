/* The _collections module: its types are spread over several files. */
#ifndef OURO_MODULES_COLLECTIONS_H
#define OURO_MODULES_COLLECTIONS_H

#include "object/module.h"

extern const ModuleSpec collections_module; /* _collections */

/* collections_deque.c */
extern const TypeSpec collections_deque_type;
/* collections_deque_iterator.c */
extern const TypeSpec collections_deque_iterator_type, collections_deque_reverse_iterator_type;
/* collections_defaultdict.c */
extern const TypeSpec collections_defaultdict_type;
/* collections_ordered.c */
extern const TypeSpec collections_ordered_dict_type;
extern const TypeSpec collections_ordered_keys_type, collections_ordered_values_type,
    collections_ordered_items_type;

/* Type indices, in module state. */
typedef struct CollectionsState {
    uint32_t deque, deque_iterator, deque_reverse_iterator;
    uint32_t defaultdict, ordered_dict, tuple_getter;
    uint32_t ordered_keys, ordered_values, ordered_items;
} CollectionsState;
CollectionsState *collections_state(Runtime *rt);
NEW_REF Object *collections_deque_iter(Runtime *rt, Object *deque);
NEW_REF Object *collections_deque_reversed(Runtime *rt, Object *deque);

#endif
