package org.puli.farm.request;

import org.jspecify.annotations.Nullable;
import org.puli.api.PoolName;

/** Remove a pool that no job names; its workers stay on the farm. */
public record DeletePool(PoolName pool) implements Request<@Nullable Void> {}
