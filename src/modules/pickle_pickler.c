/* pickle_pickler: the type Pickler, its memo as programs see it, and the course of a pickle. */
#include "modules/pickle_types.h"

#include "object/intern.h"
#include "object/native.h"
#include "object/tuple.h"
#include <string.h>

typedef struct PicklerObject {
    Object header;
    Pickling pickling; /* write is NULL until __init__ has run */
    bool running;      /* an object is being pickled */
} PicklerObject;

typedef struct MemoProxy {
    Object header;
    Object *pickler;
} MemoProxy;

static Pickling *pickling_of(Object *self) {
    return &((PicklerObject *)self)->pickling;
}

/* ---- the course of a pickle ---- */

bool pickle_start(Runtime *rt, Pickling *pickling, Object *protocol, bool fix_imports) {
    memset(pickling, 0, sizeof *pickling);
    pickle_output_init(&pickling->out);
    int64_t number = PICKLE_PROTOCOL_DEFAULT;
    if (protocol && protocol != NONE && !object_as_int64(rt, protocol, &number)) {
        return error_clear_if(rt, TYPE_OVERFLOW_ERROR)
                   ? raise_overflow_error(rt, "Python int too large to convert to C long")
                   : NULL;
    }
    number = number < 0 ? PICKLE_PROTOCOL_HIGHEST : number;
    if (number > PICKLE_PROTOCOL_HIGHEST) {
        return raise_value_error(rt, "pickle protocol must be <= %d", PICKLE_PROTOCOL_HIGHEST);
    }
    pickling->protocol = (int)number;
    pickling->binary = number > 0;
    pickling->fix_imports = fix_imports && number < 3;
    return true;
}

bool pickle_set_write(Runtime *rt, Pickling *pickling, Object *file) {
    bool missing;
    Object *write = object_get_attr_optional(rt, file, rt->names[NAME_write], &missing);
    REPLACE_REF(rt, &pickling->write, write);
    if (!write && missing) {
        return raise_type_error(rt, "file must have a 'write' attribute");
    }
    return write != NULL;
}

bool pickle_set_buffer_callback(Runtime *rt, Pickling *pickling, Object *callback) {
    callback = callback == NONE ? NULL : callback;
    if (callback && pickling->protocol < 5) {
        return raise_value_error(rt, "buffer_callback needs protocol >= 5");
    }
    REPLACE_REF(rt, &pickling->buffer_callback, retain_nullable(callback));
    return true;
}

bool pickle_flush(Runtime *rt, Pickling *pickling) {
    if (!pickle_settle(rt, pickling)) {
        return false;
    }
    Object *bytes = pickle_output_take(rt, &pickling->out);
    Object *write = retain(pickling->write);
    Object *result = bytes ? object_call_one(rt, write, bytes) : NULL;
    release(rt, write);
    release_nullable(rt, bytes);
    release_nullable(rt, result);
    return result != NULL;
}

bool pickle_dump(Runtime *rt, Pickling *pickling, Object *object) {
    bool done = pickling->protocol < 2 || pickle_output_number(rt, &pickling->out, PICKLE_PROTO,
                                                               (uint64_t)pickling->protocol, 1);
    pickling->out.framing = pickling->protocol >= 4;
    pickling->memo_has_gaps = false;
    done = done && pickle_save(rt, pickling, object, false) &&
           pickle_write_op(rt, pickling, PICKLE_STOP);
    if (!done) {
        pickle_memo_forget_notes(&pickling->memo);
    }
    pickle_output_end_frame(&pickling->out);
    pickling->out.framing = false;
    return done;
}

void pickle_end(Runtime *rt, Pickling *pickling) {
    pickle_output_abandon(rt, &pickling->out);
    pickle_memo_clear(rt, &pickling->memo);
    CLEAR_REF(rt, &pickling->write);
    CLEAR_REF(rt, &pickling->buffer_callback);
    CLEAR_REF(rt, &pickling->dispatch_table);
    CLEAR_REF(rt, &pickling->reducer_override);
    CLEAR_REF(rt, &pickling->fast_memo);
    CLEAR_REF(rt, &pickling->persistent_id.function);
}

/* ---- Pickler ---- */

static bool check_idle(Runtime *rt, Object *self) {
    return !((PicklerObject *)self)->running ||
           raise_runtime_error(rt, "Pickler object is already used");
}

static NEW_REF Object *pickler_new(Runtime *rt, TypeObject *type, Object *const *args, size_t count,
                                   Object *keyword_names) {
    (void)args;
    (void)count;
    (void)keyword_names;
    Object *self = object_new_container(rt, type->type_id, sizeof(PicklerObject));
    if (self) {
        pickle_output_init(&pickling_of(self)->out);
    }
    return self;
}

/* Finalizers of what goes find it in use. */
static void pickler_clear(Runtime *rt, Object *self) {
    ((PicklerObject *)self)->running = true;
    pickle_end(rt, pickling_of(self));
    ((PicklerObject *)self)->running = false;
}

static bool pickler_init(Runtime *rt, Object *self, Object *const *args, size_t count,
                         Object *keyword_names) {
    static const ArgumentSpec SPEC = {
        "Pickler", {"file", "protocol", "fix_imports", "buffer_callback"}, 0, 4, 1, 4};
    Object *given[4];
    if (!arguments_parse(rt, &SPEC, args, count, keyword_names, given) || !check_idle(rt, self)) {
        return false;
    }
    int fix_imports = given[2] ? object_is_true(rt, given[2]) : true;
    Pickling *pickling = pickling_of(self), fresh;
    if (fix_imports < 0 || !pickle_start(rt, &fresh, given[1], fix_imports)) {
        return false;
    }
    pickler_clear(rt, self);
    *pickling = fresh;
    pickling->self = self;
    pickling->memo_is_seen = true;
    Object *name = NULL;
    bool missing = true;
    bool done = pickle_set_write(rt, pickling, given[0]) &&
                pickle_set_buffer_callback(rt, pickling, given[3]) &&
                pickle_hook_find(rt, &pickling->persistent_id, self, "persistent_id") &&
                (name = intern_cstring(rt, "dispatch_table")) != NULL;
    if (done) {
        Object *table = object_get_attr_optional(rt, self, name, &missing);
        REPLACE_REF(rt, &pickling->dispatch_table, table);
        done = table || missing;
    }
    release_nullable(rt, name);
    return done;
}

static void pickler_dealloc(Runtime *rt, Object *self) {
    pickler_clear(rt, self);
    object_free_container(rt, self, sizeof(PicklerObject));
}

static void visit_nullable(Object *object, VisitFunction visit, void *context) {
    if (object) {
        visit(object, context);
    }
}

static void pickler_traverse(Object *self, VisitFunction visit, void *context) {
    const Pickling *pickling = pickling_of(self);
    pickle_memo_traverse(&pickling->memo, visit, context);
    visit_nullable(pickling->write, visit, context);
    visit_nullable(pickling->buffer_callback, visit, context);
    visit_nullable(pickling->dispatch_table, visit, context);
    visit_nullable(pickling->reducer_override, visit, context);
    visit_nullable(pickling->fast_memo, visit, context);
    visit_nullable(pickling->persistent_id.function, visit, context);
}

static bool find_override(Runtime *rt, Object *self) {
    Object *name = intern_cstring(rt, "reducer_override");
    bool missing = false;
    Object *found = name ? object_get_attr_optional(rt, self, name, &missing) : NULL;
    release_nullable(rt, name);
    REPLACE_REF(rt, &pickling_of(self)->reducer_override, found);
    return found || missing;
}

static NEW_REF Object *pickler_dump(Runtime *rt, Object *self, Object *object) {
    PicklerObject *pickler = (PicklerObject *)self;
    Pickling *pickling = &pickler->pickling;
    if (!pickling->write) {
        return pickle_raise_pickling(rt, "Pickler.__init__() was not called by %s.__init__()",
                                     type_name_of(rt, self));
    }
    if (!check_idle(rt, self)) {
        return NULL;
    }
    pickler->running = true;
    pickle_output_abandon(rt, &pickling->out);
    bool done =
        find_override(rt, self) && pickle_dump(rt, pickling, object) && pickle_flush(rt, pickling);
    CLEAR_REF(rt, &pickling->reducer_override);
    pickler->running = false;
    return done ? retain(NONE) : NULL;
}

static NEW_REF Object *pickler_clear_memo(Runtime *rt, Object *self) {
    pickling_of(self)->memo_has_gaps = true;
    pickle_memo_forget_notes(&pickling_of(self)->memo);
    pickle_memo_clear(rt, &pickling_of(self)->memo);
    return retain(NONE);
}

static NEW_REF Object *pickler_sizeof(Runtime *rt, Object *self) {
    const Pickling *pickling = pickling_of(self);
    return int_from_size(rt, sizeof(PicklerObject) + pickling->out.capacity +
                                 pickling->memo.capacity * sizeof(PickleMemoSlot));
}

static NEW_REF Object *get_memo(Runtime *rt, Object *self) {
    Object *proxy =
        object_new_container(rt, pickle_state(rt)->pickler_memo_type, sizeof(MemoProxy));
    if (proxy) {
        ((MemoProxy *)proxy)->pickler = retain(self);
    }
    return proxy;
}

static bool set_memo(Runtime *rt, Object *self, Object *value) {
    PickleMemo made;
    bool done;
    if (!value) {
        return raise_type_error(rt, "attribute deletion is not supported");
    }
    if (object_type_id(value) == pickle_state(rt)->pickler_memo_type) {
        done = pickle_memo_copy(rt, &made, &pickling_of(((MemoProxy *)value)->pickler)->memo);
    } else if (type_is_dict(rt, value)) {
        done = pickle_memo_from_dict(rt, &made, value);
    } else {
        return raise_type_error(
            rt, "'memo' attribute must be a PicklerMemoProxy object or dict, not %.200s",
            type_name_of(rt, value));
    }
    if (done) {
        PickleMemo old = pickling_of(self)->memo;
        pickling_of(self)->memo_has_gaps = true;
        pickling_of(self)->memo = made;
        pickle_memo_clear(rt, &old);
    }
    return done;
}

static NEW_REF Object *get_persistent_id(Runtime *rt, Object *self) {
    return pickle_hook_get(rt, &pickling_of(self)->persistent_id, self, "persistent_id");
}

static bool set_persistent_id(Runtime *rt, Object *self, Object *value) {
    return pickle_hook_set(rt, &pickling_of(self)->persistent_id, value, "persistent_id");
}

static NEW_REF Object *get_dispatch_table(Runtime *rt, Object *self) {
    Object *table = pickling_of(self)->dispatch_table;
    return table ? retain(table)
                 : raise_format(rt, TYPE_ATTRIBUTE_ERROR,
                                "'%.50s' object has no attribute 'dispatch_table'",
                                type_name_of(rt, self));
}

static bool set_dispatch_table(Runtime *rt, Object *self, Object *value) {
    if (!value && !pickling_of(self)->dispatch_table) {
        return raise_format(rt, TYPE_ATTRIBUTE_ERROR, "dispatch_table");
    }
    REPLACE_REF(rt, &pickling_of(self)->dispatch_table, retain_nullable(value));
    return true;
}

static bool set_number(Runtime *rt, int *field, Object *value) {
    int64_t number;
    if (!value) {
        return raise_type_error(rt, "can't delete numeric/char attribute");
    }
    if (!object_as_int64(rt, value, &number)) {
        return false;
    }
    *field = (int)number;
    return true;
}

static NEW_REF Object *get_bin(Runtime *rt, Object *self) {
    return int_from_int64(rt, pickling_of(self)->binary);
}

static bool set_bin(Runtime *rt, Object *self, Object *value) {
    return set_number(rt, &pickling_of(self)->binary, value);
}

static NEW_REF Object *get_fast(Runtime *rt, Object *self) {
    return int_from_int64(rt, pickling_of(self)->fast);
}

static bool set_fast(Runtime *rt, Object *self, Object *value) {
    pickling_of(self)->memo_has_gaps = true;
    return set_number(rt, &pickling_of(self)->fast, value);
}

static const MethodRow PICKLER_METHODS[] = {
    METHOD_ROW_ONE("dump", pickler_dump,
                   "dump($self, obj, /)\n--\n\nWrites a pickle of obj to the file."),
    METHOD_ROW_NOARGS("clear_memo", pickler_clear_memo,
                      "clear_memo($self, /)\n--\n\n"
                      "Forgets which objects have been pickled, so that they are again."),
    METHOD_ROW_NOARGS("__sizeof__", pickler_sizeof, "__sizeof__($self, /)\n--\n\nBytes in memory."),
    METHOD_ROW_END,
};

static const AttributeRow PICKLER_ATTRIBUTES[] = {
    {"memo", get_memo, set_memo, NULL},
    {"persistent_id", get_persistent_id, set_persistent_id, NULL},
    {"dispatch_table", get_dispatch_table, set_dispatch_table, NULL},
    {"bin", get_bin, set_bin, NULL},
    {"fast", get_fast, set_fast, NULL},
    ATTRIBUTE_ROW_END,
};

const TypeSpec pickle_pickler_type = {
    .slots =
        {
            .name = "_pickle.Pickler",
            .base_id = TYPE_OBJECT,
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_SUBCLASSABLE | TYPE_FLAG_IMMUTABLE_TYPE,
            .basic_size = sizeof(PicklerObject),
            .dealloc = pickler_dealloc,
            .traverse = pickler_traverse,
            .clear = pickler_clear,
            .new_instance = pickler_new,
            .init = pickler_init,
        },
    .methods = PICKLER_METHODS,
    .attributes = PICKLER_ATTRIBUTES,
    .doc = "Pickler(file, protocol=None, fix_imports=True, buffer_callback=None)\n--\n\n"
           "Writes pickles to a file that is open for writing bytes.",
    .module = "_pickle",
};

/* ---- its memo ---- */

static NEW_REF Object *memo_clear(Runtime *rt, Object *self) {
    return pickler_clear_memo(rt, ((MemoProxy *)self)->pickler);
}

static NEW_REF Object *memo_copy(Runtime *rt, Object *self) {
    return pickle_memo_as_dict(rt, &pickling_of(((MemoProxy *)self)->pickler)->memo);
}

NEW_REF Object *pickle_reduce_memo(Runtime *rt, STEALS Object *dict) {
    TypeObject *type = dict ? type_object(rt, TYPE_DICT) : NULL;
    Object *args = type ? tuple_pack(rt, 1, dict) : NULL;
    Object *reduced = args ? tuple_pack(rt, 2, type, args) : NULL;
    release_nullable(rt, args);
    release_nullable(rt, dict);
    return reduced;
}

static NEW_REF Object *memo_reduce(Runtime *rt, Object *self) {
    return pickle_reduce_memo(rt, memo_copy(rt, self));
}

static void memo_dealloc(Runtime *rt, Object *self) {
    CLEAR_REF(rt, &((MemoProxy *)self)->pickler);
    object_free_container(rt, self, sizeof(MemoProxy));
}

static void memo_traverse(Object *self, VisitFunction visit, void *context) {
    visit_nullable(((MemoProxy *)self)->pickler, visit, context);
}

static const MethodRow MEMO_METHODS[] = {
    METHOD_ROW_NOARGS("clear", memo_clear, "clear($self, /)\n--\n\nRemoves all items."),
    METHOD_ROW_NOARGS("copy", memo_copy, "copy($self, /)\n--\n\nThe memo as a new dict."),
    METHOD_ROW_NOARGS("__reduce__", memo_reduce, "__reduce__($self, /)\n--\n\nFor pickling."),
    METHOD_ROW_END,
};

const TypeSpec pickle_pickler_memo_type = {
    .slots =
        {
            .name = "_pickle.PicklerMemoProxy",
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
