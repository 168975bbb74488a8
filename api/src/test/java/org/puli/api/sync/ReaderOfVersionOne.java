package org.puli.api.sync;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a program of version 1 of the worker protocol reads, frozen: its records as they were, without those of today.
 * Never change it; when there is a version 3, write down what version 2 reads and delete this.
 */
final class ReaderOfVersionOne {
    private ReaderOfVersionOne() {}

    record Message(
            @Nullable Orders orders,
            List<Wanted> logsWanted,
            @Nullable String refusal) {}

    record Orders(
            String farmId,
            Place number,
            List<Run> run,
            List<Attempt> forget,
            long heartbeatMillis,
            long lostAfterMillis,
            @Nullable List<String> files) {}

    record Place(long epoch, long number) {}

    record Attempt(long command, int attempt) {}

    record Wanted(String ticket, Attempt attempt, long from, boolean follow) {}

    record Run(Attempt attempt, long leaseId, @Nullable Details details) {}

    record Line(List<String> arguments, boolean shell) {}

    record Watch(long noProgressMillis, @Nullable String licensePattern) {}

    record Limits(
            @Nullable Integer openFiles,
            @Nullable Long coreBytes,
            @Nullable Integer nice,
            @Nullable Integer oomScoreAdj,
            @Nullable Boolean pinned) {}

    record Details(
            long job,
            String jobName,
            long task,
            String taskName,
            long command,
            String owner,
            Line commandLine,
            @Nullable String frames,
            @Nullable String workingDirectory,
            Map<String, String> environment,
            double cores,
            long memoryBytes,
            long timeoutMillis,
            @Nullable Watch watch,
            @Nullable Limits limits) {}

    record Report(
            int protocol,
            String worker,
            String bootId,
            long number,
            @Nullable String farmId,
            Place ordersSeen,
            @Nullable Facts facts,
            List<State> running,
            List<Ended> ended,
            @Nullable List<String> found,
            @Nullable Want availability) {}

    record Facts(
            int cores,
            long memoryBytes,
            String platform,
            String version,
            @Nullable Having equipment) {}

    record Having(
            int gpus,
            long gpuMemoryBytes,
            Map<String, Double> amounts,
            List<String> tags,
            List<String> software,
            Map<String, String> attributes,
            double performance) {}

    enum Phase {
        STARTING,
        RUNNING,
        STOPPING
    }

    record State(
            Attempt attempt,
            long leaseId,
            Phase phase,
            long startedAt,
            @Nullable Double progress,
            @Nullable String message,
            @Nullable String framesDone) {}

    enum Outcome {
        DONE,
        FAILED,
        STOPPED
    }

    record Ended(
            Attempt attempt,
            long leaseId,
            Outcome outcome,
            @Nullable Integer exitCode,
            @Nullable Integer signal,
            @Nullable String reason,
            long startedAt,
            long endedAt,
            long cpuMillis,
            long peakMemoryBytes,
            @Nullable String cause,
            long readBytes,
            long writtenBytes) {}

    record Want(String cause, String reason, String running) {}
}
