package org.puli.api.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.puli.api.LicenseName;

/**
 * A license as it is shown.
 *
 * @param count seats in all
 * @param used seats that commands hold; more than {@code count} after a cut
 * @param outside seats in use outside the farm, as was reported last
 * @param outsideUntil until when that report counts, milliseconds since 1970; null when there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LicenseView(
        LicenseName id,
        LicenseName name,
        int count,
        int used,
        int outside,
        @Nullable Long outsideUntil) {}
