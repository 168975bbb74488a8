/**
 * The worker protocol: one message each way, both of them states. Immutable records, safe on every thread. Uses the
 * JDK, the ids and Jackson's annotations.
 */
@NullMarked
package org.puli.api.sync;

import org.jspecify.annotations.NullMarked;
