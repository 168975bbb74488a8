package org.puli.worker.health;

import org.puli.api.sync.MachineHealth;

/** How the machine is. Asked by the worker's loop at every turn, so it answers at once. */
@FunctionalInterface
public interface Vitals {
    /** One that knows nothing. */
    Vitals UNKNOWN = () -> MachineHealth.UNKNOWN;

    /** The newest of everything. */
    MachineHealth now();
}
