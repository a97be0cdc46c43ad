/* Exceptions, groups and operations on a runtime put together by hand. */
#include "unit.h"

#include "object/bytes.h"
#include "object/str.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/intern.h"
#include "object/list.h"
#include "object/module.h"
#include "object/operations.h"
#include "object/shape.h"
#include "object/tuple.h"
#include "types/builtin_type.h"
#include "types/exception_group.h"

static Runtime *open_runtime(void) {
    Runtime *rt = calloc(1, sizeof *rt);
    rt->heap = heap_create(NULL);
    rt->recursion_limit = 1000;
    str_open(rt);
    bytes_open(rt);
    type_table_open(rt);
    if (!intern_open(rt) || !shape_open(rt)) {
        abort();
    }
    builtin_type_open(rt);
    rt->memory_error = exception_new(rt, TYPE_MEMORY_ERROR, NULL, 0);
    return rt;
}

static void close_runtime(Runtime *rt) {
    error_clear(rt);
    CLEAR_REF(rt, &rt->memory_error);
    type_table_close(rt);
    shape_close(rt);
    deallocate_close(rt);
    heap_destroy(rt->heap);
    free(rt);
}

static bool text_is(Runtime *rt, Object *owned, const char *wanted) {
    bool same = owned && type_is_str(rt, owned) && str_equals_ascii(owned, wanted);
    if (!same && owned) {
        printf("  got %s\n", (const char *)str_data(owned));
    } else if (!owned && rt->error) {
        Object *error = error_take(rt);
        Object *text = object_repr(rt, error);
        printf("  raised %s\n", text ? (const char *)str_data(text) : "?");
    }
    release_nullable(rt, owned);
    return same;
}

/* repr() of the pending exception, which is cleared. */
static bool raised_is(Runtime *rt, const char *wanted) {
    Object *error = error_take(rt);
    Object *text = error ? object_repr(rt, error) : NULL;
    release_nullable(rt, error);
    return text_is(rt, text, wanted);
}

static void test_raise_format_makes_message(void) {
    Runtime *rt = open_runtime();
    Object *name = str_from_cstring(rt, "x");
    UNIT_CHECK(raise_type_error(rt, "bad %s '%U' of %T", "name", name, name) == NULL);
    UNIT_CHECK(error_matches(rt, TYPE_EXCEPTION));
    UNIT_CHECK(!error_matches(rt, TYPE_VALUE_ERROR));
    UNIT_CHECK(raised_is(rt, "TypeError(\"bad name 'x' of str\")"));
    raise_key_error(rt, name);
    UNIT_CHECK(raised_is(rt, "KeyError('x')"));
    raise_attribute_error(rt, NONE, name);
    Object *error = error_take(rt);
    UNIT_CHECK(((AttributeExceptionObject *)error)->object == NONE);
    UNIT_CHECK(text_is(rt, object_str(rt, error), "'NoneType' object has no attribute 'x'"));
    release(rt, error);
    raise_stop_iteration(rt, NULL);
    UNIT_CHECK(raised_is(rt, "StopIteration()"));
    raise_with_object(rt, TYPE_KEY_ERROR, name);
    error = error_take(rt);
    UNIT_CHECK(text_is(rt, object_str(rt, error), "'x'"));
    release(rt, error);
    release(rt, name);
    close_runtime(rt);
}

static void test_raise_while_handling_sets_context(void) {
    Runtime *rt = open_runtime();
    raise_value_error(rt, "first");
    Object *first = error_take(rt);
    rt->handled_error = first;
    raise_type_error(rt, "second");
    Object *second = error_take(rt);
    UNIT_CHECK(((ExceptionObject *)second)->context == first);
    /* Raising the first again while the second is handled cuts the second's context. */
    rt->handled_error = second;
    raise_exception(rt, retain(first));
    UNIT_CHECK(((ExceptionObject *)first)->context == second);
    UNIT_CHECK(((ExceptionObject *)second)->context == NULL);
    rt->handled_error = NULL;
    release(rt, first);
    release(rt, second);
    close_runtime(rt);
}

static void test_raise_from_sets_cause(void) {
    Runtime *rt = open_runtime();
    raise_value_error(rt, "why");
    raise_from(rt, TYPE_RUNTIME_ERROR, error_take(rt), "what");
    ExceptionObject *error = (ExceptionObject *)error_take(rt);
    UNIT_CHECK(error->suppress_context);
    UNIT_CHECK(error->cause == error->context && error->cause != NULL);
    RELEASE(rt, error);
    close_runtime(rt);
}

static Object *make(Runtime *rt, uint32_t type_id, const char *message) {
    Object *text = str_from_cstring(rt, message);
    Object *exception = exception_new(rt, type_id, &text, 1);
    release(rt, text);
    return exception;
}

static Object *make_group(Runtime *rt, uint32_t type_id, Object *first, Object *second) {
    Object *args[] = {str_from_cstring(rt, "g"), list_new(rt, 2)};
    list_append_stealing(rt, args[1], first);
    list_append_stealing(rt, args[1], second);
    Object *group = exception_new(rt, type_id, args, 2);
    release(rt, args[0]);
    release(rt, args[1]);
    return group;
}

static void test_group_of_exceptions_is_exception(void) {
    Runtime *rt = open_runtime();
    Object *group = make_group(rt, TYPE_BASE_EXCEPTION_GROUP, make(rt, TYPE_VALUE_ERROR, "a"),
                               make(rt, TYPE_TYPE_ERROR, "b"));
    UNIT_CHECK(object_type_id(group) == TYPE_EXCEPTION_GROUP);
    UNIT_CHECK(type_is_instance(rt, group, TYPE_EXCEPTION));
    UNIT_CHECK(text_is(rt, object_str(rt, group), "g (2 sub-exceptions)"));
    UNIT_CHECK(text_is(rt, object_repr(rt, group),
                       "ExceptionGroup('g', [ValueError('a'), TypeError('b')])"));
    Object *type = (Object *)type_object(rt, TYPE_EXCEPTION);
    UNIT_CHECK(exception_matches(rt, group, type) == 1);
    UNIT_CHECK(object_is_instance(rt, group, type) == 1);
    release(rt, group);
    UNIT_CHECK(!make_group(rt, TYPE_EXCEPTION_GROUP, make(rt, TYPE_KEYBOARD_INTERRUPT, "a"),
                           make(rt, TYPE_TYPE_ERROR, "b")));
    UNIT_CHECK(raised_is(rt, "TypeError('Cannot nest BaseExceptions in an ExceptionGroup')"));
    close_runtime(rt);
}

static void test_group_match_splits(void) {
    Runtime *rt = open_runtime();
    Object *inner = make_group(rt, TYPE_EXCEPTION_GROUP, make(rt, TYPE_KEY_ERROR, "c"),
                               make(rt, TYPE_TYPE_ERROR, "d"));
    Object *group = make_group(rt, TYPE_EXCEPTION_GROUP, make(rt, TYPE_TYPE_ERROR, "a"), inner);
    Object *match, *rest;
    Object *type = (Object *)type_object(rt, TYPE_TYPE_ERROR);
    UNIT_CHECK(exception_group_match(rt, group, type, &match, &rest));
    UNIT_CHECK(
        text_is(rt, object_repr(rt, match),
                "ExceptionGroup('g', [TypeError('a'), ExceptionGroup('g', [TypeError('d')])])"));
    UNIT_CHECK(text_is(rt, object_repr(rt, rest),
                       "ExceptionGroup('g', [ExceptionGroup('g', [KeyError('c')])])"));
    /* One clause raised something new, the rest goes on. */
    Object *list = list_new(rt, 0);
    list_append_stealing(rt, list, make(rt, TYPE_VALUE_ERROR, "new"));
    list_append(rt, list, rest);
    Object *traceback = NONE; /* stands for the one that the raised exception has */
    exception_set_traceback(rt, list_get(list, 0), traceback);
    Object *result = exception_group_reraise(rt, group, list);
    UNIT_CHECK(text_is(rt, object_repr(rt, result),
                       "ExceptionGroup('', [ValueError('new'), ExceptionGroup('g', "
                       "[ExceptionGroup('g', [KeyError('c')])])])"));
    release_nullable(rt, result);
    release(rt, list);
    release(rt, match);
    release(rt, rest);
    Object *group_type = (Object *)type_object(rt, TYPE_EXCEPTION_GROUP);
    UNIT_CHECK(!exception_group_match(rt, group, group_type, &match, &rest));
    error_clear(rt);
    release(rt, group);
    close_runtime(rt);
}

static void test_operations_refuse_with_words(void) {
    Runtime *rt = open_runtime();
    Object *text = str_from_cstring(rt, "abc");
    UNIT_CHECK(!object_binary(rt, NONE, text, BINARY_SUBTRACT));
    UNIT_CHECK(raised_is(rt, "TypeError(\"unsupported operand type(s) for -: 'NoneType' and "
                             "'str'\")"));
    UNIT_CHECK(!object_inplace(rt, NONE, text, BINARY_POWER));
    UNIT_CHECK(raised_is(rt, "TypeError(\"unsupported operand type(s) for **=: 'NoneType' and "
                             "'str'\")"));
    UNIT_CHECK(!object_compare(rt, NONE, text, COMPARE_LT));
    UNIT_CHECK(raised_is(rt, "TypeError(\"'<' not supported between instances of 'NoneType' and "
                             "'str'\")"));
    UNIT_CHECK(object_equals(rt, NONE, text) == 0);
    UNIT_CHECK(!object_iter(rt, NONE));
    UNIT_CHECK(raised_is(rt, "TypeError(\"'NoneType' object is not iterable\")"));
    UNIT_CHECK(object_contains(rt, NONE, text) == -1);
    UNIT_CHECK(raised_is(rt, "TypeError(\"argument of type 'NoneType' is not iterable\")"));
    UNIT_CHECK(!object_get_item(rt, (Object *)type_object(rt, TYPE_NONE), text));
    UNIT_CHECK(raised_is(rt, "TypeError(\"type 'NoneType' is not subscriptable\")"));
    UNIT_CHECK(object_is_true(rt, NONE) == 0 && object_is_true(rt, text) == 1);
    release(rt, text);
    close_runtime(rt);
}

static void test_aliases_and_unions(void) {
    Runtime *rt = open_runtime();
    Object *list = (Object *)type_object(rt, TYPE_LIST);
    Object *str = (Object *)type_object(rt, TYPE_STR);
    Object *alias = object_get_item(rt, list, str);
    UNIT_CHECK(text_is(rt, object_repr(rt, alias), "list[str]"));
    Object *either = object_binary(rt, alias, NONE, BINARY_OR);
    UNIT_CHECK(text_is(rt, object_repr(rt, either), "list[str] | None"));
    Object *plain = object_binary(rt, str, NONE, BINARY_OR);
    UNIT_CHECK(text_is(rt, object_repr(rt, plain), "str | None"));
    UNIT_CHECK(object_is_instance(rt, NONE, plain) == 1);
    UNIT_CHECK(object_is_instance(rt, alias, plain) == 0);
    UNIT_CHECK(object_is_instance(rt, NONE, either) == -1);
    UNIT_CHECK(
        raised_is(rt, "TypeError('isinstance() argument 2 cannot be a parameterized generic')"));
    release_nullable(rt, plain);
    release_nullable(rt, either);
    release_nullable(rt, alias);
    close_runtime(rt);
}

static void test_module_missing_attribute(void) {
    Runtime *rt = open_runtime();
    Object *name = str_from_cstring(rt, "m");
    Object *module = module_new(rt, name, NULL);
    UNIT_CHECK(text_is(rt, object_repr(rt, module), "<module 'm'>"));
    Object *missing = str_from_cstring(rt, "x");
    UNIT_CHECK(!object_get_attr(rt, module, missing));
    UNIT_CHECK(raised_is(rt, "AttributeError(\"module 'm' has no attribute 'x'\")"));
    UNIT_CHECK(object_set_attr(rt, module, missing, name));
    UNIT_CHECK(text_is(rt, object_get_attr(rt, module, missing), "m"));
    release(rt, missing);
    release(rt, module);
    release(rt, name);
    close_runtime(rt);
}

static void show_error(Runtime *rt) {
    Object *error = error_take(rt);
    release_nullable(rt, error ? object_repr(rt, error) : NULL);
    release_nullable(rt, error);
    error_clear(rt);
}

/* Everything above that may fail for want of memory, with checks left out. */
static void exercise(Runtime *rt) {
    raise_type_error(rt, "bad %R of %T", NONE, NONE);
    Object *handled = error_take(rt);
    rt->handled_error = handled;
    raise_key_error(rt, NONE);
    error_clear(rt);
    raise_attribute_error(rt, NONE, rt->names[NAME_args]);
    rt->handled_error = NULL;
    show_error(rt);
    release_nullable(rt, handled);
    Object *list = (Object *)type_object(rt, TYPE_LIST);
    Object *alias = list ? object_get_item(rt, list, list) : NULL;
    Object *either = alias ? object_binary(rt, alias, NONE, BINARY_OR) : NULL;
    release_nullable(rt, either ? object_repr(rt, either) : NULL);
    release_nullable(rt, either);
    release_nullable(rt, alias);
    show_error(rt);
    Object *module = module_new(rt, rt->names[NAME_args], NULL);
    release_nullable(rt, module ? object_repr(rt, module) : NULL);
    release_nullable(rt, module);
    show_error(rt);
    Object *pair[] = {exception_new(rt, TYPE_VALUE_ERROR, NULL, 0), NULL};
    pair[1] = pair[0] ? exception_new(rt, TYPE_TYPE_ERROR, NULL, 0) : NULL;
    Object *args[] = {rt->names[NAME_args], pair[1] ? tuple_from_array(rt, pair, 2) : NULL};
    Object *group = args[1] ? exception_new(rt, TYPE_EXCEPTION_GROUP, args, 2) : NULL;
    Object *type = group ? (Object *)type_object(rt, TYPE_VALUE_ERROR) : NULL;
    Object *match = NULL, *rest = NULL;
    if (type) {
        exception_group_match(rt, group, type, &match, &rest);
    }
    release_nullable(rt, match);
    release_nullable(rt, rest);
    release_nullable(rt, group);
    release_nullable(rt, args[1]);
    release_nullable(rt, pair[0]);
    release_nullable(rt, pair[1]);
}

/* Whatever allocation fails, an error is pending or nothing was lost; and later all goes well. */
static void test_every_allocation_failing_survived(void) {
    Runtime *rt = open_runtime();
    bool failed = true;
    for (uint64_t n = 1; failed; n++) {
        heap_fail_after(rt->heap, n, false);
        exercise(rt);
        failed = heap_has_failed(rt->heap);
        heap_fail_after(rt->heap, 0, false);
        UNIT_CHECK(!rt->error || rt->error == rt->memory_error);
        error_clear(rt);
        UNIT_CHECK(rt->recursion_depth == 0);
        UNIT_CHECK(n < 100000);
    }
    exercise(rt);
    HeapStatistics before, after;
    heap_statistics(rt->heap, &before);
    exercise(rt);
    heap_statistics(rt->heap, &after);
    UNIT_CHECK(before.live_bytes == after.live_bytes);
    close_runtime(rt);
    /* The same from the first use of every type on. */
    for (uint64_t n = 1; n < 400; n++) {
        rt = open_runtime();
        heap_fail_after(rt->heap, n, true);
        exercise(rt);
        heap_fail_after(rt->heap, 0, false);
        error_clear(rt);
        exercise(rt);
        if (!UNIT_CHECK(!rt->error)) {
            raised_is(rt, "nothing");
        }
        close_runtime(rt);
    }
}

int main(int argc, char **argv) {
    unit_start(argc, argv);
    UNIT_RUN(test_raise_format_makes_message);
    UNIT_RUN(test_raise_while_handling_sets_context);
    UNIT_RUN(test_raise_from_sets_cause);
    UNIT_RUN(test_group_of_exceptions_is_exception);
    UNIT_RUN(test_group_match_splits);
    UNIT_RUN(test_operations_refuse_with_words);
    UNIT_RUN(test_aliases_and_unions);
    UNIT_RUN(test_module_missing_attribute);
    UNIT_RUN(test_every_allocation_failing_survived);
    return unit_result();
}
