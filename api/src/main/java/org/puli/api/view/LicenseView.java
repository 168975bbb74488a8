package org.puli.api.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.puli.api.LicenseName;
import org.puli.api.spec.SeatsPer;

/**
 * A license as it is shown.
 *
 * @param count seats in all
 * @param per by what the seats in use are counted
 * @param used seats that commands or workers hold; more than {@code count} after a cut
 * @param outside seats in use outside the farm, as was reported last
 * @param outsideUntil until when that report counts, milliseconds since 1970; null when there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LicenseView(
        LicenseName id,
        LicenseName name,
        int count,
        SeatsPer per,
        int used,
        int outside,
        @Nullable Long outsideUntil) {
    /** An older dispatcher counts by command and does not say so. */
    public LicenseView {
        per = per == null ? SeatsPer.COMMAND : per;
    }
}
