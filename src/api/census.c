/* census: live blocks by type. Blocks of container pools are objects. Other blocks may be buffers:
 * one counts as an object when its first words can be an object's header and the block is as large
 * as that object would have it. */
#include "api/census.h"

#include "object/bytes.h"
#include "object/int.h"
#include "object/str.h"
#include "object/type.h"
#include <stdlib.h>

bool census_open(Census *census, const Runtime *rt) {
    *census = (Census){0};
    if (!rt->slots) {
        return true;
    }
    census->types = calloc(rt->type_count ? rt->type_count : 1, sizeof *census->types);
    if (!census->types) {
        return false;
    }
    census->type_count = rt->type_count;
    for (uint32_t i = 0; i < rt->type_count; i++) {
        const TypeSlots *slots = rt->slots[i];
        if (!slots) {
            continue;
        }
        CensusType *type = &census->types[i];
        type->name = strdup(slots->name);
        type->flags = slots->flags;
        type->basic_size = slots->basic_size;
        type->item_size = slots->item_size;
        if (!type->name) {
            census_close(census);
            return false;
        }
    }
    return true;
}

void census_close(Census *census) {
    for (uint32_t i = 0; census->types && i < census->type_count; i++) {
        free(census->types[i].name);
    }
    free(census->types);
    *census = (Census){0};
}

/* The bytes that an object of a type without references has, by its own fields; 0: cannot be. */
static size_t leaf_size(const CensusType *type, uint32_t type_id, const Object *object,
                        size_t usable) {
    if (type_id == TYPE_STR || (type->flags & TYPE_FLAG_STR_SUBCLASS)) {
        size_t length = usable >= STR_HEADER_SIZE ? str_length(object) : SIZE_MAX;
        return length > usable
                   ? 0
                   : STR_HEADER_SIZE + (length + 1) * str_width_of_kind(str_kind(object));
    }
    if (type_id == TYPE_BYTES) {
        size_t length = usable >= BYTES_HEADER_SIZE ? bytes_length(object) : SIZE_MAX;
        return length > usable ? 0 : BYTES_HEADER_SIZE + length + 1;
    }
    if (type_id == TYPE_INT && int_is_big(object)) {
        int64_t count = ((const BigIntObject *)object)->signed_count;
        size_t limbs = (size_t)(count < 0 ? -count : count);
        return limbs > usable ? 0 : sizeof(BigIntObject) + limbs * sizeof(uint64_t);
    }
    return type->basic_size;
}

static CensusType *type_of_block(Census *census, const Object *object, size_t usable,
                                 HeapKind kind) {
    uint32_t type_id = object_type_id(object);
    if (object->refs == 0 || type_id >= census->type_count || !census->types[type_id].name) {
        return NULL;
    }
    CensusType *type = &census->types[type_id];
    if (kind == HEAP_CONTAINER) {
        return type;
    }
    if (type->flags & TYPE_FLAG_CONTAINER) {
        return NULL;
    }
    size_t size = leaf_size(type, type_id, object, usable);
    bool exact = heap_rounded_size(size ? size : 1) == usable;
    bool grown =
        type->item_size || type_id == TYPE_STR ? size <= usable && usable <= size * 2 + 64 : false;
    return size && (exact || grown) ? type : NULL;
}

typedef struct CensusWalk {
    Census *census;
    Runtime *rt;
    void **blocks; /* containers with a size function, for the second round */
    size_t count, capacity;
} CensusWalk;

static bool visit(void *user, void *block, size_t usable, HeapKind kind) {
    CensusWalk *walk = user;
    const Object *object = block;
    CensusType *type = type_of_block(walk->census, object, usable, kind);
    if (!type) {
        walk->census->other_count++;
        walk->census->other_bytes += usable;
        return true;
    }
    type->count++;
    type->bytes += usable;
    if (walk->rt && kind == HEAP_CONTAINER && walk->rt->slots[object_type_id(object)]->size) {
        if (walk->count == walk->capacity) {
            size_t capacity = walk->capacity ? walk->capacity * 2 : 1024;
            void **larger = realloc(walk->blocks, capacity * sizeof *larger);
            if (!larger) {
                return true; /* without its buffers, then */
            }
            walk->blocks = larger;
            walk->capacity = capacity;
        }
        walk->blocks[walk->count++] = block;
    }
    return true;
}

void census_take(Census *census, Heap *heap, Runtime *rt) {
    CensusWalk walk = {.census = census, .rt = rt};
    heap_walk(heap, visit, &walk);
    for (size_t i = 0; i < walk.count; i++) {
        Object *object = walk.blocks[i];
        uint32_t type_id = object_type_id(object);
        size_t whole = rt->slots[type_id]->size(rt, object);
        size_t own = heap_usable_size(heap, object);
        census->types[type_id].bytes += whole > own ? whole - own : 0;
    }
    free(walk.blocks);
}
