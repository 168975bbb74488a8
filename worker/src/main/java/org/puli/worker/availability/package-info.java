/**
 * Whether this worker wants work: what somebody at the machine said, its pause file, its hours, its users. Whatever may
 * hang or take long is looked at by threads of its own, so that the worker's loop only reads the newest answer. Uses
 * nothing of the worker but this.
 */
@NullMarked
package org.puli.worker.availability;

import org.jspecify.annotations.NullMarked;
