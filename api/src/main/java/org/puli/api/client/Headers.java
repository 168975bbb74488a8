package org.puli.api.client;

import java.nio.charset.StandardCharsets;
import org.puli.api.Names;

/** Texts as headers can carry them. Stateless. */
final class Headers {
    private static final String NOBODY = "anonymous";

    private Headers() {}

    /** A person's name in printable ASCII; other bytes of its UTF-8 form, and '%', are written as %XX. */
    static String plain(String name) {
        StringBuilder plain = new StringBuilder();
        for (byte each : name.strip().getBytes(StandardCharsets.UTF_8)) {
            if (each >= ' ' && each <= '~' && each != '%') {
                plain.append((char) each);
            } else {
                plain.append(String.format("%%%02X", each));
            }
        }
        String text = plain.toString();
        return Names.LABEL.accepts(text) ? text : NOBODY;
    }
}
