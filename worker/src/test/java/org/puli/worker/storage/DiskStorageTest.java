package org.puli.worker.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskStorageTest {
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    private Path folder;

    private final BlockingQueue<Boolean> answers = new ArrayBlockingQueue<>(10);

    private Boolean look(Storage storage, String path) throws InterruptedException {
        storage.look(path, answers::add);
        return answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void filesAndFoldersAreThereAndNothingElseIs() throws IOException, InterruptedException {
        Path file = Files.createFile(folder.resolve("frame 1.exr"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));
        DiskStorage storage = new DiskStorage();
        assertThat(look(storage, file.toString())).isTrue();
        assertThat(look(storage, folder.toString())).isTrue();
        assertThat(look(storage, folder.resolve("frame 2.exr").toString())).isFalse();
        assertThat(look(storage, link.toString())).as("a link to nothing").isFalse();
        assertThat(look(storage, file + "/below")).isFalse();
        assertThat(look(storage, "/" + "x".repeat(4_000)))
                .as("no system has such names")
                .isFalse();
    }

    @Test
    void placeholdersAreLettersLikeAllOthers() throws IOException, InterruptedException {
        Files.createFile(folder.resolve("{frame}"));
        assertThat(look(new DiskStorage(), folder.resolve("{frame}").toString()))
                .isTrue();
        assertThat(look(new DiskStorage(), folder.resolve("{frames}").toString()))
                .isFalse();
    }

    @Test
    void aDiskThatDoesNotAnswerKeepsNoOtherFileFromBeingFound() throws InterruptedException {
        CountDownLatch revived = new CountDownLatch(1);
        Semaphore rings = new Semaphore(0);
        Storage storage = new DiskStorage(StorageThreads.looks(FileLooks.MOST_AT_ONCE), path -> {
            if (path.startsWith("/dead")) {
                awaitQuietly(revived);
            }
            return true;
        });
        FileLooks looks = new FileLooks(storage, 5_000, rings::release);
        looks.follow(List.of("/dead/1", "/dead/2", "/dead/3", "/b"));
        looks.turn(0);
        awaitRings(rings, 1);
        looks.turn(1);
        assertThat(looks.found()).containsExactly("/b");
        revived.countDown();
        awaitRings(rings, 2);
        looks.turn(2);
        awaitRings(rings, 1);
        looks.turn(3);
        assertThat(looks.found()).containsExactly("/b", "/dead/1", "/dead/2", "/dead/3");
    }

    @Test
    void aLookThatFailsIsAnsweredToo() throws InterruptedException {
        Storage storage = new DiskStorage(
                task -> {
                    try {
                        task.run();
                    } catch (IllegalStateException e) {
                        assertThat(e).hasMessage("broken");
                    }
                },
                path -> {
                    throw new IllegalStateException("broken");
                });
        assertThat(look(storage, "/a")).isFalse();
    }

    private static void awaitRings(Semaphore rings, int count) throws InterruptedException {
        assertThat(rings.tryAcquire(count, PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
