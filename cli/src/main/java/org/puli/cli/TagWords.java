package org.puli.cli;

import java.util.Arrays;
import org.puli.cli.worker.WorkerTags;

/**
 * A tag that {@code puli worker tag} takes away is written like an option, {@code -old}, and is none: it is written
 * with a true minus sign before anybody looks for options. Stateless.
 */
final class TagWords {
    private TagWords() {}

    static String[] plain(String... arguments) {
        boolean isTag = arguments.length > 2 && arguments[0].equals("worker") && arguments[1].equals("tag");
        return isTag ? Arrays.stream(arguments).map(TagWords::plain).toArray(String[]::new) : arguments;
    }

    /** One letter alone may be an option: -s, -h, -V. */
    private static String plain(String word) {
        return word.matches("-[^-].+") ? WorkerTags.MINUS + word.substring(1) : word;
    }
}
