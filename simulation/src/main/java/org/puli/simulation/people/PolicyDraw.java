package org.puli.simulation.people;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.ExitCodes;
import org.puli.api.spec.FailurePolicy;
import org.puli.api.spec.LicenseFailure;
import org.puli.api.spec.MemoryRetry;
import org.puli.api.spec.StopRule;
import org.puli.simulation.time.Chance;

/** Draws what becomes of commands that fail. Programs fail with low exit codes more often than with others. */
final class PolicyDraw {
    private final Chance chance;

    PolicyDraw(Chance chance) {
        this.chance = chance;
    }

    /** The policy of a group or a task; null for nothing said. */
    @Nullable
    FailurePolicy draw() {
        return chance.happens(0.6) ? null : policy(null);
    }

    /** The policy of a job, which may stop it. */
    @Nullable
    FailurePolicy drawOfJob() {
        return chance.happens(0.5) ? null : policy(chance.happens(0.5) ? null : stop());
    }

    private FailurePolicy policy(@Nullable StopRule stop) {
        return new FailurePolicy(
                maybe(0.4, 0, 20_000),
                chance.happens(0.7) ? null : Double.valueOf(chance.spread(1.0, 4.0)),
                maybe(0.3, 1_000, 60_000),
                chance.happens(0.5) ? null : exitCodes(),
                chance.happens(0.7) ? null : license(),
                maybe(0.1, 0, 100),
                maybe(0.15, 1_000, 60_000),
                maybe(0.2, 3_000, 60_000),
                chance.happens(0.5) ? null : Integer.valueOf(chance.between(0, 4)),
                stop,
                chance.happens(0.5) ? null : memory());
    }

    private MemoryRetry memory() {
        double factor = chance.happens(0.1) ? 1 : chance.spread(1.1, 4.0);
        return new MemoryRetry(factor, chance.happens(0.2) ? 0 : chance.between(1L, 24L) << 30);
    }

    private @Nullable Duration maybe(double probability, long least, long most) {
        return chance.happens(probability) ? Duration.ofMillis(chance.between(least, most)) : null;
    }

    private ExitCodes exitCodes() {
        List<List<Integer>> lists = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            lists.add(new ArrayList<>());
        }
        for (int code = 1; code <= 6; code++) {
            if (chance.happens(0.5)) {
                chance.pick(lists).add(code);
            }
        }
        return new ExitCodes(lists.get(0), lists.get(1), lists.get(2), lists.get(3), lists.get(4));
    }

    private LicenseFailure license() {
        List<Integer> codes = chance.happens(0.5) ? null : List.of(chance.between(1, 6));
        return new LicenseFailure(codes, chance.happens(0.3) ? null : "no license");
    }

    private StopRule stop() {
        return new StopRule(
                chance.happens(0.3) ? null : Integer.valueOf(chance.between(1, 8)),
                chance.happens(0.5) ? null : Double.valueOf(chance.spread(0.05, 0.9)));
    }
}
