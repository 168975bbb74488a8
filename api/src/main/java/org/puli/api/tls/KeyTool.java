package org.puli.api.tls;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The JDK's own program that makes keys and certificates, with a key store in a folder that only this user can reach
 * and that is gone afterwards. For one thread.
 */
final class KeyTool implements AutoCloseable {
    private static final int PASSWORD_BYTES = 16;
    private static final String TYPE = "PKCS12";

    private final Path folder;
    private final String password;

    private KeyTool(Path folder, String password) {
        this.folder = folder;
        this.password = password;
    }

    static KeyTool open() throws IOException {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        String password = HexFormat.of().formatHex(bytes);
        // Such a folder is made for its owner alone.
        Path folder = Files.createTempDirectory("puli-tls-");
        Files.writeString(folder.resolve("password"), password);
        return new KeyTool(folder, password);
    }

    private Path file() {
        return folder.resolve("keys.p12");
    }

    /** Runs it on the key store; the password stands in no argument list. */
    void run(List<String> arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        line.addAll(arguments);
        line.addAll(List.of("-keystore", file().toString(), "-storetype", TYPE));
        line.addAll(List.of("-storepass:file", folder.resolve("password").toString(), "-J-Duser.language=en"));
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .start();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("keytool could not do it: " + words.strip());
        }
    }

    KeyStore load() throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(file().toFile(), password.toCharArray());
    }

    void store(KeyStore keys) throws IOException, GeneralSecurityException {
        try (var out = Files.newOutputStream(file())) {
            keys.store(out, password.toCharArray());
        }
    }

    char[] password() {
        return password.toCharArray();
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
