package org.puli.farm;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.TaskId;

/**
 * Who waits for a file that was not seen yet.
 *
 * @param node the task or group that waits; null for the job as a whole
 * @param place which of its times and files it is, from 0
 */
public record AwaitedFile(JobId job, @Nullable TaskId node, int place) implements Comparable<AwaitedFile> {
    private static final Comparator<AwaitedFile> ORDER = Comparator.comparing(AwaitedFile::job)
            .thenComparingLong(file -> file.node == null ? 0 : file.node.value())
            .thenComparingInt(AwaitedFile::place);

    @Override
    public int compareTo(AwaitedFile other) {
        return ORDER.compare(this, other);
    }
}
