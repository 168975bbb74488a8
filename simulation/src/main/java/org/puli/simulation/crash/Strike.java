package org.puli.simulation.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One round's kill, as it was drawn. Where both die, the dispatcher dies first: what ends until the worker dies too
 * stays in its outbox.
 *
 * @param dispatcher whether the dispatcher is killed
 * @param worker which worker is killed, from 0; -1 for none
 * @param after what it is aimed at
 * @param delayMicros how long after that
 * @param betweenMillis from the dispatcher's death to the worker's
 * @param database what happens to the database server
 * @param databaseAwayMillis how long it stays away
 * @param dispatcherAwayMillis how long the dispatcher stays away
 * @param workerAwayMillis how long the worker stays away
 */
record Strike(
        boolean dispatcher,
        int worker,
        Moment after,
        long delayMicros,
        long betweenMillis,
        Blow database,
        long databaseAwayMillis,
        long dispatcherAwayMillis,
        long workerAwayMillis) {
    /** Longer than a worker may be silent, see {@link CrashFarm}. */
    private static final int LOST_MILLIS = 9_500;

    private static final int LONGEST_BETWEEN_MILLIS = 600;

    private static final List<Moment> MOMENTS = List.of(Moment.values());
    private static final int LONGEST_DELAY_MICROS = 40_000;
    private static final int LONGEST_AWAY_MILLIS = 400;

    /** Longer than a silent server is waited for. */
    private static final int FROZEN_MILLIS = 30_000;

    private static final int FREEZES = 2;
    private static final int STOPS = 8;

    /** What may happen to a server. */
    enum Blow {
        /** Nothing. */
        NONE("left alone"),
        /** It is killed. */
        KILL("killed"),
        /** It is stopped in order. */
        STOP("stopped"),
        /** It stands still. */
        FREEZE("held still");

        private final String words;

        Blow(String words) {
            this.words = words;
        }
    }

    static Strike draw(RandomGenerator random, Targets targets, int workers, boolean hasServer) {
        int which = random.nextInt(100);
        boolean killsDispatcher = targets == Targets.ALL ? which < 80 : targets == Targets.DISPATCHER;
        boolean killsWorker = targets == Targets.ALL ? which >= 55 : targets == Targets.WORKERS;
        Moment after = MOMENTS.get(random.nextInt(MOMENTS.size()));
        boolean staysLost = killsWorker && random.nextInt(10) == 0;
        boolean strikesServer =
                targets == Targets.DATABASE || (hasServer && targets == Targets.ALL && random.nextInt(2) == 0);
        Blow blow = strikesServer ? blow(random) : Blow.NONE;
        return new Strike(
                killsDispatcher,
                killsWorker ? random.nextInt(workers) : -1,
                after,
                random.nextInt(LONGEST_DELAY_MICROS),
                killsDispatcher ? random.nextInt(LONGEST_BETWEEN_MILLIS) : 0,
                blow,
                blow == Blow.FREEZE ? FROZEN_MILLIS : random.nextInt(LONGEST_AWAY_MILLIS),
                random.nextInt(LONGEST_AWAY_MILLIS),
                staysLost ? LOST_MILLIS : random.nextInt(LONGEST_AWAY_MILLIS));
    }

    private static Blow blow(RandomGenerator random) {
        int which = random.nextInt(100);
        if (which < FREEZES) {
            return Blow.FREEZE;
        }
        return which < FREEZES + STOPS ? Blow.STOP : Blow.KILL;
    }

    boolean strikesDatabase() {
        return database != Blow.NONE;
    }

    boolean killsWorker() {
        return worker >= 0;
    }

    @Override
    public String toString() {
        List<String> who = new ArrayList<>();
        if (dispatcher) {
            who.add("dispatcher killed");
        }
        if (killsWorker()) {
            who.add("worker " + (worker + 1) + " killed");
        }
        if (strikesDatabase()) {
            who.add("database " + database.words);
        }
        return String.join(" and ", who) + " " + delayMicros / 1000 + "." + delayMicros % 1000 / 100 + " ms after "
                + after;
    }
}
