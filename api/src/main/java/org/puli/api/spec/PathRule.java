package org.puli.api.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.PoolName;

/**
 * A place of storage and where each platform sees it: paths that were written on one are found on the others.
 *
 * @param linux its root on Linux; null when it is not there
 * @param macos its root on macOS; null when it is not there
 * @param windows its root on Windows; null when it is not there
 * @param lists whether lists of such paths, as in {@code PATH}, are changed as well
 * @param test what workers test of it
 * @param pools of which pools the workers test it; empty for all workers
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PathRule(
        String name,
        @Nullable String linux,
        @Nullable String macos,
        @Nullable String windows,
        boolean lists,
        PathTest test,
        List<PoolName> pools) {
    /** The most rules of a farm. */
    public static final int MOST = 64;

    /** The most pools of one rule. */
    public static final int MOST_POOLS = 64;

    /** Takes roots without what means nothing, and what is missing as the usual. */
    public PathRule {
        linux = normal(Platform.LINUX, linux);
        macos = normal(Platform.MACOS, macos);
        windows = normal(Platform.WINDOWS, windows);
        test = test == null ? PathTest.READ : test;
        pools = pools == null ? List.of() : List.copyOf(pools);
    }

    /** A rule that changes single paths and is tested everywhere. */
    public PathRule(String name, @Nullable String linux, @Nullable String macos, @Nullable String windows) {
        this(name, linux, macos, windows, false, PathTest.READ, List.of());
    }

    private static @Nullable String normal(Platform platform, @Nullable String text) {
        return text == null ? null : PathRoot.of(platform, text).text();
    }

    /** Its root on a platform; null when it is not there. */
    public @Nullable PathRoot findRoot(Platform platform) {
        String text = switch (platform) {
            case LINUX -> linux;
            case MACOS -> macos;
            case WINDOWS -> windows;
        };
        return text == null ? null : new PathRoot(platform, text);
    }

    /** Its roots, in the order of the platforms. */
    public List<PathRoot> roots() {
        List<PathRoot> roots = new ArrayList<>();
        for (Platform platform : Platform.values()) {
            PathRoot root = findRoot(platform);
            if (root != null) {
                roots.add(root);
            }
        }
        return roots;
    }

    /** Whether it can change anything. */
    public boolean maps() {
        return roots().size() > 1;
    }

    /** As a line for people. */
    public String words() {
        StringBuilder words = new StringBuilder();
        for (PathRoot root : roots()) {
            words.append(words.isEmpty() ? "" : ", ")
                    .append(root.platform().word())
                    .append(' ')
                    .append(root.text());
        }
        words.append(lists ? ", lists too" : "").append(", test ").append(test.word());
        return words + (pools.isEmpty() ? "" : " by " + pools);
    }
}
