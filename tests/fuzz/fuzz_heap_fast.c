/* The same over a heap that AddressSanitizer is told nothing of: with it every call takes the slow
 * paths, which leave caches and claimed blocks alone (cmake/Fuzzers.cmake). */
#include "fuzz_heap.c"
