package org.puli.api;

/** What a name may be, said once for job files, requests and the worker link. */
public enum Names {
    /** Pools, licenses and workers: letters, digits, {@code . _ -}, starting with a letter or digit. */
    IDENTIFIER(64) {
        @Override
        boolean allows(int codePoint, int index) {
            boolean plain = codePoint < 128 && Character.isLetterOrDigit(codePoint);
            return plain || (index > 0 && (codePoint == '.' || codePoint == '_' || codePoint == '-'));
        }

        @Override
        String alphabet() {
            return "letters, digits, '.', '_' and '-', and starts with a letter or digit";
        }
    },
    /** Jobs, groups, tasks, owners and tags: any printable text without blanks at its ends. */
    LABEL(200) {
        @Override
        boolean allows(int codePoint, int index) {
            return Text.isClean(codePoint) && !Text.isInvisible(codePoint);
        }

        @Override
        String alphabet() {
            return "printable characters on one line";
        }
    };

    private final int maximumLength;

    Names(int maximumLength) {
        this.maximumLength = maximumLength;
    }

    abstract boolean allows(int codePoint, int index);

    abstract String alphabet();

    /** The greatest length in UTF-16 units. */
    public int maximumLength() {
        return maximumLength;
    }

    /** What is wrong with {@code name}, as the end of a sentence that starts with its place; empty if nothing is. */
    public String problemWith(String name) {
        if (name.isBlank()) {
            return "is empty";
        }
        if (name.length() > maximumLength) {
            return "has " + name.length() + " characters; at most " + maximumLength + " are allowed";
        }
        if (isBlank(name.codePointAt(0)) || isBlank(name.codePointBefore(name.length()))) {
            return "begins or ends with a blank";
        }
        int[] codePoints = name.codePoints().toArray();
        for (int i = 0; i < codePoints.length; i++) {
            if (!allows(codePoints[i], i)) {
                return "has the character " + Text.show(codePoints[i]) + "; it may have " + alphabet();
            }
        }
        return "";
    }

    private static boolean isBlank(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
    }

    /** Whether {@link #problemWith} finds nothing. */
    public boolean accepts(String name) {
        return problemWith(name).isEmpty();
    }
}
