/* The inside of shapes, for shape.c and instance.c. */
#ifndef OURO_OBJECT_SHAPE_TREE_H
#define OURO_OBJECT_SHAPE_TREE_H

#include "object/shape.h"

/* The names of a line of shapes: a shape with count n has the first n of them. Shared by a shape
 * and its descendants until two of them add different names.
 *   index[] holds position + 1 at a slot found by the name's address; made beyond INDEX_FROM names.
 */
typedef struct ShapeNames {
    uint32_t refs;
    uint32_t count, capacity;
    uint32_t index_mask; /* slots - 1; 0: no index */
    uint16_t *index;
    Object **names; /* owned, interned; NULL for the positions of __slots__ members */
} ShapeNames;

/* Owned by its root, the root by its class. capacity is that of the root. */
struct Shape {
    uint32_t id;
    uint32_t count;    /* positions in use */
    uint16_t capacity; /* values that instances hold inline */
    uint16_t child_count;
    bool is_dict;
    ShapeNames *names; /* NULL for a dict shape */
    Shape *parent;     /* NULL: a root */
    Shape *children;   /* list through sibling */
    Shape *sibling;
    struct ShapeRoot *root;
};

typedef struct ShapeRoot {
    Shape shape;
    TypeObject *type;          /* borrowed: the class owns this */
    struct ShapeRoot *next;    /* an older root of the class */
    Shape *dict_shape;         /* made on first use */
    uint32_t total;            /* shapes of this tree */
    uint16_t reserved;         /* first positions, for __slots__ members */
    uint16_t wanted;           /* the most values an instance had */
    uint32_t made, overflowed; /* instances */
} ShapeRoot;

struct ShapeTable {
    Shape **shapes;        /* by id & SHAPE_INDEX_MASK */
    uint32_t *generations; /* of each index: next id's high bits */
    uint32_t count, capacity;
    uint32_t free_count;
    uint32_t *free_indices; /* capacity of them */
};

/* id = generation << SHAPE_INDEX_BITS | index: an id comes back only after its index was used by as
 * many shapes as there are generations, then the index is given up. */
enum { SHAPE_INDEX_BITS = 22, SHAPE_GENERATIONS = 1 << (32 - SHAPE_INDEX_BITS) };
#define SHAPE_INDEX_MASK ((1u << SHAPE_INDEX_BITS) - 1)

static inline Shape *shape_tree_get(const Runtime *rt, uint32_t shape_id) {
    return rt->shapes->shapes[shape_id & SHAPE_INDEX_MASK];
}

int32_t shape_tree_find(const Shape *shape, Object *name);
/* The shape with one more name (interned). NULL without an error: the instance must go to dict
 * mode; NULL with MemoryError pending: it must, too, or give up. */
Shape *shape_tree_child(Runtime *rt, Shape *shape, Object *name);
Shape *shape_tree_dict(Runtime *rt, Shape *shape);
/* The root from which fresh instances of type start. */
ShapeRoot *shape_tree_root(Runtime *rt, TypeObject *type);
/* Any root of type with that inline capacity; made when there is none. */
ShapeRoot *shape_tree_root_of_capacity(Runtime *rt, TypeObject *type, uint16_t capacity);
/* An instance that started with this shape's root overflows with `count` values. */
void shape_tree_overflowed(Shape *shape, uint32_t count);

#endif
