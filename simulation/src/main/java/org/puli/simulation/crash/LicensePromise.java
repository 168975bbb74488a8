package org.puli.simulation.crash;

import org.puli.api.LicenseName;
import org.puli.api.view.LicenseView;

/** What one client was told of its license. Its lock is held while a change of it has no answer. */
final class LicensePromise {
    private final LicenseName name;
    private int count = -1;

    LicensePromise(String name) {
        this.name = new LicenseName(name);
    }

    LicenseName name() {
        return name;
    }

    synchronized boolean isSet() {
        return count >= 0;
    }

    synchronized void set(int answered) {
        count = answered;
    }

    synchronized void reread(LicenseView view) {
        if (view.count() != count) {
            throw new Broken("license " + name + " was answered to have " + count + " seats and has " + view.count());
        }
    }
}
