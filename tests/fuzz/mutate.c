/* mutate: see mutate.h. Every change is a range of the text that gives way to another text; one
 * that would not fit is left out. */
#include "mutate.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef struct Range {
    size_t from, to;
} Range;

typedef struct Words {
    const char *text; /* one a line */
    size_t length;
} Words;

static Words expressions, attributes;
static uint64_t state;

static const char *const numbers[] = {
    "0",       "1",
    "-1",      "2",
    "3",       "7",
    "8",       "31",
    "32",      "63",
    "64",      "127",
    "128",     "255",
    "256",     "257",
    "1000",    "4096",
    "65535",   "65536",
    "1114111", "1114112",
    "2**30",   "2**31-1",
    "2**31",   "-2**31",
    "2**32",   "2**62",
    "2**63-1", "2**63",
    "-2**63",  "-2**63-1",
    "2**64-1", "2**64",
    "10**20",  "-10**30",
    "1<<1000", "0.0",
    "-0.0",    "1e308",
    "1e-320",  "float('inf')",
    "1j",      "float('nan')",
    "True",    "None",
    "b''",     "()",
};

static const char *const strings[] = {
    "''",
    "'a'",
    "'\\0'",
    "'\\xe9'",
    "'\\u0130'",
    "'\\ud800'",
    "'\\U0010ffff'",
    "'a' * 5000",
    "b'\\xff'",
    "'%s%d%r'",
    "'{0.a[1]}'",
    "f'{1!r:>{2}}'",
    "'{:*^30}'",
    "'__class__'",
    "'utf-8'",
    "'utf-16'",
    "'surrogateescape'",
    "'(a+)+$'",
    "bytearray(b'abc')",
    "b'%b'",
    "'\\n\\r\\x0b'",
    "'<QQ'",
    "'1_0'",
    "'0x1p-3'",
};

static const char *const operators[] = {
    "+",  "-",  "*",  "/",   "//",  "%",   "**", "@",  "&",   "|",  "^",  "<<",     ">>",
    "==", "!=", "<",  "<=",  ">",   ">=",  "is", "in", "and", "or", "if", "not in", "is not",
    "=",  "+=", "*=", "**=", "//=", "<<=", ":=", ",",  ".",   ": ", "->", "(",      ")",
};

/* $ a name of the text, & an expression, @ an attribute, # a number, ~ a string; lines behind the
 * first are indented from the first one's column. */
static const char *const statements[] = {
    "$ = $",
    "del $",
    "$ = &",
    "$.@ = $",
    "$.@ = &",
    "del $.@",
    "$ = $.@",
    "$.@($)",
    "$.@()",
    "$.@($, $)",
    "$.@(&, #)",
    "$ = $.@($, #)",
    "$ = &($)",
    "$ = &($, $)",
    "$ = &(#)",
    "$ = &(~)",
    "$ = &($, #, ~)",
    "$ = &.@($)",
    "$ = &($, key=$)",
    "$(*$)",
    "$(**$)",
    "$($, @=$)",
    "$[#] = $",
    "$[$] = $",
    "$[#:#] = $",
    "$[#:#:#] = [$] * #",
    "del $[#]",
    "del $[#:#:#]",
    "$ = $[#:#:#]",
    "$ = [$] * 10",
    "$ += $",
    "$ *= 3",
    "$, *$ = $",
    "$ = iter($)",
    "next($)",
    "$.send($)",
    "$.throw(&)",
    "$.close()",
    "$.append($)",
    "$.clear()",
    "$.pop()",
    "$.sort(key=lambda k: $.clear())",
    "sorted($, key=lambda k: $.append(k))",
    "$.__class__ = $.__class__",
    "$.__class__ = &",
    "$.__dict__ = $",
    "$.__dict__.clear()",
    "$.__dict__[$] = $",
    "$.__bases__ = ($, &)",
    "$.__init__($)",
    "$.__init__(~, #)",
    "$.__setstate__($)",
    "$ = $.__reduce_ex__(#)",
    "$.__del__ = lambda *a: $.@",
    "$.__code__ = $.__code__",
    "$ = $.__code__.replace(co_name=~, co_consts=($, #))",
    "c = $.__code__; $ = c.replace(co_consts=tuple([$ if k == # else k for k in c.co_consts]))",
    "c = $.__code__; $.__code__ = c.replace(co_consts=($,) + c.co_consts[1:])",
    "exec($.__code__.replace(co_flags=$.__code__.co_flags ^ (# & 255)))",
    "def $(a=$):\n    return a + #, a < #, a == #, a[#:#], a in (#, ~), -#, f'{a}~'",
    "$ = $.__new__(&)",
    "type.__call__($, $)",
    "object.__setattr__($, '@', $)",
    "object.__getattribute__($, '@')",
    "setattr($, '@', $)",
    "type('C', ($, &), {'@': $})",
    "type('C', (&,), {'@': $, '__slots__': ('a', '@')})()",
    "gc.collect()",
    "import gc; gc.collect()",
    "import gc; $ = gc.get_objects()",
    "import gc; $ = gc.get_referrers($)",
    "import gc; $ = gc.get_referents($)",
    "import weakref; $ = weakref.ref($, $)",
    "import weakref; $ = weakref.proxy($)",
    "import copy; $ = copy.deepcopy($)",
    "import copy; $ = copy.copy($)",
    "import marshal; $ = marshal.loads(marshal.dumps($))",
    "import marshal; b = bytearray(marshal.dumps($)); b[# % len(b)] = # & 255; marshal.loads(b)",
    "import pickle; $ = pickle.loads(pickle.dumps($))",
    "import pickle; b = bytearray(pickle.dumps($, #)); b[# % len(b)] = # & 255; pickle.loads(b)",
    "b = bytearray($); b[# % len(b)] = # & 255; $ = &(bytes(b))",
    "import struct; struct.pack_into(~, bytearray(20), #, $)",
    "import struct; $ = struct.unpack_from(~, bytes(40), #)",
    "import sys; sys.setrecursionlimit(#)",
    "import sys; $ = sys._getframe(#).f_locals",
    "import itertools; $ = itertools.@($)",
    "import functools; $ = functools.partial($, $)",
    "import functools; $ = functools.reduce(&, $, $)",
    "import collections; $ = collections.deque($, #)",
    "import operator; $ = operator.@($, $)",
    "import array; $ = array.array('i', $)",
    "import io; $ = io.BytesIO($)",
    "import re; $ = re.sub(~, $, ~)",
    "import json; $ = json.dumps($)",
    "import ctypes",
    "$ = memoryview($).cast('B')",
    "$ = memoryview($)[#:#]",
    "$.release()",
    "$ = ~.@(~)",
    "$ = ~ % $",
    "$ = ~.format($, $)",
    "$ = format($, ~)",
    "$ = #.@(#)",
    "$ = # ** #",
    "$ = # % #",
    "$ = # << #",
    "hash($)",
    "repr($)",
    "$ == $",
    "$ < $",
    "$ in $",
    "$ = ($ for $ in $)",
    "$ = [$ for $ in $ if $]",
    "$ = {$: $ for $ in $}",
    "$ = {$, #, *$}",
    "$ = {**$, ~: $}",
    "$ = lambda *a, **k: ($, a, k)",
    "print($, $)",
    "exec(~)",
    "eval(~, $, $)",
    "$ = compile(~, ~, 'exec')",
    "yield $",
    "yield from $",
    "await $",
    "return $",
    "raise $",
    "raise $ from $",
    "global $",
    "nonlocal $",
    "assert $, $",
    "break",
    "continue",
    "$: $ = $",
    "locals()['@'] = $",
    "globals().update($)",
    "__builtins__['@'] = $",
    "$.gi_frame.clear()",
    "$.__traceback__ = $.__traceback__",
    "$.__context__ = $",
    "$.__iter__ = lambda self: $",
    "for $ in $:\n    $.@($)",
    "for $ in $:\n    $[$] = $\n    del $[$]",
    "while $:\n    $.pop()",
    "with $ as $:\n    $",
    "if $:\n    $ = $",
    "try:\n    $.@($)\nexcept $:\n    $\nfinally:\n    $",
    "try:\n    raise ExceptionGroup(~, [$])\nexcept* $ as $:\n    raise",
    "match $:\n    case [$, *_] | {~: $}:\n        $\n    case &(x=$):\n        $",
    "def $($, *a, **k):\n    yield $\n    return $",
    "def $($=$, /, *, b=&):\n    return $",
    "async def $($):\n    async for x in $:\n        yield await $",
    "class $($):\n    __slots__ = ('a', '@')\n    def @(self, *a):\n        return $",
    "class $(&):\n    def @(self, *a):\n        $.@(*a)\n        return $",
    "class $(metaclass=$):\n    @ = $",
    "class $:\n    def __eq__(self, o):\n        $.clear()\n        return True",
    "class $:\n    def __hash__(self):\n        $.clear()\n        return #",
    "class $:\n    def __index__(self):\n        $.clear()\n        return #",
    "class $:\n    def __del__(self):\n        $.append(self)",
    "class $:\n    def __getattr__(self, n):\n        return $",
    "class $(&):\n    def __new__(cls, *a):\n        return $",
};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define PICK(array) array[below(COUNT(array))]

/* ---- chance ---- */

static size_t below(size_t bound) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return bound ? (size_t)((state >> 11) % bound) : 0;
}

static void set_seed(unsigned seed) {
    state = seed * 0x9E3779B97F4A7C15u + 0x632BE59BD9B4E019u;
    (void)below(1);
}

/* ---- the text ---- */

static bool is_word(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c & 0x80);
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool replace(Script *script, Range range, const char *text, size_t length) {
    size_t rest = script->length - range.to;
    if (script->length - (range.to - range.from) + length > script->capacity) {
        return false;
    }
    memmove(script->text + range.from + length, script->text + range.to, rest);
    memcpy(script->text + range.from, text, length);
    script->length = range.from + length + rest;
    return true;
}

static void replace_with(Script *script, Range range, const char *text) {
    replace(script, range, text, strlen(text));
}

static size_t line_start(const Script *script, size_t at) {
    while (at > 0 && script->text[at - 1] != '\n') {
        at--;
    }
    return at;
}

/* Behind its newline. */
static size_t line_end(const Script *script, size_t at) {
    while (at < script->length && script->text[at] != '\n') {
        at++;
    }
    return at < script->length ? at + 1 : at;
}

static size_t indent_at(const Script *script, size_t line) {
    size_t at = line;
    while (at < script->length && (script->text[at] == ' ' || script->text[at] == '\t')) {
        at++;
    }
    return at - line;
}

static bool is_blank(const Script *script, size_t line) {
    size_t at = line + indent_at(script, line);
    return at >= script->length || script->text[at] == '\n';
}

static size_t some_line(const Script *script) {
    return line_start(script, below(script->length));
}

/* The line and what is indented below it. */
static Range block_at(const Script *script, size_t line) {
    size_t indent = indent_at(script, line);
    Range block = {line, line_end(script, line)};
    while (block.to < script->length &&
           (is_blank(script, block.to) || indent_at(script, block.to) > indent)) {
        block.to = line_end(script, block.to);
    }
    return block;
}

/* Puts lines in before a line, indented as it is. */
static void insert_lines(Script *script, size_t line, const char *text, size_t length) {
    static char made[1 << 14];
    const Script lines = {(char *)text, length, length};
    size_t old = indent_at(&lines, 0);
    size_t indent = line < script->length ? indent_at(script, line) : 0;
    size_t used = 0;
    for (size_t at = 0; at < length;) {
        size_t end = line_end(&lines, at);
        size_t cut = indent_at(&lines, at);
        cut = cut < old ? cut : old;
        if (used + indent + (end - at - cut) + 1 > sizeof made) {
            return;
        }
        memcpy(made + used, script->text + line, indent);
        memcpy(made + used + indent, text + at + cut, end - at - cut);
        used += indent + end - at - cut;
        at = end;
    }
    if (used && made[used - 1] != '\n') {
        made[used++] = '\n';
    }
    replace(script, (Range){line, line}, made, used);
}

/* ---- tokens ---- */

typedef enum TokenKind { NAME, NUMBER, STRING, OPERATOR, KINDS } TokenKind;

/* The token at or behind a place; false at the end of the text. */
static bool token_from(const Script *script, size_t at, Range *token, TokenKind *kind) {
    const char *text = script->text;
    while (at < script->length && (text[at] == ' ' || text[at] == '\n' || text[at] == '\t')) {
        at++;
    }
    if (at >= script->length) {
        return false;
    }
    size_t end = at + 1;
    if (is_word(text[at])) {
        *kind = is_digit(text[at]) ? NUMBER : NAME;
        while (end < script->length && is_word(text[end])) {
            end++;
        }
    } else if (text[at] == '\'' || text[at] == '"') {
        *kind = STRING;
        while (end < script->length && text[end] != text[at] && text[end] != '\n') {
            end += text[end] == '\\' && end + 1 < script->length ? 2 : 1;
        }
        end = end < script->length ? end + 1 : script->length;
    } else {
        *kind = OPERATOR;
        while (end < script->length && end < at + 3 && strchr("=*/<>&|.", text[end]) &&
               text[end] != '\0') {
            end++;
        }
    }
    *token = (Range){at, end};
    return true;
}

/* A token of a kind, found from a random place on. */
static bool some_token(const Script *script, TokenKind wanted, Range *token) {
    TokenKind kind;
    size_t at = below(script->length);
    while (at > 0 && is_word(script->text[at - 1])) {
        at--;
    }
    for (int tries = 0; tries < 40 && token_from(script, at, token, &kind); tries++) {
        if (kind == wanted) {
            return true;
        }
        at = token->to;
    }
    return false;
}

/* ---- material ---- */

static size_t copy(char *to, size_t size, const char *from, size_t length) {
    length = length < size ? length : size;
    memcpy(to, from, length);
    return length;
}

static size_t some_word(const Words *words, char *to, size_t size) {
    if (words->length == 0) {
        return 0;
    }
    const Script lines = {(char *)words->text, words->length, words->length};
    size_t start = some_line(&lines);
    size_t end = line_end(&lines, start);
    return copy(to, size, words->text + start, end - start - (words->text[end - 1] == '\n'));
}

static size_t some_name(const Script *script, char *to, size_t size) {
    Range token;
    if (below(8) == 0 || !some_token(script, NAME, &token)) {
        return some_word(&expressions, to, size);
    }
    return copy(to, size, script->text + token.from, token.to - token.from);
}

/* What a placeholder stands for. */
static size_t material(const Script *script, char mark, char *to, size_t size) {
    const char *text;
    switch (mark) {
    case '$':
        return some_name(script, to, size);
    case '&':
        return some_word(&expressions, to, size);
    case '@':
        return some_word(&attributes, to, size);
    case '#':
        text = PICK(numbers);
        return copy(to, size, text, strlen(text));
    case '~':
        text = PICK(strings);
        return copy(to, size, text, strlen(text));
    default:
        return copy(to, size, &mark, 1);
    }
}

static size_t fill(const Script *script, const char *pattern, char *to, size_t size) {
    size_t used = 0;
    for (; *pattern; pattern++) {
        used += material(script, *pattern, to + used, size - used);
    }
    return used;
}

/* ---- changes ---- */

static void insert_statement(Script *script) {
    char text[1024];
    size_t length = fill(script, PICK(statements), text, sizeof text);
    insert_lines(script, some_line(script), text, length);
}

static void change_token(Script *script) {
    static const char kinds[KINDS] = {'$', '#', '~', 'o'};
    TokenKind kind = (TokenKind)below(KINDS);
    Range token;
    char text[256];
    if (!some_token(script, kind, &token)) {
        return;
    }
    if (kind == OPERATOR) {
        replace_with(script, token, PICK(operators));
        return;
    }
    bool is_attribute = kind == NAME && token.from > 0 && script->text[token.from - 1] == '.';
    char mark = is_attribute ? '@' : kinds[below(8) ? (size_t)kind : below(3)];
    replace(script, token, text, material(script, mark, text, sizeof text));
}

/* A name becomes a longer expression around it. */
static void wrap_token(Script *script) {
    static const char *const around[][2] = {
        {"type(", ")"},
        {"[*", "]"},
        {"(", ",)"},
        {"iter(", ")"},
        {"repr(", ")"},
        {"(lambda: ", ")()"},
        {"&(", ")"},
        {"&(", ", $)"},
        {"", ".@"},
        {"", ".@($)"},
        {"", "[#:#]"},
        {"", "[#]"},
        {"", "()"},
        {"", "($)"},
        {"{", ": $}"},
        {"{**", "}"},
        {"not ", ""},
        {"-", ""},
        {"(yield ", ")"},
        {"(await ", ")"},
        {"[", " for x in $]"},
        {"(", " if $ else $)"},
        {"f'{", "!r:>9}'"},
        {"(x := ", ")"},
    };
    Range token;
    char text[512];
    size_t pair = below(COUNT(around));
    if (some_token(script, below(4) ? NAME : NUMBER, &token)) {
        size_t length = fill(script, around[pair][0], text, sizeof text);
        length += copy(text + length, sizeof text - length, script->text + token.from,
                       token.to - token.from);
        length += fill(script, around[pair][1], text + length, sizeof text - length);
        replace(script, token, text, length);
    }
}

static void remove_block(Script *script) {
    size_t line = some_line(script);
    Range range = below(2) ? block_at(script, line) : (Range){line, line_end(script, line)};
    replace(script, range, "", 0);
}

/* A block stands in another place too. */
static void copy_block(Script *script) {
    static char text[1 << 14];
    Range block = block_at(script, some_line(script));
    size_t length = copy(text, sizeof text, script->text + block.from, block.to - block.from);
    insert_lines(script, some_line(script), text, length);
}

/* A block below a new head: it runs often, or in a function, or its exceptions are caught. */
static void wrap_block(Script *script) {
    static const char *const heads[][2] = {
        {"try:\n", "except BaseException as $:\n    pass\n"},
        {"try:\n", "finally:\n    $ = $\n"},
        {"for _ in range(5):\n", ""},
        {"for $ in $:\n", ""},
        {"while $:\n", "    break\n"},
        {"if $:\n", "else:\n    $\n"},
        {"with $ as $:\n", ""},
        {"def $(*a):\n", "$($)\n"},
        {"def $(*a):\n", "    yield $\nlist($($))\n"},
        {"async def $(*a):\n", "$().send(None)\n"},
        {"class $:\n", ""},
        {"class $(&):\n", ""},
        {"match $:\n    case $:\n    ", ""},
    };
    static char body[1 << 13], text[1 << 14];
    Range block = block_at(script, some_line(script));
    size_t pair = below(COUNT(heads));
    if (block.to - block.from > sizeof body) {
        return;
    }
    size_t length = fill(script, heads[pair][0], text, 1024);
    Script indented = {body, 0, sizeof body};
    memcpy(body, script->text + block.from, indented.length = block.to - block.from);
    size_t indent = indent_at(script, block.from);
    for (size_t at = 0; at < indented.length; at = line_end(&indented, at)) {
        size_t cut = indent_at(&indented, at);
        if (!replace(&indented, (Range){at, at + (cut < indent ? cut : indent)}, "    ", 4)) {
            return;
        }
    }
    length += copy(text + length, sizeof text - 2048 - length, body, indented.length);
    if (text[length - 1] != '\n') {
        text[length++] = '\n';
    }
    length += fill(script, heads[pair][1], text + length, 1024);
    /* The new block takes the place and the column of the old one. */
    memcpy(body, script->text + block.from, indent);
    body[indent] = '\n';
    if (replace(script, block, body, indent + 1)) {
        insert_lines(script, block.from, text, length);
        size_t left = line_start(script, block.from);
        if (is_blank(script, left)) {
            replace(script, (Range){left, line_end(script, left)}, "", 0);
        }
    }
}

/* Two tokens change places. */
static void swap_tokens(Script *script) {
    Range a, b;
    char text[256];
    TokenKind kind = (TokenKind)below(KINDS);
    if (!some_token(script, kind, &a) || !some_token(script, kind, &b) || a.from == b.from) {
        return;
    }
    if (a.from > b.from) {
        Range swapped = a;
        a = b;
        b = swapped;
    }
    size_t length = copy(text, sizeof text, script->text + a.from, a.to - a.from);
    char second[256];
    size_t second_length = copy(second, sizeof second, script->text + b.from, b.to - b.from);
    if (replace(script, b, text, length)) {
        replace(script, a, second, second_length);
    }
}

static void change(Script *script) {
    static void (*const changes[])(Script *) = {
        insert_statement, insert_statement, insert_statement, change_token,
        change_token,     change_token,     wrap_token,       remove_block,
        copy_block,       wrap_block,       swap_tokens,
    };
    PICK(changes)(script);
}

/* ---- the entries ---- */

void mutate_set_names(const char *expression_lines, const char *attribute_lines) {
    expressions = (Words){expression_lines, strlen(expression_lines)};
    attributes = (Words){attribute_lines, strlen(attribute_lines)};
}

void mutate_script(Script *script, unsigned seed) {
    set_seed(seed);
    for (size_t count = 1 + below(below(4) ? 3 : 12); count > 0; count--) {
        change(script);
    }
}

void mutate_cross(Script *script, const char *other, size_t length, unsigned seed) {
    set_seed(seed);
    const Script source = {(char *)other, length, length};
    for (size_t count = 1 + below(3); length > 0 && count > 0; count--) {
        Range block = block_at(&source, some_line(&source));
        if (below(3) == 0) { /* whole functions and classes rather than lines of them */
            while (block.from > 0 && indent_at(&source, block.from) > 0) {
                block = block_at(&source, line_start(&source, block.from - 1));
            }
        }
        insert_lines(script, some_line(script), other + block.from, block.to - block.from);
    }
}
