/* code_type: what Python sees of code objects. */
#include "object/native.h"
#include "compile/code_marks.h"

#include "object/bytes.h"
#include "object/intern.h"
#include "object/list.h"
#include "object/operations.h"
#include "object/tuple.h"

static CodeObject *as_code(Object *self) {
    return (CodeObject *)self;
}

static void code_traverse(Object *self, VisitFunction visit, void *context) {
    const CodeObject *code = as_code(self);
    Object *fields[] = {code->constants,  code->local_names, code->cell_names,
                        code->free_names, code->name,        code->qualname,
                        code->filename,   code->names,       code->doc};
    for (size_t idx = 0; idx < COUNT_OF(fields); idx++) {
        if (fields[idx]) {
            visit(fields[idx], context);
        }
    }
}

static void code_dealloc(Runtime *rt, Object *self) {
    CodeObject *code = as_code(self);
    CLEAR_REF(rt, &code->constants);
    CLEAR_REF(rt, &code->local_names);
    CLEAR_REF(rt, &code->cell_names);
    CLEAR_REF(rt, &code->free_names);
    CLEAR_REF(rt, &code->name);
    CLEAR_REF(rt, &code->qualname);
    CLEAR_REF(rt, &code->filename);
    CLEAR_REF(rt, &code->names);
    CLEAR_REF(rt, &code->doc);
    memory_free(rt, code->code);
    memory_free(rt, code->exceptions);
    memory_free(rt, code->positions);
    memory_free(rt, code->traced_lines);
    object_free_container(rt, self, sizeof *code);
}

static size_t code_size(Runtime *rt, Object *self) {
    (void)rt;
    const CodeObject *code = as_code(self);
    return sizeof *code + code->instr_count * sizeof(Instr) +
           code->exception_count * sizeof(ExceptionRow) + code->positions_size +
           (code->traced_lines ? code->instr_count * sizeof *code->traced_lines : 0);
}

static Object *code_repr(Runtime *rt, Object *self) {
    const CodeObject *code = as_code(self);
    return str_format(rt, "<code object %S at 0x%llx, file \"%S\", line %u>", code->name,
                      (unsigned long long)(uintptr_t)self, code->filename, code->first_lineno);
}

#define CODE_NUMBER(name, expression)                                                              \
    static Object *code_get_##name(Runtime *rt, Object *self) {                                    \
        const CodeObject *code = as_code(self);                                                    \
        return int_from_int64(rt, (int64_t)(expression));                                          \
    }
#define CODE_OBJECT(name, field)                                                                   \
    static Object *code_get_##name(Runtime *rt, Object *self) {                                    \
        (void)rt;                                                                                  \
        return retain(as_code(self)->field);                                                       \
    }

CODE_NUMBER(argcount, code->argument_count)
CODE_NUMBER(posonlyargcount, code->positional_only_count)
CODE_NUMBER(kwonlyargcount, code->keyword_only_count)
CODE_NUMBER(nlocals, code->local_count)
CODE_NUMBER(stacksize, code->register_count - code->first_temporary)
CODE_NUMBER(flags, code->flags & 0x3FFFFFFF)
CODE_NUMBER(firstlineno, code->first_lineno)
CODE_OBJECT(consts, constants)
CODE_OBJECT(names, names)
CODE_OBJECT(varnames, local_names)
CODE_OBJECT(cellvars, cell_names)
CODE_OBJECT(freevars, free_names)
CODE_OBJECT(name, name)
CODE_OBJECT(qualname, qualname)
CODE_OBJECT(filename, filename)

/* The opcode of each instruction and its n; operand words are zeros. */
static Object *code_get_code(Runtime *rt, Object *self) {
    const CodeObject *code = as_code(self);
    size_t size = (size_t)code->instr_count * CODE_UNIT_SIZE;
    Object *bytes = bytes_new_uninitialised(rt, size);
    if (!bytes) {
        return NULL;
    }
    uint8_t *units = (uint8_t *)bytes_data(bytes);
    memset(units, 0, size);
    for (uint32_t idx = 0; idx < code->instr_count; idx += code_instr_words(&code->code[idx])) {
        units[(size_t)idx * CODE_UNIT_SIZE] = (uint8_t)instr_op(&code->code[idx]);
        units[(size_t)idx * CODE_UNIT_SIZE + 1] = code->code[idx].n;
    }
    return bytes;
}

static Object *code_get_exceptiontable(Runtime *rt, Object *self) {
    const CodeObject *code = as_code(self);
    return bytes_from_data(rt, code->exceptions, code->exception_count * sizeof(ExceptionRow));
}

/* An int, or None for -1. */
static Object *column(Runtime *rt, int64_t number) {
    return number < 0 ? retain(NONE) : int_from_int64(rt, number);
}

static Object *positions_list(Runtime *rt, const CodeObject *code) {
    Object *list = list_new(rt, code->instr_count);
    PositionReader reader = code_positions(code);
    for (uint32_t idx = 0; list && idx < code->instr_count; idx++) {
        CodePosition at = code_positions_next(&reader);
        Object *parts[4] = {int_from_int64(rt, at.lineno), int_from_int64(rt, at.end_lineno),
                            column(rt, at.col), column(rt, at.end_col)};
        Object *tuple =
            parts[0] && parts[1] && parts[2] && parts[3] ? tuple_from_array(rt, parts, 4) : NULL;
        for (int part = 0; part < 4; part++) {
            release_nullable(rt, parts[part]);
        }
        if (!tuple || !list_append_stealing(rt, list, tuple)) {
            CLEAR_REF(rt, &list);
        }
    }
    return list;
}

static Object *code_co_positions(Runtime *rt, Object *self) {
    Object *list = positions_list(rt, as_code(self));
    Object *iterator = list ? object_iter(rt, list) : NULL;
    release_nullable(rt, list);
    return iterator;
}

/* The line of each word in turn: words without a line of their own go with those before them. */
typedef struct LineReader {
    PositionReader positions;
    uint32_t idx, instr_end;
    bool has_line;
    uint32_t lineno;
} LineReader;

static uint32_t next_line(LineReader *reader, const CodeObject *code) {
    uint32_t lineno = code_positions_next(&reader->positions).lineno;
    if (reader->idx == reader->instr_end) {
        reader->has_line = reader->idx == 0 || code_has_line(code, reader->idx);
        reader->instr_end += code_instr_words(&code->code[reader->idx]);
    }
    reader->idx++;
    reader->lineno = reader->has_line ? lineno : reader->lineno;
    return reader->lineno;
}

/* (start, end, line) for each run of instructions of one line; offsets in bytes. */
static Object *code_lines(Runtime *rt, Object *self) {
    const CodeObject *code = as_code(self);
    Object *list = list_new(rt, 0);
    uint32_t start = 0;
    LineReader reader = {.positions = code_positions(code)};
    uint32_t lineno = next_line(&reader, code);
    for (uint32_t idx = 0; list && idx < code->instr_count; idx++) {
        bool last = idx + 1 == code->instr_count;
        uint32_t next_lineno = last ? 0 : next_line(&reader, code);
        if (next_lineno == lineno) {
            continue;
        }
        Object *parts[3] = {int_from_int64(rt, (int64_t)start * CODE_UNIT_SIZE),
                            int_from_int64(rt, ((int64_t)idx + 1) * CODE_UNIT_SIZE),
                            int_from_int64(rt, lineno)};
        Object *tuple = parts[0] && parts[1] && parts[2] ? tuple_from_array(rt, parts, 3) : NULL;
        for (int part = 0; part < 3; part++) {
            release_nullable(rt, parts[part]);
        }
        if (!tuple || !list_append_stealing(rt, list, tuple)) {
            CLEAR_REF(rt, &list);
        }
        start = idx + 1;
        lineno = next_lineno;
    }
    Object *iterator = list ? object_iter(rt, list) : NULL;
    release_nullable(rt, list);
    return iterator;
}

static Object *duplicate(Runtime *rt, const CodeObject *code) {
    CodeObject *copy = (CodeObject *)object_new_container(rt, TYPE_CODE, sizeof *copy);
    if (!copy) {
        return NULL;
    }
    Object header = copy->header;
    *copy = *code;
    copy->header = header;
    copy->code = NULL;
    copy->exceptions = NULL;
    copy->positions = NULL;
    copy->traced_lines = NULL;
    copy->shared = NULL;
    Object *fields[] = {copy->constants,  copy->local_names, copy->cell_names,
                        copy->free_names, copy->name,        copy->qualname,
                        copy->filename,   copy->names,       copy->doc};
    for (size_t idx = 0; idx < COUNT_OF(fields); idx++) {
        retain(fields[idx]);
    }
    size_t code_bytes = code->instr_count * sizeof(Instr);
    size_t row_bytes = code->exception_count * sizeof(ExceptionRow);
    copy->code = memory_allocate(rt, code_bytes);
    copy->positions = memory_allocate(rt, code->positions_size + 1);
    copy->exceptions = memory_allocate(rt, row_bytes + 1);
    if (!copy->code || !copy->positions || !copy->exceptions) {
        release(rt, (Object *)copy);
        return NULL;
    }
    memcpy(copy->code, code->code, code_bytes);
    memcpy(copy->positions, code->positions, code->positions_size);
    if (row_bytes) {
        memcpy(copy->exceptions, code->exceptions, row_bytes);
    }
    return (Object *)copy;
}

/* ---- replace ---- */

/* What may change without making the instructions wrong: names, places, and constants for others
 * of their kind, for instructions trust the kinds of constants. */
typedef enum ReplaceRule { REPLACE_STR, REPLACE_NAMES, REPLACE_CONSTANTS } ReplaceRule;

static bool is_like(Object *old, Object *new) {
    uint32_t type_id = object_type_id(old);
    if (type_id == TYPE_CODE) {
        return object_type_id(new) == TYPE_CODE &&
               as_code(new)->free_count == as_code(old)->free_count;
    }
    if (type_id != TYPE_TUPLE) {
        return type_id != TYPE_STR || object_type_id(new) == TYPE_STR;
    }
    bool like = object_type_id(new) == TYPE_TUPLE && tuple_length(new) == tuple_length(old);
    for (size_t idx = 0; like && idx < tuple_length(old); idx++) { /* names of arguments */
        like = is_like(tuple_get(old, idx), tuple_get(new, idx));
    }
    return like;
}

static bool may_replace(Object *old, Object *new, ReplaceRule rule) {
    if (object_type_id(new) != object_type_id(old)) {
        return false;
    }
    if (rule == REPLACE_STR) {
        return true;
    }
    bool may = tuple_length(new) == tuple_length(old);
    for (size_t idx = 0; may && idx < tuple_length(old); idx++) {
        may = is_like(tuple_get(old, idx), tuple_get(new, idx));
    }
    return may;
}

/* The new value of a field; strings in tuples are interned as those that they replace: caches
 * compare names by address. */
static NEW_REF Object *interned_copy(Runtime *rt, Object *value) {
    if (object_type_id(value) == TYPE_STR) {
        return intern(rt, retain(value));
    }
    if (object_type_id(value) != TYPE_TUPLE) {
        return retain(value);
    }
    Object *copy = tuple_new(rt, tuple_length(value));
    for (size_t idx = 0; copy && idx < tuple_length(value); idx++) {
        tuple_items(copy)[idx] = interned_copy(rt, tuple_get(value, idx));
        if (!tuple_get(copy, idx)) {
            CLEAR_REF(rt, &copy);
        }
    }
    return copy;
}

/* 1 done, 0 it may not be, -1 an error. */
static int replace_object(Runtime *rt, CodeObject *code, Object *name, Object *value) {
    struct {
        const char *name;
        Object **field;
        ReplaceRule rule;
    } fields[] = {
        {"co_name", &code->name, REPLACE_STR},
        {"co_qualname", &code->qualname, REPLACE_STR},
        {"co_filename", &code->filename, REPLACE_STR},
        {"co_consts", &code->constants, REPLACE_CONSTANTS},
        {"co_names", &code->names, REPLACE_NAMES},
        {"co_varnames", &code->local_names, REPLACE_NAMES},
        {"co_cellvars", &code->cell_names, REPLACE_NAMES},
        {"co_freevars", &code->free_names, REPLACE_NAMES},
    };
    for (size_t idx = 0; idx < COUNT_OF(fields); idx++) {
        if (str_equals_ascii(name, fields[idx].name) &&
            may_replace(*fields[idx].field, value, fields[idx].rule)) {
            Object *copy = interned_copy(rt, value);
            if (copy) {
                REPLACE_REF(rt, fields[idx].field, copy);
            }
            return copy ? 1 : -1;
        }
    }
    return 0;
}

/* Numbers that instructions rely on may be given only as they are. */
static int replace_number(Runtime *rt, CodeObject *code, Object *name, Object *value) {
    int64_t number;
    if (!object_as_int64(rt, value, &number)) {
        return -1;
    }
    const struct {
        const char *name;
        int64_t now;
    } fixed[] = {
        {"co_argcount", code->argument_count},
        {"co_posonlyargcount", code->positional_only_count},
        {"co_kwonlyargcount", code->keyword_only_count},
        {"co_nlocals", code->local_count},
        {"co_stacksize", code->register_count - code->first_temporary},
    };
    for (size_t idx = 0; idx < COUNT_OF(fixed); idx++) {
        if (str_equals_ascii(name, fixed[idx].name)) {
            return number == fixed[idx].now;
        }
    }
    if (str_equals_ascii(name, "co_firstlineno") && number >= 0 && number <= INT32_MAX) {
        code->first_lineno = (uint32_t)number; /* all lines move with it */
        return true;
    }
    uint32_t free_flags =
        CODE_OPTIMIZED | CODE_NEWLOCALS | CODE_NESTED | CODE_ITERABLE_COROUTINE | CODE_FUTURE_ALL;
    if (str_equals_ascii(name, "co_flags") &&
        ((uint64_t)number & ~(uint64_t)free_flags) == (code->flags & 0x3FFFFFFF & ~free_flags)) {
        code->flags = (code->flags & ~free_flags) | ((uint32_t)number & free_flags);
        return true;
    }
    return false;
}

/* code.replace(co_name=…, co_filename=…, co_flags=…, …) */
static Object *code_replace(Runtime *rt, Object *self, Object *const *args, size_t count,
                            Object *keyword_names) {
    if (count) {
        return raise_type_error(rt, "replace() takes no positional arguments (%zu given)", count);
    }
    Object *copy = duplicate(rt, as_code(self));
    for (size_t idx = 0; copy && keyword_names && idx < tuple_length(keyword_names); idx++) {
        Object *name = tuple_get(keyword_names, idx);
        int done = type_is_int(rt, args[idx]) ? replace_number(rt, as_code(copy), name, args[idx])
                                              : replace_object(rt, as_code(copy), name, args[idx]);
        if (done <= 0) {
            release(rt, copy);
            return done < 0 ? NULL
                            : raise_type_error(rt, "code.replace() cannot change '%U' so", name);
        }
    }
    return copy;
}

/* ---- comparing ---- */

/* Equal, and of equal types: 1, 1.0 and True are other constants, and so are 0.0 and -0.0. 1, 0,
 * or -1 with an error pending. */
static int same_constant(Runtime *rt, Object *a, Object *b) {
    uint32_t type_id = object_type_id(a);
    if (a == b || type_id != object_type_id(b)) {
        return a == b;
    }
    if (type_id == TYPE_TUPLE) {
        int same = tuple_length(a) == tuple_length(b);
        for (size_t idx = 0; same == 1 && idx < tuple_length(a); idx++) {
            same = same_constant(rt, tuple_get(a, idx), tuple_get(b, idx));
        }
        return same;
    }
    if (type_id == TYPE_FLOAT || type_id == TYPE_COMPLEX) {
        Object *left = object_repr(rt, a);
        Object *right = left ? object_repr(rt, b) : NULL;
        int same = right ? str_equals(left, right) : -1;
        release_nullable(rt, left);
        release_nullable(rt, right);
        return same;
    }
    return object_equals(rt, a, b);
}

/* What the compiler wrote, without what inline caches put there since. */
static bool same_instructions(const CodeObject *a, const CodeObject *b) {
    if (a->instr_count != b->instr_count || a->exception_count != b->exception_count ||
        a->positions_size != b->positions_size ||
        memcmp(a->positions, b->positions, a->positions_size) != 0) {
        return false;
    }
    for (uint32_t idx = 0; idx < a->instr_count; idx += code_instr_words(&a->code[idx])) {
        Instr left = a->code[idx], right = b->code[idx];
        left.op = (uint8_t)instr_op(&left);
        right.op = (uint8_t)instr_op(&right);
        if (left.word != right.word) {
            return false;
        }
    }
    return true;
}

static NEW_REF Object *code_compare(Runtime *rt, Object *left, Object *right, CompareOp op) {
    if ((op != COMPARE_EQ && op != COMPARE_NE) || object_type_id(right) != TYPE_CODE) {
        return retain(NOT_IMPLEMENTED);
    }
    const CodeObject *a = as_code(left), *b = as_code(right);
    int same = a->flags == b->flags && a->argument_count == b->argument_count &&
               a->positional_only_count == b->positional_only_count &&
               a->keyword_only_count == b->keyword_only_count &&
               a->first_lineno == b->first_lineno && str_equals(a->name, b->name) &&
               same_instructions(a, b);
    Object *const parts[][2] = {{a->constants, b->constants},
                                {a->local_names, b->local_names},
                                {a->cell_names, b->cell_names},
                                {a->free_names, b->free_names}};
    for (size_t idx = 0; same == 1 && idx < COUNT_OF(parts); idx++) {
        same = same_constant(rt, parts[idx][0], parts[idx][1]);
    }
    return same < 0 ? NULL : retain(bool_object((same == 1) == (op == COMPARE_EQ)));
}

static int64_t code_hash(Runtime *rt, Object *self) {
    const CodeObject *code = as_code(self);
    int64_t hash = object_hash(rt, code->name) ^ code->argument_count ^
                   ((int64_t)code->first_lineno << 16) ^ ((int64_t)code->instr_count << 32);
    return hash == -1 ? -2 : hash;
}

static const MethodRow CODE_METHODS[] = {
    METHOD_ROW_NOARGS("co_positions", code_co_positions, NULL),
    METHOD_ROW_NOARGS("co_lines", code_lines, NULL),
    METHOD_ROW_KEYWORDS("replace", code_replace,
                        "Return a copy of the code object with new values for the specified "
                        "fields."),
    METHOD_ROW_END,
};

static const AttributeRow CODE_ATTRIBUTES[] = {
    {"co_argcount", code_get_argcount, native_read_only, NULL},
    {"co_posonlyargcount", code_get_posonlyargcount, native_read_only, NULL},
    {"co_kwonlyargcount", code_get_kwonlyargcount, native_read_only, NULL},
    {"co_nlocals", code_get_nlocals, native_read_only, NULL},
    {"co_stacksize", code_get_stacksize, native_read_only, NULL},
    {"co_flags", code_get_flags, native_read_only, NULL},
    {"co_firstlineno", code_get_firstlineno, native_read_only, NULL},
    {"co_consts", code_get_consts, native_read_only, NULL},
    {"co_names", code_get_names, native_read_only, NULL},
    {"co_varnames", code_get_varnames, NULL, NULL},
    {"co_cellvars", code_get_cellvars, NULL, NULL},
    {"co_freevars", code_get_freevars, NULL, NULL},
    {"co_name", code_get_name, native_read_only, NULL},
    {"co_qualname", code_get_qualname, native_read_only, NULL},
    {"co_filename", code_get_filename, native_read_only, NULL},
    {"co_code", code_get_code, NULL, NULL},
    {"co_exceptiontable", code_get_exceptiontable, native_read_only, NULL},
    ATTRIBUTE_ROW_END,
};

const TypeSpec code_type = {
    .slots =
        {
            .name = "code",
            .type_id = TYPE_CODE,
            .flags = TYPE_FLAG_CONTAINER | TYPE_FLAG_WEAKREFABLE | TYPE_FLAG_NO_NEW,
            .basic_size = sizeof(CodeObject),
            .dealloc = code_dealloc,
            .traverse = code_traverse,
            .size = code_size,
            .repr = code_repr,
            .hash = code_hash,
            .compare = code_compare,
        },
    .methods = CODE_METHODS,
    .attributes = CODE_ATTRIBUTES,
    .doc = "code objects are made by compile() and by function definitions",
};
