/* What the files of _pickle share: the state of the module, a pickle that is being written, one
 * that is being read. */
#ifndef OURO_MODULES_PICKLE_TYPES_H
#define OURO_MODULES_PICKLE_TYPES_H

#include "modules/pickle_memo.h"
#include "modules/pickle_output.h"
#include "object/arguments.h"
#include "object/operations.h"

/* References that are fetched when first wanted: what has been asked for stays the same object. */
typedef enum PickleKnown {
    PICKLE_DISPATCH_TABLE, /* copyreg */
    PICKLE_EXTENSION_REGISTRY,
    PICKLE_INVERTED_REGISTRY,
    PICKLE_EXTENSION_CACHE,
    PICKLE_NAME_MAPPING, /* _compat_pickle */
    PICKLE_IMPORT_MAPPING,
    PICKLE_REVERSE_NAME_MAPPING,
    PICKLE_REVERSE_IMPORT_MAPPING,
    PICKLE_CODECS_ENCODE,
    PICKLE_PARTIAL,
    PICKLE_GETATTR,
    PICKLE_LATIN1,       /* the name of the encoding, one object for all pickles */
    PICKLE_MODULE_NAMES, /* dict: of modules whose names are not interned */
    PICKLE_KNOWN_COUNT
} PickleKnown;

typedef struct PickleState {
    uint32_t pickler_type, unpickler_type, pickler_memo_type, unpickler_memo_type, buffer_type;
    Object *error, *pickling_error, *unpickling_error;
    Object *known[PICKLE_KNOWN_COUNT];
} PickleState;

PickleState *pickle_state(Runtime *rt);
BORROWED Object *pickle_known(Runtime *rt, PickleKnown which);
/* The names that a table of _compat_pickle gives: borrowed from the pair, which must be one of str.
 */
bool pickle_pair_of_names(Runtime *rt, const char *table, Object *pair, Object **module,
                          Object **name);
void *pickle_raise_pickling(Runtime *rt, const char *format, ...);
void *pickle_raise_unpickling(Runtime *rt, const char *format, ...);

/* A method of the (un)pickler itself, or any callable given to it. */
typedef struct PickleHook {
    Object *function; /* NULL: none */
    bool is_method;   /* called with the (un)pickler first; this avoids a cycle */
} PickleHook;

bool pickle_hook_find(Runtime *rt, PickleHook *hook, Object *self, const char *name);
NEW_REF Object *pickle_hook_get(Runtime *rt, const PickleHook *hook, Object *self,
                                const char *name);
bool pickle_hook_set(Runtime *rt, PickleHook *hook, Object *value, const char *name);
NEW_REF Object *pickle_hook_call(Runtime *rt, const PickleHook *hook, Object *self,
                                 Object *argument);

/* Layouts of instances that are pickled by their attributes alone, without asking them:
 * see pickle_instance.c. */
enum { PICKLE_PLAIN_COUNT = 16 };
typedef struct PicklePlain {
    uint32_t shape_id, version; /* version 0: free */
} PicklePlain;

/* A pickle that is being written: on the C stack, or in a Pickler. */
typedef struct Pickling {
    PickleOutput out;
    PickleMemo memo;
    int protocol;
    int binary, fast; /* attributes of a Pickler, which programs may set */
    bool fix_imports;
    bool memo_is_seen;    /* a Pickler's: programs may look at it */
    bool memo_has_gaps;   /* and have: what is being pickled may not be in it */
    size_t interruptions; /* how often other code may have run */
    int fast_nesting;
    Object *self; /* the Pickler (borrowed); NULL: none */
    Object *write;
    Object *buffer_callback;
    Object *dispatch_table;   /* its own; NULL: copyreg's */
    Object *reducer_override; /* while an object is pickled */
    Object *fast_memo;        /* dict: ids of containers that are being pickled in fast mode */
    PickleHook persistent_id;
    PicklePlain plain[PICKLE_PLAIN_COUNT];
    uint32_t plain_dispatch; /* version of the keys of copyreg.dispatch_table that `plain` is for */
} Pickling;

bool pickle_start(Runtime *rt, Pickling *pickling, Object *protocol, bool fix_imports);
bool pickle_set_write(Runtime *rt, Pickling *pickling, Object *file);
bool pickle_set_buffer_callback(Runtime *rt, Pickling *pickling, Object *callback);
void pickle_end(Runtime *rt, Pickling *pickling);
/* A whole pickle: into out, or to write. */
bool pickle_dump(Runtime *rt, Pickling *pickling, Object *object);
/* What has been written goes to the file. */
bool pickle_flush(Runtime *rt, Pickling *pickling);

/* pickle_save.c. sole: the only other reference to the object is in a container that has been
 * memoized, so that the object is met only once while no other code runs. */
bool pickle_save(Runtime *rt, Pickling *pickling, Object *object, bool sole);
COLD bool pickle_save_by_id(Runtime *rt, Pickling *pickling, Object *object);
bool pickle_memoize(Runtime *rt, Pickling *pickling, Object *object, bool sole);
bool pickle_save_reference(Runtime *rt, Pickling *pickling, size_t number);
bool pickle_save_text(Runtime *rt, Pickling *pickling, Object *text, bool sole);
bool pickle_save_bytes(Runtime *rt, Pickling *pickling, Object *bytes, bool sole);
bool pickle_save_number(Runtime *rt, Pickling *pickling, Object *number);
bool pickle_save_float(Runtime *rt, Pickling *pickling, Object *number);
COLD bool pickle_save_bytearray(Runtime *rt, Pickling *pickling, Object *object);
COLD bool pickle_save_buffer(Runtime *rt, Pickling *pickling, Object *object);
/* pickle_containers.c */
bool pickle_save_tuple(Runtime *rt, Pickling *pickling, Object *tuple);
bool pickle_save_list(Runtime *rt, Pickling *pickling, Object *list, bool sole);
bool pickle_save_dict(Runtime *rt, Pickling *pickling, Object *dict, bool sole);
bool pickle_save_set(Runtime *rt, Pickling *pickling, Object *set, bool sole);
COLD bool pickle_save_frozenset(Runtime *rt, Pickling *pickling, Object *set);
COLD bool pickle_save_items(Runtime *rt, Pickling *pickling, Object *iterator);
COLD bool pickle_save_pairs(Runtime *rt, Pickling *pickling, Object *iterator);
/* pickle_instance.c. *done: it has been pickled; else it is no plain instance. */
bool pickle_save_instance(Runtime *rt, Pickling *pickling, Object *object, bool sole, bool *done);
/* pickle_reduce.c */
bool pickle_save_global(Runtime *rt, Pickling *pickling, Object *object, Object *name);
bool pickle_save_reduced(Runtime *rt, Pickling *pickling, Object *reduced, Object *object);
bool pickle_save_other(Runtime *rt, Pickling *pickling, Object *object, bool sole);

/* Before other code runs, after which nothing is sole that was before. */
static inline bool pickle_settle(Runtime *rt, Pickling *pickling) {
    pickling->interruptions++;
    return pickle_memo_settle(rt, &pickling->memo);
}

/* A key or name, and the value that belongs to it, which is held meanwhile. */
static inline bool pickle_save_pair(Runtime *rt, Pickling *pickling, Object *key, bool sole_key,
                                    Object *value) {
    bool sole = value->refs == 1;
    size_t before = pickling->interruptions;
    retain(key);
    retain(value);
    bool done = pickle_save(rt, pickling, key, sole_key) &&
                pickle_save(rt, pickling, value, sole && pickling->interruptions == before);
    release(rt, key);
    release(rt, value);
    return done;
}

static inline bool pickle_write_op(Runtime *rt, Pickling *pickling, uint8_t opcode) {
    return pickle_output_byte(rt, &pickling->out, opcode);
}

/* The object has been pickled before: refers to it. */
static inline bool pickle_is_known(const Pickling *pickling, const Object *object, size_t *number) {
    const PickleMemoSlot *slot = pickle_memo_find(&pickling->memo, object);
    *number = slot ? slot->number : 0;
    return slot != NULL;
}

/* The names of a global, as attributes: "A.B" gives ["A", "B"]. */
NEW_REF Object *pickle_dotted_path(Runtime *rt, Object *object, Object *name);
/* object.A.B; *parent (may be NULL): the last but one, a new reference. NULL without an exception:
 * there is none. */
NEW_REF Object *pickle_deep_attribute(Runtime *rt, Object *object, Object *path, Object **parent);

/* What a memo's __reduce__ gives: (dict, (its content,)); NULL for NULL. */
NEW_REF Object *pickle_reduce_memo(Runtime *rt, STEALS Object *dict);

extern const TypeSpec pickle_pickler_type, pickle_unpickler_type, pickle_pickler_memo_type,
    pickle_unpickler_memo_type, pickle_buffer_type;

#endif
