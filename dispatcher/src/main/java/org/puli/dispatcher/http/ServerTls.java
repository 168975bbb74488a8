package org.puli.dispatcher.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.puli.api.tls.TlsProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dispatcher's TLS: 1.2 and 1.3, with the certificate as its files are now. A thread of its own looks whether they
 * have changed; what is open goes on with the old one, new connections get the new one. Files that cannot be used
 * change nothing and are told in the log.
 */
final class ServerTls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);
    private static final long LOOK_MILLIS = 1_000;
    private static final Duration SOON = Duration.ofDays(21);
    private static final long DAY_NANOS = Duration.ofDays(1).toNanos();

    private final TlsFiles files;
    private final SslContextFactory.Server factory = new SslContextFactory.Server();
    private OwnCertificate present;
    private String taken;
    private String seen;
    private long warnedNanos;
    private volatile boolean isClosed;

    private ServerTls(TlsFiles files) {
        this.files = files;
        seen = look();
        taken = seen;
        present = OwnCertificate.read(files);
        factory.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        factory.setRenegotiationAllowed(false);
        factory.setKeyStore(present.store());
        factory.setKeyStorePassword("");
        warnedNanos = System.nanoTime() - DAY_NANOS;
    }

    /**
     * Reads the files and begins to look after them.
     *
     * @throws TlsProblem when one cannot be used
     */
    static ServerTls open(TlsFiles files) {
        ServerTls tls = new ServerTls(files);
        LOG.info("TLS with the {}", tls.present.words());
        HttpThreads.start("tls-files", tls::watch);
        return tls;
    }

    /** What a connector needs. */
    SslContextFactory.Server factory() {
        return factory;
    }

    private void watch() {
        try {
            while (!isClosed) {
                turn();
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One look. Two files are seldom written at one instant: what is new is read when it has stood for one look. */
    private void turn() {
        warnIfShort();
        String now = look();
        boolean isSettled = now.equals(seen);
        seen = now;
        if (isSettled && !now.equals(taken)) {
            taken = now;
            take();
        }
    }

    private void take() {
        try {
            OwnCertificate read = OwnCertificate.read(files);
            factory.reload(same -> same.setKeyStore(read.store()));
            present = read;
            LOG.info("New connections get another {}", read.words());
        } catch (TlsProblem e) {
            LOG.error("The changed certificate or key is not taken over: {}", e.getMessage());
        } catch (Exception e) {
            LOG.error("The changed certificate or key is not taken over", e);
        }
    }

    private void warnIfShort() {
        if (present.left().compareTo(SOON) < 0 && System.nanoTime() - warnedNanos >= DAY_NANOS) {
            warnedNanos = System.nanoTime();
            LOG.warn("Renew the dispatcher's {}", present.words());
        }
    }

    /** How both files look from outside; a missing one looks like nothing. */
    private String look() {
        return look(files.certificate()) + ", " + look(files.key());
    }

    private static String look(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey();
        } catch (IOException e) {
            return "nothing";
        }
    }

    @Override
    public void close() {
        isClosed = true;
    }
}
