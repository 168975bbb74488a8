/**
 * What is true at every single step: each class keeps an eye on one thing and says so in words when it breaks. One
 * thread per simulation. Is told by the world, compares with check's plain farm.
 */
@NullMarked
package org.puli.simulation.invariant;

import org.jspecify.annotations.NullMarked;
