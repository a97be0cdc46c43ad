#!/bin/sh
# What a build must leave: the three files, the library's name for the loader, only ouro_ names to
# the outside, and a command that is small and starts at once.
# usage: tools/outputs.sh BUILD_FOLDER [--tally FILE]
set -u
cd "$(dirname "$0")/.." || exit 2
build=$1
tally=
[ "${2:-}" = --tally ] && tally=$3
passed=0
failed=0
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

verdict() {
    if [ "$2" = 0 ]; then
        passed=$((passed + 1))
        echo "ok $1${3:+: $3}"
    else
        failed=$((failed + 1))
        echo "FAIL $1${3:+: $3}"
    fi
}

for file in ouro libouro.so libouro.a; do
    [ -e "$build/$file" ]
    verdict "output_$file" $?
done

readelf -d "$build/libouro.so" 2>/dev/null | grep -q 'SONAME.*\[libouro.so.0\]'
verdict soname $?

foreign=$(nm -D --defined-only "$build/libouro.so" 2>/dev/null | awk '{ print $3 }' |
    grep -v -e '^ouro_' -e '^OURO_0$' -e '^_init$' -e '^_fini$' | head -n 5)
[ -z "$foreign" ]
verdict shared_library_exports_only_ouro_names $? "$foreign"

foreign=$(nm -g --defined-only "$build/libouro.a" 2>/dev/null | awk 'NF == 3 { print $3 }' |
    grep -v '^ouro_' | head -n 5)
[ -z "$foreign" ]
verdict archive_exports_only_ouro_names $? "$foreign"

cp "$build/ouro" "$scratch/stripped" 2>/dev/null && strip "$scratch/stripped"
size=$(wc -c <"$scratch/stripped" 2>/dev/null || echo 999999999)
[ "$size" -le 2000000 ]
verdict stripped_command_is_at_most_2_mb $? "$size bytes"

nm -D --defined-only "$build/libouro.so" 2>/dev/null | grep -q ' T ouro_'
verdict shared_library_exports_the_interface $?

# The fastest of many runs: what the program needs, not what the machine was busy with.
: >"$scratch/empty.py"
i=0
while [ $i -lt 40 ]; do
    "$build/tools/measure" "$scratch/out" "$PWD/$build/ouro" "$scratch/empty.py"
    i=$((i + 1))
done >"$scratch/figures" 2>/dev/null
awk '{ if (NR == 1 || $1 < wall) wall = $1; if ($3 > peak) peak = $3; if ($4 != 0) bad = 1 }
    END { printf "%.2f %.2f %d\n", wall * 1000, peak * 1024 / 1e6, bad || NR == 0 }' \
    "$scratch/figures" >"$scratch/summary"
read -r wall peak bad <"$scratch/summary"
awk "BEGIN { exit !($wall <= 3 && !$bad) }"
verdict starts_within_3_ms $? "$wall ms"
awk "BEGIN { exit !($peak <= 3.5 && !$bad) }"
verdict resident_at_most_3_5_mb $? "$peak MB"

[ -z "$tally" ] || echo "$passed $failed" >"$tally"
[ "$failed" = 0 ]
