/**
 * The kill test of {@code puli crash}: daemons are killed at random instants, and whatever anybody was told is asked
 * again. The main thread kills and checks, client threads use the farm. Uses the farm's client, the store's history,
 * and /proc.
 */
@NullMarked
package org.puli.simulation.crash;

import org.jspecify.annotations.NullMarked;
