package org.puli.farm.schedule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.Need;
import org.puli.farm.Command;
import org.puli.farm.Worker;

/** When a worker will have room, since some of its commands have ended by then. Stateless. */
final class RoomForecast {
    private RoomForecast() {}

    /**
     * When a worker will have room, if its commands take as long as those of their tasks did on average; one that has
     * run for longer already was expected to end before now.
     *
     * @return milliseconds since 1970, 0 where all that has to end is being stopped; null when nothing is known of a
     *     command that has to end first
     */
    static @Nullable Long of(Worker worker, Need need) {
        List<Command> known = new ArrayList<>(worker.leases());
        known.removeIf(command -> command.isWanted() && command.task().usualMillis() < 0);
        known.sort(Comparator.comparingLong(RoomForecast::end));
        Vacancy vacancy = new Vacancy(worker);
        for (Command command : known) {
            vacancy.leave(command);
            if (vacancy.holds(need)) {
                return end(command);
            }
        }
        return null;
    }

    private static long end(Command command) {
        return command.isWanted() ? command.assignedAt() + command.task().usualMillis() : 0;
    }
}
