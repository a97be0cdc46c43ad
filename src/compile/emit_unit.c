/* emit_unit: units, registers, instructions, labels, constants; a code object from it all. */
#include "compile/emit.h"

#include "compile/code.h"
#include "compile/code_marks.h"
#include "object/dict.h"
#include "object/float.h"
#include "object/intern.h"
#include "object/list.h"
#include "object/module.h"
#include "object/tuple.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void emit_fail_memory(Emitter *e) {
    if (!e->failed) {
        e->failed = true;
        e->problem->kind = PROBLEM_NO_MEMORY;
    }
}

void emit_syntax_error(Emitter *e, const AstNode *at, const char *message, ...) {
    if (e->failed) {
        return;
    }
    char text[512];
    va_list args;
    va_start(args, message);
    vsnprintf(text, sizeof text, message, args);
    va_end(args);
    e->failed = true;
    static const AstNode START = {.lineno = 1, .end_lineno = 1};
    const AstNode *place = at ? at : e->statement ? e->statement : &START;
    ast_problem(e->arena, e->module, place, e->problem, "%s", text);
}

/* Makes room for one more item in a growing array of the unit. */
static bool grow(Emitter *e, void **array, uint32_t *capacity, uint32_t count, size_t item_size) {
    if (count < *capacity) {
        return true;
    }
    uint32_t bigger = *capacity ? *capacity * 2 : 8;
    void *moved = memory_reallocate(e->rt, *array, bigger * item_size);
    if (!moved) {
        emit_fail_memory(e);
        return false;
    }
    *array = moved;
    *capacity = bigger;
    return true;
}

/* ---- instructions ---- */

static CodePosition position_of(const Unit *unit, const AstNode *at) {
    if (!at) {
        if (unit->count) {
            return unit->positions[unit->count - 1];
        }
        return (CodePosition){unit->first_lineno, unit->first_lineno, -1, -1};
    }
    return (CodePosition){at->lineno, at->end_lineno, (int32_t)at->col_offset,
                          (int32_t)at->end_col_offset};
}

static uint32_t append(Emitter *e, Instr instr, CodePosition position) {
    Unit *unit = e->unit;
    if (e->failed) {
        return 0;
    }
    if (unit->count == unit->capacity) {
        uint32_t bigger = unit->capacity ? unit->capacity * 2 : 32;
        Instr *code = memory_reallocate(e->rt, unit->code, bigger * sizeof *code);
        if (!code) {
            emit_fail_memory(e);
            return 0;
        }
        unit->code = code;
        CodePosition *positions =
            memory_reallocate(e->rt, unit->positions, bigger * sizeof *positions);
        if (!positions) {
            emit_fail_memory(e);
            return 0;
        }
        unit->positions = positions;
        unit->capacity = bigger;
    }
    unit->code[unit->count] = instr;
    unit->positions[unit->count] = position;
    return unit->count++;
}

uint32_t emit(Emitter *e, const AstNode *at, uint8_t op, uint8_t n, Reg a, Reg b, Reg c) {
    if (e->failed) {
        return 0;
    }
    Instr instr = {.word = 0};
    instr.op = op;
    instr.n = n;
    instr.a = a;
    instr.b = b;
    instr.c = c;
    return append(e, instr, position_of(e->unit, at));
}

uint32_t emit_wide(Emitter *e, const AstNode *at, uint8_t op, uint8_t n, Reg a, int32_t wide) {
    if (e->failed) {
        return 0;
    }
    Instr instr = {.word = 0};
    instr.op = op;
    instr.n = n;
    instr.a = a;
    instr.wide = wide;
    return append(e, instr, position_of(e->unit, at));
}

void emit_word(Emitter *e, Instr word) {
    if (!e->failed) {
        append(e, word, position_of(e->unit, NULL));
    }
}

void emit_operands(Emitter *e, const Reg *operands, uint32_t count) {
    for (uint32_t idx = 0; idx < count; idx += 4) {
        Instr word = {.word = 0};
        for (uint32_t part = 0; part < 4 && idx + part < count; part++) {
            word.operands[part] = operands[idx + part];
        }
        emit_word(e, word);
    }
}

/* ---- labels ---- */

Label label_new(Emitter *e) {
    Unit *unit = e->unit;
    if (e->failed || !grow(e, (void **)&unit->labels, &unit->label_capacity, unit->label_count,
                           sizeof *unit->labels)) {
        return 0;
    }
    unit->labels[unit->label_count] = LABEL_UNPLACED;
    return unit->label_count++;
}

void label_place(Emitter *e, Label label) {
    if (!e->failed) {
        e->unit->labels[label] = e->unit->count;
    }
}

void emit_jump(Emitter *e, const AstNode *at, uint8_t op, uint8_t n, Reg a, Label target) {
    emit_wide(e, at, op, n, a, (int32_t)target);
}

void emit_jump_word(Emitter *e, Label target) {
    Instr word = {.word = 0};
    word.jump_distance = (int32_t)target;
    emit_word(e, word);
}

/* What a jump of the instruction at idx adds to the place behind its first word. */
static int32_t distance(const Unit *unit, uint32_t idx, int32_t label) {
    return (int32_t)unit->labels[label] - (int32_t)(idx + 1);
}

/* Replaces labels by distances in every jump; a return tells how much of the code it ends. */
static void resolve_labels(Unit *unit) {
    for (uint32_t idx = 0; idx < unit->count; idx += code_instr_words(&unit->code[idx])) {
        Instr *instr = &unit->code[idx];
        int32_t *jump = code_instr_jump(instr);
        if (jump) {
            *jump = distance(unit, idx, *jump);
        } else if (instr->op == OP_RETURN) {
            instr->wide = (int32_t)(idx + 1);
        }
    }
}

/* ---- registers ---- */

Reg temp_new(Emitter *e) {
    Unit *unit = e->unit;
    if (e->failed) {
        return unit->first_temporary;
    }
    uint32_t reg = (uint32_t)unit->first_temporary + unit->temp_depth;
    if (reg >= OPERAND_CONSTANT - 8) {
        emit_syntax_error(e, NULL, "too many local variables and temporaries in one code block");
        return unit->first_temporary;
    }
    unit->temp_depth++;
    if (unit->temp_depth > unit->temp_max) {
        unit->temp_max = unit->temp_depth;
    }
    return (Reg)reg;
}

void temp_free(Emitter *e, Reg reg) {
    if (!e->failed && reg_is_temp(e, reg)) {
        e->unit->temp_depth--;
    }
}

/* ---- names and constants ---- */

Object *name_object(Emitter *e, AstName *name) {
    if (e->failed) {
        return NULL;
    }
    if (name->index >= e->name_capacity) {
        uint32_t bigger = e->arena->name_count + 16;
        Object **moved = memory_reallocate(e->rt, e->name_objects, bigger * sizeof *moved);
        if (!moved) {
            emit_fail_memory(e);
            return NULL;
        }
        memset(moved + e->name_capacity, 0, (bigger - e->name_capacity) * sizeof *moved);
        e->name_objects = moved;
        e->name_capacity = bigger;
    }
    Object **slot = &e->name_objects[name->index];
    if (!*slot) {
        *slot = intern_utf8(e->rt, name->text, name->length);
        if (!*slot) {
            emit_fail_memory(e);
        }
    }
    return *slot;
}

/* Position of object (by identity) in a list with a dict beside it; added when new. */
static uint32_t indexed_add(Emitter *e, Object *list, Object *index, Object *object) {
    Runtime *rt = e->rt;
    Object *key = int_from_int64(rt, (int64_t)((uintptr_t)object >> 3));
    if (!key) {
        emit_fail_memory(e);
        return 0;
    }
    uint32_t position = 0;
    Object *known = dict_get(rt, index, key);
    if (known) {
        position = (uint32_t)int_small_value(known);
    } else {
        position = (uint32_t)list_length(list);
        Object *number = int_from_int64(rt, position);
        if (!number || !list_append(rt, list, object) || !dict_set(rt, index, key, number)) {
            emit_fail_memory(e);
        }
        release_nullable(rt, number);
    }
    release(rt, key);
    return position;
}

uint32_t constant_add(Emitter *e, Object *object) {
    if (e->failed) {
        return 0;
    }
    return indexed_add(e, e->unit->constants, e->unit->constant_index, object);
}

uint32_t constant_steal(Emitter *e, Object *object) {
    if (!object) {
        emit_fail_memory(e);
        return 0;
    }
    uint32_t position = constant_add(e, object);
    release(e->rt, object);
    return position;
}

/* Letters, digits and underscores only: such a constant is interned. */
static bool is_identifier_like(const Object *str) {
    if (str_kind(str) != STR_ASCII) {
        return false;
    }
    const uint8_t *data = str_data(str);
    for (size_t idx = 0; idx < str_length(str); idx++) {
        uint8_t byte = data[idx];
        bool word = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                    (byte >= '0' && byte <= '9') || byte == '_';
        if (!word) {
            return false;
        }
    }
    return true;
}

Object *constant_canonical(Emitter *e, Object *object) {
    Runtime *rt = e->rt;
    if (!object || e->failed) {
        return object;
    }
    int kind = -1;
    Object *key = object;
    Object *made_key = NULL;
    switch (object_type_id(object)) {
    case TYPE_STR:
        if (is_identifier_like(object)) {
            return intern(rt, object);
        }
        kind = 0;
        break;
    case TYPE_INT:
        kind = 1;
        break;
    case TYPE_FLOAT: {
        uint64_t bits;
        double number = float_value(object);
        memcpy(&bits, &number, sizeof bits);
        key = made_key = int_from_uint64(rt, bits);
        kind = 2;
        break;
    }
    case TYPE_BYTES:
        kind = 3;
        break;
    default:
        return object;
    }
    if (!key || (!e->canonical[kind] && !(e->canonical[kind] = dict_new(rt)))) {
        release_nullable(rt, made_key);
        release(rt, object);
        emit_fail_memory(e);
        return NULL;
    }
    Object *known = dict_set_default(rt, e->canonical[kind], key, object);
    release_nullable(rt, made_key);
    if (!known) {
        emit_fail_memory(e);
        release(rt, object);
        return NULL;
    }
    if (known != object) {
        retain(known);
        release(rt, object);
        return known;
    }
    return object;
}

Reg emit_constant(Emitter *e, const AstNode *at, Object *object, Reg want) {
    Runtime *rt = e->rt;
    if (!object) {
        emit_fail_memory(e);
        return 0;
    }
    if (e->failed) {
        release(rt, object);
        return 0;
    }
    if (want != REG_ANY && object_type_id(object) == TYPE_INT && !int_is_big(object)) {
        int64_t number = int_small_value(object);
        if (number >= rt->small_int_low && number < rt->small_int_high && number >= INT32_MIN &&
            number <= INT32_MAX) {
            emit_wide(e, at, OP_LOAD_INT, 0, want, (int32_t)number);
            release(rt, object);
            return want;
        }
    }
    uint32_t idx = constant_steal(e, object);
    if (want == REG_ANY && idx < 0x7FF0) {
        return (Reg)(OPERAND_CONSTANT + idx);
    }
    want = reg_destination(e, want);
    emit_wide(e, at, OP_LOAD_CONST, 0, want, (int32_t)idx);
    return want;
}

Reg emit_none(Emitter *e, const AstNode *at, Reg want) {
    return emit_constant(e, at, retain(NONE), want);
}

uint32_t name_constant(Emitter *e, AstName *name) {
    Object *object = name_object(e, name);
    if (!object) {
        return 0;
    }
    indexed_add(e, e->unit->names, e->unit->names_index, object);
    return constant_add(e, object);
}

uint32_t attr_constant(Emitter *e, AstName *name) {
    AstName *mangled = scope_mangle(e->arena, e->unit->scope, name);
    if (!mangled) {
        error_no_memory(e->rt);
        emit_fail_memory(e);
        return 0;
    }
    uint32_t idx = name_constant(e, mangled);
    if (idx > 0xFFFF) {
        emit_syntax_error(e, NULL, "too many names in one code block");
    }
    return idx;
}

/* ---- protected ranges ---- */

static void row_add(Emitter *e, const Range *range, uint32_t end) {
    Unit *unit = e->unit;
    if (e->failed || range->start == UINT32_MAX || range->start == end) {
        return;
    }
    if (!grow(e, (void **)&unit->rows, &unit->row_capacity, unit->row_count, sizeof *unit->rows)) {
        return;
    }
    unit->rows[unit->row_count++] =
        (ExceptionRow){range->start, end, range->handler, range->depth, 0};
}

uint32_t range_open(Emitter *e, Label handler, Reg depth) {
    Unit *unit = e->unit;
    if (e->failed || !grow(e, (void **)&unit->ranges, &unit->range_capacity, unit->range_count,
                           sizeof *unit->ranges)) {
        return 0;
    }
    unit->ranges[unit->range_count] = (Range){handler, depth, unit->count};
    return unit->range_count++;
}

void range_close(Emitter *e) {
    if (e->failed) {
        return;
    }
    Unit *unit = e->unit;
    unit->range_count--;
    row_add(e, &unit->ranges[unit->range_count], unit->count);
}

void range_suspend(Emitter *e, uint32_t from) {
    if (e->failed) {
        return;
    }
    Unit *unit = e->unit;
    for (uint32_t idx = unit->range_count; idx > from; idx--) {
        row_add(e, &unit->ranges[idx - 1], unit->count);
        unit->ranges[idx - 1].start = UINT32_MAX;
    }
}

void range_resume(Emitter *e, uint32_t from) {
    if (e->failed) {
        return;
    }
    for (uint32_t idx = from; idx < e->unit->range_count; idx++) {
        e->unit->ranges[idx].start = e->unit->count;
    }
}

/* ---- certainly bound locals ---- */

uint64_t *bound_save(Emitter *e) {
    if (e->failed) {
        return NULL;
    }
    Unit *unit = e->unit;
    uint64_t *copy = ast_arena_allocate(e->arena, (unit->bound_words + 1) * sizeof *copy);
    if (!copy) {
        error_no_memory(e->rt);
        emit_fail_memory(e);
        return NULL;
    }
    memcpy(copy, unit->bound, unit->bound_words * sizeof *copy);
    return copy;
}

void bound_restore(Emitter *e, const uint64_t *saved) {
    if (!e->failed) {
        memcpy(e->unit->bound, saved, e->unit->bound_words * sizeof *saved);
    }
}

/* Merges the state here into `into`; paths that cannot be reached do not count. */
void bound_intersect(Emitter *e, uint64_t *into, bool *into_unreachable) {
    if (e->failed || e->unit->unreachable) {
        return;
    }
    if (*into_unreachable) {
        memcpy(into, e->unit->bound, e->unit->bound_words * sizeof *into);
        *into_unreachable = false;
        return;
    }
    for (uint32_t word = 0; word < e->unit->bound_words; word++) {
        into[word] &= e->unit->bound[word];
    }
}

void bound_set(Emitter *e, Reg local) {
    if (!e->failed && e->unit->scope->kind != SCOPE_MODULE &&
        !(e->unit->scope->locals[local]->flags & SYMBOL_DELETED)) {
        e->unit->bound[local / 64] |= (uint64_t)1 << (local % 64);
    }
}

void bound_clear(Emitter *e, Reg local) {
    if (!e->failed) {
        e->unit->bound[local / 64] &= ~((uint64_t)1 << (local % 64));
    }
}

/* ---- units ---- */

bool emit_unit_open(Emitter *e, Unit *unit, Scope *scope, Object *name, uint32_t lineno) {
    Runtime *rt = e->rt;
    memset(unit, 0, sizeof *unit);
    if (e->failed) {
        return false;
    }
    unit->parent = e->unit;
    unit->scope = scope;
    unit->first_lineno = lineno;
    unit->name = retain(name);
    if (scope->local_count + scope->cell_count > 30000) {
        emit_syntax_error(e, NULL, "too many local variables in one code block");
        release(rt, unit->name);
        return false;
    }
    unit->first_temporary = (uint16_t)(scope->local_count + scope->cell_count);
    unit->constants = list_new(rt, 0);
    unit->constant_index = dict_new(rt);
    unit->names = list_new(rt, 0);
    unit->names_index = dict_new(rt);
    unit->bound_words = scope->local_count / 64 + 1;
    unit->bound = memory_allocate(rt, unit->bound_words * sizeof *unit->bound);
    e->unit = unit;
    if (!unit->constants || !unit->constant_index || !unit->names || !unit->names_index ||
        !unit->bound) {
        emit_fail_memory(e);
        return true; /* emit_unit_close frees */
    }
    memset(unit->bound, 0, unit->bound_words * sizeof *unit->bound);
    for (uint32_t idx = 0; idx < scope->parameter_count; idx++) {
        bound_set(e, (Reg)idx);
    }
    return true;
}

static void unit_free(Emitter *e, Unit *unit) {
    Runtime *rt = e->rt;
    memory_free(rt, unit->code);
    memory_free(rt, unit->positions);
    memory_free(rt, unit->labels);
    memory_free(rt, unit->rows);
    memory_free(rt, unit->ranges);
    memory_free(rt, unit->blocks);
    memory_free(rt, unit->bound);
    release_nullable(rt, unit->constants);
    release_nullable(rt, unit->constant_index);
    release_nullable(rt, unit->names);
    release_nullable(rt, unit->names_index);
    release_nullable(rt, unit->qualname);
    release_nullable(rt, unit->name);
    release_nullable(rt, unit->doc);
    e->unit = unit->parent;
}

/* co_varnames, co_cellvars or co_freevars. */
static Object *names_tuple(Emitter *e, Symbol **symbols, uint32_t count) {
    Object *tuple = count ? tuple_new(e->rt, count) : tuple_empty(e->rt);
    for (uint32_t idx = 0; tuple && idx < count; idx++) {
        Object *name = name_object(e, symbols[idx]->name);
        if (!name) {
            release(e->rt, tuple);
            return NULL;
        }
        tuple_items(tuple)[idx] = retain(name);
    }
    return tuple;
}

/* A handler names MemoryError when there is no memory to make it: it is made with the first code
 * that has handlers. A program that deleted it goes without. */
static bool prepare_for_handlers(Runtime *rt) {
    return !rt->builtins || module_builtin(rt, "MemoryError") || error_clear_ordinary(rt);
}

static bool assemble_tables(Emitter *e, Unit *unit, CodeObject *code) {
    Runtime *rt = e->rt;
    resolve_labels(unit);
    for (uint32_t idx = 0; idx < unit->row_count; idx++) {
        unit->rows[idx].handler = unit->labels[unit->rows[idx].handler];
    }
    code->positions = code_encode_positions(rt, unit->first_lineno, unit->positions, unit->count,
                                            &code->positions_size);
    Instr *code_block = memory_reallocate(rt, unit->code, unit->count * sizeof *unit->code);
    unit->code = code_block ? code_block : unit->code; /* freed with the unit on failure */
    if (!code->positions || !code_block) {
        return false;
    }
    code->code = code_block;
    code->instr_count = unit->count;
    unit->code = NULL;
    if (unit->row_count) {
        ExceptionRow *rows =
            memory_reallocate(rt, unit->rows, unit->row_count * sizeof *unit->rows);
        if (!rows || !prepare_for_handlers(rt)) {
            unit->rows = rows ? rows : unit->rows;
            return false;
        }
        code->exceptions = rows;
        code->exception_count = unit->row_count;
        unit->rows = NULL;
    }
    return true;
}

static Object *assemble(Emitter *e, Unit *unit) {
    Runtime *rt = e->rt;
    Scope *scope = unit->scope;
    CodeObject *code = (CodeObject *)object_new_container(rt, TYPE_CODE, sizeof *code);
    if (!code) {
        return NULL;
    }
    code->flags = unit->flags | (scope->is_nested && scope_is_function(scope) ? CODE_NESTED : 0);
    code->local_count = (uint16_t)scope->local_count;
    code->cell_count = (uint16_t)scope->cell_count;
    code->free_count = (uint16_t)scope->free_count;
    code->first_temporary = unit->first_temporary;
    code->register_count = (uint16_t)(unit->first_temporary + unit->temp_max);
    code->first_lineno = unit->first_lineno;
    code->attribute_hint = scope->stored_attribute_count;
    code->constants = list_as_tuple(rt, unit->constants);
    code->names = list_as_tuple(rt, unit->names);
    code->local_names = names_tuple(e, scope->locals, scope->local_count);
    code->cell_names = names_tuple(e, scope->cells, scope->cell_count);
    code->free_names = names_tuple(e, scope->frees, scope->free_count);
    code->name = retain(unit->name);
    code->qualname = retain(unit->qualname ? unit->qualname : unit->name);
    code->filename = retain(e->filename);
    code->doc = unit->doc ? unit->doc : retain(NONE);
    unit->doc = NULL;
    if (!code->constants || !code->names || !code->local_names || !code->cell_names ||
        !code->free_names || !assemble_tables(e, unit, code)) {
        release(rt, (Object *)code);
        return NULL;
    }
    if (rt->tracing.on) {
        code_mark_watched(rt, code);
    }
    return (Object *)code;
}

Object *emit_unit_close(Emitter *e, Unit *unit) {
    if (!unit->name) {
        return NULL;
    }
    Object *code = NULL;
    if (!e->failed) {
        code = assemble(e, unit);
        if (!code) {
            emit_fail_memory(e);
        }
    }
    unit_free(e, unit);
    return code;
}
