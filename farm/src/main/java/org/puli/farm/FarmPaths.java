package org.puli.farm;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.puli.api.WorkerName;
import org.puli.api.spec.PathRule;
import org.puli.farm.change.Change;
import org.puli.farm.row.PathRow;

/** The farm's path rules. Owned by the loop. */
public final class FarmPaths {
    private final TreeMap<String, PathRule> rules = new TreeMap<>();
    private final PathTests tests = new PathTests();
    private List<PathRule> mapping = List.of();

    FarmPaths() {}

    /** All rules, in the order of their names. */
    public Collection<PathRule> rules() {
        return Collections.unmodifiableCollection(rules.values());
    }

    /** A rule; null when it is not there. */
    public @Nullable PathRule find(String name) {
        return rules.get(name);
    }

    /** Those that can change a path, in the order of their names; the same list until a rule changes. */
    public List<PathRule> mapping() {
        return mapping;
    }

    void apply(Change.OfPaths change, Farm farm) {
        switch (change) {
            case Change.PathChanged c -> put(c.rule().name(), c.rule(), farm);
            case Change.PathDeleted c -> put(c.name(), null, farm);
            case Change.PathTestBegun c -> {
                tests.begun(c);
                tell(farm, c.worker());
            }
            case Change.PathsTested c -> {
                tests.tested(c);
                tell(farm, c.worker());
            }
        }
    }

    private void put(String name, @Nullable PathRule rule, Farm farm) {
        if (rule == null) {
            rules.remove(name);
        } else {
            rules.put(name, rule);
        }
        mapping = rules.values().stream().filter(PathRule::maps).toList();
        farm.touched().path(new PathRow(name, rule));
    }

    private static void tell(Farm farm, WorkerName name) {
        Worker worker = farm.findWorker(name);
        if (worker != null) {
            farm.ordersDue(worker);
        }
    }

    /** Who tests the storage, and how it was found. */
    public PathTests tests() {
        return tests;
    }

    void restore(List<PathRow> rows) {
        for (PathRow row : rows) {
            if (row.rule() != null) {
                rules.put(row.name(), row.rule());
            }
        }
        mapping = rules.values().stream().filter(PathRule::maps).toList();
    }

    List<PathRow> rows() {
        return rules.values().stream()
                .map(rule -> new PathRow(rule.name(), rule))
                .toList();
    }
}
