/**
 * Tells what the machine offers. Called at the start and then by the worker's loop, and safe on every thread. Uses the
 * JDK and the sync records.
 */
@NullMarked
package org.puli.worker.host;

import org.jspecify.annotations.NullMarked;
