package org.puli.farm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.farm;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.puli.api.sync.Availability;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.WorkerFacts;
import org.puli.farm.FarmFixture.Report;

/** Ten thousand quiet workers are not answered each time, and whoever says something new is. */
class AnsweredReportsTest {
    private final FarmFixture farm = farm().workers(1, 4);
    private OrdersNumber ordered;

    @BeforeEach
    void theWorkerHasTheNewestOrders() {
        farm.sync(quiet(OrdersNumber.NONE));
        ordered = farm.order("w1");
        farm.farm.takeOrdersDue();
        farm.sync(quiet(ordered));
        farm.farm.takeOrdersDue();
        ordered = farm.order("w1");
    }

    private Report quiet(OrdersNumber seen) {
        return farm.report("w1", "boot").seen(seen);
    }

    private boolean isAnswered(Report report) {
        farm.sync(report);
        return !farm.farm.takeOrdersDue().isEmpty();
    }

    @Test
    void whoSaysNothingNewIsAnsweredEveryEightSeconds() {
        assertThat(isAnswered(quiet(ordered))).isFalse();
        farm.pass(7_999);
        assertThat(isAnswered(quiet(ordered))).isFalse();
        farm.pass(1);
        assertThat(isAnswered(quiet(ordered))).isTrue();
        ordered = farm.order("w1");
        assertThat(isAnswered(quiet(ordered))).isFalse();
    }

    static Stream<Arguments> news() {
        WorkerFacts facts = new WorkerFacts(8, 0, "p", "v");
        Availability away = new Availability(Availability.Cause.LOCAL, "mine", Availability.OfRunning.FINISH);
        return Stream.of(
                Arguments.of("facts", (UnaryOperator<Report>) report -> report.facts(facts)),
                Arguments.of("files", (UnaryOperator<Report>) report -> report.found("/a")),
                Arguments.of("another link", (UnaryOperator<Report>) report -> report.link(2)),
                Arguments.of("that it takes no work", (UnaryOperator<Report>) report -> report.availability(away)),
                Arguments.of("older orders", (UnaryOperator<Report>) report -> report.seen(OrdersNumber.NONE)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("news")
    void whoSaysSomethingNewIsAnsweredAtOnce(String what, UnaryOperator<Report> with) {
        assertThat(isAnswered(with.apply(quiet(ordered)))).isTrue();
    }

    @Test
    void anotherDaemonIsAnsweredAtOnce() {
        assertThat(isAnswered(farm.report("w1", "reboot").seen(ordered))).isTrue();
    }

    @Test
    void whoIsBusyIsAnsweredAtOnce() {
        farm.submit(job(frames("a", "1")));
        farm.plan();
        farm.farm.takeOrdersDue();
        ordered = farm.order("w1");
        Command command = farm.command(1);
        assertThat(isAnswered(quiet(ordered).running(FarmFixture.running(command))))
                .isTrue();
        assertThat(isAnswered(quiet(ordered).ended(FarmFixture.run(command, EndedRun.Outcome.DONE))))
                .isTrue();
        // What it says again was settled, and it waits to hear so.
        assertThat(isAnswered(quiet(ordered).ended(FarmFixture.run(command, EndedRun.Outcome.DONE))))
                .isTrue();
        assertThat(farm.worker("w1").contact().settled()).isEqualTo(List.of(command.ref()));
    }

    @Test
    void anOlderReportChangesNothing() {
        WorkerContact contact = farm.worker("w1").contact();
        long number = contact.reportNumber();
        assertThat(number).isPositive();
        assertThat(contact.link()).isEqualTo(1);
        assertThat(isAnswered(quiet(ordered).link(0).found("/late"))).isFalse();
        assertThat(contact.reportNumber()).isEqualTo(number);
    }
}
