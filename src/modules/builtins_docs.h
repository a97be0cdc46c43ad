/* Signatures and documentation of the builtin functions. */
#ifndef OURO_MODULES_BUILTINS_DOCS_H
#define OURO_MODULES_BUILTINS_DOCS_H

#define DOC_ABS "abs($module, x, /)\n--\n\nThe absolute value of a number."
#define DOC_AITER                                                                                  \
    "aiter($module, async_iterable, /)\n--\n\nThe asynchronous iterator of an asynchronous "       \
    "iterable."
#define DOC_ALL "all($module, iterable, /)\n--\n\nTrue when no item of the iterable is false."
#define DOC_ANEXT                                                                                  \
    "async anext(aiterator[, default])\n\nAn awaitable for the next item of an asynchronous "      \
    "iterator, or for the default at\nits end."
#define DOC_ANY "any($module, iterable, /)\n--\n\nTrue when an item of the iterable is true."
#define DOC_ASCII                                                                                  \
    "ascii($module, obj, /)\n--\n\nrepr(obj) with every character outside ASCII escaped."
#define DOC_BIN                                                                                    \
    "bin($module, number, /)\n--\n\nThe binary digits of an integer as text: bin(10) is '0b1010'."
#define DOC_BREAKPOINT                                                                             \
    "breakpoint(*args, **kws)\n\nCalls sys.breakpointhook(*args, **kws), the debugger by default."
#define DOC_CALLABLE "callable($module, obj, /)\n--\n\nTrue when obj can be called."
#define DOC_CHR "chr($module, i, /)\n--\n\nThe character with code point i, 0 <= i <= 0x10ffff."
#define DOC_DELATTR "delattr($module, obj, name, /)\n--\n\ndel obj.name, with name as a string."
#define DOC_DIR                                                                                    \
    "dir([object]) -> list of strings\n\nThe sorted names of an object's attributes, of its "      \
    "class's and the bases';\nwithout an argument, the names of the current scope."
#define DOC_DIVMOD "divmod($module, x, y, /)\n--\n\nThe tuple (x // y, x % y)."
#define DOC_FORMAT                                                                                 \
    "format($module, value, format_spec='', /)\n--\n\nThe text of value as format_spec asks: "     \
    "value.__format__(format_spec)."
#define DOC_GETATTR                                                                                \
    "getattr(object, name[, default]) -> value\n\nobject.name, with name as a string; default "    \
    "when there is no such attribute."
#define DOC_HASATTR                                                                                \
    "hasattr($module, obj, name, /)\n--\n\nTrue when getattr(obj, name) finds an attribute."
#define DOC_HASH                                                                                   \
    "hash($module, obj, /)\n--\n\nThe hash value of an object; objects that are equal have the "   \
    "same."
#define DOC_HEX                                                                                    \
    "hex($module, number, /)\n--\n\nThe hexadecimal digits of an integer as text: hex(255) is "    \
    "'0xff'."
#define DOC_ID                                                                                     \
    "id($module, obj, /)\n--\n\nThe identity of an object: no other living object has the same."
#define DOC_INPUT                                                                                  \
    "input($module, prompt='', /)\n--\n\nA line of standard input without its newline, after "     \
    "writing the prompt to\nstandard output. EOFError at the end of the input."
#define DOC_ISINSTANCE                                                                             \
    "isinstance($module, obj, class_or_tuple, /)\n--\n\nTrue when obj is an instance of the "      \
    "class, of one of the tuple's classes, or of a\nsubclass."
#define DOC_ISSUBCLASS                                                                             \
    "issubclass($module, cls, class_or_tuple, /)\n--\n\nTrue when cls is the class, one of the "   \
    "tuple's classes, or derives from one."
#define DOC_ITER                                                                                   \
    "iter(iterable) -> iterator\niter(callable, sentinel) -> iterator\n\nAn iterator over an "     \
    "iterable; or one that calls callable until it returns the\nsentinel."
#define DOC_LEN "len($module, obj, /)\n--\n\nReturn the number of items in a container."
#define DOC_MAX                                                                                    \
    "max(iterable, *[, default=obj, key=func]) -> value\nmax(arg1, arg2, *args, *[, key=func]) "   \
    "-> value\n\nThe largest item of an iterable, or the largest argument."
#define DOC_MIN                                                                                    \
    "min(iterable, *[, default=obj, key=func]) -> value\nmin(arg1, arg2, *args, *[, key=func]) "   \
    "-> value\n\nThe smallest item of an iterable, or the smallest argument."
#define DOC_NEXT                                                                                   \
    "next(iterator[, default])\n\nThe next item of an iterator; at its end the default, or "       \
    "StopIteration."
#define DOC_OCT                                                                                    \
    "oct($module, number, /)\n--\n\nThe octal digits of an integer as text: oct(8) is '0o10'."
#define DOC_OPEN                                                                                   \
    "open($module, /, file, mode='r', buffering=-1, encoding=None,\n     errors=None, "            \
    "newline=None, closefd=True, opener=None)\n--\n\nOpens a file; a stream object comes back."
#define DOC_ORD "ord($module, c, /)\n--\n\nThe code point of a one-character string."
#define DOC_POW                                                                                    \
    "pow($module, /, base, exp, mod=None)\n--\n\nbase ** exp, or base ** exp % mod computed "      \
    "without the large power."
#define DOC_PRINT                                                                                  \
    "print($module, /, *args, sep=' ', end='\\n', file=None, flush=False)\n--\n\nWrites the "      \
    "values' texts to a stream, sys.stdout by default, with sep between them and\nend after the "  \
    "last; flush forces them out."
#define DOC_REPR                                                                                   \
    "repr($module, obj, /)\n--\n\nThe text of an object as a programmer would write it, if that "  \
    "is possible."
#define DOC_ROUND                                                                                  \
    "round($module, /, number, ndigits=None)\n--\n\nThe number rounded to ndigits decimal "        \
    "places; an integer without ndigits."
#define DOC_SETATTR                                                                                \
    "setattr($module, obj, name, value, /)\n--\n\nobj.name = value, with name as a string."
#define DOC_SORTED                                                                                 \
    "sorted($module, iterable, /, *, key=None, reverse=False)\n--\n\nA new list of the "           \
    "iterable's "                                                                                  \
    "items in ascending order of key(item); equal items\nkeep their order."
#define DOC_SUM                                                                                    \
    "sum($module, iterable, /, start=0)\n--\n\nThe sum of start and the items of an iterable of "  \
    "numbers."
#define DOC_VARS "vars([object]) -> dictionary\n\nobject.__dict__; without an argument, locals()."

#endif
