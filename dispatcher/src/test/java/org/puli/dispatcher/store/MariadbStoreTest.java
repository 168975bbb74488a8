package org.puli.dispatcher.store;

class MariadbStoreTest extends ServerStoreContract {
    MariadbStoreTest() {
        super(TestServer.mariadb());
    }
}
