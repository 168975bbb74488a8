package org.puli.worker;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.WorkerName;
import org.puli.api.config.Setting;
import org.puli.api.config.Settings;
import org.puli.api.local.LocalAnswer;
import org.puli.api.local.LocalHold;
import org.puli.api.local.LocalRequest;
import org.puli.api.local.LocalRequest.Verb;
import org.puli.api.local.LocalStatus;
import org.puli.api.sync.Availability.OfRunning;
import org.puli.api.sync.OrdersNumber;
import org.puli.api.sync.RunState;
import org.puli.api.sync.WorkerReport;
import org.puli.worker.availability.LocalPause;
import org.puli.worker.availability.Reasons;

class LocalDeskTest {
    @TempDir
    private Path folder;

    private final Ending ending = new Ending();
    private final AtomicInteger wakes = new AtomicInteger();
    private @Nullable WorkerReport latest;
    private LocalPause pause;
    private LocalDesk desk;

    @BeforeEach
    void open() {
        pause = LocalPause.open(folder.resolve("note").resolve("pause.json"));
        desk = desk("auto");
    }

    private LocalDesk desk(String keep) {
        Map<Setting, String> flags =
                Map.of(Setting.WORKER_NAME, "w1", Setting.WORKER_STOP_TIME, "1h", Setting.WORKER_KEEP, keep);
        return new LocalDesk(new LocalDesk.Parts(
                WorkerConfig.of(Settings.read(null, Map.of(), flags)),
                "2",
                pause,
                new Reasons(List.of(ending, pause)),
                ending,
                () -> latest,
                () -> 12,
                () -> LinkWords.of(null, "no answer in time"),
                InstantSource.fixed(Instant.ofEpochMilli(77)),
                wakes::incrementAndGet));
    }

    private LocalAnswer ask(Verb verb, @Nullable String reason, @Nullable OfRunning running, @Nullable Long within) {
        return desk.answer(new LocalRequest(1, verb, reason, running, within), "ada");
    }

    private LocalStatus status() {
        return requireNonNull(ask(Verb.STATUS, null, null, null).status());
    }

    @Test
    void aPauseIsKeptAndToldAndEndsWithAResume() throws IOException {
        Files.createDirectory(folder.resolve("note"));
        LocalAnswer paused = ask(Verb.PAUSE, "lunch", OfRunning.KILL, null);
        assertThat(requireNonNull(paused.status()).hold())
                .isEqualTo(new LocalHold(false, "lunch", OfRunning.KILL, "ada", 77));
        assertThat(requireNonNull(paused.status().availability()).running()).isEqualTo(OfRunning.KILL);
        assertThat(wakes.get()).isEqualTo(1);
        ask(Verb.DRAIN, null, OfRunning.KILL, null);
        assertThat(status().hold())
                .as("a drain lets what runs finish")
                .isEqualTo(new LocalHold(true, null, OfRunning.FINISH, "ada", 77));
        assertThat(requireNonNull(ask(Verb.RESUME, null, null, null).status()).availability())
                .isNull();
    }

    @Test
    void whatCannotBeKeptIsToldAndNothingHasChanged() {
        assertThat(ask(Verb.PAUSE, "lunch", null, null).error()).contains("nothing has changed");
        assertThat(status().hold()).isNull();
        assertThat(status().availability()).isNull();
    }

    @Test
    void aReasonIsOneLineOfSoManyCharacters() throws IOException {
        Files.createDirectory(folder.resolve("note"));
        assertThat(ask(Verb.PAUSE, "x".repeat(200), null, null).error()).isNull();
        assertThat(ask(Verb.PAUSE, "x".repeat(201), null, null).error()).contains("200 characters");
        assertThat(ask(Verb.PAUSE, "a\nb", null, null).error()).contains("one line");
        assertThat(ask(Verb.PAUSE, "a\u202Eb", null, null).error()).contains("one line");
    }

    @Test
    void aStopLeavesTheTimeThatIsAskedForOrTheUsualOne() {
        long day = WorkerConfig.LONGEST_STOP.toMillis();
        assertThat(ask(Verb.STOP, null, null, -1L).error()).contains("from 0s to 24h");
        assertThat(ask(Verb.STOP, null, null, day + 1).error()).contains("from 0s to 24h");
        assertThat(ending.isAsked()).isFalse();
        assertThat(ask(Verb.STOP, null, null, day).error()).isNull();
        assertThat(ask(Verb.STOP, null, null, null).error()).isNull();
        assertThat(status().isEnding()).isTrue();
        assertThat(ending.isOver()).as("an hour is left").isFalse();
        ask(Verb.STOP, null, null, 0L);
        assertThat(ending.isOver()).isTrue();
    }

    @Test
    void whatRunsIsLeftToTheNextOneIfAnythingSurvives() {
        desk = desk("never");
        assertThat(ask(Verb.LEAVE, null, null, null).error())
                .contains("worker.keep is never", "puli worker local stop");
        assertThat(ending.isAsked()).isFalse();
        desk = desk("auto");
        assertThat(ask(Verb.LEAVE, null, null, null).error()).isNull();
        assertThat(ending.leaves()).isTrue();
        assertThat(status().isEnding()).isTrue();
    }

    @Test
    void ofManyCommandsSomeAreToldOneByOne() {
        assertThat(status().runningCount()).as("before the first report").isZero();
        List<RunState> running = LongStream.rangeClosed(1, 150)
                .mapToObj(i -> new RunState(FixedParts.ref(i, 1), i, RunState.Phase.RUNNING, 1, null))
                .toList();
        latest = new WorkerReport(
                1,
                new WorkerName("w1"),
                "b",
                1,
                null,
                OrdersNumber.NONE,
                null,
                running,
                List.of(),
                List.of(),
                null,
                null);
        assertThat(status().runningCount()).isEqualTo(150);
        assertThat(status().running()).hasSize(LocalStatus.MOST_RUNNING);
        assertThat(status().heardAt()).isEqualTo(12);
        assertThat(requireNonNull(status().link()).problem()).isEqualTo("no answer in time");
    }
}
