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
# Lua and CPython as peers of embedding, where their headers are installed.
build_peer() { # NAME HEADER FLAG...
    peer=$1
    header=$2
    shift 2
    [ -f "$header" ] || return 0
    mkdir -p "$folder/peers"
    cc -O2 "bench/embed/peers/$peer.c" "$@" -o "$folder/peers/$peer"
}
if [ "$kind" = embed ]; then
    build_peer lua /usr/include/lua5.4/lua.h -I/usr/include/lua5.4 -llua5.4
    build_peer cpython /usr/include/python3.11/Python.h -I/usr/include/python3.11 -lpython3.11
fi
for program in "$folder"/*; do
    [ -f "$program" ] || continue
    echo "$(basename "$program"):"
    "$program" "$@"
done
for program in "$folder"/peers/*; do
    [ -f "$program" ] || continue
    echo "$(basename "$program"):"
    "$program" "$@"
    [ "$kind" = heap ] || continue
    for peer in mimalloc jemalloc tcmalloc_minimal; do
        library=$(find /usr/lib -name "lib$peer.so.*" 2>/dev/null | head -n 1)
        [ -n "$library" ] || continue
        echo "$(basename "$program") with $peer:"
        LD_PRELOAD=$library "$program" "$@"
    done
done
