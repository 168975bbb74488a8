package org.puli.farm;

import java.util.BitSet;
import java.util.Collection;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;
import org.puli.api.LicenseName;
import org.puli.api.spec.SeatsPer;
import org.puli.api.view.LicenseView;
import org.puli.farm.change.Delay;
import org.puli.farm.row.LicenseRow;

/**
 * A counted license. What is used follows from what commands hold: counted by command it is the sum of what they asked
 * for, counted by worker it is what the most demanding command on each worker asked for. Owned by the loop.
 */
public final class License {
    private final LicenseName name;
    private int count;
    private final SeatHolders holders = new SeatHolders();
    private SeatsPer per = SeatsPer.COMMAND;
    private int used;
    private int outside;
    private long outsideMillis;
    private @Nullable Delay outsideUntil;

    License(LicenseName name) {
        this.name = name;
    }

    /** Its name. */
    public LicenseName name() {
        return name;
    }

    /** How many seats there are. */
    public int count() {
        return count;
    }

    /** By what the seats in use are counted. */
    public SeatsPer per() {
        return per;
    }

    /** How many seats are held; more than there are after a cut. */
    public int used() {
        return used;
    }

    /** How many seats are in use outside the farm, as was reported last; 0 when that report is too old. */
    public int outside() {
        return outside;
    }

    /** Until when that report counts; null when there is none. */
    public @Nullable Delay outsideUntil() {
        return outsideUntil;
    }

    /** How many seats may still be taken; below 0 when more are in use than there are. */
    public int spare() {
        return count - used - outside;
    }

    /** How many seats may still be taken, from 0. */
    public int free() {
        return Math.max(0, spare());
    }

    /** How many more seats would be in use if a command that asks for so many started on a worker. */
    public int more(Worker worker, int seats) {
        return per == SeatsPer.COMMAND ? seats : Math.max(0, seats - holders.heldBy(worker));
    }

    /** Whether a worker holds seats of its own: only where they are counted by worker. */
    public boolean isHeldBy(Worker worker) {
        return holders.heldBy(worker) > 0;
    }

    /** Numbers of the workers that hold seats of their own, by how many; not to be changed. */
    public NavigableMap<Integer, BitSet> holders() {
        return holders.bySeats();
    }

    void outside(int seats, long millis, @Nullable Delay until) {
        outside = seats;
        outsideMillis = millis;
        outsideUntil = until;
    }

    /** After a restart: what is left of the report now, at most as long as it was to count in all. */
    void anchor(long wall, long mono) {
        if (outsideUntil != null && !outsideUntil.isAnchored()) {
            outsideUntil = outsideUntil.anchored(wall, mono, outsideMillis);
        }
    }

    void count(int seats) {
        count = seats;
    }

    /** By what it is counted from now on, beginning with all that is held now. */
    void per(SeatsPer now, Collection<Worker> workers) {
        per = now;
        used = 0;
        holders.clear();
        for (Worker worker : workers) {
            if (per == SeatsPer.WORKER) {
                recount(worker);
            } else {
                worker.leases().forEach(command -> used += seats(command));
            }
        }
    }

    /**
     * A command that holds so many seats came to a worker, or left it when they are below 0; its leases say so already.
     * Says whether that changed what is used.
     */
    boolean take(Worker worker, int seats) {
        if (per == SeatsPer.WORKER) {
            return recount(worker);
        }
        used += seats;
        return seats != 0;
    }

    private boolean recount(Worker worker) {
        int before = holders.heldBy(worker);
        int now = 0;
        for (Command command : worker.leases()) {
            now = Math.max(now, seats(command));
        }
        if (now != before) {
            holders.hold(worker, now);
            used += now - before;
        }
        return now != before;
    }

    private int seats(Command command) {
        return command.held().licenses().getOrDefault(name, 0);
    }

    void restore(LicenseRow row) {
        count = row.count();
        per = row.per();
        outside(row.outside(), row.outsideMillis(), row.outsideUntil() == 0 ? null : Delay.stored(row.outsideUntil()));
    }

    /** Its row. */
    public LicenseRow row() {
        return new LicenseRow(
                name.value(), count, per, outside, outsideUntil == null ? 0 : outsideUntil.readyAt(), outsideMillis);
    }

    /** The license as it is shown. */
    public LicenseView view() {
        return new LicenseView(
                name, name, count, per, used, outside, outsideUntil == null ? null : outsideUntil.readyAt());
    }
}
