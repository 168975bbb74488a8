package org.puli.api.json;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.puli.api.spec.Dependency;

/**
 * Puts other times into what a job, group or task waits for. Ends of other work, and files, stay as they were
 * submitted: a change names the times alone, or repeats the rest as it is. Stateless.
 */
final class TimesPatch {
    static final String KEY = "after";
    private static final String REFUSAL =
            "of what is waited for, only times can be changed: write the times alone, such as {delay: 3h} or {time:"
                    + " 2026-12-24T18:00:00+01:00}, or nothing to take them away; ends of other work, and files, stay"
                    + " as they were submitted; clone the job to change these";

    private TimesPatch() {}

    /**
     * What is waited for then.
     *
     * @param changes a merge patch; without the key, nothing changes
     * @throws BadDocument when the patch is wrong, or changes more than times
     */
    static List<Dependency> changed(List<Dependency> before, Map<String, @Nullable Object> changes) {
        if (!changes.containsKey(KEY)) {
            return before;
        }
        List<Dependency> given = read(changes.get(KEY));
        List<Dependency> others = given.stream().filter(one -> !isTime(one)).toList();
        boolean isSame =
                others.equals(before.stream().filter(one -> !isTime(one)).toList());
        if (!others.isEmpty() && !isSame) {
            throw Faults.single("/" + KEY, REFUSAL);
        }
        return placed(before, given.stream().filter(TimesPatch::isTime).toList());
    }

    private static boolean isTime(Dependency one) {
        return one instanceof Dependency.Time;
    }

    private static List<Dependency> read(@Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        Faults faults = new Faults();
        List<Dependency> after = JobGrammar.awaited(
                new Cursor(JsonSource.read(Json.write(value)), "/" + KEY, faults), (item, dependency) -> {});
        try {
            faults.throwIfAny();
        } catch (BadDocument e) {
            throw JobPatch.unplaced(e, "");
        }
        return after;
    }

    /** New times take the places of the old ones, so that what stands between them keeps its own. */
    private static List<Dependency> placed(List<Dependency> before, List<Dependency> times) {
        Queue<Dependency> left = new ArrayDeque<>(times);
        List<Dependency> after = new ArrayList<>();
        for (Dependency one : before) {
            Dependency next = isTime(one) ? left.poll() : one;
            if (next != null) {
                after.add(next);
            }
        }
        after.addAll(left);
        return after;
    }
}
