/* The kinds of line ends that a text file has met: its attribute `newlines`. */
#ifndef OURO_MODULES_IO_NEWLINES_H
#define OURO_MODULES_IO_NEWLINES_H

#include "object/runtime.h"

/* Adds the kinds of the text to *seen. `after_cr`: the text before ended in \r, which may be half
 * of a \r\n. Returns whether this one does; a final text never does. */
bool io_newlines_note(uint8_t *seen, bool after_cr, const Object *text, bool final);

/* None, one str, or a tuple in CPython's order. */
NEW_REF Object *io_newlines_object(Runtime *rt, uint8_t seen);

#endif
