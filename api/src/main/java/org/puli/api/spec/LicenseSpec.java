package org.puli.api.spec;

import java.util.Objects;
import org.puli.api.LicenseName;

/** A counted license: how many seats the farm may hold at once, from 0. */
public record LicenseSpec(LicenseName name, int count) {
    /** Guards against null and negative counts. */
    public LicenseSpec {
        Objects.requireNonNull(name, "name is null");
        if (count < 0) {
            throw new IllegalArgumentException("a license has 0 seats or more, not " + count);
        }
    }
}
