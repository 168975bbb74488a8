package org.puli.cli.shared;

import java.util.ArrayList;
import java.util.List;
import org.puli.api.view.Page;

/** Puts a list together from its pages. Stateless. */
public final class Pages {
    /** Asks for one page. */
    public interface Source<T> {
        /** The part that starts at an offset and has at most so many items. */
        Page<T> page(long offset, int limit);
    }

    /**
     * What was found, and how much there is.
     *
     * @param total how many there are in all
     */
    public record Found<T>(List<T> items, long total) {
        /** How many were left out. */
        public long rest() {
            return Math.max(0, total - items.size());
        }
    }

    private Pages() {}

    /** The first items, at most so many. */
    public static <T> Found<T> first(long most, Source<T> source) {
        List<T> items = new ArrayList<>();
        long total = 0;
        boolean goesOn = true;
        while (goesOn && items.size() < most) {
            Page<T> page = source.page(items.size(), (int) Math.min(Page.MAXIMUM, most - items.size()));
            items.addAll(page.items());
            total = page.total();
            goesOn = !page.items().isEmpty() && items.size() < total;
        }
        return new Found<>(items, total);
    }
}
