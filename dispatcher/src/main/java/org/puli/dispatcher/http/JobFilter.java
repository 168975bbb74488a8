package org.puli.dispatcher.http;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.puli.api.NumberRange;
import org.puli.api.view.JobView;
import org.puli.api.view.Status;
import org.puli.dispatcher.loop.JobArchive;

/**
 * Which jobs are meant; what is null or empty does not matter.
 *
 * @param name a part of the name, in lower case
 * @param tag the name of a tag, or a tag with its value, as in {@code shot=sh010}
 * @param since only those that ended then or later, milliseconds since 1970; 0 for all
 * @param until only those that ended before; 0 for all
 */
record JobFilter(
        @Nullable Status status,
        @Nullable String owner,
        @Nullable String name,
        @Nullable String pool,
        @Nullable String tag,
        List<NumberRange> numbers,
        long since,
        long until) {
    /** Where jobs are looked for. */
    enum Place {
        /** Among those in memory. */
        MEMORY,
        /** In the history. */
        ARCHIVED,
        /** Among those of the history that count as deleted. */
        DELETED
    }

    /** A filter of jobs, whenever they ended. */
    JobFilter(
            @Nullable Status status,
            @Nullable String owner,
            @Nullable String name,
            @Nullable String pool,
            @Nullable String tag,
            List<NumberRange> numbers) {
        this(status, owner, name, pool, tag, numbers, 0, 0);
    }

    /** Where a request wants jobs to be looked for. */
    static Place place(Parameters parameters) {
        String word = parameters.find("history");
        return switch (word == null ? "" : word) {
            case "" -> Place.MEMORY;
            case "archived" -> Place.ARCHIVED;
            case "deleted" -> Place.DELETED;
            default ->
                throw Refusing.badRequest("query parameter 'history' is archived or deleted, not '" + word + "'");
        };
    }

    /** The same for the history. */
    JobArchive.Wanted wanted(boolean deleted, long offset, int limit) {
        return new JobArchive.Wanted(status, owner, name, pool, tag, numbers, since, until, deleted, offset, limit);
    }

    /** A filter of query parameters, where {@code status} is the name of the one for the job's status. */
    static JobFilter of(Parameters parameters, String status) {
        String name = parameters.find("name");
        return new JobFilter(
                parameters.find(status, Status.class),
                parameters.find("owner"),
                name == null ? null : name.toLowerCase(Locale.ROOT),
                parameters.find("pool"),
                parameters.find("tag"),
                parameters.ranges("jobs"),
                parameters.number("since", 0, 0, Long.MAX_VALUE / 2),
                parameters.number("until", 0, 0, Long.MAX_VALUE / 2));
    }

    /** Whether it lets every job through. */
    boolean isOpen() {
        boolean hasNoWords = owner == null && name == null && pool == null && tag == null;
        return hasNoWords && status == null && numbers.isEmpty() && since == 0 && until == 0;
    }

    boolean accepts(JobView job) {
        return (status == null || job.status() == status)
                && (owner == null || job.owner().equals(owner))
                && (pool == null || job.pool().value().equals(pool))
                && (tag == null || hasTag(job, tag))
                && (name == null || job.name().toLowerCase(Locale.ROOT).contains(name))
                && (since == 0 || (job.endedAt() != null && job.endedAt() >= since))
                && (until == 0 || (job.endedAt() != null && job.endedAt() < until))
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
