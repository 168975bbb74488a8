package org.puli.dispatcher.store;

/**
 * How much a {@linkplain TrayedTable tray} holds.
 *
 * @param full a tray with rows of so many keys is filed; the newest of each key are kept in memory too, of two trays of
 *     commands, attempts and jobs each
 * @param few so few rows of a batch are written where they belong
 * @param quiet so many batches of few rows in a row are a quiet time, in which what lies in trays is filed. A single
 *     one amidst thousands of ends is none: a tray that is hardly filled costs a page for nearly each of its rows
 */
public record TraySize(int full, int few, int quiet) {
    /** What production runs with: at most 300,000 rows in memory. */
    public static final TraySize DEFAULT = new TraySize(50_000, 8, 32);

    /** No trays: a database server's own buffers do what they are for. */
    static final TraySize NONE = new TraySize(0, 0, 0);

    boolean isNone() {
        return full == 0;
    }
}
