/**
 * The whole farm in one thread with virtual time: runs seeds and says what broke. Each seed runs on one thread, several
 * seeds on several. Uses everything below it and, unchanged, the dispatcher's and the worker's production code.
 */
@NullMarked
package org.puli.simulation;

import org.jspecify.annotations.NullMarked;
