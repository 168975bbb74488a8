package org.puli.api.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The truth table of docs/job-files.md, row by row. */
class ConditionTest {
    private static Condition condition(String written) {
        return switch (written) {
            case "is 5" -> Condition.equalTo("5");
            case "is linux or mac" -> new Condition(List.of("linux", "mac"), List.of(), null, null);
            case "not linux" -> new Condition(List.of(), List.of("linux"), null, null);
            case "min 4" -> Condition.atLeast(4);
            case "min 6" -> Condition.atLeast(6);
            case "min 4 max 5" -> new Condition(List.of(), List.of(), 4.0, 5.0);
            case "is 5 or linux, not 5" -> new Condition(List.of("5", "linux"), List.of("5"), null, null);
            default -> throw new IllegalArgumentException(written);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "is 5, true, false, false",
        "is linux or mac, false, true, false",
        "not linux, true, false, true",
        "min 4, true, false, false",
        "min 6, false, false, false",
        "min 4 max 5, true, false, false",
        "'is 5 or linux, not 5', false, true, false"
    })
    void theTruthTableHolds(String written, boolean five, boolean linux, boolean missing) {
        Condition condition = condition(written);
        assertThat(holds(condition, "5")).isEqualTo(five);
        assertThat(holds(condition, "linux")).isEqualTo(linux);
        assertThat(holds(condition, null)).isEqualTo(missing);
    }

    private static boolean holds(Condition condition, @Nullable String value) {
        return condition.holdsFor(value);
    }

    @ParameterizedTest
    @CsvSource({"NaN", "0x10", "1f", "Infinity", "''", "5G", "-", "1e"})
    void whatIsNoNumberMeetsNoBound(String value) {
        assertThat(Condition.atLeast(-1e300).holdsFor(value)).isFalse();
    }

    @Test
    void boundsIncludeTheirNumber() {
        Condition condition = new Condition(List.of(), List.of(), 4.0, 5.0);
        assertThat(condition.holdsFor("4")).isTrue();
        assertThat(condition.holdsFor("5.0")).isTrue();
        assertThat(condition.holdsFor("5.01")).isFalse();
        assertThat(condition.holdsFor("3.99")).isFalse();
    }

    @Test
    void itSpeaksInWords() {
        assertThat(Condition.equalTo("linux")).hasToString("is linux");
        assertThat(new Condition(List.of("a", "b"), List.of("c"), null, null)).hasToString("is one of a, b is not c");
        assertThat(new Condition(List.of(), List.of(), 4.0, 4.5)).hasToString("is at least 4 is at most 4.5");
    }
}
