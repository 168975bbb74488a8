package org.puli.dispatcher.http;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.puli.api.tls.Certificates;
import org.puli.api.tls.Pem;
import org.puli.api.tls.TlsProblem;

/**
 * A dispatcher's certificate with its key, read and found sound: the key fits, and the time is one in which it is
 * valid.
 */
record OwnCertificate(List<X509Certificate> chain, PrivateKey key) {
    private static final char[] NO_PASSWORD = new char[0];
    private static final byte[] SAMPLE = {1, 2, 3, 4};

    /**
     * Reads both files.
     *
     * @throws TlsProblem when one cannot be used
     */
    static OwnCertificate read(TlsFiles files) {
        List<X509Certificate> chain = Pem.certificates(files.certificate());
        PrivateKey key = Pem.key(files.key());
        X509Certificate own = chain.getFirst();
        if (!fits(key, own)) {
            throw new TlsProblem(
                    "the private key in " + files.key() + " does not belong to the first certificate in "
                            + files.certificate() + " ('"
                            + own.getSubjectX500Principal().getName()
                            + "'); the dispatcher's own certificate comes first, then those of its authorities",
                    null);
        }
        if (Certificates.left(own).isNegative()) {
            throw new TlsProblem(
                    "the certificate in " + files.certificate() + " expired on " + Certificates.until(own)
                            + "; no client would believe it: renew it",
                    null);
        }
        if (Certificates.isEarly(own)) {
            throw new TlsProblem(
                    "the certificate in " + files.certificate() + " is not valid before " + Certificates.from(own)
                            + "; set this machine's clock",
                    null);
        }
        return new OwnCertificate(chain, key);
    }

    /** What the key signs has to be what the certificate confirms. */
    private static boolean fits(PrivateKey key, X509Certificate certificate) {
        if (!certificate.getPublicKey().getAlgorithm().equals(key.getAlgorithm())) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance(
                    switch (key.getAlgorithm()) {
                        case "RSA" -> "SHA256withRSA";
                        case "EC" -> "SHA256withECDSA";
                        default -> "EdDSA";
                    });
            signature.initSign(key);
            signature.update(SAMPLE);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(SAMPLE);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** As Jetty takes it. */
    KeyStore store() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, NO_PASSWORD);
            store.setKeyEntry("dispatcher", key, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new TlsProblem("the certificate cannot be used: " + e.getMessage(), e);
        }
    }

    /** How long it will be valid. */
    Duration left() {
        return Certificates.left(chain.getFirst());
    }

    /** For logs: whom it names and until when. */
    String words() {
        X509Certificate own = chain.getFirst();
        return "certificate for " + String.join(", ", Certificates.names(own)) + ", valid until "
                + Certificates.until(own);
    }
}
