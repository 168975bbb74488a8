package org.puli.api.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds paths of other platforms in values and says them as one platform sees them. The rule with the longest root that
 * holds a path decides, roots of the platform itself among them: what is right already stays. Immutable.
 *
 * @param here the platform on which paths are to be found
 * @param rules rules that do not contradict each other, see {@link PathRules}
 */
public record PathMap(Platform here, List<PathRule> rules) {
    /** What stands before a value in {@code --flag=/path}: no path, no blank. */
    private static final Pattern FLAG = Pattern.compile("[^=/\\\\\\s]+=");

    /** Copies the list. */
    public PathMap {
        rules = List.copyOf(rules);
    }

    private record Hit(PathRule rule, PathRoot from, int length) {}

    /** What becomes of a value that stands somewhere. */
    public PathChange change(String place, String value) {
        PathChange whole = changed(place, value);
        var flag = FLAG.matcher(value);
        if (whole.rule() != null || !flag.lookingAt()) {
            return whole;
        }
        PathChange part = changed(place, value.substring(flag.end()));
        return new PathChange(place, value, flag.group() + part.after(), part.rule(), part.from(), part.to());
    }

    private PathChange changed(String place, String value) {
        for (Platform written : List.of(Platform.WINDOWS, Platform.LINUX)) {
            PathChange list = findList(place, value, written);
            if (list != null) {
                return list;
            }
        }
        Hit hit = find(value, false);
        return hit == null ? new PathChange(place, value, value, null, null, null) : change(place, value, hit);
    }

    private PathChange change(String place, String value, Hit hit) {
        PathRoot to = hit.rule.findRoot(here);
        return new PathChange(
                place,
                value,
                to == null || hit.from.platform() == here ? value : to.moved(hit.from, value),
                hit.rule.name(),
                hit.from.text(),
                to == null ? null : to.text());
    }

    private @Nullable Hit find(String path, boolean inList) {
        Hit best = null;
        for (PathRule rule : rules) {
            for (PathRoot root : inList && !rule.lists() ? List.<PathRoot>of() : rule.roots()) {
                int length = root.covers(path);
                boolean isBetter =
                        best == null || length > best.length || (length == best.length && root.platform() == here);
                if (length >= 0 && isBetter) {
                    best = new Hit(rule, root, length);
                }
            }
        }
        return best;
    }

    /** Null when it is no list of that kind of platform, or holds nothing that a rule for lists covers. */
    private @Nullable PathChange findList(String place, String value, Platform written) {
        String[] parts = value.split(Pattern.quote(String.valueOf(written.listSeparator())), -1);
        if (parts.length < 2 || !areLikePaths(parts, written)) {
            return null;
        }
        PathChange first = null;
        List<String> all = new ArrayList<>();
        for (String part : parts) {
            Hit hit = find(part, true);
            PathChange change = hit == null ? null : change(place, part, hit);
            all.add(change == null ? part : change.after());
            boolean isFirst = first == null || !first.differs();
            first = change != null && isFirst ? change : first;
        }
        if (first == null) {
            return null;
        }
        char separator = first.differs() ? here.listSeparator() : written.listSeparator();
        String after = String.join(String.valueOf(separator), all);
        return new PathChange(place, value, after, first.rule(), first.from(), first.to());
    }

    private static boolean areLikePaths(String[] parts, Platform written) {
        for (String part : parts) {
            if (!PathRoot.looksLikePath(written, part)) {
                return false;
            }
        }
        return true;
    }
}
