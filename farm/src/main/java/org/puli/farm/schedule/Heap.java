package org.puli.farm.schedule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Members in a binary heap, each of which knows its seat, so that one whose rank has changed is put where it belongs
 * now, or taken out, in logarithmic time. A member is in one heap at most, and nothing else may be asked of that
 * between a change of a member's rank and its {@link #put}. Ranks are copied in as numbers that lie side by side:
 * thousands of jobs are not in the processor's cache, and a member that is passed on the way is not even looked at.
 */
final class Heap<M extends Heap.Member> {
    private static final int FEW = 4;

    /** What may stand in a heap. */
    abstract static class Member {
        /** Its seat in the heap in which it stands, which others do not move; -1 while it stands in none. For heaps. */
        int seat = -1;

        /** Writes its rank: numbers, of which the first decides first, and lesser ones go first. */
        abstract void writeRank(long[] into);
    }

    private final int width;
    private final List<M> members = new ArrayList<>();
    /** The seat at each place of the heap. */
    private int[] seatAt = new int[FEW];
    /** The place of each seat. */
    private int[] placeOf = new int[FEW];
    /** The ranks, place by place. */
    private long[] ranks;
    /** The rank of whoever is being put. */
    private final long[] rank;

    /** An empty heap of members that have ranks of so many numbers; no two are the same. */
    Heap(int width) {
        this.width = width;
        this.ranks = new long[FEW * width];
        this.rank = new long[width];
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    /** Whether a member stands in this very heap. */
    boolean holds(M member) {
        int seat = member.seat;
        return seat >= 0 && seat < members.size() && members.get(seat).equals(member);
    }

    /** The member that goes first; there has to be one. */
    M first() {
        return members.get(members.isEmpty() ? 0 : seatAt[0]);
    }

    /** All members, in no order. */
    List<M> all() {
        return Collections.unmodifiableList(members);
    }

    /** Takes a member in, or moves one that is in to where its rank belongs now. */
    void put(M member) {
        if (!holds(member)) {
            add(member);
        }
        member.writeRank(rank);
        settle(member.seat, placeOf[member.seat]);
    }

    private void add(M member) {
        int size = members.size();
        if (size == seatAt.length) {
            seatAt = Arrays.copyOf(seatAt, 2 * size);
            placeOf = Arrays.copyOf(placeOf, 2 * size);
            ranks = Arrays.copyOf(ranks, 2 * size * width);
        }
        member.seat = size;
        members.add(member);
        placeOf[size] = size;
    }

    /** Takes a member out; one that is not in is passed over. */
    void remove(M member) {
        if (!holds(member)) {
            return;
        }
        int end = members.size() - 1;
        M last = members.removeLast();
        fill(placeOf[member.seat], end);
        if (!last.equals(member)) {
            members.set(member.seat, last);
            last.seat = member.seat;
            place(last.seat, placeOf[end]);
        }
        member.seat = -1;
    }

    /** Whoever stands at the end goes where nobody is any more. */
    private void fill(int place, int end) {
        if (place != end) {
            for (int i = 0; i < width; i++) {
                rank[i] = ranks[end * width + i];
            }
            settle(seatAt[end], place);
        }
    }

    /** Puts a seat, of which the rank is at hand, where it belongs, beginning at a place where nobody else is. */
    private void settle(int seat, int from) {
        int at = rise(from);
        if (at == from) {
            at = sink(from);
        }
        for (int i = 0; i < width; i++) {
            ranks[at * width + i] = rank[i];
        }
        place(seat, at);
    }

    private int rise(int from) {
        int at = from;
        while (at > 0 && isBefore((at - 1) / 2)) {
            move((at - 1) / 2, at);
            at = (at - 1) / 2;
        }
        return at;
    }

    private int sink(int from) {
        int at = from;
        for (int child = firstBelow(at); child >= 0 && !isBefore(child); child = firstBelow(at)) {
            move(child, at);
            at = child;
        }
        return at;
    }

    /** The place of whoever goes first of the two below a place; -1 when nobody is below it. */
    private int firstBelow(int at) {
        int left = 2 * at + 1;
        if (left + 1 >= members.size()) {
            return left < members.size() ? left : -1;
        }
        return isBefore(left, left + 1) ? left : left + 1;
    }

    /** Whether the rank at hand goes before the one at a place. */
    private boolean isBefore(int place) {
        int from = place * width;
        for (int i = 0; i < width; i++) {
            if (rank[i] != ranks[from + i]) {
                return rank[i] < ranks[from + i];
            }
        }
        return false;
    }

    private boolean isBefore(int place, int other) {
        int shift = (other - place) * width;
        for (int i = place * width; i < (place + 1) * width; i++) {
            if (ranks[i] != ranks[i + shift]) {
                return ranks[i] < ranks[i + shift];
            }
        }
        return false;
    }

    private void move(int from, int to) {
        int shift = (to - from) * width;
        for (int i = from * width; i < (from + 1) * width; i++) {
            ranks[i + shift] = ranks[i];
        }
        place(seatAt[from], to);
    }

    private void place(int seat, int place) {
        seatAt[place] = seat;
        placeOf[seat] = place;
    }
}
