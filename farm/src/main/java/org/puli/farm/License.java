package org.puli.farm;

import org.puli.api.LicenseName;
import org.puli.api.view.LicenseView;
import org.puli.farm.row.LicenseRow;

/** A counted license. Owned by the loop. */
public final class License {
    private final LicenseName name;
    private int count;
    private int used;
    private int outside;
    private long outsideUntil;

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

    /** Until when that report counts, milliseconds since 1970; 0 when there is none. */
    public long outsideUntil() {
        return outsideUntil;
    }

    /** How many seats may still be taken, from 0. */
    public int free() {
        return Math.max(0, count - used - outside);
    }

    void outside(int seats, long until) {
        outside = seats;
        outsideUntil = until;
    }

    void count(int seats) {
        count = seats;
    }

    void take(int seats) {
        used += seats;
    }

    /** Its row. */
    public LicenseRow row() {
        return new LicenseRow(name.value(), count, outside, outsideUntil);
    }

    /** The license as it is shown. */
    public LicenseView view() {
        return new LicenseView(name, name, count, used, outside, outsideUntil == 0 ? null : outsideUntil);
    }
}
