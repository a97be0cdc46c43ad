#!/bin/sh
# Installs a build under a folder of its own and builds programs against it by every route that is
# offered: pkg-config, find_package, the static archive and the one-file form. The examples are those
# programs; what they print is compared.
# usage: tests/packaging/test_packaging.sh BUILD_FOLDER [--tally FILE]
set -u
cd "$(dirname "$0")/../.." || exit 2
build=$1
tally=
[ "${2:-}" = --tally ] && tally=$3
top=$PWD
passed=0
failed=0
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
prefix=/usr/local
root=$scratch/root$prefix

verdict() {
    if [ "$2" = 0 ]; then
        passed=$((passed + 1))
        echo "ok $1"
    else
        failed=$((failed + 1))
        echo "FAIL $1"
        [ ! -s "$scratch/log" ] || head -n 15 "$scratch/log"
    fi
    : >"$scratch/log"
}

check() {
    name=$1
    shift
    "$@" >"$scratch/log" 2>&1
    verdict "$name" $?
}

prints() { # NAME EXPECTED-FILE COMMAND...
    name=$1
    expected=$2
    shift 2
    timeout 60 "$@" 2>"$scratch/log" | sed 's/refused,.*/refused/' >"$scratch/output"
    diff "$expected" "$scratch/output" >>"$scratch/log" 2>&1
    verdict "$name" $?
}

# ---- installing ----

check installs env DESTDIR="$scratch/root" cmake --install "$build" --prefix "$prefix"
library=$(dirname "$(find "$root" -name libouro.so.0 | head -n 1)")
for file in bin/ouro include/ouro.h include/ouro/inspect.h share/man/man1/ouro.1 \
    share/man/man1/ouro-mem.1 share/man/man1/ouro-malloc.1 share/man/man3/ouro.3; do
    check "installs_$(echo "$file" | tr '/.-' '___')" test -f "$root/$file"
done
check nothing_is_installed_elsewhere test "$(ls "$scratch/root")" = usr
! command -v man >/dev/null || check manual_pages_are_clean sh -c "! man --warnings -l '$root/share/man/man3/ouro.3' 2>&1 >/dev/null | grep ."
readelf -V "$library/libouro.so.0" 2>/dev/null >"$scratch/versions"
check library_has_symbol_versions grep -q OURO_0 "$scratch/versions"

# ---- building outside programs ----

pkg_config() {
    PKG_CONFIG_PATH=$library/pkgconfig PKG_CONFIG_SYSROOT_DIR=$scratch/root pkg-config "$@" ouro
}
warnings="-Wall -Wextra -Werror -DOURO_CHECK_REFERENCES"
for example in examples/*.c; do
    name=$(basename "$example" .c)
    # shellcheck disable=SC2046,SC2086
    check "pkg_config_builds_$name" cc -O1 $warnings "$example" $(pkg_config --cflags --libs) \
        -lpthread -o "$scratch/$name"
done
check is_a_c_plus_plus_header sh -c "echo '#include <ouro.h>' | c++ -xc++ -Wall -Werror -DOURO_CHECK_REFERENCES -I'$root/include' -fsyntax-only -"
# shellcheck disable=SC2046
check wrong_reference_does_not_compile sh -c "! cc -fsyntax-only -I'$root/include' tests/packaging/wrong_reference.c"
check static_archive_builds cc -O1 -I"$root/include" examples/smallest_host.c "$library/libouro.a" \
    -lgmp -lutf8proc -lm -o "$scratch/static"
check find_package_builds sh -c "cmake -G Ninja -S tests/packaging -B '$scratch/cmake' -DPROGRAM='$top/examples/smallest_host.c' \
    -DCMAKE_PREFIX_PATH='$root' && cmake --build '$scratch/cmake'"
check one_file_is_written python3 tools/amalgamate.py "$scratch/one"
check one_file_compiles sh -c "cd '$scratch/one' && cc -w -c ouro.c"
check one_file_builds cc -O1 -I"$scratch/one" examples/smallest_host.c "$scratch/one/ouro.o" \
    -lgmp -lutf8proc -lm -o "$scratch/amalgamated"
nm -g --defined-only "$scratch/one/ouro.o" 2>/dev/null | grep -c ' ouro_' >"$scratch/count"

# ---- running them ----

LD_LIBRARY_PATH=$library
export LD_LIBRARY_PATH
echo 42 >"$scratch/42"
for program in smallest_host static cmake/outside cmake/outside_static amalgamated; do
    prints "runs_$(basename "$program")" "$scratch/42" "$scratch/$program" 'print(6 * 7)'
done
for example in functions_and_types rule_engine thousand_tenants; do
    prints "runs_$example" "examples/$example.out" "$scratch/$example"
done

[ -z "$tally" ] || echo "$passed $failed" >"$tally"
[ "$failed" = 0 ]
