/*
 * peg: see peg.h. The text is ours, so it is read without checks for mistakes in it; the unit test
 * of the messages exercises every rule.
 */
#include "compile/peg.h"

#include "compile/lexer.h"

#include <string.h>

typedef struct Reader {
    AstArena *arena;
    PegGrammar *grammar;
    const char *pos;
    bool is_out_of_memory;
} Reader;

static PegElement *read_sequence(Reader *reader);
static PegAlternative *read_alternatives(Reader *reader);

static void *allocate(Reader *reader, size_t size) {
    void *block = ast_arena_allocate(reader->arena, size);
    reader->is_out_of_memory |= block == NULL;
    return block;
}

static void skip_spaces(Reader *reader) {
    while (*reader->pos == ' ') {
        reader->pos++;
    }
}

static bool is_word_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static size_t word_length(const char *pos) {
    size_t length = 0;
    while (is_word_character(pos[length])) {
        length++;
    }
    return length;
}

static uint8_t token_of(const char *text, size_t length) {
    unsigned kind = 0;
    while (kind < TOKEN_ERROR && (strncmp(lexer_token_text((TokenKind)kind), text, length) != 0 ||
                                  lexer_token_text((TokenKind)kind)[length] != '\0')) {
        kind++;
    }
    return (uint8_t)kind;
}

static PegRule *find_rule(Reader *reader, const char *name, size_t length) {
    PegRule **end = &reader->grammar->rules;
    for (; *end != NULL; end = &(*end)->next) {
        if ((*end)->name_length == length && memcmp((*end)->name, name, length) == 0) {
            return *end;
        }
    }
    PegRule *rule = allocate(reader, sizeof *rule);
    if (rule != NULL) {
        rule->name = name;
        rule->name_length = (uint16_t)length;
        rule->index = reader->grammar->rule_count++;
        *end = rule;
    }
    return rule;
}

static bool is_text(const char *text, size_t length, const char *other) {
    return strlen(other) == length && memcmp(text, other, length) == 0;
}

/* A name: a rule, or in capitals a sort of token. */
static void read_name(Reader *reader, PegElement *element) {
    const char *name = reader->pos;
    size_t length = word_length(name);
    reader->pos += length;
    if (name[0] < 'A' || name[0] > 'Z') {
        element->type = PEG_RULE;
        element->rule = find_rule(reader, name, length);
    } else if (is_text(name, length, "STRINGS")) {
        element->type = PEG_STRINGS;
    } else if (is_text(name, length, "REAL")) {
        element->type = PEG_REAL;
    } else if (is_text(name, length, "IMAGINARY")) {
        element->type = PEG_IMAGINARY;
    } else if (is_text(name, length, "SOFT_KEYWORD")) {
        element->type = PEG_SOFT_KEYWORD;
    } else if (is_text(name, length, "TYPE_COMMENT")) {
        element->type = PEG_NEVER;
    } else {
        element->type = PEG_TOKEN;
        element->token = token_of(name, length);
    }
}

static void read_quoted(Reader *reader, PegElement *element) {
    char quote = *reader->pos++;
    const char *text = reader->pos;
    size_t length = (size_t)(strchr(text, quote) - text);
    reader->pos += length + 1;
    if (quote == '`') {
        element->type = PEG_WORD;
        element->word = text;
        element->word_length = (uint8_t)length;
    } else {
        element->type = PEG_TOKEN;
        element->token = token_of(text, length);
    }
}

/* An element without what may follow it. */
static PegElement *read_plain(Reader *reader) {
    PegElement *element = allocate(reader, sizeof *element);
    if (element == NULL) {
        return NULL;
    }
    switch (*reader->pos) {
    case '\'':
    case '`':
        read_quoted(reader, element);
        break;
    case '(':
    case '[': {
        bool is_option = *reader->pos == '[';
        reader->pos++;
        element->type = PEG_GROUP;
        element->alternatives = read_alternatives(reader);
        reader->pos++;
        if (is_option) {
            PegElement *option = allocate(reader, sizeof *option);
            if (option == NULL) {
                return NULL;
            }
            option->type = PEG_OPTION;
            option->child = element;
            return option;
        }
        break;
    }
    case '~':
        reader->pos++;
        element->type = PEG_CUT;
        break;
    case '&':
        reader->pos++;
        if (*reader->pos == '&') {
            reader->pos++;
            read_quoted(reader, element);
            element->type = PEG_FORCED;
            break;
        }
        element->type = PEG_AND;
        element->child = read_plain(reader);
        break;
    case '!':
        reader->pos++;
        element->type = PEG_NOT;
        element->child = read_plain(reader);
        break;
    default:
        read_name(reader, element);
        break;
    }
    return element;
}

/* An element with its capture, repetition or separator. */
static PegElement *read_element(Reader *reader) {
    char capture = 0;
    if (word_length(reader->pos) == 1 && reader->pos[1] == '=') {
        capture = *reader->pos;
        reader->pos += 2;
    }
    PegElement *element = read_plain(reader);
    if (element == NULL) {
        return NULL;
    }
    PegElement *separator = NULL;
    if (*reader->pos == '.') {
        reader->pos++;
        separator = element;
        element = read_plain(reader);
    }
    char c = *reader->pos;
    if (element != NULL && (c == '?' || c == '*' || c == '+')) {
        reader->pos++;
        PegElement *repeated = allocate(reader, sizeof *repeated);
        if (repeated == NULL) {
            return NULL;
        }
        repeated->type = (uint8_t)(c == '?'            ? PEG_OPTION
                                   : c == '*'          ? PEG_MANY
                                   : separator != NULL ? PEG_GATHER
                                                       : PEG_SOME);
        repeated->child = element;
        repeated->separator = separator;
        element = repeated;
    }
    if (element != NULL) {
        element->capture = capture;
    }
    return element;
}

static bool at_end_of_sequence(char c) {
    return c == '|' || c == ')' || c == ']' || c == '\n' || c == '\0' || c == '{';
}

static PegElement *read_sequence(Reader *reader) {
    PegElement *first = NULL;
    PegElement **end = &first;
    for (;;) {
        skip_spaces(reader);
        if (at_end_of_sequence(*reader->pos) || reader->is_out_of_memory) {
            return first;
        }
        *end = read_element(reader);
        if (*end == NULL) {
            return first;
        }
        end = &(*end)->next;
    }
}

static PegAlternative *read_alternatives(Reader *reader) {
    PegAlternative *first = NULL;
    PegAlternative **end = &first;
    for (;;) {
        PegAlternative *alternative = allocate(reader, sizeof *alternative);
        if (alternative == NULL) {
            return first;
        }
        *end = alternative;
        end = &alternative->next;
        alternative->first = read_sequence(reader);
        if (*reader->pos == '{') {
            alternative->action = reader->pos + 1;
            reader->pos = strchr(reader->pos, '}') + 1;
            skip_spaces(reader);
        }
        const PegElement *only = alternative->first;
        alternative->is_mistake = only != NULL && only->next == NULL && only->type == PEG_RULE &&
                                  only->rule != NULL &&
                                  strncmp(only->rule->name, "invalid_", 8) == 0;
        if (*reader->pos != '|' || reader->is_out_of_memory) {
            return first;
        }
        reader->pos++;
    }
}

bool peg_read(AstArena *arena, const char *text, PegGrammar *grammar) {
    Reader reader = {.arena = arena, .grammar = grammar, .pos = text};
    *grammar = (PegGrammar){0};
    while (*reader.pos != '\0') {
        bool is_shared = *reader.pos == '@';
        reader.pos += is_shared;
        size_t length = word_length(reader.pos);
        PegRule *rule = find_rule(&reader, reader.pos, length);
        if (rule == NULL) {
            return false;
        }
        reader.pos += length + 1;
        rule->is_shared = is_shared;
        rule->alternatives = read_alternatives(&reader);
        if (reader.is_out_of_memory) {
            return false;
        }
        reader.pos += *reader.pos == '\n';
    }
    return true;
}

PegRule *peg_rule(const PegGrammar *grammar, const char *name) {
    PegRule *rule = grammar->rules;
    while (rule != NULL && !is_text(rule->name, rule->name_length, name)) {
        rule = rule->next;
    }
    return rule;
}
