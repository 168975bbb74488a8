/**
 * What may go wrong: the kinds of fault, how much of each a seed has, and faults that are planted to see whether they
 * are found. One thread per simulation. Uses time and the settings of the programs.
 */
@NullMarked
package org.puli.simulation.fault;

import org.jspecify.annotations.NullMarked;
