package org.puli.farm;

import org.jspecify.annotations.Nullable;

/**
 * Rows that can be read do not fit each other, so no farm can be made of them. Its message names the row by table and
 * key and says what is not there.
 */
public final class RowMisfit extends RuntimeException {
    private static final long serialVersionUID = 1;

    private RowMisfit(String message) {
        super(message);
    }

    /**
     * What a row needs, if it is there.
     *
     * @param row the row by its table and key, such as {@code command command_id=7}
     * @param otherwise what is wrong with it when that is not there
     */
    static <T> T unless(@Nullable T there, String row, String otherwise) {
        if (there == null) {
            throw new RowMisfit(row + ": " + otherwise);
        }
        return there;
    }
}
