package org.puli.api.spec;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.puli.api.LicenseName;

/**
 * A counted license.
 *
 * @param count how many seats the farm may hold at once, from 0
 * @param per by what they are counted; null for as before, and by command when it is new
 */
public record LicenseSpec(
        LicenseName name, int count, @Nullable SeatsPer per) {
    /** Guards against null and negative counts. */
    public LicenseSpec {
        Objects.requireNonNull(name, "name is null");
        if (count < 0) {
            throw new IllegalArgumentException("a license has 0 seats or more, not " + count);
        }
    }

    /** So many seats, counted as before. */
    public LicenseSpec(LicenseName name, int count) {
        this(name, count, null);
    }
}
