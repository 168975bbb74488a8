/**
 * Virtual time: what happens next, chance drawn from a seed, and the trace of what happened. One thread per simulation.
 * Uses the JDK only.
 */
@NullMarked
package org.puli.simulation.time;

import org.jspecify.annotations.NullMarked;
