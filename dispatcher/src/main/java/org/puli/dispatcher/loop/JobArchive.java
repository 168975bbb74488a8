package org.puli.dispatcher.loop;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.NumberRange;
import org.puli.api.view.JobView;
import org.puli.api.view.Page;
import org.puli.api.view.Status;

/**
 * Jobs that have left memory. Safe on every thread; whoever asks waits for the database. A job leaves memory and comes
 * into the history by one commit.
 */
public interface JobArchive {
    /** That of a dispatcher without a database, which forgets what leaves memory. */
    JobArchive NONE = new JobArchive() {
        @Override
        public @Nullable ArchivedJob find(JobId job) {
            return null;
        }

        @Override
        public @Nullable JobId findJob(CommandId command) {
            return null;
        }

        @Override
        public @Nullable JobId findJob(String submissionKey) {
            return null;
        }

        @Override
        public Page<JobView> page(Wanted wanted) {
            return new Page<>(List.of(), 0, wanted.offset());
        }
    };

    /**
     * Which jobs to list, the newest first; what is null or empty does not matter. Times are milliseconds since 1970.
     *
     * @param name a part of the name, in small letters
     * @param tag the name of a tag, or a tag with its value, as in {@code shot=sh010}
     * @param since only those that ended then or later; 0 for all
     * @param until only those that ended before; 0 for all
     * @param deleted whether those are listed that count as deleted, instead of the others
     */
    record Wanted(
            @Nullable Status status,
            @Nullable String owner,
            @Nullable String name,
            @Nullable String pool,
            @Nullable String tag,
            List<NumberRange> numbers,
            long since,
            long until,
            boolean deleted,
            long offset,
            int limit) {
        /** Copies the list. */
        public Wanted {
            numbers = List.copyOf(numbers);
        }
    }

    /**
     * A job with all that there is of it, deleted or not; null when the history does not have it.
     *
     * @throws StoreFailure when the database cannot be read
     */
    @Nullable
    ArchivedJob find(JobId job);

    /**
     * The job in the history that a command belongs to; null when there is none.
     *
     * @throws StoreFailure when the database cannot be read
     */
    @Nullable
    JobId findJob(CommandId command);

    /**
     * The job in the history that was submitted under a key, deleted or not; null when there is none.
     *
     * @throws StoreFailure when the database cannot be read
     */
    @Nullable
    JobId findJob(String submissionKey);

    /**
     * A part of the list of jobs in the history.
     *
     * @throws StoreFailure when the database cannot be read
     */
    Page<JobView> page(Wanted wanted);
}
