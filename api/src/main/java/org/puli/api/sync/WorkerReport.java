package org.puli.api.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;

/**
 * Worker to dispatcher: the whole state of a worker. The newest one makes every earlier one worthless, so a report may
 * be lost, doubled or overtaken without harm.
 *
 * @param protocol the version that this report is written in, at most {@link #PROTOCOL}
 * @param bootId drawn anew at each start of the daemon
 * @param number counts the reports of one boot, from 1; an older one than the last seen is ignored
 * @param farmId the farm that the worker belongs to; null before it met one
 * @param ordersSeen the newest orders that were carried out; an attempt that is missing here counts as gone only if it
 *     was ordered at or before that number
 * @param facts the machine; null when nothing changed since the last report on this link
 * @param running attempts that were ordered and whose process tree is not gone
 * @param ended attempts that ended and were not yet acknowledged
 * @param found of the files that the worker is to look for, those that were there when it last looked
 * @param availability why the worker wants no work; null when it takes work, as workers of earlier releases always do
 * @param probed what was found of the places that the orders name; null when there is nothing to tell of them (yet)
 */
public record WorkerReport(
        int protocol,
        WorkerName worker,
        String bootId,
        long number,
        @Nullable String farmId,
        OrdersNumber ordersSeen,
        @Nullable WorkerFacts facts,
        List<RunState> running,
        List<EndedRun> ended,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> found,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Availability availability,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ProbeReport probed) {
    /** The protocol of this release. */
    public static final int PROTOCOL = 2;

    /** Whether it says of the same boot just what an earlier one said, and nothing that waits for an answer. */
    public boolean repeats(WorkerReport earlier) {
        return facts == null
                && ended.isEmpty()
                && found.isEmpty()
                && probed == null
                && bootId.equals(earlier.bootId)
                && ordersSeen.equals(earlier.ordersSeen)
                && running.equals(earlier.running)
                && Objects.equals(farmId, earlier.farmId)
                && Objects.equals(availability, earlier.availability);
    }

    /** Takes missing lists as empty ones. */
    public WorkerReport {
        running = running == null ? List.of() : List.copyOf(running);
        ended = ended == null ? List.of() : List.copyOf(ended);
        found = found == null ? List.of() : List.copyOf(found);
    }

    /** The same in another version of the protocol: versions so far differ in what the dispatcher says first. */
    public WorkerReport inProtocol(int version) {
        return version == protocol
                ? this
                : new WorkerReport(
                        version,
                        worker,
                        bootId,
                        number,
                        farmId,
                        ordersSeen,
                        facts,
                        running,
                        ended,
                        found,
                        availability,
                        probed);
    }
}
