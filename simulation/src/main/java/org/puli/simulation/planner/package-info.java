/**
 * Holds the planner against the plainest form of its rules, on small random farms and inside the simulation. One
 * thread per farm. Uses the farm core alone.
 */
@NullMarked
package org.puli.simulation.planner;

import org.jspecify.annotations.NullMarked;
