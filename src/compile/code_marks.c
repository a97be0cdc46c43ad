/* code_marks: which instructions are marked. */
#include "compile/code_marks.h"

enum { GENERATORS = CODE_GENERATOR | CODE_COROUTINE | CODE_ASYNC_GENERATOR };

void code_mark(CodeObject *code, uint32_t idx) {
    if (idx < code->instr_count) {
        code->code[idx].op |= OPCODE_MARK;
    }
}

void code_mark_entries(CodeObject *code) {
    code_mark(code, 0);
    if (!(code->flags & GENERATORS)) {
        return;
    }
    for (uint32_t idx = 0; idx < code->instr_count; idx += code_instr_words(&code->code[idx])) {
        if (instr_op(&code->code[idx]) == OP_YIELD) {
            code_mark(code, idx);
            code_mark(code, idx + 1);
        }
    }
}

void code_mark_calls(CodeObject *code) {
    for (uint32_t idx = 0; idx < code->instr_count; idx += code_instr_words(&code->code[idx])) {
        unsigned op = instr_op(&code->code[idx]);
        if (code_op_calls(op) || code_op_leaves(op)) {
            code_mark(code, idx);
        }
    }
}

void code_mark_all(CodeObject *code) {
    for (uint32_t idx = 0; idx < code->instr_count; idx += code_instr_words(&code->code[idx])) {
        code_mark(code, idx);
    }
}

void code_mark_watched(const Runtime *rt, CodeObject *code) {
    code_mark_entries(code);
    if (rt->tracing.profile) {
        code_mark_calls(code);
    }
}

bool code_has_line(const CodeObject *code, uint32_t idx) {
    const Instr *instr = &code->code[idx];
    switch (instr_op(instr)) {
    case OP_NOP:
        return idx != 0 || !(code->flags & GENERATORS);
    case OP_JUMP:
    case OP_JUMP_BACK:
        return instr->n == JUMP_STATEMENT;
    case OP_RETURN_CONST:
        return instr->n != RETURN_IMPLICIT;
    case OP_MAKE_CELL:
    case OP_RELEASE:
    case OP_PUSH_EXC:
    case OP_POP_EXC:
    case OP_RERAISE:
        return false;
    default:
        return true;
    }
}

static bool keep_lines(Runtime *rt, CodeObject *code) {
    code->traced_lines = memory_allocate(rt, code->instr_count * sizeof *code->traced_lines);
    if (!code->traced_lines) {
        return false;
    }
    PositionReader reader = code_positions(code);
    for (uint32_t idx = 0; idx < code->instr_count; idx++) {
        code->traced_lines[idx] = code_positions_next(&reader).lineno;
    }
    for (uint32_t idx = 0; idx < code->instr_count; idx += code_instr_words(&code->code[idx])) {
        if (!code_has_line(code, idx)) {
            code->traced_lines[idx] = 0;
        }
    }
    return true;
}

bool code_mark_lines(Runtime *rt, CodeObject *code) {
    if (code->traced_lines) { /* then the marks are there too */
        return true;
    }
    if (!keep_lines(rt, code)) {
        return false;
    }
    uint32_t line = 0;
    for (uint32_t idx = 0; idx < code->instr_count; idx += code_instr_words(&code->code[idx])) {
        Instr *instr = &code->code[idx];
        const int32_t *jump = code_instr_jump(instr);
        if (jump) {
            code_mark(code, (uint32_t)((int32_t)idx + 1 + *jump));
        }
        uint32_t here = code->traced_lines[idx];
        if ((here && line != here) || code_op_leaves(instr_op(instr))) {
            code_mark(code, idx);
        }
        line = here;
    }
    for (uint32_t row = 0; row < code->exception_count; row++) {
        code_mark(code, code->exceptions[row].handler);
    }
    return true;
}

void code_unmark(Runtime *rt, CodeObject *code) {
    for (uint32_t idx = 0; idx < code->instr_count; idx += code_instr_words(&code->code[idx])) {
        code->code[idx].op = (uint8_t)instr_op(&code->code[idx]);
    }
    memory_free(rt, code->traced_lines);
    code->traced_lines = NULL;
}
