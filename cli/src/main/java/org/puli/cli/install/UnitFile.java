package org.puli.cli.install;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.puli.cli.shared.BadInput;

/**
 * A unit on disk. Its first line has a checksum of the rest, so that one that somebody has changed is never taken for
 * one that an earlier release wrote.
 *
 * @param path where it is to be, absolute
 * @param body all but the first line
 */
record UnitFile(Path path, String body) {
    private static final String HEAD = "# Written by 'puli'; what is changed here is kept by it. Checksum ";

    /** What writing one came to. */
    enum Written {
        /** It was not there. */
        NEW,
        /** It was there as it would have been written. */
        SAME,
        /** One that nobody had changed was replaced, or any by force. */
        REPLACED
    }

    /** The whole file. */
    String text() {
        return HEAD + checksum(body) + "\n" + body;
    }

    /**
     * Writes it beside and renames it.
     *
     * @param force also over a file that somebody has changed
     * @throws BadInput when that is needed and not given, or the folder may not be written to
     */
    Written write(boolean force) {
        try {
            boolean isThere = Files.exists(path);
            String before = isThere ? Files.readString(path) : "";
            if (before.equals(text())) {
                return Written.SAME;
            }
            if (isThere && !force && !isUnchanged(before)) {
                throw new BadInput(path + " was changed by somebody, and is left as it is; look at the difference with"
                        + " --dry-run, then write it anew with --force");
            }
            Files.createDirectories(path.resolveSibling("."));
            Path beside = path.resolveSibling(path.getFileName() + ".new");
            Files.writeString(beside, text());
            Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE);
            return isThere ? Written.REPLACED : Written.NEW;
        } catch (AccessDeniedException e) {
            throw new BadInput("you may not write " + path
                    + "; do it as root, or give the unit to your own systemd with" + " --user");
        } catch (IOException e) {
            throw new UncheckedIOException(path + " could not be written: " + e.getMessage(), e);
        }
    }

    private static boolean isUnchanged(String text) {
        int end = text.indexOf('\n');
        return end > 0
                && text.startsWith(HEAD)
                && text.substring(HEAD.length(), end).equals(checksum(text.substring(end + 1)));
    }

    private static String checksum(String body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
