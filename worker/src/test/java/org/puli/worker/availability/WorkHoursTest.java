package org.puli.worker.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.puli.api.sync.Availability;
import org.puli.api.sync.Availability.Cause;
import org.puli.api.sync.Availability.OfRunning;

class WorkHoursTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final WorkHours NIGHTS = WorkHours.parse("Mon-Fri 19:00-08:00, Sat-Sun");

    private static Instant utc(String local) {
        return LocalDateTime.parse(local).toInstant(ZoneOffset.UTC);
    }

    private static Instant berlin(String local) {
        return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
    }

    /** 2026-03-02 is a Monday. */
    @ParameterizedTest
    @CsvSource({
        "2026-03-02T00:00, false",
        "2026-03-02T07:59, false",
        "2026-03-02T18:59:59.999, false",
        "2026-03-02T19:00, true",
        "2026-03-02T23:59:59.999, true",
        "2026-03-03T00:00, true",
        "2026-03-03T07:59:59.999, true",
        "2026-03-03T08:00, false",
        "2026-03-06T19:00, true",
        "2026-03-07T07:00, true",
        "2026-03-07T12:00, true",
        "2026-03-08T23:59, true",
        "2026-03-09T00:00, false",
    })
    void aNightBelongsToTheDayOnWhichItBegins(String local, boolean isInside) {
        assertThat(NIGHTS.contains(utc(local), ZoneOffset.UTC)).isEqualTo(isInside);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "20:00-24:00; 2026-03-02T23:59; true",
                "20:00-24:00; 2026-03-03T00:00; false",
                "20:00-00:00; 2026-03-02T23:59; true",
                "00:00-24:00; 2026-03-02T12:00; true",
                "Fri-Mon; 2026-03-02T12:00; true",
                "Fri-Mon; 2026-03-03T12:00; false",
                "fri - mon; 2026-03-02T12:00; error",
                "TUE 9:05-9:06; 2026-03-03T09:05:59; true",
                "Sun 22:00-02:00; 2026-03-02T01:59; true",
                "Sun 22:00-02:00; 2026-03-02T02:00; false",
                "Mon,Wed; 2026-03-04T02:00; true",
                "Mon,Wed; 2026-03-03T02:00; false",
            })
    void daysAndHoursAreReadAsPeopleWriteThem(String text, String local, String answer) {
        if (answer.equals("error")) {
            assertThatThrownBy(() -> WorkHours.parse(text)).isInstanceOf(IllegalArgumentException.class);
        } else {
            assertThat(WorkHours.parse(text).contains(utc(local), ZoneOffset.UTC))
                    .isEqualTo(Boolean.parseBoolean(answer));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "Mon,",
                "Mo",
                "Mon-",
                "Mon 19",
                "Mon 24:00-08:00",
                "Mon 08:00-24:01",
                "08:60-09:00",
                "Mon 08:00-08:00",
                "Xyz 08:00-09:00",
                "always",
                "Mon 08:00-09:00 Tue"
            })
    void whatIsNoHoursIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> WorkHours.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .isNotBlank();
    }

    @Test
    void aTextWithoutEndIsRefused() {
        assertThat(WorkHours.parse("Mon,".repeat(124) + "Mon ").toString()).hasSize(499);
        assertThatThrownBy(() -> WorkHours.parse("Mon,".repeat(WorkHours.LONGEST)))
                .hasMessageContaining("500 characters");
    }

    @Test
    void theNextBeginIsToldAcrossTheWeek() {
        assertThat(NIGHTS.nextBegin(utc("2026-03-02T08:00"), ZoneOffset.UTC)).isEqualTo(utc("2026-03-02T19:00"));
        assertThat(NIGHTS.nextBegin(utc("2026-03-09T00:00"), ZoneOffset.UTC)).isEqualTo(utc("2026-03-09T19:00"));
        WorkHours once = WorkHours.parse("Mon 10:00-11:00");
        assertThat(once.nextBegin(utc("2026-03-02T11:00"), ZoneOffset.UTC)).isEqualTo(utc("2026-03-09T10:00"));
    }

    /** In 2026 Berlin's clocks jump from 2:00 to 3:00 on March 29 and back from 3:00 to 2:00 on October 25. */
    @Test
    void aBeginThatTheClockNeverShowsComesWithTheNextTimeThatItDoes() {
        WorkHours hours = WorkHours.parse("02:30-04:00");
        Instant before = berlin("2026-03-29T01:59:59");
        assertThat(hours.contains(before, BERLIN)).isFalse();
        assertThat(hours.nextBegin(before, BERLIN)).isEqualTo(before.plusSeconds(1));
        assertThat(hours.contains(before.plusSeconds(1), BERLIN)).isTrue();
        assertThat(hours.contains(berlin("2026-03-29T04:00"), BERLIN)).isFalse();
    }

    @Test
    void anEndThatTheClockNeverShowsComesWithTheJump() {
        WorkHours hours = WorkHours.parse("22:00-02:30");
        Instant jump = berlin("2026-03-29T01:59:59").plusSeconds(1);
        assertThat(hours.contains(jump.minusSeconds(1), BERLIN)).isTrue();
        assertThat(hours.contains(jump, BERLIN)).isFalse();
    }

    @Test
    void anHourThatComesTwiceIsInsideBothTimes() {
        WorkHours hours = WorkHours.parse("02:15-02:45");
        Instant first = Instant.parse("2026-10-25T00:30:00Z");
        Instant second = Instant.parse("2026-10-25T01:30:00Z");
        assertThat(hours.contains(first, BERLIN)).isTrue();
        assertThat(hours.contains(first.plusSeconds(1_800), BERLIN)).isFalse();
        assertThat(hours.contains(second, BERLIN)).isTrue();
        assertThat(hours.nextBegin(Instant.parse("2026-10-24T23:00:00Z"), BERLIN))
                .isEqualTo(Instant.parse("2026-10-25T00:15:00Z"));
    }

    @Test
    void aNightIsAnHourShorterOrLongerWhenTheClockIsPutForwardOrBack() {
        WorkHours hours = WorkHours.parse("Sat 19:00-08:00");
        for (String sunday : new String[] {"2026-03-29", "2026-10-25"}) {
            Instant end = berlin(sunday + "T08:00");
            assertThat(hours.contains(end.minusSeconds(1), BERLIN)).isTrue();
            assertThat(hours.contains(end, BERLIN)).isFalse();
        }
    }

    @Test
    void outsideItsHoursAWorkerSaysWhenItTakesWorkAgain() {
        Instant[] now = {utc("2026-03-02T12:00")};
        Schedule schedule = new Schedule(NIGHTS, OfRunning.REQUEUE, () -> now[0], ZoneOffset.UTC);
        Availability day = schedule.now();
        assertThat(day)
                .isEqualTo(new Availability(
                        Cause.OFF_HOURS,
                        "takes work again on Mon 19:00 (its hours: Mon-Fri 19:00-08:00, Sat-Sun)",
                        OfRunning.REQUEUE));
        now[0] = utc("2026-03-02T18:59:59");
        assertThat(schedule.now()).as("the same reason as long as it holds").isEqualTo(day);
        now[0] = utc("2026-03-02T19:00");
        assertThat(schedule.now()).isNull();
    }
}
