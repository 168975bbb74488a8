package org.puli.simulation.world;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;
import org.puli.api.sync.LinkMessage;
import org.puli.api.sync.LogWanted;
import org.puli.api.sync.WorkerOrders;
import org.puli.api.sync.WorkerReport;
import org.puli.dispatcher.loop.LinkMailbox;

/**
 * One connection between a worker's daemon and a dispatcher, with what the two production ends of it do: the newest
 * report and the newest orders replace unsent ones, the first report has to tell facts, a link that nobody drains is
 * closed.
 */
final class Connection implements LinkMailbox {
    private static final long WRITE_NANOS = 100_000;
    private static final long PATIENCE_NANOS = 10 * World.SECOND;

    private final World world;
    private final Wire wire;
    private final SimLink link;
    private final DispatcherLife life;
    private final Wire.Pipe up;
    private final Wire.Pipe down;
    private @Nullable WorkerReport unsentReport;
    private boolean isReportWritten = true;
    private @Nullable WorkerOrders unsentOrders;
    private @Nullable String unsentRefusal;
    private boolean isMessageWritten = true;
    private @Nullable WorkerName worker;
    private long number;
    private boolean isOpen = true;

    Connection(World world, Wire wire, SimLink link, DispatcherLife life) {
        this.world = world;
        this.wire = wire;
        this.link = link;
        this.life = life;
        this.up = wire.new Pipe(true);
        this.down = wire.new Pipe(false);
    }

    /** The worker hands over a report. */
    void send(WorkerReport report) {
        unsentReport = report;
        pumpUp();
    }

    private void pumpUp() {
        WorkerReport report = unsentReport;
        if (report == null || !isReportWritten) {
            return;
        }
        unsentReport = null;
        isReportWritten = false;
        up.send("report arrives", () -> receive(report));
        world.scheduler().quietly(WRITE_NANOS, wire.actor(), () -> {
            isReportWritten = true;
            pumpUp();
        });
    }

    /** The dispatcher's end gets a report, as soon as its process runs. */
    private void receive(WorkerReport report) {
        if (!isOpen || !life.isAlive()) {
            return;
        }
        long asleep = life.asleepNanos();
        if (asleep > 0) {
            world.scheduler().quietly(asleep + wire.usualNanos(), wire.actor(), () -> receive(report));
            return;
        }
        if (worker == null) {
            if (report.facts() == null) {
                refuse("the first report on a link has to tell the worker's facts");
                return;
            }
            worker = report.worker();
            number = life.links().open(report.worker(), this);
        }
        world.scheduler().note(wire.actor(), "sync", new Said(report));
        life.report(report, number);
    }

    @Override
    public void orders(WorkerOrders newest) {
        life.dieMaybe();
        world.scheduler().note(wire.actor(), "orders leave", new Said(newest));
        world.witness().ordered(link.worker(), newest);
        unsentOrders = life.planted().pass(newest);
        pumpDown();
    }

    @Override
    public void logWanted(LogWanted wanted) {}

    @Override
    public void refuse(String reason) {
        unsentRefusal = reason;
        pumpDown();
    }

    private void pumpDown() {
        boolean isEmpty = unsentOrders == null && unsentRefusal == null;
        if (isEmpty || !isMessageWritten) {
            return;
        }
        LinkMessage message = new LinkMessage(unsentOrders, List.of(), unsentRefusal);
        unsentOrders = null;
        unsentRefusal = null;
        isMessageWritten = false;
        down.send(message.refusal() == null ? "orders arrive" : "refusal arrives", () -> arrive(message));
        if (message.refusal() != null) {
            breakOff();
            return;
        }
        world.scheduler().quietly(WRITE_NANOS, wire.actor(), () -> {
            isMessageWritten = true;
            pumpDown();
        });
    }

    private void arrive(LinkMessage message) {
        link.receive(this, message);
    }

    /** The connection is gone; each end notices it in its own time. */
    void breakOff() {
        if (!isOpen) {
            return;
        }
        isOpen = false;
        long workerNotices = wire.isWhole() ? wire.usualNanos() * 2 : PATIENCE_NANOS;
        long dispatcherNotices = wire.isWhole() ? wire.usualNanos() * 2 : PATIENCE_NANOS;
        world.scheduler().after(workerNotices, wire.actor(), "link closed", () -> link.closed(this));
        world.scheduler().quietly(dispatcherNotices, wire.actor(), this::leave);
    }

    /** The dispatcher's end forgets the connection. */
    private void leave() {
        if (worker != null && life.isAlive()) {
            life.links().close(worker, number);
        }
        life.forget(this);
    }
}
