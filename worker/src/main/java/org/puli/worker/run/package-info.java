/**
 * Runs attempts as process trees, keeps their logs and ends them without leaving anything behind. Its public types are
 * safe on every thread; each running attempt has a thread of its own and one timer looks after all of them. Uses the
 * JDK, the sync and spec records, and slf4j; what the lines of an output mean is told by {@code worker.output}.
 */
@NullMarked
package org.puli.worker.run;

import org.jspecify.annotations.NullMarked;
