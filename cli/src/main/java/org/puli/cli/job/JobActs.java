package org.puli.cli.job;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.client.FarmClient;
import org.puli.api.client.FarmRefusal;
import org.puli.api.client.JobAct;
import org.puli.api.client.JobFilter;
import org.puli.api.client.JobPlace;
import org.puli.api.view.JobResults.JobResult;
import org.puli.api.view.JobView;
import org.puli.api.view.Problem;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.FarmOption;
import org.puli.cli.shared.Pages;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/**
 * Does the same to several jobs, named or found by a filter: a refusal for one does not keep the others waiting. What a
 * filter means is done by one request.
 */
final class JobActs {
    @Mixin
    private final FarmOption farm = new FarmOption();

    @Mixin
    private final JobFilterOption filter = new JobFilterOption();

    /**
     * Does it to every job and prints a line for each.
     *
     * @param words say what became of the job; they are given null when it is gone
     * @return an exit code: that of the last refusal, if there was one
     */
    int each(CommandLine verb, List<JobId> jobs, JobAct act, Function<@Nullable JobView, String> words) {
        return each(verb, jobs, act, JobPlace.MEMORY, words);
    }

    /** The same with jobs that are looked for elsewhere. */
    int each(
            CommandLine verb, List<JobId> jobs, JobAct act, JobPlace place, Function<@Nullable JobView, String> words) {
        checkGiven(verb, jobs);
        Lines lines = new Lines(verb.getOut(), verb.getErr(), words);
        try (FarmClient client = farm.open()) {
            if (jobs.isEmpty()) {
                List<JobResult> results = client.act(act, filter.filter(place)).items();
                if (results.isEmpty()) {
                    verb.getErr().println("no job is so");
                }
                results.forEach(lines::print);
            } else {
                jobs.forEach(job -> lines.print(one(client, act, job)));
            }
        }
        return lines.code;
    }

    /** Says which jobs are meant, and does nothing to them. */
    int list(CommandLine verb, List<JobId> jobs, JobPlace place, String words) {
        checkGiven(verb, jobs);
        try (FarmClient client = farm.open()) {
            List<JobView> meant = jobs.isEmpty()
                    ? Pages.first(
                                    Long.MAX_VALUE,
                                    (offset, most) -> client.jobs(
                                            filter.filter(place).query().part(offset, most)))
                            .items()
                    : jobs.stream().map(client::job).toList();
            for (JobView job : meant) {
                verb.getOut().println("job " + job.id() + " " + words + " (" + job.name() + ")");
            }
            verb.getErr().println(meant.size() + " jobs; nothing was changed");
        }
        return ExitCodes.DONE;
    }

    FarmClient open() {
        return farm.open();
    }

    private static JobResult one(FarmClient client, JobAct act, JobId job) {
        try {
            return new JobResult(job, client.act(act, job), null);
        } catch (FarmRefusal e) {
            return new JobResult(job, null, e.problem());
        }
    }

    private void checkGiven(CommandLine verb, List<JobId> jobs) {
        JobFilter found = filter.filter(JobPlace.MEMORY);
        if (jobs.isEmpty() == found.isOpen()) {
            throw new ParameterException(
                    verb,
                    jobs.isEmpty()
                            ? "Which jobs? Give their numbers, or --owner, --name, --pool, --tag, --job-status,"
                                    + " --since or --before"
                            : "Give numbers of jobs or a filter, not both");
        }
    }

    private static final class Lines {
        private final PrintWriter out;
        private final PrintWriter err;
        private final Function<@Nullable JobView, String> words;
        private int code = ExitCodes.DONE;

        Lines(PrintWriter out, PrintWriter err, Function<@Nullable JobView, String> words) {
            this.out = out;
            this.err = err;
            this.words = words;
        }

        void print(JobResult result) {
            Problem problem = result.problem();
            if (problem == null) {
                out.println("job " + result.id() + " " + words.apply(result.job()));
            } else {
                err.println("job " + result.id() + " not done: " + problem.detail());
                code = ExitCodes.of(problem);
            }
        }
    }
}
