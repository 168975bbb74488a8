package org.puli.dispatcher.store;

class PostgresqlStoreTest extends ServerStoreContract {
    PostgresqlStoreTest() {
        super(TestServer.postgresql());
    }
}
