package org.puli.farm.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.puli.api.view.Presence;
import org.puli.farm.Command;
import org.puli.farm.Farm;
import org.puli.farm.Moment;
import org.puli.farm.Worker;
import org.puli.farm.change.Change;

/** What becomes due as time passes. */
final class TimeDecisions {
    private final Supplier<Rules> rules;

    TimeDecisions(Supplier<Rules> rules) {
        this.rules = rules;
    }

    Decision<@Nullable Void> tick(Farm farm, Moment now) {
        List<Change> changes = new ArrayList<>();
        for (Worker worker : farm.workers()) {
            if (worker.presence() == Presence.ONLINE && isSilent(farm, worker, now)) {
                lose(worker, now, changes);
            }
        }
        return Decision.of(changes, f -> null);
    }

    /** Silence counts only from when the loop began to listen, see the grace period. */
    private boolean isSilent(Farm farm, Worker worker, Moment now) {
        long since = Math.max(worker.contact().lastSeenMono(), farm.graceSince());
        return now.mono() - since > rules.get().lostAfterMillis();
    }

    private void lose(Worker worker, Moment now, List<Change> changes) {
        String reason =
                "worker " + worker.name() + " was not heard for " + rules.get().lostAfterMillis() / 1000 + " s";
        changes.add(new Change.WorkerLost(worker.name()));
        for (Command command : worker.leases()) {
            changes.add(new Change.AttemptLost(command.ref(), reason, now.wall()));
        }
    }
}
