package org.puli.simulation.check;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.puli.api.JobId;
import org.puli.api.LicenseName;
import org.puli.api.PoolName;
import org.puli.api.spec.Need;
import org.puli.api.sync.WorkerFacts;
import org.puli.api.view.Duty;

/** A worker and what is held on it. */
public final class PlainWorker {
    WorkerFacts facts;
    String bootId;
    boolean isOnline = true;
    Duty duty = Duty.ACTIVE;
    boolean isWilling = true;
    int coresSet;
    long memorySet;
    List<PoolName> poolOrder = List.of();
    /** Names of tasks that failed since something last went well, with their jobs. */
    final TreeMap<String, JobId> streak = new TreeMap<>();

    /** What each of the commands on it holds. */
    final List<Need> held = new ArrayList<>();

    int usedMilliCores;
    long usedMemoryBytes;
    int usedGpus;
    int wholeCount;
    int leaseCount;

    PlainWorker(WorkerFacts facts, String bootId) {
        this.facts = facts;
        this.bootId = bootId;
    }

    PlainWorker copy() {
        PlainWorker copy = new PlainWorker(facts, bootId);
        copy.isOnline = isOnline;
        copy.duty = duty;
        copy.isWilling = isWilling;
        copy.coresSet = coresSet;
        copy.memorySet = memorySet;
        copy.poolOrder = poolOrder;
        copy.streak.putAll(streak);
        copy.held.addAll(held);
        copy.usedMilliCores = usedMilliCores;
        copy.usedMemoryBytes = usedMemoryBytes;
        copy.usedGpus = usedGpus;
        copy.wholeCount = wholeCount;
        copy.leaseCount = leaseCount;
        return copy;
    }

    /** Seats that its commands hold: the most that one of them asked for, or the sum of all. */
    int seats(LicenseName license, boolean isShared) {
        int most = 0;
        int sum = 0;
        for (Need need : held) {
            int asked = need.licenses().getOrDefault(license, 0);
            most = Math.max(most, asked);
            sum += asked;
        }
        return isShared ? most : sum;
    }

    void trust() {
        duty = Duty.ACTIVE;
        streak.clear();
    }

    int streakJobs() {
        return new TreeSet<>(streak.values()).size();
    }

    /** Whether it takes new work. */
    public boolean isOpen() {
        return isOnline && isWilling && (duty == Duty.ACTIVE || (duty == Duty.PROBATION && leaseCount == 0));
    }

    /** Whether it is there and nobody keeps it from work, however busy it is. */
    public boolean takesWork() {
        return isOnline && isWilling && (duty == Duty.ACTIVE || duty == Duty.PROBATION);
    }

    /** Thousandths of cores that nobody holds. */
    public int freeMilliCores() {
        return (coresSet == 0 ? facts.cores() : coresSet) * 1000 - usedMilliCores;
    }

    /** Whether a command that may share it, or may not, keeps whoever is alone on it alone. */
    public boolean isLonelyEnoughFor(boolean wholeMachine) {
        return wholeMachine ? leaseCount == 0 : wholeCount == 0;
    }

    /** GPUs that nobody holds. */
    public int freeGpus() {
        return facts.equipment().gpus() - usedGpus;
    }

    /** Memory that nobody holds. */
    public long freeMemoryBytes() {
        long all = memorySet == 0 ? facts.memoryBytes() : memorySet;
        return all == 0 ? Long.MAX_VALUE : all - usedMemoryBytes;
    }
}
