package org.puli.worker.output;

import com.google.re2j.Matcher;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A pattern that fits a line, and what its groups say; whatever is not a number that makes sense says nothing. */
record LineMatch(String line, Matcher matcher, Set<String> names) {
    private static final int LONGEST_NUMBER = 18;

    private @Nullable String group(String name) {
        return names.contains(name) ? matcher.group(name) : null;
    }

    /** The group {@code text}, or the whole line. */
    String text() {
        String text = group("text");
        return text == null ? line : text;
    }

    /** The frame; null when none is named. */
    @Nullable
    Integer frame() {
        Double frame = number(group("frame"));
        return frame == null || frame != Math.rint(frame) || Math.abs(frame) > 9_999_999 ? null : frame.intValue();
    }

    /** The time in seconds; null when none is told. */
    @Nullable
    Double time() {
        String text = group("time");
        if (text == null) {
            return null;
        }
        double seconds = 0;
        for (String part : text.strip().split(":", 4)) {
            Double number = number(part);
            if (number == null || number < 0) {
                return null;
            }
            seconds = seconds * 60 + number;
        }
        return seconds;
    }

    /**
     * The part that is done, 0 to 1; null when that cannot be told.
     *
     * @param length how many seconds there are in all, 0 when unknown
     * @param frames how many frames there are in all, 0 when unknown
     */
    @Nullable
    Double fraction(double length, long frames) {
        Double percent = number(group("percent"));
        if (percent != null) {
            return part(percent, 100);
        }
        Double done = number(group("done"));
        if (done != null) {
            Double of = names.contains("of") ? number(group("of")) : Double.valueOf((double) frames);
            return of == null ? null : part(done, of);
        }
        Double time = time();
        // Sound and pictures seldom end in the same instant: up to a second beyond the length is the end.
        return time == null || time > length + 1 ? null : part(Math.min(time, length), length);
    }

    private static @Nullable Double part(double done, double of) {
        return done < 0 || of <= 0 || done > of ? null : done / of;
    }

    private static @Nullable Double number(@Nullable String text) {
        if (text == null || text.length() > LONGEST_NUMBER) {
            return null;
        }
        try {
            double number = Double.parseDouble(text.strip());
            return Double.isFinite(number) ? number : null;
        } catch (NumberFormatException notOne) {
            return null;
        }
    }
}
