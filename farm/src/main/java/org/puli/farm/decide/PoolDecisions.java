package org.puli.farm.decide;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.puli.api.PoolName;
import org.puli.api.WorkerName;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.PoolSpec;
import org.puli.api.spec.ShareSpec;
import org.puli.api.view.PoolView;
import org.puli.farm.Farm;
import org.puli.farm.Job;
import org.puli.farm.Pool;
import org.puli.farm.Worker;
import org.puli.farm.change.Change;
import org.puli.farm.request.CreatePool;
import org.puli.farm.request.DeletePool;
import org.puli.farm.request.DeleteShare;
import org.puli.farm.request.EditPool;
import org.puli.farm.request.MoveWorkers;
import org.puli.farm.request.Refusal;
import org.puli.farm.request.Refusal.Kind;
import org.puli.farm.request.SetShare;

/** What people may do to pools and their shares. Every verb may be repeated. */
final class PoolDecisions {
    Decision<PoolView> create(Farm farm, CreatePool request) {
        PoolSpec spec = request.pool();
        for (Pool pool : farm.pools()) {
            if (pool.name().value().equalsIgnoreCase(spec.name().value())) {
                return pool.spec().equals(spec)
                        ? shown(pool)
                        : conflict("there is already a pool '" + pool.name()
                                + "'; 'puli pool edit' and 'puli share edit' change it");
            }
        }
        Refusal greedy = greedy(PoolSpec.plain(spec.name()), spec);
        return greedy == null ? changed(spec, note("create", spec.name(), "", words(spec))) : Decision.refuse(greedy);
    }

    Decision<PoolView> edit(Farm farm, EditPool request) {
        Pool pool = farm.findPool(request.pool().name());
        return pool == null ? unknown(farm, request.pool().name()) : to(pool, request.pool());
    }

    Decision<@Nullable Void> delete(Farm farm, DeletePool request) {
        Pool pool = farm.findPool(request.pool());
        if (pool == null) {
            return Decision.of(f -> null);
        }
        if (pool.name().equals(JobSpec.DEFAULT_POOL)) {
            return conflict("the pool '" + pool.name() + "' stays: it is where new workers and jobs go");
        }
        for (Job job : farm.jobs()) {
            if (job.pool().equals(pool.name())) {
                return conflict("job " + job.id() + " belongs to the pool '" + pool.name()
                        + "'; move or delete its jobs first");
            }
        }
        List<Change> changes = new ArrayList<>();
        for (Worker worker : pool.workers()) {
            changes.add(moved(worker, without(worker, pool)));
        }
        changes.add(new Change.PoolDeleted(pool.name()));
        return Decision.<@Nullable Void>of(changes, f -> null)
                .noted(note("delete", pool.name(), words(pool.spec()), ""));
    }

    Decision<PoolView> move(Farm farm, MoveWorkers request) {
        Pool pool = farm.findPool(request.pool());
        if (pool == null) {
            return unknown(farm, request.pool());
        }
        List<Change> changes = new ArrayList<>();
        Map<WorkerName, String> before = new TreeMap<>();
        Map<WorkerName, String> after = new TreeMap<>();
        for (WorkerName name : request.add()) {
            Worker worker = farm.findWorker(name);
            if (worker == null) {
                return Unknown.worker(name);
            }
            if (!worker.pools().contains(pool)) {
                List<PoolName> pools = without(worker, pool);
                pools.add(pool.name());
                changes.add(moved(worker, pools));
                before.put(name, words(names(worker)));
                after.put(name, words(pools));
            }
        }
        for (WorkerName name : request.remove()) {
            Worker worker = farm.findWorker(name);
            if (worker == null) {
                return Unknown.worker(name);
            }
            if (worker.pools().contains(pool)) {
                changes.add(moved(worker, without(worker, pool)));
                before.put(name, words(names(worker)));
                after.put(name, words(without(worker, pool)));
            }
        }
        return Decision.<PoolView>of(changes, f -> view(f, pool.name()))
                .noted(note("move workers", pool.name(), words(before), words(after)));
    }

    private static List<PoolName> names(Worker worker) {
        return worker.pools().stream().map(Pool::name).toList();
    }

    private static String words(List<PoolName> pools) {
        return pools.isEmpty()
                ? "no pool"
                : pools.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private static String words(Map<WorkerName, String> workers) {
        return workers.entrySet().stream()
                .map(worker -> worker.getKey() + " in " + worker.getValue())
                .collect(Collectors.joining("; "));
    }

    private static List<PoolName> without(Worker worker, Pool pool) {
        List<PoolName> pools = new ArrayList<>();
        worker.pools().stream().filter(other -> other != pool).map(Pool::name).forEach(pools::add);
        return pools;
    }

    private static Change moved(Worker worker, List<PoolName> pools) {
        return new Change.WorkerMoved(worker.name(), List.copyOf(pools));
    }

    Decision<PoolView> set(Farm farm, SetShare request) {
        Pool pool = farm.findPool(request.pool());
        if (pool == null) {
            return unknown(farm, request.pool());
        }
        List<ShareSpec> shares = new ArrayList<>(pool.spec().shares());
        int place = place(shares, request.share().name());
        if (place >= 0) {
            shares.set(place, request.share());
        } else if (shares.size() == PoolSpec.MOST_SHARES) {
            return conflict("the pool '" + pool.name() + "' has " + shares.size() + " shares, as many as it may");
        } else {
            shares.add(request.share());
        }
        return to(pool, pool.spec().with(shares));
    }

    Decision<PoolView> delete(Farm farm, DeleteShare request) {
        Pool pool = farm.findPool(request.pool());
        if (pool == null) {
            return unknown(farm, request.pool());
        }
        if (request.share().equals(ShareSpec.REST)) {
            return conflict("the share '" + ShareSpec.REST + "' of the pool '" + pool.name()
                    + "' stays: it is for the jobs that match no other");
        }
        List<ShareSpec> shares = new ArrayList<>(pool.spec().shares());
        shares.removeIf(share -> share.name().equals(request.share()));
        return to(pool, pool.spec().with(shares));
    }

    private static int place(List<ShareSpec> shares, String name) {
        for (int i = 0; i < shares.size(); i++) {
            if (shares.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Why a share must not come that takes every job which no earlier share takes; null when there is no such. One that
     * is there stays.
     */
    private static @Nullable Refusal greedy(PoolSpec before, PoolSpec after) {
        for (ShareSpec share : after.shares()) {
            boolean isOld =
                    before.shares().stream().anyMatch(old -> old.name().equals(share.name()) && old.matchesAll());
            if (share.matchesAll() && !isOld) {
                return new Refusal(
                        Kind.UNPROCESSABLE,
                        "bad-share",
                        "share '" + share.name() + "' names neither tags nor owners: it would take every job that"
                                + " matches no share before it, and leave nothing to '" + ShareSpec.REST
                                + "'; say whose it is by --tag TAG=VALUE or --owner NAME");
            }
        }
        return null;
    }

    private static Decision<PoolView> to(Pool pool, PoolSpec spec) {
        Refusal greedy = greedy(pool.spec(), spec);
        if (greedy != null) {
            return Decision.refuse(greedy);
        }
        return pool.spec().equals(spec)
                ? shown(pool)
                : changed(spec, note("edit", pool.name(), words(pool.spec()), words(spec)));
    }

    private static Decision<PoolView> changed(PoolSpec spec, Note note) {
        return Decision.of(new Change.PoolChanged(spec), farm -> view(farm, spec.name()))
                .noted(note);
    }

    private static Note note(String verb, PoolName pool, String before, String after) {
        return new Note(verb, "pool " + pool, null, null, before, after);
    }

    private static String words(PoolSpec spec) {
        String shares = spec.shares().stream().map(ShareSpec::words).collect(Collectors.joining("; "));
        return "keeps " + spec.reservationLimit() + ", age boost " + spec.ageBoost() + ", preempts "
                + spec.preempt().word() + " after " + spec.preemptGrace()
                + (shares.isEmpty() ? ", no shares" : ", shares " + shares);
    }

    private static Decision<PoolView> shown(Pool pool) {
        return Decision.of(farm -> pool.view());
    }

    private static PoolView view(Farm farm, PoolName name) {
        return requireNonNull(farm.findPool(name), "the pool was just changed").view();
    }

    private static Decision<PoolView> unknown(Farm farm, PoolName pool) {
        return Decision.refuse(Kind.UNKNOWN, "unknown-pool", Unknown.pool(farm, pool));
    }

    private static <R extends @Nullable Object> Decision<R> conflict(String detail) {
        return Decision.refuse(Kind.CONFLICT, "conflict", detail);
    }
}
