/* Cuts whatever it is given into tokens. Whatever the text: tokens lie in it one after the other,
 * there are at most a few for each byte, indents and dedents pair up, the last one is the end or an
 * error that has a reason; and a second run gives the same. */
#include "fuzz.h"

#include "compile/lexer.h"
#include "compile/source_text.h"

static void *allocate(void *user, size_t size) {
    (void)user;
    return malloc(size);
}

static void release(void *user, void *block, size_t size) {
    (void)user;
    (void)size;
    free(block);
}

/* A hash of all tokens. */
static uint64_t cut(AstArena *arena, AstModule *module) {
    static Lexer lexer;
    const char *text = module->source;
    const char *end = text + module->source_length;
    const char *last = text;
    uint64_t hash = 0;
    size_t limit = 2 * module->source_length + 200;
    int depth = 0;
    Token token;
    lexer_init(&lexer, arena, module, text, module->source_length);
    do {
        MUST(limit-- > 0);
        lexer_next(&lexer, &token);
        if (token.kind == TOKEN_ERROR) {
            MUST(lexer.status != LEXER_OK || lexer.is_out_of_memory);
            return hash * 31 + (uint64_t)lexer.status;
        }
        MUST(token.kind < TOKEN_ERROR && lexer.status == LEXER_OK);
        MUST(last <= token.start && token.start <= token.end && token.end <= end);
        MUST(token.lineno <= token.end_lineno && token.level <= LEXER_MAX_BRACKETS);
        depth += (token.kind == TOKEN_INDENT) - (token.kind == TOKEN_DEDENT);
        MUST(depth >= 0 && depth < AST_MAX_BLOCKS);
        last = token.end;
        hash = (hash * 31 + token.kind) * 31 + (uint64_t)(token.end - text);
    } while (token.kind != TOKEN_END);
    MUST(depth == 0);
    return hash;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    AstArena arena;
    AstModule module = {.mode = PARSE_FILE, .filename = "<fuzz>"};
    SyntaxProblem problem = {0};
    module.notes_end = &module.notes;
    if (size < HEAD) {
        return 0;
    }
    ast_arena_init(&arena, (AstAllocator){allocate, release, NULL});
    if (source_text_decode(&arena, &module, (const char *)data + HEAD, size - HEAD, false,
                           &problem)) {
        uint64_t first = cut(&arena, &module);
        MUST(cut(&arena, &module) == first);
    }
    ast_arena_release(&arena);
    return 0;
}
