package org.puli.farm.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.puli.api.JobId;
import org.puli.api.LicenseName;
import org.puli.api.PoolName;
import org.puli.api.WorkerName;
import org.puli.api.spec.LicenseSpec;
import org.puli.api.spec.PoolSpec;
import org.puli.api.spec.SeatsPer;
import org.puli.farm.FarmFixture;
import org.puli.farm.change.Change;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.CreatePool;
import org.puli.farm.request.DeleteJob;
import org.puli.farm.request.DeletePool;
import org.puli.farm.request.DrainWorker;
import org.puli.farm.request.EditPool;
import org.puli.farm.request.EditWorker;
import org.puli.farm.request.FinishCommands;
import org.puli.farm.request.FromPerson;
import org.puli.farm.request.MoveWorkers;
import org.puli.farm.request.PauseJob;
import org.puli.farm.request.PauseWorker;
import org.puli.farm.request.Person;
import org.puli.farm.request.QuarantineWorker;
import org.puli.farm.request.ReleaseWorker;
import org.puli.farm.request.Request;
import org.puli.farm.request.ResumeJob;
import org.puli.farm.request.ResumeWorker;
import org.puli.farm.request.RetryJob;
import org.puli.farm.request.Selection;
import org.puli.farm.request.SetLicense;
import org.puli.farm.request.ShowJob;
import org.puli.farm.request.SkipCommands;
import org.puli.farm.request.SubmitJob;
import org.puli.farm.request.Tick;
import org.puli.farm.row.AuditRow;

class AuditTest {
    private static final JobId JOB = new JobId(1);
    private static final WorkerName W1 = new WorkerName("w1");

    private final FarmFixture farm = FarmFixture.farm().workers(1);

    private List<String> audited(Request<?> request) {
        farm.changes.clear();
        farm.ask(new FromPerson<>(new Person("bea", "10.0.0.7"), request));
        return farm.changes.stream()
                .filter(Change.Audited.class::isInstance)
                .map(change -> ((Change.Audited) change).row())
                .map(row -> row.user() + " " + row.verb() + " " + row.target())
                .toList();
    }

    @Test
    void howALicenseIsCountedIsSaid() {
        LicenseName nuke = new LicenseName("nuke");
        farm.license("nuke", 3);
        farm.changes.clear();
        Request<?> set = new SetLicense(new LicenseSpec(nuke, 4, SeatsPer.WORKER));
        farm.ask(new FromPerson<>(new Person("bea", null), set));
        assertThat(farm.changes).first().isEqualTo(new Change.LicenseChanged(nuke, 4));
        assertThat(farm.changes.get(1)).isEqualTo(new Change.LicenseCounted(nuke, SeatsPer.WORKER));
        AuditRow row = ((Change.Audited) farm.changes.getLast()).row();
        assertThat(row.before()).isEqualTo("3 seats");
        assertThat(row.after()).isEqualTo("4 seats, counted by worker");
        assertThat(farm.changes).hasSize(3);
    }

    @Test
    void everyVerbThatChangesSomethingWritesOneLineAndItsRepeatNone() {
        assertOnce(new SetLicense(new LicenseSpec(new LicenseName("nuke"), 3)), "set license nuke");
        assertOnce(new SubmitJob("ada", FarmFixture.job(FarmFixture.frames("a", "1-9")), "key"), "submit job 1");
        assertOnce(new PauseJob(JOB), "pause job 1");
        assertOnce(new ResumeJob(JOB), "resume job 1");
        assertOnce(new SkipCommands(Selection.of(JOB)), "skip job 1");
        assertOnce(new RetryJob(JOB, true), "retry job 1");
        assertOnce(new CancelJob(JOB), "cancel job 1");
        assertOnce(new RetryJob(JOB, false), "retry job 1");
        assertOnce(new FinishCommands(Selection.of(JOB)), "done job 1");
        assertOnce(new PauseWorker(W1, "x"), "pause worker w1");
        assertOnce(new DrainWorker(W1, "x"), "drain worker w1");
        assertOnce(new ResumeWorker(W1), "resume worker w1");
        assertOnce(new QuarantineWorker(W1, "x"), "quarantine worker w1");
        assertOnce(new ReleaseWorker(W1), "release worker w1");
        assertOnce(new EditWorker(W1, 4, null, List.of("gpu"), List.of()), "edit worker w1");
        assertThat(audited(new DeleteJob(JOB))).containsExactly("bea delete job 1");
        assertThat(farm.farm.numbers().audit()).isEqualTo(17);
    }

    private void assertOnce(Request<?> request, String line) {
        assertThat(audited(request)).containsExactly("bea " + line);
        assertThat(audited(request)).isEmpty();
    }

    @Test
    void poolsAreAuditedToo() {
        PoolName night = new PoolName("night");
        assertOnce(new CreatePool(PoolSpec.plain(night)), "create pool night");
        assertOnce(new MoveWorkers(night, List.of(W1), List.of()), "move workers pool night");
        assertOnce(new EditPool(new PoolSpec(night, List.of(), 3)), "edit pool night");
        assertOnce(new EditPool(PoolSpec.plain(night).withAgeBoost(2)), "edit pool night");
        assertOnce(new DeletePool(night), "delete pool night");
    }

    @Test
    void whoAsksOrWhatTimeDoesIsNotAudited() {
        farm.submit(FarmFixture.job(FarmFixture.frames("a", "1")));
        assertThat(audited(new ShowJob(JOB))).isEmpty();
        farm.millis += 3_600_000;
        assertThat(audited(new Tick())).isEmpty();
        assertThat(farm.changes).isNotEmpty();
    }

    @Test
    void whoeverIsNotNamedIsNobodyInParticular() {
        farm.changes.clear();
        farm.ask(new PauseWorker(W1, null));
        assertThat(farm.changes)
                .last()
                .isInstanceOfSatisfying(
                        Change.Audited.class,
                        change -> assertThat(change.row().user()).isEqualTo("anonymous"));
    }

    @Test
    void aVerbWithoutWordsOfItsOwnIsToldByThoseOfItsRequest() {
        Note note = Note.of(new DrainWorker(W1, "new disk"));
        assertThat(note.verb()).isEqualTo("drain");
        assertThat(note.target()).isEqualTo("worker");
        assertThat(note.after()).isEmpty();
    }

    @Test
    void longWordsAreCut() {
        Note note = new Note("edit", "x".repeat(2_000), null, null, "y".repeat(2_001), "");
        assertThat(note.target()).hasSize(2_000).doesNotContain("...");
        assertThat(note.before()).hasSize(2_000).endsWith("...");
    }
}
