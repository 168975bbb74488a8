package org.puli.farm;

import java.util.List;

/**
 * What sets ready commands that ran before apart from others of their task, so that they stand in another line.
 *
 * @param failedOn numbers of the workers on which they failed, ascending
 * @param grownMemory bytes that they reserve since they used more than their task says; 0 when its word holds
 */
record Kin(List<Long> failedOn, long grownMemory) implements Comparable<Kin> {
    /** Nothing sets them apart. */
    static final Kin PLAIN = new Kin(List.of(), 0);

    static Kin of(Command command) {
        return new Kin(command.avoidedNumbers(), command.grownMemory());
    }

    boolean isPlain() {
        return failedOn.isEmpty() && grownMemory == 0;
    }

    @Override
    public int compareTo(Kin other) {
        for (int i = 0; i < Math.min(failedOn.size(), other.failedOn.size()); i++) {
            int byNumber = Long.compare(failedOn.get(i), other.failedOn.get(i));
            if (byNumber != 0) {
                return byNumber;
            }
        }
        int bySize = Integer.compare(failedOn.size(), other.failedOn.size());
        return bySize != 0 ? bySize : Long.compare(grownMemory, other.grownMemory);
    }
}
