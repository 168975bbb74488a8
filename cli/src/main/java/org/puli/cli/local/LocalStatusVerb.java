package org.puli.cli.local;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.puli.api.local.LocalRequest;
import org.puli.api.local.LocalStatus;
import org.puli.api.sync.RunState;
import org.puli.cli.shared.Columns;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.Facts;
import org.puli.cli.shared.OutputOption;
import org.puli.cli.shared.Times;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the worker of this machine. */
@Command(
        name = "status",
        description = "Shows whether the worker of this machine takes work, why not, and what it runs.")
final class LocalStatusVerb implements Callable<Integer> {
    private static final Columns<LocalStatus> COLUMNS = new Columns<LocalStatus>()
            .wide("NAME", "name", LocalStatus::name)
            .status(LocalWords::status)
            .number("RUNS", "running", LocalStatus::runningCount)
            .number("UNDELIVERED", "undelivered", LocalStatus::undelivered)
            .time("HEARD", "heardAt", LocalStatus::heardAt)
            .wide("BECAUSE", "reason", LocalStatusVerb::reason)
            .raw("pid", LocalStatus::pid)
            .raw("version", LocalStatus::version)
            .raw("linkedTo", LocalWords::server)
            .raw(
                    "linkedSince",
                    status -> status.link() == null ? null : status.link().since())
            .raw("linkProblem", LocalWords::linkProblem);

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final LocalOption local = new LocalOption();

    @Override
    public Integer call() {
        LocalStatus status = local.ask(LocalRequest.of(LocalRequest.Verb.STATUS));
        output.show(status, COLUMNS, out -> print(status, out));
        return ExitCodes.DONE;
    }

    private static @Nullable String reason(LocalStatus status) {
        return status.availability() == null ? null : status.availability().reason();
    }

    private static void print(LocalStatus status, PrintWriter out) {
        new Facts()
                .add("Worker", status.name())
                .add("Status", LocalWords.status(status))
                .add("Because", reason(status))
                .add(
                        "Since",
                        status.hold() == null ? null : Times.local(status.hold().since()))
                .add("Runs commands", running(status))
                .add("Undelivered", status.undelivered() == 0 ? null : status.undelivered() + " ended commands")
                .add("Dispatcher", String.join(", ", status.servers()))
                .add("Linked to", LocalWords.link(status))
                .add("Not linked", LocalWords.linkProblem(status))
                .add("Last orders", status.heardAt() == null ? "never" : Times.ago(status.heardAt()) + " ago")
                .add("Process", status.pid())
                .add("Version", status.version())
                .print(out);
    }

    private static String running(LocalStatus status) {
        int more = status.runningCount() - status.running().size();
        return status.running().stream().map(LocalStatusVerb::run).collect(Collectors.joining(", "))
                + (more == 0 ? "" : " and " + more + " more");
    }

    private static String run(RunState run) {
        String phase = run.phase() == RunState.Phase.RUNNING
                ? Times.between(run.startedAt(), null)
                : run.phase().name().toLowerCase(Locale.ROOT);
        return run.attempt().command() + " (try " + run.attempt().attempt() + ", " + phase + ")";
    }
}
