package org.puli.dispatcher;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.puli.api.client.FarmAddress;
import org.puli.api.client.FarmClient;
import org.puli.api.client.FarmRefusal;
import org.puli.api.client.FarmUnreachable;
import org.puli.api.client.LeaderCalls;
import org.puli.api.view.LeaderView;
import org.puli.dispatcher.lead.Lead;
import org.puli.dispatcher.lead.Mark;
import org.puli.dispatcher.lead.Notes;
import org.puli.dispatcher.lead.Standing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * While this dispatcher waits, asks the one that leads once a second how far it has come, so that a database that knows
 * less is not taken for the whole farm. No token is shown: the answer needs none. A thread of its own.
 */
final class LeaderWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LeaderWatch.class);
    private static final long EVERY_MILLIS = 1_000;

    private final Lead lead;
    private final Notes notes;
    private final StandbyConfig config;
    private final Thread thread;

    LeaderWatch(Lead lead, Notes notes, StandbyConfig config) {
        this.lead = lead;
        this.notes = notes;
        this.config = config;
        this.thread = Threads.start("leader-look", this::run);
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(EVERY_MILLIS);
                Standing standing = lead.standing();
                if (standing.role() == Standing.Role.STANDBY
                        && !standing.leader().isEmpty()) {
                    look(standing.leader());
                }
            }
        } catch (InterruptedException | CancellationException e) {
            LOG.debug("The leader is not looked at any more");
        }
    }

    private void look(String leader) {
        FarmAddress address = new FarmAddress(List.of(URI.create(leader)), null, "standby", config.authorities(), null);
        try (FarmClient client = new FarmClient(address, Duration.ZERO)) {
            LeaderView view = new LeaderCalls(client).show();
            if (view.role() == LeaderView.Role.LEADING && view.farmId() != null) {
                notes.keep(new Mark(view.farmId(), view.epoch(), view.batch(), System.currentTimeMillis()));
            }
        } catch (FarmUnreachable | FarmRefusal | IllegalArgumentException e) {
            LOG.debug("The leader {} does not say how far it is: {}", leader, e.getMessage());
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
