package org.puli.simulation.world;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;
import org.puli.api.sync.LinkMessage;
import org.puli.api.sync.WorkerReport;
import org.puli.worker.link.DispatcherLink;
import org.puli.worker.link.LinkListener;

/** Keeps a daemon connected, with the pauses and the patience of the production link. */
final class SimLink implements DispatcherLink {
    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final long LONGEST_PAUSE_MILLIS = 10_000;
    private static final long REFUSED_NANOS = 30 * World.SECOND;
    private static final long SILENCE_NANOS = 60 * World.SECOND;
    private static final long CHECK_NANOS = 5 * World.SECOND;

    private final World world;
    private final WorkerName worker;
    private final Wire wire;
    private final Supplier<@Nullable DispatcherLife> dispatcher;
    private final LinkListener listener;
    private @Nullable Connection open;
    private @Nullable String refusal;
    private long heardAt;
    private int failures;
    private boolean isStopped;

    SimLink(
            World world,
            WorkerName worker,
            Wire wire,
            Supplier<@Nullable DispatcherLife> dispatcher,
            LinkListener listener) {
        this.world = world;
        this.worker = worker;
        this.wire = wire;
        this.dispatcher = dispatcher;
        this.listener = listener;
    }

    WorkerName worker() {
        return worker;
    }

    void start() {
        connectAfter(wire.usualNanos());
    }

    /** The daemon is gone and its connection with it. */
    void stop() {
        isStopped = true;
        breakOff();
    }

    void breakOff() {
        if (open != null) {
            open.breakOff();
        }
    }

    @Override
    public boolean send(WorkerReport report) {
        if (open == null || isStopped) {
            return false;
        }
        open.send(report);
        return true;
    }

    private void connectAfter(long nanos) {
        world.scheduler().quietly(nanos, wire.actor(), this::connect);
    }

    private void connect() {
        if (isStopped || open != null) {
            return;
        }
        DispatcherLife life = dispatcher.get();
        if (life == null || !wire.isWhole()) {
            failures++;
            connectAfter(pauseNanos());
            return;
        }
        world.scheduler()
                .after(2 * wire.usualNanos() + life.asleepNanos(), wire.actor(), "connects", () -> opened(life));
    }

    private void opened(DispatcherLife life) {
        if (isStopped) {
            return;
        }
        if (!life.isAlive()) {
            connect();
            return;
        }
        failures = 0;
        refusal = null;
        heardAt = world.scheduler().now();
        Connection connection = new Connection(world, wire, this, life);
        life.add(connection);
        open = connection;
        listener.opened();
        checkLater(connection);
    }

    private void checkLater(Connection connection) {
        world.scheduler().quietly(CHECK_NANOS, wire.actor(), () -> {
            if (open == connection && world.scheduler().now() - heardAt > SILENCE_NANOS) {
                connection.breakOff();
            } else if (open == connection && !isStopped) {
                checkLater(connection);
            }
        });
    }

    private long pauseNanos() {
        if (refusal != null) {
            return REFUSED_NANOS;
        }
        long longest = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(failures, 6));
        return world.chance().between(longest / 2, longest) * World.MILLI;
    }

    void receive(Connection from, LinkMessage message) {
        if (from != open || isStopped) {
            return;
        }
        heardAt = world.scheduler().now();
        if (message.refusal() != null) {
            refusal = message.refusal();
        }
        if (message.orders() != null) {
            listener.orders(message.orders());
        }
    }

    void closed(Connection connection) {
        if (connection == open) {
            open = null;
            connectAfter(pauseNanos());
        }
    }
}
