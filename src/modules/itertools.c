/* itertools: the module and its list of types. */
#include "modules/itertools.h"

#include "modules/module_state.h"
#include "object/dict.h"
#include "object/operations.h"

ItertoolsState *itertools_state(Runtime *rt) {
    return module_state(rt, MODULE_STATE_ITERTOOLS, sizeof(ItertoolsState));
}

static bool add_type(Runtime *rt, Object *dict, const TypeSpec *spec, const char *name,
                     uint32_t *type_id) {
    TypeObject *type = type_register(rt, spec, type_id);
    return type && dict_set_cstring(rt, dict, name, (Object *)type);
}

static bool populate(Runtime *rt, Object *dict) {
    static const struct {
        const char *name;
        const TypeSpec *spec;
    } types[] = {
        {"accumulate", &itertools_accumulate_type},
        {"chain", &itertools_chain_type},
        {"combinations", &itertools_combinations_type},
        {"combinations_with_replacement", &itertools_combinations_with_replacement_type},
        {"compress", &itertools_compress_type},
        {"count", &itertools_count_type},
        {"cycle", &itertools_cycle_type},
        {"dropwhile", &itertools_dropwhile_type},
        {"filterfalse", &itertools_filterfalse_type},
        {"groupby", &itertools_groupby_type},
        {"islice", &itertools_islice_type},
        {"pairwise", &itertools_pairwise_type},
        {"permutations", &itertools_permutations_type},
        {"product", &itertools_product_type},
        {"repeat", &itertools_repeat_type},
        {"starmap", &itertools_starmap_type},
        {"takewhile", &itertools_takewhile_type},
        {"zip_longest", &itertools_zip_longest_type},
    };
    ItertoolsState *state = itertools_state(rt);
    if (!state) {
        return false;
    }
    for (size_t i = 0; i < COUNT_OF(types); i++) {
        if (!add_type(rt, dict, types[i].spec, types[i].name, &state->others)) {
            return false;
        }
    }
    return add_type(rt, dict, &itertools_grouper_type, "_grouper", &state->grouper) &&
           add_type(rt, dict, &itertools_tee_type, "_tee", &state->tee) &&
           add_type(rt, dict, &itertools_tee_data_type, "_tee_dataobject", &state->tee_data);
}

static const MethodRow functions[] = {
    METHOD_ROW_POSITIONAL("tee", itertools_tee, 1, 2,
                          "tee($module, iterable, n=2, /)\n--\n\nA tuple of n iterators over the "
                          "same items."),
    METHOD_ROW_END,
};

const ModuleSpec itertools_module = {
    .name = "itertools",
    .doc = "Iterators made from iterators: counting, repeating, chaining, selecting, grouping, "
           "combining.",
    .functions = functions,
    .populate = populate,
};
