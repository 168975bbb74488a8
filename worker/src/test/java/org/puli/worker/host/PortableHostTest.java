package org.puli.worker.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.puli.api.spec.Platform;
import org.puli.api.sync.Equipment;
import org.puli.api.sync.WorkerFacts;

class PortableHostTest {
    @Test
    void theMachineIsReadUnlessTheSettingsSayOtherwise() {
        WorkerFacts found = new PortableHost(null, null, Equipment.NONE, "2").facts();
        assertThat(found.cores()).isPositive();
        assertThat(found.memoryBytes()).isPositive();
        assertThat(found.findPlatform()).isEqualTo(Platform.find(System.getProperty("os.name")));
        WorkerFacts told = new PortableHost(3, 1024L, Equipment.NONE, "2").facts();
        assertThat(told.cores()).isEqualTo(3);
        assertThat(told.memoryBytes()).isEqualTo(1024);
    }
}
