#!/bin/sh
# Writes cmake/common_functions.ld: the functions that programs run, in groups by how many of the
# test scripts run them. The linker puts these side by side in this order, so that a program touches
# few pages of the command: the kernel maps 64 KiB around each touch, and without an order that is
# all of it. A name that no longer exists does no harm; write it again when much has changed.
# Needs valgrind. usage: tools/common_functions.sh [OURO] [STEP]   (every STEP-th script; 4)
set -eu
cd "$(dirname "$0")/.."
ouro=$(realpath "${1:-build/release/ouro}")
step=${2:-4}
top=$PWD
target=cmake/common_functions.ld
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

nm "$ouro" | awk '$2 == "t" || $2 == "T" { print $3 }' | sort -u >"$scratch/ours"
: >"$scratch/empty.py"
mkdir "$scratch/run_here"
count=0
scripts=$(find "$top/tests/python" -name '*.py' | sort | awk "NR % $step == 0")
for script in "$scratch/empty.py" $scripts; do
    cd "$scratch/run_here" # scripts leave files
    timeout 120 valgrind --quiet --tool=callgrind --callgrind-out-file="$scratch/profile" \
        "$ouro" "$script" </dev/null >/dev/null 2>&1 || true
    [ -s "$scratch/profile" ] || continue
    sed -n "s/^c\{0,1\}fn=([0-9]*) \([A-Za-z0-9_.]*\).*/\1/p" "$scratch/profile" | sort -u |
        comm -12 - "$scratch/ours" | sed 's/\..*//' | sort -u >>"$scratch/run"
    rm -f "$scratch/profile"
    count=$((count + 1))
done
cd "$top"
# Inside one *(…) the linker keeps the order of its input, so each share of programs has its own.
sort "$scratch/run" | uniq -c | awk -v programs=$count '
    { share = $1 / programs; tier = share > 0.95 ? 1 : share > 0.5 ? 2 : share > 0.2 ? 3 : 4 }
    share > 0.05 { print tier, $2 }' | sort -k 1,1n -k 2 >"$scratch/tiers"
{
    echo "/* What programs run, the commonest first; written by tools/common_functions.sh. */"
    echo "SECTIONS { .text.common : {"
    for tier in 1 2 3 4; do
        echo "*("
        awk -v tier=$tier '$1 == tier { print ".text." $2 " .text." $2 ".*" }' "$scratch/tiers" |
            paste -s -d ' ' | fold -s -w 100 | sed 's/ *$//'
        echo ")"
    done
    echo "} } INSERT BEFORE .text;"
} >"$scratch/script"
mv "$scratch/script" "$target"
echo "$target: $(wc -l <"$scratch/tiers") functions of $count programs"
