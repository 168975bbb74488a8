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
    private final List<Long> blocked;
    private final List<Long> avoided;
    private final int hash;

    /**
     * A shape.
     *
     * @param blocked numbers of workers that must not get it, ascending
     * @param avoided numbers of workers that get it only when no other is right for it and takes work, ascending
     */
    public Shape(Need need, Requirements requirements, List<Long> blocked, List<Long> avoided) {
        this.need = need;
        this.requirements = requirements;
        this.blocked = List.copyOf(blocked);
        this.avoided = List.copyOf(avoided);
        this.hash = 31 * (31 * need.hashCode() + requirements.hashCode())
                + 7 * this.blocked.hashCode()
                + this.avoided.hashCode();
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
    public List<Long> blocked() {
        return blocked;
    }

    /** Numbers of workers that get it only when no other is right for it and takes work, ascending. */
    public List<Long> avoided() {
        return avoided;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Shape shape
                        && hash == shape.hash
                        && need.equals(shape.need)
                        && requirements.equals(shape.requirements)
                        && blocked.equals(shape.blocked)
                        && avoided.equals(shape.avoided));
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
