package org.puli.farm.schedule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Members in a binary heap, each of which knows its place, so that one whose rank has changed is put where it belongs
 * now, or taken out, in logarithmic time. A member is in one heap at most, and nothing else may be asked of that
 * between a change of a member's rank and its {@link #put}.
 */
final class Heap<M extends Heap.Member> {
    /** What may stand in a heap. */
    abstract static class Member {
        /** Its place in the heap in which it stands; -1 while it stands in none. For heaps alone. */
        int place = -1;
    }

    private final Comparator<? super M> order;
    private final List<M> members = new ArrayList<>();

    /** An empty heap; by this order, which knows no ties, some member is the first. */
    Heap(Comparator<? super M> order) {
        this.order = order;
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    /** Whether a member stands in this very heap. */
    boolean holds(M member) {
        int place = member.place;
        return place >= 0 && place < members.size() && members.get(place).equals(member);
    }

    /** The member that goes first; there has to be one. */
    M first() {
        return members.getFirst();
    }

    /** All members, the first one first and the others in no order. */
    List<M> all() {
        return Collections.unmodifiableList(members);
    }

    /** Takes a member in, or moves one that is in to where its rank belongs now. */
    void put(M member) {
        if (!holds(member)) {
            member.place = members.size();
            members.add(member);
        }
        settle(member);
    }

    /** Takes a member out; one that is not in is passed over. */
    void remove(M member) {
        if (!holds(member)) {
            return;
        }
        M last = members.removeLast();
        if (!last.equals(member)) {
            place(last, member.place);
            settle(last);
        }
        member.place = -1;
    }

    private void settle(M member) {
        int from = member.place;
        if (rise(member, from) == from) {
            sink(member, from);
        }
    }

    private int rise(M member, int from) {
        int at = from;
        while (at > 0) {
            M above = members.get((at - 1) / 2);
            if (order.compare(member, above) >= 0) {
                break;
            }
            int higher = (at - 1) / 2;
            place(above, at);
            at = higher;
        }
        place(member, at);
        return at;
    }

    private void sink(M member, int from) {
        int at = from;
        for (int child = firstBelow(at); child >= 0; child = firstBelow(at)) {
            M below = members.get(child);
            if (order.compare(member, below) <= 0) {
                break;
            }
            place(below, at);
            at = child;
        }
        place(member, at);
    }

    /** The place of whoever goes first of the two below a place; -1 when nobody is below it. */
    private int firstBelow(int at) {
        int left = 2 * at + 1;
        if (left + 1 >= members.size()) {
            return left < members.size() ? left : -1;
        }
        return order.compare(members.get(left), members.get(left + 1)) <= 0 ? left : left + 1;
    }

    private void place(M member, int at) {
        members.set(at, member);
        member.place = at;
    }
}
