/* next_store: the place that `x += y` is about to write, where x is not a local. Its reference is
 * the second one to the old value; who takes over both may change that value in place. */
#include "vm/next_store.h"

#include "compile/opcodes.h"
#include "object/dict.h"
#include "object/key_hash.h"
#include "object/list.h"
#include "vm/attribute_access.h"

static Object **global_place(const Frame *frame, const Instr *store) {
    DictObject *globals = (DictObject *)frame->function->globals;
    bool known = store[1].cache_low && globals->keys_version == store[1].cache_low;
    return known ? &globals->entries[store[1].cache_high].value : NULL;
}

static Object **item_place(Runtime *rt, Object *container, Value key) {
    int64_t idx;
    if (object_type_id(container) == TYPE_LIST && int_of(key, &idx)) {
        ListObject *list = (ListObject *)container;
        idx += idx < 0 ? (int64_t)list->length : 0;
        return (uint64_t)idx < list->length ? &list->items[idx] : NULL;
    }
    if (object_type_id(container) == TYPE_DICT && value_is_object(key)) {
        Object *name = value_as_object(key);
        if (object_type_id(name) == TYPE_STR || key_is_plain_int(name)) {
            idx = dict_find_index(rt, container, name);
            error_clear(rt);
            return idx >= 0 ? &((DictObject *)container)->entries[idx].value : NULL;
        }
    }
    return NULL;
}

static Object **place_of(Runtime *rt, const Frame *frame, const Instr *store, uint16_t source) {
    const Value *registers = frame->registers;
    switch (instr_op(store)) {
    case OP_STORE_NAME:
        if (frame->namespace != frame->function->globals) {
            return NULL;
        }
        return store->a == source ? global_place(frame, store) : NULL;
    case OP_STORE_GLOBAL:
        return store->a == source ? global_place(frame, store) : NULL;
    case OP_STORE_CELL:
        return store->b == source ? &((CellObject *)value_as_object(registers[store->a]))->contents
                                  : NULL;
    case OP_STORE_FREE:
        return store->b == source
                   ? &((CellObject *)tuple_get(frame->function->closure, store->a))->contents
                   : NULL;
    case OP_STORE_ATTR:
        return store->b == source && value_is_object(registers[store->a])
                   ? attribute_cached_place(rt, value_as_object(registers[store->a]), store)
                   : NULL;
    case OP_STORE_ITEM:
        return store->c == source && value_is_object(registers[store->a])
                   ? item_place(rt, value_as_object(registers[store->a]), registers[store->b])
                   : NULL;
    default:
        return NULL;
    }
}

Object **next_store_place(Runtime *rt, const Frame *frame, const Instr *next, uint16_t source,
                          const Object *object) {
    Object **place = place_of(rt, frame, next, source);
    return place && *place == object ? place : NULL;
}
