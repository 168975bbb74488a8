package org.puli.cli.audit;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.WorkerName;
import org.puli.api.client.AuditQuery;
import org.puli.api.client.FarmClient;
import org.puli.api.view.AuditView;
import org.puli.cli.shared.Columns;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.FarmOption;
import org.puli.cli.shared.LimitOption;
import org.puli.cli.shared.OutputOption;
import org.puli.cli.shared.Times;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the audit. */
@Command(name = "list", description = "Lists what people changed, the newest first.")
final class AuditList implements Callable<Integer> {
    private static final Columns<AuditView> AUDIT = new Columns<AuditView>()
            .number("ID", "id", AuditView::id)
            .time("AGO", "at", AuditView::at)
            .text("USER", "user", AuditView::user)
            .text("FROM", "address", AuditView::address)
            .text("VERB", "verb", AuditView::verb)
            .wide("TARGET", "target", AuditView::target)
            .raw("job", AuditView::job)
            .raw("worker", AuditView::worker)
            .wide("BEFORE", "before", AuditView::before)
            .wide("AFTER", "after", AuditView::after);

    @Option(names = "--job", paramLabel = "JOB", description = "Only what was done to this job.")
    private @Nullable JobId job;

    @Option(names = "--worker", paramLabel = "WORKER", description = "Only what was done to this worker.")
    private @Nullable WorkerName worker;

    @Option(names = "--user", paramLabel = "NAME", description = "Only what this user did.")
    private @Nullable String user;

    @Option(names = "--since", paramLabel = "TIME", description = "Only what is no older, as in 90s, 30m or 2h.")
    private @Nullable String since;

    @Mixin
    private final LimitOption limit = new LimitOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final FarmOption farm = new FarmOption();

    @Override
    public Integer call() {
        AuditQuery query = new AuditQuery(job, worker, user, Times.ago("--since", since), 0, 1);
        try (FarmClient client = farm.open()) {
            output.list(limit.of((offset, most) -> client.audit(query.part(offset, most))), AUDIT);
        }
        return ExitCodes.DONE;
    }
}
