package org.puli.api.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;
import org.puli.api.sync.PathFinding;

/**
 * How one worker sees one place of storage.
 *
 * @param path the name of the path rule
 * @param root where the worker looks for it
 * @param state as it was found last; null when this worker has not told yet
 * @param detail more in words; null when there is nothing more to say
 * @param freeBytes what the worker's user may still write there; this and the following are 0 when unknown
 * @param totalBytes how large the file system is
 * @param lookMicros how long a look into the folder took, in millionths of a second
 * @param readBytesPerSecond how fast a little was read
 * @param writeBytesPerSecond how fast a little was written
 * @param testedAt when it told, milliseconds since 1970; null when it has not yet
 * @param pending whether it is being tested just now
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PathHealth(
        WorkerName worker,
        String path,
        String root,
        PathFinding.@Nullable State state,
        @Nullable String detail,
        long freeBytes,
        long totalBytes,
        long lookMicros,
        long readBytesPerSecond,
        long writeBytesPerSecond,
        @Nullable Long testedAt,
        boolean pending) {}
