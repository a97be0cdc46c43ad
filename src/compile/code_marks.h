/* Marks: the instructions at which the evaluation loop asks somebody who watches the program.
 *
 * A marked instruction has OPCODE_MARK set in its opcode, which sends the loop another way; so a
 * program that nobody watches pays nothing. Marks are hints: who is asked decides what an
 * instruction is to him, and takes marks away that nobody wants any more. */
#ifndef OURO_COMPILE_CODE_MARKS_H
#define OURO_COMPILE_CODE_MARKS_H

#include "compile/code.h"
#include "object/runtime.h"

void code_mark(CodeObject *code, uint32_t instr_idx);
/* Where calls begin, and where generators pause and go on. */
void code_mark_entries(CodeObject *code);
/* Where the frame calls, and where it is left. */
void code_mark_calls(CodeObject *code);
/* What all code has while somebody watches (rt->tracing). */
void code_mark_watched(const Runtime *rt, CodeObject *code);
/* Whether the instruction belongs to a line: not what the compiler adds, before a function's first
 * line, in and out of handlers, as a jump between blocks, at the end of a body. */
bool code_has_line(const CodeObject *code, uint32_t instr_idx);
/* Where another line may begin (a mark at each place where control arrives, and where the line
 * changes), and where the frame is left. From then on traced_lines has the line of each word, 0
 * where the compiler added something. False with MemoryError. */
bool code_mark_lines(Runtime *rt, CodeObject *code);
/* Every instruction. */
void code_mark_all(CodeObject *code);
/* None. */
void code_unmark(Runtime *rt, CodeObject *code);

static inline bool code_op_leaves(unsigned op) {
    return op == OP_RETURN || op == OP_RETURN_CONST || op == OP_YIELD;
}

static inline bool code_op_calls(unsigned op) {
    return op == OP_CALL || op == OP_CALL_METHOD || op == OP_CALL_KEYWORDS ||
           op == OP_CALL_METHOD_KEYWORDS || op == OP_CALL_UNPACKED;
}

#endif
