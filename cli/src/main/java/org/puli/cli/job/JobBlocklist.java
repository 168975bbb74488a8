package org.puli.cli.job;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.WorkerName;
import org.puli.api.client.FarmClient;
import org.puli.api.view.BlockView;
import org.puli.cli.shared.BadInput;
import org.puli.cli.shared.Columns;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.FarmOption;
import org.puli.cli.shared.Given;
import org.puli.cli.shared.LimitOption;
import org.puli.cli.shared.OutputOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows and changes which workers get nothing of a job. */
@Command(
        name = "blocklist",
        description = "Shows which workers get nothing of a job's tasks any more; clears the list, or adds to it.")
final class JobBlocklist implements Callable<Integer> {
    private static final Columns<BlockView> BLOCKS = new Columns<BlockView>()
            .wide("TASK", "taskName", BlockView::taskName)
            .wide("WORKER", "worker", BlockView::worker)
            .number("FAILURES", "failures", BlockView::failures)
            .text("BY", "by", block -> block.by() == null ? "puli" : block.by())
            .time("SINCE", "since", BlockView::since)
            .wide("REASON", "reason", BlockView::reason);

    @Parameters(paramLabel = "JOB", description = "The job's number.")
    private @Nullable JobId job;

    @Option(names = "--clear", description = "Gives the workers work of the job again, and forgives what failed there.")
    private boolean clear;

    @Option(names = "--add", description = "Gives the worker that is named by --worker nothing of the job any more.")
    private boolean add;

    @Option(names = "--worker", paramLabel = "WORKER", description = "One worker; all of them if left out.")
    private @Nullable WorkerName worker;

    @Option(names = "--task", paramLabel = "TASK", description = "Name or number of one task; all if left out.")
    private @Nullable String task;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, in words, for those who look at the list.")
    private @Nullable String reason;

    @Mixin
    private final LimitOption limit = new LimitOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final FarmOption farm = new FarmOption();

    @Spec
    private @Nullable CommandSpec verb;

    @Override
    public Integer call() {
        checkOptions();
        JobId which = Given.value(job);
        try (FarmClient client = farm.open()) {
            if (add) {
                client.block(which, Given.value(worker), task, reason);
                out().println(worker + " gets nothing of " + what() + " any more");
            } else if (clear) {
                client.clearBlocklist(which, worker, task);
                out().println((worker == null ? "all workers get" : worker + " gets") + " work of " + what()
                        + " again");
            } else {
                output.list(limit.of((offset, count) -> client.blocklist(which, offset, count)), BLOCKS);
            }
        }
        return ExitCodes.DONE;
    }

    private void checkOptions() {
        if (add && clear) {
            throw new BadInput("give either --add or --clear");
        }
        if (add && worker == null) {
            throw new BadInput("--add needs --worker WORKER");
        }
        boolean isEdit = add || clear;
        if (!isEdit && (worker != null || task != null || reason != null)) {
            throw new BadInput("--worker, --task and --reason go with --add or --clear");
        }
    }

    private String what() {
        return task == null ? "job " + job : "task '" + task + "' of job " + job;
    }

    private PrintWriter out() {
        return Given.value(verb).commandLine().getOut();
    }
}
