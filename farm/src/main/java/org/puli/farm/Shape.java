package org.puli.farm;

import java.util.List;
import org.puli.api.spec.Need;
import org.puli.api.spec.Requirements;

/**
 * All that decides which workers could run a command, so that one look at the workers answers for every command of one
 * shape. Its hash is computed once, since the planner looks shapes up at every move.
 */
public final class Shape {
    private final Need need;
    private final Requirements requirements;
    private final List<Long> excluded;
    private final int hash;

    /**
     * A shape.
     *
     * @param excluded numbers of workers that must not get it, ascending
     */
    public Shape(Need need, Requirements requirements, List<Long> excluded) {
        this.need = need;
        this.requirements = requirements;
        this.excluded = List.copyOf(excluded);
        this.hash = 31 * (31 * need.hashCode() + requirements.hashCode()) + this.excluded.hashCode();
    }

    /** What a command of it holds. */
    public Need need() {
        return need;
    }

    /** Which workers are right for it. */
    public Requirements requirements() {
        return requirements;
    }

    /** Numbers of workers that must not get it, ascending. */
    public List<Long> excluded() {
        return excluded;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Shape shape
                        && hash == shape.hash
                        && need.equals(shape.need)
                        && requirements.equals(shape.requirements)
                        && excluded.equals(shape.excluded));
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
