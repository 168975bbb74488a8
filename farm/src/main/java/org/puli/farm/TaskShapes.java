package org.puli.farm;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The shapes of one task's commands: the plain one, and one more for each set of workers on which some of its commands
 * failed, and each reservation of memory that grew. A worker that failed the task too often is avoided by all of them.
 */
final class TaskShapes {
    private final Task task;
    private final ReadyAgain again;
    private Shape plain;

    TaskShapes(Task task, ReadyAgain again) {
        this.task = task;
        this.again = again;
        this.plain = new Shape(task.need(), task.requirements(), List.of(), List.of());
    }

    /** Takes what the task needs and requires now. */
    void renew() {
        plain = of(Kin.PLAIN);
    }

    /** The shape of commands that did not fail. */
    Shape plain() {
        Blocklist blocks = task.blocks();
        boolean isSame =
                plain.blocked().equals(blocks.byPeople()) && plain.avoided().equals(blocks.byFailures());
        if (!isSame) {
            renew();
        }
        return plain;
    }

    // The very shape that the task gave is the common case; one that is merely equal is found out by what it says.
    @SuppressWarnings("ReferenceEquality")
    boolean isPlain(Shape shape) {
        return shape == plain || isFor(shape, Kin.PLAIN);
    }

    private boolean isFor(Shape shape, Kin kin) {
        return shape.avoided().equals(avoided(kin.failedOn()))
                && shape.need().memoryBytes() == Math.max(task.need().memoryBytes(), kin.grownMemory());
    }

    private Shape of(Kin kin) {
        return new Shape(
                task.need().withMemory(kin.grownMemory()),
                task.requirements(),
                task.blocks().byPeople(),
                avoided(kin.failedOn()));
    }

    private List<Long> avoided(List<Long> failedOn) {
        List<Long> byAll = task.blocks().byFailures();
        if (failedOn.isEmpty() || byAll.isEmpty()) {
            return failedOn.isEmpty() ? byAll : failedOn;
        }
        TreeSet<Long> all = new TreeSet<>(failedOn);
        all.addAll(byAll);
        return List.copyOf(all);
    }

    /** The shapes of commands that are ready, where {@code hasFresh} tells of those that never ran. */
    Collection<Shape> ready(boolean hasFresh) {
        if (again.isEmpty() || again.kins().isEmpty()) {
            return List.of(plain());
        }
        Set<Shape> shapes = new LinkedHashSet<>();
        if (hasFresh || again.first(Kin.PLAIN) >= 0) {
            shapes.add(plain());
        }
        again.kins().forEach(kin -> shapes.add(of(kin)));
        return shapes;
    }

    /** The first command of a shape among those that ran before; -1 when there is none. */
    int firstAgain(Shape shape) {
        if (again.isEmpty()) {
            return -1;
        }
        int first = isPlain(shape) ? again.first(Kin.PLAIN) : -1;
        for (Kin kin : again.kins()) {
            int next = isFor(shape, kin) ? again.first(kin) : -1;
            first = first < 0 || (next >= 0 && next < first) ? next : first;
        }
        return first;
    }
}
