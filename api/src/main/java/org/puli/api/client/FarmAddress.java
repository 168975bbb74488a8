package org.puli.api.client;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a farm is and as whom to speak to it.
 *
 * @param servers addresses of dispatchers of the same farm, tried in this order; at least one
 * @param token what a dispatcher that is not on loopback asks for; null for none
 * @param user who asks, for people to read
 * @param authorities PEM file of those whose certificates are believed; null for those that the machine knows
 * @param proxy an HTTP proxy on the way, with its port; null for none
 */
public record FarmAddress(
        List<URI> servers,
        @Nullable String token,
        String user,
        @Nullable Path authorities,
        @Nullable URI proxy) {
    /** Copies the list and refuses an empty one. */
    public FarmAddress {
        servers = List.copyOf(servers);
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("a farm has at least one server");
        }
    }

    /** Straight, believing whom the machine believes. */
    public FarmAddress(List<URI> servers, @Nullable String token, String user) {
        this(servers, token, user, null, null);
    }

    /** One server without a token, as the user who runs this program. */
    public static FarmAddress of(URI server) {
        return new FarmAddress(List.of(server), null, System.getProperty("user.name", "anonymous"));
    }

    /** Tells where, never the token. */
    @Override
    public String toString() {
        return servers + " as " + user + (token == null ? "" : " with a token");
    }
}
