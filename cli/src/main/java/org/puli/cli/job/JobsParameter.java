package org.puli.cli.job;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.client.FarmClient;
import org.puli.api.client.FarmRefusal;
import org.puli.api.client.JobQuery;
import org.puli.api.view.JobView;
import org.puli.api.view.Status;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.FarmOption;
import org.puli.cli.shared.Given;
import org.puli.cli.shared.Pages;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Several jobs, named or found by a filter, to each of which the same is done: a refusal for one does not keep the
 * others waiting.
 */
final class JobsParameter {
    /** More jobs than this are not steered by one filter; a narrower one is asked for. */
    private static final int MOST_FOUND = 10_000;

    @Parameters(paramLabel = "JOB", arity = "0..*", description = "Numbers of jobs.")
    private final List<JobId> jobs = new ArrayList<>();

    @Option(names = "--owner", paramLabel = "NAME", description = "Instead of numbers: all jobs of this owner.")
    private @Nullable String owner;

    @Option(names = "--name", paramLabel = "TEXT", description = "All jobs whose name has this in it.")
    private @Nullable String name;

    @Option(names = "--pool", paramLabel = "NAME", description = "All jobs of this pool.")
    private @Nullable String pool;

    @Option(names = "--tag", paramLabel = "NAME[=VALUE]", description = "All jobs with this tag.")
    private @Nullable String tag;

    @Option(names = "--job-status", paramLabel = "STATUS", description = "All jobs with this status, such as failed.")
    private @Nullable Status status;

    @Mixin
    private final FarmOption farm = new FarmOption();

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec verb;

    /**
     * Does it to every job and prints a line for each.
     *
     * @param action says in words what became of the job
     * @return an exit code: that of the last refusal, if there was one
     */
    int each(BiFunction<FarmClient, JobId, String> action) {
        PrintWriter out = Given.value(verb).commandLine().getOut();
        PrintWriter err = Given.value(verb).commandLine().getErr();
        int code = ExitCodes.DONE;
        checkGiven();
        try (FarmClient client = farm.open()) {
            for (JobId job : isFiltered() ? found(client, err) : jobs) {
                try {
                    out.println("job " + job + " " + action.apply(client, job));
                } catch (FarmRefusal e) {
                    err.println("job " + job + " not done: " + e.getMessage());
                    code = ExitCodes.of(e.problem());
                }
            }
        }
        return code;
    }

    private boolean isFiltered() {
        return owner != null || name != null || pool != null || tag != null || status != null;
    }

    private void checkGiven() {
        if (jobs.isEmpty() != isFiltered()) {
            throw new ParameterException(
                    Given.value(verb).commandLine(),
                    jobs.isEmpty()
                            ? "Which jobs? Give their numbers, or --owner, --name, --pool, --tag or --job-status"
                            : "Give numbers of jobs or a filter, not both");
        }
    }

    private List<JobId> found(FarmClient client, PrintWriter err) {
        JobQuery query = new JobQuery(status, owner, name, pool, tag, 0, 1);
        Pages.Found<JobView> found = Pages.first(MOST_FOUND, (offset, most) -> client.jobs(query.part(offset, most)));
        if (found.rest() > 0) {
            throw new ParameterException(
                    Given.value(verb).commandLine(),
                    found.total() + " jobs are meant; at most " + MOST_FOUND + " at once, so narrow the filter");
        }
        if (found.items().isEmpty()) {
            err.println("no job is so");
        }
        return found.items().stream().map(JobView::id).toList();
    }
}
