package org.puli.api.client;

import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.WorkerName;
import org.puli.api.view.Page;

/**
 * Which lines of the audit to list; what is null does not matter.
 *
 * @param since only from this time on, milliseconds since 1970; 0 for all
 * @param offset how many to leave out, from 0
 * @param limit how many at most, 1 to {@link Page#MAXIMUM}
 */
public record AuditQuery(
        @Nullable JobId job,
        @Nullable WorkerName worker,
        @Nullable String user,
        long since,
        long offset,
        int limit) {
    Call call() {
        return Call.read("/api/v1/audit")
                .with("job", job)
                .with("worker", worker)
                .with("user", user)
                .with("since", since == 0 ? null : since);
    }

    /** The same lines, another part of them. */
    public AuditQuery part(long from, int most) {
        return new AuditQuery(job, worker, user, since, from, most);
    }
}
