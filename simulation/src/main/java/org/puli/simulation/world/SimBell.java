package org.puli.simulation.world;

import org.puli.dispatcher.loop.Bell;
import org.puli.simulation.fault.Plant;

/** A bell whose ring plans a turn; planted, it is not always heard. */
final class SimBell extends Bell {
    private static final double UNHEARD = 0.01;

    private final World world;
    private final Runnable heard;

    SimBell(World world, Runnable heard) {
        this.world = world;
        this.heard = heard;
    }

    @Override
    public void ring() {
        boolean isLost =
                world.plan().plant() == Plant.LOST_WAKEUP && world.chance().happens(UNHEARD);
        if (!isLost) {
            heard.run();
        }
    }
}
