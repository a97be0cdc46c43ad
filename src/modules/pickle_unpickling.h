/* A pickle that is being read: on the C stack, or in an Unpickler.
 *
 *   stack: depth <= capacity; what lies below `fence` belongs to before the last mark
 *   marks: depths, rising; fence = the last one, or 0
 * What an opcode takes from the stack it takes before other code runs.
 *
 * Input comes from a buffer, or from the methods of a file, whose answers are such buffers one
 * after the other: start <= at <= end; peeked: from there on the buffer has been peeked, not read
 */
#ifndef OURO_MODULES_PICKLE_UNPICKLING_H
#define OURO_MODULES_PICKLE_UNPICKLING_H

#include "modules/pickle_types.h"

typedef struct PickleInput {
    const uint8_t *at, *end, *start, *peeked;
    BufferView view;
    Object *read, *readline, *readinto, *peek; /* read is NULL: a buffer only */
} PickleInput;

typedef struct Unpickling {
    PickleInput in;
    Object **stack;
    size_t depth, capacity, fence;
    size_t *marks;
    size_t mark_count, mark_capacity;
    UnpickleMemo memo;
    int protocol;
    bool fix_imports;
    Object *self;              /* the Unpickler (borrowed); NULL: none */
    Object *encoding, *errors; /* str; NULL: ASCII, strict */
    Object *buffers;           /* an iterator; NULL: none were given */
    PickleHook persistent_load;
} Unpickling;

/* pickle_unpickler.c: what the arguments ask for. NULL: not given. */
bool unpickling_set_texts(Runtime *rt, Unpickling *unpickling, const char *function,
                          Object *encoding, Object *errors);
bool unpickling_set_buffers(Runtime *rt, Unpickling *unpickling, Object *buffers);

bool pickle_input_from_object(Runtime *rt, PickleInput *in, Object *object);
bool pickle_input_from_file(Runtime *rt, PickleInput *in, Object *file);
void pickle_input_close(Runtime *rt, PickleInput *in);
const uint8_t *pickle_input_take_slow(Runtime *rt, PickleInput *in, size_t size);
void *pickle_input_too_short(Runtime *rt);
/* The next `size` bytes, until something else is read; NULL: an exception. */
static ALWAYS_INLINE const uint8_t *pickle_input_take(Runtime *rt, PickleInput *in, size_t size) {
    const uint8_t *at = in->at;
    if (LIKELY((size_t)(in->end - at) >= size)) {
        in->at = at + size;
        return at;
    }
    return pickle_input_take_slow(rt, in, size);
}
/* A line with its '\n', at least `least` bytes. */
const uint8_t *pickle_input_line(Runtime *rt, PickleInput *in, size_t least, size_t *size);
/* The next `size` bytes as bytes, without another copy of many of them. */
NEW_REF Object *pickle_input_bytes(Runtime *rt, PickleInput *in, size_t size);
/* What has been peeked and used is read, so that the file stands behind it. */
bool pickle_input_skip(Runtime *rt, PickleInput *in);

/* pickle_load.c: reads one object; the stack is emptied before. */
NEW_REF Object *pickle_load(Runtime *rt, Unpickling *unpickling);
void unpickling_end(Runtime *rt, Unpickling *unpickling);
void unpickling_clear_stack(Runtime *rt, Unpickling *unpickling, size_t depth);
void *unpickling_underflow(Runtime *rt, const Unpickling *unpickling);
/* False: the object was NULL, with the exception pending, or there is no memory. */
bool unpickling_push(Runtime *rt, Unpickling *unpickling, STEALS Object *object);
NEW_REF Object *unpickling_pop(Runtime *rt, Unpickling *unpickling);
/* Takes the last mark; *at: the stack's depth when it was set. */
bool unpickling_take_mark(Runtime *rt, Unpickling *unpickling, size_t *at);
/* What lies from `from` on. */
NEW_REF Object *unpickling_pop_tuple(Runtime *rt, Unpickling *unpickling, size_t from);
NEW_REF Object *unpickling_pop_list(Runtime *rt, Unpickling *unpickling, size_t from);
/* What Unpickler.find_class gives; then that of a subclass. */
NEW_REF Object *pickle_find_global(Runtime *rt, int protocol, bool fix_imports, Object *module,
                                   Object *name);
NEW_REF Object *unpickling_find_class(Runtime *rt, Unpickling *unpickling, Object *module,
                                      Object *name);

/* Bodies of opcodes. pickle_find.c: */
bool pickle_load_inst(Runtime *rt, Unpickling *unpickling);
bool pickle_load_obj(Runtime *rt, Unpickling *unpickling);
bool pickle_load_global(Runtime *rt, Unpickling *unpickling);
bool pickle_load_stack_global(Runtime *rt, Unpickling *unpickling);
bool pickle_load_ext1(Runtime *rt, Unpickling *unpickling);
bool pickle_load_ext2(Runtime *rt, Unpickling *unpickling);
bool pickle_load_ext4(Runtime *rt, Unpickling *unpickling);
bool pickle_load_persid(Runtime *rt, Unpickling *unpickling);
bool pickle_load_binpersid(Runtime *rt, Unpickling *unpickling);
/* pickle_build.c: */
bool pickle_load_newobj(Runtime *rt, Unpickling *unpickling);
bool pickle_load_newobj_ex(Runtime *rt, Unpickling *unpickling);
bool pickle_load_reduce(Runtime *rt, Unpickling *unpickling);
bool pickle_load_build(Runtime *rt, Unpickling *unpickling);
/* pickle_scalars.c: */
bool pickle_load_int(Runtime *rt, Unpickling *unpickling);
bool pickle_load_long(Runtime *rt, Unpickling *unpickling);
bool pickle_load_long1(Runtime *rt, Unpickling *unpickling);
bool pickle_load_long4(Runtime *rt, Unpickling *unpickling);
bool pickle_load_float(Runtime *rt, Unpickling *unpickling);
bool pickle_load_string(Runtime *rt, Unpickling *unpickling);
bool pickle_load_binstring(Runtime *rt, Unpickling *unpickling);
bool pickle_load_short_binstring(Runtime *rt, Unpickling *unpickling);
bool pickle_load_unicode(Runtime *rt, Unpickling *unpickling);
bool pickle_load_binunicode8(Runtime *rt, Unpickling *unpickling);
bool pickle_load_binbytes(Runtime *rt, Unpickling *unpickling);
bool pickle_load_binbytes8(Runtime *rt, Unpickling *unpickling);
bool pickle_load_bytearray8(Runtime *rt, Unpickling *unpickling);
bool pickle_load_next_buffer(Runtime *rt, Unpickling *unpickling);
bool pickle_load_readonly_buffer(Runtime *rt, Unpickling *unpickling);
bool pickle_load_text_of_size(Runtime *rt, Unpickling *unpickling, uint64_t size);
bool pickle_load_get(Runtime *rt, Unpickling *unpickling);
bool pickle_load_put(Runtime *rt, Unpickling *unpickling);
bool pickle_load_proto(Runtime *rt, Unpickling *unpickling);
bool pickle_load_frame(Runtime *rt, Unpickling *unpickling);

static inline uint64_t unpickling_number(const uint8_t *data, size_t size) {
    uint64_t number = 0;
    for (size_t i = 0; i < size; i++) {
        number |= (uint64_t)data[i] << (8 * i);
    }
    return number;
}

#endif
