#!/bin/sh
# Real programs with libouro-malloc.so in front of their own malloc: what they print, and that they
# end well, is compared with the same programs without it. Short by default; --whole takes minutes.
# usage: tests/malloc/programs.sh LIBRARY [--whole] [--tally FILE] [NAME...]
# Those that are not installed are skipped. OURO_MALLOC is passed on.
set -u
cd "$(dirname "$0")/../.." || exit 2
library=$(realpath "$1")
shift
whole=
tally=
wanted=
while [ $# -gt 0 ]; do
    case $1 in
    --whole) whole=yes ;;
    --tally) tally=$2; shift ;;
    *) wanted="$wanted $1" ;;
    esac
    shift
done
top=$PWD
python=${OURO_ORACLE:-/usr/bin/python3.11}
passed=0
failed=0
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

verdict() { # NAME STATUS
    if [ "$2" = 0 ]; then
        passed=$((passed + 1))
        echo "ok $1"
    else
        failed=$((failed + 1))
        echo "FAIL $1"
        tail -n 25 "$scratch/log"
    fi
}

# Runs one of the functions below in a folder of its own; its output goes to the log.
program() { # NAME COMMAND-IT-NEEDS FUNCTION
    case "$wanted " in
    " " | *" $1 "*) ;;
    *) return ;;
    esac
    if ! command -v "$2" >/dev/null 2>&1; then
        echo "skip $1: $2 is not installed"
        return
    fi
    mkdir -p "$scratch/$1"
    (cd "$scratch/$1" && "$3") >"$scratch/log" 2>&1
    verdict "$1" $?
}

preloaded() {
    LD_PRELOAD=$library "$@"
}

checked() {
    OURO_MALLOC=check=checked,leaks=none,${OURO_MALLOC:-} LD_PRELOAD=$library "$@"
}

aligned_to_8() {
    OURO_MALLOC=align=8,${OURO_MALLOC:-} LD_PRELOAD=$library "$@"
}

# --- CPython's own tests of types that allocate; without threads, network and long waits ---

python_files="test_abc test_array test_base64 test_baseexception test_binascii test_bisect
test_bool test_call test_class test_codecs test_collections test_complex test_configparser
test_contextlib test_copy test_csv test_dataclasses test_defaultdict test_deque test_dict
test_dictcomps test_dictviews test_enumerate test_fractions test_frame test_fstring
test_funcattrs test_functools test_generators test_genexps test_grammar test_heapq test_int
test_iter test_keyword test_list test_listcomps test_memoryview test_named_expressions
test_operator test_ordered_dict test_pprint test_property test_range test_richcmp
test_scope test_setcomps test_slice test_sort test_string test_struct test_super test_textwrap
test_tuple test_types test_userdict test_userlist test_weakset test_with"

python_tests() { # FILES
    # shellcheck disable=SC2086
    PYTHONMALLOC=malloc preloaded timeout 900 "$python" -m test --timeout 300 -q $1
}

run_python() {
    if ! "$python" -c 'import test.test_list' 2>/dev/null; then
        echo "no tests of CPython are installed"
        return 0
    fi
    if [ -n "$whole" ]; then
        python_tests "$python_files test_ast test_exceptions test_json test_queue test_set test_weakref
            test_bytes test_unicode test_itertools test_pickle test_threading test_re"
    else
        python_tests "$python_files"
    fi
}

python_work() { # RUNNER
    "$1" env PYTHONMALLOC=malloc timeout 300 "$python" -c '
import json, re, collections, threading
def work():
    data = {str(i): [i, str(i) * 3, {"x": i}] for i in range(3000)}
    assert json.loads(json.dumps(data)) == {k: list(v) for k, v in data.items()}
    assert len(re.findall("[0-9]+", " ".join(data))) == 3000
threads = [threading.Thread(target=work) for _ in range(3)]
[t.start() for t in threads]
[t.join() for t in threads]
print("done")' | grep -q done
}

run_python_align() {
    python_work aligned_to_8
}

run_python_checked() {
    python_work checked
}

# --- git: many small objects, packing, threads ---

make_repository() { # FOLDER COMMITS
    git init -q "$1" && cd "$1" || return 1
    git config user.email nobody@example.org
    git config user.name Nobody
    git config gc.auto 0
    for i in $(seq "$2"); do
        seq "$i" $((i * 20)) >"file$((i % 40))"
        git add . && git commit -q -m "change $i" || return 1
    done
    git log --stat >../log.txt && git gc -q --aggressive && git fsck --strict
}

git_work() { # RUNNER COMMITS
    "$1" sh "$scratch/make.sh" made "$2" &&
        "$1" git clone -q made copy &&
        "$1" git -C copy log --stat >log-copy.txt && cmp log.txt log-copy.txt &&
        [ "$(git -C copy rev-list --count HEAD)" = "$2" ]
}

write_maker() {
    sed -n '/^make_repository()/,/^}/p' "$top/tests/malloc/programs.sh" >"$scratch/make.sh"
    echo 'make_repository "$@"' >>"$scratch/make.sh"
}

run_git() {
    write_maker
    git_work preloaded "$([ -n "$whole" ] && echo 400 || echo 30)"
}

run_git_checked() {
    write_maker
    git_work checked 5
}

# --- sqlite3: a million rows (20,000 in the short form) ---

sqlite_work() { # RUNNER ROWS
    "$1" sqlite3 test.db "
        CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT, value REAL);
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $2)
        INSERT INTO t SELECT i, 'name ' || (i * 7919 % $2), i * 0.5 FROM n;
        CREATE INDEX by_name ON t(name);
        SELECT count(*), count(DISTINCT name), sum(value) > 0 FROM t;
        SELECT group_concat(name) FROM (SELECT name FROM t ORDER BY name LIMIT 5);
        UPDATE t SET name = upper(name) WHERE id % 3 = 0;
        DELETE FROM t WHERE id % 5 = 0;
        VACUUM; PRAGMA integrity_check; SELECT count(*) FROM t;" >out.txt || return 1
    cat out.txt
    grep -q '^ok$' out.txt && [ "$(tail -n 1 out.txt)" = $(($2 * 4 / 5)) ]
}

run_sqlite() {
    sqlite_work preloaded "$([ -n "$whole" ] && echo 1000000 || echo 20000)"
}

run_sqlite_checked() {
    sqlite_work checked 1000
}

# --- redis-server under redis-benchmark, on loopback: 30 s in the long form ---

redis_work() { # RUNNER SECONDS
    port=$((20000 + $$ % 20000))
    "$1" redis-server --port "$port" --bind 127.0.0.1 --save '' --appendonly no >server.log 2>&1 &
    server=$!
    tries=50
    until redis-cli -p "$port" ping 2>/dev/null | grep -q PONG; do
        tries=$((tries - 1))
        [ "$tries" -gt 0 ] || { cat server.log; return 1; }
        sleep 0.1
    done
    end=$(($(date +%s) + $2))
    status=0
    while [ "$status" = 0 ]; do
        redis-benchmark -p "$port" -q -n 2000 -c 20 -d 200 -r 10000 || status=1
        [ "$(date +%s)" -lt "$end" ] || break
    done
    redis-cli -p "$port" memory purge
    redis-cli -p "$port" flushall
    redis-cli -p "$port" shutdown nosave
    wait "$server" || status=1
    ! grep -q 'ouro: fatal' server.log || status=1
    return "$status"
}

run_redis() {
    redis_work preloaded "$([ -n "$whole" ] && echo 30 || echo 1)"
}

# --- gcc compiling this project: the same objects as without the library ---

compile() { # RUNNER FOLDER FILES
    mkdir -p "$2"
    for source in $3; do
        "$1" gcc -std=gnu11 -O2 -D_GNU_SOURCE -DOURO_CHECK_LEVEL=0 -DOURO_STRESS=0 \
            -DOURO_VERSION='"x"' -I"$top/src" -I"$top/include" -c "$source" \
            -o "$2/$(basename "$source").o" || return 1
    done
}

compare_objects() { # FILES
    plain() { "$@"; }
    compile plain plain "$1" && compile preloaded ours "$1" || return 1
    diff -r plain ours
}

run_gcc() {
    if [ -n "$whole" ]; then
        compare_objects "$(ls "$top"/src/*/*.c)"
    else
        compare_objects "$(ls "$top"/src/heap/*.c)"
    fi
}

run_gcc_checked() {
    compile checked ours "$top/src/heap/stacks.c"
}

# --- C++: every form of new and delete ---

operators_work() { # RUNNER
    g++ -std=c++17 -O1 -fno-builtin "$top/tests/malloc/operators.cpp" -o operators -lpthread || return 1
    ./operators >plain.txt && "$1" ./operators >out.txt && cat out.txt && cmp plain.txt out.txt
}

run_operators() {
    operators_work preloaded
}

run_operators_align() {
    operators_work aligned_to_8
}

run_operators_checked() {
    operators_work checked
}

program operators g++ run_operators
program operators_align g++ run_operators_align
program operators_checked g++ run_operators_checked
program python "$python" run_python
program python_align "$python" run_python_align
program python_checked "$python" run_python_checked
program git git run_git
program git_checked git run_git_checked
program sqlite sqlite3 run_sqlite
program sqlite_checked sqlite3 run_sqlite_checked
program redis redis-server run_redis
program gcc gcc run_gcc
program gcc_checked gcc run_gcc_checked

[ -z "$tally" ] || echo "$passed $failed" >"$tally"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
