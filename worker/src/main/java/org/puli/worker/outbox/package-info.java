/**
 * Keeps how attempts ended until the dispatcher has stored it. Called by the worker's loop only. Uses files and the
 * sync records.
 */
@NullMarked
package org.puli.worker.outbox;

import org.jspecify.annotations.NullMarked;
