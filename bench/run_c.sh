#!/bin/sh
# Builds and runs the benchmarks in C of one kind: heap (the heap alone, then malloc and the peers
# that are installed) or embed (the library). usage: bench/run_c.sh heap|embed [argument...]
set -eu
cd "$(dirname "$0")/.."
kind=$1
shift
cmake --build build/release --target c_benchmarks >build/bench-c.log 2>&1 || {
    grep -E 'error:|undefined reference' build/bench-c.log | head -n 20 >&2
    exit 1
}
folder=build/release/bench/$kind
[ -d "$folder" ] || {
    echo "There are no $kind benchmarks yet"
    exit 0
}
for program in "$folder"/*; do
    [ -f "$program" ] || continue
    echo "$(basename "$program"):"
    "$program" "$@"
done
for program in "$folder"/peers/*; do
    [ -f "$program" ] || continue
    echo "$(basename "$program"):"
    "$program" "$@"
    for peer in mimalloc jemalloc tcmalloc_minimal; do
        library=$(find /usr/lib -name "lib$peer.so.*" 2>/dev/null | head -n 1)
        [ -n "$library" ] || continue
        echo "$(basename "$program") with $peer:"
        LD_PRELOAD=$library "$program" "$@"
    done
done
