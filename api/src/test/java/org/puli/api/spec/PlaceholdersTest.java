package org.puli.api.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {
    private static final Map<String, String> VARIABLES = Map.of("PULI_JAVA", "/java", "PULI_X", "$PULI_JAVA {frame}");
    private static final Placeholders PLACES = new Placeholders(FrameRange.parse("8-12x2"), 10, VARIABLES);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{frame}|10",
                "{frame:04}|0010",
                "{frame:4}|0010",
                "{frame:1}|10",
                "{first}-{last}|8-12",
                "{first:03}|008",
                "{frames}|8-12x2",
                "a{frame}b{frame}|a10b10",
                "$PULI_JAVA|/java",
                "${PULI_JAVA}/bin|/java/bin",
                "$PULI_JAVA/bin|/java/bin",
                "$$PULI_JAVA|$/java",
                "{{frame}}|{10}"
            })
    void theListedPlaceholdersAreFilled(String text, String filled) {
        assertThat(PLACES.fill(text)).isEqualTo(filled);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{ frame }",
                "{Frame}",
                "{frame:}",
                "{frame:0004}",
                "{shot}",
                "$HOME",
                "${HOME}",
                "\\1 $1",
                "$PULI_NOPE",
                "${PULI_NOPE}",
                "$PULI_",
                "${PULI_JAVA",
                "$PULI_JAVAX",
                "{\"a\": {\"b\": 1}}"
            })
    void everythingElseStays(String text) {
        assertThat(PLACES.fill(text)).isEqualTo(text);
    }

    @Test
    void aValueIsNotFilledAgain() {
        assertThat(PLACES.fill("$PULI_X")).isEqualTo("$PULI_JAVA {frame}");
    }

    @ParameterizedTest
    @CsvSource({"-5,04,-005", "-5,1,-5", "-12345,04,-12345", "0,03,000", "9999999,04,9999999"})
    void paddingCountsTheSign(int frame, String width, String filled) {
        Placeholders places = new Placeholders(FrameRange.of(frame), frame, Map.of());
        assertThat(places.fill("{frame:" + width + "}")).isEqualTo(filled);
    }

    @Test
    void withoutFramesTheBracesStay() {
        assertThat(new Placeholders(null, null, Map.of()).fill("{frame} {frames}"))
                .isEqualTo("{frame} {frames}");
    }

    @Test
    void onlyASingleFrameMakesAChunkRunOncePerFrame() {
        assertThat(Placeholders.areOneFrame(new CommandLine(List.of("a", "x{frame:04}"), false)))
                .isTrue();
        assertThat(Placeholders.areOneFrame(new CommandLine(List.of("a", "{first}", "{frames}"), false)))
                .isFalse();
    }
}
