#!/bin/sh
# Tests the tests: that the runner and the layering check fail when they should.
# usage: tests/tools/test_tools.sh [--tally FILE]
set -u
cd "$(dirname "$0")/../.." || exit 2
tally=
[ "${1:-}" = --tally ] && tally=$2
runner=$PWD/build/release/tools/runner
checker=$PWD/tools/check_layers.awk
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
passed=0
failed=0

expect() {
    name=$1
    wanted=$2
    shift 2
    if "$@" >"$scratch/log" 2>&1; then got=0; else got=$?; fi
    if [ "$got" = "$wanted" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $name: code $got instead of $wanted"
        head -n 10 "$scratch/log"
    fi
}

mkdir -p "$scratch/root/tests/python/area"
script=$scratch/root/tests/python/area/one.py
touch "$script"

# An interpreter is a shell script here: it gets the path of the test script as its argument.
interpreter() {
    printf '#!/bin/sh\n%s\n' "$2" >"$scratch/$1"
    chmod +x "$scratch/$1"
}

run() {
    "$runner" --root "$scratch/root" --oracle "$scratch/python" --ouro "$scratch/ouro" --timeout 2 "$@"
}

interpreter python 'echo 1; echo note >&2'
interpreter ouro 'echo 1; echo another note >&2'
expect runner_records 0 run --record
expect runner_passes_equal_output 0 run
expect runner_passes_equal_recording 0 run --recorded

interpreter ouro 'echo 2'
expect runner_fails_other_output 1 run
expect runner_fails_other_recorded_output 1 run --recorded
interpreter ouro 'echo 1; exit 3'
expect runner_fails_other_exit_code 1 run
interpreter ouro 'printf 1'
expect runner_fails_missing_newline 1 run
interpreter ouro 'echo 1; kill -SEGV $$'
expect runner_fails_a_crash 1 run
interpreter ouro 'echo 1; sleep 60'
expect runner_fails_a_timeout 1 run
interpreter ouro 'echo 1; sleep 60 & wait'
expect runner_fails_a_timeout_of_a_grandchild 1 run
interpreter ouro '[ "$OURO_LEAK_CHECK" = 1 ] && exit 99; echo 1'
expect runner_asks_for_the_leak_check 1 run
interpreter ouro '[ "$OURO_LEAK_CHECK" = 1 ] || echo 1'
echo '# leaks: on purpose' >"$script"
expect runner_lets_a_script_leak 0 run
: >"$script"

interpreter ouro 'echo 1; echo another note >&2'
echo '# compare: stderr' >"$script"
expect runner_fails_other_standard_error 1 run
interpreter ouro 'echo 1; echo note >&2'
expect runner_fails_a_stale_recording 1 run
expect runner_records_standard_error 0 run --record
expect runner_passes_equal_standard_error 0 run
interpreter python 'date +%N'
expect runner_refuses_to_record_what_changes 1 run --record

tree() {
    rm -rf "$scratch/tree"
    mkdir -p "$scratch/tree/src/base" "$scratch/tree/src/heap" "$scratch/tree/src/gc" \
        "$scratch/tree/src/cli" "$scratch/tree/src/malloc"
    printf '%s\n' "$2" >"$scratch/tree/src/$1"
}

layers() {
    (cd "$scratch/tree" && awk -f "$checker" $(find src -name '*.[ch]'))
}

tree heap/pool.c '#include "base/base.h"'
expect layers_pass_a_higher_layer 0 layers
tree heap/pool.c '#include "gc/gc.h"'
expect layers_fail_a_lower_layer 1 layers
tree heap/pool.c '#include "pool.h"'
expect layers_fail_a_path_not_from_src 1 layers
tree cli/main.c '#include "heap/pool.h"'
expect layers_fail_internals_in_the_command 1 layers
tree cli/main.c '#include "ouro/inspect.h"'
expect layers_pass_public_headers 0 layers
tree malloc/malloc.c '#include "gc/gc.h"'
expect layers_fail_objects_in_the_drop_in 1 layers
tree heap/a.c '#include "heap/b.h"'
printf '#include "heap/c.h"\n' >"$scratch/tree/src/heap/b.h"
printf '#include "heap/d.h"\n' >"$scratch/tree/src/heap/c.c"
expect layers_pass_a_chain 0 layers
printf '#include "heap/a.h"\n' >"$scratch/tree/src/heap/d.h"
expect layers_fail_a_cycle_of_modules 1 layers
tree elsewhere.c ''
mkdir -p "$scratch/tree/src/unknown"
touch "$scratch/tree/src/unknown/x.c"
printf '\n' >"$scratch/tree/src/unknown/x.c"
rm "$scratch/tree/src/elsewhere.c"
expect layers_fail_an_unknown_folder 1 layers

braces() {
    printf '%s\n' "$1" >"$scratch/braces.c"
    awk -f tools/check_braces.awk "$scratch/braces.c"
}

expect braces_pass_blocks 0 braces 'if (a(")") &&
    b) {
} else if (c) {
} else {
}
do {
} while (x);'
expect braces_fail_if 1 braces 'if (a)
    b();'
expect braces_fail_one_line 1 braces 'while (a(b)) c();'
expect braces_fail_else 1 braces 'if (a) {
} else
    b();'

[ "$failed" = 0 ] && echo "ok $passed tests of the tools"
[ -z "$tally" ] || echo "$passed $failed" >"$tally"
[ "$failed" = 0 ]
