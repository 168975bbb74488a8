package org.puli.farm.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.puli.farm.Farm;
import org.puli.farm.change.Change;
import org.puli.farm.request.Refusal;

/**
 * What a request leads to: either changes and an answer, or a refusal that changes nothing.
 *
 * @param answer reads the answer off the farm once the changes are applied
 * @param note what the audit says of it, {@link Note#NONE} for nothing; null for what is not a person's doing
 */
public record Decision<R extends @Nullable Object>(
        List<Change> changes,
        Function<Farm, R> answer,
        @Nullable Refusal refusal,
        @Nullable Note note) {
    /** Changes and an answer. */
    public static <R extends @Nullable Object> Decision<R> of(List<Change> changes, Function<Farm, R> answer) {
        return new Decision<>(changes, answer, null, null);
    }

    /** One change and an answer. */
    public static <R extends @Nullable Object> Decision<R> of(Change change, Function<Farm, R> answer) {
        return new Decision<>(List.of(change), answer, null, null);
    }

    /** An answer that needs no change. */
    public static <R extends @Nullable Object> Decision<R> of(Function<Farm, R> answer) {
        return new Decision<>(List.of(), answer, null, null);
    }

    /** No. */
    public static <R extends @Nullable Object> Decision<R> refuse(Refusal.Kind kind, String type, String detail) {
        return refuse(new Refusal(kind, type, detail));
    }

    /** No, because what was named is not there. */
    static <R extends @Nullable Object> Decision<R> refuse(Choice.Found found) {
        Refusal refusal = found.refusal();
        if (refusal == null) {
            throw new IllegalStateException("what is there is not refused");
        }
        return refuse(refusal);
    }

    /** No. */
    static <R extends @Nullable Object> Decision<R> refuse(Refusal refusal) {
        return new Decision<>(
                List.of(),
                farm -> {
                    throw new IllegalStateException("a refusal has no answer");
                },
                refusal,
                null);
    }

    /** The same with words for the audit. */
    Decision<R> noted(Note words) {
        return new Decision<>(changes, answer, refusal, words);
    }

    /** The same with one more change at its end. */
    Decision<R> and(Change last) {
        List<Change> all = new ArrayList<>(changes);
        all.add(last);
        return new Decision<>(List.copyOf(all), answer, refusal, note);
    }
}
