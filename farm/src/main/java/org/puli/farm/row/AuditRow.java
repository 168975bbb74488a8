package org.puli.farm.row;

import org.jspecify.annotations.Nullable;

/**
 * What a person changed; written once and never changed.
 *
 * @param number counts the farm's audit, from 1
 * @param at milliseconds since 1970
 * @param address the machine that the request came from; null when it is not known
 * @param verb one word, such as {@code cancel}
 * @param target what it was done to, in words
 * @param jobId the job that it was about; null when it was about none
 * @param worker the worker that it was about; null when it was about none
 * @param before how it was, in words or JSON; empty when there is nothing to say
 * @param after how it is now
 */
public record AuditRow(
        long number,
        long at,
        String user,
        @Nullable String address,
        String verb,
        String target,
        @Nullable Long jobId,
        @Nullable String worker,
        String before,
        String after) {}
