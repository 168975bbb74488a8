package org.puli.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's own files, as text. */
final class SourceTree {
    static final Path ROOT = root();
    static final List<String> MODULES = List.of("api", "farm", "dispatcher", "worker", "cli", "simulation", "dist");

    private SourceTree() {}

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        return Files.exists(folder.resolve("puli")) ? folder : folder.getParent();
    }

    /** Every Java file of production code. */
    static List<Path> mainSources() {
        return sources("src/main/java");
    }

    /** Every Java file. */
    static List<Path> allSources() {
        return Stream.concat(sources("src/main/java").stream(), sources("src/test/java").stream())
                .toList();
    }

    private static List<Path> sources(String folder) {
        return MODULES.stream()
                .flatMap(module -> javaFiles(ROOT.resolve(module).resolve(folder)))
                .toList();
    }

    private static Stream<Path> javaFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> lines(Path file) {
        return read(file).lines().toList();
    }

    static String name(Path file) {
        return ROOT.relativize(file).toString();
    }
}
