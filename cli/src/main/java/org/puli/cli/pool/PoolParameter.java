package org.puli.cli.pool;

import java.io.PrintWriter;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.puli.api.PoolName;
import org.puli.api.client.FarmClient;
import org.puli.api.json.Json;
import org.puli.api.json.PoolReader;
import org.puli.api.spec.PoolSpec;
import org.puli.api.spec.Preempt;
import org.puli.api.view.PoolView;
import org.puli.cli.shared.ExitCodes;
import org.puli.cli.shared.FarmOption;
import org.puli.cli.shared.Given;
import org.puli.cli.shared.OptionFaults;
import org.puli.cli.shared.Sizes;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The pool that a verb is about. */
final class PoolParameter {
    @Parameters(index = "0", paramLabel = "POOL", description = "The pool's name.")
    private @Nullable PoolName pool;

    @Mixin
    private final FarmOption farm = new FarmOption();

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec verb;

    /** Does something to it and says in a line how it stands then. */
    int change(BiFunction<FarmClient, PoolName, PoolView> action) {
        try (FarmClient client = farm.open()) {
            PoolView view = action.apply(client, Given.value(pool));
            int shares = view.shares().size() - 1;
            out().println("pool " + view.name() + " has " + view.workerCount()
                    + (view.workerCount() == 1 ? " worker, " : " workers, ") + shares
                    + (shares == 1 ? " share" : " shares") + " and keeps up to " + view.reservationLimit()
                    + (view.reservationLimit() == 1 ? " worker" : " workers") + " for large work"
                    + (view.ageBoost() == 0 ? "" : "; waiting lifts its jobs by " + boost(view))
                    + (view.preempt() == Preempt.OFF ? "" : "; " + preempts(view)));
        }
        return ExitCodes.DONE;
    }

    /** A pool as the options of a verb make it, if the dispatcher can take it. */
    static PoolSpec checked(PoolSpec spec) {
        OptionFaults.tell(
                () -> PoolReader.pool(Json.write(spec), spec.name()),
                Map.of("/reservationLimit", "--reservations", "/ageBoost", "--age-boost"));
        return spec;
    }

    /** What waiting is worth in a pool, in words. */
    static String boost(PoolView view) {
        return Sizes.number(view.ageBoost()) + " points an hour";
    }

    /** What is stopped in a pool for a share below its minimum, in words; ask only where something is. */
    static String preempts(PoolView view) {
        return "after " + view.preemptGrace() + " the " + view.preempt().word()
                + " preemptible commands are stopped for a share below its minimum";
    }

    /** Opens the farm for a verb that prints something else. */
    FarmClient open() {
        return farm.open();
    }

    PoolName name() {
        return Given.value(pool);
    }

    PrintWriter out() {
        return Given.value(verb).commandLine().getOut();
    }
}
