package org.puli.farm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.puli.api.PoolName;
import org.puli.api.spec.PoolSpec;
import org.puli.api.spec.ShareSpec;
import org.puli.api.view.PoolView;
import org.puli.api.view.Presence;
import org.puli.api.view.ShareView;
import org.puli.farm.row.PoolRow;

/** A named set of workers and how it is divided. Owned by the loop. */
public final class Pool {
    private static final double MILLI = 1000.0;

    private final List<Worker> workers = new ArrayList<>();
    private final List<Share> shares = new ArrayList<>();
    private PoolSpec spec;

    Pool(PoolSpec spec) {
        this.spec = spec;
        divide();
    }

    private void divide() {
        shares.clear();
        for (ShareSpec share : spec.shares()) {
            shares.add(new Share(share, shares.size()));
        }
        shares.add(new Share(ShareSpec.rest(), shares.size()));
    }

    /** Its name. */
    public PoolName name() {
        return spec.name();
    }

    /** How it is divided. */
    public PoolSpec spec() {
        return spec;
    }

    /** Its shares in the order in which jobs are matched; the last takes whatever matches no other. */
    public List<Share> shares() {
        return Collections.unmodifiableList(shares);
    }

    /** The share of a job with these tags and this owner. */
    Share shareOf(Map<String, String> tags, String owner) {
        for (Share share : shares) {
            if (share.spec().matches(tags, owner)) {
                return share;
            }
        }
        return shares.getLast();
    }

    /** A share by its name; null when there is none. */
    @Nullable
    Share findShare(String share) {
        for (Share one : shares) {
            if (one.spec().name().equals(share)) {
                return one;
            }
        }
        return null;
    }

    /** Its workers in the order in which they joined. */
    public List<Worker> workers() {
        return Collections.unmodifiableList(workers);
    }

    void add(Worker worker) {
        workers.add(worker);
    }

    void remove(Worker worker) {
        workers.remove(worker);
    }

    /** Divides it anew; its jobs have to be matched anew, too. */
    void change(PoolSpec now) {
        spec = now;
        divide();
    }

    /** Its row. */
    public PoolRow row() {
        return new PoolRow(spec);
    }

    /** The pool as it is shown. */
    public PoolView view() {
        int online = 0;
        int busy = 0;
        for (Worker worker : workers) {
            online += worker.presence() == Presence.ONLINE ? 1 : 0;
            busy += worker.leases().isEmpty() ? 0 : 1;
        }
        List<ShareView> views = shares.stream()
                .map(share -> ShareView.of(share.spec(), share.usedMilliCost() / MILLI, share.leaseCount()))
                .toList();
        return new PoolView(
                name(),
                name(),
                workers.size(),
                online,
                busy,
                spec.reservationLimit(),
                spec.ageBoost(),
                spec.preempt(),
                spec.preemptGrace(),
                views);
    }
}
