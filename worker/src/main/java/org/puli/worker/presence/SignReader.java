package org.puli.worker.presence;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Looks for signs of somebody who uses the machine. Used by one thread, which may be kept waiting. */
@FunctionalInterface
public interface SignReader {
    /**
     * A sign of use.
     *
     * @param words who or what it is, the same at every look as long as it is the same
     * @param ageMillis how long ago it was, from 0
     */
    record Sign(String words, long ageMillis) {}

    /**
     * The newest sign; null for none.
     *
     * @throws IOException when it cannot be told
     */
    @Nullable
    Sign look() throws IOException;
}
