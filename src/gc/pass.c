/* pass: see pass.h. */
#include "gc/pass.h"

#include "gc/age.h"
#include "gc/garbage.h"
#include "gc/garbage_in_place.h"

enum {
    STACK_CAPACITY = 16384,
    NESTING_WHOLE = 16,  /* C frames are small, and the stack is for what is deeper */
    SLICE_WORK = 32768,  /* a millisecond or two */
    SLICE_GARBAGE = 8192 /* seeds of a trial: freeing costs more than looking */
};
#define WORK_WITHOUT_END (UINT64_MAX / 2)

static uint32_t unseen(const Pass *pass) {
    return pass->seen ^ AGE_COLOUR;
}

static bool open_marking(Pass *pass, Runtime *rt, uint32_t ages, uint32_t nesting_limit) {
    size_t capacity = heap_walk_count(rt->heap);
    capacity = capacity < STACK_CAPACITY ? capacity + 1 : STACK_CAPACITY;
    return mark_open(&pass->marking, rt, ages, pass->seen, capacity, nesting_limit);
}

bool pass_abandon(Pass *pass, Runtime *rt) {
    if (pass->phase == PASS_IDLE) {
        return true;
    }
    if (!heap_walk_prepare(rt->heap, HEAP_WALK_ALL)) {
        return false;
    }
    HeapWalk walk;
    heap_walk_start(&walk, rt->heap, HEAP_WALK_ALL);
    for (Object *object; (object = heap_walk_next(&walk)) != NULL;) {
        if (age_of(object) == unseen(pass)) {
            age_set(object, pass->seen);
        }
    }
    if (pass->phase == PASS_MARKING) {
        mark_close(&pass->marking);
    }
    pass->phase = PASS_IDLE;
    return true;
}

uint64_t pass_whole(Pass *pass, Runtime *rt, Object *save_in) {
    if (!pass_abandon(pass, rt) || !heap_walk_prepare(rt->heap, HEAP_WALK_ALL)) {
        return 0;
    }
    pass->seen ^= AGE_COLOUR;
    uint32_t ages = AGE_SET(AGE_YOUNG) | AGE_SET(AGE_MIDDLE) | AGE_SET(unseen(pass));
    if (open_marking(pass, rt, ages, NESTING_WHOLE)) {
        mark_roots(&pass->marking);
        (void)mark_some(&pass->marking, WORK_WITHOUT_END);
    }
    mark_close(&pass->marking);
    Trial trial;
    trial_open(&trial, rt, pass->seen);
    if (!trial_add_scope(&trial, HEAP_WALK_ALL, ages)) {
        (void)trial_add_unlisted(&trial, ages); /* the scratch words are there */
    }
    pass->survivors = pass->marking.marked + trial_run(&trial);
    heap_walk_age(rt->heap, HEAP_WALK_ALL);
    heap_walk_release_scratch(rt->heap);
    return trial.unlisted ? garbage_in_place_end(&trial, save_in) : garbage_end(&trial, save_in);
}

void pass_begin(Pass *pass, Runtime *rt) {
    pass->seen ^= AGE_COLOUR;
    pass->survivors = 0;
    pass->phase = PASS_SWEEPING;
    if (open_marking(pass, rt, AGE_SET(unseen(pass)), 0)) {
        mark_roots(&pass->marking);
        pass->phase = PASS_MARKING;
        return;
    }
    heap_walk_begin_parts(rt->heap);
}

static void mark_slice(Pass *pass, Runtime *rt) {
    if (mark_some(&pass->marking, SLICE_WORK)) {
        pass->survivors = pass->marking.marked;
        mark_close(&pass->marking);
        heap_walk_begin_parts(rt->heap);
        pass->phase = PASS_SWEEPING;
    }
}

static void add_unseen(const Pass *pass, Trial *trial, HeapWalk *part) {
    for (Object *object; (object = heap_walk_next(part)) != NULL;) {
        trial->work++;
        if (age_of(object) == unseen(pass) && object->refs != 0 && !object_is_immortal(object)) {
            trial_add(trial, object);
        }
    }
}

static uint64_t sweep_slice(Pass *pass, Runtime *rt, Object *save_in) {
    Trial trial;
    trial_open(&trial, rt, pass->seen);
    trial.closure = AGE_SET(unseen(pass));
    while (trial.work < SLICE_WORK && trial.count < SLICE_GARBAGE) {
        HeapWalk part;
        if (!heap_walk_next_part(&part, rt->heap)) {
            pass->phase = PASS_IDLE;
            break;
        }
        add_unseen(pass, &trial, &part);
    }
    pass->survivors += trial_run(&trial);
    if (pass->phase == PASS_IDLE) {
        heap_walk_release_scratch(rt->heap);
    }
    return garbage_end(&trial, save_in);
}

uint64_t pass_slice(Pass *pass, Runtime *rt, Object *save_in) {
    if (!heap_walk_prepare(rt->heap, HEAP_WALK_ALL)) {
        return 0;
    }
    if (pass->phase == PASS_MARKING) {
        mark_slice(pass, rt);
        return 0;
    }
    return sweep_slice(pass, rt, save_in);
}
