/* names: LOAD_NAME and its relatives beyond the loop's cached paths. */
#include "vm/names.h"

#include "object/dict.h"
#include "object/exception.h"

static void *raise_name_error(Runtime *rt, Object *name) {
    raise_format(rt, TYPE_NAME_ERROR, "name '%U' is not defined", name);
    if (rt->error && object_type_id(rt->error) == TYPE_NAME_ERROR) {
        NameExceptionObject *error = (NameExceptionObject *)rt->error;
        REPLACE_REF(rt, &error->name, retain(name));
    }
    return NULL;
}

Object *names_find_builtin(Runtime *rt, const Frame *frame, Object *name) {
    Object *builtins = frame->function->builtins;
    Object *value;
    if (LIKELY(object_type_id(builtins) == TYPE_DICT)) {
        value = dict_get_str(rt, builtins, name);
        if (!value && !error_pending(rt) && rt->hooks.find_builtin && builtins == rt->builtins) {
            value = rt->hooks.find_builtin(rt, builtins, name);
        }
        return retain_nullable(value);
    }
    value = object_get_item(rt, builtins, name);
    if (!value) {
        error_clear_if(rt, TYPE_KEY_ERROR);
    }
    return value;
}

/* In the builtins of the frame; NULL with NameError. */
static Object *load_builtin(Runtime *rt, const Frame *frame, Object *name) {
    Object *value = names_find_builtin(rt, frame, name);
    return value || error_pending(rt) ? value : raise_name_error(rt, name);
}

/* Remembers where the name is, for the loop: word 1 globals version and entry, word 2 builtins
 * version and entry (version 0: the entry is in the globals). */
static void remember(Runtime *rt, const Frame *frame, Object *name, Instr *pc) {
    Object *globals = frame->function->globals;
    Object *builtins = frame->function->builtins;
    pc[1].cache_low = 0;
    if (object_type_id(globals) != TYPE_DICT || object_type_id(builtins) != TYPE_DICT) {
        return;
    }
    int64_t idx = dict_find_index(rt, globals, name);
    if (idx == -2) {
        error_clear(rt);
        return;
    }
    if (idx >= 0) {
        pc[1].cache_high = (uint32_t)idx;
        pc[2].cache_low = 0;
        pc[1].cache_low = dict_keys_version(rt, globals);
        return;
    }
    idx = dict_find_index(rt, builtins, name);
    if (idx < 0) {
        error_clear(rt);
        return;
    }
    pc[2].cache_low = dict_keys_version(rt, builtins);
    pc[2].cache_high = (uint32_t)idx;
    if (pc[2].cache_low) {
        pc[1].cache_low = dict_keys_version(rt, globals);
    }
}

/* NULL without an error when the name is not there. Globals of a subclass of dict are asked as any
 * mapping, for its __getitem__ and __missing__. */
static NEW_REF Object *load_from_globals(Runtime *rt, Object *globals, Object *name) {
    if (LIKELY(object_type_id(globals) == TYPE_DICT)) {
        return retain_nullable(dict_get(rt, globals, name));
    }
    Object *value = object_get_item(rt, globals, name);
    if (!value) {
        error_clear_if(rt, TYPE_KEY_ERROR);
    }
    return value;
}

bool names_load_global(Runtime *rt, Frame *frame, Instr *pc) {
    Object *name = frame_constant(frame, (uint32_t)pc->wide);
    Object *value = load_from_globals(rt, frame->function->globals, name);
    if (!value && !error_pending(rt)) {
        value = load_builtin(rt, frame, name);
    }
    if (!value) {
        return false;
    }
    remember(rt, frame, name, pc);
    register_set_object(rt, &frame->registers[pc->a], value);
    return true;
}

/* Stores the temporary a; remembers its entry. */
static bool store_in_dict(Runtime *rt, Frame *frame, Object *dict, Instr *pc) {
    Object *name = frame_constant(frame, (uint32_t)pc->wide);
    Object *value = value_box(rt, &frame->registers[pc->a]);
    if (!value || !dict_set(rt, dict, name, value)) {
        return false;
    }
    register_consume(rt, &frame->registers[pc->a]);
    pc[1].cache_low = 0;
    if (object_type_id(dict) == TYPE_DICT) {
        int64_t idx = dict_find_index(rt, dict, name);
        if (idx >= 0) {
            pc[1].cache_high = (uint32_t)idx;
            pc[1].cache_low = dict_keys_version(rt, dict);
        }
    }
    return true;
}

bool names_store_global(Runtime *rt, Frame *frame, Instr *pc) {
    return store_in_dict(rt, frame, frame->function->globals, pc);
}

bool names_delete_global(Runtime *rt, Frame *frame, const Instr *pc) {
    Object *name = frame_constant(frame, (uint32_t)pc->wide);
    int deleted = dict_delete(rt, frame->function->globals, name);
    if (deleted == 0) {
        raise_name_error(rt, name);
    }
    return deleted == 1;
}

/* The value in the frame's namespace; NULL without an error when missing. */
static Object *load_from_namespace(Runtime *rt, Object *namespace, Object *name) {
    if (object_type_id(namespace) == TYPE_DICT) {
        return retain_nullable(dict_get(rt, namespace, name));
    }
    Object *value = object_get_item(rt, namespace, name);
    if (!value) {
        error_clear_if(rt, TYPE_KEY_ERROR);
    }
    return value;
}

bool names_load(Runtime *rt, Frame *frame, Instr *pc) {
    if (!frame->namespace || frame->namespace == frame->function->globals) {
        return names_load_global(rt, frame, pc);
    }
    Object *name = frame_constant(frame, (uint32_t)pc->wide);
    Object *value = load_from_namespace(rt, frame->namespace, name);
    if (!value) {
        if (error_pending(rt)) {
            return false;
        }
        value = load_from_globals(rt, frame->function->globals, name);
    }
    if (!value) {
        if (error_pending(rt)) {
            return false;
        }
        value = load_builtin(rt, frame, name);
    }
    if (!value) {
        return false;
    }
    register_set_object(rt, &frame->registers[pc->a], value);
    return true;
}

bool names_store(Runtime *rt, Frame *frame, Instr *pc) {
    Object *namespace = frame->namespace ? frame->namespace : frame->function->globals;
    if (object_type_id(namespace) == TYPE_DICT) {
        return store_in_dict(rt, frame, namespace, pc);
    }
    Object *name = frame_constant(frame, (uint32_t)pc->wide);
    Object *value = value_box(rt, &frame->registers[pc->a]);
    if (!value || !object_set_item(rt, namespace, name, value)) {
        return false;
    }
    register_consume(rt, &frame->registers[pc->a]);
    return true;
}

bool names_delete(Runtime *rt, Frame *frame, const Instr *pc) {
    Object *namespace = frame->namespace ? frame->namespace : frame->function->globals;
    Object *name = frame_constant(frame, (uint32_t)pc->wide);
    if (object_type_id(namespace) == TYPE_DICT) {
        int deleted = dict_delete(rt, namespace, name);
        if (deleted == 0) {
            raise_name_error(rt, name);
        }
        return deleted == 1;
    }
    if (object_delete_item(rt, namespace, name)) {
        return true;
    }
    if (error_clear_if(rt, TYPE_KEY_ERROR)) {
        raise_name_error(rt, name);
    }
    return false;
}

bool names_load_class_free(Runtime *rt, Frame *frame, const Instr *pc) {
    Object *name = tuple_get(frame->code->free_names, pc->b);
    Object *value = load_from_namespace(rt, frame->namespace, name);
    if (!value) {
        if (error_pending(rt)) {
            return false;
        }
        CellObject *cell = (CellObject *)tuple_get(frame->function->closure, pc->b);
        if (!cell->contents) {
            return names_raise_unbound_free(rt, frame, pc->b);
        }
        value = retain(cell->contents);
    }
    register_set_object(rt, &frame->registers[pc->a], value);
    return true;
}

bool names_setup_annotations(Runtime *rt, Frame *frame) {
    Object *namespace = frame->namespace ? frame->namespace : frame->function->globals;
    Object *name = rt->names[NAME___annotations__];
    Object *present = load_from_namespace(rt, namespace, name);
    if (present) {
        release(rt, present);
        return true;
    }
    if (error_pending(rt)) {
        return false;
    }
    Object *dict = dict_new(rt);
    bool done = dict && object_set_item(rt, namespace, name, dict);
    release_nullable(rt, dict);
    return done;
}

bool names_raise_unbound_local(Runtime *rt, const Frame *frame, uint16_t local) {
    raise_format(rt, TYPE_UNBOUND_LOCAL_ERROR,
                 "cannot access local variable '%U' where it is not associated with a value",
                 tuple_get(frame->code->local_names, local));
    return false;
}

bool names_raise_unbound_cell(Runtime *rt, const Frame *frame, uint16_t cell_register) {
    raise_format(rt, TYPE_UNBOUND_LOCAL_ERROR,
                 "cannot access local variable '%U' where it is not associated with a value",
                 tuple_get(frame->code->cell_names, cell_register - frame->code->local_count));
    return false;
}

bool names_raise_unbound_free(Runtime *rt, const Frame *frame, uint16_t free_idx) {
    raise_format(rt, TYPE_NAME_ERROR,
                 "cannot access free variable '%U' where it is not associated with a value in "
                 "enclosing scope",
                 tuple_get(frame->code->free_names, free_idx));
    return false;
}
