package org.puli.farm;

import java.util.ArrayList;
import java.util.List;
import org.puli.api.spec.Strategy;
import org.puli.api.view.Counts;
import org.puli.api.view.GroupView;

/** Tasks and groups under one name. Owned by the loop. */
public final class Group extends Node {
    private final List<Node> children = new ArrayList<>();
    private final Strategy strategy;
    private double served;

    Group(NodeSeed seed, Strategy strategy) {
        super(seed);
        this.strategy = strategy;
    }

    /** In which order it serves its children. */
    public Strategy strategy() {
        return strategy;
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

    @Override
    void gateMoved() {
        children.forEach(job()::regateSoon);
    }

    /** The group as it is shown. */
    public GroupView view() {
        Counts counts = counts();
        return new GroupView(id(), name(), counts.status(isHeldBack() || job().isPaused()), counts, path(), after());
    }
}
