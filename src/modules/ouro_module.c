/* ouro: what ouro has and CPython has not: the exceptions of budgets. */
#include "modules/ouro_module.h"

#include "object/dict.h"
#include "object/type.h"

static bool populate(Runtime *rt, Object *dict) {
    for (uint32_t id = TYPE_BUDGET_ERROR; id <= TYPE_DEPTH_BUDGET_ERROR; id++) {
        TypeObject *type = type_object(rt, id);
        if (!type || !dict_set_cstring(rt, dict, type_short_name(type->slots), (Object *)type)) {
            return false;
        }
    }
    return true;
}

const ModuleSpec ouro_module = {
    .name = "ouro",
    .doc = "What ouro has and CPython has not.",
    .populate = populate,
};
