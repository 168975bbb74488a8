package org.puli.farm.decide;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.puli.api.JobId;
import org.puli.api.WorkerName;
import org.puli.farm.request.Request;

/**
 * What the audit says of a decision.
 *
 * @param verb one word, such as {@code cancel}
 * @param target what it is done to, in words
 * @param job the job that it is about; null when it is about none
 * @param worker the worker that it is about; null when it is about none
 * @param before how it was; empty when there is nothing to say
 * @param after how it is then
 */
record Note(
        String verb,
        String target,
        @Nullable JobId job,
        @Nullable WorkerName worker,
        String before,
        String after) {
    /** What is news to nobody: the audit gets no line of it. */
    static final Note NONE = new Note("", "", null, null, "", "");

    private static final int LONGEST = 2_000;

    /** Cuts what is too long to be read. */
    Note {
        target = cut(target);
        before = cut(before);
        after = cut(after);
    }

    /** About a job. */
    static Note of(JobId job, String verb, String target, String before, String after) {
        return new Note(verb, target, job, null, before, after);
    }

    /** About a worker. */
    static Note of(WorkerName worker, String verb, String before, String after) {
        return new Note(verb, "worker " + worker, null, worker, before, after);
    }

    /** What can be said of any request: what it is called. Whoever decides knows better words. */
    static Note of(Request<?> request) {
        String name = request.getClass().getSimpleName();
        int second = 1;
        while (second < name.length() && Character.isLowerCase(name.charAt(second))) {
            second++;
        }
        String verb = name.substring(0, second).toLowerCase(Locale.ROOT);
        String target = name.substring(second).toLowerCase(Locale.ROOT);
        return new Note(verb, target.isEmpty() ? "farm" : target, null, null, "", "");
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
    }
}
