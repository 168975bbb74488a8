package org.puli.cli.worker;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.puli.cli.shared.BadInput;

/** Tags to give and to take away, as people write them. Stateless. */
public final class WorkerTags {
    /** What stands before a tag that is taken away, as a sign that no option begins with. */
    public static final String MINUS = "\u2212";

    private WorkerTags() {}

    static Map<String, @Nullable Object> read(List<String> words) {
        Map<String, @Nullable Object> changes = new LinkedHashMap<>();
        for (String word : words) {
            if (word.length() == 1 && "+-".concat(MINUS).contains(word)) {
                throw new BadInput("'" + word.replace(MINUS, "-")
                        + "' names no tag; write +TAG to give one and -TAG to take it away");
            }
            if (!word.matches("[+" + MINUS + "-].+")) {
                throw new BadInput("'" + word + "' is no change; write +" + word + " to give it and -" + word
                        + " to take it away");
            }
            changes.put(word.substring(1), word.startsWith("+") ? true : null);
        }
        return changes;
    }
}
