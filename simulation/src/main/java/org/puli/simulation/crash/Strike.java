package org.puli.simulation.crash;

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
 * @param dispatcherAwayMillis how long the dispatcher stays away
 * @param workerAwayMillis how long the worker stays away
 */
record Strike(
        boolean dispatcher,
        int worker,
        Moment after,
        long delayMicros,
        long betweenMillis,
        long dispatcherAwayMillis,
        long workerAwayMillis) {
    /** Longer than a worker may be silent, see {@link CrashFarm}. */
    private static final int LOST_MILLIS = 9_500;

    private static final int LONGEST_BETWEEN_MILLIS = 600;

    private static final List<Moment> MOMENTS = List.of(Moment.values());
    private static final int LONGEST_DELAY_MICROS = 40_000;
    private static final int LONGEST_AWAY_MILLIS = 400;

    static Strike draw(RandomGenerator random, Targets targets, int workers) {
        int which = random.nextInt(100);
        boolean killsDispatcher = targets == Targets.ALL ? which < 80 : targets == Targets.DISPATCHER;
        boolean killsWorker = targets == Targets.ALL ? which >= 55 : targets == Targets.WORKERS;
        Moment after = MOMENTS.get(random.nextInt(MOMENTS.size()));
        boolean staysLost = killsWorker && random.nextInt(10) == 0;
        return new Strike(
                killsDispatcher,
                killsWorker ? random.nextInt(workers) : -1,
                after,
                random.nextInt(LONGEST_DELAY_MICROS),
                killsDispatcher ? random.nextInt(LONGEST_BETWEEN_MILLIS) : 0,
                random.nextInt(LONGEST_AWAY_MILLIS),
                staysLost ? LOST_MILLIS : random.nextInt(LONGEST_AWAY_MILLIS));
    }

    boolean killsWorker() {
        return worker >= 0;
    }

    @Override
    public String toString() {
        String who = dispatcher
                ? (killsWorker() ? "dispatcher and worker " + (worker + 1) : "dispatcher")
                : "worker " + (worker + 1);
        return who + " killed " + delayMicros / 1000 + "." + delayMicros % 1000 / 100 + " ms after " + after;
    }
}
