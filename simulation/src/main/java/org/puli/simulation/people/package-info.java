/**
 * The people of a simulated farm: what they submit, and what they do to it afterwards. One thread per simulation. Asks
 * the dispatcher's ring through the world and tells what was promised to whoever remembers it.
 */
@NullMarked
package org.puli.simulation.people;

import org.jspecify.annotations.NullMarked;
