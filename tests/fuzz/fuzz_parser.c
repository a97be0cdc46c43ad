/* Parses whatever it is given. The first byte chooses the mode and the flags, the second lets an
   allocation fail: the parser must answer with a tree or a problem, and give everything back. */
#include "fuzz.h"

#include "compile/parser.h"
#include "compile/symbols.h"

typedef struct Budget {
    long left; /* allocations until one fails; below zero: none fails */
} Budget;

static void *allocate(void *user, size_t size) {
    Budget *budget = user;
    if (budget->left == 0) {
        return NULL;
    }
    if (budget->left > 0) {
        budget->left--;
    }
    return malloc(size);
}

static void release(void *user, void *block, size_t size) {
    (void)user;
    (void)size;
    free(block);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < HEAD) {
        return 0;
    }
    Budget budget = {data[1] < 128 ? -1 : data[1] - 128};
    AstArena arena;
    SyntaxProblem problem = {0};
    ast_arena_init(&arena, (AstAllocator){allocate, release, &budget});
    AstModule *module = parse_source(&arena, (const char *)data + HEAD, size - HEAD, "<fuzz>",
                                     (ParseMode)(data[0] % 3),
                                     (ParseFlags)((data[0] >> 4) & ~PARSE_IS_TEXT), &problem);
    if ((module == NULL) != (problem.kind != PROBLEM_NONE)) {
        abort();
    }
    if (module != NULL &&
        symbols_build(&arena, module, data[0] >> 4, &problem) != (problem.kind == PROBLEM_NONE)) {
        abort();
    }
    ast_arena_release(&arena);
    return 0;
}
