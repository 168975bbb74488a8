package org.puli.dispatcher;

import org.puli.dispatcher.store.TestServer;

class MariadbStandbyTest extends StandbyContract {
    MariadbStandbyTest() {
        super(TestServer.mariadb().create());
    }
}
