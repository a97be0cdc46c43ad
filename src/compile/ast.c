/*
 * ast: the arena, the table of names, and what those who build trees share.
 * It must not know the text's grammar nor any object.
 */
#include "compile/ast.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { FIRST_CHUNK_SIZE = 2048, LAST_CHUNK_SIZE = 65536, FIRST_BUCKET_COUNT = 64 };

/* Owner: its arena. size counts this header. */
struct AstChunk {
    struct AstChunk *next;
    size_t size;
};

/* ---- Arena ------------------------------------------------------------------------------- */

void ast_arena_init(AstArena *arena, AstAllocator allocator) {
    memset(arena, 0, sizeof *arena);
    arena->allocator = allocator;
    arena->chunk_size = FIRST_CHUNK_SIZE;
}

void ast_arena_release(AstArena *arena) {
    AstChunk *chunk = arena->chunks;
    while (chunk != NULL) {
        AstChunk *next = chunk->next;
        arena->allocator.release(arena->allocator.user, chunk, chunk->size);
        chunk = next;
    }
    ast_arena_init(arena, arena->allocator);
}

static void *allocate_in_new_chunk(AstArena *arena, size_t size) {
    bool is_own = size > arena->chunk_size / 4;
    size_t chunk_size = is_own ? sizeof(AstChunk) + size : arena->chunk_size;
    AstChunk *chunk = arena->allocator.allocate(arena->allocator.user, chunk_size);
    if (chunk == NULL) {
        return NULL;
    }
    chunk->size = chunk_size;
    arena->total_bytes += chunk_size;
    char *start = (char *)(chunk + 1);
    if (is_own && arena->chunks != NULL) {
        /* A big block gets a chunk of its own; the newest chunk stays the newest. */
        chunk->next = arena->chunks->next;
        arena->chunks->next = chunk;
        memset(start, 0, size);
        return start;
    }
    chunk->next = arena->chunks;
    arena->chunks = chunk;
    arena->cursor = start + size;
    arena->limit = (char *)chunk + chunk_size;
    if (!is_own && arena->chunk_size < LAST_CHUNK_SIZE) {
        arena->chunk_size *= 2;
    }
    memset(start, 0, size);
    return start;
}

void *ast_arena_allocate(AstArena *arena, size_t size) {
    if (size > SIZE_MAX / 2) {
        return NULL;
    }
    size = (size + 7) & ~(size_t)7;
    if (size <= (size_t)(arena->limit - arena->cursor)) {
        void *block = arena->cursor;
        arena->cursor += size;
        return memset(block, 0, size);
    }
    return allocate_in_new_chunk(arena, size);
}

char *ast_arena_copy(AstArena *arena, const char *bytes, size_t length) {
    char *copy = ast_arena_allocate(arena, length + 1);
    if (copy != NULL && length > 0) {
        memcpy(copy, bytes, length);
    }
    return copy;
}

/* ---- Names ------------------------------------------------------------------------------- */

static uint32_t hash_text(const char *text, size_t length) {
    uint32_t hash = 2166136261U;
    for (size_t i = 0; i < length; i++) {
        hash = (hash ^ (unsigned char)text[i]) * 16777619U;
    }
    return hash ^ (hash >> 15);
}

static bool grow_names(AstArena *arena) {
    uint32_t bucket_count =
        arena->name_bucket_count == 0 ? FIRST_BUCKET_COUNT : arena->name_bucket_count * 4;
    AstName **buckets = ast_arena_allocate(arena, bucket_count * sizeof *buckets);
    if (buckets == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < arena->name_bucket_count; i++) {
        AstName *name = arena->names[i];
        while (name != NULL) {
            AstName *next = name->next;
            name->next = buckets[name->hash & (bucket_count - 1)];
            buckets[name->hash & (bucket_count - 1)] = name;
            name = next;
        }
    }
    arena->names = buckets;
    arena->name_bucket_count = bucket_count;
    return true;
}

static AstName *find_name(const AstArena *arena, const char *text, size_t length, uint32_t hash) {
    if (arena->name_bucket_count == 0) {
        return NULL;
    }
    AstName *name = arena->names[hash & (arena->name_bucket_count - 1)];
    while (name != NULL && (name->hash != hash || name->length != length ||
                            memcmp(name->text, text, length) != 0)) {
        name = name->next;
    }
    return name;
}

AstName *ast_arena_name(AstArena *arena, const char *text, size_t length) {
    uint32_t hash = hash_text(text, length);
    AstName *name = find_name(arena, text, length, hash);
    if (name != NULL) {
        return name;
    }
    if (arena->name_count >= arena->name_bucket_count && !grow_names(arena)) {
        return NULL;
    }
    name = ast_arena_allocate(arena, sizeof *name + length + 1);
    if (name == NULL) {
        return NULL;
    }
    name->hash = hash;
    name->index = arena->name_count++;
    name->length = (uint32_t)length;
    memcpy(name->text, text, length);
    AstName **bucket = &arena->names[hash & (arena->name_bucket_count - 1)];
    name->next = *bucket;
    *bucket = name;
    return name;
}

AstName *ast_arena_name_text(AstArena *arena, const char *text) {
    return ast_arena_name(arena, text, strlen(text));
}

/* ---- Nodes ------------------------------------------------------------------------------- */

#define UNION_OFFSET(type) offsetof(type, as)
#define MEMBER_SIZE(type, member) (UNION_OFFSET(type) + sizeof(((type *)0)->as.member))

static const uint8_t expr_sizes[] = {
    [AST_BOOL_OP] = MEMBER_SIZE(AstExpr, bool_op),
    [AST_NAMED_EXPR] = MEMBER_SIZE(AstExpr, named_expr),
    [AST_BIN_OP] = MEMBER_SIZE(AstExpr, bin_op),
    [AST_UNARY_OP] = MEMBER_SIZE(AstExpr, unary_op),
    [AST_LAMBDA] = MEMBER_SIZE(AstExpr, lambda),
    [AST_IF_EXP] = MEMBER_SIZE(AstExpr, if_exp),
    [AST_DICT] = MEMBER_SIZE(AstExpr, dict),
    [AST_SET] = MEMBER_SIZE(AstExpr, sequence),
    [AST_LIST_COMP] = MEMBER_SIZE(AstExpr, comprehension),
    [AST_SET_COMP] = MEMBER_SIZE(AstExpr, comprehension),
    [AST_DICT_COMP] = MEMBER_SIZE(AstExpr, comprehension),
    [AST_GENERATOR_EXP] = MEMBER_SIZE(AstExpr, comprehension),
    [AST_AWAIT] = MEMBER_SIZE(AstExpr, unary),
    [AST_YIELD] = MEMBER_SIZE(AstExpr, unary),
    [AST_YIELD_FROM] = MEMBER_SIZE(AstExpr, unary),
    [AST_COMPARE] = MEMBER_SIZE(AstExpr, compare),
    [AST_CALL] = MEMBER_SIZE(AstExpr, call),
    [AST_FORMATTED_VALUE] = MEMBER_SIZE(AstExpr, formatted),
    [AST_JOINED_STR] = MEMBER_SIZE(AstExpr, sequence),
    [AST_CONSTANT] = MEMBER_SIZE(AstExpr, constant),
    [AST_ATTRIBUTE] = MEMBER_SIZE(AstExpr, attribute),
    [AST_SUBSCRIPT] = MEMBER_SIZE(AstExpr, subscript),
    [AST_STARRED] = MEMBER_SIZE(AstExpr, unary),
    [AST_NAME] = MEMBER_SIZE(AstExpr, name),
    [AST_LIST] = MEMBER_SIZE(AstExpr, sequence),
    [AST_TUPLE] = MEMBER_SIZE(AstExpr, sequence),
    [AST_SLICE] = MEMBER_SIZE(AstExpr, slice),
};

static const uint8_t stmt_sizes[] = {
    [AST_FUNCTION_DEF] = MEMBER_SIZE(AstStmt, function),
    [AST_ASYNC_FUNCTION_DEF] = MEMBER_SIZE(AstStmt, function),
    [AST_CLASS_DEF] = MEMBER_SIZE(AstStmt, class_def),
    [AST_RETURN] = MEMBER_SIZE(AstStmt, expr),
    [AST_DELETE] = MEMBER_SIZE(AstStmt, targets),
    [AST_ASSIGN] = MEMBER_SIZE(AstStmt, assign),
    [AST_AUG_ASSIGN] = MEMBER_SIZE(AstStmt, aug_assign),
    [AST_ANN_ASSIGN] = MEMBER_SIZE(AstStmt, ann_assign),
    [AST_FOR] = MEMBER_SIZE(AstStmt, for_loop),
    [AST_ASYNC_FOR] = MEMBER_SIZE(AstStmt, for_loop),
    [AST_WHILE] = MEMBER_SIZE(AstStmt, branch),
    [AST_IF] = MEMBER_SIZE(AstStmt, branch),
    [AST_WITH] = MEMBER_SIZE(AstStmt, with),
    [AST_ASYNC_WITH] = MEMBER_SIZE(AstStmt, with),
    [AST_MATCH] = MEMBER_SIZE(AstStmt, match),
    [AST_RAISE] = MEMBER_SIZE(AstStmt, raise),
    [AST_TRY] = MEMBER_SIZE(AstStmt, try_block),
    [AST_TRY_STAR] = MEMBER_SIZE(AstStmt, try_block),
    [AST_ASSERT] = MEMBER_SIZE(AstStmt, assert_stmt),
    [AST_IMPORT] = MEMBER_SIZE(AstStmt, import),
    [AST_IMPORT_FROM] = MEMBER_SIZE(AstStmt, import),
    [AST_GLOBAL] = MEMBER_SIZE(AstStmt, names),
    [AST_NONLOCAL] = MEMBER_SIZE(AstStmt, names),
    [AST_EXPR] = MEMBER_SIZE(AstStmt, expr),
    [AST_PASS] = UNION_OFFSET(AstStmt),
    [AST_BREAK] = UNION_OFFSET(AstStmt),
    [AST_CONTINUE] = UNION_OFFSET(AstStmt),
};

static const uint8_t pattern_sizes[] = {
    [AST_MATCH_VALUE] = MEMBER_SIZE(AstPattern, value),
    [AST_MATCH_SINGLETON] = MEMBER_SIZE(AstPattern, singleton),
    [AST_MATCH_SEQUENCE] = MEMBER_SIZE(AstPattern, patterns),
    [AST_MATCH_MAPPING] = MEMBER_SIZE(AstPattern, mapping),
    [AST_MATCH_CLASS] = MEMBER_SIZE(AstPattern, cls),
    [AST_MATCH_STAR] = MEMBER_SIZE(AstPattern, star),
    [AST_MATCH_AS] = MEMBER_SIZE(AstPattern, as),
    [AST_MATCH_OR] = MEMBER_SIZE(AstPattern, patterns),
};

size_t ast_expr_size(AstExprKind kind) {
    return expr_sizes[kind];
}

size_t ast_stmt_size(AstStmtKind kind) {
    return stmt_sizes[kind];
}

size_t ast_pattern_size(AstPatternKind kind) {
    return pattern_sizes[kind];
}

static void *node_new(AstArena *arena, size_t size, uint8_t kind, const AstNode *at) {
    AstNode *node = ast_arena_allocate(arena, size);
    if (node == NULL) {
        return NULL;
    }
    if (at != NULL) {
        node->lineno = at->lineno;
        node->col_offset = at->col_offset;
        node->end_lineno = at->end_lineno;
        node->end_col_offset = at->end_col_offset;
    }
    node->kind = kind;
    node->height = 1;
    return node;
}

AstExpr *ast_expr_new(AstArena *arena, AstExprKind kind, const AstNode *at) {
    return node_new(arena, expr_sizes[kind], (uint8_t)kind, at);
}

AstStmt *ast_stmt_new(AstArena *arena, AstStmtKind kind, const AstNode *at) {
    return node_new(arena, stmt_sizes[kind], (uint8_t)kind, at);
}

AstPattern *ast_pattern_new(AstArena *arena, AstPatternKind kind, const AstNode *at) {
    return node_new(arena, pattern_sizes[kind], (uint8_t)kind, at);
}

/* ---- Warnings and problems ----------------------------------------------------------------- */

bool ast_note(AstArena *arena, AstModule *module, SyntaxNoteCategory category, const AstNode *at,
              const char *message) {
    SyntaxNote *note = ast_arena_allocate(arena, sizeof *note);
    char *copy = ast_arena_copy(arena, message, strlen(message));
    if (note == NULL || copy == NULL) {
        return false;
    }
    note->category = category;
    note->lineno = at->lineno;
    note->node = *at;
    note->message = copy;
    if (module->notes_end == NULL) {
        module->notes_end = &module->notes;
    }
    *module->notes_end = note;
    module->notes_end = &note->next;
    return true;
}

/* Characters in the first `length` bytes of UTF-8; a cut sequence counts as one. */
static int32_t count_characters(const char *text, size_t length) {
    int32_t count = 0;
    for (size_t i = 0; i < length && text[i] != '\0'; i++) {
        count += ((unsigned char)text[i] & 0xC0) != 0x80;
    }
    return count;
}

static const char *find_line(const AstModule *module, uint32_t lineno, size_t *length) {
    const char *cursor = module->source;
    const char *end = cursor + module->source_length;
    for (uint32_t line = 1; line < lineno; line++) {
        const char *newline = memchr(cursor, '\n', (size_t)(end - cursor));
        if (newline == NULL) {
            return NULL;
        }
        cursor = newline + 1;
    }
    const char *newline = memchr(cursor, '\n', (size_t)(end - cursor));
    *length = (size_t)((newline == NULL ? end : newline + 1) - cursor);
    return cursor;
}

void ast_problem(AstArena *arena, const AstModule *module, const AstNode *at,
                 SyntaxProblem *problem, const char *message, ...) {
    char buffer[512];
    va_list args;
    va_start(args, message);
    vsnprintf(buffer, sizeof buffer, message, args);
    va_end(args);
    memset(problem, 0, sizeof *problem);
    problem->kind = PROBLEM_SYNTAX;
    problem->message = ast_arena_copy(arena, buffer, strlen(buffer));
    problem->lineno = at->lineno;
    problem->offset = (int32_t)at->col_offset + 1;
    problem->end_lineno = (int32_t)at->end_lineno;
    problem->end_offset = (int32_t)at->end_col_offset + 1;
    problem->has_end = problem->has_offset = true;
    size_t length = 0;
    const char *line = find_line(module, at->lineno, &length);
    /* CPython's compiler reads the line from the file; what is not from a file has none. */
    if (line != NULL && module->filename != NULL && module->filename[0] != '<') {
        problem->text = ast_arena_copy(arena, line, length);
        problem->text_is_of_file = true;
        problem->offset = count_characters(line, at->col_offset) + 1;
        if (at->end_lineno == at->lineno) {
            problem->end_offset = count_characters(line, at->end_col_offset) + 1;
        }
    }
    if (problem->message == NULL) {
        problem->kind = PROBLEM_NO_MEMORY;
    }
}

bool ast_comprehension_is_async(const AstExpr *expr) {
    const AstComprehensions *generators = &expr->as.comprehension.generators;
    unsigned flags = expr->as.comprehension.element->node.flags;
    if (expr->as.comprehension.value != NULL) {
        flags |= expr->as.comprehension.value->node.flags;
    }
    for (uint32_t i = 0; i < generators->count; i++) {
        const AstComprehension *generator = generators->items[i];
        if (generator->is_async) {
            return true;
        }
        flags |= i > 0 ? generator->iter->node.flags : 0;
        for (uint32_t j = 0; j < generator->ifs.count; j++) {
            flags |= generator->ifs.items[j]->node.flags;
        }
    }
    return (flags & AST_HAS_AWAIT) != 0;
}
