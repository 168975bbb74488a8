package org.puli.worker.health;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.Text;
import org.puli.api.config.Amounts;
import org.puli.api.sync.CheckResult;
import org.puli.worker.run.SiteScript;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The site's script that says whether this machine may work: at the start, again and again, and whenever it is asked
 * for. Exit code 0 means yes; anything else no, with the last lines it wrote as the reason. Safe on every thread; it
 * runs on one of its own.
 */
public final class CheckScript implements AutoCloseable {
    /** A machine that failed is looked at at least so often, so that it soon comes back. */
    public static final Duration FAILED_EVERY = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(CheckScript.class);
    private static final int MOST_BYTES = 1 << 16;
    private static final int LINES = 3;

    private final Path script;
    private final Duration every;
    private final Duration limit;
    private final Runnable changed;
    private @Nullable Thread thread;
    private @Nullable CheckResult last;
    /** Runs that are wanted, that have begun, and that have ended, counted from the start. */
    private long wanted = 1;

    private long begun;
    private long ended;

    private CheckScript(Path script, Duration every, Duration limit, Runnable changed) {
        this.script = script;
        this.every = every;
        this.limit = limit;
        this.changed = changed;
    }

    /**
     * Begins with its first run.
     *
     * @param every the time between two runs
     * @param limit how long one may take; then it counts as failed
     * @param changed called after each run, from a thread of its own
     */
    public static CheckScript start(Path script, Duration every, Duration limit, Runnable changed) {
        CheckScript check = new CheckScript(script, every, limit, changed);
        check.thread = HealthThreads.start("check-script", check::repeat);
        return check;
    }

    private void repeat() throws InterruptedException {
        while (!Thread.interrupted()) {
            long number = begin();
            CheckResult result = run();
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            end(number, result);
            changed.run();
            pause();
        }
    }

    private synchronized long begin() {
        begun = Math.max(begun, wanted);
        return begun;
    }

    private synchronized void end(long number, CheckResult result) {
        if (!result.equals(last)) {
            if (result.passed()) {
                LOG.info("The check {} passes", script);
            } else {
                LOG.warn("The check {} fails: {}", script, result.reason());
            }
        }
        last = result;
        ended = number;
        notifyAll();
    }

    private synchronized void pause() throws InterruptedException {
        boolean isFailed = last != null && !last.passed();
        long millis = isFailed ? Math.min(every.toMillis(), FAILED_EVERY.toMillis()) : every.toMillis();
        long deadline = System.nanoTime() + millis * 1_000_000;
        for (long left = millis; left > 0 && wanted <= begun; left = (deadline - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        wanted = Math.max(wanted, begun + 1);
    }

    private CheckResult run() {
        try {
            SiteScript.Ended run = SiteScript.run(script, limit, MOST_BYTES, true);
            if (run.isTooLong()) {
                return failed("it took longer than " + Amounts.text(limit), run.output());
            }
            return run.exitCode() == 0
                    ? CheckResult.PASSED
                    : failed(words(run.output()).isEmpty() ? "exit code " + run.exitCode() : "", run.output());
        } catch (IOException e) {
            return failed("it cannot be run: " + e.getMessage(), "");
        } catch (RuntimeException e) {
            LOG.error("The check {} could not be run by a fault of the worker", script, e);
            return failed("a fault of the worker itself, more in its log: " + e, "");
        }
    }

    private static CheckResult failed(String what, String output) {
        String said = words(output);
        String reason = what.isEmpty() ? said : said.isEmpty() ? what : what + "; it said: " + said;
        return new CheckResult(false, reason);
    }

    /** The last lines in one, the end of them if they are long. */
    private static String words(String output) {
        List<String> lines = output.lines()
                .map(line -> Text.line(line, CheckResult.LONGEST_REASON))
                .filter(line -> !line.isEmpty())
                .toList();
        String words = String.join(" | ", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
        int most = CheckResult.LONGEST_REASON - 100;
        return words.length() <= most ? words : Text.line("…" + words.substring(words.length() - most + 1), most);
    }

    /** What the last run said; null before its first end. */
    public synchronized @Nullable CheckResult find() {
        return last;
    }

    /** Lets it run once more from now on; says which run that is. */
    public synchronized long again() {
        wanted = begun + 1;
        notifyAll();
        return wanted;
    }

    /** What a run said that began after it was asked for; null as long as it has not ended. */
    public synchronized @Nullable CheckResult find(long run) {
        return ended >= run ? last : null;
    }

    @Override
    public void close() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }
}
