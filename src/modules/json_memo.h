/* The keys that one document has so far: a set of exact strings.
 *   slots: capacity, count of them in use; open addressing; 2 * count <= capacity
 * The scanner owns it; emptied at the end of each document. */
#ifndef OURO_MODULES_JSON_MEMO_H
#define OURO_MODULES_JSON_MEMO_H

#include "object/str.h"

typedef struct JsonMemoSlot {
    Object *key; /* NULL: free */
    uint64_t hash;
} JsonMemoSlot;

typedef struct JsonMemo {
    JsonMemoSlot *slots;
    size_t count, capacity; /* 0, or a power of two */
} JsonMemo;

/* The key that is text[start, end): one known, or a new one. */
NEW_REF Object *json_memo_part(Runtime *rt, JsonMemo *memo, Object *text, size_t start, size_t end);
/* The same with a key that has been made: an exact str, or NULL with an exception pending. */
NEW_REF Object *json_memo_share(Runtime *rt, JsonMemo *memo, STEALS Object *key);
void json_memo_clear(Runtime *rt, JsonMemo *memo);

#endif
