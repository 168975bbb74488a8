package org.puli.farm.decide;

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
 */
public record Decision<R extends @Nullable Object>(
        List<Change> changes,
        Function<Farm, R> answer,
        @Nullable Refusal refusal) {
    /** Changes and an answer. */
    public static <R extends @Nullable Object> Decision<R> of(List<Change> changes, Function<Farm, R> answer) {
        return new Decision<>(changes, answer, null);
    }

    /** One change and an answer. */
    public static <R extends @Nullable Object> Decision<R> of(Change change, Function<Farm, R> answer) {
        return new Decision<>(List.of(change), answer, null);
    }

    /** An answer that needs no change. */
    public static <R extends @Nullable Object> Decision<R> of(Function<Farm, R> answer) {
        return new Decision<>(List.of(), answer, null);
    }

    /** No. */
    public static <R extends @Nullable Object> Decision<R> refuse(Refusal.Kind kind, String type, String detail) {
        Refusal refusal = new Refusal(kind, type, detail);
        return new Decision<>(
                List.of(),
                farm -> {
                    throw new IllegalStateException("a refusal has no answer");
                },
                refusal);
    }
}
