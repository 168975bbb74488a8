package org.puli.api.client;

import org.puli.api.view.JobView;

/**
 * The answer to a submit.
 *
 * @param isNew false when the submission key was known, so that this is the job of an earlier submit
 */
public record Submission(JobView job, boolean isNew) {}
