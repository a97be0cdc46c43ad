/* The instructions of the register machine.
 *
 * An instruction is one 64-bit word: opcode, a small operand n, and three 16-bit operands a, b, c;
 * `wide` is b and c read as one signed 32-bit number. Some instructions have further words: inline
 * caches, a jump (jump_distance), or a list of operands, four to a word. Jumps are told in words,
 * from behind the first word of their instruction on.
 *
 * Operands name registers of the frame, in this order:
 *   locals (parameters first) | cells | temporaries
 * A temporary is consumed by the instruction that reads it: its reference moves on or is released.
 * In fixed operands the bits CONSUME_* of n say which ones are temporaries to consume; in operand
 * lists a register >= first_temporary is consumed, and an operand >= OPERAND_CONSTANT names a
 * constant. Locals are read in place. `a` is the destination unless said otherwise.
 *
 * A dead temporary never holds an object (it is VALUE_EMPTY or a plain number), so that unwinding
 * can release whatever temporaries hold. */
#ifndef OURO_COMPILE_OPCODES_H
#define OURO_COMPILE_OPCODES_H

#include <stdint.h>

typedef union Instr {
    struct {
        uint8_t op;
        uint8_t n;
        uint16_t a;
        union {
            struct {
                uint16_t b, c;
            };
            int32_t wide;
        };
    };
    struct { /* second word of a jumping instruction */
        uint32_t cache;
        int32_t jump_distance;
    };
    struct { /* cache words */
        uint32_t cache_low, cache_high;
    };
    uint16_t operands[4];
    uint64_t word;
    const void *pointer; /* cache words: borrowed, valid while the guard holds */
} Instr;

_Static_assert(sizeof(Instr) == 8, "an instruction is one word");

/* MAKE_FUNCTION: what the registers hold; shared: a generator expression without free variables */
enum {
    MAKE_DEFAULTS = 1,
    MAKE_KWDEFAULTS = 2,
    MAKE_ANNOTATIONS = 4,
    MAKE_CLOSURE = 8,
    MAKE_SHARED = 16
};
enum { CONSUME_A = 0x80, CONSUME_B = 0x40, CONSUME_C = 0x20, BINARY_INPLACE = 0x10 };
/* n of JUMP and JUMP_BACK: break or continue; of RETURN_CONST: the end of the body. Who follows the
 * program's lines asks. */
enum { JUMP_STATEMENT = 1, RETURN_IMPLICIT = 1 };
/* n of CALL_METHOD and its keyword form, and of no other call with operands: what tells them apart
 * at a price that marks (below) do not add to. */
enum { CALL_IS_METHOD = 1 };
/* n of RERAISE: the frame stands again where the exception came from. */
enum { RERAISE_CLEANUP = 1 };
#define OPERAND_CONSTANT 0x8000u

/* X(name, words): words counts fixed words, without operand lists. */
#define OPCODES(X)                                                                                   \
    /* Moving values. */                                                                             \
    X(NOP, 1)                                                                                        \
    X(MOVE, 1)             /* a = b, b stays: a number is boxed first, unless n (b is about to be    \
                              rebound, so that only one of the two goes on) */                       \
    X(TAKE, 1)             /* a = b, b becomes empty */                                              \
    X(LOAD_CONST, 1)       /* a = constants[wide] */                                                 \
    X(LOAD_INT, 1)         /* a = wide, not an object yet */                                         \
    X(RELEASE, 1)          /* drops temporary a and the b registers after it */                      \
    X(CHECK_LOCAL, 1)      /* UnboundLocalError when local a is empty */                             \
    X(DELETE_LOCAL, 1)     /* del a */                                                               \
    X(MAKE_CELL, 1)        /* cell register a = new cell; takes parameter b when n */                \
    X(LOAD_CELL, 1)        /* a = contents of cell register b */                                     \
    X(STORE_CELL, 1)       /* contents of cell register a = b */                                     \
    X(DELETE_CELL, 1)      /* of cell register a */                                                  \
    X(LOAD_FREE, 1)        /* a = contents of closure[b] */                                          \
    X(STORE_FREE, 1)       /* contents of closure[a] = b */                                          \
    X(DELETE_FREE, 1)      /* of closure[a] */                                                       \
    X(LOAD_CELL_OBJECT, 1) /* a = the cell itself: register b, or closure[b] when n */               \
    X(LOAD_CLASS_FREE, 1)  /* a = name of closure[b] in the class namespace, else its contents */    \
    X(LOAD_GLOBAL, 3)  /* a = name constants[wide]; cache: keys version, entry | builtins bit */     \
    X(STORE_GLOBAL, 2) /* name constants[wide] = a; cache: keys version, entry */                    \
    X(DELETE_GLOBAL, 1)                                                                              \
    X(LOAD_NAME, 3) /* a = name constants[wide]: namespace, globals, builtins; cache as              \
                       LOAD_GLOBAL when the namespace is the globals */                              \
    X(STORE_NAME, 2)                                                                                 \
    X(DELETE_NAME, 1)                                                                                \
    /* Attributes and items. name is constants[c]. */                                                \
    X(LOAD_ATTR, 3)   /* a = b.name */                                                               \
    X(LOAD_METHOD, 3) /* a = function, a+1 = self (or a = attribute, a+1 empty) of b.name */         \
    X(SUPER_METHOD, 5) /* super().name(…): a = super; b: index of __class__ in the closure. When a \
                          method is found a = function, a+1 = self, and on behind LOAD_METHOD.       \
                          Word 1: target; 2: type id and version of self; 3: function; 4: class */   \
    X(STORE_ATTR, 3)   /* a.name = b */                                                              \
    X(DELETE_ATTR, 1) /* del a.name */                                                               \
    X(LOAD_ITEM, 1)   /* a = b[c] */                                                                 \
    X(LOAD_ITEM_I, 1) /* a = b[(int16)c] */                                                          \
    X(STORE_ITEM, 1)  /* a[b] = c */                                                                 \
    X(DELETE_ITEM, 1) /* del a[b] */                                                                 \
    X(LOAD_SLICE, 2)  /* a = b[x:y:z]; next word: operands x, y, z or OPERAND_NONE */                \
    X(STORE_SLICE, 2) /* a[x:y:z] = c; next word as above */                                         \
    X(BUILD_SLICE, 2) /* a = slice(x, y, z) */                                                       \
    /* Arithmetic. */                                                                                \
    X(ADD, 1) /* a = b + c */                                                                        \
    X(SUBTRACT, 1)                                                                                   \
    X(MULTIPLY, 1)                                                                                   \
    X(ADD_I, 1) /* a = b + (int16)c */                                                               \
    X(SUBTRACT_I, 1)                                                                                 \
    X(BINARY, 1)   /* n & 15: BinaryOp; n & BINARY_INPLACE in all these: a op= c */                  \
    X(BINARY_I, 1) /* c is an int16 */                                                               \
    X(BINARY_K, 1) /* c is a constant */                                                             \
    X(UNARY, 1)    /* a = op b; n & 15: UnaryOp */                                                   \
    X(NOT, 1)      /* a = not b */                                                                   \
    X(COMPARE, 1)  /* a = b op c; n & 15: CompareOp */                                               \
    X(IS, 1)       /* a = b is c; n & 1: is not */                                                   \
    X(CONTAINS, 1) /* a = b in c; n & 1: not in */                                                   \
    /* Jumps. */                                                                                     \
    X(JUMP, 1)          /* to wide */                                                                \
    X(JUMP_BACK, 1)     /* to wide; a safe point */                                                  \
    X(SAFE_POINT, 1)    /* collections, signals, budgets */                                          \
    X(JUMP_IF_FALSE, 1) /* a false: to wide */                                                       \
    X(JUMP_IF_TRUE, 1)                                                                               \
    X(JUMP_IF_NONE, 1)                                                                               \
    X(JUMP_IF_NOT_NONE, 1)                                                                           \
    X(JUMP_COMPARE, 2)   /* (a op b) == c: to the target; n & 15: CompareOp */                       \
    X(JUMP_COMPARE_I, 2) /* b is an int16 */                                                         \
    X(JUMP_COMPARE_K, 2) /* b is a constant */                                                       \
    X(JUMP_IS, 2)        /* (a is b) == c */                                                         \
    X(JUMP_CONTAINS, 2)  /* (a in b) == c */                                                         \
    X(FOR_ITER, 2)       /* a = next of iterator b, or release b and jump */                         \
    /* Building. */                                                                                  \
    X(GET_ITER, 1)    /* a = iter(b) */                                                              \
    X(BUILD_TUPLE, 1) /* a = tuple of c operands (list follows) */                                   \
    X(BUILD_LIST, 1)                                                                                 \
    X(BUILD_SET, 1)                                                                                  \
    X(BUILD_MAP, 1)     /* c operands: key, value, … */                                            \
    X(BUILD_STRING, 1)  /* a = the c strings joined */                                               \
    X(LIST_APPEND, 1)   /* a.append(b), a stays */                                                   \
    X(LIST_EXTEND, 1)   /* a.extend(b); n & 1: for *args of a call */                                \
    X(LIST_TO_TUPLE, 1) /* a = tuple(b) */                                                           \
    X(SET_ADD, 1)                                                                                    \
    X(SET_UPDATE, 1)                                                                                 \
    X(MAP_ADD, 1)      /* a[b] = c, a stays */                                                       \
    X(DICT_UPDATE, 1)  /* a.update(b) */                                                             \
    X(DICT_MERGE, 1)   /* as for **kwargs of a call; c: register of the callee for messages */       \
    X(FORMAT_VALUE, 1) /* a = format(b, c); n & 3: conversion 0 none 1 str 2 repr 3 ascii;           \
                          n & 4: there is a spec */                                                  \
    X(UNPACK, 1)       /* operands (c) = items of b */                                               \
    X(UNPACK_STAR, 1)  /* a: operands before the star, n & 31…: see c: all operands */             \
    /* Calls. */                                                                                     \
    X(CALL, 1)          /* a = b(c operands) */                                                      \
    X(CALL_METHOD, 1)   /* a = b(b+1?, c operands): as left by LOAD_METHOD */                        \
    X(CALL_KEYWORDS, 2) /* as CALL; second word: constant with the tuple of keyword names */         \
    X(CALL_METHOD_KEYWORDS, 2)                                                                       \
    X(CALL_UNPACKED, 1) /* a = b(*c, **d): c tuple, d dict in register c+1 when n & 1 */             \
    X(RETURN, 1)        /* return a; wide: words up to here */                                       \
    X(RETURN_CONST, 1)  /* return constants[wide] */                                                 \
    X(MAKE_FUNCTION, 1) /* a = function of code constants[b]; n: MAKE_…, which of defaults,        \
                           kwdefaults, annotations, closure follow from register c on */             \
    X(BUILD_CLASS, 1)   /* a = __build_class__ */                                                    \
    X(SETUP_ANNOTATIONS, 1)                                                                          \
    /* Generators and coroutines. */                                                                 \
    X(YIELD, 1) /* gives b out, a = what is sent in; n & 3: 1 delegating, c the iterator;            \
                   2 value of an async generator */                                                  \
    X(GET_YIELD_FROM_ITER, 1) /* a = iterator of b for yield from */                                 \
    X(GET_AWAITABLE, 1) /* a = awaitable iterator of b; n & 3: 1 aenter, 2 aexit (messages) */       \
    X(SEND, 2)          /* a = b.send(c): yields: go on; returns: a = value, release b, jump */      \
    X(GET_AITER, 1)                                                                                  \
    X(GET_ANEXT, 1)     /* a = awaitable of b.__anext__(), b stays */                                \
    X(END_ASYNC_FOR, 1) /* exception a: StopAsyncIteration drops a and b, else raise again */        \
    /* Exceptions. */                                                                                \
    X(PUSH_EXC, 1)             /* exception a is being handled; b = the one before */                \
    X(POP_EXC, 1)              /* a (exception) and b (the one before) leave */                      \
    X(SET_HANDLED, 1)          /* exception a is the one being handled now */                        \
    X(MATCH_EXC, 1)            /* a = exception b matches c */                                       \
    X(MATCH_EXC_STAR, 1)       /* a = matching part of group b for c (None: none); b = the rest */   \
    X(PREPARE_RERAISE_STAR, 1) /* a = what is left to raise of original b and list c, or None */     \
    X(RERAISE, 1)              /* exception a goes on, no new traceback level */                     \
    X(RAISE, 1)                /* n & 3: 0 bare, 1 raise a, 2 raise a from b */                      \
    X(ASSERT_FAIL, 1)          /* AssertionError; n & 1: with message a */                           \
    X(BEFORE_WITH, 1)          /* a = exit, a+1 = result of enter, of manager b */                   \
    X(BEFORE_ASYNC_WITH, 1)                                                                          \
    X(WITH_EXCEPT, 1) /* a = b(type, value, traceback) of exception c; b, c stay */                  \
    /* Imports. */                                                                                   \
    X(IMPORT_NAME, 2) /* a = __import__(constants[second word]); b fromlist constant, c level */     \
    X(IMPORT_FROM, 1) /* a = attribute constants[c] of module b, b stays */                          \
    X(IMPORT_STAR, 1) /* all public names of a */                                                    \
    /* Matching. */                                                                                  \
    X(MATCH_SEQUENCE, 1) /* a = b is a sequence */                                                   \
    X(MATCH_MAPPING, 1)                                                                              \
    X(GET_LEN, 1)     /* a = len(b), b stays */                                                      \
    X(MATCH_KEYS, 1)  /* a = tuple of values of b for keys tuple c, or None; b, c stay */            \
    X(MATCH_CLASS, 1) /* a = tuple of attributes or None; b subject (stays), c class, names          \
                         tuple in register c+1; n & 63: positional patterns */                       \
    X(MATCH_REST, 1)  /* a = dict of b without keys c */                                             \
    /* Interactive mode. */                                                                          \
    X(PRINT_EXPR, 1) /* sys.displayhook(a) */

#define OPCODE_ENUM_ROW(name, words) OP_##name,
enum { OPCODES(OPCODE_ENUM_ROW) OPCODE_COUNT };
#undef OPCODE_ENUM_ROW

/* Set in `op` where somebody who watches the program is to be asked first: see code_marks.h. */
enum { OPCODE_MARK = 0x80 };
_Static_assert((int)OPCODE_COUNT <= (int)OPCODE_MARK, "the mark has a bit of its own");

static inline unsigned instr_op(const Instr *instr) {
    return instr->op & (OPCODE_MARK - 1u);
}

#define OPERAND_NONE 0xFFFFu

#endif
