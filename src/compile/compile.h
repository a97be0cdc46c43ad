/* compile: from source text to a code object. */
#ifndef OURO_COMPILE_COMPILE_H
#define OURO_COMPILE_COMPILE_H

#include "compile/ast.h"
#include "compile/code.h"

/* Flags of compile_source besides CODE_FUTURE_ANNOTATIONS. */
enum {
    COMPILE_IS_TEXT = 0x1, /* from a str: no coding cookie */
    COMPILE_TOP_LEVEL_AWAIT = 0x2000,
};

/* Compiles `length` bytes of source. On a SyntaxError (or another error) NULL with the exception
 * pending. incomplete: NULL, or set true (and NULL returned without an error) when the text ended
 * inside an open construct: the interactive prompt wants more lines.
 * flags: CODE_FUTURE_ANNOTATIONS inherited from the caller's code. optimise: -O level. */
NEW_REF Object *compile_source(Runtime *rt, const char *source, size_t length, Object *filename,
                               ParseMode mode, uint32_t flags, int optimise, bool *incomplete);

/* Parses only: the result is what `use` makes of the tree, which goes after it. */
NEW_REF Object *compile_parse(Runtime *rt, const char *source, size_t length, Object *filename,
                              ParseMode mode, uint32_t flags,
                              Object *(*use)(Runtime *rt, const AstModule *module));

/* Compiles a tree that `build` makes in the arena; false from it: an error is pending. */
NEW_REF Object *
compile_built(Runtime *rt, Object *filename, ParseMode mode, uint32_t flags, int optimise,
              bool (*build)(Runtime *rt, AstArena *arena, AstModule *module, void *user),
              void *user);

#endif
