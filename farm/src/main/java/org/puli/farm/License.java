package org.puli.farm;

import org.puli.api.LicenseName;
import org.puli.api.view.LicenseView;
import org.puli.farm.row.LicenseRow;

/** A counted license. Owned by the loop. */
public final class License {
    private final LicenseName name;
    private int count;
    private int used;

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

    /** How many seats may still be taken, from 0. */
    public int free() {
        return Math.max(0, count - used);
    }

    void count(int seats) {
        count = seats;
    }

    void take(int seats) {
        used += seats;
    }

    /** Its row. */
    public LicenseRow row() {
        return new LicenseRow(name.value(), count);
    }

    /** The license as it is shown. */
    public LicenseView view() {
        return new LicenseView(name, name, count, used);
    }
}
