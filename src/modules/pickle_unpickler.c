/* pickle_unpickler: the type Unpickler, and its memo as programs see it. */
#include "modules/pickle_unpickling.h"

#include "types/text_arguments.h"

typedef struct UnpicklerObject {
    Object header;
    Unpickling unpickling; /* in.read is NULL until __init__ has run */
    bool running;          /* a pickle is being read */
} UnpicklerObject;

typedef struct MemoProxy {
    Object header;
    Object *unpickler;
} MemoProxy;

static Unpickling *unpickling_of(Object *self) {
    return &((UnpicklerObject *)self)->unpickling;
}

static bool set_text(Runtime *rt, const char *function, const char *name, Object *given,
                     Object **slot) {
    if (given && !type_is_str(rt, given)) {
        return raise_type_error(rt, "%s() argument '%s' must be str, not %.50s", function, name,
                                text_argument_type(rt, given));
    }
    for (size_t i = 0; given && i < str_length(given); i++) {
        if (str_at(given, i) == 0) {
            return raise_value_error(rt, "embedded null character");
        }
    }
    REPLACE_REF(rt, slot, retain_nullable(given));
    return true;
}

bool unpickling_set_texts(Runtime *rt, Unpickling *unpickling, const char *function,
                          Object *encoding, Object *errors) {
    return set_text(rt, function, "encoding", encoding, &unpickling->encoding) &&
           set_text(rt, function, "errors", errors, &unpickling->errors);
}

bool unpickling_set_buffers(Runtime *rt, Unpickling *unpickling, Object *buffers) {
    Object *iterator = NULL;
    if (buffers && buffers != NONE && !(iterator = object_iter(rt, buffers))) {
        return false;
    }
    REPLACE_REF(rt, &unpickling->buffers, iterator);
    return true;
}

/* ---- Unpickler ---- */

static bool check_idle(Runtime *rt, Object *self) {
    return !((UnpicklerObject *)self)->running ||
           raise_runtime_error(rt, "Unpickler object is already used");
}

static NEW_REF Object *unpickler_new(Runtime *rt, TypeObject *type, Object *const *args,
                                     size_t count, Object *keyword_names) {
    (void)args;
    (void)count;
    (void)keyword_names;
    return object_new_container(rt, type->type_id, sizeof(UnpicklerObject));
}

/* Finalizers of what goes find it in use. */
static void unpickler_clear(Runtime *rt, Object *self) {
    ((UnpicklerObject *)self)->running = true;
    unpickling_end(rt, unpickling_of(self));
    ((UnpicklerObject *)self)->running = false;
}

static bool unpickler_init(Runtime *rt, Object *self, Object *const *args, size_t count,
                           Object *keyword_names) {
    static const ArgumentSpec SPEC = {
        "Unpickler", {"file", "fix_imports", "encoding", "errors", "buffers"}, 0, 1, 1, 5};
    Object *given[5];
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given) || !check_idle(rt, self)) {
        return false;
    }
    int fix_imports = given[1] ? object_is_true(rt, given[1]) : true;
    if (fix_imports < 0) {
        return false;
    }
    Unpickling *unpickling = unpickling_of(self);
    unpickler_clear(rt, self);
    unpickling->self = self;
    unpickling->fix_imports = fix_imports;
    unpickling->protocol = 0;
    return pickle_input_from_file(rt, &unpickling->in, given[0]) &&
           unpickling_set_texts(rt, unpickling, "Unpickler", given[2], given[3]) &&
           unpickling_set_buffers(rt, unpickling, given[4]) &&
           pickle_hook_find(rt, &unpickling->persistent_load, self, "persistent_load");
}

static void unpickler_dealloc(Runtime *rt, Object *self) {
    unpickler_clear(rt, self);
    object_free_container(rt, self, sizeof(UnpicklerObject));
}

static void unpickler_traverse(Object *self, VisitFunction visit, void *context) {
    const Unpickling *unpickling = unpickling_of(self);
    for (size_t i = 0; i < unpickling->depth; i++) {
        visit(unpickling->stack[i], context);
    }
    unpickle_memo_traverse(&unpickling->memo, visit, context);
    Object *const others[] = {unpickling->in.read,      unpickling->in.readline,
                              unpickling->in.readinto,  unpickling->in.peek,
                              unpickling->encoding,     unpickling->errors,
                              unpickling->buffers,      unpickling->persistent_load.function,
                              unpickling->in.view.owner};
    for (size_t i = 0; i < COUNT_OF(others); i++) {
        if (others[i]) {
            visit(others[i], context);
        }
    }
}

static NEW_REF Object *unpickler_load(Runtime *rt, Object *self) {
    UnpicklerObject *unpickler = (UnpicklerObject *)self;
    if (!unpickler->unpickling.in.read) {
        return pickle_raise_unpickling(rt, "Unpickler.__init__() was not called by %s.__init__()",
                                       type_name_of(rt, self));
    }
    if (!check_idle(rt, self)) {
        return NULL;
    }
    unpickler->running = true;
    Object *object = pickle_load(rt, &unpickler->unpickling);
    unpickler->running = false;
    return object;
}

static NEW_REF Object *unpickler_find_class(Runtime *rt, Object *self, Object *const *args,
                                            size_t count) {
    (void)count;
    const Unpickling *unpickling = unpickling_of(self);
    return pickle_find_global(rt, unpickling->protocol, unpickling->fix_imports, args[0], args[1]);
}

static NEW_REF Object *unpickler_sizeof(Runtime *rt, Object *self) {
    const Unpickling *unpickling = unpickling_of(self);
    return int_from_size(
        rt, sizeof(UnpicklerObject) +
                (unpickling->capacity + unpickling->memo.capacity + unpickling->mark_capacity) *
                    sizeof(Object *));
}

static NEW_REF Object *get_memo(Runtime *rt, Object *self) {
    Object *proxy =
        object_new_container(rt, pickle_state(rt)->unpickler_memo_type, sizeof(MemoProxy));
    if (proxy) {
        ((MemoProxy *)proxy)->unpickler = retain(self);
    }
    return proxy;
}

/* MEMOIZE goes on counting, as in CPython. */
static void replace_memo(Runtime *rt, Object *self, UnpickleMemo memo) {
    UnpickleMemo old = unpickling_of(self)->memo;
    memo.count = old.count;
    unpickling_of(self)->memo = memo;
    unpickle_memo_clear(rt, &old);
}

static bool set_memo(Runtime *rt, Object *self, Object *value) {
    UnpickleMemo made;
    bool done;
    if (!value) {
        return raise_type_error(rt, "attribute deletion is not supported");
    }
    if (object_type_id(value) == pickle_state(rt)->unpickler_memo_type) {
        done = unpickle_memo_copy(rt, &made, &unpickling_of(((MemoProxy *)value)->unpickler)->memo);
    } else if (type_is_dict(rt, value)) {
        done = unpickle_memo_from_dict(rt, &made, value);
    } else {
        return raise_type_error(
            rt, "'memo' attribute must be an UnpicklerMemoProxy object or dict, not %.200s",
            type_name_of(rt, value));
    }
    if (done) {
        replace_memo(rt, self, made);
    }
    return done;
}

static NEW_REF Object *get_persistent_load(Runtime *rt, Object *self) {
    return pickle_hook_get(rt, &unpickling_of(self)->persistent_load, self, "persistent_load");
}

static bool set_persistent_load(Runtime *rt, Object *self, Object *value) {
    return pickle_hook_set(rt, &unpickling_of(self)->persistent_load, value, "persistent_load");
}

static const MethodRow UNPICKLER_METHODS[] = {
    METHOD_ROW_NOARGS("load", unpickler_load,
                      "load($self, /)\n--\n\nReads a pickle from the file and gives its object."),
    METHOD_ROW_POSITIONAL("find_class", unpickler_find_class, 2, 2,
                          "find_class($self, module_name, global_name, /)\n--\n\n"
                          "The global of this name in the module, which is imported if need be."),
    METHOD_ROW_NOARGS("__sizeof__", unpickler_sizeof,
                      "__sizeof__($self, /)\n--\n\nBytes in memory."),
    METHOD_ROW_END,
};

static const AttributeRow UNPICKLER_ATTRIBUTES[] = {
    {"memo", get_memo, set_memo, NULL},
    {"persistent_load", get_persistent_load, set_persistent_load, NULL},
    ATTRIBUTE_ROW_END,
};

const TypeSpec pickle_unpickler_type = {
    .slots =
        {
            .name = "_pickle.Unpickler",
            .base_id = TYPE_OBJECT,
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(UnpicklerObject),
            .dealloc = unpickler_dealloc,
            .traverse = unpickler_traverse,
            .clear = unpickler_clear,
            .new_instance = unpickler_new,
            .init = unpickler_init,
        },
    .methods = UNPICKLER_METHODS,
    .attributes = UNPICKLER_ATTRIBUTES,
    .doc = "Unpickler(file, *, fix_imports=True, encoding='ASCII', errors='strict',\n"
           "          buffers=())\n--\n\n"
           "Reads pickles from a file that is open for reading bytes.",
    .module = "_pickle",
};

/* ---- its memo ---- */

static NEW_REF Object *memo_clear(Runtime *rt, Object *self) {
    replace_memo(rt, ((MemoProxy *)self)->unpickler, (UnpickleMemo){.objects = NULL});
    return retain(NONE);
}

static NEW_REF Object *memo_copy(Runtime *rt, Object *self) {
    return unpickle_memo_as_dict(rt, &unpickling_of(((MemoProxy *)self)->unpickler)->memo);
}

static NEW_REF Object *memo_reduce(Runtime *rt, Object *self) {
    return pickle_reduce_memo(rt, memo_copy(rt, self));
}

static void memo_dealloc(Runtime *rt, Object *self) {
    CLEAR_REF(rt, &((MemoProxy *)self)->unpickler);
    object_free_container(rt, self, sizeof(MemoProxy));
}

static void memo_traverse(Object *self, VisitFunction visit, void *context) {
    if (((MemoProxy *)self)->unpickler) {
        visit(((MemoProxy *)self)->unpickler, context);
    }
}

static const MethodRow MEMO_METHODS[] = {
    METHOD_ROW_NOARGS("clear", memo_clear, "clear($self, /)\n--\n\nRemoves all items."),
    METHOD_ROW_NOARGS("copy", memo_copy, "copy($self, /)\n--\n\nThe memo as a new dict."),
    METHOD_ROW_NOARGS("__reduce__", memo_reduce, "__reduce__($self, /)\n--\n\nFor pickling."),
    METHOD_ROW_END,
};

const TypeSpec pickle_unpickler_memo_type = {
    .slots =
        {
            .name = "_pickle.UnpicklerMemoProxy",
            .base_id = TYPE_OBJECT,
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_IMMUTABLE_TYPE | TYPE_FLAG_NO_NEW,
            .basic_size = sizeof(MemoProxy),
            .dealloc = memo_dealloc,
            .traverse = memo_traverse,
            .hash = hash_not_implemented,
        },
    .methods = MEMO_METHODS,
    .module = "_pickle",
};
