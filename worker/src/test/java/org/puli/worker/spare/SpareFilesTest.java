package org.puli.worker.spare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpareFilesTest {
    @TempDir
    Path folder;

    private SpareFiles files;

    @BeforeEach
    void open() throws IOException {
        files = new SpareFiles(folder, false);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static Object inode(Path file) throws IOException {
        return Files.getAttribute(file, "unix:ino");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aForgottenFileIsWrittenAgainUnderAnotherName(boolean sync) throws IOException {
        files = new SpareFiles(folder, sync);
        files.write(folder.resolve("a"), "a long text that must not shine through");
        Object inode = inode(folder.resolve("a"));
        files.forget(folder.resolve("a"));
        assertThat(folder.resolve("a")).doesNotExist();
        files.write(folder.resolve("b"), "ü");
        assertThat(folder.resolve("b")).hasContent("ü");
        assertThat(inode(folder.resolve("b"))).isEqualTo(inode);
        assertThat(names()).containsExactly("b");
    }

    @Test
    void aFileTakesThePlaceOfTheOneOfItsName() throws IOException {
        files.write(folder.resolve("a"), "one");
        files.write(folder.resolve("a"), "two");
        assertThat(folder.resolve("a")).hasContent("two");
        assertThat(names()).containsExactly("a");
    }

    @Test
    void whatIsNotThereIsForgottenAlready() throws IOException {
        files.forget(folder.resolve("nothing"));
        assertThat(names()).isEmpty();
    }

    @Test
    void noMoreAreKeptThanAreOfUseAndNoneOfAnEarlierLife() throws IOException {
        List<Path> all = IntStream.range(0, SpareFiles.MOST + 10)
                .mapToObj(i -> folder.resolve("f" + i))
                .toList();
        for (Path file : all) {
            files.write(file, "text");
        }
        for (Path file : all) {
            files.forget(file);
        }
        assertThat(names()).hasSize(SpareFiles.MOST).allMatch(name -> name.startsWith("spare-"));
        new SpareFiles(folder, false).write(folder.resolve("a"), "text");
        assertThat(names()).containsExactly("a");
    }
}
