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
    # The test scripts are the seeds, behind two bytes that choose the mode.
    seeds=build/fuzz/seeds
    if [ ! -d "$seeds" ]; then
        mkdir -p "$seeds"
        for script in tests/python/*/*.py; do
            { printf '@A' && cat "$script"; } >"$seeds/$(echo "$script" | tr / _)"
        done
    fi
    if "build/fuzz/fuzzers/$name" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
        -dict=tests/fuzz/python.dict -close_fd_mask=1 \
        -artifact_prefix="build/fuzz/findings/$name-" "$corpus" "$seeds" >"build/fuzz/$name.log" 2>&1; then
        echo "ok $name: $(grep -c NEW "build/fuzz/$name.log") new inputs in $seconds s"
    else
        failed=$((failed + 1))
        echo "FAIL $name (build/fuzz/$name.log)"
        grep -E 'ERROR|SUMMARY|Test unit written' "build/fuzz/$name.log" | head -n 5
    fi
done
[ "$failed" = 0 ]
