package org.puli.farm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.puli.api.spec.Strategy;
import org.puli.api.view.Counts;
import org.puli.api.view.GroupView;
import org.puli.api.view.Status;
import org.puli.farm.row.TaskRow;

/** Tasks and groups under one name. Owned by the loop. */
public final class Group extends Node {
    private final List<Node> children = new ArrayList<>();
    private Strategy strategy;
    private int linedCount;
    private double served;

    Group(NodeSeed seed, Strategy strategy) {
        super(seed);
        this.strategy = strategy;
    }

    /** In which order it serves its children. */
    public Strategy strategy() {
        return strategy;
    }

    /** Serves its children otherwise from now on; whether that is otherwise. */
    boolean strategy(Strategy now) {
        boolean isAnother = now != strategy;
        strategy = now;
        return isAnother;
    }

    /** One of its children has come into line or left it. */
    void lined(boolean isIn) {
        linedCount += isIn ? 1 : -1;
        reline();
    }

    @Override
    boolean hasReady() {
        return linedCount > 0;
    }

    /** The greatest start mark that was served among its children. */
    double served() {
        return served;
    }

    void served(double mark) {
        served = Math.max(served, mark);
    }

    void add(Node child) {
        children.add(child);
    }

    /** The tasks and groups right in it. */
    public List<Node> children() {
        return Collections.unmodifiableList(children);
    }

    @Override
    public List<Task> tasks() {
        return children.stream().flatMap(child -> child.tasks().stream()).toList();
    }

    @Override
    public TaskRow row() {
        return new TaskRow(
                id().value(),
                job().id().value(),
                Status.READY,
                pausedSince(),
                door().waits().come());
    }

    @Override
    void gateMoved() {
        children.forEach(child -> job().unsettled().add(child.door()));
    }

    /** The group as it is shown. */
    public GroupView view() {
        Counts counts = counts();
        return new GroupView(
                id(), name(), counts.status(isHeldBack() || job().isPaused()), isPaused(), counts, path(), after());
    }
}
