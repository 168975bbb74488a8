package org.puli.dispatcher.database;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.puli.api.json.Json;
import org.puli.dispatcher.loop.StoreFailure;
import org.puli.dispatcher.store.Database;
import org.puli.dispatcher.store.DatabaseAddress;
import org.puli.dispatcher.store.FarmReading;
import org.puli.dispatcher.store.care.Finding;
import org.puli.dispatcher.store.care.Inspection;
import org.puli.dispatcher.store.care.TableSize;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code puli database check}. */
@Command(
        name = "check",
        description = "Looks at the database and at every row in it, and says what is wrong; the dispatcher may go on."
                + " Exits with 1 if anything is lost, damaged or cannot be trusted.")
final class CheckVerb implements Callable<Integer> {
    @Mixin
    private final DatabaseOptions options = new DatabaseOptions();

    @Option(names = "--quick", description = "Leave out what reads every page of the database.")
    private boolean isQuick;

    @Option(
            names = {"--output", "-o"},
            paramLabel = "FORM",
            description = "text (the default) or json.")
    private Form form = Form.text;

    /** How findings are printed; named as they are written. */
    private enum Form {
        /** One line each. */
        text,
        /** One document. */
        json
    }

    /** The whole answer as a document. */
    private record Answer(String database, boolean sound, List<Finding> findings, List<TableSize> tables) {}

    @Override
    public Integer call() {
        DatabaseAddress address = options.address();
        Database database = DatabaseOptions.existing(address);
        Inspection seen = Inspection.of(database, isQuick);
        List<Finding> findings = new ArrayList<>(seen.findings());
        if (seen.hasThisForm()) {
            findings.addAll(rows(database));
        }
        seen.sizes().forEach(size -> refused(size, findings));
        boolean isSound = findings.stream().noneMatch(finding -> finding.level() == Finding.Level.PROBLEM);
        PrintWriter out = options.out();
        if (form == Form.json) {
            out.println(Json.write(new Answer(address.toString(), isSound, findings, seen.sizes())));
        } else {
            print(out, findings, seen.sizes());
        }
        return isSound ? 0 : 1;
    }

    private static void refused(TableSize size, List<Finding> findings) {
        if (size.table().equals("refused_row") && size.rows() > 0) {
            findings.add(Finding.warning(
                    "refused",
                    size.rows() + " rows were refused by the database and set aside; table refused_row has them, and"
                            + " what they name is older here"));
        }
    }

    private static List<Finding> rows(Database database) {
        try {
            return FarmCheck.of(FarmReading.of(database));
        } catch (StoreFailure e) {
            return List.of(Finding.problem("rows", String.valueOf(e.getMessage())));
        }
    }

    private static void print(PrintWriter out, List<Finding> findings, List<TableSize> sizes) {
        for (Finding finding : findings) {
            out.printf(
                    "%-8s %-11s %s%n", finding.level().name().toLowerCase(Locale.ROOT), finding.what(), finding.text());
        }
        for (TableSize size : sizes) {
            String bytes = size.bytes() < 0 ? "" : "%,d KB".formatted((size.bytes() + 1023) >> 10);
            out.printf("%-8s %-15s %,14d rows %14s%n", "table", size.table(), size.rows(), bytes);
        }
        out.flush();
    }
}
