package org.puli.dispatcher.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import org.puli.dispatcher.stats.UsageBy;
import org.puli.dispatcher.stats.UsageQueries;

/** What was used, by whom and when. */
final class UsageEndpoints {
    /** The end of the year 9999: what clocks and calendars can say. */
    private static final long LATEST = 253_402_300_799_999L;

    private final UsageQueries usage;

    UsageEndpoints(UsageQueries usage) {
        this.usage = usage;
    }

    void register(RoutesConfig routes) {
        routes.get("/api/v1/usage", this::list);
    }

    private void list(Context context) throws InterruptedException {
        Parameters parameters = Parameters.of(
                context, "by", "from", "to", "zone", "owner", "pool", "production", "job", "offset", "limit");
        long from = parameters.number("from", 0, 0, LATEST);
        long to = parameters.number("to", 0, 1, LATEST);
        if (to != 0 && to <= from) {
            throw Refusing.badRequest("query parameter 'to' is " + to + ", which is not after 'from', " + from);
        }
        try {
            Answer.json(
                    context,
                    usage.page(new UsageQueries.Wanted(
                            by(parameters),
                            zone(parameters),
                            from,
                            to,
                            parameters.find("owner"),
                            parameters.findName("pool"),
                            parameters.find("production"),
                            parameters.find("job"),
                            parameters.offset(),
                            parameters.limit())));
        } catch (UsageQueries.TooMuch e) {
            throw Refusing.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private static Set<UsageBy> by(Parameters parameters) {
        String words = parameters.find("by");
        try {
            return words == null ? Set.of() : UsageBy.parse(words);
        } catch (IllegalArgumentException e) {
            throw Refusing.badRequest("query parameter 'by' " + e.getMessage());
        }
    }

    private static ZoneId zone(Parameters parameters) {
        String zone = parameters.find("zone");
        try {
            return zone == null ? ZoneOffset.UTC : ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw Refusing.badRequest(
                    "query parameter 'zone' is '" + zone + "', which is no time zone such as Europe/Paris or UTC");
        }
    }
}
