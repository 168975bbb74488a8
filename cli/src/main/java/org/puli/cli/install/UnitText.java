package org.puli.cli.install;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a unit line by line. What is put into it comes out of systemd as it went in. Owned by one thread. */
final class UnitText {
    private final StringBuilder text = new StringBuilder();

    /** Begins a section. */
    UnitText section(String name) {
        text.append(text.isEmpty() ? "" : "\n").append('[').append(name).append("]\n");
        return this;
    }

    /** Adds a line of words that mean nothing to systemd. */
    UnitText comment(String words) {
        text.append("# ").append(words).append('\n');
        return this;
    }

    /** Sets something to a plain value. */
    UnitText set(String key, String value) {
        text.append(key).append('=').append(value).append('\n');
        return this;
    }

    /** Sets a variable of the daemon's environment. */
    UnitText variable(String name, Path value) {
        return set("Environment", quoted(name + "=" + value.toString().replace("%", "%%")));
    }

    /** Sets a path in the file system. */
    UnitText path(String key, Path value) {
        return set(key, quoted(value.toString().replace("%", "%%")));
    }

    /** Sets a program with its arguments, none of which is expanded. */
    UnitText command(String key, List<String> words) {
        return set(
                key,
                words.stream()
                        .map(word -> quoted(word.replace("%", "%%").replace("$", "$$")))
                        .collect(Collectors.joining(" ")));
    }

    private static String quoted(String word) {
        boolean isPlain = !word.isEmpty() && word.chars().allMatch(UnitText::isPlain);
        return isPlain ? word : '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static boolean isPlain(int c) {
        return c > ' ' && c != '"' && c != '\'' && c != '\\' && c != ';';
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
