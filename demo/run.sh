#!/bin/sh
# Shows ouro: the programs of the two documents that started it, then the memory report of a real
# program over a real text. usage: demo/run.sh PATH_OF_OURO
set -u
ouro=$1
demo=$(dirname "$0")
text=/usr/share/common-licenses/GPL-3
failed=0
# Whatever goes wrong, the demo does not take the machine's memory.
ulimit -v 4000000 2>/dev/null

heading() {
    printf '\n\033[1m%s\033[0m\n' "$*"
}

[ -t 1 ] || heading() { printf '\n%s\n' "$*"; }

run() {
    printf '$ ouro'
    printf ' %s' "$@"
    printf '\n'
    "$ouro" "$@" || failed=$?
}

# Feeds the lines to one REPL session and shows each with what it answers: what comes after the
# k-th prompt belongs to the k-th line.
repl() {
    printf '$ ouro -q -i\n'
    "$ouro" -q -i -u -W ignore <"$1" 2>&1 | awk -v lines="$1" 'BEGIN { RS = ">>> " }
        { segments[NR] = $0 }
        END {
            RS = "\n"
            for (i = 2; (getline line < lines) > 0; i++) {
                printf ">>> %s\n%s", line, segments[i]
            }
        }'
}

heading "Small integers: -5 to 256 exist once"
repl "$demo/small_ints.repl"
run "$demo/references.py"
run -X small_ints=-5:1001 -c "print(int('1000') is int('1000'))"

heading "Strings: interned when compiled, not when made at run time"
run "$demo/interning.py"
repl "$demo/interning.repl"

heading "The memory pool: freed blocks are used again at once"
run "$demo/pool.py"

heading "Reference counts and cycles"
run "$demo/garbage.py"

heading "Stack and heap"
run "$demo/call_stack.py"
run -X heap_limit=32M "$demo/heap_limit.py"

heading "The same step by step"
run mem view "$demo/nested_calls.py"

heading "Habits that cost memory"
run mem advise "$demo/habits.py"

heading "Where the memory goes: an index of every word of the GPL"
run mem report "$demo/index.py" "$text"

if [ "$failed" != 0 ]; then
    printf '\nA program of the demo ended with code %s.\n' "$failed" >&2
    exit 1
fi
printf '\nTry next:  %s mem view YOUR_PROGRAM.py   (or just %s, for the REPL)\n' "$ouro" "$ouro"
