/*
 * The parser and the symbol table: messages of mistakes against CPython's, the REPL's "more lines
 * please", scopes, and every allocation failing in turn. Trees are compared with CPython's over the
 * whole standard library by compare_ast.py.
 */
#include "unit.h"

#include "compile/parser.h"
#include "compile/symbols.h"

/* ---- Allocators ---------------------------------------------------------------------------- */

static size_t live_blocks;
static size_t allocations_left = SIZE_MAX;

static void *allocate(void *user, size_t size) {
    (void)user;
    if (allocations_left == 0) {
        return NULL;
    }
    allocations_left--;
    live_blocks++;
    return malloc(size);
}

static void release(void *user, void *block, size_t size) {
    (void)user;
    (void)size;
    live_blocks--;
    free(block);
}

static const AstAllocator allocator = {allocate, release, NULL};

/* Parses and builds the scopes; false with the problem. */
static bool try_text(AstArena *arena, const char *text, ParseMode mode, ParseFlags flags,
                     AstModule **module, SyntaxProblem *problem) {
    *module = parse_source(arena, text, strlen(text), "<string>", mode, flags, problem);
    return *module != NULL && symbols_build(arena, *module, flags, problem);
}

/* ---- Mistakes ------------------------------------------------------------------------------- */

static const struct {
    const char *text;
    const char *answer;
} mistakes[] = {
#include "syntax_errors.inc"
};

static const char *const kinds[] = {"OK",         "SyntaxError", "IndentationError", "TabError",
                                    "ValueError", "MemoryError", "RecursionError",   "NoMemory",
                                    "Incomplete"};

/* As compare_errors.py writes it. */
static void describe(const SyntaxProblem *problem, char *out, size_t size) {
    int length =
        snprintf(out, size, "%s|%s|%u|%d|%d|%d|", kinds[problem->kind],
                 problem->message == NULL ? "" : problem->message, (unsigned)problem->lineno,
                 problem->offset, problem->end_lineno, problem->end_offset);
    const char *c = problem->text == NULL ? "" : problem->text;
    for (; *c != '\0' && (size_t)length + 3 < size; c++) {
        if (*c == '\n') {
            out[length++] = '\\';
            out[length++] = 'n';
        } else {
            out[length++] = *c;
        }
    }
    out[length] = '\0';
}

static void test_parser_mistakes_have_the_messages_of_cpython(void) {
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        AstArena arena;
        AstModule *module;
        SyntaxProblem problem;
        char answer[2048] = "OK";
        ast_arena_init(&arena, allocator);
        if (!try_text(&arena, mistakes[i].text, PARSE_FILE, 0, &module, &problem)) {
            describe(&problem, answer, sizeof answer);
        }
        bool is_same = strcmp(answer, mistakes[i].answer) == 0;
        UNIT_CHECK(is_same);
        if (!is_same) {
            printf("  %s\n  want %s\n  got  %s\n", mistakes[i].text, mistakes[i].answer, answer);
        }
        ast_arena_release(&arena);
    }
    UNIT_CHECK(live_blocks == 0);
}

/* ---- The REPL ---------------------------------------------------------------------------------
 */

static SyntaxProblemKind single(const char *text) {
    AstArena arena;
    AstModule *module;
    SyntaxProblem problem;
    ast_arena_init(&arena, allocator);
    bool is_good = try_text(&arena, text, PARSE_SINGLE, PARSE_ALLOW_INCOMPLETE, &module, &problem);
    ast_arena_release(&arena);
    return is_good ? PROBLEM_NONE : problem.kind;
}

static void test_parser_single_asks_for_more_lines(void) {
    static const char *const open[] = {
        "if x:\n",
        "if x:\n  y\n",
        "if x: y\n",
        "def f():\n",
        "class A: pass\n",
        "@d\n",
        "@d\ndef f(): pass\n",
        "x = (\n",
        "x = [1,\n2\n",
        "'''abc\n",
        "f(a,\n",
        "x = 1 + \\\n",
        "try:\n  x\n",
        "for i in x: y\n",
        "match x:\n",
        "match x:\n case 1: y\n",
        "if x:\n  y\nelse:\n",
        "{'a':\n",
        "if x:\n  '''\n",
        "with a: b\n",
        "class A:\n  def f(self):\n",
    };
    static const char *const complete[] = {
        "x = 1\n",      "\n",          "if x:\n  y\n\n", "def f(): pass\n\n",
        "x; y\n",       "'abc'\n",     "import a\n",     "(\n1)\n",
        "'''a\nb'''\n", "# comment\n", "match = 1\n",    "@d\ndef f(): pass\n\n",
    };
    static const char *const bad[] = {
        "x = = 1\n", "a b\n",          ")\n",   "'abc\n", "x = 1 +\n",
        "if x\n",    "x = 1\ny = 2\n", "  x\n", "1a\n",   "f(a b\n",
    };
    for (size_t i = 0; i < sizeof open / sizeof *open; i++) {
        if (!UNIT_CHECK(single(open[i]) == PROBLEM_INCOMPLETE)) {
            printf("  %s", open[i]);
        }
    }
    for (size_t i = 0; i < sizeof complete / sizeof *complete; i++) {
        if (!UNIT_CHECK(single(complete[i]) == PROBLEM_NONE)) {
            printf("  %s", complete[i]);
        }
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        SyntaxProblemKind kind = single(bad[i]);
        if (!UNIT_CHECK(kind == PROBLEM_SYNTAX || kind == PROBLEM_INDENTATION)) {
            printf("  %s", bad[i]);
        }
    }
}

/* ---- Memory -------------------------------------------------------------------------------------
 */

static const char *const memory_texts[] = {
    "import a.b as c, d\nfrom . import (x, y as z)\n"
    "@dec(1)\nclass C(B, metaclass=M, **kw):\n    'doc'\n    x: int = 5\n"
    "    def __m(self, a, /, b=1, *c: int, d, e=2, **f) -> None:\n"
    "        nonlocal_ = [lambda q, *r: (a, b, self) for i, (j, *k) in x if i < j <= k]\n"
    "        self.y = super().z = f'{a!r:>{b}} {c=}' 'x\\n' '\\xe9'\n"
    "        return (w := 3) if not x else -y ** 2\n"
    "async def g():\n    async with a as b, c:\n        async for x in y:\n"
    "            await z\n    try:\n        yield {**a, 'b': {1, *c}, 0x_ff: 1_0.5e-3j}\n"
    "    except (A, B) as e:\n        raise e from None\n    else:\n        del a.b, c[1:2, ...]\n"
    "    finally:\n        pass\n"
    "match x:\n    case [1, *rest, -2.5 + 3j] | {'k': v, **others} if v:\n        pass\n"
    "    case P(x=0, y=None) | A.B | (_ as n):\n        pass\n"
    "if a:\n    b += 1\nelif c:\n    pass\nelse:\n    global_ = not d\n"
    "while x: break\nwith (open(a) as f, b): assert 1 is 1, 'm'\n\u00e9 = '''a\nb'''\n",
    "def f():\n    x = [1,\n    (a b)]\n",
    "x = f'{a b}'",
    "foo(a, b for c in d, e)\n",
    "if x:\ny\n",
    "x = 'abc\\x'\n",
    "{1: 2, 3}",
    "def f(a=1, b): pass",
    "print 'hello'",
    "x = (1,\n",
};

/* Every request of the arena goes to the allocator of its own, and the Nth one fails. */
static bool run_with_allocations(const char *text, size_t count) {
    AstArena arena;
    AstModule *module;
    SyntaxProblem problem;
    ast_arena_init(&arena, allocator);
    arena.chunk_size = 64;
    allocations_left = count;
    bool is_good = try_text(&arena, text, PARSE_FILE, 0, &module, &problem);
    bool has_run_out = !is_good && problem.kind == PROBLEM_NO_MEMORY;
    allocations_left = SIZE_MAX;
    ast_arena_release(&arena);
    return has_run_out;
}

static void test_parser_survives_each_allocation_failing(void) {
    for (size_t i = 0; i < sizeof memory_texts / sizeof *memory_texts; i++) {
        size_t count = 0;
        /* The diagnosis makes thousands of small blocks: there, not every one is tried. */
        while (run_with_allocations(memory_texts[i], count)) {
            count += count < 1500 ? 1 : 97;
        }
        UNIT_CHECK(count > 5);
        UNIT_CHECK(live_blocks == 0);
    }
}

/* ---- Names
 * ----------------------------------------------------------------------------------------- */

static const Scope *child(const Scope *scope, const char *name) {
    const Scope *found = scope->first_child;
    while (found != NULL && strcmp(found->name->text, name) != 0) {
        found = found->next_sibling;
    }
    return found;
}

static Symbol *symbol(AstArena *arena, const Scope *scope, const char *name) {
    return scope_lookup(arena, scope, ast_arena_name_text(arena, name));
}

static void test_symbols_places_of_a_closure(void) {
    static const char text[] = "def outer(a, b):\n"
                               "    c = d = 1\n"
                               "    del d\n"
                               "    def inner():\n"
                               "        nonlocal c\n"
                               "        c = a + free\n"
                               "    return inner\n";
    AstArena arena;
    AstModule *module;
    SyntaxProblem problem;
    ast_arena_init(&arena, allocator);
    if (UNIT_CHECK(try_text(&arena, text, PARSE_FILE, 0, &module, &problem))) {
        const Scope *outer = child(module->scope, "outer");
        const Scope *inner = child(outer, "inner");
        UNIT_CHECK(outer->parameter_count == 2 && outer->local_count == 4);
        UNIT_CHECK(outer->cell_count == 2 && inner->free_count == 2);
        const Symbol *a = symbol(&arena, outer, "a");
        UNIT_CHECK(a->place == SYMBOL_CELL && a->cell_index == 0 && a->local_index == 0);
        const Symbol *c = symbol(&arena, outer, "c");
        UNIT_CHECK(c->place == SYMBOL_CELL && c->cell_index == 1 && c->local_index == -1);
        UNIT_CHECK((c->flags & SYMBOL_CAPTURED_ASSIGNED) != 0);
        UNIT_CHECK((a->flags & SYMBOL_CAPTURED_ASSIGNED) == 0);
        UNIT_CHECK((symbol(&arena, outer, "d")->flags & SYMBOL_DELETED) != 0);
        UNIT_CHECK(symbol(&arena, outer, "b")->place == SYMBOL_LOCAL);
        UNIT_CHECK(symbol(&arena, inner, "a")->place == SYMBOL_FREE);
        UNIT_CHECK(symbol(&arena, inner, "free")->place == SYMBOL_GLOBAL_IMPLICIT);
    }
    ast_arena_release(&arena);
}

static void test_symbols_class_cell_mangling_and_attributes(void) {
    static const char text[] = "class C:\n"
                               "    def f(self, __x):\n"
                               "        super().f()\n"
                               "        self.a = self.b = self.__c = __x\n"
                               "        self.a = other.d = 1\n";
    AstArena arena;
    AstModule *module;
    SyntaxProblem problem;
    ast_arena_init(&arena, allocator);
    if (UNIT_CHECK(try_text(&arena, text, PARSE_FILE, 0, &module, &problem))) {
        const Scope *class = child(module->scope, "C");
        const Scope *method = child(class, "f");
        UNIT_CHECK(class->needs_class_cell && class->class_cell_index == 0);
        UNIT_CHECK(method->free_count == 1);
        UNIT_CHECK(strcmp(method->frees[0]->name->text, "__class__") == 0);
        UNIT_CHECK(strcmp(method->locals[1]->name->text, "_C__x") == 0);
        UNIT_CHECK(class->stored_attribute_count == 3);
    }
    ast_arena_release(&arena);
}

static void test_parser_notes_warnings(void) {
    static const char text[] = "x is 1\nassert (x, 'm')\n'\\d'\n(1)(2)\n1or 2\n";
    static const char *const messages[] = {
        "invalid escape sequence '\\d'",
        "invalid decimal literal",
        "\"is\" with a literal. Did you mean \"==\"?",
        "assertion is always true, perhaps remove parentheses?",
        "'int' object is not callable; perhaps you missed a comma?",
    };
    AstArena arena;
    AstModule *module;
    SyntaxProblem problem;
    ast_arena_init(&arena, allocator);
    if (UNIT_CHECK(try_text(&arena, text, PARSE_FILE, 0, &module, &problem))) {
        const SyntaxNote *note = module->notes;
        for (size_t i = 0; i < sizeof messages / sizeof *messages; i++) {
            if (!UNIT_CHECK(note != NULL && strcmp(note->message, messages[i]) == 0)) {
                break;
            }
            note = note->next;
        }
        UNIT_CHECK(note == NULL);
    }
    ast_arena_release(&arena);
}

int main(int argc, char **argv) {
    unit_start(argc, argv);
    UNIT_RUN(test_parser_mistakes_have_the_messages_of_cpython);
    UNIT_RUN(test_parser_single_asks_for_more_lines);
    UNIT_RUN(test_parser_survives_each_allocation_failing);
    UNIT_RUN(test_symbols_places_of_a_closure);
    UNIT_RUN(test_symbols_class_cell_mangling_and_attributes);
    UNIT_RUN(test_parser_notes_warnings);
    return unit_result();
}
