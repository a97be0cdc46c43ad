#!/usr/bin/env python3
"""Writes ouro.c and ouro.h: the whole library in one file, to be compiled by `cc -c ouro.c`.

usage: tools/amalgamate.py FOLDER

Headers are put in where they are first included. Names that two source files have for themselves
(static functions and tables, types, enum constants, macros) get the file's name behind them; a name
behind "." or "->" is a member and stays.
"""
import collections
import os
import re
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
FOLDERS = ["base", "os", "heap", "object", "gc", "types", "compile", "vm", "modules", "api"]
PUBLIC = ["ouro.h", "ouro/heap.h", "ouro/inspect.h"]
TOKEN = re.compile(
    r"/\*.*?\*/|//[^\n]*|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|"
    r"[A-Za-z_]\w*|\d[\w.]*|->|##|\s+|.",
    re.S,
)
DIRECTIVE = re.compile(r"^[ \t]*#(?:[^\n\\]|\\\n|\\.)*", re.M)
TABLE = re.compile(r"^static [\w *]+?\b(\w+)(?:\[[^\]]*\])*\s*=", re.M)
EXTERNAL = re.compile(r"^(?!static)[A-Za-z][^=;\n]*?\b(\w+)\(", re.M)
WORD = re.compile(r"[A-Za-z_]\w*$")


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def own_names(text):
    """Names that a source file declares for itself at its outermost level."""
    names = set(re.findall(r"^[ \t]*#[ \t]*define[ \t]+(\w+)", text, re.M))
    code = DIRECTIVE.sub(" ", text)
    tokens = [t for t in TOKEN.findall(code) if not t.isspace() and not t.startswith(("/*", "//"))]
    declaration, depth, enum, before = [], 0, False, ""
    for token in tokens:
        if depth == 0:
            declaration.append(token)
        if token == "{":
            enum = enum if depth else "enum" in declaration and "(" not in declaration
            depth += 1
        elif token == "}":
            depth -= 1
            if depth == 0:
                if is_function(declaration):
                    names |= declared(declaration)
                    declaration = []
                else:
                    declaration.append("}")
        elif token == ";" and depth == 0:
            names |= declared(declaration)
            declaration = []
        elif depth == 1 and enum and WORD.match(token) and before in ("{", ","):
            names.add(token)
        before = token
    return names


def is_function(declaration):
    head = declaration[: declaration.index("{")]
    return "(" in head and "=" not in head and "typedef" not in head


def declared(declaration):
    names = set()
    for i, token in enumerate(declaration[:-1]):
        if token in ("struct", "union", "enum") and WORD.match(declaration[i + 1]):
            if "{" in declaration[i + 2 : i + 3]:
                names.add(declaration[i + 1])
    if "typedef" in declaration:
        pointer = re.search(r"\( \* (\w+) \)", " ".join(declaration))
        if pointer:
            names.add(pointer.group(1))
        elif WORD.match(declaration[-2]):
            names.add(declaration[-2])
        return names
    if "static" not in declaration:
        return names
    start = len(declaration) - declaration[::-1].index("static")  # macros may stand before it
    head = []
    for token in declaration[start:]:
        if token in ("=", ";") or (token == "{" and "(" in head):
            break
        head += [] if token in ("{", "}") else [token]
    text = re.sub(r"__attribute__ \( \(.*?\) \)", "", " ".join(head))
    text = re.sub(r"\[[^\]]*\]", "", text)
    function = re.match(r"[^(]*?(\w+) \((?! \*)", text)
    pointer = re.match(r"[^(]*\( \* (?:const )?(\w+)", text)
    if function or pointer:
        names.add((function or pointer).group(1))
        return names
    for part in text.split(","):
        words = re.findall(r"[A-Za-z_]\w*", part)
        if words and words[-1] not in ("struct", "union", "enum"):
            names.add(words[-1])
    return names


def rename(text, suffix, names):
    """Every use of these names in a source file, but for members."""
    tokens = TOKEN.findall(text)
    solid = [i for i, t in enumerate(tokens) if not t.isspace() and not t.startswith("/*")]
    braces = []  # for each open one: whether it is that of a struct
    for at, i in enumerate(solid):
        token = tokens[i]
        before = tokens[solid[at - 1]] if at else ""
        after = tokens[solid[at + 1]] if at + 1 < len(solid) else ""
        if token == "{":
            tag = tokens[solid[at - 2]] if at > 1 else ""
            braces.append("struct" in (before, tag) or "union" in (before, tag))
        elif token == "}" and braces:
            braces.pop()
        if token not in names or before in (".", "->"):
            continue
        member = braces and braces[-1] and after in (";", ",", "[", ":")
        offset = before == "," and at > 3 and tokens[solid[at - 4]] == "offsetof"
        if not member and not offset:
            tokens[i] = token + suffix
    return "".join(tokens)


class Writer:
    def __init__(self):
        self.seen = set()
        self.parts = []

    def header(self, path):
        if path not in self.seen:
            self.seen.add(path)
            self.parts.append(self.expand(read(path)))

    def expand(self, text):
        def include(match):
            name = match.group(1)
            if name in PUBLIC:
                return ""
            self.header("src/" + name)
            return ""

        return re.sub(r'^[ \t]*#[ \t]*include "([^"]+)"[^\n]*\n', include, text, flags=re.M)

    def source(self, path, names, pasted):
        text = self.expand(read(path))
        defined = re.findall(r"^[ \t]*#[ \t]*define[ \t]+(\w+)", text, re.M)
        suffix = "__" + os.path.basename(path)[:-2]
        self.parts.append("\n/* ======== %s ======== */\n" % path)
        for name in sorted(pasted):
            self.parts.append("#define %s %s\n" % (name, name + suffix))
        self.parts.append(rename(text, suffix, names))
        for name in sorted(pasted):
            self.parts.append("#undef %s\n" % name)
        for name in sorted(set(defined)):
            if name != "_GNU_SOURCE":
                self.parts.append("#undef %s\n" % (name + suffix if name in names else name))


TOP = """/* ouro {version}, in one file: compile it with `cc -O2 -c ouro.c` and link with -lgmp -lutf8proc -lm.
 * Written by tools/amalgamate.py. With clang add -fno-strict-aliasing. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#ifndef OURO_VERSION
#define OURO_VERSION "{version}"
#endif
#ifndef OURO_CHECK_LEVEL
#define OURO_CHECK_LEVEL 0
#endif
#ifndef OURO_STRESS
#define OURO_STRESS 0
#endif
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("no-strict-aliasing")
#endif
#include "ouro.h"
{includes}#ifdef __GNUC__
#pragma GCC visibility push(hidden)
#endif
"""


def main():
    target = sys.argv[1]
    os.makedirs(target, exist_ok=True)
    version = re.search(r"VERSION ([\d.]+)", read("CMakeLists.txt").split("project(")[1]).group(1)
    sources = []
    for folder in FOLDERS:
        for name in sorted(os.listdir(os.path.join(ROOT, "src", folder))):
            if name.endswith(".c"):
                sources.append("src/%s/%s" % (folder, name))
    owners = collections.Counter()
    own = {path: own_names(read(path)) for path in sources}
    for names in own.values():
        owners.update(names)
    everything = {path: read(path) for path in sources}
    headers = set()
    for folder in FOLDERS:
        for name in sorted(os.listdir(os.path.join(ROOT, "src", folder))):
            if name.endswith(".h"):
                text = read("src/%s/%s" % (folder, name))
                everything[name] = text
                headers |= set(re.findall(r"\w+", text))
    # Macros paste names together (get_##name): there the preprocessor must do the renaming.
    macros = [m for m in DIRECTIVE.findall("".join(everything.values())) if "##" in m]
    static = "".join(macro for macro in macros if "static" in macro)
    external = set(EXTERNAL.findall("\n".join(everything[path] for path in sources)))
    shared = "".join(macro for macro in macros if "static" not in macro)
    prefix = re.compile(r"\b([a-z]+_)##")
    prefixes = tuple(set(prefix.findall(static)) - set(prefix.findall(shared)))
    suffixes = tuple(re.findall(r"##(_[a-z_]+)\b", "".join(macros)))
    writer = Writer()
    for path in sources:
        words = set(re.findall(r"\w+", everything[path])) - headers - external
        pasted = {n for n in words if n.startswith(prefixes)} | {
            n for n in own[path] if n.endswith(suffixes) and n.islower() and n not in headers
        }
        typedefs = set(re.findall(r"^\} (\w+);", everything[path], re.M))
        tables = set(TABLE.findall(everything[path]))
        private = {
            n for n in own[path] & headers if n.islower() or n in typedefs or n in tables
        }
        names = {n for n in own[path] if owners[n] > 1} | private
        writer.source(path, names - pasted, pasted)
    with open(os.path.join(target, "ouro.c"), "w", encoding="utf-8") as file:
        body = "".join(writer.parts)
        system = re.compile(r"^[ \t]*#[ \t]*include (<[^>]+>).*\n", re.M)
        found = list(dict.fromkeys(system.findall(body)))  # theirs are not to be hidden
        file.write(TOP.format(version=version, includes="".join("#include %s\n" % i for i in found)))
        file.write(system.sub("", body))
        file.write("#ifdef __GNUC__\n#pragma GCC visibility pop\n#endif\n")
    text = ""
    for name in PUBLIC:
        if os.path.exists(os.path.join(ROOT, "include", name)):
            text += re.sub(r'^#include "(?:ouro|heap|inspect).*?"\n', "", read("include/" + name), flags=re.M)
    with open(os.path.join(target, "ouro.h"), "w", encoding="utf-8") as file:
        file.write(text)


main()
