package org.puli.worker.storage;

import java.util.function.Consumer;

/** What this machine sees of the files of the farm. */
public interface Storage {
    /**
     * Looks whether something is at an absolute path: a file of any kind, or a folder. Returns at once.
     *
     * @param answer is told whether it is there, later and on any thread; never, when the disk does not answer
     */
    void look(String path, Consumer<Boolean> answer);
}
