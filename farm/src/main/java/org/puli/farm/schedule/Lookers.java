package org.puli.farm.schedule;

import org.puli.api.PoolName;
import org.puli.farm.Farm;
import org.puli.farm.FileWatch;
import org.puli.farm.LookerCall;
import org.puli.farm.Pool;

/** Who looks for a file, in words. Called by the loop. */
final class Lookers {
    private Lookers() {}

    /** How a sentence goes on that says for which file something waits. */
    static String words(Farm farm, PoolName name, String path) {
        FileWatch watch = farm.files().find(name, path);
        if (watch != null && watch.worker() != null) {
            return ", looked for by worker " + watch.worker().name();
        }
        Pool pool = farm.findPool(name);
        LookerCall call = farm.files().findCall(name);
        if (call != null && call.isOpen()) {
            return ", and worker " + call.worker() + " is woken to look for it";
        }
        boolean canAny = pool != null && pool.workers().stream().anyMatch(FileWatch::canLook);
        return canAny
                ? ", which workers of pool " + name + " look for in its turn"
                : ", and no worker of pool " + name + " can look";
    }
}
