package org.puli.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "9", "render-01.farm_x", "A"})
    void identifiersAreTaken(String name) {
        assertThat(Names.IDENTIFIER.problemWith(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a ", "-a", ".a", "_a", "a b", "ä", "a/b", "..", "a\0", "a\n", "\u0661"})
    void otherIdentifiersAreRefused(String name) {
        assertThat(Names.IDENTIFIER.accepts(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "größe", "日本", "\ud83d\ude00", "a/b", "-", "a\u200db"})
    void labelsAreAnyPrintableText(String name) {
        assertThat(Names.LABEL.problemWith(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\t",
                "a ",
                " a",
                "a\u00a0",
                "\u2003a",
                "a\u3000",
                "a\nb",
                "a\0b",
                "\ud800",
                "a\u2028b",
                "a\u202eb",
                "a\u0085b",
                "a\u001b[2J"
            })
    void otherLabelsAreRefused(String name) {
        assertThat(Names.LABEL.accepts(name)).isFalse();
    }

    @Test
    void lengthsHaveALimit() {
        for (Names rule : Names.values()) {
            assertThat(rule.accepts("n".repeat(rule.maximumLength()))).isTrue();
            assertThat(rule.problemWith("n".repeat(rule.maximumLength() + 1))).contains("characters; at most");
        }
    }

    @Test
    void textIsCleanedAndCutWithoutLeavingHalfAPair() {
        assertThat(Text.cleaned("a\0b\ud800c", 10)).isEqualTo("a\uFFFDb\uFFFDc");
        assertThat(Text.cleaned("ab\ud83d\ude00", 3)).isEqualTo("ab\uFFFD");
        assertThat(Text.cleaned("abc", 2)).isEqualTo("ab");
        assertThat(Text.show('x')).isEqualTo("'x'");
        assertThat(Text.show(0)).isEqualTo("U+0000");
    }
}
