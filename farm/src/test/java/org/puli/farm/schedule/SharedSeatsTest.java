package org.puli.farm.schedule;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.cores;
import static org.puli.farm.FarmFixture.farm;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.licensed;
import static org.puli.farm.FarmFixture.task;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.puli.api.LicenseName;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.LicenseSpec;
import org.puli.api.spec.PoolSpec;
import org.puli.api.spec.SeatsPer;
import org.puli.api.spec.TaskSettings;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.EndedRun.Outcome;
import org.puli.api.view.WaitingReason;
import org.puli.farm.Farm;
import org.puli.farm.FarmFixture;
import org.puli.farm.Job;
import org.puli.farm.License;
import org.puli.farm.change.Change;
import org.puli.farm.request.PauseWorker;
import org.puli.farm.request.ReportLicense;
import org.puli.farm.request.ResumeWorker;
import org.puli.farm.request.SetLicense;

/** Licenses whose seats all commands on one worker share. */
class SharedSeatsTest {
    private static final LicenseName NUKE = new LicenseName("nuke");

    private static FarmFixture nuke(int workers, int cores, int seats) {
        return set(farm().workers(workers, cores), "nuke", seats, SeatsPer.WORKER);
    }

    private static FarmFixture set(FarmFixture farm, String name, int seats, SeatsPer per) {
        farm.ask(new SetLicense(new LicenseSpec(new LicenseName(name), seats, per)));
        return farm;
    }

    private static int used(FarmFixture farm) {
        return license(farm.farm).used();
    }

    private static License license(Farm farm) {
        return requireNonNull(farm.findLicense(NUKE));
    }

    /** Cores and seats of one command. */
    private static TaskSettings large(double cores, int seats) {
        return licensed("nuke", seats).withCores(cores);
    }

    private static List<String> workersOf(FarmFixture farm, List<AttemptRef> started) {
        return started.stream()
                .map(attempt -> requireNonNull(
                        requireNonNull(farm.farm.findCommand(attempt.command())).holder()))
                .map(worker -> worker.name().value())
                .toList();
    }

    @Test
    void threeWorkersOfFourCoresRunEightCommandsWithTwoSeats() {
        FarmFixture farm = nuke(3, 4, 2);
        Job job = farm.submit(job(task("comp", "1-20", licensed("nuke", 1))));
        assertThat(workersOf(farm, farm.plan())).containsExactly("w1", "w1", "w1", "w1", "w2", "w2", "w2", "w2");
        assertThat(used(farm)).isEqualTo(2);
        assertThat(farm.reasons.of(farm.submit(job(task("more", "1", licensed("nuke", 1))))))
                .isEqualTo(WaitingReason.LICENSE);
        assertThat(farm.worker("w3").leases()).isEmpty();
        assertThat(job.leaseCount()).isEqualTo(8);
    }

    @Test
    void aSeatIsFreeWhenTheLastCommandOnItsWorkerHasEnded() {
        FarmFixture farm = nuke(2, 2, 1);
        farm.submit(job(task("comp", "1-2", licensed("nuke", 1))));
        assertThat(workersOf(farm, farm.plan())).containsExactly("w1", "w1");
        farm.submit(job(task("large", "1", large(2, 1))));
        farm.end(1, Outcome.DONE);
        assertThat(used(farm)).isEqualTo(1);
        assertThat(farm.plan()).isEmpty();
        farm.end(2, Outcome.DONE);
        assertThat(used(farm)).isZero();
        assertThat(workersOf(farm, farm.plan())).containsExactly("w1");
        assertThat(used(farm)).isEqualTo(1);
    }

    @Test
    void aWorkerHoldsAsManySeatsAsItsMostDemandingCommand() {
        FarmFixture farm = nuke(2, 9, 4);
        farm.submit(job(task("one", "1", licensed("nuke", 1)), task("three", "1", licensed("nuke", 3))));
        assertThat(workersOf(farm, farm.plan())).containsExactly("w1", "w1");
        assertThat(used(farm)).isEqualTo(3);
        farm.end(2, Outcome.DONE);
        assertThat(used(farm)).isEqualTo(1);
        farm.end(1, Outcome.DONE);
        assertThat(used(farm)).isZero();
    }

    @Test
    void whoHoldsAPartNeedsOnlyTheRest() {
        FarmFixture farm = nuke(2, 4, 2);
        farm.submit(job(task("one", "1", licensed("nuke", 1))));
        farm.plan();
        farm.ask(new PauseWorker(farm.worker("w1").name(), null));
        Job job = farm.submit(job(task("two", "1", licensed("nuke", 2))));
        assertThat(farm.plan()).as("w2 holds none, and one is free").isEmpty();
        assertThat(farm.why.ofJob(job).answer())
                .isEqualTo("waits for license nuke (1/2 in use, counted by worker, 2 needed); no worker that is right"
                        + " for it holds a seat and may go on");
        farm.ask(new ResumeWorker(farm.worker("w1").name()));
        assertThat(workersOf(farm, farm.plan())).as("w1 takes one more").containsExactly("w1");
        assertThat(used(farm)).isEqualTo(2);
    }

    @Test
    void aSeatIsDearerThanTheBestFit() {
        FarmFixture farm = farm().workers(1, 8).workers(1, 2);
        set(farm, "nuke", 9, SeatsPer.WORKER);
        farm.submit(job(task("three", "1", large(3, 1))));
        assertThat(workersOf(farm, farm.plan())).containsExactly("w1");
        farm.submit(job(task("one", "1", licensed("nuke", 1)), task("two", "1", cores(1))));
        assertThat(workersOf(farm, farm.plan()))
                .as("the seat of w1 is shared; what needs none goes where it fits best")
                .containsExactly("w1", "w2");
    }

    @Test
    void theFewestSeatsOverAllLicensesCount() {
        FarmFixture farm = set(nuke(3, 4, 9), "shave", 9, SeatsPer.WORKER);
        farm.submit(job(task("shave", "1", licensed("shave", 1).withCores(2.0))));
        assertThat(workersOf(farm, farm.plan())).containsExactly("w1");
        farm.submit(job(task("nuke", "1", large(4, 2))));
        assertThat(workersOf(farm, farm.plan())).containsExactly("w2");
        Map<LicenseName, Integer> both = new TreeMap<>(Map.of(NUKE, 2, new LicenseName("shave"), 1));
        farm.submit(job(task("both", "1", TaskSettings.NONE.withLicenses(both))));
        assertThat(workersOf(farm, farm.plan()))
                .as("w1 saves one seat, w2 has no room")
                .containsExactly("w1");
        assertThat(used(farm)).isEqualTo(4);
    }

    @Test
    void allSeatsOrNoneAlsoOfBothKinds() {
        FarmFixture farm = set(nuke(2, 4, 1), "shave", 2, SeatsPer.COMMAND);
        Map<LicenseName, Integer> both = new TreeMap<>(Map.of(NUKE, 1, new LicenseName("shave"), 1));
        farm.submit(job(task("both", "1-9", TaskSettings.NONE.withLicenses(both))));
        assertThat(workersOf(farm, farm.plan())).containsExactly("w1", "w1");
        farm.license("shave", 4);
        assertThat(workersOf(farm, farm.plan())).containsExactly("w1", "w1");
        farm.license("shave", 9);
        assertThat(farm.plan()).as("w1 is full, and the seat is its own").isEmpty();
    }

    @Test
    void belowUseNothingMoreStartsNotEvenWhereTheSeatIsHeld() {
        FarmFixture farm = nuke(2, 3, 2);
        farm.submit(job(task("comp", "1-3", licensed("nuke", 1)), task("large", "1-9", large(2, 1))));
        assertThat(workersOf(farm, farm.plan())).containsExactly("w1", "w1", "w1", "w2");
        farm.license("nuke", 1);
        farm.end(1, Outcome.DONE);
        assertThat(used(farm)).isEqualTo(2);
        farm.end(2, Outcome.DONE);
        assertThat(farm.plan()).as("2 used of 1").isEmpty();
        farm.end(4, Outcome.DONE);
        assertThat(used(farm)).isEqualTo(1);
        assertThat(workersOf(farm, farm.plan())).as("w1 goes on").containsExactly("w1");
    }

    @Test
    void atItsCountAWorkerThatHoldsASeatGoesOn() {
        FarmFixture farm = nuke(2, 1, 2);
        farm.submit(job(task("comp", "1-9", licensed("nuke", 1))));
        assertThat(farm.plan()).hasSize(2);
        farm.ask(new ReportLicense(NUKE, 1, 60_000));
        farm.end(1, Outcome.DONE);
        assertThat(farm.plan()).as("one here, one outside, two in all").isEmpty();
        farm.passHeard(60_000);
        assertThat(farm.plan()).hasSize(1);
    }

    @Test
    void aHolderThatGetsRoomIsUsedThoughNoSeatIsFree() {
        FarmFixture farm = nuke(3, 2, 1);
        farm.submit(job(task("small", "1", licensed("nuke", 1)), task("other", "1", cores(1))));
        assertThat(workersOf(farm, farm.plan())).containsExactly("w1", "w1");
        Job job = farm.submit(job(task("comp", "1", licensed("nuke", 1))));
        assertThat(farm.plan()).isEmpty();
        assertThat(farm.why.ofJob(job).answer())
                .isEqualTo("waits for license nuke (1/1 in use, counted by worker, 1 needed); the one worker that"
                        + " holds a seat is busy");
        assertThat(farm.reasons.of(job)).isEqualTo(WaitingReason.LICENSE);
        farm.end(2, Outcome.DONE);
        assertThat(workersOf(farm, farm.plan())).containsExactly("w1");
    }

    @Test
    void aHolderIsKeptForLargeWork() {
        FarmFixture farm = nuke(2, 2, 1);
        farm.submit(job(60, 1, task("small", "1-2", licensed("nuke", 1))));
        farm.plan();
        farm.submit(job(55, 1, task("large", "1", large(2, 1))));
        farm.submit(job(50, 1, task("tiny", "1-9", licensed("nuke", 1))));
        assertThat(farm.plan()).isEmpty();
        farm.end(1, Outcome.DONE);
        assertThat(farm.plan())
                .as("w1 is kept, and no other worker has the seat")
                .isEmpty();
        farm.end(2, Outcome.DONE);
        assertThat(workersOf(farm, farm.plan())).containsExactly("w1");
        assertThat(farm.command(3).holder()).isEqualTo(farm.worker("w1"));
    }

    @Test
    void theModeMayChangeWhileCommandsRun() {
        FarmFixture farm = nuke(3, 4, 3);
        farm.submit(job(task("comp", "1-20", licensed("nuke", 1))));
        assertThat(farm.plan()).hasSize(12);
        assertThat(used(farm)).isEqualTo(3);
        set(farm, "nuke", 3, SeatsPer.COMMAND);
        assertThat(used(farm)).isEqualTo(12);
        farm.end(1, Outcome.DONE);
        assertThat(used(farm)).isEqualTo(11);
        assertThat(farm.plan()).isEmpty();
        set(farm, "nuke", 3, SeatsPer.WORKER);
        assertThat(used(farm)).isEqualTo(3);
        assertThat(workersOf(farm, farm.plan())).containsExactly("w1");
        List.of(2L, 3L, 4L, 13L).forEach(command -> farm.end(command, Outcome.DONE));
        assertThat(used(farm)).isEqualTo(2);
    }

    @Test
    void countedByWorkerWhatWaitedForASeatStartsOnHolders() {
        FarmFixture farm = farm().workers(2, 4).license("nuke", 2);
        farm.submit(job(task("comp", "1-20", licensed("nuke", 1))));
        assertThat(workersOf(farm, farm.plan())).containsExactly("w1", "w1");
        set(farm, "nuke", 2, SeatsPer.WORKER);
        assertThat(farm.plan()).hasSize(6);
        assertThat(used(farm)).isEqualTo(2);
    }

    @Test
    void countedByCommandWhatWaitedForAHolderStartsAnywhere() {
        FarmFixture farm = nuke(2, 1, 1);
        farm.apply(new Change.PoolChanged(new PoolSpec(JobSpec.DEFAULT_POOL, List.of(), 0)));
        farm.submit(job(task("comp", "1-2", licensed("nuke", 1))));
        assertThat(workersOf(farm, farm.plan())).containsExactly("w1");
        set(farm, "nuke", 1, SeatsPer.COMMAND);
        assertThat(farm.plan()).isEmpty();
        farm.license("nuke", 2);
        assertThat(workersOf(farm, farm.plan())).containsExactly("w2");
    }

    @Test
    void aHolderThatIsAvoidedIsTakenWhenNoOtherTakesWork() {
        FarmFixture farm = nuke(2, 2, 1);
        farm.submit(job(60, 1, task("stays", "1", licensed("nuke", 1))));
        Job job = farm.submit(job(task("fails", "1", licensed("nuke", 1).withAttempts(3))));
        assertThat(workersOf(farm, farm.plan())).containsExactly("w1", "w1");
        farm.end(2, Outcome.FAILED);
        assertThat(farm.plan()).as("w2 is right for it, and has no seat").isEmpty();
        assertThat(farm.reasons.of(job)).isEqualTo(WaitingReason.LICENSE);
        farm.ask(new PauseWorker(farm.worker("w2").name(), null));
        assertThat(workersOf(farm, farm.plan())).containsExactly("w1");
    }

    @Test
    void aHolderThatTakesWorkAgainIsFound() {
        FarmFixture farm = nuke(2, 2, 1);
        farm.submit(job(task("stays", "1", licensed("nuke", 1))));
        farm.plan();
        farm.ask(new PauseWorker(farm.worker("w1").name(), null));
        Job job = farm.submit(job(task("waits", "1", licensed("nuke", 1))));
        assertThat(farm.plan()).isEmpty();
        assertThat(farm.reasons.of(job)).isEqualTo(WaitingReason.LICENSE);
        farm.ask(new ResumeWorker(farm.worker("w1").name()));
        assertThat(workersOf(farm, farm.plan())).containsExactly("w1");
    }

    @Test
    void aFarmThatIsLoadedCountsTheSame() {
        FarmFixture farm = nuke(3, 4, 3);
        farm.submit(job(task("comp", "1-7", licensed("nuke", 1)), task("two", "1", large(1, 2))));
        farm.plan();
        assertThat(used(farm)).isEqualTo(3);
        Farm loaded = Farm.load(farm.farm.rows(1));
        assertThat(license(loaded).view()).isEqualTo(license(farm.farm).view());
        assertThat(license(loaded).per()).isEqualTo(SeatsPer.WORKER);
        assertThat(new AssignmentPlanner(loaded).findNext()).isNull();
        loaded.apply(new Change.LicenseCounted(NUKE, SeatsPer.COMMAND));
        assertThat(license(loaded).used()).isEqualTo(9);
    }

    @Test
    void aLicenseStaysCountedAsItWasUntilSomebodySaysOtherwise() {
        FarmFixture farm = nuke(1, 1, 1);
        farm.license("nuke", 5);
        assertThat(license(farm.farm).per()).isEqualTo(SeatsPer.WORKER);
        int changes = farm.changes.size();
        farm.license("nuke", 5);
        set(farm, "nuke", 5, SeatsPer.WORKER);
        assertThat(farm.changes).hasSize(changes);
        farm.license("shave", 2);
        assertThat(requireNonNull(farm.farm.findLicense(new LicenseName("shave")))
                        .per())
                .isEqualTo(SeatsPer.COMMAND);
    }

    @Test
    void workersAreCountedByWhatKeepsThemFromTheSeat() {
        FarmFixture farm = nuke(3, 1, 1);
        farm.submit(job(task("comp", "1-9", licensed("nuke", 1))));
        farm.plan();
        Job plain = farm.submit(job(frames("plain", "1")));
        assertThat(workersOf(farm, farm.plan())).containsExactly("w2");
        assertThat(plain.leaseCount()).isEqualTo(1);
        assertThat(farm.why
                        .ofJob(requireNonNull(farm.farm.jobs().iterator().next()))
                        .parts()
                        .getFirst()
                        .workers()
                        .toString())
                .contains("count=2, what=without a seat of license nuke", "count=1, what=busy");
    }
}
