package org.puli.cli.farm;

import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.puli.api.client.FarmClient;
import org.puli.api.view.Counts;
import org.puli.api.view.FarmSummary;
import org.puli.cli.shared.Columns;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.Facts;
import org.puli.cli.shared.FarmOption;
import org.puli.cli.shared.OutputOption;
import org.puli.cli.shared.Times;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the farm at a glance. */
@Command(name = "show", description = "Shows the farm at a glance: workers, jobs, commands, and how fast it is.")
final class FarmShow implements Callable<Integer> {
    private static final Columns<FarmSummary> FARM = new Columns<FarmSummary>()
            .raw("farmId", FarmSummary::farmId)
            .raw("version", FarmSummary::version)
            .raw("epoch", FarmSummary::epoch)
            .raw("batch", FarmSummary::batch)
            .raw("uptimeMillis", FarmSummary::uptimeMillis)
            .raw("jobCount", FarmSummary::jobCount)
            .raw("workerCount", FarmSummary::workerCount)
            .raw("onlineCount", FarmSummary::onlineCount)
            .raw("busyCount", FarmSummary::busyCount)
            .raw("commands", farm -> farm.commands().total())
            .raw("running", farm -> farm.commands().running())
            .raw("ready", farm -> farm.commands().ready())
            .raw("done", farm -> farm.commands().done())
            .raw("failed", farm -> farm.commands().failed())
            .raw("endToNextStartP50", farm -> farm.endToNextStartMillis().p50())
            .raw("endToNextStartP99", farm -> farm.endToNextStartMillis().p99())
            .raw("storeProblem", FarmSummary::storeProblem)
            .raw("setAside", farm -> farm.setAside().count());

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final FarmOption farm = new FarmOption();

    @Override
    public Integer call() {
        try (FarmClient client = farm.open()) {
            FarmSummary summary = client.farm();
            output.show(summary, FARM, out -> print(summary, client.server(), out));
        }
        return ExitCodes.DONE;
    }

    private static void print(FarmSummary farm, URI server, PrintWriter out) {
        long since = System.currentTimeMillis() - farm.uptimeMillis();
        Facts facts = new Facts()
                .add(
                        "Dispatcher",
                        server + ", Puli " + farm.version() + ", up "
                                + Times.text(Duration.ofMillis(farm.uptimeMillis())) + " (since " + Times.local(since)
                                + ")")
                .add("Farm", farm.farmId())
                .add("Trouble", farm.storeProblem() == null ? null : "nothing can be stored: " + farm.storeProblem());
        setAside(facts, farm.setAside());
        facts.add(
                        "Workers",
                        farm.workerCount() + ": " + farm.busyCount() + " busy, "
                                + (farm.onlineCount() - farm.busyCount()) + " not busy, "
                                + (farm.workerCount() - farm.onlineCount()) + " away")
                .add("Jobs", farm.jobCount())
                .add("Commands", counts(farm.commands()))
                .add("Next start", speed(farm.endToNextStartMillis()))
                .print(out);
    }

    private static void setAside(Facts facts, FarmSummary.SetAside setAside) {
        if (setAside.count() > 0) {
            facts.add(
                    "Set aside",
                    setAside.count() + " rows, which a restart finds older or not at all; see \"Rows set aside\" in"
                            + " docs/operations/database.md");
            setAside.newest().forEach(row -> facts.add("- " + row.table() + " " + row.key(), row.reason()));
        }
    }

    private static String counts(Counts counts) {
        return counts.total() + ": " + counts.running() + " running, " + counts.ready() + " ready, " + counts.blocked()
                + " blocked, " + counts.done() + " done, " + counts.failed() + " failed, " + counts.canceled()
                + " canceled";
    }

    private static String speed(FarmSummary.Quantiles quantiles) {
        return quantiles.count() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%.1f ms after a command ended (99 of 100: %.1f ms)",
                        quantiles.p50(),
                        quantiles.p99());
    }
}
