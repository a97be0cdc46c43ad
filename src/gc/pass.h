/* A pass looks at everything old: at once, or in slices that bound the pause.
 *
 * First it marks what the roots reach; most of what lives is dealt with by one look at each. What
 * is left goes through a trial. At once, that is a single trial, which finds all garbage. In
 * slices, the pools are gone through and each trial has some of the unmarked objects and all
 * unmarked ones that they reach, so that a garbage structure is in one trial as a whole; garbage
 * that other garbage refers to may outlive the pass and is found by the next. What was seen and
 * dies during the pass waits for the next as well.
 *
 *   idle:      every old object has the age `seen`
 *   marking:   the marked have it, the unmarked the other old age
 *   sweeping:  so it is in the parts of the heap that are still to come */
#ifndef OURO_GC_PASS_H
#define OURO_GC_PASS_H

#include "gc/mark.h"

typedef enum { PASS_IDLE, PASS_MARKING, PASS_SWEEPING } PassPhase;

typedef struct Pass {
    PassPhase phase;
    uint32_t seen; /* AGE_OLD or AGE_OLD_OTHER */
    Marking marking;
    uint64_t survivors;
} Pass;

/* All at once, the younger generations too; gives up a pass in slices. save_in: as garbage_end.
 * The number of unreachable objects. */
uint64_t pass_whole(Pass *pass, Runtime *rt, Object *save_in);
/* Begins a pass in slices; nothing may be young or middle. */
void pass_begin(Pass *pass, Runtime *rt);
/* The next slice; the phase is idle when it was the last. The number of unreachable objects. */
uint64_t pass_slice(Pass *pass, Runtime *rt, Object *save_in);
/* Gives up a pass in slices; what it has not looked at counts as seen. False: no scratch words. */
bool pass_abandon(Pass *pass, Runtime *rt);

#endif
