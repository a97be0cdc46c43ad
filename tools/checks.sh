#!/bin/sh
# The checks over the sources that need no build: layers, lengths of files, header guards,
# generated tables, what does not belong where it lies.
# Prints "ok NAME" or the problems and "FAIL NAME"; fails when one fails.
# usage: tools/checks.sh [--tally FILE]   (writes "passed failed" to FILE)
set -u
cd "$(dirname "$0")/.." || exit 2
tally=
[ "${1:-}" = --tally ] && tally=$2
passed=0
failed=0

verdict() {
    if [ "$2" = 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $1"
    fi
}

sources() {
    find src include -name '*.[ch]' -o -name '*.inc' -o -name '*.def' 2>/dev/null | sort
}

check_layers() {
    # shellcheck disable=SC2046
    awk -f tools/check_layers.awk $(sources)
}

check_long_files() {
    long=$(find src include tests tools bench lib -type f \( -name '*.[ch]' -o -name '*.inc' \
        -o -name '*.def' -o -name '*.py' -o -name '*.sh' \) -exec wc -l {} + 2>/dev/null |
        awk '$2 != "total" && $1 > 1000 { print $2, $1 }' | while read -r path lines; do
        grep -q "^$path [^ ]" tools/long_files.txt || echo "$path: $lines lines and no reason in tools/long_files.txt"
    done)
    [ -z "$long" ] && echo "ok long files" && return 0
    echo "$long"
    return 1
}

check_long_files_are_current() {
    stale=$(grep -v '^#' tools/long_files.txt | while read -r path reason; do
        [ -f "$path" ] && [ "$(wc -l <"$path")" -gt 1000 ] || echo "$path: named in tools/long_files.txt for nothing"
    done)
    [ -z "$stale" ] && echo "ok list of long files" && return 0
    echo "$stale"
    return 1
}

check_guards() {
    bad=$(find src -name '*.h' 2>/dev/null | while read -r path; do
        want=OURO_$(echo "${path#src/}" | tr 'a-z/.' 'A-Z__')
        grep -q "^#ifndef $want\$" "$path" || echo "$path: no header guard $want"
    done)
    [ -z "$bad" ] && echo "ok header guards" && return 0
    echo "$bad"
    return 1
}

check_braces() {
    # shellcheck disable=SC2046
    awk -f tools/check_braces.awk $(find src include tests bench -name '*.[ch]' 2>/dev/null | sort)
}

# Tables that a script wrote are what it writes, spaces apart. Without CPython 3.11, whose Unicode
# data the scripts read, there is nothing to compare with.
check_generated() {
    oracle=${OURO_ORACLE:-/usr/bin/python3.11}
    [ -x "$oracle" ] || {
        echo "ok generated tables (not compared: no $oracle)"
        return 0
    }
    stale=$(for pair in unicode_names:src/base/unicode_names_table.c \
        unicode_tables:src/types/unicode_tables.c \
        unicodedata_tables:src/modules/unicodedata_tables.c; do
        fresh=$("$oracle" "tools/${pair%%:*}.py" | tr -d '[:space:]' | cksum)
        [ "$fresh" = "$(tr -d '[:space:]' <"${pair#*:}" | cksum)" ] ||
            echo "${pair#*:}: not what tools/${pair%%:*}.py writes"
    done)
    [ -z "$stale" ] && echo "ok generated tables" && return 0
    echo "$stale"
    return 1
}

# What a program writes where it runs, in the top folder or beside the scripts, is easily committed
# with the rest.
check_stray_files() {
    stray=$(git ls-files 2>/dev/null | grep -E '^[^/]*$|^tests/python/' | grep -v -x -E \
        'CMakeLists\.txt|CMakePresets\.json|LICENSE|README\.md|dev|\.clang-format|\.gitignore|tests/python/.*\.out|tests/python/.*\.py')
    [ -z "$stray" ] && echo "ok no stray files" && return 0
    echo "$stray" | sed 's/$/: does not belong there/'
    return 1
}

for check in layers long_files long_files_are_current guards braces generated \
    stray_files; do
    "check_$check"
    verdict "check_$check" $?
done
[ -z "$tally" ] || echo "$passed $failed" >"$tally"
[ "$failed" = 0 ]
