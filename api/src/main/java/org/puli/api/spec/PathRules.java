package org.puli.api.spec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What makes rules good beside others: of each path it has to be clear what is meant, whoever wrote it and wherever it
 * is read.
 */
public interface PathRules {
    /**
     * What is wrong with a rule in itself, each as a sentence that begins with its place; empty if nothing is.
     *
     * @param rule whatever was asked for
     */
    static List<String> problems(PathRule rule) {
        List<String> problems = new ArrayList<>();
        if (rule.roots().isEmpty()) {
            problems.add("names no root; give it one of linux, macos, windows, such as linux=/mnt/films");
        }
        for (PathRoot root : rule.roots()) {
            String problem = root.problem();
            if (!problem.isEmpty()) {
                problems.add("the root for " + root.platform().word() + " " + problem);
            }
        }
        PathRoot linux = rule.findRoot(Platform.LINUX);
        PathRoot macos = rule.findRoot(Platform.MACOS);
        boolean overlaps = linux != null && macos != null && !linux.isSame(macos) && touch(linux, macos);
        if (problems.isEmpty() && overlaps) {
            problems.add("its roots for linux and macos lie in each other, so that nobody can tell whose path one is");
        }
        return problems;
    }

    /** Why a rule cannot stand beside others, its own former self aside; empty when it can. */
    static String conflict(PathRule rule, Collection<PathRule> others) {
        for (PathRule other : others) {
            String conflict = other.name().equals(rule.name()) ? "" : conflict(rule, other);
            if (!conflict.isEmpty()) {
                return "path rule '" + rule.name() + "' " + conflict;
            }
        }
        return "";
    }

    private static String conflict(PathRule rule, PathRule other) {
        for (PathRoot mine : rule.roots()) {
            for (PathRoot its : other.roots()) {
                boolean areCertain = mine.platform() == its.platform() || !mine.isLike(its) || !touch(mine, its);
                if (mine.isLike(its) && mine.isSame(its)) {
                    return "is ambiguous: " + words(mine) + " is " + words(its) + " of rule '" + other.name()
                            + "' already";
                }
                if (!areCertain && !isSharedByInner(rule, mine, other, its)) {
                    return "is ambiguous: " + words(mine) + " and " + words(its) + " of rule '" + other.name()
                            + "' lie in each other, so that nobody can tell whose path one is";
                }
            }
        }
        return crosses(rule, other)
                ? "overlaps rule '" + other.name() + "' crosswise: on one platform it lies in that rule's root, on"
                        + " another that rule's root lies in its own"
                : "";
    }

    private static String words(PathRoot root) {
        return "the root for " + root.platform().word() + ", " + root.text() + ",";
    }

    private static boolean touch(PathRoot a, PathRoot b) {
        return a.contains(b) || b.contains(a);
    }

    /** The inner one is the same on both platforms: then it is the longer match for both, and rightly so. */
    private static boolean isSharedByInner(PathRule rule, PathRoot mine, PathRule other, PathRoot its) {
        boolean isMineInner = its.contains(mine);
        PathRoot inner = isMineInner ? mine : its;
        PathRoot there = (isMineInner ? rule : other).findRoot(isMineInner ? its.platform() : mine.platform());
        return there != null && there.isSame(inner);
    }

    private static boolean crosses(PathRule rule, PathRule other) {
        boolean isInner = false;
        boolean isOuter = false;
        for (PathRoot mine : rule.roots()) {
            @Nullable PathRoot its = other.findRoot(mine.platform());
            isInner |= its != null && its.contains(mine);
            isOuter |= its != null && mine.contains(its);
        }
        return isInner && isOuter;
    }
}
