package org.puli.worker.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.puli.api.Text;
import org.puli.api.spec.FrameRange;
import org.puli.api.spec.LineKind;
import org.puli.api.sync.Progress;

/**
 * What the lines of one attempt tell, over all its processes. What is said in the words of the Open Job Description
 * stands above what the patterns of the program find, and those above any guess. For one thread at a time.
 */
public final class OutputMeaning {
    /** Characters of an error line, or of what a program says of its failure, in a reason. */
    public static final int LONGEST_REASON = 500;

    private final ToldResults results = new ToldResults();
    private final FrameTally tally;
    private final long stepCount;
    private long framesBefore;
    private long width;
    private Program program = Program.UNKNOWN;
    private @Nullable Double said;
    private @Nullable Double whole;
    private @Nullable Double ofFrame;
    private @Nullable Double guess;
    private double length;
    private @Nullable String status;
    private @Nullable String message;
    private @Nullable String failure;
    private @Nullable String error;
    private boolean hasLicenseFailure;
    private long warnings;
    private long errors;

    /**
     * Nothing is told yet.
     *
     * @param frames the frames of the command; null when it has none
     * @param stepCount how many processes run one after another, each for some of the frames; 1 when one does all
     */
    public OutputMeaning(@Nullable FrameRange frames, long stepCount) {
        this.tally = new FrameTally(frames);
        this.stepCount = stepCount;
        this.width = stepCount == 1 ? tally.count() : 1;
    }

    /** Another process begins, for so many frames of its own where there are several processes. */
    public void begin(Program next, long frames) {
        width = stepCount == 1 ? width : frames;
        begin(next);
    }

    /** Another process begins, whose output is to be read as that of a program. */
    public void begin(Program next) {
        program = next;
        said = null;
        whole = null;
        ofFrame = null;
        guess = null;
        length = 0;
    }

    /** The process for one of the frames has ended well. */
    public void stepDone(@Nullable Integer frame) {
        begin(Program.UNKNOWN);
        framesBefore++;
        tally.finish(frame);
    }

    /** The process for a stretch of the frames has ended well. */
    public void stretchDone(FrameRange frames) {
        begin(Program.UNKNOWN);
        framesBefore += frames.count();
        frames.frames().forEach(tally::finish);
    }

    /** The process for one of several frames has failed, whatever it told of that frame. */
    public void stepFailed(int frame) {
        tally.reopen(frame);
    }

    /** The frames that are finished; null when none are known. */
    public @Nullable FrameRange framesDone() {
        return tally.framesDone();
    }

    /** Whether more than the words of the Open Job Description is looked for. */
    public boolean hasPatterns() {
        return program.isKnown();
    }

    /** A percentage that stands somewhere, 0 to 1. */
    public void guess(double fraction) {
        guess = fraction;
    }

    /** Takes a line in the words of the Open Job Description. */
    void openJd(String text) {
        OpenJdLine line = OpenJdLine.of(text);
        if (line != null) {
            switch (line.word()) {
                case PROGRESS -> said = line.fraction();
                case STATUS -> status = shortened(line.value(), Progress.LONGEST_MESSAGE);
                case FAIL -> failure = shortened(line.value(), LONGEST_REASON);
            }
        }
    }

    /** Takes a line in words of our own. */
    void own(String text) {
        PuliLine line = PuliLine.of(text);
        if (line != null) {
            results.take(line);
        }
    }

    /** What it tells of its result, values by their names. */
    public Map<String, String> results() {
        return results.values();
    }

    /** Takes any other line, without its break. */
    void line(String line) {
        measures(line);
        if (program.find(LineKind.WARNING, line) != null) {
            warnings++;
        }
        LineMatch failed = program.find(LineKind.FAIL, line);
        LineMatch wrong = failed == null ? program.find(LineKind.ERROR, line) : failed;
        if (wrong != null) {
            errors++;
            error = shortened(wrong.text(), LONGEST_REASON);
        }
        if (failed != null) {
            failure = error;
        }
        hasLicenseFailure |= program.find(LineKind.LICENSE, line) != null;
    }

    private void measures(String line) {
        LineMatch about = program.find(LineKind.MESSAGE, line);
        message = about == null ? message : shortened(about.text(), Progress.LONGEST_MESSAGE);
        LineMatch begun = program.find(LineKind.FRAME_BEGUN, line);
        if (begun != null && tally.begin(begun.frame())) {
            ofFrame = null;
        }
        LineMatch finished = program.find(LineKind.FRAME_DONE, line);
        if (finished != null && tally.finish(finished.frame())) {
            ofFrame = isChunk() ? null : (Double) 1.0;
        }
        LineMatch lasts = program.find(LineKind.LENGTH, line);
        Double seconds = lasts == null ? null : lasts.time();
        length = seconds == null ? length : Math.max(length, seconds);
        whole = newer(LineKind.PROGRESS, line, whole);
        ofFrame = newer(LineKind.FRAME_PROGRESS, line, ofFrame);
    }

    private @Nullable Double newer(LineKind kind, String line, @Nullable Double known) {
        for (LineMatch match : program.findAll(kind, line)) {
            Double fraction = match.fraction(length, width);
            if (fraction != null) {
                return fraction;
            }
        }
        return known;
    }

    private static @Nullable String shortened(String text, int most) {
        String line = Text.line(text, most);
        return line.isEmpty() ? null : line;
    }

    /** All that is to be shown while it runs. */
    public Progress told() {
        return new Progress(fraction(), status == null ? message : status, tally.framesDone(), results.released());
    }

    private @Nullable Double fraction() {
        Double part = ofProcess();
        if (stepCount == 1) {
            return part;
        }
        boolean isSilent = part == null && framesBefore == 0;
        double now = part == null ? 0 : part * width;
        return isSilent ? null : (Double) Math.min(1, (framesBefore + now) / tally.count());
    }

    private @Nullable Double ofProcess() {
        if (said != null) {
            return said;
        }
        if (isChunk() && tally.begun() > framesBefore) {
            double behind = Math.max(0, tally.behind() - framesBefore);
            return Math.min(1, (behind + (ofFrame == null ? 0 : ofFrame)) / width);
        }
        return whole != null ? whole : ofFrame != null ? ofFrame : guess;
    }

    /** Whether one process has several frames to do. */
    private boolean isChunk() {
        return width > 1;
    }

    /** What it says of its own failure; null when it says nothing. */
    public @Nullable String failure() {
        return failure;
    }

    /** The last line that tells of an error; null when none does. */
    public @Nullable String lastError() {
        return error;
    }

    /** Whether a line says that it got no license. */
    public boolean lacksLicense() {
        return hasLicenseFailure;
    }

    /** What is worth a line each when it has ended; empty when its program is not known. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>(results.notes());
        if (errors > 0 || warnings > 0) {
            notes.add("told of errors in " + errors + " lines, of warnings in " + warnings);
        }
        FrameRange done = tally.framesDone();
        if (done != null && done.count() < tally.count()) {
            notes.add("told of finished frames " + done);
        }
        return notes;
    }
}
