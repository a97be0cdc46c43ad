/* The functions in the slots of classes: each looks a special method up on the type and calls it.
 * slot_methods.c puts them where a class (or a base) defines the method. */
#ifndef OURO_TYPES_SLOT_FUNCTIONS_H
#define OURO_TYPES_SLOT_FUNCTIONS_H

#include "object/operations.h"

/* X(name, BinaryOp without prefix, operator): operations with reflected and in-place forms. */
#define BINARY_SLOTS(X)                                                                            \
    X(add, ADD, "+")                                                                               \
    X(sub, SUBTRACT, "-")                                                                          \
    X(mul, MULTIPLY, "*")                                                                          \
    X(matmul, MATRIX_MULTIPLY, "@")                                                                \
    X(truediv, TRUE_DIVIDE, "/")                                                                   \
    X(floordiv, FLOOR_DIVIDE, "//")                                                                \
    X(mod, REMAINDER, "%")                                                                         \
    X(lshift, LSHIFT, "<<")                                                                        \
    X(rshift, RSHIFT, ">>")                                                                        \
    X(and, AND, "&")                                                                               \
    X(xor, XOR, "^")                                                                               \
    X(or, OR, "|")

/* X(function, special method): called with self alone. */
#define UNARY_SLOTS(X)                                                                             \
    X(repr, __repr__)                                                                              \
    X(str, __str__)                                                                                \
    X(next, __next__)                                                                              \
    X(negative, __neg__)                                                                           \
    X(positive, __pos__)                                                                           \
    X(invert, __invert__)                                                                          \
    X(absolute, __abs__)                                                                           \
    X(index, __index__)                                                                            \
    X(to_int, __int__)                                                                             \
    X(to_float, __float__)                                                                         \
    X(await, __await__)                                                                            \
    X(aiter, __aiter__)                                                                            \
    X(anext, __anext__)

#define BINARY_PROTOTYPE(name, OP, text)                                                           \
    NEW_REF Object *slot_function_##name(Runtime *rt, Object *a, Object *b);                       \
    NEW_REF Object *slot_function_i##name(Runtime *rt, Object *a, Object *b);
BINARY_SLOTS(BINARY_PROTOTYPE)
#undef BINARY_PROTOTYPE
#define UNARY_PROTOTYPE(name, method)                                                              \
    NEW_REF Object *slot_function_##name(Runtime *rt, Object *self);
UNARY_SLOTS(UNARY_PROTOTYPE)
#undef UNARY_PROTOTYPE

NEW_REF Object *slot_function_pow(Runtime *rt, Object *a, Object *b);
NEW_REF Object *slot_function_ipow(Runtime *rt, Object *a, Object *b);
NEW_REF Object *slot_function_power3(Runtime *rt, Object *a, Object *b, Object *modulus);
NEW_REF Object *slot_function_divmod(Runtime *rt, Object *a, Object *b);
NEW_REF Object *slot_function_compare(Runtime *rt, Object *a, Object *b, CompareOp op);
int64_t slot_function_hash(Runtime *rt, Object *self);
int slot_function_is_true(Runtime *rt, Object *self);
int64_t slot_function_length(Runtime *rt, Object *self);
int slot_function_contains(Runtime *rt, Object *self, Object *item);
NEW_REF Object *slot_function_get_item(Runtime *rt, Object *self, Object *key);
bool slot_function_set_item(Runtime *rt, Object *self, Object *key, Object *value);
NEW_REF Object *slot_function_iter(Runtime *rt, Object *self);
NEW_REF Object *slot_function_call(Runtime *rt, Object *self, Object *const *args, size_t count,
                                   Object *keyword_names);
/* get_attr: __getattribute__ is a builtin type's and __getattr__ is defined; or any other case. */
NEW_REF Object *slot_function_get_attr_fallback(Runtime *rt, Object *self, Object *name);
NEW_REF Object *slot_function_get_attr(Runtime *rt, Object *self, Object *name);
bool slot_function_set_attr(Runtime *rt, Object *self, Object *name, Object *value);
NEW_REF Object *slot_function_descriptor_get(Runtime *rt, Object *self, Object *instance,
                                             Object *owner);
bool slot_function_descriptor_set(Runtime *rt, Object *self, Object *instance, Object *value);
bool slot_function_init(Runtime *rt, Object *self, Object *const *args, size_t count,
                        Object *keyword_names);
NEW_REF Object *slot_function_new(Runtime *rt, TypeObject *type, Object *const *args, size_t count,
                                  Object *keyword_names);
void slot_function_finalize(Runtime *rt, Object *self);

/* Calls callee(first, *args, **keywords): args and keyword_names as in CallFunction. */
NEW_REF Object *slot_function_prepend(Runtime *rt, Object *callee, Object *first,
                                      Object *const *args, size_t count, Object *keyword_names);

#endif
