package org.puli.cli.shared;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.puli.api.view.Counts;
import org.puli.api.view.JobView;
import org.puli.api.view.WaitingReason;

/** A job's progress: one line that is written over on a terminal, else a line every few seconds. Used by one thread. */
public final class Progress {
    private static final long PLAIN_MILLIS = 5_000;
    private static final int BAR = 24;

    /** What the words beside the bar may need. */
    private static final int TEXT = 66;

    private static final int LONGEST_NAME = 20;

    private final PrintWriter out;
    private final Terminal terminal;
    private final LongSupplier millis;
    private long startedAt = -1;
    private long endedAtStart;
    private long printedAt = -1;

    /**
     * Progress that begins with the first view.
     *
     * @param millis a clock that never jumps, in milliseconds
     */
    public Progress(PrintWriter out, Terminal terminal, LongSupplier millis) {
        this.out = out;
        this.terminal = terminal;
        this.millis = millis;
    }

    /** Progress on the terminal of this program. */
    public static Progress here(PrintWriter out) {
        return new Progress(out, Terminal.here(), () -> System.nanoTime() / 1_000_000);
    }

    /** Shows a newer view. */
    public void show(JobView job) {
        long now = millis.getAsLong();
        boolean isFirst = startedAt < 0;
        if (isFirst) {
            startedAt = now;
            endedAtStart = job.counts().ended();
        }
        boolean isLast = job.status().isEnded();
        if (terminal.isTty()) {
            String text = line(job, now);
            int bar = Math.clamp((long) terminal.width() - TEXT, 0, BAR);
            String room = text.substring(0, Math.clamp((long) terminal.width() - bar - 3, 0, text.length()));
            out.print("\r" + bar(job.counts(), bar) + "  " + room + "\u001b[K" + (isLast ? "\n" : ""));
            out.flush();
        } else if (isFirst || isLast || now - printedAt >= PLAIN_MILLIS) {
            printedAt = now;
            out.println(cut(job.name()) + ": " + line(job, now));
        }
    }

    private String line(JobView job, long now) {
        Counts counts = job.counts();
        String line = done(counts) + " done  " + counts.running() + " running  " + counts.failed() + " failed";
        if (job.status().isEnded()) {
            return line + "  " + job.status() + " after " + Times.text(Duration.ofMillis(now - startedAt));
        }
        return line + (isHeld(job) ? "  (" + job.waitingText() + ")" : speed(counts, now));
    }

    /** Between two commands a job waits for a moment; that is not worth a word. */
    private static boolean isHeld(JobView job) {
        WaitingReason reason = job.waiting();
        return reason != null
                && reason != WaitingReason.WORKERS_BUSY
                && reason != WaitingReason.STARTING
                && job.counts().running() == 0;
    }

    private static String done(Counts counts) {
        return counts.done() + counts.skipped() + "/" + counts.total();
    }

    private String speed(Counts counts, long now) {
        double perSecond = (counts.ended() - endedAtStart) * 1000.0 / Math.max(1, now - startedAt);
        if (perSecond <= 0) {
            return "";
        }
        long left = Math.round((counts.total() - counts.ended()) / perSecond);
        return String.format(
                Locale.ROOT,
                "  %.1f commands/s  %s left",
                perSecond,
                left < 1 ? "1s" : whole(Duration.ofSeconds(left)));
    }

    private static String whole(Duration left) {
        return left.toSeconds() < 10 ? left.toSeconds() + "s" : Times.text(left);
    }

    private String bar(Counts counts, int length) {
        int filled = counts.total() == 0 ? length : (int) (length * counts.ended() / counts.total());
        String bar = "█".repeat(filled) + Colors.dim("░".repeat(length - filled), terminal);
        return counts.failed() > 0 ? Colors.status(bar, "FAILED", terminal) : Colors.status(bar, "DONE", terminal);
    }

    private static String cut(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…";
    }
}
