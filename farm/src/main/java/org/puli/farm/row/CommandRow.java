package org.puli.farm.row;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.Need;
import org.puli.api.view.Status;

/**
 * A command that has left its first state. Times are milliseconds since 1970, 0 for "not yet".
 *
 * @param attempt the newest attempt's number, from 1
 * @param failures attempts that failed since a person last made it ready
 * @param losses attempts that were given back because their worker was lost
 * @param worker where the newest attempt was given to
 * @param returns attempts in a row that were given back and do not count
 * @param readyAt the end of its pause before the next try; 0 when it does not pause
 * @param avoided names of the workers on which it failed, the newest last
 * @param heldBack whether a person keeps just this command from starting
 * @param stoppedPool the pool of the share for which the newest attempt is being stopped; null when it is not
 * @param stoppedShare the name of that share
 * @param framesDone frames that earlier attempts finished; null when none are known
 * @param grownMemory bytes that it reserves since it used more than its task says; 0 when its task's word holds
 * @param leaseId what the newest attempt holds; 0 when it holds nothing any more
 * @param held what it holds where that is not just what its task asks for; null else
 */
public record CommandRow(
        long commandId,
        long jobId,
        Status status,
        int attempt,
        int failures,
        int losses,
        @Nullable String worker,
        long leaseId,
        long assignedAt,
        long startedAt,
        long endedAt,
        @Nullable Integer exitCode,
        @Nullable String reason,
        @Nullable Need held,
        int returns,
        long readyAt,
        List<String> avoided,
        boolean heldBack,
        @Nullable String stoppedPool,
        @Nullable String stoppedShare,
        @Nullable String framesDone,
        long grownMemory) {
    /** Copies the list. */
    public CommandRow {
        avoided = List.copyOf(avoided);
    }
}
