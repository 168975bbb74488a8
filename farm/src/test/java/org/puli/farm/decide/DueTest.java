package org.puli.farm.decide;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.farm;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.policy;
import static org.puli.farm.FarmFixture.task;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.puli.api.LicenseName;
import org.puli.api.WorkerName;
import org.puli.api.spec.FailurePolicy;
import org.puli.api.view.Duty;
import org.puli.api.view.Presence;
import org.puli.api.view.Status;
import org.puli.farm.Command;
import org.puli.farm.Farm;
import org.puli.farm.FarmFixture;
import org.puli.farm.License;
import org.puli.farm.Moment;
import org.puli.farm.Worker;
import org.puli.farm.change.Change;
import org.puli.farm.request.PauseWorker;
import org.puli.farm.request.ReportLicense;
import org.puli.farm.request.Tick;

/** What time alone brings about, and what it leaves as it is. */
class DueTest {
    private static final long HOUR = 3_600_000;
    private static final long PROBATION = 15 * 60_000;
    private static final LicenseName NUKE = new LicenseName("nuke");

    private final FarmFixture farm = farm().workers(1);

    private Command started(Duration startWithin) {
        FailurePolicy policy =
                new FailurePolicy(null, null, null, null, null, null, null, startWithin, null, null, null);
        farm.submit(job(task("render", "1", policy(1, policy))));
        farm.plan();
        return farm.command(1);
    }

    /** What a look brings at this moment. */
    private List<Change> due(Farm now, long wall, long mono) {
        return new Decisions(() -> Rules.DEFAULT, job -> null, farm.why)
                .decide(now, new Tick(), new Moment(wall, mono))
                .changes();
    }

    @Test
    void aWorkerThatIsSilentForHalfAMinuteIsLostAndItsCommandsSayWhy() {
        farm.submit(job(frames("render", "1")));
        farm.plan();
        farm.pass(30_000);
        assertThat(farm.worker("w1").presence()).isEqualTo(Presence.ONLINE);
        farm.pass(1);
        assertThat(farm.worker("w1").presence()).isEqualTo(Presence.LOST);
        assertThat(farm.command(1).status()).isEqualTo(Status.READY);
        assertThat(farm.command(1).reason()).isEqualTo("worker w1 was not heard for 30 s");
    }

    @Test
    void howLongACommandTakesToStartCountsFromItsOwnAssignment() {
        farm.passHeard(HOUR);
        Command command = started(Duration.ofMillis(2_500));
        farm.passHeard(0);
        assertThat(command.status()).isEqualTo(Status.ASSIGNED);
        farm.passHeard(2_501);
        assertThat(command.status()).isEqualTo(Status.READY);
        assertThat(command.reason()).isEqualTo("worker w1 did not start it within 2.5 s");
    }

    @Test
    void whatALostWorkerDidNotStartIsLostAndNotHeldAgainstIt() {
        Command command = started(Duration.ofSeconds(5));
        farm.pass(0).pass(HOUR);
        assertThat(command.holder()).isNull();
        assertThat(command.row().losses()).isEqualTo(1);
        assertThat(command.avoided()).isEmpty();
        assertThat(farm.changes).noneMatch(Change.StartOverdue.class::isInstance);
    }

    private Worker quarantined() {
        farm.workers(1).ask(new PauseWorker(new WorkerName("w2"), "a spare one"));
        farm.submit(job(frames("a", "1"), frames("b", "1")));
        farm.submit(job(frames("c", "1")));
        for (int i = 0; i < 3; i++) {
            farm.exit(farm.plan().getFirst().command().value(), 7, 50);
        }
        return farm.worker("w1");
    }

    @Test
    void aQuarantineLastsToItsLastMillisecond() {
        Worker worker = quarantined();
        farm.passHeard(PROBATION - 1);
        assertThat(worker.duty()).isEqualTo(Duty.QUARANTINED);
        farm.passHeard(1);
        assertThat(worker.duty()).isEqualTo(Duty.PROBATION);
    }

    @Test
    void whileNothingIsDueALookChangesNothing() {
        quarantined();
        farm.license("nuke", 5).ask(new ReportLicense(NUKE, 2, HOUR));
        assertThat(due(farm.farm, farm.millis, farm.millis)).isEmpty();
    }

    @Test
    void seatsThatAreInUseOutsideAreShownWithTheirEndAndComeBackThen() {
        farm.license("nuke", 5);
        assertThat(farm.ask(new ReportLicense(NUKE, 2, 60_000)).outsideUntil()).isEqualTo(farm.millis + 60_000);
        License license = requireNonNull(farm.farm.findLicense(NUKE));
        farm.passHeard(59_999);
        assertThat(license.free()).isEqualTo(3);
        farm.passHeard(1);
        assertThat(license.free()).isEqualTo(5);
        assertThat(license.view().outsideUntil()).isNull();
    }

    @Test
    void afterARestartAReportOfSeatsOutsideCountsAsLongAsWasLeftOfIt() {
        farm.license("nuke", 5).ask(new ReportLicense(NUKE, 2, 60_000));
        Farm again = Farm.load(farm.farm.rows(1));
        License license = requireNonNull(again.findLicense(NUKE));
        due(again, farm.millis + 20_000, 500).forEach(again::apply);
        assertThat(due(again, farm.millis + 20_000, 501))
                .as("the end is found once")
                .isEmpty();
        due(again, 0, 40_499).forEach(again::apply);
        assertThat(license.outside()).isEqualTo(2);
        due(again, 0, 40_500).forEach(again::apply);
        assertThat(license.outside()).isZero();
    }
}
