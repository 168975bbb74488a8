package org.puli.dispatcher.store;

import java.util.List;
import org.puli.dispatcher.loop.FarmStore;
import org.puli.farm.row.AttemptRow;
import org.puli.farm.row.AuditRow;

class MemoryFarmStoreTest extends FarmStoreContract {
    private final MemoryFarmStore store = new MemoryFarmStore();

    @Override
    FarmStore store() {
        return store;
    }

    @Override
    FarmStore storeAfterCrash() {
        return store;
    }

    @Override
    List<AttemptRow> history() {
        return store.history();
    }

    @Override
    List<AuditRow> audit() {
        return store.audit();
    }
}
