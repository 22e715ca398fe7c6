#!/usr/bin/env bash
# Shows both commands on a bare Debian: nothing but its smallest set of packages, and Python.
#
#   packaging/bare_system.sh MIRROR FOLDER [OVERLAY [SUITE [pytest arguments]]]
#
# MIRROR   the Debian archive to take packages from
# FOLDER   a new folder for the system, about 2 GB; it stays, for a look around
# OVERLAY  a folder copied over the new system, for a machine whose pip needs settings or certificates; or ""
# SUITE    bookworm, if not said
#
# Needs root, debootstrap, git, Xvfb and xdotool. What is committed is what is tried.
set -euo pipefail

# Mounts of our own, which end with this script however it ends.
if [ -z "${INNERMOST_BARE_MOUNTS:-}" ]; then
    exec env INNERMOST_BARE_MOUNTS=1 unshare --mount --propagation private -- "$BASH" "$0" "$@"
fi

mirror=$1 folder=$2 overlay=${3:-} suite=${4:-bookworm}
shift $(($# < 4 ? $# : 4))
checkout=$(cd "$(dirname "$0")/.." && pwd)

if [ -e "$folder" ]; then
    echo "$folder is there already; please name a new folder." >&2
    exit 2
fi

step() { printf '\n== %s\n' "$*"; }

# A clean set of variables, and no hint that this is a build machine. Not a function, so that $! is the program itself.
clean=(env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8)
inside=("${clean[@]}" chroot "$folder")
exec </dev/null

step "A bare Debian $suite"
debootstrap --variant=minbase --include=python3,ca-certificates "$suite" "$folder" "$mirror" >"$folder.log" 2>&1 ||
    { tail -n 20 "$folder.log"; exit 1; }
if [ -n "$overlay" ]; then
    cp -aL "$overlay/." "$folder/"
fi
git clone --quiet --no-hardlinks "$checkout" "$folder/root/innermost"
git -C "$folder/root/innermost" remote remove origin
mount -t proc proc "$folder/proc"
mount --rbind /dev "$folder/dev"
mount -t tmpfs -o mode=1777 tmpfs "$folder/tmp"
"${inside[@]}" python3 --version
"${inside[@]}" dpkg-query -f '${Package}\n' -W | wc -l | sed 's/$/ packages/'

step "Without a display: one sentence, and code 2"
code=0
"${inside[@]}" python3 /root/innermost/run.py || code=$?
test "$code" = 2

step "The program opens its window"
coproc XVFB { exec Xvfb -displayfd 1 -screen 0 1280x800x24 -nolisten tcp 2>/dev/null; }
xvfb=$XVFB_PID
read -r number <&"${XVFB[0]}"
display=:$number
mkdir -p "$folder/tmp/.X11-unix"
mount --bind /tmp/.X11-unix "$folder/tmp/.X11-unix"
"${clean[@]}" DISPLAY="$display" chroot "$folder" python3 /root/innermost/run.py --home /root/home &
program=$!
end() {
    kill "$program" "$xvfb" 2>/dev/null || true
}
trap end EXIT
window=
for _ in $(seq 600); do
    window=$(DISPLAY=$display xdotool search --onlyvisible --name Innermost 2>/dev/null | head -n 1 || true)
    if [ -n "$window" ] || ! kill -0 "$program" 2>/dev/null; then
        break
    fi
    sleep 0.5
done
if [ -z "$window" ]; then
    echo "No window came." >&2
    exit 1
fi
DISPLAY=$display xdotool getwindowname "$window" getwindowgeometry "$window"
sleep 1 # for a picture of a window that is done with moving in
if command -v import >/dev/null; then
    DISPLAY=$display import -window root "$folder.png" && echo "Its picture: $folder.png"
fi
end
wait "$program" || true
trap - EXIT
umount "$folder/tmp/.X11-unix"

step "The checks and all tests"
if [ $# -gt 0 ]; then
    "${inside[@]}" python3 /root/innermost/run.py test "$@"
else
    "${inside[@]}" bash /root/innermost/.ci/run
fi
step "Both commands work on a bare Debian $suite."
