package org.puli.simulation.bench;

import java.time.ZoneId;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.view.Status;
import org.puli.dispatcher.loop.JobArchive;
import org.puli.dispatcher.stats.AttemptQueries;
import org.puli.dispatcher.stats.AuditQueries;
import org.puli.dispatcher.stats.SqlReader;
import org.puli.dispatcher.stats.UsageBy;
import org.puli.dispatcher.stats.UsageQueries;
import org.puli.dispatcher.store.Database;
import org.puli.dispatcher.store.Dialect;
import org.puli.dispatcher.store.SqlJobArchive;
import org.puli.simulation.load.Latencies;
import org.puli.simulation.load.Latencies.Quantiles;

/** What people ask of the past, asked as the dispatcher asks it. One thread. */
final class HistoryQuestions implements AutoCloseable {
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");
    private static final int PAGE = 100;

    private final HistoryYears years;
    private final SplittableRandom random = new SplittableRandom(1);
    private final SqlReader reader;
    private final SqlJobArchive archive;
    private final AttemptQueries attempts;
    private final AuditQueries audit;
    private final UsageQueries usage;

    HistoryQuestions(Database database, HistoryYears years) {
        this.years = years;
        this.reader = new SqlReader(database::connectToRead, database.dialect() == Dialect.SQLITE);
        this.archive = new SqlJobArchive(database);
        this.attempts = new AttemptQueries(reader);
        this.audit = new AuditQueries(reader);
        this.usage = new UsageQueries(reader);
    }

    /** Asks; tells how much was found. */
    private interface Question {
        long ask() throws InterruptedException;
    }

    /**
     * Asks everything so many times.
     *
     * @throws IllegalStateException when something that is there is not found
     */
    Map<String, Quantiles> ask(int times) throws InterruptedException {
        Map<String, Question> questions = new LinkedHashMap<>();
        questions.put("attempts of a command", this::attemptsOfCommand);
        questions.put("a job of the history with its commands", this::job);
        questions.put("the job of a command", this::jobOfCommand);
        archived(questions);
        audited(questions);
        used(questions);
        Map<String, Quantiles> found = new LinkedHashMap<>();
        for (Map.Entry<String, Question> question : questions.entrySet()) {
            found.put(question.getKey(), measured(question.getKey(), question.getValue(), times));
        }
        return found;
    }

    private static Quantiles measured(String name, Question question, int times) throws InterruptedException {
        Latencies latencies = new Latencies();
        for (int i = 0; i < times; i++) {
            long started = System.nanoTime();
            long count = question.ask();
            latencies.add(System.nanoTime() - started);
            if (count < 1) {
                throw new IllegalStateException("nothing was found of: " + name);
            }
        }
        return latencies.quantiles();
    }

    private void archived(Map<String, Question> questions) {
        questions.put("archived jobs, first page", () -> list(null, null, null, 0, 0, 0));
        questions.put("archived jobs, page at nine tenths", () -> list(null, null, null, 0, 0, years.jobs() * 9 / 10));
        questions.put("archived jobs of an owner", () -> list(null, owner(), null, 0, 0, 0));
        questions.put("archived jobs that failed", () -> list(Status.FAILED, null, null, 0, 0, 0));
        questions.put(
                "archived jobs of a month", () -> list(null, null, null, month(), month() + 30 * HistoryYears.DAY, 0));
        questions.put("archived jobs by a part of the name", () -> list(null, null, "sh" + random.nextInt(9), 0, 0, 0));
    }

    private void audited(Map<String, Question> questions) {
        questions.put("audit, first page", () -> lines(null, null, 0, 0));
        questions.put(
                "audit, page at nine tenths",
                () -> lines(null, null, 0, years.jobs() * HistoryYears.LINES_OF_A_JOB * 9 / 10));
        questions.put("audit of a job", () -> lines(new JobId(anyJob()), null, 0, 0));
        questions.put("audit of a user", () -> lines(null, owner(), 0, 0));
        questions.put(
                "audit of the last month",
                () -> lines(null, null, years.endedAt(years.jobs()) - 30 * HistoryYears.DAY, 0));
    }

    private void used(Map<String, Question> questions) {
        long end = HistoryYears.FIRST + HistoryYears.SPAN;
        questions.put("usage by month, two years", () -> use(EnumSet.of(UsageBy.MONTH), 0, 0));
        questions.put(
                "usage by month and production, two years",
                () -> use(EnumSet.of(UsageBy.MONTH, UsageBy.PRODUCTION), 0, 0));
        questions.put(
                "usage by day and owner, the last month",
                () -> use(EnumSet.of(UsageBy.DAY, UsageBy.OWNER), end - 30 * HistoryYears.DAY, end));
        questions.put(
                "usage by job and status, the last month",
                () -> use(EnumSet.of(UsageBy.JOB, UsageBy.STATUS), end - 30 * HistoryYears.DAY, end));
    }

    private long anyJob() {
        return 1 + random.nextLong(years.jobs());
    }

    private long anyCommand() {
        return years.firstCommand(anyJob()) + random.nextInt(years.frames());
    }

    private String owner() {
        return HistoryYears.owner(anyJob());
    }

    private long month() {
        return HistoryYears.FIRST + 10 * 30 * HistoryYears.DAY;
    }

    private long attemptsOfCommand() throws InterruptedException {
        return attempts.page(new CommandId(anyCommand()), 0, PAGE).total();
    }

    private long job() {
        return archive.find(new JobId(anyJob())) == null ? 0 : 1;
    }

    private long jobOfCommand() {
        return archive.findJob(new CommandId(anyCommand())) == null ? 0 : 1;
    }

    private long list(
            @Nullable Status status,
            @Nullable String owner,
            @Nullable String name,
            long since,
            long until,
            long offset) {
        JobArchive.Wanted wanted =
                new JobArchive.Wanted(status, owner, name, null, null, List.of(), since, until, false, offset, PAGE);
        // Of few jobs not every kind is there.
        return archive.page(wanted).total() + 1;
    }

    private long lines(@Nullable JobId job, @Nullable String user, long since, long offset)
            throws InterruptedException {
        return audit.page(new AuditQueries.Wanted(job, null, user, since, offset, PAGE))
                .total();
    }

    private long use(Set<UsageBy> by, long from, long to) throws InterruptedException {
        return usage.page(new UsageQueries.Wanted(by, ZONE, from, to, null, null, null, null, 0, PAGE))
                .total();
    }

    @Override
    public void close() {
        archive.close();
        reader.close();
    }
}
