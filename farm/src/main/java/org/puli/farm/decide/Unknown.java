package org.puli.farm.decide;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.LicenseName;
import org.puli.api.PoolName;
import org.puli.api.TaskId;
import org.puli.api.WorkerName;
import org.puli.farm.Farm;
import org.puli.farm.Job;
import org.puli.farm.License;
import org.puli.farm.Pool;
import org.puli.farm.request.Refusal.Kind;
import org.puli.farm.request.Target;

/** What is said of things that are not there. */
final class Unknown {
    private static final int MOST_NAMES = 20;

    private Unknown() {}

    static <R extends @Nullable Object> Decision<R> job(Farm farm, JobId job) {
        String hint = job.value() < farm.numbers().job()
                ? "it was deleted, or is in the history"
                : "no job has this number yet";
        return Decision.refuse(Kind.UNKNOWN, "unknown-job", "there is no job " + job + " (" + hint + ")");
    }

    static <R extends @Nullable Object> Decision<R> command(CommandId command) {
        return Decision.refuse(
                Kind.UNKNOWN,
                "unknown-command",
                "there is no command " + command + "; 'puli command list JOB' shows a job's commands");
    }

    static <R extends @Nullable Object> Decision<R> task(Job job, String task) {
        return Decision.refuse(
                Kind.UNKNOWN, "unknown-task", "job " + job.id() + " has no task or group '" + task + "'");
    }

    static <R extends @Nullable Object> Decision<R> tag(Target.Tagged target) {
        return Decision.refuse(
                Kind.UNKNOWN,
                "unknown-task",
                "there are no " + target + "; 'puli job show " + target.job() + "' shows the tags of its tasks");
    }

    static <R extends @Nullable Object> Decision<R> task(TaskId task) {
        return Decision.refuse(
                Kind.UNKNOWN,
                "unknown-task",
                "there is no task or group " + task + "; 'puli job show JOB' shows those of a job");
    }

    static <R extends @Nullable Object> Decision<R> worker(WorkerName worker) {
        return Decision.refuse(
                Kind.UNKNOWN,
                "unknown-worker",
                "there is no worker '" + worker + "'; 'puli worker list' shows all of them");
    }

    static String pool(Farm farm, PoolName pool) {
        String known = farm.pools().stream()
                .map(Pool::name)
                .map(PoolName::value)
                .limit(MOST_NAMES)
                .collect(Collectors.joining(", "));
        return "there is no pool '" + pool + "' (there are: " + known + ")";
    }

    static String license(Farm farm, LicenseName license) {
        String known = farm.licenses().stream()
                .map(License::name)
                .map(LicenseName::value)
                .limit(MOST_NAMES)
                .collect(Collectors.joining(", "));
        String hint = known.isEmpty() ? "there are none yet" : "there are: " + known;
        return "there is no license '" + license + "' (" + hint + "); make it with 'puli license set " + license
                + " COUNT'";
    }
}
