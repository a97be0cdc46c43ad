/* Exceptions in running code: from the instruction that failed to the handler. */
#ifndef OURO_VM_UNWIND_H
#define OURO_VM_UNWIND_H

#include "vm/registers.h"

/* An error is pending at frame->pc. Looks for the handler in this frame and the ones below up to
 * the entry frame: true: rt->frame goes on at its pc. False: the entry frame was left; the error
 * is still pending. again: raised again by the same frame, no new traceback level there. */
bool unwind(Runtime *rt, bool again);
/* Leaves the frame that ends (return, or an exception passed it): releases what it holds and gives
 * its memory back; rt->frame becomes the previous one. */
void unwind_leave_frame(Runtime *rt, Frame *frame);

/* Operations of handlers. bool: false with an error pending. */
void unwind_push_handled(Runtime *rt, Frame *frame, const Instr *pc);
void unwind_pop_handled(Runtime *rt, Frame *frame, const Instr *pc);
void unwind_set_handled(Runtime *rt, Frame *frame, const Instr *pc);
bool unwind_match(Runtime *rt, Frame *frame, const Instr *pc);
bool unwind_match_star(Runtime *rt, Frame *frame, const Instr *pc);
bool unwind_prepare_reraise_star(Runtime *rt, Frame *frame, const Instr *pc);
/* RAISE: an error is pending afterwards; *again when it was a bare raise. */
void unwind_raise(Runtime *rt, Frame *frame, const Instr *pc, bool *again);
void unwind_assert_fail(Runtime *rt, Frame *frame, const Instr *pc);

/* What leaves a generator: StopIteration must not look like its end (PEP 479). */
void unwind_convert_stop_iteration(Runtime *rt, const Frame *frame);

#endif
