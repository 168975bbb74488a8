package org.puli.cli.path;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.puli.api.PoolName;
import org.puli.api.client.FarmClient;
import org.puli.api.spec.PathRule;
import org.puli.api.spec.PathTest;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.FarmOption;
import org.puli.cli.shared.Given;
import org.puli.cli.shared.Pages;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Makes or changes a path rule. */
@Command(
        name = "set",
        description = "Makes a path rule, or changes one; what is left out stays as it is. It holds for what starts"
                + " from then on.")
final class PathSet implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "NAME", description = "The rule's name.")
    private @Nullable String name;

    @Option(names = "--linux", paramLabel = "DIR", description = "Its root on Linux; empty for none.")
    private @Nullable String linux;

    @Option(names = "--macos", paramLabel = "DIR", description = "Its root on macOS; empty for none.")
    private @Nullable String macos;

    @Option(names = "--windows", paramLabel = "DIR", description = "Its root on Windows, as F:\\films; empty for none.")
    private @Nullable String windows;

    @Option(
            names = "--lists",
            negatable = true,
            description = "Change lists of such paths, as in PATH, too; --no-lists: single paths alone, as usual.")
    private @Nullable Boolean lists;

    @Option(
            names = "--test",
            paramLabel = "WHAT",
            converter = TestConverter.class,
            description = "What workers test of it: none, read (as usual) or write.")
    private @Nullable PathTest test;

    @Option(
            names = "--pool",
            paramLabel = "POOL",
            split = ",",
            description = "Pools whose workers test it, separated by commas; --pool '' for all workers, as usual.")
    private @Nullable List<String> pools;

    @Mixin
    private final FarmOption farm = new FarmOption();

    @Spec
    private @Nullable CommandSpec verb;

    @Override
    public Integer call() {
        try (FarmClient client = farm.open()) {
            PathRule rule = client.paths().set(changed(find(client)));
            Given.value(verb).commandLine().getOut().println("path rule " + rule.name() + ": " + rule.words());
        }
        return ExitCodes.DONE;
    }

    private PathRule find(FarmClient client) {
        return Pages.first(PathRule.MOST, client.paths()::list).items().stream()
                .filter(rule -> rule.name().equals(name))
                .findFirst()
                .orElse(new PathRule(Given.value(name), null, null, null));
    }

    private PathRule changed(PathRule rule) {
        return new PathRule(
                rule.name(),
                root(linux, rule.linux()),
                root(macos, rule.macos()),
                root(windows, rule.windows()),
                lists == null ? rule.lists() : lists,
                test == null ? rule.test() : test,
                pools == null
                        ? rule.pools()
                        : pools.stream()
                                .filter(pool -> !pool.isEmpty())
                                .map(PoolName::new)
                                .toList());
    }

    private static @Nullable String root(@Nullable String given, @Nullable String before) {
        return given == null ? before : given.isEmpty() ? null : given;
    }

    /** Reads what is tested. */
    static final class TestConverter implements ITypeConverter<PathTest> {
        @Override
        public PathTest convert(String word) {
            PathTest test = PathTest.find(word);
            if (test == null) {
                throw new TypeConversionException("'" + word + "' is neither 'none', 'read' nor 'write'");
            }
            return test;
        }
    }
}
