package org.puli.api.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.config.Amounts;

/** What has to come before something may start. Immutable; stored forms are told apart by their keys. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
    @JsonSubTypes.Type(Dependency.End.class),
    @JsonSubTypes.Type(Dependency.Time.class),
    @JsonSubTypes.Type(Dependency.File.class)
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Dependency {
    /** In words, as the end of a sentence that begins with "waits for". */
    String words();

    /** Which end of the other opens the way. */
    enum Outcome {
        /** Every command is done or skipped. */
        DONE,
        /** Ended with a failure. */
        FAILED,
        /** Ended by being canceled. */
        CANCELED,
        /** Ended in whatever way. */
        ANY
    }

    /** How commands of two tasks belong together when one waits for the other command by command. */
    enum By {
        /** By the numbers of their frames, whatever the sizes of the chunks. */
        FRAME,
        /** By their places in their tasks. */
        COMMAND
    }

    /**
     * The end of other work.
     *
     * @param job the other job; null for the same one
     * @param task the name of a task or group of that job; null for all of it
     * @param outcome the end that is waited for
     * @param by command by command; null when the whole has to end
     * @param offset what is added to a frame or place to find the one that it waits for; null for 0
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record End(
            @Nullable JobId job,
            @Nullable String task,
            Outcome outcome,
            @Nullable By by,
            @Nullable Integer offset) implements Dependency {
        /** Guards against null. */
        public End {
            Objects.requireNonNull(outcome, "outcome is null");
        }

        @Override
        public String words() {
            String whole = job == null ? "" : task == null ? "job " + job : " of job " + job;
            String pairs = by == null ? "" : ", " + lower(by) + " by " + lower(by) + moved();
            return (task == null ? "" : "'" + task + "'") + whole + " to end " + lower(outcome) + pairs;
        }

        private String moved() {
            return shift() == 0 ? "" : " with offset " + shift();
        }

        private static String lower(Enum<?> word) {
            return word.name().toLowerCase(Locale.ROOT);
        }

        /** What is added to a frame or place. */
        public int shift() {
            return offset == null ? 0 : offset;
        }
    }

    /**
     * A time; just one of the two is given.
     *
     * @param at not before this moment
     * @param delay so long after the job was submitted
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Time(@Nullable Instant at, @Nullable Duration delay) implements Dependency {
        @Override
        public String words() {
            return at != null ? at.toString() : (delay == null ? "0s" : Amounts.text(delay)) + " after its submit";
        }

        /** The moment in milliseconds since 1970, for a job that was submitted then. */
        public long millis(long submittedAt) {
            return at != null ? at.toEpochMilli() : delay == null ? submittedAt : submittedAt + delay.toMillis();
        }
    }

    /**
     * A file of any kind, or a folder. Workers of the job's pool look for it; once one has seen it, it has come for
     * good.
     *
     * @param path absolute, taken letter by letter
     */
    record File(String path) implements Dependency {
        /** Guards against null. */
        public File {
            Objects.requireNonNull(path, "path is null");
        }

        @Override
        public String words() {
            return "the file " + path;
        }
    }

    /** The end of a whole task or group of the same job. */
    static Dependency on(String task, Outcome outcome) {
        return new End(null, Objects.requireNonNull(task, "task is null"), outcome, null, null);
    }
}
