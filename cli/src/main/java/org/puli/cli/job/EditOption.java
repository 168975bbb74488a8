package org.puli.cli.job;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.TaskId;
import org.puli.api.client.FarmClient;
import org.puli.api.json.BadDocument;
import org.puli.api.json.PatchWords;
import org.puli.api.view.JobView;
import org.puli.cli.shared.BadInput;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.FarmOption;
import org.puli.cli.shared.Given;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What verbs that edit a job have in common. */
final class EditOption {
    @Mixin
    private final FarmOption farm = new FarmOption();

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec verb;

    /** Changes a job, or a task or group of it, and says so. */
    int make(JobId job, @Nullable String task, List<String> settings) {
        String patch = patch(settings);
        try (FarmClient client = farm.open()) {
            JobView view = task == null ? client.edit(job, patch) : client.edit(find(client.job(job), task), patch);
            String what = task == null ? "" : "task " + task + " of ";
            Given.value(verb).commandLine().getOut().println(what + "job " + job + " is changed: " + view.name());
        }
        return ExitCodes.DONE;
    }

    private static String patch(List<String> settings) {
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
                .orElseThrow(() -> new BadInput("job " + job.id() + " has no task or group '" + wanted + "'"));
    }
}
