package org.puli.farm;

import org.jspecify.annotations.Nullable;
import org.puli.api.LicenseName;
import org.puli.api.view.LicenseView;
import org.puli.farm.change.Delay;
import org.puli.farm.row.LicenseRow;

/** A counted license. Owned by the loop. */
public final class License {
    private final LicenseName name;
    private int count;
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

    /** How many seats may still be taken, from 0. */
    public int free() {
        return Math.max(0, count - used - outside);
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

    void take(int seats) {
        used += seats;
    }

    /** Its row. */
    public LicenseRow row() {
        return new LicenseRow(
                name.value(), count, outside, outsideUntil == null ? 0 : outsideUntil.readyAt(), outsideMillis);
    }

    /** The license as it is shown. */
    public LicenseView view() {
        return new LicenseView(name, name, count, used, outside, outsideUntil == null ? null : outsideUntil.readyAt());
    }
}
