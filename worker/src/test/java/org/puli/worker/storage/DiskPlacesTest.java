package org.puli.worker.storage;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.sync.PathFinding;
import org.puli.api.sync.PathFinding.State;
import org.puli.api.sync.PathProbe;
import org.puli.api.sync.ProbeOrder;

/** Real folders, and one that hangs. */
class DiskPlacesTest {
    private static final int NOBODY = 65_534;
    private static final boolean IS_ROOT = System.getProperty("user.name").equals("root");

    @TempDir
    Path folder;

    private static PathFinding tested(Path root, boolean writes) {
        var answers = new ConcurrentLinkedQueue<PathFinding>();
        new DiskPlaces().test(new PathProbe("place", root.toString(), writes), answers::add);
        await().until(() -> !answers.isEmpty());
        return answers.remove();
    }

    @Test
    void aGoodFolderIsMeasured() throws IOException {
        Files.write(folder.resolve("frame.exr"), new byte[100_000]);
        PathFinding found = tested(folder, false);
        assertThat(found.state()).as(found.toString()).isEqualTo(State.OK);
        assertThat(found.freeBytes()).isPositive().isLessThanOrEqualTo(found.totalBytes());
        assertThat(found.lookMicros()).isPositive();
        assertThat(found.readBytesPerSecond()).isPositive();
        assertThat(found.writeBytesPerSecond()).isZero();
        assertThat(folder).isDirectoryNotContaining("glob:**.puli-test-*");
    }

    @Test
    void whereItIsWantedALittleIsWrittenAndDeletedAgain() {
        PathFinding found = tested(folder, true);
        assertThat(found.state()).as(found.toString()).isEqualTo(State.OK);
        assertThat(found.writeBytesPerSecond()).isPositive();
        assertThat(found.readBytesPerSecond()).isZero();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatIsMissingOrNoFolderIsSaidSo() throws IOException {
        assertThat(tested(folder.resolve("nowhere"), false).state()).isEqualTo(State.MISSING);
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThat(tested(file, true).state()).isEqualTo(State.NO_FOLDER);
        assertThat(tested(Path.of("/proc/self"), true).state()).isEqualTo(State.UNWRITABLE);
        PathFinding odd = PlaceTest.of(new PathProbe("odd", "nul\0", false));
        assertThat(odd.state()).isEqualTo(State.FAILED);
        assertThat(odd.detail()).startsWith("cannot be a path here");
    }

    @Test
    void whatMayNotBeReadOrWrittenIsSaidSo() throws Throwable {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path closed = Files.createDirectory(folder.resolve("closed"));
        if (IS_ROOT) {
            Files.setAttribute(closed, "unix:uid", NOBODY);
        }
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        assertThat(testedByNobody(closed, false).state()).isEqualTo(State.UNREADABLE);
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-x------"));
        assertThat(testedByNobody(closed, false).state()).isEqualTo(State.OK);
        PathFinding found = testedByNobody(closed, true);
        assertThat(found.state()).isEqualTo(State.UNWRITABLE);
        assertThat(found.detail()).isEqualTo("no permission for this worker's user");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }

    /** Root may read and write everything; on Linux one thread of it can be somebody else where files are concerned. */
    @SuppressWarnings("restricted") // The JDK has no way to be somebody else for one thread.
    private static PathFinding testedByNobody(Path root, boolean writes) throws Throwable {
        PathProbe probe = new PathProbe("place", root.toString(), writes);
        if (!IS_ROOT) {
            return PlaceTest.of(probe);
        }
        Linker linker = Linker.nativeLinker();
        MethodHandle setfsuid = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("setfsuid"), FunctionDescriptor.of(JAVA_INT, JAVA_INT));
        int before = (int) setfsuid.invokeExact(NOBODY);
        try {
            return PlaceTest.of(probe);
        } finally {
            int nobody = (int) setfsuid.invokeExact(before);
            assertThat(nobody).isEqualTo(NOBODY);
        }
    }

    @Test
    void aPlaceThatHangsHoldsNeitherTheLoopNorTheOthersUp() throws IOException {
        CountDownLatch mountComesBack = new CountDownLatch(1);
        DiskPlaces places = new DiskPlaces(StorageThreads.tests(PlaceTests.MOST_AT_ONCE), probe -> {
            if (probe.name().equals("dead")) {
                awaitQuietly(mountComesBack);
            }
            return PlaceTest.of(probe);
        });
        AtomicInteger wakes = new AtomicInteger();
        PlaceTests tests = new PlaceTests(places, wakes::incrementAndGet);
        tests.follow(new ProbeOrder(
                1,
                List.of(
                        new PathProbe("dead", folder.resolve("x").toString(), false),
                        new PathProbe("good", folder.toString(), false))));
        tests.turn(0);
        await().until(() -> wakes.get() > 0);
        tests.turn(1);
        assertThat(tests.findReport()).isNull();
        tests.turn(PlaceTests.LIMIT_MILLIS);
        assertThat(tests.findReport().findings().getLast().state()).isEqualTo(State.OK);
        assertThat(tests.findReport().findings().getFirst().state()).isEqualTo(State.HANGING);
        mountComesBack.countDown();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
