package org.puli.worker.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchSparesTest {
    @TempDir
    Path folder;

    private ScratchSpares spares;
    private Path one;
    private Path two;

    @BeforeEach
    void open() throws IOException {
        spares = new ScratchSpares(folder);
        one = folder.resolve("1.1");
        two = folder.resolve("2.1");
        spares.make(one);
    }

    private static Object inode(Path file) throws IOException {
        return Files.getAttribute(file, "unix:ino");
    }

    @Test
    void anEmptyFolderServesTheNextAttempt() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one)))
                .isEqualTo("rwx------");
        Object inode = inode(one);
        spares.take(one);
        assertThat(one).doesNotExist();
        spares.make(two);
        assertThat(inode(two)).isEqualTo(inode);
        assertThat(two).isEmptyDirectory();
    }

    @Test
    void nobodyFindsWhatAnotherLeft() throws IOException {
        Files.createDirectories(one.resolve("deep/er"));
        Files.writeString(one.resolve("deep/secret"), "x");
        spares.take(one);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFolderThatWasOpenedToOthersIsNotUsedAgain() throws IOException {
        Files.setPosixFilePermissions(one, PosixFilePermissions.fromString("rwxrwxrwx"));
        spares.take(one);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFolderOfAnEarlierLifeStaysAsItIs() throws IOException {
        spares.take(one);
        Files.createDirectories(two.resolve("kept"));
        spares.make(two);
        assertThat(two.resolve("kept")).exists();
    }

    @Test
    void aCommandMayTakeItsFolderAwayItself() throws IOException {
        Files.delete(one);
        spares.take(one);
        assertThat(folder).isEmptyDirectory();
    }
}
