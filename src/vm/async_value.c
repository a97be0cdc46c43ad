/* async_value: wrapped values of asynchronous generators. */
#include "vm/async_value.h"

#include "object/operations.h"

static void wrapped_dealloc(Runtime *rt, Object *self) {
    CLEAR_REF(rt, &((WrappedValue *)self)->value);
    object_free_container(rt, self, sizeof(WrappedValue));
}

static void wrapped_traverse(Object *self, VisitFunction visit, void *context) {
    if (((WrappedValue *)self)->value) {
        visit(((WrappedValue *)self)->value, context);
    }
}

const TypeSpec async_generator_wrapped_value_type = {
    .slots =
        {
            .name = "async_generator_wrapped_value",
            .type_id = TYPE_ASYNC_GENERATOR_WRAPPED_VALUE,
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_NO_NEW,
            .basic_size = sizeof(WrappedValue),
            .dealloc = wrapped_dealloc,
            .traverse = wrapped_traverse,
        },
};

Object *async_value_wrap(Runtime *rt, Object *value) {
    WrappedValue *wrapped = (WrappedValue *)object_new_container(
        rt, TYPE_ASYNC_GENERATOR_WRAPPED_VALUE, sizeof *wrapped);
    if (!wrapped) {
        release(rt, value);
        return NULL;
    }
    wrapped->value = value;
    return (Object *)wrapped;
}
