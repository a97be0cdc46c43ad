/* The specs of all builtin exceptions, made from exception_list.h: each layout gives the functions,
 * and the rows below the types' own methods and attributes. */
#include "types/exceptions.h"
#include "object/operations.h"
#include "types/exception_group.h"

/* In every layout the fields after the header are args, dict, traceback, context, cause, a flag,
 * and then `extra` more references. */
enum { BASE_FIELDS = 5 };

_Static_assert(offsetof(ExceptionObject, args) == sizeof(Object), "fields follow the header");
_Static_assert(offsetof(ExceptionObject, cause) == sizeof(Object) + 4 * sizeof(Object *),
               "five references");

static Object **base_fields(Object *self) {
    return &((ExceptionObject *)self)->args;
}

static Object **extra_fields(Object *self) {
    return (Object **)(void *)((char *)self + sizeof(ExceptionObject));
}

static void visit_fields(Object **fields, size_t count, VisitFunction visit, void *context) {
    for (size_t i = 0; i < count; i++) {
        if (fields[i]) {
            visit(fields[i], context);
        }
    }
}

static void clear_fields(Runtime *rt, Object **fields, size_t count) {
    for (size_t i = 0; i < count; i++) {
        CLEAR_REF(rt, &fields[i]);
    }
}

/* In CPython's order: what is seen of it are the finalizers of what an exception held last. */
static void clear_all(Runtime *rt, Object *self, size_t extra) {
    ExceptionObject *exception = (ExceptionObject *)self;
    clear_fields(rt, extra_fields(self), extra);
    CLEAR_REF(rt, &exception->dict);
    CLEAR_REF(rt, &exception->args);
    CLEAR_REF(rt, &exception->traceback);
    CLEAR_REF(rt, &exception->cause);
    CLEAR_REF(rt, &exception->context);
}

#define LAYOUT_FUNCTIONS(layout, extra)                                                            \
    static void traverse_##layout(Object *self, VisitFunction visit, void *context) {              \
        visit_fields(base_fields(self), BASE_FIELDS, visit, context);                              \
        visit_fields(extra_fields(self), extra, visit, context);                                   \
    }                                                                                              \
    static void clear_##layout(Runtime *rt, Object *self) {                                        \
        clear_all(rt, self, extra);                                                                \
    }                                                                                              \
    static void dealloc_##layout(Runtime *rt, Object *self) {                                      \
        clear_all(rt, self, extra);                                                                \
        object_free_container(rt, self, slots_of(rt, self)->basic_size);                           \
    }

#define EXTRA(Struct) ((sizeof(Struct) - sizeof(ExceptionObject)) / sizeof(Object *))

LAYOUT_FUNCTIONS(PLAIN, 0)
LAYOUT_FUNCTIONS(VALUE, EXTRA(ValueExceptionObject))
LAYOUT_FUNCTIONS(NAME, EXTRA(NameExceptionObject))
LAYOUT_FUNCTIONS(ATTRIBUTE, EXTRA(AttributeExceptionObject))
LAYOUT_FUNCTIONS(IMPORT, EXTRA(ImportExceptionObject))
LAYOUT_FUNCTIONS(OS, EXTRA(OsExceptionObject))
LAYOUT_FUNCTIONS(SYNTAX, EXTRA(SyntaxExceptionObject))
LAYOUT_FUNCTIONS(UNICODE, EXTRA(UnicodeExceptionObject))
LAYOUT_FUNCTIONS(GROUP, EXTRA(GroupExceptionObject))

#define SIZE_PLAIN sizeof(ExceptionObject)
#define SIZE_VALUE sizeof(ValueExceptionObject)
#define SIZE_NAME sizeof(NameExceptionObject)
#define SIZE_ATTRIBUTE sizeof(AttributeExceptionObject)
#define SIZE_IMPORT sizeof(ImportExceptionObject)
#define SIZE_OS sizeof(OsExceptionObject)
#define SIZE_SYNTAX sizeof(SyntaxExceptionObject)
#define SIZE_UNICODE sizeof(UnicodeExceptionObject)
#define SIZE_GROUP sizeof(GroupExceptionObject)

#define NEW_PLAIN exceptions_base_new
#define NEW_VALUE exceptions_base_new
#define NEW_NAME exceptions_base_new
#define NEW_ATTRIBUTE exceptions_base_new
#define NEW_IMPORT exceptions_base_new
#define NEW_OS exceptions_os_new
#define NEW_SYNTAX exceptions_base_new
#define NEW_UNICODE exceptions_base_new
#define NEW_GROUP exception_group_new

#define INIT_PLAIN exceptions_base_init
#define INIT_VALUE exceptions_value_init
#define INIT_NAME exceptions_name_init
#define INIT_ATTRIBUTE exceptions_attribute_init
#define INIT_IMPORT exceptions_import_init
#define INIT_OS exceptions_os_init
#define INIT_SYNTAX exceptions_syntax_init
#define INIT_UNICODE exceptions_unicode_init
#define INIT_GROUP exceptions_base_init

#define STR_PLAIN exceptions_base_str
#define STR_VALUE exceptions_base_str
#define STR_NAME exceptions_base_str
#define STR_ATTRIBUTE exceptions_base_str
#define STR_IMPORT exceptions_import_str
#define STR_OS exceptions_os_str
#define STR_SYNTAX exceptions_syntax_str
#define STR_UNICODE exceptions_unicode_str
#define STR_GROUP exception_group_str

#define INDEX_OF(ID) (TYPE_##ID - TYPE_BASE_EXCEPTION)

#define SPEC_ROW(ID, python_name, base, layout, doc_text)                                          \
    [INDEX_OF(ID)].slots =                                                                         \
        {                                                                                          \
            .name = python_name,                                                                   \
            .type_id = TYPE_##ID,                                                                  \
            .base_id = TYPE_##base,                                                                \
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_HAS_DICT |           \
                     TYPE_FLAG_EXCEPTION_SUBCLASS | TYPE_FLAG_IMMUTABLE_TYPE,                      \
            .basic_size = SIZE_##layout,                                                           \
            .dict_offset = offsetof(ExceptionObject, dict),                                        \
            .dealloc = dealloc_##layout,                                                           \
            .traverse = traverse_##layout,                                                         \
            .clear = clear_##layout,                                                               \
            .new_instance = NEW_##layout,                                                          \
            .init = INIT_##layout,                                                                 \
            .repr = exceptions_base_repr,                                                          \
            .str = STR_##layout,                                                                   \
    },                                                                                             \
    [INDEX_OF(ID)].doc = doc_text,

#define BUDGET_SPEC_ROW(ID, python_name, base, layout, doc_text)                                   \
    SPEC_ROW(ID, python_name, base, layout, doc_text)[INDEX_OF(ID)].module = "ouro",

const TypeSpec exception_specs[TYPE_BUILTIN_COUNT - TYPE_BASE_EXCEPTION] = {
    EXCEPTION_TYPES(SPEC_ROW) BUDGET_EXCEPTION_TYPES(
        BUDGET_SPEC_ROW) /* then the tables that a type adds to its base's: */
        [INDEX_OF(BASE_EXCEPTION)]
            .methods = exceptions_base_methods,
    [INDEX_OF(BASE_EXCEPTION)].attributes = exceptions_base_attributes,
    [INDEX_OF(BASE_EXCEPTION_GROUP)].methods = exception_group_methods,
    [INDEX_OF(BASE_EXCEPTION_GROUP)].attributes = exception_group_attributes,
    [INDEX_OF(STOP_ITERATION)].attributes = exceptions_stop_iteration_attributes,
    [INDEX_OF(SYSTEM_EXIT)].attributes = exceptions_system_exit_attributes,
    [INDEX_OF(NAME_ERROR)].attributes = exceptions_name_attributes,
    [INDEX_OF(ATTRIBUTE_ERROR)].attributes = exceptions_attribute_attributes,
    [INDEX_OF(IMPORT_ERROR)].methods = exceptions_import_methods,
    [INDEX_OF(IMPORT_ERROR)].attributes = exceptions_import_attributes,
    [INDEX_OF(OS_ERROR)].methods = exceptions_os_methods,
    [INDEX_OF(OS_ERROR)].attributes = exceptions_os_attributes,
    [INDEX_OF(SYNTAX_ERROR)].attributes = exceptions_syntax_attributes,
    [INDEX_OF(UNICODE_DECODE_ERROR)].attributes = exceptions_unicode_attributes,
    [INDEX_OF(UNICODE_ENCODE_ERROR)].attributes = exceptions_unicode_attributes,
    [INDEX_OF(UNICODE_TRANSLATE_ERROR)].attributes = exceptions_translate_attributes,
};

/* BudgetError as it is in a runtime whose host lets `except Exception` catch it. */
#undef INDEX_OF
#define INDEX_OF(ID) 0
const TypeSpec exception_catchable_budget_error[1] = {
    BUDGET_SPEC_ROW(BUDGET_ERROR, "ouro.BudgetError", EXCEPTION, PLAIN,
                    "A run has used up what its host gave it.")};
