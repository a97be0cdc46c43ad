/* _weakref: what Debian's weakref.py builds on. */
#include "modules/weakref_module.h"

#include "object/dict.h"
#include "object/list.h"
#include "object/operations.h"
#include "types/weakref.h"

static Object *get_count(Runtime *rt, Object *self, Object *object) {
    (void)self;
    int64_t count = 0;
    if (object_has_flag(object, OBJECT_HAS_WEAKREFS)) {
        for (const WeakrefObject *reference = weakref_table_first(rt, object); reference;
             reference = reference->next) {
            count++;
        }
    }
    return int_from_int64(rt, count);
}

static Object *get_all(Runtime *rt, Object *self, Object *object) {
    (void)self;
    Object *list = list_new(rt, 0);
    if (list && object_has_flag(object, OBJECT_HAS_WEAKREFS)) {
        for (WeakrefObject *reference = weakref_table_first(rt, object); reference && list;
             reference = reference->next) {
            if (!list_append(rt, list, (Object *)reference)) {
                CLEAR_REF(rt, &list);
            }
        }
    }
    return list;
}

static Object *make_proxy(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    return weakref_proxy_new(rt, args[0], count > 1 ? args[1] : NULL);
}

/* del dict[key] if its value is a dead reference: callbacks race with new entries. */
static Object *remove_dead(Runtime *rt, Object *self, Object *const *args, size_t count) {
    (void)self;
    (void)count;
    if (!type_is_dict(rt, args[0])) {
        return raise_type_error(rt, "_remove_dead_weakref() argument 1 must be dict, not %T",
                                args[0]);
    }
    Object *value = dict_get(rt, args[0], args[1]);
    if (!value) {
        return error_pending(rt) ? NULL : retain(NONE);
    }
    if (!type_is_instance(rt, value, TYPE_WEAKREF)) {
        return raise_type_error(rt, "not a weakref");
    }
    Object *referent = weakref_get(value);
    if (referent) {
        release(rt, referent);
        return retain(NONE);
    }
    return dict_delete(rt, args[0], args[1]) < 0 ? NULL : retain(NONE);
}

static const MethodRow WEAKREF_FUNCTIONS[] = {
    METHOD_ROW_ONE("getweakrefcount", get_count,
                   "getweakrefcount($module, object, /)\n--\n\nReturn the number of weak "
                   "references to 'object'."),
    METHOD_ROW_ONE("getweakrefs", get_all,
                   "getweakrefs($module, object, /)\n--\n\nReturn a list of all weak reference "
                   "objects pointing to 'object'."),
    METHOD_ROW_POSITIONAL("proxy", make_proxy, 1, 2,
                          "proxy($module, object, callback=None, /)\n--\n\nCreate a proxy object "
                          "that weakly references 'object'."),
    METHOD_ROW_POSITIONAL("_remove_dead_weakref", remove_dead, 2, 2,
                          "_remove_dead_weakref($module, dct, key, /)\n--\n\nAtomically remove "
                          "key from dict if it points to a dead weakref."),
    METHOD_ROW_END,
};

static bool weakref_populate(Runtime *rt, Object *dict) {
    static const struct {
        const char *name;
        uint32_t type_id;
    } TYPES[] = {
        {"ref", TYPE_WEAKREF},
        {"ReferenceType", TYPE_WEAKREF},
        {"ProxyType", TYPE_WEAKREF_PROXY},
        {"CallableProxyType", TYPE_WEAKREF_CALLABLE_PROXY},
    };
    for (size_t idx = 0; idx < COUNT_OF(TYPES); idx++) {
        TypeObject *type = type_object(rt, TYPES[idx].type_id);
        if (!type || !dict_set_cstring(rt, dict, TYPES[idx].name, (Object *)type)) {
            return false;
        }
    }
    return true;
}

const ModuleSpec weakref_module = {
    .name = "_weakref",
    .doc = "Weak-reference support module.",
    .functions = WEAKREF_FUNCTIONS,
    .populate = weakref_populate,
};
