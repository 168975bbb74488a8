package org.puli.cli.job;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.client.JobAct;
import org.puli.api.client.JobPlace;
import org.puli.api.view.JobView;
import org.puli.cli.shared.Given;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Several jobs, named or found by a filter, to each of which the same is done. */
final class JobsParameter {
    @Parameters(paramLabel = "JOB", arity = "0..*", description = "Numbers of jobs.")
    private final List<JobId> jobs = new ArrayList<>();

    @Mixin
    private final JobActs acts = new JobActs();

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec verb;

    /** Does it to every job and prints a line for each; see {@link JobActs#each}. */
    int each(JobAct act, Function<JobView, String> words) {
        return acts.each(Given.value(verb).commandLine(), jobs, act, job -> words.apply(Given.value(job)));
    }

    /** Does what leaves nothing to show to every job that is found at a place, or only says which ones these are. */
    int each(JobAct act, JobPlace place, String words, boolean dryRun) {
        CommandLine line = Given.value(verb).commandLine();
        return dryRun
                ? acts.list(line, jobs, place, "would be " + words)
                : acts.each(line, jobs, act, place, gone -> "is " + words);
    }
}
