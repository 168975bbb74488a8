/**
 * Simulated workers that speak the real protocol over real sockets, by the thousand. One thread, "load", runs them all;
 * others hand it work and read tallies. Uses the JDK and the records of {@code api}.
 */
@NullMarked
package org.puli.simulation.load;

import org.jspecify.annotations.NullMarked;
