package org.puli.simulation.world;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;
import org.puli.api.spec.Need;
import org.puli.api.spec.Requirements;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.Availability;
import org.puli.api.sync.CheckResult;
import org.puli.api.sync.MachineHealth;
import org.puli.api.sync.RunOrder;
import org.puli.api.sync.WorkerFacts;
import org.puli.api.sync.WorkerOrders;
import org.puli.api.sync.WorkerReport;
import org.puli.farm.Room;
import org.puli.farm.schedule.Eligibility;
import org.puli.simulation.time.Actor;
import org.puli.worker.run.RunningCommand;

/** A render node: its machine, its disk, its programs, and the daemon that runs on it or does not. */
public final class SimMachine {
    private static final long STOP_CHECK_NANOS = 100 * World.MILLI;
    private static final long STOP_PATIENCE_NANOS = 15 * World.SECOND;
    private static final long DELIVER_NANOS = 3 * World.SECOND;

    private final World world;
    private final Front dispatcher;
    private final WorkerName name;
    private final Actor actor;
    private final SimClock clock;
    private final Wire wire;
    private final SimEndedRuns outbox;
    private final TreeMap<AttemptRef, SimProcess> processes = new TreeMap<>();
    private final @Nullable SimPower power;
    private WorkerFacts facts;
    private @Nullable Availability availability;
    private long lastReport;
    private @Nullable Daemon daemon;
    private boolean isBooting;
    private int bootCount;

    /** A machine that is off; one that sleeps when it is idle has an address by which it is woken, others have none. */
    public SimMachine(World world, Front dispatcher, WorkerName name, WorkerFacts facts, @Nullable String address) {
        this.world = world;
        this.dispatcher = dispatcher;
        this.name = name;
        this.actor = new Actor(name.value());
        this.clock = new SimClock(world.scheduler(), world.chance().between(0L, 1L << 40));
        this.wire = new Wire(world, actor, this::isAsleep);
        this.outbox = new SimEndedRuns(world, name);
        this.power = address == null ? null : new SimPower(world, this, address);
        this.facts = power == null ? facts : power.wokenBy(facts);
    }

    /** Starts the daemon, after whatever an earlier one left behind is gone. */
    public void boot() {
        if (daemon != null || isBooting) {
            return;
        }
        isBooting = true;
        alive().forEach(process -> process.stop("left over from an earlier life of the worker"));
        bootWhenClean();
    }

    private void bootWhenClean() {
        if (!alive().isEmpty()) {
            world.scheduler().quietly(STOP_CHECK_NANOS, actor, this::bootWhenClean);
            return;
        }
        isBooting = false;
        daemon = new Daemon(world, this, name + "-boot-" + ++bootCount, dispatcher::findLife);
        if (power != null) {
            power.begin(daemon);
        }
        world.scheduler().note(actor, "boots", facts);
    }

    /** The daemon dies; programs go on. */
    public void crash() {
        if (daemon != null) {
            daemon.die();
            daemon = null;
            if (power != null) {
                power.end();
            }
        }
    }

    /** Power goes; nothing but the disk is left. */
    public void losePower() {
        crash();
        alive().forEach(SimProcess::vanish);
    }

    /** Another machine than before, from the next boot on. */
    public void change(WorkerFacts now) {
        facts = power == null ? now : power.wokenBy(now);
    }

    /** Tells the daemon to stop, which ends its programs and delivers what it can. */
    public void stop() {
        Daemon stopping = daemon;
        if (stopping != null) {
            wakeUp();
            world.witness().stopping(name);
            stopping.stop("the worker was stopped");
            waitForStop(stopping, world.scheduler().now() + STOP_PATIENCE_NANOS, false);
        }
    }

    private void waitForStop(Daemon stopping, long deadline, boolean wasIdle) {
        boolean isLate = world.scheduler().now() >= deadline;
        boolean isIdle = wasIdle || stopping.isIdle();
        if (daemon != stopping) {
            return;
        }
        if (isLate || (isIdle && stopping.isDelivered())) {
            crash();
            return;
        }
        long next = isIdle && !wasIdle ? world.scheduler().now() + DELIVER_NANOS : deadline;
        world.scheduler().quietly(STOP_CHECK_NANOS, actor, () -> waitForStop(stopping, next, isIdle));
    }

    /** The daemon stands still. */
    public void hold(long nanos) {
        if (daemon != null) {
            daemon.hold(nanos);
        }
    }

    /** The connection breaks. */
    public void breakLink() {
        if (daemon != null) {
            daemon.breakLink();
        }
    }

    /** Nothing gets through in some directions. */
    public void cut(boolean up, boolean down, long nanos) {
        wire.cut(up, down, nanos);
    }

    /** Nothing arrives for a while. */
    public void clog(long nanos) {
        wire.clog(nanos);
    }

    /** The disk is full for a while. */
    public void fillDisk(long nanos) {
        outbox.fill(nanos);
    }

    /** Somebody sets the clock. */
    public void jump(long millis) {
        clock.jump(millis);
    }

    /** From now on it wants no work, or takes it again; null for that. */
    public void withdraw(@Nullable Availability now) {
        availability = now;
        if (now != null && now.running() != Availability.OfRunning.FINISH) {
            world.witness().withdrawn(name, lastReport);
        }
        if (daemon != null) {
            daemon.wake();
        }
    }

    /** Why it wants no work; null when it takes it. */
    @Nullable
    Availability findAvailability() {
        Availability sleepy = power == null ? null : power.now();
        return sleepy == null ? availability : sleepy;
    }

    /** Why it wants no work, whether it is tired or not. */
    @Nullable
    Availability findOtherReason() {
        return availability;
    }

    /** A wake packet was sent by one of its addresses. */
    public void sendWakePacket() {
        if (power != null) {
            power.send();
        }
    }

    /** Somebody wakes it, if it sleeps. */
    public void wakeUp() {
        if (power != null) {
            power.rise();
        }
    }

    boolean isAsleep() {
        return power != null && power.isAsleep();
    }

    void wakeDaemon() {
        if (daemon != null) {
            daemon.wake();
        }
    }

    void reported(WorkerReport report) {
        lastReport = report.number();
        if (power != null) {
            power.said(report);
        }
    }

    void ordered(WorkerOrders orders) {
        if (power != null) {
            power.heard(orders);
        }
    }

    /** Where somebody needs the machine, its check fails too. */
    MachineHealth health() {
        Availability why = availability;
        boolean isFailing = why != null && why.cause() == Availability.Cause.LOCAL;
        return new MachineHealth(
                null, null, isFailing ? new CheckResult(false, "somebody needs it") : CheckResult.PASSED, List.of());
    }

    /** Faults are over: hanging programs end. */
    public void hurry() {
        alive().forEach(SimProcess::hurry);
    }

    RunningCommand launch(RunOrder order, Runnable changed) {
        Broken.unless(findAvailability() == null, "%s starts %s and wants no work", name, order.attempt());
        SimProcess process = new SimProcess(this, order, changed, ProcessFate.draw(world, actor));
        processes.put(order.attempt(), process);
        int used = alive().stream().mapToInt(SimProcess::milliCores).sum();
        world.witness().launched(name, order, used, facts.cores() * 1000);
        return process;
    }

    void gone(SimProcess process) {
        processes.remove(process.attempt());
        world.witness().gone(name, process.attempt());
    }

    private List<SimProcess> alive() {
        return new ArrayList<>(processes.values());
    }

    void after(long nanos, String what, Runnable action) {
        world.scheduler().after(nanos, actor, what, action);
    }

    long wallMillis() {
        return clock.wallMillis();
    }

    /** Who it is in the trace. */
    public Actor actor() {
        return actor;
    }

    /** Whether a daemon runs on it. */
    public boolean isUp() {
        return daemon != null;
    }

    /** How many programs run on it. */
    public int processCount() {
        return processes.size();
    }

    /** Its name. */
    public WorkerName name() {
        return name;
    }

    /** Whether something that needs this could ever run on it. */
    public boolean couldHold(Need need, Requirements requirements) {
        List<String> tags = facts.equipment().tags();
        return Room.isEnough(facts, need) && Eligibility.findLack(name, facts, tags, requirements) == null;
    }

    SimClock clock() {
        return clock;
    }

    Wire wire() {
        return wire;
    }

    SimEndedRuns outbox() {
        return outbox;
    }

    WorkerFacts facts() {
        return facts;
    }
}
