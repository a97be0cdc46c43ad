/* reversed */
#include "object/arguments.h"
#include "object/tuple.h"
#include "types/container_support.h"

typedef struct ReversedObject {
    Object header;
    int64_t position; /* the next */
    Object *sequence; /* NULL: exhausted */
} ReversedObject;

static void dealloc(Runtime *rt, Object *self) {
    release_nullable(rt, ((ReversedObject *)self)->sequence);
    object_free_container(rt, self, sizeof(ReversedObject));
}

static void traverse(Object *self, VisitFunction visit, void *context) {
    if (((ReversedObject *)self)->sequence) {
        visit(((ReversedObject *)self)->sequence, context);
    }
}

static bool is_sequence(const Runtime *rt, const Object *object) {
    const TypeSlots *slots = slots_of(rt, object);
    return slots->get_item && !(slots->flags & TYPE_FLAG_DICT_SUBCLASS) &&
           (slots->flags & (TYPE_FLAG_CLASS | TYPE_FLAG_SEQUENCE | TYPE_FLAG_STR_SUBCLASS |
                            TYPE_FLAG_BYTES_SUBCLASS | TYPE_FLAG_BYTEARRAY_SUBCLASS)) != 0;
}

static NEW_REF Object *new_instance(Runtime *rt, TypeObject *type, Object *const *args,
                                    size_t count, Object *keyword_names) {
    if (!container_refuse_keywords(rt, type, TYPE_REVERSED, "reversed", keyword_names) ||
        !arguments_check_count(rt, "reversed", count, 1, 1)) {
        return NULL;
    }
    Object *sequence = args[0];
    Object *method = type_lookup_name(rt, sequence, NAME___reversed__);
    if (!method && error_pending(rt)) {
        return NULL;
    }
    if (method && method != NONE) {
        bool missing;
        return object_call_special(rt, sequence, NAME___reversed__, NULL, 0, &missing);
    }
    if (method == NONE || !is_sequence(rt, sequence)) {
        return raise_type_error(rt, "'%.200s' object is not reversible",
                                type_name_of(rt, sequence));
    }
    int64_t length = object_length(rt, sequence);
    if (length < 0) {
        return NULL;
    }
    ReversedObject *self =
        (ReversedObject *)object_new_container(rt, type->type_id, sizeof(ReversedObject));
    if (self) {
        self->position = length - 1;
        self->sequence = retain(sequence);
    }
    return (Object *)self;
}

static NEW_REF Object *next(Runtime *rt, Object *self) {
    ReversedObject *reversed = (ReversedObject *)self;
    if (!reversed->sequence) {
        return NULL;
    }
    if (reversed->position >= 0) {
        Object *position = int_from_int64(rt, reversed->position);
        Object *item = position ? object_get_item(rt, reversed->sequence, position) : NULL;
        release_nullable(rt, position);
        if (item) {
            reversed->position--;
            return item;
        }
        if (!error_clear_if(rt, TYPE_INDEX_ERROR) && !error_clear_if(rt, TYPE_STOP_ITERATION)) {
            return NULL;
        }
    }
    reversed->position = -1;
    CLEAR_REF(rt, &reversed->sequence);
    return NULL;
}

static NEW_REF Object *length_hint(Runtime *rt, Object *self) {
    ReversedObject *reversed = (ReversedObject *)self;
    if (!reversed->sequence) {
        return int_from_int64(rt, 0);
    }
    int64_t length = object_length(rt, reversed->sequence);
    if (length < 0) {
        return NULL;
    }
    return int_from_int64(rt, length < reversed->position + 1 ? 0 : reversed->position + 1);
}

static NEW_REF Object *reduce(Runtime *rt, Object *self) {
    ReversedObject *reversed = (ReversedObject *)self;
    TypeObject *type = type_of(rt, self);
    if (!type) {
        return NULL;
    }
    Object *args = tuple_pack(rt, 1, reversed->sequence ? reversed->sequence : tuple_empty(rt));
    Object *state = args && reversed->sequence ? int_from_int64(rt, reversed->position) : NULL;
    Object *result = NULL;
    if (args && (state || !reversed->sequence)) {
        result = state ? tuple_pack(rt, 3, (Object *)type, args, state)
                       : tuple_pack(rt, 2, (Object *)type, args);
    }
    release_nullable(rt, args);
    release_nullable(rt, state);
    return result;
}

static NEW_REF Object *setstate(Runtime *rt, Object *self, Object *state) {
    ReversedObject *reversed = (ReversedObject *)self;
    int64_t position;
    if (!object_as_int64(rt, state, &position)) {
        return NULL;
    }
    if (reversed->sequence) {
        int64_t length = object_length(rt, reversed->sequence);
        if (length < 0) {
            return NULL;
        }
        reversed->position = position < -1 ? -1 : position > length - 1 ? length - 1 : position;
    }
    return retain(NONE);
}

static const MethodRow methods[] = {
    METHOD_ROW_NOARGS("__length_hint__", length_hint, "How many items are left, about."),
    METHOD_ROW_NOARGS("__reduce__", reduce, "For copying and pickling."),
    METHOD_ROW_ONE("__setstate__", setstate, "For copying and pickling."),
    METHOD_ROW_END,
};

const TypeSpec reversed_type = {
    .slots =
        {
            .name = "reversed",
            .type_id = TYPE_REVERSED,
            .base_id = TYPE_OBJECT,
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(ReversedObject),
            .dealloc = dealloc,
            .traverse = traverse,
            .new_instance = new_instance,
            .iter = container_self,
            .next = next,
        },
    .methods = methods,
    .doc = "reversed(sequence, /)\n--\n\nAn iterator over the sequence from its end.",
};
