package org.puli.farm.request;

import org.jspecify.annotations.Nullable;
import org.puli.api.PoolName;
import org.puli.api.view.PathRound;

/**
 * Have workers test what they see of the storage.
 *
 * @param pool of which pool the workers do; null for all
 */
public record TestPaths(@Nullable PoolName pool) implements Request<PathRound> {}
