package org.puli.dispatcher.http;

import io.javalin.http.Context;
import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.IdleTimeout;
import org.eclipse.jetty.io.ssl.SslConnection;

/** A connection that may say nothing for hours, as that of a log which is followed while nothing is written to it. */
final class QuietConnection implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofHours(12);

    private final EndPoint connection;
    private final long usualMillis;

    private QuietConnection(EndPoint connection) {
        this.connection = connection;
        this.usualMillis = connection.getIdleTimeout();
        connection.setIdleTimeout(LONGEST.toMillis());
    }

    /** The connection of a request; closing this makes it as impatient again as it was. */
    static QuietConnection of(Context context) {
        return new QuietConnection(innermost(ServletContextRequest.getServletContextRequest(context.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()));
    }

    /** The one that counts the silence lies below TLS. */
    private static EndPoint innermost(EndPoint connection) {
        return connection instanceof SslConnection.SslEndPoint tls
                ? tls.getSslConnection().getEndPoint()
                : connection;
    }

    /** Breaks the connection off in the midst of an answer. */
    void breakOff() {
        connection.close();
    }

    /** The silence so far was allowed, so it must not count now, before the end of the answer is written. */
    @Override
    public void close() {
        if (connection instanceof IdleTimeout silence) {
            silence.notIdle();
        }
        connection.setIdleTimeout(usualMillis);
    }
}
