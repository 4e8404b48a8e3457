/// The fault gate of the register: killed processes, a second process, cancelled work.
@NullMarked
package app.assay.storage.fault;

import org.jspecify.annotations.NullMarked;
