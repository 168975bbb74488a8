/**
 * What is true of a whole farm, looked at from time to time because looking is dear; and a farm kept in plain lists to
 * compare with. One thread per simulation. Reads the farm's entities.
 */
@NullMarked
package org.puli.simulation.check;

import org.jspecify.annotations.NullMarked;
