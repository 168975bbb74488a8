package org.puli.api.json;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.puli.api.Names;
import org.puli.api.PoolName;
import org.puli.api.config.Amounts;
import org.puli.api.spec.Grace;
import org.puli.api.spec.PoolSpec;
import org.puli.api.spec.Preempt;
import org.puli.api.spec.ShareSpec;

/** Reads the bodies that make or change pools and their shares, in JSON. Stateless. */
public final class PoolReader {
    private static final List<String> POOL_KEYS =
            List.of("name", "shares", "reservationLimit", "ageBoost", "preempt", "preemptGrace");
    private static final List<String> SHARE_KEYS = List.of("name", "tags", "owners", "weight", "min", "max");
    private static final int MOST_RESERVATIONS = 1_000;
    private static final int MOST_WEIGHT = 1_000_000;
    private static final int MOST_CORES = 100_000_000;

    private PoolReader() {}

    /**
     * Reads a pool.
     *
     * @param name its name where the document need not say it; null when it has to
     * @throws BadDocument with everything that is wrong with it
     */
    public static PoolSpec pool(String json, @Nullable PoolName name) {
        Faults faults = new Faults();
        Cursor at = new Cursor(JsonSource.read(json.isBlank() ? "{}" : json), "", faults);
        Map<String, Cursor> entries = at.map(POOL_KEYS, "a pool: a map with a name");
        String own = name(at, entries, name == null ? null : name.value(), Names.IDENTIFIER);
        int limit = entries.containsKey("reservationLimit")
                ? entries.get("reservationLimit").whole(0, MOST_RESERVATIONS)
                : PoolSpec.DEFAULT_RESERVATIONS;
        List<ShareSpec> shares = shares(entries.get("shares"));
        double boost =
                entries.containsKey("ageBoost") ? entries.get("ageBoost").thousandths(PoolSpec.MOST_AGE_BOOST) : 0;
        Preempt preempt = preempt(entries.get("preempt"));
        Grace grace = grace(entries.get("preemptGrace"));
        faults.throwIfAny();
        return new PoolSpec(new PoolName(own), shares, limit, boost, preempt, grace);
    }

    /**
     * Reads a share.
     *
     * @param name its name where the document need not say it; null when it has to
     * @throws BadDocument with everything that is wrong with it
     */
    public static ShareSpec share(String json, @Nullable String name) {
        Faults faults = new Faults();
        ShareSpec share = share(new Cursor(JsonSource.read(json.isBlank() ? "{}" : json), "", faults), name);
        faults.throwIfAny();
        return share;
    }

    private static String name(Cursor at, Map<String, Cursor> entries, @Nullable String known, Names rule) {
        Cursor cursor = entries.get("name");
        if (cursor == null) {
            if (known == null && at.isMap()) {
                at.fault("needs a 'name'");
            }
            return known == null ? "" : known;
        }
        String name = cursor.name(rule, "the name");
        if (known != null && !known.equals(name)) {
            cursor.fault("the path says '" + known + "'; leave the name out, or say the same");
        }
        return name;
    }

    private static Preempt preempt(@Nullable Cursor at) {
        if (at == null) {
            return Preempt.OFF;
        }
        String text = at.text("which commands are stopped first");
        for (Preempt preempt : Preempt.values()) {
            if (preempt.word().equals(text)) {
                return preempt;
            }
        }
        String known = Stream.of(Preempt.values()).map(Preempt::word).collect(Collectors.joining(", "));
        at.fault("expected one of " + known + "; found " + at.node().described());
        return Preempt.OFF;
    }

    private static Grace grace(@Nullable Cursor at) {
        Duration grace = at == null ? null : at.parsed("a duration such as 30s, 5m or 2h", Amounts::duration);
        if (at != null && grace != null && grace.compareTo(Grace.LONGEST) > 0) {
            at.fault("is longer than " + Amounts.text(Grace.LONGEST) + ", which is the most");
        }
        return grace == null ? PoolSpec.DEFAULT_GRACE : new Grace(grace);
    }

    private static List<ShareSpec> shares(@Nullable Cursor at) {
        List<ShareSpec> shares = new ArrayList<>();
        Set<String> names = new HashSet<>();
        if (at != null) {
            for (Cursor item : at.list("a list of shares", PoolSpec.MOST_SHARES)) {
                ShareSpec share = share(item, null);
                if (!names.add(share.name())) {
                    item.fault("there is already a share '" + share.name() + "'; names are unique within a pool");
                }
                shares.add(share);
            }
        }
        return shares;
    }

    private static ShareSpec share(Cursor at, @Nullable String known) {
        Map<String, Cursor> entries = at.map(SHARE_KEYS, "a share: a map with a name");
        String name = name(at, entries, known, Names.LABEL);
        if (name.equals(ShareSpec.REST)) {
            at.fault("'" + ShareSpec.REST + "' is the share of whatever matches no other; choose another name");
        }
        ShareSpec share = new ShareSpec(
                name,
                tags(entries.get("tags")),
                words(entries.get("owners"), "an owner"),
                entries.containsKey("weight") ? entries.get("weight").number(MOST_WEIGHT) : 1,
                cores(entries.get("min")),
                cores(entries.get("max")));
        if (share.max() > 0 && share.min() > share.max()) {
            at.fault("min " + plain(share.min()) + " is more than max " + plain(share.max())
                    + "; lower the one or raise the other, or leave max at 0 for no limit");
        }
        return share;
    }

    private static Map<String, List<String>> tags(@Nullable Cursor at) {
        Map<String, List<String>> tags = new TreeMap<>();
        if (at != null) {
            at.anyMap("a map from tags to values such as {prod: [alpha, beta]}").forEach((tag, values) -> {
                String problem = Names.LABEL.problemWith(tag);
                if (!problem.isEmpty()) {
                    values.fault("the name of a tag " + problem);
                }
                tags.put(tag, words(values, "a value"));
            });
            if (tags.size() > JobLimits.TAGS) {
                at.fault("has " + tags.size() + " tags; at most " + JobLimits.TAGS + " are allowed");
            }
        }
        return tags;
    }

    private static List<String> words(@Nullable Cursor at, String what) {
        if (at == null) {
            return List.of();
        }
        List<Cursor> items = at.isList() ? at.list("a list", JobLimits.WORDS) : List.of(at);
        return items.stream().map(item -> item.name(Names.LABEL, what)).toList();
    }

    /** Cores' worth; 0 is allowed and means nothing. */
    private static double cores(@Nullable Cursor at) {
        return at == null ? 0 : at.numberFromZero(MOST_CORES);
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
