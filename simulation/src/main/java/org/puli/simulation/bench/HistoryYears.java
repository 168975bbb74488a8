package org.puli.simulation.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.puli.api.PoolName;
import org.puli.api.spec.CommandLine;
import org.puli.api.spec.FrameRange;
import org.puli.api.spec.JobSpec;
import org.puli.api.spec.Precedence;
import org.puli.api.spec.Strategy;
import org.puli.api.spec.TaskSettings;
import org.puli.api.spec.TaskSpec;
import org.puli.api.view.Counts;
import org.puli.api.view.Status;
import org.puli.farm.row.ArchivedRow;
import org.puli.farm.row.AttemptRow;
import org.puli.farm.row.AttemptRow.Outcome;
import org.puli.farm.row.AuditRow;
import org.puli.farm.row.CommandRow;
import org.puli.farm.row.FarmRow;
import org.puli.farm.row.JobRow;
import org.puli.farm.row.JobSpecRow;
import org.puli.farm.row.RowBatch;
import org.puli.farm.row.TaskRow;
import org.puli.farm.row.UsageRow;

/**
 * Two years of a farm's past: jobs of many frames, one after the other, each a batch with all that there is of it
 * as it lies in the history. Of a hundred commands three failed once, and one in fifty jobs failed. Immutable.
 */
final class HistoryYears {
    /** The least attempts that make a past. */
    static final long LEAST = 10_000;

    static final int LEAST_FRAMES = 10;
    static final int MOST_FRAMES = 10_000;
    static final int OWNERS = 40;
    static final int POOLS = 8;
    static final int PRODUCTIONS = 12;
    static final int LINES_OF_A_JOB = 4;
    static final long DAY = 86_400_000;
    static final long FIRST = 1_700_000_000_000L;
    static final long SPAN = 730 * DAY;

    private static final int RETRIED = 33;
    private static final int FAILED_JOB = 50;
    private static final long FRAME_MILLIS = 240_000;
    private static final int MILLI_CORES = 4_000;
    private static final long HOUR = 3_600_000;

    private final long jobs;
    private final int frames;
    private final String farmId;

    HistoryYears(String farmId, long attempts, int frames) {
        this.farmId = farmId;
        this.frames = frames;
        this.jobs = Math.max(1, attempts / attemptsOfJob());
    }

    private int attemptsOfJob() {
        return frames + (frames + RETRIED - 1) / RETRIED;
    }

    int frames() {
        return frames;
    }

    long jobs() {
        return jobs;
    }

    /** When a job ended; the first one is 1. */
    long endedAt(long job) {
        return FIRST + job * (SPAN / jobs);
    }

    static String owner(long job) {
        return "artist" + job * 7 % OWNERS;
    }

    static String production(long job) {
        return "production" + job * 5 % PRODUCTIONS;
    }

    private static String name(long job) {
        return production(job) + " sq" + job % 90 + " sh" + job % 400 + " comp v" + job / 400;
    }

    private static PoolName pool(long job) {
        return new PoolName(job % POOLS == 0 ? "default" : "pool" + job % POOLS);
    }

    long firstCommand(long job) {
        return job * frames;
    }

    static Status status(long job) {
        return job % FAILED_JOB == 0 ? Status.FAILED : Status.DONE;
    }

    private JobSpec spec(long job) {
        TaskSpec task = new TaskSpec(
                "render",
                new CommandLine(List.of("render", "--frame", "{frame}", "/mnt/films/" + name(job) + ".scene"), false),
                FrameRange.parse("1-" + frames),
                1,
                List.of(),
                List.of(),
                false,
                TaskSettings.NONE,
                Precedence.DEFAULT);
        return new JobSpec(
                1,
                name(job),
                owner(job),
                pool(job),
                50,
                1,
                0,
                Map.of("prod", production(job), "shot", "sh" + job % 400),
                false,
                TaskSettings.NONE,
                List.of(task),
                List.of(),
                Strategy.FIFO);
    }

    private JobRow row(long job) {
        return new JobRow(
                job,
                name(job),
                owner(job),
                owner(job),
                "key-" + job,
                pool(job).value(),
                50,
                1,
                0,
                false,
                status(job),
                job,
                firstCommand(job),
                frames,
                0,
                endedAt(job) - DAY,
                endedAt(job) - HOUR,
                endedAt(job),
                null,
                0,
                0,
                0,
                0,
                0);
    }

    private FarmRow farm(long batch, long job) {
        return new FarmRow(
                farmId, 1, batch, job + 1, job + 1, firstCommand(job + 1), job, 1, job * LINES_OF_A_JOB + 1, 0);
    }

    /** All of a job of the past; its batch has its number. */
    RowBatch past(long job) {
        List<CommandRow> commands = new ArrayList<>(frames);
        List<AttemptRow> attempts = new ArrayList<>(attemptsOfJob());
        for (int frame = 0; frame < frames; frame++) {
            // Ends are spread over the job's last hour.
            long ended = endedAt(job) - HOUR + frame * HOUR / frames;
            int tries = frame % RETRIED == 0 ? 2 : 1;
            boolean isBad = status(job) == Status.FAILED && frame == 0;
            commands.add(command(job, frame, tries, ended, isBad));
            for (int attempt = 1; attempt <= tries; attempt++) {
                boolean isGood = attempt == tries && !isBad;
                attempts.add(attempt(job, frame, attempt, isGood ? Outcome.DONE : Outcome.FAILED, ended));
            }
        }
        Counts counts = status(job) == Status.FAILED
                ? new Counts(frames, 0, 0, 0, 0, frames - 1, 1, 0, 0)
                : new Counts(frames, 0, 0, 0, 0, frames, 0, 0, 0);
        ArchivedRow archived = new ArchivedRow(row(job), counts, spec(job).tags(), endedAt(job) + DAY, 0);
        return batch(
                farm(job, job),
                List.of(new JobSpecRow(job, spec(job))),
                List.of(new TaskRow(job, job, Status.READY, null, 0)),
                commands,
                attempts,
                List.of(archived));
    }

    /** A batch as a busy farm has it: ends of commands of many jobs; beyond all jobs of the past. */
    RowBatch present(long batch, int ends) {
        List<CommandRow> commands = new ArrayList<>(ends);
        List<AttemptRow> attempts = new ArrayList<>(ends);
        for (int i = 0; i < ends; i++) {
            long job = jobs + 1 + i;
            int frame = (int) (batch % frames);
            int attempt = (int) (1 + batch / frames);
            commands.add(command(job, frame, attempt, endedAt(jobs) + DAY, false));
            attempts.add(attempt(job, frame, attempt, Outcome.DONE, endedAt(jobs) + DAY));
        }
        return batch(farm(batch, jobs + ends), List.of(), List.of(), commands, attempts, List.of());
    }

    private RowBatch batch(
            FarmRow farm,
            List<JobSpecRow> specs,
            List<TaskRow> tasks,
            List<CommandRow> commands,
            List<AttemptRow> attempts,
            List<ArchivedRow> archived) {
        return new RowBatch(
                farm,
                specs,
                List.of(),
                tasks,
                commands,
                attempts,
                archived.stream()
                        .flatMap(row -> audit(row.job().jobId()).stream())
                        .toList(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                archived,
                List.of(),
                usage(attempts));
    }

    private static List<UsageRow> usage(List<AttemptRow> attempts) {
        TreeMap<String, UsageRow> rows = new TreeMap<>();
        for (AttemptRow row : attempts) {
            long job = row.jobId();
            long wall = row.endedAt() - row.startedAt();
            UsageRow.Kind kind = new UsageRow.Kind(
                    row.endedAt() / HOUR, pool(job).value(), owner(job), production(job), name(job), row.outcome());
            UsageRow one = new UsageRow(kind, 1, wall, wall * row.milliCores() / 1_000, row.cpuMillis());
            rows.merge(kind.toString(), one, UsageRow::and);
        }
        return List.copyOf(rows.values());
    }

    private List<AuditRow> audit(long job) {
        List<AuditRow> lines = new ArrayList<>();
        String[] verbs = {"submit", "priority", "pause", "resume"};
        for (int i = 0; i < LINES_OF_A_JOB; i++) {
            lines.add(new AuditRow(
                    job * LINES_OF_A_JOB + i,
                    endedAt(job) - DAY + i,
                    owner(job + i),
                    "10.1.2." + job % 200,
                    verbs[i],
                    "job " + job,
                    job,
                    null,
                    "",
                    "priority 50"));
        }
        return lines;
    }

    private CommandRow command(long job, int frame, int attempt, long ended, boolean isBad) {
        return new CommandRow(
                firstCommand(job) + frame,
                job,
                isBad ? Status.FAILED : Status.DONE,
                attempt,
                attempt - 1,
                0,
                "render" + frame % 200,
                0,
                ended - FRAME_MILLIS - 50,
                ended - FRAME_MILLIS,
                ended,
                isBad ? 1 : 0,
                isBad ? "exit code 1" : null,
                null,
                0,
                0,
                List.of(),
                false,
                null,
                null,
                null,
                0);
    }

    private AttemptRow attempt(long job, int frame, int attempt, Outcome outcome, long ended) {
        boolean isGood = outcome == Outcome.DONE;
        return new AttemptRow(
                firstCommand(job) + frame,
                attempt,
                job,
                "render" + (frame + attempt) % 200,
                firstCommand(job) + frame,
                outcome,
                isGood ? 0 : 1,
                null,
                isGood ? null : "exit code 1",
                ended - FRAME_MILLIS - 50,
                ended - FRAME_MILLIS,
                ended,
                FRAME_MILLIS * 3,
                6L << 30,
                200_000_000,
                30_000_000,
                MILLI_CORES);
    }
}
