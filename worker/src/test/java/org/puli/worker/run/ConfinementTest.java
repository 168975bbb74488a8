package org.puli.worker.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.puli.api.spec.ProcessLimits;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.EndedRun.Outcome;

/** Real programs under real limits. */
class ConfinementTest {
    private static final String ALL = "ulimit -Sn; ulimit -Hn; ulimit -Sc; cat /proc/self/oom_score_adj; nice;"
            + " grep Cpus_allowed_list /proc/self/status | cut -f2; echo $PULI_CPUS";

    @TempDir
    Path folder;

    private RunBench bench(ProcessLimits limits) throws IOException {
        return new RunBench(folder, Duration.ofSeconds(2), limits);
    }

    private static ProcessLimits nice(int nice) {
        return new ProcessLimits(null, null, nice, null, null);
    }

    private static ProcessLimits files(int count) {
        return new ProcessLimits(count, null, null, null, null);
    }

    /** As the worker is, whatever started this test. */
    private static int ownNice() throws IOException {
        return OwnLimits.read().nice();
    }

    private static int otherNice() throws IOException {
        return ownNice() == 19 ? 18 : 19;
    }

    @Test
    void everyLimitHoldsForTheProgramAndWhatItStarts() throws IOException {
        try (RunBench bench = bench(new ProcessLimits(512, 0L, 19, 700, true))) {
            EndedRun end = bench.shell("sh -c '" + ALL + "'").run();
            assertThat(end.outcome()).isEqualTo(Outcome.DONE);
            List<String> said = bench.output(end.attempt());
            assertThat(said.subList(0, 5)).containsExactly("512", "512", "0", "700", "19");
            assertThat(said.get(5)).isEqualTo(said.get(6)).matches("\\d+");
            assertThat(bench.log(end.attempt()))
                    .contains("# puli limited by ", "prlimit --nofile=512:512 --core=0:0", "choom -n 700");
        }
    }

    @Test
    void aCommandWithoutLimitsIsStartedDirectly() throws IOException {
        try (RunBench bench = bench(ProcessLimits.NONE)) {
            EndedRun end = bench.shell("nice; echo ${PULI_CPUS-none}").run();
            assertThat(bench.output(end.attempt())).containsExactly(Integer.toString(ownNice()), "none");
            assertThat(bench.log(end.attempt())).doesNotContain("limited by");
        }
        Confines confines = Confines.open(ProcessLimits.NONE, RunSettings.DEFAULT_PATH);
        try (RunBench bench = bench(ProcessLimits.NONE);
                Confinement none = taken(confines, bench.order("true"))) {
            assertThat(none.isNone()).isTrue();
        }
    }

    private static Confinement taken(Confines confines, RunBench.Order order) {
        try {
            return confines.take(order.build().details(), null);
        } catch (CannotStart e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aSizeWithoutALimitIsUnlimited() throws IOException {
        try (RunBench bench = bench(new ProcessLimits(null, ProcessLimits.ANY_SIZE, null, null, null))) {
            EndedRun end = bench.shell("ulimit -Sc").run();
            assertThat(bench.output(end.attempt())).containsExactly("unlimited");
        }
    }

    @Test
    void aTaskMayAskForLessAndStandBackFurtherAndNothingElse() throws IOException {
        try (RunBench bench = bench(new ProcessLimits(512, 0L, 19, 300, null))) {
            EndedRun less = bench.shell(ALL)
                    .limits(new ProcessLimits(128, null, 0, 400, true))
                    .run();
            List<String> said = bench.output(less.attempt());
            assertThat(said.subList(0, 5)).containsExactly("128", "128", "0", "400", "19");
            assertThat(said.get(6)).matches("\\d+");
            assertThat(bench.order("true").limits(files(513)).run().reason())
                    .contains("asks for 513 open files", "may have 512", "worker.limits.openFiles");
            assertThat(bench.order("true")
                            .limits(new ProcessLimits(null, 1L, null, null, null))
                            .run()
                            .reason())
                    .contains("core files of 1 bytes", "may leave 0 bytes", "worker.limits.coreSize");
        }
    }

    @Test
    void aTasksLimitsNeedNoSettingOfTheWorkerAndEndAtItsOwn() throws IOException {
        try (RunBench bench = bench(ProcessLimits.NONE)) {
            EndedRun end = bench.shell("ulimit -n; nice")
                    .limits(new ProcessLimits(256, null, 19, null, null))
                    .run();
            assertThat(bench.output(end.attempt())).containsExactly("256", "19");
            assertThat(bench.order("true")
                            .limits(files(ProcessLimits.MOST_FILES))
                            .run()
                            .reason())
                    .contains("the worker's own hard limit");
        }
    }

    @Test
    void commandsThatRunAtOnceHaveProcessorsOfTheirOwnAndGiveThemBack() throws IOException {
        int count = Runtime.getRuntime().availableProcessors();
        try (RunBench bench = bench(new ProcessLimits(null, null, null, null, true))) {
            for (int round = 0; round < 2; round++) {
                List<RunningCommand> running = new ArrayList<>();
                List<String> cpus = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    running.add(bench.shell("echo $PULI_CPUS; exec sleep 1000").launch());
                }
                for (RunningCommand run : running) {
                    cpus.addAll(bench.awaitOutput(run.attempt(), 1));
                }
                assertThat(cpus).hasSize(count).doesNotHaveDuplicates();
                running.forEach(run -> run.stop("seen"));
                running.forEach(RunBench::end);
            }
            EndedRun all = bench.order("echo", "$PULI_CPUS").cores(count).run();
            assertThat(bench.output(all.attempt()).getFirst().split(",", -1)).hasSize(count);
        }
    }

    @Test
    void aProgramThatCannotBeStartedSaysSoInTheSameWordsThroughEveryLimit() throws IOException {
        List<ProcessLimits> each = List.of(
                ProcessLimits.NONE,
                files(512),
                nice(19),
                new ProcessLimits(null, null, null, 500, null),
                new ProcessLimits(null, null, null, null, true),
                new ProcessLimits(512, 0L, 19, 500, true));
        List<List<String>> reasons = new ArrayList<>();
        Path busy = Files.copy(Path.of("/bin/true"), folder.resolve("busy"), StandardCopyOption.COPY_ATTRIBUTES);
        for (int i = 0; i < each.size(); i++) {
            Path place = Files.createDirectories(folder.resolve("bench-" + i));
            try (RunBench bench = new RunBench(place, Duration.ofSeconds(2), each.get(i));
                    OutputStream _ = Files.newOutputStream(busy, StandardOpenOption.APPEND)) {
                reasons.add(reasons(bench));
            }
        }
        assertThat(reasons.getFirst())
                .anyMatch(reason -> reason.contains("interpreter"))
                .anyMatch(reason -> reason.contains("no #! line"))
                .anyMatch(reason -> reason.contains("too long together"))
                .anyMatch(reason -> reason.contains("being written to"))
                .anyMatch(reason -> reason.contains("no permission"));
        reasons.forEach(told -> assertThat(told).isEqualTo(reasons.getFirst()));
    }

    private List<String> reasons(RunBench bench) throws IOException {
        Path place = Files.createDirectories(folder.resolve("place"));
        List<String> many = new ArrayList<>(List.of("true"));
        for (int i = 0; i < 60; i++) {
            many.add("y".repeat(131_000));
        }
        List<RunBench.Order> orders = List.of(
                bench.order("no-such-program"),
                bench.order("/no/such/program"),
                bench.order(
                        Files.writeString(folder.resolve("text"), "no program").toString()),
                bench.order(executable("script", "#!/no/such/interpreter\n")).in(place),
                bench.order(executable("plain", "echo hello\n")).in(place),
                bench.order(executable("wrapped", "#!" + executable("plain", "echo hello\n") + "\n"))
                        .in(place),
                bench.order(foreign()).in(place),
                bench.order(folder.resolve("busy").toString()).in(place),
                bench.order(executable("barred", "#!" + folder.resolve("text") + "\n"))
                        .in(place),
                bench.order(many.toArray(String[]::new)).in(place),
                bench.order("true").in(folder.resolve("nowhere")));
        List<String> reasons = new ArrayList<>();
        for (RunBench.Order order : orders) {
            EndedRun end = order.run();
            assertThat(end.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(end.exitCode()).isNull();
            reasons.add(end.reason());
        }
        return reasons;
    }

    /** A program for no machine at all. */
    private String foreign() throws IOException {
        byte[] program = Files.readAllBytes(Path.of("/bin/true"));
        program[18] ^= 0x55;
        Path file = Files.write(folder.resolve("foreign"), program);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file.toString();
    }

    private String executable(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file.toString();
    }

    @Test
    void aProgramThatFailsByItselfIsTakenAtItsWord() throws IOException {
        try (RunBench bench = bench(nice(19))) {
            assertThat(bench.shell("exit 127").run().reason()).isEqualTo("exit code 127");
            assertThat(bench.shell("echo nice: what; exit 126").run().exitCode())
                    .isEqualTo(126);
            assertThat(bench.shell("exec nice -n 1 /no/such/thing").run().exitCode())
                    .as("the shell was started, and became a program that was not")
                    .isEqualTo(127);
            assertThat(bench.order("nice", "-n", "1", "/no/such/thing").run().exitCode())
                    .isEqualTo(127);
            assertThat(bench.shell("kill -9 $$").run().signal()).isEqualTo(9);
        }
    }

    @Test
    void aLimitThatTheSystemRefusesLaterIsTold() throws Exception {
        try (RunBench bench = bench(ProcessLimits.NONE)) {
            String taskset = "/usr/bin/taskset";
            List<List<String>> chain = List.of(List.of(taskset, "-c", "9999"));
            CommandPlan.Step step = new CommandPlan.Step(null, null, Path.of("/bin/true"), List.of("true"), List.of());
            EndedRun other = bench.order("true").run();
            CommandPlan plan = plan(bench);
            Path log = bench.launcher.logs().findLog(other.attempt());
            long start = Files.size(log);
            try (Confinement odd = new Confinement(chain, null, List.of(9999), null, () -> {})) {
                ProcessTree tree = odd.start(plan, step, "a mark", log, null);
                Libc.Exit exit = tree.awaitMain();
                assertThatThrownBy(() -> odd.checkStarted(plan, step, tree, exit, start))
                        .isInstanceOf(CannotStart.class)
                        .hasMessageContaining("limits could not be set: taskset:");
                tree.reap();
            }
        }
    }

    private CommandPlan plan(RunBench bench) throws CannotStart {
        var order = bench.order("true").build();
        RunEnvironment environment =
                RunEnvironment.of(order, order.details(), bench.settings, folder, "a mark", java.util.Map.of());
        return CommandPlan.of(order.details(), environment, folder, false);
    }

    @Test
    void aProgramThatIsMissingOrRefusesNamesItsSettingAtTheStart() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatThrownBy(() -> Confines.open(nice(otherNice()), empty.toString()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("worker.nice needs the program 'nice'")
                .hasMessageContaining(empty.toString())
                .hasMessageContaining("coreutils");
        assertThatThrownBy(() -> Confines.open(new ProcessLimits(null, null, null, null, true), empty.toString()))
                .hasMessageContaining("worker.pinning needs the program 'taskset'");
        Path own = Files.createDirectory(folder.resolve("own"));
        executable("own/true", "#!/bin/sh\n");
        executable("own/choom", "#!/bin/sh\necho choom: not for you >&2; exit 1\n");
        executable("own/nice", "#!/bin/sh\necho nice: cannot set niceness: Permission denied; echo 0\n");
        assertThatThrownBy(() -> Confines.open(new ProcessLimits(null, null, null, -5, null), own.toString()))
                .hasMessageContaining("worker.oomScoreAdj cannot be set by this worker's user: choom: not for you");
        assertThatThrownBy(() -> Confines.open(nice(otherNice()), own.toString()))
                .hasMessageContaining("worker.nice cannot be set by this worker's user: nice: cannot set");
    }

    @Test
    void aTaskIsToldWhatIsMissingOnItsWorker() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Confines confines = Confines.open(ProcessLimits.NONE, empty.toString());
        try (RunBench bench = bench(ProcessLimits.NONE)) {
            RunBench.Order order = bench.order("true").limits(new ProcessLimits(null, null, null, null, true));
            assertThatThrownBy(() -> confines.take(order.build().details(), null))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("'taskset', which is not on this worker");
        }
    }

    /** Where the kernel shares processors among sessions; elsewhere there is nothing to be seen. */
    @Test
    @EnabledIf("hasSessionGroups")
    void aSessionStandsBackAsItsProcessesDo() throws IOException {
        try (RunBench bench = bench(nice(17))) {
            RunningCommand running = bench.shell("echo $$; exec sleep 1000").launch();
            Path group =
                    Path.of("/proc/" + bench.awaitOutput(running.attempt(), 1).getFirst() + "/autogroup");
            await().until(() -> Files.readString(group).strip().endsWith(" nice 17"));
            running.stop("seen");
            assertThat(RunBench.end(running).outcome()).isEqualTo(Outcome.STOPPED);
        }
    }

    static boolean hasSessionGroups() {
        return Files.exists(Path.of("/proc/self/autogroup"));
    }

    @Test
    void whatIsLimitedIsEndedWhole() throws IOException {
        try (RunBench bench = bench(new ProcessLimits(512, 0L, 19, 500, true))) {
            RunningCommand running = bench.shell("trap '' TERM; echo $$; setsid sh -c 'echo $$; exec sleep 1000' &"
                            + " while :; do sleep 1; done")
                    .timeout(Duration.ofMinutes(15))
                    .launch();
            List<String> pids = bench.awaitOutput(running.attempt(), 2);
            running.stop("enough");
            assertThat(RunBench.end(running).outcome()).isEqualTo(Outcome.STOPPED);
            await().until(() -> pids.stream().noneMatch(RunBench::isAlive));
        }
    }
}
