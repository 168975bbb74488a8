package org.puli.farm;

import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;

/**
 * A sleeping machine that was woken so that it looks for the files of its pool.
 *
 * @param worker who was woken last; null for nobody since files are waited for and somebody sleeps
 * @param number that worker's number, after which the next one's turn comes; 0 for none
 * @param monoAt when that was, on the clock that never jumps
 * @param isOpen whether it has not been given anything to look for yet
 */
public record LookerCall(@Nullable WorkerName worker, long number, long monoAt, boolean isOpen) {
    /** The same after the worker was told what to look for. */
    LookerCall answered() {
        return new LookerCall(worker, number, monoAt, false);
    }
}
