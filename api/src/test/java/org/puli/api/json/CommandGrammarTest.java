package org.puli.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.puli.api.json.JobFixture.assertFault;
import static org.puli.api.json.JobFixture.task;
import static org.puli.api.json.JobFixture.taskFault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.puli.api.spec.CommandLine;
import org.puli.api.spec.TaskSpec;

class CommandGrammarTest {
    @Test
    void aTaskIsACommandOverFramesOrAListOfCommands() {
        TaskSpec frames = task("command: [a, '{frame}']", "frames: 1-10x3", "chunk: 2");
        assertThat(frames.commandCount()).isEqualTo(2);
        assertThat(frames.framesOf(1)).hasToString("7-10x3");
        TaskSpec list = task("commands: [[a], [b, c]]");
        assertThat(list.commandCount()).isEqualTo(2);
        assertThat(list.commandLineOf(1).arguments()).containsExactly("b", "c");
    }

    @Test
    void aShellCommandIsOneLine() {
        CommandLine line = task("shell: true", "command: 'a && b'").command();
        assertThat(line.shell()).isTrue();
        assertThat(line.arguments()).containsExactly("a && b");
        assertThat(task("shell: true", "commands: [a, b]").commands()).hasSize(2);
        assertFault(taskFault("shell: true", "command: [a, b]"), "/tasks/0/command", 5, "one line of text");
        assertFault(taskFault("shell: true", "command: ' '"), "/tasks/0/command", 5, "is not empty");
        assertFault(taskFault("shell: yes", "command: [a]"), "/tasks/0/shell", 4, "true or false");
    }

    @Test
    void aCommandIsAListOfArguments() {
        assertFault(taskFault("command: render -f 1"), "/tasks/0/command", 4, "list of arguments", "add shell: true");
        assertFault(taskFault("command: {a: b}"), "/tasks/0/command", 4, "found a map");
        assertFault(taskFault("command: []"), "/tasks/0/command", 4, "names a program");
        assertFault(taskFault("command: ['']"), "/tasks/0/command", 4, "names a program");
        assertFault(taskFault("command:"), "/tasks/0/command", 4, "found nothing");
        assertFault(taskFault("command: [a, ~]"), "/tasks/0/command/1", 4, "an argument", "found nothing");
        assertFault(taskFault("command: [a, [b]]"), "/tasks/0/command/1", 4, "found a list");
        assertFault(taskFault("command: [a, \"b\\0\"]"), "/tasks/0/command/1", 4, "cannot be stored");
        assertThat(task("command: [a, '']").command().arguments()).containsExactly("a", "");
    }

    @Test
    void aTaskHasEitherACommandOrCommands() {
        assertFault(taskFault("cores: 1"), "/tasks/0", 3, "needs 'command' or 'commands'");
        assertFault(taskFault("command: [a]", "commands: [[b]]"), "/tasks/0/command", 4, "not both");
        assertFault(taskFault("commands: []"), "/tasks/0/commands", 4, "at least one command");
        assertFault(taskFault("commands: [a]"), "/tasks/0/commands/0", 4, "list of arguments");
        assertFault(taskFault("commands: [[a]]", "frames: 1-2"), "/tasks/0/frames", 5, "goes with 'command'");
        assertFault(taskFault("commands: [[a]]", "chunk: 2"), "/tasks/0/chunk", 5, "goes with 'command'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 - 5|is not a frame range",
                "'1-'|is not a frame range",
                "'1,,2'|is not a frame range",
                "'1-10x'|is not a frame range",
                "10000000|is not a frame range",
                "1-10000000|is not a frame range",
                "'5x2'|is not a frame range",
                "1.5|is not a frame range",
                "'1-5,'|is not a frame range",
                "'\u0661-\u0665'|is not a frame range",
                "5-1|ends before it starts; write 1-5",
                "1-5x0|has step 0",
                "'1-5,3'|frame 3 is named twice",
                "'1-10x3,2-8x2'|frame 4 is named twice",
                "'1,1'|frame 1 is named twice"
            })
    void wrongFramesAreRefused(String frames, String words) {
        assertFault(taskFault("command: [a]", "frames: '" + frames + "'"), "/tasks/0/frames", 5, words);
    }

    @Test
    void framesMayBeANumberButNoListAndNoNothing() {
        assertThat(task("command: [a]", "frames: 7").frames()).hasToString("7");
        assertFault(taskFault("command: [a]", "frames: [1, 2]"), "/tasks/0/frames", 5, "found a list");
        assertFault(taskFault("command: [a]", "frames:"), "/tasks/0/frames", 5, "found nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1000001", "1.5", "many", "99999999999"})
    void wrongChunksAreRefused(String chunk) {
        assertFault(
                taskFault("command: [a]", "frames: 1-9", "chunk: " + chunk),
                "/tasks/0/chunk",
                6,
                "expected a whole number from 1 to 1000000");
    }

    @Test
    void aChunkNeedsFrames() {
        assertFault(taskFault("command: [a]", "chunk: 1"), "/tasks/0/chunk", 5, "goes with 'frames'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{frame}", "x{frame:04}y", "{first}", "{last:3}", "{frames}"})
    void aFramePlaceholderNeedsFrames(String argument) {
        assertFault(taskFault("command: [a, '" + argument + "']"), "/tasks/0/command", 4, "has no 'frames'");
        assertFault(taskFault("commands: [[a, '" + argument + "']]"), "/tasks/0/commands/0", 4, "has no 'frames'");
        assertThat(task("command: [a, '" + argument + "']", "frames: 1-2").commandCount())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{shot}", "{Frame}", "{frame:x}", "{frame:0004}", "${HOME}", "{{a}}", "{\"a\": 1}"})
    void otherBracesStay(String argument) {
        assertThat(task("command:", "  - a", "  - '" + argument + "'").command().arguments())
                .containsExactly("a", argument);
    }
}
