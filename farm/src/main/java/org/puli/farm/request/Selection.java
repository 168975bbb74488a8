package org.puli.farm.request;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.NumberRange;
import org.puli.api.spec.FrameRange;
import org.puli.api.view.Status;

/**
 * Commands that a verb is for; what is null or empty does not matter, the rest is joined by "and".
 *
 * @param status only commands that stand so
 * @param frames only commands that run one of these frames
 * @param numbers only commands with these numbers
 * @param cascade also all commands of the tasks that wait for the target, directly or through others
 */
public record Selection(
        Target target,
        @Nullable Status status,
        @Nullable FrameRange frames,
        List<NumberRange> numbers,
        boolean cascade) {
    /** Copies the list. */
    public Selection {
        numbers = List.copyOf(numbers);
    }

    /** All of a job. */
    public static Selection of(JobId job) {
        return of(new Target.WholeJob(job));
    }

    /** All of a target. */
    public static Selection of(Target target) {
        return new Selection(target, null, null, List.of(), false);
    }

    /** Whether every command of the target is meant. */
    public boolean isWhole() {
        return status == null && frames == null && numbers.isEmpty();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(target.toString());
        if (status != null) {
            text.append(", status ").append(status);
        }
        if (frames != null) {
            text.append(", frames ").append(frames);
        }
        if (!numbers.isEmpty()) {
            text.append(", commands ").append(NumberRange.text(numbers));
        }
        return text.append(cascade ? ", and what waits for it" : "").toString();
    }
}
