package org.puli.simulation.bench;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.puli.api.view.CommandView;
import org.puli.simulation.load.Latencies;
import org.puli.simulation.load.Latencies.Quantiles;

/**
 * When the commands of one worker began and ended, in milliseconds of its own clock. Slots are alike, so a command is
 * counted to the slot that had been free for the longest time.
 */
final class SlotTimes {
    private final long[] starts;
    private final long[] ends;

    SlotTimes(long[] starts, long[] ends) {
        this.starts = starts;
        this.ends = ends;
        Arrays.sort(starts);
        Arrays.sort(ends);
    }

    /** The times of commands that have all ended; others are left out. */
    static SlotTimes of(List<CommandView> commands) {
        List<CommandView> ended = commands.stream()
                .filter(command -> command.startedAt() != null && command.endedAt() != null)
                .toList();
        return new SlotTimes(
                ended.stream().mapToLong(SlotTimes::startedAt).toArray(),
                ended.stream().mapToLong(SlotTimes::endedAt).toArray());
    }

    private static long startedAt(CommandView command) {
        Long at = command.startedAt();
        return at == null ? 0 : at;
    }

    private static long endedAt(CommandView command) {
        Long at = command.endedAt();
        return at == null ? 0 : at;
    }

    /** How long a slot stood empty between two commands. */
    Quantiles gaps(int slots) {
        Latencies gaps = new Latencies();
        for (int next = slots; next < starts.length; next++) {
            gaps.add(TimeUnit.MILLISECONDS.toNanos(Math.max(0, starts[next] - ends[next - slots])));
        }
        return gaps.quantiles();
    }

    /** How many ended in a second until so many had, or all if they are fewer. */
    double perSecondOfFirst(int count) {
        int last = Math.min(count, ends.length) - 1;
        return last < 0 ? 0 : (last + 1) * 1_000.0 / Math.max(1, ends[last] - starts[0]);
    }
}
