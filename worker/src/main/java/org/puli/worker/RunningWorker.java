package org.puli.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.puli.api.sync.LogWanted;
import org.puli.api.sync.WorkerOrders;
import org.puli.api.sync.WorkerReport;
import org.puli.worker.availability.Reasons;
import org.puli.worker.link.LinkListener;
import org.puli.worker.link.LogSender;
import org.puli.worker.link.WebSocketLink;
import org.puli.worker.outbox.FileEndedRuns;
import org.puli.worker.output.PatternFile;
import org.puli.worker.output.Programs;
import org.puli.worker.run.MachineLauncher;
import org.puli.worker.run.SystemProgram;
import org.puli.worker.storage.DiskPlaces;
import org.puli.worker.storage.DiskStorage;
import org.puli.worker.storage.FileLooks;
import org.puli.worker.storage.PlaceTests;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A worker with everything it is made of, and a thread for its loop. */
final class RunningWorker implements LinkListener {
    private static final Logger LOG = LoggerFactory.getLogger(RunningWorker.class);
    private static final int BOOT_ID_BYTES = 8;
    private static final long DELIVER_SECONDS = 3;
    private static final long MARGIN_SECONDS = 5;
    private static final long STOP_LOOK_MILLIS = 100;
    private static final long POWER_LOOK_MILLIS = 500;
    private static final Duration POWER_PATIENCE = Duration.ofSeconds(60);

    private final WorkerConfig config;
    private final @Nullable PatternFile patterns;
    private final Ending ending;
    private final MachineLauncher launcher;
    private final WorkerLoop loop;
    private final Bell bell = new Bell();
    private final LocalSide here;
    private final HealthSide health;
    private final SleepAnswers answers = new SleepAnswers();
    private final @Nullable IdleSleep sleep;
    private final Thread thread;
    private volatile @Nullable WebSocketLink link;
    private volatile @Nullable LogSender logs;
    private volatile boolean isStopped;

    /**
     * Stops what an earlier life left behind, then starts.
     *
     * @throws IOException when the data folder cannot be used
     */
    RunningWorker(WorkerConfig config, String version, Ending ending) throws IOException {
        this.config = config;
        this.ending = ending;
        Path file = config.patternsFile();
        patterns = file == null ? null : PatternFile.watch(file);
        Programs builtIn = Programs.builtIn();
        health = HealthSide.open(config, version, bell::ring);
        launcher = config.launcher().open(config.run(), patterns == null ? () -> builtIn : patterns, health::gpuIds);
        here = LocalSide.open(config, ending, bell::ring, health);
        PowerSettings power = config.power();
        sleep = power == null ? null : new IdleSleep(power, sleepParts());
        loop = new WorkerLoop(
                config.name(),
                drawBootId(),
                new WorkerLoop.Parts(
                        health.host(),
                        launcher,
                        new FileEndedRuns(config.data().resolve("outbox"), config.outboxSync()),
                        this::send,
                        new FileLooks(new DiskStorage(), config.filesEvery().toMillis(), bell::ring),
                        WorkerClocks.system(),
                        sleep == null ? here.willingness() : new Reasons(List.of(sleep, here.willingness())),
                        bell::ring,
                        new PlaceTests(new DiskPlaces(), bell::ring),
                        health.vitals()));
        loop.takeOver();
        WebSocketLink opened = new WebSocketLink(config.link(), this, new SecureRandom());
        logs = new LogSender(opened, launcher.logs());
        link = opened;
        here.listen(config, version, loop::findLatest, opened, bell::ring);
        thread = Threads.start("worker", this::run);
        if (sleep != null) {
            Threads.start("power", this::lookAtPower);
        }
    }

    private IdleSleep.Parts sleepParts() {
        return new IdleSleep.Parts(
                this::isIdle,
                this::isLooking,
                here.willingness(),
                answers::isBelieved,
                InstantSource.system(),
                WorkerClocks.system()::monoMillis,
                ZoneId.systemDefault(),
                command -> SystemProgram.ask(command, POWER_PATIENCE),
                bell::ring);
    }

    private boolean isIdle() {
        WorkerLoop running = loop;
        return running != null && answers.hasHeard() && running.isIdle() && running.isDelivered();
    }

    private boolean isLooking() {
        WorkerLoop running = loop;
        return running != null && running.isLooking();
    }

    private void lookAtPower() {
        try {
            while (!isStopped && sleep != null) {
                sleep.turn();
                TimeUnit.MILLISECONDS.sleep(POWER_LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            LOG.debug("Nothing puts this machine to sleep any more");
        }
    }

    private static String drawBootId() {
        byte[] bytes = new byte[BOOT_ID_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private boolean send(WorkerReport report) {
        WebSocketLink open = link;
        health.sent(report);
        answers.said(report);
        return open != null && open.send(report);
    }

    private void run() {
        try {
            while (!isStopped) {
                bell.await(loop.turn());
            }
        } catch (InterruptedException e) {
            LOG.debug("The worker's loop ends");
        } catch (RuntimeException | Error e) {
            LOG.error("The worker met a fault in itself and ends; its commands are given to others", e);
            Runtime.getRuntime().halt(1);
        }
    }

    @Override
    public void opened() {
        health.reconnected();
        answers.opened();
        loop.linkOpened();
    }

    @Override
    public @Nullable String findFarm() {
        return loop.findFarmId();
    }

    @Override
    public void orders(WorkerOrders orders) {
        health.answered(orders);
        answers.heard(orders);
        here.heard();
        if (orders.sleep() && sleep != null) {
            sleep.ask();
        }
        loop.receive(orders);
    }

    @Override
    public void logWanted(LogWanted wanted) {
        LogSender sender = logs;
        if (sender != null) {
            sender.send(wanted);
        }
    }

    /**
     * Waits until it is told to end. Then takes nothing new and lets what runs go on until its time is over; then ends
     * all trees, or those that the next life of the worker could not go on with if it is told to leave the others;
     * delivers what it can within some seconds, and lets go of everything.
     */
    void untilEnded() {
        try {
            ending.await();
            while (!ending.isOver() && !(isDone() && loop.isDelivered())) {
                bell.ring();
                TimeUnit.MILLISECONDS.sleep(STOP_LOOK_MILLIS);
            }
            end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.warn("Letting go of the data folder failed: {}", e.getMessage());
        }
    }

    private boolean isDone() {
        return ending.leaves() ? loop.mayLeave() : loop.isIdle();
    }

    private void end() throws InterruptedException, IOException {
        boolean leaves = ending.leaves();
        if (leaves) {
            loop.leave("the worker was restarted");
        } else {
            loop.stop("the worker was stopped");
        }
        long grace = config.run().grace().toSeconds() + MARGIN_SECONDS;
        await(this::isDone, TimeUnit.SECONDS.toNanos(grace));
        await(loop::isDelivered, TimeUnit.SECONDS.toNanos(DELIVER_SECONDS));
        isStopped = true;
        bell.ring();
        thread.join(1_000);
        here.close();
        WebSocketLink open = link;
        if (open != null) {
            open.close();
        }
        health.close();
        if (!leaves) {
            launcher.close();
        }
        // Else the folder is this process's to its very end: what is left must have one worker at a time.
        if (patterns != null) {
            patterns.close();
        }
    }

    private void await(BooleanSupplier condition, long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            bell.ring();
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
