package org.puli.farm;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Under which keys jobs were submitted. Keys of jobs that have just left memory are remembered for a while: whoever
 * looked for one in the history before it came there must not submit it a second time. Owned by the loop.
 */
public final class SubmissionKeys {
    /** So many jobs do not leave memory while somebody waits for one look into the history. */
    private static final int MOST_REMEMBERED = 100_000;

    private final TreeMap<String, Job> jobs = new TreeMap<>();
    private final LinkedHashSet<String> archived = new LinkedHashSet<>();

    SubmissionKeys() {}

    @Nullable
    Job find(String key) {
        return jobs.get(key);
    }

    /** Whether a job of this key has left memory lately, so that the history has to be asked. */
    public boolean wasArchived(String key) {
        return archived.contains(key);
    }

    void add(Job job) {
        String key = job.submissionKey();
        if (key != null) {
            jobs.put(key, job);
        }
    }

    void archived(Job job) {
        String key = job.submissionKey();
        if (key != null) {
            jobs.remove(key);
            archived.add(key);
            if (archived.size() > MOST_REMEMBERED) {
                Iterator<String> oldest = archived.iterator();
                oldest.next();
                oldest.remove();
            }
        }
    }
}
