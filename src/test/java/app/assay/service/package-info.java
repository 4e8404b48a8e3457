/// What an analyst can do, over real files.
@NullMarked
package app.assay.service;

import org.jspecify.annotations.NullMarked;
