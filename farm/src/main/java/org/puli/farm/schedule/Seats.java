package org.puli.farm.schedule;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.puli.api.LicenseName;
import org.puli.api.spec.Need;
import org.puli.api.spec.SeatsPer;
import org.puli.farm.Farm;
import org.puli.farm.License;
import org.puli.farm.Worker;

/**
 * Whether there are seats for some work, and on which workers. A license that is counted by command is there for all
 * workers or for none; of one that is counted by worker, those that hold seats already may have enough while no other
 * has. It remembers nothing: licenses know their holders as sets of workers.
 */
final class Seats {
    private final Farm farm;

    Seats(Farm farm) {
        this.farm = farm;
    }

    /** Whether a worker that holds no seat lacks one. */
    boolean areShort(Need need) {
        return findShort(need) != null;
    }

    /** The first license of which a worker that holds no seat lacks one, by its name; null when there is none. */
    @Nullable
    LicenseName findShort(Need need) {
        for (Map.Entry<LicenseName, Integer> wanted : need.licenses().entrySet()) {
            License license = farm.findLicense(wanted.getKey());
            if (license == null || license.spare() < wanted.getValue()) {
                return wanted.getKey();
            }
        }
        return null;
    }

    /** Whether there are seats for a site's work on some worker that is right for it. */
    boolean suffice(Site site) {
        License first = null;
        for (Map.Entry<LicenseName, Integer> wanted : site.licenses().entrySet()) {
            License license = farm.findLicense(wanted.getKey());
            if (license == null) {
                return false;
            }
            if (license.spare() < wanted.getValue()) {
                if (first != null) {
                    return !candidates(site).isEmpty();
                }
                first = license;
            }
        }
        return first == null || isAnyHolderOf(first, site);
    }

    /** The common case of one short license is answered without a set of its own. */
    private static boolean isAnyHolderOf(License license, Site site) {
        int lacking = site.licenses().getOrDefault(license.name(), 0) - license.spare();
        if (license.spare() < 0) {
            return false;
        }
        for (BitSet holders : license.holders().tailMap(lacking, true).values()) {
            if (holders.intersects(site.open())) {
                return true;
            }
        }
        return false;
    }

    /** Whether a worker is right for a site's work, takes work, and there are seats for it there. */
    boolean suffice(Worker worker, Site site) {
        return site.open().get(Math.toIntExact(worker.number()))
                && suffice(worker, site.shape().need());
    }

    /** Whether there are seats for a command of this need on a worker. */
    boolean suffice(Worker worker, Need need) {
        for (Map.Entry<LicenseName, Integer> wanted : need.licenses().entrySet()) {
            License license = farm.findLicense(wanted.getKey());
            if (license == null || license.more(worker, wanted.getValue()) > license.spare()) {
                return false;
            }
        }
        return true;
    }

    /**
     * The license, counted by worker, of which a worker holds too little for this need while no more are free; null
     * when there is none.
     */
    @Nullable
    LicenseName findMissingOn(Worker worker, Need need) {
        for (Map.Entry<LicenseName, Integer> wanted : need.licenses().entrySet()) {
            License license = farm.findLicense(wanted.getKey());
            boolean isMissing = license != null
                    && license.per() == SeatsPer.WORKER
                    && license.more(worker, wanted.getValue()) > license.spare();
            if (isMissing) {
                return wanted.getKey();
            }
        }
        return null;
    }

    /** Numbers of the workers that are right for a site's work, take work, and for which there are seats. */
    BitSet candidates(Site site) {
        BitSet among = site.open();
        for (Map.Entry<LicenseName, Integer> wanted : site.licenses().entrySet()) {
            License license = farm.findLicense(wanted.getKey());
            if (license == null || license.spare() < 0) {
                return new BitSet();
            }
            int lacking = wanted.getValue() - license.spare();
            if (lacking > 0) {
                BitSet holders = holding(license, lacking);
                holders.and(among);
                among = holders;
            }
        }
        return among;
    }

    /** Numbers of the workers that hold at least so many seats: nearly always all who hold some hold as many. */
    static BitSet holding(License license, int least) {
        Map.Entry<Integer, BitSet> next = license.holders().ceilingEntry(least);
        BitSet holders = next == null ? new BitSet() : (BitSet) next.getValue().clone();
        while (next != null) {
            next = license.holders().higherEntry(next.getKey());
            if (next != null) {
                holders.or(next.getValue());
            }
        }
        return holders;
    }

    /** The same workers, first those on which a start takes the fewest seats that are free now. */
    Iterable<BitSet> choices(Site site) {
        Map<LicenseName, Integer> licenses = site.licenses();
        if (licenses.isEmpty()) {
            return List.of(site.open());
        }
        if (licenses.size() == 1) {
            Map.Entry<LicenseName, Integer> wanted =
                    licenses.entrySet().iterator().next();
            License license = farm.findLicense(wanted.getKey());
            if (license != null && license.per() == SeatsPer.WORKER && wanted.getValue() > 0) {
                return () -> new CheapestFirst(site.open(), license, wanted.getValue());
            }
        }
        return allChoices(site);
    }

    private Collection<BitSet> allChoices(Site site) {
        SortedMap<Integer, BitSet> byCost = null;
        for (Map.Entry<LicenseName, Integer> wanted : site.licenses().entrySet()) {
            License license = farm.findLicense(wanted.getKey());
            if (license == null) {
                return List.of();
            }
            if (license.per() == SeatsPer.WORKER) {
                byCost = split(byCost == null ? atNoCost(site.open()) : byCost, license, wanted.getValue());
            }
        }
        return byCost == null ? List.of(site.open()) : byCost.values();
    }

    private static SortedMap<Integer, BitSet> atNoCost(BitSet workers) {
        SortedMap<Integer, BitSet> all = new TreeMap<>();
        all.put(0, workers);
        return all;
    }

    private static SortedMap<Integer, BitSet> split(SortedMap<Integer, BitSet> byCost, License license, int wanted) {
        SortedMap<Integer, BitSet> split = new TreeMap<>();
        byCost.forEach((cost, workers) -> {
            BitSet others = (BitSet) workers.clone();
            license.holders().forEach((held, holders) -> {
                BitSet some = (BitSet) others.clone();
                some.and(holders);
                others.andNot(holders);
                add(split, license, cost, Math.max(0, wanted - held), some);
            });
            add(split, license, cost, wanted, others);
        });
        return split;
    }

    private static void add(SortedMap<Integer, BitSet> split, License license, int cost, int more, BitSet workers) {
        if (more <= license.spare() && !workers.isEmpty()) {
            split.computeIfAbsent(cost + more, c -> new BitSet()).or(workers);
        }
    }
}
