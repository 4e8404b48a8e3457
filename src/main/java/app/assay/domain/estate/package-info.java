/// What an organisation runs and who uses it: units, devices, users, assignments.
@NullMarked
package app.assay.domain.estate;

import org.jspecify.annotations.NullMarked;
