/* sys.stdin, sys.stdout and sys.stderr of a runtime that was not granted the process's: text goes
 * to the host and comes from it. A stream that the host does not have refuses with PermissionError.
 */
#ifndef OURO_MODULES_HOST_STREAM_H
#define OURO_MODULES_HOST_STREAM_H

#include "object/runtime.h"

/* Puts all three into sys. */
bool host_stream_open(Runtime *rt);

#endif
