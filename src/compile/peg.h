/*
 * peg: the text of grammar.c as linked structures in an arena, for diagnose.c to walk.
 */
#ifndef OURO_COMPILE_PEG_H
#define OURO_COMPILE_PEG_H

#include "compile/ast.h"

typedef enum PegType {
    PEG_TOKEN,   /* token: a TokenKind */
    PEG_WORD,    /* word: a NAME with this text */
    PEG_RULE,    /* rule */
    PEG_GROUP,   /* alternatives */
    PEG_OPTION,  /* child, or nothing */
    PEG_MANY,    /* child, any number of times */
    PEG_SOME,    /* child, once or more */
    PEG_GATHER,  /* child, once or more, with separator between */
    PEG_AND,     /* child is next */
    PEG_NOT,     /* child is not next */
    PEG_CUT,     /* no other alternative */
    PEG_FORCED,  /* token, or an error at once */
    PEG_STRINGS, /* STRING tokens, decoded */
    PEG_REAL,    /* a NUMBER that must not be imaginary */
    PEG_IMAGINARY,
    PEG_SOFT_KEYWORD, /* _ case match */
    PEG_NEVER,        /* a token that ouro's lexer does not make */
} PegType;

typedef struct PegRule PegRule;
typedef struct PegElement PegElement;
typedef struct PegAlternative PegAlternative;

struct PegElement {
    PegElement *next;
    uint8_t type;
    uint8_t token;
    char capture; /* 'a' to 'c', or 0 */
    uint8_t word_length;
    union {
        const char *word;
        PegRule *rule;
        PegElement *child;
        PegAlternative *alternatives;
    };
    PegElement *separator;
};

struct PegAlternative {
    PegAlternative *next;
    PegElement *first;
    const char *action; /* after its brace, or NULL */
    bool is_mistake;    /* only an invalid_ rule */
};

struct PegRule {
    PegRule *next;
    const char *name;
    PegAlternative *alternatives;
    uint16_t name_length;
    uint16_t index;
    bool is_shared; /* results remembered across both ways of walking */
};

typedef struct PegGrammar {
    PegRule *rules;
    uint16_t rule_count;
} PegGrammar;

/* False: out of memory. */
bool peg_read(AstArena *arena, const char *text, PegGrammar *grammar);
/* The rule with this name; there must be one. */
PegRule *peg_rule(const PegGrammar *grammar, const char *name);

#endif
