package org.puli.cli.pool;

import java.util.List;
import java.util.concurrent.Callable;
import org.puli.api.spec.PoolSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a pool. */
@Command(name = "create", description = "Makes a pool; 'puli pool add' puts workers into it.")
final class PoolCreate implements Callable<Integer> {
    @Option(
            names = "--reservations",
            paramLabel = "N",
            description = "Workers that may be kept idle for large work that waits (default ${DEFAULT-VALUE}).")
    private int reservations = PoolSpec.DEFAULT_RESERVATIONS;

    @Option(
            names = "--age-boost",
            paramLabel = "POINTS",
            description = "Points of priority that a job gains for each hour in which it waits for a start, from 0 to"
                    + " 100 in steps of 0.001 (default ${DEFAULT-VALUE}: none).")
    private double ageBoost;

    @Mixin
    private final PreemptOptions preempt = new PreemptOptions();

    @Mixin
    private final PoolParameter pool = new PoolParameter();

    @Override
    public Integer call() {
        return pool.change((client, name) -> {
            PoolSpec plain = new PoolSpec(name, List.of(), reservations).withAgeBoost(ageBoost);
            return client.createPool(PoolParameter.checked(preempt.applied(plain)));
        });
    }
}
