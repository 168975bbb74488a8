package org.puli.cli.job;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.TaskId;
import org.puli.api.client.FarmClient;
import org.puli.api.client.FarmRefusal;
import org.puli.api.json.BadDocument;
import org.puli.api.json.PatchWords;
import org.puli.api.view.JobView;
import org.puli.api.view.Problem;
import org.puli.cli.shared.BadInput;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.FarmOption;
import org.puli.cli.shared.Given;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What verbs that change one thing of a job have in common. */
final class EditOption {
    @Mixin
    private final FarmOption farm = new FarmOption();

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec verb;

    /** Changes a job and says so. */
    int make(JobId job, String setting) {
        String patch = patch(List.of(setting));
        try (FarmClient client = farm.open()) {
            JobView view = client.edit(job, patch);
            Given.value(verb).commandLine().getOut().println("job " + job + " is changed: " + view.name());
        }
        return ExitCodes.DONE;
    }

    /** Changes a task or group of a job and says so. */
    static void change(FarmClient client, CommandLine verb, JobId job, String task, String patch) {
        JobView view = client.edit(find(client.job(job), task), patch);
        verb.getOut().println("task " + task + " of job " + job + " is changed: " + view.name());
    }

    /** The merge patch that settings such as {@code priority=80} make. */
    static String patch(List<String> settings) {
        try {
            return PatchWords.read(settings);
        } catch (BadDocument e) {
            throw new BadInput(String.valueOf(e.getMessage()));
        }
    }

    private record Named(TaskId id, String name) {}

    private static TaskId find(JobView job, String wanted) {
        List<Named> all = Stream.concat(
                        Stream.ofNullable(job.tasks()).flatMap(List::stream).map(t -> new Named(t.id(), t.name())),
                        Stream.ofNullable(job.groups()).flatMap(List::stream).map(g -> new Named(g.id(), g.name())))
                .toList();
        return all.stream()
                .filter(node -> node.name().equals(wanted))
                .findFirst()
                .or(() -> all.stream()
                        .filter(node -> node.id().toString().equals(wanted))
                        .findFirst())
                .map(Named::id)
                .orElseThrow(() -> new FarmRefusal(new Problem(
                        "unknown-task",
                        "There is no such task",
                        404,
                        "job " + job.id() + " has no task or group '" + wanted + "'",
                        List.of())));
    }
}
