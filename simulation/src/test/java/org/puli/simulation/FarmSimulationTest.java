package org.puli.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.puli.api.view.WaitingReason;
import org.puli.farm.change.Change;
import org.puli.simulation.fault.Fault;
import org.puli.simulation.fault.FaultPlan;
import org.puli.simulation.fault.Plant;

/** Hundreds of whole farms: fresh seeds each time, and those that found something once. */
class FarmSimulationTest {
    private static final int SEEDS = 300;
    private static final int THREADS = 2;

    private static Summary fresh = new Summary();
    private static Summary listed = new Summary();

    @BeforeAll
    static void runFreshSeeds() throws InterruptedException {
        SilentLog.begin();
        long first = new SecureRandom().nextLong(1, Long.MAX_VALUE / 2);
        long began = System.nanoTime();
        fresh = run(LongStream.range(first, first + SEEDS).boxed().toList());
        System.out.println(fresh.line((System.nanoTime() - began) / 1_000_000));
        listed = run(SeedList.seeds());
    }

    private static Summary run(List<Long> seeds) throws InterruptedException {
        return new Campaign(Plant.NONE, THREADS, result -> {}).run(seeds);
    }

    private static void assertNothingBroke(Summary summary) {
        String report = summary.failures().entrySet().stream()
                .map(broken -> "./puli simulate --seed " + broken.getKey() + ": "
                        + broken.getValue().what())
                .collect(Collectors.joining("\n"));
        assertThat(report).isEmpty();
    }

    @Test
    void freshSeedsBreakNothing() {
        assertNothingBroke(fresh);
        assertThat(fresh.steps()).isGreaterThanOrEqualTo(5_000_000);
    }

    @Test
    void seedsThatFoundSomethingOnceBreakNothing() {
        assertThat(SeedList.seeds()).isNotEmpty();
        assertNothingBroke(listed);
    }

    @Test
    void muchHappensUnderAFault() {
        assertThat(fresh.troubledShare()).isGreaterThanOrEqualTo(0.3);
    }

    @Test
    void everyKindOfFaultStrikes() {
        Set<Fault> struck = both(fresh.faults().keySet(), listed.faults().keySet());
        assertThat(struck).doesNotContainAnyElementsOf(FaultPlan.OF_SERVER);
        assertThat(both(struck, FaultPlan.OF_SERVER)).containsExactlyInAnyOrder(Fault.values());
    }

    @Test
    void everythingThatCanHappenHappens() {
        List<String> all = new ArrayList<>();
        Stream.of(Change.Lasting.class, Change.Passing.class)
                .flatMap(half -> Arrays.stream(half.getPermittedSubclasses()))
                .forEach(change -> all.add(change.getSimpleName()));
        assertThat(all).hasSizeGreaterThan(20);
        assertThat(both(fresh.changes(), listed.changes())).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void everyReasonForWaitingIsShown() {
        assertThat(both(fresh.reasons(), listed.reasons())).containsExactlyInAnyOrder(WaitingReason.values());
    }

    @Test
    void seatsAreShared() {
        assertThat(fresh.sharedStarts()).isGreaterThan(100);
    }

    @Test
    void innerValuesCountInPlaceOfOuterOnes() {
        assertThat(fresh.innerValues()).isGreaterThan(1_000);
    }

    private static <T> Set<T> both(Set<T> one, Set<T> other) {
        Set<T> all = new HashSet<>(one);
        all.addAll(other);
        return all;
    }
}
