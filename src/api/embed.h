/* What the public functions share: the runtime as an embedder holds it. */
#ifndef OURO_API_EMBED_H
#define OURO_API_EMBED_H

#include "object/runtime.h"
#include "ouro.h"

/* Lives in the runtime's own heap, from ouro_open to ouro_close. */
struct OuroRuntime {
    Runtime *rt;
    Object *main_module; /* __main__; owned; NULL until first wanted */
    Object *text;        /* behind the last `const char *` given out; owned */
    Object *text_holder; /* the bytes of text, or NULL */
    size_t path_count;   /* entries that were put in front of sys.path */
    void *reserve;       /* given up to show an exception when memory has run out; or NULL */
};

/* __main__, made on first use. */
BORROWED Object *embed_main(OuroRuntime *runtime);
/* Keeps text and gives it as UTF-8; "" when memory is out. text may be NULL. No error is left. */
const char *embed_give_text(OuroRuntime *runtime, STEALS Object *text);
/* text from the outside: bytes that are not UTF-8 become surrogates. */
NEW_REF Object *embed_text(Runtime *rt, const char *text);

#endif
