package org.puli.simulation.world;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.dispatcher.lead.Mark;
import org.puli.farm.row.ArchivedRow;
import org.puli.simulation.time.Actor;

/** Two dispatchers on one database server. Workers and people find one that believes to lead; there may be two. */
public final class SimPair implements Front {
    private final World world;
    private final SimServer server;
    private final List<SimNode> nodes;

    /** A server with an empty database, and two machines on which nothing runs. */
    public SimPair(World world) {
        this.world = world;
        this.server = new SimServer(world, "farm-%016x".formatted(world.chance().number()));
        this.nodes =
                List.of(new SimNode(world, server, new Actor("one")), new SimNode(world, server, new Actor("two")));
    }

    /** Starts both. */
    public void start() {
        nodes.forEach(SimNode::start);
    }

    /** Each tells the other how far it has come. */
    public void look() {
        nodes.getFirst().learn(nodes.getLast());
        nodes.getLast().learn(nodes.getFirst());
    }

    /**
     * A replica takes the server's place that lacks something of which both know that it was there. What nobody has
     * noted, in the last second, nobody could miss.
     *
     * @return whether it happened
     */
    boolean promote() {
        Mark one = nodes.getFirst().noted();
        Mark other = nodes.getLast().noted();
        long epoch = server.farm().epoch();
        if (one == null || other == null || one.epoch() != epoch || other.epoch() != epoch) {
            return false;
        }
        return server.promote(one.isBeyond(other) ? other : one);
    }

    /** Whether somebody does not lead for what the database lacks, and nobody does. */
    boolean isRefused() {
        return findLeader() == null && nodes.stream().anyMatch(SimNode::isRefusing);
    }

    @Override
    public @Nullable DispatcherLife findLife() {
        DispatcherLife one = nodes.getFirst().findLife();
        DispatcherLife other = nodes.getLast().findLife();
        return one == null || (other != null && world.chance().happens(0.5)) ? other : one;
    }

    @Override
    public @Nullable ArchivedRow findArchived(String submissionKey) {
        return server.findArchived(submissionKey);
    }

    /** Both machines. */
    public List<SimNode> nodes() {
        return nodes;
    }

    /** The server. */
    public SimServer server() {
        return server;
    }

    /** The one of both that leads and wrote last; null when none does. */
    public @Nullable SimNode findLeader() {
        List<SimNode> leading =
                nodes.stream().filter(node -> node.findLife() != null).toList();
        return leading.size() == 1 ? leading.getFirst() : null;
    }
}
