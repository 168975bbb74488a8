package org.puli.worker.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.FrameRange;
import org.puli.api.sync.EndedRun.Cause;
import org.puli.api.sync.EndedRun.Outcome;
import org.puli.api.sync.Progress;
import org.puli.worker.output.OutputLines;
import org.puli.worker.output.OutputMeaning;
import org.puli.worker.output.Program;

/** Reads what the processes of an attempt write, one after another, and what it means. Safe on every thread. */
final class RunOutput {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LAST_LOOK_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Path log;
    private final OutputMeaning meaning;
    private @Nullable OutputLines lines;
    private @Nullable ProgressReader guesses;

    RunOutput(Path log, @Nullable FrameRange frames, long stepCount) {
        this.log = log;
        this.meaning = new OutputMeaning(frames, stepCount);
    }

    /** Reads once more what processes wrote that an earlier life of the worker has seen the end of. */
    synchronized void catchUp() {
        new OutputLines(log, meaning, 0).readLast(LAST_LOOK_NANOS);
    }

    /** The next process, for so many frames where there are several, is about to write behind a position. */
    synchronized void begin(Program program, long frames, long position) {
        meaning.begin(program, frames);
        lines = new OutputLines(log, meaning, position);
        guesses = new ProgressReader(log, position);
    }

    /** Reads what is new while it runs, for a short time at most; what stands before this place may be gone. */
    synchronized void look(long cutEnd) {
        if (lines != null && guesses != null) {
            lines.skipTo(cutEnd);
            lines.read(LOOK_NANOS);
            OptionalDouble guess = guesses.read();
            if (guess.isPresent()) {
                meaning.guess(guess.getAsDouble());
            }
        }
    }

    /** How the process, which is gone, has really ended: one that says that it failed has failed. */
    synchronized RunResult judged(RunResult result, @Nullable String frames) {
        if (lines != null) {
            lines.readLast(LAST_LOOK_NANOS);
            lines = null;
            guesses = null;
        }
        String failure = meaning.failure();
        if (result.isDone()) {
            return failure == null ? result : result.because(Outcome.FAILED, named(frames) + failure);
        }
        String what = failure == null ? meaning.lastError() : failure;
        return what == null ? result : result.because(result.outcome(), result.reason() + ": " + what);
    }

    private static String named(@Nullable String frames) {
        return frames == null ? "" : frames + ": ";
    }

    /** The process for a frame, or for a stretch of them, is gone, and another one may follow if it ended well. */
    synchronized void stepOver(CommandPlan.Step step, boolean isDone) {
        FrameRange stretch = step.stretch();
        Integer frame = step.frame();
        if (isDone && stretch != null) {
            meaning.stretchDone(stretch);
        } else if (isDone) {
            meaning.stepDone(frame);
        } else if (frame != null) {
            meaning.stepFailed(frame);
        }
    }

    /** The frames that are finished and need not be done again; null for none, and of a run that has done all. */
    static @Nullable FrameRange framesToKeep(@Nullable RunOutput read, RunResult result) {
        return read == null || result.isDone() ? null : read.framesDone();
    }

    private synchronized @Nullable FrameRange framesDone() {
        return meaning.framesDone();
    }

    /** What it tells of its result, values by their names; none if it never began. */
    static Map<String, String> results(@Nullable RunOutput read) {
        return read == null ? Map.of() : read.results();
    }

    private synchronized Map<String, String> results() {
        return meaning.results();
    }

    /** What is to be shown while it runs. */
    synchronized Progress told() {
        return meaning.told();
    }

    /** Why it failed, if a line says that it got no license or has failed; to be asked when it has ended. */
    synchronized @Nullable Cause findCause() {
        if (meaning.lacksLicense()) {
            return Cause.NO_LICENSE;
        }
        return meaning.failure() == null ? null : Cause.TOLD;
    }

    /** What else is worth a line in its log when it has ended; nothing if it never began. */
    static List<String> notes(@Nullable RunOutput read) {
        return read == null ? List.of() : read.notes();
    }

    private synchronized List<String> notes() {
        return meaning.notes();
    }
}
