/* The tree of shapes: implements shape.h (but for instances, see instance.c) and shape_tree.h. */
#include "object/intern.h"
#include "object/shape_tree.h"
#include <string.h>

enum {
    COUNT_MAX = 1000, /* attributes; beyond, and for wilder trees, dict mode is better */
    CHILDREN_MAX = 48,
    TOTAL_MAX = 2000,
    INDEX_FROM = 8,
    DEFAULT_CAPACITY = 3,
};

bool shape_open(Runtime *rt) {
    rt->shapes = runtime_part(rt, sizeof(ShapeTable));
    return rt->shapes != NULL;
}

void shape_close(Runtime *rt) {
    if (!rt->shapes) {
        return;
    }
    heap_free(rt->heap, (void *)rt->shapes->shapes);
    heap_free(rt->heap, rt->shapes->generations);
    heap_free(rt->heap, rt->shapes->free_indices);
    rt->shapes = NULL;
}

/* Index 0 stays unused, so that id 0 is no shape's. */
static bool table_add(Runtime *rt, Shape *shape) {
    ShapeTable *table = rt->shapes;
    uint32_t idx;
    if (table->free_count > 0) {
        idx = table->free_indices[--table->free_count];
    } else {
        if (table->count == table->capacity) {
            uint32_t capacity = table->capacity ? table->capacity * 2 : 64;
            if (capacity > SHAPE_INDEX_MASK + 1) {
                error_no_memory(rt);
                return false;
            }
            void *moved = memory_reallocate(rt, (void *)table->shapes, capacity * sizeof(Shape *));
            if (!moved) {
                return false;
            }
            table->shapes = moved;
            moved = memory_reallocate(rt, table->generations, capacity * sizeof(uint32_t));
            if (!moved) {
                return false;
            }
            table->generations = moved;
            moved = memory_reallocate(rt, table->free_indices, capacity * sizeof(uint32_t));
            if (!moved) {
                return false;
            }
            table->free_indices = moved;
            table->capacity = capacity;
            if (table->count == 0) {
                table->shapes[0] = NULL;
                table->generations[0] = 0;
                table->count = 1;
            }
        }
        idx = table->count++;
        table->generations[idx] = 0;
    }
    table->shapes[idx] = shape;
    shape->id = table->generations[idx] << SHAPE_INDEX_BITS | idx;
    return true;
}

static void table_remove(Runtime *rt, uint32_t shape_id) {
    ShapeTable *table = rt->shapes;
    uint32_t idx = shape_id & SHAPE_INDEX_MASK;
    table->shapes[idx] = NULL;
    if (++table->generations[idx] < SHAPE_GENERATIONS) {
        table->free_indices[table->free_count++] = idx;
    }
}

/* --- names --- */

static ShapeNames *names_new(Runtime *rt, const ShapeNames *from, uint32_t count) {
    ShapeNames *names = memory_allocate_zeroed(rt, sizeof(ShapeNames));
    if (!names) {
        return NULL;
    }
    names->refs = 1;
    names->capacity = count < 4 ? 4 : count + count / 2;
    names->names = memory_allocate(rt, names->capacity * sizeof(Object *));
    if (!names->names) {
        memory_free(rt, names);
        return NULL;
    }
    for (uint32_t i = 0; i < count; i++) {
        names->names[i] = from ? retain_nullable(from->names[i]) : NULL;
    }
    names->count = count;
    return names;
}

static void names_release(Runtime *rt, ShapeNames *names) {
    if (!names || --names->refs > 0) {
        return;
    }
    for (uint32_t i = 0; i < names->count; i++) {
        release_nullable(rt, names->names[i]);
    }
    memory_free(rt, (void *)names->names);
    memory_free(rt, names->index);
    memory_free(rt, names);
}

static uint32_t name_slot(const Object *name) {
    return (uint32_t)(((uintptr_t)name >> 3) * 0x9E3779B1u >> 7);
}

static void index_insert(ShapeNames *names, uint32_t position) {
    uint32_t slot = name_slot(names->names[position]) & names->index_mask;
    while (names->index[slot]) {
        slot = (slot + 1) & names->index_mask;
    }
    names->index[slot] = (uint16_t)(position + 1);
}

/* Without memory there is no index: names are then searched one by one. */
static void index_rebuild(Runtime *rt, ShapeNames *names) {
    uint32_t slots = (uint32_t)base_power_of_two((uint64_t)names->capacity * 2);
    uint16_t *index = heap_allocate(rt->heap, slots * sizeof(uint16_t));
    memory_free(rt, names->index);
    names->index = index;
    names->index_mask = index ? slots - 1 : 0;
    if (!index) {
        return;
    }
    memset(index, 0, slots * sizeof(uint16_t));
    for (uint32_t i = 0; i < names->count; i++) {
        if (names->names[i]) {
            index_insert(names, i);
        }
    }
}

static bool names_append(Runtime *rt, ShapeNames *names, Object *name) {
    bool grown = names->count == names->capacity;
    if (grown) {
        uint32_t capacity = names->capacity * 2;
        void *moved = memory_reallocate(rt, (void *)names->names, capacity * sizeof(Object *));
        if (!moved) {
            return false;
        }
        names->names = moved;
        names->capacity = capacity;
    }
    names->names[names->count++] = retain(name);
    if (names->count > INDEX_FROM) {
        if (grown || !names->index) {
            index_rebuild(rt, names);
        } else {
            index_insert(names, names->count - 1);
        }
    }
    return true;
}

int32_t shape_tree_find(const Shape *shape, Object *name) {
    const ShapeNames *names = shape->names;
    if (!names) {
        return SHAPE_MISSING;
    }
    uint32_t count = shape->count;
    if (UNLIKELY(!str_is_interned(name))) {
        for (uint32_t i = 0; i < count; i++) {
            if (names->names[i] && str_equals(names->names[i], name)) {
                return (int32_t)i;
            }
        }
        return SHAPE_MISSING;
    }
    if (names->index && count > INDEX_FROM) {
        uint32_t slot = name_slot(name) & names->index_mask;
        for (uint32_t entry; (entry = names->index[slot]) != 0;) {
            if (names->names[entry - 1] == name) {
                return entry <= count ? (int32_t)(entry - 1) : SHAPE_MISSING;
            }
            slot = (slot + 1) & names->index_mask;
        }
        return SHAPE_MISSING;
    }
    for (uint32_t i = 0; i < count; i++) {
        if (names->names[i] == name) {
            return (int32_t)i;
        }
    }
    return SHAPE_MISSING;
}

/* --- shapes --- */

static Shape *shape_new(Runtime *rt, ShapeRoot *root, Shape *parent) {
    Shape *shape = memory_allocate_zeroed(rt, sizeof(Shape));
    if (!shape) {
        return NULL;
    }
    shape->capacity = root->shape.capacity;
    shape->root = root;
    shape->parent = parent;
    if (!table_add(rt, shape)) {
        memory_free(rt, shape);
        return NULL;
    }
    root->total++;
    return shape;
}

static void shape_free(Runtime *rt, Shape *shape) {
    table_remove(rt, shape->id);
    names_release(rt, shape->names);
    memory_free(rt, shape);
}

static Shape *find_child(const Shape *shape, const Object *name) {
    for (Shape *child = shape->children; child; child = child->sibling) {
        if (child->names->names[shape->count] == name) {
            return child;
        }
    }
    return NULL;
}

Shape *shape_tree_child(Runtime *rt, Shape *shape, Object *name) {
    Shape *child = find_child(shape, name);
    if (child) {
        return child;
    }
    if (shape->count >= COUNT_MAX || shape->child_count >= CHILDREN_MAX ||
        shape->root->total >= TOTAL_MAX) {
        return NULL;
    }
    ShapeNames *names = shape->names;
    if (names->count == shape->count) {
        names->refs++;
    } else {
        names = names_new(rt, shape->names, shape->count);
        if (!names) {
            return NULL;
        }
    }
    child = shape_new(rt, shape->root, shape);
    if (!child || !names_append(rt, names, name)) {
        if (child) {
            shape->root->total--;
            table_remove(rt, child->id);
            memory_free(rt, child);
        }
        names_release(rt, names);
        return NULL;
    }
    child->names = names;
    child->count = shape->count + 1;
    child->sibling = shape->children;
    shape->children = child;
    shape->child_count++;
    return child;
}

Shape *shape_tree_dict(Runtime *rt, Shape *shape) {
    ShapeRoot *root = shape->root;
    if (!root->dict_shape) {
        Shape *made = shape_new(rt, root, NULL);
        if (!made) {
            return NULL;
        }
        made->is_dict = true;
        made->count = root->reserved;
        root->dict_shape = made;
    }
    return root->dict_shape;
}

static ShapeRoot *root_new(Runtime *rt, TypeObject *type, uint16_t capacity) {
    ShapeRoot *root = memory_allocate_zeroed(rt, sizeof(ShapeRoot));
    if (!root) {
        return NULL;
    }
    uint32_t reserved = (type->slots->basic_size - (uint32_t)sizeof(Instance)) / 8;
    root->shape.names = names_new(rt, NULL, reserved);
    if (!root->shape.names || !table_add(rt, &root->shape)) {
        names_release(rt, root->shape.names);
        memory_free(rt, root);
        return NULL;
    }
    root->shape.capacity = capacity;
    root->shape.count = reserved;
    root->shape.root = root;
    root->type = type;
    root->reserved = (uint16_t)reserved;
    root->total = 1;
    root->next = (ShapeRoot *)type->root_shape;
    return root;
}

/* Room for __slots__ members and one more word, for the dict or the overflow array. */
static uint16_t least_capacity(const TypeObject *type) {
    return (uint16_t)((type->slots->basic_size - sizeof(Instance)) / 8 + 1);
}

static NOINLINE ShapeRoot *start_root(Runtime *rt, TypeObject *type) {
    uint16_t capacity = type->inline_capacity ? type->inline_capacity : DEFAULT_CAPACITY;
    uint16_t least = least_capacity(type);
    if (type->inline_capacity == 0) {
        const TypeObject *base = type->base;
        if (type_object_has_flag(base, TYPE_FLAG_SHAPED) && base->inline_capacity > capacity) {
            capacity = base->inline_capacity;
        }
        capacity = (uint16_t)(capacity + least - 1);
    }
    if (capacity < least) {
        capacity = least;
    }
    ShapeRoot *root = root_new(rt, type, capacity);
    if (!root) {
        /* An older root will do. */
        if (type->root_shape) {
            error_clear(rt);
        }
        return (ShapeRoot *)type->root_shape;
    }
    type->root_shape = &root->shape;
    type->inline_capacity = capacity;
    return root;
}

ShapeRoot *shape_tree_root(Runtime *rt, TypeObject *type) {
    ShapeRoot *root = (ShapeRoot *)type->root_shape;
    if (UNLIKELY(!root)) {
        return start_root(rt, type);
    }
    if (UNLIKELY(root->overflowed > 0) && root->overflowed * 4 >= root->made) {
        type->inline_capacity = root->wanted;
        root->overflowed = 0;
        if (root->wanted > root->shape.capacity) {
            return start_root(rt, type);
        }
    }
    return root;
}

ShapeRoot *shape_tree_root_of_capacity(Runtime *rt, TypeObject *type, uint16_t capacity) {
    if (!type->root_shape && !start_root(rt, type)) {
        return NULL;
    }
    ShapeRoot *first = (ShapeRoot *)type->root_shape;
    for (ShapeRoot *root = first; root; root = root->next) {
        if (root->shape.capacity == capacity) {
            return root;
        }
    }
    ShapeRoot *root = root_new(rt, type, capacity);
    if (root) { /* behind the one that fresh instances use */
        root->next = first->next;
        first->next = root;
    }
    return root;
}

void shape_tree_overflowed(Shape *shape, uint32_t count) {
    ShapeRoot *root = shape->root;
    if (count == (uint32_t)shape->capacity + 1) {
        root->overflowed++;
    }
    if (count <= SHAPE_CAPACITY_MAX && count > root->wanted) {
        root->wanted = (uint16_t)count;
    }
}

void shape_set_capacity_hint(TypeObject *type, uint32_t n) {
    if (!type_object_has_flag(type, TYPE_FLAG_SHAPED) || type->root_shape) {
        return;
    }
    uint32_t capacity =
        (n < SHAPE_CAPACITY_MAX ? n : SHAPE_CAPACITY_MAX) + least_capacity(type) - 1u;
    const TypeObject *base = type->base;
    if (base && base->inline_capacity > 0 && type_object_has_flag(base, TYPE_FLAG_SHAPED)) {
        capacity += base->inline_capacity;
    }
    capacity = capacity < 1 ? 1 : capacity;
    type->inline_capacity = (uint16_t)base_min_size(capacity, 2 * SHAPE_CAPACITY_MAX);
}

static void free_tree(Runtime *rt, Shape *shape) {
    Shape *at = shape;
    for (;;) { /* leaves first, without recursion: the tree can be COUNT_MAX deep */
        while (at->children) {
            at = at->children;
        }
        Shape *parent = at->parent;
        if (at == shape) {
            return;
        }
        parent->children = at->sibling;
        shape_free(rt, at);
        at = parent;
    }
}

void shape_release_type(Runtime *rt, TypeObject *type) {
    ShapeRoot *root = (ShapeRoot *)type->root_shape;
    type->root_shape = NULL;
    while (root) {
        ShapeRoot *next = root->next;
        free_tree(rt, &root->shape);
        if (root->dict_shape) {
            shape_free(rt, root->dict_shape);
        }
        table_remove(rt, root->shape.id);
        names_release(rt, root->shape.names);
        memory_free(rt, root);
        root = next;
    }
}

/* --- the public questions --- */

int32_t shape_find(Runtime *rt, uint32_t shape_id, Object *name) {
    return shape_tree_find(shape_tree_get(rt, shape_id), name);
}

bool shape_is_dict(Runtime *rt, uint32_t shape_id) {
    return shape_tree_get(rt, shape_id)->is_dict;
}

bool shape_is_inline(Runtime *rt, uint32_t shape_id, uint32_t position) {
    const Shape *shape = shape_tree_get(rt, shape_id);
    return shape->count <= shape->capacity ? position < shape->capacity
                                           : position + 1 < shape->capacity;
}

bool shape_transition(Runtime *rt, uint32_t shape_id, Object *name, uint32_t *next_shape_id,
                      uint32_t *position) {
    const Shape *shape = shape_tree_get(rt, shape_id);
    if (shape->is_dict || shape->count >= shape->capacity || !str_is_interned(name)) {
        return false;
    }
    const Shape *child = find_child(shape, name);
    if (!child) {
        return false;
    }
    *next_shape_id = child->id;
    *position = shape->count;
    return true;
}
