#!/usr/bin/env bash
# Builds the Debian package twice, as on two days on two people's machines, and compares the bytes.
#
#   packaging/build_twice.sh FOLDER
#
# FOLDER   a new folder; about 1 GB
set -euo pipefail
folder=$1
checkout=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$folder/a" "$folder/another place"
git clone --quiet --no-hardlinks "$checkout" "$folder/a/innermost"
git clone --quiet --no-hardlinks "$checkout" "$folder/another place/code"

(umask 022 && TZ=UTC LC_ALL=C.UTF-8 python3 "$folder/a/innermost/packaging/build.py" deb "$folder/a/out")
sleep 61 # no file of the second has the minute of the first
(umask 077 && TZ=Pacific/Auckland LC_ALL=POSIX python3 "$folder/another place/code/packaging/build.py" deb "$folder/another place/out")

cmp "$folder"/a/out/*.deb "$folder/another place/out/"*.deb
sha256sum "$folder"/a/out/*.deb "$folder/another place/out/"*.deb
echo "Both are the same, byte by byte."
