package org.puli.simulation.world;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.Availability;
import org.puli.api.sync.WorkerFacts;
import org.puli.api.sync.WorkerOrders;
import org.puli.api.sync.WorkerReport;
import org.puli.simulation.fault.Fault;
import org.puli.worker.IdleSleep;
import org.puli.worker.PowerSettings;
import org.puli.worker.SleepAnswers;

/**
 * The sleep of one machine. The production rule says when; what wakes it is a packet, somebody who comes by while
 * faults last, or whoever ends its daemon. While it sleeps its daemon takes no turn, nothing gets to it or from it, and
 * the clock that only goes on stands.
 */
final class SimPower {
    private static final long LOOK_NANOS = World.SECOND;
    private static final long SHORTEST_NANOS = 5 * World.SECOND;
    private static final long LONGEST_NANOS = 900 * World.SECOND;
    private static final long RISE_NANOS = 3 * World.SECOND;

    private final World world;
    private final SimMachine machine;
    private final PowerSettings settings;
    private SleepAnswers answers = new SleepAnswers();
    private @Nullable IdleSleep rule;
    private boolean isAsleep;
    private boolean isRising;
    private long lives;
    private long sleeps;

    /** A machine that is awake, and is woken by this address. */
    SimPower(World world, SimMachine machine, String address) {
        this.world = world;
        this.machine = machine;
        this.settings = new PowerSettings(
                Duration.ofMillis(world.plan().sleep().idleMillis()), null, List.of("sleep"), List.of(address));
    }

    /** The machine's parts, with what wakes it. */
    WorkerFacts wokenBy(WorkerFacts facts) {
        return new WorkerFacts(
                facts.cores(),
                facts.memoryBytes(),
                facts.platform(),
                facts.version(),
                facts.equipment().wokenBy(settings.addresses()));
    }

    /** A daemon has begun to live. */
    void begin(Daemon daemon) {
        answers = new SleepAnswers();
        SleepAnswers heard = answers;
        IdleSleep begun = new IdleSleep(
                settings,
                new IdleSleep.Parts(
                        () -> daemon.isIdle() && daemon.isDelivered(),
                        daemon::isLooking,
                        machine::findOtherReason,
                        heard::isBelieved,
                        () -> Instant.ofEpochMilli(machine.wallMillis()),
                        machine.clock()::monoMillis,
                        ZoneOffset.UTC,
                        command -> fallAsleep(),
                        daemon::wake));
        rule = begun;
        lookLater(begun, ++lives);
    }

    /** The daemon is no more; whoever saw to that has woken the machine. */
    void end() {
        lives++;
        rule = null;
        rise();
    }

    private void lookLater(IdleSleep of, long life) {
        world.scheduler().quietly(LOOK_NANOS, machine.actor(), () -> {
            if (life == lives) {
                if (!isAsleep) {
                    of.turn();
                }
                lookLater(of, life);
            }
        });
    }

    private void fallAsleep() {
        isAsleep = true;
        isRising = false;
        long sleep = ++sleeps;
        machine.clock().stand();
        world.scheduler().note(machine.actor(), "falls asleep");
        world.witness().slept(machine.name());
        long nanos = world.chance().spread(SHORTEST_NANOS, LONGEST_NANOS);
        world.scheduler().quietly(nanos, machine.actor(), () -> {
            // In the end nobody comes by: what is left to do has to wake whoever can do it.
            if (sleep == sleeps && !world.faults().isOver()) {
                rise();
            }
        });
    }

    /** A wake packet has been sent to it; one awake does not notice. */
    void send() {
        if (machine.wire().isCutOff() || world.faults().strikes(Fault.LOSS, machine.actor(), World.SECOND)) {
            return;
        }
        world.scheduler().after(machine.wire().usualNanos(), machine.actor(), "wake packet", this::woken);
    }

    private void woken() {
        if (isAsleep && !isRising) {
            isRising = true;
            long sleep = sleeps;
            world.scheduler().quietly(world.chance().between(1L, RISE_NANOS), machine.actor(), () -> {
                if (sleep == sleeps) {
                    rise();
                }
            });
        }
    }

    /** It is awake from now on, and knows nothing of connections that it had. */
    void rise() {
        if (isAsleep) {
            isAsleep = false;
            machine.clock().goOn();
            world.scheduler().note(machine.actor(), "wakes up");
            world.witness().woke(machine.name());
            machine.breakLink();
            machine.wakeDaemon();
        }
    }

    boolean isAsleep() {
        return isAsleep;
    }

    /** What its rule says of wanting work. */
    @Nullable
    Availability now() {
        return rule == null ? null : rule.now();
    }

    void said(WorkerReport report) {
        answers.said(report);
    }

    void heard(WorkerOrders orders) {
        answers.heard(orders);
        if (orders.sleep() && rule != null) {
            rule.ask();
        }
    }
}
