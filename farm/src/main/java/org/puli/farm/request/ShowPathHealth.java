package org.puli.farm.request;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.PoolName;
import org.puli.api.view.PathHealth;

/**
 * Tell how workers see the storage, by worker and then by path rule.
 *
 * @param pool of which pool the workers are; null for all
 */
public record ShowPathHealth(@Nullable PoolName pool) implements Request<List<PathHealth>> {}
