package org.puli.cli.lead;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.puli.api.client.FarmClient;
import org.puli.api.client.LeaderCalls;
import org.puli.api.view.LeaderView;
import org.puli.cli.shared.Columns;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.Facts;
import org.puli.cli.shared.FarmOption;
import org.puli.cli.shared.OutputOption;
import org.puli.cli.shared.Times;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows which dispatcher leads. */
@Command(
        name = "leader",
        description = "Shows which dispatcher leads and which stand by, as the first one knows that answers.")
public final class DispatcherLeader implements Callable<Integer> {
    private static final Columns<LeaderView> LEADER = new Columns<LeaderView>()
            .raw("role", LeaderView::role)
            .raw("address", LeaderView::address)
            .raw("leader", LeaderView::leader)
            .raw("since", LeaderView::since)
            .raw("epoch", LeaderView::epoch)
            .raw("batch", LeaderView::batch)
            .raw("problem", LeaderView::problem)
            .raw("standbys", view -> String.join(" ", view.standbys()));

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final FarmOption farm = new FarmOption();

    @Override
    public Integer call() {
        try (FarmClient client = farm.open()) {
            LeaderView view = new LeaderCalls(client).show();
            output.show(view, LEADER, out -> print(view, out));
        }
        return ExitCodes.DONE;
    }

    private static void print(LeaderView view, PrintWriter out) {
        Long since = view.since();
        new Facts()
                .add(
                        "Asked",
                        view.address() + ", "
                                + view.role().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .add("Leader", view.leader() == null ? "nobody just now" : view.leader())
                .add("Since", since == null ? null : Times.local(since))
                .add("Standing by", view.standbys().isEmpty() ? "nobody else" : String.join(", ", view.standbys()))
                .add("Trouble", view.problem())
                .print(out);
    }
}
