/* print, input, open. */
#include "modules/builtins.h"
#include "modules/io.h"
#include "modules/standard_stream.h"
#include "object/arguments.h"
#include "object/dict.h"
#include "object/operations.h"
#include "modules/builtins_docs.h"

static bool write_text(Runtime *rt, Object *stream, Object *text) {
    Object *result = object_call_method(rt, stream, rt->names[NAME_write], &text, 1);
    release_nullable(rt, result);
    return result != NULL;
}

static bool write_ascii(Runtime *rt, Object *stream, const char *text) {
    Object *str = str_from_cstring(rt, text);
    bool fine = str && write_text(rt, stream, str);
    release_nullable(rt, str);
    return fine;
}

static bool flush(Runtime *rt, Object *stream) {
    Object *result = object_call_method(rt, stream, rt->names[NAME_flush], NULL, 0);
    release_nullable(rt, result);
    return result != NULL;
}

static const ArgumentSpec PRINT_ARGUMENTS = {"print", {"sep", "end", "file", "flush"}, 0, 0, 0, 4};

enum { PRINT_SEP, PRINT_END, PRINT_FILE, PRINT_FLUSH, PRINT_OPTIONS };

/* None means the default, NULL. */
static bool check_text(Runtime *rt, Object **option, const char *name) {
    if (*option == NONE) {
        *option = NULL;
    }
    if (*option && !type_is_str(rt, *option)) {
        raise_type_error(rt, "%s must be None or a string, not %.200s", name,
                         type_name_of(rt, *option));
        return false;
    }
    return true;
}

static bool print_values(Runtime *rt, Object *stream, Object *const *args, size_t count,
                         Object *const *options) {
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && !(options[PRINT_SEP] ? write_text(rt, stream, options[PRINT_SEP])
                                          : write_ascii(rt, stream, " "))) {
            return false;
        }
        Object *text = object_str(rt, args[i]);
        bool fine = text && write_text(rt, stream, text);
        release_nullable(rt, text);
        if (!fine) {
            return false;
        }
    }
    return options[PRINT_END] ? write_text(rt, stream, options[PRINT_END])
                              : write_ascii(rt, stream, "\n");
}

static NEW_REF Object *builtin_print(Runtime *rt, Object *module, Object *const *args, size_t count,
                                     Object *keyword_names) {
    (void)module;
    Object *options[PRINT_OPTIONS] = {NULL, NULL, NULL, NULL};
    if (keyword_names &&
        !arguments_parse(rt, &PRINT_ARGUMENTS, args + count, 0, keyword_names, options)) {
        return NULL;
    }
    Object *stream = options[PRINT_FILE];
    if (!stream || stream == NONE) {
        stream = standard_stream(rt, NAME_stdout);
        if (!stream) {
            return error_pending(rt) ? NULL : raise_runtime_error(rt, "lost sys.stdout");
        }
        if (stream == NONE) {
            return NONE;
        }
    }
    if (!check_text(rt, &options[PRINT_SEP], "sep") ||
        !check_text(rt, &options[PRINT_END], "end")) {
        return NULL;
    }
    retain(stream);
    bool fine = print_values(rt, stream, args, count, options);
    int wants_flush = fine && options[PRINT_FLUSH] ? object_is_true(rt, options[PRINT_FLUSH]) : 0;
    fine = fine && wants_flush >= 0 && (!wants_flush || flush(rt, stream));
    release(rt, stream);
    return fine ? NONE : NULL;
}

/* ---- input ---- */

static BORROWED Object *input_stream(Runtime *rt, int name_id, const char *name) {
    Object *stream = standard_stream(rt, name_id);
    if (stream && stream != NONE) {
        return stream;
    }
    return error_pending(rt) ? NULL : raise_runtime_error(rt, "input(): lost sys.%s", name);
}

/* The line without its newline; EOFError for an empty one. */
static NEW_REF Object *finish_line(Runtime *rt, STEALS Object *line) {
    if (!line) {
        return NULL;
    }
    if (!type_is_str(rt, line)) {
        raise_type_error(rt, "object.readline() returned non-string");
        release(rt, line);
        return NULL;
    }
    size_t length = str_length(line);
    if (length == 0) {
        release(rt, line);
        return raise_format(rt, TYPE_EOF_ERROR, "EOF when reading a line");
    }
    if (str_at(line, length - 1) == '\n') {
        Object *text = str_substring(rt, line, 0, length - 1);
        release(rt, line);
        return text;
    }
    return line;
}

static NEW_REF Object *builtin_input(Runtime *rt, Object *module, Object *const *args,
                                     size_t count) {
    (void)module;
    Object *in = input_stream(rt, NAME_stdin, "stdin");
    Object *out = in ? input_stream(rt, NAME_stdout, "stdout") : NULL;
    Object *diagnostics = out ? input_stream(rt, NAME_stderr, "stderr") : NULL;
    if (!diagnostics) {
        return NULL;
    }
    retain(in);
    retain(out);
    bool fine = flush(rt, diagnostics) || error_clear_ordinary(rt);
    if (fine && count > 0) {
        Object *prompt = object_str(rt, args[0]);
        fine = prompt && write_text(rt, out, prompt);
        release_nullable(rt, prompt);
    }
    fine = fine && (flush(rt, out) || error_clear_ordinary(rt));
    Object *line = fine ? object_call_method(rt, in, rt->names[NAME_readline], NULL, 0) : NULL;
    release(rt, in);
    release(rt, out);
    return finish_line(rt, line);
}

const MethodRow builtins_stream_functions[] = {
    METHOD_ROW_POSITIONAL("input", builtin_input, 0, 1, DOC_INPUT),
    METHOD_ROW_KEYWORDS("open", io_open, DOC_OPEN),
    METHOD_ROW_KEYWORDS("print", builtin_print, DOC_PRINT),
    METHOD_ROW_END,
};
