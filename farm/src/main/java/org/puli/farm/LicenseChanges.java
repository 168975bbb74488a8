package org.puli.farm;

import org.puli.farm.change.Change;

/** How changes of licenses are applied. */
final class LicenseChanges {
    private final Farm farm;

    LicenseChanges(Farm farm) {
        this.farm = farm;
    }

    void changed(Change.LicenseChanged change) {
        License known = farm.findLicense(change.license());
        License license = known == null ? new License(change.license()) : known;
        farm.add(license);
        license.count(change.count());
        moved(license);
    }

    void counted(Change.LicenseCounted change) {
        License license = farm.findLicense(change.license());
        if (license != null) {
            license.per(change.per(), farm.workers());
            moved(license);
        }
    }

    void reported(Change.LicenseReported change) {
        License license = farm.findLicense(change.license());
        if (license != null) {
            license.outside(change.outside(), change.millis(), change.until());
            moved(license);
        }
    }

    private void moved(License license) {
        farm.touched().license(license);
        farm.stirred().license(license);
    }
}
