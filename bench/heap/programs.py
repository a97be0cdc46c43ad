"""Real programs of Debian that allocate much, each with something to do that takes a second or two."""
import os
import shutil
import subprocess

from allocators import ROOT

PERL = """
    srand(1);
    my (%count, @lines);
    for my $n (1 .. 250000) {
        my $line = join(" ", map { "word" . int(rand(40000)) } 1 .. 1 + $n % 8);
        push @lines, $line if $n % 3;
        $count{$_}++ for split(/ /, $line);
    }
    my @sorted = sort { $count{$b} <=> $count{$a} || $a cmp $b } keys %count;
    my %by_length;
    push @{$by_length{length $_}}, [split(/ /, $_)] for @lines;
    print scalar(@sorted), " ", scalar(keys %by_length), "\\n";
"""
SQL = """
    CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT, value REAL);
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000)
    INSERT INTO t SELECT i, 'name ' || (i * 7919 % 300000), i * 0.5 FROM n;
    CREATE INDEX by_name ON t(name);
    SELECT count(*), count(DISTINCT name), sum(value) FROM t;
    SELECT group_concat(name) FROM (SELECT name FROM t ORDER BY value DESC LIMIT 1000);
    DELETE FROM t WHERE id % 3 = 0;
    SELECT count(*) FROM t;
"""


def git_history(commits):
    """What `git fast-import` reads: files that grow and change, each commit one of them."""
    lines = []
    for n in range(commits):
        text = "\n".join(f"line {i} of {n % 40}: {(i * 7919 + n // 40 * (i % 9 == 0)) % 10007}"
                         for i in range(n % 97 * 6 + n // 20))
        lines += [f"commit refs/heads/main\ncommitter Nobody <nobody@example.org> {1600000000 + n} +0000",
                  f"data 9\nchange {n % 10}\n\nM 644 inline folder{n % 7}/file{n % 40}",
                  f"data {len(text)}\n{text}\n"]
    return "\n".join(lines).encode()


def prepare_git(directory):
    repository = os.path.join(directory, "repository")
    subprocess.run(["git", "init", "-q", "-b", "main", repository], check=True)
    subprocess.run(["git", "-C", repository, "fast-import", "--quiet"], check=True,
                   input=git_history(4000))
    work = ("git -c pack.threads=1 -C repository repack -adfq --window=30 --depth=50 &&"
            " git -C repository log --stat -p >/dev/null")
    subprocess.run(["sh", "-c", work], cwd=directory, check=True)  # the first is not like the rest
    return ["sh", "-c", work]


def prepare_gcc(directory):
    return ["gcc", "-std=gnu11", "-O2", "-D_GNU_SOURCE", "-DOURO_CHECK_LEVEL=0", "-DOURO_STRESS=0",
            '-DOURO_VERSION="x"', "-I" + os.path.join(ROOT, "src"),
            "-I" + os.path.join(ROOT, "include"), "-c",
            os.path.join(ROOT, "src", "vm", "interpreter.c"), "-o",
            os.path.join(directory, "interpreter.o")]


def prepare_perl(directory):
    path = os.path.join(directory, "words.pl")
    with open(path, "w", encoding="utf-8") as file:
        file.write(PERL)
    return ["perl", path]


def prepare_sqlite(directory):
    return ["sqlite3", ":memory:", SQL]


PROGRAMS = {"gcc -O2": ("gcc", prepare_gcc), "git repack, log": ("git", prepare_git),
            "perl words": ("perl", prepare_perl), "sqlite3 in memory": ("sqlite3", prepare_sqlite)}


def prepare(directory):
    """Name -> command, of those that are installed."""
    return {name: make(directory) for name, (binary, make) in PROGRAMS.items()
            if shutil.which(binary)}
