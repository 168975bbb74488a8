package org.puli.api.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What certain exit codes mean; each code stands in one list only.
 *
 * @param free tried again free of charge
 * @param fail failed at once, without a further try
 * @param defer ready again after a pause, free of charge
 * @param skip left out
 * @param done ended well
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ExitCodes(
        List<Integer> free, List<Integer> fail, List<Integer> defer, List<Integer> skip, List<Integer> done) {
    /** No code means anything special. */
    public static final ExitCodes NONE = new ExitCodes(List.of(), List.of(), List.of(), List.of(), List.of());

    /** Sorts the lists, so that what means the same is equal. */
    public ExitCodes {
        free = sorted(free);
        fail = sorted(fail);
        defer = sorted(defer);
        skip = sorted(skip);
        done = sorted(done);
    }

    private static List<Integer> sorted(@Nullable List<Integer> codes) {
        return codes == null ? List.of() : List.copyOf(new TreeSet<>(codes));
    }

    /** The codes that a rule holds for. */
    public List<Integer> of(ExitRule rule) {
        return switch (rule) {
            case FREE -> free;
            case FAIL -> fail;
            case DEFER -> defer;
            case SKIP -> skip;
            case DONE -> done;
        };
    }

    /** What a code means; null for nothing special. */
    public @Nullable ExitRule find(int code) {
        for (ExitRule rule : ExitRule.values()) {
            if (of(rule).contains(code)) {
                return rule;
            }
        }
        return null;
    }

    /** These, and the outer ones for every code that these do not name. */
    public ExitCodes inside(ExitCodes outer) {
        return new ExitCodes(
                joined(ExitRule.FREE, outer),
                joined(ExitRule.FAIL, outer),
                joined(ExitRule.DEFER, outer),
                joined(ExitRule.SKIP, outer),
                joined(ExitRule.DONE, outer));
    }

    private List<Integer> joined(ExitRule rule, ExitCodes outer) {
        List<Integer> codes = new ArrayList<>(of(rule));
        outer.of(rule).stream().filter(code -> find(code) == null).forEach(codes::add);
        return codes;
    }
}
