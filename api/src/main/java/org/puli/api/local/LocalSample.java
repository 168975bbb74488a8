package org.puli.api.local;

import org.puli.api.sync.MachineSample;

/**
 * How busy the machine was at a time.
 *
 * @param at milliseconds since 1970
 */
public record LocalSample(long at, MachineSample sample) {}
