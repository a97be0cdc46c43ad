/* attribute_access: the full search, and what is worth remembering of it. */
#include "vm/attribute_access.h"

#include "object/dict.h"
#include "object/module.h"
#include "types/descriptors.h"
#include "types/super.h"

/* ---- what is known about layouts, for places that see many ---- */

enum { MEMO_ENTRIES = 512 };

/* One answer: objects with this layout (shape or type id), attribute `name`, instruction `op`. */
typedef struct MemoEntry {
    Object *name; /* owned: its address identifies it */
    uint32_t guard, version;
    uint64_t answer; /* word 2 of the instruction */
    uint8_t op, kind;
} MemoEntry;

struct AttributeMemo {
    MemoEntry entries[MEMO_ENTRIES];
};

static uint32_t layout_of(const Runtime *rt, const Object *object) {
    return type_has_flag(rt, object, TYPE_FLAG_SHAPED) ? ((const Instance *)object)->shape_id
                                                       : object_type_id(object);
}

static MemoEntry *memo_entry(const Runtime *rt, uint32_t guard, const Object *name, uint8_t op) {
    uint64_t key = ((uint64_t)(uintptr_t)name >> 3) + guard * 0x9E3779B97F4A7C15u + op * 77u;
    return &rt->attribute_memo->entries[(key ^ (key >> 29)) % MEMO_ENTRIES];
}

/* Keeps what `remember` has just put into the instruction. */
static void memorise(Runtime *rt, const Instr *pc, uint32_t guard, Object *name) {
    if (!rt->attribute_memo) {
        rt->attribute_memo = heap_allocate(rt->heap, sizeof *rt->attribute_memo);
        if (!rt->attribute_memo) {
            return;
        }
        memset(rt->attribute_memo, 0, sizeof *rt->attribute_memo);
    }
    MemoEntry *entry = memo_entry(rt, guard, name, (uint8_t)instr_op(pc));
    Object *old = entry->name;
    entry->name = retain(name);
    entry->guard = guard;
    entry->version = pc[1].cache_high;
    entry->answer = pc[2].word;
    entry->op = (uint8_t)instr_op(pc);
    entry->kind = pc->n & CACHE_KIND;
    release_nullable(rt, old);
}

bool attribute_recall(Runtime *rt, Frame *frame, Instr *pc, Object *object) {
    if (!rt->attribute_memo) {
        return false;
    }
    Object *name = frame_constant(frame, pc->c);
    uint32_t guard = layout_of(rt, object);
    const MemoEntry *entry = memo_entry(rt, guard, name, (uint8_t)instr_op(pc));
    if (entry->name != name || entry->guard != guard || entry->op != instr_op(pc) ||
        rt->type_objects[object_type_id(object)]->version != entry->version ||
        ((pc->n & CACHE_KIND) == entry->kind && pc[1].cache_low == guard &&
         pc[1].cache_high == entry->version)) {
        return false;
    }
    pc->n = (uint8_t)((pc->n & ~CACHE_KIND) | entry->kind);
    pc[1].cache_low = guard;
    pc[1].cache_high = entry->version;
    pc[2].word = entry->answer;
    return true;
}

void attribute_memo_close(Runtime *rt) {
    for (size_t idx = 0; rt->attribute_memo && idx < MEMO_ENTRIES; idx++) {
        CLEAR_REF(rt, &rt->attribute_memo->entries[idx].name);
    }
    heap_free(rt->heap, rt->attribute_memo);
    rt->attribute_memo = NULL;
}

static void forget(Instr *pc) {
    pc->n &= (uint8_t)~CACHE_KIND;
}

static void remember(Instr *pc, uint8_t kind, uint32_t guard, uint32_t version) {
    pc->n = (uint8_t)((pc->n & ~CACHE_KIND) | kind);
    pc[1].cache_low = guard;
    pc[1].cache_high = version;
}

static bool has_generic_search(const TypeSlots *slots) {
    return !slots->get_attr || slots->get_attr == object_generic_get_attr;
}

/* Does the instance itself have no such attribute, and will that hold for its shape? */
static bool instance_lacks(Runtime *rt, Object *object, Object *name) {
    uint32_t shape_id = ((Instance *)object)->shape_id;
    return !shape_is_dict(rt, shape_id) && shape_find(rt, shape_id, name) == SHAPE_MISSING;
}

/* A name of __slots__; members of builtin types have no place that a cache could use. */
static bool is_slots_member(const Object *found) {
    return object_type_id(found) == TYPE_MEMBER_DESCRIPTOR &&
           ((const MemberDescriptorObject *)found)->offset != 0;
}

static void cache_class_value(Runtime *rt, Object *object, Object *name, const TypeSlots *slots,
                              uint32_t version, Object *found, Instr *pc) {
    if (slots->flags & TYPE_FLAG_SHAPED) {
        if (!instance_lacks(rt, object, name)) {
            return;
        }
        remember(pc, CACHE_SHAPED_CLASS, ((Instance *)object)->shape_id, version);
    } else if (slots->dict_offset == 0) {
        remember(pc, CACHE_TYPE, object_type_id(object), version);
    } else {
        return;
    }
    pc[2].pointer = found;
}

/* After a load: looks again at how the attribute was found, and fills the cache. methods: a
 * function found in the class is what LOAD_METHOD wants. */
static void cache_load(Runtime *rt, Object *object, Object *name, Instr *pc, bool methods) {
    forget(pc);
    const TypeSlots *slots = slots_of(rt, object);
    if (!has_generic_search(slots)) {
        return;
    }
    TypeObject *type = type_of(rt, object);
    uint32_t version = type ? type_cache_version(rt, type) : 0;
    if (!version) {
        error_clear(rt);
        return;
    }
    Object *found = type_lookup(rt, type, name);
    if (found) {
        const TypeSlots *found_slots = slots_of(rt, found);
        if (found_slots->descriptor_set) {
            if (!methods && is_slots_member(found)) {
                remember(pc, CACHE_MEMBER, object_type_id(object), version);
                pc[2].cache_low = ((MemberDescriptorObject *)found)->offset;
            }
            return;
        }
        bool method = (found_slots->flags & TYPE_FLAG_METHOD_LIKE) != 0;
        if (methods ? method : !found_slots->descriptor_get) {
            cache_class_value(rt, object, name, slots, version, found, pc);
            if (pc->n & CACHE_KIND) {
                return;
            }
        }
    }
    error_clear(rt);
    if (slots->flags & TYPE_FLAG_SHAPED) {
        uint32_t shape_id = ((Instance *)object)->shape_id;
        if (shape_is_dict(rt, shape_id)) {
            return;
        }
        int32_t position = shape_find(rt, shape_id, name);
        if (position >= 0 && shape_is_inline(rt, shape_id, (uint32_t)position)) {
            remember(pc, CACHE_INSTANCE, shape_id, version);
            pc[2].cache_low = (uint32_t)position;
        }
    }
}

static void cache_module(Runtime *rt, Object *module, Object *name, Instr *pc) {
    forget(pc);
    Object *dict = module_dict(module);
    int64_t idx = dict_find_index(rt, dict, name);
    if (idx < 0) {
        error_clear(rt);
        return;
    }
    uint32_t version = dict_keys_version(rt, dict);
    if (version) {
        remember(pc, CACHE_MODULE, 0, version);
        pc[2].cache_low = (uint32_t)idx;
    }
}

bool attribute_load(Runtime *rt, Frame *frame, Instr *pc) {
    Value *registers = frame->registers;
    Object *name = frame_constant(frame, pc->c);
    Object *object = value_box(rt, &registers[pc->b]);
    if (!object) {
        return false;
    }
    Object *result = object_get_attr(rt, object, name);
    if (!result) {
        return false;
    }
    if (object_type_id(object) == TYPE_MODULE) {
        cache_module(rt, object, name, pc);
    } else {
        uint32_t layout = layout_of(rt, object);
        cache_load(rt, object, name, pc, false);
        if (pc->n & CACHE_KIND) {
            memorise(rt, pc, layout, name);
        }
    }
    if (pc->n & CONSUME_B) {
        register_consume(rt, &registers[pc->b]);
    }
    register_set_object(rt, &registers[pc->a], result);
    return true;
}

bool attribute_load_method(Runtime *rt, Frame *frame, Instr *pc) {
    Value *registers = frame->registers;
    Object *name = frame_constant(frame, pc->c);
    Object *object = value_box(rt, &registers[pc->b]);
    if (!object) {
        return false;
    }
    bool bound = false;
    Object *function = object_get_method(rt, object, name, &bound);
    if (!function) {
        return false;
    }
    if (bound) {
        cache_load(rt, object, name, pc, true);
        if (pc->n & CACHE_KIND) {
            memorise(rt, pc, layout_of(rt, object), name);
        }
    } else if (object_type_id(object) == TYPE_MODULE) {
        cache_module(rt, object, name, pc);
    } else {
        forget(pc);
    }
    retain(object);
    if (pc->n & CONSUME_B) {
        register_consume(rt, &registers[pc->b]);
    }
    register_set_object(rt, &registers[pc->a], function);
    if (bound) {
        register_set_object(rt, &registers[pc->a + 1], object);
    } else {
        register_set(rt, &registers[pc->a + 1], VALUE_EMPTY);
        release(rt, object);
    }
    return true;
}

bool attribute_cache_super(Runtime *rt, Frame *frame, Instr *pc) {
    Value first = frame->registers[0];
    if (frame->registers[pc->a].bits != (uint64_t)(uintptr_t)rt->type_objects[TYPE_SUPER] ||
        frame->code->argument_count == 0 || !value_is_object(first)) {
        return false;
    }
    Object *self = value_as_object(first);
    Object *within = ((CellObject *)tuple_get(frame->function->closure, pc->b))->contents;
    TypeObject *own = type_of(rt, self);
    Object *found = NULL;
    uint32_t version = 0;
    if (own && within && type_is_type(rt, within) && !type_is_type(rt, self) &&
        type_is_subtype(own, (TypeObject *)within)) {
        found = super_find_method(rt, (TypeObject *)within, own, frame_constant(frame, pc->c));
        version = found ? type_cache_version(rt, own) : 0;
    }
    if (!version) {
        error_clear(rt);
        return false;
    }
    pc[2].cache_low = object_type_id(self);
    pc[2].cache_high = version;
    pc[3].pointer = found;
    pc[4].pointer = within;
    return true;
}

/* Before a store: the shape then; after it, whether it can be repeated. */
static void cache_store(Runtime *rt, Object *object, Object *name, uint32_t shape_before,
                        Instr *pc) {
    forget(pc);
    const TypeSlots *slots = slots_of(rt, object);
    if (slots->set_attr && slots->set_attr != object_generic_set_attr) {
        return;
    }
    TypeObject *type = type_of(rt, object);
    uint32_t version = type ? type_cache_version(rt, type) : 0;
    if (!version) {
        error_clear(rt);
        return;
    }
    Object *found = type_lookup(rt, type, name);
    if (found && slots_of(rt, found)->descriptor_set) {
        if (is_slots_member(found)) {
            remember(pc, CACHE_MEMBER, object_type_id(object), version);
            pc[2].cache_low = ((MemberDescriptorObject *)found)->offset;
        }
        return;
    }
    error_clear(rt);
    if (!(slots->flags & TYPE_FLAG_SHAPED)) {
        return;
    }
    uint32_t shape_id = ((Instance *)object)->shape_id;
    if (shape_is_dict(rt, shape_id)) {
        return;
    }
    if (shape_id == shape_before) {
        int32_t position = shape_find(rt, shape_id, name);
        if (position >= 0 && shape_is_inline(rt, shape_id, (uint32_t)position)) {
            remember(pc, CACHE_INSTANCE, shape_id, version);
            pc[2].cache_low = (uint32_t)position;
        }
        return;
    }
    uint32_t next, position;
    if (!shape_is_dict(rt, shape_before) &&
        shape_transition(rt, shape_before, name, &next, &position) && next == shape_id &&
        shape_is_inline(rt, next, position)) {
        remember(pc, CACHE_ADD, shape_before, version);
        pc[2].cache_low = position;
        pc[2].cache_high = next;
    }
}

bool attribute_store(Runtime *rt, Frame *frame, Instr *pc) {
    Value *registers = frame->registers;
    Object *name = frame_constant(frame, pc->c);
    Object *object = value_box(rt, &registers[pc->a]);
    Object *value = value_box(rt, &registers[pc->b]);
    if (!object || !value) {
        return false;
    }
    bool shaped = type_has_flag(rt, object, TYPE_FLAG_SHAPED);
    uint32_t shape_before = shaped ? ((Instance *)object)->shape_id : 0;
    if (!object_set_attr(rt, object, name, value)) {
        return false;
    }
    cache_store(rt, object, name, shape_before, pc);
    if (pc->n & CACHE_KIND) {
        memorise(rt, pc, shaped ? shape_before : object_type_id(object), name);
    }
    if (pc->n & CONSUME_B) {
        register_consume(rt, &registers[pc->b]);
    }
    if (pc->n & CONSUME_A) {
        register_consume(rt, &registers[pc->a]);
    }
    return true;
}
