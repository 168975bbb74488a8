package org.puli.worker.link;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the dispatcher is.
 *
 * @param servers base addresses such as {@code http://farm:8004}, tried in turn; at least one
 * @param tokenFile a file with the worker token, read at each connect; null on a loopback farm, which needs none
 * @param authorities PEM file of those whose certificates are believed; null for those that the machine knows
 * @param proxy an HTTP proxy that leads there by {@code CONNECT}, with its port; null for none
 */
public record LinkSettings(
        List<URI> servers,
        @Nullable Path tokenFile,
        @Nullable Path authorities,
        @Nullable URI proxy) {
    /** Copies the list. */
    public LinkSettings {
        servers = List.copyOf(servers);
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("a worker needs the address of at least one dispatcher");
        }
    }

    /** Straight, believing whom the machine believes. */
    public LinkSettings(List<URI> servers, @Nullable Path tokenFile) {
        this(servers, tokenFile, null, null);
    }
}
