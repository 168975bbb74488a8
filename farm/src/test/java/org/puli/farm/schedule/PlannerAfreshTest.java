package org.puli.farm.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.puli.api.LicenseName;
import org.puli.api.PoolName;
import org.puli.api.WorkerName;
import org.puli.api.spec.CommandLine;
import org.puli.api.spec.FrameRange;
import org.puli.api.spec.GroupSpec;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.LicenseSpec;
import org.puli.api.spec.PoolSpec;
import org.puli.api.spec.Precedence;
import org.puli.api.spec.Requirements;
import org.puli.api.spec.Resources;
import org.puli.api.spec.SeatsPer;
import org.puli.api.spec.ShareSpec;
import org.puli.api.spec.Strategy;
import org.puli.api.spec.TaskSettings;
import org.puli.api.spec.TaskSpec;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.Equipment;
import org.puli.api.sync.WorkerFacts;
import org.puli.farm.Command;
import org.puli.farm.FarmFixture;
import org.puli.farm.Job;
import org.puli.farm.Worker;
import org.puli.farm.change.Change;
import org.puli.farm.request.CancelJob;
import org.puli.farm.request.DeleteJob;
import org.puli.farm.request.PauseJob;
import org.puli.farm.request.PauseWorker;
import org.puli.farm.request.ResumeJob;
import org.puli.farm.request.ResumeWorker;
import org.puli.farm.request.SetLicense;

/**
 * A planner that looked at nothing before makes the very choices of the one that has lived through all of it: whoever
 * sleeps was woken whenever he could be served, and nothing that was filed has become old.
 */
class PlannerAfreshTest {
    private static final int FARMS = 80;
    private static final int STEPS = 40;
    private static final List<PoolName> POOLS = List.of(JobSpec.DEFAULT_POOL, new PoolName("night"));
    private static final List<LicenseName> LICENSES = List.of(new LicenseName("maya"), new LicenseName("nuke"));

    /** One farm of a seed. */
    private static final class Life {
        private final SplittableRandom random;
        private final FarmFixture farm = FarmFixture.farm();
        private final String name;
        private int starts;

        Life(long seed) {
            random = new SplittableRandom(seed);
            name = "seed " + seed;
            POOLS.forEach(this::editPool);
            LICENSES.forEach(this::setLicense);
            LICENSES.forEach(license -> join());
        }

        int live() {
            for (int step = 1; step <= STEPS; step++) {
                happen();
                check(name + ", step " + step);
            }
            return starts;
        }

        private void check(String when) {
            @Nullable Assignment next;
            do {
                farm.planner.refresh();
                Assignment afresh = new AssignmentPlanner(farm.farm).findNext();
                next = farm.planner.findNext();
                assertThat(next).as(when).isEqualTo(afresh);
                if (next != null) {
                    farm.start(next);
                    starts++;
                }
            } while (next != null);
        }

        private void happen() {
            switch (random.nextInt(16)) {
                case 0, 1, 2, 3 -> farm.submit(job());
                case 4 -> join();
                case 5 -> setLicense(any(LICENSES));
                case 6 -> moveWorker();
                case 7 -> pauseWorkers();
                case 8 -> changeJob();
                case 9 -> editPool(any(POOLS));
                default -> end();
            }
        }

        private <T> T any(List<T> all) {
            return all.get(random.nextInt(all.size()));
        }

        private void editPool(PoolName pool) {
            double max = random.nextInt(3) == 0 ? 4 : 0;
            ShareSpec alpha =
                    new ShareSpec("alpha", Map.of("prod", List.of("alpha")), List.of(), 2, random.nextInt(3), max);
            farm.apply(new Change.PoolChanged(new PoolSpec(pool, List.of(alpha), Math.max(0, random.nextInt(4) - 1))));
        }

        private void setLicense(LicenseName license) {
            SeatsPer per = random.nextInt(3) == 0 ? SeatsPer.COMMAND : SeatsPer.WORKER;
            farm.ask(new SetLicense(new LicenseSpec(license, random.nextInt(5), per)));
        }

        private void join() {
            String worker = "w" + random.nextInt(1, 9);
            Equipment equipment = new Equipment(
                    random.nextInt(2),
                    0,
                    Map.of(),
                    random.nextBoolean() ? List.of("fx") : List.of(),
                    List.of(),
                    Map.of(),
                    random.nextInt(1, 3),
                    List.of());
            farm.sync(farm.report(worker, "boot")
                    .facts(new WorkerFacts(random.nextInt(2, 9), 0, "test", "1", equipment)));
        }

        private void moveWorker() {
            if (!farm.farm.workers().isEmpty()) {
                int to = random.nextInt(3);
                WorkerName worker = any(List.copyOf(farm.farm.workers())).name();
                farm.apply(new Change.WorkerMoved(worker, to == 2 ? POOLS : POOLS.subList(to, to + 1)));
            }
        }

        private void pauseWorkers() {
            for (Worker worker : List.copyOf(farm.farm.workers())) {
                switch (random.nextInt(6)) {
                    case 0 -> farm.refusal(new PauseWorker(worker.name(), null));
                    case 1 -> {}
                    default -> farm.refusal(new ResumeWorker(worker.name()));
                }
            }
        }

        private void changeJob() {
            if (!farm.farm.jobs().isEmpty()) {
                Job job = any(List.copyOf(farm.farm.jobs()));
                switch (random.nextInt(5)) {
                    case 0 -> farm.ask(new CancelJob(job.id()));
                    case 1 -> farm.refusal(new DeleteJob(job.id()));
                    case 2 -> farm.ask(new ResumeJob(job.id()));
                    default -> farm.ask(new PauseJob(job.id()));
                }
            }
        }

        private JobSpec job() {
            GroupSpec group = new GroupSpec(
                    "g",
                    List.of(),
                    false,
                    TaskSettings.NONE,
                    List.of(task("c"), task("d")),
                    List.of(),
                    place(),
                    any(List.of(Strategy.values())));
            return new JobSpec(
                    1,
                    "job",
                    "ada",
                    any(POOLS),
                    40 + 10 * random.nextInt(3),
                    random.nextInt(1, 4),
                    random.nextInt(3) == 0 ? 2 : 0,
                    random.nextBoolean() ? Map.of("prod", "alpha") : Map.of(),
                    false,
                    TaskSettings.NONE.withAttempts(2),
                    List.of(task("a"), task("b")),
                    random.nextBoolean() ? List.of(group) : List.of(),
                    any(List.of(Strategy.values())));
        }

        private Precedence place() {
            return new Precedence(
                    random.nextInt(3) * 40, random.nextInt(1, 4), random.nextInt(3), random.nextInt(3) - 1);
        }

        private TaskSpec task(String task) {
            CommandLine line = new CommandLine(List.of("render", "{frame}"), false);
            FrameRange frames = FrameRange.parse("1-" + random.nextInt(1, 7));
            return new TaskSpec(task, line, frames, 1, List.of(), List.of(), false, settings(), place());
        }

        private TaskSettings settings() {
            TaskSettings settings = TaskSettings.NONE.withCores(0.5 * random.nextInt(1, 7));
            return switch (random.nextInt(7)) {
                case 0, 1 -> settings.withLicenses(Map.of(any(LICENSES), random.nextInt(1, 3)));
                case 2 -> settings.withLicenses(Map.of(LICENSES.get(0), 1, LICENSES.get(1), random.nextInt(1, 3)));
                case 3 ->
                    settings.withRequirements(
                            new Requirements(List.of("fx"), List.of(), Map.of(), List.of(), List.of()));
                case 4 -> settings.withResources(new Resources(4.0, null, null, null, null));
                case 5 -> settings.withResources(new Resources(null, null, null, null, true));
                default -> settings;
            };
        }

        /** Often one, sometimes many at once: then all that sleeps is looked at. */
        private void end() {
            List<Command> running = new ArrayList<>();
            farm.farm.workers().forEach(worker -> running.addAll(worker.leases()));
            int count = random.nextInt(4) == 0 ? running.size() : 1;
            for (int i = 0; i < count && !running.isEmpty(); i++) {
                Command command = running.remove(random.nextInt(running.size()));
                boolean isFailed = random.nextInt(4) == 0;
                farm.end(command.id().value(), isFailed ? EndedRun.Outcome.FAILED : EndedRun.Outcome.DONE);
            }
        }
    }

    @Test
    void aPlannerThatStartsAfreshMakesTheSameChoices() {
        int starts = 0;
        for (long seed = 1; seed <= FARMS; seed++) {
            starts += new Life(seed).live();
        }
        assertThat(starts).isGreaterThan(FARMS * 10);
    }
}
