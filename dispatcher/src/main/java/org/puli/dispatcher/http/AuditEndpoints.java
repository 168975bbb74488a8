package org.puli.dispatcher.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.puli.api.JobId;
import org.puli.api.WorkerName;
import org.puli.dispatcher.stats.AuditQueries;

/** Who changed what, and when. */
final class AuditEndpoints {
    private final AuditQueries audit;

    AuditEndpoints(AuditQueries audit) {
        this.audit = audit;
    }

    void register(RoutesConfig routes) {
        routes.get("/api/v1/audit", this::list);
    }

    private void list(Context context) throws InterruptedException {
        Parameters parameters = Parameters.of(context, "job", "worker", "user", "since", "offset", "limit");
        long job = parameters.number("job", 0, 1, Long.MAX_VALUE / 2);
        String worker = parameters.findName("worker");
        Answer.json(
                context,
                audit.page(new AuditQueries.Wanted(
                        job == 0 ? null : new JobId(job),
                        worker == null ? null : new WorkerName(worker),
                        parameters.find("user"),
                        parameters.number("since", 0, 0, Long.MAX_VALUE / 2),
                        parameters.offset(),
                        parameters.limit())));
    }
}
