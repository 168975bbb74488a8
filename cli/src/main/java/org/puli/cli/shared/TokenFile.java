package org.puli.cli.shared;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.puli.api.config.BadSetting;

/** Reads tokens. They are kept in files, so that they stand in no argument list and no history. Stateless. */
final class TokenFile {
    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private TokenFile() {}

    /** The token of a file that somebody named. */
    static String read(Path file, Consumer<String> warn) {
        try {
            String token = Files.readString(file).strip();
            if (!token.matches("[!-~]{1,500}")) {
                throw new BadSetting("the token file " + file + " does not hold a token (one word on one line)", null);
            }
            warnIfOpen(file, warn);
            return token;
        } catch (IOException e) {
            throw new BadSetting("the token file " + file + " cannot be read: " + e, e);
        }
    }

    /** The token of the usual file, if it is there; a dispatcher on this machine's loopback gets none. */
    static @Nullable String findUsual(Path file, List<URI> servers, Consumer<String> warn) {
        boolean isLocal = servers.stream().allMatch(TokenFile::isLoopback);
        return isLocal || Files.notExists(file) ? null : read(file, warn);
    }

    private static boolean isLoopback(URI server) {
        String host = String.valueOf(server.getHost());
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }

    private static void warnIfOpen(Path file, Consumer<String> warn) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")
                && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
            warn.accept("Warning: others can read the token file " + file + "; run: chmod 600 " + file);
        }
    }
}
