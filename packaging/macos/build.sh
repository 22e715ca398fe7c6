#!/usr/bin/env bash
# The macOS program and its disk image, on a Mac with Xcode's command line tools.
#
#   packaging/macos/build.sh FOLDER [IDENTITY [PROFILE]]
#
# FOLDER     a new folder
# IDENTITY   the name of a Developer ID Application certificate in the keychain; without it the program is signed
#            for this Mac only
# PROFILE    what `xcrun notarytool store-credentials PROFILE` has kept; without it nothing is sent to Apple
set -euo pipefail

folder=$1 identity=${2:--} profile=${3:-}
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)

python3 "$root/packaging/build.py" bundle "$folder"
app="$folder/dist/Innermost.app"
test -d "$app" # innermost.spec makes it on macOS
cp -R "$folder/dist/innermost/licences" "$app/Contents/Resources/licences"

# From the inside out: Apple advises against --deep. The hardened runtime keeps other processes out of ours.
find "$app" -type f \( -name '*.dylib' -o -name '*.so' \) -print0 |
    xargs -0 -n 1 codesign --force --timestamp --options runtime --sign "$identity"
find "$app/Contents/Frameworks" -type d -name '*.framework' -print0 |
    xargs -0 -n 1 codesign --force --timestamp --options runtime --sign "$identity"
codesign --force --timestamp --options runtime --entitlements "$here/entitlements.plist" --sign "$identity" "$app"
codesign --verify --strict --verbose=2 "$app"

image="$folder/Innermost.dmg"
hdiutil create -volname Innermost -srcfolder "$app" -ov -format ULMO "$image"
if [ -n "$profile" ]; then
    codesign --force --timestamp --sign "$identity" "$image"
    xcrun notarytool submit "$image" --keychain-profile "$profile" --wait
    xcrun stapler staple "$image"
    spctl --assess --type open --context context:primary-signature --verbose "$image"
fi
echo "Made: $image"
