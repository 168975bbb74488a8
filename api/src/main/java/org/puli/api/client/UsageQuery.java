package org.puli.api.client;

import org.jspecify.annotations.Nullable;

/**
 * What of the farm's usage to add up; what is null does not matter. Times are milliseconds since 1970.
 *
 * @param by what to tell apart, comma-separated: one of hour, day and month, and any of owner, pool, production, job
 *     and status
 * @param from only what ended then or later, by whole hours; 0 for all
 * @param to only what ended before, by whole hours; 0 for all
 * @param zone whose days and months are meant, such as {@code Europe/Paris}
 */
public record UsageQuery(
        String by,
        long from,
        long to,
        String zone,
        @Nullable String owner,
        @Nullable String pool,
        @Nullable String production,
        @Nullable String job) {
    Call call() {
        return Call.read("/api/v1/usage")
                .with("by", by)
                .with("from", from == 0 ? null : from)
                .with("to", to == 0 ? null : to)
                .with("zone", zone)
                .with("owner", owner)
                .with("pool", pool)
                .with("production", production)
                .with("job", job);
    }
}
