/**
 * The benchmarks of {@code puli bench}: real daemons as processes of their own, a real disk, figures with what made
 * them. Runs on the main thread, besides watchers. Uses simulated load, the farm's client, and the store to count rows.
 */
@NullMarked
package org.puli.simulation.bench;

import org.jspecify.annotations.NullMarked;
