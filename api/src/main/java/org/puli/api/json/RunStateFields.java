package org.puli.api.json;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.LicenseName;
import org.puli.api.spec.FrameRange;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.RunState;

/** The fields of a {@link RunState}. */
final class RunStateFields implements Fields.Into<RunState> {
    private static final RunState.Phase[] PHASES = RunState.Phase.values();

    private @Nullable AttemptRef attempt;
    private long leaseId;
    private RunState.@Nullable Phase phase;
    private long startedAt;
    private @Nullable Double progress;
    private @Nullable String message;
    private @Nullable FrameRange framesDone;
    private List<LicenseName> released = List.of();

    @Override
    public boolean take(String name, Fields value) {
        switch (name) {
            case "attempt" -> attempt = value.record(new AttemptFields());
            case "leaseId" -> leaseId = value.number();
            case "phase" -> phase = value.one(PHASES, RunState.Phase.class);
            case "startedAt" -> startedAt = value.number();
            case "progress" -> progress = value.other(Double.class);
            case "message" -> message = value.text();
            case "framesDone" -> framesDone = value.other(FrameRange.class);
            case "released" -> released = value.others(LicenseName.class);
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public RunState made() {
        return new RunState(
                Fields.asTold(attempt),
                leaseId,
                Fields.asTold(phase),
                startedAt,
                progress,
                message,
                framesDone,
                released);
    }
}
