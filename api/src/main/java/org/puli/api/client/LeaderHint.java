package org.puli.api.client;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a dispatcher that stands by says of where the leader is, and whether to go there. A token is shown wherever one
 * goes, so the word of a stranger on the way must not decide where that is: an address has to be one that was
 * configured,
 * or both it and the one that named it have to prove who they are by TLS. Stateless.
 */
public final class LeaderHint {
    /** The header of an answer that says where the leader is. */
    public static final String HEADER = "Puli-Leader";

    private static final Pattern ADDRESS = Pattern.compile("https?://[^/\\s,?#@]{1,190}/?");
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private LeaderHint() {}

    /**
     * Where to go.
     *
     * @param text what was said; null or empty when nothing was
     * @param from who said it
     * @param known addresses that were configured
     * @return one of those, or another one that may be trusted; null to stay with those
     */
    public static @Nullable URI find(@Nullable String text, URI from, List<URI> known) {
        if (text == null || !ADDRESS.matcher(text).matches()) {
            return null;
        }
        try {
            URI leader = URI.create(text.replaceAll("/+$", ""));
            for (URI server : known) {
                if (isSame(server, leader)) {
                    return server;
                }
            }
            return isProven(from) && isProven(leader) ? leader : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean isProven(URI address) {
        return "https".equalsIgnoreCase(address.getScheme()) && address.getHost() != null;
    }

    private static boolean isSame(URI one, URI other) {
        return one.getHost() != null
                && other.getHost() != null
                && one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost().toLowerCase(Locale.ROOT).equals(other.getHost().toLowerCase(Locale.ROOT))
                && port(one) == port(other);
    }

    private static int port(URI address) {
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return "https".equalsIgnoreCase(address.getScheme()) ? HTTPS : HTTP;
    }
}
