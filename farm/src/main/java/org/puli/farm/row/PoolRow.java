package org.puli.farm.row;

import org.puli.api.spec.PoolSpec;

/** A pool and how it is divided. */
public record PoolRow(PoolSpec spec) {}
