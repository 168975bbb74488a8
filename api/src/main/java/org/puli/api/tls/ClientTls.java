package org.puli.api.tls;

import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** TLS as workers and the command line speak it to a dispatcher. Stateless. */
public final class ClientTls {
    private static final String NO_TLS = "nrecognized SSL message";
    private static final String ALERT_RECORD = "status line, receiving [\u0015\u0003";
    private static final String ALERT = "Received fatal alert";

    private ClientTls() {}

    /**
     * Trusts the authorities of a PEM file and nobody else, or those that this machine knows. The file is read when the
     * first server is met, and again when it has changed.
     *
     * @param authorities the file; null for those of this machine
     */
    public static SSLContext context(@Nullable Path authorities) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new SiteTrust(authorities)}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    /** Why a server was not trusted, or why there was no TLS at all, in words; null when that is not what failed. */
    public static @Nullable String reason(Throwable failure) {
        CertificateException untrusted = find(failure, CertificateException.class);
        if (untrusted != null) {
            return untrusted.getMessage();
        }
        if (isAnsweredWithTls(failure)) {
            return "what answers there speaks TLS; is it https:// instead of http://?";
        }
        SSLException tls = find(failure, SSLException.class);
        if (tls == null) {
            return null;
        }
        String words = String.valueOf(tls.getMessage());
        return words.contains(NO_TLS)
                ? "what answers there does not speak TLS; is it http:// instead of https://?"
                : "TLS failed: " + words;
    }

    /** Whether trying again in a moment would change nothing: the other side is not to be trusted, or wants no TLS. */
    public static boolean isForGood(Throwable failure) {
        SSLException tls = find(failure, SSLException.class);
        String words = tls == null ? "" : String.valueOf(tls.getMessage());
        return find(failure, CertificateException.class) != null
                || isAnsweredWithTls(failure)
                || words.contains(NO_TLS)
                || words.contains(ALERT);
    }

    /** The client shows what it took for the first line of an answer; here it is an alert of TLS. */
    private static boolean isAnsweredWithTls(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains(ALERT_RECORD)) {
                return true;
            }
        }
        return false;
    }

    private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }

    /** The addresses to which everything, tokens too, would travel readable for others: http, and another machine. */
    public static List<URI> readableByOthers(List<URI> servers) {
        return servers.stream()
                .filter(server -> "http".equals(server.getScheme()) && !isLoopback(server))
                .toList();
    }

    private static boolean isLoopback(URI server) {
        String host = String.valueOf(server.getHost());
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }
}
