/* What bytes and bytearray share: their data, results of the same type, bytes as arguments. */
#ifndef OURO_TYPES_BYTES_COMMON_H
#define OURO_TYPES_BYTES_COMMON_H

#include "base/text_search.h"
#include "object/bytes.h"
#include "object/operations.h"
#include "types/bytearray.h"
#include "types/byte_writer.h"

static inline bool bytes_is_array(const Runtime *rt, const Object *object) {
    return object_type_id(object) == TYPE_BYTEARRAY ||
           type_has_flag(rt, object, TYPE_FLAG_BYTEARRAY_SUBCLASS);
}

/* The bytes of a bytes or bytearray. Look again after anything that may run Python code. */
static inline SearchText bytes_text(const Runtime *rt, const Object *self) {
    if (LIKELY(!bytes_is_array(rt, self))) {
        return (SearchText){bytes_data(self), bytes_length(self), 1};
    }
    const ByteArrayObject *array = (const ByteArrayObject *)self;
    return (SearchText){array->data ? (const void *)array->data : "", array->length, 1};
}

static inline SearchText bytes_view_text(const BufferView *view) {
    return (SearchText){view->data ? (const void *)view->data : "", view->size, 1};
}

/* A bytes for a bytes, a bytearray for a bytearray. */
NEW_REF Object *bytes_result_finish(Runtime *rt, const Object *self, ByteWriter *writer);
/* self's bytes [start, end); an exact bytes whole is itself. */
NEW_REF Object *bytes_part(Runtime *rt, Object *self, size_t start, size_t end);
/* "byte must be in range(0, 256)". */
bool bytes_byte_value(Runtime *rt, Object *object, uint8_t *out);
/* bytes(source) for all that is no text and no number: buffers, __bytes__ is asked before,
 * iterables of ints. plural: "bytes must…" or "byte must…". */
NEW_REF Object *bytes_from_iterable(Runtime *rt, Object *iterable, const char *what);
/* A bytes with the contents of source, as bytes() and bytearray() read it; type_name for errors. */
NEW_REF Object *bytes_from_source(Runtime *rt, Object *const *given, const char *type_name);
/* b'…'; inside a bytearray's repr single quotes are always escaped. */
NEW_REF Object *bytes_repr_text(Runtime *rt, SearchText text, bool of_array);
NEW_REF Object *bytes_compare_slot(Runtime *rt, Object *a, Object *b, CompareOp op);
NEW_REF Object *bytes_repeat_slot(Runtime *rt, Object *self, int64_t times);
int bytes_contains_slot(Runtime *rt, Object *self, Object *item);
NEW_REF Object *bytes_concat_slot(Runtime *rt, Object *a, Object *b);
NEW_REF Object *bytes_slice(Runtime *rt, Object *self, Object *slice);
NEW_REF Object *bytearray_iter(Runtime *rt, Object *self); /* bytes.c, beside bytes' own */
NEW_REF Object *bytes_remainder_slot(Runtime *rt, Object *a, Object *b);

#endif
