package org.puli.cli.path;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.puli.api.PoolName;
import org.puli.api.client.FarmClient;
import org.puli.api.spec.PathRule;
import org.puli.cli.shared.Columns;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.FarmOption;
import org.puli.cli.shared.LimitOption;
import org.puli.cli.shared.OutputOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists path rules. */
@Command(name = "list", description = "Lists path rules: where each platform sees each place of storage.")
final class PathList implements Callable<Integer> {
    private static final Columns<PathRule> RULES = new Columns<PathRule>()
            .wide("NAME", "name", PathRule::name)
            .wide("LINUX", "linux", PathRule::linux)
            .wide("MACOS", "macos", PathRule::macos)
            .wide("WINDOWS", "windows", PathRule::windows)
            .text("LISTS", "lists", rule -> rule.lists() ? "yes" : "no")
            .text("TEST", "test", rule -> rule.test().word())
            .wide("POOLS", "pools", rule -> names(rule.pools()));

    @Mixin
    private final LimitOption limit = new LimitOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Mixin
    private final FarmOption farm = new FarmOption();

    @Override
    public Integer call() {
        try (FarmClient client = farm.open()) {
            output.list(limit.of(client.paths()::list), RULES);
        }
        return ExitCodes.DONE;
    }

    private static String names(List<PoolName> pools) {
        return pools.stream().map(PoolName::value).collect(Collectors.joining(","));
    }
}
