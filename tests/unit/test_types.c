/* Types, classes and instances on a runtime put together by hand. */
#include "unit.h"

#include "object/bytes.h"
#include "object/str.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/intern.h"
#include "object/list.h"
#include "object/native.h"
#include "object/operations.h"
#include "object/shape.h"
#include "object/tuple.h"
#include "types/builtin_type.h"

static Runtime *open_runtime(void) {
    Runtime *rt = calloc(1, sizeof *rt);
    rt->heap = heap_create(NULL);
    rt->recursion_limit = 1000;
    rt->fold_limit = 20;
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

static Object *text(Runtime *rt, const char *name) {
    return intern_cstring(rt, name);
}

static TypeObject *make_class(Runtime *rt, const char *name, TypeObject *base, Object *namespace) {
    TypeObject *type = type_object(rt, TYPE_TYPE);
    Object *args[] = {text(rt, name), base ? tuple_pack(rt, 1, base) : tuple_empty(rt), namespace};
    Object *made = object_call(rt, &type->header, args, 3, NULL);
    release(rt, args[0]);
    release(rt, args[1]);
    release(rt, namespace);
    return (TypeObject *)made;
}

static bool text_is(Runtime *rt, Object *owned, const char *wanted) {
    bool same = owned && type_is_str(rt, owned) && str_equals_ascii(owned, wanted);
    if (!same && owned) {
        printf("  got %s\n", (const char *)str_data(owned));
    }
    release_nullable(rt, owned);
    return same;
}

static bool error_is(Runtime *rt, const char *wanted) {
    Object *error = error_take(rt);
    Object *message = error ? object_str(rt, error) : NULL;
    release_nullable(rt, error);
    return text_is(rt, message, wanted);
}

static void test_builtin_type_attributes_found(void) {
    Runtime *rt = open_runtime();
    TypeObject *list = type_object(rt, TYPE_LIST);
    UNIT_CHECK(text_is(rt, object_repr(rt, &list->header), "<class 'list'>"));
    Object *append = object_get_attr_cstring(rt, &list->header, "append");
    UNIT_CHECK(text_is(rt, object_repr(rt, append), "<method 'append' of 'list' objects>"));
    release_nullable(rt, append);
    Object *add = object_get_attr_cstring(rt, &list->header, "__add__");
    UNIT_CHECK(text_is(rt, object_repr(rt, add), "<slot wrapper '__add__' of 'list' objects>"));
    release_nullable(rt, add);
    UNIT_CHECK(!object_get_attr_cstring(rt, &list->header, "nothing"));
    UNIT_CHECK(error_is(rt, "type object 'list' has no attribute 'nothing'"));
    UNIT_CHECK(!object_set_attr_cstring(rt, &list->header, "x", NONE));
    UNIT_CHECK(error_is(rt, "cannot set 'x' attribute of immutable type 'list'"));
    close_runtime(rt);
}

static void test_class_instances_keep_attributes(void) {
    Runtime *rt = open_runtime();
    TypeObject *class = make_class(rt, "C", NULL, dict_new(rt));
    UNIT_CHECK(class && type_object_has_flag(class, TYPE_FLAG_SHAPED));
    for (int round = 0; round < 3; round++) {
        Object *object = object_call_noargs(rt, &class->header);
        for (int i = 0; i < 20; i++) {
            char name[8];
            snprintf(name, sizeof name, "a%d", i);
            Object *value = int_from_int64(rt, i);
            UNIT_CHECK(object_set_attr_cstring(rt, object, name, value));
            release(rt, value);
        }
        Object *removed = text(rt, "a5");
        UNIT_CHECK(object_set_attr(rt, object, removed, NULL));
        UNIT_CHECK(!object_set_attr(rt, object, removed, NULL));
        UNIT_CHECK(error_is(rt, "'C' object has no attribute 'a5'"));
        release(rt, removed);
        for (int i = 0; i < 20; i++) {
            char name[8];
            snprintf(name, sizeof name, "a%d", i);
            Object *value = object_get_attr_cstring(rt, object, name);
            UNIT_CHECK(i == 5 ? !value : value && int_small_value(value) == i);
            release_nullable(rt, value);
            error_clear(rt);
        }
        if (round == 2) {
            Object *dict = object_get_dict(rt, object, true);
            UNIT_CHECK(dict && dict_length(dict) == 19);
            UNIT_CHECK(object_set_attr_cstring(rt, object, "b", NONE));
            UNIT_CHECK(dict_length(dict) == 20);
        }
        release(rt, object);
    }
    RELEASE(rt, class);
    close_runtime(rt);
}

static void test_instance_of_three_attributes_takes_48_bytes(void) {
    Runtime *rt = open_runtime();
    TypeObject *class = make_class(rt, "C", NULL, dict_new(rt));
    Object *object = object_call_noargs(rt, &class->header);
    object_set_attr_cstring(rt, object, "x", NONE);
    object_set_attr_cstring(rt, object, "y", NONE);
    object_set_attr_cstring(rt, object, "z", NONE);
    UNIT_CHECK(heap_usable_size(rt->heap, object) <= 48);
    UNIT_CHECK(((Instance *)object)->overflow_capacity == 0);
    release(rt, object);
    close_runtime(rt);
}

static void test_slots_members_lie_behind_the_header(void) {
    Runtime *rt = open_runtime();
    Object *namespace = dict_new(rt);
    Object *x = text(rt, "x"), *y = text(rt, "y");
    Object *names = tuple_pack(rt, 2, x, y);
    dict_set_cstring(rt, namespace, "__slots__", names);
    release(rt, names);
    TypeObject *class = make_class(rt, "S", NULL, namespace);
    Object *object = object_call_noargs(rt, &class->header);
    UNIT_CHECK(heap_usable_size(rt->heap, object) == 24);
    UNIT_CHECK(object_set_attr(rt, object, x, NONE));
    UNIT_CHECK(!object_get_attr(rt, object, y));
    UNIT_CHECK(error_is(rt, "'S' object has no attribute 'y'"));
    UNIT_CHECK(!object_set_attr_cstring(rt, object, "z", NONE));
    UNIT_CHECK(error_is(rt, "'S' object has no attribute 'z'"));
    /* A class below adds a dict, and keeps the members where they are. */
    TypeObject *below = make_class(rt, "T", class, dict_new(rt));
    Object *other = object_call_noargs(rt, &below->header);
    UNIT_CHECK(object_set_attr_cstring(rt, other, "z", NONE) &&
               object_set_attr(rt, other, y, NONE));
    RELEASE(rt, other);
    release(rt, object);
    release(rt, x);
    release(rt, y);
    close_runtime(rt);
}

static void test_subclass_of_list_has_both(void) {
    Runtime *rt = open_runtime();
    TypeObject *class = make_class(rt, "L", type_object(rt, TYPE_LIST), dict_new(rt));
    Object *object = class ? object_call_noargs(rt, &class->header) : NULL;
    if (UNIT_CHECK(object != NULL)) {
        UNIT_CHECK(list_append(rt, object, NONE));
        UNIT_CHECK(object_set_attr_cstring(rt, object, "x", object)); /* a cycle */
        UNIT_CHECK(object_length(rt, object) == 1);
        UNIT_CHECK(text_is(rt, object_repr(rt, object), "[None]"));
        UNIT_CHECK(object_set_attr_cstring(rt, object, "x", NULL));
        release(rt, object);
    }
    close_runtime(rt);
}

static void test_release_deep_nesting_needs_no_stack(void) {
    Runtime *rt = open_runtime();
    for (int round = 0; round < 2; round++) {
        Object *list = list_new(rt, 1);
        for (int i = 0; i < 1000000; i++) {
            Object *outer = list_new(rt, 1);
            list_append_stealing(rt, outer, list);
            list = outer;
        }
        if (round == 1) { /* no memory for the list of those that wait */
            heap_fail_after(rt->heap, 1, true);
        }
        release(rt, list);
        heap_fail_after(rt->heap, 0, false);
        UNIT_CHECK(rt->deallocation_depth == 0 && rt->delayed_count == 0 && rt->delayed_lost == 0);
    }
    close_runtime(rt);
}

static size_t live_bytes(const Runtime *rt) {
    HeapStatistics statistics;
    heap_statistics(rt->heap, &statistics);
    return statistics.live_bytes;
}

static void make_and_clear_class(Runtime *rt) {
    TypeObject *class = make_class(rt, "C", NULL, dict_new(rt));
    Object *object = object_call_noargs(rt, &class->header);
    object_set_attr_cstring(rt, object, "x", NONE);
    release(rt, object);
    object_clear(rt, &class->header); /* what the collector does: the MRO holds the class */
    RELEASE(rt, class);
}

static void test_class_freed_returns_everything(void) {
    Runtime *rt = open_runtime();
    make_and_clear_class(rt);
    type_table_close(rt);
    type_table_open(rt); /* the cache of attributes keeps names alive */
    make_and_clear_class(rt);
    size_t before = live_bytes(rt);
    for (int i = 0; i < 100; i++) {
        make_and_clear_class(rt);
        UNIT_CHECK(rt->type_count == TYPE_BUILTIN_COUNT);
    }
    UNIT_CHECK(live_bytes(rt) <= before + 8192);
    close_runtime(rt);
}

/* A class with members, an instance and an attribute; false when memory runs out somewhere. */
static bool use_class(Runtime *rt, Object *namespace, Object *bases, Object *name) {
    Object *args[] = {name, bases, namespace};
    TypeObject *metatype = type_object(rt, TYPE_TYPE);
    Object *class = metatype ? object_call(rt, &metatype->header, args, 3, NULL) : NULL;
    if (!class) {
        return false;
    }
    Object *object = object_call_noargs(rt, class);
    bool done = object != NULL;
    for (int i = 0; done && i < 6; i++) {
        char text_buffer[8];
        snprintf(text_buffer, sizeof text_buffer, "a%d", i);
        done = object_set_attr_cstring(rt, object, text_buffer, NONE);
    }
    Object *repr = done ? object_repr(rt, object) : NULL;
    done = repr != NULL;
    release_nullable(rt, repr);
    release_nullable(rt, object);
    object_clear(rt, class);
    release(rt, class);
    return done;
}

static void test_class_each_allocation_failing_leaks_nothing(void) {
    Runtime *rt = open_runtime();
    Object *x = text(rt, "x");
    Object *names = tuple_pack(rt, 1, x);
    Object *namespace = dict_new(rt);
    dict_set_cstring(rt, namespace, "x1", NONE);
    dict_set_cstring(rt, namespace, "__eq__", NONE);
    TypeObject *base = make_class(rt, "Base", NULL, dict_new(rt));
    dict_set_cstring(rt, namespace, "__slots__", names);
    Object *bases = tuple_pack(rt, 1, base);
    Object *name = text(rt, "Some");
    UNIT_CHECK(use_class(rt, namespace, bases, name) && use_class(rt, namespace, bases, name));
    size_t before = live_bytes(rt);
    unsigned n = 1;
    for (bool done = false; !done && n < 2000; n++) {
        heap_fail_after(rt->heap, n, true);
        done = use_class(rt, namespace, bases, name);
        heap_fail_after(rt->heap, 0, false);
        UNIT_CHECK(done || error_matches(rt, TYPE_MEMORY_ERROR));
        error_clear(rt);
        if (base->subclass_count > 0) { /* failed late, for the collector to find */
            Object *left = retain(&rt->type_objects[base->subclass_ids[0]]->header);
            object_clear(rt, left);
            release(rt, left);
        }
        UNIT_CHECK(base->subclass_count == 0);
    }
    UNIT_CHECK(n > 30 && n < 2000);
    UNIT_CHECK(live_bytes(rt) < before + 16384);
    close_runtime(rt);
}

static void test_lookup_without_memory_is_not_remembered(void) {
    Runtime *rt = open_runtime();
    TypeObject *type = type_object(rt, TYPE_LIST);
    Object *name = text(rt, "append");
    error_no_memory(rt); /* the error of the lookup will be the same object */
    heap_fail_after(rt->heap, 1, true);
    UNIT_CHECK(!type_lookup(rt, type, name));
    heap_fail_after(rt->heap, 0, false);
    error_clear(rt);
    UNIT_CHECK(type_lookup(rt, type, name));
    release(rt, name);
    close_runtime(rt);
}

int main(int argc, char **argv) {
    unit_start(argc, argv);
    UNIT_RUN(test_builtin_type_attributes_found);
    UNIT_RUN(test_class_instances_keep_attributes);
    UNIT_RUN(test_instance_of_three_attributes_takes_48_bytes);
    UNIT_RUN(test_slots_members_lie_behind_the_header);
    UNIT_RUN(test_subclass_of_list_has_both);
    UNIT_RUN(test_release_deep_nesting_needs_no_stack);
    UNIT_RUN(test_lookup_without_memory_is_not_remembered);
    UNIT_RUN(test_class_freed_returns_everything);
    UNIT_RUN(test_class_each_allocation_failing_leaks_nothing);
    return unit_result();
}
