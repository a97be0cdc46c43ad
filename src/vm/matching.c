/* matching: mapping and class patterns. */
#include "vm/matching.h"

#include "object/dict.h"
#include "object/set.h"
#include "object/tuple.h"

bool matching_length(Runtime *rt, Frame *frame, const Instr *pc) {
    Object *subject = value_box(rt, &frame->registers[pc->b]);
    int64_t length = subject ? object_length(rt, subject) : -1;
    if (length < 0) {
        return false;
    }
    register_set(rt, &frame->registers[pc->a], value_from_int(length));
    return true;
}

static Object *new_sentinel(Runtime *rt) {
    TypeObject *type = type_object(rt, TYPE_OBJECT);
    return type ? object_call_noargs(rt, (Object *)type) : NULL;
}

/* The values of subject for all keys, None when one is missing. */
static Object *values_for_keys(Runtime *rt, Object *subject, Object *keys) {
    size_t count = tuple_length(keys);
    Object *seen = set_new(rt, NULL);
    Object *values = seen ? tuple_new(rt, count) : NULL;
    Object *get = NULL;
    Object *sentinel = NULL;
    Object *result = NULL;
    if (!values) {
        goto end;
    }
    get = object_get_attr(rt, subject, rt->names[NAME_get]);
    sentinel = get ? new_sentinel(rt) : NULL;
    if (!sentinel) {
        goto end;
    }
    for (size_t idx = 0; idx < count; idx++) {
        Object *key = tuple_get(keys, idx);
        int repeated = set_contains(rt, seen, key);
        if (repeated > 0) {
            raise_value_error(rt, "mapping pattern checks duplicate key (%R)", key);
        }
        if (repeated != 0 || !set_add(rt, seen, key)) {
            goto end;
        }
        Object *value = object_call_two(rt, get, key, sentinel);
        if (!value) {
            goto end;
        }
        if (value == sentinel) {
            release(rt, value);
            result = retain(NONE);
            goto end;
        }
        tuple_items(values)[idx] = value;
    }
    result = retain(values);
end:
    release_nullable(rt, seen);
    release_nullable(rt, values);
    release_nullable(rt, get);
    release_nullable(rt, sentinel);
    return result;
}

bool matching_keys(Runtime *rt, Frame *frame, const Instr *pc) {
    Object *subject = value_box(rt, &frame->registers[pc->b]);
    if (!subject) {
        return false;
    }
    Object *values = values_for_keys(rt, subject, value_as_object(frame->registers[pc->c]));
    if (!values) {
        return false;
    }
    register_set_object(rt, &frame->registers[pc->a], values);
    return true;
}

bool matching_rest(Runtime *rt, Frame *frame, const Instr *pc) {
    Object *subject = value_box(rt, &frame->registers[pc->b]);
    Object *keys = value_as_object(frame->registers[pc->c]);
    Object *dict = subject ? dict_new(rt) : NULL;
    if (!dict || !dict_update(rt, dict, subject)) {
        release_nullable(rt, dict);
        return false;
    }
    for (size_t idx = 0; idx < tuple_length(keys); idx++) {
        if (dict_delete(rt, dict, tuple_get(keys, idx)) < 0) {
            release(rt, dict);
            return false;
        }
    }
    register_set_object(rt, &frame->registers[pc->a], dict);
    return true;
}

/* An attribute of the subject for a class pattern; NULL without an error: no match. */
static Object *pattern_attribute(Runtime *rt, Object *subject, Object *type, Object *name,
                                 Object *seen) {
    int repeated = set_contains(rt, seen, name);
    if (repeated > 0) {
        return raise_type_error(rt, "%s() got multiple sub-patterns for attribute %R",
                                ((TypeObject *)type)->slots->name, name);
    }
    if (repeated < 0 || !set_add(rt, seen, name)) {
        return NULL;
    }
    bool missing;
    return object_get_attr_optional(rt, subject, name, &missing);
}

/* __match_args__ of the class; empty tuple with *match_self for int, str and the like. */
static Object *match_args(Runtime *rt, Object *type, size_t positional, bool *match_self) {
    bool missing;
    const char *type_name = ((TypeObject *)type)->slots->name;
    Object *args = object_get_attr_optional(rt, type, rt->names[NAME___match_args__], &missing);
    *match_self = false;
    size_t allowed;
    if (args) {
        if (object_type_id(args) != TYPE_TUPLE) {
            raise_type_error(rt, "%s.__match_args__ must be a tuple (got %T)", type_name, args);
            release(rt, args);
            return NULL;
        }
        allowed = tuple_length(args);
    } else if (missing) {
        *match_self = (((TypeObject *)type)->slots->flags & TYPE_FLAG_MATCH_SELF) != 0;
        allowed = *match_self;
        args = tuple_empty(rt);
    } else {
        return NULL;
    }
    if (args && allowed < positional) {
        raise_type_error(rt, "%s() accepts %zu positional sub-pattern%s (%zu given)", type_name,
                         allowed, allowed == 1 ? "" : "s", positional);
        release(rt, args);
        return NULL;
    }
    return args;
}

/* The attributes that the pattern looks at; None: no match. */
static Object *class_attributes(Runtime *rt, Object *subject, Object *type, size_t positional,
                                Object *names) {
    if (!type_is_type(rt, type)) {
        return raise_type_error(rt, "called match pattern must be a type");
    }
    int is_instance = object_is_instance(rt, subject, type);
    if (is_instance <= 0) {
        return is_instance < 0 ? NULL : retain(NONE);
    }
    size_t count = positional + tuple_length(names);
    Object *seen = set_new(rt, NULL);
    Object *attributes = !seen ? NULL : count ? tuple_new(rt, count) : tuple_empty(rt);
    Object *args = NULL;
    Object *result = NULL;
    if (!attributes) {
        goto end;
    }
    bool match_self = false;
    if (positional) {
        args = match_args(rt, type, positional, &match_self);
        if (!args) {
            goto end;
        }
    }
    for (size_t idx = 0; idx < count; idx++) {
        Object *value;
        if (idx == 0 && match_self) {
            value = retain(subject);
        } else {
            Object *name =
                idx < positional ? tuple_get(args, idx) : tuple_get(names, idx - positional);
            if (!str_check_exact(name)) {
                raise_type_error(rt, "__match_args__ elements must be strings (got %T)", name);
                goto end;
            }
            value = pattern_attribute(rt, subject, type, name, seen);
        }
        if (!value) {
            result = error_pending(rt) ? NULL : retain(NONE);
            goto end;
        }
        tuple_items(attributes)[idx] = value;
    }
    result = retain(attributes);
end:
    release_nullable(rt, args);
    release_nullable(rt, seen);
    release_nullable(rt, attributes);
    return result;
}

bool matching_class(Runtime *rt, Frame *frame, const Instr *pc) {
    Value *registers = frame->registers;
    Object *subject = value_box(rt, &registers[pc->b]);
    Object *type = subject ? value_box(rt, &registers[pc->c]) : NULL;
    if (!type) {
        return false;
    }
    Object *names = value_as_object(registers[pc->c + 1]);
    Object *result = class_attributes(rt, subject, type, pc->n & 63, names);
    if (!result) {
        return false;
    }
    register_consume(rt, &registers[pc->c + 1]);
    register_set_object(rt, &registers[pc->a], result);
    return true;
}
