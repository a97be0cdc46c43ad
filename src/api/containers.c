/* containers: items of any container, and iteration. */
#include "api/embed.h"

#include "object/dict.h"
#include "object/list.h"
#include "object/operations.h"
#include "object/set.h"

static NEW_REF Object *index_object(Runtime *rt, ptrdiff_t index) {
    return int_from_int64(rt, index);
}

ptrdiff_t ouro_length(OuroRuntime *runtime, OuroBorrowed container) {
    INSIDE Runtime *rt = embed_enter(runtime);
    return embed_present(rt, container) ? object_length(rt, embed_in(container)) : -1;
}

/* ---- reading ---- */

OuroRef ouro_get_item(OuroRuntime *runtime, OuroBorrowed container, OuroBorrowed key) {
    INSIDE Runtime *rt = embed_enter(runtime);
    return embed_present(rt, container) && embed_present(rt, key)
               ? embed_out(object_get_item(rt, embed_in(container), embed_in(key)))
               : NULL;
}

/* container[key] with a key that is taken over; NULL: it could not be made. */
static OuroRef get_by(OuroRuntime *runtime, OuroBorrowed container, STEALS Object *key) {
    INSIDE Runtime *rt = embed_enter(runtime);
    Object *item =
        key && embed_present(rt, container) ? object_get_item(rt, embed_in(container), key) : NULL;
    release_nullable(rt, key);
    return embed_out(item);
}

OuroRef ouro_at(OuroRuntime *runtime, OuroBorrowed sequence, ptrdiff_t index) {
    return get_by(runtime, sequence, index_object(runtime->rt, index));
}

OuroRef ouro_get_key(OuroRuntime *runtime, OuroBorrowed container, const char *key) {
    return get_by(runtime, container, str_from_cstring(runtime->rt, key));
}

int ouro_contains(OuroRuntime *runtime, OuroBorrowed container, OuroBorrowed item) {
    INSIDE Runtime *rt = embed_enter(runtime);
    return embed_present(rt, container) && embed_present(rt, item)
               ? object_contains(rt, embed_in(container), embed_in(item))
               : -1;
}

/* ---- writing ---- */

bool ouro_set_item(OuroRuntime *runtime, OuroBorrowed container, OuroBorrowed key,
                   OuroBorrowed value) {
    INSIDE Runtime *rt = embed_enter(runtime);
    return embed_present(rt, container) && embed_present(rt, key) && embed_present(rt, value) &&
           object_set_item(rt, embed_in(container), embed_in(key), embed_in(value));
}

static bool set_by(OuroRuntime *runtime, OuroBorrowed container, STEALS Object *key,
                   OuroBorrowed value) {
    INSIDE Runtime *rt = embed_enter(runtime);
    bool done = key && embed_present(rt, container) && embed_present(rt, value) &&
                object_set_item(rt, embed_in(container), key, embed_in(value));
    release_nullable(rt, key);
    return done;
}

bool ouro_set_at(OuroRuntime *runtime, OuroBorrowed sequence, ptrdiff_t index, OuroBorrowed value) {
    return set_by(runtime, sequence, index_object(runtime->rt, index), value);
}

bool ouro_set_key(OuroRuntime *runtime, OuroBorrowed container, const char *key,
                  OuroBorrowed value) {
    return set_by(runtime, container, str_from_cstring(runtime->rt, key), value);
}

bool ouro_delete_item(OuroRuntime *runtime, OuroBorrowed container, OuroBorrowed key) {
    INSIDE Runtime *rt = embed_enter(runtime);
    return embed_present(rt, container) && embed_present(rt, key) &&
           object_delete_item(rt, embed_in(container), embed_in(key));
}

bool ouro_append(OuroRuntime *runtime, OuroBorrowed list, OuroBorrowed item) {
    INSIDE Runtime *rt = embed_enter(runtime);
    if (!embed_present(rt, list) || !embed_present(rt, item)) {
        return false;
    }
    if (!type_is_list(rt, embed_in(list))) {
        raise_type_error(rt, "expected list, not %T", embed_in(list));
        return false;
    }
    return list_append(rt, embed_in(list), embed_in(item));
}

bool ouro_add(OuroRuntime *runtime, OuroBorrowed set, OuroBorrowed item) {
    INSIDE Runtime *rt = embed_enter(runtime);
    if (!embed_present(rt, set) || !embed_present(rt, item)) {
        return false;
    }
    if (ouro_kind(runtime, set) != OURO_SET) {
        raise_type_error(rt, "expected set, not %T", embed_in(set));
        return false;
    }
    return set_add(rt, embed_in(set), embed_in(item));
}

/* ---- iteration ---- */

bool ouro_dict_next(OuroRuntime *runtime, OuroBorrowed dict, size_t *position, OuroBorrowed *key,
                    OuroBorrowed *value) {
    Object *found_key, *found_value;
    if (!dict || !type_is_dict(runtime->rt, embed_in(dict)) ||
        !dict_next(embed_in(dict), position, &found_key, &found_value)) {
        return false;
    }
    *key = ouro_borrow(embed_out(found_key));
    *value = ouro_borrow(embed_out(found_value));
    return true;
}

OuroRef ouro_iterate(OuroRuntime *runtime, OuroBorrowed iterable) {
    INSIDE Runtime *rt = embed_enter(runtime);
    return embed_present(rt, iterable) ? embed_out(object_iter(rt, embed_in(iterable))) : NULL;
}

OuroRef ouro_next(OuroRuntime *runtime, OuroBorrowed iterator) {
    INSIDE Runtime *rt = embed_enter(runtime);
    if (!embed_present(rt, iterator)) {
        return NULL;
    }
    if (!slots_of(rt, embed_in(iterator))->next) {
        return embed_out(
            raise_type_error(rt, "'%T' object is not an iterator", embed_in(iterator)));
    }
    return embed_out(object_next(rt, embed_in(iterator)));
}
