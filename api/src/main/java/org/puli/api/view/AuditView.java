package org.puli.api.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.WorkerName;

/**
 * What a person changed.
 *
 * @param id counts the farm's audit, from 1
 * @param at when, milliseconds since 1970
 * @param user the name that they gave
 * @param address the machine that the request came from; null when it is not known
 * @param verb one word, such as {@code cancel}
 * @param target what it was done to, in words
 * @param job the job that it was about; null when it was about none
 * @param worker the worker that it was about; null when it was about none
 * @param before how it was; empty when there is nothing to say
 * @param after how it was then
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditView(
        long id,
        long at,
        String user,
        @Nullable String address,
        String verb,
        String target,
        @Nullable JobId job,
        @Nullable WorkerName worker,
        String before,
        String after) {}
