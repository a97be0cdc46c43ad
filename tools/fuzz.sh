#!/bin/sh
# Builds and runs the fuzzers of tests/fuzz, or those that are named, each for some seconds; first
# each takes the texts that once broke it (tests/fuzz/crashes). What is found is left in
# build/fuzz/findings, new inputs in build/fuzz/corpus. usage: tools/fuzz.sh [NAME]… [SECONDS]
set -u
cd "$(dirname "$0")/.." || exit 2
seconds=60
names=
for word in "$@"; do
    case $word in
    *[!0-9]*) names="$names $word" ;;
    *) seconds=$word ;;
    esac
done
if [ -z "$names" ]; then
    names=$(basename -s .c tests/fuzz/fuzz_*.c | sed 's/^fuzz_//')
fi
for name in $names; do
    if [ ! -f "tests/fuzz/fuzz_$name.c" ]; then
        echo "fuzz: no fuzzer named $name (tests/fuzz/fuzz_*.c)" >&2
        exit 2
    fi
done
./dev build fuzz || exit 1

# The test scripts are the seeds, behind a head that chooses the mode.
seeds=build/fuzz/seeds
if [ ! -d "$seeds" ]; then
    mkdir -p "$seeds"
    for script in tests/python/*/*.py; do
        { printf '@A@A' && cat "$script"; } >"$seeds/$(echo "$script" | tr / _)"
    done
fi
failed=0
for name in $names; do
    corpus=build/fuzz/corpus/$name
    log=build/fuzz/$name.log
    mkdir -p "$corpus" build/fuzz/findings
    kept=
    if [ -d "tests/fuzz/corpus/$name" ]; then
        kept=tests/fuzz/corpus/$name
    fi
    set -- tests/fuzz/crashes/"$name"-*
    if { [ ! -f "$1" ] || build/fuzz/fuzzers/fuzz_"$name" -timeout=10 "$@" >"$log" 2>&1; } &&
        build/fuzz/fuzzers/fuzz_"$name" -max_total_time="$seconds" -timeout=10 \
            -rss_limit_mb=2048 -dict=tests/fuzz/python.dict -close_fd_mask=1 \
            -artifact_prefix="build/fuzz/findings/$name-" "$corpus" ${kept:-"$seeds"} >"$log" 2>&1; then
        echo "ok $name: $(grep -c NEW "$log") new inputs in $seconds s"
    else
        failed=$((failed + 1))
        echo "FAIL $name ($log)"
        grep -E 'ERROR|SUMMARY|Test unit written|not so' "$log" | head -n 5
    fi
done
[ "$failed" = 0 ]
