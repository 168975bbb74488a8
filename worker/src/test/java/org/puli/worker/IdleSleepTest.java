package org.puli.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.puli.api.sync.Availability;
import org.puli.api.sync.Availability.Cause;
import org.puli.api.sync.Availability.OfRunning;
import org.puli.worker.availability.WorkHours;

/** When a machine goes to sleep, by hand and without a clock. */
class IdleSleepTest {
    private static final long MINUTE = 60_000;

    /** Noon of a Monday. */
    private long wall = Instant.parse("2026-11-23T12:00:00Z").toEpochMilli();

    private long mono = 5_000;
    private boolean isIdle = true;
    private @Nullable Availability others;
    private boolean isBelieved;
    private boolean isLooking;
    private @Nullable IOException trouble;
    private final List<List<String>> slept = new ArrayList<>();
    private IdleSleep sleep = sleep(Duration.ofMinutes(10), null);

    private IdleSleep sleep(Duration idleAfter, @Nullable String hours) {
        PowerSettings settings = new PowerSettings(
                idleAfter,
                hours == null ? null : WorkHours.parse(hours),
                List.of("systemctl", "suspend"),
                List.of("52:54:00:12:34:56"));
        return new IdleSleep(
                settings,
                new IdleSleep.Parts(
                        () -> isIdle,
                        () -> isLooking,
                        () -> others,
                        () -> isBelieved,
                        () -> Instant.ofEpochMilli(wall),
                        () -> mono,
                        ZoneOffset.UTC,
                        this::lie,
                        () -> {}));
    }

    private void lie(List<String> command) throws IOException {
        if (trouble != null) {
            throw trouble;
        }
        slept.add(command);
    }

    private void pass(long millis) {
        wall += millis;
        mono += millis;
        sleep.turn();
    }

    private void answer() {
        pass(1_000);
        isBelieved = true;
        pass(1_000);
    }

    private boolean isTired() {
        Availability said = sleep.now();
        return said != null && said.cause() == Cause.SLEEPING;
    }

    @Test
    void afterLongIdlenessItSaysSoAndSleepsOnceTheDispatcherHasAnswered() {
        pass(10 * MINUTE - 1);
        assertThat(sleep.now()).isNull();
        pass(1);
        assertThat(sleep.now()).isEqualTo(new Availability(Cause.SLEEPING, "idle for 10m", OfRunning.FINISH));
        pass(1_000);
        assertThat(slept).isEmpty();
        answer();
        assertThat(slept).containsExactly(List.of("systemctl", "suspend"));
        assertThat(isTired()).as("until it has slept").isTrue();
        wall += 3_600_000;
        pass(1_000);
        assertThat(sleep.now()).isNull();
        pass(10 * MINUTE - 1);
        assertThat(sleep.now()).as("idle time begins anew").isNull();
    }

    @Test
    void workBeginsTheIdleTimeAnew() {
        pass(9 * MINUTE);
        isIdle = false;
        pass(1_000);
        isIdle = true;
        pass(9 * MINUTE);
        assertThat(sleep.now()).isNull();
    }

    @Test
    void whoLooksForFilesStaysAwakeUntilItIsTheNextOnesTurn() {
        isLooking = true;
        pass(30 * MINUTE);
        assertThat(sleep.now()).isNull();
        isLooking = false;
        pass(1_000);
        assertThat(isTired()).as("it was idle for long").isTrue();
    }

    @Test
    void whoIsToldToSleepDoesSoThoughItLooksForFiles() {
        isLooking = true;
        sleep.ask();
        pass(1_000);
        answer();
        assertThat(slept).hasSize(1);
    }

    @Test
    void workThatComesAtTheLastMomentIsDone() {
        pass(10 * MINUTE);
        isIdle = false;
        answer();
        assertThat(sleep.now()).isNull();
        assertThat(slept).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            names = {"USER_PRESENT", "LOCAL", "ENDING"})
    void nothingSleepsWhileSomebodyUsesOrHoldsIt(Cause cause) {
        others = new Availability(cause, "x", OfRunning.FINISH);
        pass(60 * MINUTE);
        assertThat(sleep.now()).isNull();
        sleep.ask();
        pass(1_000);
        assertThat(sleep.now()).isNull();
        others = null;
        pass(10 * MINUTE);
        assertThat(isTired()).isTrue();
        others = new Availability(cause, "x", OfRunning.FINISH);
        answer();
        assertThat(sleep.now()).isNull();
        assertThat(slept).isEmpty();
    }

    @Test
    void outsideItsHoursOfWorkItMaySleep() {
        others = new Availability(Cause.OFF_HOURS, "day", OfRunning.FINISH);
        pass(10 * MINUTE);
        answer();
        assertThat(slept).hasSize(1);
    }

    @Test
    void itSleepsByItselfWithinItsHoursAlone() {
        sleep = sleep(Duration.ofMinutes(10), "20:00-06:00");
        pass(60 * MINUTE);
        assertThat(sleep.now()).isNull();
        pass(7 * 60 * MINUTE);
        assertThat(isTired()).isTrue();
    }

    @Test
    void whoIsAskedSleepsWhenNothingRunsAnyMore() {
        sleep = sleep(Duration.ZERO, "20:00-06:00");
        pass(60 * MINUTE);
        assertThat(sleep.now()).as("zero: never by itself").isNull();
        isIdle = false;
        sleep.ask();
        pass(1_000);
        assertThat(sleep.now()).isEqualTo(new Availability(Cause.SLEEPING, "told to sleep", OfRunning.FINISH));
        answer();
        pass(5 * MINUTE);
        assertThat(slept).isEmpty();
        isIdle = true;
        answer();
        assertThat(slept).hasSize(1);
    }

    @Test
    void withoutAnAnswerItStaysAwake() {
        pass(10 * MINUTE);
        pass(IdleSleep.ANSWER_MILLIS);
        assertThat(isTired()).isTrue();
        pass(1);
        assertThat(sleep.now()).isNull();
        assertThat(slept).isEmpty();
    }

    @Test
    void aCommandThatFailsOrDoesNothingLeavesItAwake() {
        trouble = new IOException("no such unit");
        pass(10 * MINUTE);
        answer();
        assertThat(sleep.now()).isNull();
        trouble = null;
        isBelieved = false;
        pass(10 * MINUTE);
        answer();
        pass(IdleSleep.FALL_MILLIS);
        assertThat(isTired()).isTrue();
        pass(1);
        assertThat(sleep.now()).isNull();
    }
}
