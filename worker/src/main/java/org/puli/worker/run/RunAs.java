package org.puli.worker.run;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * As which users of this machine commands run.
 *
 * @param users which user runs whose commands, by owner, for {@link Mode#MAP}; {@link #ANYBODY} stands for every owner
 *     that is not named
 * @param leastUid lowest user number that is ever run as, from 0; root has 0
 */
public record RunAs(Mode mode, Map<String, String> users, int leastUid) {
    /** Every owner that is not named. */
    public static final String ANYBODY = "*";

    /** Below this, systems keep users for programs of their own. */
    public static final int LEAST_UID = 1_000;

    /** As the worker itself. */
    public static final RunAs WORKER = new RunAs(Mode.WORKER, Map.of(), LEAST_UID);

    /** Who it is. */
    public enum Mode {
        /** The user that the worker runs as. */
        WORKER,
        /** The user whose name is that of the job's owner. */
        OWNER,
        /** The user that is named for the job's owner. */
        MAP
    }

    /** Sorts the map. */
    public RunAs {
        users = Collections.unmodifiableMap(new TreeMap<>(users));
    }
}
