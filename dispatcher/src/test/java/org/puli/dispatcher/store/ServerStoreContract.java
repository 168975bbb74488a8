package org.puli.dispatcher.store;

import java.util.Objects;

/** The same on a database server. */
abstract class ServerStoreContract extends SqlStoreContract {
    private final Database database;

    ServerStoreContract(TestServer server) {
        database = Objects.requireNonNull(server.create().database());
    }

    @Override
    final Database database() {
        return database;
    }
}
