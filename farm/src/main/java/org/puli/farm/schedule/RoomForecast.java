package org.puli.farm.schedule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.Need;
import org.puli.farm.Command;
import org.puli.farm.Worker;

/** What a worker will have free when some of its commands have ended. */
final class RoomForecast {
    private final Worker worker;
    private int milliCores;
    private long memoryBytes;
    private int gpus;
    private final Map<String, Long> milliAmounts = new TreeMap<>();
    private int wholeCount;

    private RoomForecast(Worker worker) {
        this.worker = worker;
        this.wholeCount = (int)
                worker.leases().stream().filter(c -> c.held().wholeMachine()).count();
    }

    /**
     * When a worker will have room, if its commands take as long as those of their tasks did on average; one that has
     * run for longer already, or is being stopped, is expected to end now.
     *
     * @param wall now, milliseconds since 1970
     * @return milliseconds since 1970; null when nothing is known of a command that has to end first
     */
    static @Nullable Long of(Worker worker, Need need, long wall) {
        List<Command> known = new ArrayList<>(worker.leases());
        known.removeIf(command -> command.isWanted() && command.task().usualMillis() < 0);
        known.sort(Comparator.comparingLong((Command command) -> end(command, wall)));
        RoomForecast room = new RoomForecast(worker);
        for (int i = 0; i < known.size(); i++) {
            room.add(known.get(i).held());
            boolean isEmpty = i + 1 == worker.leases().size();
            if (room.holds(need, isEmpty)) {
                return end(known.get(i), wall);
            }
        }
        return null;
    }

    private static long end(Command command, long wall) {
        return command.isWanted()
                ? Math.max(wall, command.assignedAt() + command.task().usualMillis())
                : wall;
    }

    private void add(Need held) {
        milliCores += held.milliCores();
        memoryBytes += held.memoryBytes();
        gpus += held.gpus();
        held.milliAmounts().forEach((name, amount) -> milliAmounts.merge(name, amount, Long::sum));
        wholeCount -= held.wholeMachine() ? 1 : 0;
    }

    private boolean holds(Need need, boolean isEmpty) {
        boolean isAlone = need.wholeMachine() ? isEmpty : wholeCount == 0;
        long freeMemory = worker.freeMemoryBytes();
        return isAlone
                && worker.freeMilliCores() + milliCores >= need.milliCores()
                && (freeMemory == Long.MAX_VALUE || freeMemory + memoryBytes >= need.memoryBytes())
                && worker.freeGpus() + gpus >= need.gpus()
                && need.milliAmounts().entrySet().stream().allMatch(this::hasAmount);
    }

    private boolean hasAmount(Map.Entry<String, Long> wanted) {
        long freed = milliAmounts.getOrDefault(wanted.getKey(), 0L);
        return worker.freeMilliAmount(wanted.getKey()) + freed >= wanted.getValue();
    }
}
