package org.puli.farm.request;

import org.puli.api.spec.PoolSpec;
import org.puli.api.view.PoolView;

/** Make a pool; one that is there just so already is answered, another one of the name is refused. */
public record CreatePool(PoolSpec pool) implements Request<PoolView> {}
