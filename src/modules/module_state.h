/* What builtin modules keep in a runtime: one zeroed block for each that asks for one, freed when
 * the runtime closes. References in it must be released before, by the module's own close function.
 */
#ifndef OURO_MODULES_MODULE_STATE_H
#define OURO_MODULES_MODULE_STATE_H

#include "object/runtime.h"

enum {
    MODULE_STATE_ITERTOOLS,
    MODULE_STATE_COLLECTIONS,
    MODULE_STATE_FUNCTOOLS,
    MODULE_STATE_OPERATOR,
    MODULE_STATE_CODECS,
    MODULE_STATE_SYS,
    MODULE_STATE_ABC,
    MODULE_STATE_THREAD,
    MODULE_STATE_IO,
    MODULE_STATE_TIME,
    MODULE_STATE_WARNINGS,
    MODULE_STATE_POSIX,
    MODULE_STATE_ATEXIT,
    MODULE_STATE_SRE,
    MODULE_STATE_IMP,
    MODULE_STATE_STRUCT,
    MODULE_STATE_RANDOM,
    MODULE_STATE_CONTEXTVARS,
    MODULE_STATE_SIGNAL,
    MODULE_STATE_HASHES,
    MODULE_STATE_SHA3,
    MODULE_STATE_BLAKE2,
    MODULE_STATE_BINASCII,
    MODULE_STATE_HOST_STREAM,
    MODULE_STATE_AST,
    MODULE_STATE_SELECT,
    MODULE_STATE_SOCKET,
    MODULE_STATE_ARRAY,
    MODULE_STATE_CSV,
    MODULE_STATE_UNICODEDATA,
    MODULE_STATE_JSON,
    MODULE_STATE_TRACEMALLOC,
    MODULE_STATE_QUEUE,
    MODULE_STATE_PICKLE,
    MODULE_STATE_COUNT
};
_Static_assert(MODULE_STATE_COUNT <= sizeof(((Runtime *)0)->module_state) / sizeof(void *),
               "the runtime has room");

/* Made on first use; NULL with MemoryError pending. Later calls cannot fail. */
void *module_state(Runtime *rt, unsigned idx, size_t size);
void module_state_close(Runtime *rt);

#endif
