package org.puli.dispatcher.store;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.puli.farm.row.FarmRow;
import org.puli.farm.row.RowBatch;

/** A process that stores batch after batch, and writes the number of each into a file when it was acknowledged. */
final class PowerLossWriter {
    private static final int LETTERS = 20_000;

    private PowerLossWriter() {}

    /** Database, file of acknowledgements, how often the database is opened, batches each time. */
    public static void main(String... arguments) throws Exception {
        int openings = Integer.parseInt(arguments[2]);
        int batches = Integer.parseInt(arguments[3]);
        long batch = 0;
        try (OutputStream acknowledged =
                Files.newOutputStream(Path.of(arguments[1]), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (int i = 0; i < openings; i++) {
                // Whoever closes the database carries the log over into the file, and deletes it.
                try (SqlFarmStore store = SqlFarmStore.open(Path.of(arguments[0]))) {
                    FarmRow farm = store.load().farm();
                    for (int j = 0; j < batches; j++) {
                        batch++;
                        store.commit(batch(farm, batch));
                        acknowledged.write((batch + "\n").getBytes(StandardCharsets.US_ASCII));
                    }
                }
            }
        }
    }

    /** Small ones and some of many pages. */
    static RowBatch batch(FarmRow farm, long number) {
        return number % 4 == 0
                ? FaultRows.job(farm, number, number, "j", LETTERS)
                : FaultRows.licenses(farm, number, license(number), "same");
    }

    /** The license that a batch brings. */
    static String license(long number) {
        return (number % 4 == 0 ? "with" : "n") + number;
    }
}
