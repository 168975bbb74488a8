package org.puli.worker.storage;

import java.util.function.Consumer;
import org.puli.api.sync.PathFinding;
import org.puli.api.sync.PathProbe;

/** How this machine sees places of storage. */
public interface Places {
    /**
     * Tests a place. Returns at once.
     *
     * @param answer is told what was found, later and on any thread; never, when the disk does not answer
     */
    void test(PathProbe probe, Consumer<PathFinding> answer);
}
