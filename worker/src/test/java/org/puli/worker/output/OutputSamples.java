package org.puli.worker.output;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.FrameRange;

/** What programs wrote, and how it is understood as this release knows it. */
final class OutputSamples {
    private static final Programs BUILT_IN = Programs.builtIn();

    private OutputSamples() {}

    /** What a program has told, line by line. */
    static final class Reading {
        final OutputMeaning meaning;
        final List<Double> fractions = new ArrayList<>();

        Reading(OutputMeaning meaning) {
            this.meaning = meaning;
        }

        Reading lines(String... lines) {
            for (String line : lines) {
                if (line.startsWith("openjd_")) {
                    meaning.openJd(line);
                } else {
                    meaning.line(line);
                }
                Double fraction = meaning.told().fraction();
                if (fraction != null
                        && (fractions.isEmpty() || !fractions.getLast().equals(fraction))) {
                    fractions.add(fraction);
                }
            }
            return this;
        }

        String framesDone() {
            return String.valueOf(meaning.told().framesDone());
        }
    }

    static Reading of(String program, @Nullable String frames) {
        OutputMeaning meaning = new OutputMeaning(frames == null ? null : FrameRange.parse(frames), 1);
        meaning.begin(BUILT_IN.find(List.of(program), null));
        return new Reading(meaning);
    }

    /** Reads what was recorded; {@code \r} ends a line too. */
    static Reading recorded(String program, @Nullable String frames, String file) throws IOException {
        return of(program, frames).lines(text(file).split("[\r\n]+"));
    }

    static String text(String file) throws IOException {
        try (InputStream stream = OutputSamples.class.getResourceAsStream(file)) {
            return new String(Objects.requireNonNull(stream, file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
