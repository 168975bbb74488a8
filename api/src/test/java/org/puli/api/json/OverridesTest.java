package org.puli.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.api.json.JobFixture.faults;
import static org.puli.api.json.JobFixture.yaml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.puli.api.spec.JobSpec;

class OverridesTest {
    private static final String JOB = """
            name: j
            tags: {shot: sh010}
            tasks:
              - {name: render, command: [a], frames: 1-100}
            """;

    @Test
    void valuesAreChangedAndAdded() {
        JobSpec job = yaml(
                JOB, "priority=70", "tags.shot=sh020", "tags.take=3", "tasks.render.frames=1-10", "environment.A=b");
        assertThat(job.priority()).isEqualTo(70);
        assertThat(job.tags()).containsEntry("shot", "sh020").containsEntry("take", "3");
        assertThat(job.tasks().getFirst().frames()).hasToString("1-10");
        assertThat(job.settings().environment()).containsEntry("A", "b");
    }

    @Test
    void theLastOfTwoOverridesWins() {
        assertThat(yaml(JOB, "priority=1", "priority=2").priority()).isEqualTo(2);
    }

    @Test
    void aValueMayHoldEqualsSignsAndBeAListOrEmpty() {
        assertThat(yaml(JOB, "environment.A=x=y").settings().environment()).containsEntry("A", "x=y");
        assertThat(yaml(JOB, "environment.A=").settings().environment()).containsEntry("A", "");
        assertThat(yaml(JOB, "tasks.render.command=[b, c]")
                        .tasks()
                        .getFirst()
                        .command()
                        .arguments())
                .containsExactly("b", "c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "priority|'priority' is not an override; write key=value",
                "=5|is not an override",
                "name.x=5|there is nothing below 'x'",
                "tasks.nope.frames=1|there is no entry named 'nope'",
                "priority=[|override 'priority=[': this is not YAML",
                "priority=&a 5|anchors",
                "priority=high|expected a whole number from 0 to 100",
                "priorty=5|unknown key 'priorty'; did you mean 'priority'?"
            })
    void wrongOverridesAreRefusedWithoutALineOfTheDocument(String override, String words) {
        assertThat(faults(JOB, override)).hasSize(1).first().satisfies(fault -> {
            assertThat(fault.message()).contains(words);
            if (!words.contains("there is n") && !words.contains("unknown key")) {
                assertThat(fault.line()).isNull();
            }
        });
    }
}
