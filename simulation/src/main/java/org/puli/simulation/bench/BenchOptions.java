package org.puli.simulation.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.puli.api.json.Json;
import org.puli.simulation.program.DatabaseKind;
import picocli.CommandLine.Option;

/** What every benchmark may be told, and how it says what it found. */
final class BenchOptions {
    @Option(names = "--data", paramLabel = "DIR", description = "Folder on the disk to measure (default: temporary).")
    @Nullable
    Path data;

    @Option(
            names = "--database",
            paramLabel = "KIND",
            description = "A server that is started for the farm instead of SQLite: ${COMPLETION-CANDIDATES}.")
    @Nullable
    DatabaseKind database;

    @Option(names = "--keep", description = "Leave the farm's folder where it is.")
    boolean keep;

    @Option(
            names = "--repeat",
            paramLabel = "R",
            defaultValue = "1",
            description = "Measure R times and give medians (default ${DEFAULT-VALUE}).")
    int repeat = 1;

    @Option(
            names = "--output",
            paramLabel = "FORM",
            defaultValue = "table",
            description = "table or json (default ${DEFAULT-VALUE}).")
    Form output = Form.TABLE;

    /** How figures are printed. */
    enum Form {
        /** Lines for people. */
        TABLE,
        /** One JSON object. */
        JSON
    }

    /** One measurement from beginning to end. */
    interface Measurement {
        /** Measures; the figures are a record that is fit for JSON. */
        Object run() throws IOException, InterruptedException;
    }

    /** Measures as often as was asked for, prints, and gives back what was measured. */
    List<Object> measure(Measurement measurement, PrintWriter out) throws IOException, InterruptedException {
        List<Object> runs = new ArrayList<>();
        for (int i = 0; i < repeat; i++) {
            runs.add(measurement.run());
        }
        Figures figures = Figures.medians(runs.stream().map(Figures::of).toList());
        out.print(
                switch (output) {
                    case TABLE -> figures.table();
                    case JSON -> Json.writePretty(figures.tree()) + "\n";
                });
        out.flush();
        return runs;
    }
}
