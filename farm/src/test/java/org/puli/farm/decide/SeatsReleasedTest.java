package org.puli.farm.decide;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.farm;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.task;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.puli.api.LicenseName;
import org.puli.api.spec.LicenseSpec;
import org.puli.api.spec.SeatsPer;
import org.puli.api.spec.TaskSettings;
import org.puli.api.sync.EndedRun.Outcome;
import org.puli.api.sync.Progress;
import org.puli.api.sync.RunState;
import org.puli.farm.Command;
import org.puli.farm.Farm;
import org.puli.farm.FarmFixture;
import org.puli.farm.Worker;
import org.puli.farm.request.SetLicense;

/** Programs that give licenses back while they go on. */
class SeatsReleasedTest {
    private static final LicenseName NUKE = new LicenseName("nuke");
    private static final LicenseName SHAVE = new LicenseName("shave");

    private final FarmFixture farm = farm().workers(2);

    private void seats(LicenseName name, int count, SeatsPer per) {
        farm.ask(new SetLicense(new LicenseSpec(name, count, per)));
    }

    private static TaskSettings both() {
        return TaskSettings.NONE.withLicenses(Map.of(NUKE, 2, SHAVE, 1));
    }

    private int used(LicenseName name) {
        return requireNonNull(farm.farm.findLicense(name)).used();
    }

    private void release(Command command, LicenseName... names) {
        Worker holder = requireNonNull(command.holder());
        Progress told = new Progress(null, null, null, List.of(names));
        RunState state = RunState.of(command.ref(), command.leaseId(), RunState.Phase.RUNNING, 5, told);
        farm.sync(farm.report(holder.name().value(), holder.bootId()).running(state));
    }

    @Test
    void othersHaveTheSeatsAtOnceAndTheCommandGoesOn() {
        seats(NUKE, 2, SeatsPer.COMMAND);
        seats(SHAVE, 2, SeatsPer.COMMAND);
        farm.submit(job(task("comp", "1-2", both())));
        assertThat(farm.plan()).hasSize(1);
        release(farm.command(1), NUKE);
        assertThat(used(NUKE)).isZero();
        assertThat(used(SHAVE)).isEqualTo(1);
        assertThat(farm.plan()).as("the next one has the seats now").hasSize(1);
        assertThat(used(NUKE)).isEqualTo(2);
        release(farm.command(1), NUKE);
        assertThat(used(NUKE)).as("what is told again changes nothing").isEqualTo(2);
        farm.end(1, Outcome.DONE);
        assertThat(used(NUKE)).isEqualTo(2);
        assertThat(used(SHAVE)).isEqualTo(1);
        farm.end(2, Outcome.DONE);
        assertThat(used(NUKE)).isZero();
        assertThat(used(SHAVE)).isZero();
    }

    @Test
    void whatItDoesNotHoldIsNothingToGiveBack() {
        seats(NUKE, 2, SeatsPer.COMMAND);
        seats(SHAVE, 2, SeatsPer.COMMAND);
        farm.submit(job(task("comp", "1", both())));
        farm.plan();
        release(farm.command(1), new LicenseName("other"), new LicenseName("unknown"));
        assertThat(used(NUKE)).isEqualTo(2);
        assertThat(farm.command(1).held().licenses()).hasSize(2);
    }

    @Test
    void theNextTryHoldsAllAgain() {
        seats(NUKE, 2, SeatsPer.COMMAND);
        seats(SHAVE, 1, SeatsPer.COMMAND);
        farm.submit(job(task("comp", "1", both().withAttempts(2))));
        farm.plan();
        release(farm.command(1), NUKE, SHAVE);
        assertThat(used(NUKE) + used(SHAVE)).isZero();
        farm.end(1, Outcome.FAILED);
        farm.plan();
        assertThat(used(NUKE)).isEqualTo(2);
        assertThat(used(SHAVE)).isEqualTo(1);
    }

    @Test
    void whereSeatsAreCountedByWorkerTheMostDemandingOneLeftCounts() {
        seats(NUKE, 3, SeatsPer.WORKER);
        seats(SHAVE, 3, SeatsPer.WORKER);
        FarmFixture one = farm;
        one.submit(job(task("comp", "1", both())));
        one.plan();
        assertThat(used(NUKE)).isEqualTo(2);
        release(one.command(1), NUKE);
        assertThat(used(NUKE)).isZero();
        assertThat(used(SHAVE)).isEqualTo(1);
    }

    @Test
    void itOutlastsTheDispatcher() {
        seats(NUKE, 2, SeatsPer.COMMAND);
        seats(SHAVE, 1, SeatsPer.COMMAND);
        farm.submit(job(task("comp", "1", both())));
        farm.plan();
        release(farm.command(1), NUKE);
        Farm loaded = Farm.load(farm.farm.rows(1));
        assertThat(requireNonNull(loaded.findLicense(NUKE)).used()).isZero();
        assertThat(requireNonNull(loaded.findLicense(SHAVE)).used()).isEqualTo(1);
    }
}
