package org.puli.worker.link;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Whose turn it is to be tried, and how long to wait before. All addresses are tried one after the other, beginning
 * with the one that served last; the waits grow from round to round and are drawn anew each time, so that workers that
 * lost a dispatcher together do not come back together. An address that refused is left alone for longer, while the
 * others go on. For one thread.
 */
final class ServerTurns {
    /** A dispatcher that only restarts is back within a few of them. */
    private static final int ROUNDS_AT_ONE_PACE = 3;

    private static final int MOST_DOUBLINGS = 16;

    private final List<URI> servers;
    private final LinkTimes times;
    private final RandomGenerator random;
    private final int configured;
    private final Map<URI, Long> notBefore = new HashMap<>();
    private int next;
    private long failures;

    /** An address and how long to wait before it is tried. */
    record Turn(URI server, long pauseMillis) {}

    ServerTurns(List<URI> servers, LinkTimes times, RandomGenerator random) {
        this.servers = new ArrayList<>(servers);
        this.configured = servers.size();
        this.times = times;
        this.random = random;
    }

    /** The address that is to be tried next; {@code nowMillis} is of a clock that never jumps. */
    Turn next(long nowMillis) {
        long pause = failures == 0 ? 0 : random.nextLong(longestPause() + 1);
        int best = 0;
        long bestAt = Long.MAX_VALUE;
        for (int i = 0; i < servers.size(); i++) {
            URI server = servers.get((next + i) % servers.size());
            long at = Math.max(nowMillis + pause, notBefore.getOrDefault(server, Long.MIN_VALUE));
            if (at < bestAt) {
                best = (next + i) % servers.size();
                bestAt = at;
            }
        }
        next = (best + 1) % servers.size();
        return new Turn(servers.get(best), bestAt - nowMillis);
    }

    private long longestPause() {
        long rounds = (failures - 1) / servers.size();
        long doublings = Math.min(rounds / ROUNDS_AT_ONE_PACE, MOST_DOUBLINGS);
        return Math.min(times.longestPause().toMillis(), times.firstPause().toMillis() << doublings);
    }

    /** The last one did not answer as a dispatcher would. */
    void failed() {
        failures++;
    }

    /** It said no, or is not to be spoken to: nothing that another try in a moment would change. */
    void refused(URI server, long nowMillis) {
        failures++;
        long least = times.refused().toMillis();
        notBefore.put(server, nowMillis + least + random.nextLong(least + 1));
    }

    /**
     * Another one leads, and is the next to be asked; one that was not configured takes the place of an earlier
     * such one.
     */
    void leads(URI server) {
        failures++;
        if (!servers.contains(server)) {
            servers.subList(configured, servers.size()).clear();
            servers.add(server);
        }
        next = servers.indexOf(server);
        notBefore.remove(server);
    }

    /** It served until now, so it is the first to be asked again. */
    void served(URI server) {
        failures = 1;
        next = servers.indexOf(server);
    }
}
