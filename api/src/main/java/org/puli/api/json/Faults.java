package org.puli.api.json;

import java.util.ArrayList;
import java.util.List;
import org.puli.api.view.Problem;

/** Collects what is wrong with a document; one that is full of faults need not name them all. */
final class Faults {
    private static final int MOST = 50;

    private final List<Problem.Fault> found = new ArrayList<>();

    void add(String pointer, DocumentNode.Place place, String message) {
        if (found.size() < MOST) {
            found.add(new Problem.Fault(pointer, place.line(), place.column(), message));
        }
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new BadDocument(found);
        }
    }

    static BadDocument single(DocumentNode.Place place, String message) {
        return new BadDocument(List.of(new Problem.Fault("", place.line(), place.column(), message)));
    }
}
