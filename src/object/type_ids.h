/* Indices of the builtin types in rt->slots and rt->type_objects. One row a type: the identifier
 * and the name of its static TypeSpec (defined by the file that implements the type).
 * Classes made at run time get indices from TYPE_BUILTIN_COUNT on. */
#ifndef OURO_OBJECT_TYPE_IDS_H
#define OURO_OBJECT_TYPE_IDS_H

/* X(ID, spec): exceptions have a list of their own in exception_list.h. */
#define BUILTIN_TYPES(X)                                                                           \
    X(OBJECT, object_type)                                                                         \
    X(TYPE, type_type)                                                                             \
    X(NONE, none_type)                                                                             \
    X(NOT_IMPLEMENTED, not_implemented_type)                                                       \
    X(ELLIPSIS, ellipsis_type)                                                                     \
    X(INT, int_type)                                                                               \
    X(BOOL, bool_type)                                                                             \
    X(FLOAT, float_type)                                                                           \
    X(COMPLEX, complex_type)                                                                       \
    X(STR, str_type)                                                                               \
    X(STR_ASCII_ITERATOR, str_ascii_iterator_type)                                                 \
    X(STR_ITERATOR, str_iterator_type)                                                             \
    X(BYTES, bytes_type)                                                                           \
    X(BYTES_ITERATOR, bytes_iterator_type)                                                         \
    X(BYTEARRAY, bytearray_type)                                                                   \
    X(BYTEARRAY_ITERATOR, bytearray_iterator_type)                                                 \
    X(MEMORYVIEW, memoryview_type)                                                                 \
    X(MEMORYVIEW_ITERATOR, memoryview_iterator_type)                                               \
    X(LIST, list_type)                                                                             \
    X(LIST_ITERATOR, list_iterator_type)                                                           \
    X(LIST_REVERSE_ITERATOR, list_reverse_iterator_type)                                           \
    X(TUPLE, tuple_type)                                                                           \
    X(TUPLE_ITERATOR, tuple_iterator_type)                                                         \
    X(DICT, dict_type)                                                                             \
    X(DICT_KEYS, dict_keys_type)                                                                   \
    X(DICT_VALUES, dict_values_type)                                                               \
    X(DICT_ITEMS, dict_items_type)                                                                 \
    X(DICT_KEY_ITERATOR, dict_key_iterator_type)                                                   \
    X(DICT_VALUE_ITERATOR, dict_value_iterator_type)                                               \
    X(DICT_ITEM_ITERATOR, dict_item_iterator_type)                                                 \
    X(DICT_REVERSE_KEY_ITERATOR, dict_reverse_key_iterator_type)                                   \
    X(DICT_REVERSE_VALUE_ITERATOR, dict_reverse_value_iterator_type)                               \
    X(DICT_REVERSE_ITEM_ITERATOR, dict_reverse_item_iterator_type)                                 \
    X(MAPPING_PROXY, mapping_proxy_type)                                                           \
    X(SET, set_type)                                                                               \
    X(FROZENSET, frozenset_type)                                                                   \
    X(SET_ITERATOR, set_iterator_type)                                                             \
    X(RANGE, range_type)                                                                           \
    X(RANGE_ITERATOR, range_iterator_type)                                                         \
    X(LONG_RANGE_ITERATOR, long_range_iterator_type)                                               \
    X(SLICE, slice_type)                                                                           \
    X(ENUMERATE, enumerate_type)                                                                   \
    X(ZIP, zip_type)                                                                               \
    X(MAP, map_type)                                                                               \
    X(FILTER, filter_type)                                                                         \
    X(REVERSED, reversed_type)                                                                     \
    X(SEQUENCE_ITERATOR, sequence_iterator_type)                                                   \
    X(CALLABLE_ITERATOR, callable_iterator_type)                                                   \
    X(PROPERTY, property_type)                                                                     \
    X(CLASSMETHOD, classmethod_type)                                                               \
    X(STATICMETHOD, staticmethod_type)                                                             \
    X(SUPER, super_type)                                                                           \
    X(NATIVE_FUNCTION, native_function_type)               /* builtin_function_or_method */        \
    X(METHOD_DESCRIPTOR, method_descriptor_type)           /* list.append */                       \
    X(CLASSMETHOD_DESCRIPTOR, classmethod_descriptor_type) /* dict.__dict__['fromkeys'] */         \
    X(WRAPPER_DESCRIPTOR, wrapper_descriptor_type)         /* int.__add__ */                       \
    X(METHOD_WRAPPER, method_wrapper_type)                 /* (1).__add__ */                       \
    X(GETSET_DESCRIPTOR, getset_descriptor_type)                                                   \
    X(MEMBER_DESCRIPTOR, member_descriptor_type)                                                   \
    X(METHOD, method_type)                                                                         \
    X(MODULE, module_type)                                                                         \
    X(FUNCTION, function_type)                                                                     \
    X(CODE, code_type)                                                                             \
    X(CELL, cell_type)                                                                             \
    X(FRAME, frame_type)                                                                           \
    X(TRACEBACK, traceback_type)                                                                   \
    X(GENERATOR, generator_type)                                                                   \
    X(COROUTINE, coroutine_type)                                                                   \
    X(COROUTINE_WRAPPER, coroutine_wrapper_type)                                                   \
    X(ASYNC_GENERATOR, async_generator_type)                                                       \
    X(ASYNC_GENERATOR_ASEND, async_generator_asend_type)                                           \
    X(ASYNC_GENERATOR_ATHROW, async_generator_athrow_type)                                         \
    X(ASYNC_GENERATOR_WRAPPED_VALUE, async_generator_wrapped_value_type)                           \
    X(ANEXT_AWAITABLE, anext_awaitable_type)                                                       \
    X(WEAKREF, weakref_type)                                                                       \
    X(WEAKREF_PROXY, weakref_proxy_type)                                                           \
    X(WEAKREF_CALLABLE_PROXY, weakref_callable_proxy_type)                                         \
    X(GENERIC_ALIAS, generic_alias_type)                                                           \
    X(UNION, union_type)                                                                           \
    X(SIMPLE_NAMESPACE, simple_namespace_type)                                                     \
    X(SITE_QUITTER, site_quitter_type) /* exit and quit */                                         \
    X(SITE_PRINTER, site_printer_type) /* copyright, credits, license */                           \
    X(SITE_HELPER, site_helper_type)

#include "object/exception_list.h"

#define TYPE_ENUM_ROW(ID, spec) TYPE_##ID,
#define EXCEPTION_ENUM_ROW(ID, name, base, layout, doc) TYPE_##ID,
enum {
    BUILTIN_TYPES(TYPE_ENUM_ROW) EXCEPTION_TYPES(EXCEPTION_ENUM_ROW)
        BUDGET_EXCEPTION_TYPES(EXCEPTION_ENUM_ROW) TYPE_BUILTIN_COUNT
};
#undef TYPE_ENUM_ROW
#undef EXCEPTION_ENUM_ROW

#endif
