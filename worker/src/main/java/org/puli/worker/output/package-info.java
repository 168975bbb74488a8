/**
 * Understands what programs write: how far they are, which frames are finished, why they failed. Knows no process and
 * runs on whatever thread reads the log. Uses the JDK, the spec and sync records, RE2/J and slf4j.
 */
@NullMarked
package org.puli.worker.output;

import org.jspecify.annotations.NullMarked;
