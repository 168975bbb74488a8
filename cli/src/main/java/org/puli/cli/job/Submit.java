package org.puli.cli.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.PoolName;
import org.puli.api.client.FarmClient;
import org.puli.api.client.Submission;
import org.puli.api.json.JobDefaults;
import org.puli.api.json.JobReader.Format;
import org.puli.api.json.JobWriter;
import org.puli.api.json.Json;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.JobSpec;
import org.puli.api.view.JobView;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.FarmOption;
import org.puli.cli.shared.Following;
import org.puli.cli.shared.Given;
import org.puli.cli.shared.Progress;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends a job to the farm: that of a file, or one command. */
@Command(
        name = "submit",
        customSynopsis = {"puli submit [OPTION]... FILE", "  or:  puli submit [OPTION]... -- COMMAND [ARG]..."},
        description = {
            "Sends a job to the farm and prints its number.",
            "A file is checked first; if anything is wrong with it, nothing is sent. Its form: docs/job-files.md.",
            "What stands after -- is one command, which needs no file; the job is called like its program:",
            "  puli submit --frames 1-100 --pool night -- render --frame {frame} shot.scene"
        })
public final class Submit implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            hideParamSyntax = true,
            description = "Job file in YAML or JSON; - reads the standard input.")
    private final List<String> words = new ArrayList<>();

    @Option(names = "--name", paramLabel = "NAME", description = "What the job is called.")
    private @Nullable String name;

    @Option(names = "--pool", paramLabel = "POOL", description = "The pool whose workers may run it.")
    private @Nullable PoolName pool;

    @Option(names = "--priority", paramLabel = "N", description = "0 to 100, higher first.")
    private @Nullable String priority;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Changes a value of the file, such as priority=70, tags.shot=sh020 or"
                    + " tasks.render.frames=1-10; may be given several times. The task of a command is called run.")
    private final List<String> overrides = new ArrayList<>();

    @Option(
            names = "--after",
            paramLabel = "JOB",
            description = "Nothing of it starts before this job is done; may be given several times.")
    private final List<JobId> after = new ArrayList<>();

    @Option(
            names = {"--follow", "-f"},
            description = "Shows the job's progress; exit code 1 if it does not end well.")
    private boolean follow;

    @Mixin
    private final KeyOption key = new KeyOption();

    @Mixin
    private final FarmOption farm = new FarmOption();

    @ArgGroup(validate = false, heading = "%nOnly with a command after --:%n")
    private OneCommand command = new OneCommand();

    @Spec
    private @Nullable CommandSpec verb;

    @Override
    public Integer call() {
        CommandLine line = Given.value(verb).commandLine();
        JobSpec spec = chained(spec(line));
        String submissionKey = key.or(() -> UUID.randomUUID().toString());
        try (FarmClient client = farm.open()) {
            Submission submission = client.submit(JobWriter.write(spec), Format.JSON, submissionKey);
            JobView job = submission.job();
            line.getOut().println(job.id());
            line.getErr().println(words(submission));
            List<String> warnings = job.warnings() == null ? List.of() : job.warnings();
            warnings.forEach(warning -> line.getErr().println("Warning: " + warning));
            boolean isGood = !follow || Following.toTheEnd(client, job.id(), Progress.here(line.getErr()));
            return isGood ? ExitCodes.DONE : ExitCodes.FAILED;
        }
    }

    /** What was typed: the name of a file, or -- and a command. */
    private JobSpec spec(CommandLine line) {
        List<String> typed = line.getParseResult().originalArgs();
        int end = typed.indexOf("--");
        List<String> further = further();
        if (end < 0) {
            String file = file(line);
            return JobDocument.read(file, System.in).spec(defaults(), further);
        }
        if (words.isEmpty() || words.size() > typed.size() - end - 1) {
            throw new ParameterException(
                    line,
                    words.isEmpty()
                            ? "After -- a command is expected, as in: puli submit -- render shot.scene"
                            : "Either a job file or -- and a command; '" + words.getFirst() + "' stands before the --");
        }
        return command.spec(words, defaults(), further);
    }

    private String file(CommandLine line) {
        if (words.isEmpty()) {
            throw new ParameterException(line, "A job file is expected, or -- and a command");
        }
        if (words.size() > 1) {
            throw new ParameterException(
                    line,
                    "One job file is expected; where '" + words.getFirst() + "' is a command, put -- before it: puli"
                            + " submit -- " + words.getFirst() + " " + words.get(1));
        }
        String flag = command.given();
        if (flag != null) {
            throw new ParameterException(
                    line, flag + " goes with a command after --; of a job file, --set changes any value");
        }
        return words.getFirst();
    }

    /** What flags say of the job; --set has the last word. */
    private List<String> further() {
        List<String> all = new ArrayList<>();
        if (name != null) {
            all.add("name=" + Json.write(name));
        }
        if (pool != null) {
            all.add("pool=" + Json.write(pool.value()));
        }
        if (priority != null) {
            all.add("priority=" + priority);
        }
        all.addAll(overrides);
        return all;
    }

    /** The job also waits for those that are named. */
    private JobSpec chained(JobSpec spec) {
        List<Dependency> all = new ArrayList<>(spec.after());
        after.forEach(job -> all.add(new Dependency.End(job, null, Dependency.Outcome.DONE, null, null)));
        return spec.withAfter(all);
    }

    /** The job belongs to who sends it and runs where they are. */
    private static JobDefaults defaults() {
        return new JobDefaults(
                System.getProperty("user.name", "anonymous"),
                Path.of("").toAbsolutePath().toString());
    }

    private static String words(Submission submission) {
        JobView job = submission.job();
        long count = job.counts().total();
        String commands = count == 1 ? "1 command" : count + " commands";
        return submission.isNew()
                ? "Submitted '" + job.name() + "': " + commands + " in pool " + job.pool()
                        + ". See it with: puli job show " + job.id()
                : "This submission key is known: job " + job.id() + " ('" + job.name() + "') was submitted before.";
    }
}
