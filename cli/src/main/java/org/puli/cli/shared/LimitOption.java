package org.puli.cli.shared;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say how much of a list to print. */
public final class LimitOption {
    @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = "How many at most (default 100).")
    private long limit = 100;

    @Option(names = "--all", description = "All of them, however many.")
    private boolean all;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec verb;

    /** The first items of a list; says on the error stream what was left out. */
    public <T> List<T> of(Pages.Source<T> source) {
        if (limit < 1) {
            throw new ParameterException(Given.value(verb).commandLine(), "--limit is 1 or more, not " + limit);
        }
        Pages.Found<T> found = Pages.first(all ? Long.MAX_VALUE : limit, source);
        if (found.rest() > 0) {
            Given.value(verb)
                    .commandLine()
                    .getErr()
                    .println("(" + found.rest() + " more; see them with --limit " + found.total() + " or --all)");
        }
        return found.items();
    }
}
