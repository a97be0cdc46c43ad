/* Instances of shaped classes: see shape.h. */
#include "object/allocate.h"
#include "object/dict.h"
#include "object/intern.h"
#include "object/shape_tree.h"

static inline size_t instance_size(uint32_t capacity) {
    return sizeof(Instance) + capacity * sizeof(Object *);
}

static inline Object **overflow_array(Instance *instance) {
    return (Object **)(void *)instance->values[instance->capacity - 1];
}

/* Where the value of a position lies. */
static inline Object **place_of(Instance *instance, uint32_t position) {
    uint32_t inline_count = instance->capacity;
    if (UNLIKELY(instance->overflow_capacity > 0)) {
        inline_count--;
        if (position >= inline_count) {
            return overflow_array(instance) + (position - inline_count);
        }
    }
    return &instance->values[position];
}

static inline Object **dict_place(Instance *instance, const Shape *shape) {
    return &instance->values[shape->root->reserved];
}

NEW_REF Object *instance_new(Runtime *rt, TypeObject *type) {
    ShapeRoot *root = shape_tree_root(rt, type);
    if (UNLIKELY(!root)) {
        return NULL;
    }
    uint16_t capacity = root->shape.capacity;
    Instance *instance = (Instance *)allocate_container(rt, type->type_id, instance_size(capacity));
    if (UNLIKELY(!instance)) {
        return NULL;
    }
    root->made += root->made < UINT32_MAX / 2;
    instance->shape_id = root->shape.id;
    instance->capacity = capacity;
    retain(&type->header);
    return &instance->header;
}

BORROWED Object *instance_get(Runtime *rt, Object *self, Object *name) {
    Instance *instance = (Instance *)self;
    Shape *shape = shape_tree_get(rt, instance->shape_id);
    if (UNLIKELY(shape->is_dict)) {
        return dict_get_own(rt, *dict_place(instance, shape), name);
    }
    int32_t position = shape_tree_find(shape, name);
    return position == SHAPE_MISSING ? NULL : *place_of(instance, (uint32_t)position);
}

/* Makes room for positions beyond the inline ones. */
static bool reserve_overflow(Runtime *rt, Instance *instance, uint32_t count) {
    uint32_t inline_count = instance->capacity - 1u;
    uint32_t wanted = count - inline_count;
    if (instance->overflow_capacity >= wanted) {
        return true;
    }
    uint32_t capacity = wanted < 3 ? 3 : wanted + wanted / 2;
    Object **array;
    if (instance->overflow_capacity == 0) {
        array = memory_allocate_zeroed(rt, capacity * sizeof(Object *));
        if (!array) {
            return false;
        }
        array[0] = instance->values[inline_count];
    } else {
        array =
            memory_reallocate(rt, (void *)overflow_array(instance), capacity * sizeof(Object *));
        if (!array) {
            return false;
        }
        memset((void *)(array + instance->overflow_capacity), 0,
               (capacity - instance->overflow_capacity) * sizeof(Object *));
    }
    instance->values[inline_count] = (Object *)(void *)array;
    instance->overflow_capacity = (uint16_t)capacity;
    return true;
}

/* The invariant of shape.h: with no more than capacity values there is no overflow array. */
static void drop_overflow_unless_needed(Runtime *rt, Instance *instance, uint32_t count) {
    if (instance->overflow_capacity == 0 || count > instance->capacity) {
        return;
    }
    Object **array = overflow_array(instance);
    instance->values[instance->capacity - 1] = array[0];
    instance->overflow_capacity = 0;
    memory_free(rt, (void *)array);
}

NEW_REF Object *instance_copy_attributes(Runtime *rt, Object *self) {
    Instance *instance = (Instance *)self;
    Shape *shape = shape_tree_get(rt, instance->shape_id);
    if (shape->is_dict) {
        return dict_copy(rt, *dict_place(instance, shape));
    }
    Object *dict = dict_new_sized(rt, shape->count);
    for (uint32_t i = shape->root->reserved; dict && i < shape->count; i++) {
        Object *value = *place_of(instance, i);
        if (value && !dict_set(rt, dict, shape->names->names[i], value)) {
            CLEAR_REF(rt, &dict);
        }
    }
    return dict;
}

bool instance_next(Runtime *rt, Object *self, uint32_t *position, Object **name, Object **value) {
    Instance *instance = (Instance *)self;
    Shape *shape = shape_tree_get(rt, instance->shape_id);
    uint32_t i = *position < shape->root->reserved ? shape->root->reserved : *position;
    while (i < shape->count && !*place_of(instance, i)) {
        i++;
    }
    if (i >= shape->count) {
        return false;
    }
    *name = shape->names->names[i];
    *value = *place_of(instance, i);
    *position = i + 1;
    return true;
}

/* The instance forgets its values and holds `dict` instead. */
static bool enter_dict_mode(Runtime *rt, Instance *instance, STEALS Object *dict) {
    Shape *shape = shape_tree_get(rt, instance->shape_id);
    if (shape->is_dict) {
        REPLACE_REF(rt, dict_place(instance, shape), dict);
        return true;
    }
    Shape *dict_shape = shape_tree_dict(rt, shape);
    if (!dict_shape) {
        release(rt, dict);
        return false;
    }
    uint32_t reserved = shape->root->reserved;
    uint32_t inline_count = instance->capacity - (instance->overflow_capacity > 0 ? 1u : 0u);
    Object *old[SHAPE_CAPACITY_MAX * 4];
    uint32_t old_count = 0;
    for (uint32_t i = reserved; i < inline_count; i++) {
        old[old_count++] = instance->values[i];
        instance->values[i] = NULL;
    }
    Object **array = instance->overflow_capacity > 0 ? overflow_array(instance) : NULL;
    uint32_t array_count = instance->overflow_capacity;
    if (array) {
        instance->values[inline_count] = NULL;
    }
    instance->overflow_capacity = 0;
    instance->shape_id = dict_shape->id;
    *dict_place(instance, dict_shape) = dict;
    for (uint32_t i = 0; i < old_count; i++) {
        release_nullable(rt, old[i]);
    }
    for (uint32_t i = 0; i < array_count; i++) {
        release_nullable(rt, array[i]);
    }
    memory_free(rt, (void *)array);
    return true;
}

BORROWED Object *instance_dict(Runtime *rt, Object *self) {
    Instance *instance = (Instance *)self;
    Shape *shape = shape_tree_get(rt, instance->shape_id);
    if (!shape->is_dict) {
        Object *dict = instance_copy_attributes(rt, self);
        if (!dict || !enter_dict_mode(rt, instance, dict)) {
            return NULL;
        }
        shape = shape_tree_get(rt, instance->shape_id);
    }
    return *dict_place(instance, shape);
}

bool instance_set_dict(Runtime *rt, Object *self, Object *dict) {
    return enter_dict_mode(rt, (Instance *)self, retain(dict));
}

static bool set_in_dict(Runtime *rt, Object *self, Object *name, Object *value) {
    Object *dict = instance_dict(rt, self);
    return dict && dict_set_own(rt, dict, name, value);
}

static NOINLINE bool add_attribute(Runtime *rt, Instance *instance, Shape *shape, Object *name,
                                   Object *value) {
    Object *interned = retain(name);
    if (!str_is_interned(name)) {
        if (!str_check_exact(name)) {
            release(rt, interned);
            return set_in_dict(rt, &instance->header, name, value);
        }
        interned = intern(rt, interned);
        if (!interned) {
            return false;
        }
    }
    Shape *next = shape_tree_child(rt, shape, interned);
    bool done = false;
    if (!next) {
        if (!rt->error) {
            done = set_in_dict(rt, &instance->header, interned, value);
        }
    } else if (next->count <= next->capacity) {
        instance->values[shape->count] = retain(value);
        instance->shape_id = next->id;
        done = true;
    } else if (reserve_overflow(rt, instance, next->count)) {
        shape_tree_overflowed(next, next->count);
        *place_of(instance, shape->count) = retain(value);
        instance->shape_id = next->id;
        done = true;
    }
    release(rt, interned);
    return done;
}

bool instance_set(Runtime *rt, Object *self, Object *name, Object *value) {
    Instance *instance = (Instance *)self;
    Shape *shape = shape_tree_get(rt, instance->shape_id);
    if (UNLIKELY(shape->is_dict)) {
        return dict_set_own(rt, *dict_place(instance, shape), name, value);
    }
    int32_t position = shape_tree_find(shape, name);
    if (UNLIKELY(position == SHAPE_MISSING)) {
        return add_attribute(rt, instance, shape, name, value);
    }
    REPLACE_REF(rt, place_of(instance, (uint32_t)position), retain(value));
    return true;
}

/* The shape without the name at `position`: its later names follow its earlier ones. */
static Shape *shape_without(Runtime *rt, Shape *shape, uint32_t position) {
    Shape *at = shape;
    while (at->count > position) {
        at = at->parent;
    }
    for (uint32_t i = position + 1; at && i < shape->count; i++) {
        at = shape_tree_child(rt, at, shape->names->names[i]);
    }
    return at;
}

int instance_delete(Runtime *rt, Object *self, Object *name) {
    Instance *instance = (Instance *)self;
    Shape *shape = shape_tree_get(rt, instance->shape_id);
    int32_t found = shape->is_dict ? 0 : shape_tree_find(shape, name);
    if (found == SHAPE_MISSING) {
        return 0;
    }
    Shape *without = shape->is_dict ? NULL : shape_without(rt, shape, (uint32_t)found);
    if (!without) {
        error_clear(rt);
        Object *dict = instance_dict(rt, self);
        return dict ? dict_delete_own(rt, dict, name) : -1;
    }
    uint32_t position = (uint32_t)found;
    Object *old = *place_of(instance, position);
    for (uint32_t i = position; i + 1 < shape->count; i++) {
        *place_of(instance, i) = *place_of(instance, i + 1);
    }
    *place_of(instance, shape->count - 1) = NULL;
    instance->shape_id = without->id;
    drop_overflow_unless_needed(rt, instance, without->count);
    release_nullable(rt, old);
    return old ? 1 : 0;
}

bool instance_change_type(Runtime *rt, Object *self, TypeObject *type) {
    Instance *instance = (Instance *)self;
    Shape *shape = shape_tree_get(rt, instance->shape_id);
    ShapeRoot *root = shape_tree_root_of_capacity(rt, type, instance->capacity);
    if (!root) {
        return false;
    }
    Shape *at = &root->shape;
    for (uint32_t i = shape->root->reserved; at && !shape->is_dict && i < shape->count; i++) {
        at = shape_tree_child(rt, at, shape->names->names[i]);
    }
    if (!at && rt->error) {
        return false;
    }
    if (!at || shape->is_dict) {
        Shape *dict_shape = shape_tree_dict(rt, &root->shape);
        if (!dict_shape || !instance_dict(rt, self)) {
            return false;
        }
        at = dict_shape;
    }
    instance->shape_id = at->id;
    return true;
}

void instance_traverse(Object *self, VisitFunction visit, void *context) {
    Instance *instance = (Instance *)self;
    uint32_t inline_count = instance->capacity;
    if (instance->overflow_capacity > 0) {
        inline_count--;
        Object **array = overflow_array(instance);
        for (uint32_t i = 0; i < instance->overflow_capacity; i++) {
            if (array[i]) {
                visit(array[i], context);
            }
        }
    }
    for (uint32_t i = 0; i < inline_count; i++) {
        if (instance->values[i]) {
            visit(instance->values[i], context);
        }
    }
}

/* Cycles are broken by emptying the values; names stay, and read as "not set". */
void instance_clear(Runtime *rt, Object *self) {
    Instance *instance = (Instance *)self;
    Shape *shape = shape_tree_get(rt, instance->shape_id);
    if (shape->is_dict) {
        Object *dict = *dict_place(instance, shape);
        if (dict && dict->refs == 1) {
            dict_clear(rt, dict);
        }
        for (uint32_t i = 0; i < shape->root->reserved; i++) {
            CLEAR_REF(rt, &instance->values[i]);
        }
        return;
    }
    for (uint32_t i = 0; i < shape->count; i++) {
        CLEAR_REF(rt, place_of(instance, i));
    }
}

void instance_dealloc(Runtime *rt, Object *self) {
    Instance *instance = (Instance *)self;
    TypeObject *type = rt->type_objects[object_type_id(self)];
    uint32_t capacity = instance->capacity;
    uint32_t inline_count = capacity;
    Object **array = NULL;
    uint32_t array_count = instance->overflow_capacity;
    if (UNLIKELY(array_count > 0)) {
        inline_count--;
        array = overflow_array(instance);
        instance->values[inline_count] = NULL;
        instance->overflow_capacity = 0;
    }
    for (uint32_t i = 0; i < inline_count; i++) {
        if (instance->values[i]) {
            CLEAR_REF(rt, &instance->values[i]);
        }
    }
    for (uint32_t i = 0; i < array_count; i++) {
        release_nullable(rt, array[i]);
    }
    if (UNLIKELY(array != NULL)) {
        memory_free(rt, (void *)array);
    }
    allocate_free_container(rt, self, instance_size(capacity));
    RELEASE(rt, type);
}
