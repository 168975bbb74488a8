package org.puli.cli.lead;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.api.client.FarmClient;
import org.puli.api.client.LeaderCalls;
import org.puli.api.view.LeaderView;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.FarmOption;
import org.puli.cli.shared.Given;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lets another dispatcher lead. */
@Command(
        name = "handover",
        description = {
            "Makes the dispatcher that leads hand over to one that stands by, and waits until that one leads.",
            "Running commands notice nothing; requests wait for a moment. Needs the admin token."
        })
public final class DispatcherHandover implements Callable<Integer> {
    private static final long PATIENCE_MILLIS = 15_000;
    private static final long LOOK_AGAIN_MILLIS = 20;

    @Option(
            names = "--to",
            paramLabel = "ADDRESS",
            description = "Which one, as 'dispatcher leader' shows it (default: whichever stands by).")
    private @Nullable String to;

    @Mixin
    private final FarmOption farm = new FarmOption();

    @Spec
    private @Nullable CommandSpec verb;

    @Override
    public Integer call() throws InterruptedException {
        try (FarmClient client = farm.open()) {
            Long before = new LeaderCalls(client).show().since();
            long started = System.nanoTime();
            String next = new LeaderCalls(client).handOver(to);
            while (!hasBegun(new LeaderCalls(client).show(), before)) {
                if ((System.nanoTime() - started) / 1_000_000 > PATIENCE_MILLIS) {
                    Given.value(verb)
                            .commandLine()
                            .getErr()
                            .println(next + " was told to lead and has not begun yet; 'puli dispatcher leader' tells"
                                    + " what becomes of it");
                    return ExitCodes.FAILED;
                }
                Thread.sleep(LOOK_AGAIN_MILLIS);
            }
            long millis = (System.nanoTime() - started) / 1_000_000;
            Given.value(verb).commandLine().getOut().println(next + " leads, after " + millis + " ms.");
        }
        return ExitCodes.DONE;
    }

    private static boolean hasBegun(LeaderView view, @Nullable Long before) {
        return view.since() != null && !Objects.equals(view.since(), before);
    }
}
