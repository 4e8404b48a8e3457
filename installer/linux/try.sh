#!/usr/bin/env bash
# Installs the package that build.sh made, uses it as an analyst would, without a display, and removes it again. Fails when
# anything of that fails. Needs root and the package manager of a Debian; removes an Assay that is installed already.
set -euo pipefail
cd "$(dirname "$0")/../.."

package=$(ls target/installer/assay_*.deb)
work=$(mktemp -d)
samples=$PWD/sample-data
export ASSAY_HOME=$work/home
finish() {
    dpkg --purge assay >/dev/null 2>&1 || true
    rm -rf "$work"
}
trap finish EXIT
say() { echo "installed program: $*" >&2; }
fail() {
    say "FAILED: $*"
    exit 1
}

say "look into $package"
dpkg-deb --field "$package" Maintainer | grep -q '@' || fail "the package names no maintainer"
scripts=$(dpkg-deb --ctrl-tarfile "$package" | tar -t | grep -E 'inst$|rm$' || true)
[ -z "$scripts" ] || fail "the package runs scripts: $scripts"

say "install"
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "./$package" >"$work/install.txt" 2>&1 \
    || { cat "$work/install.txt"; fail "it is not installed"; }
[ "$(dpkg-query -W -f='${Status}' assay)" = "install ok installed" ] || fail "it is not configured"
cmp -s icons/png/app-512.png /opt/assay/lib/assay.png || fail "its icon is another one"
[ -f /usr/share/icons/hicolor/48x48/apps/assay.png ] || fail "the menu has no icon"
[ "$(command -v assay)" = /usr/bin/assay ] || fail "assay is not on the path"

say "use"
# As on a machine that has no Java, and from another folder.
cd "$work"
run() { env -u JAVA_HOME PATH=/usr/bin:/bin "$@"; }
run assay --help | grep -q 'position' || fail "--help names no commands"
run assay register create estate >/dev/null
run env ASSAY_HEAP=256m assay import estate "$samples"/{users,devices,installations,entitlements}.csv \
    "$samples/inventory-lab.xml" "$samples/swid-tags.zip" >/dev/null
run assay recognise estate >/dev/null
run assay position estate --csv position.csv >/dev/null
[ "$(wc -l <position.csv)" -gt 3 ] || fail "the position has no lines"
run assay evidence export estate --out package.zip >/dev/null
run assay evidence verify package.zip >/dev/null
# The launcher of the menu is another program than the command: it has to know the register as well.
run /opt/assay/bin/assay register verify estate >/dev/null

say "start from the cache"
# Told to use it or not to start, the program starts: as the command starts it, and as the menu does.
for start in /usr/bin/assay /opt/assay/bin/assay; do
    run env JAVA_TOOL_OPTIONS=-XX:AOTMode=on "$start" --version >version.txt 2>&1 || fail "$start does not use its cache"
    grep -q '^Assay ' version.txt || fail "$start does not use its cache"
done
# A cache of which bytes were lost is left aside.
cache=/opt/assay/lib/app/assay.aot
cp -p "$cache" whole.aot
dd if=/dev/zero of="$cache" bs=65536 seek=$(($(stat -c %s "$cache") / 262144)) count=1 conv=notrunc status=none
touch -r whole.aot "$cache"
for start in /usr/bin/assay /opt/assay/bin/assay; do
    run "$start" --version >version.txt 2>&1 || fail "$start does not start beside a damaged cache"
    head -1 version.txt | grep -q '^Assay ' || fail "$start speaks of a damaged cache: $(head -1 version.txt)"
done
cp -p whole.aot "$cache"
rm whole.aot

say "open the window without a display"
env -u JAVA_HOME PATH=/usr/bin:/bin DISPLAY=none JAVA_TOOL_OPTIONS='-Dglass.platform=Headless -Dprism.order=sw' \
    assay estate >window.txt 2>&1 &
window=$!
# The lock names who holds the register; asking a second program in between would take the register from the window.
for _ in $(seq 120); do
    sleep 1
    kill -0 "$window" 2>/dev/null || { cat window.txt; fail "the window ended by itself"; }
    grep -qs "\"process\":\"$window\"" estate/register.lock && break
done
sleep 2
status=0
run assay register info estate >info.txt 2>&1 || status=$?
if [ "$status" != 4 ]; then
    kill "$window"
    cat window.txt info.txt
    fail "the window does not hold the register"
fi
kill "$window"
wait "$window" || true
run assay register verify estate >/dev/null || fail "the register is not whole after the window"

say "remove"
cd "$OLDPWD"
dpkg --purge assay >/dev/null
for left in /opt/assay /usr/bin/assay /usr/share/applications/assay.desktop /usr/share/mime/packages/assay.xml; do
    [ ! -e "$left" ] || fail "$left is left behind"
done
say "built, installed, used, removed"
