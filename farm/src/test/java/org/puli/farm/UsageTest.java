package org.puli.farm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.puli.farm.FarmFixture.attempts;
import static org.puli.farm.FarmFixture.cores;
import static org.puli.farm.FarmFixture.farm;
import static org.puli.farm.FarmFixture.frames;
import static org.puli.farm.FarmFixture.job;
import static org.puli.farm.FarmFixture.tagged;
import static org.puli.farm.FarmFixture.task;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.puli.api.spec.JobSpec;
import org.puli.farm.row.AttemptRow;
import org.puli.farm.row.AttemptRow.Outcome;
import org.puli.farm.row.RowBatch;
import org.puli.farm.row.UsageRow;

/** What the attempts of a batch have used is added up by what they were. */
class UsageTest {
    private static final long HOUR = 3_600_000;
    private static final long NOW = 500_000 * HOUR + 10;

    private final Usage usage = new Usage();

    private static AttemptRow attempt(Outcome outcome, int milliCores, long assigned, long started, long ended) {
        return new AttemptRow(
                1, 1, 1, "w1", 7, outcome, 0, null, null, assigned, started, ended, 40, 0, 0, 0, milliCores);
    }

    private static UsageRow row(UsageRow.Kind kind, long attempts, long wall, long core, long cpu) {
        return new UsageRow(kind, attempts, wall, core, cpu);
    }

    private static UsageRow.Kind kind(String production, Outcome outcome, long hour) {
        return new UsageRow.Kind(hour, "default", "ada", production, "j", outcome);
    }

    private static JobSpec spec(String tag) {
        JobSpec plain = job(frames("render", "1"));
        Map<String, String> tags = tag.isEmpty() ? Map.of() : Map.of(tag, "alpha");
        return new JobSpec(
                1,
                "j",
                "ada",
                plain.pool(),
                plain.priority(),
                plain.weight(),
                plain.maxWorkers(),
                tags,
                false,
                plain.settings(),
                plain.tasks(),
                plain.groups(),
                plain.strategy());
    }

    @Test
    void attemptsOfOneKindAreOneRow() {
        usage.add(spec("prod"), attempt(Outcome.DONE, 1_500, NOW - HOUR, NOW - 3_000, NOW - 1), NOW);
        usage.add(spec("prod"), attempt(Outcome.DONE, 2_000, NOW - HOUR, NOW - 1_000, NOW), NOW);
        usage.add(spec("prod"), attempt(Outcome.FAILED, 2_000, NOW - HOUR, NOW - 1_000, NOW), NOW);
        usage.add(spec("production"), attempt(Outcome.DONE, 4_000, NOW - HOUR, 0, NOW), NOW);
        usage.add(spec(""), attempt(Outcome.DONE, 1_000, NOW - HOUR, NOW - 20, NOW - 11), NOW);
        assertThat(usage.rows())
                .containsExactly(
                        row(kind("alpha", Outcome.DONE, 500_000), 3, 3_999, 2_999 * 3 / 2 + 2_000, 120),
                        row(kind("alpha", Outcome.FAILED, 500_000), 1, 1_000, 2_000, 40),
                        row(kind("", Outcome.DONE, 499_999), 1, 9, 9, 40));
    }

    @Test
    void aClockThatWasSetAmidstAnAttemptUsesNoYears() {
        usage.add(spec(""), attempt(Outcome.DONE, 1_000, NOW - 5_000, 7, NOW), NOW);
        usage.add(spec(""), attempt(Outcome.DONE, 1_000, NOW - 5_000, NOW, NOW - 100), NOW);
        usage.add(spec(""), attempt(Outcome.DONE, 1_000, NOW - 5_000, 7, 1_007), NOW);
        usage.add(spec(""), attempt(Outcome.DONE, 1_000, NOW - 5_000, NOW, NOW + 48 * HOUR), NOW);
        assertThat(usage.rows())
                .extracting(UsageRow::wallMillis, row -> row.kind().hour())
                .containsExactly(tuple(5_000 + 1_000 + 5_000L, 500_000L), tuple(0L, 499_999L));
    }

    @Test
    void whatAWorkerTellsDaysLaterCountsWhereItEnded() {
        usage.add(spec(""), attempt(Outcome.DONE, 1_000, NOW - 90 * HOUR, NOW - 80 * HOUR, NOW - 70 * HOUR), NOW);
        assertThat(usage.rows())
                .singleElement()
                .isEqualTo(row(kind("", Outcome.DONE, 499_930), 1, 10 * HOUR, 10 * HOUR, 40));
    }

    @Test
    void eachEndOfAnAttemptOnTheFarmCountsOnceWithTheCoresThatItHeld() {
        FarmFixture farm = farm().workers(1, 8);
        farm.submit(tagged("beta", 50, task("render", "1-2", cores(3)), task("retried", "1", attempts(2))));
        farm.plan();
        farm.exit(1, 0, 2_000);
        farm.exit(2, 1, 1_000);
        farm.exit(3, 1, 500);
        farm.plan();
        farm.exit(3, 0, 500);
        RowBatch batch = farm.farm.takeTouched().rows(farm.farm.numbers().row(1));
        List<UsageRow> rows = batch.usage();
        assertThat(rows).extracting(row -> row.kind().production()).containsOnly("beta");
        assertThat(rows.stream().mapToLong(UsageRow::attempts).sum())
                .isEqualTo(batch.attempts().size())
                .isEqualTo(4);
        assertThat(rows.stream().mapToLong(UsageRow::coreMillis).sum())
                .isEqualTo(batch.attempts().stream()
                        .mapToLong(row -> (row.endedAt() - row.startedAt()) * row.milliCores() / 1_000)
                        .sum())
                .isEqualTo(3 * 3_000 + 1_000);
        assertThat(farm.farm.takeTouched().rows(farm.farm.numbers().row(2)).usage())
                .isEmpty();
    }
}
