#!/bin/sh
# The whole test run: builds every preset, then runs the checks, the unit tests, the Python
# scripts and the behaviours. Each part writes "passed failed" to a tally; the last line is the sum.
# usage: tools/test.sh [--quick]     (--quick: the release build only)
set -u
cd "$(dirname "$0")/.." || exit 2
jobs=${OURO_JOBS:-2}
oracle=${OURO_ORACLE:-/usr/bin/python3.11}
started=$(date +%s)
tallies=build/tallies
rm -rf "$tallies"
mkdir -p "$tallies"
presets="release debug asan stress"
[ "${1:-}" = --quick ] && presets=release

title() {
    printf '\n== %s\n' "$*"
}

# tests/known_failures.txt names tests that are known to fail: PART NAME REASON. They are run and
# told, but counted as skipped; one that passes is to leave the list.
known_failures() { # PART
    awk -v part="$1" '$1 == part { print $2 }' tests/known_failures.txt
}

# Runs a command that writes its own tally and a line "FAIL NAME…" for each failure; a command that
# dies without a tally is a failure.
part() {
    name=$1
    shift
    log=build/part-$name.log
    rm -f "$tallies/$name.new"
    "$@" --tally "$tallies/$name.new" >"$log" 2>&1
    cat "$log"
    if [ ! -f "$tallies/$name.new" ]; then
        echo "0 1 0" >"$tallies/$name"
        return
    fi
    read -r passed failed <"$tallies/$name.new"
    rm -f "$tallies/$name.new"
    known=0
    for test in $(known_failures "$name"); do
        if grep -q "^FAIL $test\\([ :]\\|\$\\)" "$log"; then
            known=$((known + 1))
        else
            echo "note: $test ($name) is in tests/known_failures.txt and passed: take it out"
        fi
    done
    echo "$passed $((failed - known)) $known" >"$tallies/$name"
}

title "Checks"
part checks sh tools/checks.sh

built=
for preset in $presets; do
    title "Build $preset"
    if ./dev build "$preset"; then
        echo "1 0" >"$tallies/build-$preset"
        built="$built $preset"
    else
        echo "0 1" >"$tallies/build-$preset"
    fi
done
if [ "$presets" != release ]; then
    title "Build with clang, and with warnings as errors"
    for preset in clang lint; do
        ./dev build "$preset" && echo "1 0" >"$tallies/build-$preset" ||
            echo "0 1" >"$tallies/build-$preset"
    done
fi

# ctest runs each unit test program; its summary is "N% tests passed, F tests failed out of T".
for preset in $built; do
    title "Unit tests ($preset)"
    log=build/unit-$preset.log
    cmake --build "build/$preset" -j "$jobs" --target unit_tests -- -k 0 >"build/unit-build-$preset.log" 2>&1 ||
        grep -E 'error:|undefined reference' "build/unit-build-$preset.log" | head -n 20
    if ctest --test-dir "build/$preset" --output-on-failure -j "$jobs" >"$log" 2>&1; then
        failing=
    else
        failing=yes
        cat "$log"
    fi
    awk '/tests? passed,.*failed out of/ { failed = $4; total = $NF }
        END { if (total == "") { failed = 0; total = 0 } print total - failed, failed + 0 }' \
        "$log" >"$tallies/unit-$preset"
    [ -n "$failing" ] || awk '{ print $1 " passed" }' "$tallies/unit-$preset"
done

case $built in
*release*)
    title "Packaging"
    part packaging sh tests/packaging/test_packaging.sh build/release
    title "Real programs over libouro-malloc.so"
    part programs sh tests/malloc/programs.sh build/release/libouro-malloc.so
    title "Tests of the tools"
    part tools sh tests/tools/test_tools.sh
    title "Outputs"
    part outputs sh tools/outputs.sh build/release
    ;;
esac

# Short forms of ./dev faults, ./dev budgets and ./dev sweep. Where other work shares the machine,
# operations come late: a budget of time counts here when it is honoured at all.
run_limits() {
    cmake --build build/release -j "$jobs" --target faults budgets >build/limits-build.log 2>&1
    title "Fault injection"
    # shellcheck disable=SC2046
    part faults build/release/tools/faults --runs 20 $(cat tests/faults/scripts.txt)
    title "Budgets"
    part budgets build/release/tools/budgets --every 5 --late 400
    title "Limits of memory"
    part sweep build/release/tools/sweep --ouro "$PWD/build/release/ouro" --limits 4
}

case $built in
*release*) run_limits ;;
esac

run_scripts() {
    preset=$1
    shift
    title "Python scripts ($preset)"
    part "scripts-$preset" build/release/tools/runner --root . --ouro "build/$preset/ouro" \
        --name "$preset" --oracle "$oracle" --jobs "$jobs" "$@"
}

for preset in $built; do
    [ "$preset" != debug ] || continue
    if [ ! -x "build/$preset/ouro" ]; then
        echo "FAIL build/$preset/ouro is missing"
        echo "0 1" >"$tallies/scripts-$preset"
        continue
    fi
    case $preset in
    release) run_scripts release ;;
    asan) run_scripts asan --sanitized --recorded --timeout 60 ;;
    stress) run_scripts stress --recorded --timeout 60 ;;
    esac
done

if [ -x build/release/tools/behaviour ]; then
    title "Behaviours"
    part behaviours build/release/tools/behaviour --ouro build/release/ouro --quiet
fi

title "Result after $(($(date +%s) - started)) s"
for tally in "$tallies"/*; do
    printf '%-16s %s\n' "$(basename "$tally")" \
        "$(awk '{ print $1 " passed, " $2 " failed" ($3 ? ", " $3 " known" : "") }' "$tally")"
done
awk '{ passed += $1; failed += $2; known += $3 }
    END {
        printf "%d passed, %d failed", passed, failed
        if (known) { printf ", %d skipped", known }
        printf "\n"
        exit failed > 0
    }' "$tallies"/*
