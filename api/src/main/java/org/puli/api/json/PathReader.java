package org.puli.api.json;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.puli.api.Names;
import org.puli.api.PoolName;
import org.puli.api.spec.PathRule;
import org.puli.api.spec.PathRules;
import org.puli.api.spec.PathTest;

/** Reads the bodies that make or change path rules, in JSON. Stateless. */
public final class PathReader {
    private static final List<String> KEYS = List.of("name", "linux", "macos", "windows", "lists", "test", "pools");

    private PathReader() {}

    /**
     * Reads a rule.
     *
     * @param name its name, which the document need not say
     * @throws BadDocument with everything that is wrong with it
     */
    public static PathRule rule(String json, String name) {
        Faults faults = new Faults();
        Cursor at = new Cursor(JsonSource.read(json.isBlank() ? "{}" : json), "", faults);
        Map<String, Cursor> entries = at.map(KEYS, "a path rule: a map such as {\"linux\": \"/mnt/films\"}");
        Cursor own = entries.get("name");
        if (own != null && !own.name(Names.IDENTIFIER, "the name").equals(name)) {
            own.fault("the path says '" + name + "'; leave the name out, or say the same");
        }
        PathRule rule = new PathRule(
                name,
                root(entries.get("linux")),
                root(entries.get("macos")),
                root(entries.get("windows")),
                entries.containsKey("lists") && entries.get("lists").flag(),
                test(entries.get("test")),
                pools(entries.get("pools")));
        PathRules.problems(rule).forEach(at::fault);
        faults.throwIfAny();
        return rule;
    }

    private static @Nullable String root(@Nullable Cursor at) {
        return at == null ? null : at.text("an absolute folder");
    }

    private static PathTest test(@Nullable Cursor at) {
        PathTest test = at == null ? PathTest.READ : PathTest.find(at.text("what is tested"));
        if (at != null && test == null) {
            at.fault("expected none, read or write; found " + at.node().described());
        }
        return test == null ? PathTest.NONE : test;
    }

    private static List<PoolName> pools(@Nullable Cursor at) {
        return at == null
                ? List.of()
                : at.list("a list of pools", PathRule.MOST_POOLS).stream()
                        .map(item -> new PoolName(item.name(Names.IDENTIFIER, "the pool name")))
                        .toList();
    }
}
