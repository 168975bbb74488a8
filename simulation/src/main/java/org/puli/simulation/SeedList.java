package org.puli.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Seeds that found something once, each with a word on what; they are run again for ever. */
public final class SeedList {
    private static final String FILE = "seeds.txt";

    private SeedList() {}

    /** The seeds, in the order of the file. */
    public static List<Long> seeds() {
        try (InputStream file = SeedList.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is not beside its class");
            }
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> Long.valueOf(line.strip().split("\\s+", 2)[0]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
