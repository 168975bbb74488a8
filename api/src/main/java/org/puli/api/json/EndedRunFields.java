package org.puli.api.json;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.FrameRange;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.EndedRun;

/** The fields of an {@link EndedRun}. */
final class EndedRunFields implements Fields.Into<EndedRun> {
    private static final EndedRun.Outcome[] OUTCOMES = EndedRun.Outcome.values();
    private static final EndedRun.Cause[] CAUSES = EndedRun.Cause.values();

    private @Nullable AttemptRef attempt;
    private long leaseId;
    private EndedRun.@Nullable Outcome outcome;
    private @Nullable Integer exitCode;
    private @Nullable Integer signal;
    private @Nullable String reason;
    private long startedAt;
    private long endedAt;
    private long cpuMillis;
    private long peakMemoryBytes;
    private EndedRun.@Nullable Cause cause;
    private long readBytes;
    private long writtenBytes;
    private @Nullable FrameRange framesDone;
    private Map<String, String> results = Map.of();

    @Override
    public boolean take(String name, Fields value) {
        switch (name) {
            case "attempt" -> attempt = value.record(new AttemptFields());
            case "leaseId" -> leaseId = value.number();
            case "outcome" -> outcome = value.one(OUTCOMES, EndedRun.Outcome.class);
            case "exitCode" -> exitCode = value.smallOrNull();
            case "signal" -> signal = value.smallOrNull();
            case "reason" -> reason = value.text();
            case "startedAt" -> startedAt = value.number();
            case "endedAt" -> endedAt = value.number();
            case "cpuMillis" -> cpuMillis = value.number();
            case "peakMemoryBytes" -> peakMemoryBytes = value.number();
            case "cause" -> cause = value.oneKnown(CAUSES, EndedRun.Cause.class);
            case "readBytes" -> readBytes = value.number();
            case "writtenBytes" -> writtenBytes = value.number();
            case "framesDone" -> framesDone = value.other(FrameRange.class);
            case "results" -> results = value.texts();
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public EndedRun made() {
        return new EndedRun(
                Fields.asTold(attempt),
                leaseId,
                Fields.asTold(outcome),
                exitCode,
                signal,
                reason,
                startedAt,
                endedAt,
                cpuMillis,
                peakMemoryBytes,
                cause,
                readBytes,
                writtenBytes,
                framesDone,
                results);
    }
}
