#!/usr/bin/env bash
# JDK 25 and picocli 4.7.7: does an AOT cache trained by a command line hold the classes of the library that parses it?
#
# A good guess: yes, as of everything on the class path that is loaded in training. Prints where the classes of
# picocli and of commons-io come from when the program starts from its cache. Needs a JDK 25 (JAVA_HOME, else the first one found) and
# Maven; packages go to a temporary folder.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
for home in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
    if grep -qs '^JAVA_VERSION="25' "$home/release"; then
        break
    fi
done
cat >pom.xml <<'P'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>f</groupId><artifactId>f</artifactId><version>1</version>
<dependencies><dependency><groupId>info.picocli</groupId><artifactId>picocli</artifactId><version>4.7.7</version></dependency>
<dependency><groupId>commons-io</groupId><artifactId>commons-io</artifactId><version>2.21.0</version></dependency></dependencies></project>
P
mvn -q -B dependency:copy-dependencies -DoutputDirectory="$work/lib" >/dev/null 2>&1
cat >Probe.java <<'J'
import org.apache.commons.io.FilenameUtils;
import picocli.CommandLine;

@CommandLine.Command(name = "probe")
public class Probe implements Runnable {
    @CommandLine.Option(names = "--file")
    String file;

    @Override
    public void run() {
        System.out.println(FilenameUtils.getExtension(file));
    }

    public static void main(String[] arguments) {
        new CommandLine(new Probe()).execute(arguments);
    }
}
J
"$home/bin/javac" -cp "lib/*" -proc:none -d classes Probe.java
"$home/bin/jar" --create --file probe.jar -C classes .
path=probe.jar:lib/picocli-4.7.7.jar:lib/commons-io-2.21.0.jar
"$home/bin/java" -XX:AOTCacheOutput=probe.aot -cp "$path" Probe --file a.csv >trained.txt 2>&1
"$home/bin/java" -XX:AOTCache=probe.aot -Xlog:class+load:file=loaded.txt -cp "$path" Probe --file a.csv >/dev/null
count() {
    grep " $1" loaded.txt | { grep -c "source: $2" || true; }
}
{
    for class in Probe picocli. org.apache.commons.io.; do
        echo "$class: $([ "$(count "$class" 'shared objects file')" -gt 0 ] && echo some || echo none) from the cache," \
            "$([ "$(count "$class" 'file:\|jar:\|jrt:')" -gt 0 ] && echo some || echo none) from a jar"
    done
    echo "class files of picocli: $("$home/bin/javap" -v -cp lib/picocli-4.7.7.jar picocli.CommandLine | sed -n 's/^ *major version: //p')"
    echo "classes of picocli left out in training: $(grep -c 'Skipping picocli.*Old class' trained.txt | sed 's/^[1-9][0-9][0-9]*$/tens/')"
} | tee seen.txt

# Seen: picocli's class files are of version 49 (Java 5), and what is older than 50 is left out, one warning for each class in training
# and silence afterwards. So the library that every command of the program needs before anything else is read, checked and linked from
# its jar at each start, while the rest comes from the cache. A start that shall be short has to count what is left out, or use a
# library with newer class files.
diff - seen.txt <<'O'
Probe: some from the cache, none from a jar
picocli.: none from the cache, some from a jar
org.apache.commons.io.: some from the cache, none from a jar
class files of picocli: 49
classes of picocli left out in training: tens
O
