/* Formatting of exceptions. Its layout is CPython 3.11's to the letter, for people and tools read
 * it: also where that looks odd (the later lines of a message inside a group are not indented). */
#include "modules/traceback_text.h"
#include "modules/source_lines.h"
#include "modules/standard_stream.h"
#include "modules/suggestions.h"
#include "object/grants.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/list.h"
#include "object/operations.h"
#include "object/tuple.h"
#include <stdio.h>
#include <string.h>

enum {
    LEVELS_MAX = 1000,    /* of a traceback: the newest; sys.tracebacklimit */
    REPEATS_SHOWN = 3,    /* of the same line in recursion */
    GROUP_WIDTH_MAX = 15, /* members of a group */
    GROUP_DEPTH_MAX = 10,
};

typedef struct TextContext {
    Runtime *rt;
    StrWriter writer;
    unsigned depth;  /* of groups: every line begins with 2 * depth spaces and "| " */
    bool need_close; /* the last member of a group has still to draw its lower edge */
    Object *seen;    /* list: exceptions of the chains so far */
    SourceFile source;
} TextContext;

static bool put(TextContext *context, const char *ascii) {
    return writer_cstring(context->rt, &context->writer, ascii);
}

static bool put_str(TextContext *context, STEALS Object *text) {
    bool fine = text && writer_str(context->rt, &context->writer, text);
    release_nullable(context->rt, text);
    return fine;
}

static bool put_repeated(TextContext *context, char c, size_t count) {
    for (; count > 0; count--) {
        if (!writer_char(context->rt, &context->writer, (uint8_t)c)) {
            return false;
        }
    }
    return true;
}

static bool put_indent(TextContext *context) {
    return put_repeated(context, ' ', 2 * context->depth);
}

static bool put_margin(TextContext *context) {
    return put_indent(context) && (context->depth == 0 || put(context, "| "));
}

/* ---- traceback ---- */

static bool put_marks(TextContext *context, const SourceLine *line, const SourceMarks *marks) {
    if (!put_margin(context) || !put(context, "    ")) {
        return false;
    }
    bool has_inner = marks->inner_start < marks->inner_end;
    for (size_t at = line->indent; at < marks->end; at++) {
        char mark = '^';
        if (at < marks->start) {
            mark = ' ';
        } else if (has_inner && (at < marks->inner_start || at >= marks->inner_end)) {
            mark = '~';
        }
        if (!put_repeated(context, mark, 1)) {
            return false;
        }
    }
    return put(context, "\n");
}

static bool put_source(TextContext *context, const TracebackObject *level, Object *filename,
                       uint32_t lineno) {
    SourceLine line;
    if (!source_lines_find(context->rt, &context->source, filename, lineno, &line)) {
        return true;
    }
    if (!put_margin(context) || !put(context, "    ") ||
        !put_str(context,
                 str_from_utf8(context->rt, line.text + line.indent, line.size - line.indent)) ||
        !put(context, "\n")) {
        return false;
    }
    SourceMarks marks;
    CodePosition position = traceback_position(level);
    return !source_lines_marks(context->rt, &line, position, &marks) ||
           put_marks(context, &line, &marks);
}

static const CodeObject *code_of(const TracebackObject *level) {
    return (const CodeObject *)source_lines_function(level)->code;
}

static bool put_level(TextContext *context, const TracebackObject *level) {
    const CodeObject *code = code_of(level);
    int32_t lineno = traceback_lineno(level);
    return put_margin(context) &&
           put_str(context, str_format(context->rt, "  File \"%U\", line %d, in %U\n",
                                       code->filename, (int)lineno, code->name)) &&
           put_source(context, level, code->filename, lineno > 0 ? (uint32_t)lineno : 0);
}

static bool put_repeats(TextContext *context, size_t repeats) {
    if (repeats <= REPEATS_SHOWN) {
        return true;
    }
    size_t more = repeats - REPEATS_SHOWN;
    return put_margin(context) &&
           put_str(context, str_format(context->rt, "  [Previous line repeated %zu more time%s]\n",
                                       more, more > 1 ? "s" : ""));
}

static bool same_place(const TracebackObject *a, const TracebackObject *b) {
    const CodeObject *one = code_of(a), *other = code_of(b);
    return traceback_lineno(a) == traceback_lineno(b) &&
           (one == other ||
            (str_equals(one->filename, other->filename) && str_equals(one->name, other->name)));
}

static const TracebackObject *next_level(const TracebackObject *level) {
    return (const TracebackObject *)level->next;
}

/* sys.tracebacklimit, when it is an int. */
static int64_t level_limit(Runtime *rt) {
    Object *limit = rt->sys_dict ? dict_get_cstring(rt, rt->sys_dict, "tracebacklimit") : NULL;
    if (!limit || !type_is_int(rt, limit)) {
        error_clear(rt);
        return LEVELS_MAX;
    }
    int overflow;
    int64_t value = int_as_int64(limit, &overflow);
    return overflow > 0 ? INT64_MAX : overflow < 0 ? 0 : value;
}

static bool put_levels(TextContext *context, const TracebackObject *level) {
    int64_t depth = 0, limit = level_limit(context->rt);
    for (const TracebackObject *at = level; at; at = next_level(at)) {
        depth++;
    }
    for (; level && depth > limit; depth--) {
        level = next_level(level);
    }
    const TracebackObject *last = NULL;
    size_t repeats = 0;
    for (; level; level = next_level(level)) {
        if (!last || !same_place(level, last)) {
            if (!put_repeats(context, repeats)) {
                return false;
            }
            last = level;
            repeats = 0;
        }
        repeats++;
        if (repeats <= REPEATS_SHOWN && !put_level(context, level)) {
            return false;
        }
    }
    return put_repeats(context, repeats);
}

static bool put_traceback(TextContext *context, Object *traceback, const char *header) {
    if (!traceback || level_limit(context->rt) <= 0) {
        return true;
    }
    return put(context, header) && put_levels(context, (const TracebackObject *)traceback);
}

/* ---- syntax errors ---- */

static bool as_number(Runtime *rt, Object *object, int64_t *out) {
    if (!object || object == NONE || !type_is_int(rt, object)) {
        return false;
    }
    int overflow;
    *out = int_as_int64(object, &overflow);
    return !overflow;
}

/* The text at fault and the carets under it. Offsets count from 1. */
static bool put_text_at_fault(TextContext *context, Object *text, int64_t offset,
                              int64_t end_offset) {
    int64_t start = 0, length = (int64_t)str_length(text);
    end_offset = base_min_i64(end_offset, length + 1); /* no caret behind the end of the line */
    int64_t repeats = end_offset > 0 && end_offset > offset ? end_offset - offset : 1;
    offset--;
    while (start < length && str_at(text, (size_t)start) < 0x80 &&
           strchr(" \t\f", (int)str_at(text, (size_t)start)) && str_at(text, (size_t)start)) {
        start++, offset--;
    }
    int64_t end = length;
    if (end > start && str_at(text, (size_t)end - 1) == '\n') {
        end--;
    }
    offset = base_min_i64(offset, end - start);
    /* Lines before the one at fault are left out. */
    for (int64_t i = start; i < end && i - start < offset; i++) {
        if (str_at(text, (size_t)i) == '\n') {
            offset -= i + 1 - start;
            start = i + 1;
        }
    }
    if (!put(context, "    ") ||
        !writer_substring(context->rt, &context->writer, text, (size_t)start, (size_t)end) ||
        !put(context, "\n")) {
        return false;
    }
    if (offset < 0) {
        return true;
    }
    return put(context, "    ") && put_repeated(context, ' ', (size_t)offset) &&
           put_repeated(context, '^', (size_t)repeats) && put(context, "\n");
}

/* Where the error is; *message becomes what is shown of it. */
static bool put_place(TextContext *context, SyntaxExceptionObject *error, Object **message) {
    Runtime *rt = context->rt;
    int64_t lineno, offset = -1, end_lineno, end_offset = -1;
    if (!as_number(rt, error->lineno, &lineno)) {
        return true;
    }
    if (!as_number(rt, error->offset, &offset)) {
        offset = -1;
    }
    if (!as_number(rt, error->end_lineno, &end_lineno)) {
        end_lineno = lineno;
    }
    if (!as_number(rt, error->end_offset, &end_offset)) {
        end_offset = -1;
    }
    *message = error->message ? error->message : NONE;
    bool named = error->filename && error->filename != NONE;
    Object *place =
        named ? str_format(rt, "  File \"%S\", line %lld\n", error->filename, (long long)lineno)
              : str_format(rt, "  File \"<string>\", line %lld\n", (long long)lineno);
    if (!put_margin(context) || !put_str(context, place)) {
        return false;
    }
    if (!error->text || !type_is_str(rt, error->text)) {
        return true;
    }
    if (end_lineno > lineno) {
        end_offset = (int64_t)str_length(error->text);
    }
    /* Errors of indentation get one caret. */
    bool marked = object_type_id(&error->base.header) == TYPE_SYNTAX_ERROR;
    return put_text_at_fault(context, error->text, offset, marked ? end_offset : -1);
}

/* ---- message and notes ---- */

NEW_REF Object *traceback_text_type_name(Runtime *rt, Object *exception) {
    if (object_type_id(exception) < TYPE_BUILTIN_COUNT) {
        return str_from_cstring(rt, type_name_of(rt, exception)); /* also with little memory */
    }
    TypeObject *type = type_of(rt, exception);
    if (!type) {
        return NULL;
    }
    Object *module = object_get_attr(rt, &type->header, rt->names[NAME___module__]);
    if (!module) {
        error_clear(rt);
        return str_format(rt, "<unknown>.%U", type->qualname);
    }
    Object *name;
    if (!type_is_str(rt, module)) {
        name = str_format(rt, "<unknown>.%U", type->qualname);
    } else if (str_equals_ascii(module, "builtins") || str_equals_ascii(module, "__main__")) {
        name = retain(type->qualname);
    } else {
        name = str_format(rt, "%U.%U", module, type->qualname);
    }
    release(rt, module);
    return name;
}

static bool put_suggestion(TextContext *context, Object *exception) {
    Object *suggestion = suggestions_for(context->rt, exception);
    if (!suggestion) {
        return true;
    }
    bool fine = put_str(context, str_format(context->rt, ". Did you mean: '%U'?", suggestion));
    release(context->rt, suggestion);
    return fine;
}

/* shown: the exception, or the message of a syntax error. */
static bool put_message(TextContext *context, Object *exception, Object *shown) {
    Runtime *rt = context->rt;
    if (!put_margin(context) || !put_str(context, traceback_text_type_name(rt, exception))) {
        return false;
    }
    Object *text = object_str(rt, shown);
    bool fine;
    if (!text) {
        error_clear(rt);
        fine = put(context, ": <exception str() failed>");
    } else {
        fine =
            str_length(text) == 0 || (put(context, ": ") && writer_str(rt, &context->writer, text));
        release(rt, text);
    }
    return fine && put_suggestion(context, exception) && put(context, "\n");
}

/* One note, its lines with the margin in front. */
static bool put_note(TextContext *context, Object *note) {
    Runtime *rt = context->rt;
    Object *text = object_str(rt, note);
    if (!text) {
        error_clear(rt);
        return put_margin(context) && put(context, "<note str() failed>\n");
    }
    Object *keep = TRUE_OBJECT;
    Object *lines = object_call_method_cstring(rt, text, "splitlines", &keep, 1);
    release(rt, text);
    bool fine = lines != NULL;
    for (size_t i = 0; fine && i < list_length(lines); i++) {
        fine = put_margin(context) && writer_str(rt, &context->writer, list_get(lines, i));
    }
    release_nullable(rt, lines);
    return fine && put(context, "\n");
}

static bool put_notes(TextContext *context, Object *exception) {
    Runtime *rt = context->rt;
    bool missing = false;
    Object *notes = object_get_attr_optional(rt, exception, rt->names[NAME___notes__], &missing);
    if (!notes) {
        error_clear(rt);
        return true;
    }
    bool fine = true;
    if (!type_is_list(rt, notes) && !type_is_tuple(rt, notes)) {
        Object *text = object_repr(rt, notes);
        if (!text) {
            error_clear(rt);
        }
        fine = put_margin(context) && (text ? writer_str(rt, &context->writer, text)
                                            : put(context, "<__notes__ repr() failed>"));
        release_nullable(rt, text);
    } else {
        Object *list = list_from_iterable(rt, notes);
        for (size_t i = 0; list && fine && i < list_length(list); i++) {
            fine = put_note(context, list_get(list, i));
        }
        fine = fine && list;
        release_nullable(rt, list);
    }
    release(rt, notes);
    return fine;
}

static bool put_one(TextContext *context, Object *exception, const char *header) {
    Object *shown = exception;
    if (!put_traceback(context, ((ExceptionObject *)exception)->traceback, header)) {
        return false;
    }
    if (type_is_instance(context->rt, exception, TYPE_SYNTAX_ERROR) &&
        !put_place(context, (SyntaxExceptionObject *)exception, &shown)) {
        return false;
    }
    return put_message(context, exception, shown) && put_notes(context, exception);
}

/* ---- groups and chains ---- */

static bool put_chain(TextContext *context, Object *exception);

static bool put_plain(TextContext *context, Object *exception) {
    char header[2 * (GROUP_DEPTH_MAX + 4) + 48];
    snprintf(header, sizeof header, "%*s%sTraceback (most recent call last):\n",
             (int)(2 * context->depth), "", context->depth ? "| " : "");
    return put_one(context, exception, header);
}

static bool put_member(TextContext *context, Object *members, size_t i, bool *more) {
    size_t count = tuple_length(members);
    bool cut = i >= GROUP_WIDTH_MAX;
    *more = !cut && i + 1 < count;
    if (!*more) {
        context->need_close = true;
    }
    char title[24];
    snprintf(title, sizeof title, "%zu", i + 1);
    if (!put_indent(context) || !put(context, i == 0 ? "+-" : "  ") ||
        !put(context, "+---------------- ") || !put(context, cut ? "..." : title) ||
        !put(context, " ----------------\n")) {
        return false;
    }
    context->depth++;
    bool fine;
    if (!cut) {
        fine = put_chain(context, tuple_get(members, i));
    } else {
        size_t left = count - GROUP_WIDTH_MAX;
        fine = put_margin(context) &&
               put_str(context, str_format(context->rt, "and %zu more exception%s\n", left,
                                           left > 1 ? "s" : ""));
    }
    if (fine && !*more && context->need_close) {
        fine = put_indent(context) && put(context, "+------------------------------------\n");
        context->need_close = false;
    }
    context->depth--;
    return fine;
}

static bool put_group(TextContext *context, Object *exception) {
    if (context->depth > GROUP_DEPTH_MAX) {
        return put_margin(context) &&
               put_str(context,
                       str_format(context->rt, "... (max_group_depth is %d)\n", GROUP_DEPTH_MAX));
    }
    bool outermost = context->depth == 0;
    if (outermost) {
        context->depth = 1;
    }
    char header[2 * (GROUP_DEPTH_MAX + 4) + 64];
    snprintf(header, sizeof header, "%*s%sException Group Traceback (most recent call last):\n",
             (int)(2 * context->depth), "", outermost ? "+ " : "| ");
    bool fine = put_one(context, exception, header);
    Object *members = ((GroupExceptionObject *)exception)->exceptions;
    context->need_close = false;
    bool more = members && tuple_length(members) > 0;
    for (size_t i = 0; fine && more; i++) {
        fine = put_member(context, members, i, &more);
    }
    if (outermost) {
        context->depth = 0;
    }
    return fine;
}

static bool was_seen(TextContext *context, const Object *exception) {
    for (size_t i = 0; i < list_length(context->seen); i++) {
        if (list_get(context->seen, i) == exception) {
            return true;
        }
    }
    return false;
}

static bool put_link(TextContext *context, Object *earlier, const char *message) {
    bool need_close = context->need_close;
    if (!put_chain(context, earlier)) {
        return false;
    }
    context->need_close = need_close;
    return put_margin(context) && put(context, "\n") && put_margin(context) &&
           put(context, message) && put_margin(context) && put(context, "\n");
}

static bool put_linked(TextContext *context, Object *exception) {
    ExceptionObject *error = (ExceptionObject *)exception;
    if (error->cause) {
        if (!was_seen(context, error->cause)) {
            return put_link(context, error->cause,
                            "The above exception was the direct cause of the following "
                            "exception:\n");
        }
    } else if (error->context && !error->suppress_context && !was_seen(context, error->context)) {
        return put_link(context, error->context,
                        "During handling of the above exception, another exception "
                        "occurred:\n");
    }
    return true;
}

/* What led to the exception, then the exception itself. */
static bool put_chain(TextContext *context, Object *exception) {
    Runtime *rt = context->rt;
    if (!recursion_enter(rt, " in print_exception")) {
        error_clear(rt); /* the rest of the chain is left out */
        return true;
    }
    bool fine = list_append(rt, context->seen, exception) && put_linked(context, exception);
    if (fine) {
        fine = type_is_instance(rt, exception, TYPE_BASE_EXCEPTION_GROUP)
                   ? put_group(context, exception)
                   : put_plain(context, exception);
    }
    recursion_leave(rt);
    return fine;
}

static NEW_REF Object *finish(TextContext *context, bool fine) {
    source_lines_close(context->rt, &context->source);
    release_nullable(context->rt, context->seen);
    if (!fine) {
        writer_abandon(context->rt, &context->writer);
        return NULL;
    }
    return writer_finish(context->rt, &context->writer);
}

NEW_REF Object *traceback_text_format(Runtime *rt, Object *exception) {
    TextContext context = {.rt = rt, .seen = list_new(rt, 0)};
    writer_init(&context.writer);
    return finish(&context, context.seen && put_chain(&context, exception));
}

/* ---- printing ---- */

static bool write_to_sys(Runtime *rt, Object *text) {
    Object *stream = standard_stream(rt, NAME_stderr);
    if (!stream) {
        return false;
    }
    if (stream == NONE) {
        return true;
    }
    retain(stream);
    Object *result = object_call_method(rt, stream, rt->names[NAME_write], &text, 1);
    bool fine = result != NULL;
    release_nullable(rt, result);
    if (fine) {
        result = object_call_method(rt, stream, rt->names[NAME_flush], NULL, 0);
        release_nullable(rt, result);
    }
    release(rt, stream);
    error_clear(rt);
    return fine;
}

static void write_to_process(Runtime *rt, Object *text, Object *exception) {
    size_t size = 0;
    Object *holder = NULL;
    const char *bytes = text ? str_utf8(rt, text, &size, &holder, true) : NULL;
    if (!grants_has(rt, GRANT_STREAMS)) {
        if (rt->hooks.log) {
            rt->hooks.log(rt, bytes ? bytes : type_name_of(rt, exception));
        }
    } else if (bytes) {
        fwrite(bytes, 1, size, stderr);
    } else {
        fprintf(stderr, "%s\n", type_name_of(rt, exception));
    }
    release_nullable(rt, holder);
    error_clear(rt);
}

void traceback_text_print(Runtime *rt, Object *exception) {
    Object *text = traceback_text_format(rt, exception);
    error_clear(rt);
    if (!text || !write_to_sys(rt, text)) {
        write_to_process(rt, text, exception);
    }
    release_nullable(rt, text);
}
