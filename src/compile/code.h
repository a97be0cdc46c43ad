/* The code object: what the emitter makes and the evaluation loop runs. Its Python face (co_…) is
 * vm/code_type.c.
 *
 * Immutable once made, but for the inline caches and the marks (code_marks.h) inside its
 * instructions. One block for the instructions, exception table and positions. */
#ifndef OURO_COMPILE_CODE_H
#define OURO_COMPILE_CODE_H

#include "compile/opcodes.h"
#include "object/object.h"

enum { /* CPython's co_flags */
       CODE_OPTIMIZED = 0x1,
       CODE_NEWLOCALS = 0x2,
       CODE_VARARGS = 0x4,
       CODE_VARKEYWORDS = 0x8,
       CODE_NESTED = 0x10,
       CODE_GENERATOR = 0x20,
       CODE_COROUTINE = 0x80,
       CODE_ITERABLE_COROUTINE = 0x100,
       CODE_ASYNC_GENERATOR = 0x200,
       CODE_FUTURE_ANNOTATIONS = 0x1000000,
       CODE_FUTURE_ALL = 0x1FE0000, /* of every feature that __future__ names */
       /* ours, not shown */
       CODE_PUSH_FRAME = 0x400002A0, /* mask: simple call and no generator of any kind */
       CODE_SIMPLE_CALL =
           0x40000000, /* no *args, **kwargs, keyword-only: positional copy will do */
};

/* While pc is in [start, end): an exception goes to handler, with the exception in temporary
 * `depth` and all temporaries from `depth` on released first. Inner rows come first. */
typedef struct ExceptionRow {
    uint32_t start, end, handler;
    uint16_t depth; /* register number */
    uint16_t spare;
} ExceptionRow;

typedef struct CodePosition {
    uint32_t lineno, end_lineno;
    int32_t col, end_col; /* UTF-8 bytes from 0; -1 unknown */
} CodePosition;

typedef struct CodeObject {
    Object header;
    Instr *code; /* owned block */
    uint32_t instr_count;
    uint32_t flags;          /* CODE_* */
    uint16_t argument_count; /* positional, positional-only ones included */
    uint16_t positional_only_count;
    uint16_t keyword_only_count;
    uint16_t local_count; /* registers of locals */
    uint16_t cell_count;
    uint16_t free_count;
    uint16_t first_temporary; /* = local_count + cell_count */
    uint16_t register_count;
    uint32_t exception_count;
    uint32_t first_lineno;
    uint32_t positions_size;
    uint32_t attribute_hint;  /* class bodies: attributes that methods store on self */
    ExceptionRow *exceptions; /* owned block, may be NULL */
    uint8_t *positions;       /* owned block: see code_position */
    uint32_t *traced_lines;   /* owned block: see code_marks.h; NULL while nobody watches */
    Object *constants;        /* tuple */
    Object *local_names;      /* tuple: co_varnames */
    Object *cell_names;       /* tuple */
    Object *free_names;       /* tuple */
    Object *name, *qualname, *filename;
    Object *names;  /* tuple: co_names */
    Object *doc;    /* str or None */
    Object *shared; /* not owned: the living function of a generator expression (MAKE_SHARED) */
} CodeObject;

/* What Python sees of the code counts an instruction word as one unit of two bytes, as CPython
 * does: co_code, co_lines, f_lasti and tb_lasti, and co_positions with one entry a unit. */
enum { CODE_UNIT_SIZE = 2 };

/* Position of the instruction with this index. Takes time in proportion to it. */
CodePosition code_position(const CodeObject *code, uint32_t instr_idx);
/* All of them in turn: `next` is called instr_count times at most. */
typedef struct PositionReader {
    const uint8_t *cursor;
    CodePosition now;
} PositionReader;
PositionReader code_positions(const CodeObject *code);
CodePosition code_positions_next(PositionReader *reader);
/* Encodes count positions of code that begins in first_lineno; returns a block of *size bytes or
 * NULL with MemoryError. */
uint8_t *code_encode_positions(Runtime *rt, uint32_t first_lineno, const CodePosition *positions,
                               uint32_t count, uint32_t *size);
uint32_t code_instr_words(const Instr *instr);
/* Where a jumping instruction has its distance, from behind its first word; NULL: it is none. */
int32_t *code_instr_jump(Instr *instr);

#endif
