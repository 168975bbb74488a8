package org.puli.dispatcher.store;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import org.puli.api.view.Status;
import org.puli.farm.row.CommandRow;

/**
 * How rows of commands are written that nothing special has happened to, which is most of them: half of their columns
 * say what these say in all such rows, and a few more in those that were just given out, run, or ended well.
 */
final class PlainCommands {
    private static final Map<String, String> NOTHING_SPECIAL = Map.ofEntries(
            entry("failures", "0"),
            entry("losses", "0"),
            entry("reason", "NULL"),
            entry("held", "NULL"),
            entry("returns", "0"),
            entry("ready_at", "0"),
            entry("avoided", "''"),
            entry("held_back", "FALSE"),
            entry("stopped_pool", "NULL"),
            entry("stopped_share", "NULL"),
            entry("frames_done", "NULL"),
            entry("grown_memory", "0"));

    private static final Map<String, String> DONE = Map.of("status", "'DONE'", "lease_id", "0", "exit_code", "0");
    private static final Map<String, String> RUNNING =
            Map.of("status", "'RUNNING'", "ended_at", "0", "exit_code", "NULL");
    private static final Map<String, String> ASSIGNED =
            Map.of("status", "'ASSIGNED'", "started_at", "0", "ended_at", "0", "exit_code", "NULL");

    private final Table<CommandRow> whole;
    /** Those with the fewest columns to bind first. */
    private final List<PlainRows<CommandRow>> ways;

    PlainCommands(Table<CommandRow> whole) {
        PlainRows<CommandRow> plain = new PlainRows<>(whole, NOTHING_SPECIAL, PlainCommands::isNothingSpecial);
        this.whole = whole;
        this.ways = List.of(
                plain.and(DONE, PlainCommands::isDone),
                plain.and(RUNNING, row -> row.status() == Status.RUNNING && isUnderWay(row)),
                plain.and(ASSIGNED, row -> row.status() == Status.ASSIGNED && row.startedAt() == 0 && isUnderWay(row)),
                plain);
    }

    private static boolean isNothingSpecial(CommandRow row) {
        return row.failures() == 0
                && row.losses() == 0
                && row.returns() == 0
                && row.readyAt() == 0
                && row.grownMemory() == 0
                && !row.heldBack()
                && row.avoided().isEmpty()
                && row.reason() == null
                && row.held() == null
                && row.stoppedPool() == null
                && row.stoppedShare() == null
                && row.framesDone() == null;
    }

    private static boolean isDone(CommandRow row) {
        Integer exitCode = row.exitCode();
        return row.status() == Status.DONE && row.leaseId() == 0 && exitCode != null && exitCode == 0;
    }

    private static boolean isUnderWay(CommandRow row) {
        return row.endedAt() == 0 && row.exitCode() == null;
    }

    /** How a row is written: with all its columns, or with fewer. */
    Table<CommandRow> writing(CommandRow row) {
        for (PlainRows<CommandRow> way : ways) {
            if (way.has(row)) {
                return way;
            }
        }
        return whole;
    }
}
