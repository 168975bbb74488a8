package org.puli.farm.schedule;

import org.puli.farm.Node;

/**
 * Where a task or group stands among its siblings, by the strategy of the group or job around it. A copy, so that the
 * node may move on while it stands in a sorted set.
 *
 * @param first what is compared first, smaller goes first
 * @param second what is compared then
 * @param position its place in the document, which decides last
 */
record Turn(Node node, double first, double second, int position) implements Comparable<Turn> {
    static Turn of(Node node) {
        double weight = node.precedence().weight();
        return switch (node.strategyAround()) {
            case FIFO -> new Turn(node, 0, 0, node.position());
            case AS_IS -> new Turn(node, node.precedence().place(), 0, node.position());
            case PRIORITY -> new Turn(node, -node.precedence().priority(), 0, node.position());
            case FAIR -> new Turn(node, node.usedMilliCost(), node.startMark() + 1, node.position());
            case WEIGHTED ->
                new Turn(node, node.usedMilliCost() / weight, node.startMark() + 1 / weight, node.position());
        };
    }

    @Override
    public int compareTo(Turn other) {
        int byFirst = Double.compare(first, other.first);
        if (byFirst != 0) {
            return byFirst;
        }
        int bySecond = Double.compare(second, other.second);
        return bySecond != 0 ? bySecond : Integer.compare(position, other.position);
    }
}
