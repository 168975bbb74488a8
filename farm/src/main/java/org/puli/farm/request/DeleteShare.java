package org.puli.farm.request;

import org.puli.api.PoolName;
import org.puli.api.view.PoolView;

/** Remove a share of a pool; its jobs are matched anew. */
public record DeleteShare(PoolName pool, String share) implements Request<PoolView> {}
