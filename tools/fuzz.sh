#!/bin/sh
# Builds and runs every fuzzer of tests/fuzz for the given number of seconds each. What a fuzzer
# finds is left in build/fuzz/findings. usage: tools/fuzz.sh [SECONDS]
set -u
cd "$(dirname "$0")/.." || exit 2
seconds=${1:-60}
set -- tests/fuzz/fuzz_*.c
if [ ! -f "$1" ]; then
    echo "There are no fuzzers yet (tests/fuzz/fuzz_*.c)"
    exit 0
fi
./dev build fuzz || exit 1
failed=0
for source in "$@"; do
    name=$(basename "$source" .c)
    corpus=build/fuzz/corpus/$name
    mkdir -p "$corpus" build/fuzz/findings
    seeds=
    [ -d "tests/fuzz/seeds/$name" ] && seeds=tests/fuzz/seeds/$name
    # shellcheck disable=SC2086
    if "build/fuzz/fuzzers/$name" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
        -artifact_prefix="build/fuzz/findings/$name-" "$corpus" $seeds >"build/fuzz/$name.log" 2>&1; then
        echo "ok $name: $(grep -c NEW "build/fuzz/$name.log") new inputs in $seconds s"
    else
        failed=$((failed + 1))
        echo "FAIL $name (build/fuzz/$name.log)"
        grep -E 'ERROR|SUMMARY|Test unit written' "build/fuzz/$name.log" | head -n 5
    fi
done
[ "$failed" = 0 ]
