package org.puli.dispatcher;

import org.puli.dispatcher.store.TestServer;

class PostgresqlStandbyTest extends StandbyContract {
    PostgresqlStandbyTest() {
        super(TestServer.postgresql().create());
    }
}
