package org.puli.cli.job;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.client.FarmClient;
import org.puli.api.client.Submission;
import org.puli.api.json.BadDocument;
import org.puli.api.json.JobDefaults;
import org.puli.api.json.JobReader;
import org.puli.api.json.JobReader.Format;
import org.puli.api.json.JobWriter;
import org.puli.api.spec.JobSpec;
import org.puli.cli.shared.BadInput;
import org.puli.cli.shared.FarmOption;
import org.puli.cli.shared.Given;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What verbs that make a new job of an old one have in common. */
final class CloneOption {
    @Parameters(paramLabel = "JOB", description = "The old job's number.")
    private @Nullable JobId job;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "Changes a value, such as priority=70, tags.shot=sh020 or tasks.render.frames=1-10; may be given"
                            + " several times.")
    private final List<String> overrides = new ArrayList<>();

    @Option(names = "--paused", description = "The new job waits until it is resumed.")
    private boolean paused;

    @Mixin
    private final KeyOption key = new KeyOption();

    @Mixin
    private final FarmOption farm = new FarmOption();

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec verb;

    FarmClient open() {
        return farm.open();
    }

    JobId job() {
        return Given.value(job);
    }

    /**
     * Submits the old job anew, as it was asked for and edited since, with the changes; prints the new number.
     *
     * @param ownKey the key where none was given, made of the new document
     */
    Submission submit(FarmClient client, UnaryOperator<String> ownKey) {
        String document = JobWriter.write(changed(JobWriter.write(client.spec(job()))));
        Submission made = client.submit(document, Format.JSON, key.or(() -> ownKey.apply(document)), job());
        out().println(made.job().id());
        return made;
    }

    private JobSpec changed(String document) {
        List<String> all = new ArrayList<>(overrides);
        all.add("paused=" + paused);
        try {
            return JobReader.read(document, Format.JSON, new JobDefaults("anonymous", null), all);
        } catch (BadDocument e) {
            throw new BadInput(e.faults().stream()
                    .map(fault ->
                            fault.pointer().isEmpty() ? fault.message() : fault.pointer() + ": " + fault.message())
                    .collect(Collectors.joining(
                            "\n  ", "with these changes it is no job that can be submitted:\n  ", "")));
        }
    }

    private PrintWriter out() {
        return Given.value(verb).commandLine().getOut();
    }

    /** Says something beside the number. */
    void say(String words) {
        Given.value(verb).commandLine().getErr().println(words);
    }
}
