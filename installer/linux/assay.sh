#!/bin/sh
# The command of an installed Assay.
#   ASSAY_HEAP  the most memory for data, such as 512m or 4g
set -eu
app=/opt/assay/lib/app
exec /opt/assay/lib/runtime/bin/java ${ASSAY_HEAP:+"-Xmx$ASSAY_HEAP"} "@$app/jvm.args" \
    "-Djava.util.logging.config.file=$app/logging.properties" -classpath "$app/assay.jar" app.assay.app.Main "$@"
