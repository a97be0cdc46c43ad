/* What a type can do: the table of functions behind every operation on its objects.
 *
 * Builtin types have one static const TypeSpec (slots, then the tables of methods and attributes),
 * shared by all runtimes. A class has a TypeSlots of its own in the heap, copied from its base and
 * changed where the class defines special methods (types/slot_methods.c).
 *
 * A NULL slot means that the type cannot do it, or the default said at the slot. Static specs
 * inherit nothing by themselves: a builtin subtype (bool, defaultdict) names its base's functions.
 */
#ifndef OURO_OBJECT_SLOTS_H
#define OURO_OBJECT_SLOTS_H

#include "object/object.h"
#include "object/type_ids.h"

typedef struct TypeObject TypeObject;
typedef struct BufferView BufferView;

typedef enum {
    BINARY_ADD,
    BINARY_SUBTRACT,
    BINARY_MULTIPLY,
    BINARY_MATRIX_MULTIPLY,
    BINARY_TRUE_DIVIDE,
    BINARY_FLOOR_DIVIDE,
    BINARY_REMAINDER,
    BINARY_POWER, /* two operands; three-operand pow() has its own slot */
    BINARY_LSHIFT,
    BINARY_RSHIFT,
    BINARY_AND,
    BINARY_XOR,
    BINARY_OR,
    BINARY_INPLACE_COUNT, /* operations before this one have in-place forms */
    BINARY_DIVMOD = BINARY_INPLACE_COUNT,
    BINARY_COUNT
} BinaryOp;

typedef enum { UNARY_NEGATIVE, UNARY_POSITIVE, UNARY_INVERT, UNARY_ABSOLUTE, UNARY_COUNT } UnaryOp;

typedef enum { COMPARE_LT, COMPARE_LE, COMPARE_EQ, COMPARE_NE, COMPARE_GT, COMPARE_GE } CompareOp;

/* args holds `count` positional arguments, then one value for each name in the tuple
 * `keyword_names` (NULL: no keywords). All borrowed. */
typedef NEW_REF Object *(*CallFunction)(Runtime *rt, Object *callee, Object *const *args,
                                        size_t count, Object *keyword_names);
typedef NEW_REF Object *(*UnaryFunction)(Runtime *rt, Object *self);
typedef NEW_REF Object *(*BinaryFunction)(Runtime *rt, Object *a, Object *b);

enum {
    TYPE_FLAG_CONTAINER = 1 << 0,    /* instances live in container pools; traverse is set */
    TYPE_FLAG_SUBCLASSABLE = 1 << 1, /* may be a base class */
    TYPE_FLAG_CLASS = 1 << 2,        /* made at run time by a class statement or type() */
    TYPE_FLAG_SHAPED = 1 << 3,       /* instances are struct Instance (shape and inline values) */
    TYPE_FLAG_HAS_DICT = 1 << 4, /* instances have __dict__ (shaped, or a field at dict_offset) */
    TYPE_FLAG_WEAKREFABLE = 1 << 5,
    TYPE_FLAG_DEFINES_DEL = 1 << 6,    /* finalize runs a __del__ */
    TYPE_FLAG_CUSTOM_GETATTR = 1 << 7, /* __getattribute__ or __getattr__ defined by a class */
    TYPE_FLAG_CUSTOM_SETATTR = 1 << 8,
    TYPE_FLAG_SEQUENCE = 1 << 9,    /* matches sequence patterns (collections.abc.Sequence) */
    TYPE_FLAG_MAPPING = 1 << 10,    /* matches mapping patterns */
    TYPE_FLAG_MATCH_SELF = 1 << 11, /* a class pattern takes the subject as first positional */
    TYPE_FLAG_ABSTRACT = 1 << 12,   /* __abstractmethods__ not empty */
    TYPE_FLAG_METHOD_LIKE =
        1 << 13, /* callable found on a type binds self first: function, method_descriptor */
    TYPE_FLAG_NO_NEW = 1 << 14,         /* cannot be called: "cannot create 'x' instances" */
    TYPE_FLAG_IMMUTABLE_TYPE = 1 << 15, /* attributes of the type object cannot be set */
    /* Which builtin an instance derives from, for checks that accept subclasses. */
    TYPE_FLAG_INT_SUBCLASS = 1 << 16,
    TYPE_FLAG_LIST_SUBCLASS = 1 << 17,
    TYPE_FLAG_TUPLE_SUBCLASS = 1 << 18,
    TYPE_FLAG_STR_SUBCLASS = 1 << 19,
    TYPE_FLAG_BYTES_SUBCLASS = 1 << 20,
    TYPE_FLAG_DICT_SUBCLASS = 1 << 21,
    TYPE_FLAG_FLOAT_SUBCLASS = 1 << 22,
    TYPE_FLAG_SET_SUBCLASS = 1 << 23, /* set or frozenset */
    TYPE_FLAG_EXCEPTION_SUBCLASS = 1 << 24,
    TYPE_FLAG_TYPE_SUBCLASS = 1 << 25,
    TYPE_FLAG_COMPLEX_SUBCLASS = 1 << 26,
    TYPE_FLAG_BYTEARRAY_SUBCLASS = 1 << 27,
    TYPE_FLAG_END_MATTERS = 1 << 28, /* deallocation does more than to give memory back */
};
/* Inherited by every subclass. */
#define TYPE_FLAGS_INHERITED                                                                       \
    (TYPE_FLAG_CONTAINER | TYPE_FLAG_SEQUENCE | TYPE_FLAG_MAPPING | TYPE_FLAG_MATCH_SELF |         \
     TYPE_FLAG_HAS_DICT | TYPE_FLAG_WEAKREFABLE | TYPE_FLAG_DEFINES_DEL |                          \
     TYPE_FLAG_CUSTOM_GETATTR | TYPE_FLAG_CUSTOM_SETATTR | TYPE_FLAG_END_MATTERS | 0x0FFF0000)

/* What a type says to operators. a is or b is of this type (look at both, as in CPython's nb_
 * slots); give NotImplemented (new reference) when the pair is not for you.
 *
 * Few types have any of it, so it lies apart: a static spec names a static group, and a class has
 * the group of its nearest builtin base until it defines an operator (ClassSlots). */
typedef struct NumberSlots {
    BinaryFunction binary[BINARY_COUNT];
    BinaryFunction inplace[BINARY_INPLACE_COUNT];
    NEW_REF Object *(*power3)(Runtime *rt, Object *a, Object *b, Object *modulus);
    UnaryFunction unary[UNARY_COUNT];
} NumberSlots;

typedef struct TypeSlots {
    const char *name;    /* as in messages: "int", "collections.deque" ; a class: its __name__ */
    uint32_t type_id;    /* own index; static specs of modules: 0 until registered */
    uint32_t base_id;    /* index of the base whose layout this extends; TYPE_OBJECT by default */
    uint32_t flags;      /* TYPE_FLAG_* */
    uint32_t basic_size; /* bytes of an instance without items */
    uint32_t item_size;  /* bytes of an item for objects of variable size, else 0 */
    int32_t dict_offset; /* where the `Object *` of __dict__ is (NULL until made); 0: none;
                            -1: at the end of a variable-size object (slots->size gives its size) */

    /* Life. dealloc frees the fields and the block (object_free_leaf/_container); NULL is a leaf
     * of basic_size with nothing to release. traverse calls visit for each reference held; clear
     * drops references that can be in cycles. finalize: __del__ or its like, may resurrect. */
    void (*dealloc)(Runtime *rt, Object *self);
    void (*traverse)(Object *self, VisitFunction visit, void *context);
    void (*clear)(Runtime *rt, Object *self);
    void (*finalize)(Runtime *rt, Object *self);
    size_t (*size)(Runtime *rt, Object *self); /* sys.getsizeof in block bytes, with own buffers;
                                                  NULL: the block */

    /* new: allocates; NULL inherits through base_id at type call. init: false on error. */
    NEW_REF Object *(*new_instance)(Runtime *rt, TypeObject *type, Object *const *args,
                                    size_t count, Object *keyword_names);
    bool (*init)(Runtime *rt, Object *self, Object *const *args, size_t count,
                 Object *keyword_names);
    CallFunction call;

    UnaryFunction repr;                         /* NULL: <name object at 0x…> */
    UnaryFunction str;                          /* NULL: repr */
    int64_t (*hash)(Runtime *rt, Object *self); /* -1 on error, never -1 otherwise; NULL: address;
                                                   hash_not_implemented: unhashable */
    /* Result or NotImplemented (new reference); NULL: identity for == and !=. */
    NEW_REF Object *(*compare)(Runtime *rt, Object *a, Object *b, CompareOp op);
    /* name is a str. NULL slots: the generic search (attributes.c). value NULL deletes. */
    NEW_REF Object *(*get_attr)(Runtime *rt, Object *self, Object *name);
    bool (*set_attr)(Runtime *rt, Object *self, Object *name, Object *value);
    /* Descriptors: self is the descriptor, instance may be NULL (access through the class). */
    NEW_REF Object *(*descriptor_get)(Runtime *rt, Object *self, Object *instance, Object *owner);
    bool (*descriptor_set)(Runtime *rt, Object *self, Object *instance, Object *value);

    UnaryFunction iter;
    UnaryFunction next; /* NULL without a pending error: exhausted */

    const NumberSlots *numbers;                /* NULL: no operators but concat and repeat */
    int (*is_true)(Runtime *rt, Object *self); /* 1, 0, -1; NULL: length, else true */
    UnaryFunction index;
    UnaryFunction to_int;
    UnaryFunction to_float;

    /* Sequences and mappings. */
    int64_t (*length)(Runtime *rt, Object *self); /* -1 on error */
    BinaryFunction get_item;                      /* key: any object, slices included */
    bool (*set_item)(Runtime *rt, Object *self, Object *key, Object *value); /* NULL deletes */
    /* Sequence access by position, where the type is a sequence: negative positions are already
     * adjusted by the caller; for iteration by the old protocol and reversed(). */
    int (*contains)(Runtime *rt, Object *self, Object *item); /* 1, 0, -1; NULL: by iteration */
    BinaryFunction concat;                                    /* sequence + sequence */
    NEW_REF Object *(*repeat)(Runtime *rt, Object *self, int64_t times);
    BinaryFunction inplace_concat;
    NEW_REF Object *(*inplace_repeat)(Runtime *rt, Object *self, int64_t times);

    BinaryFunction format; /* __format__ of a builtin type that no class overrides; the second
                              argument is a str. NULL: the method is looked up */

    UnaryFunction await;
    UnaryFunction aiter;
    UnaryFunction anext;

    /* Buffer protocol: memoryview, bytes(x), file.write(x). False with BufferError pending. */
    bool (*get_buffer)(Runtime *rt, Object *self, BufferView *view, bool writable);
    void (*release_buffer)(Runtime *rt, Object *self, BufferView *view);
} TypeSlots;

static inline BinaryFunction slots_binary(const TypeSlots *slots, BinaryOp op) {
    return slots->numbers ? slots->numbers->binary[op] : NULL;
}

/* Whether the end of an object may do more than give its memory back. */
static inline bool slots_end_matters(const TypeSlots *slots) {
    return slots->finalize != NULL || (slots->flags & TYPE_FLAG_END_MATTERS) != 0;
}

/* A contiguous run of bytes borrowed from an object. owner holds a reference while in use. */
struct BufferView {
    Object *owner;
    uint8_t *data;
    size_t size; /* bytes */
    bool readonly;
    const char *format; /* struct format, "B" by default */
    size_t item_size;
};

/* Methods of builtin types and functions of builtin modules: one row each, at the end of the file
 * that defines the bodies. */
typedef enum {
    METHOD_NOARGS,     /* f(rt, self) */
    METHOD_ONE,        /* f(rt, self, argument) */
    METHOD_POSITIONAL, /* f(rt, self, args, count): minimum <= count <= maximum checked before */
    METHOD_KEYWORDS,   /* f(rt, self, args, count, keyword_names) */
} MethodKind;

enum { METHOD_FLAG_STATIC = 1, METHOD_FLAG_CLASS = 2 /* self is the class */ };
#define METHOD_ANY_COUNT 255

typedef struct MethodRow {
    const char *name;
    union {
        NEW_REF Object *(*noargs)(Runtime *rt, Object *self);
        NEW_REF Object *(*one)(Runtime *rt, Object *self, Object *argument);
        NEW_REF Object *(*positional)(Runtime *rt, Object *self, Object *const *args, size_t count);
        CallFunction keywords;
    } function;
    uint8_t kind;    /* MethodKind */
    uint8_t minimum; /* positional arguments, for METHOD_POSITIONAL */
    uint8_t maximum; /* METHOD_ANY_COUNT: no limit */
    uint8_t flags;
    const char *doc; /* CPython style: may begin with "name(args)\n--\n\n" (text signature) */
} MethodRow;

#define METHOD_ROW_NOARGS(name, body, doc)                                                         \
    { name, {.noargs = body}, METHOD_NOARGS, 0, 0, 0, doc }
#define METHOD_ROW_ONE(name, body, doc)                                                            \
    { name, {.one = body}, METHOD_ONE, 1, 1, 0, doc }
#define METHOD_ROW_POSITIONAL(name, body, minimum, maximum, doc)                                   \
    { name, {.positional = body}, METHOD_POSITIONAL, minimum, maximum, 0, doc }
#define METHOD_ROW_KEYWORDS(name, body, doc)                                                       \
    { name, {.keywords = body}, METHOD_KEYWORDS, 0, METHOD_ANY_COUNT, 0, doc }
#define METHOD_ROW_STATIC(name, body, doc) /* self is NULL */                                      \
    { name, {.keywords = body}, METHOD_KEYWORDS, 0, METHOD_ANY_COUNT, METHOD_FLAG_STATIC, doc }
#define METHOD_ROW_CLASS(name, body, doc)                                                          \
    { name, {.keywords = body}, METHOD_KEYWORDS, 0, METHOD_ANY_COUNT, METHOD_FLAG_CLASS, doc }
#define METHOD_ROW_END                                                                             \
    { NULL, {.noargs = NULL}, 0, 0, 0, 0, NULL }

/* Computed attributes of builtin types; set NULL: read-only. */
typedef struct AttributeRow {
    const char *name;
    NEW_REF Object *(*get)(Runtime *rt, Object *self);
    bool (*set)(Runtime *rt, Object *self, Object *value); /* value NULL deletes */
    const char *doc;
} AttributeRow;

#define ATTRIBUTE_ROW_END                                                                          \
    { NULL, NULL, NULL, NULL }

typedef struct TypeSpec {
    TypeSlots slots;                /* first: a TypeSlots of a builtin type is its TypeSpec */
    const MethodRow *methods;       /* may be NULL; ended by METHOD_ROW_END */
    const AttributeRow *attributes; /* may be NULL; ended by ATTRIBUTE_ROW_END */
    const char *doc;                /* __doc__; may begin with a text signature */
    const char *module;             /* __module__; NULL: builtins */
    const char *qualname;           /* NULL: name after the last dot */
} TypeSpec;

int64_t hash_not_implemented(Runtime *rt, Object *self);
/* The next slot of a class without __next__: loops that are under way call it unasked when __next__
 * is deleted or the iterator gets another class. */
NEW_REF Object *next_not_implemented(Runtime *rt, Object *self);
static inline bool slots_are_iterator(const TypeSlots *slots) {
    return slots->next && slots->next != next_not_implemented;
}

#endif
