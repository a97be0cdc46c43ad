#!/bin/sh
# Builds the benchmarks in C of one kind, heap or embed, and runs them; those of the heap side by side
# with the peers that are installed (bench/heap/run.py). usage: bench/run_c.sh heap|embed [argument...]
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
if [ "$kind" = heap ]; then
    exec "${OURO_ORACLE:-python3}" bench/heap/run.py "$@"
fi
# Lua and CPython as peers of embedding, where their headers are installed.
build_peer() { # NAME HEADER FLAG...
    peer=$1
    header=$2
    shift 2
    [ -f "$header" ] || return 0
    mkdir -p "$folder/peers"
    cc -O2 "bench/embed/peers/$peer.c" "$@" -o "$folder/peers/$peer"
}
build_peer lua /usr/include/lua5.4/lua.h -I/usr/include/lua5.4 -llua5.4
build_peer cpython /usr/include/python3.11/Python.h -I/usr/include/python3.11 -lpython3.11
for program in "$folder"/* "$folder"/peers/*; do
    [ -f "$program" ] || continue
    echo "$(basename "$program"):"
    "$program" "$@"
done
