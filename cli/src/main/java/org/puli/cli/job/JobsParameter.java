package org.puli.cli.job;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.client.JobAct;
import org.puli.api.view.JobView;
import org.puli.cli.shared.Given;
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

    /** Deletes every job and prints a line for each. */
    int delete() {
        return acts.each(Given.value(verb).commandLine(), jobs, JobAct.delete(), gone -> "is deleted");
    }
}
