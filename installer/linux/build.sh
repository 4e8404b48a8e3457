#!/usr/bin/env bash
# Builds the program that needs no Java on the machine: a runtime with only the modules it uses, a folder that runs
# (target/installer/assay), and a Debian package where fakeroot and dpkg-deb are there.
#
# First: mvn -q -DskipTests package. The JDK is the one of that build; JDK=… names another.
set -euo pipefail
cd "$(dirname "$0")/../.."

program=target/assay
out=target/installer
if [ ! -f "$program/lib/assay.jar" ]; then
    echo "There is no $program yet: run mvn -q -DskipTests package first." >&2
    exit 1
fi
jdk=${JDK:-$(cat "$program/lib/jdk.home")}
version=$(sed -n 's/^  <version>\([0-9.]*\).*/\1/p' pom.xml | head -1)
lines() { sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$1"; }

rm -rf "$out"
mkdir -p "$out/classes" "$out/input"

echo "modules" >&2
# Libraries that are modules would be resolved as such and fail; their classes in one folder are just classes.
for jar in "$program"/lib/*.jar; do
    (cd "$out/classes" && "$jdk/bin/jar" xf "../../../$jar")
done
find "$out/classes" -name module-info.class -delete
"$jdk/bin/jdeps" --multi-release 25 --ignore-missing-deps --print-module-deps \
    --module-path "$program/lib/javafx" --add-modules javafx.controls,javafx.swing "$out/classes" \
    | tr ',' '\n' | grep -v '^javafx\.' | sort >"$out/needed.txt"
rm -rf "$out/classes"
missing=$(grep -vxFf <(lines installer/modules.txt; lines installer/modules-left-out.txt) "$out/needed.txt" || true)
if [ -n "$missing" ]; then
    echo "The libraries use modules that installer/modules.txt does not list:" $missing >&2
    exit 1
fi

echo "runtime" >&2
"$jdk/bin/jlink" --module-path "$program/lib/javafx" --add-modules "$(lines installer/modules.txt | paste -sd,)" \
    --no-header-files --no-man-pages --compress zip-6 --output "$out/runtime"
found=$("$out/runtime/bin/java" --list-modules | sed 's/@.*//' | grep -xFf <(lines installer/modules-left-out.txt) || true)
if [ -n "$found" ]; then
    echo "The runtime holds modules that it must not hold:" $found >&2
    exit 1
fi

echo "image" >&2
cp "$program"/lib/*.jar "$program/lib/logging.properties" "$out/input/"
options=()
while IFS= read -r line; do
    options+=(--java-options "$line")
done < <(lines installer/jvm.args)
"$jdk/bin/jpackage" @installer/jpackage-about.args @installer/jpackage.args --type app-image --app-version "$version" \
    --icon icons/png/app-512.png --input "$out/input" --runtime-image "$out/runtime" \
    "${options[@]}" --java-options '-Djava.util.logging.config.file=$APPDIR/logging.properties' --dest "$out"
rm -rf "$out/input"

if command -v fakeroot >/dev/null && command -v dpkg-deb >/dev/null; then
    echo "package" >&2
    "$jdk/bin/jpackage" --type deb @installer/linux/jpackage.args @installer/jpackage-about.args --app-version "$version" \
        --file-associations installer/register.properties --resource-dir installer/linux/resources \
        --app-image "$out/assay" --icon icons/png/app-512.png --dest "$out"
fi
du -sh "$out"/assay "$out"/*.deb 2>/dev/null || true
