package org.puli.api.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedArgumentsTest {
    private static final NamedArguments ARGUMENTS = new NamedArguments(
            Map.of("scene", "/show/a b.blend", "root", "/out", "odd", "{root} $1 \\ {scene}", "none", ""));

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "{scene}|/show/a b.blend",
                "--out={root}/x.{frame:04}|--out=/out/x.{frame:04}",
                "{root}{root}|/out/out",
                "{odd}|{root} $1 \\ {scene}",
                "[{none}]|[]",
                "{Scene} {other} {a b} { scene } {}|{Scene} {other} {a b} { scene } {}",
                "${root} $${root}|${root} $${root}",
                "{{root}}|{/out}",
                "plain|plain"
            },
            delimiter = '|')
    void aNameInBracesBecomesItsValueOnceAndNothingElseChanges(String text, String filled) {
        CommandLine line = ARGUMENTS.fill(new CommandLine(List.of("r", text), false));
        assertThat(line).isEqualTo(new CommandLine(List.of("r", filled), false));
        assertThat(text.length() + ARGUMENTS.growth(text)).isEqualTo(filled.length());
    }

    @Test
    void aShellGetsAVariableInPlaceOfTheValueWhichItWouldRun() {
        NamedArguments arguments = new NamedArguments(Map.of("scene", "a; rm -rf $HOME"));
        assertThat(arguments.fill(new CommandLine(List.of("echo \"{scene}\" {other} ${scene}"), true)))
                .isEqualTo(new CommandLine(List.of("echo \"${PULI_ARG_scene}\" {other} ${scene}"), true));
        assertThat(arguments.inside(Map.of("A", "b")))
                .containsExactly(Map.entry("A", "b"), Map.entry("PULI_ARG_scene", "a; rm -rf $HOME"));
    }

    @Test
    void aLineThatNamesNoneOfThemStaysTheSame() {
        CommandLine line = new CommandLine(List.of("r", "{frame}", "{other}"), false);
        assertThat(ARGUMENTS.isNamedIn(line)).isFalse();
        assertThat(ARGUMENTS.fill(line)).isSameAs(line);
        assertThat(new NamedArguments(Map.of()).fill(line)).isSameAs(line);
    }

    @Test
    void innerArgumentsAndTagsWinNameByName() {
        TaskSettings outer = TaskSettings.NONE
                .withArguments(Map.of("a", "outer", "b", "outer"))
                .withTags(Map.of("shot", "sh010"));
        TaskSettings inner =
                TaskSettings.NONE.withArguments(Map.of("b", "inner")).withTags(Map.of("pass", "beauty"));
        TaskSettings both = inner.inside(outer);
        assertThat(both.arguments()).containsExactly(Map.entry("a", "outer"), Map.entry("b", "inner"));
        assertThat(both.tags()).containsExactly(Map.entry("pass", "beauty"), Map.entry("shot", "sh010"));
        assertThat(TaskSettings.NONE.inside(outer).arguments()).isSameAs(outer.arguments());
        assertThat(both.withCores(2.0).withTimeout(null)).isEqualTo(both.withCores(2.0));
        assertThat(both.withCores(2.0).arguments()).isEqualTo(both.arguments());
        assertThat(both.withAttempts(2).tags()).isEqualTo(both.tags());
    }
}
