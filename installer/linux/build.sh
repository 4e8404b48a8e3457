#!/usr/bin/env bash
# Builds the program that needs no Java on the machine: a runtime with only the modules it uses, a folder that runs
# (target/installer/assay), and a Debian package where dpkg-deb is there.
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
cp "$program"/lib/*.jar "$program/lib/logging.properties" "$program/lib/jvm.args" \
    "$program/lib/command.args" "$out/input/"
options=()
while IFS= read -r line; do
    options+=(--java-options "$line")
done < <(lines installer/jvm.args)
"$jdk/bin/jpackage" @installer/jpackage-about.args @installer/jpackage.args --type app-image --app-version "$version" \
    --icon icons/png/app-512.png --input "$out/input" --runtime-image "$out/runtime" \
    "${options[@]}" --java-options '-Djava.util.logging.config.file=$APPDIR/logging.properties' \
    --java-options '-XX:AOTCache=$APPDIR/assay.aot' --java-options '-XX:+VerifySharedSpaces' --java-options '-Xlog:aot*=off' --dest "$out"
rm -rf "$out/input"

echo "start cache" >&2
# For this runtime, which is another one than the build's. It knows the program's files by their times: copies keep them.
"$jdk/bin/java" -XX:+UseSerialGC src/build/java/TrainStart.java "$out/assay" lib/app/assay.aot \
    "$out/assay/lib/runtime" sample-data @PROGRAM/lib/app/jvm.args -Djava.util.logging.config.file=PROGRAM/lib/app/logging.properties \
    -classpath PROGRAM/lib/app/assay.jar
rm -f "$out/assay/lib/app/assay.aot.for"

# Everything the package brings is a file of the package: nothing is done when it is installed, so nothing can fail on a
# machine without desktop menus, and nothing is left when it is removed. The desktop's own triggers see the new files.
if command -v dpkg-deb >/dev/null; then
    echo "package" >&2
    package=$out/package
    architecture=$(dpkg --print-architecture)
    mkdir -p "$package/opt" "$package/usr/bin" "$package/usr/share/applications" "$package/usr/share/mime/packages" \
        "$package/usr/share/doc/assay" "$package/DEBIAN"
    cp -a "$out/assay" "$package/opt/assay"
    cp icons/png/app-512.png "$package/opt/assay/lib/assay.png"
    install -m 755 installer/linux/assay.sh "$package/usr/bin/assay"
    install -m 644 installer/linux/assay.desktop "$package/usr/share/applications/assay.desktop"
    install -m 644 installer/linux/assay-mime.xml "$package/usr/share/mime/packages/assay.xml"
    install -m 644 LICENSE "$package/usr/share/doc/assay/copyright"
    for size in 16 20 24 32 40 48 64 128 256 512; do
        install -D -m 644 "icons/png/app-$size.png" "$package/usr/share/icons/hicolor/${size}x$size/apps/assay.png"
    done
    install -D -m 644 icons/app.svg "$package/usr/share/icons/hicolor/scalable/apps/assay.svg"
    chmod -R u=rwX,go=rX "$package"
    size=$(du -sk --exclude=DEBIAN "$package" | cut -f1)
    sed -e "s/@version@/$version/" -e "s/@architecture@/$architecture/" -e "s/@size@/$size/" \
        installer/linux/control >"$package/DEBIAN/control"
    dpkg-deb --root-owner-group --build "$package" "$out/assay_${version}_$architecture.deb" >/dev/null
    rm -rf "$package"
fi
du -sh "$out"/assay "$out"/*.deb 2>/dev/null || true
