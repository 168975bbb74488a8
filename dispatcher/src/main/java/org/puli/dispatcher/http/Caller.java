package org.puli.dispatcher.http;

import io.javalin.http.Context;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Who makes a request, as far as that decides whether he is let in. Of the request's own thread. */
interface Caller {
    /** As {@code GET}. */
    String method();

    /** The path that he asks for, without its parameters. */
    String path();

    /** The address from which he comes. */
    String ip();

    /** The first header of a name, whatever its case; null when there is none. */
    @Nullable
    String header(String name);

    /** Who makes a request of the protocol. */
    static Caller of(Context context) {
        return new Caller() {
            @Override
            public String method() {
                return context.method().name();
            }

            @Override
            public String path() {
                return context.path();
            }

            @Override
            public String ip() {
                return context.ip();
            }

            @Override
            public @Nullable String header(String name) {
                return context.header(name);
            }
        };
    }

    /** Who makes a request that the server has not handed on yet. */
    static Caller of(Request request) {
        return new Caller() {
            @Override
            public String method() {
                return request.getMethod();
            }

            @Override
            public String path() {
                return Request.getPathInContext(request);
            }

            @Override
            public String ip() {
                return Request.getRemoteAddr(request);
            }

            @Override
            public @Nullable String header(String name) {
                return request.getHeaders().get(name);
            }
        };
    }
}
