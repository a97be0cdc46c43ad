/* async_generator: asynchronous generators and the awaitables of asend, athrow, aclose and anext.
 *
 * The generator's frame runs as a generator's does; a value that it yields to its user (and not to
 * the event loop) comes out wrapped. The awaitables drive it and turn a wrapped value into the
 * result of the await (StopIteration), the end into StopAsyncIteration. */
#include "object/budget.h"
#include "object/exception.h"
#include "object/operations.h"
#include "object/tuple.h"
#include "vm/async_value.h"
#include "vm/generator_type.h"

typedef enum { AWAIT_INIT, AWAIT_ITERATING, AWAIT_CLOSED } AwaitState;

/* TYPE_ASYNC_GENERATOR_ASEND and TYPE_ASYNC_GENERATOR_ATHROW. */
typedef struct AsyncStep {
    Object header;
    GeneratorObject *generator;
    Object *value; /* asend: what to send; athrow: tuple of arguments; NULL for aclose */
    uint8_t state; /* AwaitState */
} AsyncStep;

static AsyncStep *as_step(Object *self) {
    return (AsyncStep *)self;
}

/* ---- steps ---- */

static Object *step_new(Runtime *rt, uint32_t type_id, Object *generator, Object *value) {
    AsyncStep *step = (AsyncStep *)object_new_container(rt, type_id, sizeof *step);
    if (step) {
        step->generator = (GeneratorObject *)retain(generator);
        step->value = retain_nullable(value);
    }
    return (Object *)step;
}

/* Ends a step: what the generator gave becomes what the await gives. */
static Object *step_result(Runtime *rt, AsyncStep *step, Object *yielded, Object *returned) {
    GeneratorObject *generator = step->generator;
    if (yielded && object_type_id(yielded) == TYPE_ASYNC_GENERATOR_WRAPPED_VALUE) {
        generator_raise_stop(rt, ((WrappedValue *)yielded)->value);
        release(rt, yielded);
        generator->async_running = 0;
        step->state = AWAIT_CLOSED;
        return NULL;
    }
    if (yielded) {
        return yielded; /* to the event loop */
    }
    generator->async_running = 0;
    step->state = AWAIT_CLOSED;
    if (returned) {
        release(rt, returned);
        generator->async_closed = 1;
        Object *exception = exception_new(rt, TYPE_STOP_ASYNC_ITERATION, NULL, 0);
        if (exception) {
            error_set(rt, exception);
        }
    } else if (error_matches(rt, TYPE_STOP_ASYNC_ITERATION) ||
               error_matches(rt, TYPE_GENERATOR_EXIT)) {
        generator->async_closed = 1;
    }
    return NULL;
}

static bool start(Runtime *rt, AsyncStep *step, const char *what) {
    if (step->generator->async_running) {
        step->state = AWAIT_CLOSED;
        raise_runtime_error(rt, "%s: asynchronous generator is already running", what);
        return false;
    }
    step->generator->async_running = 1;
    step->state = AWAIT_ITERATING;
    return true;
}

static Object *asend_send(Runtime *rt, Object *self, Object *value) {
    AsyncStep *step = as_step(self);
    if (step->state == AWAIT_CLOSED) {
        return raise_runtime_error(rt, "cannot reuse already awaited __anext__()/asend()");
    }
    if (step->state == AWAIT_INIT) {
        if (!start(rt, step, "anext()")) {
            return NULL;
        }
        if (value == NONE) {
            value = step->value;
        }
    }
    Object *returned;
    Object *yielded = generator_resume(rt, step->generator, value, &returned);
    return step_result(rt, step, yielded, returned);
}

static Object *asend_next(Runtime *rt, Object *self) {
    return asend_send(rt, self, NONE);
}

/* Throws into the generator; the result as a step. */
static Object *throw_step(Runtime *rt, AsyncStep *step, Object *exception) {
    Object *yielded = generator_throw(rt, (Object *)step->generator, exception);
    Object *returned = NULL;
    if (!yielded && error_matches(rt, TYPE_STOP_ITERATION)) {
        returned = generator_stop_value(rt);
    }
    return step_result(rt, step, yielded, returned);
}

static Object *asend_throw(Runtime *rt, Object *self, Object *const *args, size_t count) {
    AsyncStep *step = as_step(self);
    if (step->state == AWAIT_CLOSED) {
        return raise_runtime_error(rt, "cannot reuse already awaited __anext__()/asend()");
    }
    Object *exception = generator_thrown(rt, args, count);
    if (!exception) {
        return NULL;
    }
    if (step->state == AWAIT_INIT && !start(rt, step, "anext()")) {
        release(rt, exception);
        return NULL;
    }
    Object *result = throw_step(rt, step, exception);
    release(rt, exception);
    return result;
}

static Object *step_close(Runtime *rt, Object *self) {
    (void)rt;
    as_step(self)->state = AWAIT_CLOSED;
    return retain(NONE);
}

/* aclose(): GeneratorExit is thrown; a value yielded is an error, the end is success. */
static Object *aclose_result(Runtime *rt, AsyncStep *step, Object *yielded) {
    if (yielded && object_type_id(yielded) == TYPE_ASYNC_GENERATOR_WRAPPED_VALUE) {
        release(rt, yielded);
        step->generator->async_running = 0;
        step->state = AWAIT_CLOSED;
        return raise_runtime_error(rt, "async generator ignored GeneratorExit");
    }
    if (yielded) {
        return yielded;
    }
    step->generator->async_running = 0;
    step->state = AWAIT_CLOSED;
    if (error_matches(rt, TYPE_STOP_ASYNC_ITERATION) || error_matches(rt, TYPE_GENERATOR_EXIT) ||
        error_matches(rt, TYPE_STOP_ITERATION)) {
        error_clear(rt);
        generator_raise_stop(rt, NONE);
    }
    return NULL;
}

static Object *athrow_begin(Runtime *rt, AsyncStep *step) {
    GeneratorObject *generator = step->generator;
    if (generator->state == GENERATOR_FINISHED || (generator->async_closed && step->value)) {
        step->state = AWAIT_CLOSED;
        if (!step->value) {
            generator_raise_stop(rt, NONE);
            return NULL;
        }
        Object *exception = exception_new(rt, TYPE_STOP_ASYNC_ITERATION, NULL, 0);
        if (exception) {
            error_set(rt, exception);
        }
        return NULL;
    }
    if (!start(rt, step, step->value ? "athrow()" : "aclose()")) {
        return NULL;
    }
    if (!step->value) {
        generator->async_closed = 1;
        Object *exception = exception_new(rt, TYPE_GENERATOR_EXIT, NULL, 0);
        if (!exception) {
            return NULL;
        }
        Object *yielded = generator_throw(rt, (Object *)generator, exception);
        release(rt, exception);
        return aclose_result(rt, step, yielded);
    }
    Object *exception = generator_thrown(rt, tuple_items(step->value), tuple_length(step->value));
    if (!exception) {
        generator->async_running = 0;
        step->state = AWAIT_CLOSED;
        return NULL;
    }
    Object *result = throw_step(rt, step, exception);
    release(rt, exception);
    return result;
}

static Object *athrow_send(Runtime *rt, Object *self, Object *value) {
    AsyncStep *step = as_step(self);
    if (step->state == AWAIT_CLOSED) {
        return raise_runtime_error(rt, "cannot reuse already awaited aclose()/athrow()");
    }
    if (step->state == AWAIT_INIT) {
        if (value != NONE) {
            return raise_runtime_error(rt, "can't send non-None value to a just-started coroutine");
        }
        return athrow_begin(rt, step);
    }
    Object *returned;
    Object *yielded = generator_resume(rt, step->generator, value, &returned);
    if (step->value) {
        return step_result(rt, step, yielded, returned);
    }
    if (returned) {
        generator_raise_stop(rt, returned);
        release(rt, returned);
    }
    return aclose_result(rt, step, yielded);
}

static Object *athrow_next(Runtime *rt, Object *self) {
    return athrow_send(rt, self, NONE);
}

static Object *athrow_throw(Runtime *rt, Object *self, Object *const *args, size_t count) {
    AsyncStep *step = as_step(self);
    if (step->state == AWAIT_CLOSED) {
        return raise_runtime_error(rt, "cannot reuse already awaited aclose()/athrow()");
    }
    Object *exception = generator_thrown(rt, args, count);
    if (!exception) {
        return NULL;
    }
    if (step->state == AWAIT_INIT && !start(rt, step, step->value ? "athrow()" : "aclose()")) {
        release(rt, exception);
        return NULL;
    }
    Object *result;
    if (step->value) {
        result = throw_step(rt, step, exception);
    } else {
        result = aclose_result(rt, step, generator_throw(rt, (Object *)step->generator, exception));
    }
    release(rt, exception);
    return result;
}

static Object *self_iter(Runtime *rt, Object *self) {
    (void)rt;
    return retain(self);
}

static void step_traverse(Object *self, VisitFunction visit, void *context) {
    if (as_step(self)->generator) {
        visit((Object *)as_step(self)->generator, context);
    }
    if (as_step(self)->value) {
        visit(as_step(self)->value, context);
    }
}

static void step_clear(Runtime *rt, Object *self) {
    CLEAR_REF(rt, &as_step(self)->generator);
    CLEAR_REF(rt, &as_step(self)->value);
}

static void step_dealloc(Runtime *rt, Object *self) {
    step_clear(rt, self);
    object_free_container(rt, self, sizeof(AsyncStep));
}

static const MethodRow ASEND_METHODS[] = {
    METHOD_ROW_ONE("send", asend_send, NULL),
    METHOD_ROW_POSITIONAL("throw", asend_throw, 1, 3, NULL),
    METHOD_ROW_NOARGS("close", step_close, NULL),
    METHOD_ROW_END,
};

static const MethodRow ATHROW_METHODS[] = {
    METHOD_ROW_ONE("send", athrow_send, NULL),
    METHOD_ROW_POSITIONAL("throw", athrow_throw, 1, 3, NULL),
    METHOD_ROW_NOARGS("close", step_close, NULL),
    METHOD_ROW_END,
};

#define STEP_SLOTS(type_name, id, next_function)                                                   \
    {                                                                                              \
        .name = type_name, .type_id = id, .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_NO_NEW,         \
        .basic_size = sizeof(AsyncStep), .dealloc = step_dealloc, .traverse = step_traverse,       \
        .clear = step_clear, .iter = self_iter, .next = next_function, .await = self_iter,         \
    }

const TypeSpec async_generator_asend_type = {
    .slots = STEP_SLOTS("async_generator_asend", TYPE_ASYNC_GENERATOR_ASEND, asend_next),
    .methods = ASEND_METHODS,
};

const TypeSpec async_generator_athrow_type = {
    .slots = STEP_SLOTS("async_generator_athrow", TYPE_ASYNC_GENERATOR_ATHROW, athrow_next),
    .methods = ATHROW_METHODS,
};

/* ---- the generator itself ---- */

/* sys.set_asyncgen_hooks: firstiter is called once. */
static bool init_hooks(Runtime *rt, Object *self) {
    GeneratorObject *generator = (GeneratorObject *)self;
    if (generator->async_hooks) {
        return true;
    }
    generator->async_hooks = 1;
    if (!rt->asyncgen_firstiter) {
        return true;
    }
    Object *result = object_call_one(rt, rt->asyncgen_firstiter, self);
    release_nullable(rt, result);
    return result != NULL;
}

static Object *async_generator_anext(Runtime *rt, Object *self) {
    return init_hooks(rt, self) ? step_new(rt, TYPE_ASYNC_GENERATOR_ASEND, self, NONE) : NULL;
}

static Object *async_generator_asend(Runtime *rt, Object *self, Object *value) {
    return init_hooks(rt, self) ? step_new(rt, TYPE_ASYNC_GENERATOR_ASEND, self, value) : NULL;
}

static Object *async_generator_athrow(Runtime *rt, Object *self, Object *const *args,
                                      size_t count) {
    Object *tuple = tuple_from_array(rt, args, count);
    Object *step = tuple && init_hooks(rt, self)
                       ? step_new(rt, TYPE_ASYNC_GENERATOR_ATHROW, self, tuple)
                       : NULL;
    release_nullable(rt, tuple);
    return step;
}

static Object *async_generator_aclose(Runtime *rt, Object *self) {
    return init_hooks(rt, self) ? step_new(rt, TYPE_ASYNC_GENERATOR_ATHROW, self, NULL) : NULL;
}

static Object *async_generator_get_running(Runtime *rt, Object *self) {
    (void)rt;
    return retain(bool_object(((GeneratorObject *)self)->async_running != 0));
}

/* The hook of an event loop, if any, closes it properly; else it just goes. */
static void async_generator_finalize(Runtime *rt, Object *self) {
    GeneratorObject *generator = (GeneratorObject *)self;
    if (generator->state != GENERATOR_SUSPENDED) {
        return;
    }
    if (rt->asyncgen_finalizer && !generator->async_closed && !budget_ends_without_code(rt)) {
        Object *error = error_take(rt);
        Object *result = object_call_one(rt, rt->asyncgen_finalizer, self);
        if (!result && rt->hooks.unraisable) {
            rt->hooks.unraisable(rt, self, NULL);
        }
        error_clear(rt);
        release_nullable(rt, result);
        if (error) {
            error_set(rt, error);
        }
        return;
    }
    generator_finalize(rt, self);
}

static const MethodRow ASYNC_GENERATOR_METHODS[] = {
    METHOD_ROW_ONE("asend", async_generator_asend, "asend(v) -> send 'v' in generator."),
    METHOD_ROW_POSITIONAL("athrow", async_generator_athrow, 1, 3,
                          "athrow(typ[,val[,tb]]) -> raise exception in generator."),
    METHOD_ROW_NOARGS("aclose", async_generator_aclose,
                      "aclose() -> raise GeneratorExit inside generator."),
    METHOD_ROW_END,
};

static const AttributeRow ASYNC_GENERATOR_ATTRIBUTES[] = {
    {"__name__", generator_get_name, generator_set_name, "name of the async generator"},
    {"__qualname__", generator_get_qualname, generator_set_qualname,
     "qualified name of the async generator"},
    {"ag_await", generator_get_delegate, NULL, "object being awaited on, or None"},
    {"ag_frame", generator_get_frame, NULL, NULL},
    {"ag_running", async_generator_get_running, NULL, NULL},
    {"ag_suspended", generator_get_suspended, NULL, NULL},
    {"ag_code", generator_get_code, NULL, NULL},
    ATTRIBUTE_ROW_END,
};

const TypeSpec async_generator_type = {
    .slots =
        {
            .name = "async_generator",
            .type_id = TYPE_ASYNC_GENERATOR,
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_WEAKREFABLE | TYPE_FLAG_NO_NEW,
            .basic_size = sizeof(GeneratorObject),
            .item_size = sizeof(Value),
            .dealloc = generator_dealloc,
            .traverse = generator_traverse,
            .clear = generator_clear,
            .finalize = async_generator_finalize,
            .repr = generator_repr,
            .aiter = self_iter,
            .anext = async_generator_anext,
        },
    .methods = ASYNC_GENERATOR_METHODS,
    .attributes = ASYNC_GENERATOR_ATTRIBUTES,
};

/* ---- anext(iterator, default) ---- */

typedef struct AnextAwaitable { /* TYPE_ANEXT_AWAITABLE */
    Object header;
    Object *wrapped;
    Object *fallback;
} AnextAwaitable;

NEW_REF Object *async_generator_anext_default(Runtime *rt, Object *awaitable, Object *fallback) {
    AnextAwaitable *made =
        (AnextAwaitable *)object_new_container(rt, TYPE_ANEXT_AWAITABLE, sizeof *made);
    if (made) {
        made->wrapped = retain(awaitable);
        made->fallback = retain(fallback);
    }
    return (Object *)made;
}

static void anext_traverse(Object *self, VisitFunction visit, void *context) {
    AnextAwaitable *awaitable = (AnextAwaitable *)self;
    if (awaitable->wrapped) {
        visit(awaitable->wrapped, context);
    }
    if (awaitable->fallback) {
        visit(awaitable->fallback, context);
    }
}

static void anext_clear(Runtime *rt, Object *self) {
    CLEAR_REF(rt, &((AnextAwaitable *)self)->wrapped);
    CLEAR_REF(rt, &((AnextAwaitable *)self)->fallback);
}

static void anext_dealloc(Runtime *rt, Object *self) {
    anext_clear(rt, self);
    object_free_container(rt, self, sizeof(AnextAwaitable));
}

/* StopAsyncIteration becomes the fallback as result. */
static Object *anext_finish(Runtime *rt, Object *self, Object *result) {
    if (!result && error_clear_if(rt, TYPE_STOP_ASYNC_ITERATION)) {
        generator_raise_stop(rt, ((AnextAwaitable *)self)->fallback);
    }
    return result;
}

static Object *anext_call(Runtime *rt, Object *self, const char *method, Object *const *args,
                          size_t count) {
    Object *iterator = generator_awaitable(rt, ((AnextAwaitable *)self)->wrapped, 0);
    if (!iterator) {
        return NULL;
    }
    Object *result;
    if (method) {
        result = object_call_method_cstring(rt, iterator, method, args, count);
    } else if (slots_are_iterator(slots_of(rt, iterator))) {
        result = slots_of(rt, iterator)->next(rt, iterator);
        if (!result && !error_pending(rt)) {
            generator_raise_stop(rt, NONE);
        }
    } else {
        Object *none = NONE;
        result = object_call_method_cstring(rt, iterator, "send", &none, 1);
    }
    release(rt, iterator);
    return anext_finish(rt, self, result);
}

static Object *anext_next(Runtime *rt, Object *self) {
    return anext_call(rt, self, NULL, NULL, 0);
}

static Object *anext_send(Runtime *rt, Object *self, Object *value) {
    return anext_call(rt, self, "send", &value, 1);
}

static Object *anext_throw(Runtime *rt, Object *self, Object *const *args, size_t count) {
    return anext_call(rt, self, "throw", args, count);
}

static Object *anext_close(Runtime *rt, Object *self) {
    return anext_call(rt, self, "close", NULL, 0);
}

static const MethodRow ANEXT_METHODS[] = {
    METHOD_ROW_ONE("send", anext_send, NULL),
    METHOD_ROW_POSITIONAL("throw", anext_throw, 1, 3, NULL),
    METHOD_ROW_NOARGS("close", anext_close, NULL),
    METHOD_ROW_END,
};

const TypeSpec anext_awaitable_type = {
    .slots =
        {
            .name = "anext_awaitable",
            .type_id = TYPE_ANEXT_AWAITABLE,
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_NO_NEW,
            .basic_size = sizeof(AnextAwaitable),
            .dealloc = anext_dealloc,
            .traverse = anext_traverse,
            .clear = anext_clear,
            .iter = self_iter,
            .next = anext_next,
            .await = self_iter,
        },
    .methods = ANEXT_METHODS,
};
