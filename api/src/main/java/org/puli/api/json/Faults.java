package org.puli.api.json;

import java.util.ArrayList;
import java.util.List;
import org.puli.api.Text;
import org.puli.api.view.Problem;

/** Collects what is wrong with a document; one that is full of faults need not name them all. */
final class Faults {
    private static final int MOST = 50;
    private static final int LONGEST = 1_000;

    private final List<Problem.Fault> found = new ArrayList<>();

    void add(String pointer, DocumentNode.Place place, String message) {
        if (found.size() < MOST) {
            found.add(fault(pointer, place, message));
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
        return new BadDocument(List.of(fault("", place, message)));
    }

    static BadDocument single(String pointer, String message) {
        return new BadDocument(List.of(fault(pointer, DocumentNode.Place.NONE, message)));
    }

    /** What a document says may be quoted in a fault, and has to be fit to be written and read there. */
    private static Problem.Fault fault(String pointer, DocumentNode.Place place, String message) {
        boolean isSomewhere = place.line() > 0;
        return new Problem.Fault(
                Text.cleaned(pointer, LONGEST),
                isSomewhere ? place.line() : null,
                isSomewhere ? place.column() : null,
                Text.cleaned(message, LONGEST).replaceAll("\\p{Cntrl}", "\uFFFD"));
    }
}
