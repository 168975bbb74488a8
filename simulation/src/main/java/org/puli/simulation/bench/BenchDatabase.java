package org.puli.simulation.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.puli.dispatcher.store.Database;
import org.puli.dispatcher.store.DatabaseAddress;
import org.puli.simulation.program.DatabaseKind;
import org.puli.simulation.program.DatabaseProcess;
import org.puli.simulation.program.Ports;

/** Where the rows of a measured farm are: a file, or a server that is started for it in the farm's folder. */
final class BenchDatabase implements AutoCloseable {
    private final Path folder;
    private final @Nullable DatabaseProcess server;
    private final String words;

    /** Starts the server, if there is one; it may still be on its way, which a dispatcher waits for. */
    BenchDatabase(@Nullable DatabaseKind kind, Path folder, Disk disk) throws IOException, InterruptedException {
        this.folder = folder;
        String words = "SQLite, write-ahead log, full sync";
        if (kind == null) {
            server = null;
        } else {
            server = DatabaseProcess.make(kind, folder.resolve("database"), Ports.drawFree(new SplittableRandom()));
            server.start();
            words = kind.durability();
        }
        this.words = words + ", on " + disk.fileSystem();
    }

    /** What the dispatcher needs to know, as environment variables. */
    Map<String, String> settings() {
        return server == null ? Map.of() : server.settings();
    }

    /** For reading what is in it, while no dispatcher runs. */
    Database database() {
        DatabaseAddress address = server == null
                ? DatabaseAddress.sqlite(folder.resolve("dispatcher/farm.db"))
                : DatabaseAddress.of(server.url(), folder, server.user(), "");
        return Objects.requireNonNull(address.database());
    }

    /** What the figures say of it. */
    String words() {
        return words;
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
