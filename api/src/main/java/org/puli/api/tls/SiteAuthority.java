package org.puli.api.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * A site's own authority, which signs the certificates of its dispatchers. Keys are EC on P-256. Immutable.
 *
 * @param certificate what workers and command line are to trust
 * @param key whoever has it can pass for any dispatcher of the site
 */
public record SiteAuthority(X509Certificate certificate, PrivateKey key) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss");
    private static final String OWN = "own";
    private static final String AUTHORITY = "authority";

    /** A certificate of a dispatcher with its private key. */
    public record Issued(X509Certificate certificate, PrivateKey key) {}

    /**
     * Makes a new authority.
     *
     * @param name for people, letters, digits and blanks
     * @param from when it begins to be valid
     * @param days how long it is valid
     */
    public static SiteAuthority create(String name, Instant from, int days) throws IOException, InterruptedException {
        if (!name.matches("[A-Za-z0-9 .-]{1,60}")) {
            throw new IllegalArgumentException("an authority's name has 1 to 60 letters, digits, blanks, '.' and '-'");
        }
        try (KeyTool tool = KeyTool.open()) {
            tool.run(List.of(
                    "-genkeypair",
                    "-alias",
                    AUTHORITY,
                    "-keyalg",
                    "EC",
                    "-groupname",
                    "secp256r1",
                    "-dname",
                    "CN=" + name,
                    "-ext",
                    "bc:critical=ca:true,pathlen:0",
                    "-ext",
                    "ku:critical=keyCertSign,cRLSign",
                    "-startdate",
                    time(from),
                    "-validity",
                    String.valueOf(days)));
            Issued made = take(tool, AUTHORITY);
            return new SiteAuthority(made.certificate, made.key);
        }
    }

    /**
     * The authority of two PEM files.
     *
     * @throws TlsProblem when one cannot be used
     */
    public static SiteAuthority read(Path certificate, Path key) {
        return new SiteAuthority(Pem.certificates(certificate).getFirst(), Pem.key(key));
    }

    /**
     * Signs a new certificate for a dispatcher.
     *
     * @param names names and addresses under which it is reached, at least one
     * @param from when it begins to be valid
     * @param days how long it is valid
     * @throws IllegalArgumentException when one is no name and no address
     */
    public Issued issue(List<String> names, Instant from, int days) throws IOException, InterruptedException {
        String extension = HostNames.extension(names);
        try (KeyTool tool = KeyTool.open()) {
            put(tool);
            tool.run(List.of(
                    "-genkeypair",
                    "-alias",
                    OWN,
                    "-signer",
                    AUTHORITY,
                    "-keyalg",
                    "EC",
                    "-groupname",
                    "secp256r1",
                    "-dname",
                    "CN=Puli dispatcher",
                    "-ext",
                    extension,
                    "-ext",
                    "eku=serverAuth",
                    "-ext",
                    "ku:critical=digitalSignature",
                    "-startdate",
                    time(from),
                    "-validity",
                    String.valueOf(days)));
            return take(tool, OWN);
        }
    }

    private void put(KeyTool tool) throws IOException {
        try {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(null, null);
            keys.setKeyEntry(AUTHORITY, key, tool.password(), new Certificate[] {certificate});
            tool.store(keys);
        } catch (GeneralSecurityException e) {
            throw new IOException("the authority cannot sign: " + e.getMessage(), e);
        }
    }

    private static Issued take(KeyTool tool, String alias) throws IOException {
        try {
            KeyStore keys = tool.load();
            if (keys.getCertificate(alias) instanceof X509Certificate certificate
                    && keys.getKey(alias, tool.password()) instanceof PrivateKey key) {
                return new Issued(certificate, key);
            }
            throw new IOException("keytool made no certificate");
        } catch (GeneralSecurityException e) {
            throw new IOException("what keytool made cannot be read: " + e.getMessage(), e);
        }
    }

    private static String time(Instant instant) {
        return TIME.format(instant.atZone(ZoneId.systemDefault()));
    }

    /** Says whom it is, never the key. */
    @Override
    public String toString() {
        return certificate.getSubjectX500Principal().getName();
    }
}
