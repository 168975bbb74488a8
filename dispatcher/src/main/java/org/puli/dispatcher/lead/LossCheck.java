package org.puli.dispatcher.lead;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.puli.farm.row.FarmRow;
import org.puli.farm.row.FarmRows;

/**
 * Holds what a database has against what is known to have been acknowledged. Where less is accepted, numbers that may
 * have been given out in what is missing are passed over, so that none is used twice. Stateless.
 */
public final class LossCheck {
    /** Jobs, workers and lines of the audit that may have been made in each start of which something is missing. */
    static final long PASSED_OVER = 100_000;

    /** The same for tasks, commands and leases. */
    static final long MANY_PASSED_OVER = 1_000_000_000;

    private LossCheck() {}

    /**
     * The rows to begin with.
     *
     * @throws LossFound when something is missing and that was not accepted
     */
    public static FarmRows check(FarmRows rows, Notes notes) {
        Mark known = notes.find();
        if (known == null || !isMissing(rows.farm(), known)) {
            return rows;
        }
        if (!notes.acceptsLoss()) {
            throw new LossFound(words(rows.farm(), known));
        }
        return after(rows, known);
    }

    private static boolean isMissing(FarmRow farm, @Nullable Mark known) {
        return known != null && known.farmId().equals(farm.farmId()) && known.isBeyond(Mark.of(farm, 0));
    }

    private static String words(FarmRow farm, Mark known) {
        String seen = known.batch() == 0
                ? "workers have seen orders of start " + known.epoch()
                : "it was acknowledged up to batch " + known.batch() + " of start " + known.epoch() + " at "
                        + Instant.ofEpochMilli(known.at()).truncatedTo(ChronoUnit.SECONDS);
        return "the database lacks a part of farm " + farm.farmId() + ": " + seen + ", the database has batch "
                + farm.batch() + " of start " + farm.epoch()
                + "; probably a replica that lagged was promoted, or an older backup was restored. Bring back the"
                + " database that has it, or go on without what is missing: start the dispatcher once with"
                + " --accept-loss";
    }

    private static FarmRows after(FarmRows rows, Mark known) {
        FarmRow farm = rows.farm();
        // Each start that is missing may itself have begun with numbers that were passed over.
        long times = Math.max(0, known.epoch() - farm.epoch()) + 1;
        FarmRow beyond = new FarmRow(
                farm.farmId(),
                Math.max(farm.epoch(), known.epoch()),
                farm.batch(),
                farm.nextJobId() + times * PASSED_OVER,
                farm.nextTaskId() + times * MANY_PASSED_OVER,
                farm.nextCommandId() + times * MANY_PASSED_OVER,
                farm.nextLeaseId() + times * MANY_PASSED_OVER,
                // Indexes are as long as the largest of these, and nothing is settled by them.
                farm.nextWorkerNumber() + PASSED_OVER,
                farm.nextAudit() + times * PASSED_OVER,
                farm.served());
        return new FarmRows(
                beyond,
                rows.specs(),
                rows.jobs(),
                rows.tasks(),
                rows.commands(),
                rows.workers(),
                rows.pools(),
                rows.licenses(),
                rows.blocks(),
                rows.paths());
    }
}
