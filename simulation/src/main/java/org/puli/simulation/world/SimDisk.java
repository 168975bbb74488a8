package org.puli.simulation.world;

import org.puli.dispatcher.loop.FarmStore;

/** A store on which commits take time, and at which its dispatcher may die. */
interface SimDisk extends FarmStore {
    /** How long the next commit takes. */
    long latency();

    /** Dies at this very point, now and then. */
    void dieMaybe();
}
