package org.puli.api.view;

import java.util.List;

/**
 * A part of a list.
 *
 * @param items the part
 * @param total how many there are in all
 * @param offset position of the first item, from 0
 */
public record Page<T>(List<T> items, long total, long offset) {
    /** The most items that one page may hold. */
    public static final int MAXIMUM = 500;

    /** Copies the items. */
    public Page {
        items = List.copyOf(items);
    }
}
