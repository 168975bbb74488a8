package org.puli.simulation.crash;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.sync.AttemptRef;
import org.puli.api.sync.EndedRun;
import org.puli.dispatcher.store.SqlFarmStore;
import org.puli.farm.row.AttemptRow;
import org.puli.farm.row.AttemptRow.Outcome;
import org.puli.farm.row.CommandRow;
import org.puli.farm.row.UsageRow;

/**
 * Holds three books against each other when a farm is over: the history in the database, what the commands wrote into
 * the ledger, and what lay in the outboxes of killed workers.
 */
final class Books {
    private static final String SILENT = "was not heard";
    private static final String ANEW = "was started anew";

    private final Farm farm;
    private final Ledger ledger;
    private final TreeMap<AttemptRef, AttemptRow> history = new TreeMap<>();
    private final List<CommandRow> commands;

    /**
     * What the books tell besides.
     *
     * @param attempts attempts in all
     * @param ranOn noted commands that began before a kill of the dispatcher, ended after it, and were accepted
     * @param goneOn noted commands that began before a kill of their worker, ended after it, and were accepted
     * @param delivered results that were accepted out of outboxes of killed workers
     * @param lost attempts that were given up because of their worker
     */
    record Finding(long attempts, long ranOn, long goneOn, long delivered, long lost) {
        @Override
        public String toString() {
            return attempts + " attempts, " + ranOn + " ran on through a restart, " + goneOn
                    + " went on under another life of their worker, " + delivered
                    + " came out of outboxes, " + lost + " lost with their workers";
        }
    }

    /** Whose books they are: its workers, and when dispatchers were killed, in milliseconds since 1970. */
    record Farm(List<CrashWorker> workers, List<Long> dispatcherKills) {}

    private Books(Farm farm, Ledger ledger, SqlFarmStore store) {
        this.farm = farm;
        this.ledger = ledger;
        this.commands = store.load().commands();
        for (AttemptRow row : store.history()) {
            history.put(new AttemptRef(new CommandId(row.commandId()), row.attempt()), row);
        }
    }

    /** Checks everything; only while no dispatcher runs. */
    static Finding check(CrashFarm farm) throws IOException {
        try (SqlFarmStore store = SqlFarmStore.open(farm.database())) {
            return check(new Farm(farm.workers(), farm.dispatcherKills()), Ledger.read(farm.ledger()), store);
        }
    }

    /** The same of a farm whose rows are anywhere. */
    static Finding check(Farm farm, Ledger ledger, SqlFarmStore store) throws IOException {
        Books books = new Books(farm, ledger, store);
        books.checkHistory();
        books.checkUsage(store.usage());
        books.checkStarts();
        books.checkResults();
        books.checkKept();
        long lost = books.history.values().stream()
                .filter(row -> row.outcome() == Outcome.LOST)
                .count();
        return new Finding(books.history.size(), books.countRanOn(), books.countGoneOn(), books.checkOutboxes(), lost);
    }

    /** One row per attempt, each later one with a reason, and nothing after the one that was accepted. */
    private void checkHistory() {
        for (CommandRow command : commands) {
            CommandId id = new CommandId(command.commandId());
            for (int attempt = 1; attempt <= command.attempt(); attempt++) {
                AttemptRow row = history.get(new AttemptRef(id, attempt));
                if (row == null) {
                    throw new Broken("attempt " + id + "." + attempt + " of " + command.attempt() + " has no history");
                }
                if (row.outcome() == Outcome.DONE && attempt < command.attempt()) {
                    throw new Broken("command " + id + " was done by attempt " + attempt + " and run again");
                }
                checkLoss(row);
            }
        }
    }

    /** Each attempt was added to what was used once, whatever was stored again after a kill. */
    private void checkUsage(List<UsageRow> usage) {
        TreeMap<Outcome, Long> used = new TreeMap<>();
        usage.forEach(row -> used.merge(row.kind().outcome(), row.attempts(), Long::sum));
        TreeMap<Outcome, Long> ended = new TreeMap<>();
        history.values().forEach(row -> ended.merge(row.outcome(), 1L, Long::sum));
        if (!used.equals(ended)) {
            throw new Broken("attempts that ended are " + ended + ", and those in the usage " + used);
        }
        long cpuUsed = usage.stream().mapToLong(UsageRow::cpuMillis).sum();
        long cpuEnded =
                history.values().stream().mapToLong(AttemptRow::cpuMillis).sum();
        if (cpuUsed != cpuEnded) {
            throw new Broken("attempts took " + cpuEnded + " ms of processor time, and the usage has " + cpuUsed);
        }
    }

    private void checkLoss(AttemptRow row) {
        boolean isSilent = String.valueOf(row.reason()).contains(SILENT);
        if (row.outcome() == Outcome.LOST && !isSilent && !wasAway(row)) {
            throw new Broken("worker " + row.worker() + " was alive all the time, and its attempt " + row.commandId()
                    + "." + row.attempt() + " was given up: " + row.reason());
        }
    }

    private boolean wasAway(AttemptRow row) {
        return farm.workers().stream()
                .filter(worker -> worker.name().value().equals(row.worker()))
                .anyMatch(worker -> worker.wasAway(row.assignedAt(), row.endedAt()));
    }

    private void checkStarts() {
        for (Map.Entry<AttemptRef, List<Ledger.Note>> starts : ledger.starts().entrySet()) {
            if (starts.getValue().size() > 1) {
                throw new Broken("attempt " + starts.getKey() + " was started more than once: " + starts.getValue());
            }
            if (!history.containsKey(starts.getKey())) {
                throw new Broken("attempt " + starts.getKey() + " ran, and no history knows of it");
            }
        }
    }

    /** What was accepted did happen: the noted beginning and end are of one and the same process. */
    private void checkResults() {
        for (AttemptRef attempt : ledger.starts().keySet()) {
            if (isAccepted(attempt) && !ran(attempt)) {
                throw new Broken("attempt " + attempt + " was accepted, and the ledger says it ran so: "
                        + ledger.starts().get(attempt) + " to " + ledger.ends().get(attempt));
            }
        }
    }

    private boolean isAccepted(AttemptRef attempt) {
        AttemptRow row = history.get(attempt);
        return row != null && row.outcome() == Outcome.DONE;
    }

    private boolean ran(AttemptRef attempt) {
        Ledger.Note start = first(ledger.starts().get(attempt));
        Ledger.Note end = first(ledger.ends().get(attempt));
        return start != null && end != null && start.process().equals(end.process());
    }

    private static Ledger.@Nullable Note first(@Nullable List<Ledger.Note> notes) {
        return notes == null || notes.isEmpty() ? null : notes.getFirst();
    }

    /** What a killed worker had noted is not given up because the worker came back. */
    private void checkKept() {
        for (CrashWorker worker : farm.workers()) {
            for (AttemptRef attempt : worker.kept()) {
                AttemptRow row = history.get(attempt);
                if (row != null
                        && row.outcome() == Outcome.LOST
                        && String.valueOf(row.reason()).contains(ANEW)) {
                    throw new Broken("worker " + worker.name() + " had noted attempt " + attempt
                            + " when it was killed, and did not go on with it: " + row.reason());
                }
            }
        }
    }

    private long countGoneOn() {
        return ledger.starts().keySet().stream()
                .filter(attempt -> isAccepted(attempt) && spansDeath(attempt))
                .count();
    }

    private boolean spansDeath(AttemptRef attempt) {
        AttemptRow row = history.get(attempt);
        Ledger.Note start = first(ledger.starts().get(attempt));
        Ledger.Note end = first(ledger.ends().get(attempt));
        if (row == null || start == null || end == null) {
            return false;
        }
        return farm.workers().stream()
                .filter(worker -> worker.name().value().equals(row.worker()))
                .anyMatch(worker -> worker.wasKilledBetween(start.at(), end.at()));
    }

    private long countRanOn() {
        return ledger.starts().keySet().stream()
                .filter(attempt -> isAccepted(attempt) && spansKill(attempt))
                .count();
    }

    private boolean spansKill(AttemptRef attempt) {
        Ledger.Note start = first(ledger.starts().get(attempt));
        Ledger.Note end = first(ledger.ends().get(attempt));
        return start != null
                && end != null
                && farm.dispatcherKills().stream().anyMatch(kill -> start.at() < kill && kill < end.at());
    }

    /** A result that lay in an outbox is accepted, unless the farm had given the attempt up before it could be told. */
    private long checkOutboxes() {
        long delivered = 0;
        for (CrashWorker worker : farm.workers()) {
            for (EndedRun run : worker.undelivered()) {
                AttemptRow row = history.get(run.attempt());
                if (row == null) {
                    throw new Broken(
                            "the result of " + run.attempt() + " lay in an outbox, and no history knows of it");
                }
                boolean wasGivenUp = String.valueOf(row.reason()).contains(SILENT);
                if (row.outcome() == Outcome.LOST && run.outcome() != EndedRun.Outcome.STOPPED && !wasGivenUp) {
                    throw new Broken("the result of " + run.attempt() + " lay in the outbox of " + worker.name()
                            + " and was not taken: " + row.reason());
                }
                delivered += row.outcome() == Outcome.DONE ? 1 : 0;
            }
        }
        return delivered;
    }
}
