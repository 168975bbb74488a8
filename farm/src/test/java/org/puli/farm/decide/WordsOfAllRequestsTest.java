package org.puli.farm.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.puli.api.JobId;
import org.puli.api.LicenseName;
import org.puli.api.PoolName;
import org.puli.api.WorkerName;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.LicenseSpec;
import org.puli.api.spec.PathRule;
import org.puli.api.spec.PoolSpec;
import org.puli.api.spec.ShareSpec;
import org.puli.api.sync.Equipment;
import org.puli.farm.FarmFixture;
import org.puli.farm.change.Change;
import org.puli.farm.request.ArchiveJob;
import org.puli.farm.request.BlockWorker;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.ClearBlocklist;
import org.puli.farm.request.CreatePool;
import org.puli.farm.request.DeleteJob;
import org.puli.farm.request.DeletePath;
import org.puli.farm.request.DeletePool;
import org.puli.farm.request.DeleteShare;
import org.puli.farm.request.DeleteWorker;
import org.puli.farm.request.DrainWorker;
import org.puli.farm.request.EditJob;
import org.puli.farm.request.EditPool;
import org.puli.farm.request.EditWorker;
import org.puli.farm.request.ExplainCommand;
import org.puli.farm.request.ExplainJob;
import org.puli.farm.request.ExplainWorker;
import org.puli.farm.request.FindNode;
import org.puli.farm.request.FinishCommands;
import org.puli.farm.request.FromPerson;
import org.puli.farm.request.HoldCommands;
import org.puli.farm.request.ListCommands;
import org.puli.farm.request.ListPaths;
import org.puli.farm.request.MarkJob;
import org.puli.farm.request.MoveWorkers;
import org.puli.farm.request.PauseJob;
import org.puli.farm.request.PauseWorker;
import org.puli.farm.request.QuarantineWorker;
import org.puli.farm.request.ReleaseCommands;
import org.puli.farm.request.ReleaseWorker;
import org.puli.farm.request.ReportLicense;
import org.puli.farm.request.Request;
import org.puli.farm.request.ResumeJob;
import org.puli.farm.request.ResumeWorker;
import org.puli.farm.request.RetryJob;
import org.puli.farm.request.Running;
import org.puli.farm.request.Selection;
import org.puli.farm.request.SetLicense;
import org.puli.farm.request.SetPath;
import org.puli.farm.request.SetShare;
import org.puli.farm.request.ShowBlocklist;
import org.puli.farm.request.ShowCommand;
import org.puli.farm.request.ShowJob;
import org.puli.farm.request.ShowPathHealth;
import org.puli.farm.request.ShowSpec;
import org.puli.farm.request.SkipCommands;
import org.puli.farm.request.SleepWorker;
import org.puli.farm.request.SubmitJob;
import org.puli.farm.request.SyncWorker;
import org.puli.farm.request.Target;
import org.puli.farm.request.TestPaths;
import org.puli.farm.request.Tick;
import org.puli.farm.request.TryPaths;
import org.puli.farm.request.WakeWorker;
import org.puli.farm.row.AuditRow;

/** Whatever a person changes is told in the audit in plain words: never as a record of this program prints itself. */
class WordsOfAllRequestsTest {
    private static final JobId JOB = new JobId(1);
    private static final WorkerName W1 = new WorkerName("w1");
    private static final LicenseName NUKE = new LicenseName("nuke");
    private static final PoolName NIGHT = new PoolName("night");
    private static final PathRule RULE = new PathRule("films", "/mnt/films", null, "F:\\");

    /** {@code SomeRecord[component=…}: how a record prints itself. */
    private static final Pattern RECORD = Pattern.compile("[A-Z]\\w*\\[\\w*(=|])");

    /** What changes nothing, or is no person's doing, or only wraps another request. */
    private static final List<Class<?>> SILENT = List.of(
            ExplainCommand.class,
            ExplainJob.class,
            ExplainWorker.class,
            FindNode.class,
            FromPerson.class,
            ListCommands.class,
            ListPaths.class,
            ShowBlocklist.class,
            ShowCommand.class,
            ShowJob.class,
            ShowPathHealth.class,
            ShowSpec.class,
            SyncWorker.class,
            Tick.class,
            TryPaths.class);

    private final FarmFixture farm = FarmFixture.farm()
            .worker(4, new Equipment(0, 0, Map.of(), List.of(), List.of(), Map.of("os", "linux"), 1, wakeable()));

    private static List<String> wakeable() {
        return List.of("aa:bb:cc:dd:ee:ff");
    }

    private final List<Request<?>> asked = new ArrayList<>();

    private void ask(Request<?> request) {
        int before = farm.changes.size();
        farm.ask(request);
        asked.add(request);
        List<AuditRow> rows = farm.changes.subList(before, farm.changes.size()).stream()
                .filter(Change.Audited.class::isInstance)
                .map(change -> ((Change.Audited) change).row())
                .toList();
        assertThat(rows).as(request.toString()).hasSize(1);
        String words = rows.getFirst().target() + " " + rows.getFirst().before()
                + rows.getFirst().after();
        assertThat(words).doesNotContainPattern(RECORD);
        assertThat(rows.getFirst().before() + rows.getFirst().after())
                .as(request.toString())
                .isNotEmpty();
    }

    private void work() {
        JobSpec spec = job(frames("a", "1-9"));
        ask(new SubmitJob("ada", spec, null));
        ask(new PauseJob(JOB));
        ask(new ResumeJob(JOB));
        ask(new HoldCommands(Selection.of(JOB), Running.GOES_ON));
        ask(new ReleaseCommands(Selection.of(JOB)));
        ask(new BlockWorker(JOB, null, W1, "ada", "noisy"));
        ask(new ClearBlocklist(JOB, null, null));
        ask(new SkipCommands(Selection.of(JOB)));
        ask(new RetryJob(JOB, true));
        ask(new CancelJob(JOB));
        ask(new FinishCommands(Selection.of(JOB)));
        ask(new EditJob(new Target.WholeJob(JOB), spec, job(70, 1, frames("a", "1-9")), "priority 50", "priority 70"));
        ask(new ArchiveJob(JOB));
        ask(new MarkJob(JOB, true));
        farm.submit(spec);
        ask(new DeleteJob(new JobId(2)));
    }

    private void poolsAndLicenses() {
        ShareSpec share = new ShareSpec("alpha", Map.of("prod", List.of("a", "b")), List.of("ada"), 2, 1, 4);
        ask(new CreatePool(PoolSpec.plain(NIGHT)));
        ask(new MoveWorkers(NIGHT, List.of(W1), List.of()));
        ask(new EditPool(new PoolSpec(NIGHT, List.of(share), 3)));
        ask(new SetShare(NIGHT, new ShareSpec("beta", Map.of(), List.of("bo"), 1, 0, 0)));
        ask(new DeleteShare(NIGHT, "alpha"));
        ask(new DeletePool(NIGHT));
        ask(new SetLicense(new LicenseSpec(NUKE, 3)));
        ask(new ReportLicense(NUKE, 2, 120_000));
    }

    private void machines() {
        ask(new SetPath(RULE));
        ask(new TestPaths(null));
        ask(new DeletePath("films"));
        ask(new PauseWorker(W1, "lunch"));
        ask(new DrainWorker(W1, null));
        ask(new ResumeWorker(W1));
        ask(new QuarantineWorker(W1, "bad RAM"));
        ask(new ReleaseWorker(W1));
        ask(new EditWorker(W1, 2, null, List.of("gpu"), List.of()));
        ask(new SleepWorker(W1));
        farm.pass(60_000);
        ask(new WakeWorker(W1));
        ask(new DeleteWorker(W1));
    }

    private static Stream<Class<?>> kinds(Class<?> request) {
        Class<?> @Nullable [] kinds = request.getPermittedSubclasses();
        return kinds == null ? Stream.of(request) : Stream.of(kinds).flatMap(WordsOfAllRequestsTest::kinds);
    }

    @Test
    void whateverAPersonChangesIsToldInPlainWords() {
        work();
        poolsAndLicenses();
        machines();
        Set<Class<?>> all = kinds(Request.class).collect(Collectors.toSet());
        Set<Class<?>> told = asked.stream().map(Object::getClass).collect(Collectors.toSet());
        told.addAll(SILENT);
        assertThat(told).as("a new request is asked here, or is silent").containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void aRecordIsKnownWhereItPrintsItself() {
        assertThat(new ReportLicense(NUKE, 2, 1).toString()).containsPattern(RECORD);
        assertThat(new ListPaths().toString()).containsPattern(RECORD);
    }
}
