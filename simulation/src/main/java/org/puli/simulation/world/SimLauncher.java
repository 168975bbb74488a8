package org.puli.simulation.world;

import org.puli.api.sync.RunOrder;
import org.puli.worker.run.ProcessLauncher;
import org.puli.worker.run.RunningCommand;

/** Starts simulated programs on a machine. */
record SimLauncher(SimMachine machine) implements ProcessLauncher {
    @Override
    public RunningCommand launch(RunOrder order, Runnable changed) {
        return machine.launch(order, changed);
    }

    /** The machine ends them before it starts a daemon, since that takes time. */
    @Override
    public void stopLeftovers() {}
}
