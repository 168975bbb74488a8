package org.puli.cli.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;
import org.puli.api.client.FarmClient;
import org.puli.api.json.Json;
import org.puli.api.view.WorkerView;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.FarmOption;
import org.puli.cli.shared.Given;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gives a worker tags and takes them away. */
@Command(name = "tag", description = "Gives a worker tags and takes them away: puli worker tag w12 +gpu -old")
final class WorkerTag implements Callable<Integer> {
    @Parameters(paramLabel = "WORKER", index = "0", description = "Name of a worker.")
    private @Nullable WorkerName worker;

    @Parameters(
            paramLabel = "+TAG|-TAG",
            index = "1..*",
            arity = "1..*",
            description = "Tags to give with a + before, and to take away with a -.")
    private final List<String> tags = new ArrayList<>();

    @Mixin
    private final FarmOption farm = new FarmOption();

    @Spec
    private @Nullable CommandSpec verb;

    @Override
    public Integer call() {
        Map<String, @Nullable Object> changes = WorkerTags.read(tags);
        try (FarmClient client = farm.open()) {
            WorkerView view = client.edit(Given.value(worker), Json.write(Map.of("tags", changes)));
            Set<String> own = new TreeSet<>(view.equipment().tags());
            Given.value(verb).commandLine().getOut().println("worker " + worker + " has " + words(view, own));
            own.removeIf(tag -> !changes.containsKey(tag) || changes.get(tag) != null);
            if (!own.isEmpty()) {
                Given.value(verb)
                        .commandLine()
                        .getErr()
                        .println("puli: worker " + worker + " keeps " + String.join(", ", own)
                                + ": what its own configuration says cannot be taken away from here");
            }
            return own.isEmpty() ? ExitCodes.DONE : ExitCodes.FAILED;
        }
    }

    /** All tags, and which of them no person gave it. */
    private static String words(WorkerView view, Set<String> own) {
        String all = WorkerColumns.tags(view);
        if (all.isEmpty()) {
            return "no tags";
        }
        return "the tags " + all
                + (own.isEmpty() ? "" : " (" + String.join(", ", own) + " from its own configuration)");
    }
}
