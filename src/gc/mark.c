/* mark: see mark.h. */
#include "gc/mark.h"

#include "gc/age.h"
#include "gc/trial.h"
#include "object/operations.h"

static void mark_visit(Object *referent, void *context);

static void follow(Marking *marking, Object *object) {
    if (trial_untrack(marking->rt, object)) {
        return;
    }
    marking->marked++;
    object_traverse(marking->rt, object, mark_visit, marking);
}

/* An object that fits nowhere stays as it is. */
static void mark_visit(Object *referent, void *context) {
    Marking *marking = context;
    marking->work++;
    bool deeper = marking->nesting < marking->nesting_limit;
    if ((!deeper && marking->depth == marking->capacity) || !age_is_in(referent, marking->ages) ||
        object_is_immortal(referent) ||
        !type_has_flag(marking->rt, referent, TYPE_FLAG_CONTAINER)) {
        return;
    }
    age_set(referent, marking->seen);
    if (deeper) {
        marking->nesting++;
        follow(marking, referent);
        marking->nesting--;
    } else {
        marking->stack[marking->depth++] = referent;
    }
}

bool mark_open(Marking *marking, Runtime *rt, uint32_t ages, uint32_t seen, size_t capacity,
               uint32_t nesting_limit) {
    *marking = (Marking){
        .rt = rt, .ages = ages, .seen = seen, .capacity = capacity, .nesting_limit = nesting_limit};
    marking->stack = heap_allocate(rt->heap, capacity * sizeof *marking->stack);
    return marking->stack != NULL;
}

static void visit_nullable(Marking *marking, Object *object) {
    if (object) {
        mark_visit(object, marking);
    }
}

void mark_roots(Marking *marking) {
    Runtime *rt = marking->rt;
    visit_nullable(marking, rt->modules);
    visit_nullable(marking, rt->builtins);
    visit_nullable(marking, rt->builtins_module);
    visit_nullable(marking, rt->sys_dict);
    if (rt->hooks.stack_traverse) {
        rt->hooks.stack_traverse(rt, mark_visit, marking);
    }
}

bool mark_some(Marking *marking, uint64_t work) {
    uint64_t enough = marking->work + work;
    while (marking->depth && marking->work < enough) {
        Object *object = marking->stack[--marking->depth];
        marking->work++;
        if (marking->depth < marking->carried) {
            marking->carried = marking->depth;
            /* A new object in its place is as good: what it refers to lives, too. */
            if (!heap_walk_is_container(marking->rt->heap, object) || object->refs == 0) {
                continue;
            }
        }
        follow(marking, object);
    }
    marking->carried = marking->depth;
    return marking->depth == 0;
}

void mark_close(Marking *marking) {
    heap_free(marking->rt->heap, marking->stack);
    marking->stack = NULL;
}
