#!/bin/sh
# Proves the README on a fresh machine: makes a Debian 12 root that holds only git and certificates,
# clones this repository's last commit in it, and runs the README's two commands there.
# Needs root, debootstrap and a Debian mirror. usage: tools/fresh.sh [ROOT] [COMMAND...]
# The root (default /tmp/ouro-fresh) is made when it is missing and removed at the end unless
# OURO_KEEP_ROOT is set. COMMAND replaces the second command ("./dev demo").
set -eu
cd "$(dirname "$0")/.."
root=${1:-/tmp/ouro-fresh}
[ $# -eq 0 ] || shift
mirror=${OURO_MIRROR:-http://deb.debian.org/debian}
base=${OURO_BASE_ROOT:-}

[ "$(id -u)" = 0 ] || {
    echo "fresh: needs root, for chroot" >&2
    exit 1
}
case $root in
/ | "" | [!/]*)
    echo "fresh: the root must be an absolute path of its own" >&2
    exit 1
    ;;
esac
[ ! -e "$root" ] || {
    echo "fresh: $root exists" >&2
    exit 1
}

cleanup() {
    for point in proc dev/pts dev; do
        umount "$root/$point" 2>/dev/null || true
    done
    if [ -n "${OURO_KEEP_ROOT:-}" ]; then
        echo "Kept $root"
    elif ! grep -q " $root/" /proc/mounts; then
        rm -rf "$root"
    fi
}
trap cleanup EXIT

if [ -n "$base" ]; then
    cp -a "$base" "$root"
else
    command -v debootstrap >/dev/null 2>&1 || apt-get install -qq -y debootstrap
    echo "Making a Debian 12 root with git and certificates in $root"
    debootstrap --variant=minbase --include=git,ca-certificates bookworm "$root" "$mirror" \
        >"$root.log" 2>&1 || {
        tail -n 20 "$root.log" >&2
        exit 1
    }
    rm -f "$root.log"
fi
cp /etc/resolv.conf "$root/etc/resolv.conf"
mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"
mount --bind /dev/pts "$root/dev/pts" 2>/dev/null || true
git clone -q --bare . "$root/srv/ouro.git"

echo "In the fresh root: git clone, then ${*:-ouro/dev demo}"
started=$(date +%s)
status=0
chroot "$root" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin TERM=dumb LC_ALL=C.UTF-8 \
    sh -c 'cd /root && git clone -q /srv/ouro.git ouro && if [ $# -gt 0 ]; then cd ouro && "$@"; else ouro/dev demo; fi' \
    sh "$@" || status=$?
echo "Ended with code $status after $(($(date +%s) - started)) s"
if [ "$status" = 0 ] && [ $# -eq 0 ]; then
    started=$(date +%s)
    chroot "$root" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin TERM=dumb LC_ALL=C.UTF-8 \
        /root/ouro/dev demo >/dev/null || status=$?
    echo "The demo again: $(($(date +%s) - started)) s"
fi
exit "$status"
