package org.puli.farm.request;

import java.util.Optional;
import org.puli.api.spec.JobSpec;
import org.puli.api.view.JobView;

/**
 * Put an edited spec in the place of a job's. The answer is empty when the job has another spec than {@code before} by
 * now: whoever asks then makes the edit anew.
 *
 * @param target the job, or the task or group of it that is edited
 * @param from the edited values as they were, for the audit
 * @param to what they are to be
 */
public record EditJob(Target target, JobSpec before, JobSpec after, String from, String to)
        implements Request<Optional<JobView>> {}
