/* See source_lines.h. The rules for the marks are those of CPython 3.11: an expression that is all
 * of its line is not marked; in a binary operation the operator, in a subscription the brackets
 * stand out as ^ among ~. */
#include "modules/source_lines.h"
#include "compile/parser.h"
#include "object/grants.h"
#include "object/operations.h"
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

/* ---- reading ---- */

static char *read_stream(Runtime *rt, FILE *stream, size_t *size) {
    size_t capacity = 4096, used = 0;
    char *text = memory_allocate(rt, capacity);
    while (text) {
        size_t got = fread(text + used, 1, capacity - used, stream);
        used += got;
        if (got == 0) {
            *size = used;
            return text;
        }
        if (used == capacity) {
            capacity *= 2;
            char *larger = memory_reallocate(rt, text, capacity);
            if (!larger) {
                memory_free(rt, text);
            }
            text = larger;
        }
    }
    return NULL;
}

static bool is_utf8(const unsigned char *text, size_t size) {
    size_t i = 0;
    while (i < size) {
        unsigned char lead = text[i++];
        size_t more = lead < 0x80   ? 0
                      : lead < 0xC2 ? 9
                      : lead < 0xE0 ? 1
                      : lead < 0xF0 ? 2
                      : lead < 0xF5 ? 3
                                    : 9;
        for (; more > 0; more--) {
            if (more > 3 || i >= size || (text[i++] & 0xC0) != 0x80) {
                return false;
            }
        }
    }
    return true;
}

/* A file in another encoding is shown as Latin-1, in which every byte is a character. */
static char *latin1_to_utf8(Runtime *rt, const unsigned char *text, size_t *size) {
    char *out = memory_allocate(rt, *size * 2 + 1);
    size_t used = 0;
    for (size_t i = 0; out && i < *size; i++) {
        if (text[i] >= 0x80) {
            out[used++] = (char)(0xC0 | text[i] >> 6);
        }
        out[used++] = (char)(text[i] < 0x80 ? text[i] : 0x80 | (text[i] & 0x3F));
    }
    *size = used;
    return out;
}

void source_lines_close(Runtime *rt, SourceFile *file) {
    CLEAR_REF(rt, &file->name);
    memory_free(rt, file->text);
    *file = (SourceFile){0};
}

static void open_file(Runtime *rt, SourceFile *file, Object *filename) {
    size_t length;
    Object *holder = NULL;
    const char *path = str_utf8(rt, filename, &length, &holder, true);
    int fd = path && length > 0 && path[0] != '<' ? grants_open_file(rt, path, O_RDONLY, 0) : -1;
    FILE *stream = fd >= 0 ? fdopen(fd, "rb") : NULL;
    if (stream) {
        file->text = read_stream(rt, stream, &file->size);
        fclose(stream);
    }
    if (file->text && !is_utf8((const unsigned char *)file->text, file->size)) {
        char *text = latin1_to_utf8(rt, (const unsigned char *)file->text, &file->size);
        memory_free(rt, file->text);
        file->text = text;
    }
    release_nullable(rt, holder);
    error_clear(rt);
}

static const char *end_of_line(const char *text, const char *end) {
    while (text < end && *text != '\n' && *text != '\r') {
        text++;
    }
    return text;
}

bool source_lines_find(Runtime *rt, SourceFile *file, Object *filename, uint32_t lineno,
                       SourceLine *out) {
    if (!file->name || !str_equals(file->name, filename)) {
        source_lines_close(rt, file);
        file->name = retain(filename);
        open_file(rt, file, filename);
    }
    if (!file->text || lineno == 0) {
        return false;
    }
    const char *text = file->text, *end = file->text + file->size;
    if (file->size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        text += 3;
    }
    for (uint32_t i = 1; i < lineno; i++) {
        text = end_of_line(text, end);
        if (text == end) {
            return false;
        }
        text += text[0] == '\r' && text + 1 < end && text[1] == '\n' ? 2 : 1;
    }
    if (text == end) {
        return false;
    }
    out->text = text;
    out->size = (size_t)(end_of_line(text, end) - text);
    out->indent = 0;
    while (out->indent < out->size && strchr(" \t\f", out->text[out->indent])) {
        out->indent++;
    }
    return true;
}

/* ---- marking ---- */

static size_t characters(const char *text, size_t size) {
    size_t count = 0;
    for (size_t i = 0; i < size; i++) {
        count += (text[i] & 0xC0) != 0x80;
    }
    return count;
}

static void *arena_allocate(void *user, size_t size) {
    return memory_allocate(user, size);
}

static void arena_release(void *user, void *block, size_t size) {
    (void)size;
    memory_free(user, block);
}

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\f' || c == '\n' || c == '\r';
}

/* The operator between the operands, or the brackets: byte columns in the text; false: neither. */
static bool inner_of_expression(const char *text, const AstExpr *expression, size_t *start,
                                size_t *end) {
    if (expression->node.kind == AST_SUBSCRIPT) {
        *start = expression->as.subscript.value->node.end_col_offset;
        *end = expression->as.subscript.slice->node.end_col_offset + 1;
        return true;
    }
    if (expression->node.kind != AST_BIN_OP) {
        return false;
    }
    size_t right = expression->as.bin_op.right->node.col_offset;
    for (size_t i = expression->as.bin_op.left->node.end_col_offset; i < right; i++) {
        if (is_space(text[i])) {
            continue;
        }
        *start = i;
        *end = i + 1 < right && !is_space(text[i + 1]) ? i + 2 : i + 1;
        return true;
    }
    return false;
}

static bool inner_of_text(Runtime *rt, const char *text, size_t size, size_t *start, size_t *end) {
    AstArena arena;
    ast_arena_init(&arena, (AstAllocator){arena_allocate, arena_release, rt});
    SyntaxProblem problem = {0};
    bool found = false;
    AstModule *module =
        parse_source(&arena, text, size, "<traceback>", PARSE_FILE, PARSE_IS_TEXT, &problem);
    if (module && module->body.count == 1 && module->body.items[0]->node.kind == AST_EXPR) {
        const AstExpr *expression = module->body.items[0]->as.expr.value;
        found = expression && inner_of_expression(text, expression, start, end);
    }
    ast_arena_release(&arena);
    error_clear(rt);
    return found && *start <= *end && *end <= size;
}

bool source_lines_marks(Runtime *rt, const SourceLine *line, CodePosition position,
                        SourceMarks *out) {
    if (position.col < 0 || position.end_col < 0 || (size_t)position.col > line->size) {
        return false;
    }
    size_t start = (size_t)position.col, end = (size_t)position.end_col, inner = 0, inner_end = 0;
    bool has_inner = false;
    if (position.lineno == position.end_lineno) {
        end = base_min_size(end, line->size);
        has_inner =
            start < end && inner_of_text(rt, line->text + start, end - start, &inner, &inner_end);
    } else {
        end = line->size;
        while (end > 0 && is_space(line->text[end - 1])) {
            end--;
        }
    }
    if (!has_inner && end - start == line->size - line->indent) {
        return false;
    }
    out->start = characters(line->text, start);
    out->end = characters(line->text, end);
    out->inner_start = out->inner_end = 0;
    if (has_inner) {
        out->inner_start = characters(line->text, start + inner);
        out->inner_end = characters(line->text, start + inner_end);
    }
    return out->start < out->end;
}
