#!/bin/sh
# Applies clang-format 14 to our C files, or with --check names those that it would change.
# usage: tools/format.sh [--check | FILE...]
set -eu
cd "$(dirname "$0")/.."
tool=clang-format-14
command -v $tool >/dev/null 2>&1 || tool=clang-format
files=$(find src include tests bench -name '*.[ch]' 2>/dev/null | sort)
if [ "${1:-}" != --check ]; then
    # shellcheck disable=SC2086
    exec $tool -i ${@:-$files}
fi
# shellcheck disable=SC2086
unformatted=$($tool --dry-run $files 2>&1 | sed -n 's/:[0-9]*:[0-9]*: warning: code should be clang-formatted.*//p' |
    sort -u)
if [ -n "$unformatted" ]; then
    echo "$unformatted" | sed 's/$/: not formatted (.\/dev format)/'
    exit 1
fi
echo "ok format: $(echo "$files" | wc -l) files"
