#!/bin/sh
# The command of an installed Assay.
#   ASSAY_HEAP  the most memory for data, such as 512m or 4g
set -eu
app=/opt/assay/lib/app
# A command is soon over and draws nothing; without one, or with a register, the window opens.
command=
if [ -n "${1:-}" ] && [ ! -e "$1" ]; then
    command=1
fi
exec /opt/assay/lib/runtime/bin/java "-XX:AOTCache=$app/assay.aot" "-XX:+VerifySharedSpaces" "-Xlog:aot*=off" \
    ${ASSAY_HEAP:+"-Xmx$ASSAY_HEAP"} "@$app/jvm.args" ${command:+"@$app/command.args"} \
    "-Djava.util.logging.config.file=$app/logging.properties" -classpath "$app/assay.jar" app.assay.app.Main "$@"
