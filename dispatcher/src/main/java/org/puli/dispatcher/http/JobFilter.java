package org.puli.dispatcher.http;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.puli.api.NumberRange;
import org.puli.api.view.JobView;
import org.puli.api.view.Status;

/**
 * Which jobs are meant; what is null or empty does not matter.
 *
 * @param name a part of the name, in lower case
 * @param tag the name of a tag, or a tag with its value, as in {@code shot=sh010}
 */
record JobFilter(
        @Nullable Status status,
        @Nullable String owner,
        @Nullable String name,
        @Nullable String pool,
        @Nullable String tag,
        List<NumberRange> numbers) {
    /** A filter of query parameters, where {@code status} is the name of the one for the job's status. */
    static JobFilter of(Parameters parameters, String status) {
        String name = parameters.find("name");
        return new JobFilter(
                parameters.find(status, Status.class),
                parameters.find("owner"),
                name == null ? null : name.toLowerCase(Locale.ROOT),
                parameters.find("pool"),
                parameters.find("tag"),
                parameters.ranges("jobs"));
    }

    /** Whether it lets every job through. */
    boolean isOpen() {
        boolean hasNoWords = owner == null && name == null && pool == null && tag == null;
        return hasNoWords && status == null && numbers.isEmpty();
    }

    boolean accepts(JobView job) {
        return (status == null || job.status() == status)
                && (owner == null || job.owner().equals(owner))
                && (pool == null || job.pool().value().equals(pool))
                && (tag == null || hasTag(job, tag))
                && (name == null || job.name().toLowerCase(Locale.ROOT).contains(name))
                && (numbers.isEmpty() || isNumbered(job.id().value()));
    }

    private boolean isNumbered(long job) {
        return numbers.stream().anyMatch(range -> range.first() <= job && job <= range.last());
    }

    private static boolean hasTag(JobView job, String wanted) {
        int equals = wanted.indexOf('=');
        return equals < 0
                ? job.tags().containsKey(wanted)
                : wanted.substring(equals + 1).equals(job.tags().get(wanted.substring(0, equals)));
    }
}
