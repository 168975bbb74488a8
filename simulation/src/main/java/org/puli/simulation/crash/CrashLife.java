package org.puli.simulation.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.puli.api.client.FarmClient;
import org.puli.simulation.program.DatabaseKind;

/** The life of one farm: clients at work, kill after kill, and the closing of the books. Runs on the main thread. */
final class CrashLife implements AutoCloseable {
    /** Kills that one farm has to live through. */
    static final int MOST_ROUNDS = 20;

    private static final int USERS = 3;
    private static final long MOMENT_MILLIS = 600;
    private static final int LONGEST_PEACE_MILLIS = 500;

    private final SplittableRandom random;
    private final CrashFarm farm;
    private final FarmClient client;
    private final Promises promises = new Promises();
    private final Moments moments = new Moments();
    private final List<CrashUser> users = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Targets targets;
    private final Score score;

    /**
     * A farm that is not started yet.
     *
     * @param database the server that keeps it; null for a file
     */
    CrashLife(Path folder, long seed, Targets targets, int workers, @Nullable DatabaseKind database, Score score)
            throws IOException, InterruptedException {
        this.random = new SplittableRandom(seed);
        this.farm = new CrashFarm(folder, workers, database, random.split());
        this.client = farm.client();
        this.targets = targets;
        this.score = score;
    }

    /** Lives so many rounds. */
    void live(int rounds) throws IOException, InterruptedException {
        farm.start(client);
        for (int i = 1; i <= USERS; i++) {
            CrashUser user = new CrashUser("user" + i, farm, random.split(), promises, moments);
            users.add(user);
            threads.add(CrashThreads.start("user-" + i, user));
        }
        for (int i = 0; i < rounds; i++) {
            round(Strike.draw(random, targets, farm.workers().size(), farm.hasServer()));
        }
        end();
    }

    private void round(Strike strike) throws IOException, InterruptedException {
        Thread.sleep(strike.after() == Moment.RETURN ? 0 : random.nextInt(LONGEST_PEACE_MILLIS));
        if (strike.after() != Moment.ANY && strike.after() != Moment.RETURN) {
            moments.await(strike.after(), MOMENT_MILLIS);
        }
        Thread.sleep(strike.delayMicros() / 1000, (int) (strike.delayMicros() % 1000) * 1000);
        long started = System.nanoTime();
        kill(strike);
        bringBack(strike);
        long awayMillis = (System.nanoTime() - started) / 1_000_000;
        promises.throwIfBroken();
        long answers = new Reread(client, promises).all();
        promises.throwIfBroken();
        score.reread(answers);
        score.round(strike + ", all back after " + awayMillis + " ms; " + answers + " answers of "
                + promises.jobs().size() + " jobs still hold");
    }

    private void kill(Strike strike) throws IOException, InterruptedException {
        if (strike.dispatcher()) {
            farm.killDispatcher();
            score.killed();
        }
        if (strike.strikesDatabase()) {
            farm.strikeDatabase(strike.database());
            score.killed();
        }
        if (strike.killsWorker()) {
            Thread.sleep(strike.betweenMillis());
            farm.workers().get(strike.worker()).kill();
            score.killed();
        }
    }

    private void bringBack(Strike strike) throws IOException, InterruptedException {
        if (strike.strikesDatabase()) {
            Thread.sleep(strike.databaseAwayMillis());
            farm.bringBackDatabase(strike.database());
        }
        if (strike.dispatcher()) {
            Thread.sleep(strike.dispatcherAwayMillis());
            farm.startDispatcher();
        }
        long workerStarted = 0;
        if (strike.killsWorker()) {
            Thread.sleep(strike.workerAwayMillis());
            workerStarted = System.currentTimeMillis();
            farm.workers().get(strike.worker()).start();
        }
        if (strike.dispatcher()) {
            farm.awaitDispatcher();
        }
        if (strike.strikesDatabase()) {
            farm.awaitStored(client);
        }
        if (strike.killsWorker()) {
            CrashFarm.awaitBack(farm.workers().get(strike.worker()), workerStarted, client);
        }
    }

    /** No more kills: everything has to come to its end, and the books have to agree. */
    private void end() throws IOException, InterruptedException {
        users.forEach(CrashUser::stop);
        for (Thread thread : threads) {
            thread.join();
        }
        promises.throwIfBroken();
        Reread reread = new Reread(client, promises);
        reread.letGo();
        CrashFarm.await(reread::isOver, "all jobs to end");
        score.reread(reread.all());
        reread.settled();
        Set<Remains.Found> left = Remains.with(JobKind.MARK, farm.ledger().toString());
        if (!left.isEmpty()) {
            throw new Broken("all jobs are over, and processes of them still run: " + left);
        }
        farm.stop();
        score.books(Books.check(farm));
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        client.close();
        farm.close();
    }
}
