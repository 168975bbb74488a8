package org.puli.api.client;

import java.util.Locale;

/** What people do to commands. */
public enum WorkVerb {
    /** Let them start again that were kept from it one by one. */
    RESUME,
    /** End them. */
    CANCEL,
    /** Run them again. */
    RETRY,
    /** Take them as done. */
    DONE,
    /** Leave them out. */
    SKIP;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
