package org.puli.farm.request;

import org.puli.api.spec.PoolSpec;
import org.puli.api.view.PoolView;

/** Divide a pool anew. */
public record EditPool(PoolSpec pool) implements Request<PoolView> {}
