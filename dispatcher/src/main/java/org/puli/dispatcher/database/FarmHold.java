package org.puli.dispatcher.database;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.puli.dispatcher.lead.Seat;
import org.puli.dispatcher.loop.StoreFailure;
import org.puli.dispatcher.store.Database;
import org.puli.dispatcher.store.DatabaseAddress;
import org.puli.dispatcher.store.FolderLock;
import org.puli.dispatcher.store.SqlSeat;
import org.puli.dispatcher.store.care.OtherSessions;

/** Holds a farm as its dispatcher would, so that none works on it meanwhile. */
final class FarmHold implements AutoCloseable {
    private final List<FolderLock> locks;

    private FarmHold(List<FolderLock> locks) {
        this.locks = locks;
    }

    /**
     * Takes a data folder and a database.
     *
     * @param mayBeConnected whether other sessions on a server are none of a dispatcher, as somebody assures
     * @throws Denied when a dispatcher has it
     */
    static FarmHold of(Path data, DatabaseAddress address, boolean mayBeConnected) {
        FarmHold hold = new FarmHold(new ArrayList<>());
        try {
            hold.locks.add(FolderLock.of(data));
            hold.take(address, mayBeConnected);
            return hold;
        } catch (StoreFailure e) {
            hold.close();
            throw new Denied(e.getMessage() + "");
        } catch (RuntimeException e) {
            hold.close();
            throw e;
        }
    }

    /** Takes another database as well. */
    void take(DatabaseAddress address, boolean mayBeConnected) {
        Path file = address.file();
        if (file != null) {
            locks.add(FolderLock.beside(file));
            return;
        }
        Database database = address.database();
        if (database == null) {
            return;
        }
        List<String> others = mayBeConnected ? List.of() : OtherSessions.of(database);
        if (!others.isEmpty()) {
            throw new Denied("somebody is connected to " + address + " (" + String.join(", ", others)
                    + "), most likely a dispatcher; stop it first, or say --although-connected when it is none");
        }
        // Whoever leads may not be in the way, whatever anybody assures. One that begins to lead later is fenced off:
        // the
        // farm's row is written by somebody else than it loads.
        try (Seat seat = SqlSeat.of(database, () -> "")) {
            if (!seat.take()) {
                throw new Denied("a dispatcher leads the farm in " + address + "; stop it, and those that stand by");
            }
        }
    }

    @Override
    public void close() {
        locks.reversed().forEach(FolderLock::close);
    }
}
