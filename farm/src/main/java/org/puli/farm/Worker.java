package org.puli.farm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.puli.api.PoolName;
import org.puli.api.WorkerName;
import org.puli.api.spec.Need;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.WorkerFacts;
import org.puli.api.sync.WorkerReport;
import org.puli.api.view.Duty;
import org.puli.api.view.Presence;
import org.puli.api.view.WorkerView;
import org.puli.farm.change.Delay;
import org.puli.farm.row.WorkerRow;

/** A daemon and its machine. Owned by the loop. */
public final class Worker {
    private static final int MILLI = 1000;
    private final WorkerName name;
    private final long number;
    private final List<Pool> pools = new ArrayList<>();
    private final List<Command> leases = new ArrayList<>();
    private String bootId;
    private WorkerFacts facts;
    private WorkerFacts offer;
    private int coresSet;
    private long memorySet;
    private List<String> tags = List.of();
    private List<PoolName> poolOrder = List.of();
    private List<String> carried;
    private Presence presence = Presence.ONLINE;
    private Duty duty = Duty.ACTIVE;
    private @Nullable String pauseReason;
    private FailureStreak streak = FailureStreak.NONE;
    private int quarantines;
    private @Nullable Delay probation;
    private boolean failsCheck;
    private int usedMilliCores;
    private long usedMemoryBytes;
    private int usedGpus;
    private final TreeMap<String, Long> usedMilliAmounts = new TreeMap<>();
    private int wholeCount;
    private @Nullable Job lastJob;
    private final WorkerContact contact = new WorkerContact();

    Worker(WorkerName name, long number, String bootId, WorkerFacts facts) {
        this.name = name;
        this.number = number;
        this.bootId = bootId;
        this.facts = facts;
        this.offer = facts;
        this.carried = facts.equipment().tags();
    }

    /** Its name. */
    public WorkerName name() {
        return name;
    }

    /** Its place in the order in which workers joined, from 1. */
    public long number() {
        return number;
    }

    /** The daemon's newest start that was heard of. */
    public String bootId() {
        return bootId;
    }

    /** Its machine. */
    public WorkerFacts facts() {
        return facts;
    }

    /** What it offers: its machine, or what a person said instead. */
    public WorkerFacts offer() {
        return offer;
    }

    /** The cores that a person has it offer; 0 for those of its machine. */
    public int coresSet() {
        return coresSet;
    }

    /** The memory that a person has it offer; 0 for that of its machine. */
    public long memorySet() {
        return memorySet;
    }

    /** The tags that a person gave it, sorted. */
    public List<String> tags() {
        return tags;
    }

    /** Every tag that it carries, sorted. */
    public List<String> carriedTags() {
        return carried;
    }

    /** Whether it is heard of. */
    public Presence presence() {
        return presence;
    }

    /** Whether it may be given work. */
    public Duty duty() {
        return duty;
    }

    /** Why it gets no work, in words; null when there is nothing to say. */
    public @Nullable String pauseReason() {
        return pauseReason;
    }

    /** What failed on it since something last went well. */
    public FailureStreak streak() {
        return streak;
    }

    /** How often in a row it was quarantined by itself. */
    public int quarantines() {
        return quarantines;
    }

    /** What is left of a quarantine that ends by itself; null when it is in none. */
    public @Nullable Delay probation() {
        return probation;
    }

    /** Whether it is in quarantine because its site's check failed there, and for nothing else. */
    public boolean failsCheck() {
        return failsCheck;
    }

    /** What was last heard, forgotten at restart. */
    public WorkerContact contact() {
        return contact;
    }

    /** The pools it belongs to. */
    public List<Pool> pools() {
        return Collections.unmodifiableList(pools);
    }

    /** The pools that it serves before others, the first one first; empty when it makes no difference between them. */
    public List<PoolName> poolOrder() {
        return poolOrder;
    }

    /** Commands whose newest attempt holds a part of it, in the order in which they were given. */
    public List<Command> leases() {
        return Collections.unmodifiableList(leases);
    }

    /** Whether it takes new work at all. */
    public boolean isOpen() {
        return presence == Presence.ONLINE
                && contact.availability() == null
                && (duty == Duty.ACTIVE || (duty == Duty.PROBATION && leases.isEmpty()));
    }

    /** Thousandths of cores that nobody holds; below 0 after its machine shrank. */
    public int freeMilliCores() {
        return offer.cores() * MILLI - usedMilliCores;
    }

    /** GPUs that nobody holds; below 0 after its machine shrank. */
    public int freeGpus() {
        return facts.equipment().gpus() - usedGpus;
    }

    /** Thousandths of a site-defined amount that nobody holds. */
    public long freeMilliAmount(String amount) {
        double all = facts.equipment().amounts().getOrDefault(amount, 0.0);
        return Math.round(all * MILLI) - usedMilliAmounts.getOrDefault(amount, 0L);
    }

    /** The job that it was last given a command of; null when it was given none since the dispatcher started. */
    public @Nullable Job lastJob() {
        return lastJob;
    }

    /** Memory that nobody holds; without bound when it is unknown. */
    public long freeMemoryBytes() {
        return offer.memoryBytes() == 0 ? Long.MAX_VALUE : offer.memoryBytes() - usedMemoryBytes;
    }

    /** Whether a command with this need fits beside what it holds now. */
    public boolean hasRoomFor(Need need) {
        boolean isAlone = need.wholeMachine() ? leases.isEmpty() : wholeCount == 0;
        return isAlone
                && freeMilliCores() >= need.milliCores()
                && freeMemoryBytes() >= need.memoryBytes()
                && freeGpus() >= need.gpus()
                && hasGpuMemory(need)
                && (need.milliAmounts().isEmpty() || hasAmounts(need));
    }

    private boolean hasGpuMemory(Need need) {
        return need.gpuMemoryBytes() == 0 || facts.equipment().gpuMemoryBytes() >= need.gpuMemoryBytes();
    }

    private boolean hasAmounts(Need need) {
        for (Map.Entry<String, Long> amount : need.milliAmounts().entrySet()) {
            if (freeMilliAmount(amount.getKey()) < amount.getValue()) {
                return false;
            }
        }
        return true;
    }

    /** Whether a command with this need would fit if it were idle. */
    public boolean couldHold(Need need) {
        return Room.isEnough(offer, need);
    }

    /** Thousandths of cores that a command with this need is granted here, where it has room. */
    public int grantFor(Need need) {
        if (need.wholeMachine()) {
            return offer.cores() * MILLI;
        }
        return need.maxMilliCores() == need.milliCores()
                ? need.milliCores()
                : Math.max(need.milliCores(), Math.min(need.maxMilliCores(), freeMilliCores()));
    }

    void leave(Pool pool) {
        pools.remove(pool);
        pool.remove(this);
    }

    void join(Pool pool) {
        pools.add(pool);
        pool.add(this);
    }

    void take(Command command) {
        leases.add(command);
        lastJob = command.task().job();
        use(command.held(), 1);
    }

    void release(Command command) {
        leases.remove(command);
        use(command.held(), -1);
    }

    private void use(Need held, int sign) {
        usedMilliCores += sign * held.milliCores();
        usedMemoryBytes += sign * held.memoryBytes();
        usedGpus += sign * held.gpus();
        wholeCount += held.wholeMachine() ? sign : 0;
        held.milliAmounts().forEach((name, amount) -> usedMilliAmounts.merge(name, sign * amount, Worker::sum));
    }

    /** Nothing is kept for what nobody holds. */
    private static @Nullable Long sum(Long one, Long other) {
        return one + other == 0 ? null : Long.valueOf(one + other);
    }

    void coolAfter(Job gone) {
        lastJob = lastJob == gone ? null : lastJob;
    }

    void booted(String id) {
        bootId = id;
    }

    void changed(WorkerFacts now) {
        facts = now;
        reckon();
    }

    void presence(Presence now) {
        presence = now;
    }

    void duty(Duty now, @Nullable String reason) {
        duty = now;
        pauseReason = reason;
        probation = null;
        failsCheck = false;
    }

    void failCheck(String reason) {
        duty(Duty.QUARANTINED, reason);
        failsCheck = true;
    }

    void streak(FailureStreak now) {
        streak = now;
    }

    void probation(Delay now) {
        probation = now;
    }

    void suspect(String reason, Delay until) {
        duty(Duty.QUARANTINED, reason);
        quarantines++;
        probation = until;
    }

    void trust() {
        duty(Duty.ACTIVE, null);
        streak = FailureStreak.NONE;
        quarantines = 0;
    }

    void capacity(int cores, long memoryBytes) {
        coresSet = cores;
        memorySet = memoryBytes;
        reckon();
    }

    private void reckon() {
        offer = new WorkerFacts(
                coresSet == 0 ? facts.cores() : coresSet,
                memorySet == 0 ? facts.memoryBytes() : memorySet,
                facts.platform(),
                facts.version(),
                facts.equipment(),
                facts.machine());
        TreeSet<String> all = new TreeSet<>(tags);
        all.addAll(facts.equipment().tags());
        carried = List.copyOf(all);
    }

    void poolOrder(List<PoolName> now) {
        poolOrder = List.copyOf(now);
    }

    void tags(List<String> now) {
        tags = now;
        reckon();
    }

    void restore(WorkerRow row) {
        tags = row.tags();
        poolOrder = row.poolOrder().stream().map(PoolName::new).toList();
        capacity(row.coresSet(), row.memorySet());
        presence = row.presence();
        duty = row.duty();
        pauseReason = row.pauseReason();
        streak = FailureStreak.of(row.streak());
        quarantines = row.quarantines();
        failsCheck = row.failsCheck();
        probation = row.probationAt() == 0 ? null : Delay.stored(row.probationAt());
    }

    void seen(WorkerReport report, long link, long wallAt, long monoAt) {
        contact.seen(report, link, wallAt, monoAt);
    }

    void ordered(OrdersNumber orders) {
        contact.ordered(orders);
        leases.stream().filter(Command::isWanted).forEach(command -> command.ordered(orders));
    }

    /** Its row. */
    public WorkerRow row() {
        return new WorkerRow(
                name.value(),
                number,
                bootId,
                presence,
                duty,
                pauseReason,
                facts,
                pools.stream().map(pool -> pool.name().value()).toList(),
                poolOrder.stream().map(PoolName::value).toList(),
                coresSet,
                memorySet,
                tags,
                streak.text(),
                quarantines,
                probation == null ? 0 : probation.readyAt(),
                failsCheck);
    }

    /** The worker as it is shown. */
    public WorkerView view() {
        return WorkerShow.view(this);
    }
}
