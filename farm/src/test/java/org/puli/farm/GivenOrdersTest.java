package org.puli.farm;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.farm.FarmFixture.farm;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.task;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.puli.api.spec.FailurePolicy;
import org.puli.api.spec.FrameRange;
import org.puli.api.spec.LicenseFailure;
import org.puli.api.spec.TaskSettings;
import org.puli.api.sync.Lookout;
import org.puli.api.sync.RunDetails;
import org.puli.api.sync.RunOrder;
import org.puli.farm.request.CancelJob;

/** What a worker is told to run. */
class GivenOrdersTest {
    private static final long GB = 1L << 30;

    private final FarmFixture farm = farm().workers(1, 4);

    private List<RunOrder> orders() {
        return OrdersShow.wanted(farm.farm, farm.worker("w1"));
    }

    private RunDetails details(TaskSettings settings) {
        farm.submit(job(task("render", "7", settings)));
        farm.plan();
        return requireNonNull(orders().getLast().details());
    }

    @Test
    void theDetailsTravelUntilTheWorkerNamesTheAttempt() {
        farm.submit(job(frames("a", "1")));
        assertThat(orders()).isEmpty();
        farm.plan();
        assertThat(orders().getFirst().details()).isNotNull();
        farm.sync(farm.report("w1", "boot").running(FarmFixture.running(farm.command(1))));
        assertThat(orders()).hasSize(1);
        assertThat(orders().getFirst().details()).isNull();
        assertThat(orders().getFirst().leaseId()).isEqualTo(farm.command(1).leaseId());
        farm.sync(farm.report("w1", "reboot").link(2));
        farm.plan();
        assertThat(orders().getFirst().details())
                .as("a new daemon knows nothing")
                .isNotNull();
    }

    @Test
    void whatIsCanceledIsOrderedNoMoreAndTheRestIs() {
        Job first = farm.submit(job(frames("a", "1")));
        farm.submit(job(frames("b", "1")));
        farm.plan();
        farm.ask(new CancelJob(first.id()));
        assertThat(farm.worker("w1").leases()).hasSize(2);
        assertThat(orders())
                .extracting(RunOrder::attempt)
                .containsExactly(farm.command(2).ref());
    }

    @Test
    void anOrderTellsWhatToRunAndWhatTheCommandHolds() {
        TaskSettings settings = FarmFixture.cores(1.5)
                .withMemoryBytes(2 * GB)
                .withTimeout(Duration.ofMinutes(5))
                .withWorkingDirectory("/jobs/shot")
                .withEnvironment(Map.of("SHOT", "sh010"));
        RunDetails run = details(settings);
        assertThat(run.frames()).isEqualTo(FrameRange.of(7));
        assertThat(run.commandLine().arguments())
                .as("a worker fills in its own paths")
                .containsExactly("render", "{frame}");
        assertThat(run.cores()).isEqualTo(1.5);
        assertThat(run.memoryBytes()).isEqualTo(2 * GB);
        assertThat(run.timeoutMillis()).isEqualTo(300_000);
        assertThat(run.workingDirectory()).isEqualTo("/jobs/shot");
        assertThat(run.environment()).containsExactly(Map.entry("SHOT", "sh010"));
        assertThat(run.watch()).as("nothing else to watch for").isNull();
    }

    private static TaskSettings watched(Duration noProgress, LicenseFailure license) {
        return FarmFixture.policy(
                1, new FailurePolicy(null, null, null, null, license, null, noProgress, null, null, null, null));
    }

    @Test
    void aWorkerWatchesForStandstillAndForWordsThatALicenseIsMissing() {
        assertThat(details(watched(Duration.ofSeconds(90), new LicenseFailure(null, "no seat")))
                        .watch())
                .isEqualTo(new Lookout(90_000, "no seat"));
        assertThat(details(watched(Duration.ZERO, new LicenseFailure(null, "no seat")))
                        .watch())
                .isEqualTo(new Lookout(0, "no seat"));
        assertThat(details(watched(Duration.ofSeconds(90), new LicenseFailure(List.of(3), null)))
                        .watch())
                .isEqualTo(new Lookout(90_000, null));
    }

    @Test
    void wordsThatAnInnerPlaceTookBackAreNotWatchedFor() {
        assertThat(details(watched(Duration.ZERO, new LicenseFailure(null, ""))).watch())
                .isNull();
        assertThat(details(TaskSettings.NONE).timeoutMillis())
                .as("without a limit")
                .isZero();
    }
}
