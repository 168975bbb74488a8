package org.puli.worker.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class PatternFileTest {
    private static final Logger LOG = (Logger) LoggerFactory.getLogger(PatternFile.class);

    private final ListAppender<ILoggingEvent> said = new ListAppender<>();

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void listen() {
        file = folder.resolve("patterns.yaml");
        said.start();
        LOG.addAppender(said);
    }

    @AfterEach
    void listenNoMore() {
        LOG.detachAppender(said);
    }

    private void write(String yaml) throws IOException {
        Path other = Files.writeString(folder.resolve("other"), yaml);
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String word(PatternFile patterns, String name) {
        return patterns.get().find(List.of(name), null).word();
    }

    private void awaitWords(String words) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> List.copyOf(said.list).stream()
                        .anyMatch(event -> event.getFormattedMessage().contains(words)));
    }

    @Test
    void aFileAddsProgramsAndPutsOthersInThePlaceOfBuiltInOnes() throws IOException {
        write("""
                programs:
                  studio:
                    names: [studio-render, blender]
                    also: [ffmpeg]
                    error: 'OOPS (?P<text>.+)'
                  nuke: {names: [Nuke]}
                """);
        try (PatternFile patterns = PatternFile.watch(file)) {
            assertThat(word(patterns, "studio-render2")).isEqualTo("studio");
            assertThat(word(patterns, "blender"))
                    .as("the file's names come first")
                    .isEqualTo("studio");
            assertThat(patterns.get().find(List.of("Nuke"), null).isKnown()).isFalse();
            assertThat(word(patterns, "husk")).isEqualTo("houdini");
            OutputMeaning meaning = new OutputMeaning(null, 1);
            meaning.begin(patterns.get().find(List.of("studio-render"), null));
            meaning.line("OOPS no disk");
            assertThat(meaning.lastError()).isEqualTo("no disk");
            meaning.line("Unknown encoder 'x'");
            assertThat(meaning.lastError()).isEqualTo("Unknown encoder 'x'");
        }
    }

    @Test
    void aChangeIsTakenOverAndAFaultyOneChangesNothing() throws IOException {
        write("programs: {one: {names: [one]}}");
        try (PatternFile patterns = PatternFile.watch(file)) {
            assertThat(word(patterns, "one")).isEqualTo("one");
            write("programs:\n  two:\n    names: [two]\n    error: '('\n    erorr: x\n");
            awaitWords("are not taken: line 4, column 12");
            awaitWords("missing closing )");
            awaitWords("unknown key 'erorr'; did you mean 'error'?");
            assertThat(word(patterns, "one")).as("the old ones stay").isEqualTo("one");
            assertThat(word(patterns, "two")).isEmpty();
            write("programs: {two: {names: [two]}}");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> word(patterns, "two").equals("two"));
            assertThat(word(patterns, "one")).isEmpty();
        }
    }

    @Test
    void aFileThatIsNotThereYetIsToldAndReadWhenItComes() throws IOException {
        try (PatternFile patterns = PatternFile.watch(file)) {
            awaitWords("cannot be read");
            assertThat(word(patterns, "blender")).isEqualTo("blender");
            write("programs: {one: {names: [one]}}");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> word(patterns, "one").equals("one"));
            Files.delete(file);
            int told = said.list.size();
            await().atMost(Duration.ofSeconds(30)).until(() -> said.list.size() > told);
            assertThat(word(patterns, "one")).as("the old ones stay").isEqualTo("one");
        }
    }

    @Test
    void whatIsNoTextOrTooLargeIsTold() throws IOException {
        Files.write(file, new byte[] {(byte) 0xC3, (byte) 0x28});
        try (PatternFile patterns = PatternFile.watch(file)) {
            awaitWords("not UTF-8 text");
            Files.write(file, new byte[5 << 20]);
            awaitWords("more than 1048576 characters");
            assertThat(word(patterns, "blender")).isEqualTo("blender");
        }
    }
}
