package org.puli.api.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Dispatcher to worker: the complete set of attempts that the worker should be running. What is missing here is to be
 * stopped; what is new is to be started; orders that are not newer than the last are to be ignored.
 *
 * @param farmId the farm that speaks; a worker of another farm stops all of its process trees and sets its outbox aside
 * @param run every attempt that should run
 * @param forget ended attempts that are safely stored (or will never be wanted)
 * @param heartbeatMillis how often to report when nothing happens
 * @param lostAfterMillis silence after which the dispatcher gives the worker's commands to others
 * @param files absolute paths that the worker is to look for again and again, {@link #MOST_FILES} at most; it stops
 *     looking for whatever is missing here
 * @param probe places of storage that the worker is to test and has not reported yet; null for none
 * @param answers the number of the newest report that was taken in; 0 from a dispatcher that does not say
 * @param wallMillis the dispatcher's time when it made them, milliseconds since 1970; 0 from one that does not say
 * @param sleep whether its machine is to sleep as soon as nothing runs there
 * @param asleep whether the dispatcher takes it for asleep, as the worker said, so that its silence is no loss
 */
public record WorkerOrders(
        String farmId,
        OrdersNumber number,
        List<RunOrder> run,
        List<AttemptRef> forget,
        long heartbeatMillis,
        long lostAfterMillis,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> files,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ProbeOrder probe,

        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long answers,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long wallMillis,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean sleep,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean asleep) {
    /** Files that one worker looks for at once, so that orders stay small whatever is waited for. */
    public static final int MOST_FILES = 256;

    /** Takes missing lists as empty ones. */
    public WorkerOrders {
        run = run == null ? List.of() : List.copyOf(run);
        forget = forget == null ? List.of() : List.copyOf(forget);
        files = files == null ? List.of() : List.copyOf(files);
    }

    /** Orders to look for nothing. */
    public WorkerOrders(
            String farmId,
            OrdersNumber number,
            List<RunOrder> run,
            List<AttemptRef> forget,
            long heartbeatMillis,
            long lostAfterMillis) {
        this(farmId, number, run, forget, heartbeatMillis, lostAfterMillis, List.of(), null, 0, 0, false, false);
    }
}
