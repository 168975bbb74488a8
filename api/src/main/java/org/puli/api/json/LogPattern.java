package org.puli.api.json;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** Regular expressions that workers hold against every line of a program's output. Stateless. */
public final class LogPattern {
    private static final String SYNTAX = "is no regular expression that RE2 takes: ";
    private static final int MOST_REPETITIONS = 1_000;
    private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,9})(?:,(\\d{1,9})?)?}");

    private LogPattern() {}

    /** The expression as it was written; one that does not compile is a fault. */
    static String read(Cursor at) {
        String text = at.text("a regular expression such as '(?i)no license'");
        String problem = problemWith(text);
        if (!problem.isEmpty()) {
            at.fault(problem);
        }
        return problem.isEmpty() || problem.startsWith(SYNTAX) ? text : "";
    }

    /** Why a text cannot be used as an expression, in words that follow its name; empty when it can. */
    public static String problemWith(String text) {
        if (text.length() > JobLimits.PATTERN) {
            return "has " + text.length() + " characters; at most " + JobLimits.PATTERN + " are allowed";
        }
        if (repetitions(text) > MOST_REPETITIONS) {
            return "counts repetitions that multiply to more than " + MOST_REPETITIONS;
        }
        try {
            // RE2 takes time that grows with the line and nothing else, whatever is written here.
            Pattern.compile(text);
            return "";
        } catch (PatternSyntaxException e) {
            return SYNTAX + e.getMessage();
        }
    }

    /** An expression that stands for just this text. */
    public static String literal(String text) {
        return Pattern.quote(text);
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
