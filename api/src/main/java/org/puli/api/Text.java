package org.puli.api;

import java.util.regex.Pattern;

/** Which characters may come in from outside: no NUL and no half of a surrogate pair, which databases refuse. */
public enum Text {
    /** There is nothing to choose: the enum only gives the rules a place. */
    RULES;

    private static final char ESCAPE = '\u001B';

    /** What sets colours or moves the cursor, as ECMA-48 has it. */
    private static final Pattern TERMINAL = Pattern.compile("\u001B\\[[0-?]*[ -/]*[@-~]");

    /** Whether a code point may stand in any text on the farm. */
    public static boolean isClean(int codePoint) {
        return codePoint != 0 && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
    }

    /** Whether all of a text may stand on the farm. */
    public static boolean isClean(String text) {
        int codePoint;
        for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
            codePoint = text.codePointAt(i);
            if (!isClean(codePoint)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a code point is a control character, breaks the line, or turns the direction of what follows. */
    public static boolean isInvisible(int codePoint) {
        boolean turns = (codePoint >= 0x202A && codePoint <= 0x202E) || (codePoint >= 0x2066 && codePoint <= 0x2069);
        return Character.isISOControl(codePoint) || codePoint == 0x2028 || codePoint == 0x2029 || turns;
    }

    /** The text with each character that may not stand replaced by U+FFFD, and cut to a length. */
    public static String cleaned(String text, int maximumLength) {
        String cut = text.length() <= maximumLength ? text : text.substring(0, maximumLength);
        if (isClean(cut)) {
            return cut;
        }
        StringBuilder clean = new StringBuilder(cut.length());
        cut.codePoints().forEach(c -> clean.appendCodePoint(isClean(c) ? c : 0xFFFD));
        return clean.toString();
    }

    /**
     * The text as one line for people: colour and cursor codes of terminals left out, invisible characters as blanks,
     * several blanks as one, and cut to a length with an ellipsis for what is left out.
     */
    public static String line(String text, int maximumLength) {
        StringBuilder line = new StringBuilder();
        String plain = text.indexOf(ESCAPE) < 0 ? text : TERMINAL.matcher(text).replaceAll("");
        plain.codePoints()
                .map(c -> isInvisible(c) || Character.isWhitespace(c) ? ' ' : isClean(c) ? c : 0xFFFD)
                .filter(c -> c != ' ' || (!line.isEmpty() && line.charAt(line.length() - 1) != ' '))
                .forEach(line::appendCodePoint);
        String whole = line.toString().strip();
        if (whole.length() <= maximumLength) {
            return whole;
        }
        int end = maximumLength - 1;
        return whole.substring(0, Character.isHighSurrogate(whole.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    /** A character as a person can read it: itself when it is printable, else its number. */
    public static String show(int codePoint) {
        boolean printable = isClean(codePoint) && !isInvisible(codePoint);
        return printable ? "'" + Character.toString(codePoint) + "'" : String.format("U+%04X", codePoint);
    }
}
