package org.puli.worker.run;

import org.puli.api.sync.RunOrder;

/**
 * An attempt that an earlier life of the worker started and this one goes on with.
 *
 * @param order what was ordered then, with its details
 * @param run how it goes on
 */
public record Adopted(RunOrder order, RunningCommand run) {}
