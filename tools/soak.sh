#!/bin/sh
# Runs the soak program; at the end, with the leak check, no block may be alive.
# usage: tools/soak.sh PATH_OF_OURO [SECONDS]
set -eu
cd "$(dirname "$0")/.."
OURO_LEAK_CHECK=1 "$1" bench/soak.py "${2:-600}"
