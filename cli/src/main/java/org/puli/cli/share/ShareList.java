package org.puli.cli.share;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.puli.api.PoolName;
import org.puli.api.client.FarmClient;
import org.puli.api.view.ShareView;
import org.puli.cli.shared.Columns;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.FarmOption;
import org.puli.cli.shared.Given;
import org.puli.cli.shared.OutputOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists the shares of a pool. */
@Command(
        name = "list",
        description = "Lists the shares of a pool in the order in which jobs are matched, and what each holds.")
final class ShareList implements Callable<Integer> {
    private static final Columns<ShareView> SHARES = new Columns<ShareView>()
            .wide("NAME", "name", ShareView::name)
            .number("WEIGHT", "weight", ShareView::weight)
            .number("MIN", "min", ShareView::min)
            .number("MAX", "max", ShareView::max)
            .number("USED", "used", ShareView::used)
            .number("RUNNING", "runningCount", ShareView::runningCount)
            .wide("JOBS", "jobs", ShareList::jobs);

    @Parameters(paramLabel = "POOL", description = "The pool's name.")
    private @Nullable PoolName pool;

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final FarmOption farm = new FarmOption();

    private static String jobs(ShareView share) {
        Stream<String> tags =
                share.tags().entrySet().stream().map(tag -> tag.getKey() + "=" + String.join("|", tag.getValue()));
        Stream<String> owners =
                share.owners().isEmpty() ? Stream.of() : Stream.of("owner=" + String.join("|", share.owners()));
        String words = Stream.concat(tags, owners).collect(Collectors.joining(" "));
        return words.isEmpty() ? "all others" : words;
    }

    @Override
    public Integer call() {
        try (FarmClient client = farm.open()) {
            List<ShareView> shares = client.pool(Given.value(pool)).shares();
            output.list(shares, SHARES);
        }
        return ExitCodes.DONE;
    }
}
