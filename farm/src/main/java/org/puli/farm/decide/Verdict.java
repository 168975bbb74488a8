package org.puli.farm.decide;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.ExitCodes;
import org.puli.api.spec.ExitRule;
import org.puli.api.spec.FailurePolicy;
import org.puli.api.spec.LicenseFailure;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.EndedRun.Cause;
import org.puli.api.sync.EndedRun.Outcome;

/**
 * What the end of an attempt means under a policy.
 *
 * @param reason what people are told where the run itself says too little; null to leave it to the run
 */
record Verdict(Kind kind, @Nullable String reason) {
    /** What it means for the command. */
    enum Kind {
        /** It is done. */
        DONE,
        /** It failed and may have tries left. */
        FAILED,
        /** It failed for good. */
        FAILED_AT_ONCE,
        /** It is tried again free of charge. */
        FREE,
        /** It is tried again on another worker, free of charge, for a number of times. */
        ELSEWHERE,
        /** It is tried again later, free of charge. */
        DEFERRED,
        /** It is left out. */
        SKIPPED,
        /** It is tried again at once with more memory, free of charge. */
        GROWN,
        /** It never came to an end of its own. */
        LOST
    }

    /**
     * Judges a run. A worker that ended it early knows better than any exit code what came of it.
     *
     * @param reservedBytes memory that the attempt held; 0 for nothing
     */
    static Verdict of(EndedRun run, FailurePolicy policy, long reservedBytes) {
        if (run.cause() == Cause.SHORT_MEMORY) {
            return new Verdict(Kind.DEFERRED, words(run, "tried again later"));
        }
        if (run.outcome() == Outcome.STOPPED) {
            return new Verdict(Kind.LOST, run.reason() == null ? "stopped by its worker" : run.reason());
        }
        if (run.cause() == Cause.TOO_LONG || run.cause() == Cause.NO_PROGRESS) {
            return new Verdict(Kind.FAILED, null);
        }
        if (run.cause() == Cause.NO_USER) {
            return new Verdict(Kind.ELSEWHERE, words(run, "there was no user to run it as"));
        }
        if (run.cause() == Cause.OVER_MEMORY) {
            return MemoryGrowth.verdict(run, policy.memoryRetry(), reservedBytes);
        }
        Integer code = run.exitCode();
        if (run.outcome() == Outcome.FAILED && isLicenseMissing(run, policy)) {
            return new Verdict(Kind.DEFERRED, words(run, "no license, tried again later"));
        }
        ExitCodes codes = policy.exitCodes();
        ExitRule rule = codes == null || code == null ? null : codes.find(code);
        return rule == null || isContradicted(run, rule) ? plain(run, policy) : ruled(run, policy, rule);
    }

    /** What a program says of its failure in words counts more than an exit code that would mean success. */
    private static boolean isContradicted(EndedRun run, ExitRule rule) {
        return run.cause() == Cause.TOLD && (rule == ExitRule.DONE || rule == ExitRule.SKIP);
    }

    private static boolean isLicenseMissing(EndedRun run, FailurePolicy policy) {
        LicenseFailure license = policy.licenseFailure();
        Integer code = run.exitCode();
        return run.cause() == Cause.NO_LICENSE || (license != null && code != null && license.isShownBy(code));
    }

    private static Verdict plain(EndedRun run, FailurePolicy policy) {
        return run.outcome() == Outcome.DONE ? unlessTooFast(run, policy) : new Verdict(Kind.FAILED, null);
    }

    private static Verdict ruled(EndedRun run, FailurePolicy policy, ExitRule rule) {
        return switch (rule) {
            case FREE -> new Verdict(Kind.FREE, words(run, "tried again free of charge"));
            case FAIL -> new Verdict(Kind.FAILED_AT_ONCE, words(run, "failed without another try"));
            case DEFER -> new Verdict(Kind.DEFERRED, words(run, "deferred"));
            case SKIP -> new Verdict(Kind.SKIPPED, words(run, "nothing to do"));
            case DONE -> unlessTooFast(run, policy);
        };
    }

    /** What the policy makes of it, behind what the worker says beyond the exit code. */
    static String words(EndedRun run, String meaning) {
        String code = run.exitCode() == null ? "" : "exit code " + run.exitCode();
        String reason = run.reason() == null ? code : run.reason();
        if (reason.isEmpty()) {
            return meaning;
        }
        return reason.equals(code) ? code + ": " + meaning : reason + " (" + meaning + ")";
    }

    /** A worker whose clock was set back meanwhile says nothing of how long it took. */
    private static Verdict unlessTooFast(EndedRun run, FailurePolicy policy) {
        long least = FailurePolicy.millis(policy.minTime());
        long took = run.endedAt() - run.startedAt();
        boolean isTooFast = run.startedAt() > 0 && took >= 0 && took < least;
        return isTooFast
                ? new Verdict(
                        Kind.FAILED,
                        "ended after " + seconds(took) + ", sooner than its least time of " + seconds(least))
                : new Verdict(Kind.DONE, null);
    }

    private static String seconds(long millis) {
        Duration duration = Duration.ofMillis(millis);
        return duration.toMillisPart() == 0 ? duration.toSeconds() + " s" : duration.toMillis() / 1000.0 + " s";
    }
}
