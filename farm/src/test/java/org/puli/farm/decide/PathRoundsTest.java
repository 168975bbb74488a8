package org.puli.farm.decide;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.puli.api.PoolName;
import org.puli.api.WorkerName;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.PathRule;
import org.puli.api.spec.PathTest;
import org.puli.api.spec.PoolSpec;
import org.puli.api.sync.Equipment;
import org.puli.api.sync.PathFinding;
import org.puli.api.sync.PathFinding.State;
import org.puli.api.sync.PathProbe;
import org.puli.api.sync.ProbeOrder;
import org.puli.api.sync.ProbeReport;
import org.puli.api.view.PathHealth;
import org.puli.farm.FarmFixture;
import org.puli.farm.OrdersShow;
import org.puli.farm.PathTests;
import org.puli.farm.change.Change;
import org.puli.farm.request.CreatePool;
import org.puli.farm.request.MoveWorkers;
import org.puli.farm.request.SetPath;
import org.puli.farm.request.ShowPathHealth;
import org.puli.farm.request.TestPaths;
import org.puli.farm.request.Tick;

class PathRoundsTest {
    private static final PoolName NIGHT = new PoolName("night");
    private static final WorkerName W1 = new WorkerName("w1");
    private static final WorkerName W2 = new WorkerName("w2");

    private final FarmFixture farm = FarmFixture.farm().worker(4, of("linux")).worker(4, of("windows 11"));

    private static Equipment of(String os) {
        return new Equipment(0, 0, Map.of(), List.of(), List.of(), Map.of("os", os), 1, List.of());
    }

    private void rules() {
        farm.ask(new CreatePool(PoolSpec.plain(NIGHT)));
        farm.ask(new MoveWorkers(NIGHT, List.of(W2), List.of()));
        farm.ask(new SetPath(new PathRule(
                "films", "/mnt/films", null, "F:\\", false, PathTest.WRITE, List.of(JobSpec.DEFAULT_POOL))));
        farm.ask(new SetPath(new PathRule("night", "/n", null, "N:\\", false, PathTest.READ, List.of(NIGHT))));
        farm.ask(new SetPath(new PathRule("quiet", "/q", null, "Q:\\", false, PathTest.NONE, List.of())));
    }

    private @Nullable ProbeOrder order(String worker) {
        return OrdersShow.probe(farm.farm, farm.worker(worker));
    }

    private void tell(String worker, long round, State state) {
        PathFinding found = new PathFinding("films", "/mnt/films", state, "why", 1, 2, 3, 4, 5);
        FarmFixture.Report report = farm.report(worker, "boot");
        report.probed = new ProbeReport(round, List.of(found));
        farm.sync(report);
    }

    private List<String> health(@Nullable PoolName pool) {
        return farm.ask(new ShowPathHealth(pool)).stream()
                .map(health -> health.worker() + " " + health.path() + " " + health.root() + " " + health.state()
                        + (health.pending() ? " pending" : ""))
                .toList();
    }

    @Test
    void workersAreToldToTestTheRootsOfTheirPlatformAndPools() {
        rules();
        assertThat(order("w1")).isNull();
        farm.farm.takeOrdersDue();
        assertThat(farm.ask(new TestPaths(null)).workers()).containsExactly(W1, W2);
        assertThat(requireNonNull(order("w1")).probes()).containsExactly(new PathProbe("films", "/mnt/films", true));
        assertThat(requireNonNull(order("w2")).probes())
                .containsExactly(new PathProbe("films", "F:\\", true), new PathProbe("night", "N:\\", false));
        assertThat(health(null))
                .containsExactly(
                        "w1 films /mnt/films null pending", "w2 films F:\\ null pending", "w2 night N:\\ null pending");
        assertThat(health(NIGHT)).hasSize(2);
        assertThat(farm.farm.takeOrdersDue())
                .extracting(worker -> worker.name())
                .contains(W1, W2);
    }

    @Test
    void aPoolsWorkersAloneAreToldAndAnUnknownPoolIsRefused() {
        rules();
        assertThat(farm.ask(new TestPaths(NIGHT)).workers()).containsExactly(W2);
        assertThat(order("w1")).isNull();
        assertThat(requireNonNull(farm.refusal(new TestPaths(new PoolName("x"))))
                        .type())
                .isEqualTo("unknown-pool");
        assertThat(requireNonNull(farm.refusal(new ShowPathHealth(new PoolName("x"))))
                        .type())
                .isEqualTo("unknown-pool");
    }

    @Test
    void whatAWorkerFoundEndsItsOrderAndIsShown() {
        rules();
        farm.ask(new TestPaths(null));
        tell("w1", requireNonNull(order("w1")).round(), State.HANGING);
        assertThat(order("w1")).isNull();
        PathHealth health = farm.ask(new ShowPathHealth(null)).getFirst();
        assertThat(health)
                .isEqualTo(new PathHealth(
                        W1, "films", "/mnt/films", State.HANGING, "why", 1, 2, 3, 4, 5, farm.millis, false));
        farm.ask(new SetPath(new PathRule("films", "/nas/films", null, null)));
        // What was found of the former root says nothing of the new one.
        assertThat(health(null)).first().isEqualTo("w1 films /nas/films null");
    }

    @Test
    void anAnswerOfAnotherRoundCountsForNothing() {
        rules();
        farm.ask(new TestPaths(null));
        long first = requireNonNull(order("w1")).round();
        farm.ask(new TestPaths(null));
        assertThat(requireNonNull(order("w1")).round()).isGreaterThan(first);
        tell("w1", first, State.OK);
        assertThat(health(null).getFirst()).isEqualTo("w1 films /mnt/films null pending");
        assertThat(order("w1")).isNotNull();
    }

    @Test
    void nobodyIsWaitedForLongerThanAMinute() {
        rules();
        farm.ask(new TestPaths(null));
        farm.passHeard(PathTests.PATIENCE_MILLIS);
        assertThat(health(null).getFirst()).isEqualTo("w1 films /mnt/films null");
    }

    private List<WorkerName> begun() {
        farm.changes.clear();
        farm.ask(new Tick());
        return Stream.of(farm.changes.toArray(Change[]::new))
                .filter(Change.PathTestBegun.class::isInstance)
                .map(change -> ((Change.PathTestBegun) change).worker())
                .toList();
    }

    @Test
    void workersTestByThemselvesFourAtATimeAndThenRest() {
        farm.worker(1, of("linux"))
                .worker(1, of("linux"))
                .worker(1, of("linux"))
                .worker(1, of("linux"));
        assertThat(begun()).isEmpty();
        farm.ask(new SetPath(new PathRule("films", "/mnt/films", null, "F:\\")));
        assertThat(begun()).hasSize(PathRounds.MOST_AT_ONCE);
        assertThat(begun()).hasSize(2);
        assertThat(begun()).isEmpty();
        // The tick at the end of this lets the first four begin.
        farm.passHeard(PathRounds.REST_MILLIS);
        assertThat(begun()).hasSize(2);
    }
}
