package org.puli.farm.request;

import org.puli.api.PoolName;
import org.puli.api.spec.ShareSpec;
import org.puli.api.view.PoolView;

/** Change a share of a pool; one that is not there yet is made, as the last in which jobs are matched. */
public record SetShare(PoolName pool, ShareSpec share) implements Request<PoolView> {}
