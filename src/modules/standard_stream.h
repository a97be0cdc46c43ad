/* sys.stdin, stdout and stderr as the runtime itself uses them. */
#ifndef OURO_MODULES_STANDARD_STREAM_H
#define OURO_MODULES_STANDARD_STREAM_H

#include "object/runtime.h"

/* Opens them, unless that has happened (hooks.open_streams); false with an exception pending. */
bool standard_stream_open(Runtime *rt);

/* What stands in sys under NAME_stdin, NAME_stdout or NAME_stderr, looked up each time: programs
 * replace them. Opens them when one is first wanted. NULL: there is none, or an exception. */
BORROWED Object *standard_stream(Runtime *rt, int name_id);

#endif
