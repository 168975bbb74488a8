package org.puli.api.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a worker says of its machine beside cores and memory.
 *
 * @param gpus whole GPUs it offers, from 0
 * @param gpuMemoryBytes memory of each of them, 0 when unknown
 * @param amounts what the site counts, by name: how much of it there is
 * @param tags words that jobs may ask for
 * @param software programs that jobs may ask for
 * @param attributes what else jobs may ask for, by name; {@code os} and {@code arch} are among them
 * @param performance how fast it is beside others, more than 0; 1 for a usual machine
 * @param wakeAddresses hardware addresses, as {@code 52:54:00:12:34:56}, by which its machine is woken; none for one
 *     that is not put to sleep
 */
public record Equipment(
        int gpus,
        long gpuMemoryBytes,
        Map<String, Double> amounts,
        List<String> tags,
        List<String> software,
        Map<String, String> attributes,
        double performance,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> wakeAddresses) {
    /** Addresses of one machine. */
    public static final int MOST_ADDRESSES = 8;

    /** A machine that says nothing of itself. */
    public static final Equipment NONE = new Equipment(0, 0, Map.of(), List.of(), List.of(), Map.of(), 1, List.of());

    /** Sorts everything; what an older worker does not say is nothing. */
    public Equipment {
        amounts = sorted(amounts);
        tags = sorted(tags);
        software = sorted(software);
        attributes = sorted(attributes);
        performance = performance > 0 ? performance : 1;
        wakeAddresses = wakeAddresses == null ? List.of() : List.copyOf(wakeAddresses);
    }

    /** The same machine, which is put to sleep and can be woken. */
    public Equipment wokenBy(List<String> addresses) {
        return new Equipment(gpus, gpuMemoryBytes, amounts, tags, software, attributes, performance, addresses);
    }

    private static <V> Map<String, V> sorted(Map<String, V> map) {
        return map == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(map));
    }

    private static List<String> sorted(List<String> words) {
        return words == null ? List.of() : List.copyOf(new TreeSet<>(words));
    }
}
