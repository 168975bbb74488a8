package org.puli.cli.job;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.client.FarmClient;
import org.puli.api.client.JobAct;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.Given;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Changes jobs, or a task or group of one. */
@Command(
        name = "set",
        description = {
            "Changes jobs, or a task or group of one; what has started stays as it was started.",
            "An empty value takes away: puli job set 12 priority=80 tag.shot=sh020 env.A=",
            "For all jobs that a filter means: puli job set --owner ada priority=30"
        },
        modelTransformer = KeysInHelp.class)
final class JobSet implements Callable<Integer> {
    @Parameters(
            paramLabel = "JOB|KEY=VALUE",
            arity = "1..*",
            description = "Numbers of jobs, and what to change of them.")
    private final List<String> words = new ArrayList<>();

    @Option(
            names = "--task",
            paramLabel = "TASK",
            description = "Changes this task or group of one job, by name or number.")
    private @Nullable String task;

    @Mixin
    private final JobActs acts = new JobActs();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine verb = Given.value(spec).commandLine();
        List<JobId> jobs = new ArrayList<>();
        List<String> settings = new ArrayList<>();
        for (String word : words) {
            if (word.contains("=")) {
                settings.add(word);
            } else {
                jobs.add(number(verb, word));
            }
        }
        if (settings.isEmpty()) {
            throw new ParameterException(verb, "What is to be changed? Such as priority=80");
        }
        String patch = EditOption.patch(settings);
        return task == null
                ? acts.each(
                        verb,
                        jobs,
                        JobAct.edit(patch),
                        job -> "is changed: " + Given.value(job).name())
                : setTask(verb, jobs, task, patch);
    }

    private int setTask(CommandLine verb, List<JobId> jobs, String named, String patch) {
        if (jobs.size() != 1) {
            throw new ParameterException(verb, "--task goes with the number of one job");
        }
        try (FarmClient client = acts.open()) {
            EditOption.change(client, verb, jobs.getFirst(), named, patch);
        }
        return ExitCodes.DONE;
    }

    private static JobId number(CommandLine verb, String word) {
        if (!word.matches("[1-9]\\d{0,17}")) {
            throw new ParameterException(verb, "'" + word + "' is neither a job's number nor KEY=VALUE");
        }
        return new JobId(Long.parseLong(word));
    }
}
