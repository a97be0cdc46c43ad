#!/bin/sh
# Applies clang-format 14 to our C files, or with --check fails when one would change.
set -eu
cd "$(dirname "$0")/.."
tool=clang-format-14
command -v $tool >/dev/null 2>&1 || tool=clang-format
files=$(find src include tests bench -name '*.[ch]' 2>/dev/null | sort)
if [ "${1:-}" = --check ]; then
    # shellcheck disable=SC2086
    $tool --dry-run --Werror $files && echo "ok format: $(echo "$files" | wc -l) files"
else
    # shellcheck disable=SC2086
    $tool -i ${@:-$files}
fi
