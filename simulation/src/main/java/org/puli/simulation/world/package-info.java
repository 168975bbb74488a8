/**
 * The simulated world around the production code: clocks, network, disks, machines and programs. One thread per
 * simulation. Uses the dispatcher's loop and the worker's, time and fault.
 */
@NullMarked
package org.puli.simulation.world;

import org.jspecify.annotations.NullMarked;
