/* Operations on any object, dispatched through its type's slots: what the evaluation loop and the
 * builtin types call when the types are not known. Failure: NULL, -1 or false with an error. */
#ifndef OURO_OBJECT_OPERATIONS_H
#define OURO_OBJECT_OPERATIONS_H

#include "object/int.h"
#include "object/str.h"
#include "object/type.h"

/* Text. repr always gives an exact or derived str, with the recursion guard. */
NEW_REF Object *object_repr(Runtime *rt, Object *object);
NEW_REF Object *object_str(Runtime *rt, Object *object);
NEW_REF Object *object_ascii(Runtime *rt, Object *object);
NEW_REF Object *object_format(Runtime *rt, Object *object, Object *spec /* str, NULL: empty */);

/* Equality, order, hash. */
int64_t object_hash(Runtime *rt, Object *object); /* -1: error */
int64_t object_hash_address(const void *address);
NEW_REF Object *object_compare(Runtime *rt, Object *a, Object *b, CompareOp op);
int object_compare_bool(Runtime *rt, Object *a, Object *b, CompareOp op); /* identity implies == */
int object_equals(Runtime *rt, Object *a, Object *b);                     /* 1, 0, -1 */
int object_is_true(Runtime *rt, Object *object);                          /* 1, 0, -1 */

/* Attributes. */
NEW_REF Object *object_get_attr(Runtime *rt, Object *object, Object *name);
/* As get_attr; *missing true and no error pending when there is no such attribute. */
NEW_REF Object *object_get_attr_optional(Runtime *rt, Object *object, Object *name, bool *missing);
NEW_REF Object *object_get_attr_cstring(Runtime *rt, Object *object, const char *name);
bool object_set_attr(Runtime *rt, Object *object, Object *name, Object *value); /* NULL deletes */
bool object_set_attr_cstring(Runtime *rt, Object *object, const char *name, Object *value);
int object_has_attr(Runtime *rt, Object *object, Object *name);
void *object_raise_name_not_str(Runtime *rt, Object *name); /* TypeError; NULL */
/* The generic search: data descriptor on the type, instance, descriptor or value on the type. */
NEW_REF Object *object_generic_get_attr(Runtime *rt, Object *object, Object *name);
NEW_REF Object *object_generic_get_attr_optional(Runtime *rt, Object *object, Object *name,
                                                 bool *missing);
bool object_generic_set_attr(Runtime *rt, Object *object, Object *name, Object *value);
/* The method `name` of object for a call without making a bound method: returns the function (new
 * reference) and sets *bound when object must be passed as first argument. NULL: error. */
NEW_REF Object *object_get_method(Runtime *rt, Object *object, Object *name, bool *bound);
/* A special method looked up on the type only: NULL without error when missing. When *bound, pass
 * object first. */
NEW_REF Object *object_get_special(Runtime *rt, Object *object, int name_id, bool *bound);
/* The object's __dict__ if it has one: borrowed; NULL without error when it has none. */
BORROWED Object *object_get_dict(Runtime *rt, Object *object, bool create);

/* Calls. args as in CallFunction. */
NEW_REF Object *object_call(Runtime *rt, Object *callee, Object *const *args, size_t count,
                            Object *keyword_names);
NEW_REF Object *object_call_noargs(Runtime *rt, Object *callee);
NEW_REF Object *object_call_one(Runtime *rt, Object *callee, Object *argument);
NEW_REF Object *object_call_two(Runtime *rt, Object *callee, Object *a, Object *b);
/* f(*args_tuple, **kwargs_dict); kwargs may be NULL. */
NEW_REF Object *object_call_unpacked(Runtime *rt, Object *callee, Object *args_tuple,
                                     Object *kwargs);
NEW_REF Object *object_call_method(Runtime *rt, Object *object, Object *name, Object *const *args,
                                   size_t count);
NEW_REF Object *object_call_method_cstring(Runtime *rt, Object *object, const char *name,
                                           Object *const *args, size_t count);
/* The special method `name_id` of the type; NULL with no error pending and *missing when absent. */
NEW_REF Object *object_call_special(Runtime *rt, Object *object, int name_id, Object *const *args,
                                    size_t count, bool *missing);
bool object_is_callable(Runtime *rt, Object *object);

/* Iteration. */
NEW_REF Object *object_iter(Runtime *rt, Object *object); /* "'X' object is not iterable" */
/* Whether iter() knows a way: __iter__, or __getitem__ of a class or a sequence but no mapping. */
static inline bool operations_is_iterable(const TypeSlots *slots) {
    return slots->iter || (slots->get_item && !(slots->flags & TYPE_FLAG_DICT_SUBCLASS) &&
                           (slots->flags & (TYPE_FLAG_CLASS | TYPE_FLAG_SEQUENCE)));
}
NEW_REF Object *object_next(Runtime *rt, Object *iterator); /* NULL, no error: exhausted;
                                          StopIteration raised by the iterator is swallowed */
int64_t object_length_hint(Runtime *rt, Object *object, int64_t fallback); /* -1 error */

/* Containers. */
int64_t object_length(Runtime *rt, Object *object); /* -1: error */
NEW_REF Object *object_get_item(Runtime *rt, Object *container,
                                Object *key); /* __class_getitem__ too */
bool object_set_item(Runtime *rt, Object *container, Object *key, Object *value);
bool object_delete_item(Runtime *rt, Object *container, Object *key);
int object_contains(Runtime *rt, Object *container, Object *item); /* 1, 0, -1 */
/* Whether CPython's type would have a table of sequence functions, which some errors depend on. */
static inline bool operations_is_sequence_like(const TypeSlots *slots) {
    return slots->contains || slots->length || slots->concat || slots->repeat ||
           (slots->flags & TYPE_FLAG_CLASS);
}
/* start, stop and step of a slice object for any length. Their __index__ may change what is sliced:
 * its length is to be asked afterwards, for slice_fit. */
bool slice_unpack(Runtime *rt, Object *slice, int64_t *start, int64_t *stop, int64_t *step);
/* Moves the ends to where they are in a length; the number of items. */
size_t slice_fit(size_t length, int64_t *start, int64_t *stop, int64_t step);
/* Both, for what cannot change its length. */
bool slice_adjust(Runtime *rt, Object *slice, size_t length, int64_t *start, int64_t *stop,
                  int64_t *step, size_t *count);

/* Numbers. */
NEW_REF Object *object_binary(Runtime *rt, Object *a, Object *b, BinaryOp op);
NEW_REF Object *object_inplace(Runtime *rt, Object *a, Object *b, BinaryOp op);
NEW_REF Object *object_power(Runtime *rt, Object *a, Object *b,
                             Object *modulus); /* modulus None ok */
NEW_REF Object *object_unary(Runtime *rt, Object *object, UnaryOp op);
NEW_REF Object *object_index(Runtime *rt, Object *object); /* __index__: an int */
/* __index__ as int64; out of range: IndexError/OverflowError of error_type_id, or clipped when
 * error_type_id is 0. False: error pending. */
bool object_as_int64(Runtime *rt, Object *object, int64_t *out); /* OverflowError */
bool object_as_index(Runtime *rt, Object *object, uint32_t error_type_id, int64_t *out);
bool object_as_index_clipped(Runtime *rt, Object *object, int64_t *out);
bool object_as_double(Runtime *rt, Object *object,
                      double *out);                         /* float(), via __float__/__index__ */
NEW_REF Object *object_to_int(Runtime *rt, Object *object); /* int(x) of a number, not text */
NEW_REF Object *object_to_float(Runtime *rt, Object *object);

/* Classes. */
int object_is_instance(Runtime *rt, Object *object, Object *type_or_tuple); /* isinstance() */
int object_is_subclass(Runtime *rt, Object *type, Object *type_or_tuple);   /* issubclass() */

/* The same without __instancecheck__ and __subclasscheck__: what type's own methods do. */
int object_real_is_instance(Runtime *rt, Object *object, Object *type);
int object_real_is_subclass(Runtime *rt, Object *derived, Object *type);

/* Buffers. The slot fills the view; owner is set here and released by object_release_buffer. */
bool object_get_buffer(Runtime *rt, Object *object, BufferView *view, bool writable);
void object_release_buffer(Runtime *rt, BufferView *view);

/* Constants: immortal, shared by all runtimes. */
extern Object none_object, not_implemented_object, ellipsis_object;
extern const IntObject true_object, false_object;
#define NONE (&none_object)
#define NOT_IMPLEMENTED (&not_implemented_object)
#define ELLIPSIS (&ellipsis_object)
#define TRUE_OBJECT ((Object *)(uintptr_t)&true_object)
#define FALSE_OBJECT ((Object *)(uintptr_t)&false_object)
static inline Object *bool_object(bool truth) {
    return truth ? TRUE_OBJECT : FALSE_OBJECT;
}

#endif
