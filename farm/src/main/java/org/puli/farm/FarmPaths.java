package org.puli.farm;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.PathRule;
import org.puli.farm.change.Change;
import org.puli.farm.row.PathRow;

/** The farm's path rules. Owned by the loop. */
public final class FarmPaths {
    private final TreeMap<String, PathRule> rules = new TreeMap<>();
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

    void apply(Change.OfPaths change, Touched touched) {
        switch (change) {
            case Change.PathChanged c -> rules.put(c.rule().name(), c.rule());
            case Change.PathDeleted c -> rules.remove(c.name());
        }
        mapping = rules.values().stream().filter(PathRule::maps).toList();
        touched.path(row(change));
    }

    private static PathRow row(Change.OfPaths change) {
        return switch (change) {
            case Change.PathChanged c -> new PathRow(c.rule().name(), c.rule());
            case Change.PathDeleted c -> new PathRow(c.name(), null);
        };
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
