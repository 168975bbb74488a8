package org.puli.farm.schedule;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.puli.api.LicenseName;
import org.puli.api.WorkerName;
import org.puli.api.spec.Dependency;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.TaskSettings;
import org.puli.api.spec.TaskSpec;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.WorkerFacts;
import org.puli.api.view.WaitingReason;
import org.puli.farm.Command;
import org.puli.farm.Farm;
import org.puli.farm.FarmFixture;
import org.puli.farm.Job;
import org.puli.farm.License;
import org.puli.farm.Worker;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.DeleteJob;
import org.puli.farm.request.PauseJob;
import org.puli.farm.request.PauseWorker;
import org.puli.farm.request.ResumeJob;
import org.puli.farm.request.ResumeWorker;
import org.puli.farm.request.RetryJob;

/** Small random farms live through random days; every single choice of the planner is held against the plain rules. */
class RandomFarmsTest {
    private static final int FARMS = 600;
    private static final int STEPS = 60;

    @Test
    void everyChoiceIsTheOneThatThePlainRulesMake() {
        long starts = 0;
        for (long seed = 1; seed <= FARMS; seed++) {
            starts += new Day(seed).live();
        }
        assertThat(starts).isGreaterThan(20_000);
    }

    /** One farm and what happens to it. */
    private static final class Day {
        private final SplittableRandom random;
        private final FarmFixture fixture = FarmFixture.farm();
        private final PlainPlanner plain = new PlainPlanner(fixture.farm);
        private final String name;
        private int workerCount;

        Day(long seed) {
            random = new SplittableRandom(seed);
            name = "seed " + seed;
        }

        long live() {
            fixture.license("a", random.nextInt(4)).license("b", random.nextInt(3));
            long starts = 0;
            for (int step = 0; step < STEPS; step++) {
                happen();
                starts += plan(1 + random.nextInt(20));
                checkLimits();
            }
            plan(Integer.MAX_VALUE);
            checkReasons();
            // A planner that starts now and looks at the same farm sees the same.
            assertThat(new AssignmentPlanner(Farm.load(fixture.farm.rows(1))).findNext())
                    .as(name)
                    .isNull();
            return starts;
        }

        /** Makes so many choices at most, as a turn of the loop does. */
        private int plan(int limit) {
            for (int starts = 0; starts < limit; starts++) {
                Assignment next = fixture.planner.findNext();
                check(next);
                if (next == null) {
                    return starts;
                }
                fixture.start(next);
            }
            return limit;
        }

        private void check(@Nullable Assignment next) {
            Job job = plain.findNextJob();
            assertThat(next == null ? null : next.task().job().id()).as(name).isEqualTo(job == null ? null : job.id());
            if (next != null && job != null) {
                assertThat(plain.startable(job)).as(name).contains(next.task());
                assertThat(next.index()).isEqualTo(next.task().nextIndex());
                assertThat(next.worker())
                        .as(name)
                        .isSameAs(plain.findWorker(job, next.task().need()));
            }
        }

        private void checkLimits() {
            for (Worker worker : fixture.farm.workers()) {
                assertThat(worker.freeMilliCores()).as(name).isNotNegative();
                assertThat(worker.freeMemoryBytes()).as(name).isNotNegative();
            }
            for (License license : fixture.farm.licenses()) {
                assertThat(license.used()).as(name).isNotNegative();
            }
            for (Job job : fixture.farm.jobs()) {
                assertThat(job.leaseCount()).as(name).isBetween(0, job.maxWorkers());
            }
        }

        /** When nothing can start any more, no job may claim that it is about to. */
        private void checkReasons() {
            for (Job job : fixture.farm.jobs()) {
                WaitingReason reason = fixture.reasons.of(job);
                assertThat(reason).as(name + " job " + job.id()).isNotEqualTo(WaitingReason.STARTING);
                boolean waits = job.counts().ready() > 0
                        && job.counts().assigned() + job.counts().running() == 0;
                if (waits) {
                    assertThat(reason).as(name + " job " + job.id()).isNotNull();
                }
            }
        }

        private void happen() {
            switch (random.nextInt(12)) {
                case 0, 1 -> submit();
                case 2 -> join();
                case 3 -> pauseOrResumeJob();
                case 4 -> pauseOrResumeWorker();
                case 5 -> fixture.license(random.nextBoolean() ? "a" : "b", random.nextInt(5));
                case 6 -> endJob();
                default -> endCommands();
            }
        }

        private void submit() {
            List<TaskSpec> tasks = new ArrayList<>();
            int count = 1 + random.nextInt(3);
            for (int i = 0; i < count; i++) {
                Dependency[] after = i > 0 && random.nextInt(3) == 0
                        ? new Dependency[] {FarmFixture.after("t" + (i - 1), outcome())}
                        : new Dependency[0];
                tasks.add(FarmFixture.task("t" + i, "1-" + (1 + random.nextInt(12)), settings(), after));
            }
            double[] weights = {1, 1, 2, 3, 0.5};
            fixture.submit(new JobSpec(
                    1,
                    "job",
                    "ada",
                    JobSpec.DEFAULT_POOL,
                    50 + 10 * random.nextInt(2),
                    weights[random.nextInt(weights.length)],
                    random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 0,
                    Map.of(),
                    random.nextInt(8) == 0,
                    TaskSettings.NONE,
                    tasks,
                    List.of()));
        }

        private Dependency.Outcome outcome() {
            Dependency.Outcome[] all = Dependency.Outcome.values();
            return all[random.nextInt(all.length)];
        }

        private TaskSettings settings() {
            double[] cores = {1, 1, 1, 2, 0.5, 4};
            Map<LicenseName, Integer> licenses = random.nextInt(3) > 0
                    ? Map.of()
                    : Map.of(new LicenseName(random.nextBoolean() ? "a" : "b"), 1 + random.nextInt(2));
            long memory = random.nextInt(3) == 0 ? (1L + random.nextInt(4)) << 30 : 0;
            return new TaskSettings(
                    cores[random.nextInt(cores.length)], memory, licenses, 1 + random.nextInt(2), null, null, Map.of());
        }

        private void join() {
            long memory = random.nextBoolean() ? 0 : (2L + random.nextInt(8)) << 30;
            WorkerFacts facts = new WorkerFacts(1 + random.nextInt(6), memory, "test", "1");
            fixture.sync(fixture.report("w" + ++workerCount, "boot").facts(facts));
        }

        private void pauseOrResumeJob() {
            Job job = any(List.copyOf(fixture.farm.jobs()));
            if (job != null) {
                fixture.ask(job.isPaused() ? new ResumeJob(job.id()) : new PauseJob(job.id()));
            }
        }

        private void pauseOrResumeWorker() {
            Worker worker = any(List.copyOf(fixture.farm.workers()));
            if (worker != null) {
                WorkerName it = worker.name();
                fixture.ask(worker.isOpen() ? new PauseWorker(it, null) : new ResumeWorker(it));
            }
        }

        private void endJob() {
            Job job = any(List.copyOf(fixture.farm.jobs()));
            if (job == null) {
                return;
            }
            switch (random.nextInt(3)) {
                case 0 -> fixture.ask(new CancelJob(job.id()));
                case 1 -> fixture.ask(new RetryJob(job.id(), random.nextBoolean()));
                default -> {
                    if (job.leaseCount() == 0) {
                        fixture.ask(new DeleteJob(job.id()));
                    }
                }
            }
        }

        private void endCommands() {
            List<Command> running = new ArrayList<>();
            fixture.farm.workers().forEach(worker -> running.addAll(worker.leases()));
            int count = Math.min(running.size(), 1 + random.nextInt(6));
            for (int i = 0; i < count; i++) {
                Command command = requireNonNull(any(running));
                running.remove(command);
                EndedRun.Outcome outcome = random.nextInt(5) == 0 ? EndedRun.Outcome.FAILED : EndedRun.Outcome.DONE;
                fixture.end(command.id().value(), outcome);
            }
        }

        private <T> @Nullable T any(List<T> list) {
            return list.isEmpty() ? null : list.get(random.nextInt(list.size()));
        }
    }
}
