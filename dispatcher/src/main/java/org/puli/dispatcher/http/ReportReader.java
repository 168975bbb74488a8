package org.puli.dispatcher.http;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.puli.api.Names;
import org.puli.api.Text;
import org.puli.api.json.JobLimits;
import org.puli.api.json.Json;
import org.puli.api.json.ResultValues;
import org.puli.api.spec.FrameRange;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.Availability;
import org.puli.api.sync.EndedRun;
import org.puli.api.sync.Progress;
import org.puli.api.sync.ProtocolRange;
import org.puli.api.sync.RunState;
import org.puli.api.sync.WorkerFacts;
import org.puli.api.sync.WorkerOrders;
import org.puli.api.sync.WorkerReport;

/** Reads a worker's report and refuses what no worker would say. Stateless. */
final class ReportReader {
    private static final int MOST_CORES = 4_096;
    private static final long MOST_MEMORY = 1L << 50;

    /** The end of the year 9999, in milliseconds since 1970. */
    private static final long LATEST = 253_402_300_799_999L;

    private static final int MOST_RUNS = 100_000;
    private static final int LONGEST_ID = 64;
    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_REASON = 4_000;

    private ReportReader() {}

    /**
     * Reads one message, which is UTF-8.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static WorkerReport read(byte[] message) {
        WorkerReport report = Json.read(message, WorkerReport.class);
        checkProtocol(report.protocol());
        require(report.worker() != null, "/worker is missing");
        String problem = Names.IDENTIFIER.problemWith(report.worker().value());
        require(problem.isEmpty(), "/worker " + problem);
        require(isShort(report.bootId()), "/bootId has 1 to " + LONGEST_ID + " characters");
        require(report.farmId() == null || isShort(report.farmId()), "/farmId has 1 to " + LONGEST_ID + " characters");
        require(report.ordersSeen() != null, "/ordersSeen is missing");
        require(report.number() > 0, "/number counts from 1");
        require(report.running().size() <= MOST_RUNS, "/running has at most " + MOST_RUNS + " entries");
        require(report.ended().size() <= MOST_RUNS, "/ended has at most " + MOST_RUNS + " entries");
        return new WorkerReport(
                report.protocol(),
                report.worker(),
                report.bootId(),
                report.number(),
                report.farmId(),
                report.ordersSeen(),
                facts(report.facts()),
                report.running().stream().map(ReportReader::checked).toList(),
                ended(report.ended()),
                found(report.found()),
                availability(report.availability()),
                ProbeReader.checked(report.probed()),
                HealthReader.checked(report.health()));
    }

    /** The words are made only where they are needed: this is asked for each report. */
    private static void checkProtocol(int protocol) {
        if (!ProtocolRange.SPOKEN.has(protocol)) {
            throw new IllegalArgumentException(
                    "/protocol is " + protocol + "; " + ProtocolRange.SPOKEN.refusal(List.of(protocol)));
        }
    }

    private static @Nullable Availability availability(@Nullable Availability told) {
        return told == null
                ? null
                : new Availability(
                        told.cause(), Text.cleaned(told.reason(), Availability.LONGEST_REASON), told.running());
    }

    private static List<String> found(List<String> files) {
        require(files.size() <= WorkerOrders.MOST_FILES, "/found has at most " + WorkerOrders.MOST_FILES + " entries");
        for (String file : files) {
            require(file.length() <= JobLimits.PATH, "/found: a path has at most " + JobLimits.PATH + " characters");
        }
        return files;
    }

    private static boolean isShort(@Nullable String id) {
        return id != null && !id.isEmpty() && id.length() <= LONGEST_ID && Text.isClean(id);
    }

    private static RunState checked(RunState run) {
        require(isSound(run.attempt()), "/running: an attempt has a command and a number from 1");
        require(run.phase() != null, "/running: a phase is missing");
        Double progress = run.progress();
        require(progress == null || (progress >= 0 && progress <= 1), "/running: progress is from 0 to 1");
        Progress told = new Progress(
                progress, message(run.message()), framesDone("/running", run.framesDone()), run.released());
        require(
                run.released().size() <= Progress.MOST_RELEASED,
                "/running: released has at most " + Progress.MOST_RELEASED + " licenses");
        return RunState.of(run.attempt(), run.leaseId(), run.phase(), time(run.startedAt()), told);
    }

    private static @Nullable String message(@Nullable String text) {
        String line = text == null ? "" : Text.line(text, Progress.LONGEST_MESSAGE);
        return line.isEmpty() ? null : line;
    }

    private static @Nullable FrameRange framesDone(String where, @Nullable FrameRange frames) {
        require(
                frames == null || frames.segments().size() <= Progress.MOST_PARTS,
                where + ": framesDone has at most " + Progress.MOST_PARTS + " parts");
        return frames;
    }

    /** A clock that is far off must not reach the history as a number that nobody can reckon with. */
    private static long time(long millis) {
        return Math.clamp(millis, 0, LATEST);
    }

    private static boolean isSound(@Nullable AttemptRef attempt) {
        return attempt != null && attempt.command() != null && attempt.attempt() > 0;
    }

    private static List<EndedRun> ended(List<EndedRun> runs) {
        return runs.stream().map(ReportReader::cleaned).toList();
    }

    private static EndedRun cleaned(EndedRun run) {
        require(isSound(run.attempt()), "/ended: an attempt has a command and a number from 1");
        require(run.outcome() != null, "/ended: an outcome is missing");
        return new EndedRun(
                run.attempt(),
                run.leaseId(),
                run.outcome(),
                run.exitCode(),
                run.signal(),
                run.reason() == null ? null : Text.cleaned(run.reason(), LONGEST_REASON),
                time(run.startedAt()),
                time(run.endedAt()),
                time(run.cpuMillis()),
                Math.clamp(run.peakMemoryBytes(), 0, MOST_MEMORY),
                run.cause(),
                Math.max(0, run.readBytes()),
                Math.max(0, run.writtenBytes()),
                framesDone("/ended", run.framesDone()),
                results(run.results()));
    }

    private static Map<String, String> results(Map<String, String> told) {
        if (told.isEmpty()) {
            return told;
        }
        require(
                ResultValues.areSound(told),
                "/ended: results are at most " + ResultValues.MOST + ", with names such as psnr");
        Map<String, String> results = new TreeMap<>();
        told.forEach((name, value) -> results.put(name, ResultValues.cleaned(value)));
        return results;
    }

    private static @Nullable WorkerFacts facts(@Nullable WorkerFacts facts) {
        if (facts == null) {
            return null;
        }
        require(facts.cores() >= 1 && facts.cores() <= MOST_CORES, "/facts/cores is from 1 to " + MOST_CORES);
        require(
                facts.memoryBytes() >= 0 && facts.memoryBytes() <= MOST_MEMORY,
                "/facts/memoryBytes is from 0 to " + MOST_MEMORY);
        return new WorkerFacts(
                facts.cores(),
                facts.memoryBytes(),
                text(facts.platform()),
                Text.cleaned(text(facts.version()), LONGEST_ID),
                EquipmentReader.checked(facts.equipment()),
                MachineReader.checked(facts.machine()));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : Text.cleaned(text, LONGEST_TEXT);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
