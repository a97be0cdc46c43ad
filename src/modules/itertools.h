/* The itertools module: its types are spread over several files. */
#ifndef OURO_MODULES_ITERTOOLS_H
#define OURO_MODULES_ITERTOOLS_H

#include "object/module.h"

extern const ModuleSpec itertools_module;

/* itertools_infinite.c */
extern const TypeSpec itertools_count_type, itertools_cycle_type, itertools_repeat_type;
/* itertools_stream.c */
extern const TypeSpec itertools_accumulate_type, itertools_chain_type, itertools_compress_type,
    itertools_dropwhile_type, itertools_takewhile_type, itertools_filterfalse_type,
    itertools_starmap_type, itertools_pairwise_type;
/* itertools_select.c */
extern const TypeSpec itertools_islice_type, itertools_zip_longest_type;
/* itertools_group.c */
extern const TypeSpec itertools_groupby_type, itertools_grouper_type, itertools_tee_type,
    itertools_tee_data_type;
NEW_REF Object *itertools_tee(Runtime *rt, Object *module, Object *const *args, size_t count);
/* itertools_combine.c */
extern const TypeSpec itertools_product_type, itertools_permutations_type,
    itertools_combinations_type, itertools_combinations_with_replacement_type;

/* Indices of types that are made from C, in module state. */
typedef struct ItertoolsState {
    uint32_t others; /* of the types that nobody asks for */
    uint32_t grouper, tee, tee_data;
} ItertoolsState;
ItertoolsState *itertools_state(Runtime *rt);

#endif
