/**
 * The noun {@code tls}: certificates for a site that has no authority of its own. Runs on the main thread. Uses the
 * certificates of {@code api.tls}, shared, picocli.
 */
@NullMarked
package org.puli.cli.tls;

import org.jspecify.annotations.NullMarked;
