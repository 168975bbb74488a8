package org.puli.worker.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.spec.ProcessLimits;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.EndedRun.Cause;
import org.puli.api.sync.EndedRun.Outcome;
import org.puli.worker.run.RunBench.Order;

/** Commands that run as other users of this machine; needs root, and the user nobody, which every system has. */
class RunAsTest {
    private static final int NOBODY = 65_534;
    private static final RunAs OWNER = new RunAs(RunAs.Mode.OWNER, Map.of(), RunAs.LEAST_UID);

    @TempDir
    private Path folder;

    private Path data;
    private RunBench bench;

    @BeforeEach
    void needRoot() throws IOException {
        Assumptions.assumeTrue(isRoot(), "not root: commands cannot be run as others here");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        data = folder.resolve("data");
    }

    private static boolean isRoot() throws IOException {
        return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    @AfterEach
    void close() throws IOException {
        if (bench != null) {
            bench.close();
        }
    }

    private RunBench open(RunAs runAs) throws IOException {
        bench = new RunBench(data, runAs, ProcessLimits.NONE);
        return bench;
    }

    private List<String> ran(Order order) throws IOException {
        EndedRun end = order.run();
        assertThat(end.outcome()).as(String.valueOf(end.reason())).isEqualTo(Outcome.DONE);
        return bench.output(order.build().attempt());
    }

    private static int uid(Path file) throws IOException {
        return (Integer) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    @Test
    void aCommandRunsAsItsOwnerWithHisGroupsAndHome() throws IOException {
        open(OWNER);
        Order order = bench.shell("id -u; id -g; id -G; echo $HOME $USER $LOGNAME; grep CapEff /proc/self/status")
                .ownedBy("nobody");
        assertThat(ran(order))
                .containsExactly("65534", "65534", "65534", "/nonexistent nobody nobody", "CapEff:\t0000000000000000");
        assertThat(bench.log(order.build().attempt())).contains("# puli runs as nobody (user 65534, group 65534)\n");
    }

    @Test
    void itsScratchFolderAndItsLogAreItsOwn() throws IOException {
        open(OWNER);
        Order order = bench.shell("touch made; stat -c '%u %g %a' . made; cd /; mkdir -p $PULI_SCRATCH/a/b")
                .ownedBy("nobody");
        assertThat(ran(order)).containsExactly("65534 65534 700", "65534 65534 644");
        Path log = bench.launcher.logs().findLog(order.build().attempt());
        assertThat(uid(log)).isEqualTo(NOBODY);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log)))
                .isEqualTo("rw-r-----");
        assertThat(bench.settings.scratchFolder()).isEmptyDirectory();
    }

    @Test
    void whatTheWorkerKeepsForItselfIsClosedToIt() throws IOException {
        open(OWNER);
        Order order = bench.order("ls", bench.settings.stateFolder().toString()).ownedBy("nobody");
        EndedRun end = order.run();
        assertThat(end.exitCode()).isEqualTo(2);
        assertThat(bench.log(order.build().attempt())).contains("Permission denied");
    }

    @Test
    void aMapSaysWhoRunsWhoseCommands() throws IOException {
        open(new RunAs(RunAs.Mode.MAP, Map.of("ada", "nobody", "*", "65534"), RunAs.LEAST_UID));
        assertThat(ran(bench.order("id", "-un").ownedBy("ada"))).containsExactly("nobody");
        assertThat(ran(bench.order("id", "-un").ownedBy("whoever else"))).containsExactly("nobody");
    }

    private void refused(Order order, String... words) {
        EndedRun end = order.run();
        assertThat(end.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(end.cause()).isEqualTo(Cause.NO_USER);
        assertThat(end.exitCode()).isNull();
        assertThat(end.reason()).contains(words);
    }

    @Test
    void whoIsNotKnownHereRunsNothingHere() throws IOException {
        open(OWNER);
        refused(bench.order("id").ownedBy("no-such-user"), "there is no user 'no-such-user' on this worker");
        refused(bench.order("id").ownedBy("--help"), "there is no user '--help'");
        refused(bench.order("id").ownedBy("65534"), "there is no user '65534'");
        bench.close();
        open(new RunAs(RunAs.Mode.MAP, Map.of("ada", "nobody"), RunAs.LEAST_UID));
        refused(bench.order("id").ownedBy("bea"), "worker.userMap", "'bea'");
    }

    @Test
    void rootAndTheUsersOfTheSystemRunNothing() throws IOException {
        open(OWNER);
        refused(bench.order("id").ownedBy("root"), "the user 'root' has the number 0", "worker.leastUid");
        refused(bench.order("id").ownedBy("daemon"), "'daemon' has the number 1");
        bench.close();
        open(new RunAs(RunAs.Mode.MAP, Map.of("ada", "0"), 1));
        refused(bench.order("id").ownedBy("ada"), "the number 0");
    }

    @Test
    void anOwnerWhomTheDispatcherDoesNotKnowIsNotBelieved() throws IOException {
        open(OWNER);
        refused(bench.order("id"), "anybody name any owner", "dispatcher.owners");
    }

    @Test
    void limitsAreSetBeforeTheWorkersRightsAreGiven() throws IOException {
        bench = new RunBench(data, OWNER, new ProcessLimits(4_096, 0L, 5, 10, null));
        Order order = bench.shell("id -u; ulimit -n; nice; cat /proc/self/oom_score_adj")
                .ownedBy("nobody");
        assertThat(ran(order)).containsExactly("65534", "4096", "5", "10");
    }

    @Test
    void aFolderAndAProgramThatHeMayNotUseAreTold() throws IOException {
        open(OWNER);
        Path closed = Files.createDirectory(
                folder.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        EndedRun end = bench.order("id").in(closed).ownedBy("nobody").run();
        assertThat(end.reason()).contains("could not be started", "cannot change directory", closed.toString());
        assertThat(end.cause()).isNull();
        Path program = Files.copy(Path.of("/bin/true"), closed.resolve("own"));
        end = bench.order(program.toString()).ownedBy("nobody").run();
        assertThat(end.reason()).contains("could not start " + program, "no permission");
    }

    @Test
    void aProgramThatFailsByItselfIsTakenAtItsWord() throws IOException {
        open(OWNER);
        assertThat(bench.shell("exit 125").ownedBy("nobody").run().reason()).isEqualTo("exit code 125");
        assertThat(bench.order("env", "--odd").ownedBy("nobody").run().outcome())
                .isEqualTo(Outcome.FAILED);
    }

    @Test
    void hisProcessesAreStoppedLikeOthers() throws IOException {
        open(OWNER);
        Order order = bench.shell("setsid sleep 600 & echo $!; echo on; exec sleep 600")
                .ownedBy("nobody");
        RunningCommand running = order.launch();
        String pid = bench.awaitOutput(order.build().attempt(), 2).getFirst();
        running.stop("no longer wanted");
        assertThat(RunBench.end(running).outcome()).isEqualTo(Outcome.STOPPED);
        assertThat(RunBench.isAlive(pid)).isFalse();
    }

    @Test
    void aDataFolderThatOthersCannotReachIsSaidAtTheStart() throws IOException {
        Files.createDirectories(data);
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
        assertThatThrownBy(() -> open(OWNER))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("pass through", data.resolve("scratch").toString(), "worker.data");
    }

    @Test
    void linksInAScratchFolderAreNeverFollowed() throws IOException {
        open(OWNER);
        Path kept = Files.createDirectories(folder.resolve("kept"));
        Files.writeString(kept.resolve("file"), "x");
        Order order = bench.shell("ln -s " + kept + " link; mkdir -p a/b; ln -s " + kept + " a/b/link; touch a/b/c")
                .ownedBy("nobody");
        ran(order);
        assertThat(kept.resolve("file")).exists();
        assertThat(bench.settings.scratchFolder()).isEmptyDirectory();
    }

    @Test
    void nothingOfThisIsThereUnlessItIsWanted() throws IOException {
        bench = new RunBench(data, Duration.ofSeconds(5));
        assertThat(ran(bench.order("id", "-u"))).containsExactly("0");
    }
}
