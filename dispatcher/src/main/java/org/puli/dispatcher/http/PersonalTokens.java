package org.puli.dispatcher.http;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.puli.api.Names;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tokens of single people: {@code users/NAME.token} in the data folder, one file each. The folder is read anew when
 * something in it was added or taken away, so that a token that is deleted lets nobody in any more. Safe on every
 * thread.
 */
final class PersonalTokens {
    private static final Logger LOG = LoggerFactory.getLogger(PersonalTokens.class);
    private static final String ENDING = ".token";

    private final Path folder;
    private @Nullable FileTime seen;
    private Map<String, byte[]> hashes = Map.of();

    PersonalTokens(Path data) {
        this.folder = data.resolve("users");
    }

    /** Whose token this is, by its hash; null when it is nobody's. */
    synchronized @Nullable String findName(byte[] hash) {
        read();
        String name = null;
        // All are looked at, so that nobody can measure which one it is.
        for (Map.Entry<String, byte[]> one : hashes.entrySet()) {
            name = MessageDigest.isEqual(hash, one.getValue()) ? one.getKey() : name;
        }
        return name;
    }

    private void read() {
        try {
            FileTime now = Files.getLastModifiedTime(folder);
            if (!now.equals(seen)) {
                hashes = readAll();
                // What is written within the same tick of the clock as this look is read again.
                boolean isSettled = System.currentTimeMillis() - now.toMillis() > 2_000;
                seen = isSettled ? now : null;
            }
        } catch (IOException none) {
            hashes = Map.of();
            seen = null;
        }
    }

    private Map<String, byte[]> readAll() throws IOException {
        Map<String, byte[]> all = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ENDING)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                String owner = name.substring(0, name.length() - ENDING.length());
                try {
                    if (!Names.LABEL.accepts(owner)) {
                        throw new IOException("'" + owner + "' cannot be the name of an owner");
                    }
                    all.put(owner, Tokens.hashOf(file));
                } catch (IOException e) {
                    LOG.warn("A personal token is not taken: {}", e.getMessage());
                }
            }
        }
        return all;
    }
}
