package org.puli.api.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Certificates and private keys, from PEM files and as PEM. Stateless. */
public final class Pem {
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String KEY = "PRIVATE KEY";
    private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA");
    private static final Set<PosixFilePermission> TOO_MUCH =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

    private Pem() {}

    /**
     * All certificates of a file, in their order; at least one.
     *
     * @throws TlsProblem when there is none, or one cannot be read
     */
    public static List<X509Certificate> certificates(Path file) {
        List<X509Certificate> all = PemBlocks.read(file).stream()
                .filter(block -> block.kind().equals(CERTIFICATE))
                .map(block -> certificate(file, block.bytes()))
                .toList();
        if (all.isEmpty()) {
            throw new TlsProblem(file + " holds no certificate (-----BEGIN CERTIFICATE-----)", null);
        }
        return all;
    }

    private static X509Certificate certificate(Path file, byte[] bytes) {
        try {
            Certificate read =
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
            if (read instanceof X509Certificate certificate) {
                return certificate;
            }
            throw new TlsProblem(file + " holds a certificate that is not of X.509", null);
        } catch (CertificateException e) {
            throw new TlsProblem(file + " holds a damaged certificate: " + e.getMessage(), e);
        }
    }

    /**
     * The private key of a file, which nobody but its owner and its group may read.
     *
     * @throws TlsProblem when there is none, it is protected by a password, or too many may read it
     */
    public static PrivateKey key(Path file) {
        List<PemBlocks.Block> blocks = PemBlocks.read(file);
        requireSecret(file);
        for (PemBlocks.Block block : blocks) {
            if (block.kind().equals(KEY)) {
                return key(file, block.bytes());
            }
        }
        List<String> kinds = blocks.stream().map(PemBlocks.Block::kind).toList();
        if (kinds.contains("ENCRYPTED PRIVATE KEY")) {
            throw new TlsProblem(
                    "the key in " + file + " is protected by a password, which nobody could type at a restart; write it"
                            + " without one: openssl pkcs8 -topk8 -nocrypt -in " + file + " -out NEW",
                    null);
        }
        if (kinds.stream().anyMatch(kind -> kind.endsWith(KEY))) {
            throw new TlsProblem(
                    "the key in " + file + " is in an older form than PKCS #8 (-----BEGIN PRIVATE KEY-----); write it"
                            + " anew: openssl pkcs8 -topk8 -nocrypt -in " + file + " -out NEW",
                    null);
        }
        throw new TlsProblem(file + " holds no private key (-----BEGIN PRIVATE KEY-----)", null);
    }

    private static void requireSecret(Path file) {
        try {
            boolean isPosix = Files.getFileStore(file).supportsFileAttributeView("posix");
            if (isPosix && Files.getPosixFilePermissions(file).stream().anyMatch(TOO_MUCH::contains)) {
                throw new TlsProblem(
                        "others may read or change the private key " + file + "; run: chmod 600 " + file, null);
            }
        } catch (IOException e) {
            throw new TlsProblem(file + " cannot be looked at: " + e, e);
        }
    }

    private static PrivateKey key(Path file, byte[] bytes) {
        for (String algorithm : ALGORITHMS) {
            PrivateKey key = find(algorithm, bytes);
            if (key != null) {
                return key;
            }
        }
        throw new TlsProblem(
                "the private key in " + file + " is damaged or of an unknown kind; " + ALGORITHMS + " are known", null);
    }

    /** The key, if it is one of this algorithm. */
    private static @Nullable PrivateKey find(String algorithm, byte[] bytes) {
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
        } catch (InvalidKeySpecException e) {
            return null;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java knows keys of " + algorithm, e);
        }
    }

    /** A certificate as PEM. */
    public static String text(X509Certificate certificate) {
        try {
            return PemBlocks.text(CERTIFICATE, certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("a certificate without an encoding", e);
        }
    }

    /** A private key as PEM, in the form of PKCS #8. */
    public static String text(PrivateKey key) {
        return PemBlocks.text(KEY, key.getEncoded());
    }
}
