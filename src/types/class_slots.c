/* The slots of a class, and its own group of operators once it or a base of it defines one. */
#include "types/class_slots.h"

bool class_slots_make(Runtime *rt, TypeObject *type, TypeObject *base) {
    ClassSlots *own = memory_allocate(rt, sizeof(ClassSlots));
    if (!own) {
        return false;
    }
    own->slots = *base->slots;
    own->name_bytes = NULL;
    own->numbers = NULL;
    own->slots.name = "";
    own->slots.base_id = base->type_id;
    own->slots.flags =
        (base->slots->flags & TYPE_FLAGS_INHERITED) | TYPE_FLAG_CLASS | TYPE_FLAG_SUBCLASSABLE;
    type->slots = &own->slots;
    type->native = base->native;
    type->base = RETAIN(base);
    bool shares = base->slots->numbers == base->native->numbers;
    return shares || class_slots_numbers(rt, type) != NULL;
}

NumberSlots *class_slots_numbers(Runtime *rt, TypeObject *type) {
    ClassSlots *own = class_slots(type);
    if (!own->numbers) {
        own->numbers = memory_allocate(rt, sizeof(NumberSlots));
        if (!own->numbers) {
            return NULL;
        }
        const NumberSlots *inherited = own->slots.numbers;
        *own->numbers = inherited ? *inherited : (NumberSlots){.power3 = NULL};
        own->slots.numbers = own->numbers;
    }
    return own->numbers;
}

void class_slots_free(Runtime *rt, TypeObject *type) {
    if (type->slots) {
        CLEAR_REF(rt, &class_slots(type)->name_bytes);
        memory_free(rt, class_slots(type)->numbers);
        memory_free(rt, type->slots);
    }
}
