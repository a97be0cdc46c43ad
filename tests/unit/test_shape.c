/* Instances against a model: random sets and deletes of attributes, with and without memory. */
#include "unit.h"

#include "object/bytes.h"
#include "object/str.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/intern.h"
#include "object/operations.h"
#include "object/shape.h"
#include "object/tuple.h"
#include "types/builtin_type.h"

enum { NAMES = 40, OBJECTS = 12 };

typedef struct Model {
    Object *instance;
    int64_t values[NAMES]; /* 0: not set */
    int order[NAMES];      /* names in order of insertion */
    int count;
} Model;

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

static TypeObject *make_class(Runtime *rt, const char *name) {
    Object *args[] = {intern_cstring(rt, name), tuple_empty(rt), dict_new(rt)};
    Object *made = object_call(rt, &type_object(rt, TYPE_TYPE)->header, args, 3, NULL);
    for (int i = 0; i < 3; i++) {
        release(rt, args[i]);
    }
    return (TypeObject *)made;
}

static void model_forget(Model *model, int name) {
    int to = 0;
    for (int i = 0; i < model->count; i++) {
        if (model->order[i] != name) {
            model->order[to++] = model->order[i];
        }
    }
    model->count = to;
    model->values[name] = 0;
}

/* One attribute set or deleted, in the instance and in the model; the instance says what was done.
 */
static bool change(Runtime *rt, Model *model, Object **names, uint64_t random) {
    int name = (int)(random % NAMES);
    if (random >> 8 & 3) {
        int64_t number = 1 + (int64_t)(random >> 16 & 0xffff);
        Object *value = int_from_int64(rt, number);
        bool done = value && object_set_attr(rt, model->instance, names[name], value);
        release_nullable(rt, value);
        if (done) {
            if (model->values[name] == 0) {
                model->order[model->count++] = name;
            }
            model->values[name] = number;
        }
        return done || rt->error == rt->memory_error;
    }
    bool had = model->values[name] != 0;
    bool done = object_set_attr(rt, model->instance, names[name], NULL);
    if (done) {
        model_forget(model, name);
    }
    return rt->error == rt->memory_error || done == had;
}

static bool same(Runtime *rt, Model *model, Object **names) {
    for (int i = 0; i < NAMES; i++) {
        Object *value = object_get_attr(rt, model->instance, names[i]);
        error_clear(rt);
        int64_t number = value ? int_small_value(value) : 0;
        release_nullable(rt, value);
        if (number != model->values[i]) {
            return false;
        }
    }
    Object *dict = instance_copy_attributes(rt, model->instance);
    size_t position = 0;
    int idx = 0;
    Object *key, *value;
    bool good = dict_length(dict) == (size_t)model->count;
    while (good && dict_next(dict, &position, &key, &value)) {
        good = key == names[model->order[idx++]];
    }
    release(rt, dict);
    return good;
}

static uint64_t next_random(uint64_t *state) {
    *state += UINT64_C(0x9e3779b97f4a7c15);
    return base_mix(*state);
}

static void run_model(bool failing) {
    Runtime *rt = open_runtime();
    uint64_t state = unit.seed;
    TypeObject *classes[2] = {make_class(rt, "A"), make_class(rt, "B")};
    Object *names[NAMES];
    for (int i = 0; i < NAMES; i++) {
        char name[8];
        snprintf(name, sizeof name, "n%d", i);
        names[i] = intern_cstring(rt, name);
    }
    Model models[OBJECTS] = {0};
    for (int step = 0; step < 40000; step++) {
        uint64_t random = next_random(&state);
        Model *model = &models[random % OBJECTS];
        random = next_random(&state);
        if (!model->instance || random % 97 == 0) {
            release_nullable(rt, model->instance);
            memset(model, 0, sizeof *model);
            model->instance = object_call_noargs(rt, &classes[random >> 8 & 1]->header);
        }
        if (failing) {
            heap_fail_after(rt->heap, 1 + (random >> 40) % 8, (random >> 50 & 1) != 0);
        }
        bool good = true;
        if (random % 211 == 1) {
            good = object_get_dict(rt, model->instance, true) != NULL || failing;
        } else if (random % 101 == 1) {
            Object *class = (Object *)classes[random >> 9 & 1];
            good = object_set_attr_cstring(rt, model->instance, "__class__", class) || failing;
        } else {
            good = change(rt, model, names, random >> 3);
        }
        error_clear(rt);
        heap_fail_after(rt->heap, 0, false);
        if (!UNIT_CHECK(good) || !UNIT_CHECK(same(rt, model, names))) {
            printf("step %d\n", step);
            break;
        }
    }
    heap_destroy(rt->heap);
    free(rt);
}

static void test_instance_random_changes_agree_with_model(void) {
    run_model(false);
}

static void test_instance_without_memory_stays_whole(void) {
    run_model(true);
}

int main(int argc, char **argv) {
    unit_start(argc, argv);
    UNIT_RUN(test_instance_random_changes_agree_with_model);
    UNIT_RUN(test_instance_without_memory_stays_whole);
    return unit_result();
}
