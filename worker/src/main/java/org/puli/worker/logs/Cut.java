package org.puli.worker.logs;

/**
 * What is left out of a log's file: the bytes from {@code resume} to {@code end} are gone, and a line that says so
 * stands from {@code start} to {@code resume}. Whoever reads the log sees its bytes as if those on both sides stood
 * next to each other.
 */
record Cut(long start, long resume, long end) {
    static final Cut NONE = new Cut(0, 0, 0);

    boolean isNone() {
        return end == 0;
    }

    /** How many bytes a reader finds in a file of this length. */
    long sizeOf(long fileSize) {
        return fileSize - (end - resume);
    }

    /** Where a reader's byte stands in the file. */
    long placeOf(long position) {
        return isNone() || position < resume ? position : position + (end - resume);
    }
}
