package org.puli.api.spec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The folder below which a platform sees a place of storage. On Windows upper and lower case are the same and both
 * slashes count; elsewhere every character does.
 *
 * @param text absolute; without a slash at its end, but for that of a drive such as {@code F:\}
 */
public record PathRoot(Platform platform, String text) {
    /** The longest root, in characters. */
    public static final int LONGEST = 512;

    /** The root that a person wrote, without what means nothing; wrong ones stay as they are. */
    public static PathRoot of(Platform platform, String text) {
        boolean isWindows = platform == Platform.WINDOWS;
        String plain = isWindows ? text.replaceFirst("[\\\\/]+$", "") : text.replaceFirst("/+$", "");
        if (plain.isEmpty()) {
            return new PathRoot(platform, text);
        }
        boolean isDrive = isWindows && plain.matches("[A-Za-z]:");
        return new PathRoot(platform, isDrive ? plain + (text.contains("/") ? "/" : "\\") : plain);
    }

    /** What is wrong with it, as the end of a sentence; empty if nothing is. */
    public String problem() {
        if (text.isBlank()) {
            return "is empty";
        }
        if (text.length() > LONGEST) {
            return "has " + text.length() + " characters; at most " + LONGEST + " are allowed";
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            return "has a control character";
        }
        String form = formProblem();
        if (!form.isEmpty()) {
            return form;
        }
        boolean isOdd = components().stream().anyMatch(part -> part.equals(".") || part.equals(".."));
        return isOdd ? "has '.' or '..' in it; write the folder as it is" : "";
    }

    private String formProblem() {
        if (platform == Platform.WINDOWS) {
            boolean isWhole = isDrive() || (isUnc() && components().size() >= 2);
            return isWhole ? "" : "is not absolute; a root for windows is such as F:\\films or \\\\server\\films";
        }
        if (text.matches("/+")) {
            return "is the root of everything; name a folder below it";
        }
        boolean isAbsolute = text.startsWith("/") && !text.startsWith("//");
        return isAbsolute ? "" : "is not absolute; a root for " + platform.word() + " is such as /mnt/films";
    }

    private boolean isDrive() {
        return text.matches("(?s)[A-Za-z]:[\\\\/].*");
    }

    private boolean isUnc() {
        return text.length() > 2 && isSlash(text.charAt(0)) && isSlash(text.charAt(1)) && !isSlash(text.charAt(2));
    }

    private boolean isSlash(char c) {
        return c == '/' || (c == '\\' && platform == Platform.WINDOWS);
    }

    /** Its parts, without the slashes; that of a drive is one of them. */
    private List<String> components() {
        List<String> parts = new ArrayList<>();
        String slashes = platform == Platform.WINDOWS ? "[\\\\/]+" : "/+";
        for (String part : text.split(slashes, -1)) {
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        return parts;
    }

    /**
     * How many characters of a path are this root; -1 when the path does not lie in it. Only whole components count,
     * and several slashes in a row are one, but for those at the beginning.
     */
    public int covers(String path) {
        int at = 0;
        boolean isFirst = true;
        for (String part : components()) {
            int from = isFirst ? begin(path) : afterSlashes(path, at);
            boolean ignoresCase = platform == Platform.WINDOWS;
            if (from < 0 || !path.regionMatches(ignoresCase, from, part, 0, part.length())) {
                return -1;
            }
            at = from + part.length();
            if (at < path.length() && !isSlash(path.charAt(at))) {
                return -1;
            }
            isFirst = false;
        }
        // A drive without a slash is the folder at which some program happens to be there.
        boolean isBareDrive = isDrive() && at == 2 && at == path.length();
        return isBareDrive ? -1 : at;
    }

    /** Where the first component has to begin; -1 when the path does not begin as this root does. */
    private int begin(String path) {
        int slashes = Math.max(0, afterSlashes(path, 0));
        int wanted = isDrive() ? 0 : isUnc() ? 2 : 1;
        return slashes == wanted ? wanted : -1;
    }

    /** Where the slashes that begin there end; -1 when there are none. */
    private int afterSlashes(String path, int from) {
        int at = from;
        while (at < path.length() && isSlash(path.charAt(at))) {
            at++;
        }
        return at == from ? -1 : at;
    }

    /** Whether a root of the same kind of platform lies in this one, or is the same. */
    public boolean contains(PathRoot other) {
        return isLike(other) && covers(other.text) >= 0;
    }

    /** Whether both mean the same folder on the same kind of platform. */
    public boolean isSame(PathRoot other) {
        return contains(other) && other.contains(this);
    }

    /** Whether paths of both platforms look the same. */
    public boolean isLike(PathRoot other) {
        return (platform == Platform.WINDOWS) == (other.platform == Platform.WINDOWS);
    }

    /**
     * A path in this root.
     *
     * @param from the root in which the path lies
     * @param path a path in that root
     */
    public String moved(PathRoot from, String path) {
        String rest = path.substring(Math.max(0, from.covers(path)));
        if (platform == Platform.WINDOWS) {
            rest = from.slashed(rest, text.contains("/") ? '/' : '\\');
        } else if (from.platform == Platform.WINDOWS) {
            rest = from.slashed(rest, '/');
        }
        boolean endsWithSlash = isSlash(text.charAt(text.length() - 1));
        return text + (endsWithSlash ? rest.replaceFirst("^[\\\\/]+", "") : rest);
    }

    private String slashed(String path, char slash) {
        String slashes = path.replace('/', slash);
        return platform == Platform.WINDOWS ? slashes.replace('\\', slash) : slashes;
    }

    /** Whether a text is an absolute path of a platform of this kind, or relative in a way that can be seen. */
    static boolean looksLikePath(Platform platform, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return text != null;
        }
        boolean isMarked = "./~$%".indexOf(text.charAt(0)) >= 0;
        return isMarked || (platform == Platform.WINDOWS && text.matches("(?s)([A-Za-z]:[\\\\/]|\\\\\\\\).*"));
    }
}
