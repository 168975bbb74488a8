package org.puli.simulation.world;

import org.puli.dispatcher.lead.Seat;
import org.puli.dispatcher.loop.StoreFailure;

/** The seat as a dispatcher reaches it over a network that may be cut. */
final class SimSeat implements Seat {
    private final SimServer server;
    private final SimNode node;
    private SimServer.Session session = new SimServer.Session();
    private boolean isMine;

    SimSeat(SimServer server, SimNode node) {
        this.server = server;
        this.node = node;
    }

    /** Everything on the wire goes through here; a session that the server ended is made anew. */
    private void reach() {
        if (node.isCut()) {
            close();
            throw new StoreFailure("the simulated network is cut");
        }
        if (session.isOver()) {
            close();
        }
        server.hear(session);
    }

    @Override
    public boolean take() {
        if (!isMine) {
            reach();
            isMine = server.lock(session);
        }
        return isMine;
    }

    @Override
    public boolean isHeld() {
        if (node.isCut() || session.isOver()) {
            close();
        } else {
            server.hear(session);
            isMine = isMine && !session.isOver();
        }
        return isMine;
    }

    @Override
    public void promise(String next) {
        if (isMine && !node.isCut()) {
            server.promise(session, next);
        }
    }

    @Override
    public void leave(String next) {
        if (isMine && !node.isCut()) {
            server.unlock(session, next);
        }
        isMine = false;
    }

    @Override
    public View look() {
        reach();
        if (!isMine) {
            server.attend(node.name());
        }
        return server.view(node.name());
    }

    /** The process is gone: the server notices at once, unless the wire is cut. */
    void die() {
        if (!node.isCut()) {
            server.end(session);
        }
    }

    /** This end lets go; the server's may last until it notices. */
    @Override
    public void close() {
        die();
        session = new SimServer.Session();
        isMine = false;
    }
}
