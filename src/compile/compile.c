/* compile: parser, symbol table and emitter in a row, and their problems as exceptions. */
#include "compile/compile.h"
#include "object/budget.h"

#include "compile/emit.h"
#include "compile/parser.h"
#include "compile/source_text.h"
#include "object/grants.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/intern.h"
#include "object/tuple.h"
#include "types/codecs.h"
#include <string.h>
#include <fcntl.h>
#include <unistd.h>

static void *arena_take(void *user, size_t size) {
    return heap_allocate(((Runtime *)user)->heap, size);
}

static void arena_give(void *user, void *block, size_t size) {
    (void)size;
    heap_free(((Runtime *)user)->heap, block);
}

static Object *optional_str(Runtime *rt, const char *text) {
    return text ? str_from_cstring(rt, text) : retain(NONE);
}

static Object *optional_int(Runtime *rt, bool given, int64_t number) {
    return given ? int_from_int64(rt, number) : retain(NONE);
}

static bool is_readable(Runtime *rt, Object *filename) {
    Object *holder = NULL;
    const char *path = str_utf8(rt, filename, NULL, &holder, true);
    int fd = path ? grants_open_file(rt, path, O_RDONLY | O_NONBLOCK, 0) : -1;
    bool readable = fd >= 0;
    if (readable) {
        close(fd);
    }
    release_nullable(rt, holder);
    error_clear(rt);
    return readable;
}

/* (filename, lineno, offset, text, end_lineno, end_offset), or the first four. */
static Object *problem_details(Runtime *rt, const SyntaxProblem *problem, Object *filename) {
    bool has_text = !problem->text_is_of_file || is_readable(rt, filename);
    bool has_end_offset = problem->has_end && !(problem->is_of_symbols && !problem->end_offset);
    Object *parts[6] = {
        retain(filename),
        int_from_int64(rt, problem->lineno),
        optional_int(rt, problem->has_offset, problem->offset),
        optional_str(rt, has_text ? problem->text : NULL),
        optional_int(rt, problem->has_end, problem->end_lineno),
        optional_int(rt, has_end_offset, problem->end_offset),
    };
    bool complete = true;
    for (int idx = 0; idx < 6; idx++) {
        complete = complete && parts[idx];
    }
    Object *details = complete ? tuple_from_array(rt, parts, problem->has_end ? 6 : 4) : NULL;
    for (int idx = 0; idx < 6; idx++) {
        release_nullable(rt, parts[idx]);
    }
    return details;
}

/* SyntaxError(message, details). What CPython's symbol table finds gets its details as attributes
 * only: args is the message alone. */
static void raise_syntax_error(Runtime *rt, uint32_t type_id, const SyntaxProblem *problem,
                               Object *filename) {
    Object *message = str_from_cstring(rt, problem->message ? problem->message : "invalid syntax");
    Object *details = message ? problem_details(rt, problem, filename) : NULL;
    Object *args[2] = {message, details};
    Object *exception = details ? exception_new(rt, type_id, args, 2) : NULL;
    Object *alone = exception && problem->is_of_symbols ? tuple_from_array(rt, args, 1) : NULL;
    if (alone) {
        REPLACE_REF(rt, &((ExceptionObject *)exception)->args, alone);
    }
    if (exception && !alone && problem->is_of_symbols) {
        release(rt, exception);
    } else if (exception) {
        raise_exception(rt, exception);
    }
    release_nullable(rt, details);
    release_nullable(rt, message);
}

static void raise_problem(Runtime *rt, const SyntaxProblem *problem, Object *filename,
                          bool *incomplete) {
    if (error_pending(rt)) {
        return;
    }
    switch (problem->kind) {
    case PROBLEM_SYNTAX:
        raise_syntax_error(rt, TYPE_SYNTAX_ERROR, problem, filename);
        break;
    case PROBLEM_INDENTATION:
        raise_syntax_error(rt, TYPE_INDENTATION_ERROR, problem, filename);
        break;
    case PROBLEM_TAB:
        raise_syntax_error(rt, TYPE_TAB_ERROR, problem, filename);
        break;
    case PROBLEM_VALUE:
        raise_value_error(rt, "%s", problem->message);
        break;
    case PROBLEM_RECURSION:
        raise_format(rt, TYPE_RECURSION_ERROR, "%s",
                     problem->message ? problem->message
                                      : "maximum recursion depth exceeded during compilation");
        break;
    case PROBLEM_INCOMPLETE:
        if (incomplete) {
            *incomplete = true;
        }
        break;
    case PROBLEM_NONE:
    case PROBLEM_TOO_DEEP:
    case PROBLEM_NO_MEMORY:
        error_no_memory(rt);
        break;
    }
}

/* Warnings noted so far; false when one became an error. */
static bool issue_notes(Runtime *rt, AstArena *arena, AstModule *module, Object *filename,
                        SyntaxProblem *problem) {
    for (const SyntaxNote *note = module->notes; note; note = note->next) {
        if (!rt->hooks.warn_explicit) {
            break;
        }
        uint32_t category =
            note->category == NOTE_SYNTAX_WARNING ? TYPE_SYNTAX_WARNING : TYPE_DEPRECATION_WARNING;
        Object *message = str_from_cstring(rt, note->message);
        if (!message) {
            return false;
        }
        bool quiet = rt->hooks.warn_explicit(rt, category, message, filename, note->lineno);
        release(rt, message);
        if (quiet) {
            continue;
        }
        if (error_matches(rt, category)) {
            /* a filter turned the warning into an error: it is a SyntaxError at that place */
            error_clear(rt);
            ast_problem(arena, module, &note->node, problem, "%s", note->message);
        }
        return false;
    }
    return true;
}

static void module_prologue(Emitter *e, const AstModule *module) {
    Unit *unit = e->unit;
    if (unit->scope->has_annotations) {
        emit(e, NULL, OP_SETUP_ANNOTATIONS, 0, 0, 0, 0);
    }
    if (module->mode == PARSE_FILE && ast_is_docstring(&module->body) && e->optimise < 2) {
        const AstExpr *doc = module->body.items[0]->as.expr.value;
        AstName *name = ast_arena_name_text(e->arena, "__doc__");
        if (!name) {
            error_no_memory(e->rt);
            emit_fail_memory(e);
            return;
        }
        unit->doc = fold_constant(e, &doc->as.constant);
        Reg value = emit_constant(e, &doc->node, retain_nullable(unit->doc), temp_new(e));
        emit_store_name(e, &doc->node, name, value);
    }
}

static Object *emit_module(Emitter *e) {
    AstModule *module = e->module;
    Object *name = intern_cstring(e->rt, "<module>");
    if (!name) {
        emit_fail_memory(e);
        return NULL;
    }
    Unit unit;
    if (!emit_unit_open(e, &unit, module->scope, name, 1)) {
        release(e->rt, name);
        return NULL;
    }
    release(e->rt, name);
    if (module->future & AST_FUTURE_ANNOTATIONS) {
        unit.flags |= CODE_FUTURE_ANNOTATIONS;
    }
    if (module->scope->is_coroutine) {
        unit.flags |= CODE_COROUTINE;
    }
    if (module->mode == PARSE_EVAL) {
        Reg result = emit_register(e, module->expression);
        emit(e, &module->expression->node, OP_RETURN, 0, result, 0, 0);
        temp_free(e, result);
    } else {
        module_prologue(e, module);
        bool has_doc = unit.doc != NULL;
        emit_body(e, &module->body, has_doc ? 1 : 0);
    }
    return emit_unit_close(e, &unit);
}

/* Symbols and code of a tree. */
static Object *emit_tree(Runtime *rt, AstArena *arena, AstModule *module, Object *filename,
                         uint32_t parse_flags, int optimise, SyntaxProblem *problem) {
    Emitter e = {
        .rt = rt,
        .arena = arena,
        .module = module,
        .problem = problem,
        .filename = filename,
        .optimise = optimise,
        .interactive = module->mode == PARSE_SINGLE,
    };
    Object *code = NULL;
    if (symbols_build(arena, module, parse_flags, problem) &&
        issue_notes(rt, arena, module, filename, problem)) {
        code = emit_module(&e);
    }
    for (uint32_t idx = 0; idx < e.name_capacity; idx++) {
        release_nullable(rt, e.name_objects[idx]);
    }
    memory_free(rt, e.name_objects);
    for (int kind = 0; kind < 4; kind++) {
        release_nullable(rt, e.canonical[kind]);
    }
    return code;
}

/* ---- one compilation ---- */

/* What lives from the text to the result. */
typedef struct Session {
    AstArena arena;
    SyntaxProblem problem;
    Object *filename; /* borrowed */
    Object *holder;   /* of filename_text */
    const char *filename_text;
    Object *text, *text_holder; /* the source by a codec in Python code, in UTF-8; or NULL */
    uint32_t parse_flags;
} Session;

static bool session_begin(Runtime *rt, Session *session, Object *filename, uint32_t flags) {
    memset(session, 0, sizeof *session);
    session->filename = filename;
    session->filename_text = str_utf8(rt, filename, NULL, &session->holder, true);
    session->parse_flags =
        (flags & CODE_FUTURE_ANNOTATIONS ? (uint32_t)PARSE_FUTURE_ANNOTATIONS : 0) |
        (flags & COMPILE_IS_TEXT ? (uint32_t)PARSE_IS_TEXT : 0) |
        (flags & COMPILE_TOP_LEVEL_AWAIT ? (uint32_t)PARSE_TOP_LEVEL_AWAIT : 0);
    ast_arena_init(&session->arena, (AstAllocator){arena_take, arena_give, rt});
    return session->filename_text != NULL;
}

/* Encodings that are written in Python are decoded before the parser sees the text; what no codec
 * knows is the parser's to complain about. */
static bool decode_foreign(Runtime *rt, Session *session, const char **source, size_t *length) {
    char name[SOURCE_TEXT_NAME_MAX];
    if ((session->parse_flags & PARSE_IS_TEXT) || !source_text_foreign(*source, *length, name)) {
        return true;
    }
    session->text = codecs_decode(rt, (const uint8_t *)*source, *length, NULL, name, "strict");
    if (!session->text) {
        return error_clear_if(rt, TYPE_LOOKUP_ERROR);
    }
    *source = str_utf8(rt, session->text, length, &session->text_holder, true);
    session->parse_flags |= PARSE_IS_TEXT;
    return *source != NULL;
}

/* Without a result the problem, or what is pending already, is raised. */
static Object *session_end(Runtime *rt, Session *session, Object *result, bool *incomplete) {
    if (!result) {
        raise_problem(rt, &session->problem, session->filename, incomplete);
    }
    ast_arena_release(&session->arena);
    release_nullable(rt, session->holder);
    release_nullable(rt, session->text);
    release_nullable(rt, session->text_holder);
    return result;
}

/* Of work: about 20 megabytes a second. */
enum { UNITS_PER_BYTE = 5 };

Object *compile_source(Runtime *rt, const char *source, size_t length, Object *filename,
                       ParseMode mode, uint32_t flags, int optimise, bool *incomplete) {
    Session session;
    if (incomplete) {
        *incomplete = false;
    }
    if (!budget_spend_whole(rt, length * UNITS_PER_BYTE) ||
        !session_begin(rt, &session, filename, flags)) {
        return NULL;
    }
    if (incomplete) {
        session.parse_flags |= PARSE_ALLOW_INCOMPLETE;
    }
    AstModule *module = decode_foreign(rt, &session, &source, &length)
                            ? parse_source(&session.arena, source, length, session.filename_text,
                                           mode, (ParseFlags)session.parse_flags, &session.problem)
                            : NULL;
    Object *code = module ? emit_tree(rt, &session.arena, module, filename, session.parse_flags,
                                      optimise, &session.problem)
                          : NULL;
    if (code && rt->hooks.tree) {
        rt->hooks.tree(rt, module, session.arena.name_count, filename);
    }
    return session_end(rt, &session, code, incomplete);
}

Object *compile_parse(Runtime *rt, const char *source, size_t length, Object *filename,
                      ParseMode mode, uint32_t flags,
                      Object *(*use)(Runtime *rt, const AstModule *module)) {
    Session session;
    if (!budget_spend_whole(rt, length * UNITS_PER_BYTE) ||
        !session_begin(rt, &session, filename, flags)) {
        return NULL;
    }
    AstModule *module = decode_foreign(rt, &session, &source, &length)
                            ? parse_source(&session.arena, source, length, session.filename_text,
                                           mode, (ParseFlags)session.parse_flags, &session.problem)
                            : NULL;
    Object *result = module && issue_notes(rt, &session.arena, module, filename, &session.problem)
                         ? use(rt, module)
                         : NULL;
    return session_end(rt, &session, result, NULL);
}

Object *compile_built(Runtime *rt, Object *filename, ParseMode mode, uint32_t flags, int optimise,
                      bool (*build)(Runtime *rt, AstArena *arena, AstModule *module, void *user),
                      void *user) {
    Session session;
    if (!session_begin(rt, &session, filename, flags)) {
        return NULL;
    }
    AstModule module = {.mode = mode, .filename = session.filename_text, .source = ""};
    module.notes_end = &module.notes;
    module.future = flags & CODE_FUTURE_ANNOTATIONS ? AST_FUTURE_ANNOTATIONS : 0;
    Object *code = NULL;
    if (build(rt, &session.arena, &module, user)) {
        parser_read_futures(&module);
        code = emit_tree(rt, &session.arena, &module, filename, session.parse_flags, optimise,
                         &session.problem);
    }
    return session_end(rt, &session, code, NULL);
}
