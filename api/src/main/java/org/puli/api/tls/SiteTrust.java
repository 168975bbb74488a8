package org.puli.api.tls;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Trusts servers whose certificate was signed by an authority of a file, or by one that this machine knows, and says in
 * words why not. The file is read again when it has changed. The JDK's own checks do the work, that of the host name
 * too. Safe on every thread.
 */
final class SiteTrust extends X509ExtendedTrustManager {
    private final @Nullable Path file;
    private @Nullable Known known;

    /** The authorities as they were read, and how the file looked then. */
    private record Known(String look, X509ExtendedTrustManager authorities) {}

    /** {@code file} holds the authorities; null for those of this machine. */
    SiteTrust(@Nullable Path file) {
        this.file = file;
    }

    private synchronized X509ExtendedTrustManager authorities() throws CertificateException {
        try {
            String look = file == null ? "" : look(file);
            Known before = known;
            if (before != null && before.look.equals(look)) {
                return before.authorities;
            }
            Known read = new Known(look, of(file == null ? null : store(file)));
            known = read;
            return read.authorities;
        } catch (TlsProblem | IOException | GeneralSecurityException e) {
            throw new CertificateException("the authorities of tls.ca cannot be used: " + e.getMessage(), e);
        }
    }

    private static String look(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey();
    }

    private static KeyStore store(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (X509Certificate authority : Pem.certificates(file)) {
            store.setCertificateEntry("ca-" + store.size(), authority);
        }
        return store;
    }

    private static X509ExtendedTrustManager of(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager authorities) {
                return authorities;
            }
        }
        throw new IllegalStateException("this Java trusts nobody");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        X509ExtendedTrustManager authorities = authorities();
        try {
            authorities.checkServerTrusted(chain, type, engine);
        } catch (CertificateException e) {
            throw new CertificateException(words(authorities, chain, type, engine.getPeerHost()), e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        authorities().checkServerTrusted(chain, type, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        authorities().checkServerTrusted(chain, type);
    }

    private String words(
            X509ExtendedTrustManager authorities, X509Certificate[] chain, String type, @Nullable String host) {
        X509Certificate own = chain[0];
        if (Certificates.left(own).isNegative()) {
            return "its certificate expired on " + Certificates.until(own) + ": renew it there";
        }
        if (Certificates.isEarly(own)) {
            return "its certificate is not valid before " + Certificates.from(own)
                    + ": set the clocks of both machines";
        }
        if (isTrusted(authorities, chain, type)) {
            return "its certificate is for " + String.join(", ", Certificates.names(own)) + ", not for " + host
                    + ": name it as the certificate does, or make one for this name, too";
        }
        String issuer = own.getIssuerX500Principal().getName();
        return file == null
                ? "its certificate was signed by '" + issuer + "', whom this machine does not trust: name the file of"
                        + " the farm's own authority by tls.ca (PULI_TLS_CA)"
                : "its certificate was signed by '" + issuer + "', who is not in " + file
                        + ": name the right file by tls.ca (PULI_TLS_CA)";
    }

    /** Then it was only the name that did not fit. */
    private static boolean isTrusted(X509ExtendedTrustManager authorities, X509Certificate[] chain, String type) {
        try {
            authorities.checkServerTrusted(chain, type);
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("certificates of clients are not asked for");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("certificates of clients are not asked for");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("certificates of clients are not asked for");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
