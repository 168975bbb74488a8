package org.puli.cli.shared;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One thing in lines of a label and a value; what is not known is left out. Used by one thread. */
public final class Facts {
    private final Map<String, String> lines = new LinkedHashMap<>();

    /** Adds a line, unless there is nothing to say. */
    public Facts add(String label, @Nullable Object value) {
        String text = value == null ? "" : String.valueOf(value);
        if (!text.isEmpty()) {
            lines.put(label, Table.printable(text));
        }
        return this;
    }

    /** Writes all lines, the values below each other. */
    public void print(PrintWriter out) {
        int width = lines.keySet().stream().mapToInt(String::length).max().orElse(0);
        lines.forEach((label, value) -> out.println(label + " ".repeat(width - label.length() + 2) + value));
    }
}
