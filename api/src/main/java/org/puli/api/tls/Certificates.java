package org.puli.api.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What certificates say, in words for people. Stateless. */
public final class Certificates {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm z");
    private static final int DNS = 2;
    private static final int ADDRESS = 7;

    private Certificates() {}

    /** The names and addresses that it is for, as clients check them. */
    public static List<String> names(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            if (all != null) {
                all.stream()
                        .filter(name ->
                                name.getFirst().equals(DNS) || name.getFirst().equals(ADDRESS))
                        .forEach(name -> names.add(String.valueOf(name.getLast())));
            }
        } catch (CertificateParsingException e) {
            names.clear();
        }
        return names;
    }

    /** When it expires, for people. */
    public static String until(X509Certificate certificate) {
        return day(certificate.getNotAfter().toInstant());
    }

    /** From when on it is valid, for people. */
    public static String from(X509Certificate certificate) {
        return day(certificate.getNotBefore().toInstant());
    }

    /** How long it will be valid; negative when it has expired. */
    public static Duration left(X509Certificate certificate) {
        return Duration.between(Instant.now(), certificate.getNotAfter().toInstant());
    }

    /** Whether its time has not come yet. */
    public static boolean isEarly(X509Certificate certificate) {
        return Instant.now().isBefore(certificate.getNotBefore().toInstant());
    }

    private static String day(Instant instant) {
        return DAY.format(instant.atZone(ZoneId.systemDefault()));
    }
}
