package org.puli.dispatcher.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The contract of the protocol over HTTP, as OpenAPI 3.1, for programs to read. */
final class ContractEndpoint {
    private static final String FILE = "openapi.json";

    private final byte[] contract = read();

    void register(RoutesConfig routes) {
        routes.get("/openapi.json", this::show);
    }

    private static byte[] read() {
        try (InputStream file = ContractEndpoint.class.getResourceAsStream(FILE)) {
            return Objects.requireNonNull(file, FILE + " is missing from the dispatcher's jar")
                    .readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void show(Context context) {
        Parameters.of(context);
        context.contentType("application/json").result(contract);
    }
}
