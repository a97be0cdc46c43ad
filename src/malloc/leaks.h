/* Which blocks of the checked heap nothing leads to any more. */
#ifndef OURO_MALLOC_LEAKS_H
#define OURO_MALLOC_LEAKS_H

#include "heap/checked_block.h"

/* Sets `reached` of every live block, and returns the number of those that are not: no word of the
 * program's data, stacks and reached blocks is an address in them. Any word counts as an address,
 * so a lost block may seem to be reached, and one whose address is kept in another form seems lost.
 * The heap's lock is held; other threads may go on, so their newest blocks may seem lost. */
size_t leaks_find(Heap *heap);

#endif
