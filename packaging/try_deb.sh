#!/usr/bin/env bash
# Installs a package in a bare Debian or Ubuntu, uses it in real windows, upgrades and removes it.
#
#   packaging/try_deb.sh MIRROR FOLDER SUITE DEB OLDER_DEB [OVERLAY]
#
# MIRROR      the archive to take packages from
# FOLDER      a new folder for the system, about 2 GB; it stays, for a look around
# SUITE       bookworm, trixie, noble
# DEB         what packaging/build.py deb made
# OLDER_DEB   the version before, which is installed first and upgraded
# OVERLAY     a folder copied over the new system, for a machine whose pip needs settings or certificates
#
# Needs root, debootstrap and git. The journeys are those of tests/journeys, as committed, on the installed program.
set -euo pipefail

# Mounts of our own, which end with this script however it ends.
if [ -z "${INNERMOST_BARE_MOUNTS:-}" ]; then
    exec env INNERMOST_BARE_MOUNTS=1 unshare --mount --propagation private -- "$BASH" "$0" "$@"
fi

mirror=$1 folder=$2 suite=$3 deb=$4 older=$5 overlay=${6:-}
checkout=$(cd "$(dirname "$0")/.." && pwd)
if [ -e "$folder" ]; then
    echo "$folder is there already; please name a new folder." >&2
    exit 2
fi
exec </dev/null

step() { printf '\n== %s\n' "$*"; }
clean=(env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive)
inside() { "${clean[@]}" chroot "$folder" "$@"; }

step "A bare $suite"
components=main
if [ "$suite" = noble ]; then
    components=main,universe
fi
debootstrap --variant=minbase --components="$components" --include=ca-certificates "$suite" "$folder" "$mirror" >"$folder.log" 2>&1 ||
    { tail -n 20 "$folder.log"; exit 1; }
if [ -n "$overlay" ]; then
    cp -aL "$overlay/." "$folder/"
fi
mount -t proc proc "$folder/proc"
mount --rbind /dev "$folder/dev"
mount -t tmpfs -o mode=1777 tmpfs "$folder/tmp"
cp "$deb" "$folder/tmp/new.deb"
cp "$older" "$folder/tmp/old.deb"
inside apt-get -q update >"$folder.apt.log" 2>&1

step "The older version, with vaults in the usual folder"
inside apt-get -q -y install /tmp/old.deb >>"$folder.apt.log" 2>&1 || { tail -n 20 "$folder.apt.log"; exit 1; }
inside innermost --version
usual=root/.local/share/innermost
mkdir -p "$folder/$usual"
cp -a "$checkout/tests/core/data/golden/1/home/." "$folder/$usual/"
before=$(cd "$folder/$usual" && find . -type f -exec sha256sum {} + | sort)

step "Upgraded"
inside apt-get -q -y install /tmp/new.deb >>"$folder.apt.log" 2>&1 || { tail -n 20 "$folder.apt.log"; exit 1; }
inside innermost --version
test "$before" = "$(cd "$folder/$usual" && find . -type f -exec sha256sum {} + | sort)"
if inside sh -c 'ldd $(find /usr/lib/innermost -name "*.so*") 2>/dev/null | grep "not found"'; then
    exit 1
fi
echo "No library is missing, and no vault was touched."

step "Used: the journeys, with the installed program in real windows"
inside apt-get -q -y install --no-install-recommends python3 python3-venv >>"$folder.apt.log" 2>&1
git clone --quiet --no-hardlinks "$checkout" "$folder/root/innermost"
git -C "$folder/root/innermost" remote remove origin
inside env CI=1 python3 /root/innermost/run.py test -n 0 --program /usr/bin/innermost \
    tests/journeys/test_couple.py tests/journeys/test_first_start.py tests/journeys/test_keys.py \
    tests/journeys/test_older_home.py

step "Removed, then purged"
inside apt-get -q -y remove innermost >>"$folder.apt.log" 2>&1
inside dpkg --purge innermost >>"$folder.apt.log" 2>&1 # apt does not know it any more
if inside sh -c 'find / -xdev -name "*innermost*" -not -path "/root/*" -not -path "/proc/*" -not -path "/tmp/*" -not -path "/var/lib/apt/*" -not -path "/var/log/*" -not -path "/var/cache/*" | grep .'; then
    echo "Something was left behind." >&2
    exit 1
fi
test "$before" = "$(cd "$folder/$usual" && find . -type f -exec sha256sum {} + | sort)"
echo "Nothing of the program is left, and the vaults are as they were."
