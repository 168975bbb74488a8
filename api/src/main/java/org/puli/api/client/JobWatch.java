package org.puli.api.client;

import org.puli.api.JobId;
import org.puli.api.view.JobView;

/** Somebody who follows jobs. Called on the thread that follows, one call at a time. */
public interface JobWatch {
    /** A job's newest view; the answer says whether to go on. */
    boolean changed(JobView job);

    /** A job is gone; the answer says whether to go on. */
    boolean deleted(JobId job);
}
