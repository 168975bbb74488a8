package org.puli.api.json;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** Reads a regular expression that workers hold against every line of a program's output. */
final class LogPattern {
    private static final int MOST_REPETITIONS = 1_000;
    private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,9})(?:,(\\d{1,9})?)?}");

    private LogPattern() {}

    /** The expression as it was written; one that does not compile is a fault. */
    static String read(Cursor at) {
        String text = at.text("a regular expression such as '(?i)no license'");
        if (text.length() > JobLimits.PATTERN) {
            at.fault("has " + text.length() + " characters; at most " + JobLimits.PATTERN + " are allowed");
            return "";
        }
        if (repetitions(text) > MOST_REPETITIONS) {
            at.fault("counts repetitions that multiply to more than " + MOST_REPETITIONS);
            return "";
        }
        try {
            // RE2 takes time that grows with the line and nothing else, whatever is written here.
            Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            at.fault("is no regular expression that RE2 takes: " + e.getMessage());
        }
        return text;
    }

    /** What all counts such as {@code {3}} or {@code {2,5}} multiply to: nested ones would make a monstrous program. */
    private static long repetitions(String text) {
        long product = 1;
        Matcher matcher = COUNT.matcher(text);
        while (matcher.find() && product <= MOST_REPETITIONS) {
            long most = Long.parseLong(matcher.group(2) == null ? matcher.group(1) : matcher.group(2));
            product *= Math.max(1, most);
        }
        return product;
    }
}
