package org.puli.dispatcher.database;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.puli.dispatcher.store.FarmReading;
import org.puli.dispatcher.store.care.Finding;
import org.puli.farm.Farm;
import org.puli.farm.RowMisfit;
import org.puli.farm.row.FarmRow;
import org.puli.farm.row.FarmRows;

/** Loads a farm as a dispatcher would and says what is in its way. Stateless. */
final class FarmCheck {
    private FarmCheck() {}

    /** What there is to say of a farm's rows. */
    static List<Finding> of(FarmReading reading) {
        List<Finding> findings = new ArrayList<>();
        for (FarmReading.Unreadable row : reading.unreadable()) {
            findings.add(Finding.problem("row", row.table() + " " + row.key() + ": " + row.reason()));
        }
        FarmRows rows = reading.rows();
        if (rows == null) {
            if (findings.isEmpty()) {
                findings.add(Finding.warning("farm", "there is none yet; the first start of a dispatcher makes it"));
            }
            return findings;
        }
        FarmRow farm = rows.farm();
        findings.add(Finding.ok(
                "farm",
                farm.farmId() + ", start " + farm.epoch() + ", batch " + farm.batch() + ", next job "
                        + farm.nextJobId()));
        List<Finding> wrong = RowsCheck.of(rows);
        findings.addAll(wrong);
        findings.addAll(load(rows));
        return findings;
    }

    private static List<Finding> load(FarmRows rows) {
        try {
            FarmRows loaded = Farm.load(rows).rows(rows.farm().batch());
            List<Finding> findings = differences(rows, loaded);
            return findings.isEmpty()
                    ? List.of(Finding.ok(
                            "rows",
                            rows.jobs().size() + " jobs, " + rows.commands().size() + " commands that have begun and "
                                    + rows.workers().size() + " workers load as they were stored"))
                    : findings;
        } catch (RowMisfit e) {
            // Named already, one by one, by whoever looked at the rows before.
            return List.of(Finding.problem(
                    "rows",
                    "no dispatcher can start on this farm (" + e.getMessage()
                            + "); restore a backup, or mend or delete what is named"));
        } catch (RuntimeException e) {
            return List.of(Finding.problem("rows", "the farm cannot be loaded: " + e));
        }
    }

    private static List<Finding> differences(FarmRows stored, FarmRows loaded) {
        List<Finding> findings = new ArrayList<>();
        differ("job", stored.jobs(), loaded.jobs(), findings);
        differ("task", stored.tasks(), loaded.tasks(), findings);
        differ("command", stored.commands(), loaded.commands(), findings);
        differ("worker", stored.workers(), loaded.workers(), findings);
        differ("license", stored.licenses(), loaded.licenses(), findings);
        differ("path_rule", stored.paths(), loaded.paths(), findings);
        return findings;
    }

    private static void differ(String table, List<?> stored, List<?> loaded, List<Finding> findings) {
        Set<Object> known = new HashSet<>(loaded);
        long odd = stored.stream().filter(row -> !known.contains(row)).count();
        stored.stream()
                .filter(row -> !known.contains(row))
                .findFirst()
                .ifPresent(row -> findings.add(Finding.warning(
                        "rows", table + ": " + odd + " rows say something else once loaded, the first is " + row)));
    }
}
