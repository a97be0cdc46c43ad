/* generator_type: what Python sees of generators and coroutines. */
#include "object/native.h"
#include "vm/generator_type.h"

#include "object/operations.h"
#include "object/tuple.h"

static GeneratorObject *as_generator(Object *self) {
    return (GeneratorObject *)self;
}

static bool set_name_part(Runtime *rt, Object *self, Object *value, size_t part, const char *what) {
    GeneratorObject *generator = as_generator(self);
    if (!value || !type_is_str(rt, value)) {
        raise_type_error(rt, "%s must be set to a string object", what);
        return false;
    }
    Object *pair[2] = {generator_name_part(generator, 0), generator_name_part(generator, 1)};
    pair[part] = value;
    Object *extras = tuple_from_array(rt, pair, 2);
    if (!extras) {
        return false;
    }
    REPLACE_REF(rt, &generator->extras, extras);
    return true;
}

Object *generator_get_name(Runtime *rt, Object *self) {
    (void)rt;
    return retain(generator_name_part(as_generator(self), 0));
}

Object *generator_get_qualname(Runtime *rt, Object *self) {
    (void)rt;
    return retain(generator_name_part(as_generator(self), 1));
}

bool generator_set_name(Runtime *rt, Object *self, Object *value) {
    return set_name_part(rt, self, value, 0, "__name__");
}

bool generator_set_qualname(Runtime *rt, Object *self, Object *value) {
    return set_name_part(rt, self, value, 1, "__qualname__");
}

Object *generator_get_code(Runtime *rt, Object *self) {
    (void)rt;
    return retain((Object *)as_generator(self)->frame.code);
}

Object *generator_get_frame(Runtime *rt, Object *self) {
    GeneratorObject *generator = as_generator(self);
    if (generator->state == GENERATOR_FINISHED) {
        return retain(NONE);
    }
    return retain_nullable((Object *)frame_object(rt, &generator->frame));
}

static Object *generator_get_running(Runtime *rt, Object *self) {
    (void)rt;
    return retain(bool_object(as_generator(self)->state == GENERATOR_RUNNING));
}

Object *generator_get_suspended(Runtime *rt, Object *self) {
    (void)rt;
    return retain(bool_object(as_generator(self)->state == GENERATOR_SUSPENDED));
}

Object *generator_get_delegate(Runtime *rt, Object *self) {
    (void)rt;
    Object *delegate = generator_delegate(as_generator(self));
    return retain(delegate ? delegate : NONE);
}

Object *generator_repr(Runtime *rt, Object *self) {
    return str_format(rt, "<%T object %S at 0x%llx>", self,
                      generator_name_part(as_generator(self), 1),
                      (unsigned long long)(uintptr_t)self);
}

static Object *self_iter(Runtime *rt, Object *self) {
    (void)rt;
    return retain(self);
}

static Object *method_throw(Runtime *rt, Object *self, Object *const *args, size_t count) {
    Object *exception = generator_thrown(rt, args, count);
    if (!exception) {
        return NULL;
    }
    Object *result = generator_throw_args(rt, self, exception, args, count);
    release(rt, exception);
    return result;
}

static Object *method_close(Runtime *rt, Object *self) {
    return generator_close(rt, self) ? retain(NONE) : NULL;
}

#define GENERATOR_METHODS_COMMON(kind)                                                             \
    METHOD_ROW_ONE("send", generator_send,                                                         \
                   "send(arg) -> send 'arg' into " kind                                            \
                   ",\nreturn next yielded value or raise StopIteration."),                        \
        METHOD_ROW_POSITIONAL("throw", method_throw, 1, 3,                                         \
                              "throw(value)\nthrow(type[,value[,tb]])\n\nRaise exception in " kind \
                              ", return next yielded value or raise\nStopIteration."),             \
        METHOD_ROW_NOARGS("close", method_close,                                                   \
                          "close() -> raise GeneratorExit inside " kind ".")

static const MethodRow GENERATOR_METHODS[] = {
    GENERATOR_METHODS_COMMON("generator"),
    METHOD_ROW_END,
};

static const AttributeRow GENERATOR_ATTRIBUTES[] = {
    {"__name__", generator_get_name, generator_set_name, "name of the generator"},
    {"__qualname__", generator_get_qualname, generator_set_qualname,
     "qualified name of the generator"},
    {"gi_yieldfrom", generator_get_delegate, NULL, "object being iterated by yield from, or None"},
    {"gi_running", generator_get_running, NULL, NULL},
    {"gi_frame", generator_get_frame, NULL, NULL},
    {"gi_suspended", generator_get_suspended, NULL, NULL},
    {"gi_code", generator_get_code, native_read_only, NULL},
    ATTRIBUTE_ROW_END,
};

const TypeSpec generator_type = {
    .slots =
        {
            .name = "generator",
            .type_id = TYPE_GENERATOR,
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_WEAKREFABLE | TYPE_FLAG_NO_NEW,
            .basic_size = sizeof(GeneratorObject),
            .item_size = sizeof(Value),
            .dealloc = generator_dealloc,
            .traverse = generator_traverse,
            .clear = generator_clear,
            .finalize = generator_finalize,
            .repr = generator_repr,
            .iter = self_iter,
            .next = generator_next,
        },
    .methods = GENERATOR_METHODS,
    .attributes = GENERATOR_ATTRIBUTES,
};

/* ---- coroutines ---- */

typedef struct CoroutineWrapper { /* TYPE_COROUTINE_WRAPPER: what __await__() gives */
    Object header;
    Object *coroutine;
} CoroutineWrapper;

static Object *coroutine_await(Runtime *rt, Object *self) {
    CoroutineWrapper *wrapper =
        (CoroutineWrapper *)object_new_container(rt, TYPE_COROUTINE_WRAPPER, sizeof *wrapper);
    if (wrapper) {
        wrapper->coroutine = retain(self);
    }
    return (Object *)wrapper;
}

static Object *coroutine_get_origin(Runtime *rt, Object *self) {
    (void)rt;
    (void)self;
    return retain(NONE);
}

static const MethodRow COROUTINE_METHODS[] = {
    GENERATOR_METHODS_COMMON("coroutine"),
    METHOD_ROW_END,
};

static const AttributeRow COROUTINE_ATTRIBUTES[] = {
    {"__name__", generator_get_name, generator_set_name, "name of the coroutine"},
    {"__qualname__", generator_get_qualname, generator_set_qualname,
     "qualified name of the coroutine"},
    {"cr_await", generator_get_delegate, NULL, "object being awaited on, or None"},
    {"cr_running", generator_get_running, NULL, NULL},
    {"cr_frame", generator_get_frame, NULL, NULL},
    {"cr_suspended", generator_get_suspended, NULL, NULL},
    {"cr_code", generator_get_code, NULL, NULL},
    {"cr_origin", coroutine_get_origin, NULL, NULL},
    ATTRIBUTE_ROW_END,
};

const TypeSpec coroutine_type = {
    .slots =
        {
            .name = "coroutine",
            .type_id = TYPE_COROUTINE,
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_WEAKREFABLE | TYPE_FLAG_NO_NEW,
            .basic_size = sizeof(GeneratorObject),
            .item_size = sizeof(Value),
            .dealloc = generator_dealloc,
            .traverse = generator_traverse,
            .clear = generator_clear,
            .finalize = generator_finalize,
            .repr = generator_repr,
            .await = coroutine_await,
        },
    .methods = COROUTINE_METHODS,
    .attributes = COROUTINE_ATTRIBUTES,
};

static Object *wrapped(Object *self) {
    return ((CoroutineWrapper *)self)->coroutine;
}

static void wrapper_traverse(Object *self, VisitFunction visit, void *context) {
    if (wrapped(self)) {
        visit(wrapped(self), context);
    }
}

static void wrapper_clear(Runtime *rt, Object *self) {
    CLEAR_REF(rt, &((CoroutineWrapper *)self)->coroutine);
}

static void wrapper_dealloc(Runtime *rt, Object *self) {
    wrapper_clear(rt, self);
    object_free_container(rt, self, sizeof(CoroutineWrapper));
}

static Object *wrapper_next(Runtime *rt, Object *self) {
    return generator_next(rt, wrapped(self));
}

static Object *wrapper_send(Runtime *rt, Object *self, Object *value) {
    return generator_send(rt, wrapped(self), value);
}

static Object *wrapper_throw(Runtime *rt, Object *self, Object *const *args, size_t count) {
    return method_throw(rt, wrapped(self), args, count);
}

static Object *wrapper_close(Runtime *rt, Object *self) {
    return method_close(rt, wrapped(self));
}

static const MethodRow WRAPPER_METHODS[] = {
    METHOD_ROW_ONE("send", wrapper_send, NULL),
    METHOD_ROW_POSITIONAL("throw", wrapper_throw, 1, 3, NULL),
    METHOD_ROW_NOARGS("close", wrapper_close, NULL),
    METHOD_ROW_END,
};

const TypeSpec coroutine_wrapper_type = {
    .slots =
        {
            .name = "coroutine_wrapper",
            .type_id = TYPE_COROUTINE_WRAPPER,
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_NO_NEW,
            .basic_size = sizeof(CoroutineWrapper),
            .dealloc = wrapper_dealloc,
            .traverse = wrapper_traverse,
            .clear = wrapper_clear,
            .iter = self_iter,
            .next = wrapper_next,
        },
    .methods = WRAPPER_METHODS,
    .doc = "A wrapper object implementing __await__ for coroutines.",
};
