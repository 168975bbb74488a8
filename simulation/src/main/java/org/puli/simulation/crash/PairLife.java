package org.puli.simulation.crash;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.puli.api.client.FarmClient;
import org.puli.simulation.program.DatabaseKind;

/** The life of a farm with two dispatchers: users at work, strike after strike. Runs on the main thread. */
final class PairLife implements AutoCloseable {
    private static final int USERS = 3;
    private static final int LONGEST_PEACE_MILLIS = 1_500;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SplittableRandom random;
    private final PairFarm farm;
    private final FarmClient client;
    private final Promises promises = new Promises();
    private final Moments moments = new Moments();
    private final List<CrashUser> users = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final PairScore score;

    /** How long it goes on, where chance begins, and whether the folder stays. */
    record Plan(int rounds, long seed, int workers, boolean keep) {}

    private PairLife(Path folder, DatabaseKind kind, Plan plan, PairScore score)
            throws IOException, InterruptedException {
        this.random = new SplittableRandom(plan.seed());
        this.farm = new PairFarm(folder, kind, plan.workers(), random.split());
        this.client = farm.client(PATIENCE);
        this.score = score;
    }

    /** Lives one farm; says with which code the program ends. */
    static int run(DatabaseKind kind, Plan plan, PrintWriter out) throws IOException, InterruptedException {
        long started = System.nanoTime();
        Path folder = Files.createTempDirectory("puli-standby-");
        PairScore score = new PairScore(out);
        try (PairLife life = new PairLife(folder, kind, plan, score)) {
            life.live(plan.rounds());
        } catch (IOException | RuntimeException e) {
            out.println("BROKEN: " + e.getMessage() + "\nThe farm's folder is " + folder
                    + "\nAgain with: ./puli crash --rounds " + plan.rounds() + " --standby " + kind + " --seed "
                    + plan.seed());
            out.flush();
            return 1;
        }
        if (!plan.keep()) {
            Folders.delete(folder);
        }
        out.println(score.summary((System.nanoTime() - started) / 1_000_000_000));
        out.flush();
        return 0;
    }

    private void live(int rounds) throws IOException, InterruptedException {
        farm.start(client);
        for (int i = 1; i <= USERS; i++) {
            CrashUser user = new CrashUser(
                    "user" + i, farm.client(Duration.ZERO), farm.ledger(), random.split(), promises, moments);
            users.add(user);
            threads.add(CrashThreads.start("user-" + i, user));
        }
        for (int i = 0; i < rounds; i++) {
            round(PairStrike.draw(random));
        }
        end();
    }

    private void round(PairStrike strike) throws IOException, InterruptedException {
        Thread.sleep(random.nextInt(LONGEST_PEACE_MILLIS));
        CrashFarm.await(() -> farm.leader() >= 0, "one to lead");
        int leader = farm.leader();
        int other = 1 - leader;
        farm.awaitAttended(leader);
        long started = System.nanoTime();
        strike(strike, leader, other);
        int next = strike.takesOver() ? other : leader;
        CrashFarm.await(() -> farm.works(next), "work to go on after " + strike);
        long took = (System.nanoTime() - started) / 1_000_000;
        bringBack(strike, leader, other);
        promises.throwIfBroken();
        long answers = new Reread(client, promises).all();
        promises.throwIfBroken();
        farm.checkAlive();
        score.round(strike, took, answers);
    }

    private void strike(PairStrike strike, int leader, int other) throws IOException, InterruptedException {
        switch (strike) {
            case KILL_LEADER -> farm.kill(leader);
            case FREEZE_LEADER -> farm.freeze(leader);
            case HAND_OVER -> farm.handOver(leader);
            case KILL_STANDBY -> farm.kill(other);
            case KILL_BOTH -> {
                farm.kill(leader);
                farm.kill(other);
                farm.startDispatcher(leader);
            }
        }
    }

    private void bringBack(PairStrike strike, int leader, int other) throws IOException, InterruptedException {
        switch (strike) {
            case KILL_LEADER -> farm.startDispatcher(leader);
            case FREEZE_LEADER -> farm.thaw(leader);
            case HAND_OVER -> {}
            case KILL_STANDBY, KILL_BOTH -> farm.startDispatcher(other);
        }
        farm.awaitUp(leader);
        farm.awaitUp(other);
        if (strike == PairStrike.FREEZE_LEADER) {
            CrashFarm.await(() -> !farm.isLeading(leader), "the one that woke up to stand by");
        }
    }

    /** No more strikes: everything has to come to its end, and the books have to agree. */
    private void end() throws IOException, InterruptedException {
        users.forEach(CrashUser::stop);
        for (Thread thread : threads) {
            thread.join();
        }
        promises.throwIfBroken();
        Reread reread = new Reread(client, promises);
        reread.letGo();
        CrashFarm.await(reread::isOver, "all jobs to end");
        reread.all();
        reread.settled();
        Set<Remains.Found> left = Remains.with(JobKind.MARK, farm.ledger().toString());
        if (!left.isEmpty()) {
            throw new Broken("all jobs are over, and processes of them still run: " + left);
        }
        score.books(farm.close(farm.workers()));
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        client.close();
        farm.close();
    }
}
