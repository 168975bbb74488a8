package org.puli.api.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one command holds on its worker beside cores and memory. Each part that is null is taken from the next outer
 * place that names it.
 *
 * @param maxCores the most cores that it may be granted where more than its least is free; null for its least alone
 * @param gpus whole GPUs, from 0
 * @param gpuMemoryBytes memory that each of these GPUs has at least, from 0
 * @param amounts parts of what the site itself counts, such as disk bandwidth; each more than 0
 * @param wholeMachine whether it runs on an idle worker alone and holds all of it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Resources(
        @Nullable Double maxCores,
        @Nullable Integer gpus,
        @Nullable Long gpuMemoryBytes,
        @Nullable Map<String, Double> amounts,
        @Nullable Boolean wholeMachine) {
    /** Nothing beside cores and memory. */
    public static final Resources NONE = new Resources(null, null, null, null, null);

    /** Copies the map, in the order of its keys. */
    public Resources {
        amounts = amounts == null ? null : Collections.unmodifiableMap(new TreeMap<>(amounts));
    }

    /** These with what they leave open taken from the outer ones; amounts are inherited name by name. */
    public Resources inside(Resources outer) {
        return new Resources(
                maxCores == null ? outer.maxCores : maxCores,
                gpus == null ? outer.gpus : gpus,
                gpuMemoryBytes == null ? outer.gpuMemoryBytes : gpuMemoryBytes,
                merged(outer.amounts),
                wholeMachine == null ? outer.wholeMachine : wholeMachine);
    }

    private @Nullable Map<String, Double> merged(@Nullable Map<String, Double> outer) {
        if (amounts == null || outer == null) {
            return amounts == null ? outer : amounts;
        }
        Map<String, Double> all = new TreeMap<>(outer);
        all.putAll(amounts);
        return all;
    }
}
