/* Waiting for descriptors as long as a program's budget of time allows, answering signals. */
#ifndef OURO_MODULES_DESCRIPTOR_WAIT_H
#define OURO_MODULES_DESCRIPTOR_WAIT_H

#include "object/operations.h"
#include <poll.h>

/* Deadline of os_clock_monotonic for "never". */
#define DESCRIPTOR_WAIT_FOREVER INT64_MAX

/* poll(2) until `deadline`: how many are ready, 0 when it has passed; -1: error. */
int descriptor_wait(Runtime *rt, struct pollfd *entries, size_t count, int64_t deadline);
/* The deadline that is `seconds` (a number; None: never) from now. */
bool descriptor_wait_deadline(Runtime *rt, Object *seconds, int64_t *out);
/* The number of an int or of what an object's fileno() gives; -1: error. */
int descriptor_of(Runtime *rt, Object *object);

#endif
