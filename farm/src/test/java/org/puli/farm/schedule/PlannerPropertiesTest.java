package org.puli.farm.schedule;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.puli.api.LicenseName;
import org.puli.api.PoolName;
import org.puli.api.spec.CommandLine;
import org.puli.api.spec.FrameRange;
import org.puli.api.spec.GroupSpec;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.PoolSpec;
import org.puli.api.spec.Precedence;
import org.puli.api.spec.Requirements;
import org.puli.api.spec.Resources;
import org.puli.api.spec.ShareSpec;
import org.puli.api.spec.Strategy;
import org.puli.api.spec.TaskSettings;
import org.puli.api.spec.TaskSpec;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.Equipment;
import org.puli.farm.Command;
import org.puli.farm.Farm;
import org.puli.farm.FarmFixture;
import org.puli.farm.Job;
import org.puli.farm.License;
import org.puli.farm.Pool;
import org.puli.farm.Share;
import org.puli.farm.Task;
import org.puli.farm.Worker;
import org.puli.farm.change.Change;

/** What has to hold on every farm after every pass, looked up without any of the planner's indexes. */
class PlannerPropertiesTest {
    private static final int FARMS = 250;
    private static final int STEPS = 25;
    private static final List<PoolName> POOLS = List.of(JobSpec.DEFAULT_POOL, new PoolName("night"));

    /** One farm of a seed. */
    private static final class Life {
        private final SplittableRandom random;
        private final FarmFixture farm = FarmFixture.farm().license("nuke", 3);
        private final List<AttemptRef> starts = new ArrayList<>();
        private final String name;

        Life(long seed, int reservations) {
            random = new SplittableRandom(seed);
            name = "seed " + seed;
            for (PoolName pool : POOLS) {
                farm.apply(new Change.PoolChanged(new PoolSpec(pool, shares(), reservations)));
            }
        }

        private List<ShareSpec> shares() {
            double max = random.nextInt(3) == 0 ? 4 : 0;
            return List.of(new ShareSpec("alpha", Map.of("prod", List.of("alpha")), List.of(), 2, 1, max));
        }

        void live(boolean conserves) {
            for (int i = 0; i < STEPS; i++) {
                happen();
                starts.addAll(farm.plan());
                check(conserves);
            }
        }

        private void happen() {
            switch (random.nextInt(6)) {
                case 0, 1 -> farm.submit(job());
                case 2 -> join();
                case 3 -> farm.license("nuke", random.nextInt(5));
                default -> end();
            }
        }

        private void join() {
            Equipment equipment = new Equipment(
                    random.nextInt(3),
                    (long) random.nextInt(3) << 30,
                    Map.of("scratch", (double) random.nextInt(1, 4)),
                    random.nextBoolean() ? List.of("fx") : List.of(),
                    List.of(),
                    Map.of(),
                    random.nextInt(1, 3),
                    List.of());
            farm.worker(random.nextInt(1, 7), equipment);
            Worker worker = farm.worker("w" + farm.farm.workers().size());
            farm.apply(new Change.WorkerMoved(worker.name(), random.nextBoolean() ? POOLS : POOLS.subList(0, 1)));
        }

        private JobSpec job() {
            List<TaskSpec> inner = List.of(task("c"), task("d"));
            GroupSpec group =
                    new GroupSpec("g", List.of(), false, TaskSettings.NONE, inner, List.of(), place(), strategy());
            return new JobSpec(
                    1,
                    "job",
                    "ada",
                    POOLS.get(random.nextInt(2)),
                    40 + 10 * random.nextInt(3),
                    random.nextInt(1, 4),
                    random.nextInt(3) == 0 ? 2 : 0,
                    random.nextBoolean() ? Map.of("prod", "alpha") : Map.of(),
                    false,
                    TaskSettings.NONE,
                    List.of(task("a"), task("b")),
                    List.of(group),
                    strategy());
        }

        private Strategy strategy() {
            List<Strategy> all = List.of(Strategy.values());
            return all.get(random.nextInt(all.size()));
        }

        private Precedence place() {
            return new Precedence(
                    random.nextInt(3) * 40, random.nextInt(1, 4), random.nextInt(3), random.nextInt(3) - 1);
        }

        private TaskSpec task(String task) {
            CommandLine line = new CommandLine(List.of("render", "{frame}"), false);
            FrameRange frames = FrameRange.parse("1-" + random.nextInt(1, 5));
            return new TaskSpec(task, line, frames, 1, List.of(), List.of(), false, settings(), place());
        }

        private TaskSettings settings() {
            TaskSettings settings = TaskSettings.NONE.withCores(0.5 * random.nextInt(1, 7));
            return switch (random.nextInt(6)) {
                case 0 -> settings.withLicenses(Map.of(new LicenseName("nuke"), random.nextInt(1, 3)));
                case 1 ->
                    settings.withRequirements(
                            new Requirements(List.of("fx"), List.of(), Map.of(), List.of(), List.of()));
                case 2 -> settings.withResources(new Resources(null, 1, 1L << 30, null, null));
                case 3 -> settings.withResources(new Resources(4.0, null, null, Map.of("scratch", 1.0), null));
                case 4 -> settings.withResources(new Resources(null, null, null, null, true));
                default -> settings;
            };
        }

        private void end() {
            List<Command> running = new ArrayList<>();
            farm.farm.workers().forEach(worker -> running.addAll(worker.leases()));
            for (int i = random.nextInt(4); i > 0 && !running.isEmpty(); i--) {
                Command command = running.remove(random.nextInt(running.size()));
                farm.end(command.id().value(), EndedRun.Outcome.DONE);
            }
        }

        private void check(boolean conserves) {
            farm.farm.workers().forEach(this::checkWorker);
            for (License license : farm.farm.licenses()) {
                long held = held(command -> command.held().licenses().getOrDefault(license.name(), 0));
                assertThat((long) license.used()).as(name).isEqualTo(held);
            }
            farm.farm.jobs().forEach(this::checkJob);
            farm.farm.pools().forEach(this::checkShares);
            if (conserves) {
                farm.farm.jobs().forEach(job -> job.tasks().forEach(this::checkNobodyCouldTake));
            }
        }

        private interface Amount {
            long of(Command command);
        }

        private long held(Amount amount) {
            return farm.farm.workers().stream()
                    .flatMap(worker -> worker.leases().stream())
                    .mapToLong(amount::of)
                    .sum();
        }

        private void checkWorker(Worker worker) {
            long cores = worker.leases().stream()
                    .mapToLong(command -> command.held().milliCores())
                    .sum();
            long gpus = worker.leases().stream()
                    .mapToLong(command -> command.held().gpus())
                    .sum();
            boolean isShared = worker.leases().size() > 1
                    && worker.leases().stream()
                            .anyMatch(command -> command.held().wholeMachine());
            assertThat(cores).as(name).isBetween(0L, worker.facts().cores() * 1000L);
            assertThat(gpus)
                    .as(name)
                    .isLessThanOrEqualTo(worker.facts().equipment().gpus());
            assertThat(worker.freeMilliAmount("scratch")).as(name).isNotNegative();
            assertThat(isShared).as(name).isFalse();
            for (Command command : worker.leases()) {
                assertThat(Eligibility.findLack(worker, command.task().shape()))
                        .as(name)
                        .isNull();
            }
        }

        private void checkJob(Job job) {
            assertThat(job.leaseCount()).as(name).isLessThanOrEqualTo(job.maxWorkers());
            job.tasks().forEach(task -> {
                int most = task.precedence().maxWorkers();
                assertThat(most == 0 || task.leaseCount() <= most).as(name).isTrue();
            });
            job.groups().forEach(group -> {
                int most = group.precedence().maxWorkers();
                assertThat(most == 0 || group.leaseCount() <= most).as(name).isTrue();
            });
        }

        private void checkShares(Pool pool) {
            for (Share share : pool.shares()) {
                boolean isWithin = share.spec().max() == 0
                        || share.usedMilliCost() <= Math.round(share.spec().max() * 1000);
                assertThat(isWithin).as(name).isTrue();
            }
        }

        /** Where nothing is kept for anybody, work waits only if nobody who is right for it has room. */
        private void checkNobodyCouldTake(Task task) {
            Job job = task.job();
            boolean mayStart = task.isReady()
                    && task.mayStartMore()
                    && job.leaseCount() < job.maxWorkers()
                    && job.share().hasRoomFor(task.need())
                    && task.need().licenses().entrySet().stream()
                            .allMatch(seats -> free(seats.getKey()) >= seats.getValue());
            Pool pool = requireNonNull(farm.farm.findPool(job.pool()));
            for (Worker worker : mayStart ? pool.workers() : List.<Worker>of()) {
                boolean couldTake =
                        worker.isOpen() && Eligibility.isRight(worker, task.shape()) && worker.hasRoomFor(task.need());
                assertThat(couldTake)
                        .as(name + " task " + task.name() + " of job " + job.id())
                        .isFalse();
            }
        }

        private int free(LicenseName license) {
            return requireNonNull(farm.farm.findLicense(license)).free();
        }
    }

    @Test
    void limitsHoldAndNoRoomIsLeftThatSomethingCouldTake() {
        long starts = 0;
        for (long seed = 1; seed <= FARMS; seed++) {
            Life life = new Life(seed, 0);
            life.live(true);
            starts += life.starts.size();
        }
        assertThat(starts).isGreaterThan(FARMS * 10L);
    }

    @Test
    void limitsHoldWhileWorkersAreKeptToo() {
        for (long seed = 1; seed <= FARMS; seed++) {
            new Life(seed, 1 + (int) seed % 2).live(false);
        }
    }

    @Test
    void theSameFarmMakesTheSameChoices() {
        for (long seed = 1; seed <= 40; seed++) {
            Life one = new Life(seed, 1);
            Life other = new Life(seed, 1);
            one.live(false);
            other.live(false);
            assertThat(one.starts).isEqualTo(other.starts);
        }
    }

    @Test
    void aPlannerThatStartsAfreshOnWhatIsStoredFindsNothingLeft() {
        for (long seed = 1; seed <= FARMS; seed++) {
            Life life = new Life(seed, 0);
            life.live(true);
            Farm loaded = Farm.load(life.farm.farm.rows(1));
            assertThat(new AssignmentPlanner(loaded).findNext()).as(life.name).isNull();
        }
    }
}
